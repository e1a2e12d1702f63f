//! `window.orderBoard`: the API for scripts, tests and host pages.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::js_sys::Function;
use yew::html::Scope;

use super::app::{App, Msg};
use super::bridge::{Line, Message, Said};
use super::calls::Calls;
use super::seen;
pub use super::seen::{Event, event};
use crate::session::Session;
use crate::web::{self, Door};
use model::share::{FILE_BYTES_MAX, MOMENT_MAX, too_large};
use model::text::json;
use model::time::Instant;
use stage::Speed;

/// The listeners of scripts, each with the kind of event that it listens to; `*` is every kind.
#[derive(Clone, Default)]
pub struct Listeners(Rc<RefCell<Heard>>);

#[derive(Default)]
struct Heard {
    next: u32,
    functions: Vec<(u32, String, Function)>,
}

impl Listeners {
    /// Returns true if there are listeners.
    #[must_use]
    pub fn any(&self) -> bool {
        !self.0.borrow().functions.is_empty()
    }

    fn add(&self, kind: String, function: Function) -> u32 {
        let mut heard = self.0.borrow_mut();
        heard.next += 1;
        let id = heard.next;
        heard.functions.push((id, kind, function));
        id
    }

    fn remove(&self, id: u32) {
        self.0.borrow_mut().functions.retain(|(other, ..)| *other != id);
    }

    /// Calls the listeners of this kind of event. An exception of one does not affect the others.
    pub fn tell(&self, event: &Event) {
        let wanted = |name: &str| name == event.kind || name == "*";
        let functions: Vec<Function> = {
            let heard = self.0.borrow();
            heard.functions.iter().filter(|(_, name, _)| wanted(name)).map(|(.., function)| function.clone()).collect()
        };
        if functions.is_empty() {
            return;
        }
        let value = web::parse_json(&event.json);
        for function in functions {
            let _ = function.call1(&JsValue::NULL, &value);
        }
    }
}

/// Defines `window.orderBoard`.
pub fn open(session: &Rc<RefCell<Session>>, listeners: &Listeners, link: &Scope<App>) {
    let act = |act: fn(&mut Session)| {
        let (session, link) = (session.clone(), link.clone());
        move || {
            act(&mut session.borrow_mut());
            settle(&session, &link);
        }
    };
    let with = |read: fn(&Session) -> JsValue| {
        let session = session.clone();
        move || read(&session.borrow())
    };
    Door::new()
        .value("version", &env!("CARGO_PKG_VERSION").into())
        .value("ready", &web::resolved(&JsValue::UNDEFINED))
        .method::<dyn FnMut()>("play", act(|session| session.play(true)))
        .method::<dyn FnMut()>("pause", act(|session| session.play(false)))
        .method::<dyn FnMut()>(
            "step",
            act(|session| {
                session.step();
            }),
        )
        .method::<dyn FnMut()>(
            "stepBack",
            act(|session| {
                session.step_back();
            }),
        )
        .method::<dyn FnMut()>(
            "undo",
            act(|session| {
                session.undo();
            }),
        )
        .method::<dyn FnMut()>(
            "redo",
            act(|session| {
                session.redo();
            }),
        )
        .method::<dyn FnMut(f64) -> JsValue>("seek", seek(session, link))
        .method::<dyn FnMut(f64)>("speed", speed(session, link))
        .method::<dyn FnMut(JsValue) -> JsValue>("load", load(session, link))
        .method::<dyn FnMut() -> JsValue>("snapshot", with(|session| web::parse_json(&seen::snapshot(session))))
        .method::<dyn FnMut() -> JsValue>("trace", with(|session| session.trace().into()))
        .method::<dyn FnMut() -> JsValue>("recording", with(recording))
        .method::<dyn FnMut(String, Function) -> JsValue>("on", on(session, listeners))
        .method::<dyn FnMut(String, JsValue, JsValue) -> JsValue>("sqs", Calls::new(session, link).sqs())
        .method::<dyn FnMut(String, String, JsValue, Function) -> JsValue>("wire", Calls::new(session, link).wire())
        .method::<dyn FnMut(JsValue, JsValue) -> JsValue>("bridge", bridge(session, link))
        .open("orderBoard");
}

fn recording(session: &Session) -> JsValue {
    web::parse_json(&json(&session.bookmark()))
}

fn seek(session: &Rc<RefCell<Session>>, link: &Scope<App>) -> impl FnMut(f64) -> JsValue + 'static {
    let (session, link) = (session.clone(), link.clone());
    move |ms| {
        let most = MOMENT_MAX.as_millis();
        if !(0.0..=most as f64).contains(&ms) {
            return web::reject_with(&format!("A moment is a number of milliseconds from 0 to {most}."));
        }
        session.borrow_mut().seek(Instant::from_millis(ms as u64));
        arrival(&session, &link)
    }
}

/// Finishes a short seek at once, so that the script can read its result, and renders the page.
fn settle(session: &Rc<RefCell<Session>>, link: &Scope<App>) {
    session.borrow_mut().settle(&web::now_ms);
    link.send_message(Msg::Touched);
}

/// A promise that resolves once the pending seek has finished.
fn arrival(session: &Rc<RefCell<Session>>, link: &Scope<App>) -> JsValue {
    settle(session, link);
    if session.borrow().destination().is_none() {
        return web::resolved(&JsValue::UNDEFINED);
    }
    web::promise(|resolve| session.borrow_mut().on_arrival(resolve))
}

fn speed(session: &Rc<RefCell<Session>>, link: &Scope<App>) -> impl FnMut(f64) + 'static {
    let (session, link) = (session.clone(), link.clone());
    move |factor| {
        if let Some(speed) = Speed::nearest(factor) {
            session.borrow_mut().pace(speed);
            link.send_message(Msg::Touched);
        }
    }
}

fn load(session: &Rc<RefCell<Session>>, link: &Scope<App>) -> impl FnMut(JsValue) -> JsValue + 'static {
    let (session, link) = (session.clone(), link.clone());
    move |scenario| {
        let Some(text) = web::json_text(&scenario) else {
            return web::reject_with("A scenario is an object, its JSON text, or the id of a scene.");
        };
        // There are at most as many characters as bytes, which the session counts.
        if text.length() as usize > FILE_BYTES_MAX {
            return web::reject_with(&too_large());
        }
        let text = String::from(text);
        let loaded = session.borrow_mut().load(&text);
        match loaded {
            Ok(notes) => {
                link.send_message(Msg::Loaded(notes));
                arrival(&session, &link)
            }
            Err(sentence) => web::reject_with(&sentence),
        }
    }
}

/// `bridge(message, tell)`: what `static/doors.js` says of the connection to the bridge; see [`Message`]. The promise of
/// `hello` resolves once the page may attach; `tell` receives how its time runs.
fn bridge(session: &Rc<RefCell<Session>>, link: &Scope<App>) -> impl FnMut(JsValue, JsValue) -> JsValue + 'static {
    let (session, link) = (session.clone(), link.clone());
    move |message, tell| {
        let text = web::to_json_text(&message).unwrap_or_default();
        let line = match serde_json::from_str(&text).map_err(|error| error.to_string()) {
            Ok(Message::Hello { foreign }) => {
                return web::promise(|attach| link.send_message(Msg::Bridge(Said::Hello { foreign, tell, attach })));
            }
            Ok(Message::Tick) => {
                link.send_message(Msg::Tick);
                return web::resolved(&JsValue::UNDEFINED);
            }
            Ok(Message::Connected { endpoint, account, region }) => Line::connected(endpoint, account, region),
            Ok(Message::Aside) => Ok(Line::Aside),
            Ok(Message::Lost) => Ok(Line::Lost),
            Ok(Message::Closed { why }) => Ok(Line::Closed(why)),
            Err(sentence) => Err(sentence),
        };
        match line {
            Ok(line) => {
                if let Line::Connected(address) = &line {
                    session.borrow_mut().settle_at(address.clone());
                    settle(&session, &link);
                }
                link.send_message(Msg::Bridge(Said::Line(line)));
                web::resolved(&JsValue::UNDEFINED)
            }
            Err(sentence) => web::reject_with(&sentence),
        }
    }
}

fn on(session: &Rc<RefCell<Session>>, listeners: &Listeners) -> impl FnMut(String, Function) -> JsValue + 'static {
    let (session, listeners) = (session.clone(), listeners.clone());
    move |kind, function| {
        let id = listeners.add(kind, function);
        session.borrow_mut().set_heard(true);
        let (session, listeners) = (session.clone(), listeners.clone());
        let off = move || {
            listeners.remove(id);
            session.borrow_mut().set_heard(listeners.any());
        };
        wasm_bindgen::closure::Closure::<dyn FnMut()>::new(off).into_js_value().unchecked_into()
    }
}
