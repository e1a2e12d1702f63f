//! A board as anyone could keep it from events alone, which refuses what must not happen.

use std::collections::{BTreeMap, BTreeSet};

use order_board::sqs::{Event, EventKind, MessageId, ReturnReason};
use order_board::time::Instant;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Delayed(Instant),
    Visible,
    InFlight(Instant),
}

#[derive(Clone, Debug)]
struct Ticket {
    queue: String,
    state: State,
    receives: u32,
}

/// Every message is in one state of one queue, or has gone for good.
#[derive(Default)]
pub(crate) struct Board {
    now: Instant,
    tickets: BTreeMap<MessageId, Ticket>,
    gone: BTreeSet<MessageId>,
    handles: BTreeSet<String>,
}

impl Board {
    /// Visible, in flight, delayed.
    pub(crate) fn counts(&self, queue: &str) -> [usize; 3] {
        let mut counts = [0; 3];
        for ticket in self.tickets.values().filter(|ticket| ticket.queue == queue) {
            let index = match ticket.state {
                State::Visible => 0,
                State::InFlight(_) => 1,
                State::Delayed(_) => 2,
            };
            counts[index] += 1;
        }
        counts
    }

    pub(crate) fn apply(&mut self, event: &Event) -> Result<(), String> {
        let law = |holds: bool, law: &str| if holds { Ok(()) } else { Err(format!("{law}: {event}")) };
        law(self.now <= event.at, "events come in the order of time")?;
        self.now = event.at;
        let (at, queue) = (event.at, event.queue.as_str());
        if let EventKind::Sent { message, visible_at, .. } = &event.kind {
            let state = visible_at.map_or(State::Visible, State::Delayed);
            law(visible_at.is_none_or(|visible_at| visible_at > at), "a delay lies ahead")?;
            law(!self.gone.contains(message), "ids are not used again")?;
            let ticket = Ticket { queue: queue.to_owned(), state, receives: 0 };
            return law(self.tickets.insert(*message, ticket).is_none(), "ids are not used twice");
        }
        if let EventKind::Purged { count } = event.kind {
            return law(self.clear(queue) == count, "a purge removes all");
        }
        if event.kind == EventKind::QueueDeleted {
            self.clear(queue);
        }
        let Some(message) = event.kind.message() else { return Ok(()) };
        let Some(ticket) = self.tickets.get_mut(&message) else { return law(false, "nothing happens to what is gone") };
        law(ticket.queue == queue, "a message is in one queue")?;
        match &event.kind {
            EventKind::BecameVisible { .. } => {
                law(ticket.state == State::Delayed(at), "a delay ends in time")?;
                ticket.state = State::Visible;
            }
            EventKind::Received { receive_count, visible_at, receipt_handle, .. } => {
                law(ticket.state == State::Visible, "one holder until the deadline")?;
                law(*receive_count == ticket.receives + 1, "the count grows by one")?;
                law(*visible_at >= at, "a deadline lies ahead")?;
                ticket.receives = *receive_count;
                ticket.state = if *visible_at > at { State::InFlight(*visible_at) } else { State::Visible };
                law(self.handles.insert(receipt_handle.to_string()), "each receive has its own handle")?;
            }
            EventKind::VisibilityChanged { visible_at, .. } => {
                law(
                    !matches!(ticket.state, State::Delayed(_)) && *visible_at > at,
                    "only what was received is hidden",
                )?;
                ticket.state = State::InFlight(*visible_at);
            }
            EventKind::Reappeared { receive_count, reason, .. } => {
                let in_time = match reason {
                    ReturnReason::TimedOut => ticket.state == State::InFlight(at),
                    ReturnReason::Released => matches!(ticket.state, State::InFlight(until) if until > at),
                };
                law(in_time, "it comes back at its deadline, or before it if released")?;
                law(*receive_count == ticket.receives, "coming back is not counted")?;
                ticket.state = State::Visible;
            }
            EventKind::DeadLettered { to, receive_count, .. } => {
                law(ticket.state == State::Visible, "only what could be received is moved")?;
                law(*receive_count == ticket.receives && ticket.receives > 0, "the count goes with it")?;
                ticket.queue = to.to_string();
            }
            EventKind::Deleted { .. } | EventKind::Expired { .. } => {
                let never_received = matches!(event.kind, EventKind::Deleted { .. }) && ticket.receives == 0;
                law(!never_received, "only what was received is deleted")?;
                self.tickets.remove(&message);
                self.gone.insert(message);
            }
            _ => return law(false, "an event that this board does not know"),
        }
        Ok(())
    }

    fn clear(&mut self, queue: &str) -> u64 {
        let before = self.tickets.len();
        let gone = self.tickets.iter().filter(|(_, ticket)| ticket.queue == queue).map(|(message, _)| *message);
        self.gone.extend(gone);
        self.tickets.retain(|_, ticket| ticket.queue != queue);
        (before - self.tickets.len()) as u64
    }
}
