//! A call as source text: what to type or write to make the same call with an official client.

use super::command::{Command, apart, option_name};
use model::json::{Json, Object};
use model::sqs::{Base64, Member, Request, Shape};

/// What a call is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// The AWS CLI, in a POSIX shell.
    Cli,
    /// Python with boto3.
    Python,
    /// JavaScript with the AWS SDK, version 3.
    JavaScript,
    /// Rust with `aws-sdk-sqs`.
    Rust,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Cli, Self::Python, Self::JavaScript, Self::Rust];

    /// As people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cli => "AWS CLI",
            Self::Python => "boto3",
            Self::JavaScript => "JavaScript",
            Self::Rust => "Rust",
        }
    }
}

/// The call as source text. The CLI's is one line that [`read`](super::read) reads back.
#[must_use]
pub fn copy(request: &Request, language: Language) -> String {
    let (Json::Object(body), Some(command)) = (request.to_json(), Command::of(request.action())) else {
        return String::new();
    };
    let call = Call { command, body };
    match language {
        Language::Cli => call.cli(),
        Language::Python => call.python(),
        Language::JavaScript => call.java_script(),
        Language::Rust => call.rust(),
    }
}

struct Call {
    command: Command,
    body: Object,
}

impl Call {
    /// The members that are given, in the service model's order.
    fn members(&self) -> impl Iterator<Item = (&Member, &Json)> {
        self.command.members.iter().filter_map(|member| Some((member, self.body.get(member.name)?)))
    }

    /// What the CLI must have, and is empty.
    fn left_out(&self) -> impl Iterator<Item = (&Member, Json)> {
        let members = self.command.members.iter();
        let left_out = members.filter(|member| self.command.requires(member) && self.body.get(member.name).is_none());
        left_out.map(|member| match member.shape {
            Shape::TextMap => (member, Object::new().into()),
            _ => (member, Vec::new().into()),
        })
    }

    fn cli(&self) -> String {
        let mut words = vec!["aws".to_owned(), "sqs".to_owned(), self.command.name()];
        // What no shell can carry, and what the CLI would take for a file, travels as JSON.
        let needs_json = self.members().any(|(member, value)| {
            has_text(value, &|text| text.contains('\0')) || (member.shape == Shape::Text && is_file(value))
        });
        if needs_json {
            words.push("--cli-input-json".into());
            let mut body = self.body.clone();
            for (member, nothing) in self.left_out() {
                body.put(member.name, nothing);
            }
            words.push(ascii_json(&body.into()));
        } else {
            for (member, value) in self.members() {
                option(&mut words, member, value);
            }
            for (member, nothing) in self.left_out() {
                words.extend([option_name(member.name), nothing.to_string()]);
            }
        }
        let quoted: Vec<String> = words.iter().map(|word| shell(word)).collect();
        quoted.join(" ")
    }

    fn python(&self) -> String {
        let method = apart(self.command.action, '_');
        let mut text = format!("import boto3\n\nsqs = boto3.client(\"sqs\")\nresponse = sqs.{method}(");
        let python = Literals { language: Language::Python, indent: "    " };
        for (member, value) in self.members() {
            text.push_str(&format!("\n    {}={},", member.name, python.value(value, member.name, 1)));
        }
        text.push_str(if self.body.is_empty() { ")\n" } else { "\n)\n" });
        text
    }

    fn java_script(&self) -> String {
        let class = format!("{}Command", self.command.action);
        let java_script = Literals { language: Language::JavaScript, indent: "  " };
        let mut members = Object::new();
        for (member, value) in self.members() {
            members.put(member.name, value.clone());
        }
        let body = java_script.value(&members.into(), "", 0);
        format!(
            "import {{ {class}, SQSClient }} from \"@aws-sdk/client-sqs\";\n\nconst sqs = new SQSClient();\nconst response = await sqs.send(new {class}({body}));\n"
        )
    }

    fn rust(&self) -> String {
        let mut types: Vec<&str> = Vec::new();
        let mut calls = String::new();
        for (member, value) in self.members() {
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
        let method = apart(self.command.action, '_');
        text + &format!(
            "let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;\nlet sqs = aws_sdk_sqs::Client::new(&config);\nlet response = sqs\n    .{method}(){calls}\n    .send()\n    .await?;\n"
        )
    }
}

/// Some text in the value, or a name, is such.
fn has_text(value: &Json, wanted: &dyn Fn(&str) -> bool) -> bool {
    match value {
        Json::Text(text) => wanted(text),
        Json::List(items) => items.iter().any(|item| has_text(item, wanted)),
        Json::Object(members) => members.iter().any(|(name, value)| wanted(name) || has_text(value, wanted)),
        _ => false,
    }
}

fn is_file(value: &Json) -> bool {
    value.as_str().is_some_and(|text| text.starts_with("file://") || text.starts_with("fileb://"))
}

/// One option with its value, as words.
fn option(words: &mut Vec<String>, member: &Member, value: &Json) {
    let name = option_name(member.name);
    let word = match (member.shape, value) {
        (Shape::Text, Json::Text(text)) if text.starts_with('-') => return words.push(format!("{name}={text}")),
        (Shape::Text, Json::Text(text)) => text.clone(),
        (Shape::Texts, Json::List(items)) => {
            let texts: Vec<&str> = items.iter().filter_map(Json::as_str).collect();
            let is_plain = |text: &&str| !text.trim_start().starts_with(['-', '[']) && !text.contains("://");
            if texts.iter().all(is_plain) {
                words.push(name);
                return words.extend(texts.into_iter().map(str::to_owned));
            }
            value.to_string()
        }
        (Shape::TextMap, Json::Object(texts)) => in_shorthand(texts, |_| None).unwrap_or_else(|| value.to_string()),
        (Shape::AttributeMap, Json::Object(attributes)) => {
            let inner = |attribute: &Json| Some(format!("{{{}}}", in_shorthand(attribute.as_object()?, |_| None)?));
            in_shorthand(attributes, inner).unwrap_or_else(|| value.to_string())
        }
        (Shape::Entries(_), Json::List(entries)) => {
            let entry = |entry: &Json| {
                in_shorthand(entry.as_object()?, |value| {
                    if let Json::Number(number) = value { Some(number.clone()) } else { None }
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

/// `a=b,c=d`; none where a name or value is not plain enough. `inner` writes what is no text.
fn in_shorthand(members: &Object, inner: impl Fn(&Json) -> Option<String>) -> Option<String> {
    let is_plain = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.#/:".contains(&byte))
    };
    let pair = |(name, value): &(String, Json)| {
        let value = match value {
            Json::Text(text) => is_plain(text).then(|| text.clone())?,
            value => inner(value)?,
        };
        // What the word begins with would make it an option, or a file.
        (is_plain(name) && !name.starts_with('-') && !name.contains(':')).then(|| format!("{name}={value}"))
    };
    let pairs: Option<Vec<String>> = members.iter().map(pair).collect();
    pairs.filter(|pairs| !pairs.is_empty()).map(|pairs| pairs.join(","))
}

/// Letters that cannot be seen, or turn the others around: written as their numbers in every language.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A word as a POSIX shell reads it, on one line.
fn shell(word: &str) -> String {
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./:=,@%+".contains(&byte);
    if !word.is_empty() && word.bytes().all(is_bare) {
        return word.to_owned();
    }
    if !word.chars().any(is_hidden) {
        return format!("'{}'", word.replace('\'', r"'\''"));
    }
    let mut text = String::from("$'");
    for letter in word.chars() {
        match letter {
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '\'' | '\\' => text.extend(['\\', letter]),
            _ if is_hidden(letter) => text.push_str(&unicode(letter)),
            _ => text.push(letter),
        }
    }
    text.push('\'');
    text
}

fn unicode(letter: char) -> String {
    format!("\\u{:04x}", u32::from(letter))
}

/// JSON in one line whose hidden letters are written as their numbers.
fn ascii_json(value: &Json) -> String {
    let mut text = String::new();
    for letter in value.to_string().chars() {
        if is_hidden(letter) { text.push_str(&unicode(letter)) } else { text.push(letter) }
    }
    text
}

/// A text in double quotes.
fn quoted(text: &str, language: Language) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if is_hidden(letter) && language == Language::Rust => {
                out.push_str(&format!("\\u{{{:x}}}", u32::from(letter)));
            }
            _ if is_hidden(letter) => out.push_str(&unicode(letter)),
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// Values as Python and JavaScript write them.
struct Literals {
    language: Language,
    indent: &'static str,
}

impl Literals {
    /// The value of the member `name`, `depth` levels in.
    fn value(&self, value: &Json, name: &str, depth: usize) -> String {
        let (outer, inner) = (self.indent.repeat(depth), self.indent.repeat(depth + 1));
        match value {
            Json::Text(text) if name == "BinaryValue" => self.bytes(text),
            Json::Text(text) => quoted(text, self.language),
            Json::List(items) if items.is_empty() => "[]".into(),
            Json::List(items) => {
                let items: String =
                    items.iter().map(|item| format!("\n{inner}{},", self.value(item, "", depth + 1))).collect();
                format!("[{items}\n{outer}]")
            }
            Json::Object(members) if members.is_empty() => "{}".into(),
            Json::Object(members) => {
                let members: String = members
                    .iter()
                    .map(|(name, value)| {
                        format!("\n{inner}{}: {},", self.key(name), self.value(value, name, depth + 1))
                    })
                    .collect();
                format!("{{{members}\n{outer}}}")
            }
            other => other.to_string(),
        }
    }

    fn key(&self, name: &str) -> String {
        let is_word = name.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        match self.language {
            // As a plain key it would not be a member.
            Language::JavaScript if name == "__proto__" => "[\"__proto__\"]".into(),
            Language::JavaScript if is_word => name.to_owned(),
            language => quoted(name, language),
        }
    }

    fn bytes(&self, base64: &str) -> String {
        let bytes = Base64::Standard.decode(base64).unwrap_or_default();
        if self.language == Language::Python {
            return byte_string(&bytes);
        }
        let numbers: Vec<String> = bytes.iter().map(u8::to_string).collect();
        format!("new Uint8Array([{}])", numbers.join(", "))
    }
}

/// `b"…"`, as Python and Rust read it.
fn byte_string(bytes: &[u8]) -> String {
    let mut text = String::from("b\"");
    for byte in bytes {
        match byte {
            b'"' | b'\\' => text.extend(['\\', char::from(*byte)]),
            b' '..=b'~' => text.push(char::from(*byte)),
            _ => text.push_str(&format!("\\x{byte:02x}")),
        }
    }
    text.push('"');
    text
}

/// The calls that give a builder one member.
fn setters(calls: &mut String, types: &mut Vec<&'static str>, member: &Member, value: &Json, depth: usize) {
    let line = format!("\n{}.{}", "    ".repeat(depth), apart(member.name, '_'));
    let rust = |text: &str| quoted(text, Language::Rust);
    match (member.shape, value) {
        (Shape::Text, Json::Text(text)) => calls.push_str(&format!("{line}({})", rust(text))),
        (Shape::Texts, Json::List(items)) => {
            // Names that the SDK has types for.
            let into = if member.name.ends_with("AttributeNames") && member.name != "MessageAttributeNames" {
                ".into()"
            } else {
                ""
            };
            for text in items.iter().filter_map(Json::as_str) {
                calls.push_str(&format!("{line}({}{into})", rust(text)));
            }
        }
        (Shape::TextMap, Json::Object(texts)) => {
            let into = if member.name == "Attributes" { ".into()" } else { "" };
            for (name, text) in texts.iter() {
                calls.push_str(&format!("{line}({}{into}, {})", rust(name), rust(text.as_str().unwrap_or(""))));
            }
        }
        (Shape::AttributeMap, Json::Object(attributes)) => {
            let is_system = member.name == "MessageSystemAttributes";
            let (kind, into) =
                if is_system { ("MessageSystemAttributeValue", ".into()") } else { ("MessageAttributeValue", "") };
            types.push(kind);
            for (name, attribute) in attributes.iter() {
                calls.push_str(&format!("{line}({}{into}, {kind}::builder()", rust(name)));
                for (part, setter) in [("DataType", "data_type"), ("StringValue", "string_value")] {
                    if let Some(text) = attribute.get(part).and_then(Json::as_str) {
                        calls.push_str(&format!(".{setter}({})", rust(text)));
                    }
                }
                if let Some(base64) = attribute.get("BinaryValue").and_then(Json::as_str) {
                    let bytes = Base64::Standard.decode(base64).unwrap_or_default();
                    calls.push_str(&format!(".binary_value(Blob::new({}))", byte_string(&bytes)));
                }
                calls.push_str(".build()?)");
            }
        }
        (Shape::Entries(members), Json::List(entries)) => {
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
