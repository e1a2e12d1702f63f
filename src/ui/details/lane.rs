//! A lane or a tray: its first messages, and the deeds for all of them.

use yew::prelude::*;

use super::super::describe::grouped;
use super::super::intent::{Intent, Panel, Selection};
use super::super::move_back;
use super::super::ticket::nth_time;
use model::shop::{Lane, LaneView, MoveBackView};

pub(super) fn lane_html(lane: Lane, view: &LaneView, moving: Option<MoveBackView>, on: &Callback<Intent>) -> Html {
    let (title, empty) = match lane {
        Lane::Done => ("Done · deleted", "Nothing is done yet. An order is deleted only after it was made."),
        Lane::Dead => (
            "Dead letters",
            "No dead letters. An order that failed on its last try comes here. Otherwise it would come back for ever.",
        ),
        Lane::Delayed => ("Delayed", "No order is delayed."),
        Lane::Waiting => ("Waiting · visible", "No order is waiting."),
        Lane::Making => ("Making · hidden", "No order is being made."),
    };
    let rest = view.count.saturating_sub(view.first.len() as u64);
    html! {
        <>
            <h2>{ format!("{title}: {}", grouped(view.count)) }</h2>
            if view.count == 0 { <p class="tip">{ empty }</p> }
            if lane == Lane::Dead { { move_back::panel(view.count, moving, on) } }
            <ol class="orders" data-testid="lane-list">
                { for view.first.iter().map(|ticket| {
                    let message = ticket.id;
                    let tries = (ticket.receive_count > 1).then(|| nth_time(ticket.receive_count));
                    html! {
                        <li key={message.to_string()}>
                            <button type="button" onclick={on.reform(move |_: MouseEvent| Intent::Panel(Panel::Select(Selection::Ticket(message))))}>
                                <b>{ &*ticket.order.number }</b><span>{ &*ticket.order.label }</span><small>{ for tries }</small>
                            </button>
                        </li>
                    }
                }) }
            </ol>
            if rest > 0 && view.count > 0 {
                <p class="note">{ format!("and {} more", grouped(rest)) }</p>
            }
        </>
    }
}
