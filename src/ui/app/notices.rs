//! What the page says beside the caption: to screen readers and in the notice.

use gloo_timers::callback::Timeout;
use yew::html::Scope;
use yew::prelude::*;

use super::super::caption::hint;
use super::{App, Msg};
use crate::session::{Narration, Narrator, PAUSE_MS};
use model::shop::GuestView;

/// Sentences that wait to be read.
#[derive(Default)]
pub struct Notices {
    /// The text of the live region; the number makes equal sentences differ.
    said: (u32, AttrValue),
    /// The sentences of the notice, until they are dismissed.
    pub shown: Vec<String>,
    /// What a screen reader hears of the shop besides these sentences.
    pub narrator: Narrator,
    /// Runs while a deed has to wait for the end of the last sentence.
    pause: Option<Timeout>,
    /// A guest waits while time stands still, and that was announced.
    hinted: bool,
}

impl Notices {
    /// Shows these notes in the notice.
    pub fn of(notes: Vec<String>) -> Self {
        Self { shown: notes, ..Self::default() }
    }

    /// Announces a sentence to screen readers. While the shop is narrated, it waits for the end of the last sentence.
    pub fn say(&mut self, sentence: impl Into<AttrValue>) {
        let sentence = sentence.into();
        if self.narrator.level() == Narration::Off {
            self.utter(sentence);
        } else {
            self.narrator.deed(sentence.to_string());
        }
    }

    fn utter(&mut self, sentence: AttrValue) {
        self.said = (self.said.0.wrapping_add(1), sentence);
    }

    /// Announces what the narrator has to say now. Returns true if that is new.
    pub fn narrate(&mut self, now_ms: f64, link: &Scope<App>) -> bool {
        if let Some(sentence) = self.narrator.tell(now_ms) {
            self.utter(sentence.into());
            return true;
        }
        // The shop may be paused: then no frame comes that would tell the deed.
        if self.narrator.has_deed() && self.pause.is_none() {
            let link = link.clone();
            self.pause = Some(Timeout::new(PAUSE_MS as u32, move || link.send_message(Msg::Narrate)));
        }
        false
    }

    /// The pause after a sentence is over.
    pub fn rested(&mut self) {
        self.pause = None;
    }

    /// Shows a sentence in the notice, and announces it.
    pub fn tell(&mut self, sentence: String) {
        self.shown = vec![sentence.clone()];
        self.say(sentence);
    }

    /// Announces once that a guest waits in vain. Returns true if that is new.
    pub fn hint(&mut self, guest: Option<&GuestView>) -> bool {
        let is_new = !self.hinted && guest.is_some();
        self.hinted = guest.is_some();
        if let Some(guest) = guest.filter(|_| is_new) {
            self.say(hint(guest));
        }
        is_new
    }

    /// The live region.
    pub fn announcer(&self) -> Html {
        html! {
            <p class="hidden-visually" role="status" aria-live="polite" data-testid="announcer">
                <span key={self.said.0}>{ self.said.1.clone() }</span>
            </p>
        }
    }

    /// The notice, unless it is empty.
    pub fn notice(&self, on_read: Callback<MouseEvent>) -> Html {
        if self.shown.is_empty() {
            return Html::default();
        }
        html! {
            <div class="notice" role="alert" data-testid="notice">
                <ul>{ for self.shown.iter().map(|note| html! { <li>{ note }</li> }) }</ul>
                <button type="button" onclick={on_read}>{ "All right" }</button>
            </div>
        }
    }
}
