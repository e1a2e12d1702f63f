//! Weather: a sign on the board while the service deviates from the exact rules, and the settings for it.

use yew::prelude::*;

use super::field::{Form, Setting};
use super::figure::icon;
use super::intent::{Intent, Panel};
use model::shop::{Intervention, weather_words};
use model::sqs::Weather;
use stage::art::Icon;

/// The id of the first field.
pub const FIRST: &str = "field-duplicates";

const KNOBS: [Setting<Weather>; 4] = [
    Setting {
        label: "Duplicates",
        slug: "duplicates",
        hint: "How many of 100 deliveries come twice: at least once. Standard queues only, {range}.",
        number: Weather::DUPLICATES_PERCENT,
        stops: &[0, 1, 2, 5, 10, 20, 35, 50, 75, 100],
    },
    Setting {
        label: "Reordering",
        slug: "disorder",
        hint: "A receive picks one of so many first orders: roughly in order. Standard queues only, {range}. 0 and 1 keep \
            the order.",
        number: Weather::DISORDER_MESSAGES,
        stops: &[0, 2, 3, 4, 6, 10, 20, 50, 100],
    },
    Setting {
        label: "Servers skipped by short polls",
        slug: "servers",
        hint: "How many of 10 servers a short poll skips. It may come back empty although orders wait. A long poll asks \
            all. {range}.",
        number: Weather::SERVERS_NOT_ASKED,
        stops: &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    },
    Setting {
        label: "Count delay",
        slug: "counts-lag",
        hint: "How late the reported counts are. The board itself shows the truth. {range}.",
        number: Weather::COUNTS_LAG_SECONDS,
        stops: &[0, 1, 2, 5, 10, 30, 60, 120, 300],
    },
];

/// The sign, shown unless the weather is calm.
pub fn sign(weather: &Weather, on: &Callback<Intent>) -> Html {
    let words = weather_words(weather);
    let Some((first, further)) = words.split_first() else { return Html::default() };
    let text = if further.is_empty() { (*first).to_owned() } else { format!("{first} +{}", further.len()) };
    let all = words.join(", ");
    let onclick = on.reform(|_: MouseEvent| Intent::Panel(Panel::ShowSetting(FIRST)));
    html! {
        <button type="button" class="weather-sign" {onclick} data-testid="weather-sign"
            aria-label={format!("{text}. Weather: {all}. Show the settings")} title={format!("Weather: {all}")}>
            { icon(Icon::RAIN) }<span>{ text }</span>
        </button>
    }
}

/// The weather's fields.
pub fn knobs(weather: &Weather, form: Form<'_>) -> Html {
    let set = |weather| Intent::Do(Intervention::SetWeather { weather });
    let calm = form.on.reform(|_: MouseEvent| Intent::Do(Intervention::SetWeather { weather: Weather::default() }));
    html! {
        <>
            <h2>{ "Weather" }</h2>
            <p class="note">{ "What SQS leaves open: rare duplicates, disorder, late counts. Off: SQS keeps its rules exactly." }</p>
            { for KNOBS.iter().map(|knob| knob.field(weather, form, set)) }
            if !weather.is_calm() {
                <button type="button" class="pill" onclick={calm} data-testid="calm">{ icon(Icon::SUN) }{ "Weather off" }</button>
            }
        </>
    }
}
