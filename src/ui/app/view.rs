//! What the root component renders.

use yew::html::Scope;
use yew::prelude::*;

use super::super::caption::caption;
use super::super::compare;
use super::super::floor::Floor;
use super::super::header::{self, HeaderProps};
use super::super::inspector::inspector;
use super::super::intent::{Intent, Selection};
use super::super::stage::{StageProps, ghost, stage};
use super::super::timeline;
use super::super::transport::{TransportProps, transport};
use super::pointer::{on_floor, pointer};
use super::refresh::guest_in_vain;
use super::{App, Msg};
use crate::session::Session;
use model::compare::{Differences, Figures};
use model::shop::Activity;
use stage::Input;

impl App {
    /// The whole page.
    pub(super) fn page(&self, link: &Scope<Self>) -> Html {
        let session = self.session.borrow();
        let on = &self.wires.on;
        let panels = &self.panels;
        let console_open = panels.is_console_open();
        let compared = self.stages.beside.is_some();
        let classes = classes!(
            "app",
            panels.inspector_open.then_some("sheet-open"),
            console_open.then_some("console-open"),
            compared.then_some("compared")
        );
        let title = &*session.world().recording().scenario.title;
        let header = self.header_props(&session, title);
        let time = self.transport_props(&session);
        let guest = guest_in_vain(&self.stages, session.playing());
        html! {
            <div class={classes}>
                { header::header(&header) }
                <main class="stage" onpointermove={pointer(on, false)} onpointerup={pointer(on, true)}
                    onpointercancel={on.reform(|_: PointerEvent| Intent::Drag(Input::Cancel))} onclick={on_floor(on)}>
                    { self.stage_or_two() }
                </main>
                if panels.console.is_some() {
                    { self.later.draw(|hands| (hands.console)(&self.console_props())) }
                }
                { caption(session.caption(), guest, self.beside_caption(), self.attach.sign(), on) }
                { self.timeline() }
                { transport(&time) }
                if let Some(hands) = self.later.hands { { (hands.more)(&header, &time) } }
                { self.ghost() }
                { inspector(panels.tab, panels.selection, panels.inspector_open, self.inspect(&session), on) }
                { self.notices.announcer() }
                { self.notices.notice(link.callback(|_: MouseEvent| Msg::NoticeRead)) }
                if let Some(hands) = self.later.hands.filter(|_| panels.help) { { (hands.help)(panels.shortcuts, on) } }
                if let (Some(parcel), Some(share)) = (&panels.parcel, self.later.share) { { (share.dialog)(parcel, on) } }
            </div>
        }
    }

    fn timeline(&self) -> Html {
        match (&self.strip.view, self.later.hands) {
            (Some(view), Some(hands)) => (hands.timeline)(view, self.panels.skips, &self.wires.on),
            _ => timeline::placeholder(),
        }
    }

    /// What stands at the end of the caption's line for a while: a loss to undo, or else runs to continue with.
    fn beside_caption(&self) -> Html {
        let before = &self.notices.before;
        match (&self.notices.lost, self.later.hands) {
            (None, Some(hands)) if !before.is_empty() => (hands.offer)(before, &self.wires.on),
            _ => self.notices.lost(&self.wires.on),
        }
    }

    fn ghost(&self) -> Html {
        let lifted = self.pointer.drag.lifted();
        lifted.map(|(held, _)| ghost(held, &self.stages.chosen.names)).unwrap_or_default()
    }

    fn header_props<'a>(&'a self, session: &Session, title: &'a str) -> HeaderProps<'a> {
        HeaderProps {
            mode: self.stages.chosen.snapshot.mode,
            compared: self.stages.beside.is_some(),
            scene: session.scene(),
            title,
            theme: self.theme,
            inspector_open: self.panels.inspector_open,
            console_open: self.panels.is_console_open(),
            on: &self.wires.on,
        }
    }

    fn transport_props(&self, session: &Session) -> TransportProps<'_> {
        let snapshot = &self.stages.chosen.snapshot;
        let cashiers = snapshot.cashiers.first.iter();
        let is_stuck = |activity: &Activity| matches!(activity, Activity::WaitingForBarista { .. });
        TransportProps {
            playing: self.pointer.scrubbing.unwrap_or(session.playing()),
            speed: session.speed(),
            can_undo: session.can_undo(),
            can_redo: session.can_redo(),
            seed: snapshot.seed,
            mode: snapshot.mode,
            in_line: snapshot.line.count,
            stuck: cashiers.filter(|person| is_stuck(&person.activity)).count() as u64,
            metrics: &snapshot.metrics,
            inspector_open: self.panels.inspector_open,
            clock: self.clock.clone(),
            on: &self.wires.on,
        }
    }

    fn stage_or_two(&self) -> Html {
        let chosen = self.stage_props(&self.stages.chosen);
        match &self.stages.beside {
            None => stage(&chosen),
            Some(beside) => self.later.draw(|hands| (hands.side_by_side)(self, &chosen, &self.stage_props(beside))),
        }
    }

    fn stage_props<'a>(&'a self, floor: &'a Floor) -> StageProps<'a> {
        let is_chosen = floor.half == self.stages.chosen.half;
        StageProps {
            half: floor.half,
            snapshot: &floor.snapshot,
            layout: &floor.layout,
            now: self.stages.second,
            names: &floor.names,
            selected: if is_chosen { self.panels.selection } else { Selection::None },
            menu: self.panels.open_menu(&floor.snapshot).filter(|_| is_chosen),
            lifted: self.pointer.drag.lifted().map(|(held, _)| held).filter(|_| is_chosen),
            target: self.pointer.target.filter(|_| is_chosen),
            travel: !self.stages.reduced_motion,
            settled: self.stages.settled,
            floor: floor.node.clone(),
            canvas: floor.canvas.clone(),
            on: &floor.on,
        }
    }

    /// Two stages with the table of their figures.
    pub fn side_by_side(&self, here: &StageProps<'_>, beside: &StageProps<'_>) -> Html {
        let session = self.session.borrow();
        let (Some(chosen), Some(halves)) = (here.half, session.halves()) else { return Html::default() };
        let stages = chosen.of([[here, beside], [beside, here]]);
        let differences = Differences::between(stages.map(|stage| stage.snapshot));
        let million = self.panels.ledger.million;
        let figures = [0, 1].map(|half: usize| {
            Figures::of(stages[half].snapshot, halves[half].shop().bill(), million, self.stages.second)
        });
        compare::side_by_side(&compare::BothProps {
            stages,
            differences: &differences,
            figures: &figures,
            chosen,
            on: &self.wires.on,
        })
    }
}
