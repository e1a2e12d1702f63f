//! Writes the run and reads it again.

use std::future::Future;
use std::pin::Pin;

use serde::{Deserialize, Serialize};

use super::super::options::Options;
use super::Names;
use super::list::{self, Note};
use super::text::bounded_json;
use crate::session::Session;
use crate::web;
use model::share::{Bookmark, from_link, is_link};
use model::shop::scenarios;
use model::text::json;

const KEY: &str = "order-board.run";
/// The key for a saved run that could not be read, so that a user can rescue it.
const ASIDE: &str = "order-board.run.aside";
/// The longest run that is kept, in bytes of its text: as large as a file that can be opened.
const TEXT_MAX: usize = 16_000_000;

/// A saved run: the bookmark's members, its name in the browser's database, and whether the run plays.
#[derive(Serialize)]
struct Saved<'a> {
    #[serde(flatten)]
    bookmark: Bookmark,
    playing: bool,
    kept: &'a str,
}

/// What stands in the session storage for a run that has no room there.
#[derive(Serialize)]
struct Elsewhere<'a> {
    kept: &'a str,
    playing: bool,
}

/// The members of [`Saved`] that a bookmark does not have.
#[derive(Default, Deserialize)]
struct Beside {
    #[serde(default)]
    playing: bool,
    kept: Option<String>,
    /// `None` if the run is in the database only.
    scenario: Option<serde::de::IgnoredAny>,
}

/// Saves the session's runs. Returns false if they are too long to be kept: a text of an earlier moment is removed then.
pub fn write(session: &Session, names: &mut Names) -> bool {
    let number = session.run_number();
    let deeds: usize = session.runs().all().iter().map(|run| run.timeline().deeds().count()).sum();
    if names.too_long.is_some_and(|(other, before)| other == number && deeds >= before) {
        return false;
    }
    names.too_long = None;
    let name = names.of(number);
    let playing = session.playing();
    let saved = Saved { bookmark: session.bookmark(), playing, kept: &name };
    let Some(text) = bounded_json(&saved, TEXT_MAX) else {
        names.too_long = Some((number, deeds));
        let _ = web::take_of_visit(&key(KEY));
        spawn(web::remove_texts(&[name]));
        return false;
    };
    let is_in_tab = web::store_for_visit(&key(KEY), &text);
    if !is_in_tab {
        if !web::has_store() {
            return false;
        }
        web::store_for_visit(&key(KEY), &json(&Elsewhere { kept: &name, playing }));
    }
    if web::has_store() && (is_worth_keeping(session) || !is_in_tab) {
        let note = note(session, &saved.bookmark);
        keep(name, &note, text);
    }
    true
}

/// A run that was only looked at for a moment is the same as a new one.
fn is_worth_keeping(session: &Session) -> bool {
    let is_touched = session.runs().all().iter().any(|run| run.timeline().deeds().next().is_some());
    is_touched || session.scene().is_none() || session.end().as_millis() >= 60_000
}

fn note(session: &Session, bookmark: &Bookmark) -> Note {
    let scene = session.scene().and_then(|id| scenarios::ALL.iter().find(|scene| scene.id == id));
    let own = &*bookmark.recording.scenario.title;
    let title = scene.map(|scene| scene.title).or((!own.is_empty()).then_some(own)).unwrap_or("A shop");
    Note { place: place(), saved: web::date_ms(), title: title.to_owned(), moment: bookmark.at.to_string() }
}

/// Stores a run in the database, and lets the oldest ones go: those that are too many, or take the room of this one.
fn keep(name: String, note: &Note, text: String) {
    let (place, note) = (note.place.clone(), json(note));
    let first = web::store_text(&name, &note, Some(&text));
    spawn(async move {
        let mut is_stored = first.await;
        loop {
            let (entries, _) = list::read(web::stored_notes().await);
            let gone = match is_stored {
                true => list::surplus(&entries, &place),
                false => list::oldest(&entries, &name).into_iter().collect(),
            };
            if gone.is_empty() {
                return is_stored;
            }
            if !web::remove_texts(&gone).await || is_stored {
                return is_stored;
            }
            is_stored = web::store_text(&name, &note, Some(&text)).await;
        }
    });
}

fn spawn(work: impl Future<Output = bool> + 'static) {
    wasm_bindgen_futures::spawn_local(async move {
        work.await;
    });
}

impl Names {
    fn of(&mut self, number: u32) -> String {
        if let Some((_, name)) = self.known.iter().find(|(other, _)| *other == number) {
            return name.clone();
        }
        let name = web::unique_name();
        self.adopt(number, name.clone());
        name
    }
}

/// Returns true if the address holds a link, or a run may be stored for this visit.
pub fn has_run() -> bool {
    web::is_return() || is_link(&web::fragment())
}

/// The key for this address: boards at several addresses may be frames of one page.
fn key(what: &str) -> String {
    format!("{what} {}#{}", web::address(), web::fragment())
}

/// Where this page keeps its runs: pages at one address share them, and each frame has its own.
pub fn place() -> String {
    let address = web::address();
    if web::is_framed() { format!("frame {address}") } else { address.split('?').next().unwrap_or_default().to_owned() }
}

/// Replaces the query's options: by the saved run if the page is reloaded, else by the run in the link.
pub fn restore(options: Options) -> Pin<Box<dyn Future<Output = Options>>> {
    Box::pin(restored(options))
}

async fn restored(mut options: Options) -> Options {
    // Remove it first: if it breaks the page, the next load starts without it.
    if let Some(kept) = web::take_of_visit(&key(KEY)).filter(|_| web::is_return()) {
        let beside: Beside = serde_json::from_str(&kept).unwrap_or_default();
        let text = match &beside.kept {
            Some(name) if beside.scenario.is_none() => {
                web::open_store().await;
                web::stored_text(name).await.unwrap_or_default()
            }
            _ => kept,
        };
        match Bookmark::from_json(&text) {
            Ok((bookmark, _)) => {
                options.bookmark = Some(bookmark);
                options.autoplay = beside.playing;
                options.kept = beside.kept;
                return options;
            }
            Err(sentence) => {
                web::store_for_visit(ASIDE, &text);
                let what = "Your last shop could not be opened, so this is a new one.";
                options.notes.push(format!("{what} {sentence}"));
            }
        }
    }
    match linked() {
        Some(Ok((bookmark, notes))) => {
            options.notes.extend(notes);
            options.bookmark = Some(bookmark);
        }
        Some(Err(sentence)) => options.notes.push(sentence),
        None => {}
    }
    options
}

/// The run in the page's link, if its fragment is one.
pub fn linked() -> Option<Result<(Bookmark, Vec<String>), String>> {
    let fragment = web::fragment();
    is_link(&fragment).then(|| from_link(&fragment))
}
