//! The place of the cursor, and the texts that complete the word there.

use super::super::words::Word;
use super::{Candidate, Completion, Known};

/// The place of the cursor.
pub(super) struct Place<'a> {
    /// The word that ends at the cursor.
    pub(super) partial: &'a Word,
    /// The word as typed, with its quotes.
    pub(super) raw: &'a str,
    pub(super) known: &'a Known<'a>,
}

impl Place<'_> {
    /// Returns the texts that start with the word, each with its explanation.
    pub(super) fn among<T: AsRef<str>, A: AsRef<str>>(&self, all: impl Iterator<Item = (T, A)>) -> Completion {
        self.among_behind(0, all)
    }

    /// Like [`Self::among`], but for the part of the word after its first `behind` bytes.
    pub(super) fn among_behind<T: AsRef<str>, A: AsRef<str>>(
        &self,
        behind: usize,
        all: impl Iterator<Item = (T, A)>,
    ) -> Completion {
        let typed = &self.partial.text[behind..];
        let matching = all.filter(|(text, _)| begins(text.as_ref(), typed));
        let candidates = matching
            .map(|(text, about)| Candidate { text: text.as_ref().to_owned(), about: about.as_ref().to_owned() });
        // A quoted word is replaced as a whole.
        let is_plain = self.raw == self.partial.text;
        let prefix = if is_plain { String::new() } else { self.partial.text[..behind].to_owned() };
        let candidates =
            candidates.map(|candidate| Candidate { text: format!("{prefix}{}", candidate.text), ..candidate });
        let start = self.partial.at.start + if is_plain { behind } else { 0 };
        Completion { replaces: start..self.partial.at.end, candidates: candidates.collect(), hint: String::new() }
    }

    /// No candidates.
    pub(super) fn nothing(&self) -> Completion {
        Completion { replaces: self.partial.at.end..self.partial.at.end, ..Completion::default() }
    }
}

/// Returns true if `text` begins with `typed`, in any letter case.
fn begins(text: &str, typed: &str) -> bool {
    let mut letters = text.chars();
    typed.chars().all(|typed| letters.next().is_some_and(|letter| letter.eq_ignore_ascii_case(&typed)))
}
