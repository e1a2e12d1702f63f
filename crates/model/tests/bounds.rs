//! Bounds on what a text from outside brings, and on what a run writes.

use model::share::Bookmark;
use model::shop::{GuestName, Recording, Scenario};
use model::text::{NOTES_MAX, json, json_size};

#[test]
fn of_thirty_thousand_notes_the_first_twenty_are_kept() {
    let groups = vec![r#"{"count":0}"#; 30_000].join(",");
    let (_, notes) = Bookmark::from_json(&format!(r#"{{"baristas":[{groups}]}}"#)).expect("it is a scenario");
    assert_eq!(notes.len(), NOTES_MAX + 1);
    let last = notes.last().expect("there are notes");
    assert!(last.starts_with("and ") && last.ends_with(" more"), "{last}");
}

#[test]
fn names_have_no_invisible_characters() {
    let hidden = "\u{200B}\u{200F}\u{202A}\u{202E}\u{2060}\u{2069}\u{FEFF}";
    assert_eq!(GuestName::new(hidden), None);
    let name = GuestName::new(&format!("{hidden} Zo\u{EB}{hidden} ")).expect("something is left");
    assert_eq!(name.as_str(), "Zo\u{EB}");
    for (text, title) in [(format!("{hidden}Rush{hidden}"), "Rush"), (hidden.to_owned(), &*Scenario::default().title)] {
        let (scenario, _) = Scenario::from_json(&format!(r#"{{"title":"{text}"}}"#)).expect("it is a scenario");
        assert_eq!(scenario.title, title);
    }
}

#[test]
fn the_size_of_a_recording_is_known_before_it_is_written() {
    let recording = Recording::default();
    let bytes = json(&recording).len();
    assert_eq!(json_size(&recording, usize::MAX), Some(bytes));
    assert_eq!((json_size(&recording, bytes), json_size(&recording, bytes - 1)), (Some(bytes), None));
}
