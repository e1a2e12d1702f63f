//! The runs that other runs replaced: undo brings them back, as it does with deeds.
//!
//! A timeline remembers the futures that deeds cut off. Restarting, opening a scene, a link or a file, or a choice
//! between two shops replaces whole timelines. Those are kept here, without their worlds; undo and redo swap them with
//! the current ones. Deeds and openings are undone in the order in which they were done.

use std::mem;

use model::time::{Instant, Span};

use super::Session;
use super::runs::Runs;

/// The most runs that are kept.
pub const FORMER_MAX: usize = 10;

/// A run, or a pair, with its moment.
pub(super) struct Kept {
    runs: Runs,
    scene: Option<&'static str>,
    at: Instant,
    number: u32,
}

/// The kept runs.
#[derive(Default)]
pub(super) struct Former {
    undo: Vec<Kept>,
    redo: Vec<Kept>,
    /// The largest number that a run got.
    last: u32,
}

impl Former {
    fn add(&mut self, kept: Kept) {
        if self.undo.len() == FORMER_MAX {
            self.undo.remove(0);
        }
        self.undo.push(kept);
    }

    /// What was undone before cannot be redone any more.
    fn forget_undone(&mut self) {
        self.redo.clear();
    }

    pub(super) const fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    pub(super) const fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }
}

/// What a change took from the screen. Undo brings it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// A deed in the past cut off a future of this length.
    Future(Span),
    /// Another run took the place of the current one.
    Run,
}

impl Lost {
    /// The sentence for the screen.
    #[must_use]
    pub fn sentence(self) -> String {
        match self {
            Self::Future(span) => format!("You changed the past: {} after this are gone.", length(span)),
            Self::Run => "Another shop is open.".into(),
        }
    }
}

/// A span in the unit that people use, rounded.
fn length(span: Span) -> String {
    match span.as_millis() {
        ms @ ..1_000 => format!("0.{} s", (ms / 100).max(1)),
        ms @ ..120_000 => format!("{} s", ms / 1_000),
        ms @ ..7_200_000 => format!("{} min", ms / 60_000),
        ms => format!("{} h", ms / 3_600_000),
    }
}

impl Session {
    /// The number of the shown run: each run that is opened gets a new one, and undo brings the old one back.
    #[must_use]
    pub const fn run_number(&self) -> u32 {
        self.number
    }

    /// What a change since the last call took from the screen.
    pub const fn take_lost(&mut self) -> Option<Lost> {
        self.lost.take()
    }

    /// Makes the shown run the first one: there is none before it.
    pub fn begin(&mut self) {
        self.former = Former { last: self.number, ..Former::default() };
        self.lost = None;
    }

    /// Returns true if time has run or something was done in the shown run. A scene at its beginning is not worth keeping.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        self.end() > Instant::ZERO || self.runs.all().iter().any(|run| run.timeline().deeds().next().is_some())
    }

    /// The shown run as it is, to be kept.
    fn kept(&self) -> Kept {
        Kept { runs: self.runs.set_aside(), scene: self.scene, at: self.moment(), number: self.number }
    }

    /// Keeps the shown run for undo: another one takes its place.
    pub(super) fn keep(&mut self) {
        self.former.forget_undone();
        if self.has_begun() || self.scene.is_none() {
            let mut kept = self.kept();
            kept.runs.forget_undone();
            self.former.add(kept);
            self.lost = Some(Lost::Run);
        }
        self.former.last += 1;
        self.number = self.former.last;
    }

    /// Notes that a deed was done while the run was known for `future` beyond it.
    pub(super) fn note_deed(&mut self, future: Span) {
        self.former.forget_undone();
        if future > Span::ZERO {
            self.lost = Some(Lost::Future(future));
        }
    }

    /// How much of the run is known after the shown moment.
    pub(super) fn future(&self) -> Span {
        self.end().since(self.timeline().now())
    }

    /// Goes back to the run before, or on to the one that was undone. Returns false if there is none.
    pub(super) fn exchange(&mut self, undo: bool) -> bool {
        let list = if undo { &mut self.former.undo } else { &mut self.former.redo };
        let Some(Kept { runs, scene, at, number }) = list.pop() else { return false };
        let current = self.kept();
        self.put(runs, scene);
        self.number = number;
        let list = if undo { &mut self.former.redo } else { &mut self.former.undo };
        list.push(current);
        self.set_out(at, at == Instant::ZERO);
        self.journal.set(self.bookmark());
        true
    }

    /// Puts other runs in the place of these, which are dropped.
    pub(super) fn put(&mut self, runs: Runs, scene: Option<&'static str>) {
        let mut gone = mem::replace(&mut self.runs, runs);
        gone.lose_callers(&mut self.outbox);
        self.outbox.drop_happenings();
        self.scene = scene;
        self.leg = None;
        self.clock.rest();
        self.caption = super::Caption::about(scene, self.world().shop().mode());
        self.caption_since_ms = f64::NEG_INFINITY;
        self.touch();
    }
}
