//! The attributes `RedrivePolicy` and `RedriveAllowPolicy`.
//!
//! Source: `docs/sqs-behaviour.md`, sections 1.3 to 1.5.

use serde_json::{Map, Value};

use super::account::{Arn, FIFO_SUFFIX};
use super::error::{invalid_attribute_because, invalid_value};
use crate::sqs::limits::MAX_RECEIVE_COUNT;
use crate::sqs::{Error, RedrivePolicy};

/// A redrive policy: the dead-letter queue, and after how many receives a message goes there.
#[derive(Clone, Debug)]
pub(super) struct Redrive {
    /// The text that the queue reports: as given, but with the count as a number.
    pub(super) text: String,
    pub(super) policy: RedrivePolicy,
}

/// A redrive allow policy: the queues that may name this queue as their dead-letter queue.
#[derive(Clone, Debug)]
pub(super) struct RedriveAllow {
    /// The text that the queue reports: as given, but without members that are `null`.
    pub(super) text: String,
    permission: Permission,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Permission {
    All,
    None,
    Queues(Vec<String>),
}

// Equal policies may differ in their texts: blanks, the order of keys, a count given as text.
impl PartialEq for Redrive {
    fn eq(&self, other: &Self) -> bool {
        self.policy == other.policy
    }
}

impl Eq for Redrive {}

impl PartialEq for RedriveAllow {
    fn eq(&self, other: &Self) -> bool {
        self.permission == other.permission
    }
}

impl Eq for RedriveAllow {}

const COUNT: &str = RedrivePolicy::COUNT;
const TARGET: &str = RedrivePolicy::TARGET;
const SOURCES_MAX: usize = 10;

impl Redrive {
    /// Parses and checks a policy. Does not check whether the target exists.
    pub(super) fn parse(text: &str, is_fifo: bool) -> Result<Self, Error> {
        let Ok(Value::Object(mut map)) = serde_json::from_str(text) else {
            return Err(invalid_attribute_because("RedrivePolicy", "Redrive policy is not a valid JSON map."));
        };
        let refuse = |reason: &str| Self::refusal(text, reason);
        let member = |key| {
            let refusal = || refuse(&format!("Redrive policy does not contain mandatory attribute: {key}."));
            map.get(key).ok_or_else(refusal)
        };
        let (given_count, given_target) = (member(COUNT)?, member(TARGET)?);
        if map.len() > 2 {
            return Err(refuse(&format!("Only following attributes are supported: [{COUNT}, {TARGET}].")));
        }
        let max_receive_count = count(given_count).map_err(|given| {
            let (low, high) = MAX_RECEIVE_COUNT;
            refuse(&format!(
                "Invalid value for {COUNT}: {given}, valid values are from {low} to {high} both inclusive."
            ))
        })?;
        let target = given_target.as_str().unwrap_or_default();
        let Some(arn) = Arn::parse(target) else {
            return Err(refuse(&format!("Invalid value for {TARGET}.")));
        };
        if arn.name.ends_with(FIFO_SUFFIX) != is_fifo {
            return Err(refuse("Dead-letter queue must be same type of queue as the source."));
        }
        let policy = RedrivePolicy { dead_letter_target_arn: target.to_owned(), max_receive_count };
        let text = if given_count.is_string() {
            map.insert(COUNT.to_owned(), max_receive_count.into());
            Value::Object(map).to_string()
        } else {
            text.to_owned()
        };
        Ok(Self { text, policy })
    }

    /// Returns the service's error for an invalid policy.
    pub(super) fn refusal(text: &str, reason: &str) -> Error {
        invalid_value(text, "RedrivePolicy", reason)
    }
}

impl RedriveAllow {
    pub(super) fn parse(text: &str) -> Result<Self, Error> {
        let format = || {
            let reason = "Amazon SQS can't create the redrive allow policy, as it’s in an unsupported format.";
            invalid_attribute_because("RedriveAllowPolicy", reason)
        };
        let refuse = |reason: &str| {
            let reason = format!("Amazon SQS can't create the redrive allow policy. {reason}");
            invalid_value(text, "RedriveAllowPolicy", &reason)
        };
        let Ok(Value::Object(mut map)) = serde_json::from_str(text) else { return Err(format()) };
        if map.keys().any(|key| key != "redrivePermission" && key != "sourceQueueArns") {
            return Err(format());
        }
        let members = map.len();
        map.retain(|_, value| !value.is_null());
        let sources = source_arns(&map).ok_or_else(format)?;
        let permission = match (map.get("redrivePermission").and_then(Value::as_str), sources) {
            (Some("allowAll"), None) => Permission::All,
            (Some("denyAll"), None) => Permission::None,
            (Some("allowAll" | "denyAll"), Some(_)) => {
                return Err(refuse(
                    "To specify one or more source queue ARNs, you must set redrivePermission to byQueue.",
                ));
            }
            (Some("byQueue"), Some(arns)) if arns.len() > SOURCES_MAX => {
                return Err(refuse("The maximum number of source queue ARNs you can specify is 10."));
            }
            (Some("byQueue"), Some(arns)) if !arns.is_empty() => Permission::Queues(arns),
            (Some("byQueue"), _) => {
                return Err(refuse(
                    "When you specify the byQueue permission type, you must also specify one or more sourceQueueArns \
                     values.",
                ));
            }
            _ => return Err(format()),
        };
        let text = if map.len() < members { Value::Object(map).to_string() } else { text.to_owned() };
        Ok(Self { text, permission })
    }

    pub(super) fn allows(&self, source_arn: &str) -> bool {
        match &self.permission {
            Permission::All => true,
            Permission::None => false,
            Permission::Queues(arns) => arns.iter().any(|arn| arn == source_arn),
        }
    }
}

/// Reads a count given as a number or as decimal text. Returns the given text as an error if it is malformed or out of
/// range.
fn count(value: &Value) -> Result<u32, String> {
    let given = plain(value);
    let digits = !given.is_empty() && given.bytes().all(|byte| byte.is_ascii_digit());
    let (low, high) = MAX_RECEIVE_COUNT;
    let number = if digits { given.parse().ok() } else { None };
    number.filter(|number| (low..=high).contains(number)).ok_or(given)
}

/// Returns a string without its quotes, and any other value as JSON.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Returns `None` if `sourceQueueArns` is present and not a list of strings, and `Some(None)` if it is absent.
fn source_arns(map: &Map<String, Value>) -> Option<Option<Vec<String>>> {
    let Some(value) = map.get("sourceQueueArns") else { return Some(None) };
    let arns = value.as_array()?.iter().map(|arn| arn.as_str().map(str::to_owned));
    arns.collect::<Option<Vec<_>>>().map(Some)
}
