//! A barista: polls the board, makes the drink, serves it, and only then deletes the order.

use std::rc::Rc;

use super::desk::Purpose;
use super::order::make_of_foreign_order;
use super::staff::{Doing, Slip};
use super::{CallRecord, Lane, Mode, Mover, OrderTag, PersonId, Role, Shop, ShopEvent, Spot};
use crate::sqs::{
    DeleteMessage, DeleteMessageBatch, DeleteMessageBatchRequestEntry, Error, Message, ReceiveMessage, Response,
};
use crate::time::{Instant, Span};

/// The walk from the board to the machine. Part of making the first of several orders.
const FETCH: Span = Span::from_millis(600);
/// How long a served drink is shown on its way to the pick-up.
const CUP: Span = Span::from_millis(900);
/// How long a dropped cup is shown.
const BROKEN: Span = Span::from_millis(1_500);
/// How long it takes to clean up a dropped cup.
const CLEANING: Span = Span::from_secs(5);
/// How long a bundle of slips is shown on its way from the board, or off the board.
const BUNDLE: Span = Span::from_millis(900);
/// How long an empty poll is shown.
const SHRUG: Span = Span::from_millis(900);
/// The least time between two polls. Without it, short polls without a pause would repeat at the same instant for ever.
const POLL_INTERVAL_MIN: Span = Span::from_millis(50);
/// The least time between two polls if the first returned an error.
const RETRY_INTERVAL_MIN: Span = Span::from_secs(1);

impl Shop {
    pub(super) fn barista_is_due(&mut self, now: Instant, who: PersonId) {
        match self.staff[who].doing {
            Doing::Pausing => self.looks(now, who),
            Doing::Making => self.finishes_drink(now, who),
            Doing::CleaningUp if self.staff[who].hands.is_empty() => self.barista_is_free(now, who),
            Doing::CleaningUp => self.begins_drink(now, who, Span::ZERO),
            _ => {}
        }
    }

    /// Starts a break if one was requested, else asks for the next order.
    pub(super) fn barista_is_free(&mut self, now: Instant, who: PersonId) {
        if self.staff[who].leaving_for_break {
            return self.goes_on_break(now, who);
        }
        match self.mode {
            Mode::OrderBoard => self.looks(now, who),
            Mode::HandToHand => {
                self.does(now, who, Doing::Idle, None);
                self.serve_counter(now);
            }
        }
    }

    /// Polls the board.
    pub(super) fn looks(&mut self, now: Instant, who: PersonId) {
        if !self.is_open() {
            return;
        }
        let Some(settings) = self.staff[who].barista().cloned() else { return };
        self.does(now, who, Doing::Polling, None);
        let wait = settings.wait_time_seconds.unwrap_or(self.setup.settings.receive_wait_time_seconds);
        self.staff[who].until = Some(now + Span::from_secs(u64::from(wait)));
        let request = ReceiveMessage {
            max_number_of_messages: Some(i64::from(settings.max_messages)),
            wait_time_seconds: settings.wait_time_seconds.map(i64::from),
            ..self.receiving()
        };
        self.ask(now, who, request, Purpose::Poll);
    }

    /// Returns the request of a poll. If messages have groups, it requests all system attributes.
    pub(super) fn receiving(&self) -> ReceiveMessage {
        let attributes = if self.setup.has_groups() { vec!["All".to_owned()] } else { Vec::new() };
        ReceiveMessage { message_system_attribute_names: attributes, ..ReceiveMessage::new(self.setup.url.clone()) }
    }

    /// Handles the answer to a poll.
    pub(super) fn looked(
        &mut self,
        now: Instant,
        who: PersonId,
        asked_at: Instant,
        answer: &Result<Response, Error>,
        record: &Rc<CallRecord>,
    ) {
        if !matches!(self.staff[who].doing, Doing::Polling) {
            return;
        }
        match answer {
            Ok(Response::ReceiveMessage(received)) if !received.messages.is_empty() => {
                for message in &received.messages {
                    self.board.last_call(message.message_id, record);
                    self.grabs(who, message);
                }
                if let [first, _, ..] = &received.messages[..] {
                    let order = OrderTag::of(first.message_id, first.body.as_str());
                    let bundle = Mover::Bundle { order, count: received.messages.len() as u32 };
                    self.motions.go(bundle, Spot::Slot(Lane::Waiting, 0), Spot::Person(who), now, BUNDLE);
                }
                self.begins_drink(now, who, FETCH);
            }
            // A long poll returned empty after its wait time: poll again at once.
            Ok(_) if now > asked_at => self.looks(now, who),
            Ok(_) => self.pauses(now, who, POLL_INTERVAL_MIN),
            Err(_) => self.pauses(now, who, RETRY_INTERVAL_MIN),
        }
    }

    /// Counts and shows an empty poll.
    pub(super) fn finds_nothing(&mut self, now: Instant, who: PersonId) {
        if self.staff.get(who).is_some_and(|person| person.role == Role::Barista) {
            self.staff[who].empty_receives += 1;
            self.motions.go(Mover::Shrug, Spot::Person(who), Spot::Slot(Lane::Waiting, 0), now, SHRUG);
        }
    }

    fn pauses(&mut self, now: Instant, who: PersonId, least: Span) {
        let pause = self.staff[who].barista().map_or(0, |settings| settings.pause_ms);
        self.does(now, who, Doing::Pausing, Some(Span::from_millis(pause).max(least)));
    }

    /// Adds a received message to the orders that a person holds.
    pub(super) fn grabs(&mut self, who: PersonId, message: &Message) {
        let id = message.message_id;
        let ticket = self.board.ticket(id);
        let served = ticket.is_some_and(|ticket| ticket.was_served());
        let tag = ticket.map_or_else(|| OrderTag::of(id, message.body.as_str()), |ticket| ticket.tag());
        let make = self.orders.waiter(id).map_or_else(|| make_of_foreign_order(self.seed, id), |waiter| waiter.make);
        self.orders.grab(id, served);
        self.staff[who].hands.push_back(Rc::new(Slip {
            tag,
            body: message.body.clone(),
            message: Some((id, message.receipt_handle.clone())),
            order: None,
            make,
        }));
    }

    /// Starts to make the first order that a barista holds.
    pub(super) fn begins_drink(&mut self, now: Instant, who: PersonId, way: Span) {
        let Some(slip) = self.staff[who].hands.front() else { return self.barista_is_free(now, who) };
        let (body, message, make) = (slip.body.clone(), slip.id(), slip.make);
        let mean = self.staff[who].barista().map_or(0, |settings| settings.make_ms);
        let span = way + Span::from_millis(mean * make / 1_000);
        self.does(now, who, Doing::Making, Some(span));
        self.tells(now, who, Some(body), ShopEvent::DrinkBegun { message });
    }

    fn finishes_drink(&mut self, now: Instant, who: PersonId) {
        let Some(slip) = self.staff[who].hands.front().cloned() else { return self.barista_is_free(now, who) };
        self.serves(now, who, &slip);
        self.staff[who].until = None;
        match &slip.message {
            // The barista may still hold served orders after the batch size was set to 1.
            Some(_) if self.staff[who].batch() > 1 || !self.staff[who].served.is_empty() => {
                let person = &mut self.staff[who];
                person.served.extend(person.hands.pop_front());
                if person.served.len() >= person.batch() || person.hands.is_empty() {
                    self.takes_all_off(now, who);
                } else {
                    self.begins_drink(now, who, Span::ZERO);
                }
            }
            Some((message, receipt_handle)) => {
                let receipt_handle = receipt_handle.clone();
                let request = DeleteMessage { queue_url: self.setup.url.clone(), receipt_handle };
                self.ask(now, who, request, Purpose::TakeOff(*message));
            }
            None => {
                self.staff[who].hands.pop_front();
                self.begins_drink(now, who, Span::ZERO);
            }
        }
    }

    /// Serves a drink. The holder of an old slip does not notice that the order was served before.
    pub(super) fn serves(&mut self, now: Instant, who: PersonId, slip: &Slip) {
        let (arrived, again) = match (slip.id(), &slip.order) {
            (Some(message), _) => {
                let (waiter, again) = self.orders.serve(message);
                self.board.mark_served(message);
                (waiter.map(|waiter| waiter.arrived), again)
            }
            (None, order) => (order.as_ref().map(|order| order.arrived), false),
        };
        if let Some(arrived) = arrived {
            self.tally.served(now.since(arrived));
        }
        self.tally.series.open.made_twice += u64::from(again);
        self.staff[who].finished += 1;
        self.motions.go(Mover::Cup, Spot::Person(who), Spot::PickUp, now, CUP);
        let event = ShopEvent::DrinkServed { message: slip.id(), again };
        self.tells(now, who, Some(slip.body.clone()), event);
    }

    /// Deletes all served orders in one batch call.
    fn takes_all_off(&mut self, now: Instant, who: PersonId) {
        let served = &self.staff[who].served;
        let entries = served.iter().enumerate().filter_map(|(index, slip)| {
            let (_, receipt_handle) = slip.message.clone()?;
            Some(DeleteMessageBatchRequestEntry {
                id: Some((index + 1).to_string()),
                receipt_handle: Some(receipt_handle),
            })
        });
        let request = DeleteMessageBatch { queue_url: self.setup.url.clone(), entries: entries.collect() };
        if let [first, _, ..] = &served[..] {
            let bundle = Mover::Bundle { order: first.tag.clone(), count: served.len() as u32 };
            self.motions.go(bundle, Spot::Person(who), Spot::Slot(Lane::Done, 0), now, BUNDLE);
        }
        self.ask(now, who, request, Purpose::TakeAllOff);
    }

    /// Continues after a batch delete. Entries may have failed, because their receipt handles had expired.
    pub(super) fn taken_all_off(&mut self, now: Instant, who: PersonId, record: &Rc<CallRecord>) {
        for message in std::mem::take(&mut self.staff[who].served).iter().filter_map(|slip| slip.id()) {
            self.board.last_call(message, record);
            self.orders.let_go(message);
        }
        if matches!(self.staff[who].doing, Doing::Making) {
            self.begins_drink(now, who, Span::ZERO);
        }
    }

    /// Continues after a delete. It may have failed, because the receipt handle had expired.
    pub(super) fn taken_off(&mut self, now: Instant, who: PersonId) {
        if !matches!(self.staff[who].doing, Doing::Making) {
            return;
        }
        if let Some(message) = self.staff[who].hands.pop_front().and_then(|slip| slip.id()) {
            self.orders.let_go(message);
        }
        self.begins_drink(now, who, Span::ZERO);
    }

    /// Drops a cup. On an order board the barista loses all slips; hand to hand the barista makes the drink again.
    pub(super) fn drops_cup(&mut self, now: Instant, who: PersonId) {
        let Some(slip) = self.staff[who].hands.front().cloned() else { return };
        self.motions.go(Mover::BrokenCup, Spot::Person(who), Spot::Person(who), now, BROKEN);
        self.does(now, who, Doing::CleaningUp, Some(CLEANING));
        self.tells(now, who, Some(slip.body.clone()), ShopEvent::CupDropped { message: slip.id() });
        if self.mode == Mode::OrderBoard {
            self.lets_go(who);
        }
    }

    /// Removes all slips from a person's hands.
    pub(super) fn lets_go(&mut self, who: PersonId) {
        let person = &mut self.staff[who];
        let (hands, served) = (std::mem::take(&mut person.hands), std::mem::take(&mut person.served));
        for slip in hands.into_iter().chain(served) {
            if let Some(message) = slip.id() {
                self.orders.let_go(message);
            }
        }
    }

    /// Releases the orders of a barista who was dismissed: on a board they become visible again after their timeout;
    /// hand to hand they are lost.
    pub(super) fn barista_leaves(&mut self, now: Instant, who: PersonId, doing: &Doing) {
        let lost: Vec<u64> =
            self.staff[who].hands.iter().filter_map(|slip| Some(slip.order.as_ref()?.customer)).collect();
        self.lets_go(who);
        for customer in lost {
            self.walks_out(now, customer, Spot::Person(who), true);
        }
        if let Doing::Accepting(cashier) = doing {
            self.loses_barista(now, *cashier);
        }
    }
}
