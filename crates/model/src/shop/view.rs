//! What the outside can see of the shop. The cost depends on the number of listed items, not on the number of stored
//! ones.

use super::measures::Backlog;
use super::staff::{Doing, Person};
use super::{
    Activity, Lane, LaneView, Limits, Metrics, OrderTag, PersonId, PersonView, Role, Shop, Snapshot, StaffView,
    TicketLife, TicketView,
};
use crate::sqs::MessageId;
use crate::time::Instant;

impl Shop {
    /// Returns the shop at `now`. Each list has at most as many items as `limits` allows.
    #[must_use]
    pub fn snapshot(&self, now: Instant, limits: Limits) -> Snapshot {
        let lane = |lane| self.lane(now, lane, limits.tickets);
        let holds = |who, message| self.holds(who, message);
        let lanes = &self.board.lanes;
        Snapshot {
            mode: self.mode,
            seed: self.seed,
            customers_per_minute: self.arrivals.per_minute(),
            queue: self.setup.settings.clone(),
            queue_name: self.board.main().clone(),
            attributes: self.setup.attributes.clone(),
            tags: self.setup.tags.clone(),
            weather: self.weather,
            line: self.line.view(now, limits.customers),
            cashiers: self.column(Role::Cashier, limits.people),
            baristas: self.column(Role::Barista, limits.people),
            guests: self.guests_view(now, limits),
            your_orders: self.your_orders(now),
            delayed: lane(Lane::Delayed),
            waiting: lane(Lane::Waiting),
            making: lane(Lane::Making),
            copies: lanes.copies_view(now, limits.tickets, holds),
            groups: lanes.strings_view(now, self.setup.settings.fifo, limits.tickets, holds),
            memory: self.board.memory.as_ref().map(|memory| memory.view(now, limits.tickets)),
            moving_back: self.board.moving_back,
            done: lane(Lane::Done),
            dead: lane(Lane::Dead),
            metrics: self.metrics(now),
        }
    }

    /// Returns counts and times only.
    #[must_use]
    pub fn metrics(&self, now: Instant) -> Metrics {
        let Backlog { waiting, making, delayed, oldest_sent_at, .. } = self.backlog();
        Metrics {
            approximate_number_of_messages_visible: waiting,
            approximate_number_of_messages_not_visible: making,
            approximate_number_of_messages_delayed: delayed,
            approximate_age_of_oldest_message_seconds: oldest_sent_at.map_or(0, |sent_at| now.since(sent_at).as_secs()),
            approximate_number_of_groups_with_inflight_messages: self.board.lanes.groups_in_flight(),
            ..self.tally.metrics(now)
        }
    }

    /// Returns what is waiting now.
    #[must_use]
    pub fn backlog(&self) -> Backlog {
        super::backlog(&self.board, &self.line)
    }

    /// Returns an estimate of the memory that the shop uses, in bytes, without what it shares with clones.
    #[must_use]
    pub fn weight(&self) -> usize {
        /// Bytes of a ticket, its entries in the lanes and its order.
        const TICKET: usize = 260;
        /// Bytes of a customer in line.
        const CUSTOMER: usize = 120;
        /// Bytes of a person who works here, with the last call.
        const PERSON: usize = 800;
        /// Bytes of a full log.
        const LOG: usize = 400_000;
        let staff = self.staff.column(Role::Cashier).len() + self.staff.column(Role::Barista).len();
        LOG + self.board.lanes.len() * TICKET + self.line.len() as usize * CUSTOMER + staff * PERSON
    }

    fn lane(&self, now: Instant, lane: Lane, limit: usize) -> LaneView {
        self.board.lanes.view(now, lane, limit, |who, message| self.holds(who, message))
    }

    fn holds(&self, who: PersonId, message: MessageId) -> bool {
        // The shop cannot know what a guest did with a message.
        who.is_guest() || self.staff.get(who).is_some_and(|person| person.holds(message))
    }

    fn ticket_view(&self, now: Instant, message: MessageId) -> Option<TicketView> {
        let view = self.board.ticket(message)?.view(now, 0, |who| self.holds(who, message));
        let blocked = self.setup.settings.fifo && self.board.lanes.is_blocked(message);
        Some(TicketView { blocked, ..view })
    }

    fn your_orders(&self, now: Instant) -> Vec<TicketView> {
        let yours = self.staff[PersonId::YOU].hands.iter().filter_map(|slip| slip.id());
        yours.filter_map(|message| self.ticket_view(now, message)).collect()
    }

    fn column(&self, role: Role, limit: usize) -> StaffView {
        let column = self.staff.column(role);
        let first = column.iter().take(limit).map(|who| self.person_view(*who, &self.staff[*who])).collect();
        StaffView { count: column.len() as u64, on_break: self.staff.on_break(role), first }
    }

    /// Returns a person who works here.
    #[must_use]
    pub fn person(&self, who: PersonId) -> Option<PersonView> {
        let person = self.staff.get(who).filter(|person| !person.has_left && person.role != Role::You)?;
        Some(self.person_view(who, person))
    }

    fn person_view(&self, id: PersonId, person: &Person) -> PersonView {
        PersonView {
            id,
            role: person.role,
            name: person.name.clone(),
            activity: self.activity(id, person),
            since: person.since,
            until: person.until,
            leaving_for_break: person.leaving_for_break,
            finished: person.finished,
            empty_receives: person.empty_receives,
            settings: person.settings.clone(),
        }
    }

    fn activity(&self, who: PersonId, person: &Person) -> Activity {
        match &person.doing {
            Doing::Idle | Doing::Accepting(_) => Activity::Idle,
            Doing::TakingOrder(customer) => Activity::TakingOrder { customer: customer.number },
            Doing::Carrying(order) => Activity::Carrying { order: order.tag.clone() },
            Doing::AtCounter(order) => {
                let place = self.counter.iter().position(|other| *other == who).unwrap_or_default();
                Activity::WaitingForBarista { order: order.tag.clone(), place: place as u32 }
            }
            Doing::HandingOver(order, to) => Activity::HandingOver { order: order.tag.clone(), to: *to },
            Doing::WalkingBack => Activity::WalkingBack,
            Doing::Polling => Activity::Polling,
            Doing::Pausing => Activity::Pausing,
            Doing::Making => making(person),
            Doing::CleaningUp => Activity::CleaningUp,
            Doing::OnBreak => Activity::OnBreak,
        }
    }

    /// Returns the person who has a message in hand, or receives it at this instant.
    pub(super) fn holder_of(&self, now: Instant, message: MessageId) -> Option<PersonId> {
        let ticket = self.board.ticket(message)?;
        ticket.holder().filter(|who| ticket.since == now || self.holds(*who, message))
    }

    pub(super) fn ticket_life(&self, message: MessageId) -> Option<TicketLife> {
        let ticket = self.board.ticket(message)?;
        let now = self.log.iter().next_back().map_or(Instant::ZERO, |last| last.at);
        let by = ticket.sent_by.get().map_or_else(String::new, |who| format!(" by {}", self.name(who)));
        let sent = (ticket.sent_at, format!("Pinned to the board{by}."));
        let steps = ticket.cold.iter().flat_map(|cold| &cold.steps);
        let steps = steps.map(|step| (step.at, step.sentence(self)));
        Some(TicketLife {
            ticket: self.ticket_view(now, message)?,
            body: ticket.body.as_str().into(),
            receipt_handle: ticket.handle().cloned(),
            sent_by: ticket.sent_by.get(),
            envelope: ticket.envelope.clone(),
            first_received_at: ticket.cold.as_ref().and_then(|cold| cold.first_received_at),
            steps: std::iter::once(sent).chain(steps).collect(),
        })
    }
}

fn making(person: &Person) -> Activity {
    let Some(slip) = person.hands.front() else { return Activity::Idle };
    let order: OrderTag = slip.tag.clone();
    Activity::Making { order, message: slip.id(), further: person.hands.len() as u32 - 1 }
}
