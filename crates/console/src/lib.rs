//! The command line: reads calls in the AWS CLI's syntax, prints answers as the CLI does, completes lines, and writes
//! any call as source text of a client.
//!
//! This crate makes no calls: [`read`] returns a [`Request`], and the caller passes the answer to [`answer()`]. Texts and
//! rules are those of AWS CLI 2.34; a sentence says so if the console cannot do something that the CLI can.

mod about;
mod answer;
mod call;
mod check;
mod command;
mod complete;
mod copy;
mod globals;
mod help;
mod history;
mod line;
mod meaning;
mod options;
mod python;
mod refusal;
mod shorthand;
mod similar;
mod transcript;
mod value;
mod words;

pub use answer::answer;
pub use complete::{Candidate, Completion, Known, complete};
pub use copy::{Language, copy};
pub use history::History;
pub use transcript::{Block, BlockId, Transcript};

use model::sqs::Request;

/// The longest line that is read, in bytes.
pub const LINE_BYTES_MAX: usize = 65_536;

/// The meaning of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// An empty line.
    Nothing,
    /// Clear the output.
    Clear,
    /// Make this call.
    Call(Request),
    /// Print this; there is no call.
    Said(Output),
}

/// Printed text and exit status.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// The lines; may be empty.
    pub text: String,
    /// The CLI's exit status: 0 for success, 252 for a line that makes no call, 254 for a call that the service refused.
    pub status: u8,
}

/// Reads a line.
#[must_use]
pub fn read(line: &str) -> Reading {
    line::read(line).unwrap_or_else(Reading::Said)
}
