//! A message: its state, its deeds, its history and attributes.

use yew::prelude::*;

use super::super::figure::icon;
use super::super::intent::Intent;
use super::super::metrics::wrap_words;
use super::super::strings;
use super::super::ticket::seconds_left;
use super::DetailsProps;
use model::shop::{Intervention, TicketLife, TicketState, TicketView};
use model::sqs::TRACE_HEADER;
use stage::art::Icon;
use stage::words;

pub(super) fn ticket_html(
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
pub(super) fn stands_on(life: &TicketLife) -> Html {
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

pub(super) fn state_words(ticket: &TicketView) -> &'static str {
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
