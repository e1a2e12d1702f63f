//! Time that can be held: any moment of a run can be revisited, and what was done can be undone.
//!
//! A run is a recording and how far it was seen. The world stands at one moment of it: what was done so far it knows
//! itself, what comes later waits in `future` and is done again when time gets there. Going to a moment is the nearest
//! clone of the world before it, and running on from there. Doing something anew cuts the future off; it is kept for
//! [`Timeline::undo`].

mod keyframes;
mod track;

use std::mem;

pub use self::keyframes::{KEYFRAMES_MAX, WEIGHT_MAX};
pub use self::track::{Mark, MarkKind, SAMPLES_MAX, Track};

use self::keyframes::{Keyframe, Keyframes};
use crate::shop::{Happening, Intervention, Recording, Refusal, Scenario, Timed};
use crate::sqs::{CallId, Error, Request, Response};
use crate::time::{Instant, Span};
use crate::world::World;

/// So many deeds can be undone.
pub const UNDO_MAX: usize = 200;

/// The world moves on in pieces of this length at most: in a longer one more could happen than the log keeps.
pub const SLICE: Span = Span::from_millis(160);

/// A run, and the moment of it at which the world stands.
#[derive(Clone, Debug)]
pub struct Timeline {
    world: World,
    /// What was done later than the world's moment, the next deed last.
    future: Vec<Timed>,
    /// How far the run was seen.
    end: Instant,
    keyframes: Keyframes,
    /// The work of the latest keyframe up to here,
    kept: u64,
    /// and its moment.
    kept_at: Instant,
    /// Where a long way leads that it is on; the beginning where it is on none.
    bound_for: Instant,
    track: Track,
    /// Its opening is not over.
    opening: bool,
    undo: Vec<Fork>,
    redo: Vec<Fork>,
}

/// A place where a run goes two ways, and the way that was not taken.
#[derive(Clone, Debug)]
struct Fork {
    at: Instant,
    /// How many deeds both ways have in common.
    done: usize,
    /// The deeds of the other way, the next one last.
    future: Vec<Timed>,
    end: Instant,
    /// What is known of the other way; none where it ends here.
    track: Option<Track>,
}

impl Timeline {
    /// The beginning of a run in which nothing was done yet.
    #[must_use]
    pub fn new(scenario: Scenario) -> Self {
        let mut timeline = Self::closed(scenario);
        timeline.open_on(usize::MAX);
        timeline
    }

    /// The same before its opening; see [`Self::open_on`].
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
        }
    }

    /// Goes on with the opening for so many calls; true once it is over. Whatever else is done to the run brings it to
    /// its end first.
    pub fn open_on(&mut self, calls: usize) -> bool {
        if self.opening && self.world.open_on(calls) {
            self.opening = false;
            self.look();
        }
        !self.opening
    }

    /// The beginning of a run that is known up to its last deed, and at least up to `end`.
    #[must_use]
    pub fn of(recording: Recording, end: Instant) -> Self {
        let mut timeline = Self::before(recording, end);
        timeline.open_on(usize::MAX);
        timeline
    }

    /// The same before its opening; see [`Self::open_on`].
    #[must_use]
    pub fn before(recording: Recording, end: Instant) -> Self {
        let mut timeline = Self::closed(recording.scenario);
        timeline.end = recording.interventions.last().map_or(end, |last| last.at.max(end));
        timeline.future = recording.interventions;
        timeline.future.reverse();
        timeline
    }

    /// The world at its moment.
    #[must_use]
    pub const fn world(&self) -> &World {
        &self.world
    }

    /// The moment.
    #[must_use]
    pub const fn now(&self) -> Instant {
        self.world.now()
    }

    /// How far the run was seen.
    #[must_use]
    pub fn end(&self) -> Instant {
        self.end.max(self.now())
    }

    /// The whole run, with what is done after this moment.
    #[must_use]
    pub fn recording(&self) -> Recording {
        let mut recording = self.world.recording().clone();
        recording.interventions.extend(self.future.iter().rev().cloned());
        recording
    }

    /// When something was done, in order.
    pub fn deeds(&self) -> impl Iterator<Item = &Timed> {
        self.world.recording().interventions.iter().chain(self.future.iter().rev())
    }

    /// What is to be drawn of the run.
    #[must_use]
    pub const fn track(&self) -> &Track {
        &self.track
    }

    /// How many keyframes there are.
    #[must_use]
    pub fn keyframes(&self) -> usize {
        self.keyframes.len()
    }

    /// When something happens next by itself, or because it was done then.
    #[must_use]
    pub fn next_event_at(&self) -> Option<Instant> {
        self.world.next_event_at().into_iter().chain(self.next_deed_at()).min()
    }

    fn next_deed_at(&self) -> Option<Instant> {
        self.future.last().map(|deed| deed.at)
    }

    /// The next happening that was not polled yet; see [`crate::shop::Shop::poll_happening`].
    pub fn poll_happening(&mut self) -> Option<Happening> {
        let happening = self.world.next_happening()?;
        self.track.note(happening);
        Some(happening.clone())
    }

    /// The next answer to a call of [`Self::call`].
    pub fn poll_foreign_reply(&mut self) -> Option<(CallId, Result<Response, Error>)> {
        self.world.poll_foreign_reply()
    }

    /// Runs on to `until`, and does again what was done meanwhile. The past is left alone. Poll happenings after every
    /// [`SLICE`] at the latest.
    pub fn advance_to(&mut self, until: Instant) {
        loop {
            let next = until.min(self.track.next_sample_at());
            match self.next_deed_at() {
                Some(at) if at <= next => {
                    self.world.advance_to(at);
                    self.do_again();
                }
                _ if self.now() < next => self.world.advance_to(next),
                _ => break,
            }
            self.look();
        }
    }

    /// Does again what comes next.
    fn do_again(&mut self) {
        if let Some(deed) = self.future.pop() {
            // What was refused then is refused now: it left no trace either time.
            let _ = self.world.intervene(deed.intervention);
        }
    }

    /// Keeps what is needed later of this moment.
    fn look(&mut self) {
        let now = self.now();
        self.track.sample(now, self.world.shop().backlog());
        if self.work() >= self.kept + self.keyframes.spacing(self.work()) && !self.passes_by() {
            self.keep();
        }
    }

    /// A keyframe here would be let go again before long.
    fn passes_by(&self) -> bool {
        let (since, left) = (self.now().since(self.kept_at), self.bound_for.since(self.now()));
        since.as_millis() * (KEYFRAMES_MAX as u64) < left.as_millis()
    }

    /// How much it takes to get here from the beginning.
    fn work(&self) -> u64 {
        self.world.shop().happenings() + self.world.recording().interventions.len() as u64
    }

    /// Keeps a clone of the world, unless there is one near by.
    fn keep(&mut self) {
        let (at, done, work) = (self.now(), self.world.recording().interventions.len(), self.work());
        let weight = self.world.weight();
        // What takes long to clone is cloned seldom.
        let spacing = self.keyframes.spacing(work).max(weight as u64 / 65_536);
        (self.kept, self.kept_at) =
            self.keyframes.nearest(at, done).map_or((0, Instant::ZERO), |keyframe| (keyframe.work, keyframe.at));
        if work >= self.kept + spacing {
            let world = Box::new(self.world.keyframe());
            self.keyframes.keep(Keyframe { at, done, work, weight, world });
            (self.kept, self.kept_at) = (work, at);
        } else {
            // Asked again a good while later.
            self.kept = work - self.keyframes.spacing(work) / 2;
        }
    }

    /// Goes to the next instant at which one can see something happen, or something was done; false if there is none
    /// within an hour.
    pub fn step(&mut self) -> bool {
        self.open_on(usize::MAX);
        let deed_at = self.next_deed_at();
        let stepped = self.world.step_before(deed_at.unwrap_or(Instant::from_millis(u64::MAX)));
        if let (false, Some(at)) = (stepped, deed_at) {
            self.pass(at);
            return true;
        }
        self.look();
        stepped
    }

    /// The latest instant before this one at which one could see something happen, or something was done; none at the
    /// beginning. The world may have to be looked at where it was before, and is somewhere else afterwards.
    pub fn previous_event_at(&mut self) -> Option<Instant> {
        let now = self.now();
        let deed = self.world.recording().interventions.iter().rev().map(|deed| deed.at).find(|at| *at < now);
        loop {
            let shop = self.world.shop();
            let seen = shop.log().rev().find(|seen| seen.at < now && seen.is_visible()).map(|seen| seen.at);
            let oldest = shop.log().next().filter(|oldest| oldest.seq > 0).map(|oldest| oldest.at);
            match (seen.max(deed), oldest) {
                // Older than all that the log keeps: it may hide something later than the deed.
                (found, Some(oldest)) if seen.is_none() && oldest > Instant::ZERO && found < Some(oldest) => {
                    self.seek(Instant::from_millis(oldest.as_millis() - 1));
                }
                (found, _) => return found,
            }
        }
    }

    /// Goes to any moment, past or future.
    pub fn seek(&mut self, at: Instant) {
        self.approach(at);
        self.pass_towards(at, at);
    }

    /// Goes to the known moment from which `at` is reached soonest by running on, and tells whether that is another
    /// than this one. To be called before [`Self::pass_towards`], which may take long and can be called in pieces.
    pub fn approach(&mut self, at: Instant) -> bool {
        self.jump(at, usize::MAX)
    }

    /// Runs on to `until` where nobody listens, on the way to `bound_for`: of its keyframes only so many would stay.
    pub fn pass_towards(&mut self, until: Instant, bound_for: Instant) {
        self.open_on(usize::MAX);
        self.bound_for = bound_for;
        self.pass(until);
        self.bound_for = Instant::ZERO;
    }

    /// Runs on to `until` where nobody listens.
    pub fn pass(&mut self, until: Instant) {
        self.open_on(usize::MAX);
        loop {
            self.advance_to(until.min(self.now() + SLICE));
            while let Some(happening) = self.world.next_happening() {
                self.track.note(happening);
            }
            if self.now() >= until {
                return;
            }
        }
    }

    /// The nearest known moment up to `at` at which no more than `done` deeds had been done.
    fn jump(&mut self, at: Instant, done: usize) -> bool {
        let here = self.world.recording().interventions.len();
        let is_before = self.now() <= at && here <= done;
        let nearest = self.keyframes.nearest(at, done).filter(|nearest| !is_before || nearest.work > self.work());
        if is_before && nearest.is_none() {
            return false;
        }
        let (known, work, kept_at) =
            nearest.map_or((0, 0, Instant::ZERO), |nearest| (nearest.done, nearest.work, nearest.at));
        let mut deeds = self.world.take_interventions();
        while deeds.len() > known {
            self.future.extend(deeds.pop());
        }
        while deeds.len() < known {
            deeds.extend(self.future.pop());
        }
        self.end = self.end();
        (self.kept, self.kept_at) = (work, kept_at);
        self.world = match nearest {
            Some(nearest) => nearest.world.resume(deeds),
            None => World::new(self.world.recording().scenario.clone()),
        };
        true
    }

    /// Does a deed now. What was to come is cut off, and what was undone is forgotten; [`Self::undo`] brings the old
    /// future back. A deed that is `joined` is undone together with the one before.
    ///
    /// # Errors
    /// A sentence for the person at the screen; nothing has changed then.
    pub fn intervene(&mut self, deed: Intervention, joined: bool) -> Result<(), Refusal> {
        self.open_on(usize::MAX);
        let done = self.world.recording().interventions.len();
        self.world.intervene(deed)?;
        self.fork(done, joined);
        Ok(())
    }

    /// Makes a call in the name of somebody outside of the shop; see [`World::call`]. It is a deed like any other.
    pub fn call(&mut self, request: Request, guest: &str) -> CallId {
        self.open_on(usize::MAX);
        let done = self.world.recording().interventions.len();
        let call = self.world.call(request, guest);
        self.fork(done, false);
        call
    }

    /// Ends a call of [`Self::call`] that waits.
    pub fn hang_up(&mut self, call: CallId) {
        let done = self.world.recording().interventions.len();
        self.world.hang_up(call);
        if self.world.recording().interventions.len() > done {
            self.fork(done, true);
        }
    }

    /// Cuts off what was to come, though nothing is done here: what is done in another run, which goes beside this one,
    /// cuts both. False where there is nothing to cut; else [`Self::undo`] brings it back.
    pub fn cut(&mut self) -> bool {
        let is_cut = self.end() > self.now();
        if is_cut {
            self.fork(self.world.recording().interventions.len(), false);
        }
        is_cut
    }

    /// The run goes another way from here, where `done` deeds had been done.
    fn fork(&mut self, done: usize, joined: bool) {
        let (at, end) = (self.now(), self.end());
        let is_cut = end > at;
        let track = is_cut.then(|| self.track.clone());
        let future = mem::take(&mut self.future);
        if is_cut {
            self.track.cut(at);
            self.keyframes.cut(at, done);
            self.end = at;
        }
        if joined && !is_cut {
            return;
        }
        if self.undo.len() == UNDO_MAX {
            self.undo.remove(0);
        }
        self.undo.push(Fork { at, done, future, end, track });
        self.redo.clear();
    }

    /// There is something to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty() || !self.world.recording().interventions.is_empty()
    }

    /// There is something to do again.
    #[must_use]
    pub const fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Takes the last deed back: the run goes the way that it went before, and the world is near the deed's moment.
    /// That moment is the answer; [`Self::pass`] leads there.
    pub fn undo(&mut self) -> Option<Instant> {
        // What was done before this page was opened can be taken back, too.
        let fork = self.undo.pop().or_else(|| {
            let deeds = &self.world.recording().interventions;
            let last = deeds.last()?;
            Some(Fork { at: last.at, done: deeds.len() - 1, future: Vec::new(), end: last.at, track: None })
        })?;
        let (at, back) = self.turn(fork);
        self.redo.push(back);
        Some(at)
    }

    /// Does again what was undone last, as [`Self::undo`].
    pub fn redo(&mut self) -> Option<Instant> {
        let fork = self.redo.pop()?;
        let (at, back) = self.turn(fork);
        self.undo.push(back);
        Some(at)
    }

    /// Goes back to a fork, and the other way from there.
    fn turn(&mut self, fork: Fork) -> (Instant, Fork) {
        let Fork { at, done, future, end, track } = fork;
        self.end = self.end();
        self.jump(at, done);
        // What is between here and the fork is common to both ways.
        let common = done - self.world.recording().interventions.len();
        let common = self.future.split_off(self.future.len() - common);
        let mine = mem::replace(&mut self.future, future);
        self.future.extend(common);
        let mut other = self.track.clone();
        other.cut(at);
        let back = Fork {
            at,
            done,
            future: mine,
            end: mem::replace(&mut self.end, end),
            track: Some(mem::replace(&mut self.track, track.unwrap_or(other))),
        };
        self.keyframes.cut(at, done);
        (at, back)
    }
}
