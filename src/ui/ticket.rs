//! A slip that one can read, select and focus.

use yew::prelude::*;

use super::intent::{Intent, Panel, Selection};
use super::place::{self, use_place};
use super::strings::badge;
use model::compare::Half;
use model::shop::{TicketState, TicketView};
use model::time::Instant;
pub use stage::words::{note, nth_time, seconds_left};
use stage::{Rect, words};

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
        Callback::from(move |_: MouseEvent| on.emit(Intent::Panel(Panel::Select(Selection::Ticket(id)))))
    };
    let again = words::again(ticket).map(|nth| {
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

/// The whole sentence about a slip.
pub fn label(ticket: &TicketView, holder: Option<&str>, now: Instant) -> String {
    let mut order = format!("Order {} {}", ticket.order.number, ticket.order.label);
    if let Some(group) = &ticket.group {
        order = format!("{order}, {}", words::group(Some(group)));
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
