//! Owns the world and its pace: turns frames into virtual time, keeps the caption, tells listeners.

use std::rc::Rc;

use crate::shop::{Address, Happening, Intervention, Mode, PersonId, Recording, Refusal, Scenario, What, scenarios};
use crate::sqs::{CallId, Error, Request, Response};
use crate::stage::{Clock, Speed};
use crate::time::{Instant, Span};
use crate::web;
use crate::world::World;

/// Wall time that one frame may spend on simulation; a world that is faster than that falls behind its speed instead
/// of stopping the page.
const FRAME_BUDGET_MS: f64 = 9.0;
/// Virtual time between two looks at the wall clock.
const SLICE: Span = Span::from_millis(40);
/// Past so many calls, the page that a panic shows may miss the latest of them, up to this number.
const CALLS_NOTED: usize = 200;
/// A caption stands this long at least while time runs, so that it can be read.
const CAPTION_MS: f64 = 1_300.0;

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
    world: World,
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
        let about = about(scene, &scenario);
        let driver = Self {
            world: World::new(scenario),
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
        &self.world
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
        let due = self.clock.tick(now_ms, self.speed);
        let until = self.world.now() + due;
        let begun_ms = web::now_ms();
        while self.world.now() < until {
            self.world.advance_to(until.min(self.world.now() + SLICE));
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

    /// Goes on to `moment`, without frames.
    pub fn skip_to(&mut self, moment: Instant) {
        while self.world.now() < moment {
            self.world.advance_to(moment.min(self.world.now() + SLICE));
            self.listen();
        }
        self.caption_now();
    }

    /// Stops, and goes on to the next event. False where nothing happens any more.
    pub fn step(&mut self) -> bool {
        self.play(false);
        let stepped = self.world.step();
        self.waiting = None;
        self.listen();
        self.caption_now();
        stepped
    }

    /// Does something to the shop, and says what came of it.
    ///
    /// # Errors
    /// A sentence for the person at the screen; the world is as it was.
    pub fn intervene(&mut self, deed: Intervention) -> Result<Rc<str>, Refusal> {
        let later = match &deed {
            Intervention::SendOnBreak { person } => Some(*person),
            _ => None,
        };
        self.world.intervene(deed)?;
        self.waiting = None;
        self.listen();
        self.note_context();
        let shop = self.world.shop();
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
        let call = self.world.call(request, guest);
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
        self.world.hang_up(call);
        self.note_call();
    }

    /// What callers have to be told, in order. They are told when nobody holds the driver any more.
    pub fn take_untold(&mut self) -> Vec<(Teller, Told)> {
        std::mem::take(&mut self.untold)
    }

    /// Programs find the queues here from now on, also those of scenes that are opened later: the shop begins anew where
    /// they were elsewhere. A recording keeps its own address, as its calls do.
    pub fn settle_at(&mut self, address: Address) {
        let scenario = self.world.recording().scenario.clone();
        let elsewhere = scenario.address != address;
        self.address = Some(address);
        if elsewhere {
            self.open(scenario, self.scene);
        }
    }

    /// The same customers from the beginning.
    pub fn restart(&mut self) {
        let scenario = self.world.recording().scenario.clone();
        self.open(scenario, self.scene);
    }

    /// Other customers from the beginning. The next seed follows from the last: nothing here reads entropy.
    pub fn new_seed(&mut self) {
        let mut scenario = self.world.recording().scenario.clone();
        scenario.seed = (scenario.seed.wrapping_mul(48_271).wrapping_add(11)) % 99_991;
        self.open(scenario, self.scene);
    }

    /// The same customers in the other shop.
    pub fn switch(&mut self, mode: Mode) {
        let mut scenario = self.world.recording().scenario.clone();
        scenario.mode = mode;
        self.open(scenario, self.scene);
    }

    /// The same customers with a queue of another kind: a queue's kind never changes.
    pub fn set_fifo(&mut self, fifo: bool) {
        let mut scenario = self.world.recording().scenario.clone();
        scenario.queue.fifo = fifo;
        self.open(scenario, None);
    }

    /// A built-in scene.
    pub fn show_scene(&mut self, id: &'static str) {
        if let Some(scenario) = scenarios::by_id(id) {
            self.open(scenario, Some(id));
        }
    }

    /// A recording or scenario from outside. Gives what had to be brought into range.
    ///
    /// # Errors
    /// A sentence that says what is wrong; the world is as it was.
    pub fn load(&mut self, text: &str) -> Result<Vec<String>, String> {
        if let Some(scene) = scenarios::ALL.iter().find(|scene| scene.id == text) {
            self.show_scene(scene.id);
            return Ok(Vec::new());
        }
        let (recording, notes) = Recording::from_json(text).map_err(|error| error.to_string())?;
        let last = recording.interventions.last().map_or(Instant::ZERO, |timed| timed.at);
        self.open(recording.scenario.clone(), None);
        if !recording.interventions.is_empty() {
            self.world = World::replay(&recording, last);
            self.listen();
        }
        Ok(notes)
    }

    /// The trace so far, by replaying the recording: no memory is spent on it before it is asked for.
    #[must_use]
    pub fn trace(&self) -> String {
        let mut trace = String::new();
        World::trace(self.world.recording(), self.world.now(), |line| {
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
        let (playing, has_listeners) = (self.playing, self.has_listeners);
        let mut untold = std::mem::take(&mut self.untold);
        untold.extend(self.callers.drain(..).map(|(_, teller)| (teller, Told::Gone)));
        let address = self.address.take();
        if let Some(address) = &address {
            scenario.address = address.clone();
        }
        *self = Self::new(scenario, scene, self.speed);
        self.address = address;
        self.playing = playing;
        self.has_listeners = has_listeners;
        self.untold = untold;
        self.listen();
        self.waiting = None;
    }

    /// Hears what happened, and keeps what deserves the caption most.
    fn listen(&mut self) {
        while let Some(happening) = self.world.poll_happening() {
            let weight = weight(&happening);
            if weight > 0 && self.waiting.as_ref().is_none_or(|(best, _)| weight >= *best) {
                self.waiting = Some((weight, happening.clone()));
            }
            if self.has_listeners {
                self.unheard.push(happening);
            }
        }
        while let Some((call, answer)) = self.world.poll_foreign_reply() {
            if let Some(at) = self.callers.iter().position(|(other, _)| *other == call) {
                let (_, teller) = self.callers.swap_remove(at);
                self.untold.push((teller, Told::Answered(answer)));
            }
        }
    }

    fn caption_now(&mut self) {
        if let Some((_, happening)) = self.waiting.take() {
            let text = happening.sentence(self.world.shop()).into();
            self.caption = Caption { text, kind: happening.name() };
        }
    }

    /// Programs call by the thousand, and the whole recording is copied each time.
    fn note_call(&self) {
        let deeds = self.world.recording().interventions.len();
        if deeds < CALLS_NOTED || deeds.is_multiple_of(CALLS_NOTED) {
            self.note_context();
        }
    }

    /// Keeps the way back to this moment at hand for the page that a panic shows.
    fn note_context(&self) {
        let recording = self.world.recording().clone();
        web::set_panic_context(move || (recording.scenario.seed.to_string(), recording.to_json().to_string()));
    }
}

fn about(scene: Option<&'static str>, scenario: &Scenario) -> Rc<str> {
    let scene = scenarios::ALL.iter().find(|candidate| Some(candidate.id) == scene);
    match (scene, scenario.mode) {
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
        Driver::new(scenarios::ALL[0].scenario(), Some(scenarios::ALL[0].id), Speed::default())
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
        let recording = elsewhere.world().recording().to_json().to_string();
        let mut driver = driver();
        driver.settle_at(here());
        driver.load(&recording).expect("a recording");
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
