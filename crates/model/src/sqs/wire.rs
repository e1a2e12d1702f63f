//! The API over HTTP: AWS JSON 1.0 (`docs/sqs-behaviour.md`, section 4).
//!
//! Any bytes are safe to read: a body that is no call gets the service's own refusal.

use serde_json::{Map, Value};

use super::{Error, ErrorKind, MessageAttribute, Request, Response};

/// The prefix of the action in the header `X-Amz-Target`.
const SERVICE: &str = "AmazonSQS.";
/// The only system attribute that a sender can set.
pub const TRACE_HEADER: &str = "AWSTraceHeader";

/// An HTTP answer; its content type is `application/x-amz-json-1.0`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The header `x-amzn-query-error`; only refusals have it.
    pub query_error: Option<String>,
    /// The body, in JSON.
    pub body: String,
}

impl From<&Result<Response, Error>> for Reply {
    fn from(answer: &Result<Response, Error>) -> Self {
        match answer {
            Ok(response) => {
                let body = serde_json::to_string(response).expect("member names are strings");
                Self { status: 200, query_error: None, body }
            }
            Err(error) => Self {
                status: error.kind.status(),
                query_error: Some(format!("{};Sender", error.kind.query_code())),
                body: error.to_json().to_string(),
            },
        }
    }
}

/// Reads a call from the header `X-Amz-Target`, the body, and the optional header `X-Amzn-Trace-Id`.
///
/// # Errors
/// The service's own: there is no such action, the body is not JSON, a required member is missing, or a member has the
/// wrong type.
pub fn read_call(target: &str, body: &[u8], trace: Option<&str>) -> Result<Request, Error> {
    let action = target.strip_prefix(SERVICE).filter(|action| Request::ACTIONS.contains(action));
    let Some(action) = action else {
        return Err(Error::new(ErrorKind::UnknownOperation, format!("There is no operation {target}.")));
    };
    let mut request = Request::from_json(action, &read_body(body)?)?;
    if let Some(trace) = trace {
        carry_trace(&mut request, trace);
    }
    Ok(request)
}

fn read_body(body: &[u8]) -> Result<Value, Error> {
    if body.trim_ascii().is_empty() {
        return Ok(Value::Object(Map::new()));
    }
    let text = std::str::from_utf8(body).map_err(|_| not_readable("The body is not UTF-8."))?;
    let value: Value =
        serde_json::from_str(text).map_err(|error| not_readable(format!("The body is not JSON: {error}.")))?;
    if !value.is_object() {
        return Err(not_readable("The body is not a JSON object."));
    }
    Ok(value)
}

fn not_readable(text: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::Serialization, text)
}

/// Uses the HTTP header as trace header of each message that has none.
fn carry_trace(request: &mut Request, trace: &str) {
    let put = |attributes: &mut super::ByName<MessageAttribute>| {
        if !attributes.contains_key(TRACE_HEADER) {
            attributes.insert(TRACE_HEADER.to_owned(), MessageAttribute::text("String", trace));
        }
    };
    match request {
        Request::SendMessage(call) => put(&mut call.message_system_attributes),
        Request::SendMessageBatch(call) => {
            call.entries.iter_mut().for_each(|entry| put(&mut entry.message_system_attributes));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sqs::{ListQueues, SendMessage};

    fn refusal(target: &str, body: &[u8]) -> Reply {
        Reply::from(&Err(read_call(target, body, None).expect_err("refused")))
    }

    #[test]
    fn calls_are_read_and_written_back() {
        for action in Request::ACTIONS {
            let target = format!("{SERVICE}{action}");
            let read = read_call(&target, b"{}", None);
            let required = Request::members(action).expect("known").iter().find(|member| member.required);
            match required {
                None => assert_eq!(read.expect("nothing is required").action(), *action),
                Some(member) => {
                    let text = format!("The request must contain the parameter {}.", member.name);
                    assert_eq!(read.expect_err("something is missing").message, text);
                }
            }
        }
        let list = read_call("AmazonSQS.ListQueues", b" ", None);
        let plain = ListQueues { queue_name_prefix: None, next_token: None, max_results: None };
        assert_eq!(list, Ok(plain.into()));
    }

    #[test]
    fn unknown_members_are_ignored_and_nulls_are_absent() {
        let body = br#"{"QueueUrl":"orders","MessageBody":"latte","DelaySeconds":null,"Sugar":[1]}"#;
        let read = read_call("AmazonSQS.SendMessage", body, None);
        assert_eq!(read, Ok(SendMessage::new("orders".into(), "latte".into()).into()));
    }

    #[test]
    fn bodies_that_are_no_call_are_refused() {
        for target in ["", "SendMessage", "AmazonSQS.", "AmazonSQS.Brew", "AmazonSNS.SendMessage"] {
            assert_eq!(refusal(target, b"{}").query_error.as_deref(), Some("UnknownOperationException;Sender"));
        }
        let bodies: [&[u8]; 5] = [b"{", b"[]", b"\xff", b"null", br#"{"QueueUrl":"q","MessageBody":5}"#];
        for body in bodies {
            let reply = refusal("AmazonSQS.SendMessage", body);
            assert_eq!(reply.status, 400);
            assert!(reply.body.contains("com.amazon.coral.service#SerializationException"), "{}", reply.body);
        }
    }

    #[test]
    fn the_trace_can_come_in_an_http_header() {
        let body = br#"{"QueueUrl":"q","MessageBody":"m"}"#;
        let Ok(Request::SendMessage(call)) = read_call("AmazonSQS.SendMessage", body, Some("Root=1")) else {
            panic!("it must be a call");
        };
        let trace = call.message_system_attributes.get(TRACE_HEADER).expect("set from the header");
        assert_eq!(trace.string_value.as_deref(), Some("Root=1"));
    }
}
