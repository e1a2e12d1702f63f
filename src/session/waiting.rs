//! Deeds and calls that wait until a pending seek has finished. Nothing simulates the way to them without a budget.

use std::collections::VecDeque;
use std::rc::Rc;

use model::sqs::CallId;
use model::text::grouped;

use super::Session;
use super::outbox::{CallUpdate, Notice, OnUpdate, Outbox};

/// The most deeds that wait. Our own limit: a key that is held down adds thirty a second.
pub(super) const DEEDS_MAX: usize = 1_000;

/// What to do once the seek has finished.
type Act = Box<dyn FnOnce(&mut Session)>;

/// Who waits.
enum By {
    /// The person at the screen, or a script in their place.
    Hand,
    /// The call of a program, under the id by which the program can end it.
    Call(CallId, OnUpdate),
    /// The end of a call that was made before the seek.
    HangUp,
}

struct Held {
    by: By,
    act: Act,
}

/// Deeds and calls in the order in which they came.
#[derive(Default)]
pub(super) struct Waiting {
    queue: VecDeque<Held>,
    tickets: u64,
    /// The last deed was refused, because too many wait.
    is_refused: bool,
    /// One of them is being done: what it does must not wait for the others.
    is_acting: bool,
}

impl Waiting {
    /// An id for a call that is not made yet. The engine counts from zero, so ids from the other end are free.
    const fn ticket(&mut self) -> CallId {
        self.tickets += 1;
        CallId(u64::MAX - self.tickets)
    }

    /// How many calls wait.
    pub(super) fn calls(&self) -> usize {
        self.queue.iter().filter(|held| matches!(held.by, By::Call(..))).count()
    }

    /// How many deeds of the person at the screen wait.
    pub(super) fn deeds(&self) -> usize {
        self.queue.iter().filter(|held| matches!(held.by, By::Hand)).count()
    }

    /// Returns true if whatever is done now must wait for its turn.
    pub(super) fn blocks(&self) -> bool {
        !self.is_acting && !self.queue.is_empty()
    }

    /// Removes the call with this ticket. Returns false if there is none.
    pub(super) fn remove(&mut self, ticket: CallId) -> bool {
        let before = self.queue.len();
        self.queue.retain(|held| !matches!(held.by, By::Call(call, _) if call == ticket));
        self.queue.len() < before
    }

    /// Drops the deeds of the person at the screen; calls of programs stay.
    pub(super) fn drop_deeds(&mut self) {
        self.queue.retain(|held| !matches!(held.by, By::Hand));
    }

    /// Drops everything, because the run is replaced. Callers learn that their call is gone.
    pub(super) fn clear(&mut self, outbox: &mut Outbox) {
        for held in self.queue.drain(..) {
            if let By::Call(_, on_update) = held.by {
                outbox.push(Notice::Call(on_update, CallUpdate::Gone));
            }
        }
    }
}

impl Session {
    /// Returns true while a seek is under way, or something that waited for one is still to be done.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.leg.is_some() || self.waiting.blocks()
    }

    /// Returns a sentence about the deeds that wait, if any does.
    #[must_use]
    pub fn waits(&self) -> Option<Rc<str>> {
        if !self.is_busy() || self.waiting.deeds() == 0 {
            return None;
        }
        let most = grouped(DEEDS_MAX as u64);
        Some(match self.leg {
            _ if self.waiting.is_refused => {
                format!("{most} deeds wait already: this one is not done. Esc cancels them.").into()
            }
            Some(leg) if leg.seen.is_none() => {
                format!("This waits until the shop is at {}. Esc cancels it.", leg.to).into()
            }
            _ => "This waits until the step is over. Esc cancels it.".into(),
        })
    }

    /// Does `act` once the pending seek has finished, in the shop that is chosen now. Returns false, and does nothing, if
    /// too many deeds wait.
    pub(super) fn hold(&mut self, act: impl FnOnce(&mut Self) + 'static) -> bool {
        self.waiting.is_refused = self.waiting.deeds() >= DEEDS_MAX;
        if !self.waiting.is_refused {
            self.enqueue(By::Hand, act);
        }
        !self.waiting.is_refused
    }

    /// The same for a call; programs have a limit of their own. Returns its ticket.
    pub(super) fn hold_call(&mut self, on_update: OnUpdate, act: impl FnOnce(&mut Self) + 'static) -> CallId {
        let ticket = self.waiting.ticket();
        self.enqueue(By::Call(ticket, on_update), act);
        ticket
    }

    /// The same for the end of a call.
    pub(super) fn hold_hang_up(&mut self, act: impl FnOnce(&mut Self) + 'static) {
        self.enqueue(By::HangUp, act);
    }

    fn enqueue(&mut self, by: By, act: impl FnOnce(&mut Self) + 'static) {
        let asked = self.half();
        let act = Box::new(move |session: &mut Self| {
            let chosen = session.half();
            if let Some(half) = asked {
                session.choose(half);
            }
            act(session);
            if let Some(half) = chosen {
                session.choose(half);
            }
        });
        self.waiting.queue.push_back(Held { by, act });
    }

    /// Does the first thing that waits. Returns false if nothing does.
    pub(super) fn catch_up(&mut self) -> bool {
        let Some(held) = self.waiting.queue.pop_front() else { return false };
        self.waiting.is_acting = true;
        (held.act)(self);
        self.waiting.is_acting = false;
        true
    }
}
