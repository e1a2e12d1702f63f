//! Calls as JSON, as they travel on the wire. A queue's name serves as its URL.

use model::sqs::{Reply, read_call};
use serde_json::{Value, json};

use super::Desk;

/// An error answer, in all its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    /// The header `x-amzn-query-error`.
    pub(crate) query_error: String,
    /// The member `__type`.
    pub(crate) kind: String,
    pub(crate) message: String,
}

impl Desk {
    /// Returns the reply to a call that does not wait.
    pub(crate) fn post(&mut self, action: &str, body: &Value) -> Reply {
        let request = read_call(&format!("AmazonSQS.{action}"), body.to_string().as_bytes(), None);
        Reply::from(&request.and_then(|request| self.call(request)))
    }

    #[track_caller]
    pub(crate) fn ok(&mut self, action: &str, body: Value) -> Value {
        let reply = self.post(action, &body);
        assert_eq!((reply.status, reply.query_error), (200, None), "{action} {body}: {}", reply.body);
        serde_json::from_str(&reply.body).expect("an answer is JSON")
    }

    #[track_caller]
    pub(crate) fn refused(&mut self, action: &str, body: Value) -> Refusal {
        let reply = self.post(action, &body);
        let read: Value = serde_json::from_str(&reply.body).expect("a refusal is JSON");
        let member = |name: &str| read[name].as_str().unwrap_or_else(|| panic!("{action} {body}: {read}")).to_owned();
        let query_error = reply.query_error.unwrap_or_else(|| panic!("{action} {body} must be refused: {read}"));
        Refusal { status: reply.status, query_error, kind: member("__type"), message: member("message") }
    }

    /// Creates a FIFO queue and returns its name.
    pub(crate) fn make_fifo(&mut self, name: &str, attributes: &[(&str, &str)]) -> String {
        let fifo = [("FifoQueue", "true")];
        self.make_with(name, &[&fifo, attributes].concat());
        name.to_owned()
    }

    /// Sends to a group. The body also serves as the deduplication id.
    pub(crate) fn send_to(&mut self, queue: &str, group: &str, body: &str) -> Value {
        let send = json!({
            "QueueUrl": queue, "MessageBody": body, "MessageGroupId": group, "MessageDeduplicationId": body
        });
        self.ok("SendMessage", send)
    }

    /// Receives up to `max` messages. `more` has further members of the call.
    pub(crate) fn get(&mut self, queue: &str, max: u32, more: Value) -> Vec<Value> {
        let mut call = json!({ "QueueUrl": queue, "MaxNumberOfMessages": max });
        let members = call.as_object_mut().expect("an object");
        members.extend(more.as_object().cloned().unwrap_or_default());
        match self.ok("ReceiveMessage", call).get("Messages") {
            Some(Value::Array(messages)) if !messages.is_empty() => messages.clone(),
            None => Vec::new(),
            other => panic!("{other:?}"),
        }
    }

    /// Receives up to ten messages with the queue's visibility timeout, and returns their bodies.
    pub(crate) fn get_bodies(&mut self, queue: &str) -> Vec<String> {
        texts_of(&self.get(queue, 10, json!({})))
    }
}

pub(crate) fn texts_of(messages: &[Value]) -> Vec<String> {
    messages.iter().map(|message| text(message, "Body").to_owned()).collect()
}

#[track_caller]
pub(crate) fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value[member].as_str().unwrap_or_else(|| panic!("{member} of {value}"))
}

/// Returns the names of an object's members, sorted.
pub(crate) fn names(value: &Value) -> Vec<&str> {
    let mut names: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    names.sort_unstable();
    names
}

/// An error of the service model.
pub(crate) fn modelled(status: u16, kind: &str, code: &str, message: &str) -> Refusal {
    Refusal {
        status,
        query_error: format!("{code};Sender"),
        kind: format!("com.amazonaws.sqs#{kind}"),
        message: message.to_owned(),
    }
}

/// The error that `docs/sqs-behaviour.md` calls IPV.
pub(crate) fn ipv(message: &str) -> Refusal {
    Refusal {
        status: 400,
        query_error: "InvalidParameterValue;Sender".into(),
        kind: "com.amazon.coral.service#InvalidParameterValueException".into(),
        message: message.to_owned(),
    }
}

/// The error that `docs/sqs-behaviour.md` calls MISSING.
pub(crate) fn missing(parameter: &str) -> Refusal {
    Refusal {
        status: 400,
        query_error: "MissingParameter;Sender".into(),
        kind: "com.amazon.coral.service#MissingRequiredParameterException".into(),
        message: format!("The request must contain the parameter {parameter}."),
    }
}

pub(crate) fn no_such_queue() -> Refusal {
    let code = "AWS.SimpleQueueService.NonExistentQueue";
    modelled(400, "QueueDoesNotExist", code, "The specified queue does not exist.")
}

/// Returns the ARN of a queue.
pub(crate) fn arn(name: &str) -> String {
    format!("arn:aws:sqs:us-east-1:123456789012:{name}")
}
