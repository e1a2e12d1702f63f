//! A slip as an element that can be read, selected and focused.

use yew::prelude::*;

use super::intent::{Intent, Panel, Selection};
use super::place::{self, use_place};
use super::strings::badge;
use model::compare::Half;
use model::shop::{TicketState, TicketView};
use model::time::Instant;
pub use stage::words::{note, nth_time, seconds_left};
use stage::{Rect, words};

/// The input of [`Ticket`].
#[derive(Properties, PartialEq)]
pub struct TicketProps {
    /// The shop in a comparison; `None` if only one shop is open.
    pub half: Option<Half>,
    pub ticket: TicketView,
    pub rect: Rect,
    /// A short note: the waiting time, or the holder and the time left.
    pub note: AttrValue,
    /// The label for screen readers.
    pub label: AttrValue,
    /// True while the canvas paints the moving slip: the element is invisible but keeps its place.
    pub away: bool,
    /// True if the inspector shows this message.
    pub selected: bool,
    /// Receives the user's intents.
    pub on: Callback<Intent>,
}

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
            // A message has one ring, on its first slip.
            if let (TicketState::Making { held, .. }, false) = (&ticket.state, ticket.copy) {
                { ring(&place::id(props.half, "ring", id), *held) }
            }
        </button>
    }
}

/// The ring that shows the rest of the visibility timeout. The frame loop updates it.
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

/// A slip's label for screen readers.
pub fn label(ticket: &TicketView, holder: Option<&str>, now: Instant) -> String {
    let mut order = format!("Order {} {}", ticket.order.number, ticket.order.label);
    if let Some(group) = &ticket.group {
        order = format!("{order}, {}", words::group(Some(group)));
    }
    if ticket.copy {
        order.push_str(", a duplicate");
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
                (false, _) => format!("dropped, visible again in {left} s"),
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
