//! What is due next, over all queues.

use super::store::Place;
use crate::collections::TournamentTree;
use crate::sqs::CallId;
use crate::time::Instant;

/// Why the engine wants to be woken, in the order of handling at one instant (fact sheet, section 3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Timer {
    /// A message reaches the end of its retention.
    Expiry,
    /// A delay runs out.
    DelayEnd,
    /// A visibility timeout runs out.
    VisibilityEnd,
    /// A task moves its next message.
    MoveStep,
    /// A long poll has waited long enough.
    PollEnd,
}

/// One timer; the smallest comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Due {
    pub(super) at: Instant,
    pub(super) timer: Timer,
    /// The message's ordinal, or the call's number.
    number: u64,
    slot: u32,
}

impl Due {
    /// Nothing is due. An instant at the end of time is never reached.
    pub(super) const NEVER: Self =
        Self { at: Instant::from_millis(u64::MAX), timer: Timer::PollEnd, number: u64::MAX, slot: u32::MAX };

    pub(super) fn of(at: Instant, timer: Timer, place: Place) -> Self {
        Self { at, timer, number: place.ordinal, slot: place.slot }
    }

    pub(super) fn poll_end(at: Instant, call: CallId) -> Self {
        Self { at, timer: Timer::PollEnd, number: call.0, slot: 0 }
    }

    /// It is a timer of that message.
    pub(super) fn is_of(self, place: Place) -> bool {
        self.timer != Timer::PollEnd && self.place() == place
    }

    /// Whose timer it is, for the timers of messages.
    pub(super) fn place(self) -> Place {
        Place { ordinal: self.number, slot: self.slot }
    }

    /// Whose timer it is, for the end of a long poll.
    pub(super) fn call(self) -> CallId {
        CallId(self.number)
    }
}

/// Each queue's next timer, and which of them is due next.
#[derive(Clone, Debug)]
pub(super) struct Agenda(TournamentTree<Due>);

impl Agenda {
    pub(super) fn new() -> Self {
        Self(TournamentTree::new(Due::NEVER))
    }

    /// When something is due first; the end of time where nothing is.
    pub(super) fn first_at(&self) -> Instant {
        self.0.first().0.at
    }

    /// What is due first, and in which queue; none where nothing is.
    pub(super) fn first(&self) -> Option<(Due, usize)> {
        let (due, queue) = self.0.first();
        (due.at < Due::NEVER.at).then_some((due, queue as usize))
    }

    /// Notes the next timer of `queue`.
    pub(super) fn set(&mut self, queue: usize, due: Due) {
        self.0.set(queue as u32, due);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_the_smallest_leaf() {
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
