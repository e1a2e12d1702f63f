//! Opening other runs: restart, scenes, files, links.

use yew::html::Scope;

use super::super::intent::{Intent, Open};
use super::{App, Msg};
use crate::session::Session;
use model::share::FILE_BYTES_MAX;
use model::shop::Mode;

impl App {
    /// Opens another run.
    pub(super) fn open(&mut self, link: &Scope<Self>, open: Open) {
        match open {
            Open::Restart => self.reopen(Session::restart, "Restarted with the same customers."),
            Open::NewSeed => {
                self.reopen(Session::new_seed, "");
                let seed = self.session.borrow().world().recording().scenario.seed;
                self.notices.say(format!("Restarted with new customers (seed {seed})."));
            }
            Open::Switch(mode) => self.switch(mode),
            Open::Kind(fifo) => self.set_fifo(fifo),
            Open::Scene(id) => {
                self.reopen(|session| session.show_scene(id), "New scene.");
            }
            Open::File(text) => self.open_file(text),
            Open::Kept(entry) => {
                if let Some(hands) = self.later.hands {
                    (hands.take_kept)(entry, link);
                }
            }
            Open::Anew => self.notices.before.clear(),
        }
    }

    fn switch(&mut self, mode: Mode) {
        if self.stages.beside.is_some() {
            self.keep_one(mode);
        } else if mode != self.stages.chosen.snapshot.mode {
            self.reopen(|session| session.switch(mode), "The other shop, with the same customers.");
        }
    }

    fn set_fifo(&mut self, fifo: bool) {
        if fifo == self.stages.chosen.snapshot.queue.fifo {
            return;
        }
        let said = if fifo {
            "A queue cannot change its kind. This is a new FIFO queue with the same customers."
        } else {
            "A queue cannot change its kind. This is a new standard queue with the same customers."
        };
        self.reopen(|session| session.set_fifo(fifo), said);
        self.notices.shown = vec![said.into()];
    }

    fn reopen(&mut self, open: impl FnOnce(&mut Session), said: &'static str) {
        open(&mut self.session.borrow_mut());
        self.forget();
        self.notices.say(said);
    }

    fn open_file(&mut self, text: Option<String>) {
        let loaded = match text {
            Some(text) => match self.later.hands {
                Some(hands) => (hands.load)(&mut self.session.borrow_mut(), &text),
                None => {
                    let intent = Intent::Open(Open::File(Some(text)));
                    return self.later.postpone(Msg::Intent(intent));
                }
            },
            None => Err(format!("The file cannot be read or is larger than {} MB.", FILE_BYTES_MAX / 1_000_000)),
        };
        match loaded {
            Ok(notes) => {
                self.loaded(notes);
                self.panels.parcel = None;
                self.panels.focus("play");
                self.notices.say("The file is open.");
            }
            Err(sentence) => self.notices.shown = vec![sentence],
        }
    }

    /// Another run was loaded, with these notes on it.
    pub(super) fn loaded(&mut self, notes: Vec<String>) {
        self.notices.shown = notes;
        self.forget();
    }

    /// Another link was put into the address.
    pub(super) fn follow_link(&mut self) {
        let Some(hands) = self.later.hands else { return self.later.postpone(Msg::Linked) };
        match (hands.linked)() {
            Some(Ok((bookmark, notes))) => {
                self.session.borrow_mut().turn_to(bookmark);
                self.loaded(notes);
            }
            Some(Err(sentence)) => self.notices.shown = vec![sentence],
            None => {}
        }
    }

    /// Forgets what belongs to a run that was replaced.
    pub(super) fn forget(&mut self) {
        self.panels.forget();
        self.close_moment();
    }
}
