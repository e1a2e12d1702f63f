//! The queue's attributes and tags besides the shop's settings: kind, FIFO options, sizes, policies, encryption. Each
//! change is an API call, and the panel shows the service's answer.

mod kind;
mod text;

use yew::prelude::*;

use super::field::{Form, Number};
use super::figure::icon;
use super::intent::Intent;
use super::metrics::wrap_words;
use kind::{fifo, kind};
use model::settings::{Range, Unit};
use model::shop::{Intervention, QueueSettings, Snapshot};
use model::sqs::{AttributeName, ByName, limits};
use stage::art::Icon;
use text::{POLICIES, tags, text_field};

/// The read-only attributes, in the order of the list.
const READ_ONLY: [AttributeName; 6] = [
    AttributeName::QueueArn,
    AttributeName::ApproximateNumberOfMessages,
    AttributeName::ApproximateNumberOfMessagesNotVisible,
    AttributeName::ApproximateNumberOfMessagesDelayed,
    AttributeName::CreatedTimestamp,
    AttributeName::LastModifiedTimestamp,
];

fn set(name: AttributeName, value: String) -> Intent {
    Intent::Do(Intervention::SetAttribute { name: name.as_str().to_owned(), value })
}

fn set_queue(settings: QueueSettings) -> Intent {
    Intent::Do(Intervention::SetQueue { settings })
}

/// The panel with all attributes and tags.
pub fn attributes(snapshot: &Snapshot, form: Form<'_>) -> Html {
    let (queue, known) = (&snapshot.queue, &snapshot.attributes);
    html! {
        <>
            <h2>{ "Kind of queue" }</h2>
            { kind(queue.fifo, form.on) }
            if queue.fifo { { fifo(queue, form.on) } }
            <h2>{ "More attributes" }</h2>
            { number(known, form, NumberOf {
                label: "Maximum message size",
                slug: "max-size",
                unit: Unit::Bytes,
                name: AttributeName::MaximumMessageSize,
                default: u64::from(limits::default::MAXIMUM_MESSAGE_SIZE_BYTES),
                stops: &[1_024, 2_048, 4_096, 16_384, 65_536, 262_144, 1_048_576],
                hint: "Body and attributes of one message. MaximumMessageSize, {range}.",
            }) }
            { encryption(known, form.on) }
            { for POLICIES.iter().map(|text| text_field(text, known, form)) }
            { number(known, form, NumberOf {
                label: "KMS key reuse",
                slug: "kms-reuse",
                unit: Unit::Seconds,
                name: AttributeName::KmsDataKeyReusePeriodSeconds,
                default: 300,
                stops: &[60, 300, 900, 3_600, 43_200, 86_400],
                hint: "How long SQS reuses a data key. KmsDataKeyReusePeriodSeconds, {range}. Only reported with a KMS key.",
            }) }
            { tags(&snapshot.tags, form) }
            { reading(known, form.on) }
        </>
    }
}

struct NumberOf {
    label: &'static str,
    slug: &'static str,
    unit: Unit,
    name: AttributeName,
    default: u64,
    stops: &'static [u64],
    hint: &'static str,
}

fn number(known: &ByName<String>, form: Form<'_>, of: NumberOf) -> Html {
    let NumberOf { label, slug, unit, name, default, stops, hint } = of;
    let value = known.get(name.as_str()).and_then(|text| text.parse().ok()).unwrap_or(default);
    let (low, high) = name.range().map_or((0, u64::MAX), |(low, high)| (low.into(), high.into()));
    let range = Range { what: label, low, high, unit };
    Number { label, hint, slug, range, stops, value, form }.field(move |value| set(name, value.to_string()))
}

fn encryption(known: &ByName<String>, on: &Callback<Intent>) -> Html {
    let name = AttributeName::SqsManagedSseEnabled;
    let is_on = known.get(name.as_str()).is_none_or(|text| text == "true");
    let toggle = on.reform(move |_: Event| set(name, (!is_on).to_string()));
    html! {
        <label class="check">
            <input type="checkbox" checked={is_on} onchange={toggle} data-testid="sse" />
            { "Encrypt with keys that SQS manages (SqsManagedSseEnabled)" }
        </label>
    }
}

/// The attributes that the service last reported.
fn reading(known: &ByName<String>, on: &Callback<Intent>) -> Html {
    let read = on.reform(|_: MouseEvent| Intent::Do(Intervention::ReadQueue));
    html! {
        <>
            <h3>{ "What SQS reports" }</h3>
            <button type="button" class="pill" onclick={read} data-testid="read-queue" title="GetQueueAttributes and ListQueueTags">
                { icon(Icon::SEARCH) }{ "Read attributes" }
            </button>
            if !known.is_empty() {
                <dl class="kv named" data-testid="reported">
                    { for READ_ONLY.iter().filter_map(|name| {
                        let value = known.get(name.as_str())?;
                        Some(html! { <><dt><code>{ wrap_words(name.as_str()) }</code></dt><dd class="long">{ value }</dd></> })
                    }) }
                </dl>
            }
        </>
    }
}
