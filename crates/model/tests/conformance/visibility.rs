//! Visibility and receipt handles (`docs/sqs-behaviour.md`, sections 7.7, 3.4 and 3.5).

use crate::shared::wire::{missing, modelled, no_such_queue};
use crate::shared::{Desk, bodies, check_error, check_kind};
use crate::{all, desk, desk_with, fifo_desk};
use model::sqs::{ErrorKind, QueueUrl, ReceiptHandle, ReceiveMessage};
use serde_json::json;

#[test]
fn b_131_a_message_returns_after_its_timeout() {
    let (mut desk, queue) = desk_with(&[("VisibilityTimeout", "1")]);
    desk.send(&queue, "x");
    let first = desk.one(&queue);
    assert!(desk.receive(&queue).is_empty());
    desk.pass(1);
    let second = desk.try_receive(all(&queue)).expect("fine").remove(0);
    assert_ne!(second.receipt_handle, first.receipt_handle);
    assert_eq!(second.attributes["ApproximateReceiveCount"], "2");
}

#[test]
fn b_132_a_timeout_of_zero() {
    let (mut desk, queue) = desk();
    desk.send(&queue, "x");
    let mut handles = Vec::new();
    for count in ["1", "2"] {
        let request = ReceiveMessage { visibility_timeout: Some(0), max_number_of_messages: Some(10), ..all(&queue) };
        let received = desk.try_receive(request).expect("fine");
        assert_eq!(received.len(), 1, "once per answer");
        assert_eq!(received[0].attributes["ApproximateReceiveCount"], count);
        handles.push(received[0].receipt_handle.clone());
    }
    assert_ne!(handles[0], handles[1]);
    assert_eq!(desk.counts(&queue), [1, 0, 0]);
}

#[test]
fn b_133_a_timeout_per_receive() {
    let (mut desk, queue) = desk();
    desk.send(&queue, "x");
    desk.receive_for(&queue, 3);
    desk.pass_ms(2_999);
    assert!(desk.receive(&queue).is_empty());
    desk.pass_ms(1);
    assert_eq!(desk.receive(&queue).len(), 1);
}

#[test]
fn b_134_release() {
    let (mut desk, queue) = desk();
    desk.send(&queue, "x");
    let handle = desk.one(&queue).receipt_handle;
    desk.change(&queue, &handle, 0).expect("fine");
    assert_eq!(desk.receive(&queue).len(), 1);
}

#[test]
fn b_135_a_change_counts_from_its_call() {
    for secs in [5, 100] {
        let (mut desk, queue) = desk();
        desk.send(&queue, "x");
        let handle = desk.one(&queue).receipt_handle;
        desk.pass(10);
        desk.change(&queue, &handle, secs).expect("fine");
        desk.pass_ms(1_000 * secs as u64 - 1);
        assert_eq!(desk.counts(&queue), [0, 1, 0]);
        desk.pass_ms(1);
        assert_eq!(desk.counts(&queue), [1, 0, 0]);
    }
}

#[test]
fn b_136_a_change_is_not_remembered() {
    let (mut desk, queue) = desk();
    desk.send(&queue, "x");
    let handle = desk.one(&queue).receipt_handle;
    desk.change(&queue, &handle, 100).expect("fine");
    desk.pass(100);
    assert_eq!(desk.receive(&queue).len(), 1);
    desk.pass(30);
    assert_eq!(desk.receive(&queue).len(), 1);
}

#[test]
fn b_137_change_out_of_range() {
    let (mut desk, _) = desk();
    for bad in [43_201, -1] {
        let change = desk.change(&"nowhere".into(), &"garbage".into(), bad);
        check_kind(change, ErrorKind::InvalidParameterValue);
    }
}

#[test]
fn b_138_b_139_twelve_hours_at_most() {
    let (mut desk, queue) = desk();
    desk.send(&queue, "x");
    let handle = desk.one(&queue).receipt_handle;
    desk.change(&queue, &handle, 43_195).expect("fine");
    desk.pass(3_600);
    check_error(
        desk.change(&queue, &handle, 43_200),
        ErrorKind::InvalidParameterValue,
        "Value 43200 for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for the message is \
         beyond the limit [43200 seconds]",
    );
    desk.change(&queue, &handle, 39_600).expect("exactly at the limit");
    check_kind(desk.change(&queue, &handle, 39_601), ErrorKind::InvalidParameterValue);
    desk.pass_ms(39_599_999);
    assert_eq!(desk.counts(&queue), [0, 1, 0]);
    desk.pass_ms(1);
    assert_eq!(desk.counts(&queue), [1, 0, 0]);
}

#[test]
fn b_140_b_141_garbage_handles() {
    let (mut desk, queue) = desk();
    for garbage in ["garbage", "INVALID", ""] {
        let text = format!("The input receipt handle \"{garbage}\" is not a valid receipt handle.");
        check_error(desk.delete(&queue, &garbage.into()), ErrorKind::ReceiptHandleIsInvalid, &text);
        let error = desk.change(&queue, &garbage.into(), 5).expect_err("refused");
        assert_eq!(error.kind.status(), 404);
        check_error(Err::<(), _>(error), ErrorKind::ReceiptHandleIsInvalid, &text);
    }
}

#[test]
fn b_142_a_handle_of_another_queue() {
    let (mut desk, queue) = desk();
    let other = desk.make("other");
    desk.send(&queue, "x");
    let handle = desk.one(&queue).receipt_handle;
    let text = format!("The receipt handle \"{handle}\" is not valid for this queue.");
    check_error(desk.delete(&other, &handle), ErrorKind::ReceiptHandleIsInvalid, &text);
    check_error(desk.change(&other, &handle, 5), ErrorKind::ReceiptHandleIsInvalid, &text);
    // A handle of a deleted queue with the same name is invalid as well.
    desk.delete_queue(&queue);
    desk.pass(61);
    desk.make("orders");
    check_error(desk.delete(&queue, &handle), ErrorKind::ReceiptHandleIsInvalid, &text);
}

#[test]
fn b_143_b_144_after_the_delete() {
    let (mut desk, queue) = desk();
    desk.send(&queue, "x");
    let handle = desk.one(&queue).receipt_handle;
    for _ in 0..3 {
        desk.delete(&queue, &handle).expect("200 each time");
    }
    // The slot in memory is reused, but the old handle still means the old message.
    desk.send(&queue, "y");
    desk.delete(&queue, &handle).expect("200");
    assert_eq!(desk.counts(&queue), [1, 0, 0]);
    let text = format!(
        "Value {handle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for \
         visibility timeout change."
    );
    check_error(desk.change(&queue, &handle, 5), ErrorKind::InvalidParameterValue, &text);
    let deleted = desk.events().into_iter().filter(|event| event.kind.name() == "Deleted");
    assert_eq!(deleted.count(), 1);
}

#[test]
fn b_145_delete_after_the_timeout() {
    let (mut desk, queue) = desk();
    desk.send(&queue, "x");
    let handle = desk.one(&queue).receipt_handle;
    desk.pass(30);
    desk.delete(&queue, &handle).expect("200");
    assert!(desk.receive(&queue).is_empty());
    assert_eq!(desk.counts(&queue), [0, 0, 0]);
}

#[test]
fn b_146_delete_with_an_older_handle() {
    let (mut desk, queue) = desk();
    desk.send(&queue, "x");
    let handle = desk.one(&queue).receipt_handle;
    desk.pass(30);
    let newer = desk.one(&queue).receipt_handle;
    desk.delete(&queue, &handle).expect("200");
    assert_eq!(desk.counts(&queue), [0, 0, 0]);
    desk.delete(&queue, &newer).expect("200");
    desk.pass(30);
    assert!(desk.receive(&queue).is_empty());
}

#[test]
fn b_147_change_after_the_timeout() {
    let (mut desk, queue) = desk();
    desk.send(&queue, "x");
    desk.send(&queue, "y");
    let handle = desk.one(&queue).receipt_handle;
    desk.pass(30);
    desk.change(&queue, &handle, 0).expect("200");
    assert_eq!(desk.counts(&queue), [2, 0, 0]);
    desk.change(&queue, &handle, 7).expect("200");
    assert_eq!(desk.counts(&queue), [1, 1, 0]);
    desk.pass(7);
    assert_eq!(bodies(&desk.receive_for(&queue, 30)), ["x", "y"]);
}

#[test]
fn change_with_an_older_handle() {
    let (mut desk, queue) = desk();
    desk.send(&queue, "x");
    let handle = desk.one(&queue).receipt_handle;
    desk.pass(30);
    desk.one(&queue);
    desk.change(&queue, &handle, 0).expect("it means the message");
    assert_eq!(desk.counts(&queue), [1, 0, 0]);
}

const EXPIRED: &str = "The receipt handle has expired.";

/// Creates a FIFO queue with one message in flight, and returns its handle.
fn fifo_held(secs: i64) -> (Desk, QueueUrl, ReceiptHandle) {
    let (mut desk, name) = fifo_desk(&[]);
    desk.send_to(&name, "g", "x");
    let queue = name.as_str().into();
    let handle = desk.receive_for(&queue, secs).remove(0).receipt_handle;
    (desk, queue, handle)
}

fn handle_refusal(handle: &ReceiptHandle, reason: &str) -> String {
    format!("Value {handle} for parameter ReceiptHandle is invalid. Reason: {reason}")
}

#[test]
fn b_148_a_fifo_handle_expires() {
    let (mut desk, queue, handle) = fifo_held(1);
    desk.pass(1);
    let text = handle_refusal(&handle, EXPIRED);
    check_error(desk.delete(&queue, &handle), ErrorKind::InvalidParameterValue, &text);
    check_error(desk.change(&queue, &handle, 5), ErrorKind::InvalidParameterValue, &text);
    assert_eq!(desk.counts(&queue), [1, 0, 0]);
    // An older handle is expired as well, while a newer receive holds the message.
    let newer = desk.one(&queue).receipt_handle;
    check_error(desk.delete(&queue, &handle), ErrorKind::InvalidParameterValue, &text);
    check_error(desk.change(&queue, &handle, 0), ErrorKind::InvalidParameterValue, &text);
    assert_eq!(desk.counts(&queue), [0, 1, 0]);
    desk.delete(&queue, &newer).expect("the newer does");
    desk.delete(&queue, &newer).expect("and again");
    desk.delete(&queue, &handle).expect("gone is gone");
    let gone = handle_refusal(&handle, "Message does not exist or is not available for visibility timeout change.");
    check_error(desk.change(&queue, &handle, 5), ErrorKind::InvalidParameterValue, &gone);
}

#[test]
fn a_fifo_handle_of_a_timeout_of_zero_is_expired_at_once() {
    for released in [false, true] {
        let (mut desk, queue, handle) = fifo_held(if released { 30 } else { 0 });
        if released {
            desk.change(&queue, &handle, 0).expect("fine");
        }
        check_error(desk.delete(&queue, &handle), ErrorKind::InvalidParameterValue, &handle_refusal(&handle, EXPIRED));
        assert_eq!(desk.counts(&queue), [1, 0, 0]);
    }
}

#[test]
fn b_149_a_fifo_handle_extended_in_time() {
    let (mut desk, queue, handle) = fifo_held(2);
    desk.pass(1);
    desk.change(&queue, &handle, 3).expect("in time");
    desk.pass(2);
    desk.delete(&queue, &handle).expect("until the extended deadline");
    assert_eq!(desk.counts(&queue), [0, 0, 0]);
}

#[test]
fn a_fifo_message_that_expired_can_be_deleted() {
    let (mut desk, queue, handle) = fifo_held(600);
    desk.set(&queue, &[("MessageRetentionPeriod", "60")]).expect("fine");
    desk.pass(60);
    assert_eq!(desk.counts(&queue), [0, 0, 0]);
    desk.delete(&queue, &handle).expect("200");
}

#[test]
fn changing_again_and_again_hides_a_standard_message_for_good() {
    let (mut desk, queue) = desk();
    desk.send(&queue, "x");
    let handle = desk.receive_for(&queue, 2).remove(0).receipt_handle;
    for _ in 0..4 {
        desk.pass(1);
        desk.change(&queue, &handle, 2).expect("also where the timeout has run out");
        desk.pass(1);
        assert!(desk.receive(&queue).is_empty());
        desk.pass(1);
        assert_eq!(desk.counts(&queue), [1, 0, 0]);
    }
}

#[test]
fn an_out_of_range_timeout_is_checked_first() {
    let (mut desk, _) = desk();
    let change =
        |queue: &str, secs: i64| json!({ "QueueUrl": queue, "ReceiptHandle": "garbage", "VisibilityTimeout": secs });
    for bad in [-1, 43_201] {
        let refused = desk.refused("ChangeMessageVisibility", change("none", bad));
        assert_eq!(refused.query_error, "InvalidParameterValue;Sender");
    }
    assert_eq!(desk.refused("ChangeMessageVisibility", change("none", 5)), no_such_queue());
    let text = "The input receipt handle \"garbage\" is not a valid receipt handle.";
    let refusal = modelled(404, "ReceiptHandleIsInvalid", "ReceiptHandleIsInvalid", text);
    assert_eq!(desk.refused("ChangeMessageVisibility", change("orders", 5)), refusal);
    for name in ["QueueUrl", "ReceiptHandle", "VisibilityTimeout"] {
        let mut call = change("orders", 5);
        call.as_object_mut().expect("an object").remove(name);
        assert_eq!(desk.refused("ChangeMessageVisibility", call), missing(name));
    }
}
