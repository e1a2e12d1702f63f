//! A slip that one can read, select and focus.

use yew::prelude::*;

use super::intent::{Intent, Selection};
use super::place::{self, use_place};
use super::strings::badge;
use crate::compare::Half;
use crate::shop::{TicketState, TicketView};
use crate::stage::Rect;
use crate::time::Instant;

/// What a ticket needs.
#[derive(Properties, PartialEq)]
pub struct TicketProps {
    /// In which of two shops.
    pub half: Option<Half>,
    /// Which.
    pub ticket: TicketView,
    /// Where.
    pub rect: Rect,
    /// A short note: how long it waits, who makes it.
    pub note: AttrValue,
    /// The whole sentence for those who listen.
    pub label: AttrValue,
    /// On its way: painted on the canvas, so its place is kept free here.
    pub away: bool,
    /// Shown in the inspector.
    pub selected: bool,
    /// Where wishes go.
    pub on: Callback<Intent>,
}

/// A slip.
#[component]
pub fn Ticket(props: &TicketProps) -> Html {
    let node = use_place(props.rect);
    let TicketProps { ticket, on, .. } = props;
    let id = ticket.id;
    let onclick = {
        let on = on.clone();
        Callback::from(move |_: MouseEvent| on.emit(Intent::Select(Selection::Ticket(id))))
    };
    let again = (!ticket.copy && ticket.receive_count > again_after(&ticket.state)).then(|| {
        let nth = ticket.receive_count + u32::from(matches!(ticket.state, TicketState::Waiting));
        html! { <span class="again" aria-hidden="true">{ nth_time(nth) }</span> }
    });
    let class = classes!(
        "at",
        "ticket",
        state_class(&ticket.state),
        props.away.then_some("away"),
        props.selected.then_some("selected"),
        (props.rect.width < 64.0).then_some("small"),
        (props.rect.height < 64.0).then_some("low"),
        (props.rect.height < 80.0).then_some("short"),
        ticket.group.is_some().then_some("grouped"),
        ticket.blocked.then_some("blocked"),
        ticket.copy.then_some("copy"),
    );
    html! {
        <button ref={node} type="button" {class} {onclick} data-testid="ticket" data-order={ticket.order.number.to_string()}
            aria-pressed={props.selected.to_string()} tabindex={props.away.then_some("-1")}>
            <span class="hidden-visually">{ props.label.clone() }</span>
            <b aria-hidden="true">{ &*ticket.order.number }</b>
            { ticket.group.as_ref().map(|group| badge(group, props.rect.width)).unwrap_or_default() }
            <span class="drink" aria-hidden="true">{ &*ticket.order.label }</span>
            <small aria-hidden="true">{ props.note.clone() }</small>
            { again.unwrap_or_default() }
            // The ring runs down for the message, and hangs on its first slip.
            if let (TicketState::Making { held, .. }, false) = (&ticket.state, ticket.copy) {
                { ring(&place::id(props.half, "ring", id), *held) }
            }
        </button>
    }
}

/// The visibility timeout running down; the frame loop sets how much is left.
pub fn ring(id: &str, held: bool) -> Html {
    html! {
        <svg class={classes!("ring", (!held).then_some("lost"))} viewBox="0 0 24 24" aria-hidden="true">
            <circle class="track" cx="12" cy="12" r="9" />
            <circle class="left" id={id.to_owned()} cx="12" cy="12" r="9" pathLength="1000"
                stroke-dasharray="1000 1000" transform="rotate(-90 12 12)" />
        </svg>
    }
}

const fn again_after(state: &TicketState) -> u32 {
    match state {
        TicketState::Making { .. } => 1,
        _ => 0,
    }
}

/// `2nd time` and so on.
pub fn nth_time(n: u32) -> String {
    let ending = match (n % 10, n % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    format!("{n}{ending} time")
}

fn state_class(state: &TicketState) -> &'static str {
    match state {
        TicketState::Delayed { .. } => "delayed",
        TicketState::Waiting => "waiting",
        TicketState::Making { held: true, .. } => "making",
        TicketState::Making { held: false, .. } => "making lost",
        TicketState::Done => "done",
        TicketState::Dead => "dead",
        TicketState::Expired | TicketState::Purged => "gone",
    }
}

/// Whole seconds left until a moment, seen from the beginning of this second: never more than was set, and never
/// nothing while there is still something left.
pub fn seconds_left(until: Instant, second: Instant) -> u64 {
    until.since(second).as_secs().max(u64::from(until > second))
}

/// The short note on a slip.
pub fn note(ticket: &TicketView, holder: Option<&str>, now: Instant) -> String {
    match &ticket.state {
        _ if ticket.copy => holder.map_or_else(|| "copy".to_owned(), |name| format!("copy, {name}")),
        TicketState::Delayed { until } => format!("in {}", until.since(now)),
        TicketState::Waiting => now.since(ticket.sent_at).to_string(),
        TicketState::Making { held, until, .. } => {
            let left = seconds_left(*until, now);
            match (held, holder) {
                (true, Some(name)) => format!("{name} {left} s"),
                (true, None) => format!("{left} s"),
                (false, _) => format!("alone {left} s"),
            }
        }
        _ => String::new(),
    }
}

/// The whole sentence about a slip.
pub fn label(ticket: &TicketView, holder: Option<&str>, now: Instant) -> String {
    let mut order = format!("Order {} {}", ticket.order.number, ticket.order.label);
    if let Some(group) = &ticket.group {
        order = format!("{order}, {}", super::strings::name(Some(group)));
    }
    if ticket.copy {
        order.push_str(", a copy");
    }
    let state = match &ticket.state {
        TicketState::Delayed { until } => format!("delayed, visible in {} s", seconds_left(*until, now)),
        TicketState::Waiting if ticket.blocked => "waiting, locked behind an order of its group".into(),
        TicketState::Waiting => format!("waiting, visible, sent {} s ago", now.since(ticket.sent_at).as_secs()),
        TicketState::Making { held, until, .. } => {
            let left = seconds_left(*until, now);
            match (held, holder) {
                (true, Some(name)) => format!("being made by {name}, hidden for {left} s more"),
                (true, None) => format!("in flight, hidden for {left} s more"),
                (false, _) => format!("left alone, visible again in {left} s"),
            }
        }
        TicketState::Done => "done, deleted".into(),
        TicketState::Dead => "dead letter".into(),
        TicketState::Expired => "expired".into(),
        TicketState::Purged => "purged".into(),
    };
    match ticket.receive_count {
        0 => format!("{order}: {state}"),
        1 => format!("{order}: {state}, received once"),
        count => format!("{order}: {state}, received {count} times"),
    }
}

#[cfg(test)]
mod tests {
    use super::{nth_time, seconds_left};
    use crate::time::Instant;

    #[test]
    fn a_countdown_promises_no_more_than_was_set_and_never_ends_early() {
        let left = |until, second| seconds_left(Instant::from_millis(until), Instant::from_millis(second));
        assert_eq!(left(30_400, 0), 30);
        assert_eq!(left(30_400, 29_000), 1);
        assert_eq!(left(30_400, 30_000), 1);
        assert_eq!(left(30_000, 30_000), 0);
    }

    #[test]
    fn ordinals() {
        let all: Vec<String> = [1, 2, 3, 4, 11, 12, 13, 21, 22, 112].into_iter().map(nth_time).collect();
        let expected = ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "112th"];
        assert_eq!(all, expected.map(|nth| format!("{nth} time")));
    }
}
