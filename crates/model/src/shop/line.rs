//! The line of customers in front of the cashiers.

use super::agenda::Entry;
use super::customers::Traits;
use super::{CustomerView, LineView};
use crate::collections::OrderedMap;
use crate::time::{Instant, Span};

/// A customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Customer {
    pub(super) number: u64,
    pub(super) traits: Traits,
    pub(super) arrived: Instant,
    pub(super) patience: Option<Span>,
    /// The patience timer, while the customer is in line.
    pub(super) entry: Option<Entry>,
}

impl Customer {
    /// Returns how much of the patience is used up, in quarters: 0 to 3.
    fn impatience(&self, now: Instant) -> u8 {
        let Some(patience) = self.patience else { return 0 };
        let quarters = now.since(self.arrived).as_millis().saturating_mul(4) / patience.as_millis().max(1);
        quarters.min(3) as u8
    }
}

/// Customers by number, which is the order of their arrival.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    customers: OrderedMap<Customer>,
}

impl Line {
    /// The stage draws all places from this one on at the same spot.
    const PLACES: usize = 64;

    pub(super) fn len(&self) -> u64 {
        self.customers.len() as u64
    }

    pub(super) fn join(&mut self, customer: Customer) {
        self.customers.insert((customer.number, 0), customer);
    }

    pub(super) fn leave(&mut self, number: u64) -> Option<Customer> {
        self.customers.remove((number, 0))
    }

    pub(super) fn take_head(&mut self) -> Option<Customer> {
        self.customers.remove_first()
    }

    /// Returns the place of the next customer, clamped.
    pub(super) fn next_place(&self) -> u32 {
        self.customers.len().min(Self::PLACES) as u32
    }

    /// Returns the place of a customer, clamped.
    pub(super) fn place_of(&self, number: u64) -> u32 {
        self.customers.rank((number, 0), Self::PLACES) as u32
    }

    pub(super) fn view(&self, now: Instant, limit: usize) -> LineView {
        let seen = |customer: &Customer| CustomerView { number: customer.number, impatience: customer.impatience(now) };
        LineView { count: self.len(), first: self.customers.first(limit).map(seen).collect() }
    }
}
