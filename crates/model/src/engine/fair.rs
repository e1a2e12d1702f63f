//! The receive order of a standard queue whose messages name tenants (fair queues).
//!
//! Messages are received in the order of arrival, except that noisy tenants come last: those with a large share of the
//! messages in flight. Among noisy tenants the one with the fewest messages in flight comes first. Messages of noisy
//! tenants are never held back if there are no others.
//!
//! Source: `docs/sqs-behaviour.md`, section 3.11.

use super::groups::Groups;
use super::ladder::Ladder;
use super::message::{Message, State};
use super::store::{Place, Store};

/// The receive order of a standard queue that contains or contained a message group id.
#[derive(Clone, Debug)]
pub(super) struct Fair {
    /// Each tenant with its own messages. A tenant's turn is the ordinal of its first message.
    tenants: Groups<Ladder<()>>,
}

/// The slot of all messages without a group id. Each of them counts as a tenant of its own, so the slot is never noisy.
const NO_TENANT: u32 = 0;
/// A noisy tenant has more than one tenth of the messages in flight. So at most nine tenants are noisy at once.
const NOISY_SHARE: usize = 10;
/// A noisy tenant has at least this many messages in flight.
const NOISY_LEAST: usize = 30;

impl Fair {
    /// Takes over the messages of a queue that had no group ids so far: they have no tenant.
    pub(super) fn of(order: Ladder<()>, store: &Store) -> Self {
        let mut tenants = Groups::default();
        tenants.add((0, 0));
        let mut fair = Self { tenants };
        let untenanted = fair.tenants.get_mut(NO_TENANT);
        untenanted.members = order;
        untenanted.stored = 1;
        fair.refresh(store, NO_TENANT);
        fair
    }

    /// Adds a message that was stored.
    pub(super) fn arrive(&mut self, store: &mut Store, place: Place) {
        let Some(message) = store.find_mut(place) else { return };
        message.group = message.content.group().map_or(NO_TENANT, |id| self.tenants.find_or_add(id));
        let (slot, state) = (message.group, message.state);
        self.tenants.get_mut(slot).stored += 1;
        self.tenants.count_in_flight(slot, false, state.is_in_flight());
        if state == State::Visible {
            self.enqueue(store, place);
        }
    }

    /// Updates the order after a message changed its state.
    pub(super) fn change(&mut self, store: &mut Store, place: Place, was: State, is: State) {
        let Some(message) = store.find(place) else { return };
        let (slot, is_enqueued) = (tenant(message), message.is_enqueued);
        self.tenants.count_in_flight(
            slot,
            was.is_in_flight() && slot != NO_TENANT,
            is.is_in_flight() && slot != NO_TENANT,
        );
        if is == State::Visible && !is_enqueued {
            self.enqueue(store, place);
        }
    }

    /// Updates the order after a message left the store.
    pub(super) fn leave(&mut self, store: &Store, message: &Message) {
        let slot = tenant(message);
        let group = self.tenants.get_mut(slot);
        // Messages without a tenant are not counted per tenant, so the size of the store is the bound.
        let mut live = store.len();
        if slot != NO_TENANT {
            group.stored -= 1;
            live = group.stored;
            self.tenants.count_in_flight(slot, message.state.is_in_flight(), false);
        }
        if live == 0 && slot != NO_TENANT {
            return self.tenants.forget(slot);
        }
        self.tenants.get_mut(slot).members.sweep(live, |entry| store.find(entry.place).is_some());
        self.refresh(store, slot);
    }

    /// Adds a visible message to the messages of its tenant.
    pub(super) fn enqueue(&mut self, store: &mut Store, place: Place) {
        let Some(message) = store.find_mut(place) else { return };
        message.is_enqueued = true;
        let slot = tenant(message);
        self.tenants.get_mut(slot).members.push((), place);
        self.refresh(store, slot);
    }

    /// Removes and returns the next message that can be received.
    pub(super) fn next(&mut self, store: &mut Store, in_flight: usize) -> Option<Place> {
        loop {
            let slot = self.next_tenant(in_flight)?;
            let entry = self.tenants.get_mut(slot).members.pop();
            let found = entry.and_then(|entry| store.find_mut(entry.place).map(|message| (entry.place, message)));
            let visible = found.and_then(|(place, message)| {
                message.is_enqueued = false;
                (message.state == State::Visible).then_some(place)
            });
            self.refresh(store, slot);
            if visible.is_some() {
                return visible;
            }
        }
    }

    fn next_tenant(&self, in_flight: usize) -> Option<u32> {
        let (_, first) = self.tenants.first()?;
        if !self.is_noisy(first, in_flight) {
            return Some(first);
        }
        let few = self.tenants.first_few(NOISY_SHARE);
        let quiet = few.iter().find(|slot| !self.is_noisy(**slot, in_flight));
        quiet.or_else(|| few.iter().min_by_key(|slot| self.tenants.get(**slot).in_flight)).copied()
    }

    fn is_noisy(&self, slot: u32, in_flight: usize) -> bool {
        let own = self.tenants.get(slot).in_flight;
        slot != NO_TENANT && own >= NOISY_LEAST && own * NOISY_SHARE > in_flight
    }

    /// Updates a tenant's turn: the ordinal of its first message that is still stored.
    fn refresh(&mut self, store: &Store, slot: u32) {
        let order = &mut self.tenants.get_mut(slot).members;
        let turn = order.first_live(|entry| store.find(entry.place).is_some()).map(|entry| entry.place.ordinal);
        self.tenants.set_turn(slot, turn);
    }
}

/// Messages stored before the first group id have no slot: they have no tenant.
const fn tenant(message: &Message) -> u32 {
    if message.group == Message::NO_GROUP { NO_TENANT } else { message.group }
}
