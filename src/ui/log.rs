//! What happened, with a filter.

use yew::prelude::*;

use super::describe::grouped;
use super::intent::{Intent, Panel, Selection, Time, hear};
use model::shop::PersonId;
use model::sqs::MessageId;
use model::time::Instant;

/// Lines shown at most; the filter goes through all that are kept.
pub const LINES_MAX: usize = 150;

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct LogLine {
    /// Its number.
    pub seq: u64,
    /// When.
    pub at: Instant,
    /// The kind's name.
    pub kind: &'static str,
    /// The sentence.
    pub sentence: String,
    /// About this message.
    pub message: Option<MessageId>,
    /// Done by.
    pub person: Option<PersonId>,
}

/// Which lines are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// One of [`GROUPS`]; everything where empty.
    pub group: &'static str,
    /// Text that a line must hold, in any letter case.
    pub text: String,
}

/// Groups of kinds to choose from.
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
    /// Lets this kind through?
    #[must_use]
    pub fn admits(&self, kind: &str) -> bool {
        GROUPS.iter().find(|(name, _)| *name == self.group).is_none_or(|(_, kinds)| kinds.contains(&kind))
    }

    /// Lets this sentence through?
    #[must_use]
    pub fn finds(&self, sentence: &str) -> bool {
        self.text.is_empty() || sentence.to_ascii_lowercase().contains(&self.text.to_ascii_lowercase())
    }
}

/// What the log needs.
pub struct LogProps<'a> {
    /// The latest lines that the filter lets through, latest first.
    pub lines: &'a [LogLine],
    /// How many happenings are kept.
    pub kept: u64,
    /// How many there were.
    pub total: u64,
    /// Which are shown.
    pub filter: &'a Filter,
    /// Called with another filter.
    pub on_filter: &'a Callback<Filter>,
    /// Where wishes go.
    pub on: &'a Callback<Intent>,
}

/// The log.
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
        true => format!("{} happenings; the latest {} are kept.", grouped(props.total), grouped(props.kept)),
        false => format!("{} happenings.", grouped(props.total)),
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
                <p class="note">{ "Nothing to show yet, or nothing fits the filter." }</p>
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
