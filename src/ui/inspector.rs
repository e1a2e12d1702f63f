//! The inspector: tabs beside the stage, or a sheet over it where there is no room.

use yew::prelude::*;

use super::figure::icon;
use super::intent::{Intent, Tab};
use crate::stage::art::Icon;
use crate::web;

/// What the inspector needs.
#[derive(Properties, PartialEq)]
pub struct InspectorProps {
    /// The part that is shown.
    pub tab: Tab,
    /// Open, where it covers the stage.
    pub open: bool,
    /// The part itself.
    pub children: Html,
    /// Where wishes go.
    pub on: Callback<Intent>,
}

/// The inspector.
#[component]
pub fn Inspector(props: &InspectorProps) -> Html {
    let on = &props.on;
    let onkeydown = {
        let (on, tab) = (on.clone(), props.tab);
        Callback::from(move |event: KeyboardEvent| {
            let here = Tab::ALL.iter().position(|candidate| *candidate == tab).unwrap_or(0);
            let count = Tab::ALL.len();
            let next = match event.key().as_str() {
                "ArrowRight" => (here + 1) % count,
                "ArrowLeft" => (here + count - 1) % count,
                "Home" => 0,
                "End" => count - 1,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            on.emit(Intent::Turn(Tab::ALL[next]));
            web::focus(&format!("tab-{}", Tab::ALL[next].slug()));
        })
    };
    html! {
        <aside class={classes!("inspector", props.open.then_some("open"))} aria-label="Inspector" data-testid="inspector">
            <div class="tabs" role="tablist" aria-label="Inspector" {onkeydown}>
                { for Tab::ALL.iter().map(|tab| {
                    let (tab, selected) = (*tab, *tab == props.tab);
                    html! {
                        <button type="button" role="tab" id={format!("tab-{}", tab.slug())} aria-selected={selected.to_string()}
                            aria-controls="tab-panel" tabindex={if selected { "0" } else { "-1" }} data-testid={format!("tab-{}", tab.slug())}
                            onclick={on.reform(move |_: MouseEvent| Intent::Turn(tab))}>{ tab.name() }</button>
                    }
                }) }
            </div>
            <button type="button" class="round close" onclick={on.reform(|_: MouseEvent| {
                web::focus("open-inspector");
                Intent::ToggleInspector
            })} aria-label="Close the inspector">{ icon(Icon::Close) }</button>
            <div class="panel" role="tabpanel" id="tab-panel" aria-labelledby={format!("tab-{}", props.tab.slug())} tabindex="0">
                { props.children.clone() }
            </div>
        </aside>
    }
}
