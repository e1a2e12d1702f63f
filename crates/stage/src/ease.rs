//! Easing: from a share of the time to a share of the way. Only + - × ÷, so the result is the same on every machine.

use super::Point;
use model::shop::Manner;
use model::time::Instant;

/// The pose of a travelling slip.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pose {
    pub(super) at: Point,
    pub(super) turn: f64,
    pub(super) opacity: f64,
    /// The size of the stamp, relative to its normal size; `None` before the slip is stamped.
    pub(super) stamp: Option<f64>,
}

/// The share of the time from `start` to `end` that has passed at `now`, from 0 to 1.
pub(super) fn share(start: Instant, end: Instant, now: Instant) -> f64 {
    let whole = end.since(start).as_millis().max(1);
    let over = now.since(start).as_millis().min(whole);
    over as f64 / whole as f64
}

/// As [`share`], in thousandths, in steps of five: too fine to see, and coarse enough to change rarely.
pub(super) fn thousandths(start: Instant, end: Instant, now: Instant) -> u16 {
    let whole = end.since(start).as_millis().max(1);
    let over = now.since(start).as_millis().min(whole);
    (over.saturating_mul(200) / whole * 5) as u16
}

/// Slow at both ends.
pub(super) fn smooth(share: f64) -> f64 {
    share * share * (3.0 - 2.0 * share)
}

/// 0 for the first three quarters, then rising to 1.
pub(super) fn late(share: f64) -> f64 {
    ((share - 0.75) * 4.0).clamp(0.0, 1.0)
}

/// A triangle wave between -1 and 1 that starts each period at 0.
pub(super) fn wave(turns: f64) -> f64 {
    let phase = turns - (turns as i64) as f64;
    if phase < 0.25 {
        phase * 4.0
    } else if phase < 0.75 {
        2.0 - phase * 4.0
    } else {
        phase * 4.0 - 4.0
    }
}

/// A point on a shallow arc between two points, as a hand lifts a slip.
pub(super) fn arc(from: Point, to: Point, share: f64) -> Point {
    let lift = 4.0 * share * (1.0 - share) * 22.0;
    from.toward(to, share).shifted(0.0, -lift)
}

/// The pose of a slip that moves between two points.
pub(super) fn pose(manner: Manner, from: Point, to: Point, share: f64) -> Pose {
    let plain = Pose { at: from, turn: 0.0, opacity: 1.0, stamp: None };
    match manner {
        Manner::Slide => Pose { at: arc(from, to, smooth(share)), ..plain },
        Manner::ShakeAndReturn => {
            let (shake, walk) = phases(share, 0.35);
            let swing = wave(shake * 4.0) * (1.0 - walk);
            Pose { at: arc(from, to, smooth(walk)).shifted(swing * 5.0, 0.0), turn: swing * 12.0, ..plain }
        }
        Manner::StampAndTear => {
            let (press, fall) = phases(share, 0.4);
            let drop = fall * fall;
            Pose {
                at: from.toward(to, drop),
                turn: drop * 40.0,
                opacity: 1.0 - 0.5 * drop,
                stamp: Some(1.6 - 0.6 * smooth(press)),
            }
        }
        Manner::Fall => {
            let drop = share * share;
            Pose { at: from.toward(to, drop), turn: drop * 60.0, ..plain }
        }
        Manner::WalkBack => {
            // Walking: six light steps.
            let step = wave(share * 6.0);
            Pose { at: from.toward(to, share).shifted(0.0, step * 2.0), turn: step * 5.0, ..plain }
        }
        Manner::Fade => Pose { opacity: 1.0 - share, ..plain },
    }
}

/// There, a rest, and back: the share of the way for a slip that is turned away.
pub(super) fn visit(share: f64) -> f64 {
    let (there, rest) = phases(share, 0.4);
    let (_, back) = phases(rest, 0.5);
    smooth(there) - smooth(back)
}

/// Splits a share into two consecutive ones.
fn phases(share: f64, first: f64) -> (f64, f64) {
    ((share / first).min(1.0), ((share - first) / (1.0 - first)).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: Point = Point::new(0.0, 0.0);
    const TO: Point = Point::new(100.0, 40.0);

    #[test]
    fn every_journey_begins_here_and_ends_there() {
        for manner in [Manner::Slide, Manner::ShakeAndReturn, Manner::StampAndTear, Manner::Fall, Manner::WalkBack] {
            assert_eq!(pose(manner, FROM, TO, 0.0).at, FROM, "{manner:?}");
            assert_eq!(pose(manner, FROM, TO, 1.0).at, TO, "{manner:?}");
        }
        assert_eq!(pose(Manner::Fade, FROM, TO, 1.0).opacity, 0.0);
    }

    #[test]
    fn a_visitor_comes_stays_and_leaves() {
        assert_eq!([0.0, 0.4, 0.6, 1.0].map(visit), [0.0, 1.0, 1.0, 0.0]);
    }

    #[test]
    fn a_ticket_whose_time_ran_out_shakes_before_it_walks() {
        let early = pose(Manner::ShakeAndReturn, FROM, TO, 0.1);
        assert!(early.at.x != 0.0 && early.at.x.abs() <= 5.0 && early.turn != 0.0);
        assert!(pose(Manner::ShakeAndReturn, FROM, TO, 0.8).at.x > 40.0);
    }

    #[test]
    fn shares_stay_within_their_time() {
        let at = Instant::from_millis;
        assert_eq!(share(at(100), at(200), at(50)), 0.0);
        assert_eq!(share(at(100), at(200), at(150)), 0.5);
        assert_eq!(share(at(100), at(200), at(900)), 1.0);
        assert_eq!(share(at(100), at(100), at(100)), 0.0);
        assert_eq!(thousandths(at(0), at(3), at(1)), 330);
        assert_eq!(thousandths(at(0), at(3), at(3)), 1_000);
        assert_eq!(wave(0.25), 1.0);
        assert_eq!(wave(1.75), -1.0);
    }
}
