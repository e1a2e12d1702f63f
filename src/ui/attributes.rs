//! The queue's attributes and tags besides the shop's settings: kind, FIFO options, sizes, policies, encryption. Each
//! change is an API call, and the panel shows the service's answer.

use yew::prelude::*;

use super::field::{Form, Number};
use super::figure::icon;
use super::intent::{Intent, Open, hear};
use super::metrics::wrap_words;
use model::settings::{Range, Unit};
use model::shop::{DeduplicationScope, FifoThroughputLimit, Intervention, QueueSettings, Snapshot};
use model::sqs::{AttributeName, ByName, limits};
use stage::art::Icon;

/// An attribute with a text value.
struct Text {
    label: &'static str,
    slug: &'static str,
    name: AttributeName,
    hint: &'static str,
}

const POLICIES: [Text; 3] = [
    Text {
        label: "Policy",
        slug: "policy",
        name: AttributeName::Policy,
        hint: "Access policy (JSON). Stored, not enforced here. Empty: none.",
    },
    Text {
        label: "Redrive allow policy",
        slug: "redrive-allow",
        name: AttributeName::RedriveAllowPolicy,
        hint: "Which queues may put their dead letters here: redrivePermission allowAll, denyAll, or byQueue with up to \
            ten sourceQueueArns, as JSON text. Empty: all.",
    },
    Text {
        label: "KMS key",
        slug: "kms-key",
        name: AttributeName::KmsMasterKeyId,
        hint: "KmsMasterKeyId: id, ARN or alias of a key. Switches encryption with SQS keys off. Empty: none.",
    },
];

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

/// The choice of the queue's kind. A queue's kind cannot change, so the shop restarts with a new queue.
fn kind(is_fifo: bool, on: &Callback<Intent>) -> Html {
    let button = |fifo: bool, text: &'static str, testid: &'static str| {
        let onclick = on.reform(move |_: MouseEvent| Intent::Open(Open::Kind(fifo)));
        html! {
            <button type="button" {onclick} aria-pressed={(fifo == is_fifo).to_string()} data-testid={testid}>{ text }</button>
        }
    };
    html! {
        <>
            <div class="segments kinds" role="group" aria-label="Kind of queue">
                { button(false, "Standard", "kind-standard") }
                { button(true, "FIFO", "kind-fifo") }
            </div>
            <p class="note">{ "FifoQueue is chosen when a queue is made, and never changes: with another kind the shop begins anew. \
                In a FIFO queue the orders of a table are made in their order, one after the other." }</p>
        </>
    }
}

fn fifo(queue: &QueueSettings, on: &Callback<Intent>) -> Html {
    let content = queue.content_based_deduplication;
    let by_content = QueueSettings { content_based_deduplication: !content, ..queue.clone() };
    let toggle = on.reform(move |_: Event| set_queue(by_content.clone()));
    let base = queue.clone();
    let scope = choice(
        "Deduplication scope",
        "Where SQS looks for repeats within five minutes. DeduplicationScope.",
        DeduplicationScope::ALL,
        DeduplicationScope::name,
        queue.deduplication_scope,
        on,
        move |deduplication_scope| set_queue(QueueSettings { deduplication_scope, ..base.clone() }),
    );
    let base = queue.clone();
    let limit = choice(
        "Throughput limit",
        "What the quota counts. FifoThroughputLimit. Per message group only with the same scope.",
        FifoThroughputLimit::ALL,
        FifoThroughputLimit::name,
        queue.fifo_throughput_limit,
        on,
        move |fifo_throughput_limit| set_queue(QueueSettings { fifo_throughput_limit, ..base.clone() }),
    );
    html! {
        <>
            <label class="check">
                <input type="checkbox" checked={content} onchange={toggle} data-testid="content-based" />
                { "Recognise repeats by their text (ContentBasedDeduplication)" }
            </label>
            { scope }
            { limit }
        </>
    }
}

/// A choice between names of the API.
fn choice<T: Copy + PartialEq + 'static>(
    label: &'static str,
    hint: &'static str,
    choices: &'static [T],
    name: fn(T) -> &'static str,
    value: T,
    on: &Callback<Intent>,
    wish: impl Fn(T) -> Intent + Clone + 'static,
) -> Html {
    html! {
        <div class="field choice" key={label}>
            <span class="label" aria-hidden="true">{ label }</span>
            <div class="segments" role="group" aria-label={label}>
                { for choices.iter().map(|&choice| {
                    let (name, wish) = (name(choice), wish.clone());
                    let onclick = on.reform(move |_: MouseEvent| wish(choice));
                    html! {
                        <button type="button" {onclick} aria-pressed={(choice == value).to_string()} data-testid={name}>{ name }</button>
                    }
                }) }
            </div>
            <p class="hint">{ hint }</p>
        </div>
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

fn text_field(text: &'static Text, known: &ByName<String>, form: Form<'_>) -> Html {
    let value = known.get(text.name.as_str()).cloned().unwrap_or_default();
    line(text.label, text.slug, text.hint, value, form, |value| Some(set(text.name, value)))
}

/// A text field that emits an intent when the text is complete.
fn line(
    label: &'static str,
    slug: &'static str,
    hint: &'static str,
    value: String,
    form: Form<'_>,
    wish: impl Fn(String) -> Option<Intent> + 'static,
) -> Html {
    let oninput = hear(form.on, move |event: InputEvent| {
        let input: web_sys::HtmlInputElement = event.target_dyn_into()?;
        Some(Intent::Draft(Some((slug, input.value()))))
    });
    let onchange = hear(form.on, move |event: Event| {
        let input: web_sys::HtmlInputElement = event.target_dyn_into()?;
        wish(input.value().trim().to_owned())
    });
    let shown = match form.draft {
        Some((drafted, text)) if *drafted == slug => text.clone(),
        _ => value,
    };
    let (id, hint_id) = (format!("field-{slug}"), format!("hint-{slug}"));
    html! {
        <div class="field" key={slug}>
            <label for={id.clone()}>{ label }</label>
            <input type="text" class="text" {id} value={shown} {oninput} {onchange} spellcheck="false" autocomplete="off"
                aria-describedby={hint_id.clone()} />
            <p class="hint" id={hint_id}>{ hint }</p>
        </div>
    }
}

fn tags(tags: &ByName<String>, form: Form<'_>) -> Html {
    let on = form.on;
    let hint = "key=value adds a tag (TagQueue): up to 50 per queue, keys of 128 and values of 256 characters.";
    html! {
        <>
            <h3>{ "Tags" }</h3>
            <ul class="tags" data-testid="tags">
                { for tags.iter().map(|(tag, value)| {
                    let key = tag.clone();
                    let remove = on.reform(move |_: MouseEvent| Intent::Do(Intervention::Untag { key: key.clone() }));
                    html! {
                        <li key={tag.clone()}><code>{ format!("{tag} = {value}") }</code>
                            <button type="button" class="round" onclick={remove} aria-label={format!("Remove the tag {tag}")}
                                title="UntagQueue">{ icon(Icon::CLOSE) }</button></li>
                    }
                }) }
            </ul>
            { line("New tag", "tag", hint, String::new(), form, |text| {
                if text.is_empty() {
                    return None;
                }
                let (key, value) = text.split_once('=').unwrap_or((&text, ""));
                Some(Intent::Do(Intervention::Tag { key: key.trim().to_owned(), value: value.trim().to_owned() }))
            }) }
        </>
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
