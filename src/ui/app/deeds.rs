//! What the person at the screen does to the shop.

use super::super::describe;
use super::super::intent::Deeds;
use super::super::place;
use super::App;
use crate::session::{Outcome, Session};
use model::shop::{Intervention, PersonId};

impl App {
    /// Does one thing to the shop.
    pub(super) fn intervene(&mut self, deed: Intervention) {
        self.intervene_all(vec![deed]);
    }

    /// Does what a button, a field or a key asks for.
    pub(super) fn act(&mut self, deed: Intervention) {
        self.panels.draft = None;
        // A click that ends a drag on the button that hires is none.
        let is_click = matches!(deed, Intervention::Hire { place: None, .. });
        if is_click && self.pointer.takes_click() {
            return;
        }
        self.panels.menu = None;
        self.intervene(deed);
    }

    /// Does several things, or undoes one.
    pub(super) fn deeds(&mut self, deeds: Deeds) {
        match deeds {
            Deeds::OfMenu(person, deed) => self.intervene_from_menu(person, deed),
            Deeds::All(deeds) => self.intervene_all(deeds),
            Deeds::Both(here, there) => self.intervene_both(here, there),
            Deeds::Undo => self.turn(Session::undo, "Undone.", "Nothing to undo."),
            Deeds::Redo => self.turn(Session::redo, "Redone.", "Nothing to redo."),
        }
    }

    fn intervene_from_menu(&mut self, person: PersonId, deed: Intervention) {
        // Looked up after the deed: somebody who comes back from a break is another element of the page by then.
        let half = self.stages.chosen.half;
        self.panels.focus(match &deed {
            Intervention::Dismiss { .. } => {
                let role = self.session.borrow().world().shop().role(person);
                place::id(half, "hire", describe::role(role))
            }
            _ => place::id(half, "person", person.0),
        });
        self.panels.menu = None;
        self.intervene(deed);
    }

    /// Does several things that are undone as one: the first one says what it is.
    pub(super) fn intervene_all(&mut self, deeds: Vec<Intervention>) {
        let outcomes = self.session.borrow_mut().intervene_all(deeds);
        let said = self.report(&outcomes);
        self.notices.say(said.unwrap_or_default());
    }

    fn intervene_both(&mut self, here: Vec<Intervention>, there: Vec<Intervention>) {
        if self.session.borrow().half().is_none() {
            return;
        }
        let outcomes = self.session.borrow_mut().intervene_both(here, there);
        let said: Vec<String> = outcomes.iter().filter_map(|outcomes| self.report(outcomes)).collect();
        self.notices.say(said.join(" "));
    }

    /// Shows the last refusal in the notice. Returns the sentence of the first deed.
    fn report(&mut self, outcomes: &[Outcome]) -> Option<String> {
        let sentence = |outcome: &Outcome| match outcome {
            Ok(sentence) => sentence.to_string(),
            Err(refusal) => refusal.to_string(),
        };
        if let Some(refused) = outcomes.iter().rfind(|outcome| outcome.is_err()) {
            self.notices.shown = vec![sentence(refused)];
        }
        outcomes.first().map(sentence)
    }

    fn turn(&mut self, turn: fn(&mut Session) -> bool, done: &str, nothing: &str) {
        let turned = turn(&mut self.session.borrow_mut());
        self.notices.lost = None;
        self.close_moment();
        let waits = self.session.borrow().waits();
        let said = if let Some(waits) = waits {
            waits.to_string()
        } else if turned {
            format!("{done} Now at {}.", self.moment())
        } else {
            nothing.into()
        };
        self.notices.say(said);
    }
}
