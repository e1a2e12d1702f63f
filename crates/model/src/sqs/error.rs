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

/// The namespace of the errors of the service model.
const SQS: &str = "com.amazonaws.sqs";
/// The namespace of the errors that all services share.
const CORAL: &str = "com.amazon.coral.service";

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $space:ident, $name:literal, $code:literal, $status:literal;)*) => {
        /// Which refusal it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorKind {
            $($(#[$doc])* $kind,)*
        }

        impl ErrorKind {
            const fn row(self) -> (&'static str, &'static str, &'static str, u16) {
                match self {
                    $(Self::$kind => ($space, $name, $code, $status),)*
                }
            }

            const ALL: &[Self] = &[$(Self::$kind),*];
        }
    };
}

kinds! {
    /// No such queue.
    QueueDoesNotExist = SQS, "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue", 400;
    /// A queue of that name has other attributes.
    QueueNameExists = SQS, "QueueNameExists", "QueueAlreadyExists", 400;
    /// The name was freed less than 60 seconds ago.
    QueueDeletedRecently = SQS, "QueueDeletedRecently", "AWS.SimpleQueueService.QueueDeletedRecently", 400;
    /// The last purge was less than 60 seconds ago.
    PurgeQueueInProgress = SQS, "PurgeQueueInProgress", "AWS.SimpleQueueService.PurgeQueueInProgress", 403;
    /// A quota is used up.
    OverLimit = SQS, "OverLimit", "OverLimit", 403;
    /// A batch without entries.
    EmptyBatchRequest = SQS, "EmptyBatchRequest", "AWS.SimpleQueueService.EmptyBatchRequest", 400;
    /// A batch with more than ten entries.
    TooManyEntriesInBatchRequest =
        SQS, "TooManyEntriesInBatchRequest", "AWS.SimpleQueueService.TooManyEntriesInBatchRequest", 400;
    /// Two entries of one name.
    BatchEntryIdsNotDistinct = SQS, "BatchEntryIdsNotDistinct", "AWS.SimpleQueueService.BatchEntryIdsNotDistinct", 400;
    /// An entry's name is malformed.
    InvalidBatchEntryId = SQS, "InvalidBatchEntryId", "AWS.SimpleQueueService.InvalidBatchEntryId", 400;
    /// The entries are too large together.
    BatchRequestTooLong = SQS, "BatchRequestTooLong", "AWS.SimpleQueueService.BatchRequestTooLong", 400;
    /// No such attribute.
    InvalidAttributeName = SQS, "InvalidAttributeName", "InvalidAttributeName", 400;
    /// An attribute's value is out of its range or shape.
    InvalidAttributeValue = SQS, "InvalidAttributeValue", "InvalidAttributeValue", 400;
    /// The body holds a character that XML cannot.
    InvalidMessageContents = SQS, "InvalidMessageContents", "InvalidMessageContents", 400;
    /// Not a receipt handle, or not one of this queue.
    ReceiptHandleIsInvalid = SQS, "ReceiptHandleIsInvalid", "ReceiptHandleIsInvalid", 404;
    /// It cannot be done to this.
    UnsupportedOperation = SQS, "UnsupportedOperation", "AWS.SimpleQueueService.UnsupportedOperation", 400;
    /// What a move task names is not there.
    ResourceNotFound = SQS, "ResourceNotFoundException", "ResourceNotFoundException", 404;
    /// A parameter is out of its range or shape (not in the service model).
    InvalidParameterValue = CORAL, "InvalidParameterValueException", "InvalidParameterValue", 400;
    /// A required parameter is missing (not in the service model).
    MissingParameter = CORAL, "MissingRequiredParameterException", "MissingParameter", 400;
    /// No such action (not in the service model).
    UnknownOperation = CORAL, "UnknownOperationException", "UnknownOperationException", 400;
    /// The body is no JSON, or a member has a type that it cannot have (not in the service model).
    Serialization = CORAL, "SerializationException", "SerializationException", 400;
}

impl ErrorKind {
    /// What stands after `#` in `__type`.
    #[must_use]
    pub const fn type_name(self) -> &'static str {
        self.row().1
    }

    /// What stands before `#` in `__type`.
    #[must_use]
    pub const fn namespace(self) -> &'static str {
        self.row().0
    }

    /// The first half of the `x-amzn-query-error` header: the code that SDKs show.
    #[must_use]
    pub const fn query_code(self) -> &'static str {
        self.row().2
    }

    /// The kind of that query code, as the failed entries of a batch name theirs.
    #[must_use]
    pub fn of_query_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.query_code() == code)
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(self) -> u16 {
        self.row().3
    }
}

impl Error {
    /// A refusal with its sentence.
    pub fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self { kind, message: message.into() }
    }

    /// A required parameter is missing.
    #[must_use]
    pub fn missing(parameter: &str) -> Self {
        Self::new(ErrorKind::MissingParameter, format!("The request must contain the parameter {parameter}."))
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
