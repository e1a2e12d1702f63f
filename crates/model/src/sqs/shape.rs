//! What members look like: what a console offers, and what a wrong member is answered with.

use super::{Body, ByName, Error, ErrorKind, GroupId, MessageAttribute, QueueUrl, ReceiptHandle};
use crate::json::{FromMember, Json};

/// A member of a call's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name in the service model.
    pub name: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// The call is refused without it.
    pub required: bool,
}

/// What a member holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A text.
    Text,
    /// A whole number.
    Whole,
    /// A list of texts.
    Texts,
    /// Texts by name.
    TextMap,
    /// Message attributes by name.
    AttributeMap,
    /// A list of objects with these members.
    Entries(&'static [Member]),
}

/// A type that a member can have.
pub(super) trait Shaped {
    const SHAPE: Shape;
    const REQUIRED: bool;
}

macro_rules! shaped {
    ($($kind:ty: $shape:ident, $required:literal;)*) => {
        $(impl Shaped for $kind {
            const SHAPE: Shape = Shape::$shape;
            const REQUIRED: bool = $required;
        })*
    };
}

shaped! {
    String: Text, true;
    Body: Text, true;
    GroupId: Text, true;
    QueueUrl: Text, true;
    ReceiptHandle: Text, true;
    i64: Whole, true;
    Vec<String>: Texts, false;
    ByName<String>: TextMap, false;
    ByName<MessageAttribute>: AttributeMap, false;
}

impl<T: Shaped> Shaped for Option<T> {
    const SHAPE: Shape = T::SHAPE;
    const REQUIRED: bool = false;
}

impl Member {
    pub(super) const fn new<T: Shaped>(name: &'static str) -> Self {
        Self { name, shape: T::SHAPE, required: T::REQUIRED }
    }
}

/// Reads a member as the service does: `null` is as good as absent.
pub(super) fn read_member<T: FromMember>(body: &Json, name: &str) -> Result<T, Error> {
    let value = body.get(name).filter(|value| **value != Json::Null);
    T::from_member(value).ok_or_else(|| refusal(name, value))
}

fn refusal(name: &str, value: Option<&Json>) -> Error {
    let Some(value) = value else { return Error::missing(name) };
    let found = match value {
        Json::Null => "NULL_VALUE",
        Json::Bool(true) => "TRUE_VALUE",
        Json::Bool(false) => "FALSE_VALUE",
        Json::Number(_) => "NUMBER_VALUE",
        Json::Text(_) => "STRING_VALUE",
        Json::List(_) => "Start of list",
        Json::Object(_) => "Start of structure or map",
    };
    Error::new(ErrorKind::Serialization, format!("{found} found where {name} cannot have it."))
}
