//! The narration for screen readers. It loads with the panels: call these functions through [`crate::parts::Hands`].

use gloo_timers::callback::Timeout;
use yew::html::Scope;

use super::{App, Msg};
use crate::session::{Narration, Narrator, PAUSE_MS};
use crate::web;
use model::compare::Half;
use model::shop::Happening;

/// The key in the browser's storage.
const STORED: &str = "order-board.narrate";

impl App {
    /// How much of the shop is narrated.
    pub fn narration(&self) -> Narration {
        self.notices.narrator.as_ref().map_or(Narration::Off, Narrator::level)
    }

    /// Narrates so much, and remembers it. Without a choice, as it was last time.
    pub fn set_narration(&mut self, chosen: Option<Narration>) {
        if let Some(level) = chosen {
            web::store(STORED, level.name());
        }
        let stored = || web::read_stored(STORED).and_then(|name| Narration::parse(&name));
        let level = chosen.or_else(stored).unwrap_or_default();
        let narrator = (level != Narration::Off).then(|| Narrator::new(level));
        self.session.borrow_mut().set_narrated(narrator.is_some());
        let last = std::mem::replace(&mut self.notices.narrator, narrator);
        if let Some(deeds) = last.and_then(Narrator::into_deeds) {
            self.notices.say(deeds);
        }
    }

    /// The narrator hears of a happening in the chosen shop.
    pub fn hear(&mut self, half: Option<Half>, happening: &Happening) {
        let session = self.session.borrow();
        if let Some(narrator) = self.notices.narrator.as_mut().filter(|_| half == session.half()) {
            narrator.hear(happening, session.world_of(half).shop());
        }
    }

    /// Announces what the narrator has to say now. Returns true if there is such a sentence.
    pub fn narrate(&mut self, link: &Scope<Self>) -> bool {
        let Some(narrator) = &mut self.notices.narrator else { return false };
        if let Some(sentence) = narrator.tell(web::now_ms()) {
            self.notices.utter(sentence.into());
            return true;
        }
        // The shop may be paused: then no frame follows that would tell the rest.
        if narrator.has_more() && self.notices.pause.is_none() {
            let link = link.clone();
            self.notices.pause = Some(Timeout::new(PAUSE_MS as u32, move || link.send_message(Msg::Narrate)));
        }
        false
    }
}
