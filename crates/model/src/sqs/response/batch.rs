//! Answers to batches: which entries succeeded, and which failed.

use serde::Serialize;

use super::SendMessageResult;

/// See [`Response::SendMessageBatch`](super::Response::SendMessageBatch).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SendMessageBatchResult {
    /// The messages that were stored, in the order of the request.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub successful: Vec<SendMessageBatchResultEntry>,
    /// The messages that were refused, in the order of the request.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub failed: Vec<BatchResultErrorEntry>,
}

/// One stored message of a [`SendMessageBatchResult`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SendMessageBatchResultEntry {
    /// The entry's id in the request.
    pub id: String,
    /// The same members as for a single message.
    #[serde(flatten)]
    pub result: SendMessageResult,
}

/// See [`Response::Batch`](super::Response::Batch).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct BatchResult {
    /// The entries that succeeded, in the order of the request.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub successful: Vec<BatchResultEntry>,
    /// The entries that were refused, in the order of the request.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub failed: Vec<BatchResultErrorEntry>,
}

/// An entry that succeeded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct BatchResultEntry {
    /// The entry's id in the request.
    pub id: String,
}

/// An entry that was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct BatchResultErrorEntry {
    /// The entry's id in the request.
    pub id: String,
    /// True if the caller is to blame.
    pub sender_fault: bool,
    /// The error's query code.
    pub code: String,
    /// The service's sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}
