//! Settings of shop and queue, in the API's units and ranges.

use yew::prelude::*;

use super::field::{Form, Number};
use super::figure::icon;
use super::intent::Intent;
use crate::shop::{Intervention, Mode, QueueSettings};
use crate::sqs::limits;
use crate::stage::art::Icon;

/// One setting of the queue.
struct Setting {
    label: &'static str,
    slug: &'static str,
    unit: &'static str,
    hint: &'static str,
    range: (u32, u32),
    stops: &'static [u64],
    read: fn(&QueueSettings) -> u32,
    write: fn(&mut QueueSettings, u32),
}

const SETTINGS: [Setting; 4] = [
    Setting {
        label: "Visibility timeout",
        slug: "visibility",
        unit: "s",
        hint: "How long a taken order stays hidden from the others. Not deleted by then, it is visible again. \
            VisibilityTimeout, 0 to 43,200 s.",
        range: limits::VISIBILITY_TIMEOUT_SECONDS,
        stops: &[0, 2, 5, 8, 10, 12, 15, 20, 25, 30, 45, 60, 90, 120, 300, 900, 3_600, 43_200],
        read: |queue| queue.visibility_timeout_seconds,
        write: |queue, value| queue.visibility_timeout_seconds = value,
    },
    Setting {
        label: "Delivery delay",
        slug: "delay",
        unit: "s",
        hint: "How long a new order stays out of sight at first. DelaySeconds, 0 to 900 s.",
        range: limits::DELAY_SECONDS,
        stops: &[0, 1, 2, 3, 5, 8, 10, 15, 20, 30, 60, 120, 300, 900],
        read: |queue| queue.delay_seconds,
        write: |queue, value| queue.delay_seconds = value,
    },
    Setting {
        label: "Receive wait time",
        slug: "wait",
        unit: "s",
        hint: "How long a barista waits at an empty board: a long poll. 0 is a short poll, which asks again and again. \
            ReceiveMessageWaitTimeSeconds, 0 to 20 s.",
        range: limits::WAIT_TIME_SECONDS,
        stops: &[0, 1, 2, 3, 5, 8, 10, 15, 20],
        read: |queue| queue.receive_wait_time_seconds,
        write: |queue, value| queue.receive_wait_time_seconds = value,
    },
    Setting {
        label: "Retention",
        slug: "retention",
        unit: "s",
        hint: "How long an order is kept at all, whatever happens to it. MessageRetentionPeriod, 60 to 1,209,600 s (14 days).",
        range: limits::MESSAGE_RETENTION_SECONDS,
        stops: &[60, 90, 120, 300, 600, 1_800, 3_600, 86_400, 345_600, 1_209_600],
        read: |queue| queue.message_retention_seconds,
        write: |queue, value| queue.message_retention_seconds = value,
    },
];

const CUSTOMER_STOPS: &[u64] = &[0, 3, 6, 9, 12, 15, 18, 20, 24, 30, 40, 60, 120, 300, 1_000, 6_000, 60_000];
const RECEIVE_STOPS: &[u64] = &[1, 2, 3, 4, 5, 7, 10, 20, 50, 100, 1_000];

/// The settings.
pub fn settings(mode: Mode, queue: &QueueSettings, per_minute: u32, form: Form<'_>) -> Html {
    let on = form.on;
    let customers = Number {
        label: "Customers a minute",
        hint: "How many come in, on average: 0 to 60,000.",
        slug: "customers",
        unit: "/min",
        range: (0, 60_000),
        stops: CUSTOMER_STOPS,
        value: u64::from(per_minute),
        form,
    };
    html! {
        <>
            <h2>{ "Customers" }</h2>
            { customers.field(|value| Intent::Do(Intervention::SetCustomers { per_minute: narrow(value) })) }
            <h2>{ "Queue" }</h2>
            if mode == Mode::HandToHand {
                <p class="note">{ "Hand to hand has no queue. These settings wait for the order board." }</p>
            } else {
                { for SETTINGS.iter().map(|setting| number(setting, queue, form)) }
                { max_receives(queue, form) }
                <button type="button" class="pill" onclick={on.reform(|_: MouseEvent| Intent::Do(Intervention::Purge))} data-testid="purge"
                    title="PurgeQueue: removes every message, visible, hidden and delayed">
                    { icon(Icon::Bin) }{ "Clear the board (PurgeQueue)" }
                </button>
            }
        </>
    }
}

/// Fields let no value through that is out of its range, and every range fits.
fn narrow(value: u64) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

fn wide((least, most): (u32, u32)) -> (u64, u64) {
    (u64::from(least), u64::from(most))
}

fn number(setting: &'static Setting, queue: &QueueSettings, form: Form<'_>) -> Html {
    let &Setting { label, slug, unit, hint, range, stops, read, write } = setting;
    let base = queue.clone();
    Number { label, hint, slug, unit, range: wide(range), stops, value: u64::from(read(queue)), form }.field(
        move |value| {
            let mut settings = base.clone();
            write(&mut settings, narrow(value));
            Intent::Do(Intervention::SetQueue { settings })
        },
    )
}

fn max_receives(queue: &QueueSettings, form: Form<'_>) -> Html {
    let on = form.on;
    let base = queue.clone();
    let change = move |max_receive_count: Option<u32>| {
        let settings = QueueSettings { max_receive_count, ..base.clone() };
        Intent::Do(Intervention::SetQueue { settings })
    };
    let is_on = queue.max_receive_count.is_some();
    let toggle = {
        let change = change.clone();
        on.reform(move |_: Event| change(if is_on { None } else { Some(3) }))
    };
    let field = |count: u32| {
        let number = Number {
            label: "Max receives",
            hint: "How often an order is given out before it counts as a dead letter: maxReceiveCount of the RedrivePolicy, 1 to 1,000.",
            slug: "max-receives",
            unit: "×",
            range: wide(limits::MAX_RECEIVE_COUNT),
            stops: RECEIVE_STOPS,
            value: u64::from(count),
            form,
        };
        number.field(move |value| change(Some(narrow(value))))
    };
    html! {
        <>
            <label class="check">
                <input type="checkbox" checked={is_on} onchange={toggle} data-testid="redrive" />
                { "Use a dead-letter queue" }
            </label>
            { queue.max_receive_count.map(field).unwrap_or_default() }
        </>
    }
}
