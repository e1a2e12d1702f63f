//! The point of each spot on the stage, for everything that moves.

use model::shop::{Lane, PersonId, Role, Spot};

use super::{Center, Form, Layout};
use crate::{Point, Rect};

impl Layout {
    /// The middle of a spot. `role_of` returns a person's role, for people without a place of their own.
    #[must_use]
    pub fn spot(&self, spot: Spot, role_of: impl Fn(PersonId) -> Role) -> Point {
        match spot {
            Spot::Door => self.door(),
            Spot::Line(place) => self.line.place(place as usize).center(),
            Spot::Person(person) => self.hands(person, role_of(person)),
            Spot::Counter(place) => match &self.center {
                Center::Hall(hall) => hall.standing.at(place as usize).center(),
                Center::Board(board) => board.area.center(),
            },
            Spot::Slot(lane, slot) => self.slot(lane, slot).center(),
            Spot::String { string, place } => self.string(string, place).center(),
            Spot::PickUp => self.pick_up(),
        }
    }

    /// The cell of a lane's slot; the tray of the lanes *Done* and *Dead*.
    #[must_use]
    pub fn slot(&self, lane: Lane, slot: u32) -> Rect {
        match &self.center {
            Center::Hall(hall) => hall.counter,
            Center::Board(board) => match lane {
                Lane::Done => board.done,
                Lane::Dead => board.dead,
                _ => self.lane(lane).map_or(board.area, |lane| lane.slot(slot as usize)),
            },
        }
    }

    /// The cell of a place on a string.
    #[must_use]
    pub fn string(&self, string: u32, place: u32) -> Rect {
        let strings = match &self.center {
            Center::Board(board) => board.strings.as_ref(),
            Center::Hall(_) => None,
        };
        strings.and_then(|strings| strings.place(string, place)).unwrap_or_else(|| self.slot(Lane::Waiting, 0))
    }

    /// The point from which a person gives and takes: the edge of their card or stack towards the corridor; for guests,
    /// the upper edge.
    #[must_use]
    pub fn hands(&self, person: PersonId, role: Role) -> Point {
        if role == Role::Guest {
            return self.at_counter(person);
        }
        let side = self.side(role);
        let rect = side.find(person).or(side.more.map(|(rect, _)| rect)).unwrap_or(side.hire);
        match (self.form != Form::Tall, role == Role::Cashier) {
            (true, true) => Point::new(rect.right(), rect.center().y),
            (true, false) => Point::new(rect.x, rect.center().y),
            (false, true) => Point::new(rect.center().x, rect.bottom()),
            (false, false) => Point::new(rect.center().x, rect.y),
        }
    }

    fn at_counter(&self, guest: PersonId) -> Point {
        // The guest has left through the door.
        let Some(guests) = &self.guests else { return self.door() };
        let rect = guests.find(guest).or(guests.more.map(|(rect, _)| rect)).unwrap_or(guests.area);
        Point::new(rect.center().x, rect.y)
    }

    fn door(&self) -> Point {
        match self.form {
            Form::Tall => Point::new(self.size.width + 24.0, self.line.area.center().y),
            Form::Wide | Form::Frame => Point::new(self.line.area.center().x, self.size.height + 24.0),
        }
    }

    fn pick_up(&self) -> Point {
        let area = self.baristas.area;
        match self.form {
            Form::Tall => Point::new(area.center().x, self.size.height + 20.0),
            Form::Wide | Form::Frame => Point::new(self.size.width + 20.0, area.y + 30.0),
        }
    }
}
