//! Skipping a minute, an hour or a day, and the progress of a long seek.

use yew::prelude::*;

use super::figure::icon;
use super::intent::{Intent, Panel, Time, hear};
use crate::session::{Leg, Session};
use crate::web;
use model::text::grouped;
use stage::art::Icon;

/// The progress of a pending seek.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    percent: u64,
    /// The progress as text.
    done: String,
    /// The progress and the destination as text.
    words: String,
}

impl Way {
    /// Returns `None` if no seek is pending.
    pub fn of(session: &Session) -> Option<Self> {
        let Leg { from, to, .. } = session.leg()?;
        let percent = |part: u64, whole: u64| (part * 100 / whole.max(1)).min(100);
        if let Some((hang, all)) = session.world().shop().stocked() {
            let done = format!("{} of {} orders are pinned", grouped(hang), grouped(all));
            return Some(Self { percent: percent(hang, all), words: format!("Before the opening: {done}"), done });
        }
        let now = session.timeline().now();
        Some(Self {
            percent: percent(now.since(from).as_millis(), to.since(from).as_millis()),
            done: format!("{now} of {to}"),
            words: format!("{now}, going to {to}"),
        })
    }

    /// The progress and the destination as text.
    pub fn words(&self) -> String {
        self.words.clone()
    }
}

/// The progress bar of a seek, and a button that cancels it.
pub fn progress(way: &Way, on: &Callback<Intent>) -> Html {
    let stay = on.reform(|_: MouseEvent| Intent::Panel(Panel::Close));
    let percent = way.percent.to_string();
    html! {
        <div class="way" data-testid="way">
            <div class="way-bar" role="progressbar" aria-label="Going to another moment" aria-valuemin="0" aria-valuemax="100"
                aria-valuenow={percent.clone()} aria-valuetext={format!("{percent} %: {}", way.words)}>
                <svg aria-hidden="true" focusable="false"><rect width={format!("{percent}%")} height="100%" /></svg>
            </div>
            <span class="way-words" aria-hidden="true"><b>{ format!("{percent} %") }</b>{ format!(" {}", way.done) }</span>
            <button type="button" class="pill" onclick={stay} title="Stop at this moment (Esc)">{ "Stop here" }</button>
        </div>
    }
}

/// The times to skip, in milliseconds.
const SKIPS: [(&str, u64); 3] = [("A minute", 60_000), ("An hour", 3_600_000), ("A day", 86_400_000)];

/// The ids of the button that opens the list and of the list's first item.
pub const SKIP: &str = "skip";
pub const FIRST_SKIP: &str = "skip-0";

/// The skip button, and the list of times while it is open.
pub fn skip(open: bool, on: &Callback<Intent>) -> Html {
    let toggle = on.reform(|_: MouseEvent| Intent::Panel(Panel::ToggleSkips));
    html! {
        <div class="skip" onkeydown={open.then(|| keys(on))} onfocusout={open.then(|| leaving(on))}>
            <button type="button" class="round" id={SKIP} onclick={toggle} aria-haspopup="menu" aria-expanded={if open { "true" } else { "false" }}
                aria-label="Skip ahead" title="Skip a minute, an hour or a day" data-testid="skip">{ icon(Icon::AHEAD) }</button>
            if open { { skips(on) } }
        </div>
    }
}

fn skips(on: &Callback<Intent>) -> Html {
    let item = |(index, (name, ms)): (usize, (&'static str, u64))| {
        let onclick = on.reform(move |_: MouseEvent| Intent::Time(Time::Skip(ms)));
        html! { <button type="button" role="menuitem" tabindex="-1" id={format!("skip-{index}")} {onclick}>{ name }</button> }
    };
    html! { <div class="menu" role="menu" aria-label="Skip ahead">{ for SKIPS.into_iter().enumerate().map(item) }</div> }
}

fn keys(on: &Callback<Intent>) -> Callback<KeyboardEvent> {
    let on = on.clone();
    Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
        "ArrowDown" => step(&event, 1),
        "ArrowUp" => step(&event, SKIPS.len() - 1),
        "Escape" | "Tab" => {
            event.prevent_default();
            event.stop_propagation();
            on.emit(Intent::Panel(Panel::ToggleSkips));
        }
        _ => {}
    })
}

/// Closes the list when the focus leaves it.
fn leaving(on: &Callback<Intent>) -> Callback<FocusEvent> {
    hear(on, |event: FocusEvent| {
        let list: web_sys::Element =
            event.current_target().and_then(|list| wasm_bindgen::JsCast::dyn_into(list).ok())?;
        let next = event.related_target().and_then(|next| wasm_bindgen::JsCast::dyn_into::<web_sys::Node>(next).ok());
        (!list.contains(next.as_ref())).then_some(Intent::Panel(Panel::LeaveSkips))
    })
}

/// Moves the focus to the next item; after the last one to the first.
fn step(event: &KeyboardEvent, by: usize) {
    event.prevent_default();
    event.stop_propagation();
    let is_focused = |index: &usize| {
        web::element(&format!("skip-{index}")).is_some_and(|element| element.matches(":focus").unwrap_or(false))
    };
    let focused = (0..SKIPS.len()).find(is_focused);
    web::focus(&format!("skip-{}", focused.map_or(0, |index| (index + by) % SKIPS.len())));
}
