//! `RedrivePolicy` and `RedriveAllowPolicy` (fact sheet, sections 1.3 to 1.5).

use super::account::{Arn, FIFO_SUFFIX};
use super::error::{invalid_attribute_because, invalid_value};
use crate::json::{Json, Object};
use crate::sqs::limits::MAX_RECEIVE_COUNT;
use crate::sqs::{Error, RedrivePolicy};

/// Where dead letters go, and when.
#[derive(Clone, Debug)]
pub(super) struct Redrive {
    /// As given, and as reported.
    pub(super) text: String,
    pub(super) policy: RedrivePolicy,
}

/// Who may send its dead letters here.
#[derive(Clone, Debug)]
pub(super) struct RedriveAllow {
    /// As given, and as reported.
    pub(super) text: String,
    permission: Permission,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Permission {
    All,
    None,
    Queues(Vec<String>),
}

// The texts may differ in blanks, key order, or a count given as text.
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
    /// Checks all but whether the target exists.
    pub(super) fn parse(text: &str, is_fifo: bool) -> Result<Self, Error> {
        let Ok(Json::Object(map)) = Json::parse(text) else {
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
        Ok(Self { text: text.to_owned(), policy })
    }

    /// What is wrong with the policy, in the service's frame.
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
        let Ok(Json::Object(map)) = Json::parse(text) else { return Err(format()) };
        if map.iter().any(|(key, _)| key != "redrivePermission" && key != "sourceQueueArns") {
            return Err(format());
        }
        let sources = source_arns(&map).ok_or_else(format)?;
        let permission = match (map.get("redrivePermission").and_then(Json::as_str), sources) {
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
        Ok(Self { text: text.to_owned(), permission })
    }

    pub(super) fn allows(&self, source_arn: &str) -> bool {
        match &self.permission {
            Permission::All => true,
            Permission::None => false,
            Permission::Queues(arns) => arns.iter().any(|arn| arn == source_arn),
        }
    }
}

/// A number or its decimal text.
fn count(value: &Json) -> Result<u32, String> {
    let given = plain(value);
    let digits = !given.is_empty() && given.bytes().all(|byte| byte.is_ascii_digit());
    let (low, high) = MAX_RECEIVE_COUNT;
    let number = if digits { given.parse().ok() } else { None };
    number.filter(|number| (low..=high).contains(number)).ok_or(given)
}

/// Text without its quotes, anything else as JSON.
fn plain(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// None where `sourceQueueArns` is there but no list of texts.
fn source_arns(map: &Object) -> Option<Option<Vec<String>>> {
    let Some(value) = map.get("sourceQueueArns") else { return Some(None) };
    let arns = value.as_list()?.iter().map(|arn| arn.as_str().map(str::to_owned));
    arns.collect::<Option<Vec<_>>>().map(Some)
}
