//! One run, or two that are compared.

use std::{mem, slice};

use model::compare::Half;
use model::shop::{Intervention, Refusal, Scenario};
use model::sqs::{CallId, Request};
use model::time::Instant;
use model::timeline::Timeline;

use super::outbox::{CallUpdate, OnUpdate, Outbox};
use super::pair::Pair;
use super::run::Run;

/// Happenings and instants to simulate in one piece of a search: some milliseconds.
const PIECE: u64 = 4_000;

/// The runs of a session. All are at the same moment, except during a seek.
pub enum Runs {
    /// One shop.
    One(Box<Run>),
    /// Two shops side by side.
    Pair(Box<Pair>),
}

/// An empty shop, to take the place of runs that are moved.
impl Default for Runs {
    fn default() -> Self {
        Self::one(Timeline::closed(Scenario::default()))
    }
}

impl Runs {
    pub(super) fn one(timeline: Timeline) -> Self {
        Self::One(Box::new(Run::new(timeline)))
    }

    pub(super) fn pair(timelines: [Timeline; 2], chosen: Half) -> Self {
        Self::Pair(Box::new(Pair::new(timelines, chosen)))
    }

    /// All runs, in the order of the halves.
    #[must_use]
    pub fn all(&self) -> &[Run] {
        match self {
            Self::One(run) => slice::from_ref(run),
            Self::Pair(pair) => &pair.runs,
        }
    }

    pub(super) fn all_mut(&mut self) -> &mut [Run] {
        match self {
            Self::One(run) => slice::from_mut(run),
            Self::Pair(pair) => &mut pair.runs,
        }
    }

    /// The half that deeds and calls go to; `None` for a single run.
    #[must_use]
    pub const fn half(&self) -> Option<Half> {
        match self {
            Self::One(_) => None,
            Self::Pair(pair) => Some(pair.chosen),
        }
    }

    /// The run that deeds and calls go to.
    #[must_use]
    pub fn chosen(&self) -> &Run {
        self.of(self.half())
    }

    /// The run of a half. A single run is every half.
    #[must_use]
    pub fn of(&self, half: Option<Half>) -> &Run {
        match self {
            Self::One(run) => run,
            Self::Pair(pair) => &pair.runs[half.unwrap_or(pair.chosen) as usize],
        }
    }

    pub(super) fn of_mut(&mut self, half: Option<Half>) -> &mut Run {
        match self {
            Self::One(run) => run,
            Self::Pair(pair) => pair.run_mut(half.unwrap_or(pair.chosen)),
        }
    }

    /// Both runs of a pair, in the order of the halves.
    #[must_use]
    pub fn both(&self) -> Option<[&Run; 2]> {
        match self {
            Self::One(_) => None,
            Self::Pair(pair) => Some(pair.runs.each_ref()),
        }
    }

    /// Gives up a half of a pair; the other one is alone then.
    pub(super) fn drop_half(&mut self, half: Half, outbox: &mut Outbox) {
        match mem::take(self) {
            Self::Pair(pair) => {
                let [a, b] = pair.runs;
                let (mut gone, kept) = if half == Half::A { (a, b) } else { (b, a) };
                gone.lose_callers(outbox);
                *self = Self::One(Box::new(kept));
            }
            one => *self = one,
        }
    }

    /// How far the runs were seen.
    #[must_use]
    pub fn end(&self) -> Instant {
        self.all().iter().map(|run| run.timeline().end()).max().unwrap_or(Instant::ZERO)
    }

    pub(super) fn can_undo(&self) -> bool {
        match self {
            Self::One(run) => run.timeline().can_undo(),
            Self::Pair(pair) => pair.history.can_undo(&pair.runs),
        }
    }

    pub(super) fn can_redo(&self) -> bool {
        match self {
            Self::One(run) => run.timeline().can_redo(),
            Self::Pair(pair) => pair.history.can_redo(),
        }
    }

    /// Returns true if a deed was done since the runs were opened.
    pub(super) fn has_done(&self) -> bool {
        match self {
            Self::One(run) => run.timeline().has_done(),
            Self::Pair(pair) => pair.history.has_done(),
        }
    }

    /// Clears the redo list.
    pub(super) fn forget_undone(&mut self) {
        if let Self::Pair(pair) = self {
            pair.history.forget_undone();
        }
        for run in self.all_mut() {
            run.timeline_mut().forget_undone();
        }
    }

    /// The same runs without their worlds, with all that can be undone or redone; see [`Timeline::set_aside`].
    pub(super) fn set_aside(&self) -> Self {
        let aside = |run: &Run| Run::new(run.timeline().set_aside());
        match self {
            Self::One(run) => Self::One(Box::new(aside(run))),
            Self::Pair(pair) => Self::Pair(Box::new(Pair {
                runs: pair.runs.each_ref().map(aside),
                chosen: pair.chosen,
                history: pair.history.clone(),
            })),
        }
    }

    /// Jumps to the known moment from which `at` is reached soonest. Returns true if that is another world.
    pub(super) fn approach(&mut self, at: Instant) -> bool {
        let mut jumped = false;
        for run in self.all_mut() {
            jumped |= run.timeline_mut().approach(at);
        }
        jumped
    }

    /// Continues the opening of every run. Returns true once all are open.
    pub(super) fn open_on(&mut self) -> bool {
        let mut open = true;
        for run in self.all_mut() {
            open &= run.open_on();
        }
        open
    }

    /// Simulates one stretch towards `at`, in the run or runs that are behind. Returns true once all have reached it.
    pub(super) fn pass_towards(&mut self, at: Instant) -> bool {
        let behind = self.earliest();
        for run in self.all_mut().iter_mut().filter(|run| run.timeline().now() == behind) {
            run.pass_towards(at);
        }
        self.earliest() >= at
    }

    /// The moment of the run that is furthest.
    pub(super) fn furthest(&self) -> Instant {
        self.all().iter().map(|run| run.timeline().now()).max().unwrap_or(Instant::ZERO)
    }

    pub(super) fn earliest(&self) -> Instant {
        self.all().iter().map(|run| run.timeline().now()).min().unwrap_or(Instant::ZERO)
    }

    /// Advances all runs to `until` and drains what happened.
    pub(super) fn advance_to(&mut self, until: Instant, outbox: &mut Outbox) {
        for run in self.all_mut() {
            run.timeline_mut().advance_to(until);
        }
        self.listen(outbox);
    }

    /// Drains what happened since the last call.
    pub(super) fn listen(&mut self, outbox: &mut Outbox) {
        match self {
            Self::One(run) => {
                let happenings = run.listen(outbox);
                outbox.push_happenings(None, happenings, Vec::new());
            }
            Self::Pair(pair) => pair.listen(outbox),
        }
    }

    /// How much was seen to happen, and how many deeds were done.
    pub(super) fn seen(&self) -> u64 {
        self.all().iter().map(|run| run.world().shop().visible_happenings() + run.deeds() as u64).sum()
    }

    /// Advances towards `limit` until more is seen than `seen`, for one piece of work. Returns whether that was found
    /// once the search is over.
    pub(super) fn search(&mut self, limit: Instant, seen: u64, outbox: &mut Outbox) -> Option<bool> {
        let work = |runs: &Self| runs.all().iter().map(|run| run.world().shop().happenings()).sum::<u64>();
        let start = work(self);
        for instants in 0.. {
            if work(self) + instants > start + PIECE {
                return None;
            }
            let next = self.all().iter().filter_map(|run| run.timeline().next_event_at()).min();
            let Some(at) = next.filter(|at| *at <= limit) else { break };
            self.advance_to(at, outbox);
            if self.seen() > seen {
                return Some(true);
            }
        }
        Some(false)
    }

    pub(super) fn undo(&mut self) -> Option<Instant> {
        match self {
            Self::One(run) => run.change().undo(),
            Self::Pair(pair) => pair.undo(),
        }
    }

    pub(super) fn redo(&mut self) -> Option<Instant> {
        match self {
            Self::One(run) => run.change().redo(),
            Self::Pair(pair) => pair.redo(),
        }
    }

    pub(super) fn intervene(&mut self, deed: Intervention, joined: bool) -> Result<(), Refusal> {
        match self {
            Self::One(run) => run.change().intervene(deed, joined),
            Self::Pair(pair) => pair.intervene(deed, joined),
        }
    }

    pub(super) fn call(
        &mut self,
        request: Request,
        guest: &str,
        on_update: OnUpdate,
        outbox: &mut Outbox,
    ) -> CallUpdate {
        match self {
            Self::One(run) => run.call(request, guest, on_update, outbox),
            Self::Pair(pair) => pair.call(request, guest, on_update, outbox),
        }
    }

    pub(super) fn hang_up(&mut self, call: CallId) -> bool {
        match self {
            Self::One(run) => run.hang_up(call),
            Self::Pair(pair) => pair.hang_up(call),
        }
    }

    /// The caller of a call that waits hears nothing more.
    /// Returns false if there is none.
    pub(super) fn silence(&mut self, call: CallId) -> bool {
        self.all_mut().iter_mut().any(|run| run.silence(call))
    }

    pub(super) fn lose_callers(&mut self, outbox: &mut Outbox) {
        for run in self.all_mut() {
            run.lose_callers(outbox);
        }
    }

    pub(super) fn drop_news(&mut self) {
        for run in self.all_mut() {
            run.news = None;
        }
    }
}
