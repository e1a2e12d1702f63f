//! One line in plain words: what just happened.

use yew::prelude::*;

use super::driver::Caption;

/// The caption; the kind of what happened decides the shape and colour of its mark.
pub fn caption(caption: &Caption) -> Html {
    html! {
        <section class={classes!("caption", caption.kind.to_ascii_lowercase())} aria-label="What just happened" data-testid="caption">
            <span class="mark" aria-hidden="true"></span>
            <p class="sentence">{ &*caption.text }</p>
        </section>
    }
}
