//! The menu of the controls that do not fit into header and footer.
//!
//! The menu has all of them at every width, so that nothing has to be measured: style sheets hide controls in a narrow bar
//! and show the button that opens the menu. The browser opens and closes the menu (`popover`).

use yew::prelude::*;

use super::figure::icon;
use super::header::{HeaderProps, console_button, help_button, scene, theme_switch};
use super::share::share_button;
use super::transport::{TransportProps, edits, new_seed, restart, speed};
use crate::web;
use stage::art::Icon;

/// The id of the menu.
const MENU: &str = "more";

/// Where a control is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum More {
    /// In the header or the footer.
    Bar,
    /// In the menu.
    Menu,
}

impl More {
    /// The id of a control at this place.
    pub fn id(self, id: &'static str) -> AttrValue {
        match self {
            Self::Bar => id.into(),
            Self::Menu => format!("{id}-below").into(),
        }
    }

    /// The menu that a control closes when it is pressed.
    pub const fn menu(self) -> Option<&'static str> {
        if matches!(self, Self::Menu) { Some(MENU) } else { None }
    }

    /// What a press does to that menu.
    pub const fn hides(self) -> Option<&'static str> {
        if matches!(self, Self::Menu) { Some("hide") } else { None }
    }
}

/// The button that opens and closes the menu.
pub fn more_button(id: &'static str) -> Html {
    html! {
        <button type="button" class="round more-open" {id} popovertarget={MENU} aria-label="More controls" title="More controls" data-testid={id}>
            { icon(Icon::MORE) }
        </button>
    }
}

/// The menu.
pub fn more(props: &HeaderProps<'_>, time: &TransportProps<'_>) -> Html {
    let on = props.on;
    html! {
        <div class="more-menu" id={MENU} popover="auto" role="group" aria-label="More controls" data-testid="more">
            { scene(props, More::Menu) }
            <div class="more-row">
                { restart(on, More::Menu) }
                { speed(time.speed, on, More::Menu) }
                { edits(time.can_undo, time.can_redo, on, More::Menu) }
                { new_seed(time.seed, on, More::Menu) }
                { console_button(on, props.console_open, More::Menu) }
                { share_button(on, More::Menu) }
                { theme_switch(props, More::Menu) }
                { help_button(on, More::Menu) }
            </div>
        </div>
    }
}

/// Focuses a control of the bars, or the button of the menu if the control is hidden.
pub fn focus(id: &str) {
    // A hidden element does not take the focus.
    for id in ["open-more-below", "open-more", id] {
        web::focus(id);
    }
}

/// Returns true if the menu is open: the browser closes it with Esc.
pub fn is_open() -> bool {
    web::element(MENU).is_some_and(|menu| menu.matches(":popover-open").unwrap_or(false))
}
