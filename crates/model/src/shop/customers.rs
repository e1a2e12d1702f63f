//! Customers arrive. All traits of a customer depend on the seed and the customer's number only, so the same customers
//! arrive whatever the shop does.

use super::line::Customer;
use super::tables::Tables;
use super::{Mover, PersonId, Scenario, Shop, ShopEvent, Spot, What};
use crate::rng::Rng;
use crate::time::{Instant, Span};

/// Label of a customer's random stream. Combined with the customer's number.
const CUSTOMER_STREAM: u64 = 1 << 56;
/// Patience varies by up to this much around its mean, in thousandths.
const PATIENCE_VARIATION: u64 = 250;
/// The time to take or make one order varies by up to this much around its mean, in thousandths.
const WORK_VARIATION: u64 = 300;
/// When the first customer arrives, in microseconds.
const FIRST_ARRIVAL_US: u64 = 300_000;
/// This many customers arrive in quick succession at the opening, because an empty shop is dull to watch.
const OPENING_CROWD: u64 = 6;
/// The gaps between those customers are shorter by this factor.
const CROWD_FACTOR: u64 = 6;
/// A customer who finds this many in line leaves at once.
const LINE_MAX: u64 = 100_000;
/// How long it takes to walk between the door and the line.
const DOOR_WALK: Span = Span::from_millis(800);

/// The traits of one customer, in thousandths of the mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Traits {
    gap: u64,
    patience: u64,
    pub(super) take: u64,
    pub(super) make: u64,
    /// A random number. The remainder selects the drink.
    pub(super) taste: u64,
    /// The table, in a shop with tables.
    pub(super) table: Option<u32>,
}

/// The stream of arriving customers.
#[derive(Clone, Debug)]
pub(super) struct Arrivals {
    seed: u64,
    per_minute: u32,
    variation: u64,
    patience: Option<Span>,
    total: u64,
    tables: Option<Tables>,
    came: u64,
    /// In microseconds: at 60,000 customers per minute a millisecond would be too coarse.
    next_us: u64,
    gap_us: u64,
}

impl Arrivals {
    pub(super) fn new(scenario: &Scenario) -> Self {
        let customers = &scenario.customers;
        Self {
            seed: scenario.seed,
            per_minute: customers.per_minute,
            variation: u64::from(customers.variation_percent) * 10,
            patience: customers.patience_seconds.map(|secs| Span::from_secs(u64::from(secs))),
            total: customers.total.unwrap_or(u64::MAX),
            tables: Tables::of(scenario),
            came: 0,
            next_us: FIRST_ARRIVAL_US,
            gap_us: FIRST_ARRIVAL_US,
        }
    }

    pub(super) const fn per_minute(&self) -> u32 {
        self.per_minute
    }

    fn traits(&self, number: u64) -> Traits {
        let mut rng = Rng::stream(self.seed, CUSTOMER_STREAM | number);
        let mut around = |variation: u64| rng.within(1_000 - variation, 1_000 + variation);
        Traits {
            gap: around(self.variation),
            patience: around(PATIENCE_VARIATION),
            take: around(WORK_VARIATION),
            make: around(WORK_VARIATION),
            taste: rng.next_u64() >> 32,
            // Drawn last, so that the other traits are the same with and without tables.
            table: self.tables.map(|tables| tables.draw(&mut rng)),
        }
    }

    fn mean_gap_us(&self) -> u64 {
        60_000_000 / u64::from(self.per_minute.max(1))
    }

    /// Draws the gap between this customer and the next one.
    fn advance(&mut self, traits: Traits) {
        let crowd = if self.came < OPENING_CROWD { CROWD_FACTOR } else { 1 };
        self.gap_us = self.mean_gap_us() * traits.gap / (1_000 * crowd);
        self.next_us = self.next_us.saturating_add(self.gap_us);
    }

    fn has_more(&self) -> bool {
        self.per_minute > 0 && self.came < self.total
    }

    /// Changes the rate of arrivals. Scales the rest of the current gap with the mean.
    fn set_pace(&mut self, now: Instant, per_minute: u32) {
        let now_us = now.as_millis().saturating_mul(1_000);
        let left = if self.per_minute == 0 { self.gap_us } else { self.next_us.saturating_sub(now_us) };
        let old_mean = self.mean_gap_us();
        self.per_minute = per_minute;
        let new_mean = self.mean_gap_us();
        let scale = |us: u64| (u128::from(us) * u128::from(new_mean) / u128::from(old_mean)) as u64;
        self.gap_us = scale(self.gap_us);
        self.next_us = now_us.saturating_add(scale(left));
    }
}

impl Shop {
    /// Sets the timer of the next arrival.
    pub(super) fn schedule_arrival(&mut self, now: Instant) {
        let next = Instant::from_millis(self.arrivals.next_us / 1_000).max(now);
        self.agenda.set_arrival(self.arrivals.has_more().then_some(next));
    }

    /// Changes the number of customers per minute.
    pub(super) fn set_customers(&mut self, now: Instant, per_minute: u32) {
        let before = self.arrivals.per_minute;
        self.arrivals.set_pace(now, per_minute);
        if self.is_open() {
            self.schedule_arrival(now);
        }
        self.log_person_event(now, PersonId::YOU, None, ShopEvent::CustomersChanged { per_minute, before });
    }

    pub(super) fn customer_arrives(&mut self, now: Instant) {
        self.arrivals.came += 1;
        let number = self.arrivals.came;
        let traits = self.arrivals.traits(number);
        self.arrivals.advance(traits);
        self.schedule_arrival(now);
        self.tally.series.customer_arrives(now);
        self.log_event(now, None, None, What::Shop(ShopEvent::CustomerArrived { customer: number }));
        if self.line.len() >= LINE_MAX {
            return self.lose_customer(now, number, now, Spot::Door, false);
        }
        let place = Spot::Line(self.line.next_place());
        self.motions.start(Mover::Customer { number, leaving: false }, Spot::Door, place, now, DOOR_WALK);
        let patience = self.arrivals.patience.map(|mean| Span::from_millis(mean.as_millis() * traits.patience / 1_000));
        self.join_line(now, Customer { number, traits, arrived: now, patience, entry: None });
    }

    /// Adds a customer to the line, or returns a customer to the old place in it.
    pub(super) fn join_line(&mut self, now: Instant, mut customer: Customer) {
        // With an empty line and an idle cashier, the customer does not wait.
        if self.line.len() == 0
            && let Some(who) = self.idle_cashier()
        {
            return self.serve_customer(now, who, customer);
        }
        customer.entry = customer.patience.map(|patience| {
            let end = (customer.arrived + patience).max(now + Span::from_millis(1));
            self.agenda.enter_patience(end, customer.number)
        });
        self.line.join(customer);
        self.serve_line(now);
    }

    pub(super) fn patience_ends(&mut self, now: Instant, number: u64) {
        let place = self.line.place_of(number);
        if let Some(customer) = self.line.leave(number) {
            self.lose_customer(now, number, customer.arrived, Spot::Line(place), false);
        }
    }

    /// Counts and shows a customer who leaves without a drink.
    pub(super) fn lose_customer(
        &mut self,
        now: Instant,
        customer: u64,
        arrived: Instant,
        from: Spot,
        had_ordered: bool,
    ) {
        self.tally.walked_out(arrived, had_ordered);
        self.motions.start(Mover::Customer { number: customer, leaving: true }, from, Spot::Door, now, DOOR_WALK);
        self.log_event(now, None, None, What::Shop(ShopEvent::CustomerWalkedOut { customer, had_ordered }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shop::{BaristaGroup, CashierGroup, Customers, Mode, QueueSettings};

    #[test]
    fn customers_are_the_same_for_all_other_settings() {
        let customers = Customers { groups: Some(5), ..Customers::default() };
        let one = Scenario { customers, ..Scenario::default() };
        let queue = QueueSettings { fifo: true, delay_seconds: 9, ..QueueSettings::default() };
        let others = [
            Scenario { mode: Mode::HandToHand, ..one.clone() },
            Scenario { queue, stored_orders: 40, ..one.clone() },
            Scenario { cashiers: vec![CashierGroup::default()], walk_ms: 7, ..one.clone() },
            Scenario { baristas: vec![BaristaGroup { count: 9, ..BaristaGroup::default() }], ..one.clone() },
        ];
        for other in others {
            let (mine, theirs) = (Arrivals::new(&one), Arrivals::new(&other));
            for number in 1..500 {
                assert_eq!(mine.traits(number), theirs.traits(number), "{number}");
            }
        }
    }
}
