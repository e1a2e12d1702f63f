//! Who looks how: the drawings of people at a moment.

use super::art::people::{self, Face, Figure, Mood, Signal};
use model::shop::{Activity, CustomerView, GuestDoing, GuestView, PersonView, Role};

/// The drawing of someone who works here, with the face of the moment.
#[must_use]
pub fn portrait(person: &PersonView) -> Figure {
    let face = match person.activity {
        Activity::OnBreak => Face::Asleep,
        Activity::CleaningUp => Face::Shocked,
        Activity::WaitingForBarista { .. } => Face::Waiting,
        Activity::Making { .. } | Activity::TakingOrder { .. } => Face::Busy,
        _ => Face::Happy,
    };
    looks(person.id.0, person.role, face)
}

/// The drawing of the person with that number.
#[must_use]
pub fn looks(number: u32, role: Role, face: Face) -> Figure {
    let look = number as usize;
    match role {
        Role::Cashier => people::cashier(look).with(face),
        Role::Barista | Role::You | Role::Guest => people::barista(look).with(face),
    }
}

/// The drawing of a customer, with how much patience is left.
#[must_use]
pub fn customer(customer: &CustomerView) -> Figure {
    let mood = match customer.impatience {
        0 | 1 => Mood::Content,
        2 => Mood::Restless,
        _ => Mood::Annoyed,
    };
    people::customer(customer.number as usize, mood)
}

/// The drawing of a guest, with what came of the last call.
#[must_use]
pub fn guest(guest: &GuestView) -> Figure {
    let signal = match guest.doing {
        _ if guest.waiting > 0 => Signal::Waiting,
        GuestDoing::Refused => Signal::Refused,
        _ => Signal::Answered,
    };
    people::guest(guest.id.guest_index().unwrap_or_default(), signal)
}
