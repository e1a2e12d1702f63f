//! The parts of a message besides its text.

use super::{ByName, GroupId, MessageAttribute, SequenceNumber, TRACE_HEADER};

/// The parts that only some messages have. They are the same on every receive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// The sender's own attributes.
    pub attributes: ByName<MessageAttribute>,
    /// System attributes: the trace header.
    pub system_attributes: ByName<MessageAttribute>,
    /// The message group.
    pub group: Option<GroupId>,
    /// In a FIFO queue: the deduplication id and the sequence number.
    pub fifo: Option<(String, SequenceNumber)>,
}

impl Envelope {
    /// Returns true if all parts are absent, as for nearly all messages of standard queues.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.attributes.is_empty() && self.system_attributes.is_empty() && self.group.is_none() && self.fifo.is_none()
    }

    /// The value of the trace header.
    #[must_use]
    pub fn trace_header(&self) -> Option<&str> {
        self.system_attributes.get(TRACE_HEADER)?.string_value.as_deref()
    }
}
