//! Queue attributes: parsing, checking and reporting.
//!
//! Source: `docs/sqs-behaviour.md`, section 1.

mod encryption;
mod fifo;
mod policy;
mod values;

use std::rc::Rc;

use serde_json::Value;

use super::error::{invalid_attribute_because, unknown_attribute};
use super::redrive::{Redrive, RedriveAllow};
use crate::sqs::limits::{self, default};
use crate::sqs::{AttributeChange, AttributeName, ByName, Error};
use encryption::{Encryption, KMS_REUSE_DEFAULT_S};
use fifo::{Fifo, LIMITS, SCOPES};
use policy::Policy;
use values::{boolean, number, settable, unless_empty};
pub(super) use values::{in_range, parse_names};

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

    /// Lists the settable attributes whose value differs in `new`.
    pub(super) fn changes_to(&self, new: &Self) -> Rc<[AttributeChange]> {
        let change = |name| AttributeChange { name, before: self.report(name), after: new.report(name) };
        AttributeName::ALL.into_iter().map(change).filter(|change| change.before != change.after).collect()
    }

    /// Returns true if dead letters go to the queue with that ARN.
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

const _: () = assert!(KMS_REUSE_DEFAULT_S >= limits::KMS_REUSE_SECONDS.0);
