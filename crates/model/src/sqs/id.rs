//! Names and ids.

use std::fmt;
use std::rc::Rc;

use serde::{Deserialize, Serialize, Serializer};
use uuid::Uuid;

/// Defines a string whose clones share one allocation.
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
            /// The text.
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

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
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
    /// The message group: a FIFO queue keeps the order within it; on a standard queue it is a tenant that gets its
    /// fair share. 1 to 128 letters, digits and punctuation marks.
    GroupId
);

/// The address of a queue. Opaque to clients; the service reads its last two path segments and accepts a bare name,
/// too.
#[derive(Clone, Debug)]
pub struct QueueUrl {
    text: Rc<str>,
    /// The queue's place in the service that returned the address.
    place: u32,
}

impl QueueUrl {
    /// The place of an address that came from a client.
    const NOWHERE: u32 = u32::MAX;

    /// Creates the address of a queue at a place in the service.
    #[must_use]
    pub fn of_place(text: String, place: u32) -> Self {
        Self { text: text.into(), place }
    }

    /// The queue's place when the service returned the address: a hint that saves parsing the text. It is valid if the
    /// queue at that place has [the same](Self::is) address.
    #[must_use]
    pub const fn place(&self) -> usize {
        self.place as usize
    }

    /// Returns true if one address is a clone of the other.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.text, &other.text)
    }

    /// The text.
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

impl Serialize for QueueUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl fmt::Display for QueueUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Identifies a message. Assigned at the send; kept across redelivery and in the dead-letter queue.
#[derive(Clone, Copy, Debug, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MessageId(Uuid);

impl PartialEq for MessageId {
    /// Compares as numbers, which is faster than a call to `memcmp`: ids are compared often.
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
    /// The id as two numbers.
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

impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A message's place in the order of sends to a FIFO queue: 20 digits, increasing, with gaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SequenceNumber(u64);

impl SequenceNumber {
    /// The first number and the step, as observed at the service; nothing depends on them.
    const FIRST: u128 = 18_849_496_460_467_696_128;
    const STEP: u128 = 256;

    /// The sequence number of the `nth` message.
    #[must_use]
    pub const fn new(nth: u64) -> Self {
        Self(nth)
    }
}

impl Serialize for SequenceNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for SequenceNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (Self::FIRST + Self::STEP * u128::from(self.0)).fmt(f)
    }
}

/// Identifies one call, to match a later answer and the events of the call with their caller.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CallId(pub u64);
