//! Constructors of calls with only their required members.

use super::super::{Body, ByName, QueueUrl};
use super::{CreateQueue, GetQueueUrl, ReceiveMessage, Request, SendMessage};

impl SendMessage {
    /// A message without attributes.
    #[must_use]
    pub const fn new(queue_url: QueueUrl, message_body: Body) -> Self {
        Self {
            queue_url,
            message_body,
            delay_seconds: None,
            message_attributes: ByName::new(),
            message_system_attributes: ByName::new(),
            message_deduplication_id: None,
            message_group_id: None,
        }
    }
}

impl ReceiveMessage {
    /// Receives one message, with the settings of the queue.
    #[must_use]
    pub const fn new(queue_url: QueueUrl) -> Self {
        Self {
            queue_url,
            attribute_names: Vec::new(),
            message_system_attribute_names: Vec::new(),
            message_attribute_names: Vec::new(),
            max_number_of_messages: None,
            visibility_timeout: None,
            wait_time_seconds: None,
            receive_request_attempt_id: None,
        }
    }
}

impl CreateQueue {
    /// Creates a queue without tags.
    #[must_use]
    pub const fn new(queue_name: String, attributes: ByName<String>) -> Self {
        Self { queue_name, attributes, tags: ByName::new() }
    }
}

impl GetQueueUrl {
    /// Finds a queue of the caller's own account.
    #[must_use]
    pub const fn new(queue_name: String) -> Self {
        Self { queue_name, queue_owner: None }
    }
}

impl Request {
    /// The approximate bytes of the call in memory: mostly the bodies of its messages.
    #[must_use]
    pub fn weight(&self) -> usize {
        /// Bytes of a recorded call without bodies.
        const CALL: usize = 400;
        CALL + match self {
            Self::SendMessage(send) => send.message_body.as_str().len(),
            Self::SendMessageBatch(batch) => batch
                .entries
                .iter()
                .filter_map(|entry| entry.message_body.as_ref())
                .map(|body| body.as_str().len())
                .sum(),
            _ => 0,
        }
    }
}
