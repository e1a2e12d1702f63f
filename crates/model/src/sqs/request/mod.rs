//! The calls of the API: one struct for each, named and typed as in the service model.

mod calls;
mod entries;
mod plain;

pub use calls::*;
pub use entries::*;
