//! The drawing of a run under the stage: curves, marks, and which moment a place on the strip means.

use model::shop::measures::Backlog;
use model::shop::{Intervention, Mode, Timed};
use model::time::Instant;
use model::timeline::{MarkKind, Track};

/// Width of the drawing, in its own units.
pub const WIDTH: u64 = 10_000;
/// Height of the drawing, in its own units.
pub const HEIGHT: u64 = 100;

/// The lengths of the strip in seconds; a run takes the first that it fits into.
const LENGTHS: [u64; 12] = [60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400, 604_800];

/// The backlog that fills the strip's height at least.
const PEAK_MIN: u64 = 8;

/// The distance within which a press means a mark, in units of [`WIDTH`].
const NEAR: u64 = 60;

/// The kind of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Something went wrong.
    Trouble(MarkKind),
    /// An intervention.
    Deed,
}

/// The distance within which marks stand beside each other, in units of [`WIDTH`].
const TOGETHER: u64 = 30;

impl Sign {
    /// What happened, unless it was an intervention.
    const fn trouble(self) -> &'static str {
        match self {
            Self::Trouble(MarkKind::Crash) => "A barista drops the cup",
            Self::Trouble(MarkKind::DeadLetter) => "An order goes to the dead letters",
            Self::Trouble(MarkKind::Duplicate) => "An order is delivered or made twice",
            Self::Deed => "",
        }
    }
}

/// A mark on the strip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StripMark {
    /// The moment.
    pub at: Instant,
    /// Its place, from 0 to [`WIDTH`].
    pub x: u64,
    /// Its kind.
    pub sign: Sign,
    /// What happened.
    pub what: String,
    /// How many marks stand at its place before it: it is drawn beside them.
    pub nth: u64,
}

/// The drawing of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strip {
    /// The length of the strip, in milliseconds.
    pub length_ms: u64,
    /// The latest moment that was played.
    pub end: Instant,
    /// SVG path data of all stored messages; without a board, of the customers in line.
    pub all: String,
    /// SVG path data of the messages in flight.
    pub making: String,
    /// The marks in order of time.
    pub marks: Vec<StripMark>,
}

impl Strip {
    /// Draws a run that was played up to `end`, with its interventions. `words` says what one did. The scale fits a backlog
    /// of at least `peak`, so that two runs have the same scale.
    #[must_use]
    pub fn new<'a>(
        track: &Track,
        mode: Mode,
        end: Instant,
        deeds: impl Iterator<Item = &'a Timed>,
        words: impl Fn(&Intervention) -> String,
        peak: u64,
    ) -> Self {
        let length = LENGTHS.into_iter().find(|length| length * 1_000 >= end.as_millis()).unwrap_or(LENGTHS[11]);
        let mut strip = Self { length_ms: length * 1_000, end, ..Self::default() };
        let peak = Self::peak(track, mode).max(peak).max(PEAK_MIN);
        strip.all = strip.area(track, peak, |sample| backlog(sample, mode));
        if mode == Mode::OrderBoard {
            strip.making = strip.area(track, peak, |sample| sample.making);
        }
        let troubles = track.marks().iter().map(|mark| (mark.at, Sign::Trouble(mark.kind)));
        let mark = |strip: &Self, at, sign, what| StripMark { at, x: strip.x(at), sign, what, nth: 0 };
        strip.marks = troubles.map(|(at, sign)| mark(&strip, at, sign, sign.trouble().to_owned())).collect();
        let mut last = None;
        for deed in deeds {
            // One mark per sample: more would hide each other.
            let place = deed.at.as_millis() / track.width_ms();
            if last != Some(place) {
                last = Some(place);
                let here = mark(&strip, deed.at, Sign::Deed, words(&deed.intervention));
                let index = strip.marks.partition_point(|mark| mark.at <= deed.at);
                strip.marks.insert(index, here);
            }
        }
        for index in 1..strip.marks.len() {
            let (before, mark) = (&strip.marks[index - 1], &strip.marks[index]);
            if mark.x - before.x <= TOGETHER {
                strip.marks[index].nth = before.nth + 1;
            }
        }
        strip
    }

    /// What the marks near a moment say.
    pub fn said_at(&self, at: Instant) -> impl Iterator<Item = &str> {
        let x = self.x(at);
        self.marks.iter().filter(move |mark| mark.x.abs_diff(x) <= TOGETHER).map(|mark| &*mark.what)
    }

    /// The largest backlog of a run.
    #[must_use]
    pub fn peak(track: &Track, mode: Mode) -> u64 {
        track.samples().iter().map(|sample| backlog(sample, mode)).max().unwrap_or(0)
    }

    fn area(&self, track: &Track, peak: u64, value: impl Fn(&Backlog) -> u64) -> String {
        let mut path = format!("M0 {HEIGHT}");
        let (mut x, mut y) = (0, HEIGHT);
        let mut steps = 0;
        for (index, sample) in (0..).zip(track.samples()) {
            let next_y = HEIGHT - (value(sample) * HEIGHT).div_ceil(peak).min(HEIGHT);
            let next_x = self.x(Instant::from_millis(index * track.width_ms()));
            if next_y != y {
                // Equal neighbours are one line.
                if steps > 0 {
                    path.push_str(&format!("H{x}"));
                }
                path.push_str(&format!("L{next_x} {next_y}"));
                (y, steps) = (next_y, 0);
            } else {
                steps += 1;
            }
            x = next_x;
        }
        path.push_str(&format!("H{}V{HEIGHT}z", self.x(self.end).max(x)));
        path
    }

    /// The place of a moment, from 0 to [`WIDTH`].
    #[must_use]
    pub fn x(&self, at: Instant) -> u64 {
        at.as_millis().min(self.length_ms) * WIDTH / self.length_ms.max(1)
    }

    /// The moment at a place, a share of the strip's length; at most the latest moment that was played.
    #[must_use]
    pub fn moment(&self, share: f64) -> Instant {
        let ms = share.clamp(0.0, 1.0) * self.length_ms as f64;
        Instant::from_millis(ms as u64).min(self.end)
    }

    /// The moment that a press at a place means: that of a mark nearby, if there is one.
    #[must_use]
    pub fn pressed(&self, share: f64) -> Instant {
        let x = (share.clamp(0.0, 1.0) * WIDTH as f64) as u64;
        let near = self.marks.iter().min_by_key(|mark| mark.x.abs_diff(x)).filter(|mark| mark.x.abs_diff(x) <= NEAR);
        near.map_or_else(|| self.moment(share), |mark| mark.at)
    }

    /// The nearest mark before or after a moment.
    #[must_use]
    pub fn next_mark(&self, now: Instant, forward: bool) -> Option<Instant> {
        let mut marks = self.marks.iter().map(|mark| mark.at);
        if forward { marks.find(|at| *at > now) } else { marks.rev().find(|at| *at < now) }
    }
}

/// All stored messages; without a board, the customers in line.
const fn backlog(sample: &Backlog, mode: Mode) -> u64 {
    match mode {
        Mode::OrderBoard => sample.waiting + sample.making + sample.delayed,
        Mode::HandToHand => sample.in_line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deed;
    use model::shop::{PersonId, Scenario};
    use model::timeline::Timeline;

    fn ms(millis: u64) -> Instant {
        Instant::from_millis(millis)
    }

    fn strip(timeline: &Timeline) -> Strip {
        let mode = timeline.world().shop().mode();
        drawn(timeline, mode, 0)
    }

    fn drawn(timeline: &Timeline, mode: Mode, peak: u64) -> Strip {
        let words = |done: &Intervention| deed(done, |PersonId(number)| format!("person {number}"));
        Strip::new(timeline.track(), mode, timeline.end(), timeline.deeds(), words, peak)
    }

    fn played(until: u64) -> Timeline {
        let mut timeline = Timeline::new(Scenario { stored_orders: 4, ..Scenario::default() });
        timeline.pass(ms(20_000));
        let crash = Intervention::Crash { person: PersonId(3) };
        let hire = Intervention::Hire { role: model::shop::Role::Barista, place: None };
        for deed in [crash, hire.clone(), hire] {
            timeline.intervene(deed, false).expect("a barista makes a drink");
        }
        timeline.pass(ms(until));
        timeline
    }

    #[test]
    fn a_run_fits_into_its_strip() {
        for (until, length) in [(20_000, 60_000), (60_000, 60_000), (60_001, 120_000), (700_000, 1_200_000)] {
            let strip = strip(&played(until));
            assert_eq!((strip.length_ms, strip.end), (length, ms(until)));
            assert!(strip.x(ms(until)) <= WIDTH);
            let last = until * WIDTH / length;
            for path in [&strip.all, &strip.making] {
                assert!(path.starts_with("M0 100") && path.ends_with(&format!("H{last}V100z")), "{path}");
            }
            assert!(strip.all.contains("L0 50"), "four of eight stored orders: {}", strip.all);
        }
    }

    #[test]
    fn two_runs_are_drawn_by_one_measure() {
        let run = played(30_000);
        let (track, mode) = (run.track(), run.world().shop().mode());
        let peak = Strip::peak(track, mode);
        let beside = drawn(&run, mode, peak * 2);
        let highest = |strip: &Strip| {
            let heights = strip.all.split(['L', 'H', 'V']).filter_map(|step| step.split_once(' '));
            heights.filter_map(|(_, y)| y.parse::<u64>().ok()).min().expect("a run has points")
        };
        assert_eq!((highest(&strip(&run)), highest(&beside)), (HEIGHT - (peak * HEIGHT).div_ceil(peak.max(8)), 50));
    }

    #[test]
    fn a_long_run_is_drawn_with_few_points() {
        let strip = strip(&played(3_600_000));
        assert!(strip.all.len() < 6_000, "{}", strip.all.len());
    }

    #[test]
    fn places_are_moments() {
        let strip = strip(&played(30_000));
        assert_eq!(
            [0.0, 0.25, 0.5, 0.75, 7.0, -1.0].map(|share| strip.moment(share).as_millis()),
            [0, 15_000, 30_000, 30_000, 30_000, 0]
        );
        assert_eq!(strip.x(ms(15_000)), WIDTH / 4);
        // Twenty seconds are a third of the strip; a press near by means the crash.
        assert_eq!(strip.pressed(0.335), ms(20_000));
        assert_eq!(strip.pressed(0.345), ms(20_700));
    }

    #[test]
    fn marks_tell_what_was_done_and_what_went_wrong() {
        let strip = strip(&played(30_000));
        let signs: Vec<Sign> = strip.marks.iter().map(|mark| mark.sign).collect();
        assert_eq!(signs, [Sign::Trouble(MarkKind::Crash), Sign::Deed]);
        assert!(strip.marks.iter().all(|mark| mark.at == ms(20_000)));
        assert_eq!(strip.marks.iter().map(|mark| mark.nth).collect::<Vec<_>>(), [0, 1], "beside each other");
        assert_eq!(
            strip.said_at(ms(20_000)).collect::<Vec<_>>(),
            ["A barista drops the cup", "person 3 drops the cup"]
        );
        assert_eq!(strip.said_at(ms(25_000)).count(), 0);
        assert_eq!(strip.next_mark(ms(0), true), Some(ms(20_000)));
        assert_eq!(strip.next_mark(ms(20_000), true), None);
        assert_eq!(strip.next_mark(ms(30_000), false), Some(ms(20_000)));
    }
}
