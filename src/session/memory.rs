//! A bound on the memory of the runs: a shop that grows without end stops with a sentence, before the page ends.

use super::caption::Caption;
use super::{Run, Session};

/// The most bytes that the worlds of a session may hold. A page has 4 GB; keyframes and the undo list need some of it.
pub(super) const MEMORY_MAX: usize = 1 << 30;

impl Session {
    /// Returns true if the runs hold more than they may.
    pub(super) fn is_full(&self) -> bool {
        self.runs.all().iter().map(Run::weight).sum::<usize>() > self.memory_max
    }

    /// Pauses at this moment and says why. What waited for the seek is dropped.
    pub(super) fn stop_full(&mut self) {
        self.play(false);
        self.waiting.drop_deeds();
        for run in self.runs.all_mut() {
            run.stop_survey();
        }
        if self.leg.is_some() {
            self.give_up();
        }
        self.caption_full();
    }

    pub(super) fn caption_full(&mut self) {
        let now = self.timeline().now();
        let text = format!("The shop stops at {now}: it holds so many orders that they fill the memory of the page.");
        self.caption = Caption::opening(text);
    }
}
