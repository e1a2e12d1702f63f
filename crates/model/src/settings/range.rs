//! What a number may be: for scenarios (clamped), deeds (refused) and the inspector (bounds of a field).

use crate::text::{duration, grouped};

/// The range of a number, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The number in words, at the beginning of a sentence.
    pub what: &'static str,
    /// The smallest value.
    pub low: u64,
    /// The largest value.
    pub high: u64,
    /// What it counts.
    pub unit: Unit,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Things; shown without a unit.
    Count,
    /// How many at once, or how often: `×`.
    Times,
    /// Things a minute: `/min`.
    PerMinute,
    /// Parts of a hundred.
    Percent,
    /// Bytes.
    Bytes,
    /// Seconds of the shop's time.
    Seconds,
    /// Milliseconds of the shop's time.
    Milliseconds,
    /// US cents: `¢`.
    Cents,
}

impl Unit {
    /// The value in the units that people use, if they differ from [`Self::sign`]: `4 days` for 345,600 seconds.
    #[must_use]
    pub fn plain(self, value: u64) -> Option<String> {
        match self {
            Self::Seconds if value >= 120 => Some(duration(value)),
            Self::Milliseconds if value >= 1_000 && value.is_multiple_of(1_000) => Some(duration(value / 1_000)),
            Self::Milliseconds if value >= 1_000 => Some(format!("{}.{} s", value / 1_000, value / 100 % 10)),
            Self::Bytes if value >= 1_048_576 && value.is_multiple_of(1_048_576) => {
                Some(format!("{} MiB", value / 1_048_576))
            }
            Self::Bytes if value >= 1_024 && value.is_multiple_of(1_024) => Some(format!("{} KiB", value / 1_024)),
            _ => None,
        }
    }

    /// The value in the units that people use, with the exact value beside: `4 days · 345,600 s`.
    #[must_use]
    pub fn text(self, value: u64) -> String {
        let exact = format!("{} {}", grouped(value), self.sign());
        let plain = self.plain(value).map_or_else(String::new, |plain| format!("{plain} · "));
        format!("{plain}{}", exact.trim_end())
    }

    /// The value within a sentence, exact, in the units that people use: `2.5 s`, `4 days`, `20 %`.
    #[must_use]
    pub fn within(self, value: u64) -> String {
        match self {
            Self::Count | Self::Times | Self::PerMinute => grouped(value),
            Self::Bytes => format!("{} bytes", grouped(value)),
            Self::Seconds => duration(value),
            Self::Milliseconds if value.is_multiple_of(100) && value >= 1_000 => self.plain(value).unwrap_or_default(),
            Self::Percent | Self::Milliseconds | Self::Cents => format!("{} {}", grouped(value), self.sign()),
        }
    }

    /// The unit beside a number.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Count => "",
            Self::Times => "×",
            Self::PerMinute => "/min",
            Self::Percent => "%",
            Self::Bytes => "B",
            Self::Seconds => "s",
            Self::Milliseconds => "ms",
            Self::Cents => "¢",
        }
    }

    /// The unit in a sentence; empty if the number's own words say it.
    const fn word(self) -> &'static str {
        match self {
            Self::Count | Self::Times | Self::PerMinute => "",
            Self::Percent => " percent",
            Self::Bytes => " bytes",
            Self::Seconds => " seconds",
            Self::Milliseconds => " milliseconds",
            Self::Cents => " cents",
        }
    }
}

/// A range of our own.
pub(crate) const fn range(what: &'static str, low: u64, high: u64, unit: Unit) -> Range {
    Range { what, low, high, unit }
}

/// A range that the service sets.
pub(crate) const fn api(what: &'static str, (low, high): (u32, u32), unit: Unit) -> Range {
    range(what, low as u64, high as u64, unit)
}

impl Range {
    /// The nearest value in the range.
    #[must_use]
    pub fn clamp(self, value: u64) -> u64 {
        value.clamp(self.low, self.high)
    }

    /// # Errors
    /// [`Self::sentence`] if the value is out of the range.
    pub fn check(self, value: u64) -> Result<(), String> {
        if (self.low..=self.high).contains(&value) { Ok(()) } else { Err(self.sentence()) }
    }

    /// What is allowed: `The walk must be between 0 and 60,000 milliseconds.`
    #[must_use]
    pub fn sentence(self) -> String {
        format!("{} must be between {} and {}{}.", self.what, grouped(self.low), grouped(self.high), self.unit.word())
    }

    /// What is allowed, in short: `0 to 60,000 ms`.
    #[must_use]
    pub fn short(self) -> String {
        let sign = if self.unit.word().is_empty() { "" } else { self.unit.sign() };
        format!("{} to {} {sign}", grouped(self.low), grouped(self.high)).trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VISIBILITY: Range = range("The visibility timeout", 0, 43_200, Unit::Seconds);

    #[test]
    fn both_ends_belong_to_a_range() {
        assert_eq!((VISIBILITY.check(0), VISIBILITY.check(43_200)), (Ok(()), Ok(())));
        let sentence = "The visibility timeout must be between 0 and 43,200 seconds.";
        assert_eq!(VISIBILITY.check(43_201), Err(sentence.to_owned()));
    }

    #[test]
    fn a_hint_has_the_range_in_short() {
        assert_eq!(VISIBILITY.short(), "0 to 43,200 s");
        assert_eq!(range("The number of people", 1, 10, Unit::Times).short(), "1 to 10");
    }

    #[test]
    fn a_value_is_said_in_plain_units_and_exactly() {
        let texts = [(Unit::Seconds, 345_600), (Unit::Seconds, 25), (Unit::Milliseconds, 7_000), (Unit::Count, 1_200)];
        let said = texts.map(|(unit, value)| unit.text(value));
        assert_eq!(said, ["4 days · 345,600 s", "25 s", "7 s · 7,000 ms", "1,200"]);
    }

    #[test]
    fn digits_come_in_threes() {
        assert_eq!([7, 999, 1_000, 1_209_600].map(grouped), ["7", "999", "1,000", "1,209,600"]);
    }
}
