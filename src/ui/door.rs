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
use super::driver::{self, Driver};
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
pub fn open(driver: &Rc<RefCell<Driver>>, listeners: &Listeners, link: &Scope<App>) {
    // Done at once, so that what a script reads next is what it asked for; the page follows.
    let act = |act: fn(&mut Driver)| {
        let (driver, link) = (driver.clone(), link.clone());
        move || {
            act(&mut driver.borrow_mut());
            link.send_message(Msg::Touched);
        }
    };
    let with = |read: fn(&Driver) -> JsValue| {
        let driver = driver.clone();
        move || read(&driver.borrow())
    };
    Door::new()
        .value("version", &env!("CARGO_PKG_VERSION").into())
        .value("ready", &web::resolved(&JsValue::UNDEFINED))
        .method::<dyn FnMut()>("play", act(|driver| driver.play(true)))
        .method::<dyn FnMut()>("pause", act(|driver| driver.play(false)))
        .method::<dyn FnMut()>(
            "step",
            act(|driver| {
                driver.step();
            }),
        )
        .method::<dyn FnMut()>(
            "stepBack",
            act(|driver| {
                driver.step_back();
            }),
        )
        .method::<dyn FnMut()>(
            "undo",
            act(|driver| {
                driver.undo();
            }),
        )
        .method::<dyn FnMut()>(
            "redo",
            act(|driver| {
                driver.redo();
            }),
        )
        .method::<dyn FnMut(f64) -> JsValue>("seek", seek(driver, link))
        .method::<dyn FnMut(f64)>("speed", speed(driver, link))
        .method::<dyn FnMut(JsValue) -> JsValue>("load", load(driver, link))
        .method::<dyn FnMut() -> JsValue>("snapshot", with(|driver| web::parse_json(&snapshot_of(driver).to_string())))
        .method::<dyn FnMut() -> JsValue>("trace", with(|driver| driver.trace().into()))
        .method::<dyn FnMut() -> JsValue>("recording", with(recording))
        .method::<dyn FnMut(String, Function) -> JsValue>("on", on(driver, listeners))
        .method::<dyn FnMut(String, JsValue, JsValue) -> JsValue>("sqs", Calls::new(driver, link).sqs())
        .method::<dyn FnMut(String, String, JsValue, Function) -> JsValue>("wire", Calls::new(driver, link).wire())
        .method::<dyn FnMut(JsValue) -> JsValue>("bridge", bridge(driver, link))
        .open("orderBoard");
}

fn recording(driver: &Driver) -> JsValue {
    web::parse_json(&driver.bookmark().to_json().to_string())
}

fn seek(driver: &Rc<RefCell<Driver>>, link: &Scope<App>) -> impl FnMut(f64) -> JsValue + 'static {
    let (driver, link) = (driver.clone(), link.clone());
    move |ms| {
        let most = MOMENT_MAX.as_millis();
        if !(0.0..=most as f64).contains(&ms) {
            return web::reject_with(&format!("A moment is a number of milliseconds from 0 to {most}."));
        }
        driver.borrow_mut().seek(Instant::from_millis(ms as u64));
        arrival(&driver, &link)
    }
}

/// A promise that is kept when the shop is where it is on its way to.
fn arrival(driver: &Rc<RefCell<Driver>>, link: &Scope<App>) -> JsValue {
    link.send_message(Msg::Touched);
    if driver.borrow().destination().is_none() {
        return web::resolved(&JsValue::UNDEFINED);
    }
    web::promise(|resolve| driver.borrow_mut().on_arrival(resolve))
}

fn speed(driver: &Rc<RefCell<Driver>>, link: &Scope<App>) -> impl FnMut(f64) + 'static {
    let (driver, link) = (driver.clone(), link.clone());
    move |factor| {
        if let Some(speed) = Speed::nearest(factor) {
            driver.borrow_mut().pace(speed);
            link.send_message(Msg::Touched);
        }
    }
}

fn load(driver: &Rc<RefCell<Driver>>, link: &Scope<App>) -> impl FnMut(JsValue) -> JsValue + 'static {
    let (driver, link) = (driver.clone(), link.clone());
    move |scenario| {
        let Some(text) = web::to_json_text(&scenario) else {
            return web::reject_with("A scenario is an object, its JSON text, or the id of a scene.");
        };
        let loaded = driver.borrow_mut().load(&text);
        match loaded {
            Ok(notes) => {
                link.send_message(Msg::Loaded(notes));
                arrival(&driver, &link)
            }
            Err(sentence) => web::reject_with(&sentence),
        }
    }
}

/// How the line to the bridge is: see [`Line::from_json`].
fn bridge(driver: &Rc<RefCell<Driver>>, link: &Scope<App>) -> impl FnMut(JsValue) -> JsValue + 'static {
    let (driver, link) = (driver.clone(), link.clone());
    move |line| {
        let text = web::to_json_text(&line).unwrap_or_default();
        let line = Json::parse(&text).map_err(|error| error.to_string()).and_then(|line| Line::from_json(&line));
        match line {
            Ok(line) => {
                if let Line::Connected(address) = &line {
                    driver.borrow_mut().settle_at(address.clone());
                }
                link.send_message(Msg::Bridge(line));
                web::resolved(&JsValue::UNDEFINED)
            }
            Err(sentence) => web::reject_with(&sentence),
        }
    }
}

fn on(driver: &Rc<RefCell<Driver>>, listeners: &Listeners) -> impl FnMut(String, Function) -> JsValue + 'static {
    let (driver, listeners) = (driver.clone(), listeners.clone());
    move |kind, function| {
        let id = listeners.add(kind, function);
        driver.borrow_mut().set_heard(true);
        let (driver, listeners) = (driver.clone(), listeners.clone());
        let off = move || {
            listeners.remove(id);
            driver.borrow_mut().set_heard(listeners.any());
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
fn snapshot_of(driver: &Driver) -> Json {
    let mut seen = seen_of(driver, driver.world());
    if let Some(halves) = driver.halves() {
        seen.put("comparison", comparison(driver, halves));
    }
    seen.into()
}

fn comparison(driver: &Driver, halves: [&World; 2]) -> Object {
    let differences = driver::differences(halves);
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

fn seen_of(driver: &Driver, world: &World) -> Object {
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
