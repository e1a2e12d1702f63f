//! What is on its way. Kept while it lasts, and bounded: a picture of more flights shows nothing that one of sixteen
//! thousand does not.

use std::collections::VecDeque;

use super::{Motion, Mover, Spot};
use crate::time::{Instant, Span};

/// How many may be on their way at once.
const MOTIONS_MAX: usize = 16_384;

/// Motions by their end; those that end together in the order in which they began.
#[derive(Clone, Debug, Default)]
pub(super) struct Motions {
    by_end: VecDeque<Motion>,
}

impl Motions {
    /// Forgets what has arrived; tells whether something more may set off.
    pub(super) fn has_room(&mut self, now: Instant) -> bool {
        while self.by_end.front().is_some_and(|motion| motion.end <= now) {
            self.by_end.pop_front();
        }
        self.by_end.len() < MOTIONS_MAX
    }

    /// Something sets off.
    pub(super) fn go(&mut self, what: Mover, from: Spot, to: Spot, start: Instant, span: Span) {
        if span.is_zero() || !self.has_room(start) {
            return;
        }
        let end = start + span;
        let place = self.by_end.partition_point(|motion| motion.end <= end);
        self.by_end.insert(place, Motion { what, from, to, start, end });
    }

    pub(super) fn iter(&self, now: Instant) -> impl Iterator<Item = &Motion> {
        self.by_end.iter().skip_while(move |motion| motion.end <= now)
    }
}
