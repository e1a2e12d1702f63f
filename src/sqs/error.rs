//! Errors as the service gives them: type, query code, status and text.

use std::borrow::Cow;
use std::fmt;

use crate::json::{Json, Object};

/// The service refused a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Which refusal.
    pub kind: ErrorKind,
    /// The service's sentence.
    pub message: Cow<'static, str>,
}

/// Which refusal it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// No such queue.
    QueueDoesNotExist,
    /// A queue of that name has other attributes.
    QueueNameExists,
    /// The name was freed less than 60 seconds ago.
    QueueDeletedRecently,
    /// The last purge was less than 60 seconds ago.
    PurgeQueueInProgress,
    /// A quota is used up.
    OverLimit,
    /// No such attribute.
    InvalidAttributeName,
    /// An attribute's value is out of its range or shape.
    InvalidAttributeValue,
    /// The body holds a character that XML cannot.
    InvalidMessageContents,
    /// Not a receipt handle, or not one of this queue.
    ReceiptHandleIsInvalid,
    /// A parameter is out of its range or shape (not in the service model).
    InvalidParameterValue,
    /// A required parameter is missing (not in the service model).
    MissingParameter,
}

impl ErrorKind {
    /// What stands after `#` in `__type`.
    #[must_use]
    pub const fn type_name(self) -> &'static str {
        match self {
            Self::QueueDoesNotExist => "QueueDoesNotExist",
            Self::QueueNameExists => "QueueNameExists",
            Self::QueueDeletedRecently => "QueueDeletedRecently",
            Self::PurgeQueueInProgress => "PurgeQueueInProgress",
            Self::OverLimit => "OverLimit",
            Self::InvalidAttributeName => "InvalidAttributeName",
            Self::InvalidAttributeValue => "InvalidAttributeValue",
            Self::InvalidMessageContents => "InvalidMessageContents",
            Self::ReceiptHandleIsInvalid => "ReceiptHandleIsInvalid",
            Self::InvalidParameterValue => "InvalidParameterValueException",
            Self::MissingParameter => "MissingRequiredParameterException",
        }
    }

    /// What stands before `#` in `__type`.
    #[must_use]
    pub const fn namespace(self) -> &'static str {
        match self {
            Self::InvalidParameterValue | Self::MissingParameter => "com.amazon.coral.service",
            _ => "com.amazonaws.sqs",
        }
    }

    /// The first half of the `x-amzn-query-error` header: the code that SDKs show.
    #[must_use]
    pub const fn query_code(self) -> &'static str {
        match self {
            Self::QueueDoesNotExist => "AWS.SimpleQueueService.NonExistentQueue",
            Self::QueueNameExists => "QueueAlreadyExists",
            Self::QueueDeletedRecently => "AWS.SimpleQueueService.QueueDeletedRecently",
            Self::PurgeQueueInProgress => "AWS.SimpleQueueService.PurgeQueueInProgress",
            Self::OverLimit => "OverLimit",
            Self::InvalidAttributeName => "InvalidAttributeName",
            Self::InvalidAttributeValue => "InvalidAttributeValue",
            Self::InvalidMessageContents => "InvalidMessageContents",
            Self::ReceiptHandleIsInvalid => "ReceiptHandleIsInvalid",
            Self::InvalidParameterValue => "InvalidParameterValue",
            Self::MissingParameter => "MissingParameter",
        }
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::PurgeQueueInProgress | Self::OverLimit => 403,
            Self::ReceiptHandleIsInvalid => 404,
            _ => 400,
        }
    }
}

impl Error {
    /// A refusal with its sentence.
    pub fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self { kind, message: message.into() }
    }

    /// The body, as it travels over HTTP.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let mut body = Object::new();
        body.put("__type", format!("{}#{}", self.kind.namespace(), self.kind.type_name()));
        body.put("message", &*self.message);
        body.into()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.query_code(), self.message)
    }
}

impl std::error::Error for Error {}
