//! The wire protocol (`docs/sqs-behaviour.md`, sections 7.11 and 4).

use crate::desk;
use crate::shared::Desk;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use model::sqs::{ErrorKind, Reply, read_call};
use serde_json::json;

#[test]
fn b_201_types_of_errors() {
    let kind = ErrorKind::PurgeQueueInProgress;
    assert_eq!((kind.namespace(), kind.type_name()), ("com.amazonaws.sqs", "PurgeQueueInProgress"));
    let kind = ErrorKind::InvalidParameterValue;
    assert_eq!((kind.namespace(), kind.type_name()), ("com.amazon.coral.service", "InvalidParameterValueException"));
}

/// Posts the bytes of a call and returns the reply.
fn post(desk: &mut Desk, target: &str, body: &[u8]) -> Reply {
    Reply::from(&read_call(target, body, None).and_then(|request| desk.call(request)))
}

#[test]
fn b_201_the_form_of_an_error() {
    let (mut desk, queue) = desk();
    desk.purge(&queue).expect("fine");
    let text = "Only one PurgeQueue operation on orders is allowed every 60 seconds.";
    assert_eq!(
        post(&mut desk, "AmazonSQS.PurgeQueue", br#"{"QueueUrl":"orders"}"#),
        Reply {
            status: 403,
            query_error: Some("AWS.SimpleQueueService.PurgeQueueInProgress;Sender".into()),
            body: format!(r#"{{"__type":"com.amazonaws.sqs#PurgeQueueInProgress","message":"{text}"}}"#),
        }
    );
}

#[test]
fn every_error_kind_has_its_code_and_status() {
    const CODES: &str = "AWS.SimpleQueueService.";
    for (kind, name, code, status) in [
        (ErrorKind::QueueDoesNotExist, "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue", 400),
        (ErrorKind::QueueNameExists, "QueueNameExists", "QueueAlreadyExists", 400),
        (ErrorKind::QueueDeletedRecently, "QueueDeletedRecently", CODES, 400),
        (ErrorKind::PurgeQueueInProgress, "PurgeQueueInProgress", CODES, 403),
        (ErrorKind::OverLimit, "OverLimit", "OverLimit", 403),
        (ErrorKind::EmptyBatchRequest, "EmptyBatchRequest", CODES, 400),
        (ErrorKind::TooManyEntriesInBatchRequest, "TooManyEntriesInBatchRequest", CODES, 400),
        (ErrorKind::BatchEntryIdsNotDistinct, "BatchEntryIdsNotDistinct", CODES, 400),
        (ErrorKind::InvalidBatchEntryId, "InvalidBatchEntryId", CODES, 400),
        (ErrorKind::BatchRequestTooLong, "BatchRequestTooLong", CODES, 400),
        (ErrorKind::InvalidAttributeName, "InvalidAttributeName", "InvalidAttributeName", 400),
        (ErrorKind::InvalidAttributeValue, "InvalidAttributeValue", "InvalidAttributeValue", 400),
        (ErrorKind::InvalidMessageContents, "InvalidMessageContents", "InvalidMessageContents", 400),
        (ErrorKind::ReceiptHandleIsInvalid, "ReceiptHandleIsInvalid", "ReceiptHandleIsInvalid", 404),
        (ErrorKind::UnsupportedOperation, "UnsupportedOperation", CODES, 400),
        (ErrorKind::ResourceNotFound, "ResourceNotFoundException", "ResourceNotFoundException", 404),
    ] {
        let code = if code == CODES { format!("{CODES}{name}") } else { code.to_owned() };
        let shown = (kind.namespace(), kind.type_name(), kind.query_code(), kind.status());
        assert_eq!(shown, ("com.amazonaws.sqs", name, code.as_str(), status));
    }
}

#[test]
fn b_205_binary_values_are_base64() {
    let (mut desk, _) = desk();
    let bytes = b"traceparent\x1e00-774062d6c37081a5a0b9b5b88e30627c-2d2482211f6489da-01";
    let encoded = BASE64_STANDARD.encode(bytes);
    let attributes = json!({ "attr1": { "DataType": "Binary", "BinaryValue": encoded } });
    let sent =
        desk.ok("SendMessage", json!({ "QueueUrl": "orders", "MessageBody": "x", "MessageAttributes": attributes }));
    assert_eq!(sent["MD5OfMessageAttributes"], "8cbe4db156db8a94db8b801b7addb984");
    let received = desk.get("orders", 1, json!({ "MessageAttributeNames": ["All"] })).remove(0);
    assert_eq!(received["MessageAttributes"], attributes);
    assert_eq!(received["MD5OfMessageAttributes"], sent["MD5OfMessageAttributes"]);
}

#[test]
fn actions_without_output_answer_with_an_empty_object() {
    let (mut desk, _) = desk();
    desk.ok("SendMessage", json!({ "QueueUrl": "orders", "MessageBody": "x" }));
    let handle = desk.get("orders", 1, json!({})).remove(0)["ReceiptHandle"].clone();
    for (action, more) in [
        ("ChangeMessageVisibility", json!({ "ReceiptHandle": handle, "VisibilityTimeout": 5 })),
        ("DeleteMessage", json!({ "ReceiptHandle": handle })),
        ("SetQueueAttributes", json!({ "Attributes": { "DelaySeconds": "1" } })),
        ("TagQueue", json!({ "Tags": { "a": "b" } })),
        ("UntagQueue", json!({ "TagKeys": ["a"] })),
        ("AddPermission", json!({ "Label": "L", "AWSAccountIds": ["123456789012"], "Actions": ["*"] })),
        ("RemovePermission", json!({ "Label": "L" })),
        ("PurgeQueue", json!({})),
        ("DeleteQueue", json!({})),
    ] {
        let mut call = more;
        call["QueueUrl"] = json!("orders");
        assert_eq!(desk.ok(action, call), json!({}), "{action}");
    }
}

#[test]
fn collections_that_would_be_empty_are_absent() {
    let (mut desk, _) = desk();
    for (action, call) in [
        ("ReceiveMessage", json!({ "QueueUrl": "orders" })),
        ("ListQueues", json!({ "QueueNamePrefix": "none" })),
        ("ListQueueTags", json!({ "QueueUrl": "orders" })),
        ("GetQueueAttributes", json!({ "QueueUrl": "orders" })),
        ("ListDeadLetterSourceQueues", json!({ "QueueUrl": "orders" })),
    ] {
        assert_eq!(desk.ok(action, call), json!({}), "{action}");
    }
}

#[test]
fn malformed_calls_never_reach_the_engine() {
    let (mut desk, _) = desk();
    for (body, code) in [
        (r#"{"QueueUrl":"orders","MessageBody":"x","DelaySeconds":"1"}"#, "SerializationException"),
        (r#"{"QueueUrl":"orders","MessageBody":"x","DelaySeconds":1.5}"#, "SerializationException"),
        (r#"{"QueueUrl":["orders"],"MessageBody":"x"}"#, "SerializationException"),
        (
            r#"{"QueueUrl":"orders","MessageBody":"x","MessageAttributes":{"a":{"DataType":"Binary","BinaryValue":"%"}}}"#,
            "SerializationException",
        ),
        (r#"{"MessageBody":"x"}"#, "MissingParameter"),
        (r#"{"QueueUrl":null,"MessageBody":"x"}"#, "MissingParameter"),
    ] {
        let reply = post(&mut desk, "AmazonSQS.SendMessage", body.as_bytes());
        assert_eq!((reply.status, reply.query_error), (400, Some(format!("{code};Sender"))), "{body}");
    }
    let unknown = post(&mut desk, "AmazonSQS.Brew", b"{}");
    assert!(matches!(unknown.status, 400 | 404));
    let huge = r#"{"QueueUrl":"orders","MessageBody":"x","DelaySeconds":9223372036854775807}"#;
    let reply = post(&mut desk, "AmazonSQS.SendMessage", huge.as_bytes());
    assert_eq!(reply.query_error.as_deref(), Some("InvalidParameterValue;Sender"));
    let deep = format!(r#"{{"QueueUrl":{}}}"#, "[".repeat(100_000));
    assert_eq!(post(&mut desk, "AmazonSQS.SendMessage", deep.as_bytes()).status, 400);
}
