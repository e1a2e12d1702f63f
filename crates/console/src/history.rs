//! The lines that were entered.

use std::collections::VecDeque;

/// Lines kept, at most.
const LINES_MAX: usize = 200;

/// The latest lines, and the current place while the person goes back through them.
#[derive(Clone, Debug, Default)]
pub struct History {
    lines: VecDeque<String>,
    walk: Option<Walk>,
}

/// A walk through the lines that begin with the typed text.
#[derive(Clone, Debug)]
struct Walk {
    typed: String,
    /// The index of the line that is shown.
    at: usize,
}

impl History {
    /// Appends a line, unless it repeats the last one. Ends a walk.
    pub fn push(&mut self, line: &str) {
        self.walk = None;
        if self.lines.back().is_some_and(|last| last == line) {
            return;
        }
        if self.lines.len() == LINES_MAX {
            self.lines.pop_front();
        }
        self.lines.push_back(line.to_owned());
    }

    /// Returns the next older line that begins with the text that was `typed` when the walk began; `None` at the end.
    pub fn older(&mut self, typed: &str) -> Option<&str> {
        let (typed, before) = match &self.walk {
            Some(walk) => (walk.typed.clone(), walk.at),
            None => (typed.to_owned(), self.lines.len()),
        };
        let at = (0..before).rev().find(|at| self.lines[*at].starts_with(&typed))?;
        self.walk = Some(Walk { typed, at });
        Some(&self.lines[at])
    }

    /// Returns the next newer line of the walk, after the newest line the typed text; `None` if there is no walk.
    pub fn newer(&mut self) -> Option<String> {
        let mut walk = self.walk.take()?;
        let next = (walk.at + 1..self.lines.len()).find(|at| self.lines[*at].starts_with(&walk.typed));
        let Some(at) = next else { return Some(walk.typed) };
        walk.at = at;
        self.walk = Some(walk);
        Some(self.lines[at].clone())
    }

    /// Ends a walk, because the person typed.
    pub fn stay(&mut self) {
        self.walk = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn history() -> History {
        let mut history = History::default();
        for line in ["list-queues", "send a", "send b", "send b", "purge"] {
            history.push(line);
        }
        history
    }

    #[test]
    fn lines_come_back_in_order() {
        let mut history = history();
        assert_eq!(history.newer(), None);
        let back: Vec<_> = (0..5).map(|_| history.older("").map(str::to_owned)).collect();
        assert_eq!(
            back,
            ["purge", "send b", "send a", "list-queues"]
                .map(|line| Some(line.to_owned()))
                .into_iter()
                .chain([None])
                .collect::<Vec<_>>()
        );
        let forth: Vec<_> = (0..4).filter_map(|_| history.newer()).collect();
        assert_eq!(forth, ["send a", "send b", "purge", ""]);
        assert_eq!(history.newer(), None);
    }

    #[test]
    fn a_walk_visits_only_lines_that_begin_with_the_typed_text() {
        let mut history = history();
        assert_eq!(history.older("send"), Some("send b"));
        assert_eq!(history.older("send b"), Some("send a"));
        assert_eq!(history.older("send a"), None);
        assert_eq!(history.newer().as_deref(), Some("send b"));
        assert_eq!(history.newer().as_deref(), Some("send"));
        assert_eq!(history.older("x"), None);
        history.older("send");
        history.stay();
        assert_eq!(history.older("list"), Some("list-queues"));
    }

    #[test]
    fn the_history_is_bounded() {
        let mut history = History::default();
        for index in 0..10_000 {
            history.push(&index.to_string());
        }
        let back = std::iter::from_fn(|| history.older("").map(str::to_owned));
        assert_eq!(back.last().as_deref(), Some("9800"));
    }
}
