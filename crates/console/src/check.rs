//! The CLI's own check of a call before it makes it.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::{Map, Value};

use super::python::{as_python, is_whole, type_name};
use model::sqs::{Member, Shape};

/// The members of a message attribute, in the service model's order.
pub(super) const ATTRIBUTE_MEMBERS: [&str; 5] =
    ["StringValue", "BinaryValue", "StringListValues", "BinaryListValues", "DataType"];

/// Returns the sentence with which the AWS CLI refuses a call before it makes it; `None` if the call is fine.
pub(super) fn complaint(
    body: &Map<String, Value>,
    members: &[Member],
    requires: impl Fn(&Member) -> bool,
) -> Option<String> {
    let mut check = Check { reports: Vec::new() };
    let required = members.iter().filter(|member| requires(member)).map(|member| member.name);
    check.structure(body, required, members.iter().map(|member| member.name), "");
    for member in members {
        if let Some(value) = body.get(member.name) {
            check.value(value, member.shape, member.name);
        }
    }
    if !check.reports.is_empty() {
        return Some(format!("Parameter validation failed:\n{}", check.reports.join("\n")));
    }
    let binaries = body.iter().find_map(|(_, value)| no_base64(value));
    binaries.map(|text| format!("Invalid base64: \"{text}\""))
}

struct Check {
    reports: Vec<String>,
}

/// Reports about one call; further ones are dropped.
const REPORTS_MAX: usize = 100;

impl Check {
    fn report(&mut self, report: String) {
        if self.reports.len() < REPORTS_MAX {
            self.reports.push(report);
        }
    }

    fn structure<'a>(
        &mut self,
        given: &Map<String, Value>,
        required: impl Iterator<Item = &'a str>,
        known: impl Iterator<Item = &'a str>,
        path: &str,
    ) {
        let place = if path.is_empty() { "input" } else { path };
        for name in required.filter(|name| !given.contains_key(*name)) {
            self.report(format!("Missing required parameter in {place}: \"{name}\""));
        }
        let known: Vec<&str> = known.collect();
        for (name, _) in given.iter().filter(|(name, _)| !known.contains(&name.as_str())) {
            let known = known.join(", ");
            self.report(format!("Unknown parameter in {place}: \"{name}\", must be one of: {known}"));
        }
    }

    fn value(&mut self, value: &Value, shape: Shape, path: &str) {
        let fits = match shape {
            Shape::Text => value.is_string(),
            // Python counts a bool as an int.
            Shape::Whole => value.is_boolean() || value.as_number().is_some_and(is_whole),
            Shape::Texts | Shape::Entries(_) => value.is_array(),
            Shape::TextMap | Shape::AttributeMap => value.is_object(),
        };
        if !fits {
            self.wrong(value, shape, path);
            return;
        }
        match (shape, value) {
            (Shape::Texts, Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.value(item, Shape::Text, &format!("{path}[{index}]"));
                }
            }
            (Shape::TextMap, Value::Object(texts)) => {
                for (name, text) in texts.iter() {
                    self.value(text, Shape::Text, &format!("{path}.{name}"));
                }
            }
            (Shape::AttributeMap, Value::Object(attributes)) => {
                for (name, attribute) in attributes.iter() {
                    self.attribute(attribute, &format!("{path}.{name}"));
                }
            }
            (Shape::Entries(members), Value::Array(entries)) => {
                for (index, entry) in entries.iter().enumerate() {
                    self.entry(entry, members, &format!("{path}[{index}]"));
                }
            }
            _ => {}
        }
    }

    fn entry(&mut self, entry: &Value, members: &[Member], path: &str) {
        let Value::Object(entry) = entry else { return self.wrong(entry, Shape::TextMap, path) };
        let required = |name: &&str| matches!(*name, "Id" | "MessageBody" | "ReceiptHandle");
        let names = || members.iter().map(|member| member.name);
        self.structure(entry, names().filter(required), names(), path);
        for (name, value) in entry.iter() {
            if let Some(member) = members.iter().find(|member| member.name == name) {
                self.value(value, member.shape, &format!("{path}.{name}"));
            }
        }
    }

    fn attribute(&mut self, attribute: &Value, path: &str) {
        let Value::Object(members) = attribute else { return self.wrong(attribute, Shape::TextMap, path) };
        self.structure(members, ["DataType"].into_iter(), ATTRIBUTE_MEMBERS.into_iter(), path);
        for (name, value) in members.iter().filter(|(name, _)| ATTRIBUTE_MEMBERS.contains(&name.as_str())) {
            let shape = if name.ends_with("ListValues") { Shape::Texts } else { Shape::Text };
            self.value(value, shape, &format!("{path}.{name}"));
        }
    }

    fn wrong(&mut self, value: &Value, shape: Shape, path: &str) {
        let wanted = match shape {
            Shape::Text => "<class 'str'>",
            Shape::Whole => "<class 'int'>",
            Shape::Texts | Shape::Entries(_) => "<class 'list'>, <class 'tuple'>",
            Shape::TextMap | Shape::AttributeMap => "<class 'dict'>",
        };
        let shown = value.as_str().map_or_else(|| as_python(value), str::to_owned);
        let found = type_name(value);
        self.report(format!(
            "Invalid type for parameter {path}, value: {shown}, type: <class '{found}'>, valid types: {wanted}"
        ));
    }
}

/// Returns the first `BinaryValue` that is not base64.
fn no_base64(value: &Value) -> Option<&str> {
    match value {
        Value::Object(members) => members.iter().find_map(|(name, value)| match value {
            Value::String(text) if name == "BinaryValue" => {
                BASE64_STANDARD.decode(text).is_err().then_some(text.as_str())
            }
            value => no_base64(value),
        }),
        Value::Array(items) => items.iter().find_map(no_base64),
        _ => None,
    }
}
