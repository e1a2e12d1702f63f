//! Queue attributes (`docs/sqs-behaviour.md`, section 7.2 and the tables of section 1).

use crate::shared::wire::{ipv, names};
use crate::shared::{Desk, check_error, check_kind, redrive, texts};
use crate::{URL, desk, desk_with, fifo_desk};
use model::engine::EPOCH_MS;
use model::sqs::{ErrorKind, GetQueueUrl};
use serde_json::{Value, json};

#[test]
fn b_028_all_of_a_fresh_queue() {
    let (mut desk, queue) = desk();
    let created = (EPOCH_MS / 1_000).to_string();
    let expected = texts(&[
        ("ApproximateNumberOfMessages", "0"),
        ("ApproximateNumberOfMessagesDelayed", "0"),
        ("ApproximateNumberOfMessagesNotVisible", "0"),
        ("CreatedTimestamp", &created),
        ("DelaySeconds", "0"),
        ("LastModifiedTimestamp", &created),
        ("MaximumMessageSize", "1048576"),
        ("MessageRetentionPeriod", "345600"),
        ("QueueArn", "arn:aws:sqs:us-east-1:123456789012:orders"),
        ("ReceiveMessageWaitTimeSeconds", "0"),
        ("SqsManagedSseEnabled", "true"),
        ("VisibilityTimeout", "30"),
    ]);
    assert_eq!(desk.read(&queue, &["All"]), expected);
}

#[test]
fn b_030_no_attributes_unless_requested() {
    let (mut desk, queue) = desk();
    assert!(desk.read(&queue, &[]).is_empty());
    assert!(desk.read(&queue, &["Policy", "RedrivePolicy"]).is_empty(), "known, but unset");
}

#[test]
fn b_031_unknown_name() {
    let (mut desk, queue) = desk();
    for names in [&["Foobar"][..], &["All", "Foobar"]] {
        check_error(desk.try_read(&queue, names), ErrorKind::InvalidAttributeName, "Unknown Attribute Foobar.");
    }
    let set = desk.set(&queue, &[("Foobar", "1"), ("DelaySeconds", "7")]);
    check_error(set, ErrorKind::InvalidAttributeName, "Unknown Attribute Foobar.");
    check_kind(desk.set(&queue, &[("VisibilityTimeout ", "1")]), ErrorKind::InvalidAttributeName);
    check_kind(desk.set(&queue, &[("QueueArn", "x")]), ErrorKind::InvalidAttributeName);
    assert_eq!(desk.read(&queue, &["DelaySeconds"])["DelaySeconds"], "0", "all or nothing");
}

#[test]
fn b_032_b_033_some_names() {
    let mut desk = Desk::new();
    desk.pass(100);
    let queue = desk.make("orders");
    let read = desk.read(&queue, &["QueueArn"]);
    assert_eq!(read, texts(&[("QueueArn", "arn:aws:sqs:us-east-1:123456789012:orders")]));
    let read = desk.read(&queue, &["QueueArn", "CreatedTimestamp", "VisibilityTimeout"]);
    assert_eq!(read.len(), 3);
    assert_eq!(read["CreatedTimestamp"], (EPOCH_MS / 1_000 + 100).to_string());
}

#[test]
fn b_034_attributes_at_creation() {
    let (mut desk, queue) = desk_with(&[
        ("MessageRetentionPeriod", "604800"),
        ("ReceiveMessageWaitTimeSeconds", "10"),
        ("VisibilityTimeout", "20"),
    ]);
    let read = desk.read(&queue, &["All"]);
    let shown = ["MessageRetentionPeriod", "ReceiveMessageWaitTimeSeconds", "VisibilityTimeout", "DelaySeconds"];
    assert_eq!(shown.map(|name| read[name].as_str()), ["604800", "10", "20", "0"]);
}

#[test]
fn b_035_set_visibility_out_of_range() {
    let (mut desk, queue) = desk();
    check_error(
        desk.set(&queue, &[("VisibilityTimeout", "43201")]),
        ErrorKind::InvalidAttributeValue,
        "Invalid value for the parameter VisibilityTimeout.",
    );
}

#[test]
fn b_036_values_out_of_range_or_shape() {
    let (mut desk, queue) = desk();
    let before = desk.read(&queue, &["All"]);
    for (name, value) in [
        ("DelaySeconds", "901"),
        ("MaximumMessageSize", "1023"),
        ("MaximumMessageSize", "1048577"),
        ("MessageRetentionPeriod", "59"),
        ("MessageRetentionPeriod", "1209601"),
        ("ReceiveMessageWaitTimeSeconds", "21"),
        ("VisibilityTimeout", "-1"),
        ("VisibilityTimeout", " 6"),
        ("VisibilityTimeout", "+6"),
        ("VisibilityTimeout", "544.43"),
        ("VisibilityTimeout", ""),
        ("VisibilityTimeout", "true"),
        ("VisibilityTimeout", "99999999999999999999"),
        ("KmsDataKeyReusePeriodSeconds", "59"),
        ("SqsManagedSseEnabled", "maybe"),
    ] {
        let text = format!("Invalid value for the parameter {name}.");
        check_error(desk.set(&queue, &[(name, value)]), ErrorKind::InvalidAttributeValue, &text);
        check_error(desk.try_make("new", &[(name, value)]), ErrorKind::InvalidAttributeValue, &text);
    }
    assert_eq!(desk.read(&queue, &["All"]), before);
    check_kind(desk.call(GetQueueUrl::new("new".into())), ErrorKind::QueueDoesNotExist);
}

#[test]
fn b_037_limits_are_inclusive() {
    let (mut desk, queue) = desk();
    for (name, low, high) in [
        ("DelaySeconds", "0", "900"),
        ("MaximumMessageSize", "1024", "1048576"),
        ("MessageRetentionPeriod", "60", "1209600"),
        ("ReceiveMessageWaitTimeSeconds", "0", "20"),
        ("VisibilityTimeout", "0", "43200"),
    ] {
        for value in [low, high] {
            desk.set(&queue, &[(name, value)]).expect("a limit is allowed");
            assert_eq!(desk.read(&queue, &[name])[name], value);
        }
    }
}

#[test]
fn setting_no_attributes_is_an_error() {
    let (mut desk, queue) = desk();
    let text = "The request must contain the parameter Attribute.Name.";
    check_error(desk.set(&queue, &[]), ErrorKind::MissingParameter, text);
}

#[test]
fn setting_attributes_updates_the_modification_time() {
    let (mut desk, queue) = desk();
    desk.pass(5);
    desk.set(&queue, &[("DelaySeconds", "1")]).expect("fine");
    let read = desk.read(&queue, &["CreatedTimestamp", "LastModifiedTimestamp"]);
    assert_eq!(read["LastModifiedTimestamp"], (EPOCH_MS / 1_000 + 5).to_string());
    assert_eq!(read["CreatedTimestamp"], (EPOCH_MS / 1_000).to_string());
}

#[test]
fn b_038_a_queue_keeps_its_kind() {
    let (mut desk, queue) = desk();
    for value in ["true", "false"] {
        let set = desk.set(&queue, &[("FifoQueue", value)]);
        check_error(set, ErrorKind::InvalidAttributeName, "Unknown Attribute FifoQueue.");
    }
}

const KEYS: [&str; 3] = ["KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds", "SqsManagedSseEnabled"];

#[test]
fn b_042_b_043_kms_keys_replace_the_managed_key() {
    let (mut desk, queue) = desk();
    let own =
        [("KmsMasterKeyId", "testKeyId"), ("KmsDataKeyReusePeriodSeconds", "6000"), ("SqsManagedSseEnabled", "false")];
    desk.set(&queue, &own).expect("fine");
    assert_eq!(desk.read(&queue, &KEYS), texts(&own));
    desk.set(&queue, &[("SqsManagedSseEnabled", "True")]).expect("fine");
    assert_eq!(desk.read(&queue, &KEYS), texts(&[("SqsManagedSseEnabled", "true")]));
    desk.set(&queue, &[("KmsMasterKeyId", "k")]).expect("fine");
    let own = [("KmsMasterKeyId", "k"), ("KmsDataKeyReusePeriodSeconds", "300"), ("SqsManagedSseEnabled", "false")];
    assert_eq!(desk.read(&queue, &KEYS), texts(&own));
}

#[test]
fn b_044_both_kinds_of_keys_at_once() {
    let (mut desk, queue) = desk();
    check_error(
        desk.set(&queue, &[("KmsMasterKeyId", "k"), ("SqsManagedSseEnabled", "true")]),
        ErrorKind::InvalidAttributeName,
        "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.",
    );
}

#[test]
fn b_045_policy() {
    let (mut desk, queue) = desk();
    let policy = r#"{"Version": "2012-10-17", "Statement": []}"#;
    desk.set(&queue, &[("Policy", policy)]).expect("fine");
    assert_eq!(desk.read(&queue, &["All"])["Policy"], policy);
    desk.set(&queue, &[("Policy", "")]).expect("fine");
    assert!(!desk.read(&queue, &["All"]).contains_key("Policy"));
    check_kind(desk.set(&queue, &[("Policy", "{")]), ErrorKind::InvalidAttributeValue);
    let many = format!(r#"{{"Statement":[{}{{}}]}}"#, "{},".repeat(21));
    check_error(
        desk.set(&queue, &[("Policy", &many)]),
        ErrorKind::OverLimit,
        "22 statements were found in the submitted policy, max allowed is 20",
    );
}

#[test]
fn b_046_no_redrive_policy() {
    let (mut desk, queue) = desk();
    desk.make("dead");
    for before in ["", &redrive("dead", 1), ""] {
        desk.set(&queue, &[("RedrivePolicy", before)]).expect("fine");
        assert_eq!(desk.read(&queue, &["All"]).contains_key("RedrivePolicy"), !before.is_empty());
    }
}

#[track_caller]
fn check_redrive(policy: &str, reason: &str) {
    let (mut desk, queue) = desk();
    desk.make("dead");
    let text = format!("Value {policy} for parameter RedrivePolicy is invalid. Reason: {reason}");
    check_error(desk.set(&queue, &[("RedrivePolicy", policy)]), ErrorKind::InvalidParameterValue, &text);
    check_error(desk.try_make("new", &[("RedrivePolicy", policy)]), ErrorKind::InvalidParameterValue, &text);
}

const DEAD: &str = "arn:aws:sqs:us-east-1:123456789012:dead";

#[test]
fn b_047_b_048_redrive_policy_lacks_a_key() {
    let lacks = "Redrive policy does not contain mandatory attribute:";
    check_redrive(&format!(r#"{{"deadLetterTargetArn":"{DEAD}"}}"#), &format!("{lacks} maxReceiveCount."));
    check_redrive("{}", &format!("{lacks} maxReceiveCount."));
    check_redrive(r#"{"maxReceiveCount":1}"#, &format!("{lacks} deadLetterTargetArn."));
}

#[test]
fn b_049_b_050_redrive_count() {
    for bad in ["\"invalid\"", "0", "1001", "1.5", "-1", "\" 4\"", "null"] {
        let reason = format!(
            "Invalid value for maxReceiveCount: {}, valid values are from 1 to 1000 both inclusive.",
            bad.trim_matches('"')
        );
        check_redrive(&redrive("dead", 7).replace(":7}", &format!(":{bad}}}")), &reason);
    }
    let (mut desk, queue) = desk();
    desk.make("dead");
    for good in ["\"42\"", "1", "1000"] {
        let policy = redrive("dead", 7).replace(":7}", &format!(":{good}}}"));
        desk.set(&queue, &[("RedrivePolicy", &policy)]).expect("fine");
        assert_eq!(desk.read(&queue, &["RedrivePolicy"])["RedrivePolicy"], policy.replace("\"42\"", "42"));
    }
}

#[test]
fn b_051_redrive_to_a_queue_of_the_other_kind() {
    check_redrive(&redrive("dead.fifo", 1), "Dead-letter queue must be same type of queue as the source.");
}

#[test]
fn b_052_redrive_to_an_unknown_queue() {
    check_redrive(&redrive("none", 1), "Dead letter target does not exist.");
    check_redrive(&redrive("dead", 1).replace("us-east-1", "eu-west-1"), "Dead letter target does not exist.");
    let dummy = redrive("dead", 1).replace(DEAD, "dummy");
    check_redrive(&dummy, "Invalid value for deadLetterTargetArn.");
    let extra = redrive("dead", 1).replace('}', r#","more":1}"#);
    check_redrive(&extra, "Only following attributes are supported: [maxReceiveCount, deadLetterTargetArn].");
    let (mut desk, queue) = desk();
    check_error(
        desk.set(&queue, &[("RedrivePolicy", "[]")]),
        ErrorKind::InvalidAttributeValue,
        "Invalid value for the parameter RedrivePolicy. Reason: Redrive policy is not a valid JSON map.",
    );
}

#[test]
fn redrive_allow_policy() {
    let (mut desk, queue) = desk();
    let dead = desk.make("dead");
    let source = r#"["arn:aws:sqs:us-east-1:123456789012:orders"]"#;
    let by_queue = format!(r#"{{"redrivePermission":"byQueue","sourceQueueArns":{source}}}"#);
    let mut allowed = |allow: &str| {
        desk.set(&dead, &[("RedriveAllowPolicy", allow)]).expect("fine");
        desk.set(&queue, &[("RedrivePolicy", &redrive("dead", 1))]).is_ok()
    };
    assert!(allowed(r#"{"redrivePermission":"allowAll"}"#));
    assert!(!allowed(r#"{"redrivePermission":"denyAll"}"#));
    assert!(allowed(&by_queue));
    assert!(!allowed(&by_queue.replace(":orders", ":others")));
    assert!(allowed(""));

    let format = "Invalid value for the parameter RedriveAllowPolicy. Reason: Amazon SQS can't create the redrive allow \
                  policy, as it’s in an unsupported format.";
    for bad in ["x", "[]", "{}", r#"{"redrivePermission":"some"}"#, r#"{"redrivePermission":"denyAll","x":1}"#] {
        let set = desk.set(&dead, &[("RedriveAllowPolicy", bad)]);
        check_error(set, ErrorKind::InvalidAttributeValue, format);
    }
    let eleven = by_queue.replace(source, &format!("[{}\"x\"]", "\"x\",".repeat(10)));
    for (bad, reason) in [
        (
            r#"{"redrivePermission":"byQueue"}"#,
            "When you specify the byQueue permission type, you must also specify one or more sourceQueueArns values.",
        ),
        (eleven.as_str(), "The maximum number of source queue ARNs you can specify is 10."),
        (
            &by_queue.replace("byQueue", "denyAll"),
            "To specify one or more source queue ARNs, you must set redrivePermission to byQueue.",
        ),
    ] {
        let reason = format!("Reason: Amazon SQS can't create the redrive allow policy. {reason}");
        let text = format!("Value {bad} for parameter RedriveAllowPolicy is invalid. {reason}");
        check_error(desk.set(&dead, &[("RedriveAllowPolicy", bad)]), ErrorKind::InvalidParameterValue, &text);
    }
}

#[test]
fn b_029_all_of_a_fresh_fifo_queue() {
    let (mut desk, queue) = fifo_desk(&[]);
    let plain = desk.make("plain");
    let mut expected = desk.read(&plain, &["All"]);
    for (name, value) in [
        ("QueueArn", "arn:aws:sqs:us-east-1:123456789012:orders.fifo"),
        ("ContentBasedDeduplication", "false"),
        ("DeduplicationScope", "queue"),
        ("FifoQueue", "true"),
        ("FifoThroughputLimit", "perQueue"),
    ] {
        expected.insert(name.into(), value.into());
    }
    assert_eq!(desk.read(&queue.as_str().into(), &["All"]), expected);
}

#[test]
fn b_039_a_fifo_queue_stays_one() {
    let (mut desk, queue) = fifo_desk(&[]);
    let queue = queue.as_str().into();
    check_error(
        desk.set(&queue, &[("FifoQueue", "false")]),
        ErrorKind::InvalidAttributeValue,
        "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.",
    );
    desk.set(&queue, &[("FifoQueue", "true")]).expect("no effect");
    assert_eq!(desk.read(&queue, &["FifoQueue"])["FifoQueue"], "true");
}

#[test]
fn b_040_content_based_deduplication_can_be_switched_off() {
    let (mut desk, queue) = fifo_desk(&[("ContentBasedDeduplication", "true")]);
    let send = |body: &str| json!({ "QueueUrl": "orders.fifo", "MessageBody": body, "MessageGroupId": "g" });
    desk.ok("SendMessage", send("a"));
    let url = queue.as_str().into();
    desk.set(&url, &[("ContentBasedDeduplication", "False")]).expect("fine");
    assert_eq!(desk.read(&url, &["ContentBasedDeduplication"])["ContentBasedDeduplication"], "false");
    let text = "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided \
                explicitly";
    assert_eq!(desk.refused("SendMessage", send("b")), ipv(text));
}

#[test]
fn b_041_throughput_per_group_needs_the_scope() {
    let (mut desk, queue) = fifo_desk(&[]);
    let queue = queue.as_str().into();
    let text = "Invalid value for the parameter FifoThroughputLimit. Reason: The perMessageGroupId value is allowed only \
                when the value for DeduplicationScope is messageGroup.";
    let (per_group, scope) = (("FifoThroughputLimit", "perMessageGroupId"), ("DeduplicationScope", "messageGroup"));
    check_error(desk.set(&queue, &[per_group]), ErrorKind::InvalidAttributeValue, text);
    desk.set(&queue, &[per_group, scope]).expect("together");
    check_error(desk.set(&queue, &[("DeduplicationScope", "queue")]), ErrorKind::InvalidAttributeValue, text);
    let read = desk.read(&queue, &["FifoThroughputLimit", "DeduplicationScope"]);
    assert_eq!(read, texts(&[per_group, scope]));
    desk.set(&queue, &[("FifoThroughputLimit", "perQueue"), ("DeduplicationScope", "queue")]).expect("and back");
    let create = [("FifoQueue", "true"), per_group];
    check_error(desk.try_make("new.fifo", &create), ErrorKind::InvalidAttributeValue, text);
    for (name, bad) in
        [("DeduplicationScope", "Queue"), ("FifoThroughputLimit", ""), ("ContentBasedDeduplication", "1")]
    {
        let text = format!("Invalid value for the parameter {name}.");
        check_error(desk.set(&queue, &[(name, bad)]), ErrorKind::InvalidAttributeValue, &text);
    }
}

#[test]
fn b_051_redrive_of_a_fifo_queue_to_the_other_kind() {
    let (mut desk, queue) = fifo_desk(&[]);
    desk.make("dead");
    let policy = redrive("dead", 1);
    let reason = "Dead-letter queue must be same type of queue as the source.";
    let text = format!("Value {policy} for parameter RedrivePolicy is invalid. Reason: {reason}");
    let set = desk.set(&queue.as_str().into(), &[("RedrivePolicy", &policy)]);
    check_error(set, ErrorKind::InvalidParameterValue, &text);
}

#[test]
fn redrive_policies_are_checked_in_order() {
    // Each policy lacks or breaks one more thing than the one before.
    check_redrive(r#"{"x":1}"#, "Redrive policy does not contain mandatory attribute: maxReceiveCount.");
    check_redrive(
        r#"{"x":1,"maxReceiveCount":0}"#,
        "Redrive policy does not contain mandatory attribute: deadLetterTargetArn.",
    );
    check_redrive(
        r#"{"x":1,"maxReceiveCount":0,"deadLetterTargetArn":"dummy"}"#,
        "Only following attributes are supported: [maxReceiveCount, deadLetterTargetArn].",
    );
    check_redrive(
        r#"{"maxReceiveCount":4023,"deadLetterTargetArn":"dummy"}"#,
        "Invalid value for maxReceiveCount: 4023, valid values are from 1 to 1000 both inclusive.",
    );
    check_redrive(
        r#"{"maxReceiveCount":"42","deadLetterTargetArn":"arn:aws:sns:us-east-1:123456789012:none.fifo"}"#,
        "Invalid value for deadLetterTargetArn.",
    );
    check_redrive(&redrive("none.fifo", 42), "Dead-letter queue must be same type of queue as the source.");
    check_redrive(&redrive("none", 42), "Dead letter target does not exist.");
}

#[test]
fn b_053_b_054_dead_letter_sources() {
    let mut desk = Desk::new();
    desk.make("dead");
    for source in ["b", "a"] {
        desk.make_source(source, "dead", 3);
    }
    desk.make("c");
    let list = |more: Value| {
        let mut call = json!({ "QueueUrl": "dead" });
        call.as_object_mut().expect("an object").extend(more.as_object().cloned().expect("an object"));
        call
    };
    let both = json!({ "queueUrls": [format!("{URL}a"), format!("{URL}b")] });
    assert_eq!(desk.ok("ListDeadLetterSourceQueues", list(json!({}))), both);
    let first = desk.ok("ListDeadLetterSourceQueues", list(json!({ "MaxResults": 1 })));
    assert_eq!((names(&first), &first["queueUrls"]), (vec!["NextToken", "queueUrls"], &json!([format!("{URL}a")])));
    let rest = list(json!({ "MaxResults": 1, "NextToken": first["NextToken"] }));
    assert_eq!(desk.ok("ListDeadLetterSourceQueues", rest), json!({ "queueUrls": [format!("{URL}b")] }));
    let none = desk.ok("ListDeadLetterSourceQueues", json!({ "QueueUrl": "a" }));
    assert_eq!(none, json!({}), "no sources, no member");
    for bad in [0, 1_001] {
        let refused = desk.refused("ListDeadLetterSourceQueues", list(json!({ "MaxResults": bad })));
        assert_eq!(refused.query_error, "InvalidParameterValue;Sender");
    }
}

#[test]
fn removing_a_kms_key_leaves_encryption_off() {
    let (mut desk, queue) = desk();
    desk.set(&queue, &[("KmsMasterKeyId", "testKeyId"), ("KmsDataKeyReusePeriodSeconds", "6000")]).expect("fine");
    let read = desk.read(&queue, &["All"]);
    assert_eq!((read.len(), read["SqsManagedSseEnabled"].as_str()), (14, "false"));
    desk.set(&queue, &[("KmsMasterKeyId", ""), ("KmsDataKeyReusePeriodSeconds", "300")]).expect("fine");
    let read = desk.read(&queue, &["All"]);
    assert_eq!((read.len(), read["SqsManagedSseEnabled"].as_str()), (12, "false"));
    for (name, bad) in [("KmsDataKeyReusePeriodSeconds", "86401"), ("KmsDataKeyReusePeriodSeconds", "59")] {
        check_kind(desk.set(&queue, &[(name, bad)]), ErrorKind::InvalidAttributeValue);
    }
}

#[test]
fn policies_are_limited_in_size() {
    let (mut desk, queue) = desk();
    let policy = |length: usize| format!(r#"{{"Id":"{}"}}"#, "x".repeat(length - 9));
    desk.set(&queue, &[("Policy", &policy(8_192))]).expect("the limit itself");
    check_kind(desk.set(&queue, &[("Policy", &policy(8_193))]), ErrorKind::InvalidAttributeValue);
    for bad in ["[]", "7", "x"] {
        check_kind(desk.set(&queue, &[("Policy", bad)]), ErrorKind::InvalidAttributeValue);
    }
    let twenty = format!(r#"{{"Statement":[{}{{}}]}}"#, "{},".repeat(19));
    desk.set(&queue, &[("Policy", &twenty)]).expect("twenty are allowed");
}

#[test]
fn all_reports_set_attributes_and_omits_unset_ones() {
    let (mut desk, queue) = desk();
    desk.make("dead");
    let allow = r#"{"redrivePermission":"denyAll"}"#;
    let more = [("Policy", "{}"), ("RedrivePolicy", &redrive("dead", 2)), ("RedriveAllowPolicy", allow)];
    let more: Vec<_> = more.iter().map(|(name, value)| (*name, &**value)).collect();
    desk.set(&queue, &more).expect("fine");
    let read = desk.read(&queue, &["All"]);
    assert_eq!(read.len(), 15);
    assert!(more.iter().all(|(name, value)| read[*name] == **value));
    let read =
        desk.ok("GetQueueAttributes", json!({ "QueueUrl": "dead", "AttributeNames": ["Policy", "RedrivePolicy"] }));
    assert_eq!(read, json!({}));
}
