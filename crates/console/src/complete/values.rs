//! Candidates for the values of options.

use super::super::command::Command;
use super::super::meaning::{Meaning, Opt};
use super::Completion;
use super::attributes::{SYSTEM_ATTRIBUTES, about};
use super::place::Place;
use model::sqs::{AttributeName, Member, Request, Shape};

const DATA_TYPES: [(&str, &str); 3] = [("String", "a text"), ("Number", "a number"), ("Binary", "bytes, as base64")];

impl Place<'_> {
    /// A value of an option. The value starts at byte `from` of the word.
    pub(super) fn value(&self, command: Command, option: &Opt, from: usize) -> Completion {
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
                let names = AttributeName::ALL.iter().map(|name| (format!("{} ", name.as_str()), about(*name)));
                let all = ("All ".to_owned(), "all of them".to_owned());
                self.among_behind(from, [all].into_iter().chain(names))
            }
            ("AttributeNames" | "MessageSystemAttributeNames", _) => {
                self.among_behind(from, SYSTEM_ATTRIBUTES.iter().map(|(name, about)| (format!("{name} "), *about)))
            }
            ("MessageAttributeNames", _) => self.among_behind(from, [("All ", "all of them")].into_iter()),
            ("Attributes", _) => self.attributes(command, from),
            ("MessageSystemAttributes", _) if !typed.contains('=') => {
                let value = ("AWSTraceHeader={DataType=String,StringValue=", "its trace");
                self.among_behind(from, [value].into_iter())
            }
            ("MessageAttributes", _) => self.message_attribute(from),
            ("Entries", Shape::Entries(members)) => self.entry(members, from),
            _ => self.nothing(),
        };
        Completion { hint: option.meaning.about(command), ..found }
    }

    /// The next `Name=` in a list of attributes that can be set.
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
        self.among_behind(behind, names.map(|name| (format!("{}=", name.as_str()), about(*name))))
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

    /// The next `Name=` in an entry of a batch.
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
