//! The table of the calls and their members.

use serde::Serialize;
use serde_json::Value;

use super::super::shape::{Member, Shaped, read_member};
use super::super::{Body, ByName, Error, ErrorKind, GroupId, MessageAttribute, QueueUrl, ReceiptHandle};
use super::entries::{
    ChangeMessageVisibilityBatchRequestEntry, DeleteMessageBatchRequestEntry, SendMessageBatchRequestEntry,
};

/// Defines the structs of the calls and the enum [`Request`]. A row is a field, its name in the
/// service model and its type.
macro_rules! calls {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident $member:literal: $kind:ty,)* })*) => {
        /// One call of the API.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        #[serde(untagged)]
        #[non_exhaustive]
        pub enum Request {
            $($(#[$doc])* $name($name),)*
        }

        $(
            #[doc = concat!("See [`Request::", stringify!($name), "`].")]
            #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
            pub struct $name {
                $(
                    $(#[$field_doc])*
                    #[serde(rename = $member, skip_serializing_if = "Shaped::is_left_out")]
                    pub $field: $kind,
                )*
            }

            impl From<$name> for Request {
                fn from(call: $name) -> Self {
                    Self::$name(call)
                }
            }
        )*

        impl Request {
            /// The names of all actions, as the header `X-Amz-Target: AmazonSQS.<action>` has them.
            pub const ACTIONS: &[&str] = &[$(stringify!($name)),*];

            /// The action's name.
            #[must_use]
            pub const fn action(&self) -> &'static str {
                match self {
                    $(Self::$name(_) => stringify!($name),)*
                }
            }

            /// The members that an action's body can have, in the order of the service model.
            #[must_use]
            pub fn members(action: &str) -> Option<&'static [Member]> {
                match action {
                    $(stringify!($name) => Some(
                        const { &[$(Member::new::<$kind>($member)),*] }
                    ),)*
                    _ => None,
                }
            }

            /// The body of the HTTP request. Optional members that are absent or empty are left out.
            #[must_use]
            pub fn to_json(&self) -> Value {
                serde_json::to_value(self).expect("member names are strings")
            }

            /// Reads the request of an action from its body. Ignores members that the action does not have.
            ///
            /// # Errors
            /// The service's own: there is no such action, a required member is missing, or a member has the wrong
            /// type.
            pub fn from_json(action: &str, body: &Value) -> Result<Self, Error> {
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

calls! {
    /// Adds a statement to a queue's policy.
    AddPermission {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// The label of the statement.
        label "Label": String,
        /// The accounts that get the permission.
        aws_account_ids "AWSAccountIds": Vec<String>,
        /// The permitted actions, such as `SendMessage` or `*`.
        actions "Actions": Vec<String>,
    }
    /// Cancels a message move task.
    CancelMessageMoveTask {
        /// The handle that the start returned.
        task_handle "TaskHandle": String,
    }
    /// Hides a received message for longer, or shows it again.
    ChangeMessageVisibility {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// The handle that the receive returned.
        receipt_handle "ReceiptHandle": ReceiptHandle,
        /// 0 to 43,200 s, counted from now.
        visibility_timeout "VisibilityTimeout": i64,
    }
    /// Up to ten changes of visibility.
    ChangeMessageVisibilityBatch {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// One to ten.
        entries "Entries": Vec<ChangeMessageVisibilityBatchRequestEntry>,
    }
    /// Creates a queue, or finds the one of that name.
    CreateQueue {
        /// 1 to 80 letters, digits, hyphens, underscores; a FIFO queue's ends in `.fifo`.
        queue_name "QueueName": String,
        /// The attributes by name; all values are strings.
        attributes "Attributes": ByName<String>,
        /// The tags by key. The service model writes this member in lower case.
        tags "tags": ByName<String>,
    }
    /// Deletes a received message.
    DeleteMessage {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// The handle that the receive returned.
        receipt_handle "ReceiptHandle": ReceiptHandle,
    }
    /// Deletes up to ten received messages.
    DeleteMessageBatch {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// One to ten.
        entries "Entries": Vec<DeleteMessageBatchRequestEntry>,
    }
    /// Deletes a queue with its messages.
    DeleteQueue {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
    }
    /// Reads attributes of a queue.
    GetQueueAttributes {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// Names of attributes, or `All`.
        attribute_names "AttributeNames": Vec<String>,
    }
    /// Finds a queue by its name.
    GetQueueUrl {
        /// The queue's name.
        queue_name "QueueName": String,
        /// The account that owns the queue; all queues here have one owner.
        queue_owner "QueueOwnerAWSAccountId": Option<String>,
    }
    /// Lists the queues that use a queue as their dead-letter queue.
    ListDeadLetterSourceQueues {
        /// The dead-letter queue.
        queue_url "QueueUrl": QueueUrl,
        /// The token that the last page returned.
        next_token "NextToken": Option<String>,
        /// 1 to 1,000.
        max_results "MaxResults": Option<i64>,
    }
    /// Lists the message move tasks of a dead-letter queue.
    ListMessageMoveTasks {
        /// The ARN of the dead-letter queue.
        source_arn "SourceArn": String,
        /// 1 to 10; the default is 1.
        max_results "MaxResults": Option<i64>,
    }
    /// Lists a queue's tags.
    ListQueueTags {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
    }
    /// Lists queues by prefix.
    ListQueues {
        /// Lists only queues whose name begins with this.
        queue_name_prefix "QueueNamePrefix": Option<String>,
        /// The token that the last page returned.
        next_token "NextToken": Option<String>,
        /// 1 to 1,000.
        max_results "MaxResults": Option<i64>,
    }
    /// Deletes all messages of a queue.
    PurgeQueue {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
    }
    /// Receives up to ten messages and hides them from other consumers.
    ReceiveMessage {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// The older list of system attributes to return.
        attribute_names "AttributeNames": Vec<String>,
        /// The newer list of system attributes to return; the union of both is used.
        message_system_attribute_names "MessageSystemAttributeNames": Vec<String>,
        /// Names, `prefix.*`, or `All`.
        message_attribute_names "MessageAttributeNames": Vec<String>,
        /// 1 to 10; the default is 1.
        max_number_of_messages "MaxNumberOfMessages": Option<i64>,
        /// 0 to 43,200 s; the default is the queue's.
        visibility_timeout "VisibilityTimeout": Option<i64>,
        /// 0 to 20 s; the default is the queue's.
        wait_time_seconds "WaitTimeSeconds": Option<i64>,
        /// FIFO: a repeated receive with the same id returns the same messages.
        receive_request_attempt_id "ReceiveRequestAttemptId": Option<String>,
    }
    /// Removes a statement from a queue's policy.
    RemovePermission {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// The label of the statement.
        label "Label": String,
    }
    /// Adds a message.
    SendMessage {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// The message's text.
        message_body "MessageBody": Body,
        /// 0 to 900 s; the default is the queue's.
        delay_seconds "DelaySeconds": Option<i64>,
        /// At most ten.
        message_attributes "MessageAttributes": ByName<MessageAttribute>,
        /// `AWSTraceHeader` only.
        message_system_attributes "MessageSystemAttributes": ByName<MessageAttribute>,
        /// FIFO: a second message of this id within five minutes is dropped.
        message_deduplication_id "MessageDeduplicationId": Option<String>,
        /// FIFO: the group whose order the queue keeps. Standard: the tenant that gets its fair share.
        message_group_id "MessageGroupId": Option<GroupId>,
    }
    /// Adds up to ten messages.
    SendMessageBatch {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// One to ten.
        entries "Entries": Vec<SendMessageBatchRequestEntry>,
    }
    /// Changes attributes of a queue.
    SetQueueAttributes {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// The attributes by name; all values are strings.
        attributes "Attributes": ByName<String>,
    }
    /// Starts a task that moves messages out of a dead-letter queue.
    StartMessageMoveTask {
        /// The ARN of the dead-letter queue.
        source_arn "SourceArn": String,
        /// The ARN of the queue that gets the messages; without it, each message returns to its source queue.
        destination_arn "DestinationArn": Option<String>,
        /// 1 to 500.
        max_number_of_messages_per_second "MaxNumberOfMessagesPerSecond": Option<i64>,
    }
    /// Adds tags to a queue.
    TagQueue {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// The tags by key.
        tags "Tags": ByName<String>,
    }
    /// Removes tags from a queue.
    UntagQueue {
        /// The queue.
        queue_url "QueueUrl": QueueUrl,
        /// The keys of the tags.
        tag_keys "TagKeys": Vec<String>,
    }
}

fn unknown_action(action: &str) -> Error {
    Error::new(ErrorKind::UnknownOperation, format!("There is no action {action}."))
}
