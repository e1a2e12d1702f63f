//! One line in plain words: what just happened.

use yew::prelude::*;

/// What the caption needs.
#[derive(Properties, PartialEq)]
pub struct CaptionProps {
    /// The sentence.
    pub text: AttrValue,
    /// The kind of what happened: decides the colour of its mark.
    pub kind: &'static str,
}

/// The caption.
#[component]
pub fn Caption(props: &CaptionProps) -> Html {
    html! {
        <p class={classes!("caption", props.kind.to_ascii_lowercase())} data-testid="caption">
            <span class="mark" aria-hidden="true"></span>
            <span class="sentence">{ props.text.clone() }</span>
        </p>
    }
}
