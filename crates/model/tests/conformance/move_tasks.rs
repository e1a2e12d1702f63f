//! Message move tasks (`docs/sqs-behaviour.md`, sections 7.10 and 2.6).

use serde_json::{Value, json};

use crate::shared::wire::{Refusal, arn, ipv, missing, modelled, names, text, texts_of};
use crate::shared::{Desk, redrive};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use model::engine::EPOCH_MS;

const NO_DESTINATION: &str = "The resource that you specified for the DestinationArn parameter doesn't exist.";
const NO_SOURCE: &str = "The resource that you specified for the SourceArn parameter doesn't exist.";

fn not_found(text: &str) -> Refusal {
    modelled(404, "ResourceNotFoundException", "ResourceNotFoundException", text)
}

/// Creates `orders`, its dead-letter queue `dead` with `count` dead letters, and a queue `other`.
fn dead_letters(count: u32) -> Desk {
    let mut desk = Desk::new();
    desk.make("dead");
    desk.make("other");
    let queue = desk.make_source("orders", "dead", 1);
    for n in 0..count {
        desk.send(&queue, &format!("m{n}"));
    }
    while desk.counts(&queue)[0] > 0 {
        desk.receive_for(&queue, 0);
    }
    desk
}

fn start(desk: &mut Desk, more: Value) -> String {
    let mut call = json!({ "SourceArn": arn("dead") });
    call.as_object_mut().expect("an object").extend(more.as_object().cloned().expect("an object"));
    let started = desk.ok("StartMessageMoveTask", call);
    assert_eq!(names(&started), ["TaskHandle"]);
    text(&started, "TaskHandle").to_owned()
}

fn to_other(rate: Option<u32>) -> Value {
    match rate {
        None => json!({ "DestinationArn": arn("other") }),
        Some(rate) => json!({ "DestinationArn": arn("other"), "MaxNumberOfMessagesPerSecond": rate }),
    }
}

fn list(desk: &mut Desk, max: u32) -> Vec<Value> {
    let listed = desk.ok("ListMessageMoveTasks", json!({ "SourceArn": arn("dead"), "MaxResults": max }));
    listed.get("Results").map_or_else(Vec::new, |results| results.as_array().expect("a list").clone())
}

fn counts(desk: &mut Desk, queue: &str) -> [usize; 3] {
    desk.counts(&queue.into())
}

#[test]
fn b_189_the_source_is_no_dead_letter_queue() {
    let mut desk = dead_letters(0);
    let refused = desk.refused("StartMessageMoveTask", json!({ "SourceArn": arn("orders") }));
    assert_eq!(refused, ipv("Source queue must be configured as a Dead Letter Queue."));
}

#[test]
fn b_190_an_unknown_destination() {
    let mut desk = dead_letters(1);
    let call = json!({ "SourceArn": arn("dead"), "DestinationArn": arn("none") });
    assert_eq!(desk.refused("StartMessageMoveTask", call), not_found(NO_DESTINATION));
    assert_eq!(counts(&mut desk, "dead"), [1, 0, 0]);
}

#[test]
fn b_191_move_to_a_destination() {
    let mut desk = dead_letters(2);
    desk.pass(1);
    start(&mut desk, to_other(None));
    desk.pass(1);
    assert_eq!(desk.get_bodies("other"), ["m0", "m1"]);
    assert_eq!(counts(&mut desk, "dead"), [0, 0, 0]);
    let expected = json!([{
        "ApproximateNumberOfMessagesMoved": 2, "ApproximateNumberOfMessagesToMove": 2, "DestinationArn": arn("other"),
        "SourceArn": arn("dead"), "StartedTimestamp": EPOCH_MS + 1_000, "Status": "COMPLETED",
    }]);
    assert_eq!(json!(list(&mut desk, 10)), expected);
}

#[test]
fn b_192_move_back_to_the_source() {
    let mut desk = dead_letters(2);
    let second = desk.make_source("second", "dead", 1);
    desk.send(&second, "s");
    for _ in 0..2 {
        desk.receive_for(&second, 0);
    }
    start(&mut desk, json!({}));
    desk.pass(1);
    assert_eq!(desk.get_bodies("orders"), ["m0", "m1"]);
    assert_eq!(desk.get_bodies("second"), ["s"]);
    let listed = list(&mut desk, 1).remove(0);
    assert_eq!((listed.get("DestinationArn"), &listed["Status"]), (None, &json!("COMPLETED")));
    assert_eq!(listed["ApproximateNumberOfMessagesMoved"], 3);
}

#[test]
fn b_193_a_task_handle() {
    let mut desk = dead_letters(1);
    let handle = start(&mut desk, json!({}));
    let bytes = BASE64_STANDARD.decode(&handle).expect("base64");
    let decoded: Value = serde_json::from_slice(&bytes).expect("JSON");
    assert_eq!((names(&decoded), text(&decoded, "sourceArn")), (vec!["sourceArn", "taskId"], arn("dead").as_str()));
    assert_eq!(text(&decoded, "taskId").len(), 36);
}

#[test]
fn b_194_b_195_one_running_task_per_source() {
    let mut desk = dead_letters(10);
    let handle = start(&mut desk, to_other(Some(1)));
    let text =
        "There is already a task running. Only one active task is allowed for a source queue arn at a given time.";
    assert_eq!(desk.refused("StartMessageMoveTask", json!({ "SourceArn": arn("dead") })), ipv(text));
    let expected = json!({
        "ApproximateNumberOfMessagesMoved": 1, "ApproximateNumberOfMessagesToMove": 10, "DestinationArn": arn("other"),
        "MaxNumberOfMessagesPerSecond": 1, "SourceArn": arn("dead"), "StartedTimestamp": EPOCH_MS, "Status": "RUNNING",
        "TaskHandle": handle,
    });
    assert_eq!(list(&mut desk, 1), [expected], "the first moves at once");
    desk.pass_ms(8_999);
    assert_eq!((counts(&mut desk, "dead"), list(&mut desk, 1)[0]["Status"].clone()), ([1, 0, 0], json!("RUNNING")));
    desk.pass_ms(1);
    assert_eq!((counts(&mut desk, "dead"), list(&mut desk, 1)[0]["Status"].clone()), ([0, 0, 0], json!("COMPLETED")));
}

#[test]
fn messages_move_at_the_given_rate() {
    for (rate, count) in [(1, 4), (2, 5), (3, 4), (500, 501)] {
        let mut desk = dead_letters(count);
        start(&mut desk, to_other(Some(rate)));
        // Message number n follows (n - 1) / rate seconds after the start.
        let last_ms = u64::from(1_000 * (count - 1) / rate);
        desk.pass_ms(last_ms - 1);
        assert_eq!(counts(&mut desk, "dead"), [1, 0, 0]);
        desk.pass_ms(1);
        assert_eq!(counts(&mut desk, "dead"), [0, 0, 0]);
    }
    for bad in [0, 501, -1] {
        let mut desk = dead_letters(1);
        let text = "Value for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: You must enter a number that's \
                    between 1 and 500.";
        let call = json!({ "SourceArn": arn("dead"), "MaxNumberOfMessagesPerSecond": bad });
        assert_eq!(desk.refused("StartMessageMoveTask", call), ipv(text));
        assert_eq!(list(&mut desk, 1).len(), 0);
    }
}

#[test]
fn b_196_cancel() {
    let mut desk = dead_letters(10);
    let handle = start(&mut desk, to_other(Some(1)));
    desk.pass(2);
    let cancel = json!({ "TaskHandle": handle });
    assert_eq!(desk.ok("CancelMessageMoveTask", cancel.clone()), json!({ "ApproximateNumberOfMessagesMoved": 3 }));
    desk.pass(60);
    let expected = json!({
        "ApproximateNumberOfMessagesMoved": 3, "ApproximateNumberOfMessagesToMove": 10, "DestinationArn": arn("other"),
        "MaxNumberOfMessagesPerSecond": 1, "SourceArn": arn("dead"), "StartedTimestamp": EPOCH_MS, "Status": "CANCELLED",
    });
    assert_eq!(list(&mut desk, 1), [expected]);
    assert_eq!((counts(&mut desk, "dead"), counts(&mut desk, "other")), ([7, 0, 0], [3, 0, 0]));
    assert_eq!(desk.get_bodies("dead").len(), 7);
    assert_eq!(desk.refused("CancelMessageMoveTask", cancel).status, 400, "only a running task can be cancelled");
}

#[test]
fn b_197_b_198_invalid_task_handles() {
    let mut desk = dead_letters(1);
    let encode = |handle: Value| BASE64_STANDARD.encode(handle.to_string().as_bytes());
    let unreadable = ipv("Value for parameter TaskHandle is invalid.");
    let id = "00000000-0000-4000-8000-000000000000";
    for bad in ["foobared", "", "Zm9v", &encode(json!({ "taskId": id })), &encode(json!([]))] {
        assert_eq!(desk.refused("CancelMessageMoveTask", json!({ "TaskHandle": bad })), unreadable, "{bad}");
    }
    let other_account = arn("dead").replace("123456789012", "000000000000");
    for source in [arn("none"), other_account] {
        let handle = encode(json!({ "taskId": id, "sourceArn": source }));
        assert_eq!(desk.refused("CancelMessageMoveTask", json!({ "TaskHandle": handle })), not_found(NO_SOURCE));
    }
    let handle = encode(json!({ "taskId": id, "sourceArn": arn("dead") }));
    assert_eq!(
        desk.refused("CancelMessageMoveTask", json!({ "TaskHandle": handle })),
        not_found("Task does not exist.")
    );
    assert_eq!(desk.refused("CancelMessageMoveTask", json!({})), missing("TaskHandle"));
}

#[test]
fn b_199_the_destination_is_deleted() {
    let mut desk = dead_letters(10);
    start(&mut desk, to_other(Some(1)));
    desk.delete_queue(&"other".into());
    desk.pass(1);
    let listed = list(&mut desk, 1).remove(0);
    assert_eq!(listed["Status"], "FAILED");
    assert_eq!(listed["FailureReason"], "AWS.SimpleQueueService.NonExistentQueue");
    assert_eq!((listed.get("TaskHandle"), &listed["ApproximateNumberOfMessagesToMove"]), (None, &json!(10)));
    assert_eq!(counts(&mut desk, "dead"), [9, 0, 0], "nothing is lost");
    start(&mut desk, json!({}));
}

#[test]
fn b_200_a_redriven_message_is_a_new_one() {
    const DAY: u64 = 86_400;
    let mut desk = Desk::new();
    desk.make("dead");
    let queue = desk.make_source("orders", "dead", 1);
    let attributes = json!({ "k": { "DataType": "String", "StringValue": "x" } });
    desk.ok("SendMessage", json!({ "QueueUrl": "orders", "MessageBody": "b", "MessageAttributes": attributes }));
    for _ in 0..2 {
        desk.receive_for(&queue, 0);
    }
    let all = json!({ "AttributeNames": ["All"], "MessageAttributeNames": ["All"], "VisibilityTimeout": 0 });
    let dead = desk.get("dead", 1, all.clone()).remove(0);
    desk.pass(3 * DAY);
    start(&mut desk, json!({}));
    let back = desk.get("orders", 1, all).remove(0);
    assert_ne!(back["MessageId"], dead["MessageId"]);
    assert_eq!((&back["Body"], &back["MessageAttributes"]), (&json!("b"), &dead["MessageAttributes"]));
    assert_eq!(back["Attributes"]["ApproximateReceiveCount"], "1");
    assert_eq!(back["Attributes"]["SentTimestamp"], (EPOCH_MS + 3 * DAY * 1_000).to_string());
    assert_eq!(back["Attributes"].get("DeadLetterQueueSourceArn"), None);
    desk.pass_ms(4 * DAY * 1_000 - 1);
    assert_eq!(counts(&mut desk, "orders"), [1, 0, 0], "retention begins anew");
    desk.pass_ms(1);
    assert_eq!(counts(&mut desk, "orders"), [0, 0, 0]);
}

#[test]
fn tasks_that_cannot_be_started() {
    let mut desk = dead_letters(1);
    desk.make_fifo("dead.fifo", &[]);
    desk.make_fifo("orders.fifo", &[("RedrivePolicy", &redrive("dead.fifo", 1))]);
    let format = |name: &str| {
        ipv(&format!(
            "You must use this format to specify the {name}: arn:<partition>:<service>:<region>:<account-id>:<resource-id>"
        ))
    };
    for bad in ["", "dead", "arn:aws:sqs:us-east-1:123456789012"] {
        assert_eq!(desk.refused("StartMessageMoveTask", json!({ "SourceArn": bad })), format("SourceArn"));
        assert_eq!(desk.refused("ListMessageMoveTasks", json!({ "SourceArn": bad })), format("SourceArn"));
        let call = json!({ "SourceArn": arn("dead"), "DestinationArn": bad });
        assert_eq!(desk.refused("StartMessageMoveTask", call), format("DestinationArn"));
    }
    assert_eq!(desk.refused("StartMessageMoveTask", json!({ "SourceArn": arn("none") })), not_found(NO_SOURCE));
    assert_eq!(desk.refused("ListMessageMoveTasks", json!({ "SourceArn": arn("none") })), not_found(NO_SOURCE));
    assert_eq!(desk.refused("StartMessageMoveTask", json!({})), missing("SourceArn"));
    let same = json!({ "SourceArn": arn("dead"), "DestinationArn": arn("dead") });
    let text = "Source queue arn and destination queue arn cannot be the same.";
    assert_eq!(desk.refused("StartMessageMoveTask", same), ipv(text));
    let text = "The source queue and destination queue must be of the same queue type.";
    for (source, destination) in [("dead", "orders.fifo"), ("dead.fifo", "orders")] {
        let call = json!({ "SourceArn": arn(source), "DestinationArn": arn(destination) });
        assert_eq!(desk.refused("StartMessageMoveTask", call), ipv(text));
    }
    for bad in [0, 11, -1] {
        let refused = desk.refused("ListMessageMoveTasks", json!({ "SourceArn": arn("dead"), "MaxResults": bad }));
        assert_eq!(refused.query_error, "InvalidParameterValue;Sender");
    }
}

#[test]
fn tasks_are_listed_newest_first_and_one_by_default() {
    let mut desk = dead_letters(1);
    for n in 0..12 {
        desk.pass(1);
        start(&mut desk, json!({}));
        assert_eq!(list(&mut desk, 1)[0]["StartedTimestamp"], EPOCH_MS + 1_000 * (n + 1));
    }
    let one = desk.ok("ListMessageMoveTasks", json!({ "SourceArn": arn("dead") }));
    assert_eq!(one["Results"].as_array().map(Vec::len), Some(1));
    let started: Vec<u64> =
        list(&mut desk, 10).iter().map(|task| task["StartedTimestamp"].as_u64().expect("ms")).collect();
    assert_eq!(started, (3..=12).rev().map(|n| EPOCH_MS + 1_000 * n).collect::<Vec<_>>());
    let none = dead_letters(0).ok("ListMessageMoveTasks", json!({ "SourceArn": arn("dead") }));
    assert_eq!(none, json!({}));
}

#[test]
fn dead_letters_in_flight_are_not_moved() {
    let mut desk = dead_letters(3);
    desk.get("dead", 1, json!({}));
    start(&mut desk, to_other(None));
    desk.pass(1);
    assert_eq!((counts(&mut desk, "dead"), counts(&mut desk, "other")), ([0, 1, 0], [2, 0, 0]));
    assert_eq!(list(&mut desk, 1)[0]["Status"], "COMPLETED");
}

#[test]
fn messages_sent_to_a_dead_letter_queue_have_no_source() {
    let mut desk = dead_letters(0);
    desk.send(&"dead".into(), "stray");
    start(&mut desk, json!({}));
    let listed = list(&mut desk, 1).remove(0);
    assert_eq!((&listed["Status"], listed["FailureReason"].is_string()), (&json!("FAILED"), true));
    assert_eq!(desk.get_bodies("dead"), ["stray"]);
    desk.pass(30);
    start(&mut desk, to_other(None));
    assert_eq!(desk.get_bodies("other"), ["stray"]);
}

#[test]
fn a_moved_message_wakes_a_waiting_receive() {
    let mut desk = dead_letters(2);
    let waiting = desk.start_long_poll(&"other".into(), 20);
    start(&mut desk, to_other(Some(1)));
    let (call, messages) = desk.reply().expect("at once");
    assert_eq!((call, messages[0].body.as_str()), (waiting, "m0"));
    let waiting = desk.start_long_poll(&"other".into(), 20);
    desk.pass(1);
    assert_eq!(desk.reply().map(|(call, messages)| (call, messages.len())), Some((waiting, 1)));
}

#[test]
fn a_purge_and_a_deletion_end_a_task() {
    let mut desk = dead_letters(5);
    start(&mut desk, to_other(Some(1)));
    desk.purge(&"dead".into()).expect("fine");
    desk.pass(1);
    let listed = list(&mut desk, 1).remove(0);
    assert_eq!((&listed["Status"], &listed["ApproximateNumberOfMessagesMoved"]), (&json!("COMPLETED"), &json!(1)));
    let mut desk = dead_letters(5);
    let handle = start(&mut desk, to_other(Some(1)));
    desk.delete_queue(&"dead".into());
    desk.pass(61);
    desk.make("dead");
    assert_eq!(counts(&mut desk, "other"), [1, 0, 0]);
    assert_eq!(list(&mut desk, 1).len(), 0, "a queue of the same name is another");
    let refused = desk.refused("CancelMessageMoveTask", json!({ "TaskHandle": handle }));
    assert_eq!(refused, not_found("Task does not exist."));
}

#[test]
fn a_fifo_redrive_keeps_groups_and_their_order() {
    let mut desk = Desk::new();
    let dead = desk.make_fifo("dead.fifo", &[]);
    let queue = desk.make_fifo("orders.fifo", &[("RedrivePolicy", &redrive("dead.fifo", 1))]);
    for (group, body) in [("g", "g1"), ("h", "h1"), ("g", "g2"), ("h", "h2")] {
        desk.send_to(&queue, group, body);
    }
    for _ in 0..2 {
        desk.get(&queue, 10, json!({ "VisibilityTimeout": 0 }));
    }
    assert_eq!(counts(&mut desk, &dead), [4, 0, 0]);
    desk.ok("StartMessageMoveTask", json!({ "SourceArn": arn("dead.fifo") }));
    desk.pass(1);
    let back = desk.get(&queue, 10, json!({ "AttributeNames": ["All"] }));
    let of = |group: &str| -> Vec<String> {
        let bodies = texts_of(&back);
        bodies.into_iter().filter(|body| body.starts_with(group)).collect()
    };
    assert_eq!((of("g"), of("h")), (vec!["g1".into(), "g2".into()], vec!["h1".into(), "h2".into()]));
    assert!(back.iter().all(|message| text(&message["Attributes"], "SequenceNumber").len() == 20));
}

#[test]
fn a_task_ends_after_36_hours() {
    let mut desk = Desk::new();
    desk.make_with("dead", &[("MessageRetentionPeriod", "1209600")]);
    desk.make("other");
    let queue = desk.make_with("orders", &[("RedrivePolicy", &redrive("dead", 1))]);
    for _ in 0..129_602 {
        desk.send(&queue, "x");
    }
    while desk.counts(&queue)[0] > 0 {
        desk.receive_for(&queue, 0);
    }
    start(&mut desk, to_other(Some(1)));
    desk.pass(36 * 3_600);
    let listed = list(&mut desk, 1).remove(0);
    assert_eq!((&listed["Status"], &listed["ApproximateNumberOfMessagesMoved"]), (&json!("FAILED"), &json!(129_600)));
    assert_eq!(counts(&mut desk, "dead"), [2, 0, 0]);
}

#[test]
fn a_hundred_tasks_at_a_time() {
    let mut desk = Desk::new();
    desk.make("other");
    for n in 0..101 {
        let dead = desk.make(&format!("dead{n}"));
        desk.make_source(&format!("orders{n}"), &format!("dead{n}"), 1);
        for _ in 0..2 {
            desk.send(&dead, "x");
        }
    }
    let call = |n: u32| json!({ "SourceArn": arn(&format!("dead{n}")), "DestinationArn": arn("other"), "MaxNumberOfMessagesPerSecond": 1 });
    for n in 0..100 {
        desk.ok("StartMessageMoveTask", call(n));
    }
    assert_eq!(desk.refused("StartMessageMoveTask", call(100)).query_error, "OverLimit;Sender");
    desk.pass(1);
    desk.ok("StartMessageMoveTask", call(100));
}
