//! Parts of the program that load after the first paint.

use yew::html::Scope;
use yew::prelude::*;

use super::super::console::ConsoleProps;
use super::super::intent::{Intent, Panel};
use super::{App, Msg};
use crate::parts::{self, Hands, Share};
use crate::web;

/// Said while a part cannot be fetched.
const FAILED: &str = "A part of the program could not be loaded. The shop goes on, and the page tries again.";

/// The parts that are loaded, and the messages that wait for one.
#[derive(Default)]
pub struct Later {
    /// Panels, console, comparison and `window.orderBoard`.
    pub hands: Option<Hands>,
    /// The share dialog.
    pub share: Option<Share>,
    share_requested: bool,
    waiting: Vec<Msg>,
}

impl Later {
    /// Handles a message once the part that it needs is loaded.
    pub fn postpone(&mut self, msg: Msg) {
        self.waiting.push(msg);
    }

    /// Draws with the panels, or a placeholder while they are loading.
    pub fn draw(&self, draw: impl FnOnce(Hands) -> Html) -> Html {
        self.hands.map_or_else(|| html! { <p class="part-loading" data-testid="part-loading">{ "Loading…" }</p> }, draw)
    }

    /// Fetches the share dialog, and opens it once it is loaded.
    pub fn request_share(&mut self, link: &Scope<App>) {
        if std::mem::replace(&mut self.share_requested, true) {
            return;
        }
        self.postpone(Msg::Intent(Intent::Panel(Panel::Share)));
        let (link, failed) = (link.clone(), link.clone());
        wasm_bindgen_futures::spawn_local(async move {
            link.send_message(Msg::Share(parts::share(move || failed.send_message(Msg::PartFailed)).await));
        });
    }
}

impl App {
    pub(super) fn hands_loaded(&mut self, link: &Scope<Self>, hands: Hands) {
        self.later.hands = Some(hands);
        (hands.open_door)(&self.session, &self.listeners, link);
        self.saver.borrow_mut().write = Some(hands.write);
        (hands.choose)(link);
        let journal = self.session.borrow().journal().clone();
        web::set_panic_context(move || (hands.report)(&journal));
        (hands.set_narration)(self, None);
        self.part_loaded(link);
    }

    pub(super) fn share_loaded(&mut self, link: &Scope<Self>, share: Share) {
        self.later.share = Some(share);
        self.part_loaded(link);
    }

    fn part_loaded(&mut self, link: &Scope<Self>) {
        link.send_message_batch(std::mem::take(&mut self.later.waiting));
        self.notices.shown.retain(|notice| notice != FAILED);
    }

    /// An attempt to fetch a part failed.
    pub(super) fn part_failed(&mut self) {
        if !self.notices.shown.iter().any(|notice| notice == FAILED) {
            self.notices.shown.push(FAILED.into());
            self.notices.say(FAILED);
        }
    }

    pub(super) fn console_props(&self) -> ConsoleProps {
        let wires = &self.wires;
        ConsoleProps {
            open: self.panels.is_console_open(),
            queues: wires.queues.clone(),
            on_ask: wires.on_ask.clone(),
            on: wires.on.clone(),
        }
    }
}
