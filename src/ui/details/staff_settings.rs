//! The settings of a cashier or a barista as fields.

use yew::prelude::*;

use super::super::field::{Form, Setting};
use super::super::intent::Intent;
use model::shop::{BaristaSettings, CashierSettings, Intervention, PersonId};

pub(super) const PACE_STOPS: &[u64] = &[
    100, 500, 1_000, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000, 6_000, 7_000, 8_000, 10_000, 12_000, 15_000, 20_000,
    30_000, 60_000, 120_000, 600_000,
];

pub(super) const BATCH_STOPS: &[u64] = &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

pub(super) const WAIT_STOPS: &[u64] = &[0, 1, 2, 3, 5, 8, 10, 15, 20];

pub(super) const PAUSE_STOPS: &[u64] = &[0, 100, 250, 500, 1_000, 2_000, 5_000, 10_000, 60_000, 600_000];

pub(super) const CASHIER_SETTINGS: [Setting<CashierSettings>; 3] = [
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

pub(super) fn cashier_fields(person: PersonId, settings: &CashierSettings, form: Form<'_>) -> Html {
    let set = move |settings| Intent::Do(Intervention::SetCashier { person, settings });
    html! { <>{ for CASHIER_SETTINGS.iter().map(|setting| setting.field(settings, form, set)) }</> }
}

pub(super) const BARISTA_SETTINGS: [Setting<BaristaSettings>; 5] = [
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

pub(super) fn barista_fields(person: PersonId, settings: &BaristaSettings, form: Form<'_>) -> Html {
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
