//! Joins the shop and the engine. No other module names both.
//!
//! A [`World`] is a pure function of its [`Recording`] and the time. The shop's asks become calls; answers and events
//! go back to the shop. At one instant the engine's timers run first, so that a message that becomes visible is on the
//! board before anybody polls.

mod dispatch;
mod outside;
mod replay;

use std::collections::VecDeque;

use self::dispatch::Caller;
use crate::engine::{Account, Engine};
use crate::shop::{Happening, Intervention, Recording, Refusal, Scenario, Shop, Timed};
use crate::sqs::{CallId, Error, Response};
use crate::time::{Instant, Span};

/// The longest step, in virtual time.
const STEP_MAX: Span = Span::from_secs(3_600);

/// The most instants per step: hundreds of baristas who poll an empty board make many invisible ones.
const STEP_INSTANTS_MAX: u32 = 100_000;

/// A shop and its queues at one moment of virtual time.
#[derive(Clone, Debug)]
pub struct World {
    now: Instant,
    shop: Shop,
    engine: Engine,
    recording: Recording,
    /// Waiting long polls, ordered by call.
    waiting: VecDeque<(CallId, Caller)>,
    foreign_replies: VecDeque<(CallId, Result<Response, Error>)>,
}

/// Called with the shop after every happening.
type Watch<'a> = dyn FnMut(&mut Shop) + 'a;

/// For callers who need the result only.
const fn unwatched(_: &mut Shop) {}

impl World {
    /// A shop just opened at [`Instant::ZERO`]: its queues exist and hold the scenario's stored orders.
    #[must_use]
    pub fn new(scenario: Scenario) -> Self {
        let mut world = Self::closed(scenario);
        world.run(Instant::ZERO, &mut unwatched);
        world
    }

    /// A shop before its opening; see [`Self::open_on`].
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

    /// Continues the opening for up to `calls` engine calls, because sending a million stored orders takes seconds.
    /// Returns true once the shop is open. Every other change to the world completes the opening first.
    pub fn open_on(&mut self, calls: usize) -> bool {
        self.dispatch(calls, &mut unwatched)
    }

    /// Returns the virtual time.
    #[must_use]
    pub const fn now(&self) -> Instant {
        self.now
    }

    /// Returns the shop.
    #[must_use]
    pub const fn shop(&self) -> &Shop {
        &self.shop
    }

    /// The scenario and the interventions so far.
    #[must_use]
    pub const fn recording(&self) -> &Recording {
        &self.recording
    }

    /// Removes and returns the next happening; see [`Shop::poll_happening`].
    pub fn poll_happening(&mut self) -> Option<Happening> {
        self.shop.poll_happening()
    }

    /// Removes the next happening and returns it by reference.
    pub fn next_happening(&mut self) -> Option<&Happening> {
        self.shop.next_happening()
    }

    /// The next instant at which something happens without an intervention, visible or not.
    #[must_use]
    pub fn next_event_at(&self) -> Option<Instant> {
        let (engine, shop) = (self.engine.poll_timeout(), self.shop.poll_timeout());
        engine.into_iter().chain(shop).min()
    }

    /// Runs until `until`; does nothing if that is in the past.
    pub fn advance_to(&mut self, until: Instant) {
        self.run(until, &mut unwatched);
    }

    /// Runs to the next instant with a visible happening. Returns false if there is none within an hour of virtual time
    /// or within 100,000 instants.
    pub fn step(&mut self) -> bool {
        self.step_before(Instant::from_millis(u64::MAX))
    }

    /// Like [`Self::step`], but only to instants before `limit`.
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

    /// Applies an intervention now and records it.
    ///
    /// # Errors
    /// A sentence for the screen. Nothing has changed and nothing is recorded.
    pub fn intervene(&mut self, deed: Intervention) -> Result<(), Refusal> {
        self.intervene_watched(deed, &mut unwatched)
    }

    fn record(&mut self, intervention: Intervention) {
        self.recording.interventions.push(Timed { at: self.now, intervention });
    }

    fn intervene_watched(&mut self, deed: Intervention, watch: &mut Watch<'_>) -> Result<(), Refusal> {
        match &deed {
            Intervention::Call { request, guest } => {
                self.call_outside(request.clone(), guest.as_ref(), false, watch);
            }
            Intervention::HangUp { call } => self.hang_up_outside(*call, watch)?,
            deed => {
                self.shop.intervene(self.now, deed)?;
                if let Intervention::SetWeather { weather } = deed {
                    self.engine.set_weather(*weather);
                }
                watch(&mut self.shop);
                self.dispatch_all(watch);
            }
        }
        self.record(deed);
        Ok(())
    }

    fn run(&mut self, until: Instant, watch: &mut Watch<'_>) {
        watch(&mut self.shop);
        self.dispatch_all(watch);
        while let Some(next) = self.next_event_at().filter(|next| *next <= until) {
            self.now = self.now.max(next);
            if self.engine.poll_timeout().is_some_and(|at| at <= self.now) {
                self.engine.handle_timeout(self.now);
            } else {
                self.shop.handle_timeout(self.now);
                watch(&mut self.shop);
            }
            self.dispatch_all(watch);
        }
        self.now = self.now.max(until);
    }
}
