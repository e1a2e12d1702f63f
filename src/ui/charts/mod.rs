//! The charts, the bill, and the comparison with theory.

mod cost;
mod figure;
mod theory;

use yew::prelude::*;

use super::field::Form;
use super::intent::Taken;
use crate::web;
use cost::cost;
use figure::{figure, taking};
use model::chart::{self, charts};
use model::shop::Mode;
use model::shop::measures::Measures;
use theory::theory;

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
