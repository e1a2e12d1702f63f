//! Queue attributes by name, and message attributes.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::limits;
use super::shape::{Misfit, Shaped, read_object};

/// The attributes of a queue, in the order of the API reference. All values are strings.
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
    /// The largest size of a message, body and attributes, in bytes.
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
    /// Whether it is a FIFO queue; fixed when the queue is created.
    FifoQueue,
    /// FIFO: a send without deduplication id uses the SHA-256 of its body.
    ContentBasedDeduplication,
    /// FIFO: whether deduplication covers the whole `queue` or each `messageGroup`.
    DeduplicationScope,
    /// FIFO: whether throughput is limited `perQueue` or `perMessageGroupId`.
    FifoThroughputLimit,
}

impl AttributeName {
    /// All names, in the order of the API reference.
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

    /// The name in the API.
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

    /// Finds a name by its exact text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|name| name.as_str() == text)
    }

    /// The smallest and largest allowed value of an integer attribute; `None` for other attributes.
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

/// The value of `RedrivePolicy`: the queue for messages that are received too often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedrivePolicy {
    /// ARN of the dead-letter queue.
    pub dead_letter_target_arn: String,
    /// How often a message is delivered, at most: 1 to 1,000.
    pub max_receive_count: u32,
}

impl RedrivePolicy {
    /// The member with the ARN of the dead-letter queue.
    pub const TARGET: &str = "deadLetterTargetArn";
    /// The member with the number of deliveries.
    pub const COUNT: &str = "maxReceiveCount";

    /// The policy as JSON.
    #[must_use]
    pub fn to_json(&self) -> Value {
        json!({ Self::TARGET: self.dead_letter_target_arn, Self::COUNT: self.max_receive_count })
    }

    /// The receive limit in the text of a policy.
    #[must_use]
    pub fn count_in(text: &str) -> Option<u32> {
        let policy: Value = serde_json::from_str(text).ok()?;
        policy.get(Self::COUNT)?.as_u64()?.try_into().ok()
    }
}

/// An attribute whose value changed, as the API reports it before and after; `None` if it does not report it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeChange {
    /// The attribute.
    pub name: AttributeName,
    /// Its old value.
    pub before: Option<String>,
    /// Its new value.
    pub after: Option<String>,
}

/// A typed value beside the body of a message, at most ten per message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct MessageAttribute {
    /// `String`, `Number` or `Binary`, with an optional `.label`.
    pub data_type: String,
    /// The value of a `String` or `Number`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub string_value: Option<String>,
    /// The value of a `Binary`; base64 text in JSON.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "as_base64")]
    pub binary_value: Option<Vec<u8>>,
    /// True if the call had `StringListValues` or `BinaryListValues`: the service model has them, the service refuses
    /// them.
    #[serde(skip)]
    pub has_lists: bool,
}

impl MessageAttribute {
    /// Creates an attribute of type `String` or `Number`, with or without a label.
    #[must_use]
    pub fn text(data_type: &str, value: &str) -> Self {
        Self { data_type: data_type.into(), string_value: Some(value.into()), ..Self::default() }
    }

    /// Creates an attribute of type `Binary`.
    #[must_use]
    pub fn binary(value: Vec<u8>) -> Self {
        Self { data_type: "Binary".into(), binary_value: Some(value), ..Self::default() }
    }
}

impl MessageAttribute {
    /// Reads an attribute; members that are `null` count as absent.
    pub(super) fn read(value: &Value) -> Result<Self, Misfit> {
        let members = read_object(value)?;
        let text = |name: &str| <Option<String>>::read(members.get(name));
        let binary_value = text("BinaryValue")?.map(|text| {
            let malformed = |_| Misfit::WrongType("The value of a Binary is not base64".into());
            BASE64_STANDARD.decode(text).map_err(malformed)
        });
        let has_items = |name| value.get(name).and_then(Value::as_array).is_some_and(|list| !list.is_empty());
        Ok(Self {
            data_type: text("DataType")?.unwrap_or_default(),
            string_value: text("StringValue")?,
            binary_value: binary_value.transpose()?,
            has_lists: has_items("StringListValues") || has_items("BinaryListValues"),
        })
    }
}

fn as_base64<S: Serializer>(bytes: &Option<Vec<u8>>, serializer: S) -> Result<S::Ok, S::Error> {
    bytes.as_ref().map(|bytes| BASE64_STANDARD.encode(bytes)).serialize(serializer)
}
