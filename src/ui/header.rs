//! The page's header: name, scene, kind of shop, theme, console, help.

use yew::prelude::*;

use super::figure::{drawing, icon};
use super::intent::{Intent, Open, Pair, Panel, Theme, hear};
use super::more::{More, more_button};
use super::share::share_button;
use model::shop::{Mode, scenarios};
use stage::art::{Icon, logo};

/// The input of [`header`].
pub struct HeaderProps<'a> {
    /// The kind of the open shop.
    pub mode: Mode,
    /// True if two shops are compared.
    pub compared: bool,
    /// The id of a built-in scene; `None` for any other scenario.
    pub scene: Option<&'static str>,
    /// The scene's title.
    pub title: &'a str,
    pub theme: Theme,
    /// On a narrow page: true while the inspector covers the stage.
    pub inspector_open: bool,
    pub console_open: bool,
    /// Receives the user's intents.
    pub on: &'a Callback<Intent>,
}

pub fn header(props: &HeaderProps<'_>) -> Html {
    let on = props.on;
    html! {
        <header>
            <h1 class="logo">{ drawing(&logo::LOGO, "mark") }<span>{ "Order Board" }</span></h1>
            { scene(props, More::Bar) }
            <div class="tools">
                { console_button(on, props.console_open, More::Bar) }
                { share_button(on, More::Bar) }
                { theme_switch(props, More::Bar) }
                { help_button(on, More::Bar) }
                { more_button("open-more") }
                <button type="button" class="round sheet-toggle" onclick={on.reform(|_: MouseEvent| Intent::Panel(Panel::ToggleInspector))}
                    id="open-inspector" aria-label="Settings and details" aria-expanded={props.inspector_open.to_string()}
                    title="Settings and details" data-testid="toggle-inspector">
                    { icon(Icon::SLIDERS) }
                </button>
            </div>
        </header>
    }
}

/// The controls that choose the scene and the kind of shop.
pub fn scene(props: &HeaderProps<'_>, place: More) -> Html {
    let on = props.on;
    let onchange = hear(on, |event: Event| {
        let select: web_sys::HtmlSelectElement = event.target_dyn_into()?;
        let scene = scenarios::ALL.iter().find(|scene| scene.id == select.value())?;
        Some(Intent::Open(Open::Scene(scene.id)))
    });
    let mode_button = |mode, text: &'static str, testid: &'static str| {
        let onclick = on.reform(move |_: MouseEvent| Intent::Open(Open::Switch(mode)));
        html! {
            <button type="button" {onclick} aria-pressed={(!props.compared && props.mode == mode).to_string()} data-testid={place.id(testid)}>{ text }</button>
        }
    };
    html! {
        <div class="scene">
            <label class="select">
                <span class="hidden-visually">{ "Scene" }</span>
                <select {onchange} data-testid={place.id("scene")}>
                    if props.scene.is_none() {
                        <option selected=true disabled=true value="">{ props.title }</option>
                    }
                    { for scenarios::ALL.iter().map(|scene| html! {
                        <option value={scene.id} selected={props.scene == Some(scene.id)}>{ scene.title }</option>
                    }) }
                </select>
                { icon(Icon::CHEVRON_DOWN) }
            </label>
            <div class="segments" role="group" aria-label="Which shop">
                { mode_button(Mode::HandToHand, "Hand to hand", "mode-hand-to-hand") }
                { mode_button(Mode::OrderBoard, "Order board", "mode-order-board") }
                <button type="button" class="both" onclick={on.reform(|_: MouseEvent| Intent::Pair(Pair::SideBySide))}
                    aria-pressed={props.compared.to_string()} title="Two shops side by side, with the same customers" data-testid={place.id("mode-both")}>
                    <span>{ "Side by side" }</span>
                </button>
            </div>
        </div>
    }
}

/// The button that cycles through the themes.
pub fn theme_switch(props: &HeaderProps<'_>, place: More) -> Html {
    let (theme_icon, theme_name) = match props.theme {
        Theme::System => (Icon::AUTO, "system"),
        Theme::Light => (Icon::SUN, "light"),
        Theme::Dark => (Icon::MOON, "dark"),
    };
    let next_theme = props.theme.next();
    let onclick = props.on.reform(move |_: MouseEvent| Intent::Panel(Panel::Theme(next_theme)));
    html! {
        <button type="button" class="round theme" {onclick} aria-label={format!("Theme: {theme_name}")}
            title={format!("Theme: {theme_name}")} data-testid={place.id("theme")}>{ icon(theme_icon) }</button>
    }
}

/// The button that opens and closes the console.
pub fn console_button(on: &Callback<Intent>, is_open: bool, place: More) -> Html {
    html! {
        <button type="button" class="round console-toggle" onclick={on.reform(|_: MouseEvent| Intent::Panel(Panel::ToggleConsole))}
            id={place.id("open-console")} popovertarget={place.menu()} popovertargetaction={place.hides()}
            aria-label="Console" aria-expanded={is_open.to_string()} title="Console: the AWS CLI's commands (C)"
            data-testid={place.id("toggle-console")}>{ icon(Icon::CONSOLE) }</button>
    }
}

/// The button that opens the help.
pub fn help_button(on: &Callback<Intent>, place: More) -> Html {
    html! {
        <button type="button" class="round help" onclick={on.reform(|_: MouseEvent| Intent::Panel(Panel::Help))}
            id={place.id("open-help")} popovertarget={place.menu()} popovertargetaction={place.hides()}
            aria-label="Help and shortcuts" title="Help and shortcuts (?)" data-testid={place.id("help")}>{ icon(Icon::HELP) }</button>
    }
}
