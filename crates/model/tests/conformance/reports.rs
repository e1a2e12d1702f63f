//! Cases from public reports of people who use SQS (`docs/sqs-behaviour.md`, R-…).

use crate::shared::{Desk, check_error};
use crate::{desk, fifo_desk};
use model::sqs::{ErrorKind, GetQueueUrl, Request, Shape, read_call};
use serde_json::{Value, json};

fn refusal(action: &str, body: &Value) -> String {
    let read = read_call(&format!("AmazonSQS.{action}"), body.to_string().as_bytes(), None);
    let error = read.expect_err("refused");
    assert_eq!(error.kind, ErrorKind::Serialization, "{action} {body}");
    error.message.into_owned()
}

#[test]
fn r_01_a_body_counts_its_characters_and_not_their_escapes() {
    let mut desk = Desk::new();
    desk.make("orders");
    let call =
        |characters: usize| format!(r#"{{"QueueUrl":"orders","MessageBody":"{}"}}"#, "\\u003c".repeat(characters));
    let most = 1_048_576;
    assert!(call(most).len() > 6_000_000);
    let mut send = |characters| {
        let request = read_call("AmazonSQS.SendMessage", call(characters).as_bytes(), None).expect("a call");
        desk.call(request).map_err(|error| error.kind)
    };
    send(most).expect("legal");
    assert_eq!(send(most + 1), Err(ErrorKind::InvalidParameterValue));
}

#[test]
fn r_03_a_wrong_type_is_named_and_nested_values_are_meant_themselves() {
    let text = "STRING_VALUE can not be converted to an Integer";
    assert_eq!(refusal("ReceiveMessage", &json!({ "QueueUrl": "q", "VisibilityTimeout": "30" })), text);
    let text = "NUMBER_VALUE can not be converted to a String";
    for (action, body) in [
        ("SendMessage", json!({ "QueueUrl": "q", "MessageBody": 5 })),
        ("GetQueueAttributes", json!({ "QueueUrl": "q", "AttributeNames": ["All", 5] })),
        ("CreateQueue", json!({ "QueueName": "q", "Attributes": { "DelaySeconds": 5 } })),
        ("TagQueue", json!({ "QueueUrl": "q", "Tags": { "team": 5 } })),
        (
            "SendMessage",
            json!({ "QueueUrl": "q", "MessageBody": "m", "MessageAttributes": { "a": { "DataType": 5 } } }),
        ),
        ("SendMessageBatch", json!({ "QueueUrl": "q", "Entries": [{ "Id": "a", "MessageBody": 5 }] })),
    ] {
        assert_eq!(refusal(action, &body), text, "{action} {body}");
    }
    let entries = json!({ "QueueUrl": "q", "Entries": [{ "Id": "a", "MessageBody": "m", "DelaySeconds": true }] });
    assert_eq!(refusal("SendMessageBatch", &entries), "TRUE_VALUE can not be converted to an Integer");
    assert_eq!(
        refusal("SendMessageBatch", &json!({ "QueueUrl": "q", "Entries": [5] })),
        "NUMBER_VALUE can not be converted to a Map"
    );
}

/// Every member of every call refuses every wrong type, and takes `null` as absent.
#[test]
fn r_03_all_members_of_all_calls() {
    let values = [json!("text"), json!(7), json!(true), json!([7]), json!({ "a": 7 })];
    for action in Request::ACTIONS {
        let members = Request::members(action).expect("known");
        let mut required = json!({});
        for member in members.iter().filter(|member| member.required) {
            required[member.name] = if member.shape == Shape::Whole { json!(1) } else { json!("x") };
        }
        for member in members {
            for value in &values {
                let fits =
                    matches!((member.shape, value), (Shape::Text, Value::String(_)) | (Shape::Whole, Value::Number(_)));
                let mut body = required.clone();
                body[member.name] = value.clone();
                let read = read_call(&format!("AmazonSQS.{action}"), body.to_string().as_bytes(), None);
                assert_eq!(read.is_ok(), fits, "{action} {body}");
                if let Err(error) = read {
                    assert_eq!(error.kind, ErrorKind::Serialization, "{action} {body}");
                }
            }
            if !member.required {
                let mut body = required.clone();
                body[member.name] = Value::Null;
                read_call(&format!("AmazonSQS.{action}"), body.to_string().as_bytes(), None).expect("null is absent");
            }
        }
    }
}

#[test]
fn r_14_a_queue_of_another_account_does_not_exist() {
    let (mut desk, _) = desk();
    let of = |owner: &str| GetQueueUrl { queue_owner: Some(owner.into()), ..GetQueueUrl::new("orders".into()) };
    desk.call(of("123456789012")).expect("one's own");
    let text = "The specified queue does not exist.";
    check_error(desk.call(of("999999999999")), ErrorKind::QueueDoesNotExist, text);
}

#[test]
fn r_21_the_name_of_a_fifo_queue() {
    let mut desk = Desk::new();
    let text = "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with \
                .fifo suffix and be 1 to 80 in length.";
    let long = format!("{}.fifo", "a".repeat(76));
    for name in ["orders", "", ".fifo", "or ders.fifo", "orders.fif", &long] {
        check_error(desk.try_make(name, &[("FifoQueue", "true")]), ErrorKind::InvalidParameterValue, text);
    }
    desk.try_make(&format!("{}.fifo", "a".repeat(75)), &[("FifoQueue", "true")]).expect("80 characters");
}

#[test]
fn r_25_a_list_of_sources_that_is_null_is_absent() {
    let given = r#"{"redrivePermission":"denyAll","sourceQueueArns":null}"#;
    let expected = r#"{"redrivePermission":"denyAll"}"#;
    let mut desk = Desk::new();
    desk.try_make("created", &[("RedriveAllowPolicy", given)]).expect("legal");
    let set = desk.make("set");
    desk.set(&set, &[("RedriveAllowPolicy", given)]).expect("legal");
    for queue in [&"created".into(), &set] {
        assert_eq!(desk.read(queue, &["RedriveAllowPolicy"])["RedriveAllowPolicy"], expected);
    }
}

#[test]
fn r_30_a_count_given_as_text_is_read_back_as_a_number() {
    let (mut desk, queue) = desk();
    desk.make("dead");
    let arn = "arn:aws:sqs:us-east-1:123456789012:dead";
    let given = format!(r#"{{"deadLetterTargetArn":"{arn}","maxReceiveCount":"5"}}"#);
    desk.set(&queue, &[("RedrivePolicy", &given)]).expect("legal");
    let expected = format!(r#"{{"deadLetterTargetArn":"{arn}","maxReceiveCount":5}}"#);
    assert_eq!(desk.read(&queue, &["RedrivePolicy"])["RedrivePolicy"], expected);
}

#[test]
fn r_61_a_standard_queue_does_not_know_attributes_of_fifo_queues() {
    let (mut desk, queue) = desk();
    for name in ["FifoQueue", "ContentBasedDeduplication"] {
        let text = format!("Unknown Attribute {name}.");
        check_error(desk.try_read(&queue, &[name]), ErrorKind::InvalidAttributeName, &text);
    }
    let (mut desk, queue) = fifo_desk(&[]);
    assert_eq!(desk.read(&queue.as_str().into(), &["FifoQueue"])["FifoQueue"], "true");
}

#[test]
fn r_68_an_expired_handle_in_a_batch_of_a_fifo_queue() {
    let (mut desk, _) = fifo_desk(&[]);
    let send =
        json!({ "QueueUrl": "orders.fifo", "MessageBody": "m", "MessageGroupId": "g", "MessageDeduplicationId": "1" });
    desk.ok("SendMessage", send);
    let got = desk.ok("ReceiveMessage", json!({ "QueueUrl": "orders.fifo", "VisibilityTimeout": 30 }));
    let handle = got["Messages"][0]["ReceiptHandle"].as_str().expect("a handle").to_owned();
    desk.pass(31);
    let entries = json!([{ "Id": "a", "ReceiptHandle": handle }]);
    let deleted = desk.ok("DeleteMessageBatch", json!({ "QueueUrl": "orders.fifo", "Entries": entries }));
    let text = "The receipt handle has expired";
    let failed = json!([{ "Id": "a", "Code": "ReceiptHandleIsInvalid", "SenderFault": true, "Message": text }]);
    assert_eq!(deleted, json!({ "Failed": failed }));
}
