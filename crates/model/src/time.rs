//! Virtual time in whole milliseconds. The model never reads a wall clock.

use std::fmt;
use std::ops::{Add, AddAssign, Sub};

use serde::{Deserialize, Serialize};

/// A moment of virtual time, in milliseconds since the start of the world.
///
/// Packed to an alignment of 4 bytes, because structs that exist by the million contain it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[repr(C, packed(4))]
pub struct Instant(u64);

/// A length of virtual time, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(u64);

impl Instant {
    /// The start of the world.
    pub const ZERO: Self = Self(0);

    /// Returns the instant `ms` milliseconds after the start of the world.
    #[must_use]
    pub const fn from_millis(ms: u64) -> Self {
        Self(ms)
    }

    /// Returns the milliseconds since the start of the world.
    #[must_use]
    pub const fn as_millis(self) -> u64 {
        self.0
    }

    /// Returns the whole seconds since the start of the world, rounded down.
    #[must_use]
    pub const fn as_secs(self) -> u64 {
        self.0 / 1_000
    }

    /// Parses a clock time: `1:02:14.5`, `2:14`, or seconds alone such as `83.5`. Digits after the third decimal are
    /// ignored.
    ///
    /// Returns `None` if the text is malformed, if minutes or seconds after a colon are 60 or more, or if a field has
    /// more than 9 digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
        let number = |text: &str| -> Option<u64> {
            let digits = (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| text.parse().ok()).flatten()
        };
        let fields = whole.split(':').map(number).collect::<Option<Vec<u64>>>()?;
        let within = fields.iter().skip(1).all(|field| *field < 60);
        if fields.len() > 3 || !within {
            return None;
        }
        number(part)?;
        let millis = number(format!("{part:0<3}").get(..3)?)?;
        let secs = fields.iter().fold(0, |secs, field| secs * 60 + field);
        Some(Self(secs * 1_000 + millis))
    }

    /// Returns the time since `earlier`, or [`Span::ZERO`] if `earlier` is later than `self`.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}

impl Span {
    /// A length of zero.
    pub const ZERO: Self = Self(0);

    /// Returns a span of `ms` milliseconds.
    #[must_use]
    pub const fn from_millis(ms: u64) -> Self {
        Self(ms)
    }

    /// Returns a span of `secs` seconds. Saturates.
    #[must_use]
    pub const fn from_secs(secs: u64) -> Self {
        Self(secs.saturating_mul(1_000))
    }

    /// Returns the length in milliseconds.
    #[must_use]
    pub const fn as_millis(self) -> u64 {
        self.0
    }

    /// Returns the length in whole seconds, rounded down.
    #[must_use]
    pub const fn as_secs(self) -> u64 {
        self.0 / 1_000
    }

    /// Returns the length in whole seconds, rounded up, so that a countdown shows 0 only when it has ended.
    #[must_use]
    pub const fn as_secs_ceil(self) -> u64 {
        self.0.div_ceil(1_000)
    }

    /// Returns true if the length is zero.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }
}

// Sums saturate: a timer beyond the end of time must not panic.
impl Add<Span> for Instant {
    type Output = Self;

    fn add(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl AddAssign<Span> for Instant {
    fn add_assign(&mut self, span: Span) {
        *self = *self + span;
    }
}

impl Sub<Span> for Instant {
    type Output = Self;

    fn sub(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
}

impl Add for Span {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Span {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl fmt::Display for Instant {
    /// Writes minutes, seconds and tenths, as the transport bar shows them: `02:14.5`. Hours come first if there are
    /// any: `1:02:14.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hours, minutes) = (self.0 / 3_600_000, self.0 / 60_000 % 60);
        let (secs, tenths) = (self.0 / 1_000 % 60, self.0 / 100 % 10);
        if hours > 0 {
            write!(f, "{hours}:{minutes:02}:{secs:02}.{tenths}")
        } else {
            write!(f, "{minutes:02}:{secs:02}.{tenths}")
        }
    }
}

impl fmt::Display for Span {
    /// Writes minutes and seconds, as a slip shows them: `1:12`. Hours come first if there are any: `1:00:05`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hours, minutes, secs) = (self.0 / 3_600_000, self.0 / 60_000 % 60, self.0 / 1_000 % 60);
        if hours > 0 { write!(f, "{hours}:{minutes:02}:{secs:02}") } else { write!(f, "{minutes}:{secs:02}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clock_times_parse() {
        let read = |text| Instant::parse(text).map(Instant::as_millis);
        let texts = ["02:14.5", " 2:14 ", "83.25", "0", "1:02:03.004", "7"];
        assert_eq!(texts.map(read), [134_500, 134_000, 83_250, 0, 3_723_004, 7_000].map(Some));
        let none = ["", ":", "1:", "1:60", "-1", "1.2.3", "1.", "1:2:3:4", "a", "9999999999", "1:5:99"];
        assert_eq!(none.map(read), [None; 11]);
        let there = Instant::from_millis(5_025_600);
        assert_eq!(Instant::parse(&there.to_string()), Some(there));
    }

    #[test]
    fn instants_and_spans_print_as_clock_times() {
        assert_eq!(Instant::from_millis(134_560).to_string(), "02:14.5");
        assert_eq!(Instant::from_millis(3_600_000).to_string(), "1:00:00.0");
        assert_eq!(Span::from_secs(72).to_string(), "1:12");
        assert_eq!(Span::from_secs(3_605).to_string(), "1:00:05");
    }

    #[test]
    fn sums_saturate_at_the_end_of_time() {
        let end = Instant::from_millis(u64::MAX);
        assert_eq!(end + Span::from_secs(1), end);
        assert_eq!(Instant::ZERO.since(end), Span::ZERO);
        assert_eq!(Span::from_secs(u64::MAX).as_millis(), u64::MAX);
    }

    #[test]
    fn a_countdown_never_shows_zero_early() {
        assert_eq!(Span::from_millis(1).as_secs_ceil(), 1);
        assert_eq!(Span::ZERO.as_secs_ceil(), 0);
    }
}
