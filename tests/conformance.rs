//! The numbered checks of the fact sheet's section 7 that concern standard queues and the actions there are.

mod shared;

use order_board::engine::EPOCH_MS;
use order_board::sqs::{
    ErrorKind, EventKind, GetQueueUrl, ListQueues, MessageAttribute, PurgeQueue, QueueUrl, ReceiveMessage, Request,
    Response, SendMessage, SetQueueAttributes,
};
use shared::{Desk, attribute, bodies, check_error, check_kind, redrive, ten};

const NO_QUEUE: &str = "The specified queue does not exist.";
const URL: &str = "https://sqs.us-east-1.amazonaws.com/123456789012/";

/// A desk with one queue.
fn desk() -> (Desk, QueueUrl) {
    desk_with(&[])
}

fn desk_with(attributes: &[(&str, &str)]) -> (Desk, QueueUrl) {
    let mut desk = Desk::new();
    let queue = desk.make_with("orders", attributes);
    (desk, queue)
}

fn all(queue: &QueueUrl) -> ReceiveMessage {
    ReceiveMessage { attribute_names: vec!["All".into()], ..ReceiveMessage::new(queue.clone()) }
}

// 7.1 Queues

#[test]
fn b_001_create_queue() {
    let (_, queue) = desk();
    assert_eq!(queue.as_str(), format!("{URL}orders"));
}

#[test]
fn b_002_names_have_80_characters_at_most() {
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
fn b_003_names_hold_no_other_characters() {
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
    use order_board::sqs::{ChangeMessageVisibility, DeleteMessage, DeleteQueue, GetQueueAttributes};
    let queue_url = QueueUrl::from("https://sqs.us-east-1.amazonaws.com/123456789012/none");
    let receipt_handle = order_board::sqs::ReceiptHandle::from("x");
    let requests: [Request; 8] = [
        SendMessage::new(queue_url.clone(), "x".into()).into(),
        ReceiveMessage::new(queue_url.clone()).into(),
        DeleteQueue { queue_url: queue_url.clone() }.into(),
        PurgeQueue { queue_url: queue_url.clone() }.into(),
        GetQueueAttributes { queue_url: queue_url.clone(), attribute_names: vec![] }.into(),
        SetQueueAttributes { queue_url: queue_url.clone(), attributes: shared::texts(&[("DelaySeconds", "1")]) }.into(),
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
    assert_eq!(none.to_json().to_string(), "{}");
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
    let call = desk.wait_at(&queue, 20);
    desk.delete_queue(&queue);
    let (replied, result) = desk.engine.poll_reply().expect("a reply");
    assert_eq!(replied, call);
    check_error(result, ErrorKind::QueueDoesNotExist, NO_QUEUE);
}

// 7.2 Attributes

#[test]
fn b_028_all_of_a_fresh_queue() {
    let (mut desk, queue) = desk();
    let created = (EPOCH_MS / 1_000).to_string();
    let expected = shared::texts(&[
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
fn b_030_no_names_no_attributes() {
    let (mut desk, queue) = desk();
    assert!(desk.read(&queue, &[]).is_empty());
    assert!(desk.read(&queue, &["Policy", "FifoQueue"]).is_empty(), "known, but unset");
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
    assert_eq!(read, shared::texts(&[("QueueArn", "arn:aws:sqs:us-east-1:123456789012:orders")]));
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
fn b_037_limits_themselves() {
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
fn set_without_attributes() {
    let (mut desk, queue) = desk();
    let text = "The request must contain the parameter Attribute.Name.";
    check_error(desk.set(&queue, &[]), ErrorKind::MissingParameter, text);
}

#[test]
fn set_is_noted() {
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
fn b_042_b_043_keys_come_and_go() {
    let (mut desk, queue) = desk();
    let own =
        [("KmsMasterKeyId", "testKeyId"), ("KmsDataKeyReusePeriodSeconds", "6000"), ("SqsManagedSseEnabled", "false")];
    desk.set(&queue, &own).expect("fine");
    assert_eq!(desk.read(&queue, &KEYS), shared::texts(&own));
    desk.set(&queue, &[("SqsManagedSseEnabled", "True")]).expect("fine");
    assert_eq!(desk.read(&queue, &KEYS), shared::texts(&[("SqsManagedSseEnabled", "true")]));
    desk.set(&queue, &[("KmsMasterKeyId", "k")]).expect("fine");
    let own = [("KmsMasterKeyId", "k"), ("KmsDataKeyReusePeriodSeconds", "300"), ("SqsManagedSseEnabled", "false")];
    assert_eq!(desk.read(&queue, &KEYS), shared::texts(&own));
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
        assert_eq!(desk.read(&queue, &["RedrivePolicy"])["RedrivePolicy"], policy);
    }
}

#[test]
fn b_051_redrive_to_a_queue_of_the_other_kind() {
    check_redrive(&redrive("dead.fifo", 1), "Dead-letter queue must be same type of queue as the source.");
}

#[test]
fn b_052_redrive_to_no_queue() {
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

// 7.4 Sending

#[test]
fn b_067_send() {
    let (mut desk, queue) = desk();
    let sent = desk.send(&queue, "message");
    assert_eq!(sent.md5_of_message_body(), "78e731027d8fd50ed642340b7c9a63b3");
    assert_eq!(sent.md5_of_message_attributes(), None);
    assert_eq!(sent.message_id.to_string().len(), 36);
    assert_ne!(desk.send(&queue, "message").message_id, sent.message_id);
}

#[test]
fn b_068_empty_body() {
    let (mut desk, queue) = desk();
    let sent = desk.try_send(SendMessage::new(queue, "".into()));
    check_error(sent, ErrorKind::MissingParameter, "The request must contain the parameter MessageBody.");
}

#[test]
fn b_069_b_070_size() {
    for limit in [1_048_576, 1_024] {
        let (mut desk, queue) = desk_with(&[("MaximumMessageSize", &limit.to_string())]);
        desk.send(&queue, &"a".repeat(limit));
        let text = format!("One or more parameters are invalid. Reason: Message must be shorter than {limit} bytes.");
        let long = desk.try_send(SendMessage::new(queue.clone(), "a".repeat(limit + 1).into()));
        check_error(long, ErrorKind::InvalidParameterValue, &text);
        // Name, type and value count too: 1 + 6 + 1 bytes.
        let k = [("k", attribute("String", "x"))];
        desk.send_with(&queue, &"a".repeat(limit - 8), &k).expect("fits");
        check_error(desk.send_with(&queue, &"a".repeat(limit - 7), &k), ErrorKind::InvalidParameterValue, &text);
        assert_eq!(desk.counts(&queue), [2, 0, 0]);
    }
}

#[test]
fn b_071_characters() {
    let (mut desk, queue) = desk();
    for bad in ["\u{0}", "\u{8}", "\u{13}", "\u{ffff}"] {
        check_error(
            desk.try_send(SendMessage::new(queue.clone(), format!("a{bad}b").into())),
            ErrorKind::InvalidMessageContents,
            "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to \
             #xFFFD | #x10000 to #x10FFFF",
        );
    }
}

#[test]
fn b_072_delay_out_of_range() {
    let (mut desk, queue) = desk();
    for bad in [901, -1] {
        let text =
            format!("Value {bad} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.");
        check_error(desk.send_delayed(&queue, "x", bad), ErrorKind::InvalidParameterValue, &text);
    }
    desk.send_delayed(&queue, "x", 900).expect("the limit itself");
}

#[test]
fn b_073_explicit_zero_delay() {
    let (mut desk, queue) = desk_with(&[("DelaySeconds", "900")]);
    desk.send_delayed(&queue, "x", 0).expect("fine");
    assert_eq!(bodies(&desk.receive(&queue)), ["x"]);
}

#[test]
fn b_083_number_of_attributes() {
    let (mut desk, queue) = desk();
    let names: Vec<String> = (0..11).map(|n| format!("a{n}")).collect();
    let all: Vec<_> = names.iter().map(|name| (name.as_str(), attribute("String", "x"))).collect();
    check_error(
        desk.send_with(&queue, "x", &all),
        ErrorKind::InvalidParameterValue,
        "Number of message attributes [11] exceeds the allowed maximum [10].",
    );
    desk.send_with(&queue, "x", &all[1..]).expect("ten are allowed");
}

#[test]
fn b_084_b_090_empty_values() {
    let (mut desk, queue) = desk();
    for kind in ["String", "Number"] {
        let text = format!("Message (user) attribute 'ErrorDetails' must contain a non-empty value of type '{kind}'.");
        let sent = desk.send_with(&queue, "x", &[("ErrorDetails", attribute(kind, ""))]);
        check_error(sent, ErrorKind::InvalidParameterValue, &text);
    }
    for kind in ["String", "Number", "Binary"] {
        let none = MessageAttribute { data_type: kind.into(), ..MessageAttribute::default() };
        let text = "The message (user) attribute 'X' must contain a non-empty message attribute value.";
        check_error(desk.send_with(&queue, "x", &[("X", none)]), ErrorKind::InvalidParameterValue, text);
    }
}

#[test]
fn b_085_characters_of_values() {
    let (mut desk, queue) = desk();
    for bad in ["\u{8}", "\u{b}"] {
        let error = desk.send_with(&queue, "x", &[("a", attribute("String", bad))]).expect_err("refused");
        assert!(error.kind.query_code().starts_with("Invalid"));
    }
}

#[test]
fn b_086_b_087_attribute_names() {
    let (mut desk, queue) = desk();
    let long = "n".repeat(257);
    for bad in ["!", "a\"", "(", "?", "§", ".a", "a.", "", "AWS.x", "aws.x", "Amazon.x", "AMAZON.x", &long] {
        let sent = desk.send_with(&queue, "x", &[(bad, attribute("String", "x"))]);
        check_kind(sent, ErrorKind::InvalidParameterValue);
    }
    desk.send_with(&queue, "x", &[(&long[1..], attribute("String", "x"))]).expect("256 are allowed");
}

#[test]
fn b_088_letters_of_other_scripts() {
    let (mut desk, queue) = desk();
    desk.send_with(&queue, "x", &[("attr.1øßä", attribute("String", "x"))]).expect("accepted");
}

#[test]
fn b_089_data_types() {
    let (mut desk, queue) = desk();
    for bad in ["Invalid", "", "string", "Stringy"] {
        let text = "The type of message (user) attribute 'X' is invalid. You must use only the following supported \
                    type prefixes: Binary, Number, String.";
        let sent = desk.send_with(&queue, "x", &[("X", attribute(bad, "x"))]);
        check_error(sent, ErrorKind::InvalidParameterValue, text);
    }
    let text = "Can't cast the value of message (user) attribute 'X' to a number.";
    check_error(
        desk.send_with(&queue, "x", &[("X", attribute("Number.int", "x"))]),
        ErrorKind::InvalidParameterValue,
        text,
    );
    let sent = desk.send_with(&queue, "x", &[("UserId", attribute("Number.bigint", "1234567890123456789012"))]);
    let md5 = sent.expect("accepted").md5_of_message_attributes();
    assert_eq!(md5.as_deref(), Some("797ab158d73dcb5242dedc4412c8e855"));
}

#[test]
fn b_091_digest_of_one_attribute() {
    let (mut desk, queue) = desk();
    let sent = desk.send_with(&queue, "x", &[("k", attribute("String", "x"))]).expect("fine");
    assert_eq!(sent.md5_of_message_attributes().as_deref(), Some("a45daa70926828a2f0a1db3418e6feb4"));
}

#[test]
fn b_092_digests_of_the_worked_example() {
    let (mut desk, queue) = desk();
    let art = MessageAttribute::binary(vec![0, 1, 2, 255]);
    let attributes = [("drink", attribute("String", "flat white")), ("shots", attribute("Number", "2")), ("art", art)];
    let sent = desk.send_with(&queue, "café ☕", &attributes).expect("fine");
    let names = vec!["All".into()];
    let request = ReceiveMessage { message_attribute_names: names, ..ReceiveMessage::new(queue) };
    let received = desk.try_receive(request).expect("fine").remove(0);
    assert_eq!(sent.md5_of_message_body(), "9543ec81d7c6c8256d750bfb6e7015ae");
    assert_eq!(sent.md5_of_message_attributes().as_deref(), Some("22ceb1c82d76fc64b67c868b4b3f6ce4"));
    assert_eq!(received.md5_of_body(), sent.md5_of_message_body());
    assert_eq!(received.md5_of_message_attributes(), sent.md5_of_message_attributes());
    assert_eq!(received.message_attributes["art"].binary_value.as_deref(), Some(&[0, 1, 2, 255][..]));
}

// 7.6 Receiving

#[test]
fn b_112_empty_queue() {
    let (mut desk, queue) = desk();
    assert!(desk.receive(&queue).is_empty());
    let zero = ReceiveMessage { wait_time_seconds: Some(0), ..ReceiveMessage::new(queue.clone()) };
    assert!(desk.try_receive(zero).expect("fine").is_empty());
    let call = desk.wait_at(&queue, 1);
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
fn b_115_nothing_but_the_message() {
    let (mut desk, queue) = desk();
    let sent = desk.send(&queue, "message");
    let received = desk.one(&queue);
    assert_eq!(received.message_id, sent.message_id);
    assert_eq!(received.md5_of_body(), sent.md5_of_message_body());
    let json = received.to_json();
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
        let expected = shared::texts(&[
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
fn b_125_each_once() {
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
    let call = desk.wait_at(&queue, 10);
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
fn b_127_the_queue_says_how_long_to_wait() {
    let (mut desk, queue) = desk_with(&[("ReceiveMessageWaitTimeSeconds", "10")]);
    let (call, answer) = desk.ask(ReceiveMessage::new(queue.clone()));
    assert_eq!(answer, order_board::engine::Answer::Waiting);
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
    let call = desk.wait_at(&queue, 5);
    desk.pass_ms(999);
    assert_eq!(desk.reply(), None);
    desk.pass_ms(1);
    assert_eq!(desk.reply().map(|(replied, messages)| (replied, messages.len())), Some((call, 1)));
}

#[test]
fn b_130_one_of_several_waiters() {
    let (mut desk, queue) = desk();
    let calls = [(); 3].map(|()| desk.wait_at(&queue, 5));
    desk.send(&queue, "x");
    assert_eq!(desk.reply().map(|(call, messages)| (call, messages.len())), Some((calls[0], 1)));
    assert_eq!(desk.reply(), None);
    desk.engine.hang_up(calls[1]);
    desk.send(&queue, "y");
    assert_eq!(desk.reply().map(|(call, _)| call), Some(calls[2]), "who went away gets nothing");
    assert_eq!(desk.counts(&queue), [0, 2, 0]);
}

#[test]
fn a_long_poll_does_not_wait_to_fill_its_hands() {
    let (mut desk, queue) = desk();
    desk.send(&queue, "x");
    let request = ReceiveMessage { wait_time_seconds: Some(20), ..ten(&queue) };
    assert_eq!(desk.try_receive(request).expect("at once").len(), 1);
}

#[test]
fn a_message_that_shows_at_the_last_moment_is_in_time() {
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
    let call = desk.wait_at(&queue, 1);
    desk.pass(1);
    assert_eq!(desk.reply(), Some((call, vec![])), "a long poll is told nothing");
    let call = desk.wait_at(&queue, 1);
    desk.delete(&queue, &last[0].receipt_handle).expect("fine");
    assert_eq!(desk.reply().map(|(replied, messages)| (replied, messages.len())), Some((call, 1)));
}

// 7.7 Visibility and receipts

#[test]
fn b_131_a_timeout_and_back_again() {
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
    // Nor of the queue that had this name before.
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
    // The place in memory is used again; the old handle still means the old message.
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

// 7.8 Delay, retention, counts, purge

#[test]
fn b_153_b_154_delay() {
    for own in [true, false] {
        let (mut desk, queue) = desk_with(if own { &[] } else { &[("DelaySeconds", "2")] });
        if own {
            desk.send_delayed(&queue, "x", 2).expect("fine");
        } else {
            desk.send(&queue, "x");
        }
        desk.pass_ms(1_999);
        assert!(desk.receive(&queue).is_empty());
        desk.pass_ms(1);
        assert_eq!(desk.receive(&queue).len(), 1);
    }
}

#[test]
fn b_156_counts_with_delays() {
    let (mut desk, queue) = desk();
    desk.send(&queue, "x");
    for _ in 0..2 {
        desk.send_delayed(&queue, "x", 2).expect("fine");
    }
    assert_eq!(desk.counts(&queue), [1, 0, 2]);
    // A changed delay is for later messages.
    desk.set(&queue, &[("DelaySeconds", "900")]).expect("fine");
    desk.pass(2);
    assert_eq!(desk.counts(&queue), [3, 0, 0]);
}

#[test]
fn b_157_counts_in_flight() {
    let (mut desk, queue) = desk();
    for _ in 0..6 {
        desk.send(&queue, "x");
    }
    desk.receive(&queue);
    assert_eq!(desk.counts(&queue), [5, 1, 0]);
    // A changed timeout is for later receives.
    desk.set(&queue, &[("VisibilityTimeout", "900")]).expect("fine");
    desk.pass(30);
    assert_eq!(desk.counts(&queue), [6, 0, 0]);
}

#[test]
fn b_159_retention() {
    let (mut desk, queue) = desk_with(&[("MessageRetentionPeriod", "60")]);
    desk.send(&queue, "x");
    desk.send_delayed(&queue, "y", 900).expect("fine");
    desk.pass_ms(59_999);
    assert_eq!(desk.counts(&queue), [1, 0, 1]);
    desk.pass_ms(1);
    assert_eq!(desk.counts(&queue), [0, 0, 0]);
    assert_eq!(desk.engine.poll_timeout(), None);
}

#[test]
fn b_160_retention_wins_over_visibility() {
    let (mut desk, queue) = desk_with(&[("MessageRetentionPeriod", "60")]);
    desk.send(&queue, "x");
    desk.pass(5);
    let handle = desk.receive_for(&queue, 60).remove(0).receipt_handle;
    desk.pass(56);
    assert_eq!(desk.counts(&queue), [0, 0, 0]);
    desk.pass(10);
    assert!(desk.receive(&queue).is_empty());
    desk.delete(&queue, &handle).expect("200");
}

#[test]
fn lowered_retention_holds_for_what_is_stored() {
    let (mut desk, queue) = desk();
    desk.send(&queue, "old");
    desk.pass(100);
    desk.send(&queue, "new");
    desk.set(&queue, &[("MessageRetentionPeriod", "60")]).expect("fine");
    assert_eq!(bodies(&desk.receive_for(&queue, 0)), ["new"]);
    let names: Vec<_> = desk.events().iter().map(|event| event.kind.name()).collect();
    assert!(names.ends_with(&["AttributesChanged", "Expired", "Received"]), "{names:?}");
}

#[test]
fn b_161_purge() {
    let (mut desk, queue) = desk();
    for n in 0..10 {
        desk.send(&queue, &n.to_string());
    }
    desk.send_delayed(&queue, "late", 5).expect("fine");
    for _ in 0..5 {
        desk.receive(&queue);
    }
    desk.purge(&queue).expect("fine");
    assert_eq!(desk.events().pop().map(|event| event.kind), Some(EventKind::Purged { count: 11 }));
    desk.pass(31);
    assert!(desk.receive(&queue).is_empty());
    desk.send(&queue, "x");
    assert_eq!(bodies(&desk.receive(&queue)), ["x"]);
}

#[test]
fn b_163_purge_again() {
    let (mut desk, queue) = desk();
    desk.purge(&queue).expect("fine");
    desk.pass_ms(59_999);
    let error = desk.purge(&queue).expect_err("too early");
    assert_eq!(error.kind.query_code(), "AWS.SimpleQueueService.PurgeQueueInProgress");
    assert_eq!(error.kind.status(), 403);
    let text = "Only one PurgeQueue operation on orders is allowed every 60 seconds.";
    check_error(Err::<(), _>(error), ErrorKind::PurgeQueueInProgress, text);
    desk.pass_ms(1);
    desk.purge(&queue).expect("fine");
}

#[test]
fn a_message_returns_to_its_old_place() {
    let (mut desk, queue) = desk();
    desk.send(&queue, "1");
    desk.send(&queue, "2");
    desk.receive_for(&queue, 5);
    desk.send(&queue, "3");
    desk.pass(5);
    assert_eq!(bodies(&desk.receive_for(&queue, 30)), ["1", "2", "3"]);
}

// 7.10 Dead letters

#[test]
fn b_184_b_185_dead_letter() {
    let mut desk = Desk::new();
    let dead = desk.make("dead");
    let queue = desk.make_source("orders", "dead", 1);
    let sent = desk.send(&queue, "x");
    assert_eq!(desk.receive_for(&queue, 0).len(), 1);
    assert_eq!(desk.receive_for(&queue, 0).len(), 0);
    assert_eq!((desk.counts(&queue), desk.counts(&dead)), ([0, 0, 0], [1, 0, 0]));
    let received = desk.try_receive(all(&dead)).expect("fine").remove(0);
    assert_eq!(received.message_id, sent.message_id);
    assert_eq!(received.attributes["ApproximateReceiveCount"], "2");
    let source = "arn:aws:sqs:us-east-1:123456789012:orders";
    assert_eq!(received.attributes["DeadLetterQueueSourceArn"], source);
}

#[test]
fn b_186_a_dead_letter_keeps_its_attributes() {
    let mut desk = Desk::new();
    let dead = desk.make("dead");
    let queue = desk.make_source("orders", "dead", 1);
    desk.send_with(&queue, "x", &[("MyAttribute", attribute("String", "foobar"))]).expect("fine");
    desk.receive_for(&queue, 0);
    desk.receive_for(&queue, 0);
    let request = ReceiveMessage { message_attribute_names: vec!["All".into()], ..all(&dead) };
    let received = desk.try_receive(request).expect("fine").remove(0);
    assert_eq!(received.message_attributes["MyAttribute"].string_value.as_deref(), Some("foobar"));
    assert_eq!(received.md5_of_message_attributes().as_deref(), Some("adb59cd4678ea5a855436b949cd07ab6"));
}

#[test]
fn b_187_nobody_asks_nothing_moves() {
    let mut desk = Desk::new();
    let dead = desk.make("dead");
    let queue = desk.make_source("orders", "dead", 2);
    desk.send(&queue, "x");
    for _ in 0..2 {
        assert_eq!(desk.receive(&queue).len(), 1);
        desk.pass(1_000);
    }
    assert_eq!((desk.counts(&queue), desk.counts(&dead)), ([1, 0, 0], [0, 0, 0]));
    assert!(desk.receive(&queue).is_empty());
    assert_eq!((desk.counts(&queue), desk.counts(&dead)), ([0, 0, 0], [1, 0, 0]));
}

#[test]
fn b_188_a_dead_letter_keeps_its_age() {
    const DAY: u64 = 86_400;
    let mut desk = Desk::new();
    let dead = desk.make("dead");
    let queue = desk.make_source("orders", "dead", 1);
    desk.send(&queue, "x");
    desk.receive_for(&queue, 0);
    desk.pass(DAY);
    desk.receive_for(&queue, 0);
    desk.pass_ms(3 * DAY * 1_000 - 1);
    assert_eq!(desk.counts(&dead), [1, 0, 0]);
    desk.pass_ms(1);
    assert_eq!(desk.counts(&dead), [0, 0, 0]);
}

#[test]
fn a_dead_letter_too_old_for_its_queue_expires_at_once() {
    let mut desk = Desk::new();
    let dead = desk.make_with("dead", &[("MessageRetentionPeriod", "60")]);
    let queue = desk.make_source("orders", "dead", 1);
    desk.wait_at(&dead, 20);
    desk.send(&queue, "x");
    desk.receive_for(&queue, 0);
    desk.pass(100);
    desk.wait_at(&dead, 20);
    desk.receive_for(&queue, 0);
    let names: Vec<_> = desk.events().iter().map(|event| event.kind.name()).collect();
    assert!(names.ends_with(&["DeadLettered", "ReceivedNothing", "Expired"]), "{names:?}");
}

#[test]
fn a_dead_letter_wakes_who_waits_there() {
    let mut desk = Desk::new();
    let dead = desk.make("dead");
    let queue = desk.make_source("orders", "dead", 1);
    let call = desk.wait_at(&dead, 20);
    desk.send(&queue, "x");
    desk.receive_for(&queue, 0);
    desk.receive_for(&queue, 0);
    assert_eq!(desk.reply().map(|(replied, messages)| (replied, messages.len())), Some((call, 1)));
}

#[test]
fn without_its_dead_letter_queue_a_message_stays() {
    let mut desk = Desk::new();
    let dead = desk.make("dead");
    let queue = desk.make_source("orders", "dead", 1);
    desk.send(&queue, "x");
    desk.delete_queue(&dead);
    for _ in 0..5 {
        assert_eq!(desk.receive_for(&queue, 0).len(), 1);
    }
}

#[test]
fn dead_letter_queues_in_a_row_and_in_a_ring() {
    let mut desk = Desk::new();
    let c = desk.make("c");
    let b = desk.make_source("b", "c", 1);
    let a = desk.make_source("a", "b", 1);
    desk.send(&a, "x");
    desk.receive_for(&a, 0);
    desk.receive_for(&a, 0);
    assert!(desk.receive_for(&b, 0).is_empty(), "its count went with it");
    assert_eq!(desk.counts(&c), [1, 0, 0]);
    // Waiting receives all around: the message must come to rest.
    desk.set(&c, &[("RedrivePolicy", &redrive("a", 1))]).expect("fine");
    for queue in [&a, &b] {
        desk.wait_at(queue, 20);
    }
    desk.receive_for(&c, 30);
    let held: usize = [&a, &b, &c].into_iter().map(|queue| desk.counts(queue).iter().sum::<usize>()).sum();
    assert_eq!(held, 1);
    desk.set(&c, &[("RedrivePolicy", &redrive("c", 1))]).expect("its own");
    desk.send(&c, "y");
    desk.pass(60);
    for _ in 0..3 {
        assert!(desk.receive_for(&c, 0).iter().any(|message| message.body.as_str() == "y"));
    }
}

// 7.11 Wire

#[test]
fn b_201_types_of_errors() {
    let kind = ErrorKind::PurgeQueueInProgress;
    assert_eq!((kind.namespace(), kind.type_name()), ("com.amazonaws.sqs", "PurgeQueueInProgress"));
    let kind = ErrorKind::InvalidParameterValue;
    assert_eq!((kind.namespace(), kind.type_name()), ("com.amazon.coral.service", "InvalidParameterValueException"));
}
