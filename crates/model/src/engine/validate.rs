//! Checks of a message's body, ids and attributes.
//!
//! Source: `docs/sqs-behaviour.md`, section 2.4.

use super::error::{invalid, invalid_value};
use super::send::Form;
use crate::sqs::{ByName, Error, ErrorKind, MessageAttribute, SendMessage, TRACE_HEADER, limits, message_bytes};

/// Most characters of an attribute's name, and of its data type including a custom label.
const NAME_CHARS: usize = 256;
/// Most significant digits of a number.
const NUMBER_DIGITS: usize = 38;
/// Smallest and largest power of ten of a number.
const NUMBER_EXPONENTS: (i64, i64) = (-128, 126);

/// The checks that come before the look-up of the queue.
pub(super) fn required(call: &SendMessage) -> Result<(), Error> {
    if call.message_body.as_str().is_empty() { Err(Error::missing("MessageBody")) } else { Ok(()) }
}

/// Checks size and characters of the body. These checks come before that of the delay.
pub(super) fn body(call: &SendMessage, maximum_bytes: u32, form: Form) -> Result<(), Error> {
    if message_bytes(&call.message_body, &call.message_attributes) > maximum_bytes as usize {
        let what = if form == Form::Single { "are invalid" } else { "cannot be validated" };
        let reason = format!("Message must be shorter than {maximum_bytes} bytes.");
        return Err(invalid(format!("One or more parameters {what}. Reason: {reason}")));
    }
    if is_xml_text(call.message_body.as_str()) {
        return Ok(());
    }
    Err(Error::new(ErrorKind::InvalidMessageContents, BAD_CHARACTERS))
}

/// Checks a message group id, a deduplication id or a receive request attempt id.
pub(super) fn fifo_id(value: &str, parameter: &str) -> Result<(), Error> {
    // Printable ASCII without the blank is the letters, the digits and the punctuation marks.
    if (1..=limits::FIFO_ID_CHARS).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(());
    }
    let reason = format!("{parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length.");
    Err(invalid_value(value, parameter, &reason))
}

/// Checks system attributes. A sender can only set the trace header.
pub(super) fn system_attributes(attributes: &mut ByName<MessageAttribute>) -> Result<(), Error> {
    for (name, attribute) in attributes.iter_mut() {
        if name != TRACE_HEADER {
            return Err(invalid(format!("Message system attribute name '{name}' is invalid.")));
        }
        attribute_value(name, attribute)?;
    }
    Ok(())
}

const BAD_CHARACTERS: &str = "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | \
                              #xE000 to #xFFFD | #x10000 to #x10FFFF";

/// Returns true if the text contains only characters that XML allows.
fn is_xml_text(text: &str) -> bool {
    // Fast path: most texts are printable ASCII, and a fold over bytes vectorises.
    if text.bytes().fold(true, |printable, byte| printable & (0x20..0x7f).contains(&byte)) {
        return true;
    }
    let allowed =
        |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().all(allowed)
}

/// Checks message attributes, and drops the value that the data type does not use.
pub(super) fn attributes(attributes: &mut ByName<MessageAttribute>) -> Result<(), Error> {
    let (count, max) = (attributes.len(), limits::MESSAGE_ATTRIBUTES);
    if count > max {
        return Err(invalid(format!("Number of message attributes [{count}] exceeds the allowed maximum [{max}].")));
    }
    for (name, attribute) in attributes.iter_mut() {
        attribute_name(name)?;
        attribute_value(name, attribute)?;
    }
    Ok(())
}

fn attribute_name(name: &str) -> Result<(), Error> {
    let refuse = |reason: &str| Err(invalid(format!("Message (user) attribute name '{name}' is invalid. {reason}")));
    if !(1..=NAME_CHARS).contains(&name.chars().count()) {
        return refuse("It must have 1 to 256 characters.");
    }
    // The service accepts letters of other scripts, though the developer guide does not list them.
    if !name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.')) {
        return refuse("It can only include alphanumeric characters, hyphens, underscores and dots.");
    }
    if name.starts_with('.') || name.ends_with('.') {
        return refuse("It can not start or end with a dot.");
    }
    let reserved = ["aws.", "amazon."];
    if reserved.iter().any(|prefix| name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))) {
        return refuse("It can not start with AWS. or Amazon.");
    }
    Ok(())
}

fn attribute_value(name: &str, attribute: &mut MessageAttribute) -> Result<(), Error> {
    if attribute.has_lists {
        return Err(invalid("Message attribute list values in SendMessage operation are not supported."));
    }
    let data_type = attribute.data_type.as_str();
    let base = data_type.split('.').next().unwrap_or_default().to_owned();
    if !matches!(base.as_str(), "String" | "Number" | "Binary") || data_type.chars().count() > NAME_CHARS {
        return Err(invalid(format!(
            "The type of message (user) attribute '{name}' is invalid. You must use only the following supported type \
             prefixes: Binary, Number, String."
        )));
    }
    let nothing = || {
        let text = format!("The message (user) attribute '{name}' must contain a non-empty message attribute value.");
        Err(invalid(text))
    };
    if base == "Binary" {
        attribute.string_value = None;
        return if attribute.binary_value.as_ref().is_none_or(Vec::is_empty) { nothing() } else { Ok(()) };
    }
    attribute.binary_value = None;
    let Some(text) = &attribute.string_value else { return nothing() };
    if text.is_empty() {
        return Err(invalid(format!(
            "Message (user) attribute '{name}' must contain a non-empty value of type '{base}'."
        )));
    }
    if base == "Number" && !is_number(text) {
        return Err(invalid(format!("Can't cast the value of message (user) attribute '{name}' to a number.")));
    }
    // A bad character in a value is a bad parameter, unlike one in a body.
    if is_xml_text(text) { Ok(()) } else { Err(invalid(BAD_CHARACTERS)) }
}

/// Returns true for a decimal number within the service's range. Works on the digits, without arithmetic on the value.
fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()),
        None => (unsigned, Some(0)),
    };
    let Some(exponent) = exponent else { return false };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let from_first = digits.trim_start_matches('0');
    let significant = from_first.trim_end_matches('0');
    if significant.is_empty() {
        return true;
    }
    // The power of ten of the first significant digit.
    let magnitude = i64::from(exponent) + whole.len() as i64 - 1 - (digits.len() - from_first.len()) as i64;
    let (low, high) = NUMBER_EXPONENTS;
    let in_range = (low..high).contains(&magnitude) || (magnitude == high && significant == "1");
    in_range && significant.len() <= NUMBER_DIGITS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_within_range_are_accepted() {
        for good in ["0", "-1", "+1.50", "1234567890123456789012", "1e126", "-1E-128", ".5", "5.", "000", "0e999"] {
            assert!(is_number(good), "{good}");
        }
        for bad in ["", "-", ".", "1.1.1", " 1", "1 ", "0x1", "1e", "NaN", "1.1e126", "1e127", "9e-129", "e5", "٣"] {
            assert!(!is_number(bad), "{bad}");
        }
        assert!(is_number(&"9".repeat(38)) && !is_number(&"9".repeat(39)));
        assert!(is_number(&format!("1{}", "0".repeat(126))), "zeros are not significant");
    }

    #[test]
    fn texts_may_contain_only_xml_characters() {
        for good in ["plain", "\t\r\n", "é☕", "\u{7f}", "\u{fffd}", "\u{10ffff}"] {
            assert!(is_xml_text(good), "{good:?}");
        }
        for bad in ["\0", "\u{8}", "\u{b}", "\u{13}", "a\u{ffff}", "\u{fffe}"] {
            assert!(!is_xml_text(bad), "{bad:?}");
        }
    }
}
