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

/// Why a member could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Misfit {
    /// It is required, and absent or `null`.
    Absent,
    /// It, or a value in it, has the wrong JSON type; with the service's sentence.
    WrongType(String),
}

impl Misfit {
    /// `value` is not a `wanted` (`a String`, `an Integer`, `a List`, `a Map`).
    pub(super) fn of(value: &Value, wanted: &str) -> Self {
        let found = match value {
            Value::Null => "NULL_VALUE",
            Value::Bool(true) => "TRUE_VALUE",
            Value::Bool(false) => "FALSE_VALUE",
            Value::Number(_) => "NUMBER_VALUE",
            Value::String(_) => "STRING_VALUE",
            Value::Array(_) => return Self::WrongType("Start of list found where not expected".into()),
            Value::Object(_) => return Self::WrongType("Start of structure or map found where not expected".into()),
        };
        Self::WrongType(format!("{found} can not be converted to {wanted}"))
    }
}

/// A type that a member can have.
pub(super) trait Shaped: Sized {
    const SHAPE: Shape;
    const REQUIRED: bool;

    /// Reads the member's value; `None` and `null` if the body has no such member.
    ///
    /// # Errors
    /// The value has another type, or the member is required and absent.
    fn read(value: Option<&Value>) -> Result<Self, Misfit>;

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

            fn read(value: Option<&Value>) -> Result<Self, Misfit> {
                read_text(present(value).ok_or(Misfit::Absent)?).map(Self::from)
            }
        })*
    };
}

texts!(String, Body, GroupId, QueueUrl, ReceiptHandle);

impl Shaped for i64 {
    const SHAPE: Shape = Shape::Whole;
    const REQUIRED: bool = true;

    fn read(value: Option<&Value>) -> Result<Self, Misfit> {
        let value = present(value).ok_or(Misfit::Absent)?;
        value.as_i64().ok_or_else(|| Misfit::of(value, "an Integer"))
    }
}

impl<T: Shaped> Shaped for Option<T> {
    const SHAPE: Shape = T::SHAPE;
    const REQUIRED: bool = false;

    fn read(value: Option<&Value>) -> Result<Self, Misfit> {
        present(value).map(|value| T::read(Some(value))).transpose()
    }

    fn is_left_out(&self) -> bool {
        self.is_none()
    }
}

impl Shaped for Vec<String> {
    const SHAPE: Shape = Shape::Texts;
    const REQUIRED: bool = false;

    fn read(value: Option<&Value>) -> Result<Self, Misfit> {
        read_list(value, |item| read_text(item).map(str::to_owned))
    }

    fn is_left_out(&self) -> bool {
        self.is_empty()
    }
}

impl Shaped for ByName<String> {
    const SHAPE: Shape = Shape::TextMap;
    const REQUIRED: bool = false;

    fn read(value: Option<&Value>) -> Result<Self, Misfit> {
        read_map(value, |text| read_text(text).map(str::to_owned))
    }

    fn is_left_out(&self) -> bool {
        self.is_empty()
    }
}

impl Shaped for ByName<MessageAttribute> {
    const SHAPE: Shape = Shape::AttributeMap;
    const REQUIRED: bool = false;

    fn read(value: Option<&Value>) -> Result<Self, Misfit> {
        read_map(value, MessageAttribute::read)
    }

    fn is_left_out(&self) -> bool {
        self.is_empty()
    }
}

/// A member that is there and not `null`.
fn present(value: Option<&Value>) -> Option<&Value> {
    value.filter(|value| !value.is_null())
}

pub(super) fn read_text(value: &Value) -> Result<&str, Misfit> {
    value.as_str().ok_or_else(|| Misfit::of(value, "a String"))
}

/// Reads a list; an absent one is empty.
pub(super) fn read_list<T>(
    value: Option<&Value>,
    read: impl Fn(&Value) -> Result<T, Misfit>,
) -> Result<Vec<T>, Misfit> {
    let Some(value) = present(value) else { return Ok(Vec::new()) };
    value.as_array().ok_or_else(|| Misfit::of(value, "a List"))?.iter().map(read).collect()
}

/// Reads a map; an absent one is empty.
fn read_map<T: Clone>(value: Option<&Value>, read: impl Fn(&Value) -> Result<T, Misfit>) -> Result<ByName<T>, Misfit> {
    let Some(value) = present(value) else { return Ok(ByName::new()) };
    let map = read_object(value)?;
    map.iter().map(|(name, value)| Ok((name.clone(), read(value)?))).collect()
}

pub(super) fn read_object(value: &Value) -> Result<&serde_json::Map<String, Value>, Misfit> {
    value.as_object().ok_or_else(|| Misfit::of(value, "a Map"))
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
    T::read(body.get(name)).map_err(|misfit| match misfit {
        Misfit::Absent => Error::missing(name),
        Misfit::WrongType(sentence) => Error::new(ErrorKind::Serialization, sentence),
    })
}
