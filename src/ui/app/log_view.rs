//! The lines of the log as they were drawn last.

use super::super::log::{Filter, LINES_MAX, LogLine};
use crate::session::Session;

/// Milliseconds between two updates while time runs.
const LOG_MS: f64 = 250.0;

/// The log behind its filter.
pub struct LogView {
    /// Which happenings are listed.
    pub filter: Filter,
    /// The newest lines that the filter admits.
    pub lines: Vec<LogLine>,
    /// How many happenings there were when the lines were made, and when that was.
    made_of: (u64, f64),
}

impl Default for LogView {
    fn default() -> Self {
        Self { filter: Filter::default(), lines: Vec::new(), made_of: (u64::MAX, 0.0) }
    }
}

impl LogView {
    /// Another filter.
    pub fn set_filter(&mut self, filter: Filter) {
        self.filter = filter;
        self.expire();
    }

    /// The lines belong to another moment: rebuilt when the log is shown next.
    pub const fn expire(&mut self) {
        self.made_of = (u64::MAX, 0.0);
    }

    /// Rebuilds the lines if something happened and it is time. Returns true if it did.
    pub fn look(&mut self, session: &Session, now_ms: f64) -> bool {
        let shop = session.world().shop();
        let total = shop.happenings();
        let (made_of, made_ms) = self.made_of;
        if made_of == total || now_ms - made_ms < LOG_MS {
            return false;
        }
        let admitted = shop.log().rev().filter(|happening| self.filter.admits(happening.name()));
        let all = admitted.map(|happening| LogLine {
            seq: happening.seq,
            at: happening.at,
            kind: happening.name(),
            sentence: happening.sentence(shop),
            message: happening.message(),
            person: happening.person(),
        });
        self.lines = all.filter(|line| self.filter.finds(&line.sentence)).take(LINES_MAX).collect();
        self.made_of = (total, if now_ms.is_finite() { now_ms } else { 0.0 });
        true
    }
}
