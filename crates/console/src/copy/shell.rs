//! Words for a POSIX shell.

use super::text::{is_hidden, unicode};

/// Quotes a word for a POSIX shell if it needs quotes. The result has no line break.
pub(super) fn word(word: &str) -> String {
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./:=,@%+".contains(&byte);
    if !word.is_empty() && word.bytes().all(is_bare) {
        return word.to_owned();
    }
    if !word.chars().any(is_hidden) {
        return format!("'{}'", word.replace('\'', r"'\''"));
    }
    let mut text = String::from("$'");
    for letter in word.chars() {
        match letter {
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '\'' | '\\' => text.extend(['\\', letter]),
            _ if is_hidden(letter) => text.push_str(&unicode(letter)),
            _ => text.push(letter),
        }
    }
    text.push('\'');
    text
}
