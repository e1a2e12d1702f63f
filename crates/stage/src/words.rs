//! The texts on the stage, shared by the page and by pictures.

use model::shop::{
    Activity, GroupTag, Lane, Mode, MoveBackView, PersonId, PersonView, Role, Snapshot, TicketState, TicketView,
};
use model::text::{grouped, nth, short};
use model::time::Instant;

/// The maximum number of characters of a group's id on its string.
const NAME_CHARS: usize = 12;

/// What someone does, in a few words. `second` is the beginning of the current second.
#[must_use]
pub fn activity(person: &PersonView, second: Instant) -> String {
    let doing = match &person.activity {
        Activity::Idle if person.role == Role::Cashier => "waits for customers".into(),
        Activity::Idle => "waits for an order".into(),
        Activity::TakingOrder { .. } => "takes an order".into(),
        Activity::Carrying { order } => format!("walks with {}", order.number),
        Activity::WaitingForBarista { order, .. } => format!("stuck with {}", order.number),
        Activity::HandingOver { order, .. } => format!("hands over {}", order.number),
        Activity::WalkingBack => "walks back".into(),
        Activity::Polling => "polls the queue".into(),
        Activity::Pausing => match person.until {
            Some(until) => format!("nothing there — checks again in {} s", seconds_left(until, second)),
            None => "nothing there".into(),
        },
        Activity::Making { order, further: 0, .. } => format!("makes {} {}", order.number, order.label),
        Activity::Making { order, further, .. } => {
            format!("makes {} {}, then {further} more", order.number, order.label)
        }
        Activity::CleaningUp => "dropped the cup!".into(),
        Activity::OnBreak => "on a break".into(),
    };
    if person.leaving_for_break { format!("{doing}, then a break") } else { doing }
}

/// On foot elsewhere on the stage?
#[must_use]
pub const fn on_foot(person: &PersonView) -> bool {
    matches!(person.activity, Activity::WaitingForBarista { .. } | Activity::HandingOver { .. })
}

/// The heading of a role's side, and the role's term in the API.
#[must_use]
pub const fn side(role: Role, mode: Mode) -> (&'static str, &'static str) {
    match (role, mode) {
        (Role::Cashier, Mode::OrderBoard) => ("Cashiers", "producer · SendMessage"),
        (_, Mode::OrderBoard) => ("Baristas", "consumer · ReceiveMessage"),
        (Role::Cashier, Mode::HandToHand) => ("Cashiers", "carry orders by hand"),
        (_, Mode::HandToHand) => ("Baristas", "one order at a time"),
    }
}

/// The label of a break room.
#[must_use]
pub fn break_room(on_break: u64) -> String {
    if on_break == 0 { "Break room".into() } else { format!("Break room · {}", short(on_break)) }
}

/// The shop without a board, in a sentence.
pub const HALL: &str = "No board here. A cashier carries each order to a barista, and has to wait while none is free.";

/// A lane's name, and the field's term for it.
#[must_use]
pub const fn lane(lane: Lane) -> (&'static str, &'static str) {
    match lane {
        Lane::Delayed => ("Delayed", "not yet"),
        Lane::Waiting => ("Waiting", "visible"),
        Lane::Making => ("Making", "hidden"),
        Lane::Done => ("Done", "deleted"),
        Lane::Dead => ("Dead letters", ""),
    }
}

/// The term of the tray *Done*. Says why more orders may be done than customers were served.
#[must_use]
pub fn done(snapshot: &Snapshot) -> String {
    match snapshot.metrics.orders_without_customer {
        0 => "deleted".into(),
        some => format!("no customer: {}", short(some)),
    }
}

/// What there is to say of a lane in which nothing hangs.
#[must_use]
pub fn empty_lane(lane: Lane, empty_receives: u64) -> String {
    match lane {
        Lane::Delayed => "Orders with a delay wait here first.".into(),
        Lane::Waiting if empty_receives == 0 => "No orders.".into(),
        Lane::Waiting => format!("No orders. {} polls came back empty.", grouped(empty_receives)),
        _ => "Nobody is making anything.".into(),
    }
}

/// When an order becomes a dead letter, or how far the dead letters are on their way back.
#[must_use]
pub fn tries(snapshot: &Snapshot) -> String {
    match (&snapshot.moving_back, snapshot.queue.max_receive_count) {
        (Some(task), _) => moved_back(task),
        (None, Some(count)) => format!("{count} {}", if count == 1 { "try" } else { "tries" }),
        (None, None) => "off".into(),
    }
}

/// How far the dead letters are on their way back.
#[must_use]
pub fn moved_back(task: &MoveBackView) -> String {
    format!("{} of {}", grouped(task.moved), grouped(task.to_move))
}

/// The queue's name and kind; the kind gives way to bad weather's sign.
#[must_use]
pub fn queue(snapshot: &Snapshot) -> String {
    let kind = match (snapshot.weather.is_calm(), snapshot.queue.fifo) {
        (false, _) => "",
        (true, true) => " · FIFO queue",
        (true, false) => " · standard queue",
    };
    format!("{}{kind}", snapshot.queue_name)
}

/// Whole seconds left until a moment, seen from the beginning of this second: never more than was set, and never
/// nothing while there is still something left.
#[must_use]
pub fn seconds_left(until: Instant, second: Instant) -> u64 {
    until.since(second).as_secs().max(u64::from(until > second))
}

/// A person's name after the beginning of a sentence: `you`, `Cleo`.
#[must_use]
pub fn name_within(who: PersonId, name: &str) -> &str {
    if who == PersonId::YOU { "you" } else { name }
}

/// The short note on a slip.
#[must_use]
pub fn note(ticket: &TicketView, holder: Option<&str>, now: Instant) -> String {
    match &ticket.state {
        _ if ticket.copy => holder.map_or_else(|| "duplicate".to_owned(), |name| format!("duplicate · {name}")),
        TicketState::Delayed { until } => format!("in {}", until.since(now)),
        TicketState::Waiting => now.since(ticket.sent_at).to_string(),
        TicketState::Making { held, until, .. } => {
            let left = seconds_left(*until, now);
            match (held, holder) {
                (true, Some(name)) => format!("{name}, {left}\u{a0}s left"),
                (true, None) => format!("{left}\u{a0}s left"),
                (false, _) => format!("dropped · back in {left} s"),
            }
        }
        _ => String::new(),
    }
}

/// The number of the message's current receive, or of its next one; `None` for the first.
#[must_use]
pub fn again(ticket: &TicketView) -> Option<u32> {
    let received = ticket.receive_count;
    let before = u32::from(matches!(ticket.state, TicketState::Making { .. }));
    let next = u32::from(matches!(ticket.state, TicketState::Waiting));
    (!ticket.copy && received > before).then_some(received + next)
}

/// `2nd time` and so on.
#[must_use]
pub fn nth_time(n: u32) -> String {
    format!("{} time", nth(n))
}

/// What a group is called: a table, or the beginning of its id.
#[must_use]
pub fn group(tag: Option<&GroupTag>) -> String {
    match tag {
        None => "No group".into(),
        Some(GroupTag { table: Some(table), .. }) => format!("Table {table}"),
        Some(GroupTag { id, .. }) if id.as_str().chars().count() > NAME_CHARS => {
            id.as_str().chars().take(NAME_CHARS).chain(['…']).collect()
        }
        Some(GroupTag { id, .. }) => id.to_string(),
    }
}

/// A group's name in a few letters, for narrow slips.
#[must_use]
pub fn initials(tag: Option<&GroupTag>) -> String {
    match tag {
        None => "–".into(),
        Some(GroupTag { table: Some(table), .. }) => short((*table).into()),
        Some(GroupTag { id, .. }) => id.as_str().chars().take(2).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::shop::{Intervention, Limits, Scenario, scenarios};
    use model::world::World;

    #[test]
    fn a_countdown_promises_no_more_than_was_set_and_never_ends_early() {
        let left = |until, second| seconds_left(Instant::from_millis(until), Instant::from_millis(second));
        assert_eq!(left(30_400, 0), 30);
        assert_eq!(left(30_400, 29_000), 1);
        assert_eq!(left(30_400, 30_000), 1);
        assert_eq!(left(30_000, 30_000), 0);
    }

    #[test]
    fn an_empty_poll_says_when_the_next_one_comes() {
        let scenario = scenarios::by_id("short-polling").expect("a built-in scene");
        let mut world = World::new(scenario);
        let pausing = |world: &World| {
            let seen = world.shop().snapshot(world.now(), Limits { customers: 8, people: 8, tickets: 8 });
            seen.baristas.first.into_iter().find(|person| person.activity == Activity::Pausing)
        };
        let mut at = 10_000;
        let person = loop {
            world.advance_to(Instant::from_millis(at));
            match pausing(&world) {
                Some(person) => break person,
                None => at += 100,
            }
        };
        let until = person.until.expect("a pause ends").as_millis();
        let says = |ms| activity(&person, Instant::from_millis(ms));
        assert_eq!(says(until - 300), "nothing there — checks again in 1 s");
        assert_eq!(says(until - 3_900), "nothing there — checks again in 3 s");
    }

    #[test]
    fn slips_say_who_holds_them_and_for_how_long() {
        let mut world = World::new(Scenario { stored_orders: 1, baristas: Vec::new(), ..Scenario::default() });
        world.intervene(Intervention::Take).expect("an order waits");
        let seen = world.shop().snapshot(world.now(), Limits { customers: 8, people: 8, tickets: 8 });
        let (ticket, by) = seen
            .making
            .first
            .iter()
            .chain(&seen.your_orders)
            .find_map(|ticket| match ticket.state {
                TicketState::Making { holder: Some(PersonId::YOU), until, .. } => Some((ticket, until)),
                _ => None,
            })
            .expect("you hold one");
        let second = Instant::from_millis(by.as_millis() - 28_000);
        assert_eq!(note(ticket, Some(name_within(PersonId::YOU, "You")), second), "you, 28\u{a0}s left");
        assert_eq!(note(ticket, Some(name_within(PersonId(3), "Cleo")), second), "Cleo, 28\u{a0}s left");
        let copy = TicketView { copy: true, ..ticket.clone() };
        assert_eq!(note(&copy, Some("Gus"), second), "duplicate · Gus");
        let mut dropped = ticket.clone();
        dropped.state = TicketState::Making { holder: None, held: false, until: by };
        assert_eq!(note(&dropped, None, second), "dropped · back in 28 s");
    }

    #[test]
    fn ordinals() {
        let all: Vec<String> = [1, 2, 3, 4, 11, 12, 13, 21, 22, 112].into_iter().map(nth_time).collect();
        let expected = ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "112th"];
        assert_eq!(all, expected.map(|nth| format!("{nth} time")));
    }

    #[test]
    fn groups_are_named_in_few_words() {
        let tag = |id: &str| GroupTag::of(id.into());
        let names = ["table-3", "guests", "a-very-long-group-id"].map(|id| group(Some(&tag(id))));
        assert_eq!(names, ["Table 3", "guests", "a-very-long-…"]);
        let few = ["table-12", "guests"].map(|id| initials(Some(&tag(id))));
        assert_eq!((few, group(None)), (["12".into(), "gu".into()], "No group".into()));
    }
}
