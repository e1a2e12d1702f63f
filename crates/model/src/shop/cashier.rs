//! A cashier: takes an order, carries it to the board or to the counter, and walks back.

use std::rc::Rc;

use super::desk::Purpose;
use super::line::Customer;
use super::order::{self, Order};
use super::staff::Doing;
use super::{CallRecord, Mode, Mover, PersonId, Shop, ShopEvent, Spot};
use crate::rng::Rng;
use crate::sqs::{
    Error, MessageId, Request, Response, SendMessage, SendMessageBatch, SendMessageBatchRequestEntry, SendMessageResult,
};
use crate::time::{Instant, Span};

/// Label of the random stream that decides whether an order's answer is lost. Combined with the order's number.
const TILL_STREAM: u64 = 4 << 56;

impl Shop {
    /// Assigns customers at the head of the line to idle cashiers.
    pub(super) fn serve_line(&mut self, now: Instant) {
        while let Some(who) = self.idle_cashier()
            && let Some(customer) = self.line.take_head()
        {
            self.serve_customer(now, who, customer);
        }
    }

    /// Returns a cashier who can serve the next customer. Returns `None` while the shop is closed.
    pub(super) fn idle_cashier(&self) -> Option<PersonId> {
        self.staff.idle_cashier().filter(|_| self.is_open())
    }

    /// Starts to serve a customer.
    pub(super) fn serve_customer(&mut self, now: Instant, who: PersonId, mut customer: Customer) {
        if let Some(entry) = customer.entry.take() {
            self.agenda.cancel(entry);
        }
        let span = Span::from_millis(self.staff[who].take_ms() * customer.traits.take / 1_000);
        let number = customer.number;
        self.tally.in_service += 1;
        self.set_activity(now, who, Doing::TakingOrder(Box::new(customer)), Some(span));
        self.log_person_event(now, who, None, ShopEvent::CustomerCalled { customer: number });
    }

    pub(super) fn cashier_is_due(&mut self, now: Instant, who: PersonId) {
        match self.staff[who].doing.clone() {
            Doing::TakingOrder(customer) => {
                self.tally.in_service -= 1;
                self.tally.ordered += 1;
                let order = Rc::new(Order::new(self.orders.next_number(), &customer));
                let event = ShopEvent::OrderTaken { customer: customer.number };
                self.log_person_event(now, who, Some(order.body.clone()), event);
                self.collect_order(now, who, order);
            }
            Doing::Carrying(order) => match self.mode {
                Mode::OrderBoard => self.send_orders(now, who, order),
                Mode::HandToHand => self.arrive_at_counter(now, who, order),
            },
            Doing::HandingOver(order, to) => self.finish_hand_over(now, who, order, to),
            Doing::WalkingBack => self.cashier_is_free(now, who),
            _ => {}
        }
    }

    /// Takes another customer's order first, if the cashier sends several orders at once and customers are in line.
    fn collect_order(&mut self, now: Instant, who: PersonId, order: Rc<Order>) {
        let person = &mut self.staff[who];
        let has_room = self.mode == Mode::OrderBoard && person.bundle.len() + 1 < person.batch();
        if has_room
            && !person.leaving_for_break
            && let Some(customer) = self.line.take_head()
        {
            person.bundle.push(order);
            return self.serve_customer(now, who, customer);
        }
        person.bundle.push(order);
        let first = self.staff[who].bundle.remove(0);
        self.carry_order(now, who, first);
    }

    fn carry_order(&mut self, now: Instant, who: PersonId, order: Rc<Order>) {
        let (what, to) = match self.mode {
            Mode::OrderBoard => {
                let delay = Span::from_secs(u64::from(self.setup.settings.delay_seconds));
                let slip = match self.staff[who].bundle.len() as u32 {
                    0 => Mover::Slip(order.tag.clone()),
                    further => Mover::Bundle { order: order.tag.clone(), count: 1 + further },
                };
                (slip, self.board.lanes.coming_slot(delay, order.group.as_ref(), self.staff.carrying()))
            }
            Mode::HandToHand => {
                let place = Spot::Counter(self.counter.len() as u32);
                (Mover::Walker { person: who, order: Some(order.tag.clone()) }, place)
            }
        };
        self.motions.start(what, Spot::Person(who), to, now, self.walk);
        self.set_activity(now, who, Doing::Carrying(order), Some(self.walk));
    }

    fn send_orders(&mut self, now: Instant, who: PersonId, order: Rc<Order>) {
        let mut orders = vec![order];
        orders.append(&mut self.staff[who].bundle);
        let request = self.send_request(&orders);
        self.ask(now, who, request, Purpose::Pin(orders));
    }

    /// Returns the request that sends the orders: `SendMessage` for one order, `SendMessageBatch` for several.
    fn send_request(&self, orders: &[Rc<Order>]) -> Request {
        let setup = &self.setup;
        let message = |order: &Rc<Order>| {
            order::message(&setup.settings, &setup.url, order.body.clone(), order.group.clone(), &order.tag.number)
        };
        if let [order] = orders {
            return message(order).into();
        }
        let entry = |order: &Rc<Order>| {
            let SendMessage { message_body, message_group_id, message_deduplication_id, .. } = message(order);
            SendMessageBatchRequestEntry {
                id: Some(order.number().to_owned()),
                message_body: Some(message_body),
                delay_seconds: None,
                message_attributes: Default::default(),
                message_system_attributes: Default::default(),
                message_deduplication_id,
                message_group_id,
            }
        };
        SendMessageBatch { queue_url: setup.url.clone(), entries: orders.iter().map(entry).collect() }.into()
    }

    /// Handles the answer to a send. Customers whose orders were refused leave.
    pub(super) fn handle_send_answer(
        &mut self,
        now: Instant,
        who: PersonId,
        orders: Vec<Rc<Order>>,
        answer: &Result<Response, Error>,
        record: &Rc<CallRecord>,
    ) {
        let mut pinned = Vec::new();
        for order in orders {
            let Some(sent) = result_of(answer, &order) else {
                self.lose_customer(now, order.customer, order.arrived, Spot::Person(who), true);
                continue;
            };
            self.orders.sent(sent.message_id, &order);
            self.board.last_call(sent.message_id, record);
            self.staff[who].finished += 1;
            pinned.push((order, sent.message_id));
        }
        if self.staff[who].has_left {
            return;
        }
        if self.is_answer_lost(who, &pinned) {
            let orders: Vec<Rc<Order>> = pinned.iter().map(|(order, _)| Rc::clone(order)).collect();
            self.log_person_event(now, who, Some(orders[0].body.clone()), ShopEvent::OrderSentAgain);
            let request = self.send_request(&orders);
            return self.ask(now, who, request, Purpose::PinAgain(pinned));
        }
        self.set_activity(now, who, Doing::WalkingBack, Some(self.walk));
    }

    /// Returns true if the answer is lost: the queue stored the orders, but the cashier does not know.
    fn is_answer_lost(&self, who: PersonId, pinned: &[(Rc<Order>, MessageId)]) -> bool {
        let percent = self.staff[who].cashier().map_or(0, |settings| settings.resend_percent);
        let Some((order, _)) = pinned.first().filter(|_| percent > 0) else { return false };
        let number: u64 = order.number().parse().unwrap_or(0);
        Rng::stream(self.seed, TILL_STREAM | number).chance(percent.into(), 100)
    }

    /// Handles the answer to the second send of the same orders. A FIFO queue dropped them; a standard queue stored
    /// them twice.
    pub(super) fn handle_resend_answer(
        &mut self,
        now: Instant,
        who: PersonId,
        pinned: &[(Rc<Order>, MessageId)],
        answer: &Result<Response, Error>,
        record: &Rc<CallRecord>,
    ) {
        for (order, original) in pinned {
            let Some(sent) = result_of(answer, order).filter(|sent| sent.message_id != *original) else { continue };
            self.orders.sent_twice(*original, sent.message_id);
            self.board.last_call(sent.message_id, record);
        }
        if !self.staff[who].has_left {
            self.set_activity(now, who, Doing::WalkingBack, Some(self.walk));
        }
    }

    /// Continues when a cashier is back at the till.
    fn cashier_is_free(&mut self, now: Instant, who: PersonId) {
        if self.staff[who].leaving_for_break {
            return self.start_break(now, who);
        }
        self.set_activity(now, who, Doing::Idle, None);
        self.serve_line(now);
    }

    /// Cleans up after a cashier who was dismissed: the served customer returns to the line, customers of carried
    /// orders leave.
    pub(super) fn release_cashier(&mut self, now: Instant, who: PersonId, doing: Doing) {
        for order in std::mem::take(&mut self.staff[who].bundle) {
            self.lose_customer(now, order.customer, order.arrived, Spot::Person(who), true);
        }
        match doing {
            Doing::TakingOrder(customer) => {
                self.tally.in_service -= 1;
                self.join_line(now, *customer);
            }
            Doing::Carrying(order) | Doing::AtCounter(order) => {
                self.leave_counter(now, who);
                self.lose_customer(now, order.customer, order.arrived, Spot::Person(who), true);
            }
            Doing::HandingOver(order, to) => {
                self.lose_customer(now, order.customer, order.arrived, Spot::Person(who), true);
                self.barista_is_free(now, to);
            }
            _ => {}
        }
    }
}

/// Returns the result for one order, or `None` if the queue refused it.
fn result_of<'a>(answer: &'a Result<Response, Error>, order: &Order) -> Option<&'a SendMessageResult> {
    match answer {
        Ok(Response::SendMessage(sent)) => Some(sent),
        Ok(Response::SendMessageBatch(batch)) => {
            batch.successful.iter().find(|entry| entry.id == order.number()).map(|entry| &entry.result)
        }
        _ => None,
    }
}
