//! Words for what people are, beside those of the stage.

use crate::shop::Role;
pub use crate::stage::words::activity;
pub use crate::text::{grouped, many, short};

/// What role someone has, in the shop's word.
pub const fn role(role: Role) -> &'static str {
    match role {
        Role::Cashier => "cashier",
        Role::Barista => "barista",
        Role::You => "you",
        Role::Guest => "guest",
    }
}
