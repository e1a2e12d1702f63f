//! Owns the world and its pace: turns frames into virtual time, keeps the caption, tells listeners.

use std::rc::Rc;

use crate::share::{Bookmark, from_link, is_link};
use crate::shop::{Address, Happening, Intervention, Mode, PersonId, Refusal, Scenario, Shop, What, scenarios};
use crate::sqs::{CallId, Error, Request, Response};
use crate::stage::{Clock, Speed};
use crate::time::{Instant, Span};
use crate::timeline::Timeline;
use crate::web;
use crate::world::World;

/// Wall time that one frame may spend on simulation; a world that is faster than that falls behind its speed instead
/// of stopping the page.
const FRAME_BUDGET_MS: f64 = 9.0;
/// The same for a frame in which the shop is on its way to another moment.
const SEEK_BUDGET_MS: f64 = 30.0;
/// A moment that is nearer than this is there at once.
const AT_ONCE_MS: f64 = 150.0;
/// Virtual time between two looks at the wall clock.
const SLICE: Span = Span::from_millis(40);
/// Past so many calls, the page that a panic shows may miss the latest of them, up to this number.
const CALLS_NOTED: usize = 200;
/// Calls of an opening between two looks at the wall clock.
const OPENING: usize = 2_000;
/// Virtual time between two of them on the way.
const STRETCH: Span = Span::from_millis(480);
/// A caption stands this long at least while time runs, so that it can be read.
pub const CAPTION_MS: f64 = 1_300.0;

/// What just happened, in one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Caption {
    /// The sentence.
    pub text: Rc<str>,
    /// The kind's name.
    pub kind: &'static str,
}

/// What somebody outside of the shop hears of a call.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// It was made.
    Begun(CallId),
    /// It was answered.
    Answered(Result<Response, Error>),
    /// There will be no answer: the shop in which it was made is gone.
    Gone,
}

/// Who hears it.
pub type Teller = Rc<dyn Fn(Told)>;

/// The world and its pace.
pub struct Driver {
    timeline: Timeline,
    /// Moments to go to, the next one last.
    way: Vec<Instant>,
    /// From where it went to the next of them.
    set_out_at: Instant,
    /// Those who want to know when the last of them is reached.
    arrivals: Vec<Box<dyn FnOnce()>>,
    scene: Option<&'static str>,
    playing: bool,
    speed: Speed,
    clock: Clock,
    caption: Caption,
    caption_since_ms: f64,
    waiting: Option<(u8, Happening)>,
    unheard: Vec<Happening>,
    has_listeners: bool,
    /// Those whose calls are not answered yet.
    callers: Vec<(CallId, Teller)>,
    untold: Vec<(Teller, Told)>,
    /// Where programs find the queues of every shop that is opened, once that is said.
    address: Option<Address>,
}

impl Driver {
    /// A world at its beginning, standing still.
    #[must_use]
    pub fn new(scenario: Scenario, scene: Option<&'static str>, speed: Speed) -> Self {
        Self::of(Timeline::new(scenario), scene, speed)
    }

    fn of(timeline: Timeline, scene: Option<&'static str>, speed: Speed) -> Self {
        let about = about(scene, timeline.world().shop().mode());
        let driver = Self {
            timeline,
            way: Vec::new(),
            set_out_at: Instant::ZERO,
            arrivals: Vec::new(),
            scene,
            playing: false,
            speed,
            clock: Clock::default(),
            caption: Caption { text: about, kind: "opening" },
            caption_since_ms: f64::NEG_INFINITY,
            waiting: None,
            unheard: Vec::new(),
            has_listeners: false,
            callers: Vec::new(),
            untold: Vec::new(),
            address: None,
        };
        driver.note_context();
        driver
    }

    /// The world.
    #[must_use]
    pub const fn world(&self) -> &World {
        self.timeline.world()
    }

    /// The run.
    #[must_use]
    pub const fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// Where the shop is on its way to.
    #[must_use]
    pub fn destination(&self) -> Option<Instant> {
        self.way.first().copied()
    }

    /// The part of the way that the shop is on: from where, and to where.
    #[must_use]
    pub fn leg(&self) -> Option<(Instant, Instant)> {
        self.way.last().map(|to| (self.set_out_at, *to))
    }

    /// The built-in scene that is playing.
    #[must_use]
    pub const fn scene(&self) -> Option<&'static str> {
        self.scene
    }

    /// Time runs?
    #[must_use]
    pub const fn playing(&self) -> bool {
        self.playing
    }

    /// How fast.
    #[must_use]
    pub const fn speed(&self) -> Speed {
        self.speed
    }

    /// The line of the moment.
    #[must_use]
    pub const fn caption(&self) -> &Caption {
        &self.caption
    }

    /// Lets time run, or stops it.
    pub fn play(&mut self, playing: bool) {
        self.playing = playing;
        self.clock.rest();
    }

    /// Frames stop coming for a while.
    pub fn rest(&mut self) {
        self.clock.rest();
    }

    /// Another pace.
    pub fn pace(&mut self, speed: Speed) {
        self.speed = speed;
    }

    /// A frame of the browser at `now_ms`.
    pub fn frame(&mut self, now_ms: f64) {
        if !self.way.is_empty() {
            return self.walk(SEEK_BUDGET_MS);
        }
        let due = self.clock.tick(now_ms, self.speed);
        let until = self.timeline.now() + due;
        let begun_ms = web::now_ms();
        while self.timeline.now() < until {
            self.timeline.advance_to(until.min(self.timeline.now() + SLICE));
            self.listen();
            if web::now_ms() - begun_ms > FRAME_BUDGET_MS {
                break;
            }
        }
        if now_ms - self.caption_since_ms >= CAPTION_MS && self.waiting.is_some() {
            self.caption_now();
            self.caption_since_ms = now_ms;
        }
    }

    /// Goes to any moment, in pieces where that takes long.
    pub fn seek(&mut self, at: Instant) {
        self.set_out(vec![at]);
    }

    /// Calls back when the shop is where it is on its way to.
    pub fn on_arrival(&mut self, told: Box<dyn FnOnce()>) {
        self.arrivals.push(told);
    }

    #[inline(never)]
    fn set_out(&mut self, way: Vec<Instant>) {
        self.way = way;
        self.approach();
        self.walk(AT_ONCE_MS);
    }

    /// From the nearest known moment to the next one on the way.
    fn approach(&mut self) {
        if let Some(at) = self.way.last()
            && self.timeline.approach(*at)
        {
            self.lose_callers();
        }
        self.set_out_at = self.timeline.now();
    }

    /// Goes on towards the next moment for so long.
    #[inline(never)]
    fn walk(&mut self, budget_ms: f64) {
        let begun_ms = web::now_ms();
        while let Some(at) = self.way.last().copied() {
            let open = self.timeline.open_on(OPENING);
            if open {
                self.timeline.pass(at.min(self.timeline.now() + STRETCH));
            }
            if open && self.timeline.now() >= at {
                self.way.pop();
                self.approach();
            } else if web::now_ms() - begun_ms > budget_ms {
                let there = self.way[0];
                self.caption =
                    Caption { text: format!("On the way to {there} … Esc stays here.").into(), kind: "opening" };
                return;
            }
        }
        self.clock.rest();
        self.waiting = None;
        self.caption_here();
    }

    /// Stays here instead of going on to another moment.
    pub fn stay(&mut self) {
        if self.world().shop().stocked().is_some() {
            // A shop opens before anybody can be in it.
            self.way = vec![Instant::ZERO];
        } else if !self.way.is_empty() {
            self.way.clear();
            self.caption_here();
        }
    }

    /// Goes all the way at once: what is done next is done there.
    fn arrive(&mut self) {
        if !self.way.is_empty() {
            self.walk(f64::INFINITY);
        }
    }

    /// Those whose calls were made in a world that is gone.
    fn lose_callers(&mut self) {
        let lost = self.callers.drain(..).map(|(_, teller)| (teller, Told::Gone));
        self.untold.extend(lost);
    }

    /// Stops, and goes on to the next event. False where nothing happens any more.
    pub fn step(&mut self) -> bool {
        self.arrive();
        self.play(false);
        let stepped = self.timeline.step();
        self.waiting = None;
        self.listen();
        self.caption_now();
        stepped
    }

    /// Stops, and goes back to the event before. False at the beginning.
    pub fn step_back(&mut self) -> bool {
        self.arrive();
        self.play(false);
        let before = self.timeline.previous_event_at();
        self.lose_callers();
        self.seek(before.unwrap_or(Instant::ZERO));
        before.is_some()
    }

    /// Takes the last deed back, and goes where it was done. False where there is none.
    pub fn undo(&mut self) -> bool {
        self.turn(Timeline::undo)
    }

    /// Does again what was taken back last. False where there is nothing.
    pub fn redo(&mut self) -> bool {
        self.turn(Timeline::redo)
    }

    fn turn(&mut self, turn: fn(&mut Timeline) -> Option<Instant>) -> bool {
        self.arrive();
        let at = turn(&mut self.timeline);
        if let Some(at) = at {
            self.lose_callers();
            (self.way, self.set_out_at) = (vec![at], self.timeline.now());
            self.walk(AT_ONCE_MS);
            self.note_context();
        }
        at.is_some()
    }

    /// Does something to the shop, and says what came of it. What is `joined` is undone with the deed before.
    ///
    /// # Errors
    /// A sentence for the person at the screen; the world is as it was.
    pub fn intervene(&mut self, deed: Intervention, joined: bool) -> Result<Rc<str>, Refusal> {
        self.arrive();
        let later = match &deed {
            Intervention::SendOnBreak { person } => Some(*person),
            _ => None,
        };
        self.timeline.intervene(deed, joined)?;
        self.waiting = None;
        self.listen();
        self.note_context();
        let shop = self.timeline.world().shop();
        // Who is busy goes later: nothing has happened yet, and still there is something to say.
        let busy = later.and_then(|person| shop.person(person)).filter(|person| person.leaving_for_break);
        if let Some(person) = busy {
            let text = format!("{} goes on a break once the order in hand is done.", person.name);
            self.caption = Caption { text: text.into(), kind: "WentOnBreak" };
        } else {
            self.caption_now();
        }
        Ok(self.caption.text.clone())
    }

    /// Makes a call in the name of a guest, who hears of it from [`Self::take_untold`].
    pub fn call(&mut self, request: Request, guest: &str, teller: Teller) {
        self.arrive();
        let call = self.timeline.call(request, guest);
        self.untold.push((teller.clone(), Told::Begun(call)));
        self.callers.push((call, teller));
        self.waiting = None;
        self.listen();
        self.note_call();
        self.caption_now();
    }

    /// How many calls are not answered yet.
    #[must_use]
    pub const fn callers(&self) -> usize {
        self.callers.len()
    }

    /// Ends a call that waits: nobody hears of it any more.
    pub fn hang_up(&mut self, call: CallId) {
        self.callers.retain(|(other, _)| *other != call);
        self.timeline.hang_up(call);
        self.note_call();
    }

    /// Those to call back where the shop is where it was on its way to.
    pub fn take_arrivals(&mut self) -> Vec<Box<dyn FnOnce()>> {
        if self.way.is_empty() { std::mem::take(&mut self.arrivals) } else { Vec::new() }
    }

    /// What callers have to be told, in order. They are told when nobody holds the driver any more.
    pub fn take_untold(&mut self) -> Vec<(Teller, Told)> {
        std::mem::take(&mut self.untold)
    }

    /// Programs find the queues here from now on, also those of scenes that are opened later: the shop begins anew where
    /// they were elsewhere. A recording keeps its own address, as its calls do.
    pub fn settle_at(&mut self, address: Address) {
        let scenario = self.world().recording().scenario.clone();
        let elsewhere = scenario.address != address;
        self.address = Some(address);
        if elsewhere {
            self.open(scenario, self.scene);
        }
    }

    /// The same customers from the beginning.
    pub fn restart(&mut self) {
        let scenario = self.world().recording().scenario.clone();
        self.open(scenario, self.scene);
    }

    /// Other customers from the beginning. The next seed follows from the last: nothing here reads entropy.
    pub fn new_seed(&mut self) {
        let mut scenario = self.world().recording().scenario.clone();
        scenario.seed = (scenario.seed.wrapping_mul(48_271).wrapping_add(11)) % 99_991;
        self.open(scenario, self.scene);
    }

    /// The same customers in the other shop.
    pub fn switch(&mut self, mode: Mode) {
        let mut scenario = self.world().recording().scenario.clone();
        scenario.mode = mode;
        self.open(scenario, self.scene);
    }

    /// The same customers with a queue of another kind: a queue's kind never changes.
    pub fn set_fifo(&mut self, fifo: bool) {
        let mut scenario = self.world().recording().scenario.clone();
        scenario.queue.fifo = fifo;
        self.open(scenario, None);
    }

    /// A built-in scene.
    pub fn show_scene(&mut self, id: &'static str) {
        if let Some(scenario) = scenarios::by_id(id) {
            self.open(scenario, Some(id));
        }
    }

    /// A link, a recording or a scenario from outside. Gives what had to be brought into range.
    ///
    /// # Errors
    /// A sentence that says what is wrong; the world is as it was.
    pub fn load(&mut self, text: &str) -> Result<Vec<String>, String> {
        if let Some(scene) = scenarios::ALL.iter().find(|scene| scene.id == text) {
            self.show_scene(scene.id);
            return Ok(Vec::new());
        }
        let text =
            text.split_once('#').map_or(text, |(address, link)| if address.starts_with("http") { link } else { text });
        let (bookmark, notes) = if is_link(text) { from_link(text)? } else { Bookmark::from_json(text)? };
        self.turn_to(bookmark);
        Ok(notes)
    }

    /// Another run, at its moment.
    #[inline(never)]
    pub fn turn_to(&mut self, bookmark: Bookmark) {
        let Bookmark { recording, at, end } = bookmark;
        self.open_run(Timeline::before(recording, end), None);
        // To its end first: what is to be drawn of it has to be seen once.
        self.set_out(vec![at, end]);
    }

    /// This run at this moment.
    #[must_use]
    pub fn bookmark(&self) -> Bookmark {
        let at = self.destination().unwrap_or(self.timeline.now());
        Bookmark { recording: self.timeline.recording(), at, end: self.timeline.end().max(at) }
    }

    /// The trace so far, by replaying the recording: no memory is spent on it before it is asked for.
    #[must_use]
    pub fn trace(&self) -> String {
        let mut trace = String::new();
        World::trace(self.world().recording(), self.world().now(), |line| {
            trace.push_str(line);
            trace.push('\n');
        });
        trace
    }

    /// Somebody outside wants to hear of every happening, or nobody does any more.
    pub fn set_heard(&mut self, has_listeners: bool) {
        self.has_listeners = has_listeners;
    }

    /// What happened since the last call, for those who listen from outside.
    pub fn take_unheard(&mut self) -> Vec<Happening> {
        std::mem::take(&mut self.unheard)
    }

    fn open(&mut self, mut scenario: Scenario, scene: Option<&'static str>) {
        if let Some(address) = &self.address {
            scenario.address = address.clone();
        }
        self.open_run(Timeline::closed(scenario), scene);
        let about = self.caption.clone();
        self.set_out(vec![Instant::ZERO]);
        if self.way.is_empty() {
            self.caption = about;
        }
    }

    fn open_run(&mut self, timeline: Timeline, scene: Option<&'static str>) {
        self.lose_callers();
        let new = Self::of(timeline, scene, self.speed);
        let old = std::mem::replace(self, new);
        (self.playing, self.has_listeners) = (old.playing, old.has_listeners);
        (self.untold, self.arrivals, self.address) = (old.untold, old.arrivals, old.address);
    }

    /// Hears what happened, and keeps what deserves the caption most.
    fn listen(&mut self) {
        while let Some(happening) = self.timeline.poll_happening() {
            let weight = weight(&happening);
            if weight > 0 && self.waiting.as_ref().is_none_or(|(best, _)| weight >= *best) {
                self.waiting = Some((weight, happening.clone()));
            }
            if self.has_listeners {
                self.unheard.push(happening);
            }
        }
        while let Some((call, answer)) = self.timeline.poll_foreign_reply() {
            if let Some(at) = self.callers.iter().position(|(other, _)| *other == call) {
                let (_, teller) = self.callers.swap_remove(at);
                self.untold.push((teller, Told::Answered(answer)));
            }
        }
    }

    fn caption_now(&mut self) {
        if let Some((_, happening)) = self.waiting.take() {
            let text = happening.sentence(self.world().shop()).into();
            self.caption = Caption { text, kind: happening.name() };
        }
    }

    /// Programs call by the thousand, and the whole recording is copied each time.
    fn note_call(&self) {
        let deeds = self.world().recording().interventions.len();
        if deeds < CALLS_NOTED || deeds.is_multiple_of(CALLS_NOTED) {
            self.note_context();
        }
    }

    /// The caption of the moment, where nobody listened on the way.
    #[inline(never)]
    fn caption_here(&mut self) {
        self.caption = caption(self.timeline.world().shop(), self.scene, Instant::from_millis(u64::MAX), Span::ZERO);
    }

    /// Keeps the way back to this moment at hand for the page that a panic shows.
    fn note_context(&self) {
        let recording = self.world().recording().clone();
        web::set_panic_context(move || (recording.scenario.seed.to_string(), recording.to_json().to_string()));
    }
}

/// The caption of a moment, where nobody listens: what deserves it most of the last instant before `until` at which
/// something did, and of the stretch of time before that.
pub fn caption(shop: &Shop, scene: Option<&'static str>, until: Instant, stretch: Span) -> Caption {
    let mut best: Option<(u8, &Happening)> = None;
    let mut last = None;
    for happening in shop.log().rev().filter(|happening| happening.at < until) {
        if last.is_some_and(|last: Instant| last.since(happening.at) > stretch) {
            break;
        }
        let weight = weight(happening);
        if weight > best.map_or(0, |(most, _)| most) {
            best = Some((weight, happening));
            last = last.or(Some(happening.at));
        }
    }
    match best {
        Some((_, best)) => Caption { text: best.sentence(shop).into(), kind: best.name() },
        None => Caption { text: about(scene, shop.mode()), kind: "opening" },
    }
}

fn about(scene: Option<&'static str>, mode: Mode) -> Rc<str> {
    let scene = scenarios::ALL.iter().find(|candidate| Some(candidate.id) == scene);
    match (scene, mode) {
        (Some(scene), mode) if scene.scenario().mode == mode => scene.about.into(),
        (_, Mode::HandToHand) => scenarios::ALL[1].about.into(),
        (_, Mode::OrderBoard) => scenarios::ALL[0].about.into(),
    }
}

/// How much a happening deserves the caption: what goes wrong first, what comes in all the time never.
fn weight(happening: &Happening) -> u8 {
    use crate::shop::ShopEvent as Shop;
    use crate::sqs::EventKind as Queue;
    match &happening.what {
        What::Queue { event, .. } => match event {
            Queue::Reappeared { .. } | Queue::DeadLettered { .. } | Queue::Expired { .. } | Queue::Purged { .. } => 5,
            Queue::Sent { .. } | Queue::Received { .. } | Queue::Deleted { .. } => 3,
            Queue::BecameVisible { .. } => 2,
            Queue::AttributesChanged | Queue::MoveStarted { .. } | Queue::MoveEnded { .. } => 5,
            Queue::Deduplicated { .. } | Queue::Duplicated { .. } => 4,
            Queue::Moved { .. } => 3,
            Queue::ReceivedNothing if happening.by == Some(PersonId::YOU) => 5,
            _ => 0,
        },
        What::Shop(event) => match event {
            Shop::CupDropped { .. } | Shop::CallRefused { .. } => 6,
            Shop::Hired { .. } | Shop::Left { .. } | Shop::Moved { .. } | Shop::WentOnBreak | Shop::CameBack => 5,
            Shop::StaffChanged | Shop::CustomersChanged { .. } | Shop::WeatherChanged { .. } => 5,
            Shop::OrderSentAgain => 3,
            Shop::CustomerWalkedOut { .. } | Shop::CashierStuck | Shop::OrderHandedOver { .. } => 4,
            Shop::DrinkServed { .. } => 3,
            _ => 0,
        },
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::sqs::{GetQueueUrl, ReceiveMessage};

    fn here() -> Address {
        let (endpoint, account) = ("http://localhost:9324".into(), "000000000000".into());
        Address { endpoint, account, ..Address::default() }
    }

    fn driver() -> Driver {
        Driver::new(scenarios::ALL[0].scenario(), Some(scenarios::ALL[0].id), Speed::NORMAL)
    }

    /// What a call of somebody comes to.
    fn call(driver: &mut Driver, request: impl Into<Request>) -> Rc<RefCell<Vec<Told>>> {
        let heard = Rc::new(RefCell::new(Vec::new()));
        let own = heard.clone();
        driver.call(request.into(), "CLI", Rc::new(move |told| own.borrow_mut().push(told)));
        tell(driver);
        heard
    }

    fn tell(driver: &mut Driver) {
        for (teller, told) in driver.take_untold() {
            teller(told);
        }
    }

    fn url(driver: &mut Driver) -> String {
        let heard = call(driver, GetQueueUrl::new("orders".into()));
        let heard = heard.borrow();
        let Told::Answered(Ok(Response::GetQueueUrl(found))) = &heard[1] else { panic!("{heard:?}") };
        found.queue_url.as_str().to_owned()
    }

    #[test]
    fn every_shop_opens_where_the_bridge_is() {
        let mut driver = driver();
        driver.settle_at(here());
        assert_eq!(driver.scene(), Some(scenarios::ALL[0].id));
        assert_eq!(url(&mut driver), "http://localhost:9324/000000000000/orders");
        driver.show_scene("delay");
        assert_eq!(url(&mut driver), "http://localhost:9324/000000000000/orders");
        // The same once more changes nothing.
        let calls = driver.world().recording().interventions.len();
        driver.settle_at(here());
        assert_eq!(driver.world().recording().interventions.len(), calls);
    }

    #[test]
    fn a_recording_keeps_its_address() {
        let mut elsewhere = driver();
        let there = url(&mut elsewhere);
        let recording = elsewhere.world().recording().clone();
        let mut driver = driver();
        driver.settle_at(here());
        driver.open_run(Timeline::of(recording, Instant::ZERO), None);
        assert_eq!(url(&mut driver), there);
    }

    #[test]
    fn whoever_waits_is_told_when_the_shop_is_gone() {
        let mut driver = driver();
        let waits = ReceiveMessage { wait_time_seconds: Some(20), ..ReceiveMessage::new("orders-dead-letters".into()) };
        let heard = call(&mut driver, waits);
        assert!(matches!(heard.borrow()[..], [Told::Begun(_)]));
        driver.restart();
        tell(&mut driver);
        assert!(matches!(heard.borrow()[..], [Told::Begun(_), Told::Gone]));
        assert_eq!(driver.callers(), 0);
    }
}
