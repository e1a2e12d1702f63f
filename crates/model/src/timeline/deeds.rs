//! The interventions of a run as marks, without looking at each of them.

use super::Timeline;
use crate::shop::{Intervention, Timed};

impl Timeline {
    /// The first intervention in each sample's width of time, except crashes, which the track marks
    /// itself. It skips the rest of an interval by binary search: a run of a hundred thousand calls has no more marks
    /// than a short one.
    pub fn marked_deeds(&self) -> impl Iterator<Item = &Timed> {
        let (past, future) = (&self.world.recording().interventions, &self.future);
        let width = self.track.width_ms();
        let past = firsts(past.len(), width, |index| &past[index]);
        past.chain(firsts(future.len(), width, |index| &future[future.len() - 1 - index]))
    }
}

/// The first intervention of each interval, of `count` interventions in order of time.
fn firsts<'a>(count: usize, width_ms: u64, deed: impl Fn(usize) -> &'a Timed) -> impl Iterator<Item = &'a Timed> {
    let mut next = 0;
    std::iter::from_fn(move || {
        while next < count {
            let found = deed(next);
            let Timed { at, intervention } = found;
            if matches!(intervention, Intervention::Crash { .. }) {
                next += 1;
                continue;
            }
            let interval = at.as_millis() / width_ms;
            let (mut low, mut high) = (next + 1, count);
            while low < high {
                let middle = usize::midpoint(low, high);
                if deed(middle).at.as_millis() / width_ms == interval {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            next = low;
            return Some(found);
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shop::PersonId;
    use crate::time::Instant;

    #[test]
    fn only_the_first_deed_of_an_interval_is_marked() {
        let crash = Intervention::Crash { person: PersonId(1) };
        let deed = |at, intervention| Timed { at: Instant::from_millis(at), intervention };
        let deeds = [
            deed(0, crash.clone()),
            deed(0, Intervention::Take),
            deed(99, Intervention::Take),
            deed(100, crash.clone()),
            deed(199, Intervention::Take),
            deed(300, crash),
            deed(400, Intervention::Take),
            deed(400, Intervention::Take),
        ];
        let marked =
            |count| firsts(count, 100, |index| &deeds[index]).map(|deed| deed.at.as_millis()).collect::<Vec<_>>();
        assert_eq!(marked(8), [0, 199, 400]);
        assert_eq!(marked(1), [0_u64; 0]);
    }
}
