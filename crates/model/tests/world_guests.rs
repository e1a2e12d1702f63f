//! Guests: callers from outside are shown and named, and a replay shows the same guests.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

#[path = "golden/mod.rs"]
mod golden;

use golden::{at, ms, recording, trace};
use model::shop::{
    Address, Customers, GuestDoing, GuestName, GuestView, Intervention, Limits, Mode, Mover, PersonId, Recording, Role,
    Scenario, Snapshot, Spot, TicketState,
};
use model::sqs::{
    DeleteMessage, GetQueueAttributes, GetQueueUrl, ListQueues, ReceiveMessage, Request, Response, SendMessage,
};
use model::text::json;
use model::world::World;

const LIMITS: Limits = Limits { customers: 10, people: 10, tickets: 10 };

/// A board without customers and baristas.
fn board() -> World {
    World::new(Scenario {
        baristas: Vec::new(),
        customers: Customers { per_minute: 0, ..Customers::default() },
        ..Scenario::default()
    })
}

fn see(world: &World) -> Snapshot {
    world.shop().snapshot(world.now(), LIMITS)
}

fn guest(world: &World, name: &str) -> GuestView {
    let seen = see(world).guests;
    seen.first.into_iter().find(|guest| &*guest.name == name).unwrap_or_else(|| panic!("no {name} at the counter"))
}

fn here(world: &World) -> Vec<String> {
    see(world).guests.first.iter().map(|guest| guest.name.to_string()).collect()
}

fn send(body: &str) -> Request {
    SendMessage::new("orders".into(), body.into()).into()
}

fn receive(seconds: i64) -> Request {
    ReceiveMessage { wait_time_seconds: Some(seconds), ..ReceiveMessage::new("orders".into()) }.into()
}

fn list() -> Request {
    ListQueues { queue_name_prefix: None, next_token: None, max_results: None }.into()
}

/// Returns the sentences of the log.
fn sentences_of(world: &World) -> Vec<String> {
    world.shop().log().map(|happening| happening.sentence(world.shop())).collect()
}

#[test]
fn there_is_no_guest_before_the_first_call() {
    assert_eq!(see(&board()).guests.count, 0);
}

#[test]
fn a_guest_stays_until_20_s_after_its_last_call() {
    let mut world = board();
    world.call(list(), "CLI");
    let cli = guest(&world, "CLI");
    assert_eq!((cli.action, cli.doing, cli.waiting, cli.calls), ("ListQueues", GuestDoing::Answered, 0, 1));
    assert_eq!((world.shop().role(cli.id), world.shop().name(cli.id)), (Role::Guest, "CLI"));
    world.advance_to(ms(15_000));
    world.call(list(), "Boto3");
    world.call(list(), "CLI");
    assert_eq!(here(&world), ["CLI", "Boto3"], "in the order of coming, each once");
    assert_eq!(guest(&world, "CLI").calls, 2);
    world.advance_to(ms(34_999));
    assert_eq!(see(&world).guests.count, 2);
    world.advance_to(ms(35_000));
    assert_eq!(see(&world).guests.count, 0);
    assert_eq!(world.shop().guest(world.now(), cli.id), None);
    assert_eq!(world.shop().name(cli.id), "CLI", "the name stays known");
    world.call(list(), "CLI");
    assert_eq!((guest(&world, "CLI").id, guest(&world, "CLI").calls), (cli.id, 3));
}

#[test]
fn the_log_names_the_guest() {
    let mut world = board();
    world.call(send("#7 latte"), "CLI");
    assert_eq!(sentences_of(&world).last().unwrap(), "CLI pins #7 latte to the board.");
    world.call(receive(0), "Boto3");
    let sentences = sentences_of(&world);
    assert_eq!(sentences.last().unwrap(), "Boto3 takes #7 latte. Hidden from the other baristas for 30 s.");
    let (message, life) = {
        let seen = see(&world);
        let ticket = &seen.making.first[0];
        let boto = guest(&world, "Boto3").id;
        let held = TicketState::Making { holder: Some(boto), held: true, until: ms(30_000) };
        assert_eq!(ticket.state, held, "the shop cannot know whether a guest gave up");
        (ticket.id, world.shop().life(ticket.id).unwrap())
    };
    assert_eq!(life.steps[0].1, "Pinned to the board by CLI.");
    assert_eq!(life.sent_by, Some(guest(&world, "CLI").id));
    let receipt_handle = life.receipt_handle.unwrap();
    world.call(DeleteMessage { queue_url: "orders".into(), receipt_handle }.into(), "Boto3");
    assert_eq!(sentences_of(&world).last().unwrap(), "Boto3 tears off the slip of #7 latte.");
    assert_eq!(see(&world).done.first[0].id, message);
    let last = world.shop().last_call_of(guest(&world, "Boto3").id).unwrap();
    assert_eq!(last.request.action(), "DeleteMessage");
    assert!(matches!(&last.answer, Some((_, Ok(Response::Empty {})))), "{last:?}");
}

#[test]
fn a_guest_shows_the_state_of_its_last_call() {
    let mut world = board();
    let waiting = world.call(receive(20), "SDK");
    assert_eq!((guest(&world, "SDK").doing, guest(&world, "SDK").waiting), (GuestDoing::Waiting, 1));
    world.call(GetQueueUrl::new("nothing".into()).into(), "SDK");
    let sdk = guest(&world, "SDK");
    assert_eq!((sdk.action, sdk.doing, sdk.waiting), ("GetQueueUrl", GuestDoing::Refused, 1));
    let refused = "SQS refuses SDK's GetQueueUrl: The specified queue does not exist.";
    assert_eq!(sentences_of(&world).last().unwrap(), refused);
    world.hang_up(waiting);
    assert_eq!(guest(&world, "SDK").waiting, 0);
    assert_eq!(guest(&world, "SDK").doing, GuestDoing::Refused, "an earlier call ended, not the last");

    let waiting = world.call(receive(20), "SDK");
    world.advance_to(ms(5_000));
    world.hang_up(waiting);
    assert_eq!(guest(&world, "SDK").doing, GuestDoing::HungUp);

    world.call(receive(20), "SDK");
    world.advance_to(ms(24_999));
    assert_eq!(guest(&world, "SDK").doing, GuestDoing::Waiting, "a waiting guest stays");
    world.call(send("tea"), "CLI");
    assert_eq!(guest(&world, "SDK").doing, GuestDoing::Answered);
    assert!(
        sentences_of(&world).iter().any(|sentence| sentence.starts_with("SDK takes tea.")),
        "{:?}",
        sentences_of(&world)
    );
}

#[test]
fn a_long_poll_of_a_guest_may_end_empty() {
    let mut world = board();
    world.call(receive(2), "SDK");
    world.advance_to(ms(2_000));
    let sdk = guest(&world, "SDK");
    assert_eq!((sdk.doing, sdk.waiting, sdk.since), (GuestDoing::Answered, 0, ms(0)));
    assert_eq!(sentences_of(&world).last().unwrap(), "SDK polls the queue and gets no order.");
    world.advance_to(ms(21_999));
    assert_eq!(see(&world).guests.count, 1, "silence counts from the answer on");
}

#[test]
fn slips_fly_from_guests_and_to_them() {
    let flights = |world: &World| -> Vec<(Spot, Spot, bool)> {
        let motions = world.shop().motions(world.now());
        motions.map(|motion| (motion.from, motion.to, matches!(motion.what, Mover::Slip(_)))).collect()
    };
    let slot = |spot| matches!(spot, Spot::Slot(..));
    let mut world = board();
    world.call(send("tea"), "CLI");
    let cli = Spot::Person(guest(&world, "CLI").id);
    assert!(matches!(flights(&world)[..], [(from, to, false)] if from == cli && slot(to)), "{:?}", flights(&world));
    assert!(see(&world).waiting.first[0].moving);
    world.advance_to(ms(2_000));
    assert!(flights(&world).is_empty() && !see(&world).waiting.first[0].moving);
    world.call(receive(0), "SDK");
    let sdk = Spot::Person(guest(&world, "SDK").id);
    let all = flights(&world);
    assert_eq!(all.len(), 2, "the slip to its lane, and a copy to the guest: {all:?}");
    assert!(all.iter().any(|(from, to, copy)| slot(*from) && *to == sdk && *copy), "{all:?}");
}

#[test]
fn a_replay_shows_the_same_guests() {
    let mut world = World::new(Scenario { stored_orders: 5, ..Scenario::default() });
    for (moment, name) in [(1_000, "CLI"), (2_500, "Boto3"), (9_000, "CLI"), (30_000, "Console")] {
        world.advance_to(ms(moment));
        world.call(send(name), name);
        world.call(receive(3), name);
        world.call(GetQueueUrl::new("no such".into()).into(), name);
    }
    world.advance_to(ms(33_000));
    let text = json(world.recording());
    let (read, notes) = Recording::from_json(&text).unwrap();
    assert_eq!((&read, notes.len()), (world.recording(), 0), "{text}");
    let again = World::replay(&read, world.now());
    assert_eq!(see(&again), see(&world));
    assert_eq!(trace(&read, world.now()), trace(world.recording(), world.now()));
    assert!(trace(&read, world.now()).contains(" Sent              CLI "), "{}", trace(&read, world.now()));
}

#[test]
fn recordings_without_guest_names_stay_readable() {
    let text = r#"{"scenario": {"baristas": [], "customers": {"perMinute": 0}}, "interventions": [
        {"at": 5, "do": "call", "request": {"action": "SendMessage", "body": {"QueueUrl": "orders", "MessageBody": "tea"}}},
        {"at": 6, "do": "hire", "role": "barista"},
        {"at": 7, "do": "sendOnBreak", "person": 3}
    ]}"#;
    let (read, notes) = Recording::from_json(text).unwrap();
    assert_eq!((read.interventions.len(), notes.len()), (3, 0));
    let world = World::replay(&read, ms(10));
    assert_eq!(see(&world).guests.count, 0);
    assert_eq!(world.recording().interventions.len(), 3, "nothing was refused");
    assert!(sentences_of(&world).contains(&"tea is pinned to the board.".to_owned()));
}

#[test]
fn guests_do_not_change_the_ids_of_staff() {
    let call = |name: &str| Intervention::Call { request: list(), guest: GuestName::new(name) };
    let hire = Intervention::Hire { role: Role::Barista, place: None };
    let hired = |interventions| {
        let world = World::replay(&recording(Scenario::default(), interventions), ms(10));
        see(&world).baristas.first.last().unwrap().id
    };
    let plain = hired(vec![at(5, hire.clone())]);
    assert_eq!(hired(vec![at(1, call("CLI")), at(2, call("SDK")), at(5, hire)]), plain);
    assert_eq!(plain, PersonId(6));
}

#[test]
fn guests_cannot_be_hired_or_dismissed() {
    let mut world = board();
    world.call(list(), "CLI");
    let person = guest(&world, "CLI").id;
    for intervention in [
        Intervention::Hire { role: Role::Guest, place: None },
        Intervention::Dismiss { person },
        Intervention::Move { person, place: 0 },
        Intervention::SendOnBreak { person },
        Intervention::BringBack { person },
        Intervention::Crash { person },
    ] {
        assert!(world.intervene(intervention.clone()).is_err(), "{intervention:?}");
    }
    assert_eq!(world.shop().person(person), None);
}

#[test]
fn guests_appear_in_a_shop_without_a_board() {
    let mut world = World::new(Scenario { mode: Mode::HandToHand, ..Scenario::default() });
    world.call(send("tea"), "CLI");
    assert_eq!(guest(&world, "CLI").doing, GuestDoing::Refused);
}

#[test]
fn the_list_of_guests_is_bounded_and_the_count_is_not() {
    let mut world = board();
    for number in 0..30 {
        world.call(list(), &format!("worker {number}"));
    }
    let seen = see(&world).guests;
    assert_eq!((seen.count, seen.first.len()), (30, 10));
}

#[test]
fn the_address_is_part_of_urls_arns_and_the_recording() {
    let address = Address {
        endpoint: "http://localhost:9324".into(),
        account: "000000000000".into(),
        region: "eu-west-1".into(),
    };
    let mut world = World::new(Scenario { address, ..Scenario::default() });
    let mut answer = |request: Request| {
        world.call(request, "CLI");
        world.poll_foreign_reply().unwrap().1.unwrap()
    };
    let Response::GetQueueUrl(found) = answer(GetQueueUrl::new("orders".into()).into()) else { panic!("an address") };
    assert_eq!(found.queue_url.as_str(), "http://localhost:9324/000000000000/orders");
    let names = vec!["QueueArn".to_owned()];
    let asked = GetQueueAttributes { queue_url: found.queue_url, attribute_names: names };
    let Response::GetQueueAttributes(got) = answer(asked.into()) else { panic!("attributes") };
    assert_eq!(got.attributes["QueueArn"], "arn:aws:sqs:eu-west-1:000000000000:orders");
    let (read, notes) = Recording::from_json(&json(world.recording())).unwrap();
    assert_eq!((&read, notes.len()), (world.recording(), 0));
    assert_eq!(see(&World::replay(&read, ms(0))), see(&world));
}

#[test]
fn a_scenario_cannot_set_a_foreign_endpoint() {
    let refused = |address: &str| {
        let text = format!(r#"{{"address": {address}}}"#);
        Scenario::from_json(&text).expect_err(address).to_string()
    };
    for endpoint in [
        "https://example.org",
        "http://localhost.example.org",
        "http://localhost:99999",
        "https://sqs.a/b.amazonaws.com",
    ] {
        let sentence = refused(&format!(r#"{{"endpoint": "{endpoint}"}}"#));
        assert!(sentence.starts_with("address: The endpoint must be SQS itself"), "{sentence}");
    }
    assert_eq!(refused(r#"{"account": "12"}"#), "address: The account must be twelve digits.");
    assert_eq!(refused(r#"{"region": "Here & There"}"#), "address: The region must be a name such as us-east-1.");
    let (read, _) =
        Scenario::from_json(r#"{"address": {"endpoint": "https://sqs.eu-central-1.amazonaws.com"}}"#).unwrap();
    assert_eq!(read.address.account, "123456789012");
}
