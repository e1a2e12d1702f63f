//! Reads a line up to its command: words, global options, help.

use super::call;
use super::command::Command;
use super::globals::{GLOBALS, Global};
use super::options::{self, Kind};
use super::refusal::{invalid_choice, own, said, with_usage};
use super::{LINE_BYTES_MAX, Output, Reading, help, words};

/// Reads a line.
///
/// # Errors
/// The sentence that refuses the line.
pub(super) fn read(line: &str) -> Result<Reading, Output> {
    if line.len() > LINE_BYTES_MAX {
        return Err(own(format!("A line may have 64 kB. This one has {} kB.", line.len().div_ceil(1_024))));
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
            Global::Senseless(why) => return Err(own(format!("{name} does nothing here: {why}."))),
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
    call::read(command, &rest, paginate)
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
            Err(own(format!("This console answers in JSON. Leave out --output {format}.")))
        }
        _ => Err(with_usage(invalid_choice("--output", format, &FORMATS.map(str::to_owned)))),
    }
}

fn version() -> String {
    format!("order-board/{}, in the syntax of aws-cli/2", env!("CARGO_PKG_VERSION"))
}
