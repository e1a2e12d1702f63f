//! The latest happenings, and how many there were in total.

use std::collections::VecDeque;
use std::rc::Rc;

use super::{Happening, PersonId, What};
use crate::sqs::Body;
use crate::time::Instant;

/// The number of happenings that are kept.
pub const LOG_LENGTH: usize = 2_000;

/// The latest happenings, and the position of the poller.
#[derive(Clone, Debug, Default)]
pub(super) struct Log {
    kept: VecDeque<Rc<Happening>>,
    total: u64,
    visible: u64,
    /// The latest instant with a visible happening, and the one before it.
    seen: [Option<Instant>; 2],
    polled: u64,
}

impl Log {
    pub(super) fn push(
        &mut self,
        at: Instant,
        by: Option<PersonId>,
        order: Option<Body>,
        what: What,
    ) -> &Rc<Happening> {
        let happening = Rc::new(Happening { at, seq: self.total, by, order, what });
        if happening.is_visible() {
            self.visible += 1;
            if self.seen[0] != Some(at) {
                self.seen = [Some(at), self.seen[0]];
            }
        }
        self.total += 1;
        self.kept.push_back(happening);
        if self.kept.len() > LOG_LENGTH {
            self.kept.pop_front();
        }
        self.kept.back().expect("a happening was pushed above")
    }

    pub(super) const fn total(&self) -> u64 {
        self.total
    }

    /// Returns the number of visible happenings: all but empty receives.
    pub(super) const fn visible(&self) -> u64 {
        self.visible
    }

    /// Returns the latest instant before `now` with a visible happening. `now` is the moment of the shop.
    pub(super) fn seen_before(&self, now: Instant) -> Option<Instant> {
        self.seen.into_iter().flatten().find(|at| *at < now)
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &Happening> {
        self.kept.iter().map(|happening| &**happening)
    }

    pub(super) fn poll(&mut self) -> Option<&Happening> {
        let first_kept = self.total - self.kept.len() as u64;
        let next = self.polled.max(first_kept);
        let happening = self.kept.get((next - first_kept) as usize)?;
        self.polled = next + 1;
        Some(happening)
    }
}
