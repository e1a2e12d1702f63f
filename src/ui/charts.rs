//! The charts, the bill, and the comparison with theory.

use yew::prelude::*;

use super::describe::grouped;
use super::field::{Form, Number};
use super::intent::{Figures, Intent, Taken};
use crate::web;
use model::chart::{self, Axis, Chart, HEIGHT, Style, Tone, WIDTH, charts};
use model::settings::{Range, Unit};
use model::shop::Mode;
use model::shop::measures::{Bill, Measures, Prediction, Prices};
use model::text::money;
use model::time::Span;

/// The price of a million requests.
const PRICE: Range = Range { what: "The price of a million requests", low: 0, high: 10_000, unit: Unit::Cents };

/// The user's choices in the charts panel.
#[derive(Default)]
pub struct Ledger {
    /// The id of the chart whose numbers are shown as a table.
    pub table: Option<&'static str>,
    /// The price of a million requests, in millionths of a dollar; `None` until the user enters one.
    pub million: Option<u64>,
}

/// The input of [`measured`].
pub struct ChartsProps<'a> {
    pub mode: Mode,
    /// True if the queue is FIFO.
    pub fifo: bool,
    pub measures: &'a Measures,
    pub ledger: &'a Ledger,
    /// The state of the text fields.
    pub form: Form<'a>,
}

/// Saves a chart or all figures as a file.
pub fn take(what: Taken, mode: Mode, measures: &Measures) {
    let chart = |id: &str| charts(mode, measures).into_iter().find(|chart| chart.id == id);
    match what {
        Taken::Csv => web::save_text("order-board.csv", "text/csv", &chart::csv(measures)),
        Taken::Json => {
            web::save_text("order-board-metrics.json", "application/json", &format!("{:#}", chart::json(measures)));
        }
        Taken::Svg(id) => {
            if let Some(chart) = chart(id) {
                web::save_text(&format!("order-board-{id}.svg"), "image/svg+xml", &chart.svg());
            }
        }
        Taken::Png(id) => {
            if let Some(chart) = chart(id) {
                web::save_pixels(&format!("order-board-{id}.png"), &chart.svg(), 2.0);
            }
        }
    }
}

/// The panel with charts, bill and theory.
pub fn measured(props: &ChartsProps<'_>) -> Html {
    let ChartsProps { mode, measures, ledger, form, .. } = *props;
    html! {
        <>
            <h2>{ "Over time" }</h2>
            { for charts(mode, measures).iter().map(|chart| figure(chart, ledger.table == Some(chart.id), form.on)) }
            if mode == Mode::OrderBoard {
                { cost(props) }
            }
            { theory(mode, measures) }
            <h2>{ "Export" }</h2>
            <div class="deeds">
                { taking(form.on, "Numbers as CSV", Taken::Csv) }
                { taking(form.on, "Numbers as JSON", Taken::Json) }
            </div>
        </>
    }
}

fn taking(on: &Callback<Intent>, label: &'static str, what: Taken) -> Html {
    html! { <button type="button" class="pill" onclick={on.reform(move |_: MouseEvent| Intent::Figures(Figures::Take(what)))}>{ label }</button> }
}

fn figure(chart: &Chart, opened: bool, on: &Callback<Intent>) -> Html {
    let id = chart.id;
    let drawing = chart.drawing();
    let (from, to) = chart.ends();
    let way = if chart.style == Style::Line { "line" } else { "filled" };
    let field = format!("0 0 {WIDTH} {HEIGHT}");
    let taken = |label: &'static str, what: Taken| {
        let name = format!("{}: {label}", chart.title);
        html! { <button type="button" aria-label={name} onclick={on.reform(move |_: MouseEvent| Intent::Figures(Figures::Take(what)))}>{ label }</button> }
    };
    html! {
        <figure class="chart" data-chart={id}>
            <figcaption><h3>{ chart.title }</h3><p class="note">{ chart.about }</p></figcaption>
            { legend(chart) }
            <div class="chart-field">
                <span class="chart-top">{ chart.unit.text(drawing.top) }</span>
                <svg viewBox={field} preserveAspectRatio="none" role="img" aria-label={chart.summary()}>
                    { for drawing.strokes.iter().map(|stroke| html! { <path class={classes!(way, tone(stroke.tone))} d={stroke.d.clone()} /> }) }
                    { for drawing.marks.iter().map(|(_, x)| html! { <path class="chart-mark" d={format!("M{x} 0V{HEIGHT}")} /> }) }
                </svg>
            </div>
            <p class="chart-axis"><span>{ from }</span><span>{ to }</span></p>
            <p class="chart-deeds">
                <button type="button" aria-expanded={opened.to_string()} aria-label={format!("{}: as a table", chart.title)}
                    onclick={on.reform(move |_: MouseEvent| Intent::Figures(Figures::Table(id)))}>{ "Table" }</button>
                { taken("SVG", Taken::Svg(id)) }
                { taken("PNG", Taken::Png(id)) }
            </p>
            if opened {
                { table(chart) }
            }
        </figure>
    }
}

/// The legend: each colour's meaning and its latest value.
fn legend(chart: &Chart) -> Html {
    let now = |values: &[Option<u64>]| match (chart.axis, values.last()) {
        (Axis::Time { .. }, Some(Some(value))) => chart.unit.text(*value),
        _ => String::new(),
    };
    html! {
        <ul class="chart-legend">
            if let Axis::Duration { .. } = chart.axis {
                { for chart.marks.iter().map(|(name, at)| html! { <li>{ *name }<b>{ at.to_string() }</b></li> }) }
            } else {
                { for chart.lines.iter().map(|line| html! {
                    <li class={tone(line.tone)} title={line.name}><i></i>{ line.label }<b>{ now(&line.values) }</b></li>
                }) }
            }
        </ul>
    }
}

fn table(chart: &Chart) -> Html {
    let first = if let Axis::Time { .. } = chart.axis { "Until" } else { "Up to" };
    let value = |value: Option<u64>| value.map_or_else(|| "–".to_owned(), |value| chart.unit.text(value));
    html! {
        <div class="chart-table" tabindex="0" role="region" aria-label={format!("{}: numbers", chart.title)}>
            <table>
                <thead><tr>
                    <th scope="col">{ first }</th>
                    { for chart.lines.iter().map(|line| html! { <th scope="col" title={line.name}>{ line.label }</th> }) }
                </tr></thead>
                <tbody>
                    { for (0..chart.steps()).map(|index| html! {
                        <tr>
                            <th scope="row">{ chart.step_end(index).to_string() }</th>
                            { for chart.lines.iter().map(|line| html! { <td>{ value(line.values[index]) }</td> }) }
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

const fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Visible => "tone-visible",
        Tone::Hidden => "tone-hidden",
        Tone::Delay => "tone-delay",
        Tone::Done => "tone-done",
        Tone::Dead => "tone-dead",
    }
}

/// The cost of the calls so far, and of a month at this rate.
fn cost(props: &ChartsProps<'_>) -> Html {
    let ChartsProps { measures, fifo, ledger, form, .. } = props;
    let listed = if *fifo { Prices::FIFO } else { Prices::STANDARD };
    let prices = Prices { million: ledger.million.unwrap_or(listed.million), ..listed };
    let (bill, passed) = (&measures.bill, measures.passed());
    let rows = [
        ("SendMessage", bill.sends),
        ("ReceiveMessage with messages", bill.receives),
        ("ReceiveMessage, empty", bill.empty_receives),
        ("DeleteMessage", bill.deletes),
        ("all others", bill.others),
    ];
    let month = Bill::in_a_month(bill.requests(), passed);
    let empty = Bill::in_a_month(bill.empty_receives, passed);
    let price = Number {
        label: "A million requests cost",
        hint: "US cents. The first million of a month is free.",
        slug: "price",
        range: PRICE,
        stops: &[0, 10, 20, 30, 40, 50, 60, 80, 100],
        value: prices.million / 10_000,
        form: *form,
    };
    html! {
        <section data-testid="cost">
            <h2>{ "Cost" }</h2>
            <table class="bill">
                <thead><tr><th scope="col">{ "Requests" }</th><th scope="col">{ "so far" }</th><th scope="col">{ "a month" }</th></tr></thead>
                <tbody>
                    { for rows.iter().filter(|(_, requests)| *requests > 0).map(|(name, requests)| html! {
                        <tr><th scope="row">{ *name }</th><td>{ grouped(*requests) }</td><td>{ grouped(Bill::in_a_month(*requests, passed)) }</td></tr>
                    }) }
                    <tr class="sum"><th scope="row">{ "all" }</th><td>{ grouped(bill.requests()) }</td><td>{ grouped(month) }</td></tr>
                </tbody>
            </table>
            <p class="price"><b data-testid="month">{ money(prices.month(month)) }</b>{ " a month, if it goes on like this." }</p>
            if empty > 0 {
                <p class="note">{ format!("Empty polls are {} of this. Without them: {}. Long polls of up to 20 s are fewer.",
                    money(prices.month(month) - prices.month(month - empty)), money(prices.month(month - empty))) }</p>
            }
            { price.field(|cents| Intent::Figures(Figures::Price(cents))) }
            <p class="note">{ format!("Prices: third-party summaries of the public list, us-east-1, read {}. They change.", Prices::READ) }</p>
        </section>
    }
}

/// The values that theory predicts next to the measured ones, and why they differ.
fn theory(mode: Mode, measures: &Measures) -> Html {
    let law = measures.littles_law();
    let wait = if mode == Mode::OrderBoard { measures.time_on_the_board() } else { None };
    html! {
        <section data-testid="theory">
            <h2>{ "Compared with theory" }</h2>
            if law.is_none() && wait.is_none() {
                <p class="note">{ "You see this after the first drink." }</p>
            }
            if let Some(law) = law {
                <h3>{ "Little’s law" }</h3>
                { pair("Customers in the shop, on average", "rate × stay", &law, tenths) }
                <p class="note">{ format!("Why they differ: {} customers are still there, {} left without a drink; the law knows the stay of those served.",
                    grouped(measures.still_there()), grouped(measures.total.walked_out)) }</p>
            }
            if let Some(wait) = wait {
                <h3>{ "M/M/c" }</h3>
                { pair("Time on the board, on average", "predicted", &wait, seconds) }
                <p class="note">{ if wait.predicted.is_some() {
                    "Why they differ: the formula knows customers and drinks of pure chance, and baristas who take an order the moment they are free.                      Here both vary less, walking and looking at the board take time, and a short run has its own luck."
                } else {
                    "The formula has no answer. More is ordered than these baristas can make, so the backlog keeps growing."
                } }</p>
            }
        </section>
    }
}

fn pair(label: &'static str, formula: &'static str, prediction: &Prediction, text: fn(f64) -> String) -> Html {
    let predicted = prediction.predicted.map_or_else(|| "–".to_owned(), text);
    html! {
        <dl class="kv">
            <dt>{ label }</dt><dd>{ text(prediction.measured) }</dd>
            <dt>{ formula }</dt><dd>{ predicted }</dd>
        </dl>
    }
}

/// Formats a number with one decimal.
fn tenths(value: f64) -> String {
    let tenths = (value * 10.0).round() as u64;
    format!("{}.{}", grouped(tenths / 10), tenths % 10)
}

/// Formats milliseconds as seconds; long times as a clock time.
fn seconds(ms: f64) -> String {
    if ms < 60_000.0 { format!("{} s", tenths(ms / 1_000.0)) } else { Span::from_millis(ms as u64).to_string() }
}
