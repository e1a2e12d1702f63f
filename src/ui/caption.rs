//! One line in plain words: what just happened.

use yew::prelude::*;

use super::driver::Caption;

/// The caption; the kind of what happened decides the shape and colour of its mark.
pub fn caption(caption: &Caption) -> Html {
    html! {
        <p class={classes!("caption", caption.kind.to_ascii_lowercase())} data-testid="caption">
            <span class="mark" aria-hidden="true"></span>
            <span class="sentence">{ &*caption.text }</span>
        </p>
    }
}
