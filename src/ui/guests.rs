//! The guests: programs outside the shop that call the queue.

use yew::prelude::*;

use super::describe::short;
use super::figure::figure;
use super::intent::{Intent, Panel, Selection};
use super::place::{at, named, placed};
use model::compare::Half;
use model::shop::{GuestDoing, GuestView, GuestsView};
pub use stage::looks::guest as portrait;
use stage::{Detail, GuestsLayout, Rect};

/// The guests' counter.
pub fn guests(
    half: Option<Half>,
    guests: &GuestsView,
    layout: &GuestsLayout,
    selected: Selection,
    on: &Callback<Intent>,
) -> Html {
    let find = |id| guests.first.iter().find(move |guest| guest.id == id);
    let all = layout.people.iter().filter_map(|(id, rect)| Some((find(*id)?, *rect)));
    html! {
        <section class="guests" aria-label={named(half, format!("Guests: {}", guests.count))} data-testid="guests" data-count={guests.count.to_string()}>
            { placed(layout.area, "guests-counter", Html::default()) }
            <>{ for all.map(|(guest, rect)| place(guest, rect, layout.detail, selected, on)) }</>
            if let Some((rect, count)) = layout.more {
                { placed(rect, "people-more", html! { format!("+{}", short(count)) }) }
            }
        </section>
    }
}

fn place(guest: &GuestView, rect: Rect, detail: Detail, selected: Selection, on: &Callback<Intent>) -> Html {
    let subject = Selection::Person(guest.id);
    let onclick = on.reform(move |_: MouseEvent| Intent::Panel(Panel::Select(subject)));
    let state = match guest.doing {
        _ if guest.waiting > 0 => "waiting",
        GuestDoing::Refused => "refused",
        _ => "answered",
    };
    let shape = match detail {
        Detail::Card => "whole",
        Detail::Row | Detail::Plate => "named",
        Detail::Face => "face",
    };
    let class = classes!("at", "guest", state, shape, (selected == subject).then_some("selected"));
    html! {
        <button key={guest.id.0} type="button" {class} {onclick} data-at={at(rect)} data-testid="guest" data-name={guest.name.to_string()}
            data-state={state} title={label(guest)}>
            { figure(&portrait(guest), "portrait") }
            <span class="hidden-visually">{ label(guest) }</span>
            <span class="name" aria-hidden="true">{ &*guest.name }</span>
            <span class="doing" aria-hidden="true">{ guest.action }</span>
        </button>
    }
}

fn label(guest: &GuestView) -> String {
    format!("{}, guest: {}, {}", guest.name, guest.action, doing(guest))
}

/// The result of a guest's last call, in a few words.
pub fn doing(guest: &GuestView) -> &'static str {
    match guest.doing {
        GuestDoing::Waiting => "waits for messages",
        GuestDoing::Answered => "answered",
        GuestDoing::Refused => "refused",
        GuestDoing::HungUp => "hung up",
    }
}
