//! What is due when. Ties are broken by the order of entry.

use super::PersonId;
use crate::index::Shelf;
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

/// Names an entry, to take it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry(Instant, u64);

impl Entry {
    /// When it is due.
    pub(super) const fn at(self) -> Instant {
        self.0
    }
}

/// The shop's timers.
#[derive(Clone, Debug, Default)]
pub(super) struct Agenda {
    entries: Shelf<Due>,
    entered: u64,
}

impl Agenda {
    pub(super) fn enter(&mut self, at: Instant, due: Due) -> Entry {
        let entry = Entry(at, self.entered);
        self.entered += 1;
        self.entries.insert((at.as_millis(), entry.1), due);
        entry
    }

    pub(super) fn cancel(&mut self, entry: Entry) {
        self.entries.remove((entry.0.as_millis(), entry.1));
    }

    pub(super) fn next_at(&self) -> Option<Instant> {
        self.entries.first_key().map(|(at, _)| Instant::from_millis(at))
    }

    /// Takes out the first thing due by `now`.
    pub(super) fn pop_due(&mut self, now: Instant) -> Option<Due> {
        self.entries.first_key().filter(|(at, _)| *at <= now.as_millis())?;
        self.entries.remove_first()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_in_time_then_first_entered() {
        let at = Instant::from_millis;
        let mut agenda = Agenda::default();
        agenda.enter(at(20), Due::Patience(1));
        let taken_back = agenda.enter(at(10), Due::Patience(2));
        agenda.enter(at(20), Due::Patience(3));
        agenda.cancel(taken_back);
        assert_eq!(agenda.next_at(), Some(at(20)));
        assert_eq!(agenda.pop_due(at(19)), None);
        assert_eq!(agenda.pop_due(at(20)), Some(Due::Patience(1)));
        assert_eq!(agenda.pop_due(at(20)), Some(Due::Patience(3)));
        assert_eq!(agenda.pop_due(at(20)), None);
    }
}
