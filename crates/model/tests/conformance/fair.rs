//! Fair queues: message groups on standard queues (`docs/sqs-behaviour.md`, section 3.11).

use serde_json::{Value, json};

use crate::desk;
use crate::shared::Desk;
use crate::shared::wire::text;

fn send(desk: &mut Desk, tenant: Option<&str>, body: &str) {
    let mut call = json!({ "QueueUrl": "orders", "MessageBody": body });
    if let Some(tenant) = tenant {
        call["MessageGroupId"] = json!(tenant);
    }
    desk.ok("SendMessage", call);
}

/// Sends `count` messages of a tenant, each with the tenant's name as its body.
fn send_many(desk: &mut Desk, tenant: &str, count: usize) {
    for _ in 0..count {
        send(desk, Some(tenant), tenant);
    }
}

fn hold(desk: &mut Desk, count: usize) -> Vec<Value> {
    (0..count).map(|_| desk.get("orders", 1, json!({ "VisibilityTimeout": 600 })).remove(0)).collect()
}

fn next(desk: &mut Desk) -> String {
    desk.get("orders", 1, json!({ "VisibilityTimeout": 600 }))
        .first()
        .map_or_else(String::new, |message| text(message, "Body").to_owned())
}

#[test]
fn a_group_neither_orders_nor_locks_nor_deduplicates() {
    let (mut desk, _) = desk();
    for _ in 0..3 {
        send(&mut desk, Some("t"), "same");
    }
    for _ in 0..3 {
        assert_eq!(next(&mut desk), "same");
    }
}

#[test]
fn a_quiet_tenant_goes_ahead_of_a_noisy_one() {
    let (mut desk, _) = desk();
    send_many(&mut desk, "noisy", 60);
    hold(&mut desk, 29);
    send(&mut desk, Some("quiet"), "quiet");
    assert_eq!(next(&mut desk), "noisy", "29 in flight are not noisy yet: the order of arrival holds");
    assert_eq!(next(&mut desk), "quiet");
    send(&mut desk, None, "nobody");
    assert_eq!(next(&mut desk), "nobody", "messages without an id are quiet too");
    assert_eq!(next(&mut desk), "noisy", "nothing is held back where only it waits");
}

#[test]
fn a_tenth_of_what_is_in_flight_is_not_noisy() {
    let (mut desk, _) = desk();
    for n in 0..270 {
        send(&mut desk, Some(&format!("t{n}")), "other");
    }
    hold(&mut desk, 270);
    send_many(&mut desk, "big", 40);
    hold(&mut desk, 30);
    send(&mut desk, Some("quiet"), "quiet");
    // 30 of 300 messages in flight are one tenth, not more.
    assert_eq!(next(&mut desk), "big");
    // 31 of 301 are more.
    assert_eq!(next(&mut desk), "quiet");
}

#[test]
fn the_noisy_tenant_with_fewer_in_flight_goes_first() {
    let (mut desk, _) = desk();
    send_many(&mut desk, "a", 40);
    hold(&mut desk, 35);
    send_many(&mut desk, "b", 40);
    let held = hold(&mut desk, 40);
    assert!(held.iter().filter(|message| message["Body"] == "b").count() >= 35, "b was quiet for long");
    let queue = "orders".into();
    let in_flight = |desk: &mut Desk| desk.counts(&queue)[1];
    assert_eq!(in_flight(&mut desk), 75);
    // Both tenants have 35 or more messages in flight. The one with fewer comes first, so they alternate.
    let rest: Vec<String> = (0..5).map(|_| next(&mut desk)).collect();
    assert_eq!(rest.iter().filter(|body| *body == "a").count() + rest.iter().filter(|body| *body == "b").count(), 5);
    assert_eq!(next(&mut desk), "");
}

#[test]
fn a_tenant_is_quiet_again_once_its_messages_are_settled() {
    let (mut desk, _) = desk();
    send_many(&mut desk, "a", 50);
    let held = hold(&mut desk, 40);
    send(&mut desk, Some("b"), "b");
    for message in &held[..20] {
        desk.ok("DeleteMessage", json!({ "QueueUrl": "orders", "ReceiptHandle": message["ReceiptHandle"] }));
    }
    assert_eq!(next(&mut desk), "a", "twenty in flight: it is its turn again");
    assert_eq!((0..10).filter(|_| next(&mut desk) == "b").count(), 1);
}

#[test]
fn a_queue_that_becomes_fair_keeps_what_it_holds() {
    let (mut desk, queue) = desk();
    for n in 0..6 {
        send(&mut desk, None, &format!("m{n}"));
    }
    let held = hold(&mut desk, 2);
    send(&mut desk, Some("t"), "first tenant");
    let call = json!({ "QueueUrl": "orders", "ReceiptHandle": held[0]["ReceiptHandle"], "VisibilityTimeout": 0 });
    desk.ok("ChangeMessageVisibility", call);
    assert_eq!(desk.get_bodies("orders"), ["m0", "m2", "m3", "m4", "m5", "first tenant"]);
    assert_eq!(desk.counts(&queue), [0, 7, 0]);
    desk.purge(&queue).expect("fine");
    send(&mut desk, None, "x");
    assert_eq!(desk.get_bodies("orders"), ["x"]);
}
