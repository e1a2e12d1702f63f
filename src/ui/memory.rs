//! The deduplication window of a FIFO queue: the remembered sends as a strip on the board and as a list.

use yew::prelude::*;

use super::describe::{grouped, many};
use super::figure::icon;
use super::intent::{Intent, Panel, Selection};
use super::place::at;
use super::strings::mark;
use model::shop::{GroupTag, MemoryView, RememberedView};
use model::time::{Instant, Span};
use stage::Rect;
use stage::art::Icon;

/// The maximum number of ids on the strip. No board has room for more.
const ON_STRIP: usize = 12;
const TITLE: &str = "A FIFO queue drops an order if it saw the same deduplication id within five minutes. Show all.";

/// The strip on the board: the number of remembered sends, the latest ones with their remaining time, and the number of
/// suppressed duplicates.
pub fn strip(props: &MemoryProps<'_>, rect: Option<Rect>) -> Html {
    let MemoryProps { memory, now, .. } = *props;
    let Some(rect) = rect else { return Html::default() };
    let (remembered, dropped) = (memory.remembered.to_string(), memory.dropped.to_string());
    html! {
        <button type="button" class={classes!("at", "memory", chosen(props))} data-at={at(rect)} title={TITLE} onclick={show(props)}
            data-testid="memory" data-remembered={remembered} data-dropped={dropped} aria-pressed={(props.selected == Selection::Memory).to_string()}>
            { icon(Icon::CLOCK) }
            <span>{ format!("Remembers {}", many(memory.remembered, "id")) }</span>
            <span class="seen" aria-hidden="true">
                { for memory.first.iter().take(ON_STRIP).map(|one| html! {
                    <span key={one.message.to_string()} class={classes!((one.repeats > 0).then_some("repeated"))}>
                        <b>{ &*one.order.number }</b>{ left(one, now).to_string() }
                    </span>
                }) }
            </span>
            <span class={classes!("dropped", (memory.dropped > 0).then_some("some"))}>{ format!("{} dropped", many(memory.dropped, "repeat")) }</span>
        </button>
    }
}

/// The same in two words, for a narrow header of the board.
pub fn short(props: &MemoryProps<'_>) -> Html {
    let MemoryView { remembered, dropped, .. } = *props.memory;
    let label = format!("{} remembered, {} dropped. {TITLE}", many(remembered, "id"), many(dropped, "repeat"));
    html! {
        <button type="button" class={classes!("memory-short", chosen(props))} onclick={show(props)} title={TITLE} aria-label={label}>
            { many(remembered, "id") }
        </button>
    }
}

/// The input of [`strip`] and [`short`].
#[derive(Clone, Copy)]
pub struct MemoryProps<'a> {
    pub memory: &'a MemoryView,
    /// The current moment, in whole seconds.
    pub now: Instant,
    /// What the inspector shows.
    pub selected: Selection,
    /// Receives the user's intents.
    pub on: &'a Callback<Intent>,
}

fn chosen(props: &MemoryProps<'_>) -> Option<&'static str> {
    (props.selected == Selection::Memory).then_some("selected")
}

fn show(props: &MemoryProps<'_>) -> Callback<MouseEvent> {
    props.on.reform(|_: MouseEvent| Intent::Panel(Panel::Select(Selection::Memory)))
}

fn left(one: &RememberedView, now: Instant) -> Span {
    one.until.since(now)
}

/// The deduplication window in the inspector: the remembered sends with their remaining time.
pub fn list(memory: &MemoryView, now: Instant, on: &Callback<Intent>) -> Html {
    let rest = memory.remembered.saturating_sub(memory.first.len() as u64);
    html! {
        <>
            <h2>{ format!("Deduplication window: {}", many(memory.remembered, "id")) }</h2>
            <p class="tip">{ "For five minutes the queue remembers each deduplication id. A message with one of these ids is accepted \
                but not stored. The sender gets the first message's id and sequence number." }</p>
            <dl class="kv"><dt>{ "Repeats dropped" }</dt><dd>{ grouped(memory.dropped) }</dd></dl>
            <ol class="orders remembered" data-testid="remembered">
                { for memory.first.iter().map(|one| remembered(one, now, on)) }
            </ol>
            if rest > 0 { <p class="note">{ format!("and {} more", grouped(rest)) }</p> }
        </>
    }
}

fn remembered(one: &RememberedView, now: Instant, on: &Callback<Intent>) -> Html {
    let message = one.message;
    let onclick = on.reform(move |_: MouseEvent| Intent::Panel(Panel::Select(Selection::Ticket(message))));
    let envelope = one.envelope.as_deref();
    let id = envelope.and_then(|envelope| envelope.fifo.as_ref()).map_or("", |(id, _)| id.as_str());
    let group = envelope.and_then(|envelope| envelope.group.clone()).map(GroupTag::of);
    let left = left(one, now);
    let seconds = left.as_secs();
    html! {
        <li key={message.to_string()}>
            <button type="button" {onclick}>
                <b>{ &*one.order.number }</b>
                <span class="id">{ group.as_ref().map(mark).unwrap_or_default() }<code>{ id.to_owned() }</code></span>
                if one.repeats > 0 { <span class="again">{ format!("{} dropped", many(one.repeats.into(), "repeat")) }</span> }
                <small>{ left.to_string() }</small>
                <progress max="300" value={seconds.to_string()} aria-label={format!("Remembered for {seconds} s more")}></progress>
            </button>
        </li>
    }
}
