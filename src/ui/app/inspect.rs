//! The content of the inspector at its tab.

use yew::prelude::*;

use super::super::attributes::attributes;
use super::super::charts::{ChartsProps, measured};
use super::super::compare;
use super::super::details::{DetailsProps, details};
use super::super::field::Form;
use super::super::intent::Tab;
use super::super::log::{LogProps, log};
use super::super::metrics;
use super::super::narrate::narrate;
use super::super::queue::{retention, settings};
use super::super::weather;
use super::App;
use crate::session::Session;
use model::shop::{LOG_LENGTH, Mode};

impl App {
    /// The inspector's panel; for a pair, with the choice of the shop that it is about.
    pub(super) fn inspect(&self, session: &Session) -> Html {
        self.later.draw(|hands| {
            let panel = (hands.panel)(self, session);
            if self.stages.beside.is_none() {
                return panel;
            }
            html! { <>{ (hands.which)(self) }{ panel }</> }
        })
    }

    /// The open tab.
    pub fn tab_panel(&self, session: &Session) -> Html {
        match self.panels.tab {
            Tab::Details => self.details(session),
            Tab::Settings => self.settings(),
            Tab::Log => self.log(session),
            Tab::Metrics => self.metrics(session),
        }
    }

    /// The switch that says which of two shops the inspector shows.
    pub fn which(&self) -> Html {
        let pair = self.stages.differences();
        pair.map_or_else(Html::default, |(chosen, differences)| compare::which(chosen, &differences, &self.wires.on))
    }

    fn form(&self) -> Form<'_> {
        Form { on: &self.wires.on, draft: self.panels.draft.as_ref() }
    }

    fn details(&self, session: &Session) -> Html {
        let (subject, call) = (self.subject(session), self.call(session));
        let moving = self.stages.chosen.snapshot.moving_back;
        let now = self.stages.second;
        details(&DetailsProps { subject: &subject, call: call.as_ref(), now, moving, form: self.form() })
    }

    fn settings(&self) -> Html {
        let (snapshot, form) = (&self.stages.chosen.snapshot, self.form());
        html! {
            <>
                { settings(snapshot.mode, &snapshot.queue, snapshot.customers_per_minute, form) }
                if snapshot.mode == Mode::OrderBoard {
                    <details class="more-settings" data-testid="more-settings">
                        <summary>{ "More settings: retention, attributes, weather" }</summary>
                        { retention(&snapshot.queue, form) }
                        { attributes(snapshot, form) }
                        { weather::knobs(&snapshot.weather, form) }
                    </details>
                }
                { narrate(self.narration(), &self.wires.on) }
            </>
        }
    }

    /// Brings the log's lines up to date. Returns true if they changed.
    pub fn look_at_log(&mut self, now_ms: f64) -> bool {
        self.log.look(&self.session.borrow(), now_ms)
    }

    fn log(&self, session: &Session) -> Html {
        let total = session.world().shop().happenings();
        let kept = total.min(LOG_LENGTH as u64);
        let (on_filter, on) = (&self.wires.on_filter, &self.wires.on);
        log(&LogProps { lines: &self.log.lines, kept, total, filter: &self.log.filter, on_filter, on })
    }

    fn metrics(&self, session: &Session) -> Html {
        let snapshot = &self.stages.chosen.snapshot;
        let world = session.world();
        let charts = ChartsProps {
            mode: snapshot.mode,
            fifo: snapshot.queue.fifo,
            measures: &world.shop().measures(world.now()),
            ledger: &self.panels.ledger,
            form: self.form(),
        };
        html! {
            <>
                { metrics::shop(&snapshot.metrics) }
                { measured(&charts) }
                { metrics::cloudwatch(snapshot.mode, &snapshot.metrics, snapshot.queue.fifo) }
            </>
        }
    }
}
