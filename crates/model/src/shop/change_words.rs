//! Changes of settings in words, each with its value before and after.

use super::PersonId;
use super::sentence::verb;
use crate::settings::{Change, Unit};
use crate::sqs::{AttributeChange, AttributeName, RedrivePolicy};

/// What a change of attributes did, with the values before and after.
pub(super) fn attributes_sentence(who: &str, by: Option<PersonId>, changes: &[AttributeChange]) -> String {
    if changes.is_empty() {
        return format!("{who} {} the queue's settings again. Nothing changes.", verb(by, "save"));
    }
    let value = |change: &AttributeChange, text: &Option<String>| {
        text.as_deref().map(|text| attribute_value(change.name, text))
    };
    let changed = |change: &AttributeChange| Changed {
        word: attribute_word(change.name).into(),
        before: value(change, &change.before),
        after: value(change, &change.after),
    };
    changes_sentence(who, by, changes.iter().map(changed).collect())
}

/// What the person at the screen changed, with the values before and after. `whose` replaces the article.
pub(super) fn you_change(changes: &[Change], whose: &str) -> String {
    let changed = |Change { what, unit, before, after }: &Change| {
        let word = match what.strip_prefix("The ") {
            Some(bare) => format!("{whose}{bare}"),
            None => what.to_ascii_lowercase(),
        };
        let value = |value: &Option<u64>| value.map(|value| Some(unit.within(value)));
        Changed { word, before: value(before), after: value(after) }
    };
    changes_sentence("You", Some(PersonId::YOU), changes.iter().map(changed).collect())
}

/// A change in words. A value that was not set is `None`; one that is too long for a sentence is `Some(None)`.
struct Changed {
    word: String,
    before: Option<Option<String>>,
    after: Option<Option<String>>,
}

/// `You set the delay to 5 s (was 0 s), the wait time to 20 s (was 0 s) and change the access policy.`
fn changes_sentence(who: &str, by: Option<PersonId>, changes: Vec<Changed>) -> String {
    let mut doing = "";
    let parts: Vec<String> = changes
        .into_iter()
        .map(|Changed { word, before, after }| {
            let (does, what) = match (before, after) {
                (Some(Some(before)), Some(Some(after))) => ("set", format!("{word} to {after} (was {before})")),
                (None, Some(Some(after))) => ("set", format!("{word} to {after}")),
                (Some(Some(before)), None) => ("remove", format!("{word} (was {before})")),
                _ => ("change", word),
            };
            if std::mem::replace(&mut doing, does) == does { what } else { format!("{} {what}", verb(by, does)) }
        })
        .collect();
    match parts.split_last() {
        Some((last, [])) => format!("{who} {last}."),
        Some((last, first)) => format!("{who} {} and {last}.", first.join(", ")),
        None => String::new(),
    }
}

/// What people call an attribute.
const fn attribute_word(name: AttributeName) -> &'static str {
    match name {
        AttributeName::VisibilityTimeout => "the visibility timeout",
        AttributeName::DelaySeconds => "the delay",
        AttributeName::MessageRetentionPeriod => "the retention period",
        AttributeName::ReceiveMessageWaitTimeSeconds => "the wait time",
        AttributeName::MaximumMessageSize => "the maximum message size",
        AttributeName::RedrivePolicy => "the limit of tries",
        AttributeName::RedriveAllowPolicy => "the redrive allow policy",
        AttributeName::Policy => "the access policy",
        AttributeName::ContentBasedDeduplication => "deduplication by content",
        AttributeName::DeduplicationScope => "the deduplication scope",
        AttributeName::FifoThroughputLimit => "the throughput limit",
        AttributeName::KmsMasterKeyId => "the encryption key",
        AttributeName::KmsDataKeyReusePeriodSeconds => "the reuse period of data keys",
        AttributeName::SqsManagedSseEnabled => "encryption by SQS",
        other => other.as_str(),
    }
}

/// An attribute's value as people write it; `None` for texts that are too long for a sentence.
fn attribute_value(name: AttributeName, text: &str) -> Option<String> {
    match name {
        AttributeName::VisibilityTimeout
        | AttributeName::DelaySeconds
        | AttributeName::MessageRetentionPeriod
        | AttributeName::ReceiveMessageWaitTimeSeconds
        | AttributeName::KmsDataKeyReusePeriodSeconds => Some(Unit::Seconds.within(text.parse().ok()?)),
        AttributeName::MaximumMessageSize => Some(Unit::Bytes.within(text.parse().ok()?)),
        AttributeName::RedrivePolicy => RedrivePolicy::count_in(text).map(|tries| tries.to_string()),
        AttributeName::ContentBasedDeduplication | AttributeName::SqsManagedSseEnabled => {
            Some(if text == "true" { "on" } else { "off" }.into())
        }
        AttributeName::DeduplicationScope | AttributeName::FifoThroughputLimit => Some(text.into()),
        _ => None,
    }
}
