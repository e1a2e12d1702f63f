//! Units, and round numbers for the end of an axis.

use crate::text::grouped;
use crate::time::Span;

/// The unit of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A count.
    Count,
    /// A count per minute.
    PerMinute,
    /// Milliseconds.
    Time,
    /// Thousandths.
    Permille,
}

impl Unit {
    /// Formats a value with its unit.
    #[must_use]
    pub fn text(self, value: u64) -> String {
        match self {
            Self::Count => grouped(value),
            Self::PerMinute => format!("{}/min", grouped(value)),
            Self::Time => Span::from_millis(value).to_string(),
            Self::Permille => format!("{} %", (value + 5) / 10),
        }
    }

    /// The smallest round number that is at least `most`.
    #[must_use]
    pub fn top(self, most: u64) -> u64 {
        match self {
            Self::Permille => 1_000,
            Self::Count | Self::PerMinute => round(most, &[1, 2, 5]),
            Self::Time => {
                let seconds = most.div_ceil(1_000);
                let steps: &[u64] = &[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800];
                steps
                    .iter()
                    .copied()
                    .find(|step| *step >= seconds)
                    .unwrap_or_else(|| round(seconds.div_ceil(3_600), &[1, 2, 3, 6, 8]).saturating_mul(3_600))
                    * 1_000
            }
        }
    }
}

/// The smallest of these numbers, times a power of ten, that is at least `most`.
fn round(most: u64, digits: &[u64]) -> u64 {
    let mut power = 1_u64;
    loop {
        if let Some(found) = digits.iter().map(|digit| digit.saturating_mul(power)).find(|round| *round >= most.max(1))
        {
            return found;
        }
        power = power.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_an_axis_is_round() {
        let counts = [0, 1, 3, 5, 6, 11, 99, 501, u64::MAX].map(|most| Unit::Count.top(most));
        assert_eq!(counts, [1, 1, 5, 5, 10, 20, 100, 1_000, u64::MAX]);
        let times = [0, 900, 16_000, 61_000, 1_800_001, 7_200_000].map(|most| Unit::Time.top(most));
        assert_eq!(times, [1_000, 1_000, 30_000, 120_000, 3_600_000, 7_200_000]);
        assert_eq!(Unit::Permille.top(3), 1_000);
    }

    #[test]
    fn values_have_their_unit() {
        assert_eq!(Unit::Count.text(1_234_567), "1,234,567");
        assert_eq!(Unit::PerMinute.text(12), "12/min");
        assert_eq!(Unit::Time.text(72_000), "1:12");
        assert_eq!(Unit::Permille.text(996), "100 %");
    }
}
