//! The transport: play, pause, step, speed, restart, undo, the clock, and current figures.

use yew::prelude::*;

use super::describe::{grouped, short};
use super::figure::icon;
use super::intent::{Deeds, Intent, Open, Panel, Time, hear};
use super::more::{More, more_button};
use model::shop::{Metrics, Mode};
use stage::Speed;
use stage::art::Icon;

/// The input of [`transport`].
pub struct TransportProps<'a> {
    pub playing: bool,
    pub speed: Speed,
    pub can_undo: bool,
    pub can_redo: bool,
    /// The seed of the random numbers.
    pub seed: u64,
    /// The kind of the open shop.
    pub mode: Mode,
    /// The number of customers in line.
    pub in_line: u64,
    /// The number of cashiers who wait for a barista.
    pub stuck: u64,
    pub metrics: &'a Metrics,
    /// On a narrow page: true while the inspector covers the stage.
    pub inspector_open: bool,
    /// The clock's element. The frame loop writes the time into it.
    pub clock: NodeRef,
    /// Receives the user's intents.
    pub on: &'a Callback<Intent>,
}

/// A round button: label, tooltip, icon, intent, and test id.
type Button = (&'static str, &'static str, Icon, Intent, &'static str);
const RESTART: Button =
    ("Restart", "Restart with the same customers (R)", Icon::RESTART, Intent::Open(Open::Restart), "restart");
const STEP_BACK: Button = (
    "Step back to the previous event",
    "Step back to the previous event (left arrow)",
    Icon::STEP_BACK,
    Intent::Time(Time::StepBack),
    "step-back",
);
const STEP: Button =
    ("Step to the next event", "Step to the next event (right arrow)", Icon::STEP, Intent::Time(Time::Step), "step");
const UNDO: Button = ("Undo", "Undo (Ctrl+Z)", Icon::UNDO, Intent::Deeds(Deeds::Undo), "undo");
const REDO: Button = ("Redo", "Redo (Ctrl+Shift+Z)", Icon::REDO, Intent::Deeds(Deeds::Redo), "redo");

/// Renders a button. `can` is `Some` for undo and redo: whether the button is enabled.
fn button(on: &Callback<Intent>, (name, hint, sign, intent, testid): &Button, can: Option<bool>, place: More) -> Html {
    let intent = intent.clone();
    let onclick = on.reform(move |_: MouseEvent| intent.clone());
    let disabled = can.map(|can| if can { "false" } else { "true" });
    html! {
        <button type="button" class={classes!("round", can.map(|_| "edit"))} {onclick} aria-label={*name} title={*hint}
            aria-disabled={disabled} data-testid={place.id(testid)}>{ icon(*sign) }</button>
    }
}

pub fn transport(props: &TransportProps<'_>) -> Html {
    let on = props.on;
    let (play_name, play_icon) = if props.playing { ("Pause", Icon::PAUSE) } else { ("Play", Icon::PLAY) };
    html! {
        <footer>
            <div class="transport" role="group" aria-label="Time">
                { restart(on, More::Bar) }
                { button(on, &STEP_BACK, None, More::Bar) }
                <button type="button" class="round play" onclick={on.reform(|_: MouseEvent| Intent::Time(Time::Toggle))} id="play"
                    aria-label={play_name} title={format!("{play_name} (space)")} data-testid="play">{ icon(play_icon) }</button>
                { button(on, &STEP, None, More::Bar) }
                { speed(props.speed, on, More::Bar) }
                { edits(props.can_undo, props.can_redo, on, More::Bar) }
                { new_seed(props.seed, on, More::Bar) }
            </div>
            { figures(props) }
            <div class="clock">
                <output class="time" ref={props.clock.clone()} aria-label="Virtual time" aria-live="off" data-testid="clock"></output>
                <span class="oldest">{ oldest(props) }</span>
            </div>
            { more_button("open-more-below") }
            <button type="button" class="round sheet-toggle below" onclick={on.reform(|_: MouseEvent| Intent::Panel(Panel::ToggleInspector))}
                id="open-inspector-below" aria-expanded={props.inspector_open.to_string()}
                aria-label="Settings and details" title="Settings and details" data-testid="toggle-inspector-below">
                { icon(Icon::SLIDERS) }
            </button>
        </footer>
    }
}

fn figures(props: &TransportProps<'_>) -> Html {
    let metrics = props.metrics;
    let figure = |name: Html, value: String, exact: String, alarm: bool, slug: &'static str| {
        html! {
            <div class={classes!("figure", slug, alarm.then_some("alarm"))} key={slug}>
                <dt>{ name }</dt><dd title={exact} data-testid={format!("figure-{slug}")}>{ value }</dd>
            </div>
        }
    };
    let count = |name: Html, number: u64, alarm: bool, slug| figure(name, short(number), grouped(number), alarm, slug);
    let wait = model::time::Span::from_millis(metrics.mean_wait_ms).to_string();
    html! {
        <dl class="figures" aria-label="Figures of the moment">
            { count("in line".into(), props.in_line, props.in_line > 8, "line") }
            if props.mode == Mode::HandToHand {
                { count(html! { <><span>{ "cashiers " }</span>{ "stuck" }</> }, props.stuck, props.stuck > 0, "stuck") }
            } else {
                { count("waiting".into(), metrics.approximate_number_of_messages_visible, false, "waiting") }
            }
            { count("served".into(), metrics.customers_served, false, "served") }
            { count("gave up".into(), metrics.customers_walked_out, metrics.customers_walked_out > 0, "walked-out") }
            { figure("average wait".into(), wait.clone(), wait, false, "wait") }
        </dl>
    }
}

fn oldest(props: &TransportProps<'_>) -> String {
    let age = props.metrics.approximate_age_of_oldest_message_seconds;
    match props.mode {
        Mode::OrderBoard if age > 0 || props.metrics.approximate_number_of_messages_visible > 0 => {
            format!("oldest order: {}", model::text::duration(age))
        }
        Mode::OrderBoard => "board empty".into(),
        Mode::HandToHand => format!("{} lost waiting", model::time::Span::from_millis(props.metrics.cashiers_stuck_ms)),
    }
}

/// The list of speeds.
pub fn speed(speed: Speed, on: &Callback<Intent>, place: More) -> Html {
    let onchange = hear(on, |event: Event| {
        let select: web_sys::HtmlSelectElement = event.target_dyn_into()?;
        Speed::of_hundredths(select.value().parse().ok()?).map(|speed| Intent::Time(Time::Pace(speed)))
    });
    html! {
        <label class="select speed" title="Speed (up and down arrows)">
            <span class="hidden-visually">{ "Speed" }</span>
            <select {onchange} data-testid={place.id("speed")}>
                { for Speed::STEPS.iter().map(|step| html! {
                    <option value={step.hundredths().to_string()} selected={*step == speed}>{ step.to_string() }</option>
                }) }
            </select>
            { icon(Icon::CHEVRON_DOWN) }
        </label>
    }
}

/// The undo and redo buttons.
pub fn edits(can_undo: bool, can_redo: bool, on: &Callback<Intent>, place: More) -> Html {
    html! {
        <>
            { button(on, &UNDO, Some(can_undo), place) }
            { button(on, &REDO, Some(can_redo), place) }
        </>
    }
}

/// The button that restarts with the same customers.
pub fn restart(on: &Callback<Intent>, place: More) -> Html {
    button(on, &RESTART, None, place)
}

/// The button that restarts with another seed.
pub fn new_seed(seed: u64, on: &Callback<Intent>, place: More) -> Html {
    html! {
        <button type="button" class="pill seed" onclick={on.reform(|_: MouseEvent| Intent::Open(Open::NewSeed))}
            title="New seed, new customers (N)" aria-label={format!("New seed, new customers. Now seed {seed}")} data-testid={place.id("new-seed")}>
            { icon(Icon::DICE) }<span>{ format!("seed {seed}") }</span>
        </button>
    }
}
