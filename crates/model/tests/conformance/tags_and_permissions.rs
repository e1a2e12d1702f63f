//! Tags and permissions (`docs/sqs-behaviour.md`, sections 7.3 and 2.3).

use serde_json::{Value, json};

use crate::shared::wire::{arn, ipv, missing, modelled, names};
use crate::shared::{Desk, check_kind};
use crate::{desk, fifo_desk};
use model::sqs::ErrorKind;

fn tags(desk: &mut Desk) -> Value {
    desk.ok("ListQueueTags", json!({ "QueueUrl": "orders" }))
}

fn tag(desk: &mut Desk, tags: Value) {
    desk.ok("TagQueue", json!({ "QueueUrl": "orders", "Tags": tags }));
}

#[test]
fn b_055_tags_at_creation() {
    let mut desk = Desk::new();
    desk.ok("CreateQueue", json!({ "QueueName": "orders", "tags": { "tag1": "value1", "tag2": "value2" } }));
    assert_eq!(tags(&mut desk), json!({ "Tags": { "tag1": "value1", "tag2": "value2" } }));
    desk.ok("CreateQueue", json!({ "QueueName": "other", "Tags": { "tag1": "value1" } }));
    let other = desk.ok("ListQueueTags", json!({ "QueueUrl": "other" }));
    assert_eq!(other, json!({}), "the member begins in lower case");
}

#[test]
fn b_056_no_tags() {
    let (mut desk, _) = desk();
    assert_eq!(tags(&mut desk), json!({}));
}

#[test]
fn b_057_b_058_tags_are_added() {
    let (mut desk, _) = desk();
    tag(&mut desk, json!({ "tag1": "value1", "tag2": "value2" }));
    tag(&mut desk, json!({ "tag1": "VALUE1", "tag3": "value3" }));
    assert_eq!(tags(&mut desk)["Tags"], json!({ "tag1": "VALUE1", "tag2": "value2", "tag3": "value3" }));
    desk.ok("UntagQueue", json!({ "QueueUrl": "orders", "TagKeys": ["tag1", "tag2", "tag3", "unknown"] }));
    tag(&mut desk, json!({ "MyTag": "v1", "mytag": "v2", "empty": "" }));
    assert_eq!(tags(&mut desk)["Tags"], json!({ "MyTag": "v1", "mytag": "v2", "empty": "" }));
}

#[test]
fn b_059_too_many_tags() {
    let (mut desk, _) = desk();
    tag(&mut desk, json!({ "first": "1" }));
    let many = |count: usize| (0..count).map(|n| (format!("t{n}"), json!("v"))).collect::<serde_json::Map<_, _>>();
    let refused = desk.refused("TagQueue", json!({ "QueueUrl": "orders", "Tags": many(51) }));
    assert_eq!(refused, ipv("Too many tags added for queue orders."));
    assert_eq!(tags(&mut desk)["Tags"], json!({ "first": "1" }));
    desk.ok("TagQueue", json!({ "QueueUrl": "orders", "Tags": many(49) }));
    desk.refused("TagQueue", json!({ "QueueUrl": "orders", "Tags": { "one more": "" } }));
    desk.ok("TagQueue", json!({ "QueueUrl": "orders", "Tags": { "first": "2" } }));
    let refused = desk.refused("CreateQueue", json!({ "QueueName": "new", "tags": many(51) }));
    assert_eq!(refused, ipv("Too many tags added for queue new."));
    check_kind(desk.call(model::sqs::GetQueueUrl::new("new".into())), ErrorKind::QueueDoesNotExist);
}

#[test]
fn b_060_no_tags_to_add_or_remove() {
    let (mut desk, _) = desk();
    for nothing in [json!({ "QueueUrl": "orders", "Tags": {} }), json!({ "QueueUrl": "orders" })] {
        assert_eq!(desk.refused("TagQueue", nothing), missing("Tags"));
    }
    let text = "Tag keys must be between 1 and 128 characters in length.";
    assert_eq!(desk.refused("UntagQueue", json!({ "QueueUrl": "orders", "TagKeys": [] })), ipv(text));
    for bad in [String::new(), "k".repeat(129)] {
        let call = json!({ "QueueUrl": "orders", "Tags": { bad.as_str(): "v", "good": "v" } });
        assert_eq!(desk.refused("TagQueue", call), ipv(text));
    }
    for bad in [json!({ "k": "v".repeat(257) }), json!({ "aws:k": "v" }), json!({ "AWS:k": "v" })] {
        let refused = desk.refused("TagQueue", json!({ "QueueUrl": "orders", "Tags": bad }));
        assert_eq!(refused.query_error, "InvalidParameterValue;Sender");
    }
    assert_eq!(tags(&mut desk), json!({}));
    let (long, letters) = ("k".repeat(128), "é".repeat(128));
    let call = json!({ "QueueUrl": "orders", "Tags": { long.as_str(): "v".repeat(256), letters.as_str(): "" } });
    desk.ok("TagQueue", call);
}

const ME: &str = "123456789012";

fn add(label: &str, accounts: &[&str], actions: &[&str]) -> Value {
    json!({ "QueueUrl": "orders", "Label": label, "AWSAccountIds": accounts, "Actions": actions })
}

fn policy(desk: &mut Desk) -> Value {
    let read = desk.ok("GetQueueAttributes", json!({ "QueueUrl": "orders", "AttributeNames": ["Policy"] }));
    let text = read["Attributes"]["Policy"].as_str().expect("there is a policy");
    serde_json::from_str(text).expect("a policy is JSON")
}

fn statement(label: &str, principal: Value, action: Value) -> Value {
    json!({
        "Sid": label, "Effect": "Allow", "Principal": { "AWS": principal }, "Action": action, "Resource": arn("orders")
    })
}

fn root(account: &str) -> String {
    format!("arn:aws:iam::{account}:root")
}

#[test]
fn b_061_b_062_add_permission() {
    let (mut desk, _) = desk();
    assert_eq!(desk.ok("AddPermission", add("L", &[ME], &["ReceiveMessage"])), json!({}));
    let first = statement("L", json!(root(ME)), json!("SQS:ReceiveMessage"));
    let id = format!("{}/SQSDefaultPolicy", arn("orders"));
    assert_eq!(policy(&mut desk), json!({ "Version": "2008-10-17", "Id": id, "Statement": [first] }));
    desk.ok("AddPermission", add("M", &[ME, "668614515564"], &["SendMessage", "*"]));
    let second = statement("M", json!([root(ME), root("668614515564")]), json!(["SQS:SendMessage", "SQS:*"]));
    assert_eq!(policy(&mut desk), json!({ "Version": "2008-10-17", "Id": id, "Statement": [first, second] }));
}

#[test]
fn b_063_a_label_in_use() {
    let (mut desk, _) = desk();
    desk.ok("AddPermission", add("L", &[ME], &["ReceiveMessage"]));
    let refused = desk.refused("AddPermission", add("L", &["668614515564"], &["ReceiveMessage"]));
    assert_eq!(refused, ipv("Value L for parameter Label is invalid. Reason: Already exists."));
}

#[test]
fn b_064_b_065_remove_permission() {
    let (mut desk, _) = desk();
    for label in ["L", "L2"] {
        desk.ok("AddPermission", add(label, &[ME], &["ReceiveMessage"]));
    }
    let remove = |label: &str| json!({ "QueueUrl": "orders", "Label": label });
    desk.ok("RemovePermission", remove("L"));
    let left = statement("L2", json!(root(ME)), json!("SQS:ReceiveMessage"));
    assert_eq!(policy(&mut desk)["Statement"], json!([left]));
    let unknown = ipv("Value X for parameter Label is invalid. Reason: can't find label.");
    assert_eq!(desk.refused("RemovePermission", remove("X")), unknown);
    desk.ok("RemovePermission", remove("L2"));
    let read = desk.ok("GetQueueAttributes", json!({ "QueueUrl": "orders", "AttributeNames": ["Policy"] }));
    assert_eq!(read, json!({}));
    assert_eq!(desk.refused("RemovePermission", remove("X")), unknown, "without a policy too");
}

#[test]
fn b_066_too_many_actions() {
    let (mut desk, _) = desk();
    let actions = [
        "SendMessage",
        "ReceiveMessage",
        "DeleteMessage",
        "ChangeMessageVisibility",
        "GetQueueAttributes",
        "GetQueueUrl",
        "ListDeadLetterSourceQueues",
        "PurgeQueue",
    ];
    let refused = desk.refused("AddPermission", add("L", &[ME], &actions));
    assert_eq!(refused, modelled(403, "OverLimit", "OverLimit", "8 Actions were found, maximum allowed is 7."));
    desk.ok("AddPermission", add("L", &[ME], &actions[1..]));
}

#[test]
fn actions_that_cannot_be_granted() {
    let (mut desk, _) = desk();
    let reason = |action: &str, reason: &str| {
        ipv(&format!("Value SQS:{action} for parameter ActionName is invalid. Reason: {reason}"))
    };
    for action in ["SendMessageBatch", "DeleteMessageBatch", "ChangeMessageVisibilityBatch", "Brew", "", "sendMessage"]
    {
        let valid = reason(action, "Please refer to the appropriate WSDL for a list of valid actions.");
        assert_eq!(desk.refused("AddPermission", add("L", &[ME], &[action])), valid);
    }
    for action in ["CreateQueue", "DeleteQueue", "SetQueueAttributes", "AddPermission", "RemovePermission"] {
        let owner = reason(action, "Only the queue owner is allowed to invoke this action.");
        assert_eq!(desk.refused("AddPermission", add("L", &[ME], &[action])), owner);
    }
    for account in ["1", "12345678901a", "1234567890123", ""] {
        let text = format!("Value [{account}] for parameter PrincipalId is invalid. Reason: Unable to verify.");
        assert_eq!(desk.refused("AddPermission", add("L", &[account], &["SendMessage"])), ipv(&text));
    }
    for label in [String::new(), "l".repeat(81), "a b".into(), "a.b".into()] {
        let refused = desk.refused("AddPermission", add(&label, &[ME], &["SendMessage"]));
        assert_eq!(refused.query_error, "InvalidParameterValue;Sender");
    }
    let nobody = ipv("Value [] for parameter PrincipalId is invalid. Reason: Unable to verify.");
    assert_eq!(desk.refused("AddPermission", add("L", &[], &["SendMessage"])), nobody);
    assert_eq!(desk.refused("AddPermission", add("L", &[ME], &[])), missing("Actions"));
    desk.ok("AddPermission", add(&"l".repeat(80), &[ME], &["SendMessage"]));
}

#[test]
fn a_policy_has_at_most_twenty_statements() {
    let (mut desk, _) = desk();
    for n in 0..20 {
        desk.ok("AddPermission", add(&format!("L{n}"), &[ME], &["SendMessage"]));
    }
    let refused = desk.refused("AddPermission", add("L20", &[ME], &["SendMessage"]));
    assert_eq!((refused.status, refused.query_error.as_str()), (403, "OverLimit;Sender"));
    assert_eq!(policy(&mut desk)["Statement"].as_array().map(Vec::len), Some(20));
}

#[test]
fn add_permission_extends_a_custom_policy() {
    let (mut desk, queue) = desk();
    let own = r#"{"Version":"2012-10-17","Statement":{"Sid":"mine","Effect":"Deny"}}"#;
    desk.set(&queue, &[("Policy", own)]).expect("fine");
    desk.ok("AddPermission", add("L", &[ME], &["SendMessage"]));
    let policy = policy(&mut desk);
    assert_eq!(policy["Version"], "2012-10-17");
    assert_eq!(policy["Statement"][0], json!({ "Sid": "mine", "Effect": "Deny" }));
    assert_eq!(policy["Statement"].as_array().map(Vec::len), Some(2));
}

#[test]
fn fifo_queues_have_tags_and_permissions() {
    let (mut desk, queue) = fifo_desk(&[]);
    desk.ok("TagQueue", json!({ "QueueUrl": queue, "Tags": { "a": "b" } }));
    assert_eq!(names(&desk.ok("ListQueueTags", json!({ "QueueUrl": queue }))), ["Tags"]);
    let call = json!({ "QueueUrl": queue, "Label": "L", "AWSAccountIds": [ME], "Actions": ["SendMessage"] });
    desk.ok("AddPermission", call);
}
