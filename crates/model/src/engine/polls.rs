//! The receives that wait at a queue.

use std::collections::VecDeque;

use super::agenda::Due;
use super::message::ReceiveOptions;
use crate::collections::OrderedList;
use crate::sqs::CallId;
use crate::time::Instant;

/// Long polls in the order of their calls.
#[derive(Clone, Debug, Default)]
pub(super) struct Polls {
    polls: VecDeque<Poll>,
    /// Sorted by the end of the wait time, then by call.
    ends: OrderedList,
}

#[derive(Clone, Debug)]
struct Poll {
    call: CallId,
    end: Instant,
    options: ReceiveOptions,
}

impl Polls {
    pub(super) fn add(&mut self, call: CallId, end: Instant, options: ReceiveOptions) {
        self.polls.push_back(Poll { call, end, options });
        self.ends.insert((end.as_millis(), call.0), 0);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.polls.is_empty()
    }

    /// Returns the poll that has waited longest.
    pub(super) fn first(&self) -> Option<(CallId, ReceiveOptions)> {
        self.polls.front().map(|poll| (poll.call, poll.options.clone()))
    }

    /// Returns all polls with the same receive request attempt id.
    pub(super) fn of_attempt(&self, attempt: &str) -> Vec<(CallId, ReceiveOptions)> {
        let all = self.polls.iter().filter(|poll| poll.options.attempt.as_deref() == Some(attempt));
        all.map(|poll| (poll.call, poll.options.clone())).collect()
    }

    fn place(&self, call: CallId) -> Option<usize> {
        self.polls.binary_search_by_key(&call, |poll| poll.call).ok()
    }

    /// Returns true if the call waits at this queue.
    pub(super) fn has(&self, call: CallId) -> bool {
        self.place(call).is_some()
    }

    pub(super) fn remove(&mut self, call: CallId) {
        if let Some(poll) = self.place(call).and_then(|place| self.polls.remove(place)) {
            self.ends.remove((poll.end.as_millis(), call.0));
        }
    }

    pub(super) fn calls(&self) -> impl Iterator<Item = CallId> {
        self.polls.iter().map(|poll| poll.call)
    }

    pub(super) fn next_due(&self) -> Option<Due> {
        let ((end, call), _) = self.ends.first()?;
        Some(Due::poll_end(Instant::from_millis(end), CallId(call)))
    }
}
