//! Each kind of deed as JSON, letter by letter, and read back.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::collections::BTreeSet;

use model::shop::{
    BaristaSettings, CashierSettings, DeduplicationScope, GuestName, Intervention, PersonId, QueueSettings, Recording,
    Role, Scenario, Timed,
};
use model::sqs::{Body, CallId, MessageId, SendMessage, Weather};
use model::text::json;
use model::time::Instant;

const PERSON: PersonId = PersonId(3);

fn message() -> MessageId {
    uuid::Uuid::from_u128(0x1234_5678_9abc_4def_8123_4567_89ab_cdef).into()
}

/// Every deed, and its JSON between the moment and the closing brace.
fn all() -> Vec<(Intervention, &'static str)> {
    let message = message();
    let send = SendMessage::new("orders".into(), Body::from("tea"));
    let queue = QueueSettings {
        visibility_timeout_seconds: 9,
        max_receive_count: None,
        fifo: true,
        deduplication_scope: DeduplicationScope::MessageGroup,
        ..QueueSettings::default()
    };
    vec![
        (Intervention::Hire { role: Role::Cashier, place: None }, r#""do":"hire","role":"cashier""#),
        (Intervention::Hire { role: Role::Barista, place: Some(1) }, r#""do":"hire","role":"barista","place":1"#),
        (Intervention::Dismiss { person: PERSON }, r#""do":"dismiss","person":3"#),
        (Intervention::Move { person: PERSON, place: 2 }, r#""do":"move","person":3,"place":2"#),
        (Intervention::SendOnBreak { person: PERSON }, r#""do":"sendOnBreak","person":3"#),
        (Intervention::BringBack { person: PERSON }, r#""do":"bringBack","person":3"#),
        (Intervention::Crash { person: PERSON }, r#""do":"crash","person":3"#),
        (Intervention::SetCustomers { per_minute: 40 }, r#""do":"setCustomers","perMinute":40"#),
        (
            Intervention::SetQueue { settings: queue },
            r#""do":"setQueue","settings":{"visibilityTimeoutSeconds":9,"delaySeconds":0,"messageRetentionSeconds":345600,"receiveWaitTimeSeconds":20,"maxReceiveCount":null,"fifo":true,"deduplicationScope":"messageGroup"}"#,
        ),
        (
            Intervention::SetCashier {
                person: PERSON,
                settings: CashierSettings { take_ms: 900, batch: 4, resend_percent: 7 },
            },
            r#""do":"setCashier","person":3,"settings":{"takeMs":900,"batch":4,"resendPercent":7}"#,
        ),
        (
            Intervention::SetBarista {
                person: PERSON,
                settings: BaristaSettings { wait_time_seconds: Some(5), batch: 2, ..BaristaSettings::default() },
            },
            r#""do":"setBarista","person":3,"settings":{"makeMs":7000,"waitTimeSeconds":5,"pauseMs":1000,"maxMessages":1,"batch":2}"#,
        ),
        (Intervention::Take, r#""do":"take""#),
        (Intervention::Serve { message }, r#""do":"serve","message":"12345678-9abc-4def-8123-456789abcdef""#),
        (Intervention::PutBack { message }, r#""do":"putBack","message":"12345678-9abc-4def-8123-456789abcdef""#),
        (Intervention::Delete { message }, r#""do":"delete","message":"12345678-9abc-4def-8123-456789abcdef""#),
        (Intervention::Purge, r#""do":"purge""#),
        (
            Intervention::SetAttribute { name: "Policy".into(), value: String::new() },
            r#""do":"setAttribute","name":"Policy","value":"""#,
        ),
        (Intervention::Tag { key: "a".into(), value: "b".into() }, r#""do":"tag","key":"a","value":"b""#),
        (Intervention::Untag { key: "a".into() }, r#""do":"untag","key":"a""#),
        (Intervention::ReadQueue, r#""do":"readQueue""#),
        (Intervention::StartMoveTask { per_second: None }, r#""do":"startMoveTask""#),
        (Intervention::StartMoveTask { per_second: Some(5) }, r#""do":"startMoveTask","perSecond":5"#),
        (Intervention::CancelMoveTask, r#""do":"cancelMoveTask""#),
        (
            Intervention::SetWeather { weather: Weather { disorder_messages: 3, ..Weather::default() } },
            r#""do":"setWeather","weather":{"duplicatesPercent":0,"disorderMessages":3,"serversNotAsked":0,"countsLagSeconds":0}"#,
        ),
        (
            Intervention::Call { request: send.clone().into(), guest: None },
            r#""do":"call","request":{"action":"SendMessage","body":{"QueueUrl":"orders","MessageBody":"tea"}}"#,
        ),
        (
            Intervention::Call { request: send.into(), guest: GuestName::new("CLI") },
            r#""do":"call","request":{"action":"SendMessage","body":{"QueueUrl":"orders","MessageBody":"tea"}},"guest":"CLI""#,
        ),
        (Intervention::HangUp { call: CallId(7) }, r#""do":"hangUp","call":7"#),
    ]
}

/// A number for each kind. A new kind does not compile until it has a number here.
const fn kind(deed: &Intervention) -> usize {
    match deed {
        Intervention::Hire { .. } => 0,
        Intervention::Dismiss { .. } => 1,
        Intervention::Move { .. } => 2,
        Intervention::SendOnBreak { .. } => 3,
        Intervention::BringBack { .. } => 4,
        Intervention::Crash { .. } => 5,
        Intervention::SetCustomers { .. } => 6,
        Intervention::SetQueue { .. } => 7,
        Intervention::SetCashier { .. } => 8,
        Intervention::SetBarista { .. } => 9,
        Intervention::Take => 10,
        Intervention::Serve { .. } => 11,
        Intervention::PutBack { .. } => 12,
        Intervention::Delete { .. } => 13,
        Intervention::Purge => 14,
        Intervention::SetAttribute { .. } => 15,
        Intervention::Tag { .. } => 16,
        Intervention::Untag { .. } => 17,
        Intervention::ReadQueue => 18,
        Intervention::StartMoveTask { .. } => 19,
        Intervention::CancelMoveTask => 20,
        Intervention::SetWeather { .. } => 21,
        Intervention::Call { .. } => 22,
        Intervention::HangUp { .. } => KINDS - 1,
    }
}

const KINDS: usize = 24;

#[test]
fn every_kind_is_written_and_read_back() {
    let kinds: BTreeSet<usize> = all().iter().map(|(deed, _)| kind(deed)).collect();
    assert!(kinds.into_iter().eq(0..KINDS), "each kind is in the list");
    for (intervention, members) in all() {
        let timed = Timed { at: Instant::from_millis(5), intervention };
        let text = format!(r#"{{"at":5,{members}}}"#);
        assert_eq!(json(&timed), text);
        let recording = Recording { scenario: Scenario::default(), interventions: vec![timed] };
        let read = Recording::from_json(&format!(r#"{{"scenario":{{}},"interventions":[{text}]}}"#)).unwrap();
        assert_eq!(read, (recording.clone(), Vec::new()));
        assert_eq!(Recording::from_json(&json(&recording)).unwrap(), (recording, Vec::new()));
    }
}

/// The sentence for a recording with this deed.
fn refused(deed: &str) -> String {
    let text = format!(r#"{{"scenario":{{}},"interventions":[{deed}]}}"#);
    Recording::from_json(&text).unwrap_err().to_string()
}

#[test]
fn a_deed_that_cannot_be_read_is_named() {
    for (deed, sentence) in [
        (r#"{"at":1,"do":"fly"}"#, "interventions[0]: there is no deed fly."),
        (r#"{"do":"take"}"#, "interventions[0]: missing field `at`."),
        (r#"{"at":1}"#, "interventions[0]: missing field `do`."),
        (r#"{"at":1,"do":"crash"}"#, "interventions[0]: missing field `person`."),
        (r#"{"at":1,"do":"crash","person":"Cleo"}"#, "interventions[0]: invalid type: string \"Cleo\", expected u32."),
        (r#"{"at":1,"do":"hangUp","call":1.5}"#, "interventions[0]: invalid type: floating point `1.5`, expected u64."),
    ] {
        assert_eq!(refused(deed), sentence, "{deed}");
    }
    for deed in [
        r#"{"at":-1,"do":"take"}"#,
        r#"{"at":1.5,"do":"take"}"#,
        r#"{"at":1e3,"do":"take"}"#,
        r#"{"at":1,"do":"hangUp","call":1e3}"#,
        r#"{"at":1,"do":"hire","role":"guest"}"#,
        r#"{"at":1,"do":"setCustomers","perMinute":4294967296}"#,
        r#"{"at":1,"do":"setQueue","settings":7}"#,
        r#"{"at":1,"do":"setBarista","person":1,"settings":{"makeMs":null}}"#,
        r#"{"at":1,"do":"serve","message":"x"}"#,
        r#"{"at":1,"do":"setWeather"}"#,
        r#"{"at":1,"do":"call","request":{"action":"SendMessage","body":{}}}"#,
        "[]",
        "7",
    ] {
        let sentence = refused(deed);
        assert!(sentence.starts_with("interventions[0]: ") && sentence.ends_with('.'), "{deed}: {sentence}");
    }
}

#[test]
fn what_is_missing_in_settings_has_its_default_and_what_is_unknown_is_ignored() {
    let read = |deed: &str| {
        let text = format!(r#"{{"scenario":{{}},"interventions":[{deed}]}}"#);
        Recording::from_json(&text).unwrap().0.interventions.remove(0).intervention
    };
    assert_eq!(
        read(r#"{"at":1,"do":"setQueue","settings":{"delaySeconds":3,"later":[1]},"later":{}}"#),
        Intervention::SetQueue { settings: QueueSettings { delay_seconds: 3, ..QueueSettings::default() } }
    );
    assert_eq!(read(r#"{"at":1,"do":"hire","role":"you"}"#), Intervention::Hire { role: Role::You, place: None });
    assert_eq!(
        read(r#"{"at":1,"do":"startMoveTask","perSecond":null}"#),
        Intervention::StartMoveTask { per_second: None }
    );
    // Of two members with the same name the later one counts.
    assert_eq!(
        read(r#"{"at":1,"do":"setCustomers","perMinute":1,"perMinute":2}"#),
        Intervention::SetCustomers { per_minute: 2 }
    );
    // A name without a readable letter is none.
    let call = r#""request":{"action":"ListQueues","body":{}}"#;
    for guest in ["null", r#"" ""#] {
        let deed = read(&format!(r#"{{"at":1,"do":"call",{call},"guest":{guest}}}"#));
        assert!(matches!(deed, Intervention::Call { guest: None, .. }), "{deed:?}");
    }
}
