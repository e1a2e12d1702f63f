//! Virtual time from wall time.

use model::time::Span;

/// The most wall time per frame, in milliseconds, so that a tab that was hidden does not fast-forward.
const FRAME_MS_MAX: f64 = 100.0;

/// How fast virtual time runs, in hundredths of wall time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speed(u32);

impl Speed {
    /// As fast as the wall clock.
    pub const NORMAL: Self = Self(100);
    /// The offered speeds, slowest first.
    pub const STEPS: [Self; 9] =
        [Self(25), Self(50), Self(100), Self(200), Self(400), Self(800), Self(1_600), Self(3_200), Self(6_400)];

    /// The offered speed nearest to `factor`; `None` unless that is a number above zero.
    #[must_use]
    pub fn nearest(factor: f64) -> Option<Self> {
        if !(factor.is_finite() && factor > 0.0) {
            return None;
        }
        let off = |speed: &Self| (f64::from(speed.0) - factor * 100.0).abs();
        Self::STEPS.into_iter().min_by(|a, b| off(a).total_cmp(&off(b)))
    }

    /// The offered speed nearest to a factor in text, such as `2` or `0.25`; `None` unless that is a number above zero.
    /// Parses a decimal number into hundredths.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(part) || (whole.is_empty() && part.is_empty()) {
            return None;
        }
        let whole: u32 = if whole.is_empty() { 0 } else { whole.parse().unwrap_or(1_000_000) };
        let hundredths: u32 = format!("{part:0<2}").get(..2)?.parse().ok()?;
        Self::nearest(f64::from(whole) + f64::from(hundredths) / 100.0)
    }

    /// The offered speed nearest to a number of hundredths.
    #[must_use]
    pub fn of_hundredths(hundredths: u32) -> Option<Self> {
        Self::STEPS.into_iter().find(|step| step.0 == hundredths)
    }

    /// The next faster one, or itself.
    #[must_use]
    pub fn faster(self) -> Self {
        Self::STEPS.into_iter().find(|step| step.0 > self.0).unwrap_or(self)
    }

    /// The next slower one, or itself.
    #[must_use]
    pub fn slower(self) -> Self {
        Self::STEPS.into_iter().rev().find(|step| step.0 < self.0).unwrap_or(self)
    }

    /// The factor in hundredths.
    #[must_use]
    pub const fn hundredths(self) -> u32 {
        self.0
    }
}

impl std::fmt::Display for Speed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 % 100 {
            0 => write!(f, "{}×", self.0 / 100),
            rest if rest % 10 == 0 => write!(f, "{}.{}×", self.0 / 100, rest / 10),
            rest => write!(f, "{}.{rest:02}×", self.0 / 100),
        }
    }
}

/// Turns frame times into whole milliseconds of virtual time and carries the remainder.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Clock {
    last_ms: Option<f64>,
    carry: f64,
}

impl Clock {
    /// The virtual time since the last frame, for a frame at `now_ms`; zero for the first frame after a
    /// [`Clock::rest`].
    pub fn tick(&mut self, now_ms: f64, speed: Speed) -> Span {
        let wall = self.last_ms.map_or(0.0, |last| (now_ms - last).clamp(0.0, FRAME_MS_MAX));
        self.last_ms = Some(now_ms);
        let due = self.carry + wall * f64::from(speed.0) / 100.0;
        let whole = due as u64;
        self.carry = due - whole as f64;
        Span::from_millis(whole)
    }

    /// Stops the clock until the next frame.
    pub fn rest(&mut self) {
        self.last_ms = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_add_up_to_wall_time() {
        let mut clock = Clock::default();
        let quarter = Speed::nearest(0.25).expect("offered");
        let total: u64 = (0..=60).map(|n| clock.tick(f64::from(n) * 16.7, quarter).as_millis()).sum();
        assert_eq!(total, 250);
    }

    #[test]
    fn a_pause_brings_no_time() {
        let mut clock = Clock::default();
        clock.tick(0.0, Speed::NORMAL);
        clock.rest();
        assert_eq!(clock.tick(60_000.0, Speed::NORMAL), Span::ZERO);
        assert_eq!(clock.tick(120_000.0, Speed::NORMAL), Span::from_millis(100));
        assert_eq!(clock.tick(0.0, Speed::NORMAL), Span::ZERO);
    }

    #[test]
    fn speeds_read_and_change() {
        let names: Vec<String> = Speed::STEPS.iter().map(ToString::to_string).collect();
        assert_eq!(names, ["0.25×", "0.5×", "1×", "2×", "4×", "8×", "16×", "32×", "64×"]);
        assert_eq!(Speed::nearest(3.1), Some(Speed(400)));
        assert_eq!(Speed::nearest(1e9), Some(Speed(6_400)));
        assert_eq!(Speed::nearest(f64::NAN), None);
        assert_eq!(Speed::nearest(0.0), None);
        let parsed = ["2", "0.25", ".5", "3.1", "64.", "99999999999", "1.999"].map(Speed::parse);
        let hundredths = [200, 25, 50, 400, 6_400, 6_400, 200];
        assert_eq!(parsed.map(|speed| speed.map(Speed::hundredths)), hundredths.map(Some));
        assert_eq!(["", ".", "0", "-1", "fast", "1e3", "1.x"].map(Speed::parse), [None; 7]);
        assert_eq!(Speed::of_hundredths(3_200), Some(Speed(3_200)));
        assert_eq!(Speed::of_hundredths(3), None);
        assert_eq!(Speed(6_400).faster(), Speed(6_400));
        assert_eq!(Speed(25).slower(), Speed(25));
        assert_eq!(Speed::NORMAL.faster().slower(), Speed::NORMAL);
    }
}
