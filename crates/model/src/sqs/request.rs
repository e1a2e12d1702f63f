//! What can be asked. Members are named and typed as in the service model.

use super::shape::{Member, Shape, Shaped, read_member};
use super::{Body, ByName, Error, ErrorKind, GroupId, MessageAttribute, QueueUrl, ReceiptHandle};
use crate::json::{FromMember, Json, Object, ToMember};

/// Defines the structs of the calls, each member with its name in the service model. What is not given is left out.
macro_rules! calls {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident $member:literal: $kind:ty,)* })*) => {
        /// One call of the API.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Request {
            $($(#[$doc])* $name($name),)*
        }

        $(
            #[doc = concat!("See [`Request::", stringify!($name), "`].")]
            #[derive(Clone, Debug, PartialEq, Eq)]
            pub struct $name { $($(#[$field_doc])* pub $field: $kind,)* }

            impl From<$name> for Request {
                fn from(call: $name) -> Self {
                    Self::$name(call)
                }
            }
        )*

        impl Request {
            /// The names of all actions, as in `X-Amz-Target: AmazonSQS.<action>`.
            pub const ACTIONS: &[&str] = &[$(stringify!($name)),*];

            /// The action's name.
            #[must_use]
            pub const fn action(&self) -> &'static str {
                match self {
                    $(Self::$name(_) => stringify!($name),)*
                }
            }

            /// What an action's body may hold, in the order of the service model.
            #[must_use]
            pub fn members(action: &str) -> Option<&'static [Member]> {
                match action {
                    $(stringify!($name) => Some(
                        const { &[$(Member::new::<$kind>($member)),*] }
                    ),)*
                    _ => None,
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

            /// The request of that action and body. Members that no such call has are ignored.
            ///
            /// # Errors
            /// As the service gives them: there is no such action, a required member is missing, or one is of a type
            /// that it cannot have.
            pub fn from_json(action: &str, body: &Json) -> Result<Self, Error> {
                match action {
                    $(stringify!($name) => {
                        Ok(Self::$name($name { $($field: read_member(body, $member)?,)* }))
                    })*
                    _ => Err(unknown_action(action)),
                }
            }
        }
    };
}

/// Defines the structs of a batch's entries.
macro_rules! entries {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident $member:literal: $kind:ty,)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Eq)]
            pub struct $name { $($(#[$field_doc])* pub $field: $kind,)* }

            impl ToMember for $name {
                fn to_member(&self) -> Option<Json> {
                    let mut entry = Object::new();
                    $(entry.put_member($member, &self.$field);)*
                    Some(entry.into())
                }
            }

            impl FromMember for $name {
                fn from_member(value: Option<&Json>) -> Option<Self> {
                    let entry = value?;
                    Some(Self { $($field: <$kind>::from_member(entry.get($member))?,)* })
                }
            }

            impl $name {
                const MEMBERS: &[Member] = &[$(Member::new::<$kind>($member)),*];
            }

            impl Shaped for Vec<$name> {
                const SHAPE: Shape = Shape::Entries($name::MEMBERS);
                const REQUIRED: bool = false;
            }
        )*
    };
}

calls! {
    /// Adds a statement to a queue's policy.
    AddPermission {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// The statement's name.
        label "Label": String,
        /// Who may.
        aws_account_ids "AWSAccountIds": Vec<String>,
        /// What they may: `SendMessage`, `*` and so on.
        actions "Actions": Vec<String>,
    }
    /// Ends a task that moves messages.
    CancelMessageMoveTask {
        /// Of the start.
        task_handle "TaskHandle": String,
    }
    /// Hides a received message for longer, or shows it again.
    ChangeMessageVisibility {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// Of the receive.
        receipt_handle "ReceiptHandle": ReceiptHandle,
        /// 0 to 43,200, counted from now.
        visibility_timeout "VisibilityTimeout": i64,
    }
    /// Up to ten changes of visibility.
    ChangeMessageVisibilityBatch {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// One to ten.
        entries "Entries": Vec<ChangeMessageVisibilityBatchRequestEntry>,
    }
    /// Makes a queue, or finds the one of that name.
    CreateQueue {
        /// 1 to 80 letters, digits, hyphens, underscores; a FIFO queue's ends in `.fifo`.
        queue_name "QueueName": String,
        /// By name, all values text.
        attributes "Attributes": ByName<String>,
        /// By key. The service model writes this member in lower case.
        tags "tags": ByName<String>,
    }
    /// Removes a received message for good.
    DeleteMessage {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// Of the receive.
        receipt_handle "ReceiptHandle": ReceiptHandle,
    }
    /// Removes up to ten received messages.
    DeleteMessageBatch {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// One to ten.
        entries "Entries": Vec<DeleteMessageBatchRequestEntry>,
    }
    /// Removes a queue and all that is in it.
    DeleteQueue {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
    }
    /// Reads attributes.
    GetQueueAttributes {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// Names, or `All`.
        attribute_names "AttributeNames": Vec<String>,
    }
    /// Finds a queue by its name.
    GetQueueUrl {
        /// The queue's name.
        queue_name "QueueName": String,
        /// Whose queue it is; all queues here have one owner.
        queue_owner "QueueOwnerAWSAccountId": Option<String>,
    }
    /// Lists the queues whose dead letters go to a queue.
    ListDeadLetterSourceQueues {
        /// The dead-letter queue.
        queue_url "QueueUrl": QueueUrl,
        /// Where the last page ended.
        next_token "NextToken": Option<String>,
        /// 1 to 1,000.
        max_results "MaxResults": Option<i64>,
    }
    /// Lists the tasks that moved messages out of a queue.
    ListMessageMoveTasks {
        /// ARN of the dead-letter queue.
        source_arn "SourceArn": String,
        /// 1 to 10; 1 where absent.
        max_results "MaxResults": Option<i64>,
    }
    /// Lists a queue's tags.
    ListQueueTags {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
    }
    /// Lists queues by prefix.
    ListQueues {
        /// Only names that begin so.
        queue_name_prefix "QueueNamePrefix": Option<String>,
        /// Where the last page ended.
        next_token "NextToken": Option<String>,
        /// 1 to 1,000.
        max_results "MaxResults": Option<i64>,
    }
    /// Removes all messages.
    PurgeQueue {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
    }
    /// Takes up to ten messages and hides them from others.
    ReceiveMessage {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// The older list of system attributes to return.
        attribute_names "AttributeNames": Vec<String>,
        /// The newer list of system attributes to return; the union of both is used.
        message_system_attribute_names "MessageSystemAttributeNames": Vec<String>,
        /// Names, `prefix.*`, or `All`.
        message_attribute_names "MessageAttributeNames": Vec<String>,
        /// 1 to 10; 1 where absent.
        max_number_of_messages "MaxNumberOfMessages": Option<i64>,
        /// 0 to 43,200; the queue's own where absent.
        visibility_timeout "VisibilityTimeout": Option<i64>,
        /// 0 to 20; the queue's own where absent.
        wait_time_seconds "WaitTimeSeconds": Option<i64>,
        /// FIFO: the same id gives the same messages again.
        receive_request_attempt_id "ReceiveRequestAttemptId": Option<String>,
    }
    /// Removes a statement from a queue's policy.
    RemovePermission {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// The statement's name.
        label "Label": String,
    }
    /// Adds a message.
    SendMessage {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// The message's text.
        message_body "MessageBody": Body,
        /// 0 to 900; the queue's own where absent.
        delay_seconds "DelaySeconds": Option<i64>,
        /// Ten at most.
        message_attributes "MessageAttributes": ByName<MessageAttribute>,
        /// `AWSTraceHeader` only.
        message_system_attributes "MessageSystemAttributes": ByName<MessageAttribute>,
        /// FIFO: a second message of this id within five minutes is dropped.
        message_deduplication_id "MessageDeduplicationId": Option<String>,
        /// FIFO: the group that is kept in order. Standard: the tenant that gets its fair share.
        message_group_id "MessageGroupId": Option<GroupId>,
    }
    /// Adds up to ten messages.
    SendMessageBatch {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// One to ten.
        entries "Entries": Vec<SendMessageBatchRequestEntry>,
    }
    /// Changes attributes.
    SetQueueAttributes {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// By name, all values text.
        attributes "Attributes": ByName<String>,
    }
    /// Begins to move messages out of a dead-letter queue.
    StartMessageMoveTask {
        /// ARN of the dead-letter queue.
        source_arn "SourceArn": String,
        /// ARN of the queue that gets the messages; where absent, each goes back to where it came from.
        destination_arn "DestinationArn": Option<String>,
        /// 1 to 500.
        max_number_of_messages_per_second "MaxNumberOfMessagesPerSecond": Option<i64>,
    }
    /// Adds tags to a queue.
    TagQueue {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// By key.
        tags "Tags": ByName<String>,
    }
    /// Removes tags from a queue.
    UntagQueue {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// The keys.
        tag_keys "TagKeys": Vec<String>,
    }
}

entries! {
    /// One message of [`SendMessageBatch`]. What is missing fails the entry, not the call.
    SendMessageBatchRequestEntry {
        /// The entry's name in the answer.
        id "Id": Option<String>,
        /// The message's text.
        message_body "MessageBody": Option<Body>,
        /// As in [`SendMessage`].
        delay_seconds "DelaySeconds": Option<i64>,
        /// As in [`SendMessage`].
        message_attributes "MessageAttributes": ByName<MessageAttribute>,
        /// As in [`SendMessage`].
        message_system_attributes "MessageSystemAttributes": ByName<MessageAttribute>,
        /// As in [`SendMessage`].
        message_deduplication_id "MessageDeduplicationId": Option<String>,
        /// As in [`SendMessage`].
        message_group_id "MessageGroupId": Option<GroupId>,
    }
    /// One message of [`DeleteMessageBatch`].
    DeleteMessageBatchRequestEntry {
        /// The entry's name in the answer.
        id "Id": Option<String>,
        /// Of the receive.
        receipt_handle "ReceiptHandle": Option<ReceiptHandle>,
    }
    /// One message of [`ChangeMessageVisibilityBatch`].
    ChangeMessageVisibilityBatchRequestEntry {
        /// The entry's name in the answer.
        id "Id": Option<String>,
        /// Of the receive.
        receipt_handle "ReceiptHandle": Option<ReceiptHandle>,
        /// 0 to 43,200, counted from now.
        visibility_timeout "VisibilityTimeout": Option<i64>,
    }
}

fn unknown_action(action: &str) -> Error {
    Error::new(ErrorKind::UnknownOperation, format!("There is no action {action}."))
}

impl SendMessage {
    /// A plain message.
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
    /// One message, everything else as the queue has it.
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
    /// A queue without tags.
    #[must_use]
    pub const fn new(queue_name: String, attributes: ByName<String>) -> Self {
        Self { queue_name, attributes, tags: ByName::new() }
    }
}

impl GetQueueUrl {
    /// One of the account's own queues.
    #[must_use]
    pub const fn new(queue_name: String) -> Self {
        Self { queue_name, queue_owner: None }
    }
}
