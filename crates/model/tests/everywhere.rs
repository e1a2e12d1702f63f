//! Results that are the same on every machine: these tests run natively and in wasm, against the same files.

#[path = "shared/moments.rs"]
mod moments;
#[path = "shared/seed.rs"]
mod seed;

use model::rng::Rng;
use model::shop::Recording;
use model::time::Instant;
use model::timeline::Timeline;
use model::world::World;
use moments::{any_recording, assert_same};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn the_seeded_stream_never_changes() {
    let drawn: String = [(0, 0), (1, 1), (u64::MAX, 7)].map(|(seed, label)| draw(seed, label)).concat();
    assert_eq!(drawn, include_str!("golden/rng.txt"));
}

fn draw(seed: u64, label: u64) -> String {
    let mut rng = Rng::stream(seed, label);
    format!(
        "{seed} {label}: {:016x} {} {} {} {}\n",
        rng.next_u64(),
        rng.below(1_000_000),
        rng.within(500, 1_500),
        rng.chance(1, 3),
        rng.uuid()
    )
}

#[test]
fn a_recording_leaves_the_same_trace() {
    let (recording, notes) = Recording::from_json(include_str!("golden/recording.json")).expect("a readable recording");
    assert!(notes.is_empty(), "{notes:?}");
    let mut trace = String::new();
    World::trace(&recording, Instant::from_millis(120_000), |line| {
        trace.push_str(line);
        trace.push('\n');
    });
    // Compare line by line first: a failure that prints whole traces is unreadable.
    for (mine, golden) in trace.lines().zip(include_str!("golden/recording.trace").lines()) {
        assert_eq!(mine, golden);
    }
    assert_eq!(trace, include_str!("golden/recording.trace"));
}

#[test]
fn seeking_equals_playing() {
    for mut rng in seed::rounds(40, 9) {
        let (recording, end) = any_recording(&mut rng);
        let mut timeline = Timeline::of(recording.clone(), end);
        timeline.seek(end);
        for _ in 0..6 {
            let at = Instant::from_millis(rng.below(end.as_millis() + 1));
            timeline.seek(at);
            assert_same(&World::replay(&recording, at), timeline.world());
        }
    }
}
