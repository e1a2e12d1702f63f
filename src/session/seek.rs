//! Moving to another moment, in pieces if that takes long.

use std::mem;

use model::time::{Instant, Span};

use super::caption::{Caption, PAIR_OPENING};
use super::deadline::Deadline;
use super::outbox::Notice;
use super::runs::Runs;
use super::{Run, Session};

/// Milliseconds of wall time in which a short seek finishes at once.
const AT_ONCE_MS: f64 = 150.0;
/// The same for the search of a step.
const SEARCH_MS: f64 = 40.0;

/// A seek under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leg {
    /// Where it started.
    pub from: Instant,
    /// The destination.
    pub to: Instant,
    /// It is the opening of a shop, which is described once it is open.
    pub(super) is_opening: bool,
    /// Nothing has been done for it yet.
    pub(super) is_new: bool,
    /// Of a step: how much was seen before it. It ends where more is seen, at the latest at the destination.
    pub(super) seen: Option<u64>,
}

impl Session {
    /// The seek under way.
    #[must_use]
    pub const fn leg(&self) -> Option<Leg> {
        self.leg
    }

    /// The moment that a seek under way leads to.
    #[must_use]
    pub fn destination(&self) -> Option<Instant> {
        self.leg.map(|leg| leg.to)
    }

    /// The shown moment, or the destination of a seek under way. Where a step ends is not known.
    #[must_use]
    pub fn moment(&self) -> Instant {
        self.leg.filter(|leg| leg.seen.is_none()).map_or(self.timeline().now(), |leg| leg.to)
    }

    /// Sets out for any moment of the run. [`Self::settle`] and frames lead there.
    /// It leads elsewhere than a seek under way; deeds that wait are done where they were meant, before.
    pub fn seek(&mut self, at: Instant) {
        self.touch();
        if self.is_busy() && self.waiting.deeds() > 0 {
            self.hold(move |session| session.set_out(at, false));
        } else {
            self.set_out(at, false);
        }
    }

    /// Calls back once the seek under way has finished, or has been given up, and what waited for it is done.
    pub fn on_arrival(&mut self, callback: Box<dyn FnOnce()>) {
        self.arrivals.push(callback);
        self.announce_arrival();
    }

    fn announce_arrival(&mut self) {
        if !self.is_busy() {
            for callback in self.arrivals.drain(..) {
                self.outbox.push(Notice::Arrived(callback));
            }
        }
    }

    pub(super) fn set_out(&mut self, to: Instant, is_opening: bool) {
        if self.runs.approach(to) {
            self.runs.lose_callers(&mut self.outbox);
        }
        self.leg = Some(Leg { from: self.timeline().now(), to, is_opening, is_new: true, seen: None });
    }

    /// Gives a seek that was just begun the time to finish at once, if it is short. Call it after every verb that may have
    /// begun one; `clock` returns wall time in milliseconds.
    pub fn settle(&mut self, clock: &dyn Fn() -> f64) {
        let is_busy = self.is_busy();
        let is_new = self.leg.as_mut().map_or(is_busy, |leg| mem::replace(&mut leg.is_new, false));
        if !is_new {
            return;
        }
        let budget_ms = if self.leg.is_some_and(|leg| leg.seen.is_some()) { SEARCH_MS } else { AT_ONCE_MS };
        let deadline = Deadline::after(budget_ms, clock);
        if self.pursue(&deadline) {
            self.survey(&deadline);
        }
    }

    /// Continues the seek under way, and what waits for it, until the deadline passes. Returns true if none is left.
    pub fn pursue(&mut self, deadline: &Deadline<'_>) -> bool {
        while self.proceed() {
            if deadline.has_passed() {
                if self.leg.is_some() && self.is_full() {
                    self.stop_full();
                } else {
                    self.caption_way();
                }
                break;
            }
        }
        self.announce_arrival();
        !self.is_busy()
    }

    /// Does one piece of the seek under way, or else the first thing that waits. Returns false if nothing is left.
    fn proceed(&mut self) -> bool {
        let Some(leg) = self.leg else { return self.catch_up() };
        if leg.seen.is_some() {
            self.search();
        } else if self.runs.open_on() && self.runs.pass_towards(leg.to) {
            self.end_leg(leg);
        }
        self.is_busy()
    }

    fn caption_way(&mut self) {
        let Some(leg) = self.leg else { return };
        let text = match leg.seen {
            None => format!("Going to {} … Esc to stop here.", leg.to),
            Some(_) => "Looking for the next event … Esc to stop here.".to_owned(),
        };
        self.caption = Caption::opening(text);
    }

    /// Gives up the seek under way and stays at the moment that it has reached, and drops the deeds that wait for it. A
    /// shop finishes its opening first, and the runs of a pair meet. Returns how many deeds were dropped, or `None` if
    /// there is no seek.
    pub fn stay(&mut self) -> Option<usize> {
        self.is_busy().then(|| {
            self.touch();
            let dropped = self.waiting.deeds();
            self.waiting.drop_deeds();
            self.give_up();
            self.announce_arrival();
            dropped
        })
    }

    pub(super) fn give_up(&mut self) {
        let Some(leg) = self.leg else { return };
        let is_opening = self.world().shop().stocked().is_some();
        let to = if is_opening { Instant::ZERO } else { self.runs.furthest() };
        let leg = Leg { to, is_new: true, seen: None, ..leg };
        self.leg = Some(leg);
        if !is_opening && self.runs.earliest() == to {
            self.end_leg(Leg { is_opening: false, ..leg });
        }
    }

    fn end_leg(&mut self, leg: Leg) {
        self.finish_leg();
        self.runs.drop_news();
        self.caption_moment();
        if leg.is_opening && self.runs.half().is_none() {
            self.caption = Caption::about(self.scene, self.world().shop().mode());
        }
        if self.is_full() {
            self.caption_full();
        }
    }

    pub(super) fn finish_leg(&mut self) {
        self.leg = None;
        self.clock.rest();
    }

    /// Captions a moment that was reached without listening.
    pub(super) fn caption_moment(&mut self) {
        let shop = self.world().shop();
        let mut caption = Caption::of_moment(shop, self.scene, Instant::from_millis(u64::MAX), Span::ZERO);
        if let Runs::Pair(_) = &self.runs {
            caption.text = match caption.kind {
                "opening" => PAIR_OPENING.into(),
                _ => self.of_half(&caption.text),
            };
        }
        self.caption = caption;
    }

    /// Returns true if the end of the run is after the shown moment and not known yet, as after opening a link or a
    /// file.
    #[must_use]
    pub fn needs_survey(&self) -> bool {
        self.leg.is_none() && self.runs.all().iter().any(Run::needs_survey)
    }

    /// Simulates a copy of the runs to their end, so that the timeline can draw all of them. The shown moment stays.
    pub fn survey(&mut self, deadline: &Deadline<'_>) {
        if self.leg.is_none() && self.needs_survey() {
            for run in self.runs.all_mut() {
                run.survey(deadline);
            }
            if self.is_full() {
                for run in self.runs.all_mut() {
                    run.stop_survey();
                }
            }
        }
    }
}
