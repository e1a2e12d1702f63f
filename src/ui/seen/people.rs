//! The people in the JSON for scripts.

use serde::Serialize;

use model::shop::{Activity, GuestView, GuestsView, PersonId, PersonView, Role, StaffView};
use model::time::Instant;

/// The people of one role.
#[derive(Serialize)]
pub(super) struct People<'a> {
    count: u64,
    /// The first of them, by place.
    people: Vec<Person<'a>>,
}

impl<'a> People<'a> {
    pub(super) fn new(view: &'a StaffView) -> Self {
        Self { count: view.count, people: view.first.iter().map(Person::new).collect() }
    }
}

/// Someone who works in the shop.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Person<'a> {
    id: PersonId,
    name: &'a str,
    role: Role,
    activity: &'static str,
    /// True if the person goes on a break after the current order.
    leaving_for_break: bool,
    /// The start of the activity.
    since: Instant,
    /// The end of the activity, if known.
    until: Option<Instant>,
    /// Orders sent (cashier) or served (barista) so far.
    finished: u64,
}

impl<'a> Person<'a> {
    fn new(view: &'a PersonView) -> Self {
        Self {
            id: view.id,
            name: &view.name,
            role: view.role,
            activity: activity(&view.activity),
            leaving_for_break: view.leaving_for_break,
            since: view.since,
            until: view.until,
            finished: view.finished,
        }
    }
}

const fn activity(activity: &Activity) -> &'static str {
    match activity {
        Activity::Idle => "idle",
        Activity::TakingOrder { .. } => "takingOrder",
        Activity::Carrying { .. } => "carrying",
        Activity::WaitingForBarista { .. } => "waitingForBarista",
        Activity::HandingOver { .. } => "handingOver",
        Activity::WalkingBack => "walkingBack",
        Activity::Polling => "polling",
        Activity::Pausing => "pausing",
        Activity::Making { .. } => "making",
        Activity::CleaningUp => "cleaningUp",
        Activity::OnBreak => "onBreak",
    }
}

/// The programs that call from outside.
#[derive(Serialize)]
pub(super) struct Guests<'a> {
    count: u64,
    /// The first guests, in order of their first call.
    guests: Vec<Guest<'a>>,
}

impl<'a> Guests<'a> {
    pub(super) fn new(view: &'a GuestsView) -> Self {
        Self { count: view.count, guests: view.first.iter().map(Guest::new).collect() }
    }
}

/// A program that calls from outside.
#[derive(Serialize)]
struct Guest<'a> {
    id: PersonId,
    name: &'a str,
    /// The action of the last call.
    action: &'static str,
    /// The result of the last call.
    state: &'static str,
    /// The moment of the last call.
    since: Instant,
    /// The number of calls that wait for an answer.
    waiting: u32,
    /// The number of calls so far.
    calls: u64,
}

impl<'a> Guest<'a> {
    fn new(view: &'a GuestView) -> Self {
        Self {
            id: view.id,
            name: &view.name,
            action: view.action,
            state: view.doing.name(),
            since: view.since,
            waiting: view.waiting,
            calls: view.calls,
        }
    }
}
