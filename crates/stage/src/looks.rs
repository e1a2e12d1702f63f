//! The portraits of people at a moment.

use super::art::people::{self, Face, Figure, Mood, Signal};
use model::shop::{Activity, CustomerView, GuestDoing, GuestView, PersonView, Role};

/// The portrait of a member of staff, with the expression for their activity.
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

/// The portrait of a member of staff by number.
#[must_use]
pub fn looks(number: u32, role: Role, face: Face) -> Figure {
    let look = number as usize;
    match role {
        Role::Cashier => people::cashier(look).with(face),
        Role::Barista | Role::You | Role::Guest => people::barista(look).with(face),
    }
}

/// The portrait of a customer, with a mood for the patience left.
#[must_use]
pub fn customer(customer: &CustomerView) -> Figure {
    let mood = match customer.impatience {
        0 | 1 => Mood::Content,
        2 => Mood::Restless,
        _ => Mood::Annoyed,
    };
    people::customer(customer.number as usize, mood)
}

/// The portrait of a guest, with the state of the last call.
#[must_use]
pub fn guest(guest: &GuestView) -> Figure {
    let signal = match guest.doing {
        _ if guest.waiting > 0 => Signal::Waiting,
        GuestDoing::Refused => Signal::Refused,
        _ => Signal::Answered,
    };
    people::guest(guest.id.guest_index().unwrap_or_default(), signal)
}
