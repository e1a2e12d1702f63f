//! The caption: one sentence about the latest event.

use yew::prelude::*;

use super::bridge::{Line, Why, sign};
use super::intent::Intent;
use crate::session::Caption;
use model::shop::GuestView;

/// The caption and the state of the bridge. The event's kind selects the shape and colour of the mark. If a guest waits
/// while time is paused, a hint replaces the sentence. `beside` stands at the end of the line.
pub fn caption(
    caption: &Caption,
    in_vain: Option<&GuestView>,
    beside: Html,
    line: Option<(&Line, Option<Why>)>,
    on: &Callback<Intent>,
) -> Html {
    let (kind, text) =
        in_vain.map_or_else(|| (caption.kind, caption.text.clone()), |guest| ("Waits", hint(guest).into()));
    html! {
        <section class={classes!("caption", kind.to_ascii_lowercase())} aria-label="What just happened" data-testid="caption">
            <span class="mark" aria-hidden="true"></span>
            <p class="sentence">{ &*text }</p>
            { beside }
            { line.map(|(line, why)| sign(line, why, on)).unwrap_or_default() }
        </section>
    }
}

/// The hint for a guest that waits while time is paused.
pub fn hint(guest: &GuestView) -> String {
    format!("{} waits for messages, but time stands still. Press play.", guest.name)
}
