//! What a deed changed among some settings, for sentences that say before and after.

use std::rc::Rc;

use super::{Settings, Unit};

/// A number that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The number in words, at the beginning of a sentence.
    pub what: &'static str,
    /// What it counts.
    pub unit: Unit,
    /// The value before; `None` if the setting was switched off.
    pub before: Option<u64>,
    /// The value after; `None` if the setting is switched off.
    pub after: Option<u64>,
}

/// The numbers in which `after` differs from `before`, in the order of the declaration.
#[must_use]
pub fn changes<S: Settings>(before: &S, after: &S) -> Rc<[Change]> {
    let mut changes = Vec::new();
    for number in S::NUMBERS {
        let (before, after) = (number.get(before), number.get(after));
        if before != after {
            changes.push(Change { what: number.range.what, unit: number.range.unit, before, after });
        }
    }
    changes.into()
}
