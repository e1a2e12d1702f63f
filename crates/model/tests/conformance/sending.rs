//! Sending (`docs/sqs-behaviour.md`, section 7.4 and the table of 2.4).

use crate::shared::wire::{ipv, missing, names, text};
use crate::shared::{attribute, bodies, check_error, check_kind};
use crate::{desk, desk_with, fifo_desk};
use model::sqs::{ErrorKind, MessageAttribute, ReceiveMessage, SendMessage, read_call};
use serde_json::{Value, json};

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
        // Name, type and value count as well: 1 + 6 + 1 bytes.
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

/// Returns a send to `orders` or `orders.fifo` with further members.
fn send(queue: &str, more: &Value) -> Value {
    let mut call = json!({ "QueueUrl": queue, "MessageBody": "x" });
    call.as_object_mut().expect("an object").extend(more.as_object().cloned().expect("an object"));
    call
}

#[test]
fn b_067_an_answer_has_only_members_that_apply() {
    let (mut desk, _) = desk();
    let sent = desk.ok("SendMessage", json!({ "QueueUrl": "orders", "MessageBody": "message" }));
    assert_eq!(names(&sent), ["MD5OfMessageBody", "MessageId"]);
    let id = text(&sent, "MessageId");
    assert!(id.len() == 36 && id.split('-').map(str::len).eq([8, 4, 4, 4, 12]), "{id}");
    assert!(id.bytes().all(|byte| byte == b'-' || matches!(byte, b'0'..=b'9' | b'a'..=b'f')), "{id}");
}

#[test]
fn b_074_a_delay_on_a_fifo_queue() {
    for delay in ["0", "2"] {
        let (mut desk, queue) = fifo_desk(&[("DelaySeconds", delay)]);
        let own = json!({ "DelaySeconds": 5, "MessageGroupId": "g", "MessageDeduplicationId": "d" });
        let text = "Value 5 for parameter DelaySeconds is invalid. Reason: The request include parameter that is not \
                    valid for this queue type.";
        assert_eq!(desk.refused("SendMessage", send(&queue, &own)), ipv(text));
        assert_eq!(desk.counts(&queue.as_str().into()), [0, 0, 0]);
    }
}

#[test]
fn b_075_a_delay_of_zero_on_a_fifo_queue() {
    let (mut desk, queue) = fifo_desk(&[("DelaySeconds", "2")]);
    let own = json!({ "DelaySeconds": 0, "MessageGroupId": "g", "MessageDeduplicationId": "d" });
    desk.ok("SendMessage", send(&queue, &own));
    desk.pass_ms(1_999);
    assert!(desk.get_bodies(&queue).is_empty());
    desk.pass_ms(1);
    assert_eq!(desk.get_bodies(&queue), ["x"]);
}

const NO_DEDUPLICATION: &str =
    "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly";

#[test]
fn b_076_b_077_missing_fifo_ids() {
    let (mut desk, queue) = fifo_desk(&[]);
    let no_group = send(&queue, &json!({ "MessageDeduplicationId": "d" }));
    assert_eq!(desk.refused("SendMessage", no_group), missing("MessageGroupId"));
    let no_id = send(&queue, &json!({ "MessageGroupId": "g" }));
    assert_eq!(desk.refused("SendMessage", no_id), ipv(NO_DEDUPLICATION));
}

#[test]
fn b_078_b_079_sequence_numbers() {
    let (mut desk, queue) = fifo_desk(&[]);
    let mut last = String::new();
    for (group, body) in [("g", "1"), ("h", "2"), ("g", "3")] {
        let sent = desk.send_to(&queue, group, body);
        assert_eq!(names(&sent), ["MD5OfMessageBody", "MessageId", "SequenceNumber"]);
        let number = text(&sent, "SequenceNumber").to_owned();
        assert!(number.len() == 20 && number.bytes().all(|byte| byte.is_ascii_digit()), "{number}");
        assert!(number > last);
        last = number;
    }
}

/// Returns ids that every queue refuses.
fn bad_ids() -> [String; 5] {
    ["a".repeat(129), String::new(), "group 123".into(), "é".into(), "a\tb".into()]
}

const PUNCTUATION: &str = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

fn bad_id(name: &str, value: &str) -> crate::shared::wire::Refusal {
    ipv(&format!(
        "Value {value} for parameter {name} is invalid. Reason: {name} can only include alphanumeric and punctuation \
         characters. 1 to 128 in length."
    ))
}

#[test]
fn b_080_group_ids() {
    let (mut desk, _) = desk();
    let fifo = desk.make_fifo("orders.fifo", &[("ContentBasedDeduplication", "true")]);
    for queue in ["orders", fifo.as_str()] {
        for bad in bad_ids() {
            let refused = desk.refused("SendMessage", send(queue, &json!({ "MessageGroupId": bad })));
            assert_eq!(refused, bad_id("MessageGroupId", &bad), "{queue}");
        }
        for good in ["a".repeat(128), PUNCTUATION.to_owned(), "A0".to_owned()] {
            desk.ok("SendMessage", send(queue, &json!({ "MessageGroupId": good })));
        }
    }
}

#[test]
fn b_081_deduplication_ids() {
    let (mut desk, queue) = fifo_desk(&[]);
    let own = |id: &str| send("orders.fifo", &json!({ "MessageGroupId": "g", "MessageDeduplicationId": id }));
    for bad in bad_ids() {
        assert_eq!(desk.refused("SendMessage", own(&bad)), bad_id("MessageDeduplicationId", &bad));
    }
    for good in ["a".repeat(128), PUNCTUATION.to_owned()] {
        desk.ok("SendMessage", own(&good));
    }
    assert_eq!(desk.counts(&queue.as_str().into()), [2, 0, 0]);
    // Standard queues refuse it.
    desk.make("orders");
    let text = "Value d for parameter MessageDeduplicationId is invalid. Reason: The request includes a parameter that is \
                not valid for this queue type.";
    let own = send("orders", &json!({ "MessageDeduplicationId": "d" }));
    assert_eq!(desk.refused("SendMessage", own), ipv(text));
}

#[test]
fn b_082_a_group_on_a_standard_queue() {
    let (mut desk, _) = desk();
    let sent = desk.ok("SendMessage", send("orders", &json!({ "MessageGroupId": "test" })));
    assert_eq!(names(&sent), ["MD5OfMessageBody", "MessageId"]);
    let received = desk.get("orders", 1, json!({ "MessageSystemAttributeNames": ["All"] })).remove(0);
    assert_eq!(received["Attributes"]["MessageGroupId"], "test");
    let known =
        ["ApproximateFirstReceiveTimestamp", "ApproximateReceiveCount", "MessageGroupId", "SenderId", "SentTimestamp"];
    assert_eq!(names(&received["Attributes"]), known);
}

#[test]
fn b_085_a_refused_value_is_an_invalid_parameter() {
    let (mut desk, _) = desk();
    for bad in ["\u{8}", "\u{b}"] {
        for value in
            [json!({ "DataType": "String", "StringValue": bad }), json!({ "DataType": "String.x", "StringValue": bad })]
        {
            let refused = desk.refused("SendMessage", send("orders", &json!({ "MessageAttributes": { "a": value } })));
            assert_eq!(
                refused.query_error, "InvalidParameterValue;Sender",
                "as recorded, and not InvalidMessageContents"
            );
        }
    }
}

#[test]
fn b_089_data_types_have_a_length() {
    let (mut desk, _) = desk();
    let typed = |kind: String| {
        let attribute = json!({ "a": { "DataType": kind, "StringValue": "1" } });
        send("orders", &json!({ "MessageAttributes": attribute }))
    };
    desk.ok("SendMessage", typed(format!("Number.{}", "L".repeat(249))));
    let refused = desk.refused("SendMessage", typed(format!("Number.{}", "L".repeat(250))));
    assert_eq!(refused.query_error, "InvalidParameterValue;Sender");
    let none = send("orders", &json!({ "MessageAttributes": { "a": { "StringValue": "1" } } }));
    assert_eq!(desk.refused("SendMessage", none).query_error, "InvalidParameterValue;Sender");
}

const TRACE: &str = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

#[test]
fn b_093_the_trace_header_has_its_own_digest() {
    let (mut desk, _) = desk();
    let k = json!({ "k": { "DataType": "String", "StringValue": "x" } });
    let trace = json!({ "AWSTraceHeader": { "DataType": "String", "StringValue": TRACE } });
    let without = desk.ok("SendMessage", send("orders", &json!({ "MessageAttributes": k })));
    let with =
        desk.ok("SendMessage", send("orders", &json!({ "MessageAttributes": k, "MessageSystemAttributes": trace })));
    assert_eq!(without["MD5OfMessageAttributes"], "a45daa70926828a2f0a1db3418e6feb4");
    assert_eq!(with["MD5OfMessageAttributes"], without["MD5OfMessageAttributes"]);
    assert_eq!(without.get("MD5OfMessageSystemAttributes"), None);
    assert_eq!(with["MD5OfMessageSystemAttributes"], "5ae4d5d7636402d80f4eb6d213245a88");
    let received =
        desk.get("orders", 10, json!({ "AttributeNames": ["AWSTraceHeader"], "MessageAttributeNames": ["All"] }));
    assert_eq!(received[0].get("Attributes"), None, "asked for, but not there");
    assert_eq!(received[1]["Attributes"], json!({ "AWSTraceHeader": TRACE }));
    assert_eq!(received[1]["MD5OfMessageAttributes"], "a45daa70926828a2f0a1db3418e6feb4");
}

#[test]
fn b_094_a_trace_header_of_the_request() {
    let (mut desk, queue) = desk();
    let own = json!({ "AWSTraceHeader": { "DataType": "String", "StringValue": "own" } });
    let entries =
        json!([{ "Id": "a", "MessageBody": "3" }, { "Id": "b", "MessageBody": "4", "MessageSystemAttributes": own }]);
    for (action, body) in [
        ("SendMessage", json!({ "QueueUrl": "orders", "MessageBody": "1" })),
        ("SendMessage", json!({ "QueueUrl": "orders", "MessageBody": "2", "MessageSystemAttributes": own })),
        ("SendMessageBatch", json!({ "QueueUrl": "orders", "Entries": entries })),
    ] {
        let body = body.to_string();
        let request = read_call(&format!("AmazonSQS.{action}"), body.as_bytes(), Some("T")).expect("a call");
        desk.call(request).expect("fine");
    }
    let asked = json!({ "AttributeNames": ["SentTimestamp", "AWSTraceHeader"] });
    let received = desk.get("orders", 10, asked);
    let traces: Vec<&str> = received.iter().map(|message| text(&message["Attributes"], "AWSTraceHeader")).collect();
    assert_eq!(traces, ["T", "own", "T", "own"]);
    assert_eq!(names(&received[0]["Attributes"]), ["AWSTraceHeader", "SentTimestamp"]);
    assert_eq!(desk.counts(&queue), [0, 4, 0]);
}

#[test]
fn b_095_other_system_attributes() {
    let (mut desk, _) = desk();
    let other = json!({ "SenderId": { "DataType": "String", "StringValue": "me" } });
    let refused = desk.refused("SendMessage", send("orders", &json!({ "MessageSystemAttributes": other })));
    assert_eq!(refused, ipv("Message system attribute name 'SenderId' is invalid."));
    // Its type is checked like that of any other attribute.
    for bad in
        [json!({ "DataType": "Number", "StringValue": TRACE }), json!({ "DataType": "String", "StringValue": "" })]
    {
        let refused = desk
            .refused("SendMessage", send("orders", &json!({ "MessageSystemAttributes": { "AWSTraceHeader": bad } })));
        assert_eq!(refused.query_error, "InvalidParameterValue;Sender");
    }
}

#[test]
fn b_096_system_attributes_do_not_count_as_size() {
    let (mut desk, queue) = desk_with(&[("MaximumMessageSize", "1024")]);
    let call = json!({
        "QueueUrl": "orders", "MessageBody": "a".repeat(1_024 - 8),
        "MessageAttributes": { "k": { "DataType": "String", "StringValue": "x" } },
        "MessageSystemAttributes": { "AWSTraceHeader": { "DataType": "String", "StringValue": TRACE } },
    });
    desk.ok("SendMessage", call);
    assert_eq!(desk.counts(&queue), [1, 0, 0]);
    // The size counts bytes, not characters, and the raw bytes of binary values.
    desk.ok("SendMessage", json!({ "QueueUrl": "orders", "MessageBody": "é".repeat(512) }));
    let refused = desk.refused("SendMessage", json!({ "QueueUrl": "orders", "MessageBody": "é".repeat(512) + "a" }));
    assert_eq!(refused, ipv("One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes."));
    let art = json!({ "a": { "DataType": "Binary", "BinaryValue": "AAEC" } });
    let call =
        |bytes: usize| json!({ "QueueUrl": "orders", "MessageBody": "a".repeat(bytes), "MessageAttributes": art });
    desk.ok("SendMessage", call(1_024 - 1 - 6 - 3));
    desk.refused("SendMessage", call(1_024 - 1 - 6 - 2));
}

#[test]
fn list_values_are_not_supported() {
    let (mut desk, _) = desk();
    let lists = json!({ "a": { "DataType": "String", "StringListValues": ["x"] } });
    let refused = desk.refused("SendMessage", send("orders", &json!({ "MessageAttributes": lists })));
    assert_eq!(refused, ipv("Message attribute list values in SendMessage operation are not supported."));
    let empty =
        json!({ "a": { "DataType": "String", "StringValue": "x", "StringListValues": [], "BinaryListValues": [] } });
    desk.ok("SendMessage", send("orders", &json!({ "MessageAttributes": empty })));
}

#[test]
fn recorded_digests() {
    let (mut desk, _) = desk();
    for (attribute, digest) in [
        (json!({ "Foo": { "DataType": "String", "StringValue": "Bar" } }), "ae7155c6026991b6d54b11589678bf9c"),
        (
            json!({ "MyAttribute": { "DataType": "String", "StringValue": "foobar" } }),
            "adb59cd4678ea5a855436b949cd07ab6",
        ),
        (
            json!({ "timestamp": { "DataType": "Number", "StringValue": "1493147359900" } }),
            "235c5c510d26fb653d073faed50ae77c",
        ),
    ] {
        let sent = desk.ok("SendMessage", send("orders", &json!({ "MessageAttributes": attribute })));
        assert_eq!(sent["MD5OfMessageAttributes"], digest);
    }
    for (body, digest) in [
        ("test", "098f6bcd4621d373cade4e832627b4f6"),
        ("foobar", "3858f62230ac3c915f300c664312c63f"),
        ("Using name instead of URL", "86a83f96652a1bfad3891e7d523750cb"),
    ] {
        let sent = desk.ok("SendMessage", json!({ "QueueUrl": "orders", "MessageBody": body }));
        assert_eq!(sent["MD5OfMessageBody"], digest);
    }
}
