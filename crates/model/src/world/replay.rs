//! Worlds from recordings and keyframes.

use super::dispatch::Caller;
use super::{Watch, World, unwatched};
use crate::shop::{Recording, Shop, Timed};
use crate::time::Instant;

impl World {
    /// A clone of this moment without the interventions so far; see [`Self::resume`].
    #[must_use]
    pub fn keyframe(&mut self) -> Self {
        let done = std::mem::take(&mut self.recording.interventions);
        let mut keyframe = self.clone();
        self.recording.interventions = done;
        keyframe.foreign_replies.clear();
        for (_, caller) in &mut keyframe.waiting {
            if let Caller::Outside { awaited, .. } = caller {
                *awaited = false;
            }
        }
        keyframe
    }

    /// The world at the moment of this keyframe. `done` are the interventions up to then.
    #[must_use]
    pub fn resume(&self, done: Vec<Timed>) -> Self {
        let mut world = self.clone();
        world.recording.interventions = done;
        world
    }

    /// Takes the interventions so far out of this world, to [`Self::resume`] another one with them.
    pub fn take_interventions(&mut self) -> Vec<Timed> {
        std::mem::take(&mut self.recording.interventions)
    }

    /// The approximate size in bytes. A clone shares most of it until either side changes.
    #[must_use]
    pub fn weight(&self) -> usize {
        self.engine.weight() + self.shop.weight()
    }

    /// The approximate bytes of it that every clone has for itself.
    #[must_use]
    pub const fn unshared(&self) -> usize {
        self.engine.unshared()
    }

    /// Plays a recording up to `until`.
    #[must_use]
    pub fn replay(recording: &Recording, until: Instant) -> Self {
        Self::replay_watched(recording, until, &mut unwatched)
    }

    /// Plays a recording up to `until` and calls `line` with one line per happening, without storing them.
    pub fn trace(recording: &Recording, until: Instant, mut line: impl FnMut(&str)) {
        Self::replay_watched(recording, until, &mut |shop: &mut Shop| {
            while let Some(happening) = shop.poll_happening() {
                line(&happening.line(shop));
            }
        });
    }

    fn replay_watched(recording: &Recording, until: Instant, watch: &mut Watch<'_>) -> Self {
        let mut world = Self::closed(recording.scenario.clone());
        world.run(Instant::ZERO, watch);
        for timed in recording.interventions.iter().take_while(|timed| timed.at <= until) {
            world.run(timed.at, watch);
            // An intervention that was refused then is refused again, without effect.
            let _ = world.intervene_watched(timed.intervention.clone(), watch);
        }
        world.run(until, watch);
        world
    }
}
