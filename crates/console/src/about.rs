//! What the help says of each command and option.

use super::command::Command;
use super::meaning::Meaning;
use model::sqs::{Member, limits};
use model::text::grouped;

impl Command {
    /// What it does, in a sentence.
    pub(super) fn about(self) -> &'static str {
        match self.action {
            "AddPermission" => "Lets other accounts use a queue: adds a statement to its policy.",
            "CancelMessageMoveTask" => "Ends a task that moves messages.",
            "ChangeMessageVisibility" => "Hides a received message for longer, or shows it again.",
            "ChangeMessageVisibilityBatch" => "Changes the visibility of up to ten received messages.",
            "CreateQueue" => "Creates a queue, or finds the one with that name.",
            "DeleteMessage" => "Deletes a received message.",
            "DeleteMessageBatch" => "Deletes up to ten received messages.",
            "DeleteQueue" => "Deletes a queue and all its messages.",
            "GetQueueAttributes" => "Reads a queue's attributes.",
            "GetQueueUrl" => "Finds a queue by its name.",
            "ListDeadLetterSourceQueues" => "Lists the queues whose dead letters go to a queue.",
            "ListMessageMoveTasks" => "Lists the tasks that moved messages out of a dead-letter queue.",
            "ListQueueTags" => "Lists a queue's tags.",
            "ListQueues" => "Lists queues.",
            "PurgeQueue" => "Deletes all messages in a queue.",
            "ReceiveMessage" => "Receives up to ten messages and hides them from other consumers.",
            "RemovePermission" => "Removes a statement from a queue's policy.",
            "SendMessage" => "Sends a message to a queue.",
            "SendMessageBatch" => "Sends up to ten messages to a queue.",
            "SetQueueAttributes" => "Changes a queue's attributes.",
            "StartMessageMoveTask" => "Starts to move messages out of a dead-letter queue.",
            "TagQueue" => "Adds tags to a queue.",
            "UntagQueue" => "Removes tags from a queue.",
            _ => "",
        }
    }
}

impl Meaning {
    /// The purpose of the option, with its range if it has one.
    pub(super) fn about(self, command: Command) -> String {
        let about = match self {
            Self::Member(member) => return about_member(command, &member),
            Self::StartingToken => "Where the last page ended: its NextToken.",
            Self::MaxItems => "How many to list: 1 to 1,000.",
            Self::PageSize => "How many to request in each call. The list stays the same.",
            Self::InputJson => "The whole call as JSON. Other options override it.",
            Self::InputYaml => "The whole call as YAML, which this console does not read.",
            Self::Skeleton => "Prints a template for --cli-input-json. Makes no call.",
        };
        about.to_owned()
    }
}

fn about_member(command: Command, member: &Member) -> String {
    let range = |about: &str, (least, most): (u32, u32), unit: &str| {
        format!("{about}: {} to {}{unit}.", grouped(least.into()), grouped(most.into()))
    };
    let about = match (command.action, member.name) {
        ("GetQueueUrl" | "CreateQueue", "QueueName") => {
            return format!(
                "The queue's name: up to {} letters, digits, - and _; .fifo ends a FIFO queue's.",
                limits::QUEUE_NAME_CHARS
            );
        }
        ("ListMessageMoveTasks", "MaxResults") => return range("How many to list", (1, 10), ""),
        ("ListDeadLetterSourceQueues", "QueueUrl") => "The dead-letter queue: its URL or its name.",
        (_, "QueueUrl") => "The queue: its URL or its name.",
        (_, "DelaySeconds") => return range("How long it stays hidden at first", limits::DELAY_SECONDS, " s"),
        (_, "VisibilityTimeout") => return range("How long it stays hidden", limits::VISIBILITY_TIMEOUT_SECONDS, " s"),
        (_, "WaitTimeSeconds") => return range("How long to wait for a message", limits::WAIT_TIME_SECONDS, " s"),
        (_, "MaxNumberOfMessages") => return range("How many to receive at most", limits::RECEIVE_MESSAGES, ""),
        (_, "MaxResults") => return range("How many to list", limits::LIST_QUEUES_RESULTS, ""),
        (_, "MaxNumberOfMessagesPerSecond") => return range("How fast", (1, 500), " a second"),
        (_, "MessageAttributes") => {
            return format!("Typed values in addition to the body, {} at most.", limits::MESSAGE_ATTRIBUTES);
        }
        (_, "MessageBody") => "The message's text.",
        (_, "MessageSystemAttributes") => "AWSTraceHeader.",
        (_, "MessageDeduplicationId") => "FIFO: a second message with this id within five minutes is dropped.",
        (_, "MessageGroupId") => "FIFO: the group that stays in order. Standard: the tenant that gets its fair share.",
        (_, "ReceiptHandle") => "The receipt handle that came with the message.",
        (_, "ReceiveRequestAttemptId") => "FIFO: the same id gives the same messages again.",
        ("ReceiveMessage", "AttributeNames") => "The older name of --message-system-attribute-names.",
        (_, "AttributeNames") => "Which attributes, or All.",
        (_, "MessageSystemAttributeNames") => "Which system attributes to return, or All.",
        (_, "MessageAttributeNames") => "Which message attributes to return: names, prefix.*, or All.",
        (_, "Attributes") => "Name=value,Name=value.",
        (_, "Tags" | "tags") => "key=value,key=value.",
        (_, "TagKeys") => "The keys of the tags to remove.",
        (_, "Entries") => "One to ten, each Id=…,… or JSON.",
        (_, "Label") => "The statement's name.",
        (_, "AWSAccountIds") => "The account numbers that get permission.",
        (_, "Actions") => "The permitted actions: SendMessage, …, or *.",
        (_, "QueueOwnerAWSAccountId") => "The account that owns the queue.",
        (_, "QueueNamePrefix") => "Only queues whose name starts with this.",
        (_, "NextToken") => "Where the last page ended.",
        (_, "TaskHandle") => "The handle that StartMessageMoveTask returned.",
        (_, "SourceArn") => "ARN of the dead-letter queue.",
        (_, "DestinationArn") => "ARN of the queue that gets the messages. Without it each goes back to its own queue.",
        _ => "",
    };
    about.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_explained() {
        for command in Command::all() {
            assert!(!command.about().is_empty(), "{}", command.action);
            for option in command.options() {
                let about = option.meaning.about(command);
                assert!(about.ends_with('.') && about.len() < 110, "{} {}: {about}", command.action, option.name);
            }
        }
        let about = |command: &str, option: &str| {
            let command = Command::named(command).expect("there is one");
            let option = command.options().into_iter().find(|other| other.name == option).expect("there is one");
            option.meaning.about(command)
        };
        assert_eq!(about("receive-message", "--visibility-timeout"), "How long it stays hidden: 0 to 43,200 s.");
        assert_eq!(about("list-message-move-tasks", "--max-results"), "How many to list: 1 to 10.");
    }
}
