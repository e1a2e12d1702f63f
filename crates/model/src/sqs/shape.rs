//! The types of a call's members: what each looks like to the console, how it is read, and how a value of the wrong
//! type is refused.

use serde_json::Value;

use super::{Body, ByName, Error, ErrorKind, GroupId, MessageAttribute, QueueUrl, ReceiptHandle};

/// A member of a call's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name in the service model.
    pub name: &'static str,
    /// The type of its value.
    pub shape: Shape,
    /// The service refuses a call without it.
    pub required: bool,
}

/// The type of a member's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A string.
    Text,
    /// An integer.
    Whole,
    /// A list of strings.
    Texts,
    /// A map of strings.
    TextMap,
    /// A map of message attributes.
    AttributeMap,
    /// A list of objects with these members.
    Entries(&'static [Member]),
}

/// A type that a member can have.
pub(super) trait Shaped: Sized {
    const SHAPE: Shape;
    const REQUIRED: bool;

    /// Reads the member's value, `None` if the body has no such member. Returns `None` if the value has another type,
    /// or if the member is required and absent.
    fn read(value: Option<&Value>) -> Option<Self>;

    /// Returns true if the member is left out of the body.
    fn is_left_out(&self) -> bool {
        false
    }
}

macro_rules! texts {
    ($($kind:ty),*) => {
        $(impl Shaped for $kind {
            const SHAPE: Shape = Shape::Text;
            const REQUIRED: bool = true;

            fn read(value: Option<&Value>) -> Option<Self> {
                value?.as_str().map(Self::from)
            }
        })*
    };
}

texts!(String, Body, GroupId, QueueUrl, ReceiptHandle);

impl Shaped for i64 {
    const SHAPE: Shape = Shape::Whole;
    const REQUIRED: bool = true;

    fn read(value: Option<&Value>) -> Option<Self> {
        value?.as_i64()
    }
}

impl<T: Shaped> Shaped for Option<T> {
    const SHAPE: Shape = T::SHAPE;
    const REQUIRED: bool = false;

    fn read(value: Option<&Value>) -> Option<Self> {
        match value {
            None | Some(Value::Null) => Some(None),
            value => T::read(value).map(Some),
        }
    }

    fn is_left_out(&self) -> bool {
        self.is_none()
    }
}

impl Shaped for Vec<String> {
    const SHAPE: Shape = Shape::Texts;
    const REQUIRED: bool = false;

    fn read(value: Option<&Value>) -> Option<Self> {
        read_list(value, |item| item.as_str().map(str::to_owned))
    }

    fn is_left_out(&self) -> bool {
        self.is_empty()
    }
}

impl Shaped for ByName<String> {
    const SHAPE: Shape = Shape::TextMap;
    const REQUIRED: bool = false;

    fn read(value: Option<&Value>) -> Option<Self> {
        Self::read(value, |text| text.as_str().map(str::to_owned))
    }

    fn is_left_out(&self) -> bool {
        self.is_empty()
    }
}

impl Shaped for ByName<MessageAttribute> {
    const SHAPE: Shape = Shape::AttributeMap;
    const REQUIRED: bool = false;

    fn read(value: Option<&Value>) -> Option<Self> {
        Self::read(value, MessageAttribute::read)
    }

    fn is_left_out(&self) -> bool {
        self.is_empty()
    }
}

/// Reads a list of which an absent one is empty. Returns `None` if it is no list, or if `read` refuses an item.
pub(super) fn read_list<T>(value: Option<&Value>, read: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    let Some(value) = value else { return Some(Vec::new()) };
    value.as_array()?.iter().map(read).collect()
}

impl Member {
    pub(super) const fn new<T: Shaped>(name: &'static str) -> Self {
        Self { name, shape: T::SHAPE, required: T::REQUIRED }
    }
}

/// Reads a member as the service does: `null` counts as absent.
///
/// # Errors
/// A required member is missing, or the member has the wrong type.
pub(super) fn read_member<T: Shaped>(body: &Value, name: &str) -> Result<T, Error> {
    let value = body.get(name).filter(|value| !value.is_null());
    T::read(value).ok_or_else(|| refusal(name, value))
}

fn refusal(name: &str, value: Option<&Value>) -> Error {
    let Some(value) = value else { return Error::missing(name) };
    let found = match value {
        Value::Null => "NULL_VALUE",
        Value::Bool(true) => "TRUE_VALUE",
        Value::Bool(false) => "FALSE_VALUE",
        Value::Number(_) => "NUMBER_VALUE",
        Value::String(_) => "STRING_VALUE",
        Value::Array(_) => "Start of list",
        Value::Object(_) => "Start of structure or map",
    };
    Error::new(ErrorKind::Serialization, format!("{found} found where {name} cannot have it."))
}
