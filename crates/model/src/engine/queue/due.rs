//! The earliest timer of a queue.

use super::{Queue, state};
use crate::engine::agenda::{Due, Timer};
use crate::engine::message::State;
use crate::engine::store::Place;
use crate::time::Instant;

impl Queue {
    /// Records a new timer, if it may be the earliest.
    pub(super) fn set_timer(&mut self, at: Instant, timer: Timer, place: Place) {
        if let Some(due) = &mut self.due
            && at <= due.at
        {
            *due = Due::of(at, timer, place).min(*due);
            self.due_was_reported = false;
        }
    }

    /// Removes the timer of a state that ended early.
    pub(super) fn stop_timer(&mut self, state: State, place: Place) {
        let due = state.end().map(|(at, timer)| Due::of(at, timer, place));
        if due.is_some() && due == self.due {
            self.forget_due();
        }
    }

    pub(super) const fn forget_due(&mut self) {
        self.due = None;
        self.due_was_reported = false;
    }

    /// Returns the earliest timer.
    pub(in crate::engine) fn next_due(&mut self) -> Due {
        match self.due {
            Some(due) => due,
            None => self.find_due(),
        }
    }

    /// Returns the earliest timer, if it changed since the last call.
    pub(in crate::engine) fn changed_due(&mut self) -> Option<Due> {
        if self.due_was_reported {
            return None;
        }
        self.due_was_reported = true;
        Some(self.next_due())
    }

    /// Computes the earliest timer. Drops stale entries, so the result is exact.
    fn find_due(&mut self) -> Due {
        let retention = self.retention();
        let store = &self.store;
        let mut first = self.polls.next_due().unwrap_or(Due::NEVER);
        if let Some(at) = self.move_at {
            first = first.min(Due::of(at, Timer::MoveStep, Place::default()));
        }
        if let Some(entry) = self.ages.first_live(|entry| store.find(entry.place).is_some()) {
            first = first.min(Due::of(entry.key + retention, Timer::Expiry, entry.place));
        }
        let delay = self.delays.first_live(|entry| state(store, entry.place) == Some(State::Delayed(entry.key)));
        if let Some(entry) = delay {
            first = first.min(Due::of(entry.key, Timer::DelayEnd, entry.place));
        }
        let deadline = self.deadlines.first_live(|entry| state(store, entry.place) == Some(State::InFlight(entry.key)));
        if let Some(entry) = deadline {
            first = first.min(Due::of(entry.key, Timer::VisibilityEnd, entry.place));
        }
        self.due = Some(first);
        first
    }
}
