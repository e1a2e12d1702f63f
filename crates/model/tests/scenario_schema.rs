//! The published JSON schema matches the types. `UPDATE_GOLDEN=1` rewrites it.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
#![cfg(feature = "schema")]

use std::path::Path;

use model::shop::{Scenario, scenarios};

#[test]
fn the_published_schema_is_up_to_date() {
    let mut schema = schemars::schema_for!(Scenario);
    schema.insert("title".into(), "An Order Board scenario".into());
    let mut schema = schema.to_value();
    schema.sort_all_objects();
    let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../static/scenario.schema.json");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, text).expect("the folder is there");
    } else {
        let published = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(published, text, "run this test with UPDATE_GOLDEN=1");
    }
}

#[test]
fn written_scenarios_match_the_derived_form() {
    for built_in in &scenarios::ALL {
        let scenario = built_in.scenario();
        let derived = serde_json::to_string_pretty(&scenario).unwrap();
        assert_eq!(scenario.to_json().pretty(), derived, "{}", built_in.id);
    }
}
