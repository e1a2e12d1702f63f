//! The table of the entries of batches. A member that is missing fails its entry, not the call.

use serde::Serialize;
use serde_json::Value;

use super::super::shape::{Member, Misfit, Shape, Shaped, read_list, read_object};
use super::super::{Body, ByName, GroupId, MessageAttribute, ReceiptHandle};

/// Defines the structs of the entries of batches. A row is a field, its name in the service model and its type.
macro_rules! entries {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident $member:literal: $kind:ty,)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
            pub struct $name {
                $(
                    $(#[$field_doc])*
                    #[serde(rename = $member, skip_serializing_if = "Shaped::is_left_out")]
                    pub $field: $kind,
                )*
            }

            impl $name {
                const MEMBERS: &[Member] = &[$(Member::new::<$kind>($member)),*];

                fn read(entry: &Value) -> Result<Self, Misfit> {
                    let entry = read_object(entry)?;
                    Ok(Self { $($field: <$kind as Shaped>::read(entry.get($member))?,)* })
                }
            }

            impl Shaped for Vec<$name> {
                const SHAPE: Shape = Shape::Entries($name::MEMBERS);
                const REQUIRED: bool = false;

                fn read(value: Option<&Value>) -> Result<Self, Misfit> {
                    read_list(value, $name::read)
                }

                fn is_left_out(&self) -> bool {
                    self.is_empty()
                }
            }
        )*
    };
}

entries! {
    /// One message of [`SendMessageBatch`](super::SendMessageBatch).
    SendMessageBatchRequestEntry {
        /// Identifies the entry in the answer.
        id "Id": Option<String>,
        /// The message's text.
        message_body "MessageBody": Option<Body>,
        /// As in [`SendMessage`](super::SendMessage).
        delay_seconds "DelaySeconds": Option<i64>,
        /// As in [`SendMessage`](super::SendMessage).
        message_attributes "MessageAttributes": ByName<MessageAttribute>,
        /// As in [`SendMessage`](super::SendMessage).
        message_system_attributes "MessageSystemAttributes": ByName<MessageAttribute>,
        /// As in [`SendMessage`](super::SendMessage).
        message_deduplication_id "MessageDeduplicationId": Option<String>,
        /// As in [`SendMessage`](super::SendMessage).
        message_group_id "MessageGroupId": Option<GroupId>,
    }
    /// One message of [`DeleteMessageBatch`](super::DeleteMessageBatch).
    DeleteMessageBatchRequestEntry {
        /// Identifies the entry in the answer.
        id "Id": Option<String>,
        /// The handle that the receive returned.
        receipt_handle "ReceiptHandle": Option<ReceiptHandle>,
    }
    /// One message of [`ChangeMessageVisibilityBatch`](super::ChangeMessageVisibilityBatch).
    ChangeMessageVisibilityBatchRequestEntry {
        /// Identifies the entry in the answer.
        id "Id": Option<String>,
        /// The handle that the receive returned.
        receipt_handle "ReceiptHandle": Option<ReceiptHandle>,
        /// 0 to 43,200 s, counted from now.
        visibility_timeout "VisibilityTimeout": Option<i64>,
    }
}
