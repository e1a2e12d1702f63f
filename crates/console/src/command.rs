//! The commands and their options, named as the AWS CLI names them.

use model::sqs::{Member, Request, Shape, limits};
use model::text::grouped;

/// A command: an action by its name on the command line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Command {
    pub(super) action: &'static str,
    pub(super) members: &'static [Member],
}

/// How many values an option takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    Nothing,
    One,
    /// None or one.
    Maybe,
    /// As many as follow.
    Many,
}

/// What an option of a command means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A member of the call.
    Member(Member),
    /// Where to begin in a list: the member `NextToken` by another name.
    StartingToken,
    /// How many of a list: the member `MaxResults` by another name.
    MaxItems,
    /// How many to ask for in one call. One call is always enough here.
    PageSize,
    /// The whole call as JSON.
    InputJson,
    /// The whole call as YAML.
    InputYaml,
    /// Prints what the call may hold.
    Skeleton,
}

/// An option: what follows the command.
#[derive(Clone, Debug)]
pub(super) struct Opt {
    /// With its two hyphens.
    pub(super) name: String,
    pub(super) meaning: Meaning,
}

impl Command {
    pub(super) fn all() -> impl Iterator<Item = Self> {
        Request::ACTIONS.iter().filter_map(|action| Some(Self { action, members: Request::members(action)? }))
    }

    /// The command of that name, such as `send-message`.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::all().find(|command| command.name() == name)
    }

    pub(super) fn of(action: &str) -> Option<Self> {
        Self::all().find(|command| command.action == action)
    }

    pub(super) fn name(self) -> String {
        apart(self.action, '-')
    }

    /// The CLI asks for it before it calls.
    pub(super) fn requires(self, member: &Member) -> bool {
        member.required
            || matches!(member.name, "AWSAccountIds" | "Actions" | "Entries" | "Tags" | "TagKeys")
            || (self.action == "SetQueueAttributes" && member.name == "Attributes")
    }

    /// The options, in the CLI's order.
    pub(super) fn options(self) -> Vec<Opt> {
        let members = self.members.iter().map(|member| (option_name(member.name), Meaning::Member(*member)));
        let own = [
            ("--cli-input-json", Meaning::InputJson),
            ("--cli-input-yaml", Meaning::InputYaml),
            ("--starting-token", Meaning::StartingToken),
            ("--page-size", Meaning::PageSize),
            ("--max-items", Meaning::MaxItems),
            ("--generate-cli-skeleton", Meaning::Skeleton),
        ];
        let own = own.into_iter().filter(|(_, meaning)| self.is_paged() || !meaning.is_paging());
        let own = own.map(|(name, meaning)| (name.to_owned(), meaning));
        members.chain(own).map(|(name, meaning)| Opt { name, meaning }).collect()
    }

    /// The CLI reads all pages of its list by itself.
    fn is_paged(self) -> bool {
        matches!(self.action, "ListQueues" | "ListDeadLetterSourceQueues")
    }

    /// What it does, in a sentence.
    pub(super) fn about(self) -> &'static str {
        match self.action {
            "AddPermission" => "Lets other accounts use a queue: adds a statement to its policy.",
            "CancelMessageMoveTask" => "Ends a task that moves messages.",
            "ChangeMessageVisibility" => "Hides a received message for longer, or shows it again.",
            "ChangeMessageVisibilityBatch" => "Changes the visibility of up to ten received messages.",
            "CreateQueue" => "Makes a queue, or finds the one of that name.",
            "DeleteMessage" => "Removes a received message for good.",
            "DeleteMessageBatch" => "Removes up to ten received messages for good.",
            "DeleteQueue" => "Removes a queue and all that is in it.",
            "GetQueueAttributes" => "Reads a queue's attributes.",
            "GetQueueUrl" => "Finds a queue by its name.",
            "ListDeadLetterSourceQueues" => "Lists the queues whose dead letters go to a queue.",
            "ListMessageMoveTasks" => "Lists the tasks that moved messages out of a dead-letter queue.",
            "ListQueueTags" => "Lists a queue's tags.",
            "ListQueues" => "Lists queues.",
            "PurgeQueue" => "Removes all messages of a queue.",
            "ReceiveMessage" => "Takes up to ten messages and hides them from others.",
            "RemovePermission" => "Removes a statement from a queue's policy.",
            "SendMessage" => "Adds a message to a queue.",
            "SendMessageBatch" => "Adds up to ten messages to a queue.",
            "SetQueueAttributes" => "Changes a queue's attributes.",
            "StartMessageMoveTask" => "Begins to move messages out of a dead-letter queue.",
            "TagQueue" => "Adds tags to a queue.",
            "UntagQueue" => "Removes tags from a queue.",
            _ => "",
        }
    }
}

impl Meaning {
    pub(super) const fn takes(self) -> Takes {
        match self {
            Self::Member(member) => match member.shape {
                Shape::Texts | Shape::Entries(_) => Takes::Many,
                Shape::Text | Shape::Whole | Shape::TextMap | Shape::AttributeMap => Takes::One,
            },
            Self::Skeleton => Takes::Maybe,
            _ => Takes::One,
        }
    }

    const fn is_paging(self) -> bool {
        matches!(self, Self::StartingToken | Self::MaxItems | Self::PageSize)
    }

    /// The CLI offers these, but shows others in their place.
    pub(super) fn is_shadowed(self, command: Command) -> bool {
        command.is_paged() && matches!(self, Self::Member(Member { name: "NextToken" | "MaxResults", .. }))
    }

    /// What the option is for, with its range where there is one.
    pub(super) fn about(self, command: Command) -> String {
        let about = match self {
            Self::Member(member) => return about_member(command, &member),
            Self::StartingToken => "Where the last page ended: its NextToken.",
            Self::MaxItems => "How many to list: 1 to 1,000.",
            Self::PageSize => "How many to ask for in each call; the list stays the same.",
            Self::InputJson => "The whole call as JSON; options beside it win.",
            Self::InputYaml => "The whole call as YAML, which this console does not read.",
            Self::Skeleton => "Prints what --cli-input-json may hold, and calls nothing.",
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
        (_, "DelaySeconds") => return range("How long it stays out of sight at first", limits::DELAY_SECONDS, " s"),
        (_, "VisibilityTimeout") => return range("How long it stays hidden", limits::VISIBILITY_TIMEOUT_SECONDS, " s"),
        (_, "WaitTimeSeconds") => return range("How long to wait for a message", limits::WAIT_TIME_SECONDS, " s"),
        (_, "MaxNumberOfMessages") => return range("How many to take at most", limits::RECEIVE_MESSAGES, ""),
        (_, "MaxResults") => return range("How many to list", limits::LIST_QUEUES_RESULTS, ""),
        (_, "MaxNumberOfMessagesPerSecond") => return range("How fast", (1, 500), " a second"),
        (_, "MessageAttributes") => {
            return format!("Typed values beside the body, {} at most.", limits::MESSAGE_ATTRIBUTES);
        }
        (_, "MessageBody") => "The message's text.",
        (_, "MessageSystemAttributes") => "AWSTraceHeader.",
        (_, "MessageDeduplicationId") => "FIFO: a second message of this id within five minutes is dropped.",
        (_, "MessageGroupId") => "FIFO: the group that stays in order. Standard: the tenant that gets its fair share.",
        (_, "ReceiptHandle") => "What the receive gave with the message.",
        (_, "ReceiveRequestAttemptId") => "FIFO: the same id gives the same messages again.",
        ("ReceiveMessage", "AttributeNames") => "The older name of --message-system-attribute-names.",
        (_, "AttributeNames") => "Which attributes, or All.",
        (_, "MessageSystemAttributeNames") => "Which system attributes to tell, or All.",
        (_, "MessageAttributeNames") => "Which message attributes to tell: names, prefix.*, or All.",
        (_, "Attributes") => "Name=value,Name=value.",
        (_, "Tags" | "tags") => "key=value,key=value.",
        (_, "TagKeys") => "The keys of the tags to remove.",
        (_, "Entries") => "One to ten, each Id=…,… or JSON.",
        (_, "Label") => "The statement's name.",
        (_, "AWSAccountIds") => "Who may: account numbers.",
        (_, "Actions") => "What they may: SendMessage, …, or *.",
        (_, "QueueOwnerAWSAccountId") => "Whose queue it is.",
        (_, "QueueNamePrefix") => "Only names that begin so.",
        (_, "NextToken") => "Where the last page ended.",
        (_, "TaskHandle") => "What the start gave.",
        (_, "SourceArn") => "ARN of the dead-letter queue.",
        (_, "DestinationArn") => {
            "ARN of the queue that gets the messages; each goes back to its own where it is left out."
        }
        _ => "",
    };
    about.to_owned()
}

/// `QueueUrl` as `--queue-url`.
pub(super) fn option_name(member: &str) -> String {
    format!("--{}", apart(member, '-'))
}

/// `AWSAccountIds` as `aws-account-ids`, with any separator.
pub(super) fn apart(name: &str, separator: char) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut text = String::with_capacity(name.len() + 8);
    for (at, letter) in letters.iter().enumerate() {
        let begins = letter.is_ascii_uppercase()
            && at > 0
            && (!letters[at - 1].is_ascii_uppercase() || letters.get(at + 1).is_some_and(char::is_ascii_lowercase));
        if begins {
            text.push(separator);
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

/// What is given once for all commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Global {
    /// Changes nothing here.
    Silent,
    /// `json`, which is what there is.
    Output,
    /// Pages are not put together.
    NoPaginate,
    /// Prints which program this is.
    Version,
    /// Has no meaning here; why, or what to do instead.
    Senseless(&'static str),
}

/// The AWS CLI's global options.
pub(super) const GLOBALS: [(&str, Takes, Global); 19] = [
    ("--debug", Takes::Nothing, Global::Senseless("the board itself shows what happens")),
    ("--endpoint-url", Takes::One, Global::Senseless("every call goes to the queues on this page")),
    ("--no-verify-ssl", Takes::Nothing, Global::Silent),
    ("--no-paginate", Takes::Nothing, Global::NoPaginate),
    ("--output", Takes::One, Global::Output),
    (
        "--query",
        Takes::One,
        Global::Senseless(
            "answers are always told whole: pick from them by eye, or copy the call and use --query in your terminal",
        ),
    ),
    ("--profile", Takes::One, Global::Senseless("nobody has to sign in")),
    ("--region", Takes::One, Global::Senseless("there is one region")),
    ("--version", Takes::Nothing, Global::Version),
    ("--color", Takes::One, Global::Silent),
    ("--no-sign-request", Takes::Nothing, Global::Silent),
    ("--ca-bundle", Takes::One, Global::Senseless("nothing goes over a network")),
    ("--cli-read-timeout", Takes::One, Global::Senseless("nothing goes over a network")),
    ("--cli-connect-timeout", Takes::One, Global::Senseless("nothing goes over a network")),
    ("--cli-binary-format", Takes::One, Global::Senseless("binary values are base64, as is the CLI's default")),
    ("--no-cli-pager", Takes::Nothing, Global::Silent),
    ("--cli-auto-prompt", Takes::Nothing, Global::Senseless("press Tab for what can follow")),
    ("--no-cli-auto-prompt", Takes::Nothing, Global::Silent),
    ("--cli-error-format", Takes::One, Global::Senseless("errors are told in words")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_cli() {
        for (name, option) in [
            ("QueueUrl", "--queue-url"),
            ("AWSAccountIds", "--aws-account-ids"),
            ("QueueOwnerAWSAccountId", "--queue-owner-aws-account-id"),
            ("tags", "--tags"),
            ("MaxNumberOfMessagesPerSecond", "--max-number-of-messages-per-second"),
        ] {
            assert_eq!(option_name(name), option);
        }
        assert_eq!(Command::all().count(), 23);
        assert!(Command::named("change-message-visibility-batch").is_some());
        assert!(Command::named("send_message").is_none());
    }

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
