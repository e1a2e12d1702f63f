//! Events of the window and the document.

use wasm_bindgen::JsCast as _;
use web_sys::KeyboardEvent;
use yew::html::Scope;

use super::{App, Msg};
use crate::web;

/// Listens as long as the result lives. `save` saves the run: a message could come too late, since Yew handles many of
/// them in several turns of the browser's event loop.
pub fn listen(link: &Scope<App>, save: impl Fn() + Clone + 'static) -> Vec<web::Listener> {
    let send = |message: fn() -> Msg| {
        let link = link.clone();
        move || link.send_message(message())
    };
    let (tab_changed, linked) = (send(|| Msg::TabChanged), send(|| Msg::Linked));
    let leaving = save.clone();
    let system_theme = send(|| Msg::SystemTheme);
    let (keys, motion) = (link.clone(), link.clone());
    let listeners = [
        web::on_document("visibilitychange", move |_| {
            if web::is_hidden() {
                save();
            }
            tab_changed();
        }),
        web::on_window("pagehide", move |_| leaving()),
        web::on_window("hashchange", move |_| linked()),
        web::on_media_change("(prefers-color-scheme: dark)", move |_| system_theme()),
        web::on_media_change("(prefers-reduced-motion: reduce)", move |reduced| {
            motion.send_message(Msg::ReducedMotion(reduced));
        }),
        web::on_document("focusin", move |event| web::note_focus(&event)),
        web::on_document("keydown", move |event| {
            if let Ok(event) = event.dyn_into::<KeyboardEvent>() {
                keys.send_message(Msg::Key(event));
            }
        }),
    ];
    listeners.into_iter().flatten().collect()
}
