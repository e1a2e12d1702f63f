//! The distribution of the customers' waits.

use hdrhistogram::Histogram;

use crate::time::Span;

/// Significant decimal digits of the histogram: a class is at most 1 % wide.
const DIGITS: u8 = 2;

/// The waits of all served customers of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Waits(Option<Histogram<u32>>);

impl Waits {
    /// Adds a wait.
    pub(in crate::shop) fn add(&mut self, wait: Span) {
        if self.0.is_none() {
            self.0 = Histogram::new(DIGITS).ok();
        }
        if let Some(histogram) = &mut self.0 {
            // Fails only if memory runs out for a wait of many years.
            let _ = histogram.record(wait.as_millis());
        }
    }

    /// Returns the number of waits.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.as_ref().map_or(0, Histogram::len)
    }

    /// Returns a percentile, rounded up to the end of its class. `hundredths` is in 0..=100. `None` if there are no
    /// waits.
    #[must_use]
    pub fn percentile(&self, hundredths: u8) -> Option<Span> {
        let histogram = self.0.as_ref()?;
        Some(Span::from_millis(histogram.value_at_quantile(f64::from(hundredths) / 100.0)))
    }

    /// Returns the longest wait, or `None` if there are no waits.
    #[must_use]
    pub fn longest(&self) -> Option<Span> {
        Some(Span::from_millis(self.0.as_ref()?.max()))
    }

    /// Returns the width of a bar, and the number of waits in each of `bars` bars of equal width, from zero to the
    /// longest wait. `bars` must be at least 1.
    #[must_use]
    pub fn bars(&self, bars: u64) -> (Span, Vec<u64>) {
        let Some(histogram) = &self.0 else { return (Span::ZERO, Vec::new()) };
        let width = histogram.max().div_ceil(bars).max(1);
        let mut counts: Vec<u64> = vec![0; bars as usize];
        for class in histogram.iter_recorded() {
            let bar = (class.value_iterated_to().saturating_sub(1) / width).min(bars - 1);
            counts[bar as usize] += class.count_since_last_iteration();
        }
        (Span::from_millis(width), counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_exact_to_one_percent() {
        let mut waits = Waits::default();
        for ms in 1..=100_000 {
            waits.add(Span::from_millis(ms));
        }
        assert_eq!(waits.count(), 100_000);
        for (hundredths, exact) in [(50, 50_000_u64), (95, 95_000), (99, 99_000)] {
            let found = waits.percentile(hundredths).expect("there are waits").as_millis();
            assert!(found.abs_diff(exact) * 100 <= exact, "p{hundredths}: {found}");
        }
        let (width, bars) = waits.bars(10);
        assert_eq!(bars.iter().sum::<u64>(), 100_000);
        assert!(bars.iter().all(|count| count.abs_diff(10_000) <= 1_100), "{width} {bars:?}");
    }

    #[test]
    fn an_empty_distribution_has_no_percentiles() {
        let waits = Waits::default();
        assert_eq!((waits.count(), waits.percentile(95), waits.longest()), (0, None, None));
        assert!(waits.bars(10).1.is_empty());
    }

    #[test]
    fn the_longest_possible_wait_is_counted() {
        let mut waits = Waits::default();
        waits.add(Span::from_millis(u64::MAX));
        waits.add(Span::ZERO);
        assert_eq!(waits.count(), 2);
    }
}
