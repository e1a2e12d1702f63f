//! The order in which deeds were done across the two runs of a pair.
//!
//! Each timeline undoes its own deeds. The history says how many steps each of the two takes for one undo.

use model::shop::{Intervention, Timed};
use model::time::Instant;
use model::timeline::{Timeline, UNDO_MAX};

use super::run::Run;

/// How many undo steps each half takes, in the order of the halves.
pub(super) type Steps = [u32; 2];

/// Undo and redo across a pair.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    undo: Vec<Steps>,
    redo: Vec<Steps>,
    /// Collects deeds that are undone as one.
    group: Option<Steps>,
}

impl History {
    /// Adds a deed.
    pub(super) fn add(&mut self, steps: Steps) {
        if steps == [0, 0] {
            return;
        }
        self.redo.clear();
        if let Some(group) = &mut self.group {
            *group = [group[0] + steps[0], group[1] + steps[1]];
            return;
        }
        if self.undo.len() == UNDO_MAX {
            self.undo.remove(0);
        }
        self.undo.push(steps);
    }

    /// Deeds from here to [`Self::ungroup`] are undone as one.
    pub(super) const fn group(&mut self) {
        self.group = Some([0, 0]);
    }

    /// Ends the group.
    pub(super) fn ungroup(&mut self) {
        if let Some(steps) = self.group.take() {
            self.add(steps);
        }
    }

    /// Returns true if a deed was done since the pair was opened.
    pub(super) const fn has_done(&self) -> bool {
        !self.undo.is_empty()
    }

    pub(super) fn forget_undone(&mut self) {
        self.redo.clear();
    }

    pub(super) fn can_undo(&self, runs: &[Run; 2]) -> bool {
        !self.undo.is_empty() || runs.iter().any(|run| run.timeline().can_undo())
    }

    pub(super) const fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Undoes the last deed of either run. Returns its moment.
    pub(super) fn undo(&mut self, runs: &mut [Run; 2]) -> Option<Instant> {
        let steps = self.undo.pop().or_else(|| latest(runs.each_ref().map(Run::timeline)))?;
        let at = turn(steps, runs, Timeline::undo);
        self.redo.push(steps);
        at
    }

    /// Redoes the last undone deed. Returns its moment.
    pub(super) fn redo(&mut self, runs: &mut [Run; 2]) -> Option<Instant> {
        let steps = self.redo.pop()?;
        let at = turn(steps, runs, Timeline::redo);
        self.undo.push(steps);
        at
    }
}

fn turn(steps: Steps, runs: &mut [Run; 2], turn: fn(&mut Timeline) -> Option<Instant>) -> Option<Instant> {
    let mut at = None;
    for (run, count) in runs.iter_mut().zip(steps) {
        for _ in 0..count {
            at = at.max(turn(run.change()));
        }
    }
    at
}

/// The last deed that was done before this page was opened. A change of the customers is one deed in both runs.
fn latest(runs: [&Timeline; 2]) -> Option<Steps> {
    let is_about_customers = |deed: &Timed| matches!(deed.intervention, Intervention::SetCustomers { .. });
    match runs.map(|run| run.world().recording().interventions.last()) {
        [None, None] => None,
        [Some(a), Some(b)] if a.at == b.at => Some(match [a, b].map(is_about_customers) {
            [true, false] => [0, 1],
            [false, true] => [1, 0],
            _ => [1, 1],
        }),
        [a, b] if a.map(|deed| deed.at) > b.map(|deed| deed.at) => Some([1, 0]),
        _ => Some([0, 1]),
    }
}
