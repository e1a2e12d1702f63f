//! Dead letters (`docs/sqs-behaviour.md`, sections 7.10, 2.6 and 3.7).

use crate::shared::wire::{arn, texts_of};
use crate::shared::{Desk, attribute, redrive};
use crate::{all, desk};
use model::engine::EPOCH_MS;
use model::sqs::ReceiveMessage;
use serde_json::json;

#[test]
fn b_184_b_185_dead_letter() {
    let mut desk = Desk::new();
    let dead = desk.make("dead");
    let queue = desk.make_source("orders", "dead", 1);
    let sent = desk.send(&queue, "x");
    assert_eq!(desk.receive_for(&queue, 0).len(), 1);
    assert_eq!(desk.receive_for(&queue, 0).len(), 0);
    assert_eq!((desk.counts(&queue), desk.counts(&dead)), ([0, 0, 0], [1, 0, 0]));
    let received = desk.try_receive(all(&dead)).expect("fine").remove(0);
    assert_eq!(received.message_id, sent.message_id);
    assert_eq!(received.attributes["ApproximateReceiveCount"], "2");
    let source = "arn:aws:sqs:us-east-1:123456789012:orders";
    assert_eq!(received.attributes["DeadLetterQueueSourceArn"], source);
}

#[test]
fn b_186_a_dead_letter_keeps_its_attributes() {
    let mut desk = Desk::new();
    let dead = desk.make("dead");
    let queue = desk.make_source("orders", "dead", 1);
    desk.send_with(&queue, "x", &[("MyAttribute", attribute("String", "foobar"))]).expect("fine");
    desk.receive_for(&queue, 0);
    desk.receive_for(&queue, 0);
    let request = ReceiveMessage { message_attribute_names: vec!["All".into()], ..all(&dead) };
    let received = desk.try_receive(request).expect("fine").remove(0);
    assert_eq!(received.message_attributes["MyAttribute"].string_value.as_deref(), Some("foobar"));
    assert_eq!(received.md5_of_message_attributes().as_deref(), Some("adb59cd4678ea5a855436b949cd07ab6"));
}

#[test]
fn b_187_without_a_receive_nothing_moves() {
    let mut desk = Desk::new();
    let dead = desk.make("dead");
    let queue = desk.make_source("orders", "dead", 2);
    desk.send(&queue, "x");
    for _ in 0..2 {
        assert_eq!(desk.receive(&queue).len(), 1);
        desk.pass(1_000);
    }
    assert_eq!((desk.counts(&queue), desk.counts(&dead)), ([1, 0, 0], [0, 0, 0]));
    assert!(desk.receive(&queue).is_empty());
    assert_eq!((desk.counts(&queue), desk.counts(&dead)), ([0, 0, 0], [1, 0, 0]));
}

#[test]
fn b_188_a_dead_letter_keeps_its_age() {
    const DAY: u64 = 86_400;
    let mut desk = Desk::new();
    let dead = desk.make("dead");
    let queue = desk.make_source("orders", "dead", 1);
    desk.send(&queue, "x");
    desk.receive_for(&queue, 0);
    desk.pass(DAY);
    desk.receive_for(&queue, 0);
    desk.pass_ms(3 * DAY * 1_000 - 1);
    assert_eq!(desk.counts(&dead), [1, 0, 0]);
    desk.pass_ms(1);
    assert_eq!(desk.counts(&dead), [0, 0, 0]);
}

#[test]
fn a_dead_letter_too_old_for_its_queue_expires_at_once() {
    let mut desk = Desk::new();
    let dead = desk.make_with("dead", &[("MessageRetentionPeriod", "60")]);
    let queue = desk.make_source("orders", "dead", 1);
    desk.start_long_poll(&dead, 20);
    desk.send(&queue, "x");
    desk.receive_for(&queue, 0);
    desk.pass(100);
    desk.start_long_poll(&dead, 20);
    desk.receive_for(&queue, 0);
    let names: Vec<_> = desk.events().iter().map(|event| event.kind.name()).collect();
    assert!(names.ends_with(&["DeadLettered", "ReceivedNothing", "Expired"]), "{names:?}");
}

#[test]
fn a_dead_letter_wakes_a_waiting_receive() {
    let mut desk = Desk::new();
    let dead = desk.make("dead");
    let queue = desk.make_source("orders", "dead", 1);
    let call = desk.start_long_poll(&dead, 20);
    desk.send(&queue, "x");
    desk.receive_for(&queue, 0);
    desk.receive_for(&queue, 0);
    assert_eq!(desk.reply().map(|(replied, messages)| (replied, messages.len())), Some((call, 1)));
}

#[test]
fn without_its_dead_letter_queue_a_message_stays() {
    let mut desk = Desk::new();
    let dead = desk.make("dead");
    let queue = desk.make_source("orders", "dead", 1);
    desk.send(&queue, "x");
    desk.delete_queue(&dead);
    for _ in 0..5 {
        assert_eq!(desk.receive_for(&queue, 0).len(), 1);
    }
}

#[test]
fn dead_letter_queues_in_a_chain_and_in_a_cycle() {
    let mut desk = Desk::new();
    let c = desk.make("c");
    let b = desk.make_source("b", "c", 1);
    let a = desk.make_source("a", "b", 1);
    desk.send(&a, "x");
    desk.receive_for(&a, 0);
    desk.receive_for(&a, 0);
    assert!(desk.receive_for(&b, 0).is_empty(), "its count went with it");
    assert_eq!(desk.counts(&c), [1, 0, 0]);
    // Even with a waiting receive at every queue, the message must end up in one of them.
    desk.set(&c, &[("RedrivePolicy", &redrive("a", 1))]).expect("fine");
    for queue in [&a, &b] {
        desk.start_long_poll(queue, 20);
    }
    desk.receive_for(&c, 30);
    let held: usize = [&a, &b, &c].into_iter().map(|queue| desk.counts(queue).iter().sum::<usize>()).sum();
    assert_eq!(held, 1);
    desk.set(&c, &[("RedrivePolicy", &redrive("c", 1))]).expect("its own");
    desk.send(&c, "y");
    desk.pass(60);
    for _ in 0..3 {
        assert!(desk.receive_for(&c, 0).iter().any(|message| message.body.as_str() == "y"));
    }
}

#[test]
fn b_186_a_dead_letter_keeps_its_trace() {
    let mut desk = Desk::new();
    desk.make("dead");
    let queue = desk.make_source("orders", "dead", 1);
    let trace = json!({ "AWSTraceHeader": { "DataType": "String", "StringValue": "T" } });
    desk.ok("SendMessage", json!({ "QueueUrl": "orders", "MessageBody": "x", "MessageSystemAttributes": trace }));
    for _ in 0..2 {
        desk.receive_for(&queue, 0);
    }
    let received = desk.get("dead", 1, json!({ "AttributeNames": ["All"] })).remove(0);
    assert_eq!(received["Attributes"]["AWSTraceHeader"], "T");
    assert_eq!(received["Attributes"]["SentTimestamp"], EPOCH_MS.to_string());
}

/// Creates a FIFO queue whose messages go to `dead.fifo` after `max` receives.
fn fifo_source(desk: &mut Desk, max: u32, attributes: &[(&str, &str)]) -> (String, String) {
    let dead = desk.make_fifo("dead.fifo", &[]);
    let policy = redrive(&dead, max);
    let queue = desk.make_fifo("orders.fifo", &[&[("RedrivePolicy", policy.as_str())], attributes].concat());
    (queue, dead)
}

#[test]
fn b_188_the_retention_of_a_fifo_dead_letter_restarts() {
    const DAY: u64 = 86_400;
    let mut desk = Desk::new();
    let (queue, dead) = fifo_source(&mut desk, 1, &[]);
    desk.send_to(&queue, "g", "x");
    desk.get(&queue, 1, json!({ "VisibilityTimeout": 0 }));
    desk.pass(DAY);
    assert!(desk.get_bodies(&queue).is_empty());
    let dead = dead.as_str().into();
    desk.pass_ms(4 * DAY * 1_000 - 1);
    assert_eq!(desk.counts(&dead), [1, 0, 0]);
    desk.pass_ms(1);
    assert_eq!(desk.counts(&dead), [0, 0, 0]);
}

#[test]
fn a_fifo_dead_letter_gets_new_fifo_ids() {
    let mut desk = Desk::new();
    let (queue, dead) = fifo_source(&mut desk, 2, &[("ContentBasedDeduplication", "true")]);
    let send = |body: &str| json!({ "QueueUrl": queue, "MessageBody": body, "MessageGroupId": "g" });
    desk.send_to(&dead, "z", "first");
    let sent = desk.ok("SendMessage", send("x"));
    desk.ok("SendMessage", send("y"));
    let zero = json!({ "VisibilityTimeout": 0 });
    for _ in 0..2 {
        assert_eq!(texts_of(&desk.get(&queue, 1, zero.clone())), ["x"]);
    }
    assert_eq!(texts_of(&desk.get(&queue, 1, json!({}))), ["y"], "its group is free in the same receive");
    assert_eq!(texts_of(&desk.get(&dead, 1, json!({}))), ["first"]);
    let received = desk.get(&dead, 1, json!({ "AttributeNames": ["All"] })).remove(0);
    let attributes = &received["Attributes"];
    assert_eq!(received["MessageId"], sent["MessageId"]);
    assert_eq!(attributes["MessageGroupId"], "g");
    assert_eq!(attributes["MessageDeduplicationId"], sent["MessageId"]);
    assert_eq!(attributes["ApproximateReceiveCount"], "3");
    assert_eq!(attributes["DeadLetterQueueSourceArn"], arn("orders.fifo"));
    assert_ne!(attributes["SequenceNumber"], sent["SequenceNumber"], "it has a number of this queue");
}

#[test]
fn equal_fifo_dead_letters_do_not_collide() {
    let mut desk = Desk::new();
    let (queue, dead) = fifo_source(&mut desk, 1, &[]);
    let send = |id: &str| json!({ "QueueUrl": queue, "MessageBody": "same", "MessageGroupId": "g", "MessageDeduplicationId": id });
    for id in ["a", "b"] {
        desk.ok("SendMessage", send(id));
    }
    for _ in 0..2 {
        desk.get(&queue, 10, json!({ "VisibilityTimeout": 0 }));
    }
    assert_eq!(desk.get_bodies(&dead), ["same", "same"]);
    desk.ok("SendMessage", send("a"));
    assert!(desk.get_bodies(&queue).is_empty(), "it is remembered, whatever became of the message");
}

#[test]
fn a_dead_letter_is_not_delayed_and_has_no_sent_event() {
    let mut desk = Desk::new();
    let dead = desk.make_with("dead", &[("DelaySeconds", "900")]);
    let queue = desk.make_source("orders", "dead", 1);
    desk.send(&queue, "x");
    desk.events();
    for _ in 0..2 {
        desk.receive_for(&queue, 0);
    }
    assert_eq!(desk.counts(&dead), [1, 0, 0]);
    assert!(desk.events().iter().all(|event| event.kind.name() != "Sent"));
}

#[test]
fn a_fifo_queue_without_its_dead_letter_queue_keeps_its_messages() {
    let mut desk = Desk::new();
    let (queue, dead) = fifo_source(&mut desk, 1, &[]);
    desk.send_to(&queue, "g", "x");
    desk.delete_queue(&dead.as_str().into());
    for _ in 0..4 {
        assert_eq!(texts_of(&desk.get(&queue, 1, json!({ "VisibilityTimeout": 0 }))), ["x"]);
    }
}

#[test]
fn a_queue_can_be_its_own_dead_letter_queue() {
    let (mut desk, queue) = desk();
    desk.set(&queue, &[("RedrivePolicy", &redrive("orders", 1))]).expect("as the service has it");
    desk.set(&queue, &[("RedrivePolicy", "")]).expect("fine");
    let mut desk = Desk::new();
    let queue = desk.make_fifo("ring.fifo", &[]);
    desk.set(&queue.as_str().into(), &[("RedrivePolicy", &redrive("ring.fifo", 1))]).expect("fine");
    for body in ["1", "2"] {
        desk.send_to(&queue, "g", body);
    }
    for _ in 0..5 {
        desk.get(&queue, 10, json!({ "VisibilityTimeout": 0 }));
        assert_eq!(desk.counts(&queue.as_str().into()), [2, 0, 0]);
    }
}
