//! Owns the world and its pace: turns frames into virtual time, keeps the caption, tells listeners.

use std::rc::Rc;

use super::beside::Beside;
use crate::web;
use model::compare::{Differences, Half, Pair, pairs};
use model::share::{self, Bookmark, from_link, is_link};
use model::shop::{Address, Happening, Intervention, Limits, Mode, PersonId, Refusal, Scenario, Shop, What, scenarios};
use model::sqs::{CallId, Error, Request, Response};
use model::time::{Instant, Span};
use model::timeline::Timeline;
use model::world::World;
use stage::{Clock, Speed};

/// Wall time that one frame may spend on simulation; a world that is faster than that falls behind its speed instead
/// of stopping the page.
const FRAME_BUDGET_MS: f64 = 9.0;
/// The same for a frame in which the shop is on its way to another moment.
const SEEK_BUDGET_MS: f64 = 44.0;
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

/// A step looks no further ahead, nor at more instants; see [`World::step`].
const STEP_MAX: Span = Span::from_secs(3_600);
const STEP_INSTANTS_MAX: u32 = 100_000;

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
    /// The shop beside it, while two are compared; both are always at the same moment.
    beside: Option<Box<Beside>>,
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
            beside: None,
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

    /// How far the run was seen; of two that are compared, either.
    #[must_use]
    pub fn end(&self) -> Instant {
        let end = self.timeline.end();
        self.beside.as_ref().map_or(end, |beside| beside.timeline.end().max(end))
    }

    /// There is something to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        match &self.beside {
            None => self.timeline.can_undo(),
            Some(beside) => beside.can_undo(&self.timeline),
        }
    }

    /// There is something to do again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        match &self.beside {
            None => self.timeline.can_redo(),
            Some(beside) => beside.can_redo(),
        }
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

    /// A frame of the browser at `now_ms`. True where the shop has come to where it was on its way to.
    pub fn frame(&mut self, now_ms: f64) -> bool {
        if !self.way.is_empty() {
            self.walk(SEEK_BUDGET_MS);
            return self.way.is_empty();
        }
        let due = self.clock.tick(now_ms, self.speed);
        let until = self.timeline.now() + due;
        let begun_ms = web::now_ms();
        while self.timeline.now() < until {
            let slice = until.min(self.timeline.now() + SLICE);
            self.timeline.advance_to(slice);
            self.listen();
            if web::now_ms() - begun_ms > FRAME_BUDGET_MS {
                break;
            }
        }
        if now_ms - self.caption_since_ms >= CAPTION_MS && self.waiting.is_some() {
            self.caption_now();
            self.caption_since_ms = now_ms;
        }
        false
    }

    /// Goes to any moment, in pieces where that takes long.
    pub fn seek(&mut self, at: Instant) {
        self.set_out(vec![at]);
    }

    /// Calls back when the shop is where it is on its way to.
    pub fn on_arrival(&mut self, told: Box<dyn FnOnce()>) {
        self.arrivals.push(told);
    }

    fn set_out(&mut self, way: Vec<Instant>) {
        self.way = way;
        self.approach();
        self.walk(AT_ONCE_MS);
    }

    /// From the nearest known moment to the next one on the way.
    fn approach(&mut self) {
        let Some(at) = self.way.last().copied() else { return };
        let mut jumped = self.timeline.approach(at);
        if let Some(beside) = &mut self.beside {
            jumped |= beside.timeline.approach(at);
        }
        if jumped {
            self.lose_callers();
        }
        self.set_out_at = self.timeline.now();
    }

    /// Goes on towards the next moment for so long.
    fn walk(&mut self, budget_ms: f64) {
        let begun_ms = web::now_ms();
        while let Some(at) = self.way.last().copied() {
            if self.open_on() && self.pass(at) {
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

    /// Goes on with the opening. True where everything hangs that hung there from the start.
    fn open_on(&mut self) -> bool {
        let beside = self.beside.as_mut().is_none_or(|beside| beside.timeline.open_on(OPENING));
        self.timeline.open_on(OPENING) && beside
    }

    /// Runs on towards a moment. True where it is reached.
    fn pass(&mut self, at: Instant) -> bool {
        if self.beside.is_some() {
            return self.pass_both(at);
        }
        let stretch = at.min(self.timeline.now() + STRETCH);
        self.timeline.pass_towards(stretch, at);
        self.timeline.now() >= at
    }

    /// Stays here instead of going on to another moment.
    pub fn stay(&mut self) {
        if self.world().shop().stocked().is_some() {
            // A shop opens before anybody can be in it.
            self.way = vec![Instant::ZERO];
        } else if !self.way.is_empty() {
            self.way.clear();
            self.meet();
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
        let beside = self.beside.iter_mut().flat_map(|beside| beside.callers.drain(..));
        let lost = self.callers.drain(..).chain(beside).map(|(_, teller)| (teller, Told::Gone));
        self.untold.extend(lost);
    }

    /// Stops, and goes on to the next event. False where nothing happens any more.
    pub fn step(&mut self) -> bool {
        self.arrive();
        self.play(false);
        let stepped = if self.beside.is_some() { self.step_both() } else { self.timeline.step() };
        self.waiting = None;
        self.listen();
        self.caption_now();
        stepped
    }

    /// Stops, and goes back to the event before. False at the beginning.
    pub fn step_back(&mut self) -> bool {
        self.arrive();
        self.play(false);
        let beside = self.beside.as_mut().and_then(|beside| beside.timeline.previous_event_at());
        let before = self.timeline.previous_event_at().max(beside);
        self.lose_callers();
        self.seek(before.unwrap_or(Instant::ZERO));
        before.is_some()
    }

    /// Takes the last deed back, and goes where it was done. False where there is none.
    pub fn undo(&mut self) -> bool {
        self.turn(Timeline::undo, Beside::undo)
    }

    /// Does again what was taken back last. False where there is nothing.
    pub fn redo(&mut self) -> bool {
        self.turn(Timeline::redo, Beside::redo)
    }

    fn turn(
        &mut self,
        turn: fn(&mut Timeline) -> Option<Instant>,
        turn_both: fn(&mut Beside, &mut Timeline) -> Option<Instant>,
    ) -> bool {
        self.arrive();
        let at = match &mut self.beside {
            None => turn(&mut self.timeline),
            Some(beside) => turn_both(beside, &mut self.timeline),
        };
        if let Some(at) = at {
            self.lose_callers();
            (self.way, self.set_out_at) = (vec![at], self.timeline.now());
            if self.beside.is_some() {
                self.approach();
            }
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
        if self.beside.is_some() {
            self.intervene_beside(deed, joined)?;
        } else {
            self.timeline.intervene(deed, joined)?;
        }
        self.waiting = None;
        self.listen();
        self.note_context();
        let shop = self.timeline.world().shop();
        // Who is busy goes later: nothing has happened yet, and still there is something to say.
        let busy = later.and_then(|person| shop.person(person)).filter(|person| person.leaving_for_break);
        if let Some(person) = busy {
            let text = format!("{} goes on a break once the order in hand is done.", person.name);
            self.caption = Caption { text: self.of_half(text), kind: "WentOnBreak" };
        } else {
            self.caption_now();
        }
        Ok(self.caption.text.clone())
    }

    /// Makes a call in the name of a guest, who hears of it from [`Self::take_untold`].
    pub fn call(&mut self, request: Request, guest: &str, teller: Teller) {
        self.arrive();
        let cut = self.timeline.end() > self.timeline.now();
        let call = self.timeline.call(request, guest);
        if let Some(beside) = &mut self.beside {
            beside.follow(None, false, cut);
        }
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
        let is_mine = self.callers.iter().any(|(other, _)| *other == call);
        if let Some(half) =
            self.beside.as_ref().filter(|beside| !is_mine && beside.awaits(call)).map(|beside| beside.half)
        {
            self.choose(half);
            self.hang_up(call);
            self.choose(half.other());
            return;
        }
        self.callers.retain(|(other, _)| *other != call);
        let deeds = self.world().recording().interventions.len();
        let cut = self.timeline.end() > self.timeline.now();
        self.timeline.hang_up(call);
        let is_done = self.world().recording().interventions.len() > deeds;
        if let Some(beside) = self.beside.as_mut().filter(|_| is_done) {
            beside.follow(None, true, cut);
        }
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
        if self.beside.is_some() && self.part(mode) {
            return;
        }
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

    /// A built-in scene. Where two shops are compared, both are made of it.
    pub fn show_scene(&mut self, id: &'static str) {
        if let Some(halves) = self.halves() {
            let pair = differences(halves).pair.and_then(pairs::by_id).unwrap_or(&pairs::ALL[0]);
            self.scene = Some(id);
            self.compare(pair);
        } else if let Some(scenario) = scenarios::by_id(id) {
            self.open(scenario, Some(id));
        }
    }

    /// A link, a recording or a scenario from outside. Gives what had to be brought into range.
    ///
    /// # Errors
    /// A sentence that says what is wrong; the world is as it was.
    pub fn load(&mut self, text: &str) -> Result<Vec<String>, String> {
        if let Some(scene) = scenarios::ALL.iter().find(|scene| scene.id == text) {
            self.open(scene.scenario(), Some(scene.id));
            self.beside = None;
            return Ok(Vec::new());
        }
        let text =
            text.split_once('#').map_or(text, |(address, link)| if address.starts_with("http") { link } else { text });
        let (bookmark, notes) = if is_link(text) { from_link(text)? } else { Bookmark::from_json(text)? };
        self.turn_to(bookmark);
        Ok(notes)
    }

    /// Another run, at its moment.
    pub fn turn_to(&mut self, bookmark: Bookmark) {
        let Bookmark { recording, at, end, beside } = bookmark;
        self.open_run(Timeline::before(recording, end), None);
        if let Some(other) = beside {
            let share::Beside { recording, chosen } = *other;
            self.beside = Some(Box::new(Beside::new(Timeline::before(recording, end), Half::B)));
            self.choose(chosen);
        }
        // To its end first: what is to be drawn of it has to be seen once.
        self.set_out(vec![at, end]);
    }

    /// This run at this moment.
    #[must_use]
    pub fn bookmark(&self) -> Bookmark {
        let at = self.destination().unwrap_or(self.timeline.now());
        let (mut recording, mut beside) = (self.timeline.recording(), None);
        if let Some(other) = &self.beside {
            let mut other_recording = other.timeline.recording();
            if other.half == Half::A {
                std::mem::swap(&mut recording, &mut other_recording);
            }
            beside = Some(Box::new(share::Beside { recording: other_recording, chosen: other.half.other() }));
        }
        Bookmark { recording, at, end: self.end().max(at), beside }
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
        let beside = self.beside.as_ref().map(|beside| {
            let mut other = beside.world().recording().scenario.clone();
            (other.seed, other.customers) = (scenario.seed, scenario.customers.clone());
            other.address = scenario.address.clone();
            Box::new(Beside::new(Timeline::closed(other), beside.half))
        });
        self.open_run(Timeline::closed(scenario), scene);
        self.beside = beside;
        let about = self.caption.clone();
        self.set_out(vec![Instant::ZERO]);
        if self.way.is_empty() && self.beside.is_none() {
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
        if self.beside.is_some() {
            self.listen_beside();
        }
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
            let text = self.of_half(happening.sentence(self.world().shop()));
            self.caption = Caption { text, kind: happening.name() };
        } else if self.beside.is_some() {
            self.caption_of_beside();
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
    fn caption_here(&mut self) {
        let shop = self.timeline.world().shop();
        self.caption = caption(shop, self.scene, Instant::from_millis(u64::MAX), Span::ZERO);
        if self.beside.is_some() {
            let text = &self.caption.text;
            self.caption.text = match self.caption.kind {
                "opening" => TOGETHER.into(),
                _ => self.of_half(text.to_string()),
            };
        }
    }

    /// Keeps the way back to this moment at hand for the page that a panic shows.
    fn note_context(&self) {
        if self.beside.is_some() {
            return self.note_both();
        }
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

/// Two shops beside each other.
impl Driver {
    /// Both runs, in the order of the halves; none where there is one shop.
    #[must_use]
    pub fn runs(&self) -> Option<[&Timeline; 2]> {
        let beside = self.beside.as_ref()?;
        Some(beside.half.of([[&beside.timeline, &self.timeline], [&self.timeline, &beside.timeline]]))
    }

    /// Their worlds.
    #[must_use]
    pub fn halves(&self) -> Option<[&World; 2]> {
        Some(self.runs()?.map(Timeline::world))
    }

    /// The world that stands there: the only one where there is one.
    #[must_use]
    pub fn world_of(&self, half: Option<Half>) -> &World {
        match &self.beside {
            Some(beside) if Some(beside.half) == half => beside.world(),
            _ => self.world(),
        }
    }

    /// Where the shop in hand stands; none where it is the only one.
    #[must_use]
    pub fn half(&self) -> Option<Half> {
        self.beside.as_ref().map(|beside| beside.half.other())
    }

    /// Takes that shop in hand. False where it is.
    pub fn choose(&mut self, half: Half) -> bool {
        let Some(beside) = self.beside.as_mut().filter(|beside| beside.half == half) else { return false };
        std::mem::swap(&mut self.timeline, &mut beside.timeline);
        std::mem::swap(&mut self.callers, &mut beside.callers);
        std::mem::swap(&mut self.unheard, &mut beside.unheard);
        beside.half = half.other();
        self.waiting = None;
        if self.way.is_empty() {
            self.caption_here();
        }
        true
    }

    /// A pair of shops, made of this one or of its scene, from the beginning.
    pub fn compare(&mut self, pair: &Pair) {
        let Scenario { mode, seed, address, .. } = self.world().recording().scenario.clone();
        let mut made_of = self
            .scene
            .and_then(scenarios::by_id)
            .map(|scene| Scenario { seed, address, ..scene })
            .unwrap_or_else(|| self.world().recording().scenario.clone());
        if let Some(address) = &self.address {
            made_of.address = address.clone();
        }
        let [a, b] = pair.of(&made_of);
        let half = if a.mode == mode { Half::A } else { Half::B };
        self.open_run(Timeline::new(a), self.scene);
        self.beside = Some(Box::new(Beside::new(Timeline::new(b), Half::B)));
        self.listen();
        self.choose(half);
        self.caption_here();
        self.note_context();
    }

    /// Goes on with one of the two alone, as it is: with the one in hand, if it is of that kind. False where neither is;
    /// then the one in hand is alone as well.
    fn part(&mut self, mode: Mode) -> bool {
        self.arrive();
        if let Some(half) =
            self.beside.as_ref().map(|beside| beside.half).filter(|_| self.world().shop().mode() != mode)
            && self.world_of(Some(half)).shop().mode() == mode
        {
            self.choose(half);
        }
        let beside = self.beside.take();
        let lost = beside.into_iter().flat_map(|beside| beside.callers).map(|(_, teller)| (teller, Told::Gone));
        self.untold.extend(lost);
        self.caption_here();
        self.note_context();
        self.world().shop().mode() == mode
    }

    /// Something is still to happen in the shop beside.
    #[must_use]
    pub fn is_lively_beside(&self) -> bool {
        self.beside.as_ref().is_some_and(|beside| {
            let world = beside.world();
            beside.timeline.next_event_at().is_some() || world.shop().motions(world.now()).next().is_some()
        })
    }

    /// Deeds from here to [`Self::ungroup`], in either shop, are one.
    pub fn group(&mut self) {
        if let Some(beside) = &mut self.beside {
            beside.group();
        }
    }

    /// They are done.
    pub fn ungroup(&mut self) {
        if let Some(beside) = &mut self.beside {
            beside.ungroup();
        }
    }

    /// What happened in the shop beside since the last call.
    pub fn take_unheard_beside(&mut self) -> Vec<Happening> {
        self.beside.as_mut().map(|beside| std::mem::take(&mut beside.unheard)).unwrap_or_default()
    }

    /// A deed in the shop in hand. Customers are the same in both.
    fn intervene_beside(&mut self, deed: Intervention, joined: bool) -> Result<(), Refusal> {
        let twin = matches!(deed, Intervention::SetCustomers { .. }).then(|| deed.clone());
        let cut = self.timeline.end() > self.timeline.now();
        self.timeline.intervene(deed, joined)?;
        if let Some(beside) = &mut self.beside {
            beside.follow(twin, joined, cut);
        }
        Ok(())
    }

    fn listen_beside(&mut self) {
        let Some(beside) = &mut self.beside else { return };
        beside.keep_pace(self.timeline.now(), self.has_listeners);
        for (call, answer) in beside.replies.drain(..) {
            if let Some(at) = beside.callers.iter().position(|(other, _)| *other == call) {
                let (_, teller) = beside.callers.swap_remove(at);
                self.untold.push((teller, Told::Answered(answer)));
            }
        }
    }

    /// Where nothing happened in the shop in hand, but something did in the other.
    fn caption_of_beside(&mut self) {
        let Some(beside) = &mut self.beside else { return };
        if let Some(happening) = beside.waiting.take() {
            let text = format!("{}: {}", beside.half.letter(), happening.sentence(beside.world().shop()));
            self.caption = Caption { text: text.into(), kind: happening.name() };
        }
    }

    /// Whichever is behind runs on: on a long way the two stay together.
    fn pass_both(&mut self, at: Instant) -> bool {
        let Some(beside) = &mut self.beside else { return true };
        let stretch = |run: &mut Timeline| run.pass_towards(at.min(run.now() + STRETCH), at);
        let (here, there) = (self.timeline.now(), beside.timeline.now());
        if here <= there {
            stretch(&mut self.timeline);
        }
        if there <= here {
            stretch(&mut beside.timeline);
        }
        self.timeline.now().min(beside.timeline.now()) >= at
    }

    /// Both at the same moment, where the way ended before they were there.
    fn meet(&mut self) {
        if let Some(beside) = &self.beside {
            let at = self.timeline.now().max(beside.timeline.now());
            while !self.pass_both(at) {}
        }
    }

    /// Goes on to the next instant at which one can see something happen in either.
    fn step_both(&mut self) -> bool {
        let end = self.timeline.now() + STEP_MAX;
        if let Some(beside) = &mut self.beside {
            beside.waiting = None;
        }
        let seen = |driver: &Self| {
            let seen = |world: &World| world.shop().visible_happenings() + world.recording().interventions.len() as u64;
            driver.halves().map_or(0, |halves| halves.into_iter().map(seen).sum())
        };
        let before = seen(self);
        for _ in 0..STEP_INSTANTS_MAX {
            let beside = self.beside.as_ref().and_then(|beside| beside.timeline.next_event_at());
            let next = self.timeline.next_event_at().into_iter().chain(beside).min();
            let Some(at) = next.filter(|at| *at <= end) else { break };
            self.timeline.advance_to(at);
            self.listen_beside();
            if seen(self) > before {
                return true;
            }
        }
        false
    }

    /// A sentence about the shop in hand says which one that is, where there are two.
    fn of_half(&self, sentence: String) -> Rc<str> {
        match self.half() {
            None => sentence.into(),
            Some(half) => format!("{}: {sentence}", half.letter()).into(),
        }
    }

    fn note_both(&self) {
        let bookmark = self.bookmark();
        web::set_panic_context(move || (bookmark.recording.scenario.seed.to_string(), bookmark.to_json().to_string()));
    }
}

/// Said of two shops before anything has happened.
const TOGETHER: &str = "Two shops, the same customers. What is done in one of them is not done in the other.";

/// What differs between two worlds.
#[must_use]
pub fn differences(halves: [&World; 2]) -> Differences {
    let limits = Limits { customers: 0, people: 64, tickets: 0 };
    let [a, b] = halves.map(|world| world.shop().snapshot(world.now(), limits));
    Differences::between([&a, &b])
}

fn about(scene: Option<&'static str>, mode: Mode) -> Rc<str> {
    let scene = scenarios::ALL.iter().find(|candidate| Some(candidate.id) == scene);
    match (scene, mode) {
        (Some(scene), mode) if scene.scenario().mode == mode => scene.about().into(),
        (_, Mode::HandToHand) => scenarios::ALL[1].about().into(),
        (_, Mode::OrderBoard) => scenarios::ALL[0].about().into(),
    }
}

/// How much a happening deserves the caption: what goes wrong first, what comes in all the time never.
pub fn weight(happening: &Happening) -> u8 {
    use model::shop::ShopEvent as Shop;
    use model::sqs::EventKind as Queue;
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
    use model::sqs::{GetQueueUrl, ReceiveMessage};

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

    /// Hand to hand beside the order board, after so many milliseconds.
    fn both(at: u64) -> Driver {
        let mut driver = driver();
        driver.compare(&pairs::ALL[0]);
        driver.seek(Instant::from_millis(at));
        driver
    }

    fn moments(driver: &Driver) -> [u64; 2] {
        driver.halves().expect("there are two shops").map(|world| world.now().as_millis())
    }

    fn deeds(driver: &Driver) -> [usize; 2] {
        driver.runs().expect("there are two shops").map(|run| run.recording().interventions.len())
    }

    const HIRE: Intervention = Intervention::Hire { role: model::shop::Role::Barista, place: None };

    #[test]
    fn two_shops_are_always_at_the_same_moment() {
        let mut driver = both(12_345);
        assert_eq!(moments(&driver), [12_345; 2]);
        assert_eq!(driver.half(), Some(Half::B), "the order board was open before");
        for _ in 0..30 {
            assert!(driver.step());
            let [a, b] = moments(&driver);
            assert_eq!(a, b);
        }
        let after = moments(&driver)[0];
        assert!(driver.step_back());
        let before = moments(&driver);
        assert!(before[0] == before[1] && before[0] < after, "{before:?}");
        driver.play(true);
        for frame in 0..60 {
            driver.frame(f64::from(frame) * 16.0);
            let [a, b] = moments(&driver);
            assert_eq!(a, b);
        }
        assert!(moments(&driver)[0] > before[0]);
        driver.choose(Half::A);
        driver.seek(Instant::from_millis(600_000));
        driver.seek(Instant::from_millis(61_000));
        assert_eq!((moments(&driver), driver.end().as_millis()), ([61_000; 2], 600_000));
        let [a, b] = driver.halves().expect("there are two shops");
        for world in [a, b] {
            let again = World::replay(world.recording(), world.now());
            let all = Limits { customers: 99, people: 99, tickets: 99 };
            assert_eq!(again.shop().snapshot(again.now(), all), world.shop().snapshot(world.now(), all));
        }
    }

    #[test]
    fn each_step_ends_where_something_is_seen_in_either() {
        let mut driver = both(0);
        let seen = |driver: &Driver| {
            driver.halves().map(|both| both.map(|world| world.shop().visible_happenings())).expect("there are two")
        };
        let (mut in_a_alone, mut in_b_alone, mut said) = (0, 0, Vec::new());
        for _ in 0..80 {
            let before = seen(&driver);
            assert!(driver.step());
            let after = seen(&driver);
            assert_ne!(before, after);
            in_a_alone += u32::from(before[0] != after[0] && before[1] == after[1]);
            in_b_alone += u32::from(before[0] == after[0] && before[1] != after[1]);
            said.push(driver.caption().text.clone());
        }
        assert!(in_a_alone > 5 && in_b_alone > 5, "{in_a_alone} {in_b_alone}");
        assert!(["A: ", "B: "].iter().all(|half| said.iter().any(|text| text.starts_with(half))), "{said:?}");
    }

    #[test]
    fn a_deed_is_done_where_it_is_done_and_taken_back_in_order() {
        let mut driver = both(20_000);
        driver.intervene(HIRE, false).expect("there is room");
        driver.choose(Half::A);
        driver.intervene(HIRE, false).expect("there is room");
        driver.intervene(HIRE, false).expect("there is room");
        driver.intervene(Intervention::SetCustomers { per_minute: 50 }, false).expect("it is in range");
        assert_eq!(deeds(&driver), [3, 2]);
        driver.choose(Half::B);
        let mut counts = Vec::new();
        while driver.can_undo() {
            assert!(driver.undo());
            counts.push(deeds(&driver));
        }
        assert_eq!(counts, [[2, 1], [1, 1], [0, 1], [0, 0]]);
        while driver.redo() {}
        assert_eq!((deeds(&driver), driver.can_redo()), ([3, 2], false));
    }

    #[test]
    fn a_deed_in_the_past_cuts_both_futures_and_undo_brings_both_back() {
        let mut driver = both(30_000);
        driver.intervene(Intervention::SetCustomers { per_minute: 50 }, false).expect("it is in range");
        driver.seek(Instant::from_millis(60_000));
        driver.seek(Instant::from_millis(10_000));
        driver.choose(Half::A);
        driver.intervene(HIRE, false).expect("there is room");
        assert_eq!((deeds(&driver), driver.end().as_millis()), ([1, 0], 10_000));
        assert!(driver.undo());
        assert_eq!((deeds(&driver), driver.end().as_millis()), ([1, 1], 60_000));
        driver.seek(Instant::from_millis(60_000));
        let customers = driver.halves().expect("there are two").map(|world| {
            let limits = Limits { customers: 0, people: 0, tickets: 0 };
            world.shop().snapshot(world.now(), limits).customers_per_minute
        });
        assert_eq!(customers, [50, 50]);
    }

    #[test]
    fn deeds_in_both_are_one() {
        let mut driver = both(20_000);
        driver.group();
        driver.intervene(HIRE, false).expect("there is room");
        driver.intervene(HIRE, true).expect("there is room");
        driver.choose(Half::A);
        driver.intervene(HIRE, false).expect("there is room");
        driver.choose(Half::B);
        driver.ungroup();
        assert_eq!(deeds(&driver), [1, 2]);
        assert!(driver.undo());
        assert_eq!((deeds(&driver), driver.can_undo()), ([0, 0], false));
        assert!(driver.redo());
        assert_eq!(deeds(&driver), [1, 2]);
    }

    #[test]
    fn what_was_done_before_the_page_was_opened_can_be_taken_back() {
        let mut before = both(20_000);
        before.intervene(HIRE, false).expect("there is room");
        before.intervene(Intervention::SetCustomers { per_minute: 50 }, false).expect("it is in range");
        let mut driver = driver();
        driver.turn_to(before.bookmark());
        assert_eq!((driver.bookmark(), driver.half()), (before.bookmark(), Some(Half::B)));
        assert_eq!(deeds(&driver), [1, 2]);
        assert!(driver.undo());
        assert_eq!(deeds(&driver), [0, 1], "customers are the same in both");
        assert!(driver.undo());
        assert_eq!((deeds(&driver), driver.undo()), ([0, 0], false));
    }

    #[test]
    fn one_of_two_goes_on_alone() {
        let mut driver = both(20_000);
        driver.intervene(HIRE, false).expect("there is room");
        driver.switch(Mode::OrderBoard);
        assert_eq!((driver.half(), driver.world().now().as_millis()), (None, 20_000));
        assert_eq!(driver.world().recording().interventions.len(), 1);
        let mut driver = both(20_000);
        driver.switch(Mode::HandToHand);
        assert_eq!((driver.world().shop().mode(), driver.world().now().as_millis()), (Mode::HandToHand, 20_000));
        driver.compare(pairs::by_id("kind").expect("it is listed"));
        driver.seek(Instant::from_millis(20_000));
        driver.switch(Mode::HandToHand);
        assert_eq!((driver.half(), driver.world().now()), (None, Instant::ZERO), "neither was: this one is new");
    }

    #[test]
    fn whatever_begins_anew_begins_anew_in_both() {
        let mut driver = both(20_000);
        driver.new_seed();
        let seeds = driver.halves().expect("there are two").map(|world| world.recording().scenario.seed);
        assert_eq!((seeds[0], moments(&driver)), (seeds[1], [0; 2]));
        driver.show_scene("crash");
        assert_eq!(driver.runs().map(|[a, _]| a.world().shop().mode()), Some(Mode::HandToHand));
        assert_eq!(driver.scene(), Some("crash"));
        driver.load("default").expect("it is a scene");
        assert_eq!(driver.half(), None);
    }

    #[test]
    fn calls_are_answered_whichever_shop_is_in_hand_meanwhile() {
        let mut driver = both(5_000);
        let waits = ReceiveMessage { wait_time_seconds: Some(3), ..ReceiveMessage::new("orders-dead-letters".into()) };
        let heard = call(&mut driver, waits);
        driver.choose(Half::A);
        assert_eq!(driver.callers(), 0);
        driver.play(true);
        driver.pace(Speed::parse("8").expect("a number"));
        for frame in 0..60 {
            driver.frame(f64::from(frame) * 16.0);
        }
        tell(&mut driver);
        assert!(matches!(heard.borrow()[..], [Told::Begun(_), Told::Answered(_)]), "{:?}", heard.borrow());
    }
}
