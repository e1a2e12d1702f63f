//! The texts of `help`, and the skeleton of a call.

use serde_json::{Value, json};

use super::answer::indented;
use super::check::ATTRIBUTE_MEMBERS;
use super::command::Command;
use super::meaning::{Meaning, Opt};
use model::sqs::{Member, Shape};

/// The list of all commands.
pub(super) fn overview() -> String {
    let width = Command::all().map(|command| command.name().len()).max().unwrap_or(0);
    let mut text = String::from("The AWS CLI's commands for Amazon SQS, answered by the queues on this page.\n\n");
    for command in Command::all() {
        text.push_str(&format!("  {:width$}  {}\n", command.name(), command.about()));
    }
    text.push_str(
        "\n“aws sqs” may be left out. For one command: send-message help.\nTab completes, ↑ shows earlier commands, clear empties the console.",
    );
    text
}

/// The help of one command: its options.
pub(super) fn of(command: Command) -> String {
    let mut text = format!("aws sqs {}\n{}\n", command.name(), command.about());
    let options = command.options();
    let shown: Vec<_> = options.iter().filter(|option| !option.meaning.is_shadowed(command)).collect();
    let synopsis = |option: &Opt| {
        let value = match option.meaning {
            Meaning::Member(Member { shape: Shape::Whole, .. }) | Meaning::MaxItems | Meaning::PageSize => "<integer>",
            Meaning::Member(Member { shape: Shape::Texts | Shape::Entries(_), .. }) => "<value> …",
            Meaning::Skeleton => "",
            _ => "<value>",
        };
        format!("{} {value}", option.name).trim_end().to_owned()
    };
    let width = shown.iter().map(|option| synopsis(option).chars().count()).max().unwrap_or(0);
    for (title, wanted) in [("Required:", true), ("Optional:", false)] {
        let is_required = |option: &Opt| matches!(&option.meaning, Meaning::Member(member) if command.requires(member));
        let mut title = Some(title);
        for option in shown.iter().filter(|option| is_required(option) == wanted) {
            if let Some(title) = title.take() {
                text.push_str(&format!("\n{title}\n"));
            }
            text.push_str(&format!("  {:width$}  {}\n", synopsis(option), option.meaning.about(command)));
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// The members that a call can have, each with an empty value.
pub(super) fn skeleton(command: Command) -> String {
    indented(&empty_members(command.members))
}

fn empty_members(members: &[Member]) -> Value {
    members.iter().map(|member| (member.name, empty(member.shape))).collect()
}

fn empty(shape: Shape) -> Value {
    match shape {
        Shape::Text => "".into(),
        Shape::Whole => 0.into(),
        Shape::Texts => json!([""]),
        Shape::TextMap => json!({ "KeyName": "" }),
        Shape::AttributeMap => {
            let attribute = |name: &'static str| {
                let value = if name.starts_with("Binary") { Value::Null } else { "".into() };
                (name, if name.ends_with("ListValues") { json!([value]) } else { value })
            };
            json!({ "KeyName": ATTRIBUTE_MEMBERS.into_iter().map(attribute).collect::<Value>() })
        }
        Shape::Entries(members) => json!([empty_members(members)]),
    }
}
