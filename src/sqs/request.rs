//! What can be asked. Members are named and typed as in the service model.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Body, MessageAttribute, QueueUrl, ReceiptHandle};

/// One call of the API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Request {
    /// Makes a queue, or finds the one of that name.
    CreateQueue(CreateQueue),
    /// Finds a queue by its name.
    GetQueueUrl(GetQueueUrl),
    /// Lists queues by prefix.
    ListQueues(ListQueues),
    /// Removes a queue and all that is in it.
    DeleteQueue(DeleteQueue),
    /// Reads attributes.
    GetQueueAttributes(GetQueueAttributes),
    /// Changes attributes.
    SetQueueAttributes(SetQueueAttributes),
    /// Adds a message.
    SendMessage(SendMessage),
    /// Takes up to ten messages and hides them from others.
    ReceiveMessage(ReceiveMessage),
    /// Removes a received message for good.
    DeleteMessage(DeleteMessage),
    /// Hides a received message for longer, or shows it again.
    ChangeMessageVisibility(ChangeMessageVisibility),
    /// Removes all messages.
    PurgeQueue(PurgeQueue),
}

impl Request {
    /// The action's name, as in `X-Amz-Target: AmazonSQS.<action>`.
    #[must_use]
    pub const fn action(&self) -> &'static str {
        match self {
            Self::CreateQueue(_) => "CreateQueue",
            Self::GetQueueUrl(_) => "GetQueueUrl",
            Self::ListQueues(_) => "ListQueues",
            Self::DeleteQueue(_) => "DeleteQueue",
            Self::GetQueueAttributes(_) => "GetQueueAttributes",
            Self::SetQueueAttributes(_) => "SetQueueAttributes",
            Self::SendMessage(_) => "SendMessage",
            Self::ReceiveMessage(_) => "ReceiveMessage",
            Self::DeleteMessage(_) => "DeleteMessage",
            Self::ChangeMessageVisibility(_) => "ChangeMessageVisibility",
            Self::PurgeQueue(_) => "PurgeQueue",
        }
    }
}

/// Defines the structs of the calls: each derives the same, spells its members the service's way and leaves out what
/// is not given.
macro_rules! calls {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "PascalCase")]
        pub struct $name { $($(#[$field_doc])* pub $field: $kind,)* }

        impl From<$name> for Request {
            fn from(call: $name) -> Self {
                Self::$name(call)
            }
        }
    )*};
}

calls! {
    /// See [`Request::CreateQueue`].
    CreateQueue {
        /// 1 to 80 letters, digits, hyphens, underscores.
        queue_name: String,
        /// By name, all values text.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        attributes: BTreeMap<String, String>,
    }
    /// See [`Request::GetQueueUrl`].
    GetQueueUrl {
        /// The queue's name.
        queue_name: String,
    }
    /// See [`Request::ListQueues`].
    ListQueues {
        /// Only names that begin so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        queue_name_prefix: Option<String>,
        /// 1 to 1,000.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_results: Option<i64>,
        /// Where the last page ended.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next_token: Option<String>,
    }
    /// See [`Request::DeleteQueue`].
    DeleteQueue {
        /// The queue.
        queue_url: QueueUrl,
    }
    /// See [`Request::GetQueueAttributes`].
    GetQueueAttributes {
        /// The queue.
        queue_url: QueueUrl,
        /// Names, or `All`.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attribute_names: Vec<String>,
    }
    /// See [`Request::SetQueueAttributes`].
    SetQueueAttributes {
        /// The queue.
        queue_url: QueueUrl,
        /// By name, all values text.
        attributes: BTreeMap<String, String>,
    }
    /// See [`Request::SendMessage`].
    SendMessage {
        /// The queue.
        queue_url: QueueUrl,
        /// The message's text.
        message_body: Body,
        /// 0 to 900; the queue's own where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        delay_seconds: Option<i64>,
        /// Ten at most.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        message_attributes: BTreeMap<String, MessageAttribute>,
    }
    /// See [`Request::ReceiveMessage`].
    ReceiveMessage {
        /// The queue.
        queue_url: QueueUrl,
        /// 1 to 10; 1 where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_number_of_messages: Option<i64>,
        /// 0 to 43,200; the queue's own where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        visibility_timeout: Option<i64>,
        /// 0 to 20; the queue's own where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wait_time_seconds: Option<i64>,
        /// The older list of system attributes to return.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attribute_names: Vec<String>,
        /// The newer list of system attributes to return; the union of both is used.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        message_system_attribute_names: Vec<String>,
        /// Names, `prefix.*`, or `All`.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        message_attribute_names: Vec<String>,
    }
    /// See [`Request::DeleteMessage`].
    DeleteMessage {
        /// The queue.
        queue_url: QueueUrl,
        /// Of the receive.
        receipt_handle: ReceiptHandle,
    }
    /// See [`Request::ChangeMessageVisibility`].
    ChangeMessageVisibility {
        /// The queue.
        queue_url: QueueUrl,
        /// Of the receive.
        receipt_handle: ReceiptHandle,
        /// 0 to 43,200, counted from now.
        visibility_timeout: i64,
    }
    /// See [`Request::PurgeQueue`].
    PurgeQueue {
        /// The queue.
        queue_url: QueueUrl,
    }
}

impl SendMessage {
    /// A plain message.
    #[must_use]
    pub fn new(queue_url: QueueUrl, message_body: Body) -> Self {
        Self { queue_url, message_body, delay_seconds: None, message_attributes: BTreeMap::new() }
    }
}

impl ReceiveMessage {
    /// One message, everything else as the queue has it.
    #[must_use]
    pub fn new(queue_url: QueueUrl) -> Self {
        Self {
            queue_url,
            max_number_of_messages: None,
            visibility_timeout: None,
            wait_time_seconds: None,
            attribute_names: Vec::new(),
            message_system_attribute_names: Vec::new(),
            message_attribute_names: Vec::new(),
        }
    }
}
