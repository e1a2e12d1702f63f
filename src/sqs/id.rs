//! Names and handles.

use std::fmt;
use std::sync::Arc;

use uuid::Uuid;

use crate::json::{FromMember, Json, ToMember};

/// A shared text: cloning shares, it does not copy.
macro_rules! shared_text {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

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
    /// How a client addresses a queue. Opaque to clients; the service reads its last two path segments, and takes a
    /// bare name too.
    QueueUrl
);
shared_text!(
    /// Proof of one receive of one message: 1,024 characters at most, a new one at each receive.
    ReceiptHandle
);
shared_text!(
    /// A message's text.
    Body
);

/// A message's name for life: chosen at send, kept through redelivery and through a move to a dead-letter queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageId(Uuid);

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
