//! The page's side of the bridge: whether this page may speak to programs, and how its time runs.
//!
//! A page attaches by itself if the person at the screen has opened it and no link has brought its run. Otherwise the
//! sign asks first. A link that is put into the address of a page that may speak to programs is not followed before
//! the same yes.

use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::js_sys::Function;
use yew::html::Scope;

use super::super::bridge::{Line, Said, Why};
use super::App;
use crate::session::Session;
use crate::web;
use model::share::is_link;

/// The key under which a reload finds what was decided.
const KEY: &str = "order-board.bridge";

/// Whether this page may speak to programs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Gate {
    /// Nobody was asked yet.
    #[default]
    Unasked,
    /// Only after a yes.
    Shut,
    Open,
}

/// A question to the person at the screen.
struct Question {
    why: Why,
    /// Lets the page attach; `None` if the yes is about a link in the address.
    attach: Option<Box<dyn FnOnce()>>,
}

/// The connection to the bridge, as far as the program knows of it.
#[derive(Default)]
pub struct Attach {
    line: Option<Line>,
    gate: Gate,
    question: Option<Question>,
    /// Tells `static/doors.js` how time runs.
    tell: Option<Function>,
    told: &'static str,
}

impl Attach {
    /// What an earlier load of this page has decided, and whether its run came with a link.
    pub fn of_page() -> Self {
        let decided = web::take_of_visit(&key()).filter(|_| web::is_return());
        let gate = match decided.as_deref() {
            Some("open") => Gate::Open,
            None if !is_link(&web::fragment()) => Gate::Unasked,
            _ => Gate::Shut,
        };
        Self { gate, ..Self::default() }
    }

    /// The state of the line, and why there is a question; `None` if no bridge serves this page.
    pub fn sign(&self) -> Option<(&Line, Option<Why>)> {
        Some((self.line.as_ref()?, self.question.as_ref().map(|question| question.why)))
    }

    fn set_gate(&mut self, gate: Gate) {
        self.gate = gate;
        self.remember();
    }

    /// Remembers the decision for a reload of this address.
    fn remember(&self) {
        let note = match self.gate {
            // What a link has brought is shut without a note.
            Gate::Shut if !is_link(&web::fragment()) => "shut",
            Gate::Open => "open",
            _ => return,
        };
        web::store_for_visit(&key(), note);
    }

    fn hello(&mut self, foreign: bool, tell: JsValue, attach: Box<dyn FnOnce()>) {
        self.line = Some(Line::Connecting);
        self.tell = tell.dyn_into().ok();
        let why = match self.gate {
            Gate::Open => None,
            Gate::Shut if !foreign => Some(Why::Link),
            Gate::Unasked if !foreign => None,
            _ => Some(Why::Foreign),
        };
        match why {
            None => {
                self.set_gate(Gate::Open);
                attach();
            }
            Some(why) => {
                self.set_gate(Gate::Shut);
                self.line = Some(Line::Apart);
                self.question = Some(Question { why, attach: Some(attach) });
            }
        }
    }

    /// Notes that the address holds a link. Returns true if it may be followed now; otherwise the sign asks.
    fn admits_link(&mut self) -> bool {
        let is_attached = self.line.is_some() && self.gate == Gate::Open;
        if is_attached {
            self.question = Some(Question { why: Why::Followed, attach: None });
        } else {
            self.set_gate(Gate::Shut);
            if let Some(question) = &mut self.question {
                question.why = Why::Link;
            }
        }
        !is_attached
    }

    /// Tells the bridge, if that is new, how time runs here: it ticks for a page that has no frames.
    pub fn pulse(&mut self, session: &Session, has_frames: bool) {
        let Some(tell) = &self.tell else { return };
        let now = match (session.wants_frames(), has_frames) {
            (true, false) => "ticks",
            (true, true) => "frames",
            // Nothing is due: time is not needed, or it is paused.
            (false, _) if session.playing() => "frames",
            (false, _) => "stands",
        };
        if now != self.told {
            self.told = now;
            let _ = tell.call1(&JsValue::NULL, &now.into());
        }
    }
}

/// The key for this address: the links in it differ.
fn key() -> String {
    format!("{KEY} {}#{}", web::address(), web::fragment())
}

impl App {
    /// Receives what `static/doors.js` says of the connection.
    pub(super) fn said(&mut self, said: Said) {
        match said {
            Said::Hello { foreign, tell, attach } => {
                self.attach.hello(foreign, tell, attach);
                if let Some(question) = &self.attach.question {
                    self.notices.say(question.why.words());
                }
            }
            Said::Line(line) => {
                self.notices.say(line.words());
                self.attach.line = Some(line);
            }
        }
    }

    /// Another link was put into the address.
    pub(super) fn linked(&mut self) {
        if !is_link(&web::fragment()) {
            // The run stays, and what was decided about it.
            return self.attach.remember();
        }
        if self.attach.admits_link() {
            self.follow_link();
        } else {
            self.notices.say(Why::Followed.words());
        }
    }

    /// The person at the screen has answered the sign's question.
    pub(super) fn answer(&mut self, yes: bool) {
        let Some(question) = self.attach.question.take_if(|question| yes || question.attach.is_none()) else { return };
        match question.attach {
            Some(attach) => {
                self.attach.line = Some(Line::Connecting);
                attach();
            }
            None if yes => self.follow_link(),
            // A reload of this address asks: it might find nothing but the link.
            None => return,
        }
        self.attach.set_gate(Gate::Open);
    }

    /// The bridge's tick: time goes on where the browser gives the page no frames.
    pub(super) fn tick(&mut self, link: &Scope<Self>) {
        if self.frames.are_running() {
            return;
        }
        self.session.borrow_mut().frame(web::now_ms(), &web::now_ms);
        self.saver.borrow_mut().save_sometimes(&self.session.borrow());
        self.deliver();
        self.pace(link);
    }

    /// A program has called. What it changed is shown by the next frame: thousands of calls a second are no thousands
    /// of renders.
    pub(super) fn called(&mut self, link: &Scope<Self>) {
        self.frames.note(true);
        self.strip.expire();
        self.deliver();
        self.pace(link);
        self.frames.render_unseen(link);
    }
}
