//! The published JSON schema matches the types. `UPDATE_GOLDEN=1` rewrites it.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
#![cfg(feature = "schema")]

use std::path::{Path, PathBuf};

use model::shop::{Scenario, scenarios};
use serde_json::{Value, json};

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../static/scenario.schema.json")
}

#[test]
fn the_published_schema_is_up_to_date() {
    let mut schema = schemars::schema_for!(Scenario);
    schema.insert("title".into(), "An Order Board scenario".into());
    let mut schema = schema.to_value();
    schema.sort_all_objects();
    let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path(), text).expect("the folder is there");
    } else {
        let published = std::fs::read_to_string(path()).unwrap_or_default();
        assert_eq!(published, text, "run this test with UPDATE_GOLDEN=1");
    }
}

/// The first value that the schema does not describe.
fn stranger(value: &Value, schema: &Value, root: &Value, at: &str) -> Option<String> {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        let schema = root.pointer(name.strip_prefix('#')?).expect("a reference leads somewhere");
        return stranger(value, schema, root, at);
    }
    match value {
        Value::Object(members) => members.iter().find_map(|(name, value)| {
            let at = format!("{at}.{name}");
            match schema.get("properties").and_then(|properties| properties.get(name)) {
                Some(schema) => stranger(value, schema, root, &at),
                None => Some(at),
            }
        }),
        Value::Array(items) => items.iter().find_map(|item| stranger(item, &schema["items"], root, at)),
        Value::Number(number) => {
            let bound = |name: &str| schema.get(name).and_then(Value::as_u64);
            let (least, most) = (bound("minimum").unwrap_or(u64::MAX), bound("maximum").unwrap_or(u64::MAX));
            let fits = number.as_u64().is_some_and(|number| (least..=most).contains(&number));
            (!fits).then(|| format!("{at}: {number}"))
        }
        _ => None,
    }
}

#[test]
fn what_is_written_is_what_the_schema_says() {
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path()).unwrap()).unwrap();
    let everything = json!({
        "customers": {"groups": 3, "firstGroupPercent": 40, "total": 9},
        "cashiers": [{"batch": 5, "resendPercent": 10}],
        "baristas": [{"batch": 10, "waitTimeSeconds": 20}],
        "queue": {"fifo": true, "deduplicationScope": "messageGroup", "fifoThroughputLimit": "perMessageGroupId"},
        "weather": {"duplicatesPercent": 5},
    });
    let (everything, _) = Scenario::from_json(&everything.to_string()).unwrap();
    for scenario in scenarios::ALL.iter().map(scenarios::BuiltIn::scenario).chain([everything]) {
        let written = serde_json::to_value(&scenario).unwrap();
        assert_eq!(stranger(&written, &schema, &schema, "scenario"), None, "{}", scenario.title);
    }
    for (wrong, at) in
        [(json!({"later": 1}), "scenario.later"), (json!({"baristas": [{"batch": 11}]}), "scenario.baristas.batch: 11")]
    {
        assert_eq!(stranger(&wrong, &schema, &schema, "scenario").as_deref(), Some(at));
    }
}
