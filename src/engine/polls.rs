//! The receives that wait at a queue.

use std::collections::{BTreeMap, BTreeSet};

use super::agenda::Due;
use super::message::Wish;
use crate::sqs::CallId;
use crate::time::Instant;

/// Long polls in the order in which they were asked.
#[derive(Clone, Debug, Default)]
pub(super) struct Polls {
    wishes: BTreeMap<CallId, (Instant, Wish)>,
    ends: BTreeSet<(Instant, CallId)>,
}

impl Polls {
    pub(super) fn add(&mut self, call: CallId, end: Instant, wish: Wish) {
        self.wishes.insert(call, (end, wish));
        self.ends.insert((end, call));
    }

    /// The one that has waited longest.
    pub(super) fn first(&self) -> Option<(CallId, Wish)> {
        self.wishes.first_key_value().map(|(call, (_, wish))| (*call, wish.clone()))
    }

    /// False where the call does not wait here.
    pub(super) fn remove(&mut self, call: CallId) -> bool {
        let Some((end, _)) = self.wishes.remove(&call) else { return false };
        self.ends.remove(&(end, call))
    }

    pub(super) fn calls(&self) -> impl Iterator<Item = CallId> {
        self.wishes.keys().copied()
    }

    pub(super) fn next_due(&self) -> Option<Due> {
        self.ends.first().map(|(end, call)| Due::poll_end(*end, *call))
    }
}
