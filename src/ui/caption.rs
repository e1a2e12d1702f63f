//! One line in plain words: what just happened.

use yew::prelude::*;

use super::bridge::{Line, sign};
use crate::session::Caption;
use model::shop::GuestView;

/// The caption; the kind of what happened decides the shape and colour of its mark. Where a guest waits in vain, that is
/// said in its place. Behind it comes the bridge's sign.
pub fn caption(caption: &Caption, in_vain: Option<&GuestView>, line: Option<&Line>) -> Html {
    let (kind, text) =
        in_vain.map_or_else(|| (caption.kind, caption.text.clone()), |guest| ("Waits", hint(guest).into()));
    html! {
        <section class={classes!("caption", kind.to_ascii_lowercase())} aria-label="What just happened" data-testid="caption">
            <span class="mark" aria-hidden="true"></span>
            <p class="sentence">{ &*text }</p>
            { line.map(sign).unwrap_or_default() }
        </section>
    }
}

/// What to do where a guest waits in vain.
pub fn hint(guest: &GuestView) -> String {
    format!("{} waits for messages, and time stands still: press play.", guest.name)
}
