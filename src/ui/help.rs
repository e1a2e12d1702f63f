//! The help dialog: actions and keyboard shortcuts.

use yew::prelude::*;

use super::figure::icon;
use super::intent::{Intent, Panel, hear};
use super::more;
use crate::web;
use stage::art::Icon;

const KEYS: [(&str, &str); 11] = [
    ("Space", "play or pause"),
    ("← →", "step to the previous or next event"),
    ("Shift ← →", "one second back or forward"),
    ("Ctrl Z", "undo what you did; with Shift: redo"),
    ("↑ ↓", "faster, slower"),
    ("R", "restart with the same customers"),
    ("N", "new seed, new customers"),
    ("T", "take the next order yourself"),
    ("C", "console, also ~"),
    ("?", "this list"),
    ("Esc", "cancel, close"),
];

/// The id of the element that gets the focus first.
pub const FIRST: &str = "close-help";

/// The help dialog. The code that opens it moves the focus to [`FIRST`].
pub fn help(shortcuts: bool, on: &Callback<Intent>) -> Html {
    let close = on.reform(|_: MouseEvent| {
        give_focus_back();
        Intent::Panel(Panel::Close)
    });
    let onkeydown = hear(on, |event: KeyboardEvent| {
        // The dialog has two controls. Tab switches between them and does not leave the dialog.
        if event.key() == "Tab" {
            event.prevent_default();
            let on_close = web::element("close-help").is_some_and(|close| close.matches(":focus").unwrap_or(false));
            web::focus(if on_close { "shortcuts" } else { "close-help" });
        }
        (event.key() == "Escape").then(|| {
            event.stop_propagation();
            give_focus_back();
            Intent::Panel(Panel::Close)
        })
    });
    let onchange = hear(on, |event: Event| {
        let input: web_sys::HtmlInputElement = event.target_dyn_into()?;
        Some(Intent::Panel(Panel::Shortcuts(input.checked())))
    });
    html! {
        <div class="veil" {onkeydown}>
            <div class="dialog" role="dialog" aria-modal="true" aria-labelledby="help-title" data-testid="help-dialog">
                <button type="button" class="round close" id="close-help" onclick={close} aria-label="Close">{ icon(Icon::CLOSE) }</button>
                <h2 id="help-title">{ "A queue that you can watch" }</h2>
                <p>{ "Cashiers pin each order to the board and go on: they send a message to a queue. A barista takes one, which \
                    hides it from the others, makes it, and only then deletes it. Even if somebody crashes, nothing is lost: \
                    when the ring has run out, the order is visible again." }</p>
                <p>{ "Drag people from the palette, to another place, to the break room and back, or to the bin. Drag the tray of \
                    dead letters to the board to move them back. Press a person for a menu with the same actions. Press a slip \
                    to see its history and the API call behind it." }</p>
                <h3>{ "Keys" }</h3>
                <dl class="keys">
                    { for KEYS.iter().map(|(key, does)| html! { <div><dt><kbd>{ *key }</kbd></dt><dd>{ *does }</dd></div> }) }
                </dl>
                <label class="check"><input type="checkbox" id="shortcuts" checked={shortcuts} {onchange} />{ "Single-key shortcuts" }</label>
            </div>
        </div>
    }
}

/// Returns the focus to the help button, or to the menu that contains it.
fn give_focus_back() {
    more::focus("open-help");
}
