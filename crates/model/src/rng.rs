//! The seeded random number generator. It uses integers only: floating-point functions may differ in the last bit
//! between platforms, which would break replays.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::Rng as _;
use uuid::Uuid;

/// A stream of random numbers, determined by its seed and label.
#[derive(Clone, Debug)]
pub struct Rng(Pcg64Mcg);

impl Rng {
    /// Returns the stream `label` of `seed`. Streams are independent: drawing from one does not change the numbers of
    /// another, so an effect can be switched on without changing the rest of a run.
    #[must_use]
    pub fn stream(seed: u64, label: u64) -> Self {
        let state = u128::from(mix(seed)) << 64 | u128::from(mix(seed ^ mix(label)));
        Self(Pcg64Mcg::new(state))
    }

    /// Returns a number from the whole range of `u64`.
    pub fn next_u64(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// Returns a number in `0..bound`, or 0 if `bound` is 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        // The high half of the product: biased by at most 2⁻⁶⁴ × bound, and needs neither a loop nor a division.
        ((u128::from(self.next_u64()) * u128::from(bound)) >> 64) as u64
    }

    /// Returns a number in `low..=high`, or `low` if the range is empty.
    pub fn within(&mut self, low: u64, high: u64) -> u64 {
        low.saturating_add(self.below(high.saturating_sub(low).saturating_add(1)))
    }

    /// Returns true with a probability of `numerator / denominator`.
    pub fn chance(&mut self, numerator: u64, denominator: u64) -> bool {
        self.below(denominator) < numerator
    }

    /// Returns a random UUID (version 4).
    pub fn uuid(&mut self) -> Uuid {
        let bits = u128::from(self.next_u64()) << 64 | u128::from(self.next_u64());
        uuid::Builder::from_random_bytes(bits.to_be_bytes()).into_uuid()
    }
}

/// Spreads the bits of small, similar seeds over the whole word: the finaliser of splitmix64.
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_repeat_and_differ() {
        let draw = |seed, label| {
            let mut rng = Rng::stream(seed, label);
            [rng.next_u64(), rng.next_u64(), rng.next_u64()]
        };
        assert_eq!(draw(1, 1), draw(1, 1));
        assert_ne!(draw(1, 1), draw(1, 2));
        assert_ne!(draw(1, 1), draw(2, 1));
    }

    #[test]
    fn ranges_include_both_ends() {
        let mut rng = Rng::stream(7, 0);
        let seen: Vec<u64> = (0..200).map(|_| rng.within(3, 5)).collect();
        assert!(seen.iter().all(|n| (3..=5).contains(n)));
        assert!([3, 4, 5].iter().all(|n| seen.contains(n)));
        assert_eq!(rng.below(0), 0);
        assert_eq!(rng.within(9, 2), 9);
        assert!(rng.chance(1, 1) && !rng.chance(0, 1));
    }

    #[test]
    fn uuids_are_version_four() {
        assert_eq!(Rng::stream(1, 1).uuid().get_version_num(), 4);
    }
}
