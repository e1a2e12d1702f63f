//! Names and handles.

use std::fmt;
use std::rc::Rc;

use uuid::Uuid;

use crate::json::{FromMember, Json, ToMember};

/// A shared text: cloning shares, it does not copy.
macro_rules! shared_text {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Eq, PartialOrd, Ord)]
        pub struct $name(Rc<str>);

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                Rc::ptr_eq(&self.0, &other.0) || self.0 == other.0
            }
        }

        impl $name {
            /// The text itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl ToMember for $name {
            fn to_member(&self) -> Option<Json> {
                Some(Json::from(self.as_str()))
            }
        }

        impl FromMember for $name {
            fn from_member(value: Option<&Json>) -> Option<Self> {
                value?.as_str().map(Self::from)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

shared_text!(
    /// A queue's name: 1 to 80 letters, digits, hyphens and underscores.
    QueueName
);
shared_text!(
    /// A message's text.
    Body
);
shared_text!(
    /// What messages belong to: on a FIFO queue they are kept in order within it, on a standard queue it is a tenant
    /// that gets its fair share. 1 to 128 letters, digits and punctuation marks.
    GroupId
);

/// How a client addresses a queue. Opaque to clients; the service reads its last two path segments, and takes a bare
/// name too.
#[derive(Clone, Debug)]
pub struct QueueUrl {
    text: Rc<str>,
    /// Where the service that gave it out keeps the queue.
    place: u32,
}

impl QueueUrl {
    /// No service gave it out.
    const NOWHERE: u32 = u32::MAX;

    /// The address of a queue, by the service that keeps it.
    #[must_use]
    pub fn of_place(text: String, place: u32) -> Self {
        Self { text: text.into(), place }
    }

    /// Where the queue was kept when the address was given out: a hint that spares reading the text. It holds where
    /// the queue in that place has [the very same](Self::is) address.
    #[must_use]
    pub const fn place(&self) -> usize {
        self.place as usize
    }

    /// It is the other, or a clone of it.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.text, &other.text)
    }

    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl PartialEq for QueueUrl {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for QueueUrl {}

impl From<&str> for QueueUrl {
    fn from(text: &str) -> Self {
        Self { text: text.into(), place: Self::NOWHERE }
    }
}

impl ToMember for QueueUrl {
    fn to_member(&self) -> Option<Json> {
        Some(Json::from(self.as_str()))
    }
}

impl FromMember for QueueUrl {
    fn from_member(value: Option<&Json>) -> Option<Self> {
        value?.as_str().map(Self::from)
    }
}

impl fmt::Display for QueueUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A message's name for life: chosen at send, kept through redelivery and through a move to a dead-letter queue.
#[derive(Clone, Copy, Debug, Eq, PartialOrd, Ord)]
pub struct MessageId(Uuid);

impl PartialEq for MessageId {
    /// As numbers, in place of a call that compares memory: this is asked all the time.
    fn eq(&self, other: &Self) -> bool {
        let number = |id: &Self| u128::from_ne_bytes(id.0.into_bytes());
        number(self) == number(other)
    }
}

impl From<Uuid> for MessageId {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

impl MessageId {
    /// As two numbers.
    #[must_use]
    pub const fn pair(self) -> (u64, u64) {
        self.0.as_u64_pair()
    }
}

impl From<MessageId> for Uuid {
    fn from(id: MessageId) -> Self {
        id.0
    }
}

impl ToMember for MessageId {
    fn to_member(&self) -> Option<Json> {
        Some(Json::from(self.to_string()))
    }
}

impl FromMember for MessageId {
    fn from_member(value: Option<&Json>) -> Option<Self> {
        Uuid::parse_str(value?.as_str()?).ok().map(Self)
    }
}

impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A message's place in the order in which a FIFO queue accepted messages: 20 digits, rising, with gaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SequenceNumber(u64);

impl SequenceNumber {
    /// Such numbers begin like this and rise in such steps at the service; nothing relies on it.
    const FIRST: u128 = 18_849_496_460_467_696_128;
    const STEP: u128 = 256;

    /// The number of the `nth` message.
    #[must_use]
    pub const fn new(nth: u64) -> Self {
        Self(nth)
    }
}

impl ToMember for SequenceNumber {
    fn to_member(&self) -> Option<Json> {
        Some(Json::from(self.to_string()))
    }
}

impl fmt::Display for SequenceNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (Self::FIRST + Self::STEP * u128::from(self.0)).fmt(f)
    }
}

/// The number of one call, so that a later answer and the events it caused find their caller.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallId(pub u64);
