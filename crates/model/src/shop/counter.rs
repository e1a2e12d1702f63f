//! Hand to hand: cashiers bring orders to the counter and wait there until a barista is free.

use std::rc::Rc;

use super::order::Order;
use super::staff::{Doing, Slip};
use super::{Mover, PersonId, Shop, ShopEvent, Spot};
use crate::time::{Instant, Span};

/// How long it takes to hand an order over.
const HAND_OVER: Span = Span::from_millis(400);

impl Shop {
    pub(super) fn arrive_at_counter(&mut self, now: Instant, who: PersonId, order: Rc<Order>) {
        if self.counter.is_empty()
            && let Some(barista) = self.staff.idle_barista()
        {
            return self.start_hand_over(now, who, order, barista);
        }
        self.log_person_event(now, who, Some(order.body.clone()), ShopEvent::CashierStuck);
        self.tally.stuck_begins(now);
        self.counter.push_back(who);
        self.set_activity(now, who, Doing::AtCounter(order), None);
    }

    fn start_hand_over(&mut self, now: Instant, who: PersonId, order: Rc<Order>, barista: PersonId) {
        let slip = Mover::Slip(order.tag.clone());
        self.motions.start(slip, Spot::Person(who), Spot::Person(barista), now, HAND_OVER);
        self.set_activity(now, barista, Doing::Accepting(who), None);
        self.set_activity(now, who, Doing::HandingOver(order, barista), Some(HAND_OVER));
    }

    pub(super) fn finish_hand_over(&mut self, now: Instant, who: PersonId, order: Rc<Order>, to: PersonId) {
        self.staff[who].finished += 1;
        self.log_person_event(now, who, Some(order.body.clone()), ShopEvent::OrderHandedOver { to });
        self.walk_back_from_counter(now, who);
        let slip = Slip {
            tag: order.tag.clone(),
            body: order.body.clone(),
            message: None,
            make: order.make,
            order: Some(order),
        };
        self.staff[to].hands.push_back(Rc::new(slip));
        self.start_drink(now, to, Span::ZERO);
    }

    fn walk_back_from_counter(&mut self, now: Instant, who: PersonId) {
        let walker = Mover::Walker { person: who, order: None };
        self.motions.start(walker, Spot::Counter(0), Spot::Person(who), now, self.walk);
        self.set_activity(now, who, Doing::WalkingBack, Some(self.walk));
    }

    /// Assigns the cashiers at the counter to idle baristas, first come first served.
    pub(super) fn serve_counter(&mut self, now: Instant) {
        while let Some(barista) = self.staff.idle_barista()
            && let Some(who) = self.counter.front().copied()
        {
            self.leave_counter(now, who);
            let Doing::AtCounter(order) = self.staff[who].doing.clone() else { return };
            self.start_hand_over(now, who, order, barista);
        }
    }

    /// Removes a cashier from the counter, if the cashier waits there.
    pub(super) fn leave_counter(&mut self, now: Instant, who: PersonId) {
        let Some(place) = self.counter.iter().position(|other| *other == who) else { return };
        self.counter.remove(place);
        self.tally.stuck_ends(now, self.staff[who].since);
    }

    /// Handles the dismissal of the barista to whom a cashier is handing an order: the cashier goes to the head of the
    /// counter.
    pub(super) fn reassign_hand_over(&mut self, now: Instant, who: PersonId) {
        let Doing::HandingOver(order, _) = self.staff[who].doing.clone() else { return };
        if let Some(barista) = self.staff.idle_barista() {
            return self.start_hand_over(now, who, order, barista);
        }
        self.log_person_event(now, who, Some(order.body.clone()), ShopEvent::CashierStuck);
        self.tally.stuck_begins(now);
        self.counter.push_front(who);
        self.set_activity(now, who, Doing::AtCounter(order), None);
    }
}
