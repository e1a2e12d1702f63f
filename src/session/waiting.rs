//! Deeds and calls that wait until a pending seek has finished. Nothing simulates the way to them without a budget.

use std::collections::VecDeque;
use std::rc::Rc;

use model::sqs::CallId;

use super::Session;
use super::outbox::{CallUpdate, Notice, OnUpdate, Outbox};

/// What to do once the seek has finished.
type Act = Box<dyn FnOnce(&mut Session)>;

/// A deed, or the call of a program under the id by which the program can end it.
struct Held {
    call: Option<(CallId, OnUpdate)>,
    act: Act,
}

/// Deeds and calls in the order in which they came.
#[derive(Default)]
pub(super) struct Waiting {
    queue: VecDeque<Held>,
    tickets: u64,
}

impl Waiting {
    /// An id for a call that is not made yet. The engine counts from zero, so ids from the other end are free.
    pub(super) const fn ticket(&mut self) -> CallId {
        self.tickets += 1;
        CallId(u64::MAX - self.tickets)
    }

    /// How many calls wait.
    pub(super) fn calls(&self) -> usize {
        self.queue.iter().filter(|held| held.call.is_some()).count()
    }

    /// Removes the call with this ticket. Returns false if there is none.
    pub(super) fn remove(&mut self, ticket: CallId) -> bool {
        let before = self.queue.len();
        self.queue.retain(|held| held.call.as_ref().is_none_or(|(call, _)| *call != ticket));
        self.queue.len() < before
    }

    /// Drops the deeds of the person at the screen; calls of programs stay.
    pub(super) fn drop_deeds(&mut self) {
        self.queue.retain(|held| held.call.is_some());
    }

    /// Drops everything, because the run is replaced. Callers learn that their call is gone.
    pub(super) fn clear(&mut self, outbox: &mut Outbox) {
        for (_, on_update) in self.queue.drain(..).filter_map(|held| held.call) {
            outbox.push(Notice::Call(on_update, CallUpdate::Gone));
        }
    }
}

impl Session {
    /// Returns a sentence about the deeds that wait, if any does.
    #[must_use]
    pub fn waits(&self) -> Option<Rc<str>> {
        let is_waiting = self.waiting.queue.iter().any(|held| held.call.is_none());
        self.leg.filter(|_| is_waiting).map(|leg| match leg.seen {
            None => format!("This waits until the shop is at {}. Esc cancels it.", leg.to).into(),
            Some(_) => "This waits until the step is over. Esc cancels it.".into(),
        })
    }

    /// Does `act` once the pending seek has finished, in the shop that is chosen now.
    pub(super) fn hold(&mut self, act: impl FnOnce(&mut Self) + 'static) {
        let act = self.in_this_half(act);
        self.waiting.queue.push_back(Held { call: None, act });
    }

    /// The same for a call. Returns its ticket.
    pub(super) fn hold_call(&mut self, on_update: OnUpdate, act: impl FnOnce(&mut Self) + 'static) -> CallId {
        let (ticket, act) = (self.waiting.ticket(), self.in_this_half(act));
        self.waiting.queue.push_back(Held { call: Some((ticket, on_update)), act });
        ticket
    }

    fn in_this_half(&self, act: impl FnOnce(&mut Self) + 'static) -> Act {
        let asked = self.half();
        Box::new(move |session: &mut Self| {
            let chosen = session.half();
            if let Some(half) = asked {
                session.choose(half);
            }
            act(session);
            if let Some(half) = chosen {
                session.choose(half);
            }
        })
    }

    /// Does what waited, up to the next seek.
    pub(super) fn catch_up(&mut self) {
        while self.leg.is_none() {
            let Some(held) = self.waiting.queue.pop_front() else { return };
            (held.act)(self);
        }
    }
}
