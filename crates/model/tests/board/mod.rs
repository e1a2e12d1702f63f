//! The state of all messages, rebuilt from events alone. It rejects events that break a law.

use std::collections::{BTreeMap, BTreeSet};

use model::sqs::{CallId, Event, EventKind, GroupId, MessageId, ReturnReason};
use model::time::Instant;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Delayed(Instant),
    Visible,
    InFlight(Instant),
}

#[derive(Clone, Debug)]
struct Ticket {
    queue: String,
    /// Its position in the order in which messages entered any queue.
    place: u64,
    group: Option<GroupId>,
    state: State,
    receives: u32,
    handle: Option<String>,
    /// The call that received it last.
    holder: Option<CallId>,
}

/// Every message is in one state in one queue, or has left for good.
#[derive(Clone, Default)]
pub(crate) struct Board {
    now: Instant,
    next_place: u64,
    tickets: BTreeMap<MessageId, Ticket>,
    left: BTreeSet<MessageId>,
    handles: BTreeSet<String>,
}

impl Board {
    /// Returns the numbers of visible, in-flight and delayed messages.
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
        match &event.kind {
            EventKind::Sent { message, visible_at, .. } => {
                law(visible_at.is_none_or(|visible_at| visible_at > at), "a delay ends in the future")?;
                let state = visible_at.map_or(State::Visible, State::Delayed);
                return law(self.add(*message, queue, event.kind.group(), state), "ids are never reused");
            }
            EventKind::Deduplicated { .. } => return law(queue.ends_with(".fifo"), "only FIFO queues drop duplicates"),
            _ => {}
        }
        if let EventKind::Purged { count } = event.kind {
            return law(self.clear(queue) == count, "a purge removes all");
        }
        if event.kind == EventKind::QueueDeleted {
            self.clear(queue);
        }
        let Some(message) = event.kind.message() else { return Ok(()) };
        if let EventKind::Received { .. } = event.kind {
            law(self.is_first(message, event.call), "a blocked group delivers nothing")?;
        }
        let Some(ticket) = self.tickets.get_mut(&message) else {
            return law(false, "a message that left has no more events");
        };
        law(ticket.queue == queue, "a message is in one queue")?;
        match &event.kind {
            EventKind::BecameVisible { .. } => {
                let in_time = ticket.state == State::Delayed(at);
                let shortened = event.call.is_some() && matches!(ticket.state, State::Delayed(_));
                law(in_time || shortened, "a delay ends on time, unless a call shortens it")?;
                ticket.state = State::Visible;
            }
            EventKind::Delayed { visible_at, .. } => {
                let is_new = ticket.receives == 0 && !matches!(ticket.state, State::InFlight(_));
                law(is_new && *visible_at > at, "only messages that were never received are delayed again")?;
                ticket.state = State::Delayed(*visible_at);
            }
            EventKind::Received { receive_count, visible_at, receipt_handle, .. } => {
                law(*visible_at >= at, "a deadline is in the future")?;
                let handle = receipt_handle.to_string();
                if ticket.handle.as_ref() == Some(&handle) {
                    law(*receive_count == ticket.receives, "a repeat is not counted")?;
                    law(!matches!(ticket.state, State::Delayed(_)), "only a received message is repeated")?;
                } else {
                    law(ticket.state == State::Visible, "one holder until the deadline")?;
                    law(*receive_count == ticket.receives + 1, "the count grows by one")?;
                    law(self.handles.insert(handle.clone()), "each receive has its own handle")?;
                }
                ticket.handle = Some(handle);
                ticket.holder = event.call;
                ticket.receives = *receive_count;
                ticket.state = if *visible_at > at { State::InFlight(*visible_at) } else { State::Visible };
            }
            EventKind::VisibilityChanged { visible_at, .. } => {
                law(
                    !matches!(ticket.state, State::Delayed(_)) && *visible_at > at,
                    "only a received message is hidden",
                )?;
                ticket.state = State::InFlight(*visible_at);
            }
            EventKind::Reappeared { receive_count, reason, .. } => {
                let in_time = match reason {
                    ReturnReason::TimedOut => ticket.state == State::InFlight(at),
                    ReturnReason::Released => matches!(ticket.state, State::InFlight(until) if until > at),
                };
                law(in_time, "a message returns at its deadline, or earlier if released")?;
                law(*receive_count == ticket.receives, "a return is not counted as a receive")?;
                ticket.state = State::Visible;
            }
            EventKind::DeadLettered { to, receive_count, .. } => {
                law(ticket.state == State::Visible, "only a visible message is moved")?;
                law(*receive_count == ticket.receives && ticket.receives > 0, "the receive count is kept")?;
                self.next_place += 1;
                ticket.place = self.next_place;
                ticket.queue = to.to_string();
                ticket.holder = None;
            }
            EventKind::Moved { to, becomes, .. } => {
                law(ticket.state == State::Visible, "only a visible message is moved")?;
                let group = ticket.group.clone();
                self.tickets.remove(&message);
                self.left.insert(message);
                law(self.add(*becomes, to.as_str(), group.as_ref(), State::Visible), "the moved message has a new id")?;
            }
            EventKind::Deleted { .. } | EventKind::Expired { .. } => {
                let never_received = matches!(event.kind, EventKind::Deleted { .. }) && ticket.receives == 0;
                law(!never_received, "only a received message is deleted")?;
                self.tickets.remove(&message);
                self.left.insert(message);
            }
            _ => return law(false, "the event is known"),
        }
        Ok(())
    }

    /// Adds a message to a queue. Returns false if the id was used before.
    fn add(&mut self, message: MessageId, queue: &str, group: Option<&GroupId>, state: State) -> bool {
        self.next_place += 1;
        let (queue, group) = (queue.to_owned(), group.cloned());
        let ticket = Ticket { queue, place: self.next_place, group, state, receives: 0, handle: None, holder: None };
        self.tickets.insert(message, ticket).is_none() && !self.left.contains(&message)
    }

    /// Returns true if all earlier messages of the group went to the same call, as a FIFO queue promises.
    fn is_first(&self, message: MessageId, call: Option<CallId>) -> bool {
        let Some(ticket) = self.tickets.get(&message).filter(|ticket| ticket.queue.ends_with(".fifo")) else {
            return true;
        };
        let of_group =
            self.tickets.values().filter(|other| (&other.queue, &other.group) == (&ticket.queue, &ticket.group));
        let mut before = of_group.filter(|other| other.place < ticket.place);
        before.all(|other| other.holder == call && call.is_some())
    }

    fn clear(&mut self, queue: &str) -> u64 {
        let before = self.tickets.len();
        let removed = self.tickets.iter().filter(|(_, ticket)| ticket.queue == queue).map(|(message, _)| *message);
        self.left.extend(removed);
        self.tickets.retain(|_, ticket| ticket.queue != queue);
        (before - self.tickets.len()) as u64
    }
}
