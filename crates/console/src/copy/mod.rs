//! A call as source text: what makes the same call with an official client.

mod cli;
mod literals;
mod rust;
mod shell;
mod text;

use serde_json::{Map, Value};

use super::command::Command;
use model::sqs::{Member, Request, Shape};

/// The language that a call is written in.
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
    /// All languages.
    pub const ALL: [Self; 4] = [Self::Cli, Self::Python, Self::JavaScript, Self::Rust];

    /// The name on its button.
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

/// Returns the call as source text. The CLI's is one line, which [`read`](super::read) reads back.
#[must_use]
pub fn copy(request: &Request, language: Language) -> String {
    let (Value::Object(body), Some(command)) = (request.to_json(), Command::of(request.action())) else {
        return String::new();
    };
    let call = Call { command, body };
    match language {
        Language::Cli => cli::source(&call),
        Language::Python => literals::python(&call),
        Language::JavaScript => literals::java_script(&call),
        Language::Rust => rust::source(&call),
    }
}

struct Call {
    command: Command,
    body: Map<String, Value>,
}

impl Call {
    /// The members that the call has, in the service model's order.
    fn members(&self) -> impl Iterator<Item = (&Member, &Value)> {
        self.command.members.iter().filter_map(|member| Some((member, self.body.get(member.name)?)))
    }

    /// The members that the CLI requires and the call leaves out because they are empty.
    fn left_out(&self) -> impl Iterator<Item = (&Member, Value)> {
        let members = self.command.members.iter();
        let left_out = members.filter(|member| self.command.requires(member) && self.body.get(member.name).is_none());
        left_out.map(|member| match member.shape {
            Shape::TextMap => (member, Map::new().into()),
            _ => (member, Value::Array(Vec::new())),
        })
    }
}
