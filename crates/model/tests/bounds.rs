//! Bounds on what a text from outside brings, and on what a run writes.

use model::share::Bookmark;
use model::shop::{GuestName, Recording, Scenario};
use model::sqs::{ByName, CreateQueue, GetQueueAttributes, QueueUrl, Response, SendMessage};
use model::text::{NOTES_MAX, json, json_size};
use model::world::World;

#[test]
fn of_thirty_thousand_notes_the_first_twenty_are_kept() {
    let groups = vec![r#"{"count":0,"batch":99,"pauseMs":4000000000}"#; 10_000].join(",");
    let (_, notes) = Bookmark::from_json(&format!(r#"{{"baristas":[{groups}]}}"#)).expect("it is a scenario");
    assert_eq!(notes.len(), NOTES_MAX + 1);
    assert_eq!(notes.last().map(String::as_str), Some("and 29,980 more"));
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

#[test]
fn a_clone_shares_the_queues() {
    // A keyframe of a run with many queues must not weigh as much as the run.
    let mut world = World::new(Scenario::default());
    let before = (world.weight(), world.unshared());
    for number in 0..1_000 {
        world.call(CreateQueue::new(format!("queue-{number}"), ByName::new()).into(), "CLI");
    }
    let (own, unshared) = (world.weight() - before.0, world.unshared() - before.1);
    assert!(own > 1_000_000 && unshared * 9 < own, "{own} {unshared}");
    // A change on either side stays there.
    while world.poll_foreign_reply().is_some() {}
    let mut clone = world.clone();
    let url: QueueUrl = "queue-7".into();
    let read = |world: &mut World| {
        let attribute_names = vec!["All".into()];
        world.call(GetQueueAttributes { queue_url: url.clone(), attribute_names }.into(), "CLI");
        let (_, answer) = world.poll_foreign_reply().expect("an answer");
        let Ok(Response::GetQueueAttributes(read)) = answer else { panic!("{answer:?}") };
        read.attributes["ApproximateNumberOfMessages"].clone()
    };
    world.call(SendMessage::new(url.clone(), "tea".into()).into(), "CLI");
    while world.poll_foreign_reply().is_some() {}
    assert_eq!((read(&mut world), read(&mut clone)), ("1".into(), "0".into()));
}
