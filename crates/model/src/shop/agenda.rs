//! What is due when. Ties are broken by the order of entry.

use super::PersonId;
use crate::collections::{OrderedMap, TournamentTree};
use crate::time::Instant;

/// Something that time alone sets off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Due {
    /// When to let the next customer in.
    Arrival,
    /// When a customer in line loses patience.
    Patience(u64),
    /// When someone is done with what they are doing.
    Person(PersonId),
}

/// A moment and the running number of the entry.
type Turn = (u64, u64);

const NEVER: Turn = (u64::MAX, u64::MAX);

/// Names the end of a customer's patience, to take it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry(Turn);

/// The shop's timers.
#[derive(Clone, Debug)]
pub(super) struct Agenda {
    /// The next arrival, and of everybody who works here the next thing, if there is one.
    people: TournamentTree<Turn>,
    /// Customers by the end of their patience.
    patience: OrderedMap<u64>,
    entered: u64,
    /// Who was due just now: nearly always they are due again some time later.
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

    /// When the next customer comes, if one does.
    pub(super) fn set_arrival(&mut self, at: Option<Instant>) {
        self.set(Self::ARRIVAL, at);
    }

    /// When someone is done with what they are doing, if that is known.
    pub(super) fn set_person(&mut self, who: PersonId, at: Option<Instant>) {
        self.set(Self::place(who), at);
    }

    /// When a customer loses patience.
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

    /// Takes out the first thing due by `now`. Call [`Self::settle`] before you ask for the next.
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

    /// What was due, and is not due again, is due no more.
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
    fn first_in_time_then_first_entered() {
        let at = Instant::from_millis;
        let mut agenda = Agenda::default();
        assert_eq!((agenda.next_at(), agenda.pop_due(at(99))), (None, None));
        agenda.enter_patience(at(20), 1);
        let taken_back = agenda.enter_patience(at(10), 2);
        agenda.set_person(PersonId(7), Some(at(20)));
        agenda.set_person(PersonId(3), Some(at(9)));
        agenda.set_arrival(Some(at(20)));
        agenda.set_person(PersonId(3), Some(at(20)));
        agenda.set_person(PersonId(4), Some(at(5)));
        agenda.set_person(PersonId(4), None);
        agenda.enter_patience(at(20), 3);
        agenda.cancel(taken_back);
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
