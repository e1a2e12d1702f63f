//! The log of events, with a filter.

use yew::prelude::*;

use super::describe::grouped;
use super::intent::{Intent, Panel, Selection, Time, hear};
use model::shop::PersonId;
use model::sqs::MessageId;
use model::time::Instant;

/// The maximum number of lines shown. The filter searches all kept events.
pub const LINES_MAX: usize = 150;

/// A line of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct LogLine {
    /// The event's number in the run.
    pub seq: u64,
    pub at: Instant,
    /// The name of the event's kind.
    pub kind: &'static str,
    pub sentence: String,
    /// The message that the event is about.
    pub message: Option<MessageId>,
    /// The person who acted.
    pub person: Option<PersonId>,
}

/// Selects the lines to show.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// A name in [`GROUPS`]; empty selects all kinds.
    pub group: &'static str,
    /// Text that the sentence must contain, in any letter case.
    pub text: String,
}

/// The groups of kinds that the filter offers.
pub const GROUPS: [(&str, &[&str]); 5] = [
    ("Sent", &["Sent", "BecameVisible", "OrderSentAgain", "Deduplicated"]),
    ("Received", &["Received", "ReceivedNothing", "VisibilityChanged", "Duplicated"]),
    (
        "Back again",
        &["Reappeared", "CupDropped", "DeadLettered", "Expired", "Purged", "MoveStarted", "Moved", "MoveEnded"],
    ),
    ("Deleted", &["Deleted", "DrinkServed"]),
    ("Customers", &["CustomerArrived", "CustomerWalkedOut", "CustomerCalled", "OrderTaken", "DrinkServed"]),
];

impl Filter {
    /// Returns true if the chosen group contains this kind.
    #[must_use]
    pub fn admits(&self, kind: &str) -> bool {
        GROUPS.iter().find(|(name, _)| *name == self.group).is_none_or(|(_, kinds)| kinds.contains(&kind))
    }

    /// Returns true if the sentence contains the text.
    #[must_use]
    pub fn finds(&self, sentence: &str) -> bool {
        self.text.is_empty() || sentence.to_ascii_lowercase().contains(&self.text.to_ascii_lowercase())
    }
}

/// The input of [`log`].
pub struct LogProps<'a> {
    /// The lines that match the filter, newest first, at most [`LINES_MAX`].
    pub lines: &'a [LogLine],
    /// The number of kept events.
    pub kept: u64,
    /// The number of all events of the run.
    pub total: u64,
    pub filter: &'a Filter,
    /// Receives a changed filter.
    pub on_filter: &'a Callback<Filter>,
    /// Receives the user's intents.
    pub on: &'a Callback<Intent>,
}

pub fn log(props: &LogProps<'_>) -> Html {
    let choose = {
        let filter = props.filter.clone();
        hear(props.on_filter, move |event: Event| {
            let value = event.target_dyn_into::<web_sys::HtmlSelectElement>()?.value();
            let group = GROUPS.iter().find(|(name, _)| *name == value).map_or("", |(name, _)| *name);
            Some(Filter { group, ..filter.clone() })
        })
    };
    let search = {
        let filter = props.filter.clone();
        hear(props.on_filter, move |event: InputEvent| {
            let text = event.target_dyn_into::<web_sys::HtmlInputElement>()?.value();
            Some(Filter { text, ..filter.clone() })
        })
    };
    let total = match props.total > props.kept {
        true => format!("{} events. The latest {} are kept.", grouped(props.total), grouped(props.kept)),
        false => format!("{} events.", grouped(props.total)),
    };
    let shown = if props.lines.len() == LINES_MAX { format!(" Shown: the latest {LINES_MAX}.") } else { String::new() };
    html! {
        <>
            <div class="log-filter">
                <label class="select">
                    <span class="hidden-visually">{ "Show" }</span>
                    <select onchange={choose} data-testid="log-filter">
                        <option value="" selected={props.filter.group.is_empty()}>{ "Everything" }</option>
                        { for GROUPS.iter().map(|(name, _)| html! {
                            <option value={*name} selected={props.filter.group == *name}>{ *name }</option>
                        }) }
                    </select>
                </label>
                <input type="search" placeholder="Find: #38, Cleo …" aria-label="Find in the log" value={props.filter.text.clone()}
                    oninput={search} data-testid="log-search" />
            </div>
            <p class="note">{ total }{ shown }</p>
            if props.lines.is_empty() {
                <p class="note">{ "No events yet, or none fits the filter." }</p>
            }
            <ol class="log" data-testid="log" reversed=true>
                { for props.lines.iter().map(|line| line_html(line, props.on)) }
            </ol>
        </>
    }
}

fn line_html(line: &LogLine, on: &Callback<Intent>) -> Html {
    let selection = match (line.message, line.person) {
        (Some(message), _) => Selection::Ticket(message),
        (None, Some(person)) => Selection::Person(person),
        (None, None) => Selection::None,
    };
    let at = line.at;
    html! {
        <li key={line.seq} class={line.kind.to_ascii_lowercase()}>
            <button type="button" class="when" title="Go to this moment" onclick={on.reform(move |_: MouseEvent| Intent::Time(Time::Seek(at)))}>
                <span class="hidden-visually">{ "Go to " }</span><time>{ at.to_string() }</time>
            </button>
            if selection == Selection::None {
                <span class="plain">{ &line.sentence }</span>
            } else {
                <button type="button" onclick={on.reform(move |_: MouseEvent| Intent::Panel(Panel::Select(selection)))}>{ &line.sentence }</button>
            }
        </li>
    }
}
