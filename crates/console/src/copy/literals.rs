//! A call for Python and for JavaScript, whose literals differ little from JSON.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::Value;

use super::super::command::apart;
use super::text::{byte_string, quoted};
use super::{Call, Language};

/// The call with boto3.
pub(super) fn python(call: &Call) -> String {
    let method = apart(call.command.action, '_');
    let mut text = format!("import boto3\n\nsqs = boto3.client(\"sqs\")\nresponse = sqs.{method}(");
    let python = Literals { language: Language::Python, indent: "    " };
    for (member, value) in call.members() {
        text.push_str(&format!("\n    {}={},", member.name, python.value(value, member.name, 1)));
    }
    text.push_str(if call.body.is_empty() { ")\n" } else { "\n)\n" });
    text
}

/// The call with the AWS SDK for JavaScript, version 3.
pub(super) fn java_script(call: &Call) -> String {
    let class = format!("{}Command", call.command.action);
    let java_script = Literals { language: Language::JavaScript, indent: "  " };
    let members = call.members().map(|(member, value)| (member.name, value.clone())).collect();
    let body = java_script.value(&members, "", 0);
    format!(
        "import {{ {class}, SQSClient }} from \"@aws-sdk/client-sqs\";\n\nconst sqs = new SQSClient();\nconst response = await sqs.send(new {class}({body}));\n"
    )
}

/// Writes values as literals of Python or JavaScript.
struct Literals {
    language: Language,
    indent: &'static str,
}

impl Literals {
    /// Writes the value of the member `name`, indented by `depth` levels.
    fn value(&self, value: &Value, name: &str, depth: usize) -> String {
        let (outer, inner) = (self.indent.repeat(depth), self.indent.repeat(depth + 1));
        match value {
            Value::String(text) if name == "BinaryValue" => self.bytes(text),
            Value::String(text) => quoted(text, self.language),
            Value::Array(items) if items.is_empty() => "[]".into(),
            Value::Array(items) => {
                let items: String =
                    items.iter().map(|item| format!("\n{inner}{},", self.value(item, "", depth + 1))).collect();
                format!("[{items}\n{outer}]")
            }
            Value::Object(members) if members.is_empty() => "{}".into(),
            Value::Object(members) => {
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
            // The plain key `__proto__` would set the prototype.
            Language::JavaScript if name == "__proto__" => "[\"__proto__\"]".into(),
            Language::JavaScript if is_word => name.to_owned(),
            language => quoted(name, language),
        }
    }

    fn bytes(&self, base64: &str) -> String {
        let bytes = BASE64_STANDARD.decode(base64).unwrap_or_default();
        if self.language == Language::Python {
            return byte_string(&bytes);
        }
        let numbers: Vec<String> = bytes.iter().map(u8::to_string).collect();
        format!("new Uint8Array([{}])", numbers.join(", "))
    }
}
