//! Two shops side by side.

use yew::html::Scope;

use super::super::intent::Pair;
use super::App;
use model::compare::{Half, pairs};
use model::shop::Mode;

impl App {
    /// Opens a pair, or chooses one half of it. Returns false if nothing changes.
    pub(super) fn pair(&mut self, link: &Scope<Self>, pair: Pair) -> bool {
        match pair {
            Pair::SideBySide => {
                if self.stages.beside.is_none() {
                    self.compare(pairs::ALL[0].id);
                }
            }
            Pair::Compare(id) => self.compare(id),
            Pair::Choose(half) => self.choose(half),
            Pair::At(half, wish) => {
                self.choose(half);
                return self.fulfil(link, *wish);
            }
        }
        true
    }

    fn choose(&mut self, half: Half) {
        self.session.borrow_mut().choose(half);
        self.agree();
    }

    fn compare(&mut self, id: &str) {
        let Some(pair) = pairs::by_id(id) else { return };
        self.session.borrow_mut().compare(pair);
        self.agree();
        self.forget();
        let said = format!("Side by side: {}. Restarted with the same customers in both.", pair.title);
        self.notices.say(said);
    }

    /// Continues with one shop alone.
    pub(super) fn keep_one(&mut self, mode: Mode) {
        self.session.borrow_mut().switch(mode);
        self.agree();
        let name = if mode == Mode::HandToHand { "Hand to hand" } else { "The order board" };
        self.notices.say(format!("{name} alone, at {}.", self.moment()));
    }

    /// Shows as many shops as the session has, with the same one chosen.
    pub(super) fn agree(&mut self) {
        if self.stages.agree() {
            self.panels.draft = None;
            self.forget();
        }
    }
}
