//! Splits a line into words as a shell does: blanks, the three kinds of quotes, backslashes. Does not expand, pipe or
//! run anything.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

/// A word of the line, without its quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    /// Its place in the line, in bytes.
    pub(super) at: Range<usize>,
}

/// The reason why a line was not read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// A quote without its closing quote.
    Open(char),
    /// A character with a meaning in a shell.
    Mark(char),
}

impl Unread {
    /// The reason as a sentence.
    pub(super) fn sentence(self) -> String {
        match self {
            Self::Open(quote) => format!("A closing {quote} is missing."),
            Self::Mark(mark) => {
                format!(
                    "This console is not a shell: {mark} does nothing here. For the character itself, put it in single quotes."
                )
            }
        }
    }
}

/// Returns the words of a line, and the reason if the last word is incomplete.
pub(super) fn words(line: &str) -> (Vec<Word>, Option<Unread>) {
    let mut reader = Reader { letters: line.char_indices().peekable(), end: line.len() };
    let mut words = Vec::new();
    loop {
        while reader.next_if(|letter| letter.is_ascii_whitespace()) {}
        let Some((start, _)) = reader.letters.peek().copied() else { return (words, None) };
        let mut text = String::new();
        let read = reader.word(&mut text);
        let joined_line =
            text.is_empty() && line[start..reader.at()].chars().all(|letter| matches!(letter, '\\' | '\n'));
        if !joined_line || read.is_err() {
            words.push(Word { text, at: start..reader.at() });
        }
        if let Err(unread) = read {
            return (words, Some(unread));
        }
    }
}

struct Reader<'a> {
    letters: Peekable<CharIndices<'a>>,
    end: usize,
}

impl Reader<'_> {
    fn at(&mut self) -> usize {
        self.letters.peek().map_or(self.end, |(at, _)| *at)
    }

    fn peek(&mut self) -> Option<char> {
        self.letters.peek().map(|(_, letter)| *letter)
    }

    fn next(&mut self) -> Option<char> {
        self.letters.next().map(|(_, letter)| letter)
    }

    fn next_if(&mut self, wanted: impl Fn(char) -> bool) -> bool {
        self.letters.next_if(|(_, letter)| wanted(*letter)).is_some()
    }

    fn word(&mut self, text: &mut String) -> Result<(), Unread> {
        while let Some(letter) = self.peek().filter(|letter| !letter.is_ascii_whitespace()) {
            self.next();
            match letter {
                '\'' => self.until('\'', text)?,
                '"' => self.double(text)?,
                '\\' => match self.next() {
                    // A line continuation.
                    Some('\n') => {}
                    Some(letter) => text.push(letter),
                    None => return Err(Unread::Open('\\')),
                },
                '$' if self.next_if(|letter| letter == '\'') => self.escaped(text)?,
                '$' if self.is_replaced() => return Err(Unread::Mark('$')),
                '|' | '<' | '>' | ';' | '&' | '`' => return Err(Unread::Mark(letter)),
                _ => text.push(letter),
            }
        }
        Ok(())
    }

    /// Returns true if a shell would expand the `$`.
    fn is_replaced(&mut self) -> bool {
        self.peek().is_some_and(|letter| letter.is_ascii_alphanumeric() || "_({?#@*!$\"".contains(letter))
    }

    fn until(&mut self, quote: char, text: &mut String) -> Result<(), Unread> {
        loop {
            match self.next() {
                None => return Err(Unread::Open(quote)),
                Some(letter) if letter == quote => return Ok(()),
                Some(letter) => text.push(letter),
            }
        }
    }

    fn double(&mut self, text: &mut String) -> Result<(), Unread> {
        loop {
            match self.next().ok_or(Unread::Open('"'))? {
                '"' => return Ok(()),
                '`' => return Err(Unread::Mark('`')),
                '$' if self.peek() != Some('"') && self.is_replaced() => return Err(Unread::Mark('$')),
                '\\' => match self.next().ok_or(Unread::Open('"'))? {
                    '\n' => {}
                    letter @ ('$' | '`' | '"' | '\\') => text.push(letter),
                    letter => text.extend(['\\', letter]),
                },
                letter => text.push(letter),
            }
        }
    }

    /// Reads the inside of `$'…'`.
    fn escaped(&mut self, text: &mut String) -> Result<(), Unread> {
        let mut bytes = Vec::new();
        loop {
            let letter = match self.next() {
                None => {
                    text.push_str(&String::from_utf8_lossy(&bytes));
                    return Err(Unread::Open('\''));
                }
                Some('\'') => break,
                Some('\\') => match self.next().ok_or(Unread::Open('\''))? {
                    'a' => '\u{7}',
                    'b' => '\u{8}',
                    'e' | 'E' => '\u{1b}',
                    'f' => '\u{c}',
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'v' => '\u{b}',
                    'u' => self.code(4),
                    'U' => self.code(8),
                    'x' => {
                        bytes.extend(u8::try_from(self.digits(16, 2)));
                        continue;
                    }
                    first @ '0'..='7' => {
                        let rest = self.digits_after(first, 8, 2);
                        bytes.push((rest & 0xff) as u8);
                        continue;
                    }
                    letter @ ('\\' | '\'' | '"' | '?') => letter,
                    letter => {
                        bytes.push(b'\\');
                        letter
                    }
                },
                Some(letter) => letter,
            };
            bytes.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
        }
        text.push_str(&String::from_utf8_lossy(&bytes));
        Ok(())
    }

    fn code(&mut self, most: usize) -> char {
        char::from_u32(self.digits(16, most)).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    fn digits(&mut self, radix: u32, most: usize) -> u32 {
        self.digits_after('0', radix, most)
    }

    fn digits_after(&mut self, first: char, radix: u32, most: usize) -> u32 {
        let mut number = first.to_digit(radix).unwrap_or(0);
        for _ in 0..most {
            let Some(digit) = self.peek().and_then(|letter| letter.to_digit(radix)) else { break };
            number = number.wrapping_mul(radix).wrapping_add(digit);
            self.next();
        }
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str) -> Vec<String> {
        let (words, unread) = words(line);
        assert_eq!(unread, None, "{line}");
        words.into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn words_are_those_of_a_shell() {
        assert_eq!(texts("  a  b\tc "), ["a", "b", "c"]);
        assert_eq!(texts(r#"'a b'c "d e"f '' """#), ["a bc", "d ef", "", ""]);
        assert_eq!(texts(r#"'a\'b "\$\"\\\x" \a\ b"#), [r"a\b", r#"$"\\x"#, "a b"]);
        assert_eq!(texts("a \\\n b"), ["a", "b"]);
        assert_eq!(texts("a\\\nb"), ["ab"]);
        assert_eq!(texts(r#"'it'\''s' {"a":1} k={b,c} #38 5$ $"#), ["it's", "{a:1}", "k={b,c}", "#38", "5$", "$"]);
        assert_eq!(texts(r"$'a\n\t\'\\\x41\u00e9\U0001f600\101\q'"), ["a\n\t'\\Aé😀A\\q"]);
        assert_eq!(texts(r"$'\xc3\xa9'"), ["é"]);
    }

    #[test]
    fn shell_features_are_refused() {
        for (line, unread) in [
            ("a | b", Unread::Mark('|')),
            ("a>b", Unread::Mark('>')),
            ("a; b", Unread::Mark(';')),
            ("$HOME", Unread::Mark('$')),
            ("\"$(date)\"", Unread::Mark('$')),
            ("`date`", Unread::Mark('`')),
            ("'a", Unread::Open('\'')),
            ("\"a", Unread::Open('"')),
            ("$'a", Unread::Open('\'')),
            ("$'a\\", Unread::Open('\'')),
            ("a\\", Unread::Open('\\')),
        ] {
            assert_eq!(words(line).1, Some(unread), "{line}");
        }
    }

    #[test]
    fn words_have_their_place_in_the_line() {
        let (words, unread) = words("aws 'é x' --a=\"b");
        let found: Vec<_> = words.iter().map(|word| (word.text.as_str(), word.at.clone())).collect();
        assert_eq!(found, [("aws", 0..3), ("é x", 4..10), ("--a=b", 11..17)]);
        assert_eq!(unread, Some(Unread::Open('"')));
    }
}
