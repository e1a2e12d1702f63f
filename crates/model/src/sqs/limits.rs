//! The service's limits, each with its unit. Ranges include both ends.

/// Seconds a message may be delayed.
pub const DELAY_SECONDS: (u32, u32) = (0, 900);
/// Bytes of body and attributes.
pub const MAXIMUM_MESSAGE_SIZE_BYTES: (u32, u32) = (1_024, 1_048_576);
/// Seconds a message is kept: a minute to 14 days.
pub const MESSAGE_RETENTION_SECONDS: (u32, u32) = (60, 1_209_600);
/// Seconds a receive may wait.
pub const WAIT_TIME_SECONDS: (u32, u32) = (0, 20);
/// Seconds a message may be hidden: up to 12 hours.
pub const VISIBILITY_TIMEOUT_SECONDS: (u32, u32) = (0, 43_200);
/// Seconds a KMS data key may be used again.
pub const KMS_REUSE_SECONDS: (u32, u32) = (60, 86_400);
/// Receives before a message becomes a dead letter.
pub const MAX_RECEIVE_COUNT: (u32, u32) = (1, 1_000);
/// Messages per receive.
pub const RECEIVE_MESSAGES: (u32, u32) = (1, 10);
/// Queues per page of ListQueues.
pub const LIST_QUEUES_RESULTS: (u32, u32) = (1, 1_000);
/// Characters of a queue's name.
pub const QUEUE_NAME_CHARS: usize = 80;
/// Message attributes per message.
pub const MESSAGE_ATTRIBUTES: usize = 10;
/// Messages in flight per queue.
pub const IN_FLIGHT_MESSAGES: usize = 120_000;
/// Entries of a batch.
pub const BATCH_ENTRIES: usize = 10;
/// Bytes of all messages of a batch, attributes included.
pub const BATCH_BYTES: usize = 1_048_576;
/// Characters of an entry's id.
pub const BATCH_ENTRY_ID_CHARS: usize = 80;
/// Characters of a message group id, a deduplication id and a receive's attempt id.
pub const FIFO_ID_CHARS: usize = 128;
/// Tags of a queue.
pub const QUEUE_TAGS: usize = 50;
/// Characters of a tag's key.
pub const TAG_KEY_CHARS: usize = 128;
/// Characters of a tag's value.
pub const TAG_VALUE_CHARS: usize = 256;
/// Characters of a permission's label.
pub const LABEL_CHARS: usize = 80;
/// Actions of a permission.
pub const POLICY_ACTIONS: usize = 7;
/// Messages per second of a move task.
pub const MOVES_PER_SECOND: (u32, u32) = (1, 500);
/// Tasks per answer of ListMessageMoveTasks.
pub const LIST_MOVE_TASKS_RESULTS: (u32, u32) = (1, 10);
/// Move tasks that run at the same time.
pub const ACTIVE_MOVE_TASKS: usize = 100;
/// Seconds that a move task runs, at most.
pub const MOVE_TASK_SECONDS: u32 = 129_600;
/// Seconds between two purges of a queue.
pub const PURGE_COOL_DOWN_SECONDS: u32 = 60;
/// Seconds before a deleted queue's name can be used again.
pub const NAME_COOL_DOWN_SECONDS: u32 = 60;

/// Defaults of a new queue, in the units above.
pub mod default {
    /// Seconds.
    pub const DELAY_SECONDS: u32 = 0;
    /// Bytes.
    pub const MAXIMUM_MESSAGE_SIZE_BYTES: u32 = 1_048_576;
    /// Seconds: 4 days.
    pub const MESSAGE_RETENTION_SECONDS: u32 = 345_600;
    /// Seconds.
    pub const WAIT_TIME_SECONDS: u32 = 0;
    /// Seconds.
    pub const VISIBILITY_TIMEOUT_SECONDS: u32 = 30;
}
