//! The actions that add and remove statements of a queue's policy. Policies are stored, checked and reported, but not
//! enforced.
//!
//! Source: `docs/sqs-behaviour.md`, section 2.3.

use serde_json::{Value, json};

use super::Engine;
use super::error::{invalid_value, no_such_queue};
use crate::sqs::{AddPermission, CallId, Error, ErrorKind, RemovePermission, Response, limits};

/// Actions that a policy can grant. Each includes its batch action.
const GRANTABLE: [&str; 9] = [
    "*",
    "ChangeMessageVisibility",
    "DeleteMessage",
    "GetQueueAttributes",
    "GetQueueUrl",
    "ListDeadLetterSourceQueues",
    "PurgeQueue",
    "ReceiveMessage",
    "SendMessage",
];
/// Actions that only the owner can use.
const OWNER_ONLY: [&str; 12] = [
    "AddPermission",
    "CancelMessageMoveTask",
    "CreateQueue",
    "DeleteQueue",
    "ListMessageMoveTasks",
    "ListQueueTags",
    "ListQueues",
    "RemovePermission",
    "SetQueueAttributes",
    "StartMessageMoveTask",
    "TagQueue",
    "UntagQueue",
];

impl Engine {
    pub(super) fn add_permission(&mut self, call: CallId, request: &AddPermission) -> Result<Response, Error> {
        let at = self.find_queue(&request.queue_url)?;
        let label = &request.label;
        let shaped = (1..=limits::LABEL_CHARS).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        if !shaped {
            let reason = "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.";
            return Err(invalid_value(label, "Label", reason));
        }
        if request.aws_account_ids.is_empty() {
            return Err(invalid_value("[]", "PrincipalId", "Unable to verify."));
        }
        if request.actions.is_empty() {
            return Err(Error::missing("Actions"));
        }
        let (count, most) = (request.actions.len(), limits::POLICY_ACTIONS);
        if count > most {
            let text = format!("{count} Actions were found, maximum allowed is {most}.");
            return Err(Error::new(ErrorKind::OverLimit, text));
        }
        for action in &request.actions {
            check_action(action)?;
        }
        for account in &request.aws_account_ids {
            if account.len() != 12 || !account.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(invalid_value(format!("[{account}]"), "PrincipalId", "Unable to verify."));
            }
        }
        let statements = self.statements(at);
        if statements.iter().any(|statement| has_label(statement, label)) {
            return Err(invalid_value(label, "Label", "Already exists."));
        }
        let accounts = one_or_more(&request.aws_account_ids, |account| format!("arn:aws:iam::{account}:root"));
        let statement = json!({
            "Sid": label,
            "Effect": "Allow",
            "Principal": { "AWS": accounts },
            "Action": one_or_more(&request.actions, |action| format!("SQS:{action}")),
            "Resource": self.queue(at).arn.to_string(),
        });
        self.write_policy(call, at, statements.into_iter().chain([statement]).collect())
    }

    pub(super) fn remove_permission(&mut self, call: CallId, request: &RemovePermission) -> Result<Response, Error> {
        let at = self.find_queue(&request.queue_url)?;
        let mut statements = self.statements(at);
        let before = statements.len();
        statements.retain(|statement| !has_label(statement, &request.label));
        if statements.len() == before {
            return Err(invalid_value(&request.label, "Label", "can't find label."));
        }
        self.write_policy(call, at, statements)
    }

    fn statements(&self, at: usize) -> Vec<Value> {
        match self.queue(at).attributes().policy().and_then(|policy| policy.get("Statement")) {
            Some(Value::Array(statements)) => statements.clone(),
            Some(statement) => vec![statement.clone()],
            None => Vec::new(),
        }
    }

    /// Replaces the statements and keeps the other members of the policy.
    fn write_policy(&mut self, call: CallId, at: usize, statements: Vec<Value>) -> Result<Response, Error> {
        let queue = self.queues[at].as_ref().ok_or_else(no_such_queue)?;
        let member = |name: &str| queue.attributes().policy().and_then(|policy| policy.get(name)).cloned();
        let is_empty = statements.is_empty();
        let policy = json!({
            "Version": member("Version").unwrap_or_else(|| "2008-10-17".into()),
            "Id": member("Id").unwrap_or_else(|| format!("{}/SQSDefaultPolicy", queue.arn).into()),
            "Statement": statements,
        });
        let mut attributes = queue.attributes().clone();
        attributes.set_policy((!is_empty).then_some(policy))?;
        self.replace_attributes(call, at, attributes);
        Ok(Response::Empty {})
    }
}

fn has_label(statement: &Value, label: &str) -> bool {
    statement.get("Sid").and_then(Value::as_str) == Some(label)
}

fn check_action(action: &str) -> Result<(), Error> {
    if GRANTABLE.contains(&action) {
        return Ok(());
    }
    let reason = if OWNER_ONLY.contains(&action) {
        "Only the queue owner is allowed to invoke this action."
    } else {
        "Please refer to the appropriate WSDL for a list of valid actions."
    };
    Err(invalid_value(format!("SQS:{action}"), "ActionName", reason))
}

/// One value becomes a JSON string, several become a list.
fn one_or_more(values: &[String], form: impl Fn(&String) -> String) -> Value {
    match values {
        [one] => form(one).into(),
        several => several.iter().map(form).collect(),
    }
}
