//! Links: a shared run can be restored, old links stay readable, and unreadable links return an error sentence.
//!
//! `FUZZ=1000000` tries a million damaged links, `SEED=<number>` others.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

#[path = "shared/moments.rs"]
mod moments;
#[path = "shared/seed.rs"]
mod seed;

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use miniz_oxide::deflate::compress_to_vec_zlib;
use model::compare::Half;
use model::rng::Rng;
use model::share::{
    Beside, Bookmark, LINK_CHARS_MAX, MOMENT_MAX, QR_CHARS_MAX, QR_MODULES_MAX, QrCode, SHORT_MOMENT_MAX,
    TEXT_BYTES_MAX, from_link, is_link, short, to_link,
};
use model::shop::{Intervention, PersonId, Recording, Role, Scenario, Timed, scenarios};
use model::text::json;
use model::time::Instant;
use model::timeline::Timeline;
use model::world::World;
use moments::{any_recording, assert_same};

/// Number of damaged links, unless `FUZZ` says otherwise.
const INPUTS: u64 = 20_000;

fn ms(millis: u64) -> Instant {
    Instant::from_millis(millis)
}

fn link_of(json: &str) -> String {
    format!("1.{}", BASE64_URL_SAFE_NO_PAD.encode(compress_to_vec_zlib(json.as_bytes(), 6)))
}

fn everything() -> Bookmark {
    let (recording, _) = Recording::from_json(include_str!("golden/recording.json")).unwrap();
    Bookmark { recording, at: ms(61_234), end: ms(120_000), beside: None }
}

/// The shop of [`everything`] next to a second one with the same customers.
fn both() -> Bookmark {
    let first = everything();
    let mut scenario = first.recording.scenario.clone();
    scenario.queue.visibility_timeout_seconds = 7;
    let hire = Intervention::Hire { role: Role::Barista, place: Some(0) };
    let mut interventions = vec![Timed { at: ms(4_000), intervention: hire }];
    let customers = |intervention: &&Timed| matches!(intervention.intervention, Intervention::SetCustomers { .. });
    interventions.extend(first.recording.interventions.iter().filter(customers).cloned());
    interventions.sort_by_key(|intervention| intervention.at);
    let beside = Beside { recording: Recording { scenario, interventions }, chosen: Half::B };
    Bookmark { beside: Some(Box::new(beside)), ..first }
}

#[test]
fn a_link_restores_both_of_two_shops() {
    for chosen in Half::BOTH {
        let mut bookmark = both();
        bookmark.beside.as_mut().unwrap().chosen = chosen;
        let link = to_link(&bookmark).unwrap();
        assert_eq!(from_link(&link).unwrap(), (bookmark, Vec::new()));
        assert!(link.len() < 2_000, "{}", link.len());
    }
}

#[test]
fn both_shops_of_a_link_get_the_same_customers() {
    let text = r#"{
        "scenario": {"seed": 5, "customers": {"perMinute": 9}},
        "interventions": [{"at": 2000, "do": "setCustomers", "perMinute": 60}],
        "beside": {
            "scenario": {"seed": 6, "mode": "handToHand"},
            "interventions": [
                {"at": 1000, "do": "setCustomers", "perMinute": 1},
                {"at": 3000, "do": "hire", "role": "barista"}
            ],
            "chosen": "b"
        }
    }"#;
    let (bookmark, notes) = Bookmark::from_json(text).unwrap();
    let Beside { recording, chosen } = *bookmark.beside.unwrap();
    assert_eq!(notes, ["Both shops get the customers of the first one."]);
    assert_eq!((recording.scenario.seed, recording.scenario.customers.per_minute, chosen), (5, 9, Half::B));
    let interventions: Vec<_> =
        recording.interventions.iter().map(|intervention| intervention.at.as_millis()).collect();
    assert_eq!(interventions, [2_000, 3_000]);
    assert_eq!((bookmark.at, bookmark.end), (ms(3_000), ms(3_000)));
}

#[test]
fn an_unreadable_second_shop_is_an_error() {
    let refused =
        |beside: &str| Bookmark::from_json(&format!(r#"{{"scenario": {{}}, "beside": {beside}}}"#)).unwrap_err();
    assert_eq!(refused("[]"), "beside: A scenario must be an object, not a list.");
    assert!(refused(r#"{"scenario": {}, "interventions": [{"at": 1, "do": "fly"}]}"#).contains("no deed fly"));
    let (alone, notes) = Bookmark::from_json(r#"{"scenario": {}, "beside": null}"#).unwrap();
    assert_eq!((alone.beside, notes.len()), (None, 0));
    let week = r#"{"scenario": {}, "beside": {"scenario": {}, "interventions": [{"at": 999999999, "do": "take"}]}}"#;
    let (bounded, notes) = Bookmark::from_json(week).unwrap();
    assert!(bounded.beside.unwrap().recording.interventions.is_empty());
    assert_eq!(notes, ["Deeds after the first week of shop time are left out."]);
}

#[test]
fn a_link_restores_scenario_interventions_and_moment() {
    for mut rng in seed::rounds(100, 10) {
        let (recording, end) = any_recording(&mut rng);
        let bookmark = Bookmark { recording, at: ms(rng.below(end.as_millis())), end, beside: None };
        let (read, notes) = from_link(&to_link(&bookmark).unwrap()).unwrap();
        assert_eq!((&read, notes.len()), (&bookmark, 0));
        let mut timeline = Timeline::of(read.recording, read.end);
        timeline.seek(read.at);
        assert_same(&World::replay(&bookmark.recording, bookmark.at), timeline.world());
    }
}

#[test]
fn links_are_short() {
    assert!(to_link(&Bookmark::default()).unwrap().len() < 700);
    assert!(to_link(&everything()).unwrap().len() < 1_400);
    let intervention = |number: u64| Timed {
        at: ms(number * 1_733 + number % 7 * 91),
        intervention: match number % 3 {
            0 => Intervention::Crash { person: PersonId(number as u32 % 5 + 2) },
            1 => Intervention::SendOnBreak { person: PersonId(number as u32 % 5 + 2) },
            _ => Intervention::SetCustomers { per_minute: number as u32 * 7 % 120 },
        },
    };
    let recording = Recording { scenario: Scenario::default(), interventions: (0..60).map(intervention).collect() };
    let link = to_link(&Bookmark { recording, at: ms(60_000), end: ms(110_000), beside: None }).unwrap();
    assert!(link.len() < 2_000, "{}", link.len());
    assert!(link.bytes().all(|letter| letter.is_ascii_alphanumeric() || b".-_".contains(&letter)));
}

#[test]
fn a_link_that_would_be_too_long_is_refused() {
    let mut rng = seed::stream(2);
    let intervention = |_| Timed {
        at: ms(rng.below(MOMENT_MAX.as_millis())),
        intervention: Intervention::Serve { message: rng.uuid().into() },
    };
    let recording = Recording { scenario: Scenario::default(), interventions: (0..4_000).map(intervention).collect() };
    let refused = to_link(&Bookmark { recording, ..Bookmark::default() }).unwrap_err();
    assert_eq!(refused, "This run is too long for a link. Save it as a file instead.");
}

#[test]
fn unreadable_links_are_errors() {
    let refused = |link: &str| from_link(link).unwrap_err();
    let link = to_link(&everything()).unwrap();
    assert_eq!(refused("2.abc"), "This link was made by a newer version of Order Board.");
    assert_eq!(refused("11.abc"), refused("2.abc"));
    assert_eq!(refused("section-4"), "This is not a link to a shop.");
    assert_eq!(refused(&"1".repeat(LINK_CHARS_MAX + 1)), "This link is too long.");
    let damaged = "This link is damaged. A part of it is missing or changed.";
    for cut in 3..link.len() {
        assert_eq!(refused(&link[..cut]), damaged, "{cut}");
    }
    assert_eq!(refused(&format!("{link}~")), damaged);
    assert!(refused(&link_of("[1]")).starts_with("This link cannot be opened. A scenario must be an object"));
    assert!(refused(&link_of("{")).starts_with("This link cannot be opened. This is not JSON"));
    assert!(
        refused(&link_of(r#"{"scenario": {}, "interventions": [{"at": 1, "do": "fly"}]}"#)).contains("no deed fly")
    );
}

#[test]
fn decompression_and_nesting_are_bounded() {
    let bomb = link_of(&" ".repeat(20 * TEXT_BYTES_MAX));
    assert!(bomb.len() < LINK_CHARS_MAX, "or it would be refused for that");
    assert!(from_link(&bomb).unwrap_err().starts_with("This link is damaged"));
    let deep = link_of(&format!("{{\"scenario\": {}", "[".repeat(100_000)));
    assert!(from_link(&deep).unwrap_err().contains("This is not JSON"));
}

#[test]
fn moments_are_clamped_to_a_week() {
    let read = |json: &str| Bookmark::from_json(json).unwrap();
    let (bookmark, notes) =
        read(r#"{"scenario": {}, "interventions": [{"at": 9, "do": "take"}], "at": -1, "until": 1e99}"#);
    assert_eq!((bookmark.at, bookmark.end, notes.len()), (ms(9), ms(9), 2));
    let (bookmark, notes) = read(r#"{"scenario": {}, "interventions": [{"at": 99999999999999, "do": "take"}]}"#);
    assert_eq!((bookmark.recording.interventions.len(), bookmark.end, notes.len()), (0, ms(0), 1));
    let (bookmark, notes) = read(r#"{"scenario": {}, "at": 5000, "until": 4000}"#);
    assert_eq!((bookmark.at, bookmark.end, notes.len()), (ms(5_000), ms(5_000), 0));
    let (bookmark, notes) = read(r#"{"title": "bare", "at": 77}"#);
    assert_eq!((bookmark.at, notes.len()), (ms(0), 0));
}

#[test]
fn only_fragments_with_a_version_are_links() {
    assert!(["1.x", "2.x", "9999.x"].into_iter().all(is_link));
    assert!(["", ".", "1", "1.", "top", "a.b", "12345.x", "-1.x"].into_iter().all(|text| !is_link(text)));
}

#[test]
fn damaged_links_are_read_or_refused_with_a_sentence() {
    let inputs = seed::number("FUZZ", INPUTS);
    let text = json(&everything());
    let (link, packed) = (to_link(&everything()).unwrap(), compress_to_vec_zlib(text.as_bytes(), 6));
    let mut rng = seed::stream(77);
    let mut read = 0;
    for _ in 0..inputs {
        let fragment = match rng.below(4) {
            // Replace characters of the link.
            0 => {
                let mut letters = link.clone().into_bytes();
                (0..=rng.below(3)).for_each(|_| spoil(&mut letters, &mut rng));
                String::from_utf8_lossy(&letters).into_owned()
            }
            // Replace bytes of the compressed text.
            1 => {
                let mut bytes = packed.clone();
                (0..=rng.below(3)).for_each(|_| spoil(&mut bytes, &mut rng));
                format!("1.{}", BASE64_URL_SAFE_NO_PAD.encode(&bytes))
            }
            // Replace characters of the JSON, correctly compressed.
            2 => {
                let mut letters = text.clone().into_bytes();
                (0..=rng.below(3)).for_each(|_| spoil(&mut letters, &mut rng));
                link_of(&String::from_utf8_lossy(&letters))
            }
            // Replace the value of a member.
            _ => {
                let members: Vec<usize> = text.match_indices(':').map(|(at, _)| at + 1).collect();
                let at = members[rng.below(members.len() as u64) as usize];
                let end = at + text[at..].find([',', '}', ']']).unwrap();
                let other = ["null", "-1", "1e400", "99999999999999999999", "\"\\u0000\"", "[]", "{}", "true", "0.5"];
                link_of(&format!("{}{}{}", &text[..at], other[rng.below(9) as usize], &text[end..]))
            }
        };
        match from_link(&fragment) {
            Ok((bookmark, notes)) => {
                read += 1;
                assert!(bookmark.at <= bookmark.end && bookmark.end <= MOMENT_MAX);
                assert!(bookmark.recording.interventions.is_sorted_by_key(|intervention| intervention.at));
                let again = Bookmark::from_json(&json(&bookmark)).unwrap();
                assert_eq!(again, (bookmark, Vec::new()), "{notes:?}");
            }
            Err(sentence) => assert!(sentence.ends_with('.') && sentence.len() < 300, "{sentence}"),
        }
    }
    assert!(read > inputs / 20 && read < inputs, "{read} of {inputs} could be read");
}

fn spoil(bytes: &mut Vec<u8>, rng: &mut Rng) {
    let at = rng.below(bytes.len().max(1) as u64) as usize;
    match rng.below(4) {
        0 => bytes.truncate(at),
        1 => bytes.insert(at.min(bytes.len()), rng.next_u64() as u8),
        2 if at < bytes.len() => {
            bytes.remove(at);
        }
        _ if at < bytes.len() => bytes[at] = rng.next_u64() as u8,
        _ => {}
    }
}

#[test]
fn a_link_becomes_a_qr_code() {
    let code = QrCode::of("https://example.org/board/?scene=crash&t=40000").unwrap();
    assert!(code.size >= 21 + 8 && code.path.starts_with("M4 4h7v1h-7z"));
    // As fine as a phone reads from a projector, and no finer.
    let widest = QrCode::of(&"x".repeat(QR_CHARS_MAX)).unwrap();
    assert_eq!(widest.size - 8, QR_MODULES_MAX);
    assert_eq!(QrCode::of(&"x".repeat(QR_CHARS_MAX + 1)), None);
    let path = json(&code.path);
    assert!(path.bytes().all(|letter| b"Mhvz0123456789- \"".contains(&letter)));
}

#[test]
fn an_unchanged_scene_has_a_short_address() {
    let at = |ms| Instant::from_millis(ms);
    let of = |recording: Recording, ms| short(&Bookmark { recording, at: at(ms), end: at(ms + 5_000), beside: None });
    for scene in scenarios::ALL {
        let recording = Recording { scenario: scene.scenario(), interventions: Vec::new() };
        assert_eq!(of(recording, 40_000), Some(vec![("scene", scene.id.to_owned()), ("t", "40000".into())]));
    }
    let crash = || Recording { scenario: scenarios::by_id("crash").unwrap(), interventions: Vec::new() };
    let mut other = crash();
    other.scenario.seed = 39;
    let keys = of(other.clone(), 0);
    assert_eq!(keys, Some(vec![("scene", "crash".to_owned()), ("seed", "39".into())]));
    // Only a link holds these.
    other.scenario.seed = 1 << 40;
    let mut slower = crash();
    slower.scenario.customers.per_minute += 1;
    let mut busy = crash();
    busy.interventions.push(Timed { at: at(5), intervention: Intervention::Take });
    for changed in [other, slower, busy] {
        assert_eq!(of(changed, 40_000), None);
    }
    assert_eq!(of(crash(), SHORT_MOMENT_MAX.as_millis() + 1), None);
    let beside = Some(Box::new(Beside { recording: crash(), chosen: Half::A }));
    assert_eq!(short(&Bookmark { recording: crash(), at: at(0), end: at(0), beside }), None);
}
