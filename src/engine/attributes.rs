//! Queue attributes: reading what was given, telling what is in force (fact sheet, section 1).

use super::error::{invalid_attribute, unknown_attribute};
use super::redrive::{Redrive, RedriveAllow};
use crate::json::Json;
use crate::sqs::limits::{self, default};
use crate::sqs::{AttributeName, ByName, Error, ErrorKind};

/// The settable attributes of a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attributes {
    pub(super) delay_s: u32,
    pub(super) maximum_message_bytes: u32,
    pub(super) retention_s: u32,
    pub(super) wait_s: u32,
    pub(super) visibility_s: u32,
    policy: Option<Policy>,
    pub(super) redrive: Option<Redrive>,
    pub(super) redrive_allow: Option<RedriveAllow>,
    encryption: Encryption,
}

/// Access policy, as text and as what it means: two texts that mean the same are equal.
#[derive(Clone, Debug)]
struct Policy {
    text: String,
    meaning: Json,
}

impl PartialEq for Policy {
    fn eq(&self, other: &Self) -> bool {
        self.meaning == other.meaning
    }
}

impl Eq for Policy {}

/// Nothing is encrypted here, but the attributes behave (fact sheet, section 1.7).
#[derive(Clone, Debug, PartialEq, Eq)]
struct Encryption {
    sqs_managed: bool,
    kms_key: Option<String>,
    kms_reuse_s: u32,
}

const KMS_REUSE_DEFAULT_S: u32 = 300;
const POLICY_BYTES: usize = 8_192;
const POLICY_STATEMENTS: usize = 20;
/// Names that exist for FIFO queues only.
const FIFO_NAMES: [&str; 4] = ["FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit"];

impl Default for Encryption {
    fn default() -> Self {
        Self { sqs_managed: true, kms_key: None, kms_reuse_s: KMS_REUSE_DEFAULT_S }
    }
}

impl Default for Attributes {
    fn default() -> Self {
        Self {
            delay_s: default::DELAY_SECONDS,
            maximum_message_bytes: default::MAXIMUM_MESSAGE_SIZE_BYTES,
            retention_s: default::MESSAGE_RETENTION_SECONDS,
            wait_s: default::WAIT_TIME_SECONDS,
            visibility_s: default::VISIBILITY_TIMEOUT_SECONDS,
            policy: None,
            redrive: None,
            redrive_allow: None,
            encryption: Encryption::default(),
        }
    }
}

impl Attributes {
    /// Itself with `given` on top. What needs a look at other queues, the redrive policy's target, is not checked.
    ///
    /// # Errors
    ///
    /// The first name, and then the first value, that a standard queue cannot have.
    pub(super) fn with(&self, given: &ByName<String>) -> Result<Self, Error> {
        let mut names = Vec::with_capacity(given.len());
        for name in given.keys() {
            names.push(settable(name)?);
        }
        let mut new = self.clone();
        for (name, (_, text)) in names.iter().zip(given) {
            new.set(*name, text)?;
        }
        new.encryption.settle(given)?;
        Ok(new)
    }

    /// The first of `given` that `self` has and `other` has otherwise.
    pub(super) fn first_difference<'a>(&self, other: &Self, given: &'a ByName<String>) -> Option<&'a str> {
        given.keys().find(|name| {
            let Some(name) = AttributeName::parse(name) else { return false };
            match name {
                AttributeName::Policy => self.policy != other.policy,
                AttributeName::RedrivePolicy => self.redrive != other.redrive,
                AttributeName::RedriveAllowPolicy => self.redrive_allow != other.redrive_allow,
                _ => self.report(name) != other.report(name),
            }
        })
    }

    /// The value as text; none where it is unset, or read only.
    pub(super) fn report(&self, name: AttributeName) -> Option<String> {
        let kms = self.encryption.kms_key.as_ref();
        match name {
            AttributeName::DelaySeconds => Some(self.delay_s.to_string()),
            AttributeName::MaximumMessageSize => Some(self.maximum_message_bytes.to_string()),
            AttributeName::MessageRetentionPeriod => Some(self.retention_s.to_string()),
            AttributeName::ReceiveMessageWaitTimeSeconds => Some(self.wait_s.to_string()),
            AttributeName::VisibilityTimeout => Some(self.visibility_s.to_string()),
            AttributeName::Policy => self.policy.as_ref().map(|policy| policy.text.clone()),
            AttributeName::RedrivePolicy => self.redrive.as_ref().map(|redrive| redrive.text.clone()),
            AttributeName::RedriveAllowPolicy => self.redrive_allow.as_ref().map(|allow| allow.text.clone()),
            AttributeName::SqsManagedSseEnabled => Some(self.encryption.sqs_managed.to_string()),
            AttributeName::KmsMasterKeyId => kms.cloned(),
            AttributeName::KmsDataKeyReusePeriodSeconds => kms.map(|_| self.encryption.kms_reuse_s.to_string()),
            _ => None,
        }
    }

    fn set(&mut self, name: AttributeName, text: &str) -> Result<(), Error> {
        match name {
            AttributeName::DelaySeconds => self.delay_s = number(name, text)?,
            AttributeName::MaximumMessageSize => self.maximum_message_bytes = number(name, text)?,
            AttributeName::MessageRetentionPeriod => self.retention_s = number(name, text)?,
            AttributeName::ReceiveMessageWaitTimeSeconds => self.wait_s = number(name, text)?,
            AttributeName::VisibilityTimeout => self.visibility_s = number(name, text)?,
            AttributeName::KmsDataKeyReusePeriodSeconds => self.encryption.kms_reuse_s = number(name, text)?,
            AttributeName::Policy => self.policy = unless_empty(text, Policy::parse)?,
            AttributeName::RedrivePolicy => self.redrive = unless_empty(text, Redrive::parse)?,
            AttributeName::RedriveAllowPolicy => self.redrive_allow = unless_empty(text, RedriveAllow::parse)?,
            AttributeName::SqsManagedSseEnabled => self.encryption.sqs_managed = boolean(name, text)?,
            AttributeName::KmsMasterKeyId => self.encryption.kms_key = (!text.is_empty()).then(|| text.to_owned()),
            _ => return Err(unknown_attribute(name.as_str())),
        }
        Ok(())
    }
}

impl Encryption {
    /// One kind of key switches the other off; asking for both at once is refused.
    fn settle(&mut self, given: &ByName<String>) -> Result<(), Error> {
        let kms = given.get("KmsMasterKeyId").is_some_and(|key| !key.is_empty());
        let sqs_managed = given.contains_key("SqsManagedSseEnabled") && self.sqs_managed;
        if kms && sqs_managed {
            return Err(Error::new(
                ErrorKind::InvalidAttributeName,
                "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS \
                 SSE.",
            ));
        }
        if kms {
            self.sqs_managed = false;
        } else if sqs_managed {
            *self = Self::default();
        }
        Ok(())
    }
}

impl Policy {
    fn parse(text: &str) -> Result<Self, Error> {
        let invalid = || invalid_attribute("Policy");
        let meaning = Json::parse(text).map_err(|_| invalid())?;
        if text.len() > POLICY_BYTES || meaning.as_object().is_none() {
            return Err(invalid());
        }
        let statements = meaning.get("Statement").and_then(Json::as_list).map_or(0, <[_]>::len);
        if statements > POLICY_STATEMENTS {
            let max = POLICY_STATEMENTS;
            let text = format!("{statements} statements were found in the submitted policy, max allowed is {max}");
            return Err(Error::new(ErrorKind::OverLimit, text));
        }
        Ok(Self { text: text.to_owned(), meaning })
    }
}

/// The names that GetQueueAttributes is asked for; a FIFO queue's are known and never set.
///
/// # Errors
///
/// The first name that no queue has.
pub(super) fn asked_for(names: &[String]) -> Result<Vec<AttributeName>, Error> {
    let mut asked = Vec::new();
    for name in names {
        match AttributeName::parse(name) {
            Some(name) => asked.push(name),
            None if name == "All" => asked.extend(AttributeName::ALL),
            None if FIFO_NAMES.contains(&name.as_str()) => {}
            None => return Err(unknown_attribute(name)),
        }
    }
    Ok(asked)
}

fn settable(name: &str) -> Result<AttributeName, Error> {
    if let "DeduplicationScope" | "FifoThroughputLimit" = name {
        let text = format!("You can specify the {name} only when FifoQueue is set to true.");
        return Err(Error::new(ErrorKind::InvalidAttributeName, text));
    }
    let read_only = |name: &AttributeName| {
        matches!(
            name,
            AttributeName::ApproximateNumberOfMessages
                | AttributeName::ApproximateNumberOfMessagesDelayed
                | AttributeName::ApproximateNumberOfMessagesNotVisible
                | AttributeName::CreatedTimestamp
                | AttributeName::LastModifiedTimestamp
                | AttributeName::QueueArn
        )
    };
    AttributeName::parse(name).filter(|name| !read_only(name)).ok_or_else(|| unknown_attribute(name))
}

/// Decimal digits only: no sign, no blank, no fraction.
fn number(name: AttributeName, text: &str) -> Result<u32, Error> {
    let (low, high) = name.range().unwrap_or((0, u32::MAX));
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let value = if digits { text.parse().ok() } else { None };
    value.filter(|value| (low..=high).contains(value)).ok_or_else(|| invalid_attribute(name.as_str()))
}

/// `true` or `false` in any letter case.
fn boolean(name: AttributeName, text: &str) -> Result<bool, Error> {
    match text {
        _ if text.eq_ignore_ascii_case("true") => Ok(true),
        _ if text.eq_ignore_ascii_case("false") => Ok(false),
        _ => Err(invalid_attribute(name.as_str())),
    }
}

/// An empty text removes the attribute.
fn unless_empty<T>(text: &str, parse: impl FnOnce(&str) -> Result<T, Error>) -> Result<Option<T>, Error> {
    if text.is_empty() { Ok(None) } else { parse(text).map(Some) }
}

/// Whole seconds of a policy's name in an attribute's range; used where a request gives a number of its own.
pub(super) fn in_range(value: i64, (low, high): (u32, u32)) -> Option<u32> {
    u32::try_from(value).ok().filter(|value| (low..=high).contains(value))
}

const _: () = assert!(KMS_REUSE_DEFAULT_S >= limits::KMS_REUSE_SECONDS.0);
