//! One line in plain words: what just happened.

use yew::prelude::*;

use super::driver::Caption;

/// The caption; the kind of what happened decides the shape and colour of its mark. A hint stands in its place as long
/// as there is one. Behind it comes the bridge's sign.
pub fn caption(caption: &Caption, hint: Option<String>, sign: Option<Html>) -> Html {
    let (kind, text) = hint.map_or_else(|| (caption.kind, caption.text.to_string()), |hint| ("Waits", hint));
    html! {
        <section class={classes!("caption", kind.to_ascii_lowercase())} aria-label="What just happened" data-testid="caption">
            <span class="mark" aria-hidden="true"></span>
            <p class="sentence">{ text }</p>
            { sign.unwrap_or_default() }
        </section>
    }
}
