//! What is answered. Empty lists and maps are left out, as the service does.

use super::{
    Body, ByName, MessageAttribute, MessageId, QueueUrl, ReceiptHandle, SequenceNumber, md5_of_attributes, md5_of_body,
};
use crate::json::{Json, Object, ToMember};

/// The answer to one call.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Response {
    /// To CancelMessageMoveTask.
    CancelMessageMoveTask(CancelMessageMoveTaskResult),
    /// To ChangeMessageVisibilityBatch and DeleteMessageBatch.
    Batch(BatchResult),
    /// To CreateQueue.
    CreateQueue(CreateQueueResult),
    /// To GetQueueUrl.
    GetQueueUrl(GetQueueUrlResult),
    /// To ListDeadLetterSourceQueues.
    ListDeadLetterSourceQueues(ListDeadLetterSourceQueuesResult),
    /// To ListMessageMoveTasks.
    ListMessageMoveTasks(ListMessageMoveTasksResult),
    /// To ListQueueTags.
    ListQueueTags(ListQueueTagsResult),
    /// To ListQueues.
    ListQueues(ListQueuesResult),
    /// To GetQueueAttributes.
    GetQueueAttributes(GetQueueAttributesResult),
    /// To SendMessage.
    SendMessage(SendMessageResult),
    /// To SendMessageBatch.
    SendMessageBatch(SendMessageBatchResult),
    /// To StartMessageMoveTask.
    StartMessageMoveTask(StartMessageMoveTaskResult),
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
            Self::CancelMessageMoveTask(result) => result.to_json(),
            Self::Batch(result) => result.to_json(),
            Self::CreateQueue(result) => result.to_json(),
            Self::GetQueueUrl(result) => result.to_json(),
            Self::ListDeadLetterSourceQueues(result) => result.to_json(),
            Self::ListMessageMoveTasks(result) => result.to_json(),
            Self::ListQueueTags(result) => result.to_json(),
            Self::ListQueues(result) => result.to_json(),
            Self::GetQueueAttributes(result) => result.to_json(),
            Self::SendMessage(result) => result.to_json(),
            Self::SendMessageBatch(result) => result.to_json(),
            Self::StartMessageMoveTask(result) => result.to_json(),
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
    /// See [`Response::SendMessageBatch`].
    SendMessageBatchResult {
        /// What was stored, in the order of the request.
        successful "Successful": Vec<SendMessageBatchResultEntry>,
        /// What was not.
        failed "Failed": Vec<BatchResultErrorEntry>,
    }
    /// An entry that was refused.
    BatchResultErrorEntry {
        /// The entry's name in the request.
        id "Id": String,
        /// The caller is to blame.
        sender_fault "SenderFault": bool,
        /// The error's query code.
        code "Code": String,
        /// The service's sentence.
        message "Message": Option<String>,
    }
    /// See [`Response::Batch`].
    BatchResult {
        /// What was done, in the order of the request.
        successful "Successful": Vec<BatchResultEntry>,
        /// What was not.
        failed "Failed": Vec<BatchResultErrorEntry>,
    }
    /// An entry that was done.
    BatchResultEntry {
        /// The entry's name in the request.
        id "Id": String,
    }
    /// See [`Response::ListQueueTags`].
    ListQueueTagsResult {
        /// By key.
        tags "Tags": ByName<String>,
    }
    /// See [`Response::ListDeadLetterSourceQueues`].
    ListDeadLetterSourceQueuesResult {
        /// Sorted by name. The service model writes this member in lower case.
        queue_urls "queueUrls": Vec<QueueUrl>,
        /// Where the next page begins.
        next_token "NextToken": Option<String>,
    }
    /// See [`Response::StartMessageMoveTask`].
    StartMessageMoveTaskResult {
        /// What cancels it.
        task_handle "TaskHandle": String,
    }
    /// See [`Response::CancelMessageMoveTask`].
    CancelMessageMoveTaskResult {
        /// So far.
        approximate_number_of_messages_moved "ApproximateNumberOfMessagesMoved": u64,
    }
    /// See [`Response::ListMessageMoveTasks`].
    ListMessageMoveTasksResult {
        /// Newest first.
        results "Results": Vec<MessageMoveTask>,
    }
    /// A task that moves messages, or did.
    MessageMoveTask {
        /// While it runs.
        task_handle "TaskHandle": Option<String>,
        /// `RUNNING`, `COMPLETED`, `CANCELLED` or `FAILED`.
        status "Status": MoveStatus,
        /// The dead-letter queue.
        source_arn "SourceArn": String,
        /// Where it was given.
        destination_arn "DestinationArn": Option<String>,
        /// Where it was given.
        max_number_of_messages_per_second "MaxNumberOfMessagesPerSecond": Option<u32>,
        /// So far.
        approximate_number_of_messages_moved "ApproximateNumberOfMessagesMoved": u64,
        /// When it began.
        approximate_number_of_messages_to_move "ApproximateNumberOfMessagesToMove": u64,
        /// Of a task that failed.
        failure_reason "FailureReason": Option<String>,
        /// Epoch milliseconds.
        started_timestamp "StartedTimestamp": u64,
    }
    /// See [`Response::ReceiveMessage`].
    ReceiveMessageResult {
        /// Up to as many as were asked for.
        messages "Messages": Vec<Message>,
    }
}

/// One message of [`SendMessageBatchResult`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendMessageBatchResultEntry {
    /// The entry's name in the request.
    pub id: String,
    /// As for a single message.
    pub result: SendMessageResult,
}

impl ToMember for SendMessageBatchResultEntry {
    fn to_member(&self) -> Option<Json> {
        let mut entry = Object::new();
        entry.put("Id", self.id.as_str());
        for (name, value) in self.result.to_json().as_object()?.iter() {
            entry.put(name, value.clone());
        }
        Some(entry.into())
    }
}

/// How far a task is that moves messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveStatus {
    /// Under way.
    Running,
    /// Nothing was left to move.
    Completed,
    /// Somebody ended it.
    Cancelled,
    /// It could not go on.
    Failed,
}

impl MoveStatus {
    /// As it travels.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "RUNNING",
            Self::Completed => "COMPLETED",
            Self::Cancelled => "CANCELLED",
            Self::Failed => "FAILED",
        }
    }
}

impl ToMember for MoveStatus {
    fn to_member(&self) -> Option<Json> {
        Some(Json::from(self.as_str()))
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
    /// The system attributes that were stored.
    pub message_system_attributes: ByName<MessageAttribute>,
    /// FIFO only.
    pub sequence_number: Option<SequenceNumber>,
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

    /// Lower-case hex, where system attributes were sent.
    #[must_use]
    pub fn md5_of_message_system_attributes(&self) -> Option<String> {
        md5_of_attributes(&self.message_system_attributes)
    }

    /// As it travels over HTTP.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let mut result = Object::new();
        result.put_member("MessageId", &self.message_id);
        result.put_member("MD5OfMessageBody", &self.md5_of_message_body());
        result.put_member("MD5OfMessageAttributes", &self.md5_of_message_attributes());
        result.put_member("MD5OfMessageSystemAttributes", &self.md5_of_message_system_attributes());
        result.put_member("SequenceNumber", &self.sequence_number);
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
