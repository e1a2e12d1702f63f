//! Laws that hold in every shop, for any interventions at any time.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

#[path = "golden/mod.rs"]
mod golden;
#[path = "shared/seed.rs"]
mod seed;

use std::collections::BTreeSet;

use golden::ms;
use model::shop::{
    Activity, BaristaGroup, BaristaSettings, CashierGroup, CashierSettings, Customers, Happening, Intervention, Limits,
    Mode, PersonId, QueueSettings, Role, Scenario, ShopEvent, Snapshot, TicketState, What,
};
use model::sqs::{
    Body, EventKind, GetQueueAttributes, MessageId, QueueUrl, ReceiveMessage, Response, SendMessage, Weather,
};
use model::world::World;
use proptest::prelude::*;

const ALL: Limits = Limits { customers: 10_000, people: 1_000, tickets: 10_000 };

/// A random intervention. Indexes of people and tickets are resolved when it is applied.
#[derive(Clone, Debug)]
enum RandomIntervention {
    Hire(bool, Option<u32>),
    Dismiss(usize),
    Move(usize, u32),
    Break(usize),
    Back(usize),
    Crash(usize),
    Customers(u32),
    Queue(QueueSettings),
    Cashier(usize, u64),
    Barista(usize, BaristaSettings),
    Take,
    Serve(usize),
    PutBack(usize),
    Delete(usize),
    Purge,
    Weather(Weather),
    MoveBack(Option<u32>),
    StopMoving,
    Attribute(&'static str, &'static str),
    Tag(bool),
    Read,
    ForeignSend(u32),
    ForeignReceive(i64),
    Step,
}

fn queue() -> impl Strategy<Value = QueueSettings> {
    (0..15_u32, 0..4_u32, 60..90_u32, 0..21_u32, prop::option::of(1..4_u32)).prop_map(
        |(visibility, delay, retention, wait, receives)| QueueSettings {
            visibility_timeout_seconds: visibility,
            delay_seconds: delay,
            message_retention_seconds: retention,
            receive_wait_time_seconds: wait,
            max_receive_count: receives,
            ..QueueSettings::default()
        },
    )
}

fn weather() -> impl Strategy<Value = Weather> {
    let knobs = (0..60_u32, 0..6_u32, 0..10_u32).prop_map(|(duplicates, disorder, servers)| Weather {
        duplicates_percent: duplicates,
        disorder_messages: disorder,
        servers_not_asked: servers,
        counts_lag_seconds: 0,
    });
    prop_oneof![2 => Just(Weather::default()), 1 => knobs]
}

fn barista() -> impl Strategy<Value = BaristaSettings> {
    let batch = prop_oneof![2 => Just(1_u32), 1 => 2..11_u32];
    (100..9_000_u64, prop::option::of(0..21_u32), 0..3_000_u64, 1..11_u32, batch).prop_map(
        |(make_ms, wait_time_seconds, pause_ms, max_messages, batch)| BaristaSettings {
            make_ms,
            wait_time_seconds,
            pause_ms,
            max_messages,
            batch,
        },
    )
}

fn scenario() -> impl Strategy<Value = Scenario> {
    let customers = (0..240_u32, 0..101_u32, prop::option::of(1..40_u32), prop::option::of(1..12_u32)).prop_map(
        |(per_minute, variation_percent, patience_seconds, groups)| Customers {
            per_minute,
            variation_percent,
            patience_seconds,
            groups,
            ..Customers::default()
        },
    );
    let till = prop_oneof![2 => Just((1_u32, 0_u32)), 1 => (1..11_u32, 0..101_u32)];
    let cashiers = (1..5_u32, 100..4_000_u64, till).prop_map(|(count, take_ms, (batch, resend_percent))| {
        CashierGroup { count, name: None, settings: CashierSettings { take_ms, batch, resend_percent } }
    });
    let baristas = (1..5_u32, barista()).prop_map(|(count, settings)| BaristaGroup { count, name: None, settings });
    let mode = prop_oneof![3 => Just(Mode::OrderBoard), 1 => Just(Mode::HandToHand)];
    let queue = (queue(), any::<bool>()).prop_map(|(queue, fifo)| QueueSettings { fifo, ..queue });
    (mode, any::<u32>(), customers, cashiers, baristas, 0..2_000_u64, queue, 0..20_u32, weather()).prop_map(
        |(mode, seed, customers, cashiers, baristas, walk_ms, queue, stored_orders, weather)| Scenario {
            mode,
            seed: seed.into(),
            customers,
            cashiers: vec![cashiers],
            baristas: vec![baristas],
            walk_ms,
            queue,
            stored_orders,
            weather,
            ..Scenario::default()
        },
    )
}

fn random_intervention() -> impl Strategy<Value = RandomIntervention> {
    let index = 0..12_usize;
    prop_oneof![
        1 => (any::<bool>(), prop::option::of(0..4_u32)).prop_map(|(cashier, place)| RandomIntervention::Hire(cashier, place)),
        1 => index.clone().prop_map(RandomIntervention::Dismiss),
        1 => (index.clone(), 0..9_u32).prop_map(|(who, place)| RandomIntervention::Move(who, place)),
        1 => index.clone().prop_map(RandomIntervention::Break),
        1 => index.clone().prop_map(RandomIntervention::Back),
        2 => index.clone().prop_map(RandomIntervention::Crash),
        1 => (0..400_u32).prop_map(RandomIntervention::Customers),
        1 => queue().prop_map(RandomIntervention::Queue),
        1 => (index.clone(), 50..4_000_u64).prop_map(|(who, take)| RandomIntervention::Cashier(who, take)),
        1 => (index.clone(), barista()).prop_map(|(who, settings)| RandomIntervention::Barista(who, settings)),
        3 => Just(RandomIntervention::Take),
        2 => index.clone().prop_map(RandomIntervention::Serve),
        2 => index.clone().prop_map(RandomIntervention::PutBack),
        1 => index.prop_map(RandomIntervention::Delete),
        1 => Just(RandomIntervention::Purge),
        1 => weather().prop_map(RandomIntervention::Weather),
        1 => prop::option::of(0..9_u32).prop_map(RandomIntervention::MoveBack),
        1 => Just(RandomIntervention::StopMoving),
        1 => prop_oneof![
            Just(RandomIntervention::Attribute("MaximumMessageSize", "1024")),
            Just(RandomIntervention::Attribute("Policy", "nonsense")),
            Just(RandomIntervention::Attribute("KmsMasterKeyId", "alias/orders")),
            any::<bool>().prop_map(RandomIntervention::Tag),
            Just(RandomIntervention::Read),
        ],
        1 => (0..50_u32).prop_map(RandomIntervention::ForeignSend),
        1 => (0..4_i64).prop_map(RandomIntervention::ForeignReceive),
        2 => Just(RandomIntervention::Step),
    ]
}

fn see(world: &World) -> Snapshot {
    world.shop().snapshot(world.now(), ALL)
}

/// Returns the id of a person in the shop, or an unknown id.
fn person(seen: &Snapshot, index: usize) -> PersonId {
    let people = seen.cashiers.first.iter().chain(&seen.baristas.first);
    people.map(|person| person.id).nth(index).unwrap_or(PersonId(index as u32))
}

fn ticket(seen: &Snapshot, index: usize) -> Option<MessageId> {
    let lanes = [&seen.making, &seen.waiting, &seen.dead, &seen.done];
    let tickets: Vec<MessageId> =
        lanes.into_iter().flat_map(|lane| lane.first.iter().take(3)).map(|ticket| ticket.id).collect();
    tickets.get(index % tickets.len().max(1)).copied()
}

fn apply(world: &mut World, random_intervention: &RandomIntervention) {
    let seen = see(world);
    let person = |index: &usize| person(&seen, *index);
    let intervention = match random_intervention {
        RandomIntervention::Hire(cashier, place) => {
            Intervention::Hire { role: if *cashier { Role::Cashier } else { Role::Barista }, place: *place }
        }
        RandomIntervention::Dismiss(who) => Intervention::Dismiss { person: person(who) },
        RandomIntervention::Move(who, place) => Intervention::Move { person: person(who), place: *place },
        RandomIntervention::Break(who) => Intervention::SendOnBreak { person: person(who) },
        RandomIntervention::Back(who) => Intervention::BringBack { person: person(who) },
        RandomIntervention::Crash(who) => Intervention::Crash { person: person(who) },
        RandomIntervention::Customers(per_minute) => Intervention::SetCustomers { per_minute: *per_minute },
        RandomIntervention::Queue(settings) => {
            Intervention::SetQueue { settings: QueueSettings { fifo: seen.queue.fifo, ..settings.clone() } }
        }
        RandomIntervention::Cashier(who, take_ms) => {
            let settings = CashierSettings { take_ms: *take_ms, ..CashierSettings::default() };
            Intervention::SetCashier { person: person(who), settings }
        }
        RandomIntervention::Barista(who, settings) => {
            Intervention::SetBarista { person: person(who), settings: settings.clone() }
        }
        RandomIntervention::Take => Intervention::Take,
        RandomIntervention::Serve(which) => match seen.your_orders.get(*which) {
            Some(ticket) => Intervention::Serve { message: ticket.id },
            None => return,
        },
        RandomIntervention::PutBack(which) | RandomIntervention::Delete(which) => {
            match (ticket(&seen, *which), random_intervention) {
                (Some(message), RandomIntervention::PutBack(_)) => Intervention::PutBack { message },
                (Some(message), _) => Intervention::Delete { message },
                (None, _) => return,
            }
        }
        RandomIntervention::Purge => Intervention::Purge,
        RandomIntervention::Weather(weather) => Intervention::SetWeather { weather: *weather },
        RandomIntervention::MoveBack(per_second) => Intervention::StartMoveTask { per_second: *per_second },
        RandomIntervention::StopMoving => Intervention::CancelMoveTask,
        RandomIntervention::Attribute(name, value) => {
            Intervention::SetAttribute { name: (*name).to_owned(), value: (*value).to_owned() }
        }
        RandomIntervention::Tag(true) => Intervention::Tag { key: "team".into(), value: "bar".into() },
        RandomIntervention::Tag(false) => Intervention::Untag { key: "team".into() },
        RandomIntervention::Read => Intervention::ReadQueue,
        RandomIntervention::ForeignSend(number) => {
            let body = Body::from(format!("#{number} of somebody else"));
            let id = seen.queue.fifo.then(|| number.to_string());
            let group = seen.groups.is_some().then(|| format!("guests-{}", number % 3).into());
            let url = QueueUrl::from(seen.queue_name.as_str());
            let send =
                SendMessage { message_deduplication_id: id, message_group_id: group, ..SendMessage::new(url, body) };
            world.call(send.into(), "Script");
            return;
        }
        RandomIntervention::ForeignReceive(wait) => {
            let url = QueueUrl::from(seen.queue_name.as_str());
            let call = ReceiveMessage { wait_time_seconds: Some(*wait), ..ReceiveMessage::new(url) };
            world.call(call.into(), "Script");
            return;
        }
        RandomIntervention::Step => {
            // An hour of empty polls does not fit into the log.
            if world.clone().step() {
                world.step();
            }
            return;
        }
    };
    let before = seen;
    if world.intervene(intervention).is_err() {
        assert_eq!(see(world), before, "a refusal changes nothing");
    }
}

/// Counts derived from events alone.
#[derive(Debug, Default, PartialEq, Eq)]
struct Recount {
    sent: u64,
    received: u64,
    deleted: u64,
    empty: u64,
    dead: u64,
    expired: u64,
    purged: u64,
    moved_in: u64,
    arrived: u64,
    called: u64,
    ordered: u64,
    walked_out: u64,
    after_ordering: u64,
    again: u64,
}

impl Recount {
    fn count(&mut self, happening: &Happening) {
        match &happening.what {
            What::Queue { event: EventKind::Moved { .. }, .. } => self.moved_in += 1,
            What::Queue { queue, event, .. } if !queue.as_str().contains("dead") => match event {
                EventKind::Sent { .. } => self.sent += 1,
                EventKind::Received { .. } => self.received += 1,
                EventKind::Deleted { .. } => self.deleted += 1,
                EventKind::ReceivedNothing => self.empty += 1,
                EventKind::DeadLettered { .. } => self.dead += 1,
                EventKind::Expired { .. } => self.expired += 1,
                EventKind::Purged { count } => self.purged += count,
                _ => {}
            },
            What::Shop(ShopEvent::CustomerArrived { .. }) => self.arrived += 1,
            What::Shop(ShopEvent::CustomerCalled { .. }) => self.called += 1,
            What::Shop(ShopEvent::OrderTaken { .. }) => self.ordered += 1,
            What::Shop(ShopEvent::CustomerWalkedOut { had_ordered, .. }) => {
                self.walked_out += 1;
                self.after_ordering += u64::from(*had_ordered);
            }
            What::Shop(ShopEvent::DrinkServed { again, .. }) => self.again += u64::from(*again),
            _ => {}
        }
    }
}

fn number(world: &mut World, name: &str) -> u64 {
    let names = vec![name.to_owned()];
    let url = QueueUrl::from(see(world).queue_name.as_str());
    world.call(GetQueueAttributes { queue_url: url, attribute_names: names }.into(), "Script");
    while let Some((_, answer)) = world.poll_foreign_reply() {
        if let Ok(Response::GetQueueAttributes(got)) = answer {
            return got.attributes[name].parse().unwrap();
        }
    }
    panic!("the queue does not report {name}");
}

fn check(world: &World, recount: &Recount) {
    let seen = see(world);
    let metrics = &seen.metrics;
    let reported = Recount {
        sent: metrics.number_of_messages_sent,
        received: metrics.number_of_messages_received,
        deleted: metrics.number_of_messages_deleted,
        empty: metrics.number_of_empty_receives,
        arrived: metrics.customers_arrived,
        ordered: metrics.customers_ordered,
        walked_out: metrics.customers_walked_out,
        after_ordering: metrics.customers_walked_out_after_ordering,
        again: metrics.drinks_made_twice,
        ..*recount
    };
    assert_eq!(&reported, recount);
    let in_shop = seen.line.count + metrics.customers_ordering + metrics.customers_ordered;
    let left_from_line = metrics.customers_walked_out - metrics.customers_walked_out_after_ordering;
    assert_eq!(metrics.customers_arrived, in_shop + left_from_line, "customers are conserved");
    assert!(metrics.customers_served + metrics.customers_walked_out_after_ordering <= metrics.customers_ordered);
    let stored = seen.waiting.count + seen.making.count + seen.delayed.count;
    let gone = recount.deleted + recount.dead + recount.expired + recount.purged;
    assert_eq!(recount.sent + recount.moved_in, stored + gone, "orders are conserved");
    if seen.mode == Mode::OrderBoard {
        let mut asked = world.clone();
        assert_eq!(seen.waiting.count, number(&mut asked, "ApproximateNumberOfMessages"));
        assert_eq!(seen.making.count, number(&mut asked, "ApproximateNumberOfMessagesNotVisible"));
        assert_eq!(seen.delayed.count, number(&mut asked, "ApproximateNumberOfMessagesDelayed"));
    }
    check_picture(world, &seen);
}

fn check_picture(world: &World, seen: &Snapshot) {
    let now = world.now();
    let lanes = [&seen.waiting, &seen.delayed, &seen.making];
    let oldest = lanes.iter().flat_map(|lane| &lane.first).map(|ticket| ticket.sent_at).min();
    let age = oldest.map_or(0, |sent_at| now.since(sent_at).as_secs());
    assert_eq!(seen.metrics.approximate_age_of_oldest_message_seconds, age);
    for lane in [&seen.waiting, &seen.delayed, &seen.making] {
        assert_eq!(lane.first.len() as u64, lane.count);
        assert!(lane.first.is_sorted_by(|a, b| a.slot < b.slot));
    }
    let makers: BTreeSet<MessageId> = seen
        .baristas
        .first
        .iter()
        .filter_map(|person| match person.activity {
            Activity::Making { message, .. } => message,
            _ => None,
        })
        .collect();
    for ticket in &seen.making.first {
        let TicketState::Making { holder, held, until } = ticket.state else { panic!("{ticket:?}") };
        assert!(until > now, "{ticket:?} should be back by {now}");
        if let (Some(holder), true, false) = (holder, held, makers.contains(&ticket.id)) {
            let hands = world.shop().person(holder).map(|person| person.activity);
            // A served order waits for the batch delete.
            let life = world.shop().life(ticket.id).expect("it is on the board");
            let put_by = life.steps.iter().any(|(_, step)| step.contains(" is served"));
            let batch = matches!(hands, Some(Activity::Making { further: 1.., .. }));
            let elsewhere = matches!(world.shop().role(holder), Role::You | Role::Guest);
            assert!(batch || put_by || elsewhere, "{ticket:?} is in no hand");
        }
    }
    check_strings(seen);
    assert!(
        seen.cashiers
            .first
            .iter()
            .chain(&seen.baristas.first)
            .all(|person| person.until.is_none_or(|until| until >= now))
    );
    assert!(world.shop().motions(now).all(|motion| motion.start <= now && now < motion.end));
}

fn check_strings(seen: &Snapshot) {
    let slots = seen.making.first.iter().chain(&seen.copies).map(|ticket| ticket.slot);
    assert_eq!(slots.collect::<BTreeSet<_>>().len(), seen.making.first.len() + seen.copies.len());
    for copy in &seen.copies {
        assert!(copy.copy && seen.making.first.iter().any(|ticket| ticket.id == copy.id), "{copy:?} copies nothing");
    }
    assert_eq!(seen.memory.is_some(), seen.queue.fifo);
    let Some(groups) = &seen.groups else { return };
    let known = seen.waiting.first.iter().chain(&seen.making.first).chain(&seen.delayed.first);
    let ids: BTreeSet<_> = known.map(|ticket| ticket.group.as_ref().map(|group| group.id.as_str())).collect();
    assert_eq!(groups.count, ids.len() as u64);
    let sum = |count: fn(&model::shop::GroupView) -> u64| groups.first.iter().map(count).sum::<u64>();
    assert_eq!(sum(|group| group.waiting), seen.waiting.count);
    assert_eq!(sum(|group| group.in_flight), seen.making.count);
    assert_eq!(sum(|group| group.delayed), seen.delayed.count);
    for group in &groups.first {
        assert!(group.first.iter().all(|ticket| ticket.group == group.tag));
        let blocked = group.first.iter().skip_while(|ticket| !ticket.blocked);
        assert!(blocked.clone().all(|ticket| ticket.blocked), "what comes after a lock waits, too");
        assert!(blocked.count() == 0 || (seen.queue.fifo && group.in_flight + group.delayed > 0));
    }
}

const CASES: u32 = 200;

#[test]
fn counts_pictures_and_replays_agree() {
    let interventions = prop::collection::vec((0..6_000_u64, random_intervention()), 1..25);
    seed::check(CASES, &(scenario(), interventions), |(scenario, random_interventions)| {
        let mut recount = Recount::default();
        let mut live = String::new();
        let mut world = World::new(scenario);
        let drain = |world: &mut World, recount: &mut Recount, live: &mut String| {
            while let Some(happening) = world.poll_happening() {
                recount.count(&happening);
                live.push_str(&happening.line(world.shop()));
                live.push('\n');
                assert!(happening.sentence(world.shop()).ends_with(['.', '…']), "{happening:?}");
            }
        };
        for (gap, random_intervention) in &random_interventions {
            world.advance_to(ms(world.now().as_millis() + gap));
            drain(&mut world, &mut recount, &mut live);
            check(&world, &recount);
            apply(&mut world, random_intervention);
            drain(&mut world, &mut recount, &mut live);
            check(&world, &recount);
        }
        world.advance_to(ms(world.now().as_millis() + 20_000));
        drain(&mut world, &mut recount, &mut live);
        check(&world, &recount);
        let replayed = World::replay(world.recording(), world.now());
        prop_assert_eq!(see(&replayed), see(&world));
        prop_assert_eq!(replayed.recording(), world.recording());
        prop_assert!(replayed.shop().motions(world.now()).eq(world.shop().motions(world.now())));
        prop_assert_eq!(golden::trace(world.recording(), world.now()), live);
        Ok(())
    });
}

#[test]
fn time_may_advance_in_any_steps() {
    let cuts = prop::collection::vec(1..3_000_u64, 1..20);
    seed::check(CASES, &(scenario(), cuts), |(scenario, cuts)| {
        let mut pieces = World::new(scenario.clone());
        for cut in cuts {
            pieces.advance_to(ms(pieces.now().as_millis() + cut));
        }
        let mut whole = World::new(scenario);
        whole.advance_to(pieces.now());
        prop_assert_eq!(see(&whole), see(&pieces));
        Ok(())
    });
}
