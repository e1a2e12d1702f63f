//! Receiving (`docs/sqs-behaviour.md`, section 7.6 and the table of 2.5).

use crate::shared::wire::names;
use crate::shared::{attribute, bodies, check_error, ten, texts};
use crate::{all, desk, desk_with, fifo_desk};
use model::engine::EPOCH_MS;
use model::sqs::{ErrorKind, EventKind, ReceiveMessage};
use serde_json::{Value, json};

#[test]
fn b_112_empty_queue() {
    let (mut desk, queue) = desk();
    assert!(desk.receive(&queue).is_empty());
    let zero = ReceiveMessage { wait_time_seconds: Some(0), ..ReceiveMessage::new(queue.clone()) };
    assert!(desk.try_receive(zero).expect("fine").is_empty());
    let call = desk.start_long_poll(&queue, 1);
    desk.pass_ms(999);
    assert_eq!(desk.reply(), None);
    desk.pass_ms(1);
    assert_eq!(desk.reply(), Some((call, vec![])));
    let last = desk.events().pop().expect("an event");
    assert_eq!((last.call, last.kind), (Some(call), EventKind::ReceivedNothing));
}

#[test]
fn b_113_b_114_numbers_out_of_range() {
    let (mut desk, queue) = desk();
    let plain = ReceiveMessage::new(queue);
    let mut check = |request, text: String| {
        check_error(desk.try_receive(request), ErrorKind::InvalidParameterValue, &text);
    };
    for bad in [0, 11, -1] {
        let text = "for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.";
        let request = ReceiveMessage { max_number_of_messages: Some(bad), ..plain.clone() };
        check(request, format!("Value {bad} {text}"));
    }
    for bad in [21, -1] {
        let text = "for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.";
        check(ReceiveMessage { wait_time_seconds: Some(bad), ..plain.clone() }, format!("Value {bad} {text}"));
    }
    for bad in [43_201, -1] {
        let text = "for parameter VisibilityTimeout is invalid. Reason: Must be >= 0 and <= 43200, if provided.";
        check(ReceiveMessage { visibility_timeout: Some(bad), ..plain.clone() }, format!("Value {bad} {text}"));
    }
}

#[test]
fn b_115_no_attributes_unless_requested() {
    let (mut desk, queue) = desk();
    let sent = desk.send(&queue, "message");
    let received = desk.one(&queue);
    assert_eq!(received.message_id, sent.message_id);
    assert_eq!(received.md5_of_body(), sent.md5_of_message_body());
    let json = serde_json::to_value(&received).expect("it is JSON");
    let members: Vec<&str> = json.as_object().expect("an object").iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(members, ["MessageId", "ReceiptHandle", "MD5OfBody", "Body"]);
}

#[test]
fn b_116_b_120_all_system_attributes() {
    let (mut desk, queue) = desk();
    desk.send(&queue, "x");
    for (count, pass) in [("1", 2), ("2", 30)] {
        desk.pass(pass);
        let received = desk.try_receive(all(&queue)).expect("fine").remove(0);
        let expected = texts(&[
            ("SenderId", "123456789012"),
            ("SentTimestamp", &EPOCH_MS.to_string()),
            ("ApproximateReceiveCount", count),
            ("ApproximateFirstReceiveTimestamp", &(EPOCH_MS + 2_000).to_string()),
        ]);
        assert_eq!(received.attributes, expected);
    }
}

#[test]
fn b_118_b_119_some_system_attributes() {
    let (mut desk, queue) = desk_with(&[("VisibilityTimeout", "0")]);
    desk.send(&queue, "x");
    let mut names = |old: &[&str], new: &[&str]| {
        let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let request = ReceiveMessage {
            attribute_names: own(old),
            message_system_attribute_names: own(new),
            ..ReceiveMessage::new(queue.clone())
        };
        let received = desk.try_receive(request).expect("fine").remove(0);
        received.attributes.into_pairs().map(|(name, _)| name).collect::<Vec<_>>()
    };
    assert_eq!(names(&[], &["SenderId"]), ["SenderId"]);
    assert_eq!(names(&["SentTimestamp"], &["SenderId"]), ["SenderId", "SentTimestamp"]);
}

#[test]
fn b_121_to_124_message_attributes() {
    let (mut desk, queue) = desk_with(&[("VisibilityTimeout", "0")]);
    let sent = [("General", "Kenobi"), ("Hello", "There"), ("Help.Me", "Me")];
    desk.send_with(&queue, "x", &sent.map(|(name, value)| (name, attribute("String", value)))).expect("fine");
    let mut check = |patterns: &[&str], names: &[&str], md5: Option<&str>| {
        let request = ReceiveMessage {
            message_attribute_names: patterns.iter().map(|name| (*name).to_owned()).collect(),
            ..ReceiveMessage::new(queue.clone())
        };
        let received = desk.try_receive(request).expect("fine").remove(0);
        assert_eq!(received.md5_of_message_attributes().as_deref(), md5);
        assert_eq!(
            received.message_attributes.into_pairs().map(|(name, _)| name).collect::<Vec<_>>(),
            names,
            "{patterns:?}"
        );
    };
    let whole = Some("4c360f3fdafd970e05fae2f149d997f5");
    check(&[], &[], None);
    for every in ["All", ".*", "*"] {
        check(&[every], &["General", "Hello", "Help.Me"], whole);
    }
    check(&["Foo", "Help"], &[], None);
    check(&["Hello", "General"], &["General", "Hello"], Some("fca026605781cb4126a1e9044df24232"));
    check(&["He.*", "Gen.*"], &["General", "Hello", "Help.Me"], whole);
}

#[test]
fn b_125_each_message_once() {
    let (mut desk, queue) = desk();
    for body in ["1", "2", "3"] {
        desk.send(&queue, body);
    }
    for body in ["1", "2", "3"] {
        assert_eq!(bodies(&desk.receive(&queue)), [body]);
    }
    assert!(desk.receive(&queue).is_empty());
}

#[test]
fn b_126_a_send_ends_a_long_poll() {
    let (mut desk, queue) = desk();
    let call = desk.start_long_poll(&queue, 10);
    desk.pass(1);
    desk.send(&queue, "x");
    let (replied, messages) = desk.reply().expect("a reply at once");
    assert_eq!((replied, bodies(&messages)), (call, vec!["x"]));
    let received = desk.events().pop().expect("an event");
    assert_eq!((received.call, received.kind.name()), (Some(call), "Received"), "it is the receiver's");
    desk.pass(20);
    assert_eq!(desk.reply(), None, "one reply per call");
}

#[test]
fn b_127_the_queues_wait_time_is_the_default() {
    let (mut desk, queue) = desk_with(&[("ReceiveMessageWaitTimeSeconds", "10")]);
    let (call, answer) = desk.ask(ReceiveMessage::new(queue.clone()));
    assert_eq!(answer, model::engine::Answer::Waiting);
    desk.pass(1);
    desk.send(&queue, "x");
    assert_eq!(desk.reply().map(|(replied, messages)| (replied, messages.len())), Some((call, 1)));
}

#[test]
fn b_128_explicit_zero_wait() {
    let (mut desk, queue) = desk_with(&[("ReceiveMessageWaitTimeSeconds", "10")]);
    let zero = ReceiveMessage { wait_time_seconds: Some(0), ..ReceiveMessage::new(queue) };
    assert!(desk.try_receive(zero).expect("at once").is_empty());
}

#[test]
fn b_129_a_timeout_ends_a_long_poll() {
    let (mut desk, queue) = desk();
    desk.send(&queue, "x");
    desk.receive_for(&queue, 1);
    let call = desk.start_long_poll(&queue, 5);
    desk.pass_ms(999);
    assert_eq!(desk.reply(), None);
    desk.pass_ms(1);
    assert_eq!(desk.reply().map(|(replied, messages)| (replied, messages.len())), Some((call, 1)));
}

#[test]
fn b_130_one_of_several_waiters() {
    let (mut desk, queue) = desk();
    let calls = [(); 3].map(|()| desk.start_long_poll(&queue, 5));
    desk.send(&queue, "x");
    assert_eq!(desk.reply().map(|(call, messages)| (call, messages.len())), Some((calls[0], 1)));
    assert_eq!(desk.reply(), None);
    desk.engine.hang_up(calls[1]);
    desk.send(&queue, "y");
    assert_eq!(desk.reply().map(|(call, _)| call), Some(calls[2]), "who went away gets nothing");
    assert_eq!(desk.counts(&queue), [0, 2, 0]);
}

#[test]
fn a_long_poll_does_not_wait_for_more_messages() {
    let (mut desk, queue) = desk();
    desk.send(&queue, "x");
    let request = ReceiveMessage { wait_time_seconds: Some(20), ..ten(&queue) };
    assert_eq!(desk.try_receive(request).expect("at once").len(), 1);
}

#[test]
fn a_message_visible_at_the_end_of_the_wait_is_returned() {
    let (mut desk, queue) = desk();
    desk.send(&queue, "x");
    desk.send(&queue, "y");
    desk.receive_for(&queue, 5);
    let request = ReceiveMessage { wait_time_seconds: Some(5), ..ten(&queue) };
    desk.ask(request);
    desk.pass(60);
    let (_, messages) = desk.reply().expect("a reply");
    assert_eq!(bodies(&messages), ["x", "y"], "all that shows at one instant");
}

#[test]
fn in_flight_limit() {
    let (mut desk, queue) = desk();
    for _ in 0..120_001 {
        desk.send(&queue, "x");
    }
    let mut last = Vec::new();
    for _ in 0..12_000 {
        last = desk.receive_for(&queue, 60);
        assert_eq!(last.len(), 10);
    }
    let error = desk.try_receive(ten(&queue)).expect_err("the limit");
    assert_eq!(error.kind.status(), 403);
    check_error(
        Err::<(), _>(error),
        ErrorKind::OverLimit,
        "Too many messages have been received without being deleted. Please delete your received messages or let them \
         timeout before receiving more.",
    );
    let call = desk.start_long_poll(&queue, 1);
    desk.pass(1);
    assert_eq!(desk.reply(), Some((call, vec![])), "a long poll is told nothing");
    let call = desk.start_long_poll(&queue, 1);
    desk.delete(&queue, &last[0].receipt_handle).expect("fine");
    assert_eq!(desk.reply().map(|(replied, messages)| (replied, messages.len())), Some((call, 1)));
}

#[test]
fn b_117_all_system_attributes_of_a_fifo_message() {
    let (mut desk, queue) = fifo_desk(&[]);
    let sent = desk.send_to(&queue, "g", "x");
    let received = desk.get(&queue, 1, json!({ "AttributeNames": ["All"] })).remove(0);
    let expected = json!({
        "SenderId": "123456789012", "SentTimestamp": EPOCH_MS.to_string(), "ApproximateReceiveCount": "1",
        "ApproximateFirstReceiveTimestamp": EPOCH_MS.to_string(), "MessageDeduplicationId": "x", "MessageGroupId": "g",
        "SequenceNumber": sent["SequenceNumber"],
    });
    assert_eq!(received["Attributes"], expected);
    // The digest of the body, if no id was given.
    let (mut desk, queue) = fifo_desk(&[("ContentBasedDeduplication", "true")]);
    desk.ok("SendMessage", json!({ "QueueUrl": queue, "MessageBody": "café ☕", "MessageGroupId": "g" }));
    let received = desk.get(&queue, 1, json!({ "AttributeNames": ["MessageDeduplicationId"] })).remove(0);
    let id = "a7e46d54289812af2aa5b08c2fbab5d24bccfc6586df55b187272c8a2a31c85f";
    assert_eq!(received["Attributes"], json!({ "MessageDeduplicationId": id }));
}

#[test]
fn attribute_names_without_a_match_are_no_error() {
    let (mut desk, queue) = desk_with(&[("VisibilityTimeout", "0")]);
    let sent = [("General", "Kenobi"), ("Hello", "There"), ("Help.Me", "Me")];
    desk.send_with(&queue, "x", &sent.map(|(name, value)| (name, attribute("String", value)))).expect("fine");
    for (asked, md5) in [
        (json!(["AWS."]), None),
        (json!(["..foo"]), None),
        (json!([""]), None),
        (json!(["Foo", "Hello"]), Some("a311262e065454b75da111d535b8dacd")),
        (json!(["Hel.*"]), Some("83fee93c1bcd8b9a5a923ffacdc636c7")),
    ] {
        let received = desk.get("orders", 1, json!({ "MessageAttributeNames": asked })).remove(0);
        let (digest, attributes) = (received.get("MD5OfMessageAttributes"), received.get("MessageAttributes"));
        assert_eq!((digest.and_then(Value::as_str), attributes.is_some()), (md5, md5.is_some()), "{asked}");
    }
    let received = desk.get("orders", 1, json!({ "AttributeNames": ["SequenceNumber", "Foo", "SenderId"] })).remove(0);
    assert_eq!(names(&received["Attributes"]), ["SenderId"]);
}

#[test]
fn events_that_wake_a_waiting_receive() {
    // The end of a delay, a release, and on a FIFO queue anything that unblocks a group.
    let (mut desk, queue) = desk();
    desk.send_delayed(&queue, "x", 3).expect("fine");
    let call = desk.start_long_poll(&queue, 10);
    desk.pass(3);
    let (replied, messages) = desk.reply().expect("a reply");
    assert_eq!((replied, bodies(&messages)), (call, vec!["x"]));
    let call = desk.start_long_poll(&queue, 10);
    desk.change(&queue, &messages[0].receipt_handle, 0).expect("fine");
    assert_eq!(desk.reply().map(|(replied, messages)| (replied, messages.len())), Some((call, 1)));

    let (mut desk, name) = fifo_desk(&[]);
    let queue = name.as_str().into();
    desk.send_to(&name, "g", "1");
    desk.send_to(&name, "g", "2");
    let held = desk.one(&queue);
    let call = desk.start_long_poll(&queue, 10);
    desk.send_to(&name, "g", "3");
    assert_eq!(desk.reply(), None, "its group is locked");
    desk.delete(&queue, &held.receipt_handle).expect("fine");
    let (replied, messages) = desk.reply().expect("a reply");
    assert_eq!((replied, bodies(&messages)), (call, vec!["2"]));
}

#[test]
fn a_fifo_queue_at_its_in_flight_limit_returns_nothing() {
    let (mut desk, queue) = fifo_desk(&[]);
    for n in 0..120_001 {
        desk.send_to(&queue, &format!("g{}", n / 10), &n.to_string());
    }
    let queue = queue.as_str().into();
    for _ in 0..12_000 {
        assert_eq!(desk.receive_for(&queue, 60).len(), 10);
    }
    assert!(desk.receive_for(&queue, 60).is_empty());
    assert_eq!(desk.counts(&queue), [1, 120_000, 0]);
}
