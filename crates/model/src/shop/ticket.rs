//! One message as the board knows it.

use std::rc::Rc;

use super::{CallRecord, GroupTag, Happening, OrderTag, PersonId, TicketState, TicketView};
use crate::sqs::{Body, Envelope, GroupId, MessageId, ReceiptHandle};
use crate::time::Instant;

/// The number of steps of a ticket's history that are kept.
const STEPS_MAX: usize = 60;

/// The state of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Delayed { until: Instant },
    Waiting,
    Making { slot: u32, until: Instant },
    Done,
    Dead { order: u64 },
    Expired,
    Purged,
}

/// A ticket: one message on the board. Data that only a received message needs is in `cold`, because there may be a
/// million messages that were never received.
#[derive(Clone, Debug)]
pub(super) struct Ticket {
    pub(super) id: MessageId,
    pub(super) body: Body,
    /// Position in the order of sending.
    pub(super) seq: u64,
    pub(super) sent_at: Instant,
    pub(super) sent_by: Sender,
    pub(super) since: Instant,
    pub(super) place: Place,
    pub(super) envelope: Option<Rc<Envelope>>,
    /// The string of its message group, on a board with groups.
    pub(super) string: u32,
    pub(super) cold: Option<Rc<Cold>>,
}

/// The sender of a message, if known. Half the size of an `Option<PersonId>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sender(PersonId);

impl Sender {
    const UNKNOWN: PersonId = PersonId(u32::MAX);

    pub(super) fn of(who: Option<PersonId>) -> Self {
        Self(who.unwrap_or(Self::UNKNOWN))
    }

    pub(super) fn get(self) -> Option<PersonId> {
        (self.0 != Self::UNKNOWN).then_some(self.0)
    }
}

/// A second slip of a message that is in flight: a duplicate delivery.
#[derive(Clone, Copy, Debug)]
pub(super) struct Copy {
    pub(super) slot: u32,
    pub(super) holder: Option<PersonId>,
    pub(super) since: Instant,
}

/// The data of a ticket that was received at least once.
#[derive(Clone, Debug)]
pub(super) struct Cold {
    pub(super) tag: OrderTag,
    pub(super) receive_count: u32,
    pub(super) handle: Option<ReceiptHandle>,
    pub(super) holder: Option<PersonId>,
    pub(super) served: bool,
    /// A customer got the drink.
    pub(super) reached_customer: bool,
    pub(super) moving_until: Instant,
    pub(super) last_call: Option<Rc<CallRecord>>,
    pub(super) steps: Vec<Rc<Happening>>,
    pub(super) copies: Vec<Copy>,
    pub(super) first_received_at: Option<Instant>,
}

impl Ticket {
    pub(super) fn cold(&mut self) -> &mut Cold {
        let cold = self.cold.get_or_insert_with(|| {
            Rc::new(Cold {
                tag: OrderTag::of(self.id, self.body.as_str()),
                receive_count: 0,
                handle: None,
                holder: None,
                served: false,
                reached_customer: false,
                moving_until: Instant::ZERO,
                last_call: None,
                steps: Vec::new(),
                copies: Vec::new(),
                first_received_at: None,
            })
        });
        Rc::make_mut(cold)
    }

    pub(super) fn tag(&self) -> OrderTag {
        self.cold.as_ref().map_or_else(|| OrderTag::of(self.id, self.body.as_str()), |cold| cold.tag.clone())
    }

    pub(super) fn group(&self) -> Option<&GroupId> {
        self.envelope.as_ref()?.group.as_ref()
    }

    pub(super) fn handle(&self) -> Option<&ReceiptHandle> {
        self.cold.as_ref()?.handle.as_ref()
    }

    pub(super) fn holder(&self) -> Option<PersonId> {
        self.cold.as_ref()?.holder
    }

    pub(super) fn was_served(&self) -> bool {
        self.cold.as_ref().is_some_and(|cold| cold.served)
    }

    pub(super) fn reached_customer(&self) -> bool {
        self.cold.as_ref().is_some_and(|cold| cold.reached_customer)
    }

    pub(super) fn remember(&mut self, step: &Rc<Happening>) {
        let steps = &mut self.cold().steps;
        if steps.len() < STEPS_MAX {
            steps.push(Rc::clone(step));
        } else {
            // A message that returns again and again: keep the first and the latest steps.
            steps.remove(STEPS_MAX / 2);
            steps.push(Rc::clone(step));
        }
    }

    /// Returns the ticket's view. `slot` is its place in the lane; `holds` says whether the holder still has the slip.
    pub(super) fn view(&self, now: Instant, slot: u32, holds: impl Fn(PersonId) -> bool) -> TicketView {
        let cold = self.cold.as_deref();
        let holder = cold.and_then(|cold| cold.holder);
        let (slot, state) = match self.place {
            Place::Delayed { until } => (slot, TicketState::Delayed { until }),
            Place::Waiting => (slot, TicketState::Waiting),
            Place::Making { slot, until } => {
                (slot, TicketState::Making { holder, held: holder.is_none_or(holds), until })
            }
            Place::Done => (slot, TicketState::Done),
            Place::Dead { .. } => (slot, TicketState::Dead),
            Place::Expired => (slot, TicketState::Expired),
            Place::Purged => (slot, TicketState::Purged),
        };
        TicketView {
            id: self.id,
            order: self.tag(),
            state,
            since: self.since,
            sent_at: self.sent_at,
            receive_count: cold.map_or(0, |cold| cold.receive_count),
            slot,
            moving: cold.is_some_and(|cold| now < cold.moving_until),
            group: self.group().cloned().map(GroupTag::of),
            blocked: false,
            copy: false,
        }
    }

    /// Returns the view of a duplicate delivery.
    pub(super) fn copy_view(&self, now: Instant, copy: &Copy, holds: impl Fn(PersonId) -> bool) -> TicketView {
        let mut view = self.view(now, copy.slot, |_| true);
        if let TicketState::Making { until, .. } = view.state {
            view.state = TicketState::Making { holder: copy.holder, held: copy.holder.is_none_or(holds), until };
        }
        TicketView { slot: copy.slot, since: copy.since, moving: false, copy: true, ..view }
    }
}
