//! Words for people's roles that the stage does not define.

use model::shop::Role;
pub use model::text::{grouped, many, short};
pub use stage::words::activity;

/// The shop's word for a role.
pub const fn role(role: Role) -> &'static str {
    match role {
        Role::Cashier => "cashier",
        Role::Barista => "barista",
        Role::You => "you",
        Role::Guest => "guest",
    }
}
