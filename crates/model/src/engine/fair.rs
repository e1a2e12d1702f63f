//! The order of a standard queue whose messages name tenants (fact sheet, section 3.11).
//!
//! Messages go out in the order of arrival, except that tenants who hold a large share of what is in flight come after
//! all others, the one with the least in flight first. Nothing is held back: where only they wait, they are served.

use super::groups::Groups;
use super::ladder::Ladder;
use super::message::{Message, State};
use super::store::{Place, Store};

/// The line of a standard queue that has seen message group ids.
#[derive(Clone, Debug)]
pub(super) struct Fair {
    /// Each tenant with its own line, its turn being its first message's.
    tenants: Groups<Ladder<()>>,
}

/// All messages without a group id. Each counts as a tenant of its own, so together they are never noisy.
const NOBODY: u32 = 0;
/// A tenant is noisy with more than a tenth of what is in flight...
const NOISY_SHARE: usize = 10;
/// ...and no fewer than so many messages; so nine tenants at most can be.
const NOISY_LEAST: usize = 30;

impl Fair {
    /// What was one line so far belongs to nobody in particular.
    pub(super) fn of(line: Ladder<()>, store: &Store) -> Self {
        let mut tenants = Groups::default();
        tenants.add((0, 0));
        let mut fair = Self { tenants };
        let nobody = fair.tenants.get_mut(NOBODY);
        nobody.members = line;
        nobody.stored = 1;
        fair.refresh(store, NOBODY);
        fair
    }

    /// A message is stored.
    pub(super) fn arrive(&mut self, store: &mut Store, place: Place) {
        let Some(message) = store.find_mut(place) else { return };
        message.group = message.content.group().map_or(NOBODY, |id| self.tenants.enter(id));
        let (slot, state) = (message.group, message.state);
        self.tenants.get_mut(slot).stored += 1;
        self.tenants.count_in_flight(slot, false, state.is_in_flight());
        if state == State::Visible {
            self.line_up(store, place);
        }
    }

    /// A message has changed its state.
    pub(super) fn change(&mut self, store: &mut Store, place: Place, was: State, is: State) {
        let Some(message) = store.find(place) else { return };
        let (slot, in_line) = (tenant(message), message.in_line);
        self.tenants.count_in_flight(slot, was.is_in_flight() && slot != NOBODY, is.is_in_flight() && slot != NOBODY);
        if is == State::Visible && !in_line {
            self.line_up(store, place);
        }
    }

    /// A message has left the store.
    pub(super) fn leave(&mut self, store: &Store, message: &Message) {
        let slot = tenant(message);
        let group = self.tenants.get_mut(slot);
        // Nobody's messages are not counted: those from before the first group id were not.
        let mut live = store.len();
        if slot != NOBODY {
            group.stored -= 1;
            live = group.stored;
            self.tenants.count_in_flight(slot, message.state.is_in_flight(), false);
        }
        if live == 0 && slot != NOBODY {
            return self.tenants.forget(slot);
        }
        self.tenants.get_mut(slot).members.sweep(live, |rung| store.find(rung.place).is_some());
        self.refresh(store, slot);
    }

    /// Puts a visible message into its tenant's line.
    pub(super) fn line_up(&mut self, store: &mut Store, place: Place) {
        let Some(message) = store.find_mut(place) else { return };
        message.in_line = true;
        let slot = tenant(message);
        self.tenants.get_mut(slot).members.push((), place);
        self.refresh(store, slot);
    }

    /// Takes the next message out of the line.
    pub(super) fn next(&mut self, store: &mut Store, in_flight: usize) -> Option<Place> {
        loop {
            let slot = self.next_tenant(in_flight)?;
            let rung = self.tenants.get_mut(slot).members.pop();
            let found = rung.and_then(|rung| store.find_mut(rung.place).map(|message| (rung.place, message)));
            let visible = found.and_then(|(place, message)| {
                message.in_line = false;
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
        slot != NOBODY && own >= NOISY_LEAST && own * NOISY_SHARE > in_flight
    }

    /// A tenant's turn is the place of its first message that is still there and visible.
    fn refresh(&mut self, store: &Store, slot: u32) {
        let line = &mut self.tenants.get_mut(slot).members;
        let turn = line.first_live(|rung| store.find(rung.place).is_some()).map(|rung| rung.place.ordinal);
        self.tenants.set_turn(slot, turn);
    }
}

/// Messages from before the first group id do not know that they belong to nobody.
const fn tenant(message: &Message) -> u32 {
    if message.group == Message::NO_GROUP { NOBODY } else { message.group }
}
