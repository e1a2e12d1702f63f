//! Steps and seeks to another moment.

use super::{SLICE, Timeline};
use crate::time::Instant;
use crate::world::World;

impl Timeline {
    /// Runs to the next instant with a visible happening or a recorded intervention. Returns false if there is none
    /// within an hour of virtual time.
    pub fn step(&mut self) -> bool {
        self.open_on(usize::MAX);
        let deed_at = self.next_intervention_at();
        let stepped = self.world.step_before(deed_at.unwrap_or(Instant::from_millis(u64::MAX)));
        if let (false, Some(at)) = (stepped, deed_at) {
            self.pass(at);
            return true;
        }
        self.sample();
        stepped
    }

    /// The latest earlier instant with a visible happening or an intervention; `None` at the start. The shop remembers it:
    /// nothing is simulated.
    #[must_use]
    pub fn previous_event_at(&self) -> Option<Instant> {
        let now = self.now();
        let deed = self.world.recording().interventions.iter().rev().map(|deed| deed.at).find(|at| *at < now);
        self.world.shop().seen_before(now).max(deed)
    }

    /// Goes to a moment, past or future.
    pub fn seek(&mut self, at: Instant) {
        self.approach(at);
        self.pass_towards(at, at);
    }

    /// Goes to the moment from which `at` is reached with the least work: a keyframe, the start, or the current moment.
    /// Returns false if it stays at the current moment. Call [`Self::pass_towards`] next.
    pub fn approach(&mut self, at: Instant) -> bool {
        self.jump(at, usize::MAX)
    }

    /// Runs to `until`, one part of the way to `bound_for`, and drops the happenings. Takes no keyframes that would be
    /// dropped again before the end of the way.
    pub fn pass_towards(&mut self, until: Instant, bound_for: Instant) {
        self.open_on(usize::MAX);
        self.bound_for = bound_for;
        self.pass(until);
        self.bound_for = Instant::ZERO;
    }

    /// Runs to `until` and drops the happenings.
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

    /// Restores the nearest keyframe up to `at` with no more than `done` interventions, or the start. Returns false if
    /// the current moment is at least as near.
    pub(super) fn jump(&mut self, at: Instant, done: usize) -> bool {
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
            None => World::closed(self.world.recording().scenario.clone()),
        };
        self.opening = nearest.is_none();
        true
    }
}
