//! The size of messages, for limits and bills.

use super::{Body, ByName, MessageAttribute};

/// The bytes of a message's body and attributes. System attributes do not count.
#[must_use]
pub fn message_bytes(body: &Body, attributes: &ByName<MessageAttribute>) -> usize {
    body.as_str().len() + attributes.iter().map(attribute_bytes).sum::<usize>()
}

fn attribute_bytes((name, attribute): &(String, MessageAttribute)) -> usize {
    let text = attribute.string_value.as_ref().map_or(0, String::len);
    let binary = attribute.binary_value.as_ref().map_or(0, Vec::len);
    name.len() + attribute.data_type.len() + text + binary
}
