//! Prints answers as the AWS CLI does.

use serde::Serialize as _;
use serde_json::{Map, Value};

use super::Output;
use model::sqs::{Error, Response};

/// The CLI prints members in the order of the service model. These objects have another order on the wire.
const ORDER: [&[&str]; 2] = [
    &["MD5OfMessageBody", "MD5OfMessageAttributes", "MD5OfMessageSystemAttributes", "MessageId", "SequenceNumber"],
    &["StringValue", "BinaryValue", "DataType"],
];

/// Returns what the CLI prints for the answer to an action: JSON, nothing for an answer without members, or the sentence
/// of an error.
#[must_use]
pub fn answer(action: &str, answer: &Result<Response, Error>) -> Output {
    match answer {
        Ok(response) => {
            let response = arranged(response.to_json());
            let is_empty = response.as_object().is_some_and(Map::is_empty);
            Output { text: if is_empty { String::new() } else { indented(&response) }, status: 0 }
        }
        Err(error) => Output {
            text: format!(
                "aws: [ERROR]: An error occurred ({}) when calling the {action} operation: {}",
                error.kind.query_code(),
                error.message
            ),
            status: 254,
        },
    }
}

/// Writes JSON with one line per member, indented by four blanks as the CLI does.
pub(super) fn indented(value: &Value) -> String {
    let mut text = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(b"    ");
    let written = value.serialize(&mut serde_json::Serializer::with_formatter(&mut text, formatter));
    written.map_or_else(|_| String::new(), |()| String::from_utf8(text).unwrap_or_default())
}

/// Puts the members of all objects into the order of the service model.
fn arranged(value: Value) -> Value {
    match value {
        Value::Object(mut members) => {
            let has = |order: &&[&str]| members.keys().all(|name| order.contains(&name.as_str()));
            let order = ORDER.into_iter().find(has).unwrap_or(&[]);
            let mut first: Map<String, Value> =
                order.iter().filter_map(|name| members.shift_remove_entry(*name)).collect();
            first.append(&mut members);
            first.into_iter().map(|(name, value)| (name, arranged(value))).collect()
        }
        Value::Array(items) => items.into_iter().map(arranged).collect(),
        other => other,
    }
}
