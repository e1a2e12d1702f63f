//! Play, step and seek.

use yew::html::Scope;

use super::super::intent::{Intent, Time};
use super::{App, Msg};
use model::time::{Instant, Span};

impl App {
    /// Moves through time, or lets it run.
    pub(super) fn time(&mut self, link: &Scope<Self>, time: Time) {
        match time {
            Time::Toggle => {
                let playing = self.session.borrow().playing();
                self.session.borrow_mut().play(!playing);
            }
            Time::Pace(speed) => self.session.borrow_mut().pace(speed),
            Time::Step => {
                let stepped = self.session.borrow_mut().step();
                let said = self.session.borrow().waits();
                if !stepped || said.is_some() {
                    let said = said.unwrap_or_else(|| self.session.borrow().caption().text.clone());
                    self.notices.say(&*said);
                }
            }
            Time::StepBack => {
                let stepped = self.session.borrow_mut().step_back();
                self.close_moment();
                let said = self.session.borrow().waits();
                if !stepped || said.is_some() {
                    self.notices.say(said.as_deref().unwrap_or("This is the beginning."));
                }
            }
            Time::Seek(at) => self.seek(at),
            Time::Later(ms) => self.seek(self.moment() + Span::from_millis(ms)),
            Time::Earlier(ms) => {
                self.seek(Instant::from_millis(self.moment().as_millis().saturating_sub(ms)));
            }
            Time::Mark(forward) => self.seek_mark(forward),
            Time::Skip(ms) => self.skip(link, ms),
            Time::Arrived => self.notices.say(format!("Now at {}.", self.moment())),
            Time::Scrub(scrub) => self.scrub(scrub),
        }
    }

    /// The shown moment, or the destination of a seek under way.
    pub(super) fn moment(&self) -> Instant {
        self.session.borrow().moment()
    }

    /// Sets out for a moment.
    pub(super) fn seek(&mut self, at: Instant) {
        self.session.borrow_mut().seek(at);
        self.close_moment();
    }

    fn skip(&mut self, link: &Scope<Self>, ms: u64) {
        self.panels.toggle_skips();
        self.seek(self.moment() + Span::from_millis(ms));
        let link = link.clone();
        let arrived = move || link.send_message(Msg::Intent(Intent::Time(Time::Arrived)));
        self.session.borrow_mut().on_arrival(Box::new(arrived));
    }

    fn seek_mark(&mut self, forward: bool) {
        match self.strip.next_mark(self.moment(), forward) {
            Some(at) => self.seek(at),
            None => {
                let side = if forward { "last" } else { "first" };
                self.notices.say(format!("This is the {side} mark."));
            }
        }
    }

    /// Closes what belongs to another moment: menu, drag, log and timeline as they were drawn.
    pub(super) fn close_moment(&mut self) {
        self.panels.menu = None;
        self.pointer.release();
        self.log.expire();
        self.strip.expire();
    }
}
