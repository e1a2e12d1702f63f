//! The time of a headless bridge: real, or virtual and moved by requests.

use std::time::{Duration, SystemTime};

use model::time::Instant;

#[derive(Clone, Copy)]
pub(super) enum Clock {
    Real(std::time::Instant),
    Virtual(Instant),
}

impl Clock {
    #[allow(clippy::disallowed_methods, reason = "real programs live in real time")]
    pub(super) fn real() -> Self {
        Self::Real(std::time::Instant::now())
    }

    pub(super) fn now(self) -> Instant {
        match self {
            Self::Real(began) => Instant::from_millis(millis(began.elapsed())),
            Self::Virtual(now) => now,
        }
    }
}

/// Milliseconds since the Unix epoch.
#[allow(clippy::disallowed_methods, reason = "real programs live in real time")]
pub(super) fn unix_now() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, millis)
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
