//! The interventions: what the user does to the shop.

use std::rc::Rc;

use super::staff::Doing;
use super::{
    BaristaSettings, CashierSettings, Customers, Intervention, PersonId, PersonSettings, Refusal, Role, Shop, ShopEvent,
};
use crate::settings::{STAFF_MAX, Settings as _, changes};
use crate::text::grouped;
use crate::time::Instant;

impl Shop {
    /// Carries out an intervention. Afterwards, poll the calls that it makes.
    ///
    /// # Errors
    ///
    /// A sentence for the user. The shop is unchanged then.
    pub fn intervene(&mut self, now: Instant, intervention: &Intervention) -> Result<(), Refusal> {
        self.account_time(now);
        match intervention {
            Intervention::Hire { role, place } => self.hire(now, *role, *place),
            Intervention::Dismiss { person } => self.dismiss(now, *person),
            Intervention::Move { person, place } => self.move_person(now, *person, *place),
            Intervention::SendOnBreak { person } => self.send_on_break(now, *person),
            Intervention::BringBack { person } => self.bring_back(now, *person),
            Intervention::Crash { person } => self.crash(now, *person),
            Intervention::SetCustomers { per_minute } => {
                Customers::PER_MINUTE.range.check(u64::from(*per_minute))?;
                self.set_customers(now, *per_minute);
                Ok(())
            }
            Intervention::SetQueue { settings } => self.you_set_queue(now, settings),
            Intervention::SetCashier { person, settings } => self.set_cashier(now, *person, settings),
            Intervention::SetBarista { person, settings } => self.set_barista(now, *person, settings),
            Intervention::Take => self.you_take(now),
            Intervention::Serve { message } => self.you_serve(now, *message),
            Intervention::PutBack { message } => self.you_put_back(now, *message),
            Intervention::Delete { message } => self.you_delete(now, *message),
            Intervention::Purge => self.you_purge(now),
            Intervention::SetAttribute { name, value } => self.you_set_attribute(now, name, value),
            Intervention::Tag { key, value } => self.you_tag(now, key, value),
            Intervention::Untag { key } => self.you_untag(now, key),
            Intervention::ReadQueue => self.you_read_queue(now),
            Intervention::StartMoveTask { per_second } => self.you_move_back(now, *per_second),
            Intervention::CancelMoveTask => self.you_stop_moving(now),
            Intervention::SetWeather { weather } => {
                weather.check()?;
                let before = std::mem::replace(&mut self.weather, *weather);
                self.log_person_event(
                    now,
                    PersonId::YOU,
                    None,
                    ShopEvent::WeatherChanged { weather: *weather, before },
                );
                Ok(())
            }
            Intervention::Call { .. } | Intervention::HangUp { .. } => {
                Err(Refusal::new("Calls from outside go straight to the queue."))
            }
        }
    }

    /// Returns the role of a person who works here.
    ///
    /// # Errors
    ///
    /// The person is the user, has left, or does not exist.
    fn worker(&self, who: PersonId) -> Result<Role, Refusal> {
        match self.staff.get(who) {
            Some(person) if person.role == Role::You => Err(Refusal::new("That is you.")),
            Some(person) if person.has_left => Err(Refusal::new(format!("{} has left.", person.name))),
            Some(person) => Ok(person.role),
            None => Err(Refusal::new("Nobody with that number works here.")),
        }
    }

    fn refuse<T>(&self, who: PersonId, what: &str) -> Result<T, Refusal> {
        Err(Refusal::new(format!("{} {what}.", self.staff.name(who))))
    }

    fn hire(&mut self, now: Instant, role: Role, place: Option<u32>) -> Result<(), Refusal> {
        match role {
            Role::You => return Err(Refusal::new("You work here already.")),
            Role::Guest => return Err(Refusal::new("Guests come on their own.")),
            Role::Cashier | Role::Barista => {}
        }
        let column = self.staff.column(role);
        if column.len() as u64 >= STAFF_MAX {
            return Err(Refusal::new(format!("There is room for {} people of a kind.", grouped(STAFF_MAX))));
        }
        // A new person gets the settings of the last one with the same role.
        let like = column.last().map(|who| self.staff[*who].settings.clone());
        let settings = like.unwrap_or_else(|| match role {
            Role::Cashier => PersonSettings::Cashier(CashierSettings::default()),
            _ => PersonSettings::Barista(BaristaSettings::default()),
        });
        let who = self.staff.hire(None, settings, place, now);
        self.log_person_event(now, who, None, ShopEvent::Hired { role });
        self.start_work(now, who, role);
        Ok(())
    }

    fn start_work(&mut self, now: Instant, who: PersonId, role: Role) {
        match role {
            Role::Cashier => {
                self.set_activity(now, who, Doing::Idle, None);
                self.serve_line(now);
            }
            _ if self.is_open() => self.barista_is_free(now, who),
            _ => {
                self.set_activity(now, who, Doing::Idle, None);
            }
        }
    }

    fn dismiss(&mut self, now: Instant, who: PersonId) -> Result<(), Refusal> {
        let role = self.worker(who)?;
        let doing = self.staff[who].doing.clone();
        if matches!(doing, Doing::Polling) {
            self.hang_up(who);
        }
        // Leave the counter first, so that the time spent waiting there ends now.
        self.leave_counter(now, who);
        self.set_activity(now, who, Doing::WalkingBack, None);
        self.staff.dismiss(who);
        self.log_person_event(now, who, None, ShopEvent::Left { role });
        match role {
            Role::Cashier => self.release_cashier(now, who, doing),
            _ => self.release_barista(now, who, &doing),
        }
        Ok(())
    }

    fn move_person(&mut self, now: Instant, who: PersonId, place: u32) -> Result<(), Refusal> {
        let role = self.worker(who)?;
        let column = self.staff.column_mut(role);
        column.retain(|other| *other != who);
        let place = (place as usize).min(column.len());
        column.insert(place, who);
        self.log_person_event(now, who, None, ShopEvent::Moved { place: place as u32 });
        Ok(())
    }

    fn send_on_break(&mut self, now: Instant, who: PersonId) -> Result<(), Refusal> {
        self.worker(who)?;
        let person = &self.staff[who];
        match person.doing {
            Doing::OnBreak => return self.refuse(who, "is already on a break"),
            _ if person.leaving_for_break => return self.refuse(who, "is about to go on a break"),
            Doing::Polling => self.hang_up(who),
            Doing::Idle | Doing::Pausing => {}
            _ => {
                self.staff[who].leaving_for_break = true;
                return Ok(());
            }
        }
        self.start_break(now, who);
        Ok(())
    }

    fn bring_back(&mut self, now: Instant, who: PersonId) -> Result<(), Refusal> {
        let role = self.worker(who)?;
        if self.staff[who].leaving_for_break {
            self.staff[who].leaving_for_break = false;
            return Ok(());
        }
        if !matches!(self.staff[who].doing, Doing::OnBreak) {
            return self.refuse(who, "is not on a break");
        }
        self.set_activity(now, who, Doing::Idle, None);
        self.log_person_event(now, who, None, ShopEvent::CameBack);
        self.start_work(now, who, role);
        Ok(())
    }

    fn crash(&mut self, now: Instant, who: PersonId) -> Result<(), Refusal> {
        if self.worker(who)? != Role::Barista {
            return self.refuse(who, "is a cashier. Only a barista has a cup to drop");
        }
        if !matches!(self.staff[who].doing, Doing::Making) {
            return self.refuse(who, "is not making anything, so there is no cup to drop");
        }
        self.drop_cup(now, who);
        Ok(())
    }

    fn set_cashier(&mut self, now: Instant, who: PersonId, settings: &CashierSettings) -> Result<(), Refusal> {
        if self.worker(who)? != Role::Cashier {
            return self.refuse(who, "is not a cashier");
        }
        settings.check()?;
        let changes = self.staff[who].cashier().map_or_else(Rc::default, |before| changes(before, settings));
        self.staff[who].settings = PersonSettings::Cashier(settings.clone());
        self.log_person_event(now, who, None, ShopEvent::StaffChanged { changes });
        Ok(())
    }

    fn set_barista(&mut self, now: Instant, who: PersonId, settings: &BaristaSettings) -> Result<(), Refusal> {
        if self.worker(who)? != Role::Barista {
            return self.refuse(who, "is not a barista");
        }
        settings.check()?;
        let polls_as_before = self.staff[who].barista().is_some_and(|old| {
            (old.wait_time_seconds, old.max_messages) == (settings.wait_time_seconds, settings.max_messages)
        });
        let changes = self.staff[who].barista().map_or_else(Rc::default, |before| changes(before, settings));
        self.staff[who].settings = PersonSettings::Barista(settings.clone());
        self.log_person_event(now, who, None, ShopEvent::StaffChanged { changes });
        if matches!(self.staff[who].doing, Doing::Polling) && !polls_as_before {
            self.hang_up(who);
            self.poll_board(now, who);
        }
        Ok(())
    }
}
