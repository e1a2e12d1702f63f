//! The details of the selection: a person with settings, a message with its history, or a tray. Each shows its last API
//! call.

mod call;
mod lane;
mod person;
mod staff_settings;
mod ticket;
mod welcome;

use yew::prelude::*;

use super::field::Form;
use super::figure::icon;
use super::intent::{Intent, Panel};
use super::memory;
use call::call_html;
use lane::lane_html;
use model::shop::{GuestView, Intervention, Lane, LaneView, MemoryView, MoveBackView, PersonView, TicketLife};
use model::sqs::Request;
use model::time::Instant;
use person::{guest_html, person_html};
use stage::art::Icon;
use ticket::ticket_html;
use welcome::welcome;

/// The last API call of the selection.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The caller's name.
    pub by: String,
    /// The moment, formatted as on the clock.
    pub time: String,
    pub request: Request,
    /// The response or error as JSON; `None` while the call is pending.
    pub answer: Option<String>,
}

/// The content of the panel.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// Nothing is selected: ideas to try.
    Nothing {
        ideas: Vec<Idea>,
        /// True if the shop has a board; the panel then explains its colours.
        board: bool,
    },
    /// The selected person or message no longer exists.
    Gone,
    /// A person.
    Person(PersonView),
    /// A program that calls from outside.
    Guest(GuestView),
    /// A message.
    Ticket {
        /// The message's history.
        life: TicketLife,
        /// The holder's name.
        holder: Option<AttrValue>,
        /// The sender's name.
        sender: Option<AttrValue>,
        /// True if you hold the message yourself.
        yours: bool,
    },
    /// A lane.
    Lane(Lane, LaneView),
    /// The deduplication window of a FIFO queue.
    Memory(MemoryView),
}

/// An idea to try.
#[derive(Clone, Debug, PartialEq)]
pub struct Idea {
    pub text: String,
    /// The expected effect.
    pub why: &'static str,
    /// The interventions, in order.
    pub deeds: Vec<Intervention>,
    /// The interventions in the other shop of a comparison, if it can do the same.
    pub beside: Option<Vec<Intervention>>,
}

/// The input of [`details`].
pub struct DetailsProps<'a> {
    pub subject: &'a Subject,
    pub call: Option<&'a Call>,
    /// The current moment, in whole seconds.
    pub now: Instant,
    /// The running task that moves dead letters back to the board.
    pub moving: Option<MoveBackView>,
    /// The state of the fields.
    pub form: Form<'a>,
}

pub fn details(props: &DetailsProps<'_>) -> Html {
    let subject = match props.subject {
        Subject::Nothing { ideas, board } => welcome(ideas, *board, props.form.on),
        Subject::Gone => html! { <p class="tip">{ "This is no longer here." }</p> },
        Subject::Person(person) => person_html(person, props.now, props.form),
        Subject::Guest(guest) => guest_html(guest),
        Subject::Ticket { life, holder, sender, yours } => {
            ticket_html(props, life, holder.as_ref(), sender.as_ref(), *yours)
        }
        Subject::Lane(lane, view) => lane_html(*lane, view, props.moving, props.form.on),
        Subject::Memory(seen) => memory::list(seen, props.now, props.form.on),
    };
    let is_nothing = matches!(props.subject, Subject::Nothing { .. });
    html! {
        <>
            if !is_nothing { { back(props.form.on) } }
            { subject }
            { props.call.map(call_html).unwrap_or_default() }
        </>
    }
}

/// The button that leads back to the ideas.
fn back(on: &Callback<Intent>) -> Html {
    html! {
        <button type="button" class="round back" onclick={on.reform(|_: MouseEvent| Intent::Panel(Panel::Deselect))}
            aria-label="Close the details" title="Back to the ideas (Esc)" data-testid="close-details">{ icon(Icon::CLOSE) }</button>
    }
}
