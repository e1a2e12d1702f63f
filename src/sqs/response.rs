//! What is answered. Empty lists and maps are left out, as the service does.

use super::{Body, ByName, MessageAttribute, MessageId, QueueUrl, ReceiptHandle, md5_of_attributes, md5_of_body};
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
    /// See [`Response::ReceiveMessage`].
    ReceiveMessageResult {
        /// Up to as many as were asked for.
        messages "Messages": Vec<Message>,
    }
}

/// See [`Response::SendMessage`]. The digests that clients check are made when somebody reads them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendMessageResult {
    /// The message's name.
    pub message_id: MessageId,
    /// The text that was stored.
    pub body: Body,
    /// The attributes that were stored.
    pub message_attributes: ByName<MessageAttribute>,
}

impl SendMessageResult {
    /// Lower-case hex.
    #[must_use]
    pub fn md5_of_message_body(&self) -> String {
        md5_of_body(self.body.as_str())
    }

    /// Lower-case hex, where attributes were sent.
    #[must_use]
    pub fn md5_of_message_attributes(&self) -> Option<String> {
        md5_of_attributes(&self.message_attributes)
    }

    /// As it travels over HTTP.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let mut result = Object::new();
        result.put_member("MessageId", &self.message_id);
        result.put_member("MD5OfMessageBody", &self.md5_of_message_body());
        result.put_member("MD5OfMessageAttributes", &self.md5_of_message_attributes());
        result.into()
    }
}

/// A received message. The digests that clients check are made when somebody reads them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The message's name.
    pub message_id: MessageId,
    /// Proof of this receive.
    pub receipt_handle: ReceiptHandle,
    /// The text.
    pub body: Body,
    /// System attributes that were asked for.
    pub attributes: ByName<String>,
    /// Message attributes that were asked for.
    pub message_attributes: ByName<MessageAttribute>,
}

impl Message {
    /// Lower-case hex.
    #[must_use]
    pub fn md5_of_body(&self) -> String {
        md5_of_body(self.body.as_str())
    }

    /// Lower-case hex over the returned attributes.
    #[must_use]
    pub fn md5_of_message_attributes(&self) -> Option<String> {
        md5_of_attributes(&self.message_attributes)
    }

    /// As it travels over HTTP.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let mut message = Object::new();
        message.put_member("MessageId", &self.message_id);
        message.put_member("ReceiptHandle", &self.receipt_handle);
        message.put_member("MD5OfBody", &self.md5_of_body());
        message.put_member("Body", &self.body);
        message.put_member("Attributes", &self.attributes);
        message.put_member("MD5OfMessageAttributes", &self.md5_of_message_attributes());
        message.put_member("MessageAttributes", &self.message_attributes);
        message.into()
    }
}

impl ToMember for Message {
    fn to_member(&self) -> Option<Json> {
        Some(self.to_json())
    }
}
