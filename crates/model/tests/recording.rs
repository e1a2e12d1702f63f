//! One recording and its exact trace: the same natively and in a browser.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

#[path = "golden/mod.rs"]
mod golden;

use golden::{at, check, ms, recording, trace};
use model::shop::{
    Address, BaristaGroup, BaristaSettings, Customers, Intervention, PersonId, QueueSettings, Recording, Role, Scenario,
};
use model::sqs::{Body, ReceiveMessage, Request, Response, SendMessage};
use model::text::pretty_json;
use model::world::World;
use serde_json::json;

/// The wasm test compares the trace up to this moment.
const UNTIL_MS: u64 = 120_000;

/// A recording that uses most features.
fn everything() -> Recording {
    let queue = QueueSettings {
        visibility_timeout_seconds: 9,
        delay_seconds: 1,
        max_receive_count: Some(2),
        ..QueueSettings::default()
    };
    let polls_often = BaristaSettings { wait_time_seconds: Some(0), max_messages: 3, ..BaristaSettings::default() };
    let scenario = Scenario {
        title: "Something of everything".into(),
        customers: Customers { per_minute: 40, patience_seconds: Some(15), ..Customers::default() },
        baristas: vec![
            BaristaGroup { count: 2, ..BaristaGroup::default() },
            BaristaGroup { settings: polls_often, ..BaristaGroup::default() },
        ],
        queue: queue.clone(),
        stored_orders: 5,
        ..Scenario::default()
    };
    let foreign = SendMessage::new("orders".into(), Body::from("tea, please"));
    let foreign_receive = ReceiveMessage { wait_time_seconds: Some(2), ..ReceiveMessage::new("orders".into()) };
    let interventions = vec![
        at(2_000, Intervention::Take),
        at(4_000, Intervention::Crash { person: PersonId(3) }),
        at(9_000, Intervention::Hire { role: Role::Barista, place: Some(1) }),
        at(12_000, Intervention::Call { request: foreign.into(), guest: None }),
        at(14_500, Intervention::Call { request: foreign_receive.into(), guest: None }),
        at(20_000, Intervention::SendOnBreak { person: PersonId(1) }),
        at(30_000, Intervention::SetCustomers { per_minute: 90 }),
        at(35_000, Intervention::SetQueue { settings: QueueSettings { delay_seconds: 0, ..queue } }),
        at(40_000, Intervention::BringBack { person: PersonId(1) }),
        at(50_000, Intervention::Dismiss { person: PersonId(2) }),
        at(70_000, Intervention::SetCustomers { per_minute: 0 }),
        at(100_000, Intervention::Purge),
    ];
    recording(scenario, interventions)
}

#[test]
fn a_recording_and_its_trace_match_the_golden_files() {
    let recording = everything();
    let json = pretty_json(&recording) + "\n";
    check("recording.json", &json);
    let (read, notes) = Recording::from_json(&json).unwrap();
    assert_eq!((&read, notes.len()), (&recording, 0));
    check("recording.trace", &trace(&read, ms(UNTIL_MS)));
    assert_eq!(World::replay(&recording, ms(UNTIL_MS)).recording(), &recording, "nothing was refused");
}

#[test]
fn a_bare_scenario_is_a_recording() {
    let (read, _) = Recording::from_json(r#"{"seed": 5}"#).unwrap();
    assert_eq!(read, recording(Scenario { seed: 5, ..Scenario::default() }, Vec::new()));
}

#[test]
fn errors_of_malformed_recordings_name_the_place() {
    let refused = |text: &str| Recording::from_json(text).unwrap_err().to_string();
    assert!(
        refused(r#"{"scenario": {}, "interventions": [{"at": 1, "do": "take"}, {"at": 2}]}"#)
            .starts_with("interventions[1]: ")
    );
    assert_eq!(refused(r#"{"scenario": {}, "interventions": 7}"#), "interventions must be a list.");
    assert!(
        refused(
            r#"{"scenario": {}, "interventions": [{"at": 1, "do": "call", "request": {"action": "Fly", "body": {}}}]}"#
        )
        .contains("There is no action Fly")
    );
}

#[test]
fn interventions_out_of_order_are_sorted() {
    let text = r#"{"scenario": {}, "interventions": [{"at": 9, "do": "take"}, {"at": 2, "do": "purge"}]}"#;
    let (read, notes) = Recording::from_json(text).unwrap();
    assert_eq!((read.interventions[0].at, notes.len()), (ms(2), 1));
}

#[test]
fn a_moved_recording_is_the_same_run_at_another_address() {
    let here = Address::default();
    let there =
        Address { endpoint: "http://localhost:9324".into(), account: "0".repeat(12), region: "eu-west-1".into() };
    let (url, arn) = (
        |name: &str| format!("{}/{}/{name}", here.endpoint, here.account),
        |name: &str| format!("arn:aws:sqs:{}:{}:{name}", here.region, here.account),
    );
    let call = |action: &str, body: &serde_json::Value| {
        let request = Request::from_json(action, body).unwrap();
        Intervention::Call { request, guest: None }
    };
    let redrive = json!({ "deadLetterTargetArn": arn("dead"), "maxReceiveCount": 1 }).to_string();
    // A text that looks like an ARN or a URL is not one in a message.
    let body = format!("{} {}", url("orders"), arn("orders"));
    let receive = json!({ "QueueUrl": url("mine"), "VisibilityTimeout": 0 });
    let interventions = vec![
        at(1_000, call("CreateQueue", &json!({ "QueueName": "dead" }))),
        at(1_000, call("CreateQueue", &json!({ "QueueName": "mine", "Attributes": { "RedrivePolicy": redrive } }))),
        at(2_000, call("SendMessage", &json!({ "QueueUrl": url("mine"), "MessageBody": body }))),
        at(3_000, call("SendMessage", &json!({ "QueueUrl": "orders", "MessageBody": "by name" }))),
        at(3_000, call("GetQueueUrl", &json!({ "QueueName": "orders" }))),
        at(4_000, call("ReceiveMessage", &receive)),
        at(5_000, call("ReceiveMessage", &receive)),
        at(6_000, call("StartMessageMoveTask", &json!({ "SourceArn": arn("dead"), "DestinationArn": arn("mine") }))),
        at(7_000, call("ReceiveMessage", &receive)),
    ];
    let before = recording(Scenario { seed: 5, ..Scenario::default() }, interventions);
    let moved = before.clone().moved_to(&there);
    assert_eq!(moved.scenario.address, there);
    assert_eq!(trace(&moved, ms(20_000)), trace(&before, ms(20_000)));
    let stored = |recording: &Recording, address: &Address| {
        let mut world = World::replay(recording, ms(20_000));
        ["mine", "dead"].map(|name| {
            let url = format!("{}/{}/{name}", address.endpoint, address.account);
            let body = json!({ "QueueUrl": url, "AttributeNames": ["ApproximateNumberOfMessages"] });
            world.call(Request::from_json("GetQueueAttributes", &body).unwrap(), "Test");
            match world.poll_foreign_reply() {
                Some((_, Ok(Response::GetQueueAttributes(read)))) => {
                    read.attributes["ApproximateNumberOfMessages"].clone()
                }
                other => panic!("{other:?}"),
            }
        })
    };
    assert_eq!(stored(&before, &here), ["1", "0"], "the task has moved the message back");
    assert_eq!(stored(&moved, &there), ["1", "0"]);
    let text = model::text::json(&moved.interventions);
    assert_eq!(text.matches(&here.account).count(), 2, "only in the message: {text}");
    assert!(text.contains("http://localhost:9324/000000000000/mine"));
    assert_eq!(moved.clone().moved_to(&there), moved);
    assert_eq!(moved.moved_to(&here), before);
}
