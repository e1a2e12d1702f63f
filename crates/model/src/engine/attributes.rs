//! Queue attributes: parsing, checking and reporting.
//!
//! Source: `docs/sqs-behaviour.md`, section 1.

use std::rc::Rc;

use serde_json::Value;

use super::error::{invalid_attribute, invalid_attribute_because, unknown_attribute};
use super::redrive::{Redrive, RedriveAllow};
use crate::sqs::limits::{self, default};
use crate::sqs::{AttributeChange, AttributeName, ByName, Error, ErrorKind};

/// The settable attributes of a queue. Times are in seconds.
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
    /// Attributes of FIFO queues. `None` for standard queues.
    pub(super) fifo: Option<Fifo>,
}

/// The attributes that only FIFO queues have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fifo {
    pub(super) content_based: bool,
    pub(super) scope_is_group: bool,
    limit_is_per_group: bool,
}

/// An access policy, as text and parsed. Texts that parse to equal JSON are equal.
#[derive(Clone, Debug)]
struct Policy {
    text: String,
    meaning: Value,
}

impl PartialEq for Policy {
    fn eq(&self, other: &Self) -> bool {
        self.meaning == other.meaning
    }
}

impl Eq for Policy {}

/// The encryption attributes. Nothing is encrypted, but the attributes depend on each other.
///
/// Source: `docs/sqs-behaviour.md`, section 1.7.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Encryption {
    sqs_managed: bool,
    kms_key: Option<String>,
    kms_reuse_s: u32,
}

const KMS_REUSE_DEFAULT_S: u32 = 300;
const POLICY_BYTES: usize = 8_192;
const POLICY_STATEMENTS: usize = 20;

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
            fifo: None,
        }
    }
}

impl Attributes {
    /// Returns the attributes of a new queue.
    pub(super) fn new(is_fifo: bool) -> Self {
        Self { fifo: is_fifo.then(Fifo::default), ..Self::default() }
    }

    /// Returns the attributes with `given` applied. Does not check whether the target of the redrive policy exists.
    ///
    /// # Errors
    ///
    /// The first name that a queue of this kind does not have, or else the first invalid value.
    pub(super) fn with(&self, given: &ByName<String>) -> Result<Self, Error> {
        let mut names = Vec::with_capacity(given.len());
        for name in given.keys() {
            names.push(settable(name, self.fifo.is_some())?);
        }
        let mut new = self.clone();
        for (name, (_, text)) in names.iter().zip(given) {
            new.set(*name, text)?;
        }
        new.encryption.settle(given)?;
        if new.fifo.is_some_and(|fifo| fifo.limit_is_per_group && !fifo.scope_is_group) {
            return Err(invalid_attribute_because(
                "FifoThroughputLimit",
                "The perMessageGroupId value is allowed only when the value for DeduplicationScope is messageGroup.",
            ));
        }
        Ok(new)
    }

    /// Returns the first name in `given` whose value differs between `self` and `other`.
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

    /// Returns a value as text, or `None` if it is unset or read-only.
    pub(super) fn report(&self, name: AttributeName) -> Option<String> {
        let (kms, fifo) = (self.encryption.kms_key.as_ref(), self.fifo.as_ref());
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
            AttributeName::FifoQueue => fifo.map(|_| true.to_string()),
            AttributeName::ContentBasedDeduplication => fifo.map(|fifo| fifo.content_based.to_string()),
            AttributeName::DeduplicationScope => fifo.map(|fifo| SCOPES[usize::from(fifo.scope_is_group)].to_owned()),
            AttributeName::FifoThroughputLimit => {
                fifo.map(|fifo| LIMITS[usize::from(fifo.limit_is_per_group)].to_owned())
            }
            _ => None,
        }
    }

    /// Returns true if dead letters go to the queue with that ARN.
    /// Lists the settable attributes whose value differs in `new`.
    pub(super) fn changes_to(&self, new: &Self) -> Rc<[AttributeChange]> {
        let change = |name| AttributeChange { name, before: self.report(name), after: new.report(name) };
        AttributeName::ALL.into_iter().map(change).filter(|change| change.before != change.after).collect()
    }

    pub(super) fn has_target(&self, arn: &str) -> bool {
        self.redrive.as_ref().is_some_and(|redrive| redrive.policy.dead_letter_target_arn == arn)
    }

    /// Returns the parsed policy.
    pub(super) fn policy(&self) -> Option<&Value> {
        self.policy.as_ref().map(|policy| &policy.meaning)
    }

    /// Replaces the policy, or removes it.
    pub(super) fn set_policy(&mut self, meaning: Option<Value>) -> Result<(), Error> {
        self.policy = meaning.map(|meaning| Policy::parse(&meaning.to_string())).transpose()?;
        Ok(())
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
            AttributeName::RedrivePolicy => {
                let is_fifo = self.fifo.is_some();
                self.redrive = unless_empty(text, |text| Redrive::parse(text, is_fifo))?;
            }
            AttributeName::RedriveAllowPolicy => self.redrive_allow = unless_empty(text, RedriveAllow::parse)?,
            AttributeName::SqsManagedSseEnabled => self.encryption.sqs_managed = boolean(name, text)?,
            AttributeName::KmsMasterKeyId => self.encryption.kms_key = (!text.is_empty()).then(|| text.to_owned()),
            _ => {
                let Some(fifo) = &mut self.fifo else { return Err(unknown_attribute(name.as_str())) };
                fifo.set(name, text)?;
            }
        }
        Ok(())
    }
}

/// Indexed by the booleans of [`Fifo`].
const SCOPES: [&str; 2] = ["queue", "messageGroup"];
const LIMITS: [&str; 2] = ["perQueue", "perMessageGroupId"];

impl Fifo {
    fn set(&mut self, name: AttributeName, text: &str) -> Result<(), Error> {
        let one_of = |names: [&str; 2]| {
            let found = names.iter().position(|name| *name == text);
            found.map(|at| at == 1).ok_or_else(|| invalid_attribute(name.as_str()))
        };
        match name {
            AttributeName::ContentBasedDeduplication => self.content_based = boolean(name, text)?,
            AttributeName::DeduplicationScope => self.scope_is_group = one_of(SCOPES)?,
            AttributeName::FifoThroughputLimit => self.limit_is_per_group = one_of(LIMITS)?,
            _ if boolean(name, text)? => {}
            _ => return Err(invalid_attribute_because(name.as_str(), "Modifying queue type is not supported.")),
        }
        Ok(())
    }
}

impl Encryption {
    /// A KMS key and the managed key exclude each other. Returns an error if both are requested.
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
        let mut meaning: Value = serde_json::from_str(text).map_err(|_| invalid())?;
        if text.len() > POLICY_BYTES || !meaning.is_object() {
            return Err(invalid());
        }
        let statements = meaning.get("Statement").and_then(Value::as_array).map_or(0, Vec::len);
        if statements > POLICY_STATEMENTS {
            let max = POLICY_STATEMENTS;
            let text = format!("{statements} statements were found in the submitted policy, max allowed is {max}");
            return Err(Error::new(ErrorKind::OverLimit, text));
        }
        // AddPermission and RemovePermission write the statements back in this order.
        meaning.sort_all_objects();
        Ok(Self { text: text.to_owned(), meaning })
    }
}

/// Parses the names of GetQueueAttributes. Names of FIFO attributes are valid for every queue.
///
/// # Errors
///
/// The first unknown name.
pub(super) fn parse_names(names: &[String]) -> Result<Vec<AttributeName>, Error> {
    let mut asked = Vec::new();
    for name in names {
        match AttributeName::parse(name) {
            Some(name) => asked.push(name),
            None if name == "All" => asked.extend(AttributeName::ALL),
            None => return Err(unknown_attribute(name)),
        }
    }
    Ok(asked)
}

fn settable(name: &str, is_fifo: bool) -> Result<AttributeName, Error> {
    if let ("DeduplicationScope" | "FifoThroughputLimit", false) = (name, is_fifo) {
        let text = format!("You can specify the {name} only when FifoQueue is set to true.");
        return Err(Error::new(ErrorKind::InvalidAttributeName, text));
    }
    let out_of_reach = |name: &AttributeName| {
        let of_fifo = matches!(name, AttributeName::FifoQueue | AttributeName::ContentBasedDeduplication);
        let read_only = matches!(
            name,
            AttributeName::ApproximateNumberOfMessages
                | AttributeName::ApproximateNumberOfMessagesDelayed
                | AttributeName::ApproximateNumberOfMessagesNotVisible
                | AttributeName::CreatedTimestamp
                | AttributeName::LastModifiedTimestamp
                | AttributeName::QueueArn
        );
        read_only || (of_fifo && !is_fifo)
    };
    AttributeName::parse(name).filter(|name| !out_of_reach(name)).ok_or_else(|| unknown_attribute(name))
}

/// Parses a number: decimal digits only, without sign, blank or fraction.
fn number(name: AttributeName, text: &str) -> Result<u32, Error> {
    let (low, high) = name.range().unwrap_or((0, u32::MAX));
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let value = if digits { text.parse().ok() } else { None };
    value.filter(|value| (low..=high).contains(value)).ok_or_else(|| invalid_attribute(name.as_str()))
}

/// Parses `true` or `false` in any letter case.
fn boolean(name: AttributeName, text: &str) -> Result<bool, Error> {
    match text {
        _ if text.eq_ignore_ascii_case("true") => Ok(true),
        _ if text.eq_ignore_ascii_case("false") => Ok(false),
        _ => Err(invalid_attribute(name.as_str())),
    }
}

/// Parses a text, unless it is empty: an empty text removes the attribute.
fn unless_empty<T>(text: &str, parse: impl FnOnce(&str) -> Result<T, Error>) -> Result<Option<T>, Error> {
    if text.is_empty() { Ok(None) } else { parse(text).map(Some) }
}

/// Returns the value if it is in the range. For numbers that a request gives as JSON numbers.
pub(super) fn in_range(value: i64, (low, high): (u32, u32)) -> Option<u32> {
    u32::try_from(value).ok().filter(|value| (low..=high).contains(value))
}

const _: () = assert!(KMS_REUSE_DEFAULT_S >= limits::KMS_REUSE_SECONDS.0);
