//! Standard or FIFO, and the settings that only FIFO queues have.

use yew::prelude::*;

use super::super::field::explanation;
use super::super::intent::{Intent, Open};
use super::set_queue;
use model::shop::{DeduplicationScope, FifoThroughputLimit, QueueSettings};

/// The choice of the queue's kind. A queue's kind cannot change, so the shop restarts with a new queue.
pub(super) fn kind(is_fifo: bool, on: &Callback<Intent>) -> Html {
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
            <p class="note">{ "FifoQueue is set when a queue is created and never changes. Another kind restarts the shop. \
                In a FIFO queue the orders of a table are made one after the other." }</p>
        </>
    }
}

pub(super) fn fifo(queue: &QueueSettings, on: &Callback<Intent>) -> Html {
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
pub(super) fn choice<T: Copy + PartialEq + 'static>(
    label: &'static str,
    hint: &'static str,
    choices: &'static [T],
    name: fn(T) -> &'static str,
    value: T,
    on: &Callback<Intent>,
    wish: impl Fn(T) -> Intent + Clone + 'static,
) -> Html {
    let id = format!("hint-{}", label.replace(' ', "-"));
    html! {
        <div class="field choice" key={label}>
            <span class="label" aria-hidden="true">{ label }</span>
            <div class="segments" role="group" aria-label={label} aria-describedby={id.clone()}>
                { for choices.iter().map(|&choice| {
                    let (name, wish) = (name(choice), wish.clone());
                    let onclick = on.reform(move |_: MouseEvent| wish(choice));
                    html! {
                        <button type="button" {onclick} aria-pressed={(choice == value).to_string()} data-testid={name}>{ name }</button>
                    }
                }) }
            </div>
            { explanation(label, id, hint.to_owned()) }
        </div>
    }
}
