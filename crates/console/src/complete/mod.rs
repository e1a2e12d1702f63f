//! Completion: the texts that fit where the cursor is.

mod attributes;
mod options;
mod place;
mod values;

use std::ops::Range;

use super::command::Command;
use super::words::{self, Word};
use place::Place;

/// The names that the caller knows and completion can offer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// The queues' URLs.
    pub queue_urls: &'a [String],
    /// The queues' ARNs.
    pub queue_arns: &'a [String],
    /// Receipt handles of the latest receives, the newest first.
    pub receipt_handles: &'a [String],
}

/// The candidates for the place of the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// The part of the line that a candidate replaces, in bytes.
    pub replaces: Range<usize>,
    /// The texts that fit there, the likeliest first.
    pub candidates: Vec<Candidate>,
    /// What belongs there, in a sentence; empty if that is clear.
    pub hint: String,
}

impl Completion {
    /// Returns the beginning that all candidates share.
    #[must_use]
    pub fn common(&self) -> &str {
        let Some((first, others)) = self.candidates.split_first() else { return "" };
        let same = |other: &Candidate| {
            first.text.chars().zip(other.text.chars()).take_while(|(one, other)| one == other).count()
        };
        let letters = others.iter().map(same).min().unwrap_or(usize::MAX);
        let end = first.text.char_indices().nth(letters).map_or(first.text.len(), |(at, _)| at);
        &first.text[..end]
    }
}

/// A text that fits at the place of the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The text, with a blank behind it if more can follow.
    pub text: String,
    /// What the text means, in a few words.
    pub about: String,
}

/// Returns the texts that fit at `cursor`, an offset in bytes.
#[must_use]
pub fn complete(line: &str, cursor: usize, known: &Known<'_>) -> Completion {
    let cursor = line.floor_char_boundary(cursor.min(line.len()));
    let before = &line[..cursor.min(super::LINE_BYTES_MAX)];
    let before = &before[..before.floor_char_boundary(before.len())];
    let (mut words, unread) = words::words(before);
    if matches!(unread, Some(words::Unread::Mark(_))) {
        return Completion::default();
    }
    let is_new = unread.is_none() && words.last().is_none_or(|word| word.at.end < before.len());
    let partial = if is_new { None } else { words.pop() };
    let partial = partial.unwrap_or(Word { text: String::new(), at: before.len()..before.len() });
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let place = Place { partial: &partial, raw: &before[partial.at.clone()], known };
    let (is_bare, texts) = match texts.as_slice() {
        [] => (true, &[][..]),
        ["aws", "sqs", rest @ ..] => (false, rest),
        ["aws"] => return place.among([("sqs ", "Amazon Simple Queue Service"), ("help", "all commands")].into_iter()),
        all => (false, all),
    };
    match texts {
        [] => place.command(is_bare),
        [name, rest @ ..] => {
            Command::named(name).map_or_else(Completion::default, |command| place.argument(command, rest))
        }
    }
}
