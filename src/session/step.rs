//! Steps to the next and the previous thing that is seen. A search for the next one is a seek of its own kind: it
//! simulates in pieces, and Esc ends it.

use model::time::{Instant, Span};

use super::caption::Caption;
use super::{Leg, Run, Session};

/// A step looks this far ahead; further only to a recorded deed.
const STEP_MAX: Span = Span::from_secs(3_600);

impl Session {
    /// Pauses, and sets out for the next event; one that is near is reached at once. Returns false if nothing happens any
    /// more.
    pub fn step(&mut self) -> bool {
        self.touch();
        if self.is_busy() {
            return self.hold(|session| {
                session.step();
            });
        }
        self.play(false);
        if self.is_full() {
            self.stop_full();
            return false;
        }
        self.runs.drop_news();
        let from = self.timeline().now();
        let deed = self.runs.all().iter().filter_map(|run| run.timeline().next_deed_at()).min();
        let to = deed.unwrap_or(from + STEP_MAX).max(from + STEP_MAX);
        self.leg = Some(Leg { from, to, is_opening: false, is_new: true, seen: Some(self.runs.seen()) });
        self.search().unwrap_or(true)
    }

    /// Continues the search of a step for one piece. Returns whether it found something once it is over.
    pub(super) fn search(&mut self) -> Option<bool> {
        let leg = self.leg?;
        let found = self.runs.search(leg.to, leg.seen?, &mut self.outbox)?;
        self.finish_leg();
        if found {
            self.caption_news();
        } else {
            self.caption = Caption::opening("Nothing else will happen on its own.");
        }
        Some(found)
    }

    /// Pauses, and sets out for the event before. Returns false at the beginning.
    pub fn step_back(&mut self) -> bool {
        self.touch();
        if self.is_busy() {
            return self.hold(|session| {
                session.step_back();
            });
        }
        self.play(false);
        let before = self.runs.all().iter().filter_map(|run: &Run| run.timeline().previous_event_at()).max();
        self.runs.lose_callers(&mut self.outbox);
        self.set_out(before.unwrap_or(Instant::ZERO), false);
        before.is_some()
    }
}
