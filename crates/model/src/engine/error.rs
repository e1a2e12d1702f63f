//! The service's error texts that several actions share.
//!
//! Source: `docs/sqs-behaviour.md`, sections 1.5 and 2.2.

use crate::sqs::{Error, ErrorKind};

pub(super) fn no_such_queue() -> Error {
    Error::new(ErrorKind::QueueDoesNotExist, "The specified queue does not exist.")
}

/// An `InvalidParameterValue` error (IPV in `docs/sqs-behaviour.md`) with its own text.
pub(super) fn invalid(message: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::InvalidParameterValue, message)
}

/// An `InvalidParameterValue` error about the value of one parameter.
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
