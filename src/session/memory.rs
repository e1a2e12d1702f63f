//! A bound on the memory of the runs: a shop that grows without end stops with a sentence, before the page ends.

use model::sqs::Request;

use super::caption::Caption;
use super::{Run, Session};

/// The most bytes that the worlds of a session may hold. A page has 4 GB; keyframes and the undo list need some of it.
pub(super) const MEMORY_MAX: usize = 1 << 30;

/// The number of calls between two looks at the memory: a look takes time in proportion to the number of queues.
const CHECK_EVERY: u32 = 128;

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
        let text = format!(
            "The shop stops at {now}: its orders and calls fill the memory of the page (1 GB). Go back, or start again."
        );
        self.caption = Caption::opening(text);
    }

    /// Returns true if there is no room for what this call adds. Programs may always take, delete and ask.
    pub fn refuses(&mut self, request: &Request) -> bool {
        if self.calls_to_check == 0 {
            self.calls_to_check = CHECK_EVERY;
            self.has_no_room = self.is_full();
        }
        self.calls_to_check -= 1;
        let adds = matches!(request, Request::SendMessage(_) | Request::SendMessageBatch(_) | Request::CreateQueue(_));
        adds && self.has_no_room
    }
}
