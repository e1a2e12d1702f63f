//! The choice of how much a screen reader hears of the shop.

use yew::prelude::*;

use super::intent::{Intent, Panel, hear};
use crate::session::Narration;

/// The choice. It is remembered.
pub fn narrate(level: Narration, on: &Callback<Intent>) -> Html {
    let onchange = hear(on, |event: Event| {
        let select: web_sys::HtmlSelectElement = event.target_dyn_into()?;
        Some(Intent::Panel(Panel::Narrate(Narration::parse(&select.value())?)))
    });
    html! {
        <>
            <h2>{ "Screen reader" }</h2>
            <label class="check">
                { "Narrate" }
                <select {onchange} data-testid="narrate">
                    { for Narration::ALL.iter().map(|each| html! {
                        <option value={each.name()} selected={*each == level}>{ each.name() }</option>
                    }) }
                </select>
            </label>
            <p class="note">{ "Tells what happens in the shop, at most one sentence in three seconds. What you do comes first." }</p>
        </>
    }
}
