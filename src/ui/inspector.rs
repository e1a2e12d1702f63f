//! The inspector: tabs beside the stage, or a sheet over it on a narrow page.

use yew::prelude::*;

use super::figure::icon;
use super::intent::{Intent, Panel, Selection, Tab, hear};
use crate::web;
use stage::art::Icon;

/// The ids of the panel, and of the tab with the details.
pub const PANEL: &str = "tab-panel";
pub const DETAILS_TAB: &str = "tab-details";

/// The inspector with one tab shown. On a narrow page it covers the stage while `open`.
pub fn inspector(shown: Tab, selection: Selection, open: bool, panel: Html, on: &Callback<Intent>) -> Html {
    let onkeydown = hear(on, move |event: KeyboardEvent| {
        let here = Tab::ALL.iter().position(|candidate| *candidate == shown).unwrap_or(0);
        let count = Tab::ALL.len();
        let next = match event.key().as_str() {
            "ArrowRight" => (here + 1) % count,
            "ArrowLeft" => (here + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return None,
        };
        event.prevent_default();
        event.stop_propagation();
        web::focus(&format!("tab-{}", Tab::ALL[next].slug()));
        Some(Intent::Panel(Panel::Turn(Tab::ALL[next])))
    });
    // A new element for another tab or subject: it begins at its top.
    let key = match shown {
        Tab::Details => format!("details {selection:?}"),
        tab => tab.slug().to_owned(),
    };
    html! {
        <aside class={classes!("inspector", open.then_some("open"))} aria-label="Inspector" data-testid="inspector">
            <div class="tabs" role="tablist" aria-label="Inspector" {onkeydown}>
                { for Tab::ALL.iter().map(|tab| {
                    let (tab, selected) = (*tab, *tab == shown);
                    html! {
                        <button type="button" role="tab" id={format!("tab-{}", tab.slug())} aria-selected={selected.to_string()}
                            aria-controls={PANEL} tabindex={if selected { "0" } else { "-1" }} data-testid={format!("tab-{}", tab.slug())}
                            onclick={on.reform(move |_: MouseEvent| Intent::Panel(Panel::Turn(tab)))}>{ tab.name() }</button>
                    }
                }) }
            </div>
            <button type="button" class="round close" onclick={on.reform(|_: MouseEvent| {
                // The page shows one of the two buttons.
                web::focus("open-inspector");
                web::focus("open-inspector-below");
                Intent::Panel(Panel::ToggleInspector)
            })} aria-label="Close the inspector">{ icon(Icon::CLOSE) }</button>
            <div {key} class="panel" role="tabpanel" id={PANEL} aria-labelledby={format!("tab-{}", shown.slug())} tabindex="0">
                { panel }
            </div>
        </aside>
    }
}
