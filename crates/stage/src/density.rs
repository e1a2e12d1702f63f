//! The size of a stack at a glance: a row of fields, each for ten times as much as the one before.

/// The number of fields; the last one ends at a million.
const FIELDS: usize = 6;

/// The fill of each field, in thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Density(pub [u16; 6]);

impl Density {
    /// The fields for a count.
    #[must_use]
    pub fn of(count: u64) -> Self {
        let mut fields = [0; FIELDS];
        let mut begins = 0;
        for (field, ends) in fields.iter_mut().zip((1..).map(|place| 10_u64.pow(place))) {
            let inside = count.clamp(begins, ends) - begins;
            *field = (inside * 1_000 / (ends - begins)) as u16;
            begins = ends;
        }
        Self(fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_is_ten_times_the_one_before() {
        assert_eq!(Density::of(0).0, [0; FIELDS]);
        assert_eq!(Density::of(5).0, [500, 0, 0, 0, 0, 0]);
        assert_eq!(Density::of(100).0, [1_000, 1_000, 0, 0, 0, 0]);
        assert_eq!(Density::of(55_000).0, [1_000, 1_000, 1_000, 1_000, 500, 0]);
        assert_eq!(Density::of(999_940).0, [1_000, 1_000, 1_000, 1_000, 1_000, 999]);
        assert_eq!(Density::of(u64::MAX).0, [1_000; FIELDS]);
    }

    #[test]
    fn more_is_never_less() {
        let sum = |count| Density::of(count).0.iter().map(|field| u32::from(*field)).sum::<u32>();
        let counts: Vec<u64> = (0..7).flat_map(|place| (1..10).map(move |digit| digit * 10_u64.pow(place))).collect();
        assert!(counts.windows(2).all(|pair| sum(pair[0]) < sum(pair[1]) || pair[1] > 1_000_000));
    }
}
