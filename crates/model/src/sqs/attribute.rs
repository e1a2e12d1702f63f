//! Queue attributes by name, and message attributes.

use super::{Base64, limits};
use crate::json::{FromMember, Json, Object, ToMember};

/// The names that GetQueueAttributes and SetQueueAttributes know, in the order of the API reference.
///
/// Values travel as text, both ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AttributeName {
    /// Visible messages (read only).
    ApproximateNumberOfMessages,
    /// Delayed messages (read only).
    ApproximateNumberOfMessagesDelayed,
    /// In-flight messages (read only).
    ApproximateNumberOfMessagesNotVisible,
    /// Epoch seconds of the creation (read only).
    CreatedTimestamp,
    /// Seconds that a new message stays delayed.
    DelaySeconds,
    /// Epoch seconds of the last attribute change (read only).
    LastModifiedTimestamp,
    /// Bytes of body and attributes that a message may have.
    MaximumMessageSize,
    /// Seconds that a message is kept.
    MessageRetentionPeriod,
    /// Access policy, JSON text.
    Policy,
    /// `arn:aws:sqs:<region>:<account>:<name>` (read only).
    QueueArn,
    /// Seconds that a receive waits for a message.
    ReceiveMessageWaitTimeSeconds,
    /// Dead-letter queue and receive limit, JSON text.
    RedrivePolicy,
    /// Which queues may use this one for their dead letters, JSON text.
    RedriveAllowPolicy,
    /// Server-side encryption with keys that SQS owns.
    SqsManagedSseEnabled,
    /// Seconds that a received message stays hidden.
    VisibilityTimeout,
    /// Id, ARN or alias of a KMS key.
    KmsMasterKeyId,
    /// Seconds that a data key is used again.
    KmsDataKeyReusePeriodSeconds,
    /// A FIFO queue; chosen when the queue is made.
    FifoQueue,
    /// FIFO: the body's SHA-256 stands in for a deduplication id that is not given.
    ContentBasedDeduplication,
    /// FIFO: whether duplicates are looked for in the whole `queue` or in each `messageGroup`.
    DeduplicationScope,
    /// FIFO: whether throughput is limited `perQueue` or `perMessageGroupId`.
    FifoThroughputLimit,
}

impl AttributeName {
    /// All names, in the order of the enum.
    pub const ALL: [Self; 21] = [
        Self::ApproximateNumberOfMessages,
        Self::ApproximateNumberOfMessagesDelayed,
        Self::ApproximateNumberOfMessagesNotVisible,
        Self::CreatedTimestamp,
        Self::DelaySeconds,
        Self::LastModifiedTimestamp,
        Self::MaximumMessageSize,
        Self::MessageRetentionPeriod,
        Self::Policy,
        Self::QueueArn,
        Self::ReceiveMessageWaitTimeSeconds,
        Self::RedrivePolicy,
        Self::RedriveAllowPolicy,
        Self::SqsManagedSseEnabled,
        Self::VisibilityTimeout,
        Self::KmsMasterKeyId,
        Self::KmsDataKeyReusePeriodSeconds,
        Self::FifoQueue,
        Self::ContentBasedDeduplication,
        Self::DeduplicationScope,
        Self::FifoThroughputLimit,
    ];

    /// The name as it travels.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ApproximateNumberOfMessages => "ApproximateNumberOfMessages",
            Self::ApproximateNumberOfMessagesDelayed => "ApproximateNumberOfMessagesDelayed",
            Self::ApproximateNumberOfMessagesNotVisible => "ApproximateNumberOfMessagesNotVisible",
            Self::CreatedTimestamp => "CreatedTimestamp",
            Self::DelaySeconds => "DelaySeconds",
            Self::LastModifiedTimestamp => "LastModifiedTimestamp",
            Self::MaximumMessageSize => "MaximumMessageSize",
            Self::MessageRetentionPeriod => "MessageRetentionPeriod",
            Self::Policy => "Policy",
            Self::QueueArn => "QueueArn",
            Self::ReceiveMessageWaitTimeSeconds => "ReceiveMessageWaitTimeSeconds",
            Self::RedrivePolicy => "RedrivePolicy",
            Self::RedriveAllowPolicy => "RedriveAllowPolicy",
            Self::SqsManagedSseEnabled => "SqsManagedSseEnabled",
            Self::VisibilityTimeout => "VisibilityTimeout",
            Self::KmsMasterKeyId => "KmsMasterKeyId",
            Self::KmsDataKeyReusePeriodSeconds => "KmsDataKeyReusePeriodSeconds",
            Self::FifoQueue => "FifoQueue",
            Self::ContentBasedDeduplication => "ContentBasedDeduplication",
            Self::DeduplicationScope => "DeduplicationScope",
            Self::FifoThroughputLimit => "FifoThroughputLimit",
        }
    }

    /// The name that `text` spells, letter case and all.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|name| name.as_str() == text)
    }

    /// For attributes that are whole numbers: the smallest and largest allowed value.
    #[must_use]
    pub const fn range(self) -> Option<(u32, u32)> {
        match self {
            Self::DelaySeconds => Some(limits::DELAY_SECONDS),
            Self::MaximumMessageSize => Some(limits::MAXIMUM_MESSAGE_SIZE_BYTES),
            Self::MessageRetentionPeriod => Some(limits::MESSAGE_RETENTION_SECONDS),
            Self::ReceiveMessageWaitTimeSeconds => Some(limits::WAIT_TIME_SECONDS),
            Self::VisibilityTimeout => Some(limits::VISIBILITY_TIMEOUT_SECONDS),
            Self::KmsDataKeyReusePeriodSeconds => Some(limits::KMS_REUSE_SECONDS),
            _ => None,
        }
    }
}

/// The value of `RedrivePolicy`: where messages go that are received too often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedrivePolicy {
    /// ARN of the dead-letter queue.
    pub dead_letter_target_arn: String,
    /// How often a message is delivered at most: 1 to 1,000.
    pub max_receive_count: u32,
}

impl RedrivePolicy {
    /// Its member for the dead-letter queue.
    pub const TARGET: &str = "deadLetterTargetArn";
    /// Its member for the number of deliveries.
    pub const COUNT: &str = "maxReceiveCount";

    /// As JSON.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let mut policy = Object::new();
        policy.put(Self::TARGET, self.dead_letter_target_arn.as_str());
        policy.put(Self::COUNT, self.max_receive_count);
        policy.into()
    }
}

/// A message attribute: a typed value beside the body. Ten at most per message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageAttribute {
    /// `String`, `Number` or `Binary`, with an optional `.label`.
    pub data_type: String,
    /// The value of a `String` or `Number`.
    pub string_value: Option<String>,
    /// The value of a `Binary`; base64 text in JSON.
    pub binary_value: Option<Vec<u8>>,
    /// Lists were given, which the service model knows and the service refuses.
    pub has_lists: bool,
}

impl MessageAttribute {
    /// A `String`, a `Number`, or one of them with a label.
    #[must_use]
    pub fn text(data_type: &str, value: &str) -> Self {
        Self { data_type: data_type.into(), string_value: Some(value.into()), ..Self::default() }
    }

    /// A `Binary`.
    #[must_use]
    pub fn binary(value: Vec<u8>) -> Self {
        Self { data_type: "Binary".into(), binary_value: Some(value), ..Self::default() }
    }
}

impl ToMember for MessageAttribute {
    fn to_member(&self) -> Option<Json> {
        let mut attribute = Object::new();
        attribute.put_member("DataType", &self.data_type);
        attribute.put_member("StringValue", &self.string_value);
        attribute.put_member("BinaryValue", &self.binary_value.as_ref().map(|bytes| Base64::Standard.encode(bytes)));
        Some(attribute.into())
    }
}

impl FromMember for MessageAttribute {
    fn from_member(value: Option<&Json>) -> Option<Self> {
        let value = value?;
        let member = |name| value.get(name).filter(|value| **value != Json::Null);
        let data_type = member("DataType").map_or(Some(""), Json::as_str)?.to_owned();
        let string_value = Option::from_member(member("StringValue"))?;
        let binary: Option<String> = Option::from_member(member("BinaryValue"))?;
        let binary_value = match binary {
            Some(text) => Some(Base64::Standard.decode(&text)?),
            None => None,
        };
        let has_lists = ["StringListValues", "BinaryListValues"]
            .iter()
            .any(|name| value.get(name).and_then(Json::as_list).is_some_and(|list| !list.is_empty()));
        Some(Self { data_type, string_value, binary_value, has_lists })
    }
}
