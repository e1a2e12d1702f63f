//! A call for Rust with `aws-sdk-sqs`, whose builders take a call for each member.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::Value;

use super::super::command::apart;
use super::text::{byte_string, quoted};
use super::{Call, Language};
use model::sqs::{Member, Shape};

/// The call with `aws-sdk-sqs`.
pub(super) fn source(call: &Call) -> String {
    let mut types: Vec<&str> = Vec::new();
    let mut calls = String::new();
    for (member, value) in call.members() {
        setters(&mut calls, &mut types, member, value, 1);
    }
    types.sort_unstable();
    types.dedup();
    let mut text = String::new();
    if calls.contains("Blob::new") {
        text.push_str("use aws_sdk_sqs::primitives::Blob;\n");
    }
    match types.as_slice() {
        [] => {}
        [one] => text.push_str(&format!("use aws_sdk_sqs::types::{one};\n")),
        several => text.push_str(&format!("use aws_sdk_sqs::types::{{{}}};\n", several.join(", "))),
    }
    text.push_str(if text.is_empty() { "" } else { "\n" });
    let method = apart(call.command.action, '_');
    text + &format!(
        "let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;\nlet sqs = aws_sdk_sqs::Client::new(&config);\nlet response = sqs\n    .{method}(){calls}\n    .send()\n    .await?;\n"
    )
}

/// Appends the builder calls that set one member.
fn setters(calls: &mut String, types: &mut Vec<&'static str>, member: &Member, value: &Value, depth: usize) {
    let line = format!("\n{}.{}", "    ".repeat(depth), apart(member.name, '_'));
    let rust = |text: &str| quoted(text, Language::Rust);
    match (member.shape, value) {
        (Shape::Text, Value::String(text)) => calls.push_str(&format!("{line}({})", rust(text))),
        (Shape::Texts, Value::Array(items)) => {
            // The SDK has an enum for these names.
            let into = if member.name.ends_with("AttributeNames") && member.name != "MessageAttributeNames" {
                ".into()"
            } else {
                ""
            };
            for text in items.iter().filter_map(Value::as_str) {
                calls.push_str(&format!("{line}({}{into})", rust(text)));
            }
        }
        (Shape::TextMap, Value::Object(texts)) => {
            let into = if member.name == "Attributes" { ".into()" } else { "" };
            for (name, text) in texts.iter() {
                calls.push_str(&format!("{line}({}{into}, {})", rust(name), rust(text.as_str().unwrap_or(""))));
            }
        }
        (Shape::AttributeMap, Value::Object(attributes)) => {
            let is_system = member.name == "MessageSystemAttributes";
            let (kind, into) =
                if is_system { ("MessageSystemAttributeValue", ".into()") } else { ("MessageAttributeValue", "") };
            types.push(kind);
            for (name, attribute) in attributes.iter() {
                calls.push_str(&format!("{line}({}{into}, {kind}::builder()", rust(name)));
                for (part, setter) in [("DataType", "data_type"), ("StringValue", "string_value")] {
                    if let Some(text) = attribute.get(part).and_then(Value::as_str) {
                        calls.push_str(&format!(".{setter}({})", rust(text)));
                    }
                }
                if let Some(base64) = attribute.get("BinaryValue").and_then(Value::as_str) {
                    let bytes = BASE64_STANDARD.decode(base64).unwrap_or_default();
                    calls.push_str(&format!(".binary_value(Blob::new({}))", byte_string(&bytes)));
                }
                calls.push_str(".build()?)");
            }
        }
        (Shape::Entries(members), Value::Array(entries)) => {
            let kind = entry_type(members);
            types.push(kind);
            let inner = "    ".repeat(depth + 1);
            for entry in entries {
                calls.push_str(&format!("{line}(\n{inner}{kind}::builder()"));
                for member in members {
                    if let Some(value) = entry.get(member.name) {
                        setters(calls, types, member, value, depth + 2);
                    }
                }
                calls.push_str(&format!("\n{inner}    .build()?,\n{})", "    ".repeat(depth)));
            }
        }
        (_, value) => calls.push_str(&format!("{line}({value})")),
    }
}

fn entry_type(members: &[Member]) -> &'static str {
    let has = |name: &str| members.iter().any(|member| member.name == name);
    match (has("MessageBody"), has("VisibilityTimeout")) {
        (true, _) => "SendMessageBatchRequestEntry",
        (false, true) => "ChangeMessageVisibilityBatchRequestEntry",
        (false, false) => "DeleteMessageBatchRequestEntry",
    }
}
