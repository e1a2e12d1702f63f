//! A session: one run or two, how fast time runs, where a seek leads, and what the outside hears of it.
//!
//! Verbs such as [`Session::seek`] or [`Session::restart`] set out for a moment; [`Session::settle`] and
//! [`Session::frame`] simulate towards it for a limited time. There is no browser here: wall time is an argument.

mod calls;
mod caption;
mod deadline;
mod deeds;
mod former;
mod history;
mod journal;
mod memory;
mod narrator;
mod open;
mod outbox;
mod pace;
mod pair;
mod run;
mod runs;
mod seek;
mod step;
#[cfg(test)]
mod tests;
mod waiting;

use std::rc::Rc;

use model::compare::Half;
use model::shop::Scenario;
use model::time::Instant;
use model::timeline::Timeline;
use model::world::World;
use stage::{Clock, Speed};

use former::Former;
use open::Home;
use outbox::Outbox;
use waiting::Waiting;

pub use caption::{CAPTION_MS, Caption};
pub use deeds::Outcome;
pub use former::Lost;
pub use journal::Journal;
pub use narrator::{Narration, Narrator, PAUSE_MS};
pub use outbox::{CallUpdate, Notice, OnUpdate};
pub use pace::Frame;
pub use pair::differences;
pub use run::Run;
pub use runs::Runs;
pub use seek::Leg;

/// The runs on the page and their pace.
pub struct Session {
    runs: Runs,
    /// The number of the shown run.
    number: u32,
    former: Former,
    lost: Option<Lost>,
    scene: Option<&'static str>,
    playing: bool,
    speed: Speed,
    clock: Clock,
    leg: Option<Leg>,
    waiting: Waiting,
    /// The most bytes that the worlds may hold.
    memory_max: usize,
    /// Calls of programs until the next look at the memory.
    calls_to_check: u32,
    /// The memory was full at the last look.
    has_no_room: bool,
    /// Callbacks to run once the seek has finished.
    arrivals: Vec<Box<dyn FnOnce()>>,
    caption: Caption,
    caption_since_ms: f64,
    outbox: Outbox,
    /// The address of the queues in every shop that is opened, once the bridge has said it.
    home: Option<Home>,
    journal: Rc<Journal>,
    revision: u64,
}

impl Session {
    /// A shop at its beginning, paused.
    #[must_use]
    pub fn new(scenario: Scenario, scene: Option<&'static str>, speed: Speed) -> Self {
        let mode = scenario.mode;
        let session = Self {
            runs: Runs::one(Timeline::new(scenario)),
            number: 0,
            former: Former::default(),
            lost: None,
            scene,
            playing: false,
            speed,
            clock: Clock::default(),
            leg: None,
            waiting: Waiting::default(),
            memory_max: memory::MEMORY_MAX,
            calls_to_check: 0,
            has_no_room: false,
            arrivals: Vec::new(),
            caption: Caption::about(scene, mode),
            caption_since_ms: f64::NEG_INFINITY,
            outbox: Outbox::default(),
            home: None,
            journal: Rc::default(),
            revision: 0,
        };
        session.journal.set(session.bookmark());
        session
    }

    /// The runs.
    #[must_use]
    pub const fn runs(&self) -> &Runs {
        &self.runs
    }

    /// The world of the chosen run.
    #[must_use]
    pub fn world(&self) -> &World {
        self.runs.chosen().world()
    }

    /// The world of a half. A single run is every half.
    #[must_use]
    pub fn world_of(&self, half: Option<Half>) -> &World {
        self.runs.of(half).world()
    }

    /// The timeline of the chosen run.
    #[must_use]
    pub fn timeline(&self) -> &Timeline {
        self.runs.chosen().timeline()
    }

    /// The worlds of a pair, in the order of the halves.
    #[must_use]
    pub fn halves(&self) -> Option<[&World; 2]> {
        Some(self.runs.both()?.map(Run::world))
    }

    /// The chosen half of a pair; `None` for a single run.
    #[must_use]
    pub const fn half(&self) -> Option<Half> {
        self.runs.half()
    }

    /// How far the runs were seen.
    #[must_use]
    pub fn end(&self) -> Instant {
        self.runs.end()
    }

    /// Returns true if there is a deed or an opening to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.runs.can_undo() || self.former.can_undo()
    }

    /// Returns true if there is a deed or an opening to redo.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        self.runs.can_redo() || self.former.can_redo()
    }

    /// The built-in scene that is open.
    #[must_use]
    pub const fn scene(&self) -> Option<&'static str> {
        self.scene
    }

    /// The caption of the moment.
    #[must_use]
    pub const fn caption(&self) -> &Caption {
        &self.caption
    }

    /// What leads to this state, for a panic page.
    #[must_use]
    pub const fn journal(&self) -> &Rc<Journal> {
        &self.journal
    }

    /// Grows with every change from outside: deeds, seeks, speed. Time that runs does not count.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    const fn touch(&mut self) {
        self.revision += 1;
    }

    /// Collects happenings for [`Notice::Happened`], or no longer.
    pub const fn set_heard(&mut self, has_listeners: bool) {
        self.outbox.has_listeners = has_listeners;
    }

    /// Collects happenings for the narrator, or no longer.
    pub const fn set_narrated(&mut self, is_narrated: bool) {
        self.outbox.is_narrated = is_narrated;
    }

    /// Takes the pending notices, in order. Deliver them while nothing borrows the session.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        self.outbox.take()
    }

    /// The trace of the chosen run so far, by replaying its recording: it takes no memory before it is needed.
    #[must_use]
    pub fn trace(&self) -> String {
        let mut trace = String::new();
        World::trace(self.world().recording(), self.world().now(), |line| {
            trace.push_str(line);
            trace.push('\n');
        });
        trace
    }
}
