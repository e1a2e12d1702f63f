//! Comparison with the files in this folder. `UPDATE_GOLDEN=1 cargo test` rewrites them; review the diff.

#![allow(dead_code, reason = "each test file uses what it needs")]

use std::path::Path;

use model::shop::{BaristaGroup, CashierGroup, Customers, Intervention, Recording, Scenario, Timed};
use model::time::Instant;
use model::world::World;

/// Panics with the first line in which `text` differs from the file `name`.
pub(crate) fn check(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, text).expect("the folder is there");
        return;
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    if golden == text {
        return;
    }
    let differs = golden.lines().zip(text.lines()).position(|(old, new)| old != new);
    let at = differs.unwrap_or_else(|| golden.lines().count().min(text.lines().count()));
    let line = |text: &str| text.lines().nth(at).unwrap_or("(nothing)").to_owned();
    panic!("{name} differs in line {}:\n  was {}\n  is  {}", at + 1, line(&golden), line(text));
}

pub(crate) fn ms(millis: u64) -> Instant {
    Instant::from_millis(millis)
}

pub(crate) fn at(millis: u64, intervention: Intervention) -> Timed {
    Timed { at: ms(millis), intervention }
}

pub(crate) fn recording(scenario: Scenario, interventions: Vec<Timed>) -> Recording {
    Recording { scenario, interventions }
}

/// One cashier, one barista and three customers who arrive exactly every ten seconds.
pub(crate) fn quiet() -> Scenario {
    Scenario {
        customers: Customers {
            per_minute: 6,
            variation_percent: 0,
            patience_seconds: None,
            total: Some(3),
            ..Customers::default()
        },
        cashiers: vec![CashierGroup::default()],
        baristas: vec![BaristaGroup::default()],
        ..Scenario::default()
    }
}

/// Returns the trace of a recording as one text.
pub(crate) fn trace(recording: &Recording, until: Instant) -> String {
    let mut text = String::new();
    World::trace(recording, until, |line| {
        text.push_str(line);
        text.push('\n');
    });
    text
}
