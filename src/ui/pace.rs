//! Time runs on: in the first part of the program as compiled for size, as soon as all of it is there as compiled for
//! speed. Both do the same.

use std::sync::OnceLock;

use crate::time::Instant;
use crate::timeline::Timeline;
use crate::web;

/// [`Timeline::advance_to`] and [`Timeline::pass`], compiled for speed.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// The former.
    pub advance: fn(&mut Timeline, Instant),
    /// The latter.
    pub pass: fn(&mut Timeline, Instant),
}

static PACE: OnceLock<Pace> = OnceLock::new();

/// Says what runs fast. Without it, time runs all the same.
pub fn set_pace(pace: Pace) {
    let _ = PACE.set(pace);
}

fn fast() -> Option<&'static Pace> {
    PACE.get().filter(|_| web::is_whole())
}

/// Runs on; see [`Timeline::advance_to`].
pub(super) fn advance(run: &mut Timeline, until: Instant) {
    match fast() {
        Some(pace) => (pace.advance)(run, until),
        None => run.advance_to(until),
    }
}

/// Runs on where nobody listens; see [`Timeline::pass`].
pub(super) fn pass(run: &mut Timeline, until: Instant) {
    match fast() {
        Some(pace) => (pace.pass)(run, until),
        None => run.pass(until),
    }
}
