//! The strings of the board: one per message group, with a lock while a message of the group is in flight.

use yew::prelude::*;

use super::board::{BoardProps, ticket_html};
use super::describe::{grouped, many, short};
use super::figure::icon;
use super::place::{at, named, placed};
use model::shop::{GroupTag, GroupView, GroupsView};
use stage::art::Icon;
use stage::words::group as name;
use stage::words::initials;
use stage::{StringRow, StringsLayout, words};

/// The width from which a label has room for name, number and holder, in CSS pixels.
const WITH_HOLDER: f64 = 156.0;

/// The mark of a group: a shape beside its colour.
pub fn mark(tag: &GroupTag) -> Html {
    html! { <i class={classes!("group-mark", format!("m{}", tag.mark))} aria-hidden="true"></i> }
}

/// The mark of a slip's group.
pub fn badge(tag: &GroupTag, width: f64) -> Html {
    let words = if width >= 76.0 { name(Some(tag)) } else { initials(Some(tag)) };
    html! { <span class="table" aria-hidden="true">{ mark(tag) }<span>{ words }</span></span> }
}

pub fn strings(props: &BoardProps<'_>, layout: &StringsLayout, groups: &GroupsView) -> Html {
    let fifo = props.snapshot.queue.fifo;
    let rows = layout.rows.iter().filter_map(|row| {
        let group = groups.first.iter().find(|group| group.string == row.string)?;
        Some(string(props, row, group, fifo))
    });
    html! {
        <>
            <>{ for rows }</>
            if let Some(more) = layout.more {
                <div class="at more-strings" data-at={at(more.area)} data-testid="more-strings"
                    title={format!("{} more groups with {} orders", grouped(more.groups), grouped(more.orders))}>
                    { if more.area.width < 136.0 {
                        format!("+{} · {}", many(more.groups, "group"), short(more.orders))
                    } else {
                        format!("+{} · {}", many(more.groups, "group"), many(more.orders, "order"))
                    } }
                </div>
            }
        </>
    }
}

fn string(props: &BoardProps<'_>, row: &StringRow, group: &GroupView, fifo: bool) -> Html {
    let tag = group.tag.as_ref();
    let hidden = group.in_flight + group.delayed;
    // A standard queue does not lock groups. Its strings show which tenant is noisy.
    let lock = group.held_by.as_ref().filter(|_| fifo).map(|held| &*held.number);
    let key = tag.map_or_else(String::new, |tag| tag.id.to_string());
    let full =
        tag.map_or_else(|| "No group".to_owned(), |tag| tag.table.map_or(tag.id.to_string(), |_| name(Some(tag))));
    let holder = group.holder.map(|who| words::name_within(who, &props.names.emit(who)).to_owned());
    let state = match (lock, group.in_flight, &holder) {
        (Some(number), 0, _) => format!("locked until {number} is visible"),
        (Some(number), _, Some(who)) => format!("locked while {number} is being made by {who}"),
        (Some(number), _, None) => format!("locked while {number} is being made"),
        (None, ..) if hidden > 0 => format!("{} being made", grouped(group.in_flight)),
        (None, ..) => "free".into(),
    };
    let wait = if group.waiting == 1 { "waits" } else { "wait" };
    let label = format!("{full}: {} {wait}, {state}", many(group.waiting, "order"));
    let beside = row.label.height > 30.0;
    html! {
        <section {key} class="string" aria-label={named(props.half, label.clone())} data-testid="string" data-group={full}
            data-locked={lock.is_some().to_string()} data-count={group.waiting.to_string()}>
            <div class={classes!("at", "string-label", beside.then_some("beside"))} data-at={at(row.label)} title={label} aria-hidden="true">
                { tag.map(mark).unwrap_or_default() }
                <span class="name">{ if beside { initials(tag) } else { name(tag) } }</span>
                if let Some(number) = lock {
                    <span class="lock">{ icon(Icon::LOCK) }
                        if !beside { { number } }
                        if let Some(who) = holder.filter(|_| row.label.width >= WITH_HOLDER) { <span class="by">{ who }</span> }
                    </span>
                } else if group.in_flight > 0 && !beside {
                    <span class="lock">{ format!("{} taken", short(group.in_flight)) }</span>
                }
            </div>
            { placed(row.thread(), "string-thread", Html::default()) }
            <>{ for group.first.iter().take(row.shown).map(|view| ticket_html(props, row.grid.at(view.slot as usize), view)) }</>
            if row.stacked > 0 {
                <div key="stack" class="at stack" data-at={at(row.grid.at(row.shown))} data-testid="stack-string">
                    { format!("+{}", short(row.stacked)) }
                </div>
            }
        </section>
    }
}
