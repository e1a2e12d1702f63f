//! What of the page must be fast, once more. The library is compiled for size, this package for speed: whatever is called
//! from here and marked `#[inline]` is compiled here again. That is the engine and the shop at their usual work, for long
//! ways through time and for crowds.

use order_board::time::Instant;
use order_board::timeline::Timeline;
use order_board::ui::Fast;

/// How time runs, compiled for speed.
pub const FAST: Fast = Fast { advance, pass };

fn advance(run: &mut Timeline, until: Instant) {
    run.advance_to(until);
}

fn pass(run: &mut Timeline, until: Instant, bound_for: Instant) {
    run.pass_towards(until, bound_for);
}
