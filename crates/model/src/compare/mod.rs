//! Two shops side by side with the same customers: the built-in pairs, the difference, and its effect.

mod differences;
mod figures;
pub mod pairs;
mod sentence;

pub use differences::Differences;
pub use figures::{Figures, Row, rows};
pub use pairs::Pair;
pub use sentence::sentence;

use serde::Serialize;

use crate::shop::Scenario;

/// One of two shops side by side; in JSON its letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum Half {
    /// The left or upper shop.
    #[default]
    A,
    /// The right or lower shop.
    B,
}

impl Half {
    /// Both halves in order.
    pub const BOTH: [Self; 2] = [Self::A, Self::B];

    /// The other half.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }

    /// Its letter.
    #[must_use]
    pub const fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
        }
    }

    /// The half of a letter, in any case.
    #[must_use]
    pub fn of_letter(text: &str) -> Option<Self> {
        Self::BOTH.into_iter().find(|half| half.letter().eq_ignore_ascii_case(text))
    }

    /// This half's element of a pair.
    pub fn of<T>(self, [a, b]: [T; 2]) -> T {
        match self {
            Self::A => a,
            Self::B => b,
        }
    }
}

/// Gives a shop the customers of another. Returns false if it has them already.
pub fn share_customers(from: &Scenario, to: &mut Scenario) -> bool {
    let same = (to.seed, &to.customers) == (from.seed, &from.customers);
    if !same {
        to.seed = from.seed;
        to.customers = from.customers.clone();
    }
    !same
}
