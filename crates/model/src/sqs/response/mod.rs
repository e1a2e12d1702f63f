//! The answers of the API, named and typed as in the service model. Empty lists and maps are left out, as the service
//! does.

mod batch;
mod messages;
mod moves;
mod queues;

pub use batch::{
    BatchResult, BatchResultEntry, BatchResultErrorEntry, SendMessageBatchResult, SendMessageBatchResultEntry,
};
pub use messages::{Message, ReceiveMessageResult, SendMessageResult};
pub use moves::{
    CancelMessageMoveTaskResult, ListMessageMoveTasksResult, MessageMoveTask, MoveStatus, StartMessageMoveTaskResult,
};
pub use queues::{
    CreateQueueResult, GetQueueAttributesResult, GetQueueUrlResult, ListDeadLetterSourceQueuesResult,
    ListQueueTagsResult, ListQueuesResult,
};

use serde::Serialize;
use serde_json::Value;

/// The answer to one call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
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
    /// The body of the HTTP answer as a tree, for the console and the inspector.
    #[must_use]
    pub fn to_json(&self) -> Value {
        serde_json::to_value(self).expect("member names are strings")
    }
}
