//! Answers about queues.

use serde::Serialize;

use super::super::{ByName, QueueUrl};

/// See [`Response::CreateQueue`](super::Response::CreateQueue).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateQueueResult {
    /// The queue's address.
    pub queue_url: QueueUrl,
}

/// See [`Response::GetQueueUrl`](super::Response::GetQueueUrl).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetQueueUrlResult {
    /// The queue's address.
    pub queue_url: QueueUrl,
}

/// See [`Response::ListQueues`](super::Response::ListQueues).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListQueuesResult {
    /// Sorted by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub queue_urls: Vec<QueueUrl>,
    /// Where the next page begins; `None` on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

/// See [`Response::ListDeadLetterSourceQueues`](super::Response::ListDeadLetterSourceQueues).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListDeadLetterSourceQueuesResult {
    /// Sorted by name. The service model writes this member in lower case.
    #[serde(rename = "queueUrls", skip_serializing_if = "Vec::is_empty")]
    pub queue_urls: Vec<QueueUrl>,
    /// Where the next page begins; `None` on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

/// See [`Response::GetQueueAttributes`](super::Response::GetQueueAttributes).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetQueueAttributesResult {
    /// Sorted by name; all values are strings.
    #[serde(skip_serializing_if = "ByName::is_empty")]
    pub attributes: ByName<String>,
}

/// See [`Response::ListQueueTags`](super::Response::ListQueueTags).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListQueueTagsResult {
    /// Sorted by key.
    #[serde(skip_serializing_if = "ByName::is_empty")]
    pub tags: ByName<String>,
}
