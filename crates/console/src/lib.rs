//! The command line: reads calls in the AWS CLI's own syntax, writes answers as the CLI prints them, says what can
//! follow, and writes any call as source text of a client.
//!
//! Nothing here makes a call: [`read`] gives a [`Request`], and whoever made it gives the answer to [`answer`]. Texts
//! and rules are those of AWS CLI 2.34; where the console cannot do what the CLI can, a sentence says so.

mod answer;
mod command;
mod complete;
mod copy;
mod help;
mod history;
mod options;
mod shorthand;
mod similar;
mod value;
mod words;

pub use answer::answer;
pub use complete::{Candidate, Completion, Known, complete};
pub use copy::{Language, copy};
pub use history::History;

use command::{Command, GLOBALS, Global, Meaning};
use options::Kind;

use model::json::{Json, Object};
use model::sqs::Request;

/// Bytes of a line, at most.
pub const LINE_BYTES_MAX: usize = 65_536;

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Nothing.
    Nothing,
    /// Take away what was printed.
    Clear,
    /// Make this call.
    Call(Request),
    /// This is the answer already.
    Said(Output),
}

/// What is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// Lines; possibly none.
    pub text: String,
    /// As the CLI ends: 0 is good, 252 a line that makes no call, 254 a call that the service refused.
    pub status: u8,
}

/// The line makes no call.
const BAD_LINE: u8 = 252;
/// The line makes no call for a reason that the CLI does not foresee.
const BAD_VALUE: u8 = 255;

const USAGE: &str = "\n\nusage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]\nTo see help text, you can run:\n\n  aws help\n  aws <command> help\n  aws <command> <subcommand> help";

/// Reads a line.
#[must_use]
pub fn read(line: &str) -> Reading {
    read_line(line).unwrap_or_else(Reading::Said)
}

/// The line's call or text; what keeps it from being one otherwise.
fn read_line(line: &str) -> Result<Reading, Output> {
    if line.len() > LINE_BYTES_MAX {
        return Err(own(format!("A line can have 64 kB here; this one has {} kB.", line.len().div_ceil(1_024))));
    }
    let (words, unread) = words::words(line);
    if let Some(unread) = unread {
        return Err(own(unread.sentence()));
    }
    let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let (is_aws, words) = match words.as_slice() {
        [] => return Ok(Reading::Nothing),
        ["clear"] => return Ok(Reading::Clear),
        ["aws", rest @ ..] => (true, rest),
        all => (false, all),
    };
    let globals = GLOBALS.map(|(name, takes, _)| (name, takes));
    let parsed = options::parse(words, &globals).map_err(with_usage)?;
    let mut paginate = true;
    for found in &parsed.found {
        let (name, _, global) = GLOBALS[found.option];
        match global {
            Global::Silent => {}
            Global::NoPaginate => paginate = false,
            Global::Version => return Ok(said(version())),
            Global::Output => check_output(found.values.first().copied().unwrap_or(""))?,
            Global::Senseless(why) => return Err(own(format!("{name} has no meaning here: {why}."))),
        }
    }
    let mut rest = parsed.rest;
    let is_sqs = take_if(&mut rest, "sqs");
    let position = rest.iter().position(|word| options::kind(word, &[]) == Ok(Kind::Argument));
    let Some(position) = position else {
        return Err(with_usage(format!(
            "the following arguments are required: {}",
            if is_sqs || !is_aws { "operation" } else { "command" }
        )));
    };
    let operation = rest.remove(position);
    if operation == "help" {
        return Ok(said(help::overview()));
    }
    if is_aws && !is_sqs {
        return Err(with_usage(invalid_choice("command", operation, &["sqs".to_owned()])));
    }
    let Some(command) = Command::named(operation) else {
        let names: Vec<String> = Command::all().map(Command::name).chain(["help".to_owned()]).collect();
        return Err(with_usage(invalid_choice("operation", operation, &names)));
    };
    if rest == ["help"] {
        return Ok(said(help::of(command)));
    }
    read_command(command, &rest, paginate)
}

fn read_command(command: Command, words: &[&str], paginate: bool) -> Result<Reading, Output> {
    let table = command.options();
    let names: Vec<_> = table.iter().map(|option| (option.name.as_str(), option.meaning.takes())).collect();
    let parsed = options::parse(words, &names).map_err(with_usage)?;
    let given = |wanted: Meaning| parsed.found.iter().find(|found| table[found.option].meaning == wanted);
    let (input, skeleton) = (given(Meaning::InputJson), given(Meaning::Skeleton));
    if given(Meaning::InputYaml).is_some() {
        return Err(own("This console does not read YAML: give --cli-input-json instead.".into()));
    }
    if input.is_none() && skeleton.is_none() {
        let is_missing =
            |member: &&model::sqs::Member| command.requires(member) && given(Meaning::Member(**member)).is_none();
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
            "output" | "yaml-input" => Err(own("This console writes the skeleton of the input alone, as JSON.".into())),
            other => {
                let choices = ["input", "output", "yaml-input"].map(str::to_owned);
                Err(with_usage(invalid_choice("--generate-cli-skeleton", other, &choices)))
            }
        };
    }
    let mut body = match input {
        Some(found) => read_input(found.values.first().copied().unwrap_or(""))?,
        None => Object::new(),
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
                    Meaning::StartingToken => ("NextToken", Json::from(word)),
                    Meaning::MaxItems => ("MaxResults", at_most(whole()?, 1_000)),
                    _ => {
                        whole()?;
                        continue;
                    }
                }
            }
            Meaning::InputJson | Meaning::InputYaml | Meaning::Skeleton => continue,
        };
        body = with_member(&body, name, value);
    }
    if let Some(complaint) = value::complaint(&body, command.members, |member| command.requires(member)) {
        return Err(bad_line(complaint));
    }
    match Request::from_json(command.action, &body.into()) {
        Ok(request) => Ok(Reading::Call(request)),
        Err(error) => Err(answer(command.action, &Err(error))),
    }
}

fn read_input(text: &str) -> Result<Object, Output> {
    if text.starts_with("file://") || text.starts_with("fileb://") {
        let text = format!("Unable to load paramfile {text}: there are no files here. Give the JSON itself.");
        return Err(bad_line(format!("Error parsing parameter 'cli-input-json': {text}")));
    }
    match Json::parse(text) {
        Ok(Json::Object(body)) => Ok(body),
        Ok(Json::List(_)) => {
            let text =
                "Error parsing parameter '--cli-input-json': Invalid type: expecting map, received <class 'list'>";
            Err(bad_line(text.into()))
        }
        _ => Err(bad_line("Error parsing parameter 'cli-input-json': Invalid JSON received.".into())),
    }
}

/// The members with one more, or with another value for one.
fn with_member(body: &Object, name: &str, value: Json) -> Object {
    let mut with = Object::new();
    for (other, value) in body.iter().filter(|(other, _)| other != name) {
        with.put(other, value.clone());
    }
    with.put(name, value);
    with
}

fn at_most(number: Json, most: u32) -> Json {
    if number.as_i64().is_some_and(|number| number <= i64::from(most)) || number.to_string().starts_with('-') {
        number
    } else {
        most.into()
    }
}

fn take_if(words: &mut Vec<&str>, wanted: &str) -> bool {
    let first = words.iter().position(|word| options::kind(word, &[]) == Ok(Kind::Argument));
    let taken = first.filter(|at| words[*at] == wanted);
    taken.map(|at| words.remove(at)).is_some()
}

fn check_output(format: &str) -> Result<(), Output> {
    const FORMATS: [&str; 6] = ["json", "text", "table", "yaml", "yaml-stream", "off"];
    match format {
        "json" => Ok(()),
        _ if FORMATS.contains(&format) => {
            Err(own(format!("This console answers in JSON: leave --output {format} out.")))
        }
        _ => Err(with_usage(invalid_choice("--output", format, &FORMATS.map(str::to_owned)))),
    }
}

fn invalid_choice(argument: &str, given: &str, choices: &[String]) -> String {
    let mut text = format!("argument {argument}: Found invalid choice '{given}'");
    let close = similar::close_to(given, choices);
    if !close.is_empty() {
        text.push_str("\n\nMaybe you meant:\n");
        for choice in close {
            text.push_str(&format!("\n  * {choice}"));
        }
    }
    text
}

fn version() -> String {
    format!("order-board/{}, in the syntax of aws-cli/2", env!("CARGO_PKG_VERSION"))
}

fn said(text: String) -> Reading {
    Reading::Said(Output { text, status: 0 })
}

/// What this console says, and the CLI would not.
fn own(text: String) -> Output {
    Output { text: format!("console: {text}"), status: BAD_LINE }
}

fn bad_line(text: String) -> Output {
    Output { text: format!("aws: [ERROR]: An error occurred (ParamValidation): {text}"), status: BAD_LINE }
}

fn with_usage(text: String) -> Output {
    bad_line(text + USAGE)
}

fn bad_value(text: String) -> Output {
    if text.starts_with("invalid literal") {
        return Output { text: format!("aws: [ERROR]: {text}"), status: BAD_VALUE };
    }
    bad_line(text)
}
