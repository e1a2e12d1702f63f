//! What can be set on the queue, in the API's units and ranges.

use std::ops::Not;

use crate::settings::{Unit, api, choice, is_default, settings};
use crate::sqs::limits;

settings! {
    /// What can be set on the queue, in the API's units and ranges.
    pub struct QueueSettings {
        /// `VisibilityTimeout`.
        visibility_timeout_seconds "visibilityTimeoutSeconds": u32 = 30,
            VISIBILITY_TIMEOUT_SECONDS = api("The visibility timeout", limits::VISIBILITY_TIMEOUT_SECONDS, Unit::Seconds);
        /// `DelaySeconds`.
        delay_seconds "delaySeconds": u32 = 0,
            DELAY_SECONDS = api("The delay", limits::DELAY_SECONDS, Unit::Seconds);
        /// `MessageRetentionPeriod`.
        message_retention_seconds "messageRetentionSeconds": u32 = 345_600,
            MESSAGE_RETENTION_SECONDS = api("The retention period", limits::MESSAGE_RETENTION_SECONDS, Unit::Seconds);
        /// `ReceiveMessageWaitTimeSeconds`.
        receive_wait_time_seconds "receiveWaitTimeSeconds": u32 = 20,
            RECEIVE_WAIT_TIME_SECONDS = api("The wait time of a receive", limits::WAIT_TIME_SECONDS, Unit::Seconds);
        /// `maxReceiveCount` of the redrive policy; `null`: no dead-letter queue is used.
        max_receive_count "maxReceiveCount": Option<u32> = Some(3),
            MAX_RECEIVE_COUNT = api("The maximum receive count", limits::MAX_RECEIVE_COUNT, Unit::Times);
        /// `FifoQueue`: each table's orders are made in order, one after the other. A queue's kind never changes.
        #[serde(skip_serializing_if = "Not::not")]
        fifo "fifo": bool = false;
        /// `ContentBasedDeduplication` of a FIFO queue: repeats are found by the text of an order, and cashiers give no
        /// deduplication id.
        #[serde(skip_serializing_if = "Not::not")]
        content_based_deduplication "contentBasedDeduplication": bool = false;
        /// `DeduplicationScope` of a FIFO queue.
        #[serde(skip_serializing_if = "is_default")]
        deduplication_scope "deduplicationScope": DeduplicationScope = DeduplicationScope::default();
        /// `FifoThroughputLimit` of a FIFO queue.
        #[serde(skip_serializing_if = "is_default")]
        fifo_throughput_limit "fifoThroughputLimit": FifoThroughputLimit = FifoThroughputLimit::default();
    }
}

choice! {
    /// Where a FIFO queue looks for repeats.
    pub enum DeduplicationScope {
        /// In the whole queue.
        #[default]
        Queue "queue",
        /// In each message group.
        MessageGroup "messageGroup",
    }
}

choice! {
    /// What the throughput quota of a FIFO queue is counted by.
    pub enum FifoThroughputLimit {
        /// By queue.
        #[default]
        PerQueue "perQueue",
        /// By message group; needs [`DeduplicationScope::MessageGroup`].
        PerMessageGroupId "perMessageGroupId",
    }
}
