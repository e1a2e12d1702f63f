//! A cashier: takes an order, carries it to the board or to the counter, walks back.

use std::rc::Rc;

use super::desk::Purpose;
use super::order::Order;
use super::staff::Doing;
use super::{CallRecord, Mode, Mover, PersonId, Role, Shop, ShopEvent, Spot};
use crate::sqs::{Error, Response, SendMessage};
use crate::time::{Instant, Span};

impl Shop {
    /// Idle cashiers turn to the head of the line.
    pub(super) fn serve_line(&mut self, now: Instant) {
        while let Some(who) = self.staff.idle_cashier()
            && self.is_open()
            && let Some(mut customer) = self.line.take_head()
        {
            if let Some(entry) = customer.entry.take() {
                self.agenda.cancel(entry);
            }
            let span = Span::from_millis(self.staff[who].take_ms() * customer.traits.take / 1_000);
            let number = customer.number;
            self.tally.being_served += 1;
            self.does(now, who, Doing::TakingOrder(customer), Some(span));
            self.tells(now, who, None, ShopEvent::CustomerCalled { customer: number });
        }
    }

    pub(super) fn cashier_is_due(&mut self, now: Instant, who: PersonId) {
        match self.staff[who].doing.clone() {
            Doing::TakingOrder(customer) => {
                self.tally.being_served -= 1;
                self.tally.ordered += 1;
                let order = Order::new(self.orders.next_number(), &customer);
                let event = ShopEvent::OrderTaken { customer: customer.number };
                self.tells(now, who, Some(order.body.clone()), event);
                self.carries(now, who, order);
            }
            Doing::Carrying(order) => match self.mode {
                Mode::OrderBoard => self.pins(now, who, order),
                Mode::HandToHand => self.reaches_counter(now, who, order),
            },
            Doing::HandingOver(order, to) => self.hands_over(now, who, order, to),
            Doing::WalkingBack => self.cashier_is_free(now, who),
            _ => {}
        }
    }

    fn carries(&mut self, now: Instant, who: PersonId, order: Order) {
        let (what, to) = match self.mode {
            Mode::OrderBoard => {
                let delay = Span::from_secs(u64::from(self.setup.settings.delay_seconds));
                (Mover::Slip(order.tag.clone()), self.board.lanes.coming_slot(delay, self.carried()))
            }
            Mode::HandToHand => {
                let place = Spot::Counter(self.counter.len() as u32);
                (Mover::Walker { person: who, order: Some(order.tag.clone()) }, place)
            }
        };
        self.motions.go(what, Spot::Person(who), to, now, self.walk);
        self.does(now, who, Doing::Carrying(order), Some(self.walk));
    }

    /// Slips on their way to the board.
    fn carried(&self) -> usize {
        let column = self.staff.column(Role::Cashier);
        column.iter().filter(|who| matches!(self.staff[**who].doing, Doing::Carrying(_))).count()
    }

    fn pins(&mut self, now: Instant, who: PersonId, order: Order) {
        let request = SendMessage::new(self.setup.url.clone(), order.body.clone());
        self.ask(now, who, request, Purpose::Pin(order));
    }

    /// The order hangs on the board, or was refused.
    pub(super) fn pinned(
        &mut self,
        now: Instant,
        who: PersonId,
        order: Order,
        answer: &Result<Response, Error>,
        record: &Rc<CallRecord>,
    ) {
        match answer {
            Ok(Response::SendMessage(sent)) => {
                self.orders.sent(sent.message_id, &order);
                self.board.last_call(sent.message_id, record);
                self.staff[who].finished += 1;
            }
            _ => self.walks_out(now, order.customer, Spot::Person(who), true),
        }
        if !self.staff[who].gone {
            self.does(now, who, Doing::WalkingBack, Some(self.walk));
        }
    }

    /// Back at the till.
    fn cashier_is_free(&mut self, now: Instant, who: PersonId) {
        if self.staff[who].leaving_for_break {
            return self.goes_on_break(now, who);
        }
        self.does(now, who, Doing::Idle, None);
        self.serve_line(now);
    }

    /// A cashier who left for good leaves a customer behind.
    pub(super) fn cashier_leaves(&mut self, now: Instant, who: PersonId, doing: Doing) {
        match doing {
            Doing::TakingOrder(customer) => {
                self.tally.being_served -= 1;
                self.queue_up(now, customer);
            }
            Doing::Carrying(order) | Doing::AtCounter(order) => {
                self.leaves_counter(now, who);
                self.walks_out(now, order.customer, Spot::Person(who), true);
            }
            Doing::HandingOver(order, to) => {
                self.walks_out(now, order.customer, Spot::Person(who), true);
                self.barista_is_free(now, to);
            }
            _ => {}
        }
    }
}
