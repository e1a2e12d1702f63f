//! The receives that wait at a queue.

use super::agenda::Due;
use super::message::Wish;
use crate::index::{Index, Shelf};
use crate::sqs::CallId;
use crate::time::Instant;

/// Long polls in the order in which they were asked.
#[derive(Clone, Debug, Default)]
pub(super) struct Polls {
    polls: Shelf<Poll>,
    /// By end and call.
    ends: Index,
}

#[derive(Clone, Debug)]
struct Poll {
    call: CallId,
    end: Instant,
    wish: Wish,
}

impl Polls {
    pub(super) fn add(&mut self, call: CallId, end: Instant, wish: Wish) {
        self.polls.insert((call.0, 0), Poll { call, end, wish });
        self.ends.insert((end.as_millis(), call.0), 0);
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.polls.is_empty()
    }

    /// The one that has waited longest.
    pub(super) fn first(&self) -> Option<(CallId, Wish)> {
        self.polls.first(1).next().map(|poll| (poll.call, poll.wish.clone()))
    }

    /// All that repeat one receive.
    pub(super) fn of_attempt(&self, attempt: &str) -> Vec<(CallId, Wish)> {
        let all = self.polls.first(usize::MAX).filter(|poll| poll.wish.attempt.as_deref() == Some(attempt));
        all.map(|poll| (poll.call, poll.wish.clone())).collect()
    }

    pub(super) fn remove(&mut self, call: CallId) {
        if let Some(poll) = self.polls.remove((call.0, 0)) {
            self.ends.remove((poll.end.as_millis(), call.0));
        }
    }

    pub(super) fn calls(&self) -> impl Iterator<Item = CallId> {
        self.polls.first(usize::MAX).map(|poll| poll.call)
    }

    pub(super) fn next_due(&self) -> Option<Due> {
        let ((end, call), _) = self.ends.first()?;
        Some(Due::poll_end(Instant::from_millis(end), CallId(call)))
    }
}
