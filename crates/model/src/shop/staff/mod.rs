//! The people who work here: columns, idle people, and counts.

mod person;

use std::collections::VecDeque;
use std::ops::{Index, IndexMut};
use std::sync::Arc;

use self::person::Utilisation;
pub(super) use self::person::{Doing, Person, Slip};
use super::measures::{ByRole, Held};
use super::names::Names;
use super::{CashierSettings, PersonId, PersonSettings, Role, Scenario, Shop, ShopEvent};
use crate::time::{Instant, Span};

/// Idle people of one role, sorted by id.
#[derive(Clone, Debug, Default)]
struct Idle(Vec<PersonId>);

impl Idle {
    /// Returns the person who was hired first.
    fn first(&self) -> Option<PersonId> {
        self.0.first().copied()
    }

    fn note(&mut self, who: PersonId, idle: bool) {
        match (self.0.binary_search(&who), idle) {
            (Err(place), true) => self.0.insert(place, who),
            (Ok(place), false) => {
                self.0.remove(place);
            }
            _ => {}
        }
    }
}

/// Everyone who was ever hired, by id, and the columns of the people who work here now.
#[derive(Clone, Debug)]
pub(super) struct Staff {
    people: Vec<Person>,
    names: Names,
    cashiers: Vec<PersonId>,
    baristas: Vec<PersonId>,
    idle_cashiers: Idle,
    idle_baristas: Idle,
    cashiers_on_break: u64,
    baristas_on_break: u64,
    busy: ByRole,
    carrying: usize,
}

impl Index<PersonId> for Staff {
    type Output = Person;

    fn index(&self, who: PersonId) -> &Person {
        &self.people[who.0 as usize]
    }
}

impl IndexMut<PersonId> for Staff {
    fn index_mut(&mut self, who: PersonId) -> &mut Person {
        &mut self.people[who.0 as usize]
    }
}

impl Staff {
    pub(super) fn new(scenario: &Scenario) -> Self {
        let you = PersonSettings::Cashier(CashierSettings::default());
        let mut staff = Self {
            people: vec![Person::new(Role::You, "You".into(), you, Instant::ZERO)],
            names: Names::default(),
            cashiers: Vec::new(),
            baristas: Vec::new(),
            idle_cashiers: Idle::default(),
            idle_baristas: Idle::default(),
            cashiers_on_break: 0,
            baristas_on_break: 0,
            busy: [0, 0],
            carrying: 0,
        };
        // Reserve the names of the scenario first, so that no other person gets one of them.
        let mut reserved: VecDeque<Option<Arc<str>>> = VecDeque::new();
        let groups = scenario.cashiers.iter().map(|group| (group.count, &group.name));
        for (count, name) in groups.chain(scenario.baristas.iter().map(|group| (group.count, &group.name))) {
            reserved.push_back(name.as_deref().map(|name| staff.names.reserve(name)));
            reserved.extend((1..count).map(|_| None));
        }
        for group in &scenario.cashiers {
            for _ in 0..group.count {
                let name = reserved.pop_front().flatten();
                staff.hire(name, PersonSettings::Cashier(group.settings.clone()), None, Instant::ZERO);
            }
        }
        for group in &scenario.baristas {
            for _ in 0..group.count {
                let name = reserved.pop_front().flatten();
                staff.hire(name, PersonSettings::Barista(group.settings.clone()), None, Instant::ZERO);
            }
        }
        staff
    }

    /// Hires a person, who is idle at first. Without a name, the person gets the next free one. `place` is clamped to
    /// the column.
    pub(super) fn hire(
        &mut self,
        name: Option<Arc<str>>,
        settings: PersonSettings,
        place: Option<u32>,
        now: Instant,
    ) -> PersonId {
        let who = PersonId(self.people.len() as u32);
        let role = match &settings {
            PersonSettings::Cashier(_) => Role::Cashier,
            PersonSettings::Barista(_) => Role::Barista,
        };
        let name = name.unwrap_or_else(|| self.names.any());
        self.people.push(Person::new(role, name, settings, now));
        let column = self.column_mut(role);
        let place = place.map_or(column.len(), |place| (place as usize).min(column.len()));
        column.insert(place, who);
        self.note_idle(who, true);
        who
    }

    /// Returns the people of a role, by place.
    pub(super) fn column(&self, role: Role) -> &[PersonId] {
        match role {
            Role::Cashier => &self.cashiers,
            Role::Barista => &self.baristas,
            Role::You | Role::Guest => &[],
        }
    }

    pub(super) fn column_mut(&mut self, role: Role) -> &mut Vec<PersonId> {
        if role == Role::Cashier { &mut self.cashiers } else { &mut self.baristas }
    }

    /// Returns a person who works here or worked here.
    pub(super) fn get(&self, who: PersonId) -> Option<&Person> {
        self.people.get(who.0 as usize)
    }

    pub(super) fn name(&self, who: PersonId) -> &str {
        self.get(who).map_or("someone", |person| &person.name)
    }

    pub(super) fn idle_cashier(&self) -> Option<PersonId> {
        self.idle_cashiers.first()
    }

    pub(super) fn idle_barista(&self) -> Option<PersonId> {
        self.idle_baristas.first()
    }

    /// Returns the number of cashiers who carry orders.
    pub(super) const fn carrying(&self) -> usize {
        self.carrying
    }

    pub(super) fn on_break(&self, role: Role) -> u64 {
        if role == Role::Cashier { self.cashiers_on_break } else { self.baristas_on_break }
    }

    /// Returns how many people work and how many are present.
    pub(super) fn held(&self) -> Held {
        let there = |column: &[PersonId], on_break: u64| column.len() as u64 - on_break;
        let there = [there(&self.cashiers, self.cashiers_on_break), there(&self.baristas, self.baristas_on_break)];
        Held { busy: self.busy, there }
    }

    fn note_idle(&mut self, who: PersonId, idle: bool) {
        let set = match self[who].role {
            Role::Cashier => &mut self.idle_cashiers,
            Role::Barista => &mut self.idle_baristas,
            Role::You | Role::Guest => return,
        };
        set.note(who, idle);
    }

    fn count_break(&mut self, role: Role, comes: bool) {
        let count = if role == Role::Cashier { &mut self.cashiers_on_break } else { &mut self.baristas_on_break };
        if comes {
            *count += 1;
        } else {
            *count -= 1;
        }
    }

    /// Changes the activity of a person, and returns the activity before.
    fn set_doing(&mut self, who: PersonId, doing: Doing) -> Doing {
        let person = &mut self[who];
        let role = person.role;
        let now = doing.utilisation(role);
        let doing = std::mem::replace(&mut person.doing, doing);
        let before = doing.utilisation(role);
        if before != now {
            let busy = &mut self.busy[usize::from(role != Role::Cashier)];
            *busy += u64::from(now == Utilisation::Working || now == Utilisation::Carrying);
            *busy -= u64::from(before == Utilisation::Working || before == Utilisation::Carrying);
            self.carrying += usize::from(now == Utilisation::Carrying);
            self.carrying -= usize::from(before == Utilisation::Carrying);
            if before == Utilisation::Idle || now == Utilisation::Idle {
                self.note_idle(who, now == Utilisation::Idle);
            }
            if before == Utilisation::OnBreak || now == Utilisation::OnBreak {
                self.count_break(role, now == Utilisation::OnBreak);
            }
        }
        doing
    }

    /// Removes a person from the column. The name stays known.
    pub(super) fn dismiss(&mut self, who: PersonId) {
        let role = self[who].role;
        // A dismissed person must not count as idle, working or on a break.
        self.set_doing(who, Doing::Pausing);
        self[who].has_left = true;
        self.column_mut(role).retain(|other| *other != who);
    }
}

impl Shop {
    /// Starts an activity, which ends after `span` or by an event. Returns the activity before.
    pub(super) fn set_activity(&mut self, now: Instant, who: PersonId, doing: Doing, span: Option<Span>) -> Doing {
        let until = span.map(|span| now + span);
        self.agenda.set_person(who, until);
        let before = self.staff.set_doing(who, doing);
        let person = &mut self.staff[who];
        (person.since, person.until) = (now, until);
        before
    }

    /// Sends a person to the break room.
    pub(super) fn start_break(&mut self, now: Instant, who: PersonId) {
        self.staff[who].leaving_for_break = false;
        self.set_activity(now, who, Doing::OnBreak, None);
        self.log_person_event(now, who, None, ShopEvent::WentOnBreak);
    }
}
