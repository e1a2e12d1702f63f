//! What is answered. Empty lists and maps are left out, as the service does.

use super::{Body, ByName, MessageAttribute, MessageId, QueueUrl, ReceiptHandle};
use crate::json::{Json, Object, ToMember};

/// The answer to one call.
#[derive(Clone, Debug, PartialEq, Eq)]
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

impl Response {
    /// The body, as it travels over HTTP.
    #[must_use]
    pub fn to_json(&self) -> Json {
        match self {
            Self::CreateQueue(result) => result.to_json(),
            Self::GetQueueUrl(result) => result.to_json(),
            Self::ListQueues(result) => result.to_json(),
            Self::GetQueueAttributes(result) => result.to_json(),
            Self::SendMessage(result) => result.to_json(),
            Self::ReceiveMessage(result) => result.to_json(),
            Self::Empty {} => Object::new().into(),
        }
    }
}

/// Defines the structs of the answers, each member with its name in the service model.
macro_rules! results {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident $member:literal: $kind:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name { $($(#[$field_doc])* pub $field: $kind,)* }

        impl $name {
            /// As it travels over HTTP.
            #[must_use]
            pub fn to_json(&self) -> Json {
                let mut result = Object::new();
                $(result.put_member($member, &self.$field);)*
                result.into()
            }
        }

        impl ToMember for $name {
            fn to_member(&self) -> Option<Json> {
                Some(self.to_json())
            }
        }
    )*};
}

results! {
    /// See [`Response::CreateQueue`].
    CreateQueueResult {
        /// The queue's address.
        queue_url "QueueUrl": QueueUrl,
    }
    /// See [`Response::GetQueueUrl`].
    GetQueueUrlResult {
        /// The queue's address.
        queue_url "QueueUrl": QueueUrl,
    }
    /// See [`Response::ListQueues`].
    ListQueuesResult {
        /// Sorted by name.
        queue_urls "QueueUrls": Vec<QueueUrl>,
        /// Where the next page begins.
        next_token "NextToken": Option<String>,
    }
    /// See [`Response::GetQueueAttributes`].
    GetQueueAttributesResult {
        /// By name, all values text.
        attributes "Attributes": ByName<String>,
    }
    /// See [`Response::SendMessage`].
    SendMessageResult {
        /// The message's name.
        message_id "MessageId": MessageId,
        /// Lower-case hex.
        md5_of_message_body "MD5OfMessageBody": String,
        /// Lower-case hex, where attributes were sent.
        md5_of_message_attributes "MD5OfMessageAttributes": Option<String>,
    }
    /// See [`Response::ReceiveMessage`].
    ReceiveMessageResult {
        /// Up to as many as were asked for.
        messages "Messages": Vec<Message>,
    }
    /// A received message.
    Message {
        /// The message's name.
        message_id "MessageId": MessageId,
        /// Proof of this receive.
        receipt_handle "ReceiptHandle": ReceiptHandle,
        /// Lower-case hex.
        md5_of_body "MD5OfBody": String,
        /// The text.
        body "Body": Body,
        /// System attributes that were asked for.
        attributes "Attributes": ByName<String>,
        /// Lower-case hex over the returned attributes.
        md5_of_message_attributes "MD5OfMessageAttributes": Option<String>,
        /// Message attributes that were asked for.
        message_attributes "MessageAttributes": ByName<MessageAttribute>,
    }
}
