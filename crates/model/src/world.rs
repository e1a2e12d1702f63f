//! Joins the shop and the engine: the only place that names both.
//!
//! A [`World`] is a pure function of its [`Recording`] and the time. The shop's asks become calls, answers and events
//! go back; what is due at one instant is done engine first, so that an order that comes back is on the board before
//! anybody looks.

use std::collections::VecDeque;

use crate::engine::{Account, Answer, Engine};
use crate::shop::{
    Ask, AskId, Asked, GuestCall, GuestName, Happening, Intervention, PersonId, Recording, Refusal, Scenario, Shop,
    Timed,
};
use crate::sqs::{CallId, Error, Request, Response};
use crate::time::{Instant, Span};

/// How far ahead a step looks for something to see.
const STEP_MAX: Span = Span::from_secs(3_600);

/// How many instants it looks at: hundreds of baristas who look at an empty board make many in an hour.
const STEP_INSTANTS_MAX: u32 = 100_000;

/// Who awaits the answer to a call.
#[derive(Clone, Copy, Debug)]
enum Caller {
    Shop(AskId, PersonId),
    /// Somebody outside, under a name or none.
    Outside {
        guest: Option<GuestCall>,
        /// Through [`World::call`]. Nobody awaits the answer to a call that is only replayed.
        awaited: bool,
    },
}

impl Caller {
    /// Whose deeds are what the call causes.
    fn person(self) -> Option<PersonId> {
        match self {
            Self::Shop(_, by) => Some(by),
            Self::Outside { guest, .. } => guest.map(|guest| guest.by),
        }
    }
}

/// A shop and its queues at one moment of virtual time.
#[derive(Clone, Debug)]
pub struct World {
    now: Instant,
    shop: Shop,
    engine: Engine,
    recording: Recording,
    /// Long polls under way, in the order in which they were called.
    waiting: VecDeque<(CallId, Caller)>,
    foreign_replies: VecDeque<(CallId, Result<Response, Error>)>,
}

/// Sees the shop after every single thing that happened.
type Watch<'a> = dyn FnMut(&mut Shop) + 'a;

/// For those who only want to know how it ends.
const fn nobody_watches(_: &mut Shop) {}

impl World {
    /// A shop that opens at [`Instant::ZERO`]: its queues are made and its first orders hang there.
    #[must_use]
    pub fn new(scenario: Scenario) -> Self {
        let mut world = Self::closed(scenario);
        world.run(Instant::ZERO, &mut nobody_watches);
        world
    }

    /// Before the opening; see [`Self::open_on`].
    #[must_use]
    pub fn closed(scenario: Scenario) -> Self {
        let address = &scenario.address;
        let account = Account {
            region: address.region.clone(),
            account: address.account.clone(),
            endpoint: address.endpoint.clone(),
            ..Account::default()
        };
        let mut engine = Engine::new(scenario.seed, account);
        if !scenario.weather.is_calm() {
            engine.set_weather(scenario.weather);
        }
        Self {
            now: Instant::ZERO,
            shop: Shop::new(&scenario),
            engine,
            recording: Recording { scenario, interventions: Vec::new() },
            waiting: VecDeque::new(),
            foreign_replies: VecDeque::new(),
        }
    }

    /// Goes on with the opening for so many calls: a million orders take a while to hang up. True once it is over.
    /// Whatever else is done to the world brings the opening to its end first.
    pub fn open_on(&mut self, calls: usize) -> bool {
        self.lead_on(calls, &mut nobody_watches)
    }

    /// A clone of this moment that does not know what was done so far; see [`Self::resume`].
    #[must_use]
    pub fn keyframe(&mut self) -> Self {
        let done = std::mem::take(&mut self.recording.interventions);
        let mut keyframe = self.clone();
        self.recording.interventions = done;
        keyframe.foreign_replies.clear();
        for (_, caller) in &mut keyframe.waiting {
            if let Caller::Outside { awaited, .. } = caller {
                *awaited = false;
            }
        }
        keyframe
    }

    /// The world as it was when this keyframe was made, by when `done` had been done.
    #[must_use]
    pub fn resume(&self, done: Vec<Timed>) -> Self {
        let mut world = self.clone();
        world.recording.interventions = done;
        world
    }

    /// Takes away what was done so far, for another world to [`Self::resume`] with.
    pub fn take_interventions(&mut self) -> Vec<Timed> {
        std::mem::take(&mut self.recording.interventions)
    }

    /// About how many bytes it takes by itself; a clone shares most of them until one of the two goes on.
    #[must_use]
    pub fn weight(&self) -> usize {
        self.engine.weight() + self.shop.weight()
    }

    /// What a recording looks like at `until`.
    #[must_use]
    pub fn replay(recording: &Recording, until: Instant) -> Self {
        Self::replay_watched(recording, until, &mut nobody_watches)
    }

    /// One line per happening of a recording up to `until`. Takes time, but no memory.
    pub fn trace(recording: &Recording, until: Instant, mut line: impl FnMut(&str)) {
        Self::replay_watched(recording, until, &mut |shop: &mut Shop| {
            while let Some(happening) = shop.poll_happening() {
                line(&happening.line(shop));
            }
        });
    }

    fn replay_watched(recording: &Recording, until: Instant, watch: &mut Watch<'_>) -> Self {
        let mut world = Self::closed(recording.scenario.clone());
        world.run(Instant::ZERO, watch);
        for timed in recording.interventions.iter().take_while(|timed| timed.at <= until) {
            world.run(timed.at, watch);
            // What was refused then is refused now: it left no trace either time.
            let _ = world.do_watched(timed.intervention.clone(), watch);
        }
        world.run(until, watch);
        world
    }

    /// The virtual time.
    #[must_use]
    pub const fn now(&self) -> Instant {
        self.now
    }

    /// The shop.
    #[must_use]
    pub const fn shop(&self) -> &Shop {
        &self.shop
    }

    /// How it began, and what was done to it so far.
    #[must_use]
    pub const fn recording(&self) -> &Recording {
        &self.recording
    }

    /// The next happening that was not polled yet; see [`Shop::poll_happening`].
    pub fn poll_happening(&mut self) -> Option<Happening> {
        self.shop.poll_happening()
    }

    /// The same, to be looked at only.
    pub fn next_happening(&mut self) -> Option<&Happening> {
        self.shop.next_happening()
    }

    /// When something happens next if nobody intervenes; possibly nothing that one can see.
    #[must_use]
    pub fn next_event_at(&self) -> Option<Instant> {
        let (engine, shop) = (self.engine.poll_timeout(), self.shop.poll_timeout());
        engine.into_iter().chain(shop).min()
    }

    /// Does everything that is due up to `until`; it is `until` then. The past is left alone.
    pub fn advance_to(&mut self, until: Instant) {
        self.run(until, &mut nobody_watches);
    }

    /// Goes to the next instant at which one can see something happen; false if there is none within an hour, or none
    /// for a very long time of looks that find nothing.
    pub fn step(&mut self) -> bool {
        self.step_before(Instant::from_millis(u64::MAX))
    }

    /// The same, but it goes no further than to instants before `limit`.
    pub fn step_before(&mut self, limit: Instant) -> bool {
        let end = self.now + STEP_MAX;
        let seen = self.shop.visible_happenings();
        for _ in 0..STEP_INSTANTS_MAX {
            let Some(at) = self.next_event_at().filter(|at| *at <= end && *at < limit) else { break };
            self.advance_to(at);
            if self.shop.visible_happenings() > seen {
                return true;
            }
        }
        false
    }

    /// Does a deed now, and records it.
    ///
    /// # Errors
    /// A sentence for the person at the screen; nothing has changed then, and nothing is recorded.
    pub fn intervene(&mut self, deed: Intervention) -> Result<(), Refusal> {
        self.do_watched(deed, &mut nobody_watches)
    }

    /// Makes a call in the name of a guest, and records it. The answer comes from [`Self::poll_foreign_reply`], for a
    /// long poll when its time has come.
    pub fn call(&mut self, request: Request, guest: &str) -> CallId {
        let guest = GuestName::new(guest);
        self.record(Intervention::Call { request: request.clone(), guest: guest.clone() });
        self.foreign_call(request, guest.as_ref(), true, &mut nobody_watches)
    }

    /// Ends a call of [`Self::call`] that waits: there will be no answer.
    pub fn hang_up(&mut self, call: CallId) {
        // A call that nobody awaits cannot be ended: then there is nothing to record either.
        let _ = self.intervene(Intervention::HangUp { call });
    }

    /// The next answer to a call of [`Self::call`].
    pub fn poll_foreign_reply(&mut self) -> Option<(CallId, Result<Response, Error>)> {
        self.foreign_replies.pop_front()
    }

    fn record(&mut self, intervention: Intervention) {
        self.recording.interventions.push(Timed { at: self.now, intervention });
    }

    fn do_watched(&mut self, deed: Intervention, watch: &mut Watch<'_>) -> Result<(), Refusal> {
        match &deed {
            Intervention::Call { request, guest } => {
                self.foreign_call(request.clone(), guest.as_ref(), false, watch);
            }
            Intervention::HangUp { call } => self.foreign_hang_up(*call, watch)?,
            deed => {
                self.shop.intervene(self.now, deed)?;
                if let Intervention::SetWeather { weather } = deed {
                    self.engine.set_weather(*weather);
                }
                watch(&mut self.shop);
                self.hallway(watch);
            }
        }
        self.record(deed);
        Ok(())
    }

    fn foreign_call(
        &mut self,
        request: Request,
        guest: Option<&GuestName>,
        awaited: bool,
        watch: &mut Watch<'_>,
    ) -> CallId {
        let guest = guest.map(|name| self.shop.guest_calls(self.now, name, &request));
        if guest.is_none() {
            self.shop.count_request(&request);
        }
        let caller = Caller::Outside { guest, awaited };
        let (call, answer) = self.engine.call(self.now, request);
        match answer {
            Answer::Waiting => {
                self.waiting.push_back((call, caller));
                self.deliver_events(None, watch);
            }
            Answer::Now(answer) => {
                self.deliver_events(caller.person().map(|by| (call, by)), watch);
                self.reply(caller, call, answer, watch);
            }
        }
        self.hallway(watch);
        call
    }

    fn foreign_hang_up(&mut self, call: CallId, watch: &mut Watch<'_>) -> Result<(), Refusal> {
        let Some(Caller::Outside { guest, .. }) = self.who_waits(call) else {
            return Err(Refusal::new("That call does not wait for anything."));
        };
        if let Some(guest) = guest {
            self.shop.guest_hangs_up(self.now, guest);
        }
        self.waits_no_longer(call);
        self.engine.hang_up(call);
        self.hallway(watch);
        Ok(())
    }

    fn place_of(&self, call: CallId) -> Option<usize> {
        self.waiting.binary_search_by_key(&call, |(call, _)| *call).ok()
    }

    fn who_waits(&self, call: CallId) -> Option<Caller> {
        self.place_of(call).map(|place| self.waiting[place].1)
    }

    fn waits_no_longer(&mut self, call: CallId) -> Option<Caller> {
        let (_, caller) = self.waiting.remove(self.place_of(call)?)?;
        Some(caller)
    }

    fn run(&mut self, until: Instant, watch: &mut Watch<'_>) {
        watch(&mut self.shop);
        self.hallway(watch);
        while let Some(next) = self.next_event_at().filter(|next| *next <= until) {
            self.now = self.now.max(next);
            if self.engine.poll_timeout().is_some_and(|at| at <= self.now) {
                self.engine.handle_timeout(self.now);
            } else {
                self.shop.handle_timeout(self.now);
                watch(&mut self.shop);
            }
            self.hallway(watch);
        }
        self.now = self.now.max(until);
    }

    /// Leads everything to where it belongs until both sides are silent.
    fn hallway(&mut self, watch: &mut Watch<'_>) {
        self.lead_on(usize::MAX, watch);
    }

    /// The same for so many asks; true where both sides are silent.
    fn lead_on(&mut self, mut asks: usize, watch: &mut Watch<'_>) -> bool {
        while asks > 0 {
            self.deliver_events(None, watch);
            if let Some((call, answer)) = self.engine.poll_reply() {
                if let Some(caller) = self.waits_no_longer(call) {
                    self.reply(caller, call, answer, watch);
                }
            } else if let Some(ask) = self.shop.poll_ask() {
                self.lead(ask, watch);
                asks -= 1;
            } else {
                return true;
            }
        }
        false
    }

    fn lead(&mut self, ask: Ask, watch: &mut Watch<'_>) {
        let caller = Caller::Shop(ask.ticket, ask.by);
        match ask.what {
            Asked::Call(record) => {
                let (call, answer) = self.engine.call(self.now, record.request.clone());
                drop(record);
                match answer {
                    Answer::Waiting => {
                        self.waiting.push_back((call, caller));
                    }
                    Answer::Now(answer) => {
                        self.deliver_events(Some((call, ask.by)), watch);
                        self.reply(caller, call, answer, watch);
                    }
                }
            }
            Asked::HangUp => {
                let of_ask = |caller: &Caller| matches!(caller, Caller::Shop(other, _) if *other == ask.ticket);
                let found = self.waiting.iter().position(|(_, caller)| of_ask(caller));
                if let Some((call, _)) = found.and_then(|place| self.waiting.remove(place)) {
                    self.engine.hang_up(call);
                }
            }
        }
    }

    /// Gives the engine's events to the shop. `current` is the call that was answered just now.
    fn deliver_events(&mut self, current: Option<(CallId, PersonId)>, watch: &mut Watch<'_>) {
        while let Some(event) = self.engine.poll_event() {
            let by = match (event.call, current) {
                (Some(call), Some((id, by))) if call == id => Some(by),
                (Some(call), _) => self.who_waits(call).and_then(Caller::person),
                _ => None,
            };
            self.shop.handle_event(self.now, event, by);
            watch(&mut self.shop);
        }
    }

    fn reply(&mut self, caller: Caller, call: CallId, answer: Result<Response, Error>, watch: &mut Watch<'_>) {
        match caller {
            Caller::Shop(ask, _) => {
                self.shop.handle_answer(self.now, ask, answer);
                watch(&mut self.shop);
            }
            Caller::Outside { guest, awaited } => {
                if let Ok(answer) = &answer {
                    self.shop.count_response(answer);
                }
                if let Some(guest) = guest {
                    self.shop.guest_is_answered(self.now, guest, &answer);
                    watch(&mut self.shop);
                }
                if awaited {
                    self.foreign_replies.push_back((call, answer));
                }
            }
        }
    }
}
