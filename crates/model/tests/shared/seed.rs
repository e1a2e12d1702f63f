//! The seed of the random tests: `SEED=<number> cargo test …` draws other inputs and repeats a failure.

#![allow(dead_code, reason = "each test file uses what it needs")]

use model::rng::Rng;

/// The environment variable `SEED`, 1 by default. The output of a failed test shows it.
pub(crate) fn seed() -> u64 {
    let seed = number("SEED", 1);
    eprintln!("SEED={seed} repeats this test");
    seed
}

/// One stream of random numbers; different labels give different streams.
pub(crate) fn stream(label: u64) -> Rng {
    Rng::stream(seed(), label)
}

/// Streams for `count` rounds. The output of a failed test ends with the seed that starts with the failed round.
pub(crate) fn rounds(count: u64, label: u64) -> impl Iterator<Item = Rng> {
    let first = number("SEED", 1);
    (first..first + count).map(move |seed| {
        eprintln!("SEED={seed}");
        Rng::stream(seed, label)
    })
}

/// A number from an environment variable.
pub(crate) fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().expect("the environment variable is a number"))
}

/// Tries a property with `cases` random values, and panics with the smallest value for which it fails.
#[cfg(not(target_arch = "wasm32"))]
#[track_caller]
pub(crate) fn check<S: proptest::strategy::Strategy>(
    cases: u32,
    values: &S,
    property: impl Fn(S::Value) -> Result<(), proptest::test_runner::TestCaseError>,
) {
    use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

    let seed = seed();
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    if let Err(error) = runner.run(values, property) {
        panic!("SEED={seed}: {error}");
    }
}
