//! Values of options as members of a call, and the CLI's own check of a call before it is made.

use super::shorthand;
use model::json::{Json, Object};
use model::sqs::{Base64, Member, Shape};

/// What a message attribute may hold, in the service model's order.
pub(super) const ATTRIBUTE_MEMBERS: [&str; 5] =
    ["StringValue", "BinaryValue", "StringListValues", "BinaryListValues", "DataType"];

/// The value of a member from the words behind its option.
///
/// # Errors
/// In the AWS CLI's words.
pub(super) fn value(option: &str, shape: Shape, words: &[&str]) -> Result<Json, String> {
    if let [word] = words
        && let Some(scheme) = ["file://", "fileb://"].into_iter().find(|scheme| word.starts_with(scheme))
    {
        return Err(of_option(
            option,
            &format!(
                "Unable to load paramfile {word}: there are no files here. Give the value itself, without {scheme}."
            ),
        ));
    }
    let word = words.last().copied().unwrap_or("");
    let is_json = words.first().is_some_and(|word| word.trim_start().starts_with(['[', '{']));
    match shape {
        Shape::Text => Ok(word.into()),
        Shape::Whole => whole(word),
        Shape::Texts if words.len() == 1 && word.trim_start().starts_with('[') => json(option, word),
        Shape::Texts => Ok(words.iter().map(|word| Json::from(*word)).collect::<Vec<_>>().into()),
        Shape::TextMap | Shape::AttributeMap if is_json => json_object(option, word),
        Shape::TextMap | Shape::AttributeMap => in_shorthand(option, shape, word),
        Shape::Entries(_) if words.len() == 1 && word.trim_start().starts_with('[') => json(option, word),
        Shape::Entries(_) if is_json => {
            words.iter().map(|word| json_object(option, word)).collect::<Result<Vec<_>, _>>().map(Json::from)
        }
        Shape::Entries(members) => {
            let entry = |word: &&str| {
                let entry = shorthand::parse(word).map_err(|refusal| of_option(option, &refusal))?;
                coerced_members(&entry, members)
            };
            words.iter().map(entry).collect::<Result<Vec<_>, _>>().map(Json::from)
        }
    }
}

fn of_option(option: &str, complaint: &str) -> String {
    format!("Error parsing parameter '{option}': {complaint}")
}

fn json(option: &str, text: &str) -> Result<Json, String> {
    Json::parse(text)
        .map_err(|malformed| of_option(option, &format!("Invalid JSON: {malformed}\nJSON received: {text}")))
}

fn json_object(option: &str, text: &str) -> Result<Json, String> {
    if text.trim_start().starts_with('{') {
        json(option, text)
    } else {
        Err(of_option(option, &format!("Invalid JSON:\n{text}")))
    }
}

fn in_shorthand(option: &str, shape: Shape, text: &str) -> Result<Json, String> {
    let read = shorthand::parse(text).map_err(|refusal| of_option(option, &refusal))?;
    coerced(&read.into(), shape)
}

/// A whole number as the CLI reads it.
pub(super) fn whole(word: &str) -> Result<Json, String> {
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
    Ok(Json::Number(if digits.is_empty() { "0".to_owned() } else { format!("{sign}{digits}") }))
}

/// Shorthand knows texts, lists and structures alone: brings them to the shape.
fn coerced(value: &Json, shape: Shape) -> Result<Json, String> {
    match (shape, value) {
        (Shape::Whole, Json::Text(text)) => whole(text),
        (Shape::Texts, Json::Text(text)) => Ok(vec![Json::from(text.as_str())].into()),
        (Shape::AttributeMap, Json::Object(attributes)) => {
            let mut lists = Object::new();
            for (name, attribute) in attributes.iter() {
                lists.put(name, with_lists(attribute));
            }
            Ok(lists.into())
        }
        (Shape::Entries(members), Json::List(entries)) => {
            let entry = |entry: &Json| match entry {
                Json::Object(entry) => coerced_members(entry, members),
                other => Ok(other.clone()),
            };
            entries.iter().map(entry).collect::<Result<Vec<_>, _>>().map(Json::from)
        }
        (_, value) => Ok(value.clone()),
    }
}

fn coerced_members(entry: &Object, members: &[Member]) -> Result<Json, String> {
    let mut read = Object::new();
    for (name, value) in entry.iter() {
        let member = members.iter().find(|member| member.name == name);
        read.put(name, member.map_or_else(|| Ok(value.clone()), |member| coerced(value, member.shape))?);
    }
    Ok(read.into())
}

/// A message attribute whose lists are lists, even of one.
fn with_lists(attribute: &Json) -> Json {
    let Json::Object(members) = attribute else { return attribute.clone() };
    let mut read = Object::new();
    for (name, value) in members.iter() {
        match value {
            Json::Text(text) if name.ends_with("ListValues") => read.put(name, vec![Json::from(text.as_str())]),
            value => read.put(name, value.clone()),
        }
    }
    read.into()
}

/// What keeps a call from being made, as the AWS CLI tells it; none where nothing does.
pub(super) fn complaint(body: &Object, members: &[Member], requires: impl Fn(&Member) -> bool) -> Option<String> {
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

/// Of a list of complaints about one call, no more are told.
const REPORTS_MAX: usize = 100;

impl Check {
    fn report(&mut self, report: String) {
        if self.reports.len() < REPORTS_MAX {
            self.reports.push(report);
        }
    }

    fn structure<'a>(
        &mut self,
        given: &Object,
        required: impl Iterator<Item = &'a str>,
        known: impl Iterator<Item = &'a str>,
        path: &str,
    ) {
        let place = if path.is_empty() { "input" } else { path };
        for name in required.filter(|name| given.get(name).is_none()) {
            self.report(format!("Missing required parameter in {place}: \"{name}\""));
        }
        let known: Vec<&str> = known.collect();
        for (name, _) in given.iter().filter(|(name, _)| !known.contains(&name.as_str())) {
            let known = known.join(", ");
            self.report(format!("Unknown parameter in {place}: \"{name}\", must be one of: {known}"));
        }
    }

    fn value(&mut self, value: &Json, shape: Shape, path: &str) {
        let fits = match shape {
            Shape::Text => value.as_str().is_some(),
            // A truth value is a number to the CLI.
            Shape::Whole => value.as_i64().is_some() || is_whole(value) || matches!(value, Json::Bool(_)),
            Shape::Texts | Shape::Entries(_) => value.as_list().is_some(),
            Shape::TextMap | Shape::AttributeMap => value.as_object().is_some(),
        };
        if !fits {
            self.wrong(value, shape, path);
            return;
        }
        match (shape, value) {
            (Shape::Texts, Json::List(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.value(item, Shape::Text, &format!("{path}[{index}]"));
                }
            }
            (Shape::TextMap, Json::Object(texts)) => {
                for (name, text) in texts.iter() {
                    self.value(text, Shape::Text, &format!("{path}.{name}"));
                }
            }
            (Shape::AttributeMap, Json::Object(attributes)) => {
                for (name, attribute) in attributes.iter() {
                    self.attribute(attribute, &format!("{path}.{name}"));
                }
            }
            (Shape::Entries(members), Json::List(entries)) => {
                for (index, entry) in entries.iter().enumerate() {
                    self.entry(entry, members, &format!("{path}[{index}]"));
                }
            }
            _ => {}
        }
    }

    fn entry(&mut self, entry: &Json, members: &[Member], path: &str) {
        let Json::Object(entry) = entry else { return self.wrong(entry, Shape::TextMap, path) };
        let required = |name: &&str| matches!(*name, "Id" | "MessageBody" | "ReceiptHandle");
        let names = || members.iter().map(|member| member.name);
        self.structure(entry, names().filter(required), names(), path);
        for (name, value) in entry.iter() {
            if let Some(member) = members.iter().find(|member| member.name == name) {
                self.value(value, member.shape, &format!("{path}.{name}"));
            }
        }
    }

    fn attribute(&mut self, attribute: &Json, path: &str) {
        let Json::Object(members) = attribute else { return self.wrong(attribute, Shape::TextMap, path) };
        self.structure(members, ["DataType"].into_iter(), ATTRIBUTE_MEMBERS.into_iter(), path);
        for (name, value) in members.iter().filter(|(name, _)| ATTRIBUTE_MEMBERS.contains(&name.as_str())) {
            let shape = if name.ends_with("ListValues") { Shape::Texts } else { Shape::Text };
            self.value(value, shape, &format!("{path}.{name}"));
        }
    }

    fn wrong(&mut self, value: &Json, shape: Shape, path: &str) {
        let wanted = match shape {
            Shape::Text => "<class 'str'>",
            Shape::Whole => "<class 'int'>",
            Shape::Texts | Shape::Entries(_) => "<class 'list'>, <class 'tuple'>",
            Shape::TextMap | Shape::AttributeMap => "<class 'dict'>",
        };
        let (shown, found) = match value {
            Json::Null => (as_python(value), "NoneType"),
            Json::Bool(_) => (as_python(value), "bool"),
            Json::Number(number) => (number.clone(), if is_whole(value) { "int" } else { "float" }),
            Json::Text(text) => (text.clone(), "str"),
            Json::List(_) => (as_python(value), "list"),
            Json::Object(_) => (as_python(value), "dict"),
        };
        self.report(format!(
            "Invalid type for parameter {path}, value: {shown}, type: <class '{found}'>, valid types: {wanted}"
        ));
    }
}

/// A value as Python shows it.
fn as_python(value: &Json) -> String {
    match value {
        Json::Null => "None".into(),
        Json::Bool(true) => "True".into(),
        Json::Bool(false) => "False".into(),
        Json::Number(number) => number.clone(),
        Json::Text(text) => {
            let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
            let escaped = text.replace('\\', "\\\\").replace('\n', "\\n");
            format!("{quote}{}{quote}", if quote == '\'' { escaped.replace('\'', "\\'") } else { escaped })
        }
        Json::List(items) => format!("[{}]", items.iter().map(as_python).collect::<Vec<_>>().join(", ")),
        Json::Object(members) => {
            let member = |(name, value): &(String, Json)| {
                format!("{}: {}", as_python(&Json::from(name.as_str())), as_python(value))
            };
            format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(", "))
        }
    }
}

fn is_whole(value: &Json) -> bool {
    matches!(value, Json::Number(number) if !number.contains(['.', 'e', 'E']))
}

/// The first binary value that is no base64 text.
fn no_base64(value: &Json) -> Option<&str> {
    match value {
        Json::Object(members) => members.iter().find_map(|(name, value)| match value {
            Json::Text(text) if name == "BinaryValue" => {
                Base64::Standard.decode(text).is_none().then_some(text.as_str())
            }
            value => no_base64(value),
        }),
        Json::List(items) => items.iter().find_map(no_base64),
        _ => None,
    }
}
