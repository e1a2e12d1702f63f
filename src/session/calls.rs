//! Calls from outside: of scripts, the console, and programs behind the bridge.

use model::sqs::{CallId, Request};

use super::Session;
use super::outbox::{CallUpdate, OnUpdate};

impl Session {
    /// Makes a call in the name of a guest. Returns the answer if there is one at once; a call that waits returns its id,
    /// and `on_update` receives how it ends by a [`super::Notice`].
    pub fn call(&mut self, request: Request, guest: &str, on_update: OnUpdate) -> CallUpdate {
        self.touch();
        self.arrive();
        let (before, future) = (self.deeds(), self.future());
        let update = self.runs.call(request, guest, on_update, &mut self.outbox);
        self.note_deed(future);
        self.journal.append(&self.runs, &before);
        self.runs.drop_news();
        self.runs.listen(&mut self.outbox);
        self.caption_news();
        update
    }

    /// Ends a call that waits: its caller hears nothing more.
    pub fn hang_up(&mut self, call: CallId) {
        let (before, future) = (self.deeds(), self.future());
        if self.runs.hang_up(call) {
            self.note_deed(future);
            self.touch();
            self.journal.append(&self.runs, &before);
        }
    }

    /// How many calls to the chosen run wait for their answer.
    #[must_use]
    pub fn waiting_calls(&self) -> usize {
        self.runs.chosen().waiting_calls()
    }
}
