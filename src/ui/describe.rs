//! Words for what people are, beside those of the stage.

use model::shop::Role;
pub use model::text::{grouped, many, short};
pub use stage::words::activity;

/// What role someone has, in the shop's word.
pub const fn role(role: Role) -> &'static str {
    match role {
        Role::Cashier => "cashier",
        Role::Barista => "barista",
        Role::You => "you",
        Role::Guest => "guest",
    }
}
