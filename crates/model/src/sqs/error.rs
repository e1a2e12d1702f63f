//! The errors of the service: type, query code, status and sentence.

use std::borrow::Cow;
use std::fmt;

use serde_json::{Value, json};

/// The refusal of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The kind of refusal.
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
        /// The kinds of refusals. A row is a kind, its namespace, type name, query code and HTTP status.
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
    /// A queue of that name exists with other attributes.
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
    /// Two entries with the same id.
    BatchEntryIdsNotDistinct = SQS, "BatchEntryIdsNotDistinct", "AWS.SimpleQueueService.BatchEntryIdsNotDistinct", 400;
    /// An entry's id is malformed.
    InvalidBatchEntryId = SQS, "InvalidBatchEntryId", "AWS.SimpleQueueService.InvalidBatchEntryId", 400;
    /// The entries are too large together.
    BatchRequestTooLong = SQS, "BatchRequestTooLong", "AWS.SimpleQueueService.BatchRequestTooLong", 400;
    /// No such attribute.
    InvalidAttributeName = SQS, "InvalidAttributeName", "InvalidAttributeName", 400;
    /// An attribute's value is out of range or malformed.
    InvalidAttributeValue = SQS, "InvalidAttributeValue", "InvalidAttributeValue", 400;
    /// The message contains a character that XML does not allow.
    InvalidMessageContents = SQS, "InvalidMessageContents", "InvalidMessageContents", 400;
    /// The text is no receipt handle, or one of another queue.
    ReceiptHandleIsInvalid = SQS, "ReceiptHandleIsInvalid", "ReceiptHandleIsInvalid", 404;
    /// The operation does not apply to this queue or message.
    UnsupportedOperation = SQS, "UnsupportedOperation", "AWS.SimpleQueueService.UnsupportedOperation", 400;
    /// A queue or task that the call names does not exist.
    ResourceNotFound = SQS, "ResourceNotFoundException", "ResourceNotFoundException", 404;
    /// A parameter is out of range or malformed (not in the service model).
    InvalidParameterValue = CORAL, "InvalidParameterValueException", "InvalidParameterValue", 400;
    /// A required parameter is missing (not in the service model).
    MissingParameter = CORAL, "MissingRequiredParameterException", "MissingParameter", 400;
    /// No such action (not in the service model).
    UnknownOperation = CORAL, "UnknownOperationException", "UnknownOperationException", 400;
    /// The body is not JSON, or a member has the wrong type (not in the service model).
    Serialization = CORAL, "SerializationException", "SerializationException", 400;
}

impl ErrorKind {
    /// The part of `__type` after `#`.
    #[must_use]
    pub const fn type_name(self) -> &'static str {
        self.row().1
    }

    /// The part of `__type` before `#`.
    #[must_use]
    pub const fn namespace(self) -> &'static str {
        self.row().0
    }

    /// The code that SDKs show: the first half of the header `x-amzn-query-error`.
    #[must_use]
    pub const fn query_code(self) -> &'static str {
        self.row().2
    }

    /// Finds a kind by its query code, which the failed entries of a batch have.
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
    /// Creates a refusal with its sentence.
    pub fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self { kind, message: message.into() }
    }

    /// Creates the refusal of a call without a required parameter.
    #[must_use]
    pub fn missing(parameter: &str) -> Self {
        Self::new(ErrorKind::MissingParameter, format!("The request must contain the parameter {parameter}."))
    }

    /// The body of the HTTP answer.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let kind = format!("{}#{}", self.kind.namespace(), self.kind.type_name());
        json!({ "__type": kind, "message": self.message })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.query_code(), self.message)
    }
}

impl std::error::Error for Error {}
