//! Keyframes: clones of the world, dense near the current moment and sparser further away.

use crate::time::Instant;
use crate::world::World;

/// The most keyframes.
pub const KEYFRAMES_MAX: usize = 64;

/// The approximate memory limit of all keyframes together, in bytes, without the world itself.
pub const WEIGHT_MAX: usize = 96_000_000;

/// The least work between two keyframes: less is replayed within one frame.
const SPACING_MIN: u64 = 1_024;

/// A clone of the world at one moment.
#[derive(Clone, Debug)]
pub(super) struct Keyframe {
    pub(super) at: Instant,
    /// The number of interventions up to then.
    pub(super) done: usize,
    /// The work to get here from the start, in happenings and interventions.
    pub(super) work: u64,
    /// The approximate size by itself, in bytes.
    pub(super) weight: usize,
    pub(super) world: Box<World>,
}

impl Keyframe {
    /// The approximate memory in bytes that it does not share with an earlier keyframe.
    fn changed_since(&self, before: &Self) -> usize {
        /// The people, the slips they hold, and the latest slips.
        const ALWAYS: usize = 800_000;
        /// Per happening: data next to that of the happening before.
        const IN_ORDER: usize = 64;
        /// Per happening: entries anywhere in the id tables, which are 1/`TABLES` of the world.
        const ANYWHERE: usize = 192;
        const TABLES: usize = 32;
        let happenings = (self.work - before.work) as usize;
        let anywhere = (happenings * ANYWHERE).min(self.weight / TABLES);
        (ALWAYS + happenings * IN_ORDER + anywhere).min(self.weight) + self.world.unshared()
    }
}

/// The keyframes of a run, in order of time and interventions.
#[derive(Clone, Debug, Default)]
pub(super) struct Keyframes {
    frames: Vec<Keyframe>,
}

impl Keyframes {
    pub(super) fn len(&self) -> usize {
        self.frames.len()
    }

    /// The least work between two keyframes at a moment `work` from the start.
    pub(super) const fn spacing(&self, work: u64) -> u64 {
        let growing = work / 96;
        if growing > SPACING_MIN { growing } else { SPACING_MIN }
    }

    /// The last keyframe up to `at` with no more than `done` interventions.
    pub(super) fn nearest(&self, at: Instant, done: usize) -> Option<&Keyframe> {
        self.frames.iter().rev().find(|frame| frame.at <= at && frame.done <= done)
    }

    /// Adds a keyframe and drops others while there are too many.
    pub(super) fn keep(&mut self, frame: Keyframe) {
        let (here, heavy) = (frame.work, frame.weight > WEIGHT_MAX);
        let place = self.frames.partition_point(|other| (other.at, other.done) <= (frame.at, frame.done));
        self.frames.insert(place, frame);
        // A large world leaves less memory for keyframes.
        let most = if heavy { WEIGHT_MAX / 4 } else { WEIGHT_MAX };
        while self.frames.len() > KEYFRAMES_MAX || self.weight() > most {
            let Some(least) = self.least(here) else { break };
            self.frames.remove(least);
        }
    }

    /// The approximate memory of all keyframes in bytes: of each, the part it does not share with the one before.
    fn weight(&self) -> usize {
        self.frames.windows(2).map(|pair| pair[1].changed_since(&pair[0])).sum()
    }

    /// The keyframe to drop: the one whose gap is smallest for its distance from the current moment.
    fn least(&self, here: u64) -> Option<usize> {
        let last = self.frames.last()?.work;
        let cost = |place: usize| {
            let frame = &self.frames[place];
            let before = place.checked_sub(1).map_or(0, |before| self.frames[before].work);
            let after = self.frames.get(place + 1).map_or(last, |after| after.work);
            (u128::from(after - before) << 32) / u128::from(frame.work.abs_diff(here) + last / 2 + 1)
        };
        (0..self.frames.len()).filter(|place| self.frames[*place].work != here).min_by_key(|place| cost(*place))
    }

    /// Drops the keyframes after `at` or after more than `done` interventions: they belong to another continuation.
    pub(super) fn cut(&mut self, at: Instant, done: usize) {
        self.frames.retain(|frame| frame.at <= at && frame.done <= done);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shop::Scenario;

    fn keep(frames: &mut Keyframes, work: u64, weight: usize) {
        let at = Instant::from_millis(work);
        frames.keep(Keyframe { at, done: 0, work, weight, world: Box::new(World::new(Scenario::default())) });
        assert!(frames.len() <= KEYFRAMES_MAX && frames.weight() <= WEIGHT_MAX);
        assert!(frames.frames.is_sorted_by_key(|frame| frame.at));
    }

    #[test]
    fn the_past_is_thinned_and_no_gap_gets_wide() {
        let mut frames = Keyframes::default();
        let mut work = 0;
        while work < 1_000_000 {
            work += frames.spacing(work);
            keep(&mut frames, work, 1);
        }
        let works: Vec<u64> = frames.frames.iter().map(|frame| frame.work).collect();
        let gaps: Vec<u64> = works.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let widest = gaps.iter().chain(works.first()).max().copied().unwrap_or_default();
        assert_eq!(frames.len(), KEYFRAMES_MAX);
        assert!(widest < work / 20, "{widest} of {work}: {gaps:?}");
        let sum = |gaps: &[u64]| gaps.iter().sum::<u64>();
        assert!(sum(&gaps[..16]) > sum(&gaps[47..]) * 3 / 2, "{gaps:?}");
    }

    #[test]
    fn the_neighbourhood_of_a_moment_in_the_past_gets_dense() {
        let mut frames = Keyframes::default();
        (1..=200).for_each(|number| keep(&mut frames, 5_000 * number, 1));
        (0..20).for_each(|number| keep(&mut frames, 300_100 + 1_024 * number, 1));
        let near = frames.frames.iter().filter(|frame| (300_000..321_000).contains(&frame.work)).count();
        assert!(near >= 4, "{near}");
    }

    #[test]
    fn heavy_ones_are_fewer() {
        let mut frames = Keyframes::default();
        (1..=40).for_each(|number| keep(&mut frames, 10_000 * number, 3 * WEIGHT_MAX));
        assert!((2..20).contains(&frames.len()), "{}", frames.len());
        keep(&mut frames, 10_000_000, 3 * WEIGHT_MAX);
        assert_eq!(frames.len(), 1);
    }

    #[test]
    fn a_cut_leaves_what_is_common() {
        let mut frames = Keyframes::default();
        (1..=5).for_each(|number| keep(&mut frames, 2_000 * number, 3));
        frames.cut(Instant::from_millis(6_000), 0);
        let own = World::new(Scenario::default()).unshared();
        assert_eq!((frames.len(), frames.weight()), (3, 2 * (3 + own)));
        let nearest = |at| frames.nearest(Instant::from_millis(at), 0).map(|frame| frame.work);
        assert_eq!([1_999, 2_000, 5_000, 99_999].map(nearest), [None, Some(2_000), Some(4_000), Some(6_000)]);
    }
}
