//! Calls from outside the shop: the console, the host page, the bridge.

use super::dispatch::Caller;
use super::{Watch, World, unwatched};
use crate::engine::Answer;
use crate::shop::{GuestName, Intervention, Refusal};
use crate::sqs::{CallId, Error, Request, Response};

impl World {
    /// Makes a call under a guest's name and records it. [`Self::poll_foreign_reply`] returns the answer, that of a long
    /// poll once it has ended.
    pub fn call(&mut self, request: Request, guest: &str) -> CallId {
        let guest = GuestName::new(guest);
        self.record(Intervention::Call { request: request.clone(), guest: guest.clone() });
        self.call_outside(request, guest.as_ref(), true, &mut unwatched)
    }

    /// Ends a waiting call of [`Self::call`] without an answer.
    pub fn hang_up(&mut self, call: CallId) {
        // A call that does not wait is refused, and a refusal is not recorded.
        let _ = self.intervene(Intervention::HangUp { call });
    }

    /// Returns the next answer to a call that was made by [`Self::call`].
    pub fn poll_foreign_reply(&mut self) -> Option<(CallId, Result<Response, Error>)> {
        self.foreign_replies.pop_front()
    }

    pub(super) fn call_outside(
        &mut self,
        request: Request,
        guest: Option<&GuestName>,
        awaited: bool,
        watch: &mut Watch<'_>,
    ) -> CallId {
        let guest = guest.map(|name| self.shop.guest_calls(self.now, name, &request));
        if guest.is_none() {
            self.shop.count_request(&request);
        }
        let caller = Caller::Outside { guest, awaited };
        let (call, answer) = self.engine.call(self.now, request);
        match answer {
            Answer::Waiting => {
                self.waiting.push_back((call, caller));
                self.deliver_events(None, watch);
            }
            Answer::Now(answer) => {
                self.deliver_events(caller.person().map(|by| (call, by)), watch);
                self.reply(caller, call, answer, watch);
            }
        }
        self.dispatch_all(watch);
        call
    }

    pub(super) fn hang_up_outside(&mut self, call: CallId, watch: &mut Watch<'_>) -> Result<(), Refusal> {
        let Some(Caller::Outside { guest, .. }) = self.caller_of(call) else {
            return Err(Refusal::new("That call does not wait for anything."));
        };
        if let Some(guest) = guest {
            self.shop.guest_hangs_up(self.now, guest);
        }
        self.end_wait(call);
        self.engine.hang_up(call);
        self.dispatch_all(watch);
        Ok(())
    }
}
