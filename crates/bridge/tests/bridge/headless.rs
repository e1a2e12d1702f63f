//! The headless bridge, with its own engine.

use std::io::Read as _;
use std::time::SystemTime;

use model::engine::EPOCH_MS;
use serde_json::Value;

use crate::client::{Reply, Served, bodies, headless, text, virtual_clock};

#[test]
fn calls_are_answered_as_the_service_does() {
    let bridge = Served::new(headless());
    let made = bridge.call("CreateQueue", r#"{"QueueName":"orders"}"#);
    assert_eq!((made.status, text(&made.json(), "QueueUrl")), (200, bridge.url("orders")));
    assert_eq!(made.header("content-type"), Some("application/x-amz-json-1.0"));
    assert_eq!(made.header("x-amzn-query-error"), None);
    bridge.put("orders", "latte");
    assert_eq!(bridge.take("orders"), ["latte"]);
    let attributes = format!(r#"{{"QueueUrl":"{}","AttributeNames":["QueueArn"]}}"#, bridge.url("orders"));
    let attributes = bridge.done("GetQueueAttributes", &attributes);
    let arn = text(attributes.get("Attributes").expect("attributes"), "QueueArn");
    assert_eq!(arn, "arn:aws:sqs:us-east-1:000000000000:orders");
}

#[test]
fn every_answer_has_its_own_request_id() {
    let bridge = Served::new(headless());
    let ids = [(); 2].map(|()| bridge.call("ListQueues", "{}").header("x-amzn-requestid").expect("an id").to_owned());
    assert_ne!(ids[0], ids[1]);
    assert!(ids.iter().all(|id| id.len() == 36 && id.matches('-').count() == 4), "{ids:?}");
}

#[test]
fn refusals_have_both_codes() {
    let bridge = Served::new(headless());
    let reply = bridge.call("GetQueueUrl", r#"{"QueueName":"nowhere"}"#);
    let (kind, code, _) = reply.error();
    assert_eq!(reply.status, 400);
    assert_eq!(kind, "com.amazonaws.sqs#QueueDoesNotExist");
    assert_eq!(code, "AWS.SimpleQueueService.NonExistentQueue;Sender");
}

#[test]
fn a_call_can_be_posted_to_the_path_of_its_queue() {
    let bridge = Served::new(headless());
    bridge.make("orders");
    let body = format!(r#"{{"QueueUrl":"{}","MessageBody":"mocha"}}"#, bridge.url("orders"));
    let headers = [("x-amz-target", "AmazonSQS.SendMessage")];
    assert_eq!(bridge.request("POST /000000000000/orders", &headers, &body).status, 200);
    assert_eq!(bridge.take("orders"), ["mocha"]);
}

#[test]
fn queue_urls_use_the_name_that_the_client_used() {
    let bridge = Served::new(headless());
    bridge.make("orders");
    for name in ["127.0.0.1", "localhost", "[::1]"] {
        let host = format!("{name}:{}", bridge.port);
        let url = format!("http://{host}/000000000000/orders");
        for (action, body) in
            [("CreateQueue", r#"{"QueueName":"orders"}"#), ("GetQueueUrl", r#"{"QueueName":"orders"}"#)]
        {
            let target = format!("AmazonSQS.{action}");
            let reply = bridge.request("POST /", &[("host", &host), ("x-amz-target", &target)], body);
            assert_eq!(text(&reply.json(), "QueueUrl"), url, "{action}");
        }
        let list = bridge.request("POST /", &[("host", &host), ("x-amz-target", "AmazonSQS.ListQueues")], "{}");
        assert_eq!(list.json().get("QueueUrls"), Some(&Value::Array(vec![url.as_str().into()])));
    }
}

#[test]
fn malformed_calls_are_refused_in_their_own_protocol() {
    let bridge = Served::new(headless());
    let (kind, _, sentence) = bridge.request("POST /", &[], "{}").error();
    assert_eq!(kind, "com.amazon.coral.service#UnknownOperationException");
    assert!(sentence.contains("X-Amz-Target"), "{sentence}");

    let form = [("content-type", "application/x-www-form-urlencoded; charset=utf-8")];
    let old = bridge.request("POST /", &form, "Action=ListQueues&Version=2012-11-05");
    let linked = bridge.request("GET /?Action=ListQueues", &[], "");
    for reply in [old, linked] {
        assert_eq!((reply.status, reply.header("content-type")), (400, Some("text/xml")));
        assert!(reply.body.contains("<Code>InvalidAction</Code>"), "{}", reply.body);
        assert!(reply.body.contains("JSON protocol"), "{}", reply.body);
    }

    assert_eq!(bridge.request("PUT /", &[], "").status, 405);
    let unknown = bridge.request("POST /", &[("x-amz-target", "AmazonSNS.Publish")], "{}");
    assert_eq!(unknown.error().0, "com.amazon.coral.service#UnknownOperationException");
    let page = bridge.request("GET /", &[], "");
    assert_eq!(page.status, 404);
    assert!(page.body.contains("headless"), "{}", page.body);
    assert_eq!(bridge.request("GET /_board", &[], "").status, 404);
}

#[test]
#[allow(clippy::disallowed_methods, reason = "what is tested is that timestamps are those of the wall clock")]
fn with_the_real_clock_timestamps_are_real() {
    let now = || SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("after 1970").as_millis();
    let bridge = Served::new(headless());
    let before = now();
    bridge.make("orders");
    bridge.put("orders", "latte");
    let sent = sent_timestamp(&bridge);
    // The engine's clock starts within one millisecond of the wall clock.
    assert!((before - 1..=now() + 1).contains(&u128::from(sent)), "{sent} is not after {before}");
}

fn sent_timestamp(bridge: &Served) -> u64 {
    let call = format!(r#"{{"QueueUrl":"{}","MessageSystemAttributeNames":["SentTimestamp"]}}"#, bridge.url("orders"));
    let received = bridge.done("ReceiveMessage", &call);
    let message = &received.get("Messages").and_then(Value::as_array).expect("a message")[0];
    text(message.get("Attributes").expect("attributes"), "SentTimestamp").parse().expect("a number")
}

#[test]
fn with_the_real_clock_long_polls_end_by_themselves() {
    let bridge = Served::new(headless());
    bridge.make("orders");
    let call = format!(r#"{{"QueueUrl":"{}","WaitTimeSeconds":1}}"#, bridge.url("orders"));
    assert_eq!(bodies(&bridge.done("ReceiveMessage", &call)), [""; 0]);
}

#[test]
fn a_waiting_receive_gets_a_new_message() {
    let bridge = Served::new(headless());
    bridge.make("orders");
    let call = format!(r#"{{"QueueUrl":"{}","WaitTimeSeconds":20}}"#, bridge.url("orders"));
    let waiting = bridge.begin("ReceiveMessage", &call);
    bridge.put("orders", "latte");
    assert_eq!(bodies(&Reply::read(waiting).json()), ["latte"]);
}

fn advance(bridge: &Served, ms: u64) -> Reply {
    bridge.request("POST /_clock", &[], &format!(r#"{{"advance_ms":{ms}}}"#))
}

#[test]
fn virtual_time_moves_on_request() {
    let bridge = Served::new(virtual_clock());
    bridge.make("orders");
    let attributes = r#"{"DelaySeconds":"900","VisibilityTimeout":"43200"}"#;
    bridge.done("CreateQueue", &format!(r#"{{"QueueName":"slow","Attributes":{attributes}}}"#));
    bridge.put("slow", "cold brew");
    assert_eq!(bridge.take("slow"), [""; 0]);
    assert_eq!(advance(&bridge, 899_999).json().get("now_ms").and_then(Value::as_u64), Some(899_999));
    assert_eq!(bridge.take("slow"), [""; 0]);
    advance(&bridge, 1);
    assert_eq!(bridge.take("slow"), ["cold brew"]);
    advance(&bridge, 43_199_999);
    assert_eq!(bridge.take("slow"), [""; 0]);
    advance(&bridge, 1);
    assert_eq!(bridge.take("slow"), ["cold brew"]);

    bridge.put("orders", "latte");
    assert_eq!(sent_timestamp(&bridge), EPOCH_MS + 44_100_000);
}

#[test]
fn long_polls_end_as_virtual_time_passes() {
    let bridge = Served::new(virtual_clock());
    bridge.make("orders");
    let call = format!(r#"{{"QueueUrl":"{}","WaitTimeSeconds":20}}"#, bridge.url("orders"));
    let mut waiting = bridge.begin("ReceiveMessage", &call);
    waiting.set_nonblocking(true).expect("can be");
    let mut first = [0];
    // The test cannot see when the receive begins, so it advances the clock until the receive ends.
    let mut passed = 0;
    while waiting.read(&mut first).is_err() {
        assert_eq!(advance(&bridge, 1_000).status, 200);
        passed += 1;
    }
    assert!(passed >= 20, "it ended after {passed} seconds");
}

#[test]
fn the_clock_refuses_malformed_advances() {
    let bridge = Served::new(virtual_clock());
    for bad in ["", "{}", "[]", "5", r#"{"advance_ms":-1}"#, r#"{"advance_ms":"1"}"#, r#"{"advance_ms":1.5}"#, "\u{0}"]
    {
        let reply = bridge.request("POST /_clock", &[], bad);
        assert_eq!(reply.status, 400, "{bad}");
        assert!(text(&reply.json(), "message").contains("advance_ms"));
    }
    let most = 31 * 24 * 3_600_000;
    assert_eq!((advance(&bridge, most + 1).status, advance(&bridge, most).status), (400, 200));
    assert_eq!(advance(&bridge, 0).json().get("now_ms").and_then(Value::as_u64), Some(most));
    assert_eq!(bridge.request("GET /_clock", &[], "").status, 405);

    let real = Served::new(headless());
    let reply = advance(&real, 1);
    assert_eq!(reply.status, 409);
    assert!(text(&reply.json(), "message").contains("--virtual-clock"));
}

#[test]
fn a_reset_empties_everything() {
    let bridge = Served::new(virtual_clock());
    bridge.make("orders");
    advance(&bridge, 5);
    assert_eq!(bridge.request("POST /moto-api/reset", &[], "").status, 200);
    assert_eq!(bridge.done("ListQueues", "{}").get("QueueUrls"), None);
    assert_eq!(advance(&bridge, 0).json().get("now_ms").and_then(Value::as_u64), Some(0));
    bridge.make("orders");
}

#[test]
fn the_same_calls_in_virtual_time_get_the_same_answers() {
    let answers = [(); 2].map(|()| {
        let bridge = Served::new(virtual_clock());
        bridge.make("orders");
        bridge.put("orders", "latte");
        let received = bridge.done("ReceiveMessage", r#"{"QueueUrl":"orders"}"#);
        let message = &received.get("Messages").and_then(Value::as_array).expect("a message")[0];
        (text(message, "MessageId"), text(message, "ReceiptHandle"))
    });
    assert_eq!(answers[0], answers[1]);
}

#[test]
fn health_reports_ready() {
    let bridge = Served::new(headless());
    let reply = bridge.request("GET /_health", &[], "");
    assert_eq!((reply.status, text(&reply.json(), "status").as_str()), (200, "ready"));
}

#[test]
fn both_addresses_answer() {
    let bridge = Served::new(headless());
    // Not every machine has IPv6.
    let Ok(stream) = std::net::TcpStream::connect((std::net::Ipv6Addr::LOCALHOST, bridge.port)) else { return };
    let mut stream = stream;
    std::io::Write::write_all(&mut stream, &bridge.call_text("ListQueues", "{}")).expect("sent");
    assert_eq!(Reply::read(stream).status, 200);
}
