//! Help, and the skeleton of a call.

use super::command::{Command, Meaning};
use super::value::ATTRIBUTE_MEMBERS;
use model::json::{Json, Object};
use model::sqs::{Member, Shape};

/// All commands, and how to go on.
pub(super) fn overview() -> String {
    let width = Command::all().map(|command| command.name().len()).max().unwrap_or(0);
    let mut text = String::from("The AWS CLI's commands for Amazon SQS, answered by the queues on this page.\n\n");
    for command in Command::all() {
        text.push_str(&format!("  {:width$}  {}\n", command.name(), command.about()));
    }
    text.push_str(
        "\n“aws sqs” may be left out. For one command: send-message help.\nTab completes, ↑ brings back, clear clears.",
    );
    text
}

/// One command and its options.
pub(super) fn of(command: Command) -> String {
    let mut text = format!("aws sqs {}\n{}\n", command.name(), command.about());
    let options = command.options();
    let shown: Vec<_> = options.iter().filter(|option| !option.meaning.is_shadowed(command)).collect();
    let synopsis = |option: &super::command::Opt| {
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
        let is_required = |option: &super::command::Opt| matches!(&option.meaning, Meaning::Member(member) if command.requires(member));
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

/// What a call may hold, each member with an empty value.
pub(super) fn skeleton(command: Command) -> String {
    let mut body = Object::new();
    for member in command.members {
        body.put(member.name, empty(member.shape));
    }
    Json::from(body).indented(4)
}

fn empty(shape: Shape) -> Json {
    let named = |value: Json| {
        let mut map = Object::new();
        map.put("KeyName", value);
        Json::from(map)
    };
    match shape {
        Shape::Text => "".into(),
        Shape::Whole => 0_u32.into(),
        Shape::Texts => vec![Json::from("")].into(),
        Shape::TextMap => named("".into()),
        Shape::AttributeMap => {
            let mut attribute = Object::new();
            for name in ATTRIBUTE_MEMBERS {
                let value = if name.starts_with("Binary") { Json::Null } else { "".into() };
                attribute.put(name, if name.ends_with("ListValues") { vec![value].into() } else { value });
            }
            named(attribute.into())
        }
        Shape::Entries(members) => {
            let mut entry = Object::new();
            for member in members {
                entry.put(member.name, empty(member.shape));
            }
            vec![Json::from(entry)].into()
        }
    }
}
