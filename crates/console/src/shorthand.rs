//! The AWS CLI's shorthand syntax: `a=1,b=x`, `a=x,y,z`, `a={b=c,d=[e,f]}`, with quotes and `\,`.

use serde_json::{Map, Value};

/// Nested lists and structures, at most.
const DEPTH_MAX: u32 = 32;

/// Reads a structure. All its values are strings, lists and structures.
///
/// # Errors
/// The AWS CLI's own sentence.
pub(super) fn parse(text: &str) -> Result<Map<String, Value>, String> {
    let mut reader = Reader { text, at: 0 };
    let mut params = Map::new();
    let (key, value) = reader.key_and_value()?;
    params.insert(key, value);
    let mut last = reader.at;
    while !reader.is_done() {
        reader.expect(',')?;
        let (key, value) = reader.key_and_value()?;
        if params.contains_key(&key) {
            let place = reader.place(last + 1);
            return Err(format!(
                "Second instance of key \"{key}\" encountered for input:\n{place}\nThis is often because there is a preceding \",\" instead of a space."
            ));
        }
        params.insert(key, value);
        last = reader.at;
    }
    Ok(params)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

const fn begins_word(letter: char) -> bool {
    !matches!(letter, '\0'..=' ' | '"' | '\'' | ',' | '=' | '[' | '{' | '\u{7f}')
}

const fn follows_in_first(letter: char) -> bool {
    letter.is_ascii_whitespace() || !matches!(letter, '\0'..=' ' | '"' | '\'' | ',' | ']' | '}' | '\u{7f}')
}

const fn follows_in_second(letter: char) -> bool {
    letter.is_ascii_whitespace() || !matches!(letter, '\0'..=' ' | '"' | '\'' | ',' | '=' | '\u{7f}')
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn is_done(&self) -> bool {
        self.at >= self.text.len()
    }

    fn skip_blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_ascii_start().len();
    }

    /// Returns the input with a mark below the place.
    fn place(&self, at: usize) -> String {
        let at = self.text.floor_char_boundary(at.min(self.text.len()));
        let line = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let end = self.text[at..].find('\n').map_or(self.text.len(), |newline| at + newline);
        let blanks = " ".repeat(self.text[line..at].chars().count());
        format!("{}\n{blanks}^{}", &self.text[..end], &self.text[end..])
    }

    fn refusal(&self, expected: &str, received: &str) -> String {
        format!("Expected: '{expected}', received: '{received}' for input:\n{}", self.place(self.at))
    }

    fn expect(&mut self, mark: char) -> Result<(), String> {
        self.skip_blanks();
        self.expect_here(mark)?;
        self.skip_blanks();
        Ok(())
    }

    fn expect_here(&mut self, mark: char) -> Result<(), String> {
        match self.peek() {
            Some(letter) if letter == mark => self.at += letter.len_utf8(),
            Some(letter) => return Err(self.refusal(mark.encode_utf8(&mut [0; 4]), letter.encode_utf8(&mut [0; 4]))),
            None => return Err(self.refusal(mark.encode_utf8(&mut [0; 4]), "EOF")),
        }
        Ok(())
    }

    fn key_and_value(&mut self) -> Result<(String, Value), String> {
        let key = self.key();
        self.expect('=')?;
        let value = match self.peek() {
            None => Value::from(""),
            Some('[' | '{') => self.explicit(DEPTH_MAX)?,
            Some(_) => self.comma_separated()?,
        };
        Ok((key, value))
    }

    fn key(&mut self) -> String {
        let end = self.rest().find(|letter: char| !(letter.is_ascii_alphanumeric() || "-_.#/:".contains(letter)));
        let key = self.rest()[..end.unwrap_or(self.rest().len())].to_owned();
        self.at += key.len();
        key
    }

    /// Reads `a` as a string, `a,b` as a list, and in `a,b=c` only the string `a` before the next key.
    fn comma_separated(&mut self) -> Result<Value, String> {
        let first = self.first()?;
        self.skip_blanks();
        if self.peek() != Some(',') {
            return Ok(first.into());
        }
        let mut before = self.at;
        self.expect(',')?;
        let mut items = vec![Value::from(first)];
        loop {
            let item = self.second().and_then(|item| {
                self.skip_blanks();
                if self.is_done() {
                    return Ok((item, true));
                }
                let comma = self.at;
                self.expect(',')?;
                before = comma;
                Ok((item, false))
            });
            match item {
                Ok((item, is_last)) => {
                    items.push(item.into());
                    if is_last {
                        break;
                    }
                }
                Err(refusal) if self.is_done() => return Err(refusal),
                Err(_) => {
                    self.at = before;
                    break;
                }
            }
        }
        Ok(if items.len() == 1 { items.swap_remove(0) } else { items.into() })
    }

    fn explicit(&mut self, depth: u32) -> Result<Value, String> {
        let depth =
            depth.checked_sub(1).ok_or("Structures within each other are too deep here; write JSON instead.")?;
        match self.peek() {
            Some('[') => {
                self.expect('[')?;
                let mut items = Vec::new();
                while self.peek() != Some(']') {
                    items.push(self.explicit(depth)?);
                    self.separator(']')?;
                }
                self.at += 1;
                Ok(items.into())
            }
            Some('{') => {
                self.expect('{')?;
                let mut members = Map::new();
                while self.peek() != Some('}') {
                    let key = self.key();
                    self.expect('=')?;
                    let value = self.explicit(depth)?;
                    self.separator('}')?;
                    members.shift_remove(&key);
                    members.insert(key, value);
                }
                self.at += 1;
                Ok(members.into())
            }
            _ => self.first().map(Value::from),
        }
    }

    /// Skips a comma, unless the end is next.
    fn separator(&mut self, end: char) -> Result<(), String> {
        self.skip_blanks();
        if self.peek() != Some(end) {
            self.expect_here(',')?;
            self.skip_blanks();
        }
        Ok(())
    }

    fn first(&mut self) -> Result<String, String> {
        match self.peek() {
            Some(quote @ ('\'' | '"')) => self.quoted(quote),
            _ => Ok(self.bare(follows_in_first)),
        }
    }

    fn second(&mut self) -> Result<String, String> {
        match self.peek() {
            Some(quote @ ('\'' | '"')) => self.quoted(quote),
            _ => {
                let from = self.at;
                let text = self.bare(follows_in_second);
                if self.at == from { Err(self.refusal("<second>", "<none>")) } else { Ok(text) }
            }
        }
    }

    /// Reads up to the next mark. Returns an empty string if no word can begin here.
    fn bare(&mut self, follows: fn(char) -> bool) -> String {
        let mut text = String::new();
        while let Some(letter) = self.peek() {
            if self.rest().starts_with("\\,") {
                text.push(',');
                self.at += 2;
                continue;
            }
            if !(if text.is_empty() { begins_word(letter) } else { follows(letter) }) {
                break;
            }
            text.push(letter);
            self.at += letter.len_utf8();
        }
        text.truncate(text.trim_ascii_end().len());
        text
    }

    fn quoted(&mut self, quote: char) -> Result<String, String> {
        let mut text = String::new();
        let mut letters = self.rest().char_indices().skip(1);
        while let Some((at, letter)) = letters.next() {
            match letter {
                _ if letter == quote => {
                    self.at += at + 1;
                    return Ok(text);
                }
                '\\' => match letters.next() {
                    Some((_, next)) if next == quote || next == '\\' => text.push(next),
                    Some((_, next)) => text.extend(['\\', next]),
                    None => break,
                },
                _ => text.push(letter),
            }
        }
        let kind = if quote == '"' { "<double quoted>" } else { "<singled quoted>" };
        Err(self.refusal(kind, "<none>"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, json: &str) {
        assert_eq!(parse(text).map(|object| Value::from(object).to_string()), Ok(json.to_owned()), "{text}");
    }

    #[test]
    fn structures_lists_and_texts() {
        reads("a=1,b=x y ,c=", r#"{"a":"1","b":"x y","c":""}"#);
        reads("a=b,c", r#"{"a":["b","c"]}"#);
        reads("a=b,c,d=e", r#"{"a":["b","c"],"d":"e"}"#);
        reads("a='x,y',b=\"it's\",c='it\\'s'", r#"{"a":"x,y","b":"it's","c":"it's"}"#);
        reads(r"a=x\,y,b=1=2", r#"{"a":"x,y","b":"1=2"}"#);
        reads("k={DataType=String,StringValue=x}", r#"{"k":{"DataType":"String","StringValue":"x"}}"#);
        reads("a=[b,{c=d},[e]],f={}", r#"{"a":["b",{"c":"d"},["e"]],"f":{}}"#);
        reads("a = b , c = [ d , e ]", r#"{"a":"b","c":["d","e"]}"#);
        reads("a=é☕😀", r#"{"a":"é☕😀"}"#);
    }

    #[test]
    fn errors_are_those_of_the_cli() {
        for (text, refusal) in [
            ("foo", "Expected: '=', received: 'EOF' for input:\nfoo\n   ^"),
            (
                "k={DataType=String,StringValue",
                "Expected: '=', received: 'EOF' for input:\nk={DataType=String,StringValue\n                              ^",
            ),
            (
                "A=1,A=2",
                "Second instance of key \"A\" encountered for input:\nA=1,A=2\n    ^\nThis is often because there is a preceding \",\" instead of a space.",
            ),
            ("a=b c\nd=]x", "Expected: ',', received: ']' for input:\na=b c\nd=]x\n  ^"),
            ("a=\"b", "Expected: '<double quoted>', received: '<none>' for input:\na=\"b\n  ^"),
        ] {
            assert_eq!(parse(text).expect_err("refused"), refusal, "{text}");
        }
        assert!(parse(&format!("a={}", "[".repeat(10_000))).is_err());
        assert!(parse(&format!("a={}", "{a=".repeat(10_000))).is_err());
    }
}
