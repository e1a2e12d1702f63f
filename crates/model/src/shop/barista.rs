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
            Doing::Pausing => self.poll_board(now, who),
            Doing::Making => self.finish_drink(now, who),
            Doing::CleaningUp if self.staff[who].hands.is_empty() => self.barista_is_free(now, who),
            Doing::CleaningUp => self.start_drink(now, who, Span::ZERO),
            _ => {}
        }
    }

    /// Starts a break if one was requested, else asks for the next order.
    pub(super) fn barista_is_free(&mut self, now: Instant, who: PersonId) {
        if self.staff[who].leaving_for_break {
            return self.start_break(now, who);
        }
        match self.mode {
            Mode::OrderBoard => self.poll_board(now, who),
            Mode::HandToHand => {
                self.set_activity(now, who, Doing::Idle, None);
                self.serve_counter(now);
            }
        }
    }

    /// Polls the board.
    pub(super) fn poll_board(&mut self, now: Instant, who: PersonId) {
        if !self.is_open() {
            return;
        }
        let Some(settings) = self.staff[who].barista().cloned() else { return };
        self.set_activity(now, who, Doing::Polling, None);
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
    pub(super) fn handle_poll_answer(
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
                    self.take_slip(who, message);
                }
                if let [first, _, ..] = &received.messages[..] {
                    let order = OrderTag::of(first.message_id, first.body.as_str());
                    let bundle = Mover::Bundle { order, count: received.messages.len() as u32 };
                    self.motions.start(bundle, Spot::Slot(Lane::Waiting, 0), Spot::Person(who), now, BUNDLE);
                }
                self.start_drink(now, who, FETCH);
            }
            // A long poll returned empty after its wait time: poll again at once.
            Ok(_) if now > asked_at => self.poll_board(now, who),
            Ok(_) => self.pause_polling(now, who, POLL_INTERVAL_MIN),
            Err(_) => self.pause_polling(now, who, RETRY_INTERVAL_MIN),
        }
    }

    /// Counts and shows an empty poll.
    pub(super) fn handle_empty_poll(&mut self, now: Instant, who: PersonId) {
        if self.staff.get(who).is_some_and(|person| person.role == Role::Barista) {
            self.staff[who].empty_receives += 1;
            self.motions.start(Mover::Shrug, Spot::Person(who), Spot::Slot(Lane::Waiting, 0), now, SHRUG);
        }
    }

    fn pause_polling(&mut self, now: Instant, who: PersonId, least: Span) {
        let pause = self.staff[who].barista().map_or(0, |settings| settings.pause_ms);
        self.set_activity(now, who, Doing::Pausing, Some(Span::from_millis(pause).max(least)));
    }

    /// Adds a received message to the orders that a person holds.
    pub(super) fn take_slip(&mut self, who: PersonId, message: &Message) {
        let id = message.message_id;
        let ticket = self.board.ticket(id);
        let served = ticket.is_some_and(|ticket| ticket.was_served());
        let tag = ticket.map_or_else(|| OrderTag::of(id, message.body.as_str()), |ticket| ticket.tag());
        let make = self.orders.waiter(id).map_or_else(|| make_of_foreign_order(self.seed, id), |waiter| waiter.make);
        self.orders.add_holder(id, served);
        self.staff[who].hands.push_back(Rc::new(Slip {
            tag,
            body: message.body.clone(),
            message: Some((id, message.receipt_handle.clone())),
            order: None,
            make,
        }));
    }

    /// Starts to make the first order that a barista holds.
    pub(super) fn start_drink(&mut self, now: Instant, who: PersonId, way: Span) {
        let Some(slip) = self.staff[who].hands.front() else { return self.barista_is_free(now, who) };
        let (body, message, make) = (slip.body.clone(), slip.id(), slip.make);
        let mean = self.staff[who].barista().map_or(0, |settings| settings.make_ms);
        let span = way + Span::from_millis(mean * make / 1_000);
        self.set_activity(now, who, Doing::Making, Some(span));
        self.log_person_event(now, who, Some(body), ShopEvent::DrinkBegun { message });
    }

    fn finish_drink(&mut self, now: Instant, who: PersonId) {
        let Some(slip) = self.staff[who].hands.front().cloned() else { return self.barista_is_free(now, who) };
        self.serve_drink(now, who, &slip);
        self.staff[who].until = None;
        match &slip.message {
            // The barista may still hold served orders after the batch size was set to 1.
            Some(_) if self.staff[who].batch() > 1 || !self.staff[who].served.is_empty() => {
                let person = &mut self.staff[who];
                person.served.extend(person.hands.pop_front());
                if person.served.len() >= person.batch() || person.hands.is_empty() {
                    self.delete_served(now, who);
                } else {
                    self.start_drink(now, who, Span::ZERO);
                }
            }
            Some((message, receipt_handle)) => {
                let receipt_handle = receipt_handle.clone();
                let request = DeleteMessage { queue_url: self.setup.url.clone(), receipt_handle };
                self.ask(now, who, request, Purpose::TakeOff(*message));
            }
            None => {
                self.staff[who].hands.pop_front();
                self.start_drink(now, who, Span::ZERO);
            }
        }
    }

    /// Serves a drink. The holder of an old slip does not notice that the order was served before.
    pub(super) fn serve_drink(&mut self, now: Instant, who: PersonId, slip: &Slip) {
        let (arrived, again) = match (slip.id(), &slip.order) {
            (Some(message), _) => {
                let (waiter, again) = self.orders.serve(message);
                self.board.mark_served(message, waiter.is_some());
                (waiter.map(|waiter| waiter.arrived), again)
            }
            (None, order) => (order.as_ref().map(|order| order.arrived), false),
        };
        if let Some(arrived) = arrived {
            self.tally.served(now, arrived);
        }
        self.tally.series.open.made_twice += u64::from(again);
        self.staff[who].finished += 1;
        self.motions.start(Mover::Cup, Spot::Person(who), Spot::PickUp, now, CUP);
        let event = ShopEvent::DrinkServed { message: slip.id(), again };
        self.log_person_event(now, who, Some(slip.body.clone()), event);
    }

    /// Deletes all served orders in one batch call.
    fn delete_served(&mut self, now: Instant, who: PersonId) {
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
            self.motions.start(bundle, Spot::Person(who), Spot::Slot(Lane::Done, 0), now, BUNDLE);
        }
        self.ask(now, who, request, Purpose::TakeAllOff);
    }

    /// Continues after a batch delete. Entries may have failed, because their receipt handles had expired.
    pub(super) fn handle_batch_delete_answer(&mut self, now: Instant, who: PersonId, record: &Rc<CallRecord>) {
        for message in std::mem::take(&mut self.staff[who].served).iter().filter_map(|slip| slip.id()) {
            self.board.last_call(message, record);
            self.orders.release_slip(message);
        }
        if matches!(self.staff[who].doing, Doing::Making) {
            self.start_drink(now, who, Span::ZERO);
        }
    }

    /// Continues after a delete. It may have failed, because the receipt handle had expired.
    pub(super) fn handle_delete_answer(&mut self, now: Instant, who: PersonId) {
        if !matches!(self.staff[who].doing, Doing::Making) {
            return;
        }
        if let Some(message) = self.staff[who].hands.pop_front().and_then(|slip| slip.id()) {
            self.orders.release_slip(message);
        }
        self.start_drink(now, who, Span::ZERO);
    }

    /// Drops a cup. On an order board the barista loses all slips; hand to hand the barista makes the drink again.
    pub(super) fn drop_cup(&mut self, now: Instant, who: PersonId) {
        let Some(slip) = self.staff[who].hands.front().cloned() else { return };
        self.motions.start(Mover::BrokenCup, Spot::Person(who), Spot::Person(who), now, BROKEN);
        self.set_activity(now, who, Doing::CleaningUp, Some(CLEANING));
        self.log_person_event(now, who, Some(slip.body.clone()), ShopEvent::CupDropped { message: slip.id() });
        if self.mode == Mode::OrderBoard {
            self.release_slips(who);
        }
    }

    /// Removes all slips from a person's hands.
    pub(super) fn release_slips(&mut self, who: PersonId) {
        let person = &mut self.staff[who];
        let (hands, served) = (std::mem::take(&mut person.hands), std::mem::take(&mut person.served));
        for slip in hands.into_iter().chain(served) {
            if let Some(message) = slip.id() {
                self.orders.release_slip(message);
            }
        }
    }

    /// Releases the orders of a barista who was dismissed: on a board they become visible again after their timeout;
    /// hand to hand they are lost.
    pub(super) fn release_barista(&mut self, now: Instant, who: PersonId, doing: &Doing) {
        let order = |slip: &Rc<Slip>| slip.order.as_ref().map(|order| (order.customer, order.arrived));
        let lost: Vec<(u64, Instant)> = self.staff[who].hands.iter().filter_map(order).collect();
        self.release_slips(who);
        for (customer, arrived) in lost {
            self.lose_customer(now, customer, arrived, Spot::Person(who), true);
        }
        if let Doing::Accepting(cashier) = doing {
            self.reassign_hand_over(now, *cashier);
        }
    }
}
