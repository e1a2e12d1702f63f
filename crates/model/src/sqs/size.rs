//! How much is sent and received: what limits and bills go by.

use super::{Body, ByName, MessageAttribute};

/// Bytes of a message's body and attributes; system attributes do not count.
#[must_use]
pub fn message_bytes(body: &Body, attributes: &ByName<MessageAttribute>) -> usize {
    body.as_str().len() + attributes.iter().map(attribute_bytes).sum::<usize>()
}

fn attribute_bytes((name, attribute): &(String, MessageAttribute)) -> usize {
    let text = attribute.string_value.as_ref().map_or(0, String::len);
    let binary = attribute.binary_value.as_ref().map_or(0, Vec::len);
    name.len() + attribute.data_type.len() + text + binary
}
