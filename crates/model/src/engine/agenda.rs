//! The next timer over all queues.

use super::store::Place;
use crate::collections::TournamentTree;
use crate::sqs::CallId;
use crate::time::Instant;

/// The kinds of timer, in the order in which timers of the same instant fire.
///
/// Source: `docs/sqs-behaviour.md`, section 3.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Timer {
    /// The retention period of a message ends.
    Expiry,
    /// The delay of a message ends.
    DelayEnd,
    /// The visibility timeout of a message ends.
    VisibilityEnd,
    /// A move task moves its next message.
    MoveStep,
    /// The wait time of a long poll ends.
    PollEnd,
}

/// One timer. Timers sort by time, then by kind, then by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Due {
    pub(super) at: Instant,
    pub(super) timer: Timer,
    /// The ordinal of the message, or the id of the call for [`Timer::PollEnd`].
    number: u64,
    slot: u32,
}

impl Due {
    /// No timer. It sorts last, and virtual time never reaches it.
    pub(super) const NEVER: Self =
        Self { at: Instant::from_millis(u64::MAX), timer: Timer::PollEnd, number: u64::MAX, slot: u32::MAX };

    pub(super) fn of(at: Instant, timer: Timer, place: Place) -> Self {
        Self { at, timer, number: place.ordinal, slot: place.slot }
    }

    pub(super) fn poll_end(at: Instant, call: CallId) -> Self {
        Self { at, timer: Timer::PollEnd, number: call.0, slot: 0 }
    }

    /// Returns true if this is a timer of the message at `place`.
    pub(super) fn is_of(self, place: Place) -> bool {
        self.timer != Timer::PollEnd && self.place() == place
    }

    /// Returns the message that the timer belongs to. Meaningless for [`Timer::PollEnd`].
    pub(super) fn place(self) -> Place {
        Place { ordinal: self.number, slot: self.slot }
    }

    /// Returns the call whose wait time ends. Meaningful for [`Timer::PollEnd`] only.
    pub(super) fn call(self) -> CallId {
        CallId(self.number)
    }
}

/// The next timer of each queue, and the earliest of them.
#[derive(Clone, Debug)]
pub(super) struct Agenda(TournamentTree<Due>);

impl Agenda {
    pub(super) fn new() -> Self {
        Self(TournamentTree::new(Due::NEVER))
    }

    /// Returns the instant of the earliest timer, or the end of time if there is no timer.
    pub(super) fn first_at(&self) -> Instant {
        self.0.first().0.at
    }

    /// Returns the earliest timer and the index of its queue, or `None` if there is no timer.
    pub(super) fn first(&self) -> Option<(Due, usize)> {
        let (due, queue) = self.0.first();
        (due.at < Due::NEVER.at).then_some((due, queue as usize))
    }

    /// Replaces the next timer of `queue`.
    pub(super) fn set(&mut self, queue: usize, due: Due) {
        self.0.set(queue as u32, due);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_timer_is_the_earliest_of_all_queues() {
        let mut agenda = Agenda::new();
        let mut rng = crate::rng::Rng::stream(3, 3);
        let mut plain = [Due::NEVER; 9];
        assert_eq!(agenda.first(), None);
        for _ in 0..500 {
            let queue = rng.below(9) as usize;
            let at = Instant::from_millis(rng.below(50));
            let due = if rng.chance(1, 4) { Due::NEVER } else { Due::poll_end(at, CallId(rng.next_u64())) };
            agenda.set(queue, due);
            plain[queue] = due;
            let expected = plain.into_iter().enumerate().map(|(queue, due)| (due, queue)).min();
            assert_eq!(agenda.first(), expected.filter(|first| first.0 != Due::NEVER));
        }
    }
}
