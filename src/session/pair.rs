//! Two runs that are compared: always at the same moment, with the same customers.

use model::compare::{Differences, Half};
use model::shop::{Intervention, Limits, Refusal};
use model::sqs::{CallId, Request};
use model::time::Instant;
use model::timeline::Timeline;
use model::world::World;

use super::history::History;
use super::outbox::{CallUpdate, OnUpdate, Outbox};
use super::run::Run;

/// Two runs in the order of the halves; deeds and calls go to the chosen one.
pub struct Pair {
    pub(super) runs: [Run; 2],
    pub(super) chosen: Half,
    pub(super) history: History,
}

impl Pair {
    pub(super) fn new(timelines: [Timeline; 2], chosen: Half) -> Self {
        Self { runs: timelines.map(Run::new), chosen, history: History::default() }
    }

    pub(super) const fn run_mut(&mut self, half: Half) -> &mut Run {
        &mut self.runs[half as usize]
    }

    /// Drains what happened in both, in order of time.
    pub(super) fn listen(&mut self, outbox: &mut Outbox) {
        let chosen = self.run_mut(self.chosen).listen(outbox);
        let beside = self.run_mut(self.chosen.other()).listen(outbox);
        outbox.push_happenings(Some(self.chosen), chosen, beside);
    }

    /// Does a deed in the chosen run. Customers are the same in both runs, so a change of them is done in both.
    pub(super) fn intervene(&mut self, deed: Intervention, joined: bool) -> Result<(), Refusal> {
        let twin = matches!(deed, Intervention::SetCustomers { .. }).then(|| deed.clone());
        let half = self.chosen;
        let cut = self.has_future(half);
        self.run_mut(half).change().intervene(deed, joined)?;
        self.follow(half, twin, joined, cut);
        Ok(())
    }

    /// Makes a call in the chosen run.
    pub(super) fn call(
        &mut self,
        request: Request,
        guest: &str,
        on_update: OnUpdate,
        outbox: &mut Outbox,
    ) -> CallUpdate {
        let half = self.chosen;
        let cut = self.has_future(half);
        let update = self.run_mut(half).call(request, guest, on_update, outbox);
        self.follow(half, None, false, cut);
        update
    }

    /// Ends a call in the run that awaits it. Returns true if that run recorded it.
    pub(super) fn hang_up(&mut self, call: CallId) -> bool {
        let halves = [self.chosen, self.chosen.other()];
        let half = halves.into_iter().find(|half| self.runs[*half as usize].awaits(call)).unwrap_or(self.chosen);
        let cut = self.has_future(half);
        let is_recorded = self.run_mut(half).hang_up(call);
        if is_recorded {
            self.follow(half, None, true, cut);
        }
        is_recorded
    }

    fn has_future(&self, half: Half) -> bool {
        let timeline = self.runs[half as usize].timeline();
        timeline.end() > timeline.now()
    }

    /// Updates the other run and the history after a deed in `half`. `cut` says that the deed cut off the future there:
    /// the other run is cut at the same moment, so that both always have the same length of past.
    fn follow(&mut self, half: Half, twin: Option<Intervention>, joined: bool, cut: bool) {
        let other = half.other();
        let cut_there = self.has_future(other);
        let run = self.run_mut(other).change();
        let steps_there = match twin {
            Some(deed) => run.intervene(deed, joined).is_ok() && (!joined || cut_there),
            None => run.cut(),
        };
        let (here, there) = (u32::from(!joined || cut), u32::from(steps_there));
        self.history.add(half.of([[here, there], [there, here]]));
    }

    /// Undoes the last deed of either run. Returns its moment; both runs are near it.
    pub(super) fn undo(&mut self) -> Option<Instant> {
        let at = self.history.undo(&mut self.runs);
        self.approach(at)
    }

    /// Redoes the last undone deed, as [`Self::undo`].
    pub(super) fn redo(&mut self) -> Option<Instant> {
        let at = self.history.redo(&mut self.runs);
        self.approach(at)
    }

    fn approach(&mut self, at: Option<Instant>) -> Option<Instant> {
        for run in &mut self.runs {
            run.timeline_mut().approach(at?);
        }
        at
    }
}

/// What differs between two worlds.
#[must_use]
pub fn differences(halves: [&World; 2]) -> Differences {
    let limits = Limits { customers: 0, people: 64, tickets: 0 };
    let [a, b] = halves.map(|world| world.shop().snapshot(world.now(), limits));
    Differences::between([&a, &b])
}
