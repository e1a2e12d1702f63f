//! Texts: bare words and quoted strings.

use super::cursor::Reader;

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
    pub(super) fn first(&mut self) -> Result<String, String> {
        match self.peek() {
            Some(quote @ ('\'' | '"')) => self.quoted(quote),
            _ => Ok(self.bare(follows_in_first)),
        }
    }

    pub(super) fn second(&mut self) -> Result<String, String> {
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
    pub(super) fn bare(&mut self, follows: fn(char) -> bool) -> String {
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

    pub(super) fn quoted(&mut self, quote: char) -> Result<String, String> {
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
