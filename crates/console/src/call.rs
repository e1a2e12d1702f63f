//! Reads the words behind a command into a call.

use serde_json::{Map, Value};

use super::command::{self, Command};
use super::meaning::Meaning;
use super::refusal::{bad_line, bad_value, invalid_choice, own, said, with_usage};
use super::{Output, Reading, answer, check, help, options, value};
use model::sqs::{Member, Request};

/// Reads a command's options into its call.
///
/// # Errors
/// The sentence that refuses the options.
pub(super) fn read(command: Command, words: &[&str], paginate: bool) -> Result<Reading, Output> {
    let table = command.options();
    let names: Vec<_> = table.iter().map(|option| (option.name.as_str(), option.meaning.takes())).collect();
    let parsed = options::parse(words, &names).map_err(with_usage)?;
    let given = |wanted: Meaning| parsed.found.iter().find(|found| table[found.option].meaning == wanted);
    let (input, skeleton) = (given(Meaning::InputJson), given(Meaning::Skeleton));
    if given(Meaning::InputYaml).is_some() {
        return Err(own("This console does not read YAML. Use --cli-input-json.".into()));
    }
    if input.is_none() && skeleton.is_none() {
        let is_missing = |member: &&Member| command.requires(member) && given(Meaning::Member(**member)).is_none();
        let missing = command.members.iter().filter(is_missing).map(|member| command::option_name(member.name));
        let missing: Vec<String> = missing.collect();
        if !missing.is_empty() {
            return Err(with_usage(format!("the following arguments are required: {}", missing.join(", "))));
        }
    }
    if !parsed.rest.is_empty() {
        return Err(bad_line(format!("Unknown options: {}", parsed.rest.join(", "))));
    }
    if let Some(skeleton) = skeleton {
        return match skeleton.values.first().copied().unwrap_or("input") {
            "input" => Ok(said(help::skeleton(command))),
            "output" | "yaml-input" => Err(own("This console only prints the input skeleton, as JSON.".into())),
            other => {
                let choices = ["input", "output", "yaml-input"].map(str::to_owned);
                Err(with_usage(invalid_choice("--generate-cli-skeleton", other, &choices)))
            }
        };
    }
    let mut body = match input {
        Some(found) => read_input(found.values.first().copied().unwrap_or(""))?,
        None => Map::new(),
    };
    for found in &parsed.found {
        let option = &table[found.option];
        let (name, value) = match option.meaning {
            Meaning::Member(member) => {
                let value = value::value(&option.name, member.shape, &found.values).map_err(bad_value)?;
                (member.name, value)
            }
            paging @ (Meaning::StartingToken | Meaning::MaxItems | Meaning::PageSize) => {
                if !paginate {
                    let text = "Cannot specify --no-paginate along with pagination arguments: ";
                    return Err(bad_line(format!("{text}{}", option.name)));
                }
                let word = found.values.first().copied().unwrap_or("");
                let whole = || {
                    let refusal = |_| with_usage(format!("argument {}: invalid int value: '{word}'", option.name));
                    value::whole(word).map_err(refusal)
                };
                match paging {
                    Meaning::StartingToken => ("NextToken", Value::from(word)),
                    Meaning::MaxItems => ("MaxResults", at_most(whole()?, 1_000)),
                    _ => {
                        whole()?;
                        continue;
                    }
                }
            }
            Meaning::InputJson | Meaning::InputYaml | Meaning::Skeleton => continue,
        };
        // An option counts after the members of --cli-input-json, whatever it replaces.
        body.shift_remove(name);
        body.insert(name.to_owned(), value);
    }
    if let Some(complaint) = check::complaint(&body, command.members, |member| command.requires(member)) {
        return Err(bad_line(complaint));
    }
    match Request::from_json(command.action, &body.into()) {
        Ok(request) => Ok(Reading::Call(request)),
        Err(error) => Err(answer(command.action, &Err(error))),
    }
}

/// Reads the value of `--cli-input-json`.
fn read_input(text: &str) -> Result<Map<String, Value>, Output> {
    if text.starts_with("file://") || text.starts_with("fileb://") {
        let text = format!("Unable to load paramfile {text}: this console has no files. Type the JSON itself.");
        return Err(bad_line(format!("Error parsing parameter 'cli-input-json': {text}")));
    }
    match value::parse(text) {
        Ok(Value::Object(body)) => Ok(body),
        Ok(Value::Array(_)) => {
            let text =
                "Error parsing parameter '--cli-input-json': Invalid type: expecting map, received <class 'list'>";
            Err(bad_line(text.into()))
        }
        _ => Err(bad_line("Error parsing parameter 'cli-input-json': Invalid JSON received.".into())),
    }
}

fn at_most(number: Value, most: u32) -> Value {
    if number.as_i64().is_some_and(|number| number <= i64::from(most)) || number.to_string().starts_with('-') {
        number
    } else {
        most.into()
    }
}
