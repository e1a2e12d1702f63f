//! Delay, retention, counts and purge (`docs/sqs-behaviour.md`, sections 7.8, 3.2 and 3.9).

use crate::shared::wire::{text, texts_of};
use crate::shared::{bodies, check_error, check_kind};
use crate::{desk, desk_with, fifo_desk};
use model::sqs::{ErrorKind, EventKind};
use serde_json::json;

#[test]
fn b_153_b_154_delay() {
    for own in [true, false] {
        let (mut desk, queue) = desk_with(if own { &[] } else { &[("DelaySeconds", "2")] });
        if own {
            desk.send_delayed(&queue, "x", 2).expect("fine");
        } else {
            desk.send(&queue, "x");
        }
        desk.pass_ms(1_999);
        assert!(desk.receive(&queue).is_empty());
        desk.pass_ms(1);
        assert_eq!(desk.receive(&queue).len(), 1);
    }
}

#[test]
fn b_156_counts_with_delays() {
    let (mut desk, queue) = desk();
    desk.send(&queue, "x");
    for _ in 0..2 {
        desk.send_delayed(&queue, "x", 2).expect("fine");
    }
    assert_eq!(desk.counts(&queue), [1, 0, 2]);
    // A changed delay applies to later messages only.
    desk.set(&queue, &[("DelaySeconds", "900")]).expect("fine");
    desk.pass(2);
    assert_eq!(desk.counts(&queue), [3, 0, 0]);
}

#[test]
fn b_157_counts_in_flight() {
    let (mut desk, queue) = desk();
    for _ in 0..6 {
        desk.send(&queue, "x");
    }
    desk.receive(&queue);
    assert_eq!(desk.counts(&queue), [5, 1, 0]);
    // A changed timeout applies to later receives only.
    desk.set(&queue, &[("VisibilityTimeout", "900")]).expect("fine");
    desk.pass(30);
    assert_eq!(desk.counts(&queue), [6, 0, 0]);
}

#[test]
fn b_159_retention() {
    let (mut desk, queue) = desk_with(&[("MessageRetentionPeriod", "60")]);
    desk.send(&queue, "x");
    desk.send_delayed(&queue, "y", 900).expect("fine");
    desk.pass_ms(59_999);
    assert_eq!(desk.counts(&queue), [1, 0, 1]);
    desk.pass_ms(1);
    assert_eq!(desk.counts(&queue), [0, 0, 0]);
    assert_eq!(desk.engine.poll_timeout(), None);
}

#[test]
fn b_160_retention_wins_over_visibility() {
    let (mut desk, queue) = desk_with(&[("MessageRetentionPeriod", "60")]);
    desk.send(&queue, "x");
    desk.pass(5);
    let handle = desk.receive_for(&queue, 60).remove(0).receipt_handle;
    desk.pass(56);
    assert_eq!(desk.counts(&queue), [0, 0, 0]);
    desk.pass(10);
    assert!(desk.receive(&queue).is_empty());
    desk.delete(&queue, &handle).expect("200");
}

#[test]
fn lowered_retention_applies_to_stored_messages() {
    let (mut desk, queue) = desk();
    desk.send(&queue, "old");
    desk.pass(100);
    desk.send(&queue, "new");
    desk.set(&queue, &[("MessageRetentionPeriod", "60")]).expect("fine");
    assert_eq!(bodies(&desk.receive_for(&queue, 0)), ["new"]);
    let names: Vec<_> = desk.events().iter().map(|event| event.kind.name()).collect();
    assert!(names.ends_with(&["AttributesChanged", "Expired", "Received"]), "{names:?}");
}

#[test]
fn b_161_purge() {
    let (mut desk, queue) = desk();
    for n in 0..10 {
        desk.send(&queue, &n.to_string());
    }
    desk.send_delayed(&queue, "late", 5).expect("fine");
    for _ in 0..5 {
        desk.receive(&queue);
    }
    desk.purge(&queue).expect("fine");
    assert_eq!(desk.events().pop().map(|event| event.kind), Some(EventKind::Purged { count: 11 }));
    desk.pass(31);
    assert!(desk.receive(&queue).is_empty());
    desk.send(&queue, "x");
    assert_eq!(bodies(&desk.receive(&queue)), ["x"]);
}

#[test]
fn b_163_purge_again() {
    let (mut desk, queue) = desk();
    desk.purge(&queue).expect("fine");
    desk.pass_ms(59_999);
    let error = desk.purge(&queue).expect_err("too early");
    assert_eq!(error.kind.query_code(), "AWS.SimpleQueueService.PurgeQueueInProgress");
    assert_eq!(error.kind.status(), 403);
    let text = "Only one PurgeQueue operation on orders is allowed every 60 seconds.";
    check_error(Err::<(), _>(error), ErrorKind::PurgeQueueInProgress, text);
    desk.pass_ms(1);
    desk.purge(&queue).expect("fine");
}

#[test]
fn a_message_returns_to_its_old_position() {
    let (mut desk, queue) = desk();
    desk.send(&queue, "1");
    desk.send(&queue, "2");
    desk.receive_for(&queue, 5);
    desk.send(&queue, "3");
    desk.pass(5);
    assert_eq!(bodies(&desk.receive_for(&queue, 30)), ["1", "2", "3"]);
}

#[test]
fn b_155_a_fifo_queues_delay() {
    let (mut desk, queue) = fifo_desk(&[("DelaySeconds", "2")]);
    for body in ["1", "2", "3"] {
        desk.send_to(&queue, "g", body);
    }
    desk.pass_ms(1_999);
    assert!(desk.get_bodies(&queue).is_empty());
    assert_eq!(desk.counts(&queue.as_str().into()), [0, 0, 3]);
    desk.pass_ms(1);
    assert_eq!(desk.get_bodies(&queue), ["1", "2", "3"]);
}

#[test]
fn b_158_counts_of_a_fifo_queue() {
    let (mut desk, queue) = fifo_desk(&[]);
    for group in ["1", "2", "3"] {
        for n in 0..2 {
            desk.send_to(&queue, group, &format!("{group}-{n}"));
        }
    }
    let received = [(); 2].map(|()| texts_of(&desk.get(&queue, 1, json!({}))).remove(0));
    assert_eq!(received, ["1-0", "2-0"]);
    assert_eq!(desk.counts(&queue.as_str().into()), [4, 2, 0], "blocked ones are visible");
}

#[test]
fn b_159_b_160_retention_of_a_fifo_queue() {
    let (mut desk, queue) = fifo_desk(&[("MessageRetentionPeriod", "60")]);
    desk.send_to(&queue, "g", "1");
    desk.pass(5);
    desk.send_to(&queue, "g", "2");
    desk.get(&queue, 1, json!({ "VisibilityTimeout": 60 }));
    desk.pass(54);
    assert!(desk.get_bodies(&queue).is_empty());
    desk.pass(1);
    assert_eq!(desk.get_bodies(&queue), ["2"], "the head that expires in flight frees its group");
    desk.pass(60);
    assert!(desk.get_bodies(&queue).is_empty());
    assert_eq!(desk.counts(&queue.as_str().into()), [0, 0, 0]);
}

#[test]
fn b_162_a_purge_forgets_deduplication_ids() {
    let (mut desk, queue) = fifo_desk(&[]);
    let first = desk.send_to(&queue, "g", "D");
    desk.purge(&queue.as_str().into()).expect("fine");
    let second = desk.send_to(&queue, "g", "D");
    assert_ne!(first["MessageId"], second["MessageId"]);
    assert!(text(&second, "SequenceNumber") > text(&first, "SequenceNumber"));
    assert_eq!(desk.get_bodies(&queue), ["D"]);
}

#[test]
fn a_changed_delay_applies_to_stored_fifo_messages() {
    let (mut desk, queue) = fifo_desk(&[]);
    let url = queue.as_str().into();
    desk.send_to(&queue, "g", "1");
    desk.send_to(&queue, "h", "2");
    desk.get(&queue, 1, json!({ "VisibilityTimeout": 5 }));
    desk.pass(4);
    desk.send_to(&queue, "i", "3");
    desk.set(&url, &[("DelaySeconds", "10")]).expect("fine");
    assert_eq!(desk.counts(&url), [0, 1, 2], "what nobody received waits again");
    desk.pass(1);
    assert_eq!(desk.counts(&url), [1, 0, 2], "what was received does not");
    desk.pass_ms(4_999);
    assert_eq!(desk.counts(&url), [1, 0, 2]);
    desk.pass_ms(1);
    assert_eq!(desk.counts(&url), [2, 0, 1], "ten seconds since it was sent");
    desk.set(&url, &[("DelaySeconds", "6")]).expect("fine");
    assert_eq!(desk.counts(&url), [3, 0, 0], "six seconds are over");
    desk.set(&url, &[("DelaySeconds", "60")]).expect("fine");
    desk.set(&url, &[("VisibilityTimeout", "60")]).expect("fine");
    desk.set(&url, &[("DelaySeconds", "0")]).expect("fine");
    assert_eq!(desk.get_bodies(&queue).len(), 3);
}

#[test]
fn many_changes_of_the_delay_leave_no_stale_timer() {
    let (mut desk, queue) = fifo_desk(&[]);
    let url = queue.as_str().into();
    for n in 0..3 {
        desk.send_to(&queue, "g", &n.to_string());
    }
    for n in 0..100 {
        desk.set(&url, &[("DelaySeconds", ["900", "899"][n % 2])]).expect("fine");
    }
    desk.set(&url, &[("DelaySeconds", "1")]).expect("fine");
    assert_eq!(desk.engine.poll_timeout(), Some(model::time::Instant::from_millis(1_000)));
    desk.pass(1);
    assert_eq!(desk.get_bodies(&queue), ["0", "1", "2"]);
}

#[test]
fn a_purge_keeps_waiting_receives_and_attributes() {
    let (mut desk, queue) = desk();
    let waiting = desk.start_long_poll(&queue, 20);
    desk.purge(&queue).expect("fine");
    desk.send(&queue, "x");
    assert_eq!(desk.reply().map(|(call, messages)| (call, messages.len())), Some((waiting, 1)), "it still waited");
    let handle = {
        desk.send(&queue, "y");
        desk.one(&queue).receipt_handle
    };
    desk.pass(60);
    desk.purge(&queue).expect("fine");
    desk.delete(&queue, &handle).expect("200");
    check_kind(desk.change(&queue, &handle, 5), ErrorKind::InvalidParameterValue);
    let read = desk.read(&queue, &["VisibilityTimeout"]);
    assert_eq!(read["VisibilityTimeout"], "30");
    // Each queue has its own purge window, also if one name begins with the other.
    let other = desk.make("orders2");
    desk.purge(&other).expect("its own window");
}

#[test]
fn retention_also_ends_delayed_and_in_flight_messages() {
    let (mut desk, queue) = desk_with(&[("MessageRetentionPeriod", "60")]);
    desk.send_delayed(&queue, "x", 900).expect("fine");
    desk.send(&queue, "y");
    desk.receive_for(&queue, 900);
    desk.pass(60);
    assert_eq!(desk.counts(&queue), [0, 0, 0]);
    desk.set(&queue, &[("MessageRetentionPeriod", "1209600")]).expect("fine");
    assert_eq!(desk.counts(&queue), [0, 0, 0]);
}
