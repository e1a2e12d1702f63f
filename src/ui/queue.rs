//! Settings of shop and queue, in the API's units and ranges.

use yew::prelude::*;

use super::field::{Form, Number, Setting};
use super::figure::icon;
use super::intent::Intent;
use model::shop::{Customers, Intervention, Mode, QueueSettings};
use stage::art::Icon;

/// The settings of the queue; the last one is [`retention`].
const SETTINGS: [Setting<QueueSettings>; 5] = [
    Setting {
        label: "Visibility timeout",
        slug: "visibility",
        hint: "How long a taken order stays hidden from the others. Not deleted by then, it is visible again. \
            VisibilityTimeout, {range}.",
        number: QueueSettings::VISIBILITY_TIMEOUT_SECONDS,
        stops: &[0, 2, 5, 8, 10, 12, 15, 20, 25, 30, 45, 60, 90, 120, 300, 900, 3_600, 43_200],
    },
    Setting {
        label: "Receive wait time",
        slug: "wait",
        hint: "How long a barista waits at an empty board: a long poll. 0 is a short poll, which asks again and again. \
            ReceiveMessageWaitTimeSeconds, {range}.",
        number: QueueSettings::RECEIVE_WAIT_TIME_SECONDS,
        stops: &[0, 1, 2, 3, 5, 8, 10, 15, 20],
    },
    Setting {
        label: "Max receives",
        slug: "max-receives",
        hint: "How many times an order may be taken before it becomes a dead letter. maxReceiveCount of the \
            RedrivePolicy, {range}.",
        number: QueueSettings::MAX_RECEIVE_COUNT,
        stops: &[1, 2, 3, 4, 5, 7, 10, 20, 50, 100, 1_000],
    },
    Setting {
        label: "Delivery delay",
        slug: "delay",
        hint: "How long a new order stays hidden at first. DelaySeconds, {range}.",
        number: QueueSettings::DELAY_SECONDS,
        stops: &[0, 1, 2, 3, 5, 8, 10, 15, 20, 30, 60, 120, 300, 900],
    },
    Setting {
        label: "Retention",
        slug: "retention",
        hint: "How long an order is kept, made or not. MessageRetentionPeriod, {range} (14 days).",
        number: QueueSettings::MESSAGE_RETENTION_SECONDS,
        stops: &[60, 90, 120, 300, 600, 1_800, 3_600, 86_400, 345_600, 1_209_600],
    },
];

const CUSTOMER_STOPS: &[u64] = &[0, 3, 6, 9, 12, 15, 18, 20, 24, 30, 40, 60, 120, 300, 1_000, 6_000, 60_000];

pub fn settings(mode: Mode, queue: &QueueSettings, per_minute: u32, form: Form<'_>) -> Html {
    let on = form.on;
    let customers = Number {
        label: "Customers a minute",
        hint: "How many arrive, on average. {range}.",
        slug: "customers",
        range: Customers::PER_MINUTE.range,
        stops: CUSTOMER_STOPS,
        value: u64::from(per_minute),
        form,
    };
    let set_customers =
        |value| Intent::Do(Intervention::SetCustomers { per_minute: u32::try_from(value).unwrap_or(u32::MAX) });
    html! {
        <>
            <h2>{ "Customers" }</h2>
            { customers.field(set_customers) }
            <h2>{ "Queue" }</h2>
            if mode == Mode::HandToHand {
                <p class="note">{ "Hand to hand has no queue. These settings are for the order board." }</p>
            } else {
                { for SETTINGS[..2].iter().map(|setting| setting.field(queue, form, set)) }
                { redrive(queue, on) }
                { for SETTINGS[2..4].iter().map(|setting| setting.field(queue, form, set)) }
                <button type="button" class="pill" onclick={on.reform(|_: MouseEvent| Intent::Do(Intervention::Purge))} data-testid="purge"
                    title="PurgeQueue: removes every message, visible, hidden and delayed">
                    { icon(Icon::BIN) }{ "Clear the board (PurgeQueue)" }
                </button>
            }
        </>
    }
}

/// How long orders are kept.
pub fn retention(queue: &QueueSettings, form: Form<'_>) -> Html {
    SETTINGS[4].field(queue, form, set)
}

/// The switch for the dead-letter queue.
fn redrive(queue: &QueueSettings, on: &Callback<Intent>) -> Html {
    let is_on = queue.max_receive_count.is_some();
    let settings = QueueSettings { max_receive_count: (!is_on).then_some(3), ..queue.clone() };
    let toggle = on.reform(move |_: Event| set(settings.clone()));
    html! {
        <label class="check">
            <input type="checkbox" checked={is_on} onchange={toggle} data-testid="redrive" />
            { "Use a dead-letter queue" }
        </label>
    }
}

fn set(settings: QueueSettings) -> Intent {
    Intent::Do(Intervention::SetQueue { settings })
}
