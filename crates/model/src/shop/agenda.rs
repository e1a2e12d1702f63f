//! The shop's timers. Timers of the same instant fire in the order in which they were set.

use super::PersonId;
use crate::collections::{OrderedMap, TournamentTree};
use crate::time::Instant;

/// What a timer starts when it fires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Due {
    /// The next customer arrives.
    Arrival,
    /// The customer with this number loses patience.
    Patience(u64),
    /// A person finishes the current activity.
    Person(PersonId),
}

/// Milliseconds since the start, and the running number of the timer.
type Turn = (u64, u64);

const NEVER: Turn = (u64::MAX, u64::MAX);

/// Identifies a patience timer, to cancel it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry(Turn);

/// The shop's timers.
#[derive(Clone, Debug)]
pub(super) struct Agenda {
    /// The timer of the next arrival, and one timer for each person who works here.
    people: TournamentTree<Turn>,
    /// The patience timers of the customers in line.
    patience: OrderedMap<u64>,
    entered: u64,
    /// The place of the timer that fired last. It is cleared lazily, because nearly always the same person sets a new
    /// timer.
    popped: Option<u32>,
}

impl Default for Agenda {
    fn default() -> Self {
        Self { people: TournamentTree::new(NEVER), patience: OrderedMap::default(), entered: 0, popped: None }
    }
}

impl Agenda {
    const ARRIVAL: u32 = 0;

    const fn place(who: PersonId) -> u32 {
        Self::ARRIVAL + 1 + who.0
    }

    fn turn(&mut self, at: Instant) -> Turn {
        self.entered += 1;
        (at.as_millis(), self.entered)
    }

    fn set(&mut self, place: u32, at: Option<Instant>) {
        let turn = at.map_or(NEVER, |at| self.turn(at));
        self.popped.take_if(|popped| *popped == place);
        self.people.set(place, turn);
    }

    /// Sets the time of the next arrival, or `None` if no more customers arrive.
    pub(super) fn set_arrival(&mut self, at: Option<Instant>) {
        self.set(Self::ARRIVAL, at);
    }

    /// Sets when a person finishes the current activity, or `None` if that depends on something else.
    pub(super) fn set_person(&mut self, who: PersonId, at: Option<Instant>) {
        self.set(Self::place(who), at);
    }

    /// Sets when a customer in line loses patience.
    pub(super) fn enter_patience(&mut self, at: Instant, customer: u64) -> Entry {
        let turn = self.turn(at);
        self.patience.insert(turn, customer);
        Entry(turn)
    }

    pub(super) fn cancel(&mut self, entry: Entry) {
        self.patience.remove(entry.0);
    }

    fn first(&self) -> Turn {
        self.people.first().0.min(self.patience.first_key().unwrap_or(NEVER))
    }

    pub(super) fn next_at(&self) -> Option<Instant> {
        let first = self.first();
        (first != NEVER).then_some(Instant::from_millis(first.0))
    }

    /// Removes and returns the first timer that is due by `now`. Call [`Self::settle`] before the next call.
    pub(super) fn pop_due(&mut self, now: Instant) -> Option<Due> {
        let first = self.first();
        if first == NEVER || first.0 > now.as_millis() {
            return None;
        }
        let (turn, place) = self.people.first();
        if turn != first {
            return self.patience.remove_first().map(Due::Patience);
        }
        self.popped = Some(place);
        let who = place.checked_sub(Self::place(PersonId(0)));
        Some(who.map_or(Due::Arrival, |who| Due::Person(PersonId(who))))
    }

    /// Clears the timer that fired last, unless a new time was set for it.
    pub(super) fn settle(&mut self) {
        if let Some(place) = self.popped.take() {
            self.people.set(place, NEVER);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timers_fire_by_time_and_then_by_order_of_entry() {
        let at = Instant::from_millis;
        let mut agenda = Agenda::default();
        assert_eq!((agenda.next_at(), agenda.pop_due(at(99))), (None, None));
        agenda.enter_patience(at(20), 1);
        let cancelled = agenda.enter_patience(at(10), 2);
        agenda.set_person(PersonId(7), Some(at(20)));
        agenda.set_person(PersonId(3), Some(at(9)));
        agenda.set_arrival(Some(at(20)));
        agenda.set_person(PersonId(3), Some(at(20)));
        agenda.set_person(PersonId(4), Some(at(5)));
        agenda.set_person(PersonId(4), None);
        agenda.enter_patience(at(20), 3);
        agenda.cancel(cancelled);
        assert_eq!(agenda.next_at(), Some(at(20)));
        assert_eq!(agenda.pop_due(at(19)), None);
        let due =
            [Due::Patience(1), Due::Person(PersonId(7)), Due::Arrival, Due::Person(PersonId(3)), Due::Patience(3)];
        for due in due {
            assert_eq!(agenda.pop_due(at(20)), Some(due));
            agenda.settle();
        }
        assert_eq!((agenda.next_at(), agenda.pop_due(at(99))), (None, None));
    }
}
