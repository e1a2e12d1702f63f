//! Saves the run in the tab's session storage, so that a reloaded page shows the same moment.

use serde::{Deserialize, Serialize};

use super::options::Options;
use crate::session::Session;
use crate::web;
use model::share::{Bookmark, from_link, is_link};
use model::text::json;

const KEY: &str = "order-board.run";
/// The key for a saved run that could not be read, so that a user can rescue it.
const ASIDE: &str = "order-board.run.aside";

/// Milliseconds between two saves while time runs: the browser does not announce every end of a page.
const SAVE_MS: f64 = 3_000.0;
/// Saving may take 1/50 of the time.
const COST_SHARE: f64 = 50.0;

/// A saved run: the bookmark's members, and whether the run plays.
#[derive(Serialize)]
struct Saved {
    #[serde(flatten)]
    bookmark: Bookmark,
    playing: bool,
}

/// The member of [`Saved`] that a bookmark does not have.
#[derive(Deserialize)]
struct Playing {
    #[serde(default)]
    playing: bool,
}

/// Saves the session after changes, and now and then while time runs. A long run is saved less often.
#[derive(Default)]
pub struct Saver {
    /// Writes the text to save: [`written`], once its part is loaded. Nothing is saved before.
    pub write: Option<fn(&Session) -> String>,
    saved_ms: f64,
    cost_ms: f64,
    revision: u64,
}

impl Saver {
    /// Saves now.
    pub fn save(&mut self, session: &Session) {
        // After a panic the app is removed. Do not save the run: it would panic again.
        let Some(write) = self.write.filter(|_| web::element("app").is_some()) else { return };
        self.saved_ms = web::now_ms();
        self.revision = session.revision();
        web::store_for_visit(&key(KEY), &write(session));
        self.cost_ms = web::now_ms() - self.saved_ms;
    }

    /// Saves if the session's revision has changed. Pointer moves do not change it.
    pub fn save_changes(&mut self, session: &Session) {
        if session.revision() != self.revision {
            self.save_after(session, 0.0);
        }
    }

    /// Saves if the last save was a while ago.
    pub fn save_sometimes(&mut self, session: &Session) {
        self.save_after(session, SAVE_MS);
    }

    fn save_after(&mut self, session: &Session, pause_ms: f64) {
        if web::now_ms() - self.saved_ms >= pause_ms.max(COST_SHARE * self.cost_ms) {
            self.save(session);
        }
    }
}

/// Writes the session's runs as the text that a reload restores.
pub fn written(session: &Session) -> String {
    json(&Saved { bookmark: session.bookmark(), playing: session.playing() })
}

/// Returns true if the address holds a link, or a run may be stored for this visit.
pub fn has_run() -> bool {
    web::is_return() || is_link(&web::fragment())
}

/// The key for this address: boards at several addresses may be frames of one page.
fn key(what: &str) -> String {
    format!("{what} {}#{}", web::address(), web::fragment())
}

/// Replaces the query's options: by the saved run if the page is reloaded, else by the run in the link.
pub fn restore(options: &mut Options) {
    // Remove it first: if it breaks the page, the next load starts without it.
    if let Some(kept) = web::take_of_visit(&key(KEY)).filter(|_| web::is_return()) {
        match Bookmark::from_json(&kept) {
            Ok((bookmark, _)) => {
                options.bookmark = Some(bookmark);
                options.autoplay = serde_json::from_str(&kept).is_ok_and(|Playing { playing }| playing);
                return;
            }
            Err(sentence) => {
                web::store_for_visit(ASIDE, &kept);
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
}

/// The run in the page's link, if its fragment is one.
pub fn linked() -> Option<Result<(Bookmark, Vec<String>), String>> {
    let fragment = web::fragment();
    is_link(&fragment).then(|| from_link(&fragment))
}
