//! The service's sentences that more than one action says.

use crate::sqs::{Error, ErrorKind};

pub(super) fn no_such_queue() -> Error {
    Error::new(ErrorKind::QueueDoesNotExist, "The specified queue does not exist.")
}

/// What the fact sheet calls IPV, with a free sentence.
pub(super) fn invalid(message: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::InvalidParameterValue, message)
}

/// IPV about one parameter's value.
pub(super) fn invalid_value(value: impl std::fmt::Display, parameter: &str, reason: &str) -> Error {
    invalid(format!("Value {value} for parameter {parameter} is invalid. Reason: {reason}"))
}

pub(super) fn unknown_attribute(name: &str) -> Error {
    Error::new(ErrorKind::InvalidAttributeName, format!("Unknown Attribute {name}."))
}

pub(super) fn invalid_attribute(name: &str) -> Error {
    Error::new(ErrorKind::InvalidAttributeValue, format!("Invalid value for the parameter {name}."))
}

pub(super) fn invalid_attribute_because(name: &str, reason: &str) -> Error {
    Error::new(ErrorKind::InvalidAttributeValue, format!("Invalid value for the parameter {name}. Reason: {reason}"))
}
