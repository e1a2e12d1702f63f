//! Answers as the AWS CLI prints them.

use super::Output;
use model::json::{Json, Object};
use model::sqs::{Error, Response};

/// Blanks that the CLI indents its JSON by.
const INDENT: usize = 4;

/// Where the service model's order, which the CLI keeps, is not that of the wire.
const ORDER: [&[&str]; 2] = [
    &["MD5OfMessageBody", "MD5OfMessageAttributes", "MD5OfMessageSystemAttributes", "MessageId", "SequenceNumber"],
    &["StringValue", "BinaryValue", "DataType"],
];

/// What the CLI prints for an answer to the action: JSON, nothing for an answer without members, or a sentence.
#[must_use]
pub fn answer(action: &str, answer: &Result<Response, Error>) -> Output {
    match answer {
        Ok(response) => {
            let response = arranged(&response.to_json());
            let is_empty = response.as_object().is_some_and(Object::is_empty);
            Output { text: if is_empty { String::new() } else { response.indented(INDENT) }, status: 0 }
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

fn arranged(value: &Json) -> Json {
    match value {
        Json::Object(members) => {
            let has = |order: &[&str]| members.iter().all(|(name, _)| order.contains(&name.as_str()));
            let order = ORDER.into_iter().find(|order| has(order)).unwrap_or(&[]);
            let mut arranged_members = Object::new();
            let known = order.iter().filter_map(|name| Some((*name, members.get(name)?)));
            let others = members.iter().filter(|(name, _)| !order.contains(&name.as_str()));
            for (name, value) in known.chain(others.map(|(name, value)| (name.as_str(), value))) {
                arranged_members.put(name, arranged(value));
            }
            arranged_members.into()
        }
        Json::List(items) => items.iter().map(arranged).collect::<Vec<_>>().into(),
        other => other.clone(),
    }
}
