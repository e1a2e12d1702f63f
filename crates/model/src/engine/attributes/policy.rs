//! Access policies: JSON text with its meaning.

use serde_json::Value;

use super::super::error::invalid_attribute;
use crate::sqs::{Error, ErrorKind};

/// An access policy, as text and parsed. Texts that parse to equal JSON are equal.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Policy {
    pub(super) text: String,
    pub(super) meaning: Value,
}

impl PartialEq for Policy {
    fn eq(&self, other: &Self) -> bool {
        self.meaning == other.meaning
    }
}

impl Eq for Policy {}

pub(in crate::engine) const POLICY_BYTES: usize = 8_192;

pub(in crate::engine) const POLICY_STATEMENTS: usize = 20;

impl Policy {
    pub(super) fn parse(text: &str) -> Result<Self, Error> {
        let invalid = || invalid_attribute("Policy");
        let mut meaning: Value = serde_json::from_str(text).map_err(|_| invalid())?;
        if text.len() > POLICY_BYTES || !meaning.is_object() {
            return Err(invalid());
        }
        let statements = meaning.get("Statement").and_then(Value::as_array).map_or(0, Vec::len);
        if statements > POLICY_STATEMENTS {
            let max = POLICY_STATEMENTS;
            let text = format!("{statements} statements were found in the submitted policy, max allowed is {max}");
            return Err(Error::new(ErrorKind::OverLimit, text));
        }
        // AddPermission and RemovePermission write the statements back in this order.
        meaning.sort_all_objects();
        Ok(Self { text: text.to_owned(), meaning })
    }
}
