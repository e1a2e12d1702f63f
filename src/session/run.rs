//! One run: a timeline, the outside calls that wait in it, and its latest news.

use std::rc::Rc;

use model::shop::Happening;
use model::sqs::{CallId, Error, Request, Response};
use model::time::{Instant, Span};
use model::timeline::{Timeline, Track};
use model::world::World;

use super::caption::weight;
use super::deadline::Deadline;
use super::outbox::{CallUpdate, Notice, OnUpdate, Outbox};

/// The most virtual time to simulate between two checks of the deadline during a seek.
const STRETCH_MAX: Span = Span::from_millis(480);
/// A stretch with more happenings than this is followed by a shorter one: they take some milliseconds.
const STRETCH_HAPPENINGS: u64 = 8_000;
/// The number of calls between two checks of the deadline while a shop opens.
const OPENING_CALLS: usize = 2_000;

/// A timeline with the calls from outside that it has not answered.
pub struct Run {
    timeline: Timeline,
    callers: Vec<(CallId, OnUpdate)>,
    /// The most notable happening since the last caption.
    pub(super) news: Option<Happening>,
    /// A clone that runs ahead of the shown moment, to learn what to draw of the rest of the run.
    ahead: Option<Box<Timeline>>,
    /// The clone stopped, because it held too much.
    is_survey_stopped: bool,
    /// The virtual time to simulate between two checks of the deadline.
    stretch: Span,
}

impl Run {
    pub(super) const fn new(timeline: Timeline) -> Self {
        Self { timeline, callers: Vec::new(), news: None, ahead: None, is_survey_stopped: false, stretch: STRETCH_MAX }
    }

    /// The timeline at the shown moment.
    #[must_use]
    pub const fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// The world at the shown moment.
    #[must_use]
    pub const fn world(&self) -> &World {
        self.timeline.world()
    }

    /// What is known of the whole run: samples of the backlog, and marks.
    #[must_use]
    pub fn track(&self) -> &Track {
        self.ahead.as_deref().unwrap_or(&self.timeline).track()
    }

    /// Returns true if an event is due, or something still moves on the stage.
    pub(super) fn is_lively(&self) -> bool {
        let world = self.world();
        self.timeline.next_event_at().is_some() || world.shop().motions(world.now()).next().is_some()
    }

    /// How many deeds were done up to the shown moment.
    pub(super) fn deeds(&self) -> usize {
        self.world().recording().interventions.len()
    }

    /// The timeline, to do or undo a deed: the future that the clone has seen is void.
    pub(super) fn change(&mut self) -> &mut Timeline {
        (self.ahead, self.is_survey_stopped) = (None, false);
        &mut self.timeline
    }

    /// The timeline, to move to another moment of the same future.
    pub(super) const fn timeline_mut(&mut self) -> &mut Timeline {
        &mut self.timeline
    }

    /// Continues the opening. Returns true once it is over.
    pub(super) fn open_on(&mut self) -> bool {
        self.timeline.open_on(OPENING_CALLS)
    }

    /// Simulates one stretch towards `at`.
    pub(super) fn pass_towards(&mut self, at: Instant) {
        self.stretch = pass_stretch(&mut self.timeline, at, self.stretch);
    }

    /// Returns true if the end of the run is in the future and not known yet.
    pub(super) fn needs_survey(&self) -> bool {
        !self.is_survey_stopped && !self.timeline.is_surveyed()
    }

    /// The approximate bytes of the world and of the clone ahead of it.
    pub(super) fn weight(&self) -> usize {
        self.timeline.weight() + self.ahead.as_ref().map_or(0, |ahead| ahead.world().weight())
    }

    /// Gives up the clone until the next deed: the timeline draws what was seen.
    pub(super) fn stop_survey(&mut self) {
        (self.ahead, self.is_survey_stopped) = (None, true);
    }

    /// Simulates a clone ahead to the end of the run until the deadline passes. The shown moment stays.
    pub(super) fn survey(&mut self, deadline: &Deadline<'_>) {
        if !self.needs_survey() {
            self.ahead = None;
            return;
        }
        let end = self.timeline.end();
        let ahead = self.ahead.get_or_insert_with(|| Box::new(self.timeline.clone()));
        while ahead.now() < end {
            self.stretch = pass_stretch(ahead, end, self.stretch);
            if deadline.has_passed() {
                return;
            }
        }
        if let Some(ahead) = self.ahead.take() {
            self.timeline.learn(*ahead);
        }
    }

    /// Drains what happened: keeps the news, returns the happenings if `wanted`, and sends answers to the callers.
    pub(super) fn listen(&mut self, outbox: &mut Outbox) -> Vec<Happening> {
        let mut happenings = Vec::new();
        while let Some(happening) = self.timeline.poll_happening() {
            let weight_now = weight(&happening);
            if weight_now > 0 && self.news.as_ref().is_none_or(|best| weight_now >= weight(best)) {
                self.news = Some(happening.clone());
            }
            if outbox.is_heard() {
                happenings.push(happening);
            }
        }
        while let Some((call, answer)) = self.timeline.poll_foreign_reply() {
            self.deliver(call, answer, outbox);
        }
        happenings
    }

    fn deliver(&mut self, call: CallId, answer: Result<Response, Error>, outbox: &mut Outbox) {
        if let Some(at) = self.callers.iter().position(|(other, _)| *other == call) {
            let (_, on_update) = self.callers.swap_remove(at);
            outbox.push(Notice::Call(on_update, CallUpdate::Answered(answer)));
        }
    }

    /// Makes a call in a guest's name. The answer is returned if there is one at once; otherwise `on_update` receives it.
    pub(super) fn call(
        &mut self,
        request: Request,
        guest: &str,
        on_update: OnUpdate,
        outbox: &mut Outbox,
    ) -> CallUpdate {
        let call = self.change().call(request, guest);
        let mut own = None;
        while let Some((id, answer)) = self.timeline.poll_foreign_reply() {
            if id == call {
                own = Some(answer);
            } else {
                self.deliver(id, answer, outbox);
            }
        }
        match own {
            Some(answer) => CallUpdate::Answered(answer),
            None => {
                self.callers.push((call, on_update));
                CallUpdate::Waiting(call)
            }
        }
    }

    /// Returns true if this call was made here and waits for its answer.
    pub(super) fn awaits(&self, call: CallId) -> bool {
        self.callers.iter().any(|(other, _)| *other == call)
    }

    /// The caller of a call that waits hears nothing more.
    /// Returns false if there is none.
    pub(super) fn silence(&mut self, call: CallId) -> bool {
        let caller = self.callers.iter_mut().find(|(other, _)| *other == call);
        caller.map(|(_, on_update)| *on_update = Rc::new(|_| {})).is_some()
    }

    /// Ends a call that waits; its caller hears nothing more. Returns true if the run recorded it.
    pub(super) fn hang_up(&mut self, call: CallId) -> bool {
        self.callers.retain(|(other, _)| *other != call);
        let deeds = self.deeds();
        self.change().hang_up(call);
        self.deeds() > deeds
    }

    /// How many calls wait for an answer.
    pub(super) const fn waiting_calls(&self) -> usize {
        self.callers.len()
    }

    /// Tells every caller that its call is gone with the world in which it was made.
    pub(super) fn lose_callers(&mut self, outbox: &mut Outbox) {
        for (_, on_update) in self.callers.drain(..) {
            outbox.push(Notice::Call(on_update, CallUpdate::Gone));
        }
    }
}

/// Simulates one stretch towards `at`. Returns the length of the next one: crowds get shorter ones.
fn pass_stretch(timeline: &mut Timeline, at: Instant, stretch: Span) -> Span {
    let before = timeline.world().shop().happenings();
    timeline.pass_towards(at.min(timeline.now() + stretch), at);
    let happenings = timeline.world().shop().happenings() - before;
    let ms = stretch.as_millis();
    let next = if happenings > STRETCH_HAPPENINGS { ms / 2 } else { ms * 2 };
    Span::from_millis(next.clamp(1, STRETCH_MAX.as_millis()))
}
