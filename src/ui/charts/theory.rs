//! The measures beside the formulas of queueing theory.

use yew::prelude::*;

use super::super::describe::grouped;
use model::shop::Mode;
use model::shop::measures::{Measures, Prediction};
use model::time::Span;

/// The values that theory predicts next to the measured ones, and why they differ.
pub(super) fn theory(mode: Mode, measures: &Measures) -> Html {
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
                <p class="note">{ format!("Why they differ: {} customers are still there, {} left without a drink. The law only counts customers who were served.",
                    grouped(measures.still_there()), grouped(measures.total.walked_out)) }</p>
            }
            if let Some(wait) = wait {
                <h3>{ "M/M/c" }</h3>
                { pair("Time on the board, on average", "predicted", &wait, seconds) }
                <p class="note">{ if wait.predicted.is_some() {
                    "Why they differ: the formula assumes that customers and drinks vary by pure chance, and that a free barista takes an order at once. \
                     Here both vary less, walking and polling take time, and a short run depends on luck."
                } else {
                    "The formula has no answer. More is ordered than these baristas can make, so the backlog keeps growing."
                } }</p>
            }
        </section>
    }
}

pub(super) fn pair(
    label: &'static str,
    formula: &'static str,
    prediction: &Prediction,
    text: fn(f64) -> String,
) -> Html {
    let predicted = prediction.predicted.map_or_else(|| "–".to_owned(), text);
    html! {
        <dl class="kv">
            <dt>{ label }</dt><dd>{ text(prediction.measured) }</dd>
            <dt>{ formula }</dt><dd>{ predicted }</dd>
        </dl>
    }
}

/// Formats a number with one decimal.
pub(super) fn tenths(value: f64) -> String {
    let tenths = (value * 10.0).round() as u64;
    format!("{}.{}", grouped(tenths / 10), tenths % 10)
}

/// Formats milliseconds as seconds; long times as a clock time.
pub(super) fn seconds(ms: f64) -> String {
    if ms < 60_000.0 { format!("{} s", tenths(ms / 1_000.0)) } else { Span::from_millis(ms as u64).to_string() }
}
