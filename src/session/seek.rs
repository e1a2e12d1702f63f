//! Moving to another moment, in pieces if that takes long.

use model::time::{Instant, Span};

use super::caption::{Caption, PAIR_OPENING};
use super::deadline::Deadline;
use super::outbox::Notice;
use super::runs::Runs;
use super::{Run, Session};

/// Milliseconds of wall time in which a short seek finishes at once.
const AT_ONCE_MS: f64 = 150.0;

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

    /// The shown moment, or the destination of a seek under way.
    #[must_use]
    pub fn moment(&self) -> Instant {
        self.destination().unwrap_or(self.timeline().now())
    }

    /// Sets out for any moment of the run. [`Self::settle`] and frames lead there.
    pub fn seek(&mut self, at: Instant) {
        self.touch();
        self.set_out(at, false);
    }

    /// Calls back once the seek under way has finished, or has been given up.
    pub fn on_arrival(&mut self, callback: Box<dyn FnOnce()>) {
        match self.leg {
            Some(_) => self.arrivals.push(callback),
            None => self.outbox.push(Notice::Arrived(callback)),
        }
    }

    pub(super) fn set_out(&mut self, to: Instant, is_opening: bool) {
        if self.runs.approach(to) {
            self.runs.lose_callers(&mut self.outbox);
        }
        self.leg = Some(Leg { from: self.timeline().now(), to, is_opening, is_new: true });
    }

    /// Gives a seek that was just begun the time to finish at once, if it is short. Call it after every verb that may have
    /// begun one; `clock` returns wall time in milliseconds.
    pub fn settle(&mut self, clock: &dyn Fn() -> f64) {
        let Some(leg) = self.leg.as_mut().filter(|leg| leg.is_new) else { return };
        leg.is_new = false;
        let deadline = Deadline::after(AT_ONCE_MS, clock);
        if self.pursue(&deadline) {
            self.survey(&deadline);
        }
    }

    /// Continues the seek under way until the deadline passes. Returns true if none is left.
    pub fn pursue(&mut self, deadline: &Deadline<'_>) -> bool {
        let Some(leg) = self.leg else { return true };
        while !(self.runs.open_on() && self.runs.pass_towards(leg.to)) {
            if deadline.has_passed() {
                let text = format!("Going to {} … Esc to stop here.", leg.to);
                self.caption = Caption::opening(text);
                return false;
            }
        }
        self.end_leg();
        if leg.is_opening && self.runs.half().is_none() {
            self.caption = Caption::about(self.scene, self.world().shop().mode());
        }
        true
    }

    /// Finishes a pending seek at once, so that the next deed applies at its destination.
    pub(super) fn arrive(&mut self) {
        self.pursue(&Deadline::NEVER);
    }

    /// Gives up the seek under way and stays at the moment that it has reached. A shop finishes its opening first.
    pub fn stay(&mut self) {
        let Some(leg) = self.leg else { return };
        self.touch();
        if self.world().shop().stocked().is_some() {
            self.leg = Some(Leg { to: Instant::ZERO, ..leg });
        } else {
            self.runs.meet();
            self.end_leg();
        }
    }

    fn end_leg(&mut self) {
        self.leg = None;
        self.clock.rest();
        self.runs.drop_news();
        self.caption_moment();
        for callback in self.arrivals.drain(..) {
            self.outbox.push(Notice::Arrived(callback));
        }
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
        if self.leg.is_none() {
            for run in self.runs.all_mut() {
                run.survey(deadline);
            }
        }
    }
}
