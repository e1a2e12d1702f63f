//! Limits on wall time, with the clock supplied by the caller.

use std::fmt;

/// A moment of wall time at which work in progress is to pause. The simulation reads no clock: the page passes the
/// browser's, a test passes its own.
#[derive(Clone, Copy)]
pub struct Deadline<'a> {
    clock: Option<&'a dyn Fn() -> f64>,
    at_ms: f64,
}

impl<'a> Deadline<'a> {
    /// Never passes: the work runs to its end.
    #[cfg(test)]
    pub const NEVER: Self = Self { clock: None, at_ms: f64::INFINITY };

    /// Passes `budget_ms` milliseconds of wall time from now. `clock` returns wall time in milliseconds.
    #[must_use]
    pub fn after(budget_ms: f64, clock: &'a dyn Fn() -> f64) -> Self {
        Self { clock: Some(clock), at_ms: clock() + budget_ms }
    }

    /// Returns true once the time is up.
    #[must_use]
    pub fn has_passed(&self) -> bool {
        self.clock.is_some_and(|clock| clock() > self.at_ms)
    }
}

impl fmt::Debug for Deadline<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Deadline({} ms)", self.at_ms)
    }
}
