//! What the root component does for each message.

use yew::html::Scope;

use super::super::charts::take;
use super::super::console::Ask;
use super::super::intent::{Figures, Intent, Taken};
use super::{App, Msg};
use stage::Size;

impl App {
    /// Handles any message but a frame. Returns false if there is nothing to render for it.
    pub(super) fn receive(&mut self, link: &Scope<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Frame(_) | Msg::Touched => {}
            Msg::Intent(intent) => return self.fulfil(link, intent),
            Msg::Key(event) => {
                let Some(intent) = self.key(&event) else { return false };
                event.prevent_default();
                return self.fulfil(link, intent);
            }
            Msg::Loaded(notes) => self.loaded(notes),
            Msg::Resized(half, width, height) => {
                let link = link.clone();
                let on_settled = move || link.send_message(Msg::Settled);
                self.stages.resize(half, Size { width, height }, on_settled);
            }
            Msg::Settled => self.stages.settled = true,
            Msg::OnScreen(on_screen) => self.stages.on_screen = on_screen,
            Msg::TabChanged | Msg::SaveDue => {}
            Msg::Linked => self.linked(),
            Msg::ReducedMotion(reduced) => self.stages.reduced_motion = reduced,
            Msg::SystemTheme => self.set_theme(self.theme),
            Msg::ClickPassed => {
                self.pointer.click_passed();
                return false;
            }
            Msg::Narrate => self.notices.pause = None,
            Msg::Filtered(filter) => self.log.set_filter(filter),
            Msg::OfferPassed => self.notices.lost = None,
            Msg::Then(then) => then(self),
            Msg::NoticeRead => self.notices.shown.clear(),
            Msg::Bridge(said) => self.said(said),
            Msg::Tick => {
                self.tick(link);
                return false;
            }
            Msg::Called => {
                self.called(link);
                return false;
            }
            Msg::Asked(ask) => self.ask(ask),
            Msg::Hands(hands) => self.hands_loaded(link, hands),
            Msg::Share(share) => self.share_loaded(link, share),
            Msg::PartFailed => self.part_failed(),
        }
        true
    }

    /// Does what the person at the screen wants. Returns false if it changes nothing.
    pub(super) fn fulfil(&mut self, link: &Scope<Self>, intent: Intent) -> bool {
        match intent {
            Intent::Drag(input) => return self.drag(link, input),
            Intent::Do(deed) => self.act(deed),
            Intent::Deeds(deeds) => self.deeds(deeds),
            Intent::Time(time) => self.time(link, time),
            Intent::Open(open) => self.open(link, open),
            Intent::Panel(panel) => self.panel(link, panel),
            Intent::Pair(pair) => return self.pair(link, pair),
            Intent::Figures(figures) => self.figures(figures),
            Intent::Draft(draft) => self.panels.draft = draft,
            Intent::Say(sentence) => self.notices.say(sentence),
            Intent::Tell(sentence) => {
                self.panels.draft = None;
                self.notices.tell(sentence);
            }
        }
        true
    }

    fn figures(&mut self, figures: Figures) {
        let ledger = &mut self.panels.ledger;
        match figures {
            Figures::Table(chart) => ledger.table = (ledger.table != Some(chart)).then_some(chart),
            Figures::Price(cents) => {
                ledger.million = Some(cents * 10_000);
                self.panels.draft = None;
            }
            Figures::Take(what) => {
                if let Some(hands) = self.later.hands {
                    (hands.take)(self, what);
                }
            }
        }
    }

    /// Exports a chart or all figures.
    pub fn take(&self, what: Taken) {
        let session = self.session.borrow();
        let world = session.world();
        take(what, self.stages.chosen.snapshot.mode, &world.shop().measures(world.now()));
    }

    fn ask(&self, ask: Ask) {
        match ask {
            Ask::Call(request, on_update) => {
                let update = self.session.borrow_mut().call(request, "Console", on_update.clone());
                on_update(update);
            }
            Ask::HangUp(call) => self.session.borrow_mut().hang_up(call),
        }
    }
}
