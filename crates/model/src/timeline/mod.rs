//! A run whose moments can be revisited and whose interventions can be undone.
//!
//! A run is a recording and the latest moment that was played. The world is at one moment of it and knows the
//! interventions up to then; `future` holds the later ones, to be applied again when time gets there. A seek restores
//! the nearest keyframe and replays from there. A new intervention cuts off the future and keeps it for
//! [`Timeline::undo`].

mod deeds;
mod history;
mod keyframes;

mod seek;
mod track;

pub use self::history::UNDO_MAX;
pub use self::keyframes::{KEYFRAMES_MAX, WEIGHT_MAX};
pub use self::track::{Mark, MarkKind, SAMPLES_MAX, Track};

use self::history::Fork;
use self::keyframes::{Keyframe, Keyframes};
use crate::shop::{Happening, Recording, Scenario, Timed};
use crate::sqs::{CallId, Error, Response};
use crate::time::{Instant, Span};
use crate::world::World;

/// The longest stretch to advance without polling happenings: more could happen in a longer one than the log keeps.
pub const SLICE: Span = Span::from_millis(160);

/// A run, with the world at one of its moments.
#[derive(Clone, Debug)]
pub struct Timeline {
    world: World,
    /// The interventions after the world's moment, the next one last.
    future: Vec<Timed>,
    /// The latest moment that was played.
    end: Instant,
    keyframes: Keyframes,
    /// The work of the latest keyframe before the world's moment.
    kept: u64,
    /// The moment of that keyframe.
    kept_at: Instant,
    /// The target of the seek under way; zero if there is none.
    bound_for: Instant,
    track: Track,
    /// Whether the shop is still opening.
    opening: bool,
    undo: Vec<Fork>,
    redo: Vec<Fork>,
    /// The approximate bytes of all calls that were ever recorded: they are kept for undo, too.
    recorded: usize,
}

impl Timeline {
    /// The start of a run without interventions.
    #[must_use]
    pub fn new(scenario: Scenario) -> Self {
        let mut timeline = Self::closed(scenario);
        timeline.open_on(usize::MAX);
        timeline
    }

    /// The same before the shop's opening; see [`Self::open_on`].
    #[must_use]
    pub fn closed(scenario: Scenario) -> Self {
        Self {
            world: World::closed(scenario),
            future: Vec::new(),
            end: Instant::ZERO,
            keyframes: Keyframes::default(),
            kept: 0,
            kept_at: Instant::ZERO,
            bound_for: Instant::ZERO,
            track: Track::default(),
            opening: true,
            undo: Vec::new(),
            redo: Vec::new(),
            recorded: 0,
        }
    }

    /// Continues the opening for up to `calls` engine calls. Returns true once the shop is open. Every other change
    /// completes the opening first.
    pub fn open_on(&mut self, calls: usize) -> bool {
        if self.opening && self.world.open_on(calls) {
            self.opening = false;
            self.sample();
        }
        !self.opening
    }

    /// The start of a recorded run that was played to its last intervention and at least to `end`.
    #[must_use]
    pub fn of(recording: Recording, end: Instant) -> Self {
        let mut timeline = Self::before(recording, end);
        timeline.open_on(usize::MAX);
        timeline
    }

    /// The same before the shop's opening; see [`Self::open_on`].
    #[must_use]
    pub fn before(recording: Recording, end: Instant) -> Self {
        let mut timeline = Self::closed(recording.scenario);
        timeline.end = recording.interventions.last().map_or(end, |last| last.at.max(end));
        timeline.future = recording.interventions;
        timeline.recorded = timeline.future.iter().map(|deed| deed.intervention.weight()).sum();
        timeline.future.reverse();
        timeline
    }

    /// The world at the current moment.
    #[must_use]
    pub const fn world(&self) -> &World {
        &self.world
    }

    /// The current moment.
    #[must_use]
    pub const fn now(&self) -> Instant {
        self.world.now()
    }

    /// The latest moment that was played.
    #[must_use]
    pub fn end(&self) -> Instant {
        self.end.max(self.now())
    }

    /// The approximate bytes of the world and of the recorded calls. Keyframes have a limit of their own.
    #[must_use]
    pub fn weight(&self) -> usize {
        self.world.weight() + self.recorded
    }

    /// The whole run, including the interventions after this moment.
    #[must_use]
    pub fn recording(&self) -> Recording {
        let mut recording = self.world.recording().clone();
        recording.interventions.extend(self.future.iter().rev().cloned());
        recording
    }

    /// All interventions of the run in order of time.
    pub fn deeds(&self) -> impl Iterator<Item = &Timed> {
        self.world.recording().interventions.iter().chain(self.future.iter().rev())
    }

    /// Samples and marks of the run for the timeline's drawing.
    #[must_use]
    pub const fn track(&self) -> &Track {
        &self.track
    }

    /// Returns true if the track reaches to the end of the run: false after a recording was opened and before the rest of
    /// it was simulated.
    #[must_use]
    pub fn is_surveyed(&self) -> bool {
        self.track.next_sample_at() > self.end()
    }

    /// Takes over the track and the keyframes of `ahead`: a clone of this run that has simulated further. The world stays
    /// at its moment.
    pub fn learn(&mut self, ahead: Self) {
        (self.track, self.keyframes) = (ahead.track, ahead.keyframes);
    }

    /// The number of keyframes.
    #[must_use]
    pub fn keyframes(&self) -> usize {
        self.keyframes.len()
    }

    /// The next instant at which something happens, by itself or by a recorded intervention.
    #[must_use]
    pub fn next_event_at(&self) -> Option<Instant> {
        self.world.next_event_at().into_iter().chain(self.next_intervention_at()).min()
    }

    /// The instant of the next recorded intervention.
    #[must_use]
    pub fn next_deed_at(&self) -> Option<Instant> {
        self.next_intervention_at()
    }

    fn next_intervention_at(&self) -> Option<Instant> {
        self.future.last().map(|deed| deed.at)
    }

    /// Removes and returns the next happening; see [`crate::shop::Shop::poll_happening`].
    pub fn poll_happening(&mut self) -> Option<Happening> {
        let happening = self.world.next_happening()?;
        self.track.note(happening);
        Some(happening.clone())
    }

    /// The next answer to a call of [`Self::call`].
    pub fn poll_foreign_reply(&mut self) -> Option<(CallId, Result<Response, Error>)> {
        self.world.poll_foreign_reply()
    }

    /// Runs to `until`, applying the recorded interventions on the way; does nothing if that is in the past. Poll
    /// happenings after every [`SLICE`] at the latest.
    pub fn advance_to(&mut self, until: Instant) {
        loop {
            let next = until.min(self.track.next_sample_at());
            match self.next_intervention_at() {
                Some(at) if at <= next => {
                    self.world.advance_to(at);
                    self.replay_next();
                }
                // A deed can make something happen at its own instant.
                _ if self.now() < next || self.next_event_at().is_some_and(|at| at <= next) => {
                    self.world.advance_to(next);
                }
                _ => break,
            }
            self.sample();
        }
    }

    /// Applies the next recorded intervention.
    fn replay_next(&mut self) {
        if let Some(deed) = self.future.pop() {
            // An intervention that was refused then is refused again, without effect.
            let _ = self.world.intervene(deed.intervention);
        }
    }

    /// Takes a sample, and a keyframe if one is due.
    fn sample(&mut self) {
        let now = self.now();
        self.track.sample(now, self.world.shop().backlog());
        if self.work() >= self.kept + self.keyframes.spacing(self.work()) && !self.passes_by() {
            self.keep();
        }
    }

    /// Returns true if a keyframe here would be dropped again before the seek under way has ended.
    fn passes_by(&self) -> bool {
        let (since, left) = (self.now().since(self.kept_at), self.bound_for.since(self.now()));
        since.as_millis() * (KEYFRAMES_MAX as u64) < left.as_millis()
    }

    /// The work to get here from the start, in happenings and interventions.
    fn work(&self) -> u64 {
        self.world.shop().happenings() + self.world.recording().interventions.len() as u64
    }

    /// Adds a keyframe, unless there is one nearby.
    fn keep(&mut self) {
        let (at, done, work) = (self.now(), self.world.recording().interventions.len(), self.work());
        let weight = self.world.weight();
        // The larger the world, the fewer keyframes.
        let spacing = self.keyframes.spacing(work).max(weight as u64 / 65_536);
        (self.kept, self.kept_at) =
            self.keyframes.nearest(at, done).map_or((0, Instant::ZERO), |keyframe| (keyframe.work, keyframe.at));
        if work >= self.kept + spacing {
            let world = Box::new(self.world.keyframe());
            self.keyframes.keep(Keyframe { at, done, work, weight, world });
            (self.kept, self.kept_at) = (work, at);
        } else {
            // Try again after half the spacing.
            self.kept = work - self.keyframes.spacing(work) / 2;
        }
    }
}
