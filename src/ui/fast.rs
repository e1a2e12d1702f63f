//! Time runs on: in the first part of the program as compiled for size, and once all of it is there as compiled for speed.
//! Both do the same.

use std::sync::OnceLock;

use crate::time::Instant;
use crate::timeline::Timeline;
use crate::web;

/// How time runs, compiled for speed.
#[derive(Clone, Copy, Debug)]
pub struct Fast {
    /// [`Timeline::advance_to`].
    pub advance: fn(&mut Timeline, Instant),
    /// [`Timeline::pass_towards`].
    pub pass: fn(&mut Timeline, Instant, Instant),
}

static FAST: OnceLock<Fast> = OnceLock::new();

/// Says what is compiled for speed. Without it time runs all the same.
pub fn set_fast(fast: Fast) {
    // Whoever says it twice says the same.
    let _ = FAST.set(fast);
}

fn fast() -> Option<&'static Fast> {
    FAST.get().filter(|_| web::is_whole())
}

/// See [`Timeline::advance_to`].
pub(super) fn advance(run: &mut Timeline, until: Instant) {
    match fast() {
        Some(fast) => (fast.advance)(run, until),
        None => run.advance_to(until),
    }
}

/// See [`Timeline::pass_towards`].
pub(super) fn pass(run: &mut Timeline, until: Instant, bound_for: Instant) {
    match fast() {
        Some(fast) => (fast.pass)(run, until, bound_for),
        None => run.pass_towards(until, bound_for),
    }
}
