//! What completion says of attributes.

use model::sqs::AttributeName;

/// The system attributes of a message, and the name for all of them.
pub(super) const SYSTEM_ATTRIBUTES: [(&str, &str); 10] = [
    ("All", "all of them"),
    ("ApproximateFirstReceiveTimestamp", "when it was received first, epoch milliseconds"),
    ("ApproximateReceiveCount", "how many times it was received"),
    ("AWSTraceHeader", "its trace"),
    ("DeadLetterQueueSourceArn", "the queue it came from"),
    ("MessageDeduplicationId", "FIFO: the id that marks duplicates"),
    ("MessageGroupId", "its group"),
    ("SenderId", "who sent it"),
    ("SentTimestamp", "when it was sent, epoch milliseconds"),
    ("SequenceNumber", "FIFO: its place in the order"),
];

/// The meaning of a queue attribute, with its range.
pub(super) fn about(name: AttributeName) -> String {
    let about = match name {
        AttributeName::ApproximateNumberOfMessages => "visible messages",
        AttributeName::ApproximateNumberOfMessagesDelayed => "delayed messages",
        AttributeName::ApproximateNumberOfMessagesNotVisible => "messages in flight",
        AttributeName::CreatedTimestamp => "when it was created, epoch seconds",
        AttributeName::DelaySeconds => "seconds a new message stays hidden",
        AttributeName::LastModifiedTimestamp => "when its attributes changed, epoch seconds",
        AttributeName::MaximumMessageSize => "bytes a message may have",
        AttributeName::MessageRetentionPeriod => "seconds a message is kept",
        AttributeName::Policy => "who may do what, as JSON",
        AttributeName::QueueArn => "its name among all queues",
        AttributeName::ReceiveMessageWaitTimeSeconds => "seconds a receive waits for a message",
        AttributeName::RedrivePolicy => "dead-letter queue and receive limit, as JSON",
        AttributeName::RedriveAllowPolicy => "which queues may send dead letters here, as JSON",
        AttributeName::SqsManagedSseEnabled => "encryption with keys that SQS owns",
        AttributeName::VisibilityTimeout => "seconds a received message stays hidden",
        AttributeName::KmsMasterKeyId => "a KMS key",
        AttributeName::KmsDataKeyReusePeriodSeconds => "seconds a data key is used again",
        AttributeName::FifoQueue => "true makes a FIFO queue",
        AttributeName::ContentBasedDeduplication => "FIFO: equal bodies are duplicates",
        AttributeName::DeduplicationScope => "FIFO: queue or messageGroup",
        AttributeName::FifoThroughputLimit => "FIFO: perQueue or perMessageGroupId",
    };
    name.range().map_or_else(|| about.to_owned(), |(least, most)| format!("{about}: {least} to {most}"))
}
