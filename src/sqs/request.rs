//! What can be asked. Members are named and typed as in the service model.

use super::{Body, ByName, MessageAttribute, QueueUrl, ReceiptHandle};
use crate::json::{Json, Object};

/// One call of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Request {
    /// Makes a queue, or finds the one of that name.
    CreateQueue(CreateQueue),
    /// Finds a queue by its name.
    GetQueueUrl(GetQueueUrl),
    /// Lists queues by prefix.
    ListQueues(ListQueues),
    /// Removes a queue and all that is in it.
    DeleteQueue(DeleteQueue),
    /// Reads attributes.
    GetQueueAttributes(GetQueueAttributes),
    /// Changes attributes.
    SetQueueAttributes(SetQueueAttributes),
    /// Adds a message.
    SendMessage(SendMessage),
    /// Takes up to ten messages and hides them from others.
    ReceiveMessage(ReceiveMessage),
    /// Removes a received message for good.
    DeleteMessage(DeleteMessage),
    /// Hides a received message for longer, or shows it again.
    ChangeMessageVisibility(ChangeMessageVisibility),
    /// Removes all messages.
    PurgeQueue(PurgeQueue),
}

/// Defines the structs of the calls, each member with its name in the service model. What is not given is left out.
macro_rules! calls {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident $member:literal: $kind:ty,)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Eq)]
            pub struct $name { $($(#[$field_doc])* pub $field: $kind,)* }

            impl From<$name> for Request {
                fn from(call: $name) -> Self {
                    Self::$name(call)
                }
            }
        )*

        impl Request {
            /// The action's name, as in `X-Amz-Target: AmazonSQS.<action>`.
            #[must_use]
            pub const fn action(&self) -> &'static str {
                match self {
                    $(Self::$name(_) => stringify!($name),)*
                }
            }

            /// The body, as it travels over HTTP.
            #[must_use]
            pub fn to_json(&self) -> Json {
                let mut body = Object::new();
                match self {
                    $(Self::$name(call) => {
                        $(body.put_member($member, &call.$field);)*
                    })*
                }
                body.into()
            }

            /// The request of that action and body.
            ///
            /// # Errors
            /// In words, where there is no such action, or a member is missing or makes no sense.
            pub fn from_json(action: &str, body: &Json) -> Result<Self, String> {
                match action {
                    $(stringify!($name) => Ok(Self::$name($name { $($field: body.read($member)?,)* })),)*
                    _ => Err(format!("there is no action {action}")),
                }
            }
        }
    };
}

calls! {
    /// See [`Request::CreateQueue`].
    CreateQueue {
        /// 1 to 80 letters, digits, hyphens, underscores.
        queue_name "QueueName": String,
        /// By name, all values text.
        attributes "Attributes": ByName<String>,
    }
    /// See [`Request::GetQueueUrl`].
    GetQueueUrl {
        /// The queue's name.
        queue_name "QueueName": String,
    }
    /// See [`Request::ListQueues`].
    ListQueues {
        /// Only names that begin so.
        queue_name_prefix "QueueNamePrefix": Option<String>,
        /// 1 to 1,000.
        max_results "MaxResults": Option<i64>,
        /// Where the last page ended.
        next_token "NextToken": Option<String>,
    }
    /// See [`Request::DeleteQueue`].
    DeleteQueue {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
    }
    /// See [`Request::GetQueueAttributes`].
    GetQueueAttributes {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// Names, or `All`.
        attribute_names "AttributeNames": Vec<String>,
    }
    /// See [`Request::SetQueueAttributes`].
    SetQueueAttributes {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// By name, all values text.
        attributes "Attributes": ByName<String>,
    }
    /// See [`Request::SendMessage`].
    SendMessage {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// The message's text.
        message_body "MessageBody": Body,
        /// 0 to 900; the queue's own where absent.
        delay_seconds "DelaySeconds": Option<i64>,
        /// Ten at most.
        message_attributes "MessageAttributes": ByName<MessageAttribute>,
    }
    /// See [`Request::ReceiveMessage`].
    ReceiveMessage {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// 1 to 10; 1 where absent.
        max_number_of_messages "MaxNumberOfMessages": Option<i64>,
        /// 0 to 43,200; the queue's own where absent.
        visibility_timeout "VisibilityTimeout": Option<i64>,
        /// 0 to 20; the queue's own where absent.
        wait_time_seconds "WaitTimeSeconds": Option<i64>,
        /// The older list of system attributes to return.
        attribute_names "AttributeNames": Vec<String>,
        /// The newer list of system attributes to return; the union of both is used.
        message_system_attribute_names "MessageSystemAttributeNames": Vec<String>,
        /// Names, `prefix.*`, or `All`.
        message_attribute_names "MessageAttributeNames": Vec<String>,
    }
    /// See [`Request::DeleteMessage`].
    DeleteMessage {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// Of the receive.
        receipt_handle "ReceiptHandle": ReceiptHandle,
    }
    /// See [`Request::ChangeMessageVisibility`].
    ChangeMessageVisibility {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// Of the receive.
        receipt_handle "ReceiptHandle": ReceiptHandle,
        /// 0 to 43,200, counted from now.
        visibility_timeout "VisibilityTimeout": i64,
    }
    /// See [`Request::PurgeQueue`].
    PurgeQueue {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
    }
}

impl SendMessage {
    /// A plain message.
    #[must_use]
    pub fn new(queue_url: QueueUrl, message_body: Body) -> Self {
        Self { queue_url, message_body, delay_seconds: None, message_attributes: ByName::new() }
    }
}

impl ReceiveMessage {
    /// One message, everything else as the queue has it.
    #[must_use]
    pub fn new(queue_url: QueueUrl) -> Self {
        Self {
            queue_url,
            max_number_of_messages: None,
            visibility_timeout: None,
            wait_time_seconds: None,
            attribute_names: Vec::new(),
            message_system_attribute_names: Vec::new(),
            message_attribute_names: Vec::new(),
        }
    }
}
