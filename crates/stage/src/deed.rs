//! What an intervention does, in a few words, for the marks of the timeline.

use model::shop::{Intervention, PersonId, Role};

/// A short sentence. `name` returns a person's name.
#[must_use]
pub fn deed(intervention: &Intervention, name: impl Fn(PersonId) -> String) -> String {
    let of = |before: &str, person: PersonId, after: &str| format!("{before}{}{after}", name(person));
    match intervention {
        Intervention::Hire { role: Role::Cashier, .. } => "You hire a cashier".into(),
        Intervention::Hire { .. } => "You hire a barista".into(),
        Intervention::Dismiss { person } => of("You send ", *person, " home"),
        Intervention::Move { person, .. } => of("You move ", *person, ""),
        Intervention::SendOnBreak { person } => of("You send ", *person, " on a break"),
        Intervention::BringBack { person } => of("You bring ", *person, " back"),
        Intervention::Crash { person } => of("", *person, " drops the cup"),
        Intervention::SetCustomers { per_minute } => format!("You set {per_minute} customers a minute"),
        Intervention::SetCashier { person, .. } | Intervention::SetBarista { person, .. } => {
            of("You change ", *person, "’s settings")
        }
        Intervention::Call { request, guest } => {
            let caller = guest.as_ref().map_or("A program", |guest| guest.as_str());
            format!("{caller} calls {}", request.action())
        }
        other => plain(other).to_owned(),
    }
}

/// The deeds that always have the same words.
const fn plain(intervention: &Intervention) -> &'static str {
    match intervention {
        Intervention::Take => "You take an order",
        Intervention::Serve { .. } => "You serve an order",
        Intervention::PutBack { .. } => "You put an order back",
        Intervention::Delete { .. } => "You delete an order",
        Intervention::Purge => "You clear the board",
        Intervention::Tag { .. } | Intervention::Untag { .. } => "You change the tags",
        Intervention::ReadQueue => "You read the attributes",
        Intervention::StartMoveTask { .. } => "You move dead letters back",
        Intervention::CancelMoveTask => "You stop the move",
        Intervention::SetWeather { .. } => "You change the weather",
        Intervention::HangUp { .. } => "A program hangs up",
        _ => "You change the queue",
    }
}
