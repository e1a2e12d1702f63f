//! Simulated disturbances stay within what the service promises, repeat with the seed, and are absent while they are
//! off.

mod shared;

use std::collections::BTreeMap;

use model::sqs::{EventKind, ReceiveMessage, SendMessage, Weather};
use shared::{Desk, bodies, ten};

fn stormy(weather: Weather) -> Desk {
    let mut desk = Desk::new();
    desk.engine.set_weather(weather);
    desk
}

/// Returns the order in which a hundred messages are received one by one.
fn order(weather: Weather) -> Vec<String> {
    let mut desk = stormy(weather);
    let queue = desk.make("orders");
    for number in 0..100 {
        desk.send(&queue, &number.to_string());
    }
    let mut order = Vec::new();
    for _ in 0..400 {
        order.extend(desk.receive(&queue).into_iter().map(|message| message.body.to_string()));
    }
    order
}

fn sorted(mut order: Vec<String>) -> Vec<u32> {
    let mut numbers: Vec<u32> = order.drain(..).map(|text| text.parse().expect("bodies are numbers")).collect();
    numbers.sort_unstable();
    numbers
}

#[test]
fn without_disturbances_the_exact_rules_hold() {
    let exact: Vec<String> = (0..100).map(|number| number.to_string()).collect();
    assert_eq!(order(Weather::default()), exact);
}

#[test]
fn disorder_stays_within_its_window_and_loses_no_message() {
    let weather = Weather { disorder_messages: 8, ..Weather::default() };
    let strayed = order(weather);
    assert_eq!(strayed, order(weather), "the same seed, the same order");
    assert_eq!(sorted(strayed.clone()), (0..100).collect::<Vec<_>>());
    let numbers: Vec<u32> = strayed.iter().map(|text| text.parse().expect("bodies are numbers")).collect();
    assert!(!numbers.is_sorted());
    // Each received message is one of the first eight that are left.
    for (turn, number) in numbers.iter().enumerate() {
        let before = (0..*number).filter(|earlier| !numbers[..turn].contains(earlier)).count();
        assert!(before < 8, "{number} at turn {turn}");
    }
}

#[test]
fn short_polls_skip_servers_and_long_polls_do_not() {
    let weather = Weather { servers_not_asked: 7, ..Weather::default() };
    let mut desk = stormy(weather);
    let queue = desk.make("orders");
    for number in 0..10 {
        desk.send(&queue, &number.to_string());
    }
    let first = desk.receive_for(&queue, 30).len();
    assert!(first < 10, "seven of ten servers were not asked");
    let wait = ReceiveMessage { wait_time_seconds: Some(5), ..ten(&queue) };
    assert_eq!(desk.try_receive(wait).expect("received").len(), 10 - first);
    assert_eq!(sorted(order(weather)), (0..100).collect::<Vec<_>>());
}

#[test]
fn a_duplicate_is_delivered_while_the_message_is_in_flight() {
    let mut desk = stormy(Weather { duplicates_percent: 100, ..Weather::default() });
    let queue = desk.make("orders");
    let sent = desk.send(&queue, "latte");
    let first = desk.one(&queue);
    let copy = desk.one(&queue);
    assert_eq!((first.message_id, copy.message_id), (sent.message_id, sent.message_id));
    assert_ne!(first.receipt_handle, copy.receipt_handle);
    assert!(desk.receive(&queue).is_empty(), "copies leave no copies");
    let duplicates = desk.events().into_iter().filter(|event| matches!(event.kind, EventKind::Duplicated { .. }));
    assert_eq!(duplicates.count(), 1);
    desk.delete(&queue, &first.receipt_handle).expect("either handle deletes");
    desk.pass(60);
    assert!(desk.receive(&queue).is_empty());
}

#[test]
fn a_duplicate_ends_after_two_seconds_and_with_its_message() {
    let mut desk = stormy(Weather { duplicates_percent: 100, ..Weather::default() });
    let queue = desk.make("orders");
    desk.send(&queue, "latte");
    desk.one(&queue);
    desk.pass_ms(2_001);
    assert!(desk.receive(&queue).is_empty());
    desk.send(&queue, "mocha");
    let mocha = desk.one(&queue);
    desk.delete(&queue, &mocha.receipt_handle).expect("deleted");
    assert!(desk.receive(&queue).is_empty());
}

#[test]
fn a_waiting_receive_gets_the_duplicate() {
    let mut desk = stormy(Weather { duplicates_percent: 100, ..Weather::default() });
    let queue = desk.make("orders");
    let (first, second) = (desk.start_long_poll(&queue, 20), desk.start_long_poll(&queue, 20));
    desk.send(&queue, "latte");
    let replies: BTreeMap<_, _> = std::iter::from_fn(|| desk.reply()).collect();
    assert_eq!(bodies(&replies[&first]), ["latte"]);
    assert_eq!(bodies(&replies[&second]), ["latte"]);
}

#[test]
fn counts_lag_behind() {
    let mut desk = stormy(Weather { counts_lag_seconds: 30, ..Weather::default() });
    let queue = desk.make("orders");
    desk.pass(60);
    desk.send(&queue, "latte");
    assert_eq!(desk.counts(&queue), [0, 0, 0]);
    desk.pass(29);
    desk.receive_for(&queue, 60);
    assert_eq!(desk.counts(&queue), [0, 0, 0]);
    desk.pass(1);
    assert_eq!(desk.counts(&queue), [1, 0, 0]);
    desk.pass(29);
    assert_eq!(desk.counts(&queue), [0, 1, 0]);
    desk.engine.set_weather(Weather::default());
    assert_eq!(desk.counts(&queue), [0, 1, 0]);
}

#[test]
fn fifo_queues_stay_exact() {
    let bad = Weather { duplicates_percent: 100, disorder_messages: 50, servers_not_asked: 9, counts_lag_seconds: 0 };
    let mut desk = stormy(bad);
    let queue = desk.make_with("q.fifo", &[("FifoQueue", "true"), ("ContentBasedDeduplication", "true")]);
    for number in 0..10 {
        let send = SendMessage {
            message_group_id: Some("one".into()),
            ..SendMessage::new(queue.clone(), number.to_string().as_str().into())
        };
        desk.try_send(send).expect("sent");
    }
    let received = desk.receive_for(&queue, 30);
    assert_eq!(bodies(&received), ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    assert!(desk.receive(&queue).is_empty());
}

#[test]
fn one_effect_does_not_change_another() {
    let disorder = Weather { disorder_messages: 8, ..Weather::default() };
    let with_lag = Weather { counts_lag_seconds: 60, ..disorder };
    assert_eq!(order(disorder), order(with_lag));
}

#[test]
fn settings_out_of_range_are_clamped() {
    let wild = Weather {
        duplicates_percent: 900,
        disorder_messages: u32::MAX,
        servers_not_asked: 99,
        counts_lag_seconds: u32::MAX,
    };
    let bounded = model::settings::Settings::bounded(wild);
    assert_eq!((bounded.duplicates_percent, bounded.servers_not_asked), (100, 9));
    let mut desk = stormy(wild);
    let queue = desk.make("orders");
    desk.send(&queue, "latte");
    assert!((0..200).any(|_| !desk.receive(&queue).is_empty()));
}
