//! The commands, named as the AWS CLI names them, and their options.

use super::meaning::{Meaning, Opt};
use model::sqs::{Member, Request};

/// A command of the CLI: one action of the API.
#[derive(Clone, Copy, Debug)]
pub(super) struct Command {
    pub(super) action: &'static str,
    pub(super) members: &'static [Member],
}

impl Command {
    pub(super) fn all() -> impl Iterator<Item = Self> {
        Request::ACTIONS.iter().filter_map(|action| Some(Self { action, members: Request::members(action)? }))
    }

    /// Finds a command by its name, such as `send-message`.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::all().find(|command| command.name() == name)
    }

    pub(super) fn of(action: &str) -> Option<Self> {
        Self::all().find(|command| command.action == action)
    }

    pub(super) fn name(self) -> String {
        apart(self.action, '-')
    }

    /// Returns true if the CLI refuses the command without this member. The service requires fewer.
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

    /// Returns true if the CLI itself reads all pages of the list.
    pub(super) fn is_paged(self) -> bool {
        matches!(self.action, "ListQueues" | "ListDeadLetterSourceQueues")
    }
}

/// Returns the option of a member: `--queue-url` for `QueueUrl`.
pub(super) fn option_name(member: &str) -> String {
    format!("--{}", apart(member, '-'))
}

/// Splits a name into lower-case words: `aws-account-ids` for `AWSAccountIds`.
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
}
