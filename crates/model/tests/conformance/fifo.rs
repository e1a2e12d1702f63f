//! FIFO queues (`docs/sqs-behaviour.md`, sections 7.9 and 3.6).

use serde_json::{Value, json};

use crate::fifo_desk;
use crate::shared::wire::{ipv, text, texts_of};
use crate::shared::{Desk, check_error};
use model::sqs::{ErrorKind, EventKind, MessageId};

/// Creates a queue with these messages. The part before the hyphen is the group.
fn with(messages: &[&str]) -> (Desk, String) {
    let (mut desk, queue) = fifo_desk(&[]);
    for message in messages {
        let (group, _) = message.split_once('-').expect("g1-m1");
        desk.send_to(&queue, group, message);
    }
    (desk, queue)
}

fn take(desk: &mut Desk, queue: &str, max: u32, secs: i64) -> Vec<String> {
    texts_of(&desk.get(queue, max, json!({ "VisibilityTimeout": secs })))
}

fn handles(messages: &[Value]) -> Vec<String> {
    messages.iter().map(|message| text(message, "ReceiptHandle").to_owned()).collect()
}

fn delete(desk: &mut Desk, queue: &str, handle: &str) {
    desk.ok("DeleteMessage", json!({ "QueueUrl": queue, "ReceiptHandle": handle }));
}

fn change(desk: &mut Desk, queue: &str, handle: &str, secs: i64) {
    let call = json!({ "QueueUrl": queue, "ReceiptHandle": handle, "VisibilityTimeout": secs });
    desk.ok("ChangeMessageVisibility", call);
}

#[test]
fn b_164_a_group_is_drained_before_the_next() {
    let (mut desk, queue) = with(&["g1-m1", "g2-m1", "g1-m2", "g1-m3"]);
    assert_eq!(desk.get_bodies(&queue), ["g1-m1", "g1-m2", "g1-m3", "g2-m1"]);
}

#[test]
fn b_165_one_message_of_a_group_after_the_other() {
    let (mut desk, queue) = with(&["g-1", "g-2"]);
    let held = handles(&desk.get(&queue, 1, json!({})));
    assert!(desk.get_bodies(&queue).is_empty());
    delete(&mut desk, &queue, &held[0]);
    assert_eq!(desk.get_bodies(&queue), ["g-2"]);
}

#[test]
fn b_166_a_timed_out_message_comes_first_again() {
    let (mut desk, queue) = with(&["g-1", "g-2"]);
    assert_eq!(take(&mut desk, &queue, 1, 1), ["g-1"]);
    desk.pass(1);
    assert_eq!(take(&mut desk, &queue, 1, 1), ["g-1"]);
}

#[test]
fn b_167_a_send_does_not_open_a_locked_group() {
    let (mut desk, queue) = with(&["G-1"]);
    let held = handles(&desk.get(&queue, 1, json!({})));
    desk.send_to(&queue, "G", "G-2");
    assert!(desk.get_bodies(&queue).is_empty());
    let waiting = desk.start_long_poll(&queue.as_str().into(), 20);
    delete(&mut desk, &queue, &held[0]);
    let (call, messages) = desk.reply().expect("at once");
    assert_eq!((call, messages[0].body.as_str()), (waiting, "G-2"));
}

#[test]
fn b_168_groups_take_turns() {
    let (mut desk, queue) = with(&["g1-m1", "g1-m2", "g1-m3", "g1-m4", "g2-m1", "g3-m1"]);
    assert_eq!(take(&mut desk, &queue, 2, 1), ["g1-m1", "g1-m2"]);
    assert_eq!(take(&mut desk, &queue, 1, 1), ["g2-m1"]);
    desk.pass(1);
    assert_eq!(take(&mut desk, &queue, 10, 0), ["g3-m1", "g1-m1", "g1-m2", "g1-m3", "g1-m4", "g2-m1"]);
}

#[test]
fn b_169_turns_with_a_timeout_of_zero() {
    let (mut desk, queue) = with(&["g1-m1", "g2-m1", "g2-m2", "g3-m1", "g1-m2"]);
    assert_eq!(take(&mut desk, &queue, 3, 0), ["g1-m1", "g1-m2", "g2-m1"]);
    assert_eq!(take(&mut desk, &queue, 10, 0), ["g3-m1", "g1-m1", "g1-m2", "g2-m1", "g2-m2"]);
}

#[test]
fn b_170_b_171_a_released_head() {
    let messages = ["g1-m1", "g1-m2", "g2-m1"];
    let (mut desk, queue) = with(&messages);
    let held = handles(&desk.get(&queue, 2, json!({})));
    change(&mut desk, &queue, &held[0], 0);
    assert_eq!(take(&mut desk, &queue, 3, 30), ["g2-m1", "g1-m1"], "the second still blocks what follows");
    // B-171: the same after the first message was deleted.
    let (mut desk, queue) = with(&["g1-m1", "g1-m2", "g1-m3", "g2-m1", "g2-m2"]);
    let held = handles(&desk.get(&queue, 2, json!({})));
    delete(&mut desk, &queue, &held[0]);
    assert_eq!(take(&mut desk, &queue, 10, 30), ["g2-m1", "g2-m2"]);
    delete(&mut desk, &queue, &held[1]);
    assert_eq!(take(&mut desk, &queue, 10, 30), ["g1-m3"]);
}

#[test]
fn b_172_b_173_one_of_three_is_held_longer() {
    let expected: [&[&str]; 3] = [&[], &["g-foo"], &["g-foo", "g-bar"]];
    for (longer, expected) in expected.iter().enumerate() {
        let (mut desk, queue) = with(&["g-foo", "g-bar", "g-baz"]);
        let held = handles(&desk.get(&queue, 10, json!({ "VisibilityTimeout": 1 })));
        change(&mut desk, &queue, &held[longer], 4);
        desk.pass_ms(2_500);
        assert_eq!(desk.get_bodies(&queue), *expected);
    }
}

fn content(group: &str, body: &str) -> Value {
    json!({ "QueueUrl": "orders.fifo", "MessageBody": body, "MessageGroupId": group })
}

#[test]
fn b_174_a_deleted_message_still_deduplicates() {
    for cbd in ["false", "true"] {
        let (mut desk, queue) = fifo_desk(&[("ContentBasedDeduplication", cbd)]);
        let mut call = content("g", "D");
        if cbd == "false" {
            call["MessageDeduplicationId"] = json!("D");
        }
        desk.ok("SendMessage", call.clone());
        let held = handles(&desk.get(&queue, 1, json!({})));
        delete(&mut desk, &queue, &held[0]);
        desk.pass(299);
        desk.ok("SendMessage", call);
        assert!(desk.get_bodies(&queue).is_empty());
    }
}

#[test]
fn b_175_b_176_deduplication_across_groups() {
    for (scope, count) in [("queue", 1), ("messageGroup", 2)] {
        let (mut desk, queue) = fifo_desk(&[("DeduplicationScope", scope), ("FifoThroughputLimit", "perQueue")]);
        for group in ["g", "h", "g", "h"] {
            desk.send_to(&queue, group, "D");
        }
        assert_eq!(desk.get_bodies(&queue).len(), count, "{scope}");
    }
}

#[test]
fn b_177_b_178_the_scope_is_fixed_at_creation() {
    let group = [("DeduplicationScope", "messageGroup"), ("FifoThroughputLimit", "perMessageGroupId")];
    let whole = [("DeduplicationScope", "queue"), ("FifoThroughputLimit", "perQueue")];
    for (first, later, count) in [(whole, group, 1), (group, whole, 2)] {
        let (mut desk, queue) = fifo_desk(&first);
        desk.send_to(&queue, "g", "before");
        desk.set(&queue.as_str().into(), &later).expect("fine");
        assert_eq!(desk.read(&queue.as_str().into(), &["DeduplicationScope"])["DeduplicationScope"], later[0].1);
        desk.send_to(&queue, "h", "before");
        for group in ["g", "h"] {
            desk.send_to(&queue, group, "after");
        }
        assert_eq!(desk.get_bodies(&queue).len(), 2 * count);
    }
}

#[test]
fn b_179_a_duplicate_is_answered_with_the_original() {
    let (mut desk, queue) = fifo_desk(&[]);
    let send = |body: &str| {
        let attributes = json!({ "k": { "DataType": "String", "StringValue": body } });
        json!({ "QueueUrl": "orders.fifo", "MessageBody": body, "MessageGroupId": "g", "MessageDeduplicationId": "D",
                "MessageAttributes": attributes })
    };
    let first = desk.ok("SendMessage", send("x"));
    let second = desk.ok("SendMessage", send("foobar"));
    assert_eq!((&second["MessageId"], &second["SequenceNumber"]), (&first["MessageId"], &first["SequenceNumber"]));
    assert_eq!(second["MD5OfMessageBody"], "3858f62230ac3c915f300c664312c63f", "of what was just sent");
    assert_ne!(second["MD5OfMessageAttributes"], first["MD5OfMessageAttributes"]);
    let last = desk.events().pop().expect("an event").kind;
    let EventKind::Deduplicated { original, .. } = last else { panic!("{last:?}") };
    assert_eq!(original.to_string(), text(&first, "MessageId"));
    assert_eq!(desk.get_bodies(&queue), ["x"]);
}

#[test]
fn b_180_five_minutes_from_the_first_send() {
    let (mut desk, queue) = fifo_desk(&[]);
    let first = desk.send_to(&queue, "g", "D");
    desk.pass(299);
    assert_eq!(desk.send_to(&queue, "g", "D")["MessageId"], first["MessageId"]);
    desk.pass_ms(999);
    assert_eq!(desk.send_to(&queue, "g", "D")["MessageId"], first["MessageId"], "repeats do not prolong it");
    desk.pass_ms(1);
    let second = desk.send_to(&queue, "g", "D");
    assert_ne!(second["MessageId"], first["MessageId"]);
    desk.pass(299);
    assert_eq!(desk.send_to(&queue, "g", "D")["MessageId"], second["MessageId"]);
    assert_eq!(desk.get_bodies(&queue).len(), 2);
}

#[test]
fn b_181_the_digest_of_the_body_is_an_id() {
    let (mut desk, queue) = fifo_desk(&[("ContentBasedDeduplication", "true")]);
    let first = desk.ok("SendMessage", content("g", "café ☕"));
    let mut named = content("g", "other");
    named["MessageDeduplicationId"] = json!("a7e46d54289812af2aa5b08c2fbab5d24bccfc6586df55b187272c8a2a31c85f");
    assert_eq!(desk.ok("SendMessage", named)["MessageId"], first["MessageId"]);
    // Attributes do not count, and an explicit id takes precedence over the body.
    let mut other = content("g", "café ☕");
    other["MessageAttributes"] = json!({ "k": { "DataType": "String", "StringValue": "x" } });
    assert_eq!(desk.ok("SendMessage", other)["MessageId"], first["MessageId"]);
    let mut own = content("g", "café ☕");
    own["MessageDeduplicationId"] = json!("own");
    assert_ne!(desk.ok("SendMessage", own)["MessageId"], first["MessageId"]);
    assert_eq!(desk.get_bodies(&queue).len(), 2);
}

#[test]
fn a_refused_send_is_not_remembered() {
    let (mut desk, queue) = fifo_desk(&[]);
    let mut bad = content("g", "x");
    bad["MessageDeduplicationId"] = json!("D");
    bad["MessageAttributes"] = json!({ "": { "DataType": "String", "StringValue": "x" } });
    desk.refused("SendMessage", bad.clone());
    bad.as_object_mut().expect("an object").remove("MessageAttributes");
    desk.ok("SendMessage", bad);
    assert_eq!(desk.get_bodies(&queue), ["x"]);
}

fn attempt(id: &str) -> Value {
    json!({ "ReceiveRequestAttemptId": id })
}

fn spent(id: &str) -> crate::shared::wire::Refusal {
    ipv(&format!(
        "Value {id} for parameter ReceiveRequestAttemptId is invalid. Reason: The receiveRequestAttemptId is not valid \
         anymore since the receive call is not retryable."
    ))
}

fn receive(id: &str) -> Value {
    json!({ "QueueUrl": "orders.fifo", "MaxNumberOfMessages": 2, "ReceiveRequestAttemptId": id })
}

#[test]
fn b_182_a_receive_can_be_repeated() {
    let (mut desk, queue) = with(&["g-1", "g-2", "g-3"]);
    let first = desk.get(&queue, 2, attempt("A"));
    desk.pass(20);
    let again = desk.get(&queue, 2, attempt("A"));
    assert_eq!((texts_of(&again), handles(&again)), (texts_of(&first), handles(&first)));
    assert!(desk.get(&queue, 2, attempt("B")).is_empty());
    assert!(desk.get_bodies(&queue).is_empty());
    desk.pass(29);
    assert_eq!(handles(&desk.get(&queue, 2, attempt("A"))), handles(&first), "its timeout began anew");
    let counted = desk.get(&queue, 2, json!({ "ReceiveRequestAttemptId": "A", "AttributeNames": ["All"] }));
    assert_eq!(counted[0]["Attributes"]["ApproximateReceiveCount"], "1", "one receive, however often it is repeated");
    for handle in handles(&first) {
        delete(&mut desk, &queue, &handle);
    }
    assert_eq!(desk.get_bodies(&queue), ["g-3"]);
}

#[test]
fn b_183_a_receive_of_changed_messages_cannot_be_repeated() {
    // The message was deleted, changed or timed out, or the five minutes are over.
    let (mut desk, queue) = with(&["g-1", "g-2"]);
    let held = handles(&desk.get(&queue, 2, attempt("A")));
    delete(&mut desk, &queue, &held[0]);
    assert_eq!(desk.refused("ReceiveMessage", receive("A")), spent("A"));

    let (mut desk, queue) = with(&["g-1", "g-2"]);
    let held = handles(&desk.get(&queue, 2, attempt("A")));
    desk.pass(10);
    change(&mut desk, &queue, &held[1], 5);
    assert_eq!(desk.refused("ReceiveMessage", receive("A")), spent("A"));

    let (mut desk, queue) = with(&["g-1", "g-2"]);
    desk.get(&queue, 2, attempt("A"));
    desk.pass(30);
    assert_eq!(desk.refused("ReceiveMessage", receive("A")), spent("A"));

    let (mut desk, queue) = with(&["g-1", "h-2"]);
    let first = desk.get(&queue, 1, json!({ "ReceiveRequestAttemptId": "A", "VisibilityTimeout": 600 }));
    desk.pass(299);
    let again = desk.get(&queue, 1, json!({ "ReceiveRequestAttemptId": "A", "VisibilityTimeout": 600 }));
    assert_eq!(handles(&again), handles(&first));
    desk.pass(1);
    assert_eq!(texts_of(&desk.get(&queue, 1, attempt("A"))), ["h-2"], "five minutes are over");
}

#[test]
fn a_change_to_the_same_deadline_is_a_change() {
    let (mut desk, queue) = with(&["g-1"]);
    let held = handles(&desk.get(&queue, 1, attempt("A")));
    desk.pass(10);
    change(&mut desk, &queue, &held[0], 20);
    assert_eq!(desk.refused("ReceiveMessage", receive("A")), spent("A"));
}

#[test]
fn a_repeated_receive_with_a_timeout_of_zero_shows_its_messages() {
    let (mut desk, queue) = with(&["g-1"]);
    desk.get(&queue, 1, attempt("A"));
    let again = desk.get(&queue, 1, json!({ "ReceiveRequestAttemptId": "A", "VisibilityTimeout": 0 }));
    assert_eq!(texts_of(&again), ["g-1"]);
    assert_eq!(desk.counts(&queue.as_str().into()), [1, 0, 0]);
    assert_eq!(desk.refused("ReceiveMessage", receive("A")), spent("A"));
}

#[test]
fn two_receives_of_one_attempt_wait() {
    let (mut desk, queue) = fifo_desk(&[]);
    let wait = json!({ "QueueUrl": queue, "ReceiveRequestAttemptId": "A", "WaitTimeSeconds": 20 });
    let read = || {
        let request = model::sqs::read_call("AmazonSQS.ReceiveMessage", wait.to_string().as_bytes(), None);
        request.expect("a call")
    };
    let calls = [desk.ask(read()).0, desk.ask(read()).0];
    desk.send_to(&queue, "g", "1");
    let (first, messages) = desk.reply().expect("a reply");
    let handle = messages[0].receipt_handle.clone();
    assert_eq!(first, calls[0]);
    let (second, messages) = desk.reply().expect("the other repeats it");
    assert_eq!((second, messages.len()), (calls[1], 1));
    assert_eq!(messages[0].receipt_handle, handle);
    desk.send_to(&queue, "h", "2");
    assert_eq!(desk.reply(), None);
    assert_eq!(desk.counts(&queue.as_str().into()), [1, 1, 0]);
}

#[test]
fn attempt_ids_are_checked() {
    let (mut desk, queue) = with(&["g-1"]);
    for bad in ["a".repeat(129), String::new(), "a b".into()] {
        let text = format!(
            "Value {bad} for parameter ReceiveRequestAttemptId is invalid. Reason: ReceiveRequestAttemptId can only include \
             alphanumeric and punctuation characters. 1 to 128 in length."
        );
        assert_eq!(desk.refused("ReceiveMessage", receive(&bad)), ipv(&text));
    }
    desk.get(&queue, 1, attempt(&"a".repeat(128)));
    let (mut desk, _) = crate::desk();
    let call = json!({ "QueueUrl": "orders", "ReceiveRequestAttemptId": "A" });
    assert_eq!(desk.refused("ReceiveMessage", call).query_error, "InvalidParameterValue;Sender");
}

#[test]
fn an_empty_attempt_is_not_remembered() {
    let (mut desk, queue) = fifo_desk(&[]);
    assert!(desk.get(&queue, 1, attempt("A")).is_empty());
    desk.send_to(&queue, "g", "1");
    assert_eq!(texts_of(&desk.get(&queue, 1, attempt("A"))), ["1"]);
}

#[test]
fn the_recorded_long_sequence() {
    for both in [true, false] {
        let (mut desk, queue) = with(&["g1-m1", "g2-m1", "g1-m2", "g2-m2"]);
        for again in ["g1-m2", "g1-m3", "g1-m4", "g3-m1"] {
            desk.send_to(&queue, &again[..2], again);
        }
        let held = desk.get(&queue, 2, json!({}));
        assert_eq!(texts_of(&held), ["g1-m1", "g1-m2"]);
        let held = handles(&held);
        delete(&mut desk, &queue, &held[0]);
        if both {
            delete(&mut desk, &queue, &held[1]);
        }
        let got = desk.get_bodies(&queue);
        let of = |group: &str| got.iter().filter(|body| body.starts_with(group)).cloned().collect::<Vec<_>>();
        let of_g1: &[&str] = if both { &["g1-m3", "g1-m4"] } else { &[] };
        assert_eq!(
            (of("g1"), of("g2"), of("g3")),
            (
                of_g1.iter().map(|body| (*body).to_owned()).collect(),
                vec!["g2-m1".into(), "g2-m2".into()],
                vec!["g3-m1".into()]
            )
        );
    }
}

#[test]
fn three_receives_wait_for_one_group() {
    let (mut desk, queue) = fifo_desk(&[]);
    let url = queue.as_str().into();
    let calls = [(); 3].map(|()| desk.start_long_poll(&url, 20));
    desk.send_to(&queue, "g", "1");
    let (first, messages) = desk.reply().expect("a reply");
    assert_eq!(first, calls[0]);
    desk.send_to(&queue, "g", "2");
    assert_eq!(desk.reply(), None);
    desk.delete(&url, &messages[0].receipt_handle).expect("fine");
    let (second, messages) = desk.reply().expect("a reply");
    assert_eq!((second, messages[0].body.as_str()), (calls[1], "2"));
    desk.pass(20);
    assert_eq!(desk.reply(), Some((calls[2], vec![])));
}

#[test]
fn a_delayed_message_blocks_its_group() {
    let (mut desk, queue) = with(&["g-1"]);
    let url = queue.as_str().into();
    desk.set(&url, &[("DelaySeconds", "5")]).expect("fine");
    desk.send_to(&queue, "g", "2");
    desk.set(&url, &[("DelaySeconds", "0")]).expect("fine");
    assert_eq!(desk.get_bodies(&queue), ["g-1", "2"], "the change is for what is stored");

    let (mut desk, queue) = fifo_desk(&[("DelaySeconds", "5")]);
    desk.send_to(&queue, "g", "1");
    desk.pass(2);
    desk.send_to(&queue, "g", "2");
    desk.pass(3);
    assert_eq!(desk.get_bodies(&queue), ["1"]);
    desk.pass(2);
    assert!(desk.get_bodies(&queue).is_empty(), "its head is in flight");
    desk.pass(28);
    assert_eq!(desk.get_bodies(&queue), ["1", "2"]);
}

#[test]
fn a_handle_of_a_fifo_queue_is_garbage_elsewhere() {
    let (mut desk, queue) = with(&["g-1"]);
    let other = desk.make_fifo("other.fifo", &[]);
    let handle = handles(&desk.get(&queue, 1, json!({})))[0].clone();
    let text = format!("The receipt handle \"{handle}\" is not valid for this queue.");
    let deleted = desk.delete(&other.as_str().into(), &handle.as_str().into());
    check_error(deleted, ErrorKind::ReceiptHandleIsInvalid, &text);
}

#[test]
fn message_ids_stay_the_same_over_receives() {
    let (mut desk, queue) = with(&["g-1"]);
    let ids: Vec<MessageId> = (0..3).map(|_| desk.receive_for(&queue.as_str().into(), 0)[0].message_id).collect();
    assert!(ids.iter().all(|id| *id == ids[0]));
}
