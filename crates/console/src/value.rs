//! The words behind an option as the value of a call's member.

use serde_json::{Map, Value};

use super::shorthand;
use model::sqs::{Member, Shape};

/// Reads the value of a member from the words behind its option.
///
/// # Errors
/// The AWS CLI's own sentence.
pub(super) fn value(option: &str, shape: Shape, words: &[&str]) -> Result<Value, String> {
    if let [word] = words
        && let Some(scheme) = ["file://", "fileb://"].into_iter().find(|scheme| word.starts_with(scheme))
    {
        return Err(of_option(
            option,
            &format!(
                "Unable to load paramfile {word}: this console has no files. Type the value itself, without {scheme}."
            ),
        ));
    }
    let word = words.last().copied().unwrap_or("");
    let is_json = words.first().is_some_and(|word| word.trim_start().starts_with(['[', '{']));
    match shape {
        Shape::Text => Ok(word.into()),
        Shape::Whole => whole(word),
        Shape::Texts if words.len() == 1 && word.trim_start().starts_with('[') => json(option, word),
        Shape::Texts => Ok(words.iter().map(|word| Value::from(*word)).collect()),
        Shape::TextMap | Shape::AttributeMap if is_json => json_object(option, word),
        Shape::TextMap | Shape::AttributeMap => in_shorthand(option, shape, word),
        Shape::Entries(_) if words.len() == 1 && word.trim_start().starts_with('[') => json(option, word),
        Shape::Entries(_) if is_json => words.iter().map(|word| json_object(option, word)).collect(),
        Shape::Entries(members) => {
            let entry = |word: &&str| {
                let entry = shorthand::parse(word).map_err(|refusal| of_option(option, &refusal))?;
                coerced_members(&entry, members)
            };
            words.iter().map(entry).collect()
        }
    }
}

fn of_option(option: &str, complaint: &str) -> String {
    format!("Error parsing parameter '{option}': {complaint}")
}

/// Reads JSON and sorts its members by name.
pub(super) fn parse(text: &str) -> serde_json::Result<Value> {
    let mut value: Value = serde_json::from_str(text)?;
    value.sort_all_objects();
    Ok(value)
}

fn json(option: &str, text: &str) -> Result<Value, String> {
    parse(text).map_err(|malformed| of_option(option, &format!("Invalid JSON: {malformed}\nJSON received: {text}")))
}

fn json_object(option: &str, text: &str) -> Result<Value, String> {
    if text.trim_start().starts_with('{') {
        json(option, text)
    } else {
        Err(of_option(option, &format!("Invalid JSON:\n{text}")))
    }
}

fn in_shorthand(option: &str, shape: Shape, text: &str) -> Result<Value, String> {
    let read = shorthand::parse(text).map_err(|refusal| of_option(option, &refusal))?;
    coerced(&read.into(), shape)
}

/// Reads an integer as the CLI does: with a sign, blanks around it and leading zeros.
pub(super) fn whole(word: &str) -> Result<Value, String> {
    let refusal = || format!("invalid literal for int() with base 10: '{word}'");
    let trimmed = word.trim();
    let (sign, digits) = match trimmed.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", trimmed.strip_prefix('+').unwrap_or(trimmed)),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(refusal());
    }
    let digits = digits.trim_start_matches('0');
    let number = if digits.is_empty() { "0".to_owned() } else { format!("{sign}{digits}") };
    serde_json::from_str(&number).map_err(|_| refusal())
}

/// Converts a value of the shorthand syntax, which has only strings, lists and structures, to the shape.
fn coerced(value: &Value, shape: Shape) -> Result<Value, String> {
    match (shape, value) {
        (Shape::Whole, Value::String(text)) => whole(text),
        (Shape::Texts, Value::String(text)) => Ok(vec![text.as_str()].into()),
        (Shape::AttributeMap, Value::Object(attributes)) => {
            Ok(attributes.iter().map(|(name, attribute)| (name.clone(), with_lists(attribute))).collect())
        }
        (Shape::Entries(members), Value::Array(entries)) => {
            let entry = |entry: &Value| match entry {
                Value::Object(entry) => coerced_members(entry, members),
                other => Ok(other.clone()),
            };
            entries.iter().map(entry).collect()
        }
        (_, value) => Ok(value.clone()),
    }
}

fn coerced_members(entry: &Map<String, Value>, members: &[Member]) -> Result<Value, String> {
    let value = |(name, value): (&String, &Value)| {
        let member = members.iter().find(|member| member.name == name);
        Ok((name.clone(), member.map_or_else(|| Ok(value.clone()), |member| coerced(value, member.shape))?))
    };
    entry.iter().map(value).collect()
}

/// Makes lists of the `…ListValues` of a message attribute, even if they have one item.
fn with_lists(attribute: &Value) -> Value {
    let Value::Object(members) = attribute else { return attribute.clone() };
    let list = |(name, value): (&String, &Value)| match value {
        Value::String(text) if name.ends_with("ListValues") => (name.clone(), vec![text.as_str()].into()),
        value => (name.clone(), value.clone()),
    };
    members.iter().map(list).collect()
}
