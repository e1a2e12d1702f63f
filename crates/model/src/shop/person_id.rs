//! Who somebody is: a number, and a role.

use serde::{Deserialize, Serialize};

/// Identifies a person. Staff are numbered in the order of hiring; guests have numbers of their own, so that they do
/// not change the numbers of staff.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PersonId(pub u32);

impl PersonId {
    /// The user.
    pub const YOU: Self = Self(0);
    const FIRST_GUEST: u32 = 1 << 31;

    pub(super) const fn guest(index: usize) -> Self {
        Self(Self::FIRST_GUEST + index as u32)
    }

    /// Returns the index of a guest, from 0. `None` for staff.
    #[must_use]
    pub const fn guest_index(self) -> Option<usize> {
        if self.is_guest() { Some((self.0 - Self::FIRST_GUEST) as usize) } else { None }
    }

    /// Returns true for callers from outside.
    #[must_use]
    pub const fn is_guest(self) -> bool {
        self.0 >= Self::FIRST_GUEST
    }
}

/// The role of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// Takes orders: a producer.
    Cashier,
    /// Makes drinks: a consumer.
    Barista,
    /// The user.
    You,
    /// A caller from outside, such as the console or the bridge.
    #[serde(skip_deserializing)]
    Guest,
}

impl Role {
    /// Its name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cashier => "cashier",
            Self::Barista => "barista",
            Self::You => "you",
            Self::Guest => "guest",
        }
    }
}
