//! From the session to the page: frames, looking, painting, and delivering what the session reports.

use web_sys::Element;
use yew::html::Scope;

use super::super::intent::Tab;
use super::stages::Stages;
use super::{App, Msg};
use crate::session::{Frame, Notice};
use crate::web;
use model::shop::{GuestView, PersonId};
use stage::{Drag, Held};

impl App {
    /// An animation frame. Returns true if the page is to be rendered.
    pub(super) fn frame(&mut self, link: &Scope<Self>, now_ms: f64) -> bool {
        if self.frames.takes_skip() {
            return false;
        }
        let frame = self.session.borrow_mut().frame(now_ms, &web::now_ms);
        match frame {
            // There may be no further frame: all of it is shown.
            Frame::Arrived => {
                self.refresh(link);
                return true;
            }
            Frame::Seeking if self.frames.may_skip_seek(now_ms) => return false,
            Frame::Seeking | Frame::Played => {}
        }
        // The last frame before a rest shows everything, also what is updated less often.
        let is_last = !self.session.borrow().wants_frames();
        let mut changed = self.look(if is_last { f64::INFINITY } else { now_ms });
        changed |= self.tell(link);
        self.frames.note(changed);
        self.deliver();
        self.pace(link);
        let renders = self.frames.begin_render(now_ms, self.stages.chosen.crowded);
        if !renders {
            let rendered = self.frames.takes_unpainted();
            self.paint(now_ms, rendered);
        }
        renders
    }

    /// Brings everything up to date with the session after a message.
    pub(super) fn refresh(&mut self, link: &Scope<Self>) {
        self.session.borrow_mut().settle(&web::now_ms);
        self.agree();
        self.look(f64::INFINITY);
        let lost = self.session.borrow_mut().take_lost();
        self.notices.offer(lost, link);
        let later = link.clone();
        let again = move || later.send_message(Msg::SaveDue);
        self.saver.borrow_mut().save_changes(&self.session.borrow(), again);
        self.say_unkept();
        self.frames.clear();
        self.deliver();
        self.tell(link);
        self.pace(link);
    }

    /// Announces what the narrator has to say. Returns true if there is something.
    fn tell(&mut self, link: &Scope<Self>) -> bool {
        let hands = self.later.hands.filter(|_| self.notices.narrator.is_some());
        hands.is_some_and(|hands| (hands.narrate)(self, link))
    }

    /// Looks at the session. Returns true if there is something new to render.
    fn look(&mut self, now_ms: f64) -> bool {
        let mut changed = self.stages.look();
        if let Some(hands) = self.later.hands.filter(|_| self.panels.tab == Tab::Log) {
            changed |= (hands.look_at_log)(self, now_ms);
        }
        if self.strip.is_due(now_ms) {
            let session = self.session.borrow();
            changed |= self.strip.look(&session, now_ms, self.later.hands);
            self.saver.borrow_mut().save_sometimes(&session);
        }
        changed |= self.say_unkept();
        self.drop_gone();
        let guest = guest_in_vain(&self.stages, self.session.borrow().playing());
        changed | self.notices.hint(guest)
    }

    /// Says that a run is too long to be kept, if that is new.
    fn say_unkept(&mut self) -> bool {
        let sentence = self.saver.borrow_mut().take_sentence();
        if let Some(sentence) = sentence {
            self.notices.tell(sentence.into());
        }
        sentence.is_some()
    }

    /// Closes the menu of somebody who has left, and drops them from the pointer.
    fn drop_gone(&mut self) {
        let session = self.session.borrow();
        let is_gone = |id: PersonId| session.world().shop().person(id).is_none();
        if self.panels.menu.is_some_and(|(person, _)| is_gone(person)) {
            self.panels.menu = None;
        }
        if matches!(self.pointer.drag.lifted(), Some((Held::Person { id, .. }, _)) if is_gone(id)) {
            self.pointer.drag = Drag::Idle;
        }
    }

    /// Paints the moment. `rendered` says that elements of the page may be new.
    pub(super) fn paint(&mut self, now_ms: f64, rendered: bool) {
        self.frames.takes_unpainted();
        self.stages.paint(now_ms, rendered);
        let now = self.session.borrow().world().now();
        if let Some(clock) = self.clock.cast::<Element>() {
            web::put_text(&clock, &now.to_string());
        }
        self.strip.point(now);
        self.pointer.paint(|| self.stages.chosen.origin());
    }

    pub(super) fn pace(&mut self, link: &Scope<Self>) {
        let session = &mut self.session.borrow_mut();
        self.frames.pace(session, self.stages.on_screen, link);
        self.attach.pulse(session, self.frames.are_running());
    }

    /// Delivers what the session reports. Callbacks may call the session again.
    pub(super) fn deliver(&mut self) {
        let notices = self.session.borrow_mut().take_notices();
        for notice in notices {
            match notice {
                Notice::Call(on_update, update) => on_update(update),
                Notice::Arrived(callback) => callback(),
                Notice::Happened(half, happening) => {
                    let Some(hands) = self.later.hands else { continue };
                    if self.notices.narrator.is_some() {
                        (hands.hear)(self, half, &happening);
                    }
                    if self.listeners.any() {
                        let event = (hands.event)(&happening, self.session.borrow().world_of(half), half);
                        self.listeners.tell(&event);
                    }
                }
            }
        }
    }
}

/// A guest whose call waits while time stands still: programs cannot know that it does.
pub fn guest_in_vain(stages: &Stages, playing: bool) -> Option<&GuestView> {
    let waits = |guest: &&GuestView| guest.waiting > 0;
    stages.chosen.snapshot.guests.first.iter().find(waits).filter(|_| !playing)
}
