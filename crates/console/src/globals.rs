//! The AWS CLI's global options, which all commands share.

use super::meaning::Takes;

/// What a global option means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Global {
    /// Changes nothing here.
    Silent,
    /// The output format: `json` is the only one here.
    Output,
    /// Pages of a list are not joined.
    NoPaginate,
    /// Prints the name and version of this program.
    Version,
    /// Has no meaning here: the reason, or what to do instead.
    Senseless(&'static str),
}

/// The AWS CLI's global options.
pub(super) const GLOBALS: [(&str, Takes, Global); 19] = [
    ("--debug", Takes::Nothing, Global::Senseless("the board shows what happens")),
    ("--endpoint-url", Takes::One, Global::Senseless("every call goes to the queues on this page")),
    ("--no-verify-ssl", Takes::Nothing, Global::Silent),
    ("--no-paginate", Takes::Nothing, Global::NoPaginate),
    ("--output", Takes::One, Global::Output),
    (
        "--query",
        Takes::One,
        Global::Senseless("answers are always shown in full: copy the call and use --query in your terminal"),
    ),
    ("--profile", Takes::One, Global::Senseless("no credentials are needed")),
    ("--region", Takes::One, Global::Senseless("there is one region")),
    ("--version", Takes::Nothing, Global::Version),
    ("--color", Takes::One, Global::Silent),
    ("--no-sign-request", Takes::Nothing, Global::Silent),
    ("--ca-bundle", Takes::One, Global::Senseless("calls do not use a network")),
    ("--cli-read-timeout", Takes::One, Global::Senseless("calls do not use a network")),
    ("--cli-connect-timeout", Takes::One, Global::Senseless("calls do not use a network")),
    ("--cli-binary-format", Takes::One, Global::Senseless("binary values are base64, as is the CLI's default")),
    ("--no-cli-pager", Takes::Nothing, Global::Silent),
    ("--cli-auto-prompt", Takes::Nothing, Global::Senseless("press Tab for completions")),
    ("--no-cli-auto-prompt", Takes::Nothing, Global::Silent),
    ("--cli-error-format", Takes::One, Global::Senseless("errors are always shown as text")),
];
