//! Tests of the thread: regions, disconnected clients, and the end.

use std::future::Future as _;
use std::pin::pin;
use std::task::{Context, Waker};

use axum::body::Bytes;

use super::*;

fn call(action: &str, body: &'static str) -> Call {
    let target = format!("AmazonSQS.{action}");
    Call { target, body: Bytes::from_static(body.as_bytes()), trace: None, caller: String::new(), region: None }
}

#[test]
fn waiting_calls_get_an_error_when_the_engine_stops() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let engine = EngineThread::spawn("http://localhost".into(), &Options::default()).expect("a thread");
    runtime.block_on(async {
        engine.call(call("CreateQueue", r#"{"QueueName":"orders"}"#)).await.expect("answered");
        let receive = call("ReceiveMessage", r#"{"QueueUrl":"orders","WaitTimeSeconds":20}"#);
        let mut waiting = pin!(engine.call(receive));
        assert!(waiting.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        engine.stop();
        assert_eq!(waiting.await, Err(GONE));
    });
}

#[test]
fn regions_have_queues_of_their_own() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let engine = EngineThread::spawn("http://localhost".into(), &Options::default()).expect("a thread");
    let ask = |region: &str, action, body| {
        let call = Call { region: Some(region.into()), ..call(action, body) };
        runtime.block_on(engine.call(call)).expect("answered").body
    };
    let usual = ask("us-east-1", "CreateQueue", r#"{"QueueName":"orders"}"#);
    assert_eq!(usual, r#"{"QueueUrl":"http://localhost/000000000000/orders"}"#);
    assert_eq!(ask("eu-west-3", "ListQueues", "{}"), "{}");
    let other = ask("eu-west-3", "CreateQueue", r#"{"QueueName":"orders"}"#);
    assert_eq!(other, r#"{"QueueUrl":"http://localhost/eu-west-3/000000000000/orders"}"#);
    ask("eu-west-3", "SendMessage", r#"{"QueueUrl":"orders","MessageBody":"latte"}"#);
    assert_eq!(ask("us-east-1", "ReceiveMessage", r#"{"QueueUrl":"orders"}"#), "{}");
    let attributes = r#"{"QueueUrl":"orders","AttributeNames":["QueueArn"]}"#;
    assert!(ask("eu-west-3", "GetQueueAttributes", attributes).contains("arn:aws:sqs:eu-west-3:000000000000:orders"));
    for number in 0..2 * REGIONS_MAX {
        ask(&format!("region-{number}"), "ListQueues", "{}");
    }
    assert_eq!(ask("one-more", "ListQueues", "{}"), r#"{"QueueUrls":["http://localhost/000000000000/orders"]}"#);
}

#[test]
fn disconnected_clients_take_no_message() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let options = Options { headless: true, virtual_clock: true, ..Options::default() };
    let engine = EngineThread::spawn("http://localhost".into(), &options).expect("a thread");
    let ask = |action, body| runtime.block_on(engine.call(call(action, body))).expect("answered").body;
    ask("CreateQueue", r#"{"QueueName":"orders"}"#);
    {
        let receive = call("ReceiveMessage", r#"{"QueueUrl":"orders","WaitTimeSeconds":20}"#);
        let waiting = pin!(engine.call(receive));
        assert!(waiting.poll(&mut Context::from_waker(Waker::noop())).is_pending());
        // This call is answered after the receive, so the receive waits now.
        ask("ListQueues", "{}");
    }
    ask("SendMessage", r#"{"QueueUrl":"orders","MessageBody":"latte"}"#);
    assert!(ask("ReceiveMessage", r#"{"QueueUrl":"orders"}"#).contains("latte"));
}
