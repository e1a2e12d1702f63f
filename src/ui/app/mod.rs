//! The root component. It holds the session and everything that shows it; each part owns its own state.

mod attach;
mod deeds;
mod frames;
mod ideas;
mod inspect;
mod kept;
mod keys;
mod later;
mod listen;
mod log_view;
mod messages;
mod narrate;
mod notices;
mod open;
mod pair;
mod panels;
mod pointer;
mod refresh;
mod stages;
mod strip;
mod subject;
mod time;
mod view;

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::KeyboardEvent;
use yew::prelude::*;

use self::attach::Attach;
use self::frames::Frames;
use self::later::Later;
use self::log_view::LogView;
use self::notices::Notices;
use self::panels::Panels;
use self::pointer::Pointer;
use self::stages::Stages;
use self::strip::StripView;
use super::bridge::Said;
use super::console::{Ask, Queues};
use super::door::Listeners;
use super::intent::{Intent, Theme};
use super::keep::Saver;
use super::log::Filter;
use super::options::Options;
use crate::parts;
use crate::session::Session;
use crate::web;
use model::compare::Half;
use model::shop::Limits;
use model::time::Instant;
use stage::Drag;

/// How much of the shop the page lists. Counts are exact whatever is listed.
pub const LIMITS: Limits = Limits { customers: 40, people: 64, tickets: 64 };

/// What the root component receives.
pub enum Msg {
    /// An animation frame, at this time of the browser's clock in milliseconds.
    Frame(f64),
    /// A wish of the person at the screen.
    Intent(Intent),
    /// A script loaded a run; these are the notes on it.
    Loaded(Vec<String>),
    /// A stage has another width and height.
    Resized(Option<Half>, f64, f64),
    /// Everything has found its place: from now on places change smoothly.
    Settled,
    /// A script has changed the session.
    Touched,
    /// The stage can be seen, or not.
    OnScreen(bool),
    /// The tab is shown or hidden.
    TabChanged,
    /// The system asks for less motion, or no longer.
    ReducedMotion(bool),
    /// The system's theme changed.
    SystemTheme,
    /// A key was pressed.
    Key(KeyboardEvent),
    /// The click that ends a drag has passed.
    ClickPassed,
    /// The narrator may speak again.
    Narrate,
    /// Another filter for the log.
    Filtered(Filter),
    /// The time to undo a loss from its sentence has passed.
    OfferPassed,
    /// Changes wait to be saved.
    SaveDue,
    /// What a part does with the app once it is ready.
    Then(Box<dyn FnOnce(&mut App)>),
    /// The notice was dismissed.
    NoticeRead,
    /// What `static/doors.js` says of the connection to the bridge.
    Bridge(Said),
    /// A tick of the bridge.
    Tick,
    /// A program or script has called.
    Called,
    /// Another link was put into the address.
    Linked,
    /// A call from the console, or its end.
    Asked(Ask),
    /// The part with panels and console is loaded.
    Hands(parts::Hands),
    /// The part with the share dialog is loaded.
    Share(parts::Share),
    /// An attempt to fetch a part failed; another one follows.
    PartFailed,
}

/// What the root component starts with.
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// What the address asks for, or the saved run.
    pub options: Options,
}

/// The root component.
pub struct App {
    later: Later,
    session: Rc<RefCell<Session>>,
    /// Functions of scripts that want to hear of happenings.
    listeners: Listeners,
    _browser: Vec<web::Listener>,
    wires: Wires,
    /// The clock's face; frames write it without a render.
    clock: NodeRef,
    theme: Theme,
    stages: Stages,
    panels: Panels,
    pointer: Pointer,
    log: LogView,
    strip: StripView,
    notices: Notices,
    attach: Attach,
    frames: Frames,
    saver: Rc<RefCell<Saver>>,
}

/// Callbacks that children get. They are made once, so that children do not render for them.
struct Wires {
    on: Callback<Intent>,
    on_filter: Callback<Filter>,
    on_ask: Callback<Ask>,
    queues: Callback<(), Queues>,
}

impl Component for App {
    type Message = Msg;
    type Properties = AppProps;

    fn create(ctx: &Context<Self>) -> Self {
        let options = ctx.props().options.clone();
        let stored = web::read_stored("order-board.theme").and_then(|text| Theme::parse(&text));
        let theme = options.theme.or(stored).unwrap_or_default();
        let notes = options.notes.clone();
        let mut saver = Saver::default();
        let kept = options.kept.clone();
        let session = session_of(options);
        if let Some(name) = kept {
            saver.names.adopt(session.run_number(), name);
        }
        let (session, saver) = (Rc::new(RefCell::new(session)), Rc::new(RefCell::new(saver)));
        let save = {
            let (session, saver) = (session.clone(), saver.clone());
            move || saver.borrow_mut().save(&session.borrow())
        };
        let listeners = Listeners::default();
        let wires = Wires {
            on: ctx.link().callback(Msg::Intent),
            on_filter: ctx.link().callback(Msg::Filtered),
            on_ask: ctx.link().callback(Msg::Asked),
            queues: {
                let session = session.clone();
                Callback::from(move |()| Queues::of(session.borrow().world().shop()))
            },
        };
        let mut app = Self {
            later: Later::default(),
            stages: Stages::new(&session, &wires.on),
            session,
            listeners,
            _browser: listen::listen(ctx.link(), save),
            wires,
            clock: NodeRef::default(),
            theme,
            panels: Panels::default(),
            pointer: Pointer::default(),
            log: LogView::default(),
            strip: StripView::default(),
            notices: Notices::of(notes),
            attach: Attach::of_page(),
            frames: Frames::default(),
            saver,
        };
        app.set_theme(theme);
        app
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let link = ctx.link();
        let changed = match msg {
            Msg::Frame(now_ms) => return self.frame(link, now_ms),
            msg => self.receive(link, msg),
        };
        if changed {
            self.refresh(link);
        }
        changed
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        self.page(ctx.link())
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        self.stages.settle(ctx.link());
        if first_render {
            self.pace(ctx.link());
        }
        if let Some(id) = self.panels.focus_next.take() {
            web::focus(&id);
        }
        let may_defer = self.stages.chosen.crowded && self.pointer.drag == Drag::Idle;
        if let Some(paint) = self.frames.end_render(may_defer) {
            self.paint(paint.now_ms, true);
        }
    }
}

/// The session that the page's address, or an earlier visit, asks for.
fn session_of(options: Options) -> Session {
    let mut session = Session::new(options.scenario, options.scene, options.speed);
    match options.bookmark {
        Some(bookmark) => session.turn_to(bookmark),
        None => {
            if let Some(pair) = options.pair {
                session.compare(pair);
            }
            if options.skip_to > Instant::ZERO {
                session.seek(options.skip_to);
            }
        }
    }
    session.settle(&web::now_ms);
    session.play(options.autoplay);
    session.begin();
    session
}
