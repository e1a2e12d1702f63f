//! Short sequences of calls, and the exact trace of events that each produces.
//!
//! `UPDATE_GOLDEN=1` rewrites the golden files; review the diff.

mod shared;

use std::path::Path;

use model::sqs::ReceiveMessage;
use shared::{Desk, redrive, ten};

#[track_caller]
fn check(name: &str, mut desk: Desk) {
    let trace: String = desk.events().iter().map(|event| format!("{event}\n")).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(format!("{name}.txt"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &trace).expect("the golden folder can be written");
    }
    let golden = std::fs::read_to_string(&path).expect("a golden file; UPDATE_GOLDEN=1 writes it");
    assert_eq!(trace.trim_end(), golden.replace("\r\n", "\n").trim_end(), "{} differs", path.display());
}

#[test]
fn redelivery() {
    let mut desk = Desk::new();
    let orders = desk.make("orders");
    desk.send(&orders, "flat white");
    desk.send(&orders, "espresso");
    desk.pass_ms(1_500);
    let first = desk.one(&orders);
    desk.receive(&orders);
    desk.receive(&orders);
    desk.pass(30);
    desk.delete(&orders, &first.receipt_handle).expect("200");
    let second = desk.one(&orders);
    desk.change(&orders, &second.receipt_handle, 60).expect("200");
    desk.pass(45);
    desk.change(&orders, &second.receipt_handle, 0).expect("200");
    desk.receive_for(&orders, 0);
    desk.delete(&orders, &second.receipt_handle).expect("200");
    check("redelivery", desk);
}

#[test]
fn long_polls() {
    let mut desk = Desk::new();
    let orders = desk.make_with("orders", &[("ReceiveMessageWaitTimeSeconds", "10")]);
    for _ in 0..3 {
        desk.ask(ReceiveMessage::new(orders.clone()));
    }
    desk.pass(2);
    desk.send_delayed(&orders, "mocha", 3).expect("fine");
    desk.send(&orders, "latte");
    desk.pass(60);
    check("long_polls", desk);
}

#[test]
fn dead_letters() {
    let mut desk = Desk::new();
    let dead = desk.make("dead");
    let orders = desk.make_source("orders", "dead", 2);
    desk.start_long_poll(&dead, 20);
    desk.send(&orders, "decaf \"with\" caffeine");
    for _ in 0..3 {
        desk.receive_for(&orders, 1);
        desk.pass(2);
    }
    desk.set(&orders, &[("RedrivePolicy", &redrive("dead", 1))]).expect("fine");
    desk.delete_queue(&orders);
    desk.pass(60);
    check("dead_letters", desk);
}

#[test]
fn retention_and_purge() {
    let mut desk = Desk::new();
    let orders = desk.make_with("orders", &[("MessageRetentionPeriod", "60"), ("VisibilityTimeout", "60")]);
    for body in ["ristretto", "lungo", "americano"] {
        desk.send(&orders, body);
        desk.pass(20);
    }
    desk.receive(&orders);
    desk.pass(25);
    desk.try_receive(ten(&orders)).expect("fine");
    desk.send_delayed(&orders, "cortado", 900).expect("fine");
    desk.purge(&orders).expect("fine");
    desk.pass(3_600);
    check("retention_and_purge", desk);
}
