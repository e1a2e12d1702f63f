//! Reading scenarios: numbers out of range are clamped with a note, malformed members are errors that name their place.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use model::shop::{DeduplicationScope, FifoThroughputLimit, Mode, Scenario, scenarios};
use model::text::json;
use serde_json::json;

fn read(value: serde_json::Value) -> (Scenario, Vec<String>) {
    Scenario::from_json(&value.to_string()).unwrap()
}

fn refused(text: &str) -> String {
    Scenario::from_json(text).unwrap_err().to_string()
}

#[test]
fn every_member_has_a_default() {
    assert_eq!(read(json!({})), (Scenario::default(), Vec::new()));
    assert_eq!(read(json!({"unknown": [1, 2], "queue": {"alsoUnknown": true}})), (Scenario::default(), Vec::new()));
}

#[test]
fn written_scenarios_read_back_unchanged() {
    for built_in in &scenarios::ALL {
        let scenario = built_in.scenario();
        let text = json(&scenario);
        assert_eq!(Scenario::from_json(&text).unwrap(), (scenario.clone(), Vec::new()), "{}", built_in.id);
        assert_eq!(scenarios::by_id(built_in.id), Some(scenario));
    }
    assert_eq!(scenarios::by_id("nothing"), None);
}

#[test]
fn numbers_out_of_range_are_clamped_with_a_note() {
    let (scenario, notes) = read(json!({
        "mode": "handToHand",
        "walkMs": -5,
        "storedOrders": 1e9,
        "customers": {"perMinute": 2.5, "patienceSeconds": null},
        "queue": {"visibilityTimeoutSeconds": 43_201, "maxReceiveCount": null},
        "baristas": [{"count": 0, "makeMs": 1}],
    }));
    assert_eq!(scenario.mode, Mode::HandToHand);
    assert_eq!((scenario.walk_ms, scenario.stored_orders), (0, 1_000_000));
    assert_eq!((scenario.customers.per_minute, scenario.customers.patience_seconds), (2, None));
    assert_eq!((scenario.queue.visibility_timeout_seconds, scenario.queue.max_receive_count), (43_200, None));
    assert_eq!((scenario.baristas[0].count, scenario.baristas[0].settings.make_ms), (1, 100));
    assert_eq!(
        notes,
        [
            "customers.perMinute was 2.5 and is now 2. Customers a minute must be between 0 and 60,000.",
            "baristas[0].count was 0 and is now 1. The number of people must be between 1 and 10,000.",
            "baristas[0].makeMs was 1 and is now 100. The time to make a drink must be between 100 and 3,600,000 milliseconds.",
            "walkMs was -5 and is now 0. The walk must be between 0 and 60,000 milliseconds.",
            "queue.visibilityTimeoutSeconds was 43201 and is now 43,200. The visibility timeout must be between 0 and 43,200 seconds.",
            "storedOrders was 1000000000.0 and is now 1,000,000. The number of stored orders must be between 0 and 1,000,000.",
        ]
    );
}

#[test]
fn a_note_has_all_digits_of_the_number() {
    let text = r#"{
        "seed": 99999999999999999999,
        "customers": {"perMinute": 1e3, "total": 7},
        "walkMs": 2.50,
        "storedOrders": 1E+400
    }"#;
    let (scenario, notes) = Scenario::from_json(text).unwrap();
    assert_eq!((scenario.seed, scenario.stored_orders), ((1 << 53) - 1, 1_000_000));
    assert_eq!((scenario.customers.per_minute, scenario.customers.total, scenario.walk_ms), (1_000, Some(7), 2));
    assert_eq!(
        notes,
        [
            "seed was 99999999999999999999 and is now 9,007,199,254,740,991. The seed must be between 0 and 9,007,199,254,740,991.",
            "customers.perMinute was 1e+3 and is now 1,000. Customers a minute must be between 0 and 60,000.",
            "walkMs was 2.50 and is now 2. The walk must be between 0 and 60,000 milliseconds.",
            "storedOrders was 1e+400 and is now 1,000,000. The number of stored orders must be between 0 and 1,000,000.",
        ]
    );
}

#[test]
fn of_two_members_with_the_same_name_the_later_one_counts() {
    let (scenario, notes) = Scenario::from_json(r#"{"seed": "x", "title": "a", "seed": 5, "title": "b"}"#).unwrap();
    assert_eq!((scenario.seed, scenario.title.as_str(), notes.len()), (5, "b", 0));
}

#[test]
fn groups_batches_and_weather_are_read_and_written() {
    let text = json!({
        "customers": {"groups": 3, "firstGroupPercent": 40},
        "cashiers": [{"batch": 5, "resendPercent": 10}],
        "baristas": [{"batch": 10}],
        "queue": {
            "fifo": true, "contentBasedDeduplication": true, "deduplicationScope": "messageGroup",
            "fifoThroughputLimit": "perMessageGroupId"
        },
        "weather": {"duplicatesPercent": 5, "countsLagSeconds": 60},
    });
    let (scenario, notes) = read(text);
    assert!(notes.is_empty(), "{notes:?}");
    assert_eq!((scenario.customers.groups, scenario.customers.first_group_percent), (Some(3), 40));
    assert_eq!((scenario.cashiers[0].settings.batch, scenario.cashiers[0].settings.resend_percent), (5, 10));
    assert_eq!(scenario.baristas[0].settings.batch, 10);
    assert!(scenario.queue.fifo && scenario.queue.content_based_deduplication);
    assert_eq!(scenario.queue.deduplication_scope, DeduplicationScope::MessageGroup);
    assert_eq!(scenario.queue.fifo_throughput_limit, FifoThroughputLimit::PerMessageGroupId);
    assert_eq!((scenario.weather.duplicates_percent, scenario.weather.counts_lag_seconds), (5, 60));
    let written = json(&scenario);
    assert_eq!(Scenario::from_json(&written).unwrap(), (scenario, Vec::new()));
    let plain = json(&Scenario::default());
    for later in ["groups", "firstGroupPercent", "batch", "resendPercent", "fifo", "deduplication", "weather"] {
        assert!(!plain.contains(later), "{later} is left out where it has its default");
    }
}

#[test]
fn later_members_have_ranges_too() {
    let (scenario, notes) = read(json!({
        "customers": {"groups": 0, "firstGroupPercent": 101},
        "baristas": [{"batch": 11}],
        "weather": {"serversNotAsked": 10},
    }));
    assert_eq!((scenario.customers.groups, scenario.customers.first_group_percent), (Some(1), 100));
    assert_eq!((scenario.baristas[0].settings.batch, scenario.weather.servers_not_asked), (10, 9));
    assert_eq!(
        notes,
        [
            "customers.groups was 0 and is now 1. The number of tables must be between 1 and 100,000.",
            "customers.firstGroupPercent was 101 and is now 100. The first table's part must be between 0 and 100 percent.",
            "baristas[0].batch was 11 and is now 10. The number of orders in a batch must be between 1 and 10.",
            "weather.serversNotAsked was 10 and is now 9. The number of servers that are not asked must be between 0 and 9.",
        ]
    );
    assert_eq!(refused(r#"{"queue": {"fifo": 1}}"#), "queue.fifo must be true or false, not a number.");
    assert_eq!(
        refused(r#"{"queue": {"deduplicationScope": "shop"}}"#),
        r#"queue.deduplicationScope must be "queue" or "messageGroup"."#
    );
    assert_eq!(refused(r#"{"weather": 3}"#), "weather must be an object, not a number.");
}

#[test]
fn the_number_of_people_is_bounded() {
    let (scenario, notes) =
        read(json!({"baristas": [{"count": 6_000}, {"count": 6_000}, {"count": 1}], "cashiers": []}));
    assert_eq!(scenario.baristas.iter().map(|group| group.count).collect::<Vec<_>>(), [6_000, 4_000]);
    assert!(scenario.cashiers.is_empty());
    assert_eq!(notes, ["baristas: there is room for 10,000 people of a kind. The rest is left out."]);
}

#[test]
fn long_texts_are_clipped_and_newer_versions_noted() {
    let (scenario, notes) = read(json!({"version": 2, "title": "é".repeat(81)}));
    assert_eq!((scenario.version, scenario.title.chars().count()), (1, 80));
    assert_eq!(notes.len(), 2, "{notes:?}");
}

#[test]
fn errors_name_the_place_of_a_malformed_member() {
    assert_eq!(refused("[]"), "A scenario must be an object, not a list.");
    assert_eq!(refused(r#"{"seed": "x"}"#), "seed must be a number, not a text.");
    assert_eq!(refused(r#"{"queue": {"delaySeconds": null}}"#), "queue.delaySeconds must be a number, not null.");
    assert_eq!(refused(r#"{"cashiers": [{}, 3]}"#), "cashiers[1] must be an object, not a number.");
    assert_eq!(
        refused(r#"{"baristas": [{"maxMessages": []}]}"#),
        "baristas[0].maxMessages must be a number, not a list."
    );
    assert_eq!(refused(r#"{"mode": "drive"}"#), r#"mode must be "handToHand" or "orderBoard"."#);
    assert!(refused("{").starts_with("This is not JSON: "));
    assert!(refused(&"[".repeat(100_000)).starts_with("This is not JSON: "), "depth is bounded");
    let nested = |depth: usize| format!("{{\"unknown\": {}{}}}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(Scenario::from_json(&nested(120)).unwrap(), (Scenario::default(), Vec::new()));
    assert!(refused(&nested(130)).contains("recursion limit exceeded"));
}
