//! One run: pace, deeds, captions.

use model::shop::PersonId;

use super::*;

#[test]
fn frames_bring_time_only_while_it_runs() {
    let mut session = session();
    for frame in 0..10 {
        assert_eq!(session.frame(f64::from(frame) * 16.0, &standing), Frame::Played);
    }
    assert_eq!(session.world().now(), Instant::ZERO);
    play(&mut session, 11);
    assert_eq!(session.world().now(), at(160));
    session.pace(Speed::parse("4").expect("a number"));
    session.frame(176.0, &standing);
    assert_eq!(session.world().now(), at(224));
}

#[test]
fn a_frame_ends_when_its_budget_is_spent() {
    let mut session = session();
    session.pace(Speed::parse("64").expect("a number"));
    session.play(true);
    session.frame(0.0, &standing);
    let clock = ticking();
    session.frame(100.0, &clock);
    let reached = session.world().now();
    assert!(reached > Instant::ZERO && reached < at(6_400), "{reached}");
}

#[test]
fn a_refusal_of_the_shop_is_an_error_and_changes_nothing() {
    let mut session = session();
    let nobody = Intervention::Crash { person: PersonId(9_999) };
    let refused = session.intervene(nobody, false);
    assert!(matches!(refused, Err(Refusal::Shop(_))), "{refused:?}");
    assert!(!session.can_undo());
}

#[test]
fn a_refusal_of_the_service_is_an_error_and_is_recorded() {
    let mut session = session();
    let unknown = Intervention::SetAttribute { name: "NoSuchAttribute".into(), value: "1".into() };
    let refused = session.intervene(unknown, false);
    assert!(matches!(refused, Err(Refusal::Service(_))), "{refused:?}");
    assert!(session.can_undo());
}

#[test]
fn several_deeds_are_undone_as_one() {
    let mut session = session();
    go_to(&mut session, 5_000);
    let outcomes = session.intervene_all(vec![HIRE, HIRE, HIRE]);
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 3, "{outcomes:?}");
    assert!(session.undo());
    finish(&mut session);
    assert!(!session.can_undo());
    assert!(session.redo());
    finish(&mut session);
    assert_eq!(session.world().recording().interventions.len(), 3);
}

#[test]
fn a_caption_stays_long_enough_to_be_read() {
    let mut session = session();
    session.pace(Speed::parse("8").expect("a number"));
    session.play(true);
    let (mut changes, mut since_ms) = (Vec::new(), 0.0);
    let mut caption = session.caption().clone();
    for frame in 0..1_000 {
        let now_ms = f64::from(frame) * 16.0;
        session.frame(now_ms, &standing);
        if *session.caption() != caption {
            caption = session.caption().clone();
            changes.push(now_ms - since_ms);
            since_ms = now_ms;
        }
    }
    assert!(changes.len() > 3, "{changes:?}");
    assert!(changes[1..].iter().all(|stayed| *stayed >= CAPTION_MS), "{changes:?}");
}

#[test]
fn a_shop_is_described_at_its_opening() {
    let mut session = session();
    go_to(&mut session, 30_000);
    assert_ne!(session.caption().kind, "opening");
    session.restart();
    finish(&mut session);
    assert_eq!(*session.caption(), Caption::about(session.scene(), session.world().shop().mode()));
}

#[test]
fn the_revision_grows_with_changes_from_outside_only() {
    let mut session = session();
    play(&mut session, 1);
    let before = session.revision();
    for frame in 0..50 {
        session.frame(f64::from(frame) * 16.0, &standing);
    }
    assert_eq!(session.revision(), before);
    session.intervene(HIRE, false).expect("there is room");
    assert!(session.revision() > before);
}

#[test]
fn frames_are_wanted_only_while_there_is_something_to_do() {
    let mut session = session();
    assert!(!session.wants_frames());
    session.play(true);
    assert!(session.wants_frames());
    session.play(false);
    session.seek(at(5_000));
    assert!(session.wants_frames());
    finish(&mut session);
    assert!(!session.wants_frames());
}
