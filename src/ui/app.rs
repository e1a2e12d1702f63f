//! The root: holds the driver, the frame loop and what is open; everything else is drawn from them.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use super::attributes::attributes;
use super::bridge::Line;
use super::caption::{caption, hint};
use super::charts::{ChartsProps, Ledger, measured, take};
use super::compare;
use super::console::{self, Ask, ConsoleProps, Queues};
use super::describe;
use super::details::{Call, DetailsProps, Idea, Subject, details};
use super::door::Listeners;
use super::driver::Driver;
use super::field::Form;
use super::floor::Floor;
use super::header::{self, HeaderProps};
use super::help;
use super::inspector::inspector;
use super::intent::{Intent, Scrub, Selection, Tab, Taken, Theme};
use super::keep;
use super::log::{Filter, LINES_MAX, LogLine, LogProps, log};
use super::menu::{self, MenuItem};
use super::metrics::metrics;
use super::options::Options;
use super::place;
use super::queue::settings;
use super::share::{self, Parcel};
use super::stage::{StageProps, stage};
use super::timeline::{self, TimelineStrip, View};
use super::transport::{TransportProps, below, new_seed, transport};
use super::way;
use super::weather;
use crate::parts::{self, Hands, Share};
use crate::web::{self, FrameLoop};
use model::compare::{Differences, Figures, Half, pairs};
use model::shop::{
    Activity, CallRecord, GuestView, Intervention, LOG_LENGTH, Lane, Limits, Mode, PersonId, Role, Snapshot,
    TicketState,
};
use model::time::{Instant, Span};
use stage::{Drag, Effect, Held, Input, Point, Rect, Size, Target, deeds, is_resting, target};

/// What the page lists; counts are exact whatever is listed.
pub const LIMITS: Limits = Limits { customers: 40, people: 64, tickets: 64 };
/// Where too much is on its way to be read, it is rendered this often.
const CROWDED_MS: f64 = 250.0;
/// The log is drawn anew no more often than this while time runs.
const LOG_MS: f64 = 250.0;
/// The same for the timeline: its head moves in every frame.
const TIMELINE_MS: f64 = 300.0;
/// And all of the page while the shop is on a long way.
const WAY_MS: f64 = 400.0;
/// The run is kept so often while time runs.
const KEEP_MS: f64 = 3_000.0;

/// Said while a part cannot be fetched.
const PART_FAILED: &str = "A part of the program could not be fetched. The shop goes on, and the page tries again.";

/// What the root hears.
pub enum Msg {
    /// An animation frame at that moment of the browser's clock.
    Frame(f64),
    /// The person at the screen, or a script, wants something.
    Intent(Intent),
    /// A script loaded something; these are the notes on it.
    Loaded(Vec<String>),
    /// A stage has another size.
    Resized(Option<Half>, f64, f64),
    /// Everything has found its place: from now on places change smoothly.
    Settled,
    /// A script has changed the pace or the moment.
    Touched,
    /// The stage can be seen, or not.
    OnScreen(bool),
    /// The tab is shown or hidden.
    TabChanged,
    /// Less motion is wanted, or not.
    ReducedMotion(bool),
    /// The system's theme changed.
    SystemTheme,
    /// A key.
    Key(KeyboardEvent),
    /// The click that ends a drag has passed.
    ClickPassed,
    /// Another filter for the log.
    Filtered(Filter),
    /// The notice was read.
    NoticeRead,
    /// The line to the bridge is like this now.
    Bridge(Line),
    /// Another link was put into the address.
    Linked,
    /// The page may go for good.
    Leaving,
    /// A call from the console, or its end.
    Asked(Ask),
    /// The part with panels and console is loaded.
    Hands(Hands),
    /// The part with the share dialog is loaded.
    Share(Share),
    /// An attempt to fetch a part failed; another one follows.
    PartFailed,
}

/// What the root begins with.
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// What the address asks for, or the stored run.
    pub options: Options,
}

/// The parts that are loaded, and the messages that wait for one.
#[derive(Default)]
struct Parts {
    hands: Option<Hands>,
    share: Option<Share>,
    share_requested: bool,
    waiting: Vec<Msg>,
}

/// Shown where a part is still loading.
fn loading() -> Html {
    html! { <p class="part-loading" data-testid="part-loading">{ "Loading…" }</p> }
}

/// The root.
pub struct App {
    parts: Parts,
    driver: Rc<RefCell<Driver>>,
    listeners: Listeners,
    frames: Option<FrameLoop>,
    _hands: Vec<web::Listener>,
    on: Callback<Intent>,
    on_filter: Callback<Filter>,
    on_ask: Callback<Ask>,
    queues: Callback<(), Queues>,
    clock: NodeRef,

    /// The shop in hand.
    floor: Floor,
    /// The one that it is compared with.
    beside: Option<Box<Floor>>,
    second: Instant,
    on_screen: bool,
    reduced_motion: bool,
    theme: Theme,
    dark: bool,

    selection: Selection,
    tab: Tab,
    inspector_open: bool,
    menu: Option<(PersonId, Role)>,
    help: bool,
    /// What the share dialog offers, while it is open.
    parcel: Option<Parcel>,
    /// None before the first look at the shop.
    timeline: Option<Rc<View>>,
    /// When the timeline was drawn.
    timeline_ms: f64,
    /// When the run was kept last, and how long that took.
    kept_ms: (f64, f64),
    /// The list of what can be skipped is open.
    skips: bool,
    /// Somebody holds the timeline's head; time ran before, or not.
    scrubbing: Option<bool>,
    shortcuts: bool,
    /// Whether the console is open; none before it was opened first.
    console: Option<bool>,
    drag: Drag,
    target: Option<Target>,
    ignore_click: bool,
    click_timer: Option<Timeout>,
    draft: Option<(&'static str, String)>,
    ledger: Ledger,
    filter: Filter,
    log: Vec<LogLine>,
    log_of: (u64, f64),
    /// Gets the focus after the next render.
    focus_next: Option<String>,
    /// What the live region says; the number makes equal sentences differ.
    said: (u32, AttrValue),
    notices: Vec<String>,
    /// The line to the bridge, where the page is served by one.
    bridge: Option<Line>,
    /// The hint was said.
    hinted: bool,
    settled: bool,
    settle_timer: Option<Timeout>,
    /// There is something new that was not rendered yet.
    stale: bool,
    /// A hand was answered since the last frame, in front of a crowd that was not painted with the answer.
    answering: bool,
    unpainted: bool,
    render_begun_ms: Option<f64>,
    render_cost_ms: f64,
    rendered_ms: f64,
}

impl Component for App {
    type Message = Msg;
    type Properties = AppProps;

    fn create(ctx: &Context<Self>) -> Self {
        let options = ctx.props().options.clone();
        let stored = web::read_stored("order-board.theme").and_then(|text| Theme::parse(&text));
        let theme = options.theme.or(stored).unwrap_or_default();
        let mut driver = Driver::new(options.scenario, options.scene, options.speed);
        match options.bookmark {
            Some(bookmark) => driver.turn_to(bookmark),
            None => {
                if let Some(pair) = options.pair {
                    driver.compare(pair);
                }
                if options.skip_to > Instant::ZERO {
                    driver.seek(options.skip_to);
                }
            }
        }
        driver.play(options.autoplay);
        let driver = Rc::new(RefCell::new(driver));
        let listeners = Listeners::default();
        let names = {
            let driver = driver.clone();
            Callback::from(move |person| AttrValue::from(driver.borrow().world().shop().name(person).to_owned()))
        };
        let queues = {
            let driver = driver.clone();
            Callback::from(move |()| Queues::of(driver.borrow().world().shop()))
        };
        let on = ctx.link().callback(Msg::Intent);
        let size = Size { width: 1_068.0, height: 640.0 };
        let floor = Floor::new(None, driver.borrow().world(), size, names, on.clone());
        let mut app = Self {
            parts: Parts::default(),
            driver,
            listeners,
            frames: None,
            _hands: listen(ctx),
            on,
            on_filter: ctx.link().callback(Msg::Filtered),
            on_ask: ctx.link().callback(Msg::Asked),
            queues,
            clock: NodeRef::default(),
            floor,
            beside: None,
            second: Instant::ZERO,
            on_screen: true,
            reduced_motion: web::matches_media("(prefers-reduced-motion: reduce)"),
            theme,
            dark: false,
            selection: Selection::None,
            tab: Tab::default(),
            inspector_open: false,
            menu: None,
            help: false,
            parcel: None,
            timeline: None,
            timeline_ms: 0.0,
            kept_ms: (0.0, 0.0),
            skips: false,
            scrubbing: None,
            shortcuts: true,
            console: None,
            drag: Drag::Idle,
            target: None,
            ignore_click: false,
            click_timer: None,
            draft: None,
            ledger: Ledger::default(),
            filter: Filter::default(),
            log: Vec::new(),
            log_of: (u64::MAX, 0.0),
            focus_next: None,
            said: (0, AttrValue::default()),
            notices: options.notes,
            bridge: None,
            hinted: false,
            settled: false,
            settle_timer: None,
            stale: false,
            answering: false,
            unpainted: false,
            render_begun_ms: None,
            render_cost_ms: 0.0,
            rendered_ms: 0.0,
        };
        app.show_theme();
        if app.driver.borrow().half().is_some() {
            app.stand();
        }
        app
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            // A crowd waits for a frame: the one that answers a hand is the browser's.
            Msg::Frame(_) if std::mem::take(&mut self.answering) => return false,
            // Where it has arrived, all of it is shown: there may be no further frame.
            Msg::Frame(now_ms) if self.driver.borrow_mut().frame(now_ms) => {}
            // Nobody can follow a long way: its time is for the shop, but for a look now and then.
            Msg::Frame(now_ms) if self.is_on_the_way() && now_ms - self.rendered_ms < WAY_MS => return false,
            Msg::Frame(now_ms) => {
                self.stale |= self.look(now_ms);
                self.tell_listeners();
                self.pace(ctx);
                // What moves is painted in every frame. What can be read may lag behind where it costs too much.
                let pause_ms = if self.floor.crowded { CROWDED_MS } else { 2.0 * self.render_cost_ms };
                let is_time = now_ms - self.rendered_ms >= pause_ms;
                if !(self.stale && is_time) {
                    self.paint(now_ms, self.unpainted);
                    return false;
                }
                self.render_begun_ms = Some(web::now_ms());
                return true;
            }
            // A pointer that holds nothing passes over the stage.
            Msg::Intent(Intent::Drag(Input::Move { .. } | Input::Cancel)) if self.drag == Drag::Idle => return false,
            Msg::Intent(intent) => self.fulfil(ctx, intent),
            Msg::Loaded(notes) => {
                self.notices = notes;
                self.forget();
            }
            Msg::Resized(half, width, height) => {
                self.resize(half, Size { width, height });
                if !self.settled && self.settle_timer.is_none() {
                    let link = ctx.link().clone();
                    self.settle_timer = Some(Timeout::new(250, move || link.send_message(Msg::Settled)));
                }
            }
            Msg::Settled => self.settled = true,
            Msg::Touched => {}
            Msg::OnScreen(on_screen) => self.on_screen = on_screen,
            Msg::TabChanged if web::is_hidden() => self.keep(),
            Msg::TabChanged => {}
            Msg::Leaving => {
                self.keep();
                return false;
            }
            Msg::Linked => self.follow_link(),
            Msg::ReducedMotion(reduced) => self.reduced_motion = reduced,
            Msg::SystemTheme => self.show_theme(),
            Msg::Key(event) => match self.key(&event) {
                Some(intent) => {
                    event.prevent_default();
                    self.fulfil(ctx, intent);
                }
                None => return false,
            },
            Msg::ClickPassed => {
                self.ignore_click = false;
                return false;
            }
            Msg::Filtered(filter) => {
                self.filter = filter;
                self.log_of = (u64::MAX, 0.0);
            }
            Msg::NoticeRead => self.notices.clear(),
            Msg::Bridge(line) => {
                self.say(line.words());
                self.bridge = Some(line);
            }
            Msg::Asked(ask) => match ask {
                Ask::Call(request, teller) => self.driver.borrow_mut().call(request, "Console", teller),
                Ask::HangUp(call) => self.driver.borrow_mut().hang_up(call),
            },
            Msg::Hands(hands) => {
                self.parts.hands = Some(hands);
                (hands.open_door)(&self.driver, &self.listeners, ctx.link());
                self.part_loaded(ctx);
            }
            Msg::Share(share) => {
                self.parts.share = Some(share);
                self.part_loaded(ctx);
            }
            Msg::PartFailed => self.part_failed(),
        }
        self.agree();
        self.look(f64::INFINITY);
        self.stale = false;
        self.tell_listeners();
        self.pace(ctx);
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let driver = self.driver.borrow();
        let snapshot = &self.floor.snapshot;
        let on = &self.on;
        let stuck = snapshot.cashiers.first.iter();
        let stuck = stuck.filter(|person| matches!(person.activity, Activity::WaitingForBarista { .. })).count() as u64;
        let on_notice = ctx.link().callback(|_: MouseEvent| Msg::NoticeRead);
        let title = &*driver.world().recording().scenario.title;
        let (mode, inspector_open, theme) = (snapshot.mode, self.inspector_open, self.theme);
        let console_open = self.console == Some(true);
        let compared = self.beside.is_some();
        let header =
            HeaderProps { mode, compared, scene: driver.scene(), title, theme, inspector_open, console_open, on };
        let stage_props = self.stage_props(&self.floor);
        let transport_props = TransportProps {
            playing: self.scrubbing.unwrap_or(driver.playing()),
            speed: driver.speed(),
            can_undo: driver.can_undo(),
            can_redo: driver.can_redo(),
            seed: snapshot.seed,
            mode,
            in_line: snapshot.line.count,
            stuck,
            metrics: &snapshot.metrics,
            inspector_open,
            clock: self.clock.clone(),
            on,
        };
        html! {
            <div class={classes!("app", inspector_open.then_some("sheet-open"), console_open.then_some("console-open"), compared.then_some("compared"))}>
                { header::header(&header) }
                <main class="stage" onpointermove={Self::pointer(on, false)} onpointerup={Self::pointer(on, true)}
                    onpointercancel={on.reform(|_: PointerEvent| Intent::Drag(Input::Cancel))}>
                    if let Some(beside) = &self.beside {
                        { self.part(|hands| (hands.side_by_side)(self, &stage_props, &self.stage_props(beside))) }
                    } else {
                        { stage(&stage_props) }
                    }
                </main>
                if self.console.is_some() {
                    { self.part(|hands| (hands.console)(&self.console_props(console_open))) }
                }
                { caption(driver.caption(), self.guest_in_vain(), self.bridge.as_ref()) }
                if let Some(view) = &self.timeline {
                    <TimelineStrip {view} skips={self.skips} {on} />
                } else {
                    { timeline::placeholder() }
                }
                { transport(&transport_props) }
                { inspector(self.tab, inspector_open, self.panel(&driver, &header), on) }
                <p class="hidden-visually" role="status" aria-live="polite" data-testid="announcer">
                    <span key={self.said.0}>{ self.said.1.clone() }</span>
                </p>
                if !self.notices.is_empty() {
                    <div class="notice" role="alert" data-testid="notice">
                        <ul>{ for self.notices.iter().map(|note| html! { <li>{ note }</li> }) }</ul>
                        <button type="button" onclick={on_notice}>{ "All right" }</button>
                    </div>
                }
                if self.help { { help::help(self.shortcuts, on) } }
                if let (Some(parcel), Some(share)) = (&self.parcel, self.parts.share) { { (share.dialog)(parcel, on) } }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        furnish(ctx, &mut self.floor);
        if let Some(beside) = &mut self.beside {
            furnish(ctx, beside);
        }
        if first_render {
            self.pace(ctx);
        }
        for floor in [Some(&self.floor), self.beside.as_deref()].into_iter().flatten() {
            if let Some(floor) = floor.node.cast::<Element>() {
                place::settle(&floor);
            }
        }
        if let Some(id) = self.focus_next.take() {
            web::focus(&id);
        }
        self.stale = false;
        let begun_ms = self.render_begun_ms.take();
        if let Some(begun_ms) = begun_ms {
            self.rendered_ms = web::now_ms();
            self.render_cost_ms = self.rendered_ms - begun_ms;
        } else if self.floor.crowded && self.frames.is_some() && self.drag == Drag::Idle && !self.unpainted {
            // No more than one frame: hands that never rest do not stop the crowd.
            (self.answering, self.unpainted) = (true, true);
            return;
        }
        self.paint(begun_ms.map_or(f64::INFINITY, |_| self.rendered_ms), true);
    }
}

/// Gets to know a stage that came onto the page.
fn furnish(ctx: &Context<App>, floor: &mut Floor) {
    let Some(element) = floor.furnish() else { return };
    let (link, half) = (ctx.link().clone(), floor.half);
    floor.hands.extend(web::on_resize(&element, move |width, height| {
        link.send_message(Msg::Resized(half, width, height));
    }));
    let link = ctx.link().clone();
    floor.hands.extend(web::on_screen(&element, move |seen| link.send_message(Msg::OnScreen(seen))));
}

fn listen(ctx: &Context<App>) -> Vec<web::Listener> {
    let send = |message: fn() -> Msg| {
        let link = ctx.link().clone();
        move || link.send_message(message())
    };
    let tab_changed = send(|| Msg::TabChanged);
    let (leaving, linked) = (send(|| Msg::Leaving), send(|| Msg::Linked));
    let system_theme = send(|| Msg::SystemTheme);
    let (keys, motion) = (ctx.link().clone(), ctx.link().clone());
    let listeners = [
        web::on_document("visibilitychange", move |_| tab_changed()),
        web::on_window("pagehide", move |_| leaving()),
        web::on_window("hashchange", move |_| linked()),
        web::on_media_change("(prefers-color-scheme: dark)", move |_| system_theme()),
        web::on_media_change("(prefers-reduced-motion: reduce)", move |reduced| {
            motion.send_message(Msg::ReducedMotion(reduced));
        }),
        web::on_document("keydown", move |event| {
            if let Ok(event) = event.dyn_into::<KeyboardEvent>() {
                keys.send_message(Msg::Key(event));
            }
        }),
    ];
    listeners.into_iter().flatten().collect()
}

/// Parts that load after the first paint.
impl App {
    fn part(&self, draw: impl FnOnce(Hands) -> Html) -> Html {
        self.parts.hands.map_or_else(loading, draw)
    }

    fn console_props(&self, open: bool) -> ConsoleProps {
        let (queues, on_ask, on) = (self.queues.clone(), self.on_ask.clone(), self.on.clone());
        ConsoleProps { open, queues, on_ask, on }
    }

    /// Fetches the share dialog and opens it once it is there.
    fn request_share(&mut self, ctx: &Context<Self>) {
        if std::mem::replace(&mut self.parts.share_requested, true) {
            return;
        }
        self.parts.waiting.push(Msg::Intent(Intent::Share));
        let (link, failed) = (ctx.link().clone(), ctx.link().clone());
        wasm_bindgen_futures::spawn_local(async move {
            link.send_message(Msg::Share(parts::share(move || failed.send_message(Msg::PartFailed)).await));
        });
    }

    fn part_loaded(&mut self, ctx: &Context<Self>) {
        ctx.link().send_message_batch(std::mem::take(&mut self.parts.waiting));
        self.notices.retain(|notice| notice != PART_FAILED);
    }

    fn part_failed(&mut self) {
        if !self.notices.iter().any(|notice| notice == PART_FAILED) {
            self.notices.push(PART_FAILED.into());
            self.say(PART_FAILED.into());
        }
    }
}

/// What is open and selected.
impl App {
    fn fulfil(&mut self, ctx: &Context<Self>, intent: Intent) {
        match intent {
            Intent::Draft(draft) => self.draft = draft,
            Intent::Table(chart) => self.ledger.table = (self.ledger.table != Some(chart)).then_some(chart),
            Intent::Price(cents) => {
                self.draft = None;
                self.ledger.million = Some(cents * 10_000);
            }
            Intent::Take(what) => {
                if let Some(hands) = self.parts.hands {
                    (hands.take)(self, what);
                }
            }
            Intent::Do(deed) => {
                self.draft = None;
                if self.takes_click(&deed) {
                    self.menu = None;
                    self.intervene(deed);
                }
            }
            Intent::Choose(person, deed) => {
                // After the deed: whoever comes back from a break is another element of the page by then.
                self.focus_next = Some(match &deed {
                    Intervention::Dismiss { .. } => {
                        let role = self.driver.borrow().world().shop().role(person);
                        place::id(self.floor.half, "hire", describe::role(role))
                    }
                    _ => place::id(self.floor.half, "person", person.0),
                });
                self.menu = None;
                self.intervene(deed);
            }
            Intent::DoAll(deeds) => self.intervene_all(deeds),
            Intent::Toggle => {
                let mut driver = self.driver.borrow_mut();
                let playing = driver.playing();
                driver.play(!playing);
            }
            Intent::Step => {
                let stepped = self.driver.borrow_mut().step();
                if !stepped {
                    self.say("Nothing more happens by itself.".into());
                }
            }
            Intent::StepBack => self.step_back(),
            Intent::Seek(at) => self.seek(at),
            Intent::Later(ms) => {
                let now = self.moment();
                self.seek(now + Span::from_millis(ms));
            }
            Intent::Skip(ms) => {
                self.toggle_skips();
                self.skip(ctx, ms);
            }
            Intent::ToggleSkips => self.toggle_skips(),
            Intent::LeaveSkips => self.skips = false,
            Intent::Arrived => self.say(format!("The shop is at {}.", self.moment())),
            Intent::Earlier(ms) => {
                let now = self.moment();
                self.seek(Instant::from_millis(now.as_millis().saturating_sub(ms)));
            }
            Intent::Mark(forward) => self.seek_mark(forward),
            Intent::Scrub(scrub) => self.scrub(scrub),
            Intent::Undo => self.turn(Driver::undo, "Taken back.", "There is nothing to take back."),
            Intent::Redo => self.turn(Driver::redo, "Done again.", "There is nothing to do again."),
            Intent::Share => match self.parts.share {
                Some(share) => {
                    self.parcel = Some((share.pack)(&self.driver.borrow(), self.floor.size, self.dark));
                    self.focus_next = Some(share::FIRST.into());
                }
                None => self.request_share(ctx),
            },
            Intent::Opened(text) => self.open_file(text),
            Intent::Say(sentence) => self.say(sentence.into()),
            Intent::Pace(speed) => self.driver.borrow_mut().pace(speed),
            Intent::Restart => self.reopen(Driver::restart, "From the beginning, with the same customers."),
            Intent::NewSeed => self.reopen(Driver::new_seed, "From the beginning, with other customers."),
            Intent::Switch(mode) if self.beside.is_some() => self.keep_one(mode),
            Intent::Switch(mode) if mode == self.floor.snapshot.mode => {}
            Intent::Switch(mode) => {
                self.reopen(|driver| driver.switch(mode), "The other shop, with the same customers.");
            }
            Intent::Kind(fifo) if fifo == self.floor.snapshot.queue.fifo => {}
            Intent::Kind(fifo) => {
                let said = if fifo {
                    "A queue's kind never changes: this is a new one, FIFO, with the same customers."
                } else {
                    "A queue's kind never changes: this is a new one, standard, with the same customers."
                };
                self.reopen(|driver| driver.set_fifo(fifo), said);
                self.notices = vec![said.into()];
            }
            Intent::ShowSetting(id) => {
                self.tab = Tab::Settings;
                self.inspector_open = true;
                self.focus_next = Some(id.into());
            }
            Intent::Scene(id) => self.reopen(|driver| driver.show_scene(id), "Another scene, from the beginning."),
            // The click that ends a drag is none.
            Intent::Select(_) if std::mem::take(&mut self.ignore_click) => {}
            Intent::Select(selection) => self.select(selection),
            Intent::Turn(tab) => self.tab = tab,
            Intent::OpenMenu(person, role) => {
                if !std::mem::take(&mut self.ignore_click) {
                    self.menu = (self.menu != Some((person, role))).then_some((person, role));
                    self.focus_next = self.menu.map(|_| menu::FIRST.into());
                    self.select(Selection::Person(person));
                }
            }
            Intent::Close => {
                self.menu = None;
                self.help = false;
                self.parcel = None;
                self.driver.borrow_mut().stay();
            }
            Intent::ToggleInspector => self.inspector_open = !self.inspector_open,
            Intent::Help => {
                self.help = true;
                self.focus_next = Some(help::FIRST.into());
            }
            Intent::Tell(sentence) => {
                self.draft = None;
                self.notices = vec![sentence.clone()];
                self.say(sentence);
            }
            Intent::ToggleConsole => {
                let open = self.console != Some(true);
                self.console = Some(open);
                self.inspector_open &= !open;
                self.focus_next = Some(if open { console::LINE.into() } else { self.console_button().into() });
            }
            Intent::Theme(theme) => {
                self.theme = theme;
                web::store("order-board.theme", theme.slug());
                self.show_theme();
            }
            Intent::Shortcuts(on) => self.shortcuts = on,
            Intent::Drag(input) => self.drag(ctx, input),
            Intent::SideBySide if self.beside.is_some() => {}
            Intent::SideBySide => self.compare(pairs::ALL[0].id),
            Intent::Compare(id) => self.compare(id),
            Intent::TakeInHand(half) => self.choose(half),
            Intent::At(half, wish) => {
                self.choose(half);
                self.fulfil(ctx, *wish);
            }
            Intent::DoBoth(here, beside) => self.intervene_both(here, beside),
        }
    }

    /// A click that ends a drag is none.
    fn takes_click(&mut self, deed: &Intervention) -> bool {
        !(matches!(deed, Intervention::Hire { place: None, .. }) && std::mem::take(&mut self.ignore_click))
    }

    fn reopen(&mut self, open: impl FnOnce(&mut Driver), said: &'static str) {
        open(&mut self.driver.borrow_mut());
        self.forget();
        self.say(said.into());
    }

    /// Another world: what was selected in the last one is gone.
    fn forget(&mut self) {
        self.selection = Selection::None;
        self.timeline_ms = f64::NEG_INFINITY;
        self.menu = None;
        self.drag = Drag::Idle;
        self.target = None;
        self.log_of = (u64::MAX, 0.0);
    }

    fn select(&mut self, selection: Selection) {
        self.selection = selection;
        self.tab = Tab::Details;
        if self.menu.is_some_and(|(person, _)| selection != Selection::Person(person)) {
            self.menu = None;
        }
    }

    fn intervene(&mut self, deed: Intervention) {
        self.intervene_all(vec![deed]);
    }

    /// Does several things that are one to the person at the screen: the first one says what it is.
    fn intervene_all(&mut self, deeds: Vec<Intervention>) {
        let said = self.do_all(deeds);
        self.say(said.unwrap_or_default());
    }

    fn do_all(&mut self, deeds: Vec<Intervention>) -> Option<String> {
        let mut said = None;
        let mut joined = false;
        for deed in deeds {
            let result = self.driver.borrow_mut().intervene(deed, joined);
            let sentence = match result {
                Ok(sentence) => {
                    joined = true;
                    sentence.to_string()
                }
                Err(refusal) => {
                    self.notices = vec![refusal.to_string()];
                    refusal.to_string()
                }
            };
            // Done, and still the service said no.
            if self.driver.borrow().caption().kind == "CallRefused" {
                self.notices = vec![sentence.clone()];
            }
            said.get_or_insert(sentence);
        }
        said
    }

    fn say(&mut self, sentence: String) {
        self.said = (self.said.0.wrapping_add(1), sentence.into());
    }

    /// The button that is on show, to give the focus back to.
    fn console_button(&self) -> &'static str {
        let is_shown =
            |id: &&str| web::element(id).is_some_and(|button| button.get_bounding_client_rect().width() > 1.0);
        ["open-console", "open-console-below"].into_iter().find(is_shown).unwrap_or("play")
    }

    fn open_menu(&self) -> Option<(PersonId, Role, Vec<MenuItem>)> {
        let (person, role) = self.menu?;
        let snapshot = &self.floor.snapshot;
        let staff = if role == Role::Cashier { &snapshot.cashiers } else { &snapshot.baristas };
        let place = staff.first.iter().position(|view| view.id == person)?;
        let count = u32::try_from(staff.count).unwrap_or(u32::MAX);
        Some((person, role, menu::items(&staff.first[place], place as u32, count)))
    }

    fn show_theme(&mut self) {
        self.dark = match self.theme {
            Theme::Dark => true,
            Theme::Light => false,
            Theme::System => web::matches_media("(prefers-color-scheme: dark)"),
        };
        web::set_root("data-theme", Some(if self.dark { "dark" } else { "light" }));
    }
}

/// Two shops side by side.
impl App {
    /// As many shops are on the page as the driver has, and the same one is in hand.
    fn agree(&mut self) {
        if self.driver.borrow().half() != self.floor.half {
            self.stand();
        }
    }

    fn stand(&mut self) {
        let half = self.driver.borrow().half();
        match &mut self.beside {
            Some(beside) if half.is_some() && beside.half == half => std::mem::swap(&mut self.floor, beside),
            _ => {
                self.beside = half.map(|half| Box::new(self.floor_of(Some(half.other()))));
                self.floor = self.floor_of(half);
                (self.settled, self.settle_timer) = (false, None);
            }
        }
        self.draft = None;
        self.forget();
    }

    /// A stage for the shop that stands there.
    fn floor_of(&self, half: Option<Half>) -> Floor {
        let driver = self.driver.clone();
        let names = Callback::from(move |person| {
            AttrValue::from(driver.borrow().world_of(half).shop().name(person).to_owned())
        });
        let on = match half {
            None => self.on.clone(),
            Some(half) => self.on.reform(move |wish| Intent::At(half, Box::new(wish))),
        };
        Floor::new(half, self.driver.borrow().world_of(half), self.floor.size, names, on)
    }

    fn resize(&mut self, half: Option<Half>, size: Size) {
        match &mut self.beside {
            Some(beside) if beside.half == half => beside.size = size,
            _ => self.floor.size = size,
        }
    }

    /// Takes that shop in hand.
    fn choose(&mut self, half: Half) {
        self.driver.borrow_mut().choose(half);
        self.agree();
    }

    fn compare(&mut self, id: &str) {
        let Some(pair) = pairs::by_id(id) else { return };
        self.driver.borrow_mut().compare(pair);
        self.agree();
        self.forget();
        self.say(format!("Side by side: {}. The same customers come to both, from the beginning.", pair.title));
    }

    /// Goes on with one shop alone.
    fn keep_one(&mut self, mode: Mode) {
        self.driver.borrow_mut().switch(mode);
        self.agree();
        let name = if mode == Mode::HandToHand { "Hand to hand" } else { "The order board" };
        self.say(format!("{name} alone, at {}.", self.moment()));
    }

    /// What is one deed to the person at the screen, and done in both shops.
    fn intervene_both(&mut self, here: Vec<Intervention>, beside: Vec<Intervention>) {
        let Some(half) = self.floor.half else { return };
        self.driver.borrow_mut().group();
        let said = self.do_all(here);
        self.driver.borrow_mut().choose(half.other());
        let also = self.do_all(beside);
        self.driver.borrow_mut().choose(half);
        self.driver.borrow_mut().ungroup();
        let said: Vec<String> = said.into_iter().chain(also).collect();
        self.say(said.join(" "));
    }

    /// What was let go lies on the other stage: that means nothing.
    fn is_beside(&self, at: Point) -> bool {
        self.beside.as_ref().is_some_and(|beside| {
            let (here, there) = (self.floor.origin(), beside.origin());
            let stage = Rect::new(there.x - here.x, there.y - here.y, beside.size.width, beside.size.height);
            stage.contains(at)
        })
    }

    fn stage_props<'a>(&'a self, floor: &'a Floor) -> StageProps<'a> {
        let in_hand = floor.half == self.floor.half;
        StageProps {
            half: floor.half,
            snapshot: &floor.snapshot,
            layout: &floor.layout,
            now: self.second,
            names: &floor.names,
            selected: if in_hand { self.selection } else { Selection::None },
            menu: if in_hand { self.open_menu() } else { None },
            lifted: if in_hand { self.drag.lifted().map(|(held, _)| held) } else { None },
            target: if in_hand { self.target } else { None },
            travel: !self.reduced_motion,
            settled: self.settled,
            floor: floor.node.clone(),
            canvas: floor.canvas.clone(),
            on: &floor.on,
        }
    }

    /// Two stages with the table of their figures.
    pub fn side_by_side(&self, here: &StageProps<'_>, beside: &StageProps<'_>) -> Html {
        let driver = self.driver.borrow();
        let (Some(chosen), Some(halves)) = (here.half, driver.halves()) else { return Html::default() };
        let stages = chosen.of([[here, beside], [beside, here]]);
        let differences = Differences::between(stages.map(|stage| stage.snapshot));
        let mut figures = stages
            .map(|stage| stage.snapshot)
            .into_iter()
            .zip(halves)
            .map(|(snapshot, world)| Figures::of(snapshot, world.shop().bill(), self.ledger.million, self.second));
        let figures = [figures.next().unwrap_or_default(), figures.next().unwrap_or_default()];
        compare::side_by_side(&compare::BothProps {
            stages,
            differences: &differences,
            figures: &figures,
            chosen,
            on: &self.on,
        })
    }

    /// Which of the two the inspector is about.
    pub fn which(&self, chosen: Half) -> Html {
        let beside = self.beside.as_ref().map_or(&self.floor, |beside| beside);
        let snapshots = chosen.of([[&self.floor, beside], [beside, &self.floor]]).map(|floor| &*floor.snapshot);
        compare::which(chosen, &Differences::between(snapshots), &self.on)
    }

    fn tell_of_both(&self) {
        let mut driver = self.driver.borrow_mut();
        let half = driver.half();
        let here = driver.take_unheard().into_iter().map(|happening| (half, happening));
        let there = driver.take_unheard_beside().into_iter().map(|happening| (half.map(Half::other), happening));
        let mut both: Vec<_> = here.chain(there).collect();
        drop(driver);
        both.sort_by_key(|(_, happening)| happening.at);
        for (half, happening) in both {
            let Some(hands) = self.parts.hands else { return };
            let event = (hands.event)(&happening, self.driver.borrow().world_of(half), half);
            self.listeners.tell(&event);
        }
    }

    /// What is worth trying: where both shops can, in both.
    fn ideas(&self) -> Vec<Idea> {
        let ideas = ideas(&self.floor.snapshot);
        match &self.beside {
            None => ideas,
            Some(beside) => for_both(ideas, self::ideas(&beside.snapshot)),
        }
    }
}

/// Through time.
impl App {
    /// The moment, or the one that the shop is on its way to.
    fn moment(&self) -> Instant {
        let driver = self.driver.borrow();
        driver.destination().unwrap_or(driver.timeline().now())
    }

    fn seek(&mut self, at: Instant) {
        self.driver.borrow_mut().seek(at);
        self.look_closed();
    }

    /// Goes on by a long way.
    fn skip(&mut self, ctx: &Context<Self>, ms: u64) {
        let there = self.moment() + Span::from_millis(ms);
        self.seek(there);
        let link = ctx.link().clone();
        self.driver.borrow_mut().on_arrival(Box::new(move || link.send_message(Msg::Intent(Intent::Arrived))));
    }

    fn toggle_skips(&mut self) {
        self.skips = !self.skips;
        self.focus_next = Some(if self.skips { way::FIRST_SKIP } else { way::SKIP }.into());
    }

    /// What was open and dragged belongs to another moment.
    fn look_closed(&mut self) {
        self.menu = None;
        self.drag = Drag::Idle;
        self.target = None;
        self.log_of = (u64::MAX, 0.0);
        self.timeline_ms = f64::NEG_INFINITY;
    }

    fn step_back(&mut self) {
        let stepped = self.driver.borrow_mut().step_back();
        self.look_closed();
        if !stepped {
            self.say("This is the beginning.".into());
        }
    }

    fn seek_mark(&mut self, forward: bool) {
        let now = self.moment();
        match self.timeline.as_ref().and_then(|view| view.next_mark(now, forward)) {
            Some(at) => self.seek(at),
            None => self.say(format!("There is no mark {} this.", if forward { "after" } else { "before" })),
        }
    }

    fn scrub(&mut self, scrub: Scrub) {
        match (scrub, self.scrubbing) {
            (Scrub::Down(at), _) => {
                let playing = self.driver.borrow().playing();
                self.scrubbing = Some(self.scrubbing.unwrap_or(playing));
                self.driver.borrow_mut().play(false);
                self.seek(at);
            }
            (Scrub::Move(at), Some(_)) => self.seek(at),
            (Scrub::Up, Some(playing)) => {
                self.scrubbing = None;
                self.driver.borrow_mut().play(playing);
            }
            _ => {}
        }
    }

    fn turn(&mut self, turn: fn(&mut Driver) -> bool, done: &str, nothing: &str) {
        let turned = turn(&mut self.driver.borrow_mut());
        self.look_closed();
        self.say(if turned { format!("{done} The shop is at {}.", self.moment()) } else { nothing.into() });
    }

    fn open_file(&mut self, text: Option<String>) {
        let loaded = match text {
            Some(text) => match self.parts.hands {
                Some(hands) => (hands.load)(&mut self.driver.borrow_mut(), &text),
                None => return self.parts.waiting.push(Msg::Intent(Intent::Opened(Some(text)))),
            },
            None => Err("The file cannot be read, or is larger than 16 MB.".into()),
        };
        match loaded {
            Ok(notes) => {
                self.notices = notes;
                self.parcel = None;
                self.forget();
                self.focus_next = Some("play".into());
                self.say("The file is open.".into());
            }
            Err(sentence) => self.notices = vec![sentence],
        }
    }

    fn follow_link(&mut self) {
        let Some(hands) = self.parts.hands else { return self.parts.waiting.push(Msg::Linked) };
        match (hands.linked)() {
            Some(Ok((bookmark, notes))) => {
                self.driver.borrow_mut().turn_to(bookmark);
                self.notices = notes;
                self.forget();
            }
            Some(Err(sentence)) => self.notices = vec![sentence],
            None => {}
        }
    }

    /// Keeps the run for the next load of the page.
    fn keep(&mut self) {
        // A panic has closed the shop and removed the app: a stored run would lead there again.
        if web::element("app").is_none() {
            return;
        }
        let begun_ms = web::now_ms();
        keep::keep(&self.driver.borrow());
        self.kept_ms = (begun_ms, web::now_ms() - begun_ms);
    }

    /// Keeps it now and then: not every end of a page is told. A long run is kept less often.
    fn keep_again(&mut self, pause_ms: f64) {
        let (kept_ms, cost_ms) = self.kept_ms;
        if web::now_ms() - kept_ms >= pause_ms.max(50.0 * cost_ms) {
            self.keep();
        }
    }
}

/// Keys and pointers.
impl App {
    fn key(&self, event: &KeyboardEvent) -> Option<Intent> {
        let key = event.key();
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return self.edit_key(event, &key);
        }
        if key == "Escape" {
            return Some(if self.drag.lifted().is_some() { Intent::Drag(Input::Cancel) } else { Intent::Close });
        }
        if self.help || self.parcel.is_some() || !self.shortcuts {
            return None;
        }
        // Keys that buttons and lists use themselves stay theirs.
        let own = web::is_interactive(event);
        let speed = self.driver.borrow().speed();
        match key.as_str() {
            " " if !own => Some(Intent::Toggle),
            "ArrowRight" if !own && event.shift_key() => Some(Intent::Later(1_000)),
            "ArrowLeft" if !own && event.shift_key() => Some(Intent::Earlier(1_000)),
            "ArrowRight" if !own => Some(Intent::Step),
            "ArrowLeft" if !own => Some(Intent::StepBack),
            "ArrowUp" if !own => Some(Intent::Pace(speed.faster())),
            "ArrowDown" if !own => Some(Intent::Pace(speed.slower())),
            _ if web::is_text_field(event) => None,
            "r" | "R" => Some(Intent::Restart),
            "n" | "N" => Some(Intent::NewSeed),
            "t" | "T" => Some(Intent::Do(Intervention::Take)),
            "c" | "C" | "~" | "`" => Some(Intent::ToggleConsole),
            "?" => Some(Intent::Help),
            _ => None,
        }
    }

    fn edit_key(&self, event: &KeyboardEvent, key: &str) -> Option<Intent> {
        let closed = !self.help && self.parcel.is_none();
        if event.alt_key() || !closed || web::is_text_field(event) {
            return None;
        }
        match (key, event.shift_key()) {
            ("z" | "Z", false) => Some(Intent::Undo),
            ("z" | "Z", true) | ("y" | "Y", false) => Some(Intent::Redo),
            _ => None,
        }
    }

    fn pointer(on: &Callback<Intent>, up: bool) -> Callback<PointerEvent> {
        let on = on.clone();
        Callback::from(move |event: PointerEvent| {
            let pointer = event.pointer_id();
            let at = Point::new(f64::from(event.client_x()), f64::from(event.client_y()));
            on.emit(Intent::Drag(match (up, event.buttons()) {
                (true, _) => Input::Up { pointer, at },
                // Released where nobody heard it.
                (false, 0) => Input::Cancel,
                (false, _) => Input::Move { pointer, at },
            }));
        })
    }

    fn drag(&mut self, ctx: &Context<Self>, input: Input) {
        let origin = self.floor.origin();
        let here = |at: Point| at.shifted(-origin.x, -origin.y);
        let input = match input {
            Input::Down { pointer, held, at } => Input::Down { pointer, held, at: here(at) },
            Input::Move { pointer, at } => Input::Move { pointer, at: here(at) },
            Input::Up { pointer, at } => Input::Up { pointer, at: here(at) },
            Input::Cancel => Input::Cancel,
        };
        match input {
            Input::Down { .. } => self.ignore_click = false,
            Input::Up { .. } if self.ignore_click => self.swallow_click(ctx),
            _ => {}
        }
        let (drag, effect) = self.drag.step(input);
        self.drag = drag;
        self.target = drag.lifted().and_then(|(held, at)| target(&self.floor.layout, held, at));
        match effect {
            Effect::None => {}
            Effect::Lift(_) => self.menu = None,
            Effect::Drop(held, at) => {
                self.swallow_click(ctx);
                let wanted = if self.is_beside(at) { Vec::new() } else { deeds(&self.floor.layout, held, at) };
                if wanted.is_empty() {
                    self.say(match held {
                        Held::DeadLetters => "Nothing changed: put the dead letters on a lane of the board.".into(),
                        _ => "Nothing changed: put people on their own side, in its break room, or on the bin.".into(),
                    });
                } else {
                    self.intervene_all(wanted);
                }
            }
            // The pointer may still be down: its click comes when it is released.
            Effect::SnapBack => {
                self.ignore_click = true;
                self.say("Put back.".into());
            }
        }
    }

    /// The browser sends a click after a drag, too.
    fn swallow_click(&mut self, ctx: &Context<Self>) {
        self.ignore_click = true;
        let link = ctx.link().clone();
        self.click_timer = Some(Timeout::new(60, move || link.send_message(Msg::ClickPassed)));
    }
}

/// From the world to the screen.
impl App {
    /// Takes a new snapshot; true if there is something new to render.
    fn look(&mut self, now_ms: f64) -> bool {
        let driver = self.driver.borrow();
        let (world, now) = (driver.world(), driver.world().now());
        let second = Instant::from_millis(now.as_secs() * 1_000);
        let mut changed = second != self.second;
        changed |= self.floor.look(world);
        if let Some(beside) = &mut self.beside {
            changed |= beside.look(driver.world_of(beside.half));
        }
        self.second = second;
        let total = world.shop().happenings();
        if self.tab == Tab::Log && self.log_of.0 != total && now_ms - self.log_of.1 >= LOG_MS {
            self.log = lines(&driver, &self.filter);
            self.log_of = (total, if now_ms.is_finite() { now_ms } else { 0.0 });
            changed = true;
        }
        drop(driver);
        if now_ms - self.timeline_ms >= TIMELINE_MS {
            changed |= self.draw_timeline(now_ms);
        }
        let gone = |id: PersonId| self.driver.borrow().world().shop().person(id).is_none();
        if self.menu.is_some_and(|(person, _)| gone(person)) {
            self.menu = None;
        }
        if matches!(self.drag.lifted(), Some((Held::Person { id, .. }, _)) if gone(id)) {
            self.drag = Drag::Idle;
        }
        let in_vain = self.guest_in_vain().is_some();
        if in_vain && !self.hinted {
            self.say_hint();
            changed = true;
        }
        self.hinted = in_vain;
        changed
    }

    fn draw_timeline(&mut self, now_ms: f64) -> bool {
        self.timeline_ms = if now_ms.is_finite() { now_ms } else { 0.0 };
        self.keep_again(if now_ms.is_finite() { KEEP_MS } else { 0.0 });
        let view = Some(Rc::new(View::of(&self.driver.borrow())));
        let changed = self.timeline != view;
        if changed {
            self.timeline = view;
        }
        changed
    }

    /// Paints the moment.
    fn paint(&mut self, now_ms: f64, rendered: bool) {
        self.unpainted = false;
        let driver = self.driver.borrow();
        let (now, travel) = (driver.world().now(), !self.reduced_motion);
        self.floor.paint(driver.world(), now_ms, rendered, travel, self.dark);
        if let Some(beside) = &mut self.beside {
            beside.paint(driver.world_of(beside.half), now_ms, rendered, travel, self.dark);
            self.floor.crowded |= beside.crowded;
        }
        if let Some(clock) = self.clock.cast::<Element>() {
            web::put_text(&clock, &now.to_string());
        }
        if let Some(view) = &self.timeline {
            view.point(now);
        }
        if let (Some((_, at)), Some(ghost)) = (self.drag.lifted(), web::element("ghost")) {
            place::shift(&ghost, at.x - 28.0, at.y - 28.0);
        }
    }

    /// Frames run while time runs, the stage can be seen, and something is still to happen or to be rendered.
    fn pace(&mut self, ctx: &Context<Self>) {
        let mut driver = self.driver.borrow_mut();
        let now = driver.world().now();
        let lively = driver.timeline().next_event_at().is_some()
            || driver.world().shop().motions(now).next().is_some()
            || driver.is_lively_beside();
        let on_the_way = driver.destination().is_some();
        let wanted = (driver.playing() && lively || on_the_way || self.stale) && self.on_screen && !web::is_hidden();
        match (wanted, self.frames.is_some()) {
            (true, false) => {
                let link = ctx.link().clone();
                self.frames = FrameLoop::start(move |now_ms| link.send_message(Msg::Frame(now_ms)));
            }
            (false, true) => {
                self.frames = None;
                driver.rest();
            }
            _ => {}
        }
    }

    fn is_on_the_way(&self) -> bool {
        self.driver.borrow().destination().is_some()
    }

    fn tell_listeners(&self) {
        let untold = self.driver.borrow_mut().take_untold();
        for (teller, told) in untold {
            teller(told);
        }
        let arrivals = self.driver.borrow_mut().take_arrivals();
        for arrived in arrivals {
            arrived();
        }
        if !self.listeners.any() {
            return;
        }
        if self.beside.is_some() {
            return self.tell_of_both();
        }
        let happenings = self.driver.borrow_mut().take_unheard();
        for happening in happenings {
            let Some(hands) = self.parts.hands else { return };
            let event = (hands.event)(&happening, self.driver.borrow().world(), None);
            self.listeners.tell(&event);
        }
    }

    fn panel(&self, driver: &Driver, header: &HeaderProps<'_>) -> Html {
        match self.floor.half {
            None => self.part(|hands| (hands.panel)(self, driver, header)),
            Some(half) => {
                self.part(|hands| html! { <>{ (hands.which)(self, half) }{ (hands.panel)(self, driver, header) }</> })
            }
        }
    }

    /// The open tab of the inspector.
    pub fn tab_panel(&self, driver: &Driver, header: &HeaderProps<'_>) -> Html {
        let (snapshot, on) = (&self.floor.snapshot, &self.on);
        let form = Form { on, draft: self.draft.as_ref() };
        match self.tab {
            Tab::Details => {
                let (subject, call) = (self.subject(driver), self.call(driver));
                let moving = snapshot.moving_back;
                details(&DetailsProps { subject: &subject, call: call.as_ref(), now: self.second, moving, form })
            }
            Tab::Settings => html! {
                <>
                    <div class="compact-only">{ header::scene(header) }{ header::theme_switch(header) }{ header::console_button(on, "open-console-below", header.console_open) }{ share::share_button(on, "open-share-below") }{ header::help_button(on, "open-help-below") }{ below(driver.can_undo(), driver.can_redo(), on) }{ new_seed(snapshot.seed, on) }</div>
                    { settings(snapshot.mode, &snapshot.queue, snapshot.customers_per_minute, form) }
                    if snapshot.mode == Mode::OrderBoard {
                        { attributes(snapshot, form) }
                        { weather::knobs(&snapshot.weather, form) }
                    }
                </>
            },
            Tab::Log => {
                let total = driver.world().shop().happenings();
                let kept = total.min(LOG_LENGTH as u64);
                log(&LogProps { lines: &self.log, kept, total, filter: &self.filter, on_filter: &self.on_filter, on })
            }
            Tab::Metrics => {
                let world = driver.world();
                let measures = &world.shop().measures(world.now());
                let charts = ChartsProps {
                    mode: snapshot.mode,
                    fifo: snapshot.queue.fifo,
                    measures,
                    ledger: &self.ledger,
                    form,
                };
                html! { <>{ metrics(snapshot.mode, &snapshot.metrics, snapshot.queue.fifo) }{ measured(&charts) }</> }
            }
        }
    }

    /// Downloads a chart or all figures.
    pub fn take(&self, what: Taken) {
        let driver = self.driver.borrow();
        let world = driver.world();
        take(what, self.floor.snapshot.mode, &world.shop().measures(world.now()));
    }

    /// Who waits while time stands still. Programs cannot know that it does.
    fn guest_in_vain(&self) -> Option<&GuestView> {
        let waits = |guest: &&GuestView| guest.waiting > 0;
        self.floor.snapshot.guests.first.iter().find(waits).filter(|_| !self.driver.borrow().playing())
    }

    fn say_hint(&mut self) {
        if let Some(hint) = self.guest_in_vain().map(hint) {
            self.say(hint);
        }
    }

    fn subject(&self, driver: &Driver) -> Subject {
        let shop = driver.world().shop();
        let name = |person: PersonId| AttrValue::from(shop.name(person).to_owned());
        match self.selection {
            Selection::None => {
                Subject::Nothing { ideas: self.ideas(), board: self.floor.snapshot.mode == Mode::OrderBoard }
            }
            Selection::Person(person) => {
                let guest = shop.guest(driver.world().now(), person).map(Subject::Guest);
                shop.person(person).map(Subject::Person).or(guest).unwrap_or(Subject::Gone)
            }
            Selection::Ticket(message) => shop.life(message).map_or(Subject::Gone, |life| {
                let holder = match life.ticket.state {
                    TicketState::Making { holder, .. } => holder.map(name),
                    _ => None,
                };
                let sender = life.sent_by.map(name);
                let yours = self.floor.snapshot.your_orders.iter().any(|ticket| ticket.id == message);
                Subject::Ticket { life, holder, sender, yours }
            }),
            Selection::Memory => self.floor.snapshot.memory.clone().map_or(Subject::Gone, Subject::Memory),
            Selection::Lane(lane) => {
                let snapshot = &self.floor.snapshot;
                let view = match lane {
                    Lane::Delayed => &snapshot.delayed,
                    Lane::Waiting => &snapshot.waiting,
                    Lane::Making => &snapshot.making,
                    Lane::Done => &snapshot.done,
                    Lane::Dead => &snapshot.dead,
                };
                Subject::Lane(lane, view.clone())
            }
        }
    }

    fn call(&self, driver: &Driver) -> Option<Call> {
        let shop = driver.world().shop();
        let record: &CallRecord = match self.selection {
            Selection::Person(person) => shop.last_call_of(person)?,
            Selection::Ticket(message) => shop.last_call_on(message)?,
            Selection::None | Selection::Lane(_) | Selection::Memory => return None,
        };
        let answer = record.answer.as_ref().map(|(_, answer)| match answer {
            Ok(response) => format!("{:#}", response.to_json()),
            Err(error) => format!("{:#}", error.to_json()),
        });
        Some(Call {
            by: shop.name(record.by).to_owned(),
            time: record.at.to_string(),
            request: record.request.clone(),
            answer,
        })
    }
}

/// What is worth trying at this moment.
fn ideas(snapshot: &Snapshot) -> Vec<Idea> {
    let baristas = &snapshot.baristas.first;
    let board = snapshot.mode == Mode::OrderBoard;
    let mut ideas = Vec::new();
    let mut add = |text: String, why, deeds| ideas.push(Idea { text, why, deeds, beside: None });
    if let Some(maker) = baristas.iter().find(|person| matches!(person.activity, Activity::Making { .. })) {
        let text = format!("Drop {}’s cup", maker.name);
        let why = if board { "Is the order lost? Watch its ring." } else { "The drink has to be made again." };
        add(text, why, vec![Intervention::Crash { person: maker.id }]);
    }
    let (resting, working): (Vec<_>, Vec<_>) =
        baristas.iter().partition(|person| is_resting(person) || person.leaving_for_break);
    if working.is_empty() {
        let deeds = resting.iter().map(|person| Intervention::BringBack { person: person.id }).collect();
        let why = if board { "The board has kept every order." } else { "Look at the line meanwhile." };
        add("Call the baristas back".into(), why, deeds);
    } else {
        let deeds = working.iter().map(|person| Intervention::SendOnBreak { person: person.id }).collect();
        add("Send all baristas on a break".into(), "Do the cashiers have to wait?", deeds);
    }
    if snapshot.customers_per_minute < 60 {
        let deeds = vec![Intervention::SetCustomers { per_minute: 60 }];
        let why = if board { "The board is a buffer. How long does it last?" } else { "Who loses patience first?" };
        add("Open the doors: 60 customers a minute".into(), why, deeds);
    } else {
        let deeds = vec![Intervention::SetCustomers { per_minute: 20 }];
        add("Back to 20 customers a minute".into(), "Does it calm down again?", deeds);
    }
    add(
        "Hire a barista".into(),
        "More hands, shorter waits.",
        vec![Intervention::Hire { role: Role::Barista, place: None }],
    );
    ideas
}

/// What can be tried in both shops is. Customers are the same in both anyway.
fn for_both(mut ideas: Vec<Idea>, others: Vec<Idea>) -> Vec<Idea> {
    for other in others {
        if let Some(idea) = ideas.iter_mut().find(|idea| idea.text == other.text) {
            let is_shared = matches!(other.deeds[..], [Intervention::SetCustomers { .. }]);
            idea.beside = Some(if is_shared { Vec::new() } else { other.deeds });
        }
    }
    ideas
}

fn lines(driver: &Driver, filter: &Filter) -> Vec<LogLine> {
    let shop = driver.world().shop();
    let admitted = shop.log().rev().filter(|happening| filter.admits(happening.name()));
    let all = admitted.map(|happening| LogLine {
        seq: happening.seq,
        at: happening.at,
        kind: happening.name(),
        sentence: happening.sentence(shop),
        message: happening.message(),
        person: happening.person(),
    });
    all.filter(|line| filter.finds(&line.sentence)).take(LINES_MAX).collect()
}
