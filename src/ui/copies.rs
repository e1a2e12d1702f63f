//! A call as source text, to copy.

use yew::prelude::*;

use super::figure::icon;
use crate::web;
use console::{Language, copy};
use model::sqs::Request;
use stage::art::Icon;

#[derive(Clone, PartialEq, Properties)]
pub struct CopiesProps {
    pub request: Request,
}

/// Buttons that copy the call and show the copied text, so that it can be selected if the clipboard is denied.
#[component]
pub fn Copies(props: &CopiesProps) -> Html {
    let shown = use_state(|| None::<(Language, Option<bool>)>);
    {
        let shown = shown.clone();
        use_effect_with(props.request.clone(), move |_| shown.set(None));
    }
    let button = |language: Language| {
        let (shown, request) = (shown.clone(), props.request.clone());
        let is_shown = matches!(*shown, Some((other, _)) if other == language);
        let onclick = Callback::from(move |_: MouseEvent| {
            shown.set(Some((language, None)));
            let shown = shown.clone();
            web::copy_text(&copy(&request, language), move |copied| shown.set(Some((language, Some(copied)))));
        });
        html! { <button type="button" {onclick} aria-pressed={is_shown.to_string()}>{ language.name() }</button> }
    };
    let told = match *shown {
        Some((_, Some(true))) => "Copied.",
        Some((_, Some(false))) => "Copying is blocked here. Select the text and press Ctrl+C.",
        _ => "",
    };
    html! {
        <div class="copies" data-testid="copies">
            <div role="group" aria-label="Copy the call as">
                { icon(Icon::COPY) }<span aria-hidden="true">{ "Copy as" }</span>
                { for Language::ALL.into_iter().map(button) }
            </div>
            if let Some((language, _)) = *shown {
                <pre tabindex="0" aria-label={format!("The call for {}", language.name())} data-testid="copied">{ copy(&props.request, language) }</pre>
            }
            <p role="status">{ told }</p>
        </div>
    }
}
