//! The details of the selection: a person with settings, a message with its history, or a tray. Each shows its last API
//! call.

use yew::prelude::*;

use super::copies::Copies;
use super::describe::{self, grouped};
use super::field::{Form, Setting};
use super::figure::{figure, icon};
use super::guests;
use super::intent::{Deeds, Intent, Panel, Selection};
use super::metrics::wrap_words;
use super::person::portrait;
use super::strings;
use super::ticket::{nth_time, seconds_left};
use super::{memory, move_back};
use model::shop::{
    BaristaSettings, CashierSettings, GuestView, Intervention, Lane, LaneView, MemoryView, MoveBackView, PersonId,
    PersonSettings, PersonView, TicketLife, TicketState, TicketView,
};
use model::sqs::{Request, TRACE_HEADER};
use model::time::Instant;
use stage::art::Icon;
use stage::words;

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
        Subject::Person(person) => person_html(person, props.form),
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

const LEGEND: [(&str, &str, &str); 4] = [
    ("waiting", "Waiting · visible", "any barista can take it"),
    ("making", "Making · hidden", "hidden until its ring runs out"),
    ("done", "Done · deleted", "served, then deleted"),
    ("dead", "Dead letter", "failed too often"),
];

fn welcome(ideas: &[Idea], board: bool, on: &Callback<Intent>) -> Html {
    let idea = |idea: &Idea| {
        let (deeds, beside) = (idea.deeds.clone(), idea.beside.clone());
        let both = beside.is_some();
        // There is nothing to do at this moment; the button keeps its place and the focus.
        let is_idle = deeds.is_empty() && beside.as_ref().is_none_or(Vec::is_empty);
        let onclick = on.reform(move |_: MouseEvent| match &beside {
            None => Intent::Deeds(Deeds::All(deeds.clone())),
            Some(beside) => Intent::Deeds(Deeds::Both(deeds.clone(), beside.clone())),
        });
        html! {
            <li><button type="button" onclick={(!is_idle).then_some(onclick)} aria-disabled={is_idle.then_some("true")} data-testid="idea">
                <b>{ &idea.text }if both { { ", in both shops" } }</b><span>{ idea.why }</span>
            </button></li>
        }
    };
    html! {
        <>
            if board {
                <p class="tip"><b>{ "A queue that you can watch." }</b>
                    { " Press a slip to see its history and API call, or a person to see what they do." }</p>
            } else {
                <p class="tip"><b>{ "A shop without a queue." }</b>
                    { " Both must be there at the same time. A cashier with an order has to wait until a barista is free." }</p>
            }
            <h2>{ "Try this" }</h2>
            <ul class="ideas">{ for ideas.iter().map(idea) }</ul>
            if board {
                <h2>{ "What you see" }</h2>
                <dl class="legend">
                    { for LEGEND.iter().map(|(slug, name, means)| html! {
                        <div class={*slug}><dt><span class="sample" aria-hidden="true"></span>{ *name }</dt><dd>{ *means }</dd></div>
                    }) }
                </dl>
            }
        </>
    }
}

fn person_html(person: &PersonView, form: Form<'_>) -> Html {
    let finished = match person.settings {
        PersonSettings::Cashier(_) => "Orders passed on",
        PersonSettings::Barista(_) => "Drinks served",
    };
    html! {
        <>
            <div class="who">
                { figure(&portrait(person), "portrait") }
                <div><h2>{ &*person.name }</h2><p>{ describe::activity(person) }</p></div>
            </div>
            <dl class="kv"><dt>{ "Role" }</dt><dd>{ describe::role(person.role) }</dd>
                <dt>{ finished }</dt><dd>{ grouped(person.finished) }</dd>
                if person.empty_receives > 0 {
                    <dt>{ "Empty polls" }</dt><dd data-testid="empty-receives">{ grouped(person.empty_receives) }</dd>
                }
            </dl>
            { match &person.settings {
                PersonSettings::Cashier(settings) => cashier_fields(person.id, settings, form),
                PersonSettings::Barista(settings) => barista_fields(person.id, settings, form),
            } }
        </>
    }
}

fn guest_html(guest: &GuestView) -> Html {
    html! {
        <>
            <div class="who">
                { figure(&guests::portrait(guest), "portrait") }
                <div><h2>{ &*guest.name }</h2><p>{ format!("{}: {}", guest.action, guests::doing(guest)) }</p></div>
            </div>
            <p class="tip">{ "A guest: a program or the console. It calls the queue through the same API as everybody here." }</p>
            <dl class="kv"><dt>{ "Calls" }</dt><dd>{ grouped(guest.calls) }</dd>
                <dt>{ "Waiting" }</dt><dd>{ guest.waiting.to_string() }</dd></dl>
        </>
    }
}

const PACE_STOPS: &[u64] = &[
    100, 500, 1_000, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000, 6_000, 7_000, 8_000, 10_000, 12_000, 15_000, 20_000,
    30_000, 60_000, 120_000, 600_000,
];

const BATCH_STOPS: &[u64] = &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const WAIT_STOPS: &[u64] = &[0, 1, 2, 3, 5, 8, 10, 15, 20];
const PAUSE_STOPS: &[u64] = &[0, 100, 250, 500, 1_000, 2_000, 5_000, 10_000, 60_000, 600_000];

const CASHIER_SETTINGS: [Setting<CashierSettings>; 3] = [
    Setting {
        label: "Time per customer",
        slug: "take",
        hint: "On average, per customer: {range}.",
        number: CashierSettings::TAKE_MS,
        stops: PACE_STOPS,
    },
    Setting {
        label: "Orders per send",
        slug: "send-batch",
        hint: "If so many customers wait. Two or more make one SendMessageBatch, {range}.",
        number: CashierSettings::BATCH,
        stops: BATCH_STOPS,
    },
    Setting {
        label: "Sends twice",
        slug: "resend",
        hint: "How many of 100 orders are sent twice because no answer came. A FIFO queue drops the repeat, a standard \
            queue keeps both. {range}.",
        number: CashierSettings::RESEND_PERCENT,
        stops: &[0, 5, 10, 25, 50, 75, 100],
    },
];

fn cashier_fields(person: PersonId, settings: &CashierSettings, form: Form<'_>) -> Html {
    let set = move |settings| Intent::Do(Intervention::SetCashier { person, settings });
    html! { <>{ for CASHIER_SETTINGS.iter().map(|setting| setting.field(settings, form, set)) }</> }
}

const BARISTA_SETTINGS: [Setting<BaristaSettings>; 5] = [
    Setting {
        label: "Time per drink",
        slug: "make",
        hint: "On average: {range}. If this is longer than the visibility timeout, somebody else makes the drink too.",
        number: BaristaSettings::MAKE_MS,
        stops: PACE_STOPS,
    },
    Setting {
        label: "Orders per receive",
        slug: "max-messages",
        hint: "MaxNumberOfMessages of each receive, {range}.",
        number: BaristaSettings::MAX_MESSAGES,
        stops: BATCH_STOPS,
    },
    Setting {
        label: "Pause after an empty poll",
        slug: "pause",
        hint: "Between an empty short poll and the next: {range}.",
        number: BaristaSettings::PAUSE_MS,
        stops: PAUSE_STOPS,
    },
    Setting {
        label: "Deletes per batch",
        slug: "delete-batch",
        hint: "Finished orders. Two or more make one DeleteMessageBatch, {range}.",
        number: BaristaSettings::BATCH,
        stops: BATCH_STOPS,
    },
    Setting {
        label: "Waits at the board",
        slug: "own-wait",
        hint: "WaitTimeSeconds of each receive, {range}; 0 is a short poll.",
        number: BaristaSettings::WAIT_TIME_SECONDS,
        stops: WAIT_STOPS,
    },
];

fn barista_fields(person: PersonId, settings: &BaristaSettings, form: Form<'_>) -> Html {
    let on = form.on;
    let set = move |settings| Intent::Do(Intervention::SetBarista { person, settings });
    let field = |setting: &'static Setting<_>| setting.field(settings, form, set);
    let own_wait = settings.wait_time_seconds.is_some();
    let base = settings.clone();
    let toggle_wait = on.reform(move |_: Event| {
        let wait_time_seconds = if own_wait { None } else { Some(0) };
        Intent::Do(Intervention::SetBarista { person, settings: BaristaSettings { wait_time_seconds, ..base.clone() } })
    });
    html! {
        <>
            { for BARISTA_SETTINGS[..4].iter().map(field) }
            <label class="check"><input type="checkbox" checked={own_wait} onchange={toggle_wait} />{ "Override the queue’s wait time" }</label>
            { for BARISTA_SETTINGS[4..].iter().map(field) }
        </>
    }
}

fn ticket_html(
    props: &DetailsProps<'_>,
    life: &TicketLife,
    holder: Option<&AttrValue>,
    sender: Option<&AttrValue>,
    yours: bool,
) -> Html {
    let ticket = &life.ticket;
    let message = ticket.id;
    let now = props.now;
    let deed = |icon_of, text: &'static str, deed: Intervention, title: &'static str| {
        let onclick = props.form.on.reform(move |_: MouseEvent| Intent::Do(deed.clone()));
        html! { <button type="button" class="pill" {onclick} {title}>{ icon(icon_of) }{ text }</button> }
    };
    let in_flight = matches!(ticket.state, TicketState::Making { .. });
    html! {
        <>
            <h2>{ format!("Order {} · {}", ticket.order.number, ticket.order.label) }</h2>
            <dl class="kv">
                <dt>{ "State" }</dt><dd>{ state_words(ticket) }</dd>
                if let TicketState::Making { until, .. } = ticket.state {
                    <dt>{ "Visible again in" }</dt><dd>{ format!("{} s", seconds_left(until, now)) }</dd>
                }
                if let Some(holder) = holder { <dt>{ "Taken by" }</dt><dd>{ holder.clone() }</dd> }
                <dt>{ "Received" }</dt><dd data-testid="receive-count">{ format!("{} ×", ticket.receive_count) }</dd>
                <dt>{ "Sent" }</dt>
                <dd>{ format!("{}{} ago", sender.map(|name| format!("{name}, ")).unwrap_or_default(), now.since(ticket.sent_at)) }</dd>
                <dt>{ "Body" }</dt><dd>{ &*life.body }</dd>
                if let Some(group) = &ticket.group {
                    <dt>{ "Group" }</dt><dd data-testid="group">{ strings::mark(group) }{ words::group(Some(group)) }</dd>
                }
                <dt>{ "MessageId" }</dt><dd class="long">{ message.to_string() }</dd>
                if let Some(handle) = &life.receipt_handle {
                    <dt>{ "ReceiptHandle" }</dt><dd class="long">{ handle.to_string() }</dd>
                }
            </dl>
            if in_flight {
                <div class="deeds">
                    if yours { { deed(Icon::SERVE, "Serve", Intervention::Serve { message }, "DeleteMessage") } }
                    { deed(Icon::RETURN, "Put back", Intervention::PutBack { message }, "ChangeMessageVisibility with 0") }
                    { deed(Icon::BIN, "Delete", Intervention::Delete { message }, "DeleteMessage with the newest receipt handle") }
                </div>
            }
            { stands_on(life) }
            <h3>{ "History" }</h3>
            <ol class="life" data-testid="life">
                { for life.steps.iter().map(|(at, sentence)| html! { <li><time>{ at.to_string() }</time><span>{ sentence }</span></li> }) }
            </ol>
        </>
    }
}

/// The attributes of a message: the system attributes as a receive returns them, and the sender's.
fn stands_on(life: &TicketLife) -> Html {
    let envelope = life.envelope.as_deref();
    let fifo = envelope.and_then(|envelope| envelope.fifo.as_ref());
    let system = [
        ("ApproximateReceiveCount", Some(life.ticket.receive_count.to_string())),
        ("ApproximateFirstReceiveTimestamp", life.first_received_at.map(|at| at.to_string())),
        ("SentTimestamp", Some(life.ticket.sent_at.to_string())),
        ("MessageGroupId", life.ticket.group.as_ref().map(|group| group.id.to_string())),
        ("MessageDeduplicationId", fifo.map(|(id, _)| id.clone())),
        ("SequenceNumber", fifo.map(|(_, number)| number.to_string())),
        (TRACE_HEADER, envelope.and_then(|envelope| envelope.trace_header()).map(str::to_owned)),
    ];
    let own = envelope.map(|envelope| &envelope.attributes).filter(|own| !own.is_empty());
    html! {
        <>
            <h3>{ "System attributes" }</h3>
            <dl class="kv named" data-testid="system-attributes">
                { for system.into_iter().filter_map(|(name, value)| Some(html! {
                    <><dt><code>{ wrap_words(name) }</code></dt><dd class="long">{ value? }</dd></>
                })) }
            </dl>
            if let Some(own) = own {
                <h3>{ "Message attributes" }</h3>
                <dl class="kv named" data-testid="message-attributes">
                    { for own.iter().map(|(name, attribute)| {
                        let bytes = || format!("{} bytes", attribute.binary_value.as_ref().map_or(0, Vec::len));
                        let value = attribute.string_value.clone().unwrap_or_else(bytes);
                        html! { <><dt>{ name }<small>{ &attribute.data_type }</small></dt><dd class="long">{ value }</dd></> }
                    }) }
                </dl>
            }
        </>
    }
}

fn state_words(ticket: &TicketView) -> &'static str {
    match &ticket.state {
        TicketState::Waiting if ticket.blocked => "waiting · locked",
        TicketState::Delayed { .. } => "delayed",
        TicketState::Waiting => "waiting · visible",
        TicketState::Making { held: true, .. } => "being made · in flight",
        TicketState::Making { held: false, .. } => "dropped · in flight",
        TicketState::Done => "done · deleted",
        TicketState::Dead => "dead letter",
        TicketState::Expired => "expired",
        TicketState::Purged => "purged",
    }
}

fn lane_html(lane: Lane, view: &LaneView, moving: Option<MoveBackView>, on: &Callback<Intent>) -> Html {
    let (title, empty) = match lane {
        Lane::Done => ("Done · deleted", "Nothing is done yet. An order is deleted only after it was made."),
        Lane::Dead => (
            "Dead letters",
            "No dead letters. An order that failed on its last try comes here. Otherwise it would come back for ever.",
        ),
        Lane::Delayed => ("Delayed", "No order is delayed."),
        Lane::Waiting => ("Waiting · visible", "No order is waiting."),
        Lane::Making => ("Making · hidden", "No order is being made."),
    };
    let rest = view.count.saturating_sub(view.first.len() as u64);
    html! {
        <>
            <h2>{ format!("{title}: {}", grouped(view.count)) }</h2>
            if view.count == 0 { <p class="tip">{ empty }</p> }
            if lane == Lane::Dead { { move_back::panel(view.count, moving, on) } }
            <ol class="orders" data-testid="lane-list">
                { for view.first.iter().map(|ticket| {
                    let message = ticket.id;
                    let tries = (ticket.receive_count > 1).then(|| nth_time(ticket.receive_count));
                    html! {
                        <li key={message.to_string()}>
                            <button type="button" onclick={on.reform(move |_: MouseEvent| Intent::Panel(Panel::Select(Selection::Ticket(message))))}>
                                <b>{ &*ticket.order.number }</b><span>{ &*ticket.order.label }</span><small>{ for tries }</small>
                            </button>
                        </li>
                    }
                }) }
            </ol>
            if rest > 0 && view.count > 0 {
                <p class="note">{ format!("and {} more", grouped(rest)) }</p>
            }
        </>
    }
}

fn call_html(call: &Call) -> Html {
    html! {
        <div class="call" data-testid="call">
            <h3><code>{ call.request.action() }</code><span>{ format!("{} · {}", call.by, call.time) }</span></h3>
            <pre tabindex="0" aria-label="Request and response as JSON">
                <span class="request">{ format!("{:#}", call.request.to_json()) }</span>{ "\n" }
                if let Some(answer) = &call.answer {
                    <span class="arrow">{ "→ " }</span><span class="answer">{ answer }</span>
                } else {
                    <span class="arrow">{ "→ waiting for an answer (long poll)" }</span>
                }
            </pre>
            <Copies request={call.request.clone()} />
        </div>
    }
}
