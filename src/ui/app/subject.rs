//! What the inspector's details are about.

use yew::prelude::*;

use super::super::details::{Call, Subject};
use super::super::intent::Selection;
use super::App;
use super::ideas::ideas;
use crate::session::Session;
use model::shop::{CallRecord, Lane, Mode, PersonId, TicketState};

impl App {
    /// The selected person, order or lane.
    pub(super) fn subject(&self, session: &Session) -> Subject {
        let shop = session.world().shop();
        let snapshot = &self.stages.chosen.snapshot;
        let name = |person: PersonId| AttrValue::from(shop.name(person).to_owned());
        match self.panels.selection {
            Selection::None => {
                Subject::Nothing { ideas: ideas(&self.stages), board: snapshot.mode == Mode::OrderBoard }
            }
            Selection::Person(person) => {
                let guest = shop.guest(session.world().now(), person).map(Subject::Guest);
                shop.person(person).map(Subject::Person).or(guest).unwrap_or(Subject::Gone)
            }
            Selection::Ticket(message) => shop.life(message).map_or(Subject::Gone, |life| {
                let holder = match life.ticket.state {
                    TicketState::Making { holder, .. } => holder.map(name),
                    _ => None,
                };
                let sender = life.sent_by.map(name);
                let yours = snapshot.your_orders.iter().any(|ticket| ticket.id == message);
                Subject::Ticket { life, holder, sender, yours }
            }),
            Selection::Memory => snapshot.memory.clone().map_or(Subject::Gone, Subject::Memory),
            Selection::Lane(lane) => {
                let view = match lane {
                    Lane::Delayed => &snapshot.delayed,
                    Lane::Waiting => &snapshot.waiting,
                    Lane::Making => &snapshot.making,
                    Lane::Done => &snapshot.done,
                    Lane::Dead => &snapshot.dead,
                };
                Subject::Lane(lane, view.clone())
            }
        }
    }

    /// The last call of the selected person, or on the selected order.
    pub(super) fn call(&self, session: &Session) -> Option<Call> {
        let shop = session.world().shop();
        let record: &CallRecord = match self.panels.selection {
            Selection::Person(person) => shop.last_call_of(person)?,
            Selection::Ticket(message) => shop.last_call_on(message)?,
            Selection::None | Selection::Lane(_) | Selection::Memory => return None,
        };
        let answer = record.answer.as_ref().map(|(_, answer)| match answer {
            Ok(response) => format!("{:#}", response.to_json()),
            Err(error) => format!("{:#}", error.to_json()),
        });
        Some(Call {
            by: shop.name(record.by).to_owned(),
            time: record.at.to_string(),
            request: record.request.clone(),
            answer,
        })
    }
}
