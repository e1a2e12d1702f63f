//! What the board shows of FIFO queues, tenants, batches, duplicates, disturbances and redriven dead letters.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

#[path = "golden/mod.rs"]
mod golden;

use std::collections::BTreeMap;

use golden::{at, check, ms, quiet, recording, trace};
use model::shop::{
    Activity, BaristaGroup, BaristaSettings, CashierGroup, CashierSettings, Customers, Intervention, Lane, Limits,
    Manner, Mover, PersonId, QueueSettings, Recording, Scenario, Snapshot, Spot, TicketLife, TicketState, scenarios,
};
use model::sqs::{ByName, GetQueueAttributes, MessageAttribute, Request, SendMessage, TRACE_HEADER, Weather};
use model::world::World;

const LIMITS: Limits = Limits { customers: 10, people: 20, tickets: 64 };
const ANA: PersonId = PersonId(1);

fn see(world: &World) -> Snapshot {
    world.shop().snapshot(world.now(), LIMITS)
}

fn refused(world: &mut World, intervention: Intervention) -> String {
    world.intervene(intervention).expect_err("this cannot be done").to_string()
}

/// Returns the sentence of the last refused call.
fn refusal(world: &World) -> Option<String> {
    let refused = world.shop().log().rev().find(|happening| happening.name() == "CallRefused")?;
    Some(refused.sentence(world.shop()))
}

/// A board with stored orders, and without customers and staff.
fn board(stored_orders: u32, queue: QueueSettings) -> Scenario {
    Scenario {
        stored_orders,
        queue,
        cashiers: Vec::new(),
        baristas: Vec::new(),
        customers: Customers { per_minute: 0, ..Customers::default() },
        ..Scenario::default()
    }
}

fn fifo() -> QueueSettings {
    QueueSettings { fifo: true, ..QueueSettings::default() }
}

fn built_in(id: &str) -> Scenario {
    scenarios::by_id(id).expect("a built-in scenario")
}

/// Splits each line of a trace into words.
fn words(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().map(|line| line.split_whitespace().collect())
}

#[test]
fn orders_of_one_table_are_made_one_after_the_other() {
    let text = trace(&recording(built_in("fifo"), Vec::new()), ms(90_000));
    check("fifo.trace", &text);
    let mut table_of = BTreeMap::new();
    let mut in_hand = BTreeMap::new();
    for line in words(&text) {
        let (kind, number) = (line[1], line.iter().find(|word| word.starts_with('#')));
        let Some(number) = number else { continue };
        match kind {
            "Sent" => {
                let group = line.iter().position(|word| *word == "group").expect("every order has a table");
                table_of.insert(*number, line[group + 1]);
            }
            "Received" => {
                let held = in_hand.insert(table_of[number], *number);
                assert_eq!(held, None, "{number} and {held:?} of one table at the same time");
            }
            "Deleted" => assert_eq!(in_hand.remove(table_of[number]), Some(*number)),
            _ => {}
        }
    }
    assert!(text.contains("OrderSentAgain") && text.contains("Deduplicated"), "a repeat is dropped");
}

#[test]
fn orders_of_quiet_tables_overtake_those_of_a_noisy_one() {
    let recording = recording(built_in("fair"), Vec::new());
    check("fair.trace", &trace(&recording, ms(12_000)));
    let text = trace(&recording, ms(40_000));
    let mut sent = BTreeMap::new();
    let (mut noisy, mut quiet) = (Vec::new(), Vec::new());
    for line in words(&text) {
        let time: u64 = line[0].parse().unwrap();
        let Some(number) = line.iter().find(|word| word.starts_with('#')) else { continue };
        match line[1] {
            "Sent" if time > 0 => {
                sent.insert(*number, (time, line.contains(&"table-1")));
            }
            "Received" => match sent.get(number) {
                Some((at, true)) => noisy.push(time - at),
                Some((at, false)) => quiet.push(time - at),
                None => {}
            },
            _ => {}
        }
    }
    assert!(quiet.len() > 3, "{quiet:?}");
    // Older orders were received first, and most of them are the noisy table's as well.
    let still_waiting = sent.values().filter(|(_, first_table)| *first_table).count() - noisy.len();
    assert!(still_waiting > noisy.len(), "{noisy:?} and {still_waiting} that wait");
    assert!(
        quiet.iter().max() < Some(&30_000) && sent.len() - noisy.len() - still_waiting - quiet.len() < 12,
        "{quiet:?}"
    );
}

#[test]
fn a_duplicate_delivery_puts_one_order_into_two_hands() {
    let scenario = built_in("duplicates");
    check("duplicates.trace", &trace(&recording(scenario.clone(), Vec::new()), ms(40_000)));
    let mut world = World::new(scenario);
    let mut copies = 0;
    while world.now() < ms(120_000) && world.step() {
        let seen = see(&world);
        for copy in &seen.copies {
            let original = seen.making.first.iter().find(|ticket| ticket.id == copy.id).expect("it is in flight");
            assert_eq!((&copy.order, copy.copy, original.copy), (&original.order, true, false));
            assert_ne!(copy.slot, original.slot);
            let (TicketState::Making { holder, .. }, TicketState::Making { holder: other, .. }) =
                (&copy.state, &original.state)
            else {
                panic!("{copy:?} {original:?}");
            };
            assert_ne!(holder, other, "two people hold it");
            copies += 1;
        }
        assert_eq!(seen.making.count, seen.metrics.approximate_number_of_messages_not_visible);
        assert_eq!(seen.making.first.len() as u64, seen.making.count, "copies do not count");
    }
    assert!(copies > 5, "{copies}");
    assert!(see(&world).metrics.drinks_made_twice > 0);
}

#[test]
fn slips_of_a_group_in_flight_are_blocked() {
    let mut world = World::new(Scenario {
        customers: Customers { groups: Some(1), per_minute: 0, ..Customers::default() },
        ..board(3, fifo())
    });
    let strings = |world: &World| see(world).groups.unwrap().first.remove(0);
    let before = strings(&world);
    assert_eq!((before.waiting, before.in_flight, before.held_by), (3, 0, None));
    assert!(before.first.iter().all(|ticket| !ticket.blocked));
    world.intervene(Intervention::Take).unwrap();
    let locked = strings(&world);
    assert_eq!((locked.waiting, locked.in_flight), (2, 1));
    assert_eq!(&*locked.held_by.expect("#1 is in your hands").number, "#1");
    assert_eq!(locked.holder, Some(PersonId::YOU));
    assert!(locked.first.iter().all(|ticket| ticket.blocked));
    world.intervene(Intervention::Take).unwrap();
    assert_eq!(see(&world).your_orders.len(), 1, "the table's group is blocked");
    let message = see(&world).your_orders[0].id;
    world.intervene(Intervention::Serve { message }).unwrap();
    assert!(strings(&world).first.iter().all(|ticket| !ticket.blocked));
}

#[test]
fn groups_beyond_the_limit_are_counted() {
    let customers = Customers { groups: Some(500), per_minute: 0, ..Customers::default() };
    let world = World::new(Scenario { customers, ..board(2_000, fifo()) });
    let groups = see(&world).groups.unwrap();
    assert!(groups.count > 450 && groups.first.len() < 20, "{} of {}", groups.first.len(), groups.count);
    let tables: Vec<u32> = groups.first.iter().filter_map(|group| group.tag.as_ref()?.table).collect();
    assert!(tables.is_sorted() && tables.len() == groups.first.len(), "{tables:?}");
}

#[test]
fn a_ticket_shows_group_deduplication_id_and_sequence_number() {
    let mut world = World::new(Scenario { queue: fifo(), ..quiet() });
    world.advance_to(ms(6_000));
    let seen = see(&world);
    let ticket = seen.waiting.first.iter().chain(&seen.making.first).next().expect("an order").clone();
    let life = world.shop().life(ticket.id).unwrap();
    assert!(ticket.group.is_some_and(|group| group.table.is_some() && group.id.as_str().starts_with("table-")));
    let (id, number) = life.envelope.as_ref().and_then(|envelope| envelope.fifo.clone()).unwrap();
    assert_eq!((id.as_str(), number.to_string().len()), ("1", 20));
    assert_eq!(seen.queue_name.as_str(), "orders.fifo");
}

#[test]
fn a_till_that_loses_answers_sends_an_order_twice() {
    let shaky = |queue| {
        let settings = CashierSettings { resend_percent: 100, ..CashierSettings::default() };
        let cashiers = vec![CashierGroup { settings, ..CashierGroup::default() }];
        let mut world = World::new(Scenario { queue, cashiers, ..quiet() });
        world.advance_to(ms(120_000));
        see(&world)
    };
    let dropped = shaky(fifo());
    assert_eq!((dropped.done.count, dropped.metrics.drinks_made_twice), (3, 0));
    assert_eq!(dropped.metrics.number_of_deduplicated_sent_messages, 3);
    assert_eq!(dropped.memory.unwrap().dropped, 3);
    let twice = shaky(QueueSettings::default());
    assert_eq!((twice.done.count, twice.metrics.drinks_made_twice), (6, 3));
    assert_eq!((twice.metrics.customers_served, twice.memory), (3, None));
    let numbers: Vec<_> = twice.done.first.iter().map(|ticket| &*ticket.order.number).collect();
    assert_eq!(numbers.iter().filter(|number| **number == "#1").count(), 2, "{numbers:?}");
    let by_content = shaky(QueueSettings { content_based_deduplication: true, ..fifo() });
    assert_eq!((by_content.done.count, by_content.metrics.number_of_deduplicated_sent_messages), (3, 3));
}

#[test]
fn a_dropped_duplicate_is_shown() {
    let settings = CashierSettings { resend_percent: 100, ..CashierSettings::default() };
    let cashiers = vec![CashierGroup { settings, ..CashierGroup::default() }];
    let mut world = World::new(Scenario { queue: fifo(), cashiers, ..quiet() });
    while see(&world).memory.unwrap().dropped == 0 {
        assert!(world.step());
    }
    let turned = world.shop().motions(world.now()).find(|motion| matches!(&motion.what, Mover::TurnedAway(_)));
    assert_eq!(turned.expect("the dropped slip is moving").from, Spot::Person(ANA));
    let sentence = world.shop().log().rev().find(|one| one.name() == "Deduplicated").unwrap().sentence(world.shop());
    assert!(sentence.starts_with("#1 ") && sentence.contains("drops the repeat"), "{sentence}");
}

#[test]
fn deduplication_ids_are_remembered_for_five_minutes() {
    let customers = Customers { total: Some(1), ..quiet().customers };
    let mut world = World::new(Scenario { queue: fifo(), customers, ..quiet() });
    world.advance_to(ms(10_000));
    let memory = see(&world).memory.unwrap();
    let [first] = &memory.first[..] else { panic!("one is remembered: {memory:?}") };
    let (end, id) = (first.until, first.envelope.as_ref().and_then(|envelope| envelope.fifo.as_ref()));
    assert_eq!((memory.remembered, &*first.order.number, first.repeats), (1, "#1", 0));
    assert_eq!(id.map(|(id, _)| id.as_str()), Some("1"));
    world.advance_to(ms(end.as_millis() - 1));
    assert_eq!(see(&world).memory.unwrap().remembered, 1);
    world.advance_to(end);
    assert_eq!(see(&world).memory.unwrap().remembered, 0);
    let mut purged = World::new(board(4, fifo()));
    assert_eq!(see(&purged).memory.unwrap().remembered, 4);
    purged.intervene(Intervention::Purge).unwrap();
    assert_eq!(see(&purged).memory.unwrap().remembered, 0);
}

#[test]
fn sends_receives_and_deletes_are_batched() {
    let cashiers = CashierGroup {
        settings: CashierSettings { take_ms: 500, batch: 4, ..CashierSettings::default() },
        ..CashierGroup::default()
    };
    let settings = BaristaSettings { make_ms: 1_000, max_messages: 4, batch: 4, ..BaristaSettings::default() };
    let scenario = Scenario {
        customers: Customers { per_minute: 60, total: Some(12), patience_seconds: None, ..Customers::default() },
        cashiers: vec![cashiers],
        baristas: vec![BaristaGroup { settings, ..BaristaGroup::default() }],
        ..Scenario::default()
    };
    let mut world = World::new(scenario);
    let mut bundles = BTreeMap::new();
    while see(&world).done.count < 12 {
        assert!(world.step(), "all are made in the end");
        for motion in world.shop().motions(world.now()) {
            if let Mover::Bundle { count, .. } = motion.what {
                let way = match (motion.from, motion.to) {
                    (_, Spot::Slot(Lane::Done, _)) => "off",
                    (Spot::Slot(Lane::Waiting, _), Spot::Person(_)) => "taken",
                    _ => "sent",
                };
                bundles.insert((motion.start, way), count);
            }
        }
    }
    let seen = see(&world);
    assert!(bundles.values().all(|count| (2..=4).contains(count)), "{bundles:?}");
    assert!(["sent", "taken", "off"].iter().all(|way| bundles.keys().any(|(_, seen)| seen == way)), "{bundles:?}");
    let last = world.shop().last_call_on(seen.done.first[0].id).expect("it was taken off");
    assert!(last.request.action().starts_with("DeleteMessage"), "{last:?}");
    assert_eq!((seen.metrics.customers_served, seen.metrics.number_of_messages_deleted), (12, 12));
    assert!(seen.metrics.requests < 30, "{} calls for twelve orders", seen.metrics.requests);
}

#[test]
fn collected_orders_are_deleted_after_batching_is_switched_off() {
    let settings = BaristaSettings { make_ms: 1_000, max_messages: 4, batch: 4, ..BaristaSettings::default() };
    let baristas = vec![BaristaGroup { settings: settings.clone(), ..BaristaGroup::default() }];
    let mut world = World::new(Scenario { baristas, ..board(4, QueueSettings::default()) });
    let person = see(&world).baristas.first[0].id;
    while see(&world).baristas.first[0].finished < 1 {
        assert!(world.step());
    }
    assert_eq!(see(&world).done.count, 0, "the first waits for the batch");
    let settings = BaristaSettings { batch: 1, ..settings };
    world.intervene(Intervention::SetBarista { person, settings }).unwrap();
    world.advance_to(ms(60_000));
    assert_eq!((see(&world).done.count, see(&world).metrics.number_of_messages_received), (4, 4));
}

#[test]
fn a_batch_may_fail_in_part() {
    // Making the first of two orders takes longer than the visibility timeout, so its receipt handle expires.
    let queue = QueueSettings { visibility_timeout_seconds: 5, max_receive_count: None, ..fifo() };
    let settings = BaristaSettings { make_ms: 6_000, max_messages: 2, batch: 2, ..BaristaSettings::default() };
    let mut world = World::new(Scenario {
        baristas: vec![BaristaGroup { settings, ..BaristaGroup::default() }],
        customers: Customers { groups: Some(1), per_minute: 0, ..Customers::default() },
        ..board(2, queue)
    });
    world.advance_to(ms(30_000));
    let sentence = refusal(&world).expect("a late delete is refused");
    assert!(sentence.starts_with("SQS refuses DeleteMessageBatch: "), "{sentence}");
    assert!(see(&world).baristas.first[0].finished >= 2, "the barista goes on");
}

#[test]
fn a_dropped_cup_loses_served_orders_that_are_not_deleted_yet() {
    let settings = BaristaSettings { make_ms: 2_000, max_messages: 3, batch: 3, ..BaristaSettings::default() };
    let mut world = World::new(Scenario {
        baristas: vec![BaristaGroup { settings, ..BaristaGroup::default() }],
        ..board(3, QueueSettings::default())
    });
    while see(&world).baristas.first[0].finished == 0 {
        assert!(world.step());
    }
    assert!(
        see(&world).making.first.iter().all(|ticket| matches!(ticket.state, TicketState::Making { held: true, .. }))
    );
    world.intervene(Intervention::Crash { person: ANA }).unwrap();
    assert!(
        see(&world).making.first.iter().all(|ticket| matches!(ticket.state, TicketState::Making { held: false, .. }))
    );
    world.advance_to(ms(90_000));
    assert_eq!((see(&world).done.count, see(&world).metrics.drinks_made_twice), (3, 1));
}

/// A board with three dead letters.
fn three_dead_letters(queue: QueueSettings) -> World {
    let queue = QueueSettings { visibility_timeout_seconds: 0, max_receive_count: Some(1), ..queue };
    let mut world = World::new(board(3, queue));
    for _ in 0..8 {
        world.intervene(Intervention::Take).unwrap();
    }
    assert_eq!(see(&world).dead.count, 3);
    world
}

#[test]
fn dead_letters_are_moved_back_one_after_the_other() {
    for queue in [QueueSettings::default(), fifo()] {
        let mut world = three_dead_letters(queue);
        world.intervene(Intervention::StartMoveTask { per_second: Some(1) }).unwrap();
        let progress = |world: &World| see(world).moving_back.map(|task| (task.moved, task.to_move));
        assert_eq!(progress(&world), Some((1, 3)));
        let walker = world
            .shop()
            .motions(world.now())
            .find(|motion| matches!(&motion.what, Mover::Ticket { manner: Manner::WalkBack, .. }));
        assert!(walker.is_some(), "a ticket is moving back");
        world.advance_to(ms(1_500));
        assert_eq!((progress(&world), see(&world).dead.count, see(&world).waiting.count), (Some((2, 3)), 1, 2));
        world.advance_to(ms(5_000));
        assert_eq!((progress(&world), see(&world).dead.count, see(&world).waiting.count), (None, 0, 3));
        // Redriven messages keep their envelopes.
        let bare = |life: &TicketLife| life.envelope.is_none();
        let lives = see(&world).waiting.first.into_iter().map(|ticket| world.shop().life(ticket.id).unwrap());
        assert!(lives.into_iter().all(|life| bare(&life) != see(&world).queue.fifo));
    }
}

#[test]
fn a_move_task_can_be_cancelled() {
    let mut world = three_dead_letters(QueueSettings::default());
    world.intervene(Intervention::StartMoveTask { per_second: Some(1) }).unwrap();
    world.intervene(Intervention::CancelMoveTask).unwrap();
    assert_eq!((see(&world).moving_back, see(&world).dead.count), (None, 2));
    world.advance_to(ms(10_000));
    assert_eq!(see(&world).dead.count, 2);
    let text = trace(world.recording(), world.now());
    assert!(text.contains("MoveEnded") && text.contains("CANCELLED 1"), "{text}");
    assert_eq!(
        refused(&mut world, Intervention::StartMoveTask { per_second: Some(501) }),
        "The number of orders a second must be between 1 and 500."
    );
    let off = QueueSettings { max_receive_count: None, ..see(&world).queue };
    world.intervene(Intervention::SetQueue { settings: off }).unwrap();
    world.intervene(Intervention::StartMoveTask { per_second: None }).unwrap();
    let sentence = refusal(&world).expect("it is no dead-letter queue any more");
    assert!(sentence.contains("configured as a Dead Letter Queue"), "{sentence}");
}

#[test]
fn attributes_and_tags_are_those_that_the_service_reports() {
    let mut world = World::new(board(1, QueueSettings::default()));
    let set = |world: &mut World, name: &str, value: &str| {
        let intervention = Intervention::SetAttribute { name: name.into(), value: value.into() };
        world.intervene(intervention).unwrap();
    };
    set(&mut world, "MaximumMessageSize", "2048");
    assert_eq!(see(&world).attributes.get("MaximumMessageSize").map(String::as_str), Some("2048"));
    set(&mut world, "KmsMasterKeyId", "alias/orders");
    let seen = see(&world);
    assert_eq!(
        seen.attributes.get("SqsManagedSseEnabled").map(String::as_str),
        Some("false"),
        "one switches the other off"
    );
    set(&mut world, "Policy", "{");
    assert!(refusal(&world).is_some_and(|sentence| sentence.starts_with("SQS refuses SetQueueAttributes: ")));
    assert_eq!(see(&world).attributes, seen.attributes, "nothing has changed");
    world.intervene(Intervention::Tag { key: "team".into(), value: "bar".into() }).unwrap();
    assert_eq!(see(&world).tags.get("team").map(String::as_str), Some("bar"));
    world.intervene(Intervention::Untag { key: "team".into() }).unwrap();
    assert!(see(&world).tags.is_empty());
    world.intervene(Intervention::ReadQueue).unwrap();
    assert_eq!(see(&world).attributes.get("ApproximateNumberOfMessages").map(String::as_str), Some("1"));
    let settings = fifo();
    assert_eq!(
        refused(&mut world, Intervention::SetQueue { settings }),
        "A queue stays standard or FIFO for ever. Create a new one instead."
    );
    assert_eq!(World::replay(world.recording(), world.now()).recording(), world.recording());
}

#[test]
fn throughput_per_group_needs_deduplication_per_group() {
    let mut world = World::new(board(1, fifo()));
    let per_group = model::shop::FifoThroughputLimit::PerMessageGroupId;
    let settings = QueueSettings { fifo_throughput_limit: per_group, ..fifo() };
    world.intervene(Intervention::SetQueue { settings: settings.clone() }).unwrap();
    assert!(refusal(&world).is_some_and(|sentence| sentence.contains("DeduplicationScope is messageGroup")));
    assert_eq!(see(&world).queue, fifo());
    let scope = model::shop::DeduplicationScope::MessageGroup;
    let settings = QueueSettings { deduplication_scope: scope, ..settings };
    world.intervene(Intervention::SetQueue { settings: settings.clone() }).unwrap();
    assert_eq!(see(&world).queue, settings);
    world.intervene(Intervention::ReadQueue).unwrap();
    assert_eq!(see(&world).queue, settings, "the service says the same");
}

#[test]
fn an_intervention_switches_disturbances_on() {
    let mut world = World::new(board(1, QueueSettings::default()));
    let weather = Weather { duplicates_percent: 100, counts_lag_seconds: 30, ..Weather::default() };
    world.intervene(Intervention::SetWeather { weather }).unwrap();
    assert_eq!(see(&world).weather, weather);
    let turned = world.shop().log().next_back().unwrap().sentence(world.shop());
    assert_eq!(
        turned,
        "You set deliveries that leave a copy to 100 % (was 0 %) and the delay of the counts to 30 s (was 0 s)."
    );
    let too_much = Weather { duplicates_percent: 101, ..weather };
    assert_eq!(
        refused(&mut world, Intervention::SetWeather { weather: too_much }),
        "Deliveries that leave a copy must be between 0 and 100 percent."
    );
    world.intervene(Intervention::Take).unwrap();
    // Counts lag by 30 s: a message in the user's hands is still reported as visible.
    world.intervene(Intervention::ReadQueue).unwrap();
    let seen = see(&world);
    assert_eq!((seen.waiting.count, seen.making.count), (0, 1));
    assert_eq!(seen.attributes.get("ApproximateNumberOfMessages").map(String::as_str), Some("1"));
    let again = World::replay(world.recording(), world.now());
    assert_eq!(see(&again), seen);
}

#[test]
fn an_empty_poll_is_shown_and_counted() {
    let settings = BaristaSettings { wait_time_seconds: Some(0), ..BaristaSettings::default() };
    let baristas = vec![BaristaGroup { settings, ..BaristaGroup::default() }];
    let mut world = World::new(Scenario { baristas, ..board(0, QueueSettings::default()) });
    world.advance_to(ms(4_500));
    let seen = see(&world);
    assert_eq!(seen.baristas.first[0].activity, Activity::Pausing);
    assert_eq!(seen.baristas.first[0].empty_receives, seen.metrics.number_of_empty_receives);
    assert!(seen.metrics.number_of_empty_receives >= 4);
    assert!(world.shop().motions(world.now()).any(|motion| motion.what == Mover::Shrug));
}

#[test]
fn recordings_keep_every_intervention() {
    let weather = Weather { disorder_messages: 3, ..Weather::default() };
    let interventions = vec![
        at(1, Intervention::SetAttribute { name: "Policy".into(), value: String::new() }),
        at(2, Intervention::Tag { key: "a".into(), value: "b".into() }),
        at(3, Intervention::Untag { key: "a".into() }),
        at(4, Intervention::ReadQueue),
        at(5, Intervention::StartMoveTask { per_second: Some(5) }),
        at(6, Intervention::StartMoveTask { per_second: None }),
        at(7, Intervention::CancelMoveTask),
        at(8, Intervention::SetWeather { weather }),
    ];
    let recording = recording(Scenario { queue: fifo(), weather, ..quiet() }, interventions);
    let text = model::text::json(&recording);
    let (read, notes) = Recording::from_json(&text).unwrap();
    assert_eq!((&read, notes), (&recording, Vec::new()));
    let mut played = World::new(recording.scenario.clone());
    let mut refused = Vec::new();
    for intervention in &recording.interventions {
        played.advance_to(intervention.at);
        refused.extend(played.intervene(intervention.intervention.clone()).err().map(|refusal| refusal.to_string()));
    }
    played.advance_to(ms(60_000));
    assert_eq!((refused, played.recording()), (Vec::<String>::new(), &recording));
    assert_eq!(see(&World::replay(&read, ms(60_000))), see(&played));
}

#[test]
fn guests_may_use_their_own_groups() {
    let mut world = World::new(board(2, fifo()));
    let send = SendMessage {
        message_group_id: Some("guests".into()),
        message_deduplication_id: Some("x".into()),
        message_attributes: ByName::from([("roast".to_owned(), MessageAttribute::text("String", "dark"))]),
        message_system_attributes: ByName::from([(
            TRACE_HEADER.to_owned(),
            MessageAttribute::text("String", "Root=1"),
        )]),
        ..SendMessage::new("orders.fifo".into(), "tea".into())
    };
    world.call(send.clone().into(), "Script");
    world.call(send.into(), "Script");
    let seen = see(&world);
    let last = seen.groups.unwrap().first.pop().unwrap();
    assert_eq!((last.tag.unwrap().id.as_str(), last.waiting), ("guests", 1));
    assert_eq!(seen.memory.as_ref().unwrap().dropped, 1);
    let latest = seen.memory.unwrap().first.remove(0);
    assert_eq!((latest.repeats, &*latest.order.label), (1, "tea"));
    let life = world.shop().life(latest.message).unwrap();
    let envelope = life.envelope.unwrap();
    let roast = envelope.attributes.get("roast").and_then(|roast| roast.string_value.as_deref());
    assert_eq!((roast, envelope.trace_header()), (Some("dark"), Some("Root=1")));
    assert_eq!(latest.envelope, Some(envelope));
    let read = GetQueueAttributes { queue_url: "orders.fifo".into(), attribute_names: vec!["FifoQueue".into()] };
    world.call(Request::from(read), "Script");
}
