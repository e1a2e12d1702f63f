//! Candidates for commands and options.

use super::super::command::Command;
use super::super::globals::GLOBALS;
use super::super::meaning::{Meaning, Opt, Takes};
use super::Completion;
use super::place::Place;

impl Place<'_> {
    pub(super) fn command(&self, is_bare: bool) -> Completion {
        let commands = Command::all().map(|command| (format!("{} ", command.name()), command.about()));
        let words = [("help", "all commands"), ("clear", "clears the console")].into_iter();
        let words = words.filter(|(word, _)| is_bare || *word == "help").map(|(word, about)| (word.to_owned(), about));
        let aws = is_bare.then(|| ("aws sqs ".to_owned(), "optional"));
        self.among(commands.chain(words).chain(aws))
    }

    /// An option of a command, or a value of an option.
    pub(super) fn argument(&self, command: Command, before: &[&str]) -> Completion {
        let options = command.options();
        let named = |word: &str| options.iter().find(|option| option.name == word);
        // The last option before the word, which can be a value of it.
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
            Takes::Many => true,
            Takes::Nothing => false,
            _ => values == Some(0),
        });
        if let Some(("--output", 0)) = behind {
            return self.among([("json ", "the default")].into_iter());
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

    /// The options that the line does not have yet, required ones first.
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
}
