//! Answers about message move tasks.

use serde::Serialize;

/// See [`Response::StartMessageMoveTask`](super::Response::StartMessageMoveTask).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct StartMessageMoveTaskResult {
    /// The handle that cancels the task.
    pub task_handle: String,
}

/// See [`Response::CancelMessageMoveTask`](super::Response::CancelMessageMoveTask).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct CancelMessageMoveTaskResult {
    /// Messages moved before the task was cancelled.
    pub approximate_number_of_messages_moved: u64,
}

/// See [`Response::ListMessageMoveTasks`](super::Response::ListMessageMoveTasks).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListMessageMoveTasksResult {
    /// Newest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<MessageMoveTask>,
}

/// A task that moves messages out of a dead-letter queue, running or ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct MessageMoveTask {
    /// Only while the task runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task_handle: Option<String>,
    /// The state of the task.
    pub status: MoveStatus,
    /// The ARN of the dead-letter queue.
    pub source_arn: String,
    /// The ARN of the queue that gets the messages, if the start named one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination_arn: Option<String>,
    /// The rate limit, if the start named one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_number_of_messages_per_second: Option<u32>,
    /// Messages moved so far.
    pub approximate_number_of_messages_moved: u64,
    /// Messages in the queue when the task began.
    pub approximate_number_of_messages_to_move: u64,
    /// Only of a task that failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure_reason: Option<String>,
    /// When the task began, in milliseconds since the epoch.
    pub started_timestamp: u64,
}

/// The state of a task that moves messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum MoveStatus {
    /// It runs.
    Running,
    /// It moved all messages.
    Completed,
    /// A call cancelled it.
    Cancelled,
    /// It stopped before its end; see [`MessageMoveTask::failure_reason`].
    Failed,
}

impl MoveStatus {
    /// Its name in the service model.
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
