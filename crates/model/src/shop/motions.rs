//! Movements on the stage that are under way. Their number is bounded: beyond 16,384 the picture does not change.

use super::{Motion, Mover, Spot};
use crate::collections::ChunkedQueue;
use crate::time::{Instant, Span};

/// The number of movements under way is at most this.
const MOTIONS_MAX: usize = 16_384;

/// Up to this many finished movements may stay in memory.
const SLACK: usize = 256;

/// Movements of the same duration end in the order of their start, so there is one queue for each duration.
#[derive(Clone, Debug, Default)]
pub(super) struct Motions {
    lengths: Vec<(Span, ChunkedQueue<Motion>)>,
    count: usize,
}

impl Motions {
    /// Removes finished movements, and returns whether another one fits.
    pub(super) fn has_room(&mut self, now: Instant) -> bool {
        if self.count >= SLACK {
            (0..self.lengths.len()).for_each(|place| self.forget_arrived(place, now));
        }
        self.count < MOTIONS_MAX
    }

    fn forget_arrived(&mut self, place: usize, now: Instant) {
        let (_, motions) = &mut self.lengths[place];
        while motions.front().is_some_and(|motion| motion.end <= now) {
            motions.skip_front();
            self.count -= 1;
        }
    }

    /// Starts a movement. Does nothing if the duration is zero or if there are too many movements.
    pub(super) fn start(&mut self, what: Mover, from: Spot, to: Spot, start: Instant, span: Span) {
        if span.is_zero() || !self.has_room(start) {
            return;
        }
        let place = self.lengths.iter().position(|(length, _)| *length == span).unwrap_or_else(|| {
            (0..self.lengths.len()).for_each(|place| self.forget_arrived(place, start));
            self.lengths.retain(|(_, motions)| !motions.is_empty());
            self.lengths.push((span, ChunkedQueue::default()));
            self.lengths.len() - 1
        });
        self.forget_arrived(place, start);
        self.lengths[place].1.push_back(Motion { what, from, to, start, end: start + span });
        self.count += 1;
    }

    /// Returns the movements by their end, and those that end together by their start.
    pub(super) fn iter(&self, now: Instant) -> impl Iterator<Item = &Motion> {
        let lengths = self.lengths.iter().map(|(_, motions)| motions.iter());
        let mut lengths: Vec<_> =
            lengths.map(|motions| motions.skip_while(move |motion| motion.end <= now).peekable()).collect();
        std::iter::from_fn(move || {
            let firsts = lengths.iter_mut().enumerate().filter_map(|(place, motions)| {
                let motion = motions.peek()?;
                Some((motion.end, motion.start, place))
            });
            let (_, _, place) = firsts.min()?;
            lengths[place].next()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    #[test]
    fn motions_are_sorted_by_their_end() {
        let mut rng = Rng::stream(1, 1);
        let (mut motions, mut plain) = (Motions::default(), Vec::new());
        for step in 0..2_000 {
            let (start, span) =
                (Instant::from_millis(step * 7), Span::from_millis([600, 700, 900][rng.below(3) as usize]));
            motions.start(Mover::Cup, Spot::Door, Spot::Line(step as u32), start, span);
            plain.push((start + span, start, step));
            if step % 50 == 0 {
                plain.retain(|(end, ..)| *end > start);
                plain.sort_unstable();
                let seen = motions.iter(start).map(|motion| (motion.end, motion.start, motion.to));
                assert!(seen.eq(plain.iter().map(|(end, start, step)| (*end, *start, Spot::Line(*step as u32)))));
            }
        }
        assert_eq!((motions.iter(Instant::from_millis(15_000)).count(), motions.has_room(Instant::ZERO)), (0, true));
    }

    #[test]
    fn the_number_of_motions_is_bounded() {
        let mut motions = Motions::default();
        for step in 0..20_000 {
            motions.start(Mover::Cup, Spot::Door, Spot::Line(step), Instant::ZERO, Span::from_millis(500));
        }
        assert_eq!(motions.iter(Instant::ZERO).count(), MOTIONS_MAX);
        assert!(!motions.has_room(Instant::from_millis(499)) && motions.has_room(Instant::from_millis(500)));
    }
}
