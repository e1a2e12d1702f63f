//! One recording and its exact trace: the same natively and in a browser.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

#[path = "golden/mod.rs"]
mod golden;

use golden::{at, check, ms, recording, trace};
use model::shop::{
    BaristaGroup, BaristaSettings, Customers, Intervention, PersonId, QueueSettings, Recording, Role, Scenario,
};
use model::sqs::{Body, ReceiveMessage, SendMessage};
use model::text::pretty_json;
use model::world::World;

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
