//! *Continue where you were*: the runs of earlier visits.

use yew::html::Scope;
use yew::prelude::*;

use super::super::app::{App, Msg};
use super::super::intent::{Intent, Open};
use super::list::{self, ASIDE, Entry, Note};
use super::run::place;
use crate::session::Session;
use crate::web;
use model::share::{Bookmark, is_link};
use model::text::json;

/// A kept run that was read for continuing.
pub struct Kept {
    pub entry: Entry,
    /// `None` if it is gone.
    text: Option<String>,
}

/// Opens the database, and offers the runs of earlier visits to a visit that begins anew.
pub fn choose(link: &Scope<App>) {
    let link = link.clone();
    wasm_bindgen_futures::spawn_local(async move {
        web::open_store().await;
        let (entries, foreign) = list::read(web::stored_notes().await);
        for name in &foreign {
            set_aside(name.clone(), web::date_ms());
        }
        let place = place();
        let here: Vec<Entry> = entries.into_iter().filter(|entry| entry.note.place == place).collect();
        let is_new = !web::is_return() && !is_link(&web::fragment());
        let (offered, foreign) = (if is_new { here } else { Vec::new() }, foreign.len());
        link.send_message(Msg::Then(Box::new(move |app| app.database_opened(offered, foreign))));
    });
}

/// Reads a kept run.
pub fn take(entry: Entry, link: &Scope<App>) {
    let link = link.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let text = web::stored_text(&entry.name).await;
        link.send_message(Msg::Then(Box::new(move |app| app.continue_with(&Kept { entry, text }))));
    });
}

impl Kept {
    /// Continues with this run. Returns the notes on it.
    ///
    /// # Errors
    /// A sentence for the screen: the run cannot be read, and was set aside.
    pub fn open(&self, session: &mut Session) -> Result<Vec<String>, String> {
        let read = self.text.as_deref().map_or_else(|| Err("It is gone.".into()), Bookmark::from_json);
        match read {
            Ok((bookmark, notes)) => {
                session.turn_to(bookmark);
                Ok(notes)
            }
            Err(sentence) => {
                set_aside(self.entry.name.clone(), self.entry.note.saved);
                Err(format!("The run that was kept cannot be read and was set aside. {sentence}"))
            }
        }
    }
}

/// Keeps what cannot be read out of the list, for a rescue.
fn set_aside(name: String, saved: f64) {
    let note = Note { place: ASIDE.into(), saved, title: String::new(), moment: String::new() };
    let written = web::store_text(&name, &json(&note), None);
    wasm_bindgen_futures::spawn_local(async move {
        written.await;
    });
}

/// The offer in the caption's line: a button that opens the list.
pub fn offer(entries: &[Entry], on: &Callback<Intent>) -> Html {
    html! {
        <details class="before" data-testid="before">
            <summary>{ "Continue" }<span class="where">{ " where you were" }</span></summary>
            <div class="before-card">
                <ul>{ for entries.iter().map(|entry| {
                    let chosen = entry.clone();
                    let onclick = on.reform(move |_: MouseEvent| Intent::Open(Open::Kept(chosen.clone())));
                    html! {
                        <li key={entry.name.clone()}><button type="button" {onclick} data-testid="continue">
                            <b>{ entry.note.title.clone() }</b>
                            <small>{ format!("at {} · {}", entry.note.moment, web::date_text(entry.note.saved)) }</small>
                        </button></li>
                    }
                }) }</ul>
                <button type="button" class="pill" onclick={on.reform(|_: MouseEvent| Intent::Open(Open::Anew))} data-testid="not-now">
                    { "Not now" }
                </button>
            </div>
        </details>
    }
}
