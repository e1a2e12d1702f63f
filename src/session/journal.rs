//! What leads to the present state of the session, for the page that a panic shows.
//!
//! A panic inside the session leaves the session borrowed. The journal lives beside it and grows deed by deed, so that
//! thousands of calls cost no copies of the whole recording.

use std::cell::RefCell;

use model::share::Bookmark;
use model::text::json;

use super::runs::Runs;

/// The recordings of the session's runs, kept up to date after each deed.
#[derive(Default)]
pub struct Journal(RefCell<Bookmark>);

impl Journal {
    /// The seed, and the recording as JSON. Both are empty if the journal is just being written.
    #[must_use]
    pub fn write(&self) -> (String, String) {
        let Ok(bookmark) = self.0.try_borrow() else { return Default::default() };
        let recording = match bookmark.beside {
            None => json(&bookmark.recording),
            Some(_) => json(&*bookmark),
        };
        (bookmark.recording.scenario.seed.to_string(), recording)
    }

    /// Begins anew with other runs, or with another future of these.
    pub(super) fn set(&self, bookmark: Bookmark) {
        *self.0.borrow_mut() = bookmark;
    }

    /// Appends what was done since the runs had done `before` deeds, in the order of the halves. What followed is cut off.
    pub(super) fn append(&self, runs: &Runs, before: &[usize]) {
        let bookmark = &mut *self.0.borrow_mut();
        let beside = bookmark.beside.as_mut().map(|beside| &mut beside.recording);
        let recordings = [Some(&mut bookmark.recording), beside].into_iter().flatten();
        for ((recording, run), before) in recordings.zip(runs.all()).zip(before) {
            recording.interventions.truncate(*before);
            recording.interventions.extend_from_slice(&run.world().recording().interventions[*before..]);
        }
        bookmark.at = runs.chosen().timeline().now();
        bookmark.end = runs.end().max(bookmark.at);
    }
}
