//! `window.orderBoard`: the same verbs for scripts, tests and hosts.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::js_sys::Function;
use yew::html::Scope;

use super::app::{App, Msg};
use super::board_json;
use super::bridge::Line;
use super::calls::Calls;
use crate::session::{Session, differences};
use crate::web::{self, Door};
use model::compare::{self, Figures, Half, Row};
use model::json::{Json, Object};
use model::share::MOMENT_MAX;
use model::shop::{Activity, GuestView, Happening, Limits, PersonView, Shop, Snapshot, TicketState, TicketView};
use model::time::Instant;
use model::world::World;
use stage::Speed;

/// What a script sees of each list; counts are exact.
const LIMITS: Limits = Limits { customers: 20, people: 200, tickets: 50 };

/// Functions that scripts gave, each with the kind of happening that it wants; `*` is every kind.
#[derive(Clone, Default)]
pub struct Listeners(Rc<RefCell<Heard>>);

#[derive(Default)]
struct Heard {
    next: u32,
    functions: Vec<(u32, String, Function)>,
}

impl Listeners {
    /// Somebody listens.
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

    /// Tells those who want to know. A listener that throws concerns nobody else.
    pub fn tell(&self, event: &Json) {
        let kind = event.get("type").and_then(Json::as_str).unwrap_or_default();
        let wanted = |name: &str| name == kind || name == "*";
        let functions: Vec<Function> = {
            let heard = self.0.borrow();
            heard.functions.iter().filter(|(_, name, _)| wanted(name)).map(|(.., function)| function.clone()).collect()
        };
        if functions.is_empty() {
            return;
        }
        let value = web::parse_json(&event.to_string());
        for function in functions {
            let _ = function.call1(&JsValue::NULL, &value);
        }
    }
}

/// Opens the door.
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
        .method::<dyn FnMut() -> JsValue>(
            "snapshot",
            with(|session| web::parse_json(&snapshot_of(session).to_string())),
        )
        .method::<dyn FnMut() -> JsValue>("trace", with(|session| session.trace().into()))
        .method::<dyn FnMut() -> JsValue>("recording", with(recording))
        .method::<dyn FnMut(String, Function) -> JsValue>("on", on(session, listeners))
        .method::<dyn FnMut(String, JsValue, JsValue) -> JsValue>("sqs", Calls::new(session, link).sqs())
        .method::<dyn FnMut(String, String, JsValue, Function) -> JsValue>("wire", Calls::new(session, link).wire())
        .method::<dyn FnMut(JsValue) -> JsValue>("bridge", bridge(session, link))
        .open("orderBoard");
}

fn recording(session: &Session) -> JsValue {
    web::parse_json(&session.bookmark().to_json().to_string())
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

/// Finishes short seeks at once, so that a script reads next what it asked for; the page follows.
fn settle(session: &Rc<RefCell<Session>>, link: &Scope<App>) {
    session.borrow_mut().settle(&web::now_ms);
    link.send_message(Msg::Touched);
}

/// A promise that resolves once the seek under way has finished.
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
        let Some(text) = web::to_json_text(&scenario) else {
            return web::reject_with("A scenario is an object, its JSON text, or the id of a scene.");
        };
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

/// How the line to the bridge is: see [`Line::from_json`].
fn bridge(session: &Rc<RefCell<Session>>, link: &Scope<App>) -> impl FnMut(JsValue) -> JsValue + 'static {
    let (session, link) = (session.clone(), link.clone());
    move |line| {
        let text = web::to_json_text(&line).unwrap_or_default();
        let line = Json::parse(&text).map_err(|error| error.to_string()).and_then(|line| Line::from_json(&line));
        match line {
            Ok(line) => {
                if let Line::Connected(address) = &line {
                    session.borrow_mut().settle_at(address.clone());
                    settle(&session, &link);
                }
                link.send_message(Msg::Bridge(line));
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

/// A happening for scripts.
pub fn event(happening: &Happening, world: &World, half: Option<Half>) -> Json {
    let shop = world.shop();
    let mut event = Object::new();
    event.put("type", happening.name());
    event.put("at", happening.at.as_millis());
    event.put("sequence", happening.seq);
    event.put("by", happening.by.map(|person| shop.name(person)));
    event.put("message", happening.message().map(|message| message.to_string()));
    event.put("order", happening.order.as_ref().map(|order| order.as_str()));
    event.put("text", happening.sentence(shop));
    if let Some(half) = half {
        event.put("shop", half.letter());
    }
    event.into()
}

/// What there is to be seen: of two shops that one in hand, and both of them.
fn snapshot_of(driver: &Session) -> Json {
    let mut seen = seen_of(driver, driver.world());
    if let Some(halves) = driver.halves() {
        seen.put("comparison", comparison(driver, halves));
    }
    seen.into()
}

fn comparison(driver: &Session, halves: [&World; 2]) -> Object {
    let differences = differences(halves);
    let figures = halves.map(|world| {
        let snapshot = world.shop().snapshot(world.now(), LIMITS);
        Figures::of(&snapshot, world.shop().bill(), None, Instant::from_millis(world.now().as_secs() * 1_000))
    });
    let figure = |row: &Row| {
        let mut figure = Object::new();
        figure.put("name", row.slug);
        figure.put("values", row.values.iter().map(|value| Json::from(value.as_str())).collect::<Vec<_>>());
        figure.put("better", row.better.map(Half::letter));
        Json::from(figure)
    };
    let mut seen = Object::new();
    seen.put("inHand", driver.half().map(Half::letter));
    seen.put("pair", differences.pair);
    seen.put("names", differences.names.iter().map(|name| Json::from(name.as_str())).collect::<Vec<_>>());
    seen.put("figures", compare::rows(&figures).iter().map(figure).collect::<Vec<_>>());
    seen.put("sentence", compare::sentence(&figures, &differences));
    seen.put("shops", halves.iter().map(|world| Json::from(seen_of(driver, world))).collect::<Vec<_>>());
    seen
}

fn seen_of(driver: &Session, world: &World) -> Object {
    let shop = world.shop();
    let snapshot: Snapshot = shop.snapshot(world.now(), LIMITS);
    let mut lanes = Object::new();
    for (name, view) in [
        ("delayed", &snapshot.delayed),
        ("waiting", &snapshot.waiting),
        ("making", &snapshot.making),
        ("done", &snapshot.done),
        ("dead", &snapshot.dead),
    ] {
        lanes.put(name, list(view.count, "tickets", view.first.iter().map(|view| ticket(view, shop))));
    }
    let hundredths = driver.speed().hundredths();
    let yours = snapshot.your_orders.iter().map(|ticket| Json::from(ticket.id.to_string()));
    let mut seen = Object::new();
    seen.put("now", world.now().as_millis());
    seen.put("end", driver.end().as_millis());
    seen.put("arriving", driver.destination().map(|at| at.as_millis()));
    seen.put("seed", snapshot.seed);
    seen.put("scene", driver.scene());
    seen.put("mode", snapshot.mode.name());
    seen.put("playing", driver.playing());
    seen.put("speed", Json::Number(format!("{}.{:02}", hundredths / 100, hundredths % 100)));
    seen.put("queue", snapshot.queue.to_json());
    seen.put("customersPerMinute", snapshot.customers_per_minute);
    seen.put("line", snapshot.line.count);
    seen.put("cashiers", list(snapshot.cashiers.count, "people", snapshot.cashiers.first.iter().map(person)));
    seen.put("baristas", list(snapshot.baristas.count, "people", snapshot.baristas.first.iter().map(person)));
    seen.put("guests", list(snapshot.guests.count, "guests", snapshot.guests.first.iter().map(guest)));
    seen.put("yourOrders", yours.collect::<Vec<_>>());
    seen.put("lanes", lanes);
    board_json::put(&mut seen, &snapshot, shop);
    seen.put("moving", shop.motions(world.now()).count() as u64);
    seen.put("happenings", shop.happenings());
    seen.put("metrics", snapshot.metrics.to_json());
    seen
}

fn list(count: u64, name: &str, items: impl Iterator<Item = Json>) -> Object {
    let mut list = Object::new();
    list.put("count", count);
    list.put(name, items.collect::<Vec<_>>());
    list
}

/// A ticket for scripts.
pub fn ticket(view: &TicketView, shop: &Shop) -> Json {
    let holder = match view.state {
        TicketState::Making { holder, held: true, .. } => holder.map(|person| shop.name(person)),
        _ => None,
    };
    let until = match view.state {
        TicketState::Making { until, .. } | TicketState::Delayed { until } => Some(until.as_millis()),
        _ => None,
    };
    let mut ticket = Object::new();
    ticket.put("id", view.id.to_string());
    ticket.put("number", &*view.order.number);
    ticket.put("label", &*view.order.label);
    ticket.put("sentAt", view.sent_at.as_millis());
    ticket.put("receiveCount", view.receive_count);
    ticket.put("holder", holder);
    ticket.put("until", until);
    ticket.put("moving", view.moving);
    ticket.put("group", view.group.as_ref().map(|group| group.id.as_str()));
    ticket.put("blocked", view.blocked);
    ticket.into()
}

fn person(view: &PersonView) -> Json {
    let mut person = Object::new();
    person.put("id", view.id.0);
    person.put("name", &*view.name);
    person.put("role", view.role.name());
    person.put("activity", activity_name(&view.activity));
    person.put("leavingForBreak", view.leaving_for_break);
    person.put("since", view.since.as_millis());
    person.put("until", view.until.map(|until| until.as_millis()));
    person.put("finished", view.finished);
    person.into()
}

fn guest(view: &GuestView) -> Json {
    let mut guest = Object::new();
    guest.put("id", view.id.0);
    guest.put("name", &*view.name);
    guest.put("action", view.action);
    guest.put("state", view.doing.name());
    guest.put("since", view.since.as_millis());
    guest.put("waiting", view.waiting);
    guest.put("calls", view.calls);
    guest.into()
}

const fn activity_name(activity: &Activity) -> &'static str {
    match activity {
        Activity::Idle => "idle",
        Activity::TakingOrder { .. } => "takingOrder",
        Activity::Carrying { .. } => "carrying",
        Activity::WaitingForBarista { .. } => "waitingForBarista",
        Activity::HandingOver { .. } => "handingOver",
        Activity::WalkingBack => "walkingBack",
        Activity::Polling => "polling",
        Activity::Pausing => "pausing",
        Activity::Making { .. } => "making",
        Activity::CleaningUp => "cleaningUp",
        Activity::OnBreak => "onBreak",
    }
}
