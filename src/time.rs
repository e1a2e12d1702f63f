//! Virtual time: whole milliseconds, and nothing that could read a wall clock.

use std::fmt;
use std::ops::{Add, AddAssign, Sub};

/// A moment of virtual time, in milliseconds since the world began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(u64);

/// A stretch of virtual time, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(u64);

impl Instant {
    /// The beginning of the world.
    pub const ZERO: Self = Self(0);

    /// The moment `ms` milliseconds after the beginning.
    #[must_use]
    pub const fn from_millis(ms: u64) -> Self {
        Self(ms)
    }

    /// Milliseconds since the beginning.
    #[must_use]
    pub const fn as_millis(self) -> u64 {
        self.0
    }

    /// Whole seconds since the beginning.
    #[must_use]
    pub const fn as_secs(self) -> u64 {
        self.0 / 1_000
    }

    /// Time gone by since `earlier`; zero when `earlier` lies in the future.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}

impl Span {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// `ms` milliseconds.
    #[must_use]
    pub const fn from_millis(ms: u64) -> Self {
        Self(ms)
    }

    /// `secs` seconds.
    #[must_use]
    pub const fn from_secs(secs: u64) -> Self {
        Self(secs.saturating_mul(1_000))
    }

    /// Milliseconds.
    #[must_use]
    pub const fn as_millis(self) -> u64 {
        self.0
    }

    /// Whole seconds, rounded down.
    #[must_use]
    pub const fn as_secs(self) -> u64 {
        self.0 / 1_000
    }

    /// Whole seconds, rounded up: what a countdown shows.
    #[must_use]
    pub const fn as_secs_ceil(self) -> u64 {
        self.0.div_ceil(1_000)
    }

    /// True for no time at all.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }
}

// Sums saturate: the end of time is a place to stop, not a reason to panic.
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
    /// Minutes, seconds and tenths, as on the transport: `02:14.5`; hours stand in front once there are any.
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
    /// Minutes and seconds, as on a slip: `1:12`; hours stand in front once there are any.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hours, minutes, secs) = (self.0 / 3_600_000, self.0 / 60_000 % 60, self.0 / 1_000 % 60);
        if hours > 0 { write!(f, "{hours}:{minutes:02}:{secs:02}") } else { write!(f, "{minutes}:{secs:02}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_read_like_clocks() {
        assert_eq!(Instant::from_millis(134_560).to_string(), "02:14.5");
        assert_eq!(Instant::from_millis(3_600_000).to_string(), "1:00:00.0");
        assert_eq!(Span::from_secs(72).to_string(), "1:12");
        assert_eq!(Span::from_secs(3_605).to_string(), "1:00:05");
    }

    #[test]
    fn the_end_of_time_is_no_panic() {
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
