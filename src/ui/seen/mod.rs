//! The state of the page as JSON, for scripts and host pages. The types here define the format.
//!
//! `docs/embedding.md` documents it. Members never change their meaning; new members may be added.

mod board;
mod comparison;
mod event;
mod people;

pub use event::{Event, event};

use serde::Serialize;

use crate::session::Session;
use board::{Groups, Lane, Lanes, Memory, MovingBack, Ticket};
use comparison::Comparison;
use model::shop::{Limits, Metrics, Mode, QueueSettings};
use model::sqs::{ByName, MessageId, Weather};
use model::text::json;
use model::time::Instant;
use model::world::World;
use people::{Guests, People};

/// The length of each list; counts are exact.
const LIMITS: Limits = Limits { customers: 20, people: 200, tickets: 50 };

/// A shop at the shown moment.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Seen<'a> {
    /// The moment, in milliseconds.
    now: Instant,
    /// The end of the simulated part of the run.
    end: Instant,
    /// The destination of a pending seek.
    arriving: Option<Instant>,
    seed: u64,
    /// The id of the scene, if it is a built-in one.
    scene: Option<&'static str>,
    mode: Mode,
    playing: bool,
    /// Seconds of the shop per second of the wall clock.
    speed: f64,
    queue: &'a QueueSettings,
    customers_per_minute: u32,
    /// The number of customers in line.
    line: u64,
    cashiers: People<'a>,
    baristas: People<'a>,
    guests: Guests<'a>,
    your_orders: Vec<MessageId>,
    lanes: Lanes<'a>,
    queue_name: &'a str,
    weather: Weather,
    /// The additional slips of messages that several people hold.
    copies: Vec<Ticket<'a>>,
    /// Message groups; `null` if messages have none.
    groups: Option<Groups<'a>>,
    /// The deduplication window of a FIFO queue.
    memory: Option<Memory<'a>>,
    moving_back: Option<MovingBack>,
    /// All attributes of the queue as last read; `null` before the first read.
    attributes: Option<&'a ByName<String>>,
    tags: Option<&'a ByName<String>>,
    /// The number of sprites that move on the stage.
    moving: usize,
    happenings: u64,
    metrics: &'a Metrics,
    /// Both shops, if two are compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<Comparison>,
}

/// The state of the page as JSON. In a comparison it describes the chosen shop, and `comparison` has both.
#[must_use]
pub fn snapshot(session: &Session) -> String {
    with_seen(session, session.world(), |seen| {
        json(&Seen { comparison: session.halves().map(|halves| Comparison::new(session, halves)), ..seen })
    })
}

/// Calls `write` with the state of one shop.
fn with_seen<T>(session: &Session, world: &World, write: impl FnOnce(Seen<'_>) -> T) -> T {
    let shop = world.shop();
    let snapshot = shop.snapshot(world.now(), LIMITS);
    let lane = |view| Lane::new(view, shop);
    let some = |map| Some(map).filter(|map: &&ByName<String>| !map.is_empty());
    write(Seen {
        now: world.now(),
        end: session.end(),
        arriving: session.destination(),
        seed: snapshot.seed,
        scene: session.scene(),
        mode: snapshot.mode,
        playing: session.playing(),
        speed: f64::from(session.speed().hundredths()) / 100.0,
        queue: &snapshot.queue,
        customers_per_minute: snapshot.customers_per_minute,
        line: snapshot.line.count,
        cashiers: People::new(&snapshot.cashiers),
        baristas: People::new(&snapshot.baristas),
        guests: Guests::new(&snapshot.guests),
        your_orders: snapshot.your_orders.iter().map(|ticket| ticket.id).collect(),
        lanes: Lanes {
            delayed: lane(&snapshot.delayed),
            waiting: lane(&snapshot.waiting),
            making: lane(&snapshot.making),
            done: lane(&snapshot.done),
            dead: lane(&snapshot.dead),
        },
        queue_name: snapshot.queue_name.as_str(),
        weather: snapshot.weather,
        copies: snapshot.copies.iter().map(|copy| Ticket::new(copy, shop)).collect(),
        groups: snapshot.groups.as_ref().map(|groups| Groups::new(groups, shop)),
        memory: snapshot.memory.as_ref().map(Memory::new),
        moving_back: snapshot.moving_back.map(MovingBack::new),
        attributes: some(&snapshot.attributes),
        tags: some(&snapshot.tags),
        moving: shop.motions(world.now()).count(),
        happenings: shop.happenings(),
        metrics: &snapshot.metrics,
        comparison: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::shop::scenarios;
    use serde_json::Value;
    use stage::Speed;

    /// By this moment a FIFO queue has served orders and remembers their sends.
    const UNTIL: Instant = Instant::from_millis(40_000);

    /// The snapshot of a scene at [`UNTIL`].
    fn seen(scene: &'static str, pair: Option<&str>) -> Value {
        let scenario = scenarios::by_id(scene).expect("a scene");
        let mut session = Session::new(scenario, Some(scene), Speed::parse("0.25").expect("a speed"));
        if let Some(pair) = pair.and_then(model::compare::pairs::by_id) {
            session.compare(pair);
        }
        while session.world().now() < UNTIL {
            session.settle(&|| 0.0);
            session.step();
        }
        serde_json::from_str(&snapshot(&session)).expect("it is JSON")
    }

    /// The names of an object's members in their order; those of a list's first item.
    fn names(value: &Value, path: &str) -> String {
        let value = value.pointer(path).expect("it is there");
        let object = value.get(0).unwrap_or(value).as_object().expect("an object");
        object.keys().map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn hosts_can_rely_on_the_names_of_the_members() {
        let fifo = seen("fifo", None);
        let all = "now end arriving seed scene mode playing speed queue customersPerMinute line cashiers baristas guests \
            yourOrders lanes queueName weather copies groups memory movingBack attributes tags moving happenings metrics";
        let ticket = "id number label sentAt receiveCount holder until moving group blocked";
        for (path, expected) in [
            ("", all),
            ("/cashiers", "count people"),
            ("/baristas/people", "id name role activity leavingForBreak since until finished"),
            ("/guests", "count guests"),
            ("/lanes", "delayed waiting making done dead"),
            ("/lanes/done", "count tickets"),
            ("/lanes/done/tickets", ticket),
            ("/groups", "count first"),
            ("/groups/first", "id waiting inFlight delayed heldBy holder tickets"),
            ("/memory", "remembered dropped first"),
            ("/memory/first", "message number group deduplicationId until repeats"),
            ("/weather", "duplicatesPercent disorderMessages serversNotAsked countsLagSeconds"),
        ] {
            assert_eq!(names(&fifo, path), expected, "{path}");
        }
        assert_eq!((fifo["speed"].as_f64(), fifo["seed"].as_u64()), (Some(0.25), Some(38)));
        assert_eq!((&fifo["attributes"], &fifo["movingBack"]), (&Value::Null, &Value::Null));
        assert_eq!(fifo["queue"]["fifo"], Value::Bool(true));
    }

    #[test]
    fn two_shops_are_a_comparison() {
        let both = seen("default", Some("baristas"));
        assert_eq!(names(&both, "/comparison"), "inHand pair names figures sentence shops");
        assert_eq!(names(&both, "/comparison/figures"), "name values better");
        assert_eq!(
            (both["comparison"]["inHand"].as_str(), both["comparison"]["pair"].as_str()),
            (Some("A"), Some("baristas"))
        );
        let shops = both["comparison"]["shops"].as_array().expect("a list");
        assert_eq!((shops.len(), shops[0].get("comparison")), (2, None));
    }
}
