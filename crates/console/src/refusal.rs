//! The frames of what the command line says itself: errors as the CLI prints them, and the console's own.

use super::{Output, Reading, similar};

/// The exit status of a line that makes no call.
const BAD_LINE: u8 = 252;
/// The exit status of a line at which the CLI itself fails.
const BAD_VALUE: u8 = 255;

const USAGE: &str = "\n\nusage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]\nTo see help text, you can run:\n\n  aws help\n  aws <command> help\n  aws <command> <subcommand> help";

pub(super) fn invalid_choice(argument: &str, given: &str, choices: &[String]) -> String {
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

pub(super) fn said(text: String) -> Reading {
    Reading::Said(Output { text, status: 0 })
}

/// A sentence of this console that the CLI does not have.
pub(super) fn own(text: String) -> Output {
    Output { text: format!("console: {text}"), status: BAD_LINE }
}

pub(super) fn bad_line(text: String) -> Output {
    Output { text: format!("aws: [ERROR]: An error occurred (ParamValidation): {text}"), status: BAD_LINE }
}

pub(super) fn with_usage(text: String) -> Output {
    bad_line(text + USAGE)
}

pub(super) fn bad_value(text: String) -> Output {
    if text.starts_with("invalid literal") {
        return Output { text: format!("aws: [ERROR]: {text}"), status: BAD_VALUE };
    }
    bad_line(text)
}
