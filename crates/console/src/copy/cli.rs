//! A call as a command line of the AWS CLI.

use serde_json::{Map, Value};

use super::super::command::option_name;
use super::Call;
use super::shell::word;
use super::text::{is_hidden, unicode};
use model::sqs::{Member, Shape};

pub(super) fn source(call: &Call) -> String {
    let mut words = vec!["aws".to_owned(), "sqs".to_owned(), call.command.name()];
    // A shell cannot pass a NUL, and the CLI would read a file in place of such a text: JSON can carry both.
    let needs_json = call.members().any(|(member, value)| {
        has_text(value, &|text| text.contains('\0')) || (member.shape == Shape::Text && is_file(value))
    });
    if needs_json {
        words.push("--cli-input-json".into());
        let mut body = call.body.clone();
        for (member, empty) in call.left_out() {
            body.insert(member.name.to_owned(), empty);
        }
        words.push(ascii_json(&body.into()));
    } else {
        for (member, value) in call.members() {
            option(&mut words, member, value);
        }
        for (member, empty) in call.left_out() {
            words.extend([option_name(member.name), empty.to_string()]);
        }
    }
    let quoted: Vec<String> = words.iter().map(|text| word(text)).collect();
    quoted.join(" ")
}

/// Returns true if a string in the value, or a name, is wanted.
fn has_text(value: &Value, wanted: &dyn Fn(&str) -> bool) -> bool {
    match value {
        Value::String(text) => wanted(text),
        Value::Array(items) => items.iter().any(|item| has_text(item, wanted)),
        Value::Object(members) => members.iter().any(|(name, value)| wanted(name) || has_text(value, wanted)),
        _ => false,
    }
}

fn is_file(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.starts_with("file://") || text.starts_with("fileb://"))
}

/// Appends an option and its value as words.
fn option(words: &mut Vec<String>, member: &Member, value: &Value) {
    let name = option_name(member.name);
    let word = match (member.shape, value) {
        (Shape::Text, Value::String(text)) if text.starts_with('-') => return words.push(format!("{name}={text}")),
        (Shape::Text, Value::String(text)) => text.clone(),
        (Shape::Texts, Value::Array(items)) => {
            let texts: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            let is_plain = |text: &&str| !text.trim_start().starts_with(['-', '[']) && !text.contains("://");
            if texts.iter().all(is_plain) {
                words.push(name);
                return words.extend(texts.into_iter().map(str::to_owned));
            }
            value.to_string()
        }
        (Shape::TextMap, Value::Object(texts)) => in_shorthand(texts, |_| None).unwrap_or_else(|| value.to_string()),
        (Shape::AttributeMap, Value::Object(attributes)) => {
            let inner = |attribute: &Value| Some(format!("{{{}}}", in_shorthand(attribute.as_object()?, |_| None)?));
            in_shorthand(attributes, inner).unwrap_or_else(|| value.to_string())
        }
        (Shape::Entries(_), Value::Array(entries)) => {
            let entry = |entry: &Value| {
                in_shorthand(entry.as_object()?, |value| {
                    if let Value::Number(number) = value { Some(number.to_string()) } else { None }
                })
            };
            match entries.iter().map(entry).collect::<Option<Vec<String>>>() {
                Some(entries) if !entries.is_empty() => {
                    words.push(name);
                    return words.extend(entries);
                }
                _ => value.to_string(),
            }
        }
        (_, value) => value.to_string(),
    };
    words.extend([name, word]);
}

/// Writes `a=b,c=d`. Returns `None` if a name or value needs quotes. `inner` writes the values that are not strings.
fn in_shorthand(members: &Map<String, Value>, inner: impl Fn(&Value) -> Option<String>) -> Option<String> {
    let is_plain = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.#/:".contains(&byte))
    };
    let pair = |(name, value): (&String, &Value)| {
        let value = match value {
            Value::String(text) => is_plain(text).then(|| text.clone())?,
            value => inner(value)?,
        };
        // A hyphen would make the word an option; a colon could make it a URL, which the CLI loads.
        (is_plain(name) && !name.starts_with('-') && !name.contains(':')).then(|| format!("{name}={value}"))
    };
    let pairs: Option<Vec<String>> = members.iter().map(pair).collect();
    pairs.filter(|pairs| !pairs.is_empty()).map(|pairs| pairs.join(","))
}

/// Writes JSON in one line, with hidden characters escaped.
fn ascii_json(value: &Value) -> String {
    let mut text = String::new();
    for letter in value.to_string().chars() {
        if is_hidden(letter) { text.push_str(&unicode(letter)) } else { text.push(letter) }
    }
    text
}
