//! `window.orderBoard`: the same verbs for scripts, tests and hosts.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::{Value, json};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::js_sys::Function;
use yew::html::Scope;

use super::app::{App, Msg};
use super::driver::Driver;
use super::intent::Intent;
use crate::shop::{Activity, Happening, LaneView, Limits, PersonView, Snapshot, TicketState};
use crate::stage::Speed;
use crate::web::{self, Door};
use crate::world::World;

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
    pub fn tell(&self, event: &Value) {
        let kind = event["type"].as_str().unwrap_or_default();
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
    let wish = |intent: Intent| {
        let link = link.clone();
        move || link.send_message(Msg::Intent(intent.clone()))
    };
    let with = |read: fn(&Driver) -> JsValue| {
        let driver = driver.clone();
        move || read(&driver.borrow())
    };
    Door::new()
        .value("version", &env!("CARGO_PKG_VERSION").into())
        .value("ready", &web::resolved(&JsValue::UNDEFINED))
        .method::<dyn FnMut()>("play", wish(Intent::Play))
        .method::<dyn FnMut()>("pause", wish(Intent::Pause))
        .method::<dyn FnMut()>("step", wish(Intent::Step))
        .method::<dyn FnMut(f64)>("speed", speed(link))
        .method::<dyn FnMut(JsValue) -> JsValue>("load", load(driver, link))
        .method::<dyn FnMut() -> JsValue>("snapshot", with(|driver| web::parse_json(&snapshot_of(driver).to_string())))
        .method::<dyn FnMut() -> JsValue>("trace", with(|driver| driver.trace().into()))
        .method::<dyn FnMut() -> JsValue>("recording", with(recording))
        .method::<dyn FnMut(String, Function) -> JsValue>("on", on(driver, listeners))
        .open("orderBoard");
}

fn recording(driver: &Driver) -> JsValue {
    let text = serde_json::to_string(driver.world().recording()).unwrap_or_default();
    web::parse_json(&text)
}

fn speed(link: &Scope<App>) -> impl FnMut(f64) + 'static {
    let link = link.clone();
    move |factor| {
        if let Some(speed) = Speed::nearest(factor) {
            link.send_message(Msg::Intent(Intent::Pace(speed)));
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
pub fn event(happening: &Happening, world: &World) -> Value {
    let shop = world.shop();
    json!({
        "type": happening.name(),
        "at": happening.at.as_millis(),
        "sequence": happening.seq,
        "by": happening.by.map(|person| shop.name(person).to_owned()),
        "message": happening.message().map(|message| message.to_string()),
        "order": happening.order.as_ref().map(|order| order.as_str()),
        "text": happening.sentence(shop),
    })
}

fn snapshot_of(driver: &Driver) -> Value {
    let world = driver.world();
    let shop = world.shop();
    let snapshot: Snapshot = shop.snapshot(world.now(), LIMITS);
    let people = |list: &[PersonView]| list.iter().map(person).collect::<Vec<_>>();
    let lane = |view: &LaneView| {
        let tickets = view.first.iter().map(|ticket| {
            let holder = match ticket.state {
                TicketState::Making { holder, held: true, .. } => holder.map(|person| shop.name(person).to_owned()),
                _ => None,
            };
            let until = match ticket.state {
                TicketState::Making { until, .. } | TicketState::Delayed { until } => Some(until.as_millis()),
                _ => None,
            };
            json!({
                "id": ticket.id.to_string(),
                "number": &*ticket.order.number,
                "label": &*ticket.order.label,
                "sentAt": ticket.sent_at.as_millis(),
                "receiveCount": ticket.receive_count,
                "holder": holder,
                "until": until,
                "moving": ticket.moving,
            })
        });
        json!({ "count": view.count, "tickets": tickets.collect::<Vec<_>>() })
    };
    json!({
        "now": world.now().as_millis(),
        "seed": snapshot.seed,
        "scene": driver.scene(),
        "mode": snapshot.mode,
        "playing": driver.playing(),
        "speed": f64::from(driver.speed().hundredths()) / 100.0,
        "queue": snapshot.queue,
        "customersPerMinute": snapshot.customers_per_minute,
        "line": snapshot.line.count,
        "cashiers": { "count": snapshot.cashiers.count, "people": people(&snapshot.cashiers.first) },
        "baristas": { "count": snapshot.baristas.count, "people": people(&snapshot.baristas.first) },
        "yourOrders": snapshot.your_orders.iter().map(|ticket| ticket.id.to_string()).collect::<Vec<_>>(),
        "lanes": {
            "delayed": lane(&snapshot.delayed),
            "waiting": lane(&snapshot.waiting),
            "making": lane(&snapshot.making),
            "done": lane(&snapshot.done),
            "dead": lane(&snapshot.dead),
        },
        "moving": shop.motions(world.now()).count(),
        "happenings": shop.happenings(),
        "metrics": snapshot.metrics,
    })
}

fn person(view: &PersonView) -> Value {
    json!({
        "id": view.id.0,
        "name": &*view.name,
        "role": view.role,
        "activity": activity_name(&view.activity),
        "leavingForBreak": view.leaving_for_break,
        "since": view.since.as_millis(),
        "until": view.until.map(|until| until.as_millis()),
        "finished": view.finished,
    })
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
