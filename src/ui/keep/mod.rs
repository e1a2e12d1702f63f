//! Saves the run: for a reload in the tab's session storage, and for a later visit in the browser's database.

mod list;
mod offer;
mod run;
mod text;

use gloo_timers::callback::Timeout;

use crate::session::Session;
use crate::web;

pub use list::Entry;
pub use offer::{Kept, choose, offer, take};
pub use run::{has_run, linked, restore, write};

/// Milliseconds between two saves while time runs: the browser does not announce every end of a page.
const SAVE_MS: f64 = 3_000.0;
/// Saving may take 1/50 of the time.
const COST_SHARE: f64 = 50.0;
/// Said once of a run that is too long.
const TOO_LONG: &str = "This run is too long to be kept: a reload begins anew.";

/// The names under which the runs of this page are kept, by their numbers in the session.
#[derive(Default)]
pub struct Names {
    pub(self) known: Vec<(u32, String)>,
    /// The number of the run that is too long, and how many deeds it had.
    pub(self) too_long: Option<(u32, usize)>,
}

impl Names {
    /// The run with this number continues the kept one.
    pub fn adopt(&mut self, number: u32, name: String) {
        self.known.retain(|(other, _)| *other != number);
        self.known.push((number, name));
    }
}

/// Saves the session after changes, and now and then while time runs. A long run is saved less often.
#[derive(Default)]
pub struct Saver {
    /// Saves the session: [`write()`], once its part is loaded. Returns false if the run is too long. Nothing is saved
    /// before.
    pub write: Option<fn(&Session, &mut Names) -> bool>,
    pub names: Names,
    saved_ms: f64,
    cost_ms: f64,
    revision: u64,
    /// The number of the run of which [`TOO_LONG`] was said.
    told: Option<u32>,
    telling: bool,
    /// The next save, of changes that came soon after the last one.
    later: Option<Timeout>,
}

impl Saver {
    /// Saves now.
    pub fn save(&mut self, session: &Session) {
        // After a panic the app is removed. Do not save the run: it would panic again.
        let Some(write) = self.write.filter(|_| web::element("app").is_some()) else { return };
        self.later = None;
        self.saved_ms = web::now_ms();
        self.revision = session.revision();
        let is_kept = write(session, &mut self.names);
        self.cost_ms = web::now_ms() - self.saved_ms;
        let number = session.run_number();
        if !is_kept && self.told != Some(number) {
            self.told = Some(number);
            self.telling = true;
        }
    }

    /// What to say about the last save.
    pub fn take_sentence(&mut self) -> Option<&'static str> {
        std::mem::take(&mut self.telling).then_some(TOO_LONG)
    }

    /// Saves if the session's revision has changed. Pointer moves do not change it. Calls `again` later if the last save
    /// was too short a while ago.
    pub fn save_changes(&mut self, session: &Session, again: impl FnOnce() + 'static) {
        if self.write.is_none() || session.revision() == self.revision {
            return;
        }
        if !self.save_after(session, 0.0) {
            let pause_ms = self.saved_ms + COST_SHARE * self.cost_ms - web::now_ms();
            self.later = Some(Timeout::new(pause_ms as u32 + 1, again));
        }
    }

    /// Saves if the last save was a while ago.
    pub fn save_sometimes(&mut self, session: &Session) {
        self.save_after(session, SAVE_MS);
    }

    fn save_after(&mut self, session: &Session, pause_ms: f64) -> bool {
        let is_due = web::now_ms() - self.saved_ms >= pause_ms.max(COST_SHARE * self.cost_ms);
        if is_due {
            self.save(session);
        }
        is_due
    }
}
