//! What is answered. Empty lists and maps are left out, as the service does.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Body, MessageAttribute, MessageId, QueueUrl, ReceiptHandle};

/// The answer to one call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Response {
    /// To CreateQueue.
    CreateQueue(CreateQueueResult),
    /// To GetQueueUrl.
    GetQueueUrl(GetQueueUrlResult),
    /// To ListQueues.
    ListQueues(ListQueuesResult),
    /// To GetQueueAttributes.
    GetQueueAttributes(GetQueueAttributesResult),
    /// To SendMessage.
    SendMessage(SendMessageResult),
    /// To ReceiveMessage.
    ReceiveMessage(ReceiveMessageResult),
    /// To actions without output.
    Empty {},
}

/// Defines the structs of the answers.
macro_rules! results {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        #[serde(rename_all = "PascalCase")]
        pub struct $name { $($(#[$field_doc])* pub $field: $kind,)* }
    )*};
}

results! {
    /// See [`Response::CreateQueue`].
    CreateQueueResult {
        /// The queue's address.
        queue_url: QueueUrl,
    }
    /// See [`Response::GetQueueUrl`].
    GetQueueUrlResult {
        /// The queue's address.
        queue_url: QueueUrl,
    }
    /// See [`Response::ListQueues`].
    ListQueuesResult {
        /// Sorted by name.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        queue_urls: Vec<QueueUrl>,
        /// Where the next page begins.
        #[serde(skip_serializing_if = "Option::is_none")]
        next_token: Option<String>,
    }
    /// See [`Response::GetQueueAttributes`].
    GetQueueAttributesResult {
        /// By name, all values text.
        #[serde(skip_serializing_if = "BTreeMap::is_empty")]
        attributes: BTreeMap<String, String>,
    }
    /// See [`Response::SendMessage`].
    SendMessageResult {
        /// The message's name.
        message_id: MessageId,
        /// Lower-case hex.
        #[serde(rename = "MD5OfMessageBody")]
        md5_of_message_body: String,
        /// Lower-case hex, where attributes were sent.
        #[serde(rename = "MD5OfMessageAttributes", skip_serializing_if = "Option::is_none")]
        md5_of_message_attributes: Option<String>,
    }
    /// See [`Response::ReceiveMessage`].
    ReceiveMessageResult {
        /// Up to as many as were asked for.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        messages: Vec<Message>,
    }
    /// A received message.
    Message {
        /// The message's name.
        message_id: MessageId,
        /// Proof of this receive.
        receipt_handle: ReceiptHandle,
        /// Lower-case hex.
        #[serde(rename = "MD5OfBody")]
        md5_of_body: String,
        /// The text.
        body: Body,
        /// System attributes that were asked for.
        #[serde(skip_serializing_if = "BTreeMap::is_empty")]
        attributes: BTreeMap<String, String>,
        /// Lower-case hex over the returned attributes.
        #[serde(rename = "MD5OfMessageAttributes", skip_serializing_if = "Option::is_none")]
        md5_of_message_attributes: Option<String>,
        /// Message attributes that were asked for.
        #[serde(skip_serializing_if = "BTreeMap::is_empty")]
        message_attributes: BTreeMap<String, MessageAttribute>,
    }
}
