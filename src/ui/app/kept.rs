//! Runs that the browser keeps. Called by a part that loads later; see [`Msg::Then`](super::Msg::Then).

use super::super::keep::{Entry, Kept};
use super::App;

impl App {
    /// The database is open: what was done before is saved, and `entries` can be continued. `foreign` others could not
    /// be read.
    pub fn database_opened(&mut self, entries: Vec<Entry>, foreign: usize) {
        self.saver.borrow_mut().save(&self.session.borrow());
        self.notices.before = entries;
        if foreign > 0 {
            let what = "were not written by this program, or are damaged. They were set aside.";
            self.notices.tell(format!("{foreign} of the runs that were kept {what}"));
        }
    }

    /// Continues with a run of an earlier visit.
    pub fn continue_with(&mut self, kept: &Kept) {
        let opened = kept.open(&mut self.session.borrow_mut());
        match opened {
            Ok(notes) => {
                let number = self.session.borrow().run_number();
                self.saver.borrow_mut().names.adopt(number, kept.entry.name.clone());
                self.notices.before.clear();
                self.loaded(notes);
                self.notices.say(format!("{} continues at {}.", kept.entry.note.title, kept.entry.note.moment));
                self.panels.focus("play");
            }
            Err(sentence) => {
                self.notices.before.retain(|entry| *entry != kept.entry);
                self.notices.tell(sentence);
            }
        }
    }
}
