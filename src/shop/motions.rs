//! What is on its way. Kept while it lasts, and bounded: a picture of thousands of flights shows no more than one of
//! four thousand.

use std::collections::BTreeMap;

use super::{Motion, Mover, Spot};
use crate::time::{Instant, Span};

/// How many may be on their way at once.
const MOTIONS_MAX: usize = 4_096;

/// Motions by their end.
#[derive(Clone, Debug, Default)]
pub(super) struct Motions {
    by_end: BTreeMap<(Instant, u64), Motion>,
    begun: u64,
}

impl Motions {
    /// Forgets what has arrived; tells whether something more may set off.
    pub(super) fn has_room(&mut self, now: Instant) -> bool {
        while self.by_end.first_key_value().is_some_and(|((end, _), _)| *end <= now) {
            self.by_end.pop_first();
        }
        self.by_end.len() < MOTIONS_MAX
    }

    /// Something sets off.
    pub(super) fn go(&mut self, what: Mover, from: Spot, to: Spot, start: Instant, span: Span) {
        if span.is_zero() || !self.has_room(start) {
            return;
        }
        let end = start + span;
        self.begun += 1;
        self.by_end.insert((end, self.begun), Motion { what, from, to, start, end });
    }

    pub(super) fn iter(&self, now: Instant) -> impl Iterator<Item = &Motion> {
        self.by_end.range((now + Span::from_millis(1), 0)..).map(|(_, motion)| motion)
    }
}
