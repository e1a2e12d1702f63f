//! Batches (`docs/sqs-behaviour.md`, section 7.5 and the tables of 2.4 and 2.5).

use serde_json::{Value, json};

use crate::shared::wire::{Refusal, ipv, modelled, names, no_such_queue, text};
use crate::{desk, desk_with, fifo_desk};

const BATCHES: [&str; 3] = ["SendMessageBatch", "DeleteMessageBatch", "ChangeMessageVisibilityBatch"];

fn batch(queue: &str, entries: &[Value]) -> Value {
    json!({ "QueueUrl": queue, "Entries": entries })
}

/// Returns an entry that is well formed for all three batch actions.
fn entry(id: &str) -> Value {
    json!({ "Id": id, "MessageBody": "x", "ReceiptHandle": "garbage", "VisibilityTimeout": 1 })
}

fn body(id: &str, body: &str) -> Value {
    json!({ "Id": id, "MessageBody": body })
}

fn sqs(kind: &str, message: &str) -> Refusal {
    modelled(400, kind, &format!("AWS.SimpleQueueService.{kind}"), message)
}

fn ids(answer: &Value, member: &str) -> Vec<String> {
    let entries = answer.get(member).map_or(&[][..], |entries| entries.as_array().expect("a list"));
    entries.iter().map(|entry| text(entry, "Id").to_owned()).collect()
}

#[test]
fn b_097_b_098_an_empty_batch() {
    let (mut desk, _) = desk();
    for action in BATCHES {
        let text = format!("There should be at least one {action}RequestEntry in the request.");
        assert_eq!(desk.refused(action, batch("orders", &[])), sqs("EmptyBatchRequest", &text));
        assert_eq!(desk.refused(action, json!({ "QueueUrl": "orders" })), sqs("EmptyBatchRequest", &text));
    }
}

#[test]
fn b_099_too_many_entries() {
    let (mut desk, queue) = desk();
    for action in BATCHES {
        for count in [11, 20] {
            let entries: Vec<Value> = (0..count).map(|n| entry(&n.to_string())).collect();
            let text = format!("Maximum number of entries per request are 10. You have sent {count}.");
            let refused = desk.refused(action, batch("orders", &entries));
            assert_eq!(refused, sqs("TooManyEntriesInBatchRequest", &text));
        }
    }
    assert_eq!(desk.counts(&queue), [0, 0, 0]);
}

#[test]
fn b_100_malformed_entry_ids() {
    let (mut desk, queue) = desk();
    let text = "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 \
                letters long.";
    let long = "i".repeat(81);
    for action in BATCHES {
        for bad in ["a:b", "", "a b", "é", &long] {
            let refused = desk.refused(action, batch("orders", &[entry("good"), entry(bad)]));
            assert_eq!(refused, sqs("InvalidBatchEntryId", text), "{action} {bad}");
        }
        let mut none = entry("x");
        none.as_object_mut().expect("an object").remove("Id");
        assert_eq!(desk.refused(action, batch("orders", &[none])), sqs("InvalidBatchEntryId", text), "{action}");
    }
    assert_eq!(desk.counts(&queue), [0, 0, 0]);
    let sent = desk.ok("SendMessageBatch", batch("orders", &[entry(&long[1..]), entry("A-z_0")]));
    assert_eq!(ids(&sent, "Successful").len(), 2);
}

#[test]
fn b_101_duplicate_entry_ids() {
    let (mut desk, queue) = desk();
    for action in BATCHES {
        let entries = ["a", "b", "c", "b", "a"].map(entry);
        let refused = desk.refused(action, batch("orders", &entries));
        assert_eq!(refused, sqs("BatchEntryIdsNotDistinct", "Id b repeated."), "the first that repeats");
        // Ids are checked in order: the duplicate comes before the malformed id.
        let refused = desk.refused(action, batch("orders", &["a", "a", ":"].map(entry)));
        assert_eq!(refused, sqs("BatchEntryIdsNotDistinct", "Id a repeated."));
    }
    assert_eq!(desk.counts(&queue), [0, 0, 0]);
}

#[test]
fn b_102_too_many_bytes_together() {
    let (mut desk, queue) = desk();
    let text = "Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.";
    let mut heavy = body("a", &"a".repeat(1_048_576 - 8));
    heavy["MessageAttributes"] = json!({ "k": { "DataType": "String", "StringValue": "x" } });
    let refused = desk.refused("SendMessageBatch", batch("orders", &[heavy.clone(), body("b", "b")]));
    assert_eq!(refused, sqs("BatchRequestTooLong", text));
    let refused = desk.refused("SendMessageBatch", batch("orders", &[body("a", &"a".repeat(1_048_577))]));
    assert_eq!(refused, sqs("BatchRequestTooLong", text), "before the size of the one entry is looked at");
    assert_eq!(desk.counts(&queue), [0, 0, 0]);
    desk.ok("SendMessageBatch", batch("orders", &[heavy]));
    assert_eq!(desk.counts(&queue), [1, 0, 0]);
}

#[test]
fn b_103_a_queues_limit_is_for_each_message() {
    let (mut desk, _) = desk_with(&[("MaximumMessageSize", "2048")]);
    let mut heavy = body("1", &"a".repeat(2_048 - 8));
    heavy["MessageAttributes"] = json!({ "k": { "DataType": "String", "StringValue": "x" } });
    let sent = desk.ok("SendMessageBatch", batch("orders", &[heavy, body("2", "b")]));
    assert_eq!((names(&sent), ids(&sent, "Successful")), (vec!["Successful"], vec!["1".into(), "2".into()]));
    let first = ["Id", "MD5OfMessageAttributes", "MD5OfMessageBody", "MessageId"];
    assert_eq!(names(&sent["Successful"][0]), first);
    assert_eq!(sent["Successful"][0]["MD5OfMessageAttributes"], "a45daa70926828a2f0a1db3418e6feb4");
    assert_eq!(names(&sent["Successful"][1]), ["Id", "MD5OfMessageBody", "MessageId"]);
}

#[test]
fn b_104_one_entry_is_too_large() {
    let (mut desk, queue) = desk_with(&[("MaximumMessageSize", "1024")]);
    let entries = [body("good", &"a".repeat(1_024)), body("bad", &"a".repeat(1_025))];
    let sent = desk.ok("SendMessageBatch", batch("orders", &entries));
    assert_eq!(ids(&sent, "Successful"), ["good"]);
    let failed = json!([{
        "Id": "bad", "Code": "InvalidParameterValue", "SenderFault": true,
        "Message": "One or more parameters cannot be validated. Reason: Message must be shorter than 1024 bytes.",
    }]);
    assert_eq!(sent["Failed"], failed);
    assert_eq!(desk.counts(&queue), [1, 0, 0]);
}

#[test]
fn b_105_b_106_missing_fifo_ids() {
    let (mut desk, queue) = fifo_desk(&[]);
    let good = json!({ "Id": "good", "MessageBody": "x", "MessageGroupId": "g", "MessageDeduplicationId": "d" });
    let no_group = json!({ "Id": "bad", "MessageBody": "x", "MessageDeduplicationId": "e" });
    let no_id = json!({ "Id": "bad", "MessageBody": "x", "MessageGroupId": "g" });
    let neither = body("bad", "x");
    let group = ipv("The request must contain the parameter MessageGroupId.");
    let id = ipv(
        "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
    );
    for (bad, refusal) in [(no_group, group), (no_id, id.clone()), (neither, id)] {
        assert_eq!(desk.refused("SendMessageBatch", batch(&queue, &[good.clone(), bad])), refusal);
    }
    assert_eq!(desk.counts(&queue.as_str().into()), [0, 0, 0]);
}

#[test]
fn b_107_a_delay_fails_its_entry() {
    let (mut desk, queue) = fifo_desk(&[("ContentBasedDeduplication", "true")]);
    let entry =
        |id: &str, delay: i64| json!({ "Id": id, "MessageBody": id, "MessageGroupId": "g", "DelaySeconds": delay });
    let mut plain = entry("A", 0);
    plain.as_object_mut().expect("an object").remove("DelaySeconds");
    let sent = desk.ok("SendMessageBatch", batch(&queue, &[plain, entry("B", 10), entry("C", 0), entry("D", 901)]));
    assert_eq!(ids(&sent, "Successful"), ["A", "C"]);
    let failed = |id: &str, text: &str| json!({ "Id": id, "Code": "InvalidParameterValue", "SenderFault": true, "Message": text });
    let kind = "The request include parameter that is not valid for this queue type";
    let range = "Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.";
    assert_eq!(sent["Failed"], json!([failed("B", kind), failed("D", range)]));
    assert_eq!(desk.get_bodies(&queue), ["A", "C"]);
}

#[test]
fn b_108_an_empty_value_fails_its_entry() {
    let (mut desk, _) = desk();
    let mut second = body("2", "b");
    second["MessageAttributes"] = json!({ "k": { "DataType": "String", "StringValue": "" } });
    let sent = desk.ok("SendMessageBatch", batch("orders", &[body("1", "a"), second, body("3", "c")]));
    assert_eq!((ids(&sent, "Successful"), ids(&sent, "Failed")), (vec!["1".into(), "3".into()], vec!["2".into()]));
    let text = "Message (user) attribute 'k' must contain a non-empty value of type 'String'.";
    assert_eq!(
        (&sent["Failed"][0]["Code"], &sent["Failed"][0]["Message"]),
        (&json!("InvalidParameterValue"), &json!(text))
    );
    assert_eq!(desk.get_bodies("orders"), ["a", "c"]);
}

#[test]
fn other_errors_fail_only_their_entry() {
    let (mut desk, _) = desk();
    let entries = [body("1", "a"), body("2", ""), json!({ "Id": "3" }), body("4", "\u{1}"), body("5", "b")];
    let sent = desk.ok("SendMessageBatch", batch("orders", &entries));
    assert_eq!(
        (ids(&sent, "Successful"), ids(&sent, "Failed")),
        (vec!["1".into(), "5".into()], vec!["2".into(), "3".into(), "4".into()])
    );
    let characters = "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to \
                      #xFFFD | #x10000 to #x10FFFF";
    for (at, code, text) in [
        (0, "MissingParameter", "The request must contain the parameter SendMessageBatchRequestEntry.2.MessageBody."),
        (1, "MissingParameter", "The request must contain the parameter SendMessageBatchRequestEntry.3.MessageBody."),
        (2, "InvalidMessageContents", characters),
    ] {
        let failed = &sent["Failed"][at];
        assert_eq!((&failed["Code"], &failed["Message"]), (&json!(code), &json!(text)));
        assert_eq!(failed["SenderFault"], true);
    }
    let only = desk.ok("SendMessageBatch", batch("orders", &[body("1", "")]));
    assert_eq!(names(&only), ["Failed"], "no member for what there is none of");
}

#[test]
fn b_109_a_batch_is_received() {
    let (mut desk, _) = desk();
    desk.ok("SendMessageBatch", batch("orders", &[body("0", "message-0"), body("1", "message-1")]));
    assert_eq!(desk.get_bodies("orders"), ["message-0", "message-1"]);
    assert!(desk.get_bodies("orders").is_empty());
}

#[test]
fn b_110_a_batch_keeps_its_order() {
    let (mut desk, queue) = fifo_desk(&[("ContentBasedDeduplication", "true")]);
    let entry = |n: u32| json!({ "Id": n.to_string(), "MessageBody": format!("m{n}"), "MessageGroupId": "g" });
    let entries: Vec<Value> = (0..10).map(entry).collect();
    let sent = desk.ok("SendMessageBatch", batch(&queue, &entries));
    let numbers: Vec<&str> =
        sent["Successful"].as_array().expect("a list").iter().map(|entry| text(entry, "SequenceNumber")).collect();
    assert!(numbers.is_sorted());
    assert_eq!(desk.get_bodies(&queue), (0..10).map(|n| format!("m{n}")).collect::<Vec<_>>());
}

#[test]
fn duplicates_within_a_batch() {
    let (mut desk, queue) = fifo_desk(&[("ContentBasedDeduplication", "true")]);
    let entry = |id: &str| json!({ "Id": id, "MessageBody": "same", "MessageGroupId": "g" });
    let sent = desk.ok("SendMessageBatch", batch(&queue, &[entry("a"), entry("b")]));
    assert_eq!(ids(&sent, "Successful"), ["a", "b"]);
    assert_eq!(sent["Successful"][0]["MessageId"], sent["Successful"][1]["MessageId"]);
    assert_eq!(desk.counts(&queue.as_str().into()), [1, 0, 0]);
}

#[test]
fn b_111_a_batch_to_an_unknown_queue() {
    let (mut desk, _) = desk();
    for action in BATCHES {
        assert_eq!(desk.refused(action, batch("none", &[entry("a")])), no_such_queue());
    }
}

#[test]
fn b_150_to_152_settling_in_batches() {
    let (mut desk, queue) = desk();
    for n in 0..3 {
        desk.send(&queue, &format!("m{n}"));
    }
    let handles = |messages: &[Value]| {
        messages.iter().map(|message| text(message, "ReceiptHandle").to_owned()).collect::<Vec<_>>()
    };
    let held = handles(&desk.get("orders", 10, json!({})));
    // B-152: messages with timeout 0 return, the others stay hidden.
    let change =
        |n: usize, secs: i64| json!({ "Id": n.to_string(), "ReceiptHandle": held[n], "VisibilityTimeout": secs });
    let changed =
        desk.ok("ChangeMessageVisibilityBatch", batch("orders", &[change(0, 0), change(1, 60), change(2, 0)]));
    assert_eq!(changed, json!({ "Successful": [{ "Id": "0" }, { "Id": "1" }, { "Id": "2" }] }));
    assert_eq!(desk.counts(&queue), [2, 1, 0]);
    desk.pass(59);
    assert_eq!(desk.get_bodies("orders"), ["m0", "m2"]);
    desk.pass(1);
    assert_eq!(desk.counts(&queue), [1, 2, 0]);
    // B-151: a malformed handle fails alone.
    let entry = |id: &str, handle: &str| json!({ "Id": id, "ReceiptHandle": handle });
    let deleted = desk.ok("DeleteMessageBatch", batch("orders", &[entry("a", &held[0]), entry("b", "garbage")]));
    let text = "The input receipt handle \"garbage\" is not a valid receipt handle.";
    let failed = json!([{ "Id": "b", "Code": "ReceiptHandleIsInvalid", "SenderFault": true, "Message": text }]);
    assert_eq!(deleted, json!({ "Successful": [{ "Id": "a" }], "Failed": failed }));
    // B-150: all messages are deleted for good.
    let deleted = desk.ok("DeleteMessageBatch", batch("orders", &[entry("a", &held[1]), entry("b", &held[2])]));
    assert_eq!(deleted, json!({ "Successful": [{ "Id": "a" }, { "Id": "b" }] }));
    assert_eq!(desk.counts(&queue), [0, 0, 0]);
    desk.pass(100);
    assert!(desk.get_bodies("orders").is_empty());
}

#[test]
fn errors_of_a_visibility_batch_fail_only_their_entry() {
    let (mut desk, queue) = desk();
    desk.send(&queue, "x");
    let held = text(&desk.get("orders", 1, json!({}))[0], "ReceiptHandle").to_owned();
    let change =
        |id: &str, handle: &str, secs: i64| json!({ "Id": id, "ReceiptHandle": handle, "VisibilityTimeout": secs });
    let entries =
        [change("a", &held, 43_201), change("b", "garbage", 1), change("c", &held, -1), change("d", &held, 5)];
    let changed = desk.ok("ChangeMessageVisibilityBatch", batch("orders", &entries));
    assert_eq!(
        (ids(&changed, "Successful"), ids(&changed, "Failed")),
        (vec!["d".into()], vec!["a".into(), "b".into(), "c".into()])
    );
    let codes: Vec<&str> =
        changed["Failed"].as_array().expect("a list").iter().map(|entry| text(entry, "Code")).collect();
    assert_eq!(codes, ["InvalidParameterValue", "ReceiptHandleIsInvalid", "InvalidParameterValue"]);
}
