//! Interventions of the user: orders in hand, refusals, steps, breaks, and calls from outside.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

#[path = "golden/mod.rs"]
mod golden;

use std::collections::BTreeMap;

use golden::{ms, trace};
use model::shop::{
    Activity, BaristaSettings, CashierSettings, Customers, Intervention, Limits, Mode, PersonId, QueueSettings, Role,
    Scenario, Snapshot, TicketState, scenarios,
};
use model::sqs::{GetQueueAttributes, MessageId, ReceiveMessage, Request, Response, SetQueueAttributes, Weather};
use model::world::World;

const LIMITS: Limits = Limits { customers: 10, people: 10, tickets: 10 };

/// A board with three orders and without baristas.
fn board() -> World {
    World::new(Scenario {
        stored_orders: 3,
        baristas: Vec::new(),
        customers: Customers { per_minute: 0, ..Customers::default() },
        ..Scenario::default()
    })
}

fn see(world: &World) -> Snapshot {
    world.shop().snapshot(world.now(), LIMITS)
}

fn refused(world: &mut World, intervention: Intervention) -> String {
    let before = (see(world), world.recording().interventions.len());
    let refusal = world.intervene(intervention).expect_err("this cannot be done").to_string();
    assert_eq!((see(world), world.recording().interventions.len()), before, "a refusal changes nothing");
    refusal
}

fn take(world: &mut World) -> MessageId {
    world.intervene(Intervention::Take).unwrap();
    see(world).your_orders.last().expect("something was there").id
}

#[test]
fn take_and_serve() {
    let mut world = board();
    let first = take(&mut world);
    assert_eq!(&*see(&world).your_orders[0].order.number, "#1");
    assert!(matches!(
        see(&world).making.first[0].state,
        TicketState::Making { holder: Some(PersonId::YOU), held: true, .. }
    ));
    world.advance_to(ms(5_000));
    world.intervene(Intervention::Serve { message: first }).unwrap();
    let seen = see(&world);
    assert_eq!((seen.your_orders.len(), seen.done.count, seen.waiting.count), (0, 1, 2));
    assert_eq!(
        refused(&mut world, Intervention::Serve { message: first }),
        "You do not hold that order. Take it first."
    );
    assert_eq!(world.shop().last_call_of(PersonId::YOU).unwrap().request.action(), "DeleteMessage");
    assert_eq!(world.shop().life(first).unwrap().steps.len(), 4);
}

#[test]
fn serving_after_the_timeout_still_deletes() {
    let mut world = board();
    let first = take(&mut world);
    world.advance_to(ms(31_000));
    assert_eq!(see(&world).waiting.count, 3, "time was up");
    assert_eq!(see(&world).your_orders.len(), 1, "the old slip is still in your hand");
    world.intervene(Intervention::Serve { message: first }).unwrap();
    assert_eq!(see(&world).waiting.count, 2);
}

#[test]
fn put_back_and_delete() {
    let mut world = board();
    let first = take(&mut world);
    world.intervene(Intervention::PutBack { message: first }).unwrap();
    let seen = see(&world);
    assert_eq!((seen.waiting.count, seen.making.count, seen.your_orders.len()), (3, 0, 0));
    assert_eq!(seen.waiting.first[0].id, first, "it has its old place");
    world.intervene(Intervention::Delete { message: first }).unwrap();
    assert_eq!(see(&world).waiting.count, 2);
    let untouched = see(&world).waiting.first[0].id;
    let why = refused(&mut world, Intervention::Delete { message: untouched });
    assert_eq!(why, "Nobody has taken #2 yet, and only a receive gives the receipt handle that a delete needs.");
    let why = refused(&mut world, Intervention::PutBack { message: untouched });
    assert_eq!(why, "Nobody is making #2, so there is nothing to put back.");
}

#[test]
fn purge_and_settings() {
    let mut world = board();
    take(&mut world);
    world.intervene(Intervention::Purge).unwrap();
    let seen = see(&world);
    assert_eq!((seen.waiting.count, seen.making.count), (0, 0));
    world.intervene(Intervention::Purge).unwrap();
    let refused = world.shop().log().last().unwrap().sentence(world.shop());
    assert!(refused.starts_with("SQS refuses PurgeQueue: "), "{refused}");
    let settings = QueueSettings { delay_seconds: 9, max_receive_count: None, ..QueueSettings::default() };
    world.intervene(Intervention::SetQueue { settings: settings.clone() }).unwrap();
    assert_eq!(see(&world).queue, settings);
    assert_eq!(attribute(&mut world, "DelaySeconds").as_deref(), Some("9"));
    assert_eq!(attribute(&mut world, "RedrivePolicy"), None);
    assert_eq!(last_sentence(&world), "You set the delay to 9 s (was 0 s) and remove the limit of tries (was 3).");
    let settings = QueueSettings { max_receive_count: Some(4), ..settings };
    world.intervene(Intervention::SetQueue { settings }).unwrap();
    assert!(attribute(&mut world, "RedrivePolicy").unwrap().contains("orders-dead-letters"));
}

#[test]
fn a_second_delivery_names_who_makes_the_order_already() {
    let mut world = World::new(scenarios::by_id("duplicates").expect("a built-in scene"));
    world.advance_to(ms(300_000));
    let shop = world.shop();
    let (mut made_by, mut twice) = (BTreeMap::new(), 0);
    for happening in shop.log() {
        let Some(message) = happening.message() else { continue };
        match happening.name() {
            "Received" => drop(made_by.entry(message).or_insert(happening.by.expect("a barista"))),
            "Duplicated" => {
                let sentence = happening.sentence(shop);
                let end = " is delivered a second time while ";
                let (_, rest) = sentence.split_once(end).expect(&sentence);
                let first = made_by.get(&message).map(|who| format!("{} is still making it", shop.name(*who)));
                assert_eq!(rest.split_once(". SQS promises").expect(&sentence).0, first.expect("received before"));
                twice += 1;
            }
            "Deleted" => drop(made_by.remove(&message)),
            _ => {}
        }
    }
    assert!(twice > 5, "{twice}");
}

fn last_sentence(world: &World) -> String {
    world.shop().log().next_back().unwrap().sentence(world.shop())
}

fn attribute(world: &mut World, name: &str) -> Option<String> {
    let names = vec!["All".to_owned()];
    world.call(GetQueueAttributes { queue_url: "orders".into(), attribute_names: names }.into(), "Script");
    match world.poll_foreign_reply() {
        Some((_, Ok(Response::GetQueueAttributes(got)))) => got.attributes.get(name).cloned(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn calls_from_outside_are_part_of_the_recording() {
    let mut world = board();
    let attributes = [("VisibilityTimeout".to_owned(), "77".to_owned())].into();
    world.call(SetQueueAttributes { queue_url: "orders".into(), attributes }.into(), "Script");
    assert_eq!(see(&world).queue.visibility_timeout_seconds, 77, "the shop sees what others set");
    let all = ReceiveMessage { max_number_of_messages: Some(10), ..ReceiveMessage::new("orders".into()) };
    world.call(all.clone().into(), "Script");
    let waits = ReceiveMessage { wait_time_seconds: Some(20), ..all };
    let waiting = world.call(waits.clone().into(), "Script");
    let (_, answer) = (world.poll_foreign_reply(), world.poll_foreign_reply());
    assert!(matches!(answer, Some((_, Ok(Response::ReceiveMessage(got)))) if got.messages.len() == 3));
    assert_eq!(world.poll_foreign_reply(), None, "the last call waits");
    world.advance_to(ms(3_000));
    world.hang_up(waiting);
    world.call(waits.into(), "Script");
    world.advance_to(ms(90_000));
    assert_eq!(see(&world).metrics.requests, 4);
    let text = model::text::json(world.recording());
    let (read, notes) = model::shop::Recording::from_json(&text).unwrap();
    assert_eq!((&read, notes.len()), (world.recording(), 0), "{text}");
    let replayed = World::replay(&read, world.now());
    assert_eq!(see(&replayed), see(&world));
    assert_eq!(trace(&read, world.now()).lines().count() as u64, world.shop().happenings());
}

#[test]
fn a_change_is_told_with_before_and_after() {
    let mut world = board();
    let mut set = |name: &str, value: &str| {
        let (name, value) = (name.to_owned(), value.to_owned());
        world.intervene(Intervention::SetAttribute { name, value }).unwrap();
        last_sentence(&world)
    };
    assert_eq!(set("VisibilityTimeout", "5"), "You set the visibility timeout to 5 s (was 30 s).");
    assert_eq!(set("MessageRetentionPeriod", "1209600"), "You set the retention period to 14 days (was 4 days).");
    assert_eq!(
        set("MaximumMessageSize", "1024"),
        "You set the maximum message size to 1,024 bytes (was 1,048,576 bytes)."
    );
    assert_eq!(set("Policy", r#"{"Version":"2012-10-17","Statement":[]}"#), "You change the access policy.");
    assert_eq!(set("VisibilityTimeout", "5"), "You save the queue's settings again. Nothing changes.");
    world.intervene(Intervention::SetCustomers { per_minute: 60 }).unwrap();
    assert_eq!(last_sentence(&world), "You set customers a minute to 60 (was 0).");
    let settings = QueueSettings { delay_seconds: 7, max_receive_count: Some(5), ..see(&world).queue };
    world.intervene(Intervention::SetQueue { settings }).unwrap();
    assert_eq!(last_sentence(&world), "You set the delay to 7 s (was 0 s) and the limit of tries to 5 (was 3).");
}

#[test]
fn a_change_of_staff_or_weather_is_told_with_before_and_after() {
    let mut world = World::new(Scenario::default());
    let (ana, cleo) = (PersonId(1), PersonId(3));
    let mut says = |intervention, sentence: &str| {
        world.intervene(intervention).unwrap();
        assert_eq!(last_sentence(&world), sentence);
    };
    let mut settings = CashierSettings { take_ms: 3_500, ..CashierSettings::default() };
    says(
        Intervention::SetCashier { person: ana, settings: settings.clone() },
        "You set Ana's time to take an order to 3.5 s (was 2 s).",
    );
    says(
        Intervention::SetCashier { person: ana, settings: settings.clone() },
        "You save Ana's settings again. Nothing changes.",
    );
    (settings.batch, settings.resend_percent) = (4, 25);
    says(
        Intervention::SetCashier { person: ana, settings },
        "You set Ana's number of orders in a batch to 4 (was 1) and Ana's share of orders sent twice to 25 % (was 0 %).",
    );
    let settings = BaristaSettings { wait_time_seconds: Some(20), pause_ms: 250, ..BaristaSettings::default() };
    says(
        Intervention::SetBarista { person: cleo, settings },
        "You set Cleo's wait time of a receive to 20 s and Cleo's pause after an empty poll to 250 ms (was 1 s).",
    );
    says(
        Intervention::SetBarista { person: cleo, settings: BaristaSettings::default() },
        "You remove Cleo's wait time of a receive (was 20 s) and set Cleo's pause after an empty poll to 1 s (was 250 ms).",
    );
    let weather = Weather { duplicates_percent: 20, counts_lag_seconds: 120, ..Weather::default() };
    says(
        Intervention::SetWeather { weather },
        "You set deliveries that leave a copy to 20 % (was 0 %) and the delay of the counts to 2 min (was 0 s).",
    );
    says(
        Intervention::SetWeather { weather: Weather::default() },
        "You set deliveries that leave a copy to 0 % (was 20 %) and the delay of the counts to 0 s (was 2 min). \
         Weather off: SQS keeps its rules exactly.",
    );
    says(
        Intervention::SetWeather { weather: Weather::default() },
        "You save the weather again. Nothing changes. Weather off: SQS keeps its rules exactly.",
    );
}

#[test]
fn refusals_are_sentences() {
    let mut world = World::new(Scenario { mode: Mode::HandToHand, ..Scenario::default() });
    let (ana, cleo) = (PersonId(1), PersonId(3));
    let mut says = |intervention, sentence: &str| assert_eq!(refused(&mut world, intervention), sentence);
    says(Intervention::Take, "There is no queue in this shop: orders go from hand to hand.");
    says(Intervention::Purge, "There is no queue in this shop: orders go from hand to hand.");
    says(Intervention::Dismiss { person: PersonId(99) }, "Nobody with that number works here.");
    says(Intervention::Dismiss { person: PersonId::YOU }, "That is you.");
    says(Intervention::Crash { person: ana }, "Ana is a cashier. Only a barista has a cup to drop.");
    says(Intervention::Crash { person: cleo }, "Cleo is not making anything, so there is no cup to drop.");
    says(Intervention::BringBack { person: cleo }, "Cleo is not on a break.");
    says(Intervention::Hire { role: Role::You, place: None }, "You work here already.");
    let pace = Intervention::SetCustomers { per_minute: 60_001 };
    says(pace, "Customers a minute must be between 0 and 60,000.");
    let settings = CashierSettings { take_ms: 99, ..CashierSettings::default() };
    let pace = Intervention::SetCashier { person: ana, settings: settings.clone() };
    says(pace, "The time to take an order must be between 100 and 600,000 milliseconds.");
    says(Intervention::SetCashier { person: cleo, settings }, "Cleo is not a cashier.");
    let settings = BaristaSettings { max_messages: 11, ..BaristaSettings::default() };
    let greedy = Intervention::SetBarista { person: cleo, settings };
    says(greedy, "The number of messages per receive must be between 1 and 10.");
    world.intervene(Intervention::Dismiss { person: ana }).unwrap();
    assert_eq!(refused(&mut world, Intervention::Dismiss { person: ana }), "Ana has left.");
}

#[test]
fn a_step_shows_something() {
    let mut world = World::new(Scenario::default());
    for _ in 0..50 {
        let seen = world.shop().visible_happenings();
        assert!(world.step());
        assert!(world.shop().visible_happenings() > seen);
    }
    assert!(!board().step(), "nothing ever happens there");
}

#[test]
fn a_break_starts_after_the_order_in_hand() {
    let mut world = World::new(Scenario::default());
    let cleo = PersonId(3);
    while !matches!(world.shop().person(cleo).unwrap().activity, Activity::Making { .. }) {
        assert!(world.step());
    }
    world.intervene(Intervention::SendOnBreak { person: cleo }).unwrap();
    assert!(world.shop().person(cleo).unwrap().leaving_for_break);
    world.advance_to(ms(world.now().as_millis() + 12_000));
    let person = world.shop().person(cleo).unwrap();
    assert_eq!((person.activity, person.finished), (Activity::OnBreak, 1));
    assert_eq!(see(&world).baristas.on_break, 1);
}

#[test]
fn a_break_ends_a_long_poll() {
    let mut world = board();
    world.intervene(Intervention::Hire { role: Role::Barista, place: None }).unwrap();
    world.advance_to(ms(60_000));
    let hired = PersonId(3);
    assert_eq!(world.shop().person(hired).unwrap().activity, Activity::Polling);
    world.intervene(Intervention::SendOnBreak { person: hired }).unwrap();
    assert_eq!(world.shop().person(hired).unwrap().activity, Activity::OnBreak);
    let waits: Request = ReceiveMessage { wait_time_seconds: Some(1), ..ReceiveMessage::new("orders".into()) }.into();
    world.call(waits, "Script");
    world.advance_to(ms(70_000));
    assert_eq!(see(&world).making.count, 0);
}

#[test]
fn the_time_that_cashiers_wait_at_the_counter_is_measured() {
    let mut world = World::new(Scenario {
        mode: Mode::HandToHand,
        customers: Customers { per_minute: 60, variation_percent: 0, total: Some(1), ..Customers::default() },
        ..Scenario::default()
    });
    for barista in 3..=5 {
        world.intervene(Intervention::SendOnBreak { person: PersonId(barista) }).unwrap();
    }
    let stands = |world: &World| {
        let first = &see(world).cashiers.first[0];
        matches!(first.activity, Activity::WaitingForBarista { place: 0, .. }).then_some(first.since)
    };
    while stands(&world).is_none() {
        assert!(world.step());
    }
    let since = stands(&world).unwrap();
    world.advance_to(ms(20_000));
    assert_eq!(see(&world).metrics.cashiers_stuck_ms, ms(20_000).since(since).as_millis());
    world.intervene(Intervention::BringBack { person: PersonId(4) }).unwrap();
    world.advance_to(ms(60_000));
    assert_eq!(see(&world).metrics.cashiers_stuck_ms, ms(20_000).since(since).as_millis());
    assert_eq!(see(&world).metrics.customers_served, 1);
}

#[test]
fn stored_orders_have_no_sender() {
    let world = board();
    let first = &see(&world).waiting.first[0];
    assert_eq!(world.shop().life(first.id).unwrap().sent_by, None);
    assert_eq!(see(&world).metrics.requests, 0);
}
