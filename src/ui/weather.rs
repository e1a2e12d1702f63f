//! Weather: a sign on the board while the service strays from the exact rules, and the knobs behind it.

use yew::prelude::*;

use super::field::{Form, Setting};
use super::figure::icon;
use super::intent::{Intent, Panel};
use model::shop::{Intervention, weather_words};
use model::sqs::Weather;
use stage::art::Icon;

/// The id of the first knob.
pub const FIRST: &str = "field-duplicates";

const KNOBS: [Setting<Weather>; 4] = [
    Setting {
        label: "Duplicates",
        slug: "duplicates",
        unit: "%",
        hint: "Of a hundred deliveries, after how many the same order can be received once more: at least once. Standard \
            queues only, 0 to 100 %.",
        range: (0, Weather::MOST.duplicates_percent as u64),
        stops: &[0, 1, 2, 5, 10, 20, 35, 50, 75, 100],
        read: |weather| Some(weather.duplicates_percent as u64),
        write: |weather, value| weather.duplicates_percent = value as u32,
    },
    Setting {
        label: "Disorder",
        slug: "disorder",
        unit: "",
        hint: "Among how many first orders a receive chooses: roughly in order. Standard queues only, 0 to 100; 0 and 1 \
            keep the order.",
        range: (0, Weather::MOST.disorder_messages as u64),
        stops: &[0, 2, 3, 4, 6, 10, 20, 50, 100],
        read: |weather| Some(weather.disorder_messages as u64),
        write: |weather, value| weather.disorder_messages = value as u32,
    },
    Setting {
        label: "Servers not asked",
        slug: "servers",
        unit: "",
        hint: "Of ten servers, how many a short poll does not ask: it may find nothing though orders wait. A long poll \
            asks all. 0 to 9.",
        range: (0, Weather::MOST.servers_not_asked as u64),
        stops: &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        read: |weather| Some(weather.servers_not_asked as u64),
        write: |weather, value| weather.servers_not_asked = value as u32,
    },
    Setting {
        label: "Late counts",
        slug: "counts-lag",
        unit: "s",
        hint: "By how much the counts that the queue reports lag behind; the board itself shows the truth. 0 to 300 s.",
        range: (0, Weather::MOST.counts_lag_seconds as u64),
        stops: &[0, 1, 2, 5, 10, 30, 60, 120, 300],
        read: |weather| Some(weather.counts_lag_seconds as u64),
        write: |weather, value| weather.counts_lag_seconds = value as u32,
    },
];

/// The sign that hangs there while it is not calm.
pub fn sign(weather: &Weather, on: &Callback<Intent>) -> Html {
    let words = weather_words(weather);
    let Some((first, further)) = words.split_first() else { return Html::default() };
    let text = if further.is_empty() { (*first).to_owned() } else { format!("{first} +{}", further.len()) };
    let all = words.join(", ");
    let onclick = on.reform(|_: MouseEvent| Intent::Panel(Panel::ShowSetting(FIRST)));
    html! {
        <button type="button" class="weather-sign" {onclick} data-testid="weather-sign"
            aria-label={format!("{text}. Weather: {all}. Show the knobs")} title={format!("Weather: {all}")}>
            { icon(Icon::RAIN) }<span>{ text }</span>
        </button>
    }
}

/// The knobs.
pub fn knobs(weather: &Weather, form: Form<'_>) -> Html {
    let set = |weather| Intent::Do(Intervention::SetWeather { weather });
    let calm = form.on.reform(|_: MouseEvent| Intent::Do(Intervention::SetWeather { weather: Weather::default() }));
    html! {
        <>
            <h2>{ "Weather" }</h2>
            <p class="note">{ "What the service leaves open, drawn from the seed. In calm weather the exact rules hold." }</p>
            { for KNOBS.iter().map(|knob| knob.field(weather, form, set)) }
            if !weather.is_calm() {
                <button type="button" class="pill" onclick={calm} data-testid="calm">{ icon(Icon::SUN) }{ "Calm weather" }</button>
            }
        </>
    }
}
