//! What the page says beside the caption: to screen readers and in the notice.

use gloo_timers::callback::Timeout;
use yew::html::Scope;
use yew::prelude::*;

use super::super::caption::hint;
use super::super::intent::{Deeds, Intent};
use super::super::keep::Entry;
use super::{App, Msg};
use crate::session::{Lost, Narrator};
use model::shop::GuestView;

/// How long a loss can be undone from its sentence, in milliseconds.
const OFFER_MS: u32 = 6_000;

/// Sentences that wait to be read.
#[derive(Default)]
pub struct Notices {
    /// The text of the live region; the number makes equal sentences differ.
    said: (u32, AttrValue),
    /// The sentences of the notice, until they are dismissed.
    pub shown: Vec<String>,
    /// Says what a screen reader hears of the shop besides these sentences; `None` if the shop is not narrated.
    pub narrator: Option<Narrator>,
    /// Runs while a sentence has to wait for the end of the last one.
    pub pause: Option<Timeout>,
    /// What a change took from the screen, while it can be undone from here.
    pub lost: Option<(AttrValue, Timeout)>,
    /// The runs of earlier visits to continue with.
    pub before: Vec<Entry>,
    /// What was said since the last refresh.
    just_said: Option<AttrValue>,
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
        self.just_said = Some(sentence.clone());
        match &mut self.narrator {
            Some(narrator) => narrator.deed(sentence.to_string()),
            None => self.utter(sentence),
        }
    }

    /// Announces a sentence at once.
    pub fn utter(&mut self, sentence: AttrValue) {
        self.said = (self.said.0.wrapping_add(1), sentence);
    }

    /// Shows a sentence in the notice, and announces it.
    pub fn tell(&mut self, sentence: String) {
        self.shown = vec![sentence.clone()];
        self.say(sentence);
    }

    /// Says for some seconds what a change took from the screen, with a button that undoes it.
    pub fn offer(&mut self, lost: Option<Lost>, link: &Scope<App>) {
        let said = self.just_said.take().filter(|said| !said.is_empty());
        let Some(lost) = lost else { return };
        let sentence = match (lost, said) {
            (Lost::Run, Some(said)) => said,
            (Lost::Run, None) => {
                self.say(lost.sentence());
                lost.sentence().into()
            }
            (Lost::Future(_), said) => {
                self.say(format!("{} {}", said.unwrap_or_default(), lost.sentence()));
                lost.sentence().into()
            }
        };
        self.just_said = None;
        let link = link.clone();
        self.lost = Some((sentence, Timeout::new(OFFER_MS, move || link.send_message(Msg::OfferPassed))));
    }

    /// The sentence about what was lost, with its button.
    pub fn lost(&self, on: &Callback<Intent>) -> Html {
        let Some((sentence, _)) = &self.lost else { return Html::default() };
        html! {
            <p class="lost" data-testid="lost"><span>{ sentence.clone() }</span>
                <button type="button" onclick={on.reform(|_: MouseEvent| Intent::Deeds(Deeds::Undo))} data-testid="undo-lost">{ "Undo" }</button>
            </p>
        }
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
