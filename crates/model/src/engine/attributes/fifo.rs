//! The attributes that only FIFO queues have.

use super::super::error::{invalid_attribute, invalid_attribute_because};
use super::values::boolean;
use crate::sqs::{AttributeName, Error};

/// The attributes that only FIFO queues have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::engine) struct Fifo {
    pub(in crate::engine) content_based: bool,
    pub(in crate::engine) scope_is_group: bool,
    pub(super) limit_is_per_group: bool,
}

/// Indexed by the booleans of [`Fifo`].
pub(in crate::engine) const SCOPES: [&str; 2] = ["queue", "messageGroup"];

pub(in crate::engine) const LIMITS: [&str; 2] = ["perQueue", "perMessageGroupId"];

impl Fifo {
    pub(super) fn set(&mut self, name: AttributeName, text: &str) -> Result<(), Error> {
        let one_of = |names: [&str; 2]| {
            let found = names.iter().position(|name| *name == text);
            found.map(|at| at == 1).ok_or_else(|| invalid_attribute(name.as_str()))
        };
        match name {
            AttributeName::ContentBasedDeduplication => self.content_based = boolean(name, text)?,
            AttributeName::DeduplicationScope => self.scope_is_group = one_of(SCOPES)?,
            AttributeName::FifoThroughputLimit => self.limit_is_per_group = one_of(LIMITS)?,
            _ if boolean(name, text)? => {}
            _ => return Err(invalid_attribute_because(name.as_str(), "Modifying queue type is not supported.")),
        }
        Ok(())
    }
}
