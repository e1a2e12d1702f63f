//! What the person at the screen does to the shop, and undoing it.

use std::fmt;
use std::rc::Rc;

use model::compare::Half;
use model::shop::{Intervention, ShopEvent, What};
use model::time::Instant;

use super::caption::Caption;
use super::runs::Runs;
use super::{Leg, Run, Session};

/// Why a deed was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The shop refused the deed. Nothing has changed, and nothing is recorded.
    Shop(model::shop::Refusal),
    /// SQS refused the call of the deed. The attempt is part of the run.
    Service(Rc<str>),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shop(refusal) => refusal.fmt(f),
            Self::Service(sentence) => f.write_str(sentence),
        }
    }
}

impl std::error::Error for Refusal {}

/// What a deed came to: a sentence about what happened.
pub type Outcome = Result<Rc<str>, Refusal>;

impl Session {
    /// Does something to the shop. A deed that is `joined` is undone together with the one before.
    ///
    /// # Errors
    /// A sentence for the person at the screen.
    pub fn intervene(&mut self, deed: Intervention, joined: bool) -> Outcome {
        self.touch();
        self.arrive();
        let sent_on_break = match &deed {
            Intervention::SendOnBreak { person } => Some(*person),
            _ => None,
        };
        let (before, future) = (self.deeds(), self.future());
        self.runs.intervene(deed, joined).map_err(Refusal::Shop)?;
        self.note_deed(future);
        self.journal.append(&self.runs, &before);
        self.runs.drop_news();
        self.runs.listen(&mut self.outbox);
        // A busy person goes on a break later. Nothing has happened yet, so the caption announces it.
        let shop = self.world().shop();
        let busy = sent_on_break.and_then(|person| shop.person(person)).filter(|person| person.leaving_for_break);
        if let Some(person) = busy {
            let text = format!("{} goes on a break after this order.", person.name);
            self.caption = Caption { text: self.of_half(&text), kind: "WentOnBreak" };
            return Ok(self.caption.text.clone());
        }
        let news = self.runs.chosen().news.as_ref();
        let is_refused = news.is_some_and(|news| matches!(news.what, What::Shop(ShopEvent::CallRefused { .. })));
        self.caption_news();
        let sentence = self.caption.text.clone();
        if is_refused { Err(Refusal::Service(sentence)) } else { Ok(sentence) }
    }

    /// Does several things that are undone as one.
    pub fn intervene_all(&mut self, deeds: impl IntoIterator<Item = Intervention>) -> Vec<Outcome> {
        let mut joined = false;
        let intervene = |deed| {
            let outcome = self.intervene(deed, joined);
            joined |= !matches!(outcome, Err(Refusal::Shop(_)));
            outcome
        };
        deeds.into_iter().map(intervene).collect()
    }

    /// Does several things to the chosen run of a pair and to the other one; all are undone as one.
    pub fn intervene_both(&mut self, here: Vec<Intervention>, there: Vec<Intervention>) -> [Vec<Outcome>; 2] {
        let Some(half) = self.runs.half() else { return [self.intervene_all(here), Vec::new()] };
        self.group(true);
        let here = self.intervene_all(here);
        self.choose(half.other());
        let there = self.intervene_all(there);
        self.choose(half);
        self.group(false);
        [here, there]
    }

    fn group(&mut self, open: bool) {
        if let Runs::Pair(pair) = &mut self.runs {
            if open { pair.history.group() } else { pair.history.ungroup() }
        }
    }

    /// Pauses, and advances to the next event. Returns false if nothing happens any more.
    pub fn step(&mut self) -> bool {
        self.touch();
        self.arrive();
        self.play(false);
        self.runs.drop_news();
        let stepped = self.runs.step(&mut self.outbox);
        self.runs.listen(&mut self.outbox);
        self.caption_news();
        stepped
    }

    /// Pauses, and sets out for the event before. Returns false at the beginning.
    pub fn step_back(&mut self) -> bool {
        self.touch();
        self.arrive();
        self.play(false);
        let before = self.runs.previous_event_at();
        self.runs.lose_callers(&mut self.outbox);
        self.set_out(before.unwrap_or(Instant::ZERO), false);
        before.is_some()
    }

    /// Undoes the last deed or opening, and sets out for its moment. Returns false if there is none. Deeds of an opened
    /// recording are undone if no run was there before.
    pub fn undo(&mut self) -> bool {
        let is_opening = self.former.can_undo() && !self.runs.has_done();
        if is_opening { self.exchange(true) } else { self.turn(Runs::undo) }
    }

    /// Redoes the last undone deed or opening. Returns false if there is none.
    pub fn redo(&mut self) -> bool {
        if self.runs.can_redo() { self.turn(Runs::redo) } else { self.exchange(false) }
    }

    fn turn(&mut self, turn: fn(&mut Runs) -> Option<Instant>) -> bool {
        self.arrive();
        let Some(at) = turn(&mut self.runs) else { return false };
        self.touch();
        self.runs.lose_callers(&mut self.outbox);
        self.leg = Some(Leg { from: self.timeline().now(), to: at, is_opening: false, is_new: true });
        self.journal.set(self.bookmark());
        true
    }

    /// Chooses the half of a pair that deeds and calls go to. Returns false if it is chosen already.
    pub fn choose(&mut self, half: Half) -> bool {
        let Runs::Pair(pair) = &mut self.runs else { return false };
        if pair.chosen == half {
            return false;
        }
        pair.chosen = half;
        self.touch();
        self.runs.drop_news();
        if self.leg.is_none() {
            self.caption_moment();
        }
        true
    }

    pub(super) fn deeds(&self) -> Vec<usize> {
        self.runs.all().iter().map(Run::deeds).collect()
    }

    /// Captions the most notable news: of the chosen run, else of the other.
    pub(super) fn caption_news(&mut self) {
        let half = self.runs.half();
        for half in [half, half.map(Half::other)] {
            let run = self.runs.of_mut(half);
            if let Some(happening) = run.news.take() {
                let sentence = happening.sentence(run.world().shop());
                let text = half.map_or_else(|| sentence.clone(), |half| format!("{}: {sentence}", half.letter()));
                self.caption = Caption { text: text.into(), kind: happening.name() };
                return;
            }
        }
    }

    /// Names the chosen half of a pair before a sentence about it.
    pub(super) fn of_half(&self, sentence: &str) -> Rc<str> {
        match self.runs.half() {
            None => sentence.into(),
            Some(half) => format!("{}: {sentence}", half.letter()).into(),
        }
    }
}
