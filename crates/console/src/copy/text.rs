//! Strings and byte strings as literals.

use super::Language;

/// Returns true for characters that are invisible or reverse the text around them. All languages escape them.
pub(super) fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The escape `\u00e9` of a character.
pub(super) fn unicode(letter: char) -> String {
    format!("\\u{:04x}", u32::from(letter))
}

/// Writes a string literal in double quotes.
pub(super) fn quoted(text: &str, language: Language) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if is_hidden(letter) && language == Language::Rust => {
                out.push_str(&format!("\\u{{{:x}}}", u32::from(letter)));
            }
            _ if is_hidden(letter) => out.push_str(&unicode(letter)),
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// Writes the literal `b"…"` of Python and Rust.
pub(super) fn byte_string(bytes: &[u8]) -> String {
    let mut text = String::from("b\"");
    for byte in bytes {
        match byte {
            b'"' | b'\\' => text.extend(['\\', char::from(*byte)]),
            b' '..=b'~' => text.push(char::from(*byte)),
            _ => text.push_str(&format!("\\x{byte:02x}")),
        }
    }
    text.push('"');
    text
}
