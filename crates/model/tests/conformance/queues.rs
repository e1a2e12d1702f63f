//! Queues (`docs/sqs-behaviour.md`, sections 7.1 and 2.3).

use crate::shared::wire::{ipv, missing, no_such_queue};
use crate::shared::{Desk, check_error, check_kind, redrive, texts};
use crate::{NO_QUEUE, URL, desk, desk_with};
use model::sqs::{
    ErrorKind, EventKind, GetQueueUrl, ListQueues, PurgeQueue, QueueUrl, ReceiveMessage, Request, Response,
    SendMessage, SetQueueAttributes,
};
use serde_json::json;

#[test]
fn b_001_create_queue() {
    let (_, queue) = desk();
    assert_eq!(queue.as_str(), format!("{URL}orders"));
}

#[test]
fn b_002_names_have_at_most_80_characters() {
    let mut desk = Desk::new();
    desk.make(&"aZ09_-xx".repeat(10));
    check_error(
        desk.try_make(&"a".repeat(81), &[]),
        ErrorKind::InvalidParameterValue,
        "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
    );
    check_kind(desk.try_make("", &[]), ErrorKind::InvalidParameterValue);
}

#[test]
fn b_003_names_with_other_characters() {
    for name in ["a/b", "a b", "é", "a.b", "a:b"] {
        check_kind(Desk::new().try_make(name, &[]), ErrorKind::InvalidParameterValue);
    }
}

#[test]
fn b_004_fifo_suffix_without_the_attribute() {
    check_kind(Desk::new().try_make("x.fifo", &[]), ErrorKind::InvalidParameterValue);
}

#[test]
fn b_005_fifo_attribute_without_the_suffix() {
    check_kind(Desk::new().try_make("x", &[("FifoQueue", "true")]), ErrorKind::InvalidParameterValue);
}

#[test]
fn b_006_create_again_without_attributes() {
    let (mut desk, queue) = desk();
    assert_eq!(desk.make("orders"), queue);
    let made = desk.events().into_iter().filter(|event| event.kind == EventKind::QueueCreated);
    assert_eq!(made.count(), 1);
}

#[test]
fn b_007_create_again_with_the_same_attribute() {
    let (mut desk, queue) = desk_with(&[("VisibilityTimeout", "69")]);
    assert_eq!(desk.make_with("orders", &[("VisibilityTimeout", "69")]), queue);
}

#[test]
fn b_008_create_again_with_some_attributes() {
    let (mut desk, queue) = desk_with(&[("ReceiveMessageWaitTimeSeconds", "1"), ("DelaySeconds", "1")]);
    assert_eq!(desk.make_with("orders", &[("DelaySeconds", "1")]), queue);
}

#[test]
fn b_009_create_again_with_another_value() {
    let (mut desk, queue) = desk_with(&[("DelaySeconds", "1")]);
    let error = desk.try_make("orders", &[("DelaySeconds", "2")]).expect_err("differs");
    assert_eq!((error.kind.query_code(), error.kind.status()), ("QueueAlreadyExists", 400));
    check_error(
        Err::<(), _>(error),
        ErrorKind::QueueNameExists,
        "A queue already exists with the same name and a different value for attribute DelaySeconds",
    );
    assert_eq!(desk.read(&queue, &["DelaySeconds"])["DelaySeconds"], "1");
}

#[test]
fn create_again_compares_policies_by_meaning() {
    let (mut desk, _) = desk();
    let dead = redrive("orders", 3);
    desk.make_with("source", &[("RedrivePolicy", &dead)]);
    desk.make_with("source", &[("RedrivePolicy", &dead.replace(":3}", ": \"3\" }"))]);
    let other = desk.try_make("source", &[("RedrivePolicy", &redrive("orders", 4))]);
    check_kind(other, ErrorKind::QueueNameExists);
}

#[test]
fn b_012_name_of_a_queue_just_deleted() {
    let (mut desk, queue) = desk();
    desk.delete_queue(&queue);
    desk.pass_ms(59_999);
    check_error(
        desk.try_make("orders", &[]),
        ErrorKind::QueueDeletedRecently,
        "You must wait 60 seconds after deleting a queue before you can create another with the same name.",
    );
}

#[test]
fn b_013_name_free_again() {
    let (mut desk, queue) = desk();
    desk.send(&queue, "old");
    desk.delete_queue(&queue);
    desk.pass_ms(60_001);
    assert_eq!(desk.make("orders"), queue);
    assert_eq!(desk.counts(&queue), [0, 0, 0]);
}

#[test]
fn b_014_to_017_fifo_attributes_at_creation() {
    let unknown = ErrorKind::InvalidAttributeName;
    let mut desk = Desk::new();
    for (name, value, text) in [
        ("FifoQueue", "false", "Unknown Attribute FifoQueue."),
        ("ContentBasedDeduplication", "true", "Unknown Attribute ContentBasedDeduplication."),
        ("DeduplicationScope", "queue", "You can specify the DeduplicationScope only when FifoQueue is set to true."),
        (
            "FifoThroughputLimit",
            "perQueue",
            "You can specify the FifoThroughputLimit only when FifoQueue is set to true.",
        ),
    ] {
        check_error(desk.try_make("x", &[(name, value)]), unknown, text);
    }
}

#[test]
fn b_019_get_queue_url() {
    let (mut desk, queue) = desk();
    let found = desk.call(GetQueueUrl::new("orders".into()));
    let Ok(Response::GetQueueUrl(found)) = found else { panic!("{found:?}") };
    assert_eq!(found.queue_url, queue);
}

#[test]
fn b_020_get_queue_url_of_an_unknown_name() {
    let error = Desk::new().call(GetQueueUrl::new("orders".into())).expect_err("unknown");
    assert_eq!(error.kind.query_code(), "AWS.SimpleQueueService.NonExistentQueue");
    assert_eq!((error.kind.status(), error.kind.type_name()), (400, "QueueDoesNotExist"));
    check_error(Err::<(), _>(error), ErrorKind::QueueDoesNotExist, NO_QUEUE);
}

#[test]
fn b_021_any_action_on_an_unknown_queue() {
    use model::sqs::{ChangeMessageVisibility, DeleteMessage, DeleteQueue, GetQueueAttributes};
    let queue_url = QueueUrl::from("https://sqs.us-east-1.amazonaws.com/123456789012/none");
    let receipt_handle = model::sqs::ReceiptHandle::from("x");
    let requests: [Request; 8] = [
        SendMessage::new(queue_url.clone(), "x".into()).into(),
        ReceiveMessage::new(queue_url.clone()).into(),
        DeleteQueue { queue_url: queue_url.clone() }.into(),
        PurgeQueue { queue_url: queue_url.clone() }.into(),
        GetQueueAttributes { queue_url: queue_url.clone(), attribute_names: vec![] }.into(),
        SetQueueAttributes { queue_url: queue_url.clone(), attributes: texts(&[("DelaySeconds", "1")]) }.into(),
        DeleteMessage { queue_url: queue_url.clone(), receipt_handle: receipt_handle.clone() }.into(),
        ChangeMessageVisibility { queue_url, receipt_handle, visibility_timeout: 1 }.into(),
    ];
    let (mut desk, _) = desk();
    for request in requests {
        check_error(desk.call(request), ErrorKind::QueueDoesNotExist, NO_QUEUE);
    }
    for url in ["Orders", "", "https://x/000000000000/orders", "https://x/123456789012/orders/"] {
        check_error(desk.try_receive(ReceiveMessage::new(url.into())), ErrorKind::QueueDoesNotExist, NO_QUEUE);
    }
}

#[test]
fn b_022_a_bare_name_as_url() {
    let (mut desk, queue) = desk();
    desk.send(&"orders".into(), "x");
    assert_eq!(desk.counts(&queue), [1, 0, 0]);
}

fn names(urls: &[QueueUrl]) -> Vec<&str> {
    urls.iter().map(|url| url.as_str().strip_prefix(URL).expect("our account")).collect()
}

const LIST: ListQueues = ListQueues { queue_name_prefix: None, max_results: None, next_token: None };

#[test]
fn b_023_b_024_list_by_prefix() {
    let mut desk = Desk::new();
    for name in ["b-1", "a-2", "a-1"] {
        desk.make(name);
    }
    let prefixed = |prefix: &str| ListQueues { queue_name_prefix: Some(prefix.into()), ..LIST };
    assert_eq!(names(&desk.list(prefixed("a-")).queue_urls), ["a-1", "a-2"]);
    assert_eq!(names(&desk.list(LIST).queue_urls), ["a-1", "a-2", "b-1"]);
    let none = desk.list(prefixed("A"));
    assert_eq!(serde_json::to_string(&none).expect("it is JSON"), "{}");
}

#[test]
fn b_025_b_026_list_in_pages() {
    let mut desk = Desk::new();
    for n in 0..10 {
        desk.make(&format!("q{n}"));
    }
    let first = desk.list(ListQueues { max_results: Some(2), ..LIST });
    assert_eq!(names(&first.queue_urls), ["q0", "q1"]);
    assert!(first.next_token.is_some());
    let rest = desk.list(ListQueues { max_results: Some(8), next_token: first.next_token, ..LIST });
    assert_eq!((rest.queue_urls.len(), rest.next_token), (8, None));
    assert_eq!(desk.list(LIST).next_token, None);
    for bad in [0, 1_001, -1] {
        check_kind(desk.call(ListQueues { max_results: Some(bad), ..LIST }), ErrorKind::InvalidParameterValue);
    }
    let garbage = ListQueues { next_token: Some("?".into()), ..LIST };
    check_kind(desk.call(garbage), ErrorKind::InvalidParameterValue);
}

#[test]
fn b_027_delete_queue() {
    let (mut desk, queue) = desk();
    desk.send(&queue, "x");
    desk.delete_queue(&queue);
    check_error(desk.try_read(&queue, &["All"]), ErrorKind::QueueDoesNotExist, NO_QUEUE);
    assert_eq!(desk.engine.poll_timeout(), None);
}

#[test]
fn deleting_a_queue_ends_the_receives_that_wait_there() {
    let (mut desk, queue) = desk();
    let call = desk.start_long_poll(&queue, 20);
    desk.delete_queue(&queue);
    let (replied, result) = desk.engine.poll_reply().expect("a reply");
    assert_eq!(replied, call);
    check_error(result, ErrorKind::QueueDoesNotExist, NO_QUEUE);
}

const CREATE_CBD: [(&str, &str); 2] = [("FifoQueue", "true"), ("ContentBasedDeduplication", "true")];

#[test]
fn b_010_b_011_create_a_fifo_queue_again() {
    let mut desk = Desk::new();
    let queue = desk.make_with("orders.fifo", &CREATE_CBD);
    assert_eq!(desk.make_with("orders.fifo", &CREATE_CBD), queue);
    check_error(
        desk.try_make("orders.fifo", &[("FifoQueue", "true"), ("ContentBasedDeduplication", "false")]),
        ErrorKind::QueueNameExists,
        "A queue already exists with the same name and a different value for attribute ContentBasedDeduplication",
    );
}

#[test]
fn b_018_fifo_in_any_letter_case() {
    let mut desk = Desk::new();
    let queue = desk.make_with("orders.fifo", &[("FifoQueue", "True"), ("ContentBasedDeduplication", "TRUE")]);
    let read = desk.read(&queue, &["FifoQueue", "ContentBasedDeduplication"]);
    assert_eq!(read, texts(&[("FifoQueue", "true"), ("ContentBasedDeduplication", "true")]));
}

#[test]
fn names_of_fifo_queues() {
    let bad = "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with \
               .fifo suffix and be 1 to 80 in length.";
    let mut desk = Desk::new();
    let create = |name: &str, fifo: &str| json!({ "QueueName": name, "Attributes": { "FifoQueue": fifo } });
    desk.ok("CreateQueue", create(&format!("{}.fifo", "a".repeat(75)), "true"));
    for name in [format!("{}.fifo", "a".repeat(76)), ".fifo".into(), "a.b.fifo".into(), "a.fifo.fifo".into()] {
        assert_eq!(desk.refused("CreateQueue", create(&name, "true")), ipv(bad), "{name}");
    }
    assert_eq!(desk.refused("CreateQueue", create("x.fifo", "false")).query_error, "InvalidParameterValue;Sender");
    assert_eq!(desk.refused("CreateQueue", json!({})), missing("QueueName"));
}

#[test]
fn name_and_cool_down_are_checked_before_the_attributes() {
    let (mut desk, queue) = desk();
    desk.delete_queue(&queue);
    let bad = [("DelaySeconds", "901")];
    check_kind(desk.try_make("a/b", &bad), ErrorKind::InvalidParameterValue);
    check_kind(desk.try_make("orders", &bad), ErrorKind::QueueDeletedRecently);
    desk.pass(60);
    check_kind(desk.try_make("orders", &bad), ErrorKind::InvalidAttributeValue);
    desk.make("orders");
    check_kind(desk.try_make("orders", &bad), ErrorKind::InvalidAttributeValue);
}

#[test]
fn create_again_compares_with_current_values() {
    let (mut desk, queue) = desk();
    desk.set(&queue, &[("DelaySeconds", "5")]).expect("fine");
    desk.make_with("orders", &[("DelaySeconds", "5")]);
    check_kind(desk.try_make("orders", &[("DelaySeconds", "0")]), ErrorKind::QueueNameExists);
    desk.send(&queue, "x");
    desk.make("orders");
    let tagged = json!({ "QueueName": "orders", "tags": { "a": "b" } });
    desk.ok("CreateQueue", tagged);
    assert_eq!(desk.ok("ListQueueTags", json!({ "QueueUrl": "orders" })), json!({}), "tags are not compared");
}

#[test]
fn b_021_the_other_actions_on_an_unknown_queue() {
    let mut desk = Desk::new();
    for (action, more) in [
        ("AddPermission", json!({ "Label": "L", "AWSAccountIds": ["123456789012"], "Actions": ["*"] })),
        (
            "ChangeMessageVisibilityBatch",
            json!({ "Entries": [{ "Id": "a", "ReceiptHandle": "x", "VisibilityTimeout": 1 }] }),
        ),
        ("DeleteMessageBatch", json!({ "Entries": [{ "Id": "a", "ReceiptHandle": "x" }] })),
        ("ListDeadLetterSourceQueues", json!({})),
        ("ListQueueTags", json!({})),
        ("RemovePermission", json!({ "Label": "L" })),
        ("SendMessageBatch", json!({ "Entries": [{ "Id": "a", "MessageBody": "x" }] })),
        ("TagQueue", json!({ "Tags": { "a": "b" } })),
        ("UntagQueue", json!({ "TagKeys": ["a"] })),
    ] {
        let mut call = more;
        call["QueueUrl"] = json!("none");
        assert_eq!(desk.refused(action, call), no_such_queue(), "{action}");
    }
    // A missing parameter is reported before an unknown queue, and an unknown queue before an invalid parameter.
    let send = json!({ "QueueUrl": "none", "MessageBody": "x", "DelaySeconds": 901 });
    assert_eq!(desk.refused("SendMessage", send), no_such_queue());
    assert_eq!(desk.refused("SendMessage", json!({ "QueueUrl": "none" })), missing("MessageBody"));
    assert_eq!(desk.refused("SendMessageBatch", json!({ "QueueUrl": "none", "Entries": [] })), no_such_queue());
}

#[test]
fn a_prefix_applies_to_every_page() {
    let mut desk = Desk::new();
    for name in ["a", "b-1", "b-2", "b-3", "c"] {
        desk.make(name);
    }
    let mut seen = Vec::new();
    let mut token = json!(null);
    loop {
        let page = json!({ "QueueNamePrefix": "b-", "MaxResults": 2, "NextToken": token });
        let page = desk.ok("ListQueues", page);
        seen.extend(page["QueueUrls"].as_array().expect("a page is not empty").clone());
        match page.get("NextToken") {
            Some(next) => token = next.clone(),
            None => break,
        }
    }
    assert_eq!(seen, ["b-1", "b-2", "b-3"].map(|name| format!("{URL}{name}")));
}

#[test]
fn at_most_a_thousand_queues_are_listed() {
    let mut desk = Desk::new();
    for n in 0..1_001 {
        desk.make(&format!("q{n:04}"));
    }
    let listed = desk.ok("ListQueues", json!({}));
    assert_eq!(listed["QueueUrls"].as_array().map(Vec::len), Some(1_000));
    assert_eq!(listed.get("NextToken"), None, "B-026: never without MaxResults");
}
