//! The lines between people and the board.

use super::{Picture, Thread, ThreadKind};
use crate::{Layout, Point};
use model::shop::{Activity, Lane, PersonId, Role, Snapshot, TicketState};
use model::time::Instant;

impl Picture<'_> {
    pub(super) fn add_threads(&mut self, layout: &Layout, snapshot: &Snapshot, now: Instant, travel: bool) {
        let on_show = |person: PersonId| layout.baristas.find(person).is_some();
        let guests = layout.guests.as_ref();
        let calls = |person: PersonId| guests.is_some_and(|guests| guests.find(person).is_some());
        for ticket in snapshot.making.first.iter().chain(&snapshot.copies) {
            let TicketState::Making { holder: Some(holder), held: true, .. } = ticket.state else { continue };
            // Slips in the stack have no threads: a sheaf of them says nothing.
            let in_slot = layout.lane(Lane::Making).is_some_and(|lane| (ticket.slot as usize) < lane.shown);
            if in_slot && (on_show(holder) || calls(holder)) && !(travel && ticket.moving) {
                let role = if holder.is_guest() { Role::Guest } else { Role::Barista };
                let from = layout.hands(holder, role);
                let slot = layout.slot(Lane::Making, ticket.slot);
                let to = Point::new(slot.center().x, slot.y + 4.0);
                let age_ms = now.since(ticket.since).as_millis();
                self.threads.push(Thread { from, to, kind: ThreadKind::Holding, age_ms });
            }
        }
        let Some(waiting) = layout.lane(Lane::Waiting) else { return };
        for person in &snapshot.baristas.first {
            if person.activity == Activity::Polling && on_show(person.id) {
                let from = layout.hands(person.id, Role::Barista);
                let to = Point::new(waiting.area.right() - 14.0, waiting.head.center().y);
                let age_ms = now.since(person.since).as_millis();
                self.threads.push(Thread { from, to, kind: ThreadKind::Listening, age_ms });
            }
        }
    }
}
