//! What can stand where the cursor is.

use std::ops::Range;

use super::command::{Command, GLOBALS, Meaning, Opt};
use super::words::{self, Word};
use model::sqs::{AttributeName, Member, Request, Shape};

/// What the caller knows and may be offered.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// The queues' URLs.
    pub queue_urls: &'a [String],
    /// The queues' ARNs.
    pub queue_arns: &'a [String],
    /// Receipt handles of the latest receives, the newest first.
    pub receipt_handles: &'a [String],
}

/// What can be put in, and in place of what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// The part of the line that a candidate replaces, in bytes.
    pub replaces: Range<usize>,
    /// What can stand there, the likeliest first.
    pub candidates: Vec<Candidate>,
    /// What is asked for there, in a sentence; empty where that is clear.
    pub hint: String,
}

impl Completion {
    /// What all candidates begin with.
    #[must_use]
    pub fn common(&self) -> &str {
        let Some((first, others)) = self.candidates.split_first() else { return "" };
        let same = |other: &Candidate| {
            first.text.chars().zip(other.text.chars()).take_while(|(one, other)| one == other).count()
        };
        let letters = others.iter().map(same).min().unwrap_or(usize::MAX);
        let end = first.text.char_indices().nth(letters).map_or(first.text.len(), |(at, _)| at);
        &first.text[..end]
    }
}

/// Something that can be put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// With a blank behind it, where more can follow.
    pub text: String,
    /// What it is, in a few words.
    pub about: String,
}

/// What a receive can tell of a message, and how to say all.
const SYSTEM_ATTRIBUTES: [(&str, &str); 10] = [
    ("All", "all of them"),
    ("ApproximateFirstReceiveTimestamp", "when it was received first, epoch milliseconds"),
    ("ApproximateReceiveCount", "how often it was received"),
    ("AWSTraceHeader", "the trace that it belongs to"),
    ("DeadLetterQueueSourceArn", "the queue that gave it up"),
    ("MessageDeduplicationId", "FIFO: what duplicates are told by"),
    ("MessageGroupId", "its group"),
    ("SenderId", "who sent it"),
    ("SentTimestamp", "when it was sent, epoch milliseconds"),
    ("SequenceNumber", "FIFO: its place in the order"),
];

const DATA_TYPES: [(&str, &str); 3] = [("String", "a text"), ("Number", "a number"), ("Binary", "bytes, as base64")];

/// What can stand at `cursor`, which is a place between the line's bytes.
#[must_use]
pub fn complete(line: &str, cursor: usize, known: &Known<'_>) -> Completion {
    let cursor = line.floor_char_boundary(cursor.min(line.len()));
    let before = &line[..cursor.min(super::LINE_BYTES_MAX)];
    let before = &before[..before.floor_char_boundary(before.len())];
    let (mut words, unread) = words::words(before);
    if matches!(unread, Some(words::Unread::Mark(_))) {
        return Completion::default();
    }
    let is_new = unread.is_none() && words.last().is_none_or(|word| word.at.end < before.len());
    let partial = if is_new { None } else { words.pop() };
    let partial = partial.unwrap_or(Word { text: String::new(), at: before.len()..before.len() });
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let place = Place { partial: &partial, raw: &before[partial.at.clone()], known };
    let (is_bare, texts) = match texts.as_slice() {
        [] => (true, &[][..]),
        ["aws", "sqs", rest @ ..] => (false, rest),
        ["aws"] => return place.among([("sqs ", "Amazon Simple Queue Service"), ("help", "all commands")].into_iter()),
        all => (false, all),
    };
    match texts {
        [] => place.command(is_bare),
        [name, rest @ ..] => {
            Command::named(name).map_or_else(Completion::default, |command| place.argument(command, rest))
        }
    }
}

/// Where something is to be put in.
struct Place<'a> {
    partial: &'a Word,
    /// The same as it stands in the line, quotes and all.
    raw: &'a str,
    known: &'a Known<'a>,
}

impl Place<'_> {
    /// Of pairs of texts and explanations, those that begin as the word does.
    fn among<T: AsRef<str>, A: AsRef<str>>(&self, all: impl Iterator<Item = (T, A)>) -> Completion {
        self.among_behind(0, all)
    }

    /// The same for the part of the word behind its first bytes.
    fn among_behind<T: AsRef<str>, A: AsRef<str>>(
        &self,
        behind: usize,
        all: impl Iterator<Item = (T, A)>,
    ) -> Completion {
        let typed = &self.partial.text[behind..];
        let matching = all.filter(|(text, _)| begins(text.as_ref(), typed));
        let candidates = matching
            .map(|(text, about)| Candidate { text: text.as_ref().to_owned(), about: about.as_ref().to_owned() });
        // A word in quotes is replaced whole.
        let is_plain = self.raw == self.partial.text;
        let prefix = if is_plain { String::new() } else { self.partial.text[..behind].to_owned() };
        let candidates =
            candidates.map(|candidate| Candidate { text: format!("{prefix}{}", candidate.text), ..candidate });
        let start = self.partial.at.start + if is_plain { behind } else { 0 };
        Completion { replaces: start..self.partial.at.end, candidates: candidates.collect(), hint: String::new() }
    }

    fn command(&self, is_bare: bool) -> Completion {
        let commands = Command::all().map(|command| (format!("{} ", command.name()), command.about()));
        let words = [("help", "all commands"), ("clear", "takes away what was printed")].into_iter();
        let words = words.filter(|(word, _)| is_bare || *word == "help").map(|(word, about)| (word.to_owned(), about));
        let aws = is_bare.then(|| ("aws sqs ".to_owned(), "may be left out"));
        self.among(commands.chain(words).chain(aws))
    }

    /// An option or a value behind a command.
    fn argument(&self, command: Command, before: &[&str]) -> Completion {
        let options = command.options();
        let named = |word: &str| options.iter().find(|option| option.name == word);
        // Of the option that the word may be a value of.
        let last = before.iter().rposition(|word| word.starts_with("--"));
        let behind = last.map(|at| (before[at], before.len() - at - 1));
        if let Some((name, value)) = self.partial.text.split_once('=')
            && let Some(option) = named(name)
        {
            let from = self.partial.text.len() - value.len();
            return self.value(command, option, from);
        }
        let is_option = self.partial.text.starts_with('-');
        let (option, values) = behind.and_then(|(name, values)| Some((named(name)?, values))).unzip();
        let wants = option.is_some_and(|option| match option.meaning.takes() {
            super::command::Takes::Many => true,
            super::command::Takes::Nothing => false,
            _ => values == Some(0),
        });
        if let Some(("--output", 0)) = behind {
            return self.among([("json ", "as it is anyway")].into_iter());
        }
        match option {
            Some(option) if wants && !is_option => {
                let mut completion = self.value(command, option, 0);
                let may_end = values.is_some_and(|values| values > 0);
                if may_end && self.partial.text.is_empty() {
                    completion.candidates.extend(self.options(command, &options, before).candidates);
                }
                completion
            }
            _ => self.options(command, &options, before),
        }
    }

    /// The options that are not given yet, what is required first.
    fn options(&self, command: Command, options: &[Opt], before: &[&str]) -> Completion {
        let is_given = |name: &str| before.iter().any(|word| word.split('=').next() == Some(name));
        let is_json = is_given("--cli-input-json");
        let requires =
            |option: &Opt| matches!(&option.meaning, Meaning::Member(member) if command.requires(member)) && !is_json;
        let offered = |option: &&Opt| {
            !is_given(&option.name) && !option.meaning.is_shadowed(command) && option.meaning != Meaning::InputYaml
        };
        let (first, then): (Vec<_>, Vec<_>) = options.iter().filter(offered).partition(|option| requires(option));
        let own = first.into_iter().chain(then).map(|option| {
            let about = option.meaning.about(command);
            (format!("{} ", option.name), if requires(option) { format!("Required. {about}") } else { about })
        });
        let output = GLOBALS.iter().filter(|(name, ..)| *name == "--output" && !is_given(name));
        let output = output.map(|(name, ..)| (format!("{name} "), "json".to_owned()));
        let help = before.is_empty().then(|| ("help".to_owned(), "this command and its options".to_owned()));
        self.among(own.chain(output).chain(help))
    }

    /// A value of an option. It begins behind so many bytes of the word.
    fn value(&self, command: Command, option: &Opt, from: usize) -> Completion {
        let Meaning::Member(member) = option.meaning else {
            return Completion { hint: option.meaning.about(command), ..self.nothing() };
        };
        let texts = |texts: &[String], about: &'static str| {
            self.among_behind(from, texts.iter().map(|text| (format!("{text} "), about)))
        };
        let typed = &self.partial.text[from..];
        let found = match (member.name, member.shape) {
            ("QueueUrl", _) => self.among_behind(
                from,
                self.known.queue_urls.iter().flat_map(|url| {
                    let name = url.rsplit('/').next().unwrap_or(url);
                    [(format!("{name} "), "by its name".to_owned()), (format!("{url} "), "by its URL".to_owned())]
                }),
            ),
            ("SourceArn" | "DestinationArn", _) => texts(self.known.queue_arns, "a queue"),
            ("ReceiptHandle", _) => texts(self.known.receipt_handles, "of a receive in this console"),
            ("Actions", _) => {
                let all = [("* ".to_owned(), "everything")].into_iter();
                let actions = Request::ACTIONS.iter().map(|action| (format!("{action} "), "only this"));
                self.among_behind(from, all.chain(actions))
            }
            ("AttributeNames", _) if command.action == "GetQueueAttributes" => {
                let names =
                    AttributeName::ALL.iter().map(|name| (format!("{} ", name.as_str()), about_attribute(*name)));
                let all = ("All ".to_owned(), "all of them".to_owned());
                self.among_behind(from, [all].into_iter().chain(names))
            }
            ("AttributeNames" | "MessageSystemAttributeNames", _) => {
                self.among_behind(from, SYSTEM_ATTRIBUTES.iter().map(|(name, about)| (format!("{name} "), *about)))
            }
            ("MessageAttributeNames", _) => self.among_behind(from, [("All ", "all of them")].into_iter()),
            ("Attributes", _) => self.attributes(command, from),
            ("MessageSystemAttributes", _) if !typed.contains('=') => {
                let value = ("AWSTraceHeader={DataType=String,StringValue=", "the trace that it belongs to");
                self.among_behind(from, [value].into_iter())
            }
            ("MessageAttributes", _) => self.message_attribute(from),
            ("Entries", Shape::Entries(members)) => self.entry(members, from),
            _ => self.nothing(),
        };
        Completion { hint: option.meaning.about(command), ..found }
    }

    fn nothing(&self) -> Completion {
        Completion { replaces: self.partial.at.end..self.partial.at.end, ..Completion::default() }
    }

    /// `Name=` behind the last comma of a list of settable attributes.
    fn attributes(&self, command: Command, from: usize) -> Completion {
        let typed = &self.partial.text[from..];
        let behind = from + typed.rfind(',').map_or(0, |comma| comma + 1);
        if self.partial.text[behind..].contains('=') || typed.starts_with('{') {
            return self.nothing();
        }
        let may_set = |name: &&AttributeName| {
            let read_only = name.as_str().starts_with("Approximate") || name.as_str().ends_with("Timestamp");
            let at_birth = **name == AttributeName::FifoQueue && command.action != "CreateQueue";
            !read_only
                && !at_birth
                && **name != AttributeName::QueueArn
                && !typed.contains(&format!("{}=", name.as_str()))
        };
        let names = AttributeName::ALL.iter().filter(may_set);
        self.among_behind(behind, names.map(|name| (format!("{}=", name.as_str()), about_attribute(*name))))
    }

    fn message_attribute(&self, from: usize) -> Completion {
        let typed = &self.partial.text[from..];
        match typed.rsplit_once("DataType=") {
            Some((_, kind)) if !kind.contains(',') => {
                let behind = self.partial.text.len() - kind.len();
                self.among_behind(behind, DATA_TYPES.iter().map(|(name, about)| (format!("{name},"), *about)))
            }
            Some((_, rest)) if rest.contains(',') && !rest.contains("Value=") => {
                let behind = self.partial.text.len() - rest.rsplit(',').next().unwrap_or("").len();
                let kinds =
                    if rest.starts_with("Binary") { ("BinaryValue=", "base64") } else { ("StringValue=", "its value") };
                self.among_behind(behind, [kinds].into_iter())
            }
            None if typed.is_empty() => self.among_behind(
                from,
                [("name={DataType=String,StringValue=", "put your name in place of name")].into_iter(),
            ),
            None if typed.ends_with('=') => {
                self.among_behind(self.partial.text.len(), [("{DataType=", "its type comes first")].into_iter())
            }
            _ => self.nothing(),
        }
    }

    /// `Name=` behind the last comma of a batch's entry.
    fn entry(&self, members: &[Member], from: usize) -> Completion {
        let typed = &self.partial.text[from..];
        let behind = from + typed.rfind(',').map_or(0, |comma| comma + 1);
        let last = &self.partial.text[behind..];
        if typed.starts_with(['{', '[']) || typed.contains('{') {
            return self.nothing();
        }
        if let Some(handle) = last.strip_prefix("ReceiptHandle=") {
            let behind = self.partial.text.len() - handle.len();
            let handles = self.known.receipt_handles.iter();
            return self.among_behind(behind, handles.map(|handle| (handle.as_str(), "of a receive in this console")));
        }
        if last.contains('=') {
            return self.nothing();
        }
        let open = members.iter().filter(|member| !typed.contains(&format!("{}=", member.name)));
        self.among_behind(behind, open.map(|member| (format!("{}=", member.name), "of this entry")))
    }
}

/// In any letter case.
fn begins(text: &str, typed: &str) -> bool {
    let mut letters = text.chars();
    typed.chars().all(|typed| letters.next().is_some_and(|letter| letter.eq_ignore_ascii_case(&typed)))
}

fn about_attribute(name: AttributeName) -> String {
    let about = match name {
        AttributeName::ApproximateNumberOfMessages => "visible messages",
        AttributeName::ApproximateNumberOfMessagesDelayed => "delayed messages",
        AttributeName::ApproximateNumberOfMessagesNotVisible => "messages in flight",
        AttributeName::CreatedTimestamp => "when it was made, epoch seconds",
        AttributeName::DelaySeconds => "seconds a new message stays out of sight",
        AttributeName::LastModifiedTimestamp => "when its attributes changed, epoch seconds",
        AttributeName::MaximumMessageSize => "bytes a message may have",
        AttributeName::MessageRetentionPeriod => "seconds a message is kept",
        AttributeName::Policy => "who may do what, as JSON",
        AttributeName::QueueArn => "its name among all queues",
        AttributeName::ReceiveMessageWaitTimeSeconds => "seconds a receive waits for a message",
        AttributeName::RedrivePolicy => "dead-letter queue and receive limit, as JSON",
        AttributeName::RedriveAllowPolicy => "whose dead letters it takes, as JSON",
        AttributeName::SqsManagedSseEnabled => "encryption with keys that SQS owns",
        AttributeName::VisibilityTimeout => "seconds a received message stays hidden",
        AttributeName::KmsMasterKeyId => "a KMS key",
        AttributeName::KmsDataKeyReusePeriodSeconds => "seconds a data key is used again",
        AttributeName::FifoQueue => "true makes a FIFO queue",
        AttributeName::ContentBasedDeduplication => "FIFO: the body tells duplicates",
        AttributeName::DeduplicationScope => "FIFO: queue or messageGroup",
        AttributeName::FifoThroughputLimit => "FIFO: perQueue or perMessageGroupId",
    };
    name.range().map_or_else(|| about.to_owned(), |(least, most)| format!("{about}: {least} to {most}"))
}
