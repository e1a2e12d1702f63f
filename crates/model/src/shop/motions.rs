//! What is on its way, bounded: a picture of more flights shows nothing that one of sixteen thousand does not.

use super::{Motion, Mover, Spot};
use crate::collections::ChunkedQueue;
use crate::time::{Instant, Span};

/// How many may be on their way at once.
const MOTIONS_MAX: usize = 16_384;

/// So few that have arrived may stay until another sets off for as long.
const SLACK: usize = 256;

/// What takes equally long ends in the order in which it began: a queue for each of the few lengths that there are.
#[derive(Clone, Debug, Default)]
pub(super) struct Motions {
    lengths: Vec<(Span, ChunkedQueue<Motion>)>,
    count: usize,
}

impl Motions {
    /// Tells whether something more may set off.
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

    /// Something sets off.
    pub(super) fn go(&mut self, what: Mover, from: Spot, to: Spot, start: Instant, span: Span) {
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

    /// By their end; those that end together in the order in which they began.
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
    fn what_is_on_its_way_ends_in_order() {
        let mut rng = Rng::stream(1, 1);
        let (mut motions, mut plain) = (Motions::default(), Vec::new());
        for step in 0..2_000 {
            let (start, span) =
                (Instant::from_millis(step * 7), Span::from_millis([600, 700, 900][rng.below(3) as usize]));
            motions.go(Mover::Cup, Spot::Door, Spot::Line(step as u32), start, span);
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
    fn a_crowd_is_bounded() {
        let mut motions = Motions::default();
        for step in 0..20_000 {
            motions.go(Mover::Cup, Spot::Door, Spot::Line(step), Instant::ZERO, Span::from_millis(500));
        }
        assert_eq!(motions.iter(Instant::ZERO).count(), MOTIONS_MAX);
        assert!(!motions.has_room(Instant::from_millis(499)) && motions.has_room(Instant::from_millis(500)));
    }
}
