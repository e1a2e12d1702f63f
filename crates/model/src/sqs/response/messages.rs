//! Answers that carry messages. Their MD5 digests, which clients check, are computed when the answer is written.

use serde::ser::{Serialize, SerializeStruct as _, Serializer};

use super::super::{
    Body, ByName, MessageAttribute, MessageId, ReceiptHandle, SequenceNumber, md5_of_attributes, md5_of_body,
};

/// See [`Response::SendMessage`](super::Response::SendMessage).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendMessageResult {
    /// The message's id.
    pub message_id: MessageId,
    /// The text that was stored.
    pub body: Body,
    /// The attributes that were stored.
    pub message_attributes: ByName<MessageAttribute>,
    /// The system attributes that were stored.
    pub message_system_attributes: ByName<MessageAttribute>,
    /// FIFO only.
    pub sequence_number: Option<SequenceNumber>,
}

impl SendMessageResult {
    /// The MD5 of the text, in lower-case hex.
    #[must_use]
    pub fn md5_of_message_body(&self) -> String {
        md5_of_body(self.body.as_str())
    }

    /// The MD5 of the attributes, in lower-case hex; `None` if there are none.
    #[must_use]
    pub fn md5_of_message_attributes(&self) -> Option<String> {
        md5_of_attributes(&self.message_attributes)
    }

    /// The MD5 of the system attributes, in lower-case hex; `None` if there are none.
    #[must_use]
    pub fn md5_of_message_system_attributes(&self) -> Option<String> {
        md5_of_attributes(&self.message_system_attributes)
    }
}

impl Serialize for SendMessageResult {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut result = serializer.serialize_struct("SendMessageResult", 5)?;
        result.serialize_field("MessageId", &self.message_id)?;
        result.serialize_field("MD5OfMessageBody", &self.md5_of_message_body())?;
        if let Some(md5) = self.md5_of_message_attributes() {
            result.serialize_field("MD5OfMessageAttributes", &md5)?;
        }
        if let Some(md5) = self.md5_of_message_system_attributes() {
            result.serialize_field("MD5OfMessageSystemAttributes", &md5)?;
        }
        if let Some(number) = &self.sequence_number {
            result.serialize_field("SequenceNumber", number)?;
        }
        result.end()
    }
}

/// See [`Response::ReceiveMessage`](super::Response::ReceiveMessage).
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ReceiveMessageResult {
    /// At most as many as the call asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<Message>,
}

/// A received message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The message's id.
    pub message_id: MessageId,
    /// The handle that this receive returned: it deletes the message, or changes its visibility.
    pub receipt_handle: ReceiptHandle,
    /// The text.
    pub body: Body,
    /// The system attributes that the call asked for.
    pub attributes: ByName<String>,
    /// The message attributes that the call asked for.
    pub message_attributes: ByName<MessageAttribute>,
}

impl Message {
    /// The MD5 of the text, in lower-case hex.
    #[must_use]
    pub fn md5_of_body(&self) -> String {
        md5_of_body(self.body.as_str())
    }

    /// The MD5 of the returned attributes, in lower-case hex; `None` if there are none.
    #[must_use]
    pub fn md5_of_message_attributes(&self) -> Option<String> {
        md5_of_attributes(&self.message_attributes)
    }
}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut message = serializer.serialize_struct("Message", 7)?;
        message.serialize_field("MessageId", &self.message_id)?;
        message.serialize_field("ReceiptHandle", &self.receipt_handle)?;
        message.serialize_field("MD5OfBody", &self.md5_of_body())?;
        message.serialize_field("Body", &self.body)?;
        if !self.attributes.is_empty() {
            message.serialize_field("Attributes", &self.attributes)?;
        }
        if let Some(md5) = self.md5_of_message_attributes() {
            message.serialize_field("MD5OfMessageAttributes", &md5)?;
        }
        if !self.message_attributes.is_empty() {
            message.serialize_field("MessageAttributes", &self.message_attributes)?;
        }
        message.end()
    }
}
