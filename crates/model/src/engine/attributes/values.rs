//! Names and values of attributes as texts.

use super::super::error::{invalid_attribute, unknown_attribute};
use crate::sqs::{AttributeName, Error, ErrorKind};

/// Parses the names of GetQueueAttributes.
///
/// # Errors
///
/// The first name that is unknown, or that a standard queue does not know.
pub(in crate::engine) fn parse_names(names: &[String], is_fifo: bool) -> Result<Vec<AttributeName>, Error> {
    let mut asked = Vec::new();
    for name in names {
        match AttributeName::parse(name) {
            Some(AttributeName::FifoQueue | AttributeName::ContentBasedDeduplication) if !is_fifo => {
                return Err(unknown_attribute(name));
            }
            Some(name) => asked.push(name),
            None if name == "All" => asked.extend(AttributeName::ALL),
            None => return Err(unknown_attribute(name)),
        }
    }
    Ok(asked)
}

pub(in crate::engine) fn settable(name: &str, is_fifo: bool) -> Result<AttributeName, Error> {
    if let ("DeduplicationScope" | "FifoThroughputLimit", false) = (name, is_fifo) {
        let text = format!("You can specify the {name} only when FifoQueue is set to true.");
        return Err(Error::new(ErrorKind::InvalidAttributeName, text));
    }
    let out_of_reach = |name: &AttributeName| {
        let of_fifo = matches!(name, AttributeName::FifoQueue | AttributeName::ContentBasedDeduplication);
        let read_only = matches!(
            name,
            AttributeName::ApproximateNumberOfMessages
                | AttributeName::ApproximateNumberOfMessagesDelayed
                | AttributeName::ApproximateNumberOfMessagesNotVisible
                | AttributeName::CreatedTimestamp
                | AttributeName::LastModifiedTimestamp
                | AttributeName::QueueArn
        );
        read_only || (of_fifo && !is_fifo)
    };
    AttributeName::parse(name).filter(|name| !out_of_reach(name)).ok_or_else(|| unknown_attribute(name))
}

/// Parses a number: decimal digits only, without sign, blank or fraction.
pub(in crate::engine) fn number(name: AttributeName, text: &str) -> Result<u32, Error> {
    let (low, high) = name.range().unwrap_or((0, u32::MAX));
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let value = if digits { text.parse().ok() } else { None };
    value.filter(|value| (low..=high).contains(value)).ok_or_else(|| invalid_attribute(name.as_str()))
}

/// Parses `true` or `false` in any letter case.
pub(in crate::engine) fn boolean(name: AttributeName, text: &str) -> Result<bool, Error> {
    match text {
        _ if text.eq_ignore_ascii_case("true") => Ok(true),
        _ if text.eq_ignore_ascii_case("false") => Ok(false),
        _ => Err(invalid_attribute(name.as_str())),
    }
}

/// Parses a text, unless it is empty: an empty text removes the attribute.
pub(in crate::engine) fn unless_empty<T>(
    text: &str,
    parse: impl FnOnce(&str) -> Result<T, Error>,
) -> Result<Option<T>, Error> {
    if text.is_empty() { Ok(None) } else { parse(text).map(Some) }
}

/// Returns the value if it is in the range. For numbers that a request gives as JSON numbers.
pub(in crate::engine) fn in_range(value: i64, (low, high): (u32, u32)) -> Option<u32> {
    u32::try_from(value).ok().filter(|value| (low..=high).contains(value))
}
