//! Passes asks, answers and events between the shop and the engine.

use super::{Watch, World};
use crate::engine::Answer;
use crate::shop::{Ask, AskId, Asked, GuestCall, PersonId};
use crate::sqs::{CallId, Error, Response};

/// The party that made a call.
#[derive(Clone, Copy, Debug)]
pub(super) enum Caller {
    Shop(AskId, PersonId),
    /// The console, the host page or the bridge, with or without a guest's name.
    Outside {
        guest: Option<GuestCall>,
        /// Whether [`World::poll_foreign_reply`] returns the answer: replayed calls keep it.
        awaited: bool,
    },
}

impl Caller {
    /// The person to whom the shop attributes the call's events.
    pub(super) fn person(self) -> Option<PersonId> {
        match self {
            Self::Shop(_, by) => Some(by),
            Self::Outside { guest, .. } => guest.map(|guest| guest.by),
        }
    }
}

impl World {
    fn place_of(&self, call: CallId) -> Option<usize> {
        self.waiting.binary_search_by_key(&call, |(call, _)| *call).ok()
    }

    pub(super) fn caller_of(&self, call: CallId) -> Option<Caller> {
        self.place_of(call).map(|place| self.waiting[place].1)
    }

    pub(super) fn end_wait(&mut self, call: CallId) -> Option<Caller> {
        let (_, caller) = self.waiting.remove(self.place_of(call)?)?;
        Some(caller)
    }

    /// Passes everything on until neither side has anything left.
    pub(super) fn dispatch_all(&mut self, watch: &mut Watch<'_>) {
        self.dispatch(usize::MAX, watch);
    }

    /// Like [`Self::dispatch_all`], for at most `asks` calls. Returns true if neither side has anything left.
    pub(super) fn dispatch(&mut self, mut asks: usize, watch: &mut Watch<'_>) -> bool {
        while asks > 0 {
            self.deliver_events(None, watch);
            if let Some((call, answer)) = self.engine.poll_reply() {
                if let Some(caller) = self.end_wait(call) {
                    self.reply(caller, call, answer, watch);
                }
            } else if let Some(ask) = self.shop.poll_ask() {
                self.dispatch_ask(ask, watch);
                asks -= 1;
            } else {
                return true;
            }
        }
        false
    }

    fn dispatch_ask(&mut self, ask: Ask, watch: &mut Watch<'_>) {
        let caller = Caller::Shop(ask.ticket, ask.by);
        match ask.what {
            Asked::Call(record) => {
                let (call, answer) = self.engine.call(self.now, record.request.clone());
                drop(record);
                match answer {
                    Answer::Waiting => {
                        self.waiting.push_back((call, caller));
                    }
                    Answer::Now(answer) => {
                        self.deliver_events(Some((call, ask.by)), watch);
                        self.reply(caller, call, answer, watch);
                    }
                }
            }
            Asked::HangUp => {
                let of_ask = |caller: &Caller| matches!(caller, Caller::Shop(other, _) if *other == ask.ticket);
                let found = self.waiting.iter().position(|(_, caller)| of_ask(caller));
                if let Some((call, _)) = found.and_then(|place| self.waiting.remove(place)) {
                    self.engine.hang_up(call);
                }
            }
        }
    }

    /// Passes the engine's events to the shop. `current` is the call that was just answered, and its caller.
    pub(super) fn deliver_events(&mut self, current: Option<(CallId, PersonId)>, watch: &mut Watch<'_>) {
        while let Some(event) = self.engine.poll_event() {
            let by = match (event.call, current) {
                (Some(call), Some((id, by))) if call == id => Some(by),
                (Some(call), _) => self.caller_of(call).and_then(Caller::person),
                _ => None,
            };
            self.shop.handle_event(self.now, event, by);
            watch(&mut self.shop);
        }
    }

    pub(super) fn reply(
        &mut self,
        caller: Caller,
        call: CallId,
        answer: Result<Response, Error>,
        watch: &mut Watch<'_>,
    ) {
        match caller {
            Caller::Shop(ask, _) => {
                self.shop.handle_answer(self.now, ask, answer);
                watch(&mut self.shop);
            }
            Caller::Outside { guest, awaited } => {
                if let Ok(answer) = &answer {
                    self.shop.count_response(answer);
                }
                if let Some(guest) = guest {
                    self.shop.guest_is_answered(self.now, guest, &answer);
                    watch(&mut self.shop);
                }
                if awaited {
                    self.foreign_replies.push_back((call, answer));
                }
            }
        }
    }
}
