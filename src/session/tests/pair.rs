//! Two runs side by side.

use model::compare::pairs;
use model::shop::{Limits, Mode};

use super::*;

/// Hand to hand beside the order board, after so many milliseconds.
pub(super) fn both(ms: u64) -> Session {
    let mut session = session();
    session.compare(&pairs::ALL[0]);
    go_to(&mut session, ms);
    session
}

fn moments(session: &Session) -> [u64; 2] {
    session.halves().expect("there are two shops").map(|world| world.now().as_millis())
}

fn deeds(session: &Session) -> [usize; 2] {
    let runs = session.runs().both().expect("there are two shops");
    runs.map(|run| run.timeline().recording().interventions.len())
}

fn undo(session: &mut Session) -> bool {
    let undone = session.undo();
    finish(session);
    undone
}

fn redo(session: &mut Session) -> bool {
    let redone = session.redo();
    finish(session);
    redone
}

#[test]
fn both_are_always_at_the_same_moment() {
    let mut session = both(12_345);
    assert_eq!(moments(&session), [12_345; 2]);
    assert_eq!(session.half(), Some(Half::B), "the order board was open before");
    for _ in 0..30 {
        assert!(session.step());
        let [a, b] = moments(&session);
        assert_eq!(a, b);
    }
    let after = moments(&session)[0];
    assert!(session.step_back());
    finish(&mut session);
    let before = moments(&session);
    assert!(before[0] == before[1] && before[0] < after, "{before:?}");
    session.play(true);
    for frame in 0..60 {
        session.frame(f64::from(frame) * 16.0, &standing);
        let [a, b] = moments(&session);
        assert_eq!(a, b);
    }
    assert!(moments(&session)[0] > before[0]);
    session.choose(Half::A);
    go_to(&mut session, 600_000);
    go_to(&mut session, 61_000);
    assert_eq!((moments(&session), session.end().as_millis()), ([61_000; 2], 600_000));
    for world in session.halves().expect("there are two shops") {
        let again = World::replay(world.recording(), world.now());
        let all = Limits { customers: 99, people: 99, tickets: 99 };
        assert_eq!(again.shop().snapshot(again.now(), all), world.shop().snapshot(world.now(), all));
    }
}

#[test]
fn a_seek_that_is_given_up_leaves_both_at_one_moment() {
    let mut session = both(0);
    session.seek(at(3_600_000));
    let clock = ticking();
    assert!(!session.pursue(&Deadline::after(5.0, &clock)));
    session.stay();
    let [a, b] = moments(&session);
    assert!(a == b && a > 0 && a < 3_600_000, "{a} {b}");
    assert_eq!(session.destination(), None);
}

#[test]
fn each_step_ends_where_something_is_seen_in_either() {
    let mut session = both(0);
    let seen = |session: &Session| {
        session.halves().map(|both| both.map(|world| world.shop().visible_happenings())).expect("there are two")
    };
    let (mut in_a_alone, mut in_b_alone, mut said) = (0, 0, Vec::new());
    for _ in 0..80 {
        let before = seen(&session);
        assert!(session.step());
        let after = seen(&session);
        assert_ne!(before, after);
        in_a_alone += u32::from(before[0] != after[0] && before[1] == after[1]);
        in_b_alone += u32::from(before[0] == after[0] && before[1] != after[1]);
        said.push(session.caption().text.clone());
    }
    assert!(in_a_alone > 5 && in_b_alone > 5, "{in_a_alone} {in_b_alone}");
    assert!(["A: ", "B: "].iter().all(|half| said.iter().any(|text| text.starts_with(half))), "{said:?}");
}

#[test]
fn deeds_are_done_in_the_chosen_half_and_undone_in_order() {
    let mut session = both(20_000);
    session.intervene(HIRE, false).expect("there is room");
    session.choose(Half::A);
    session.intervene(HIRE, false).expect("there is room");
    session.intervene(HIRE, false).expect("there is room");
    session.intervene(Intervention::SetCustomers { per_minute: 50 }, false).expect("it is in range");
    assert_eq!(deeds(&session), [3, 2]);
    session.choose(Half::B);
    let mut counts = Vec::new();
    while session.can_undo() {
        assert!(undo(&mut session));
        counts.push(deeds(&session));
    }
    assert_eq!(counts, [[2, 1], [1, 1], [0, 1], [0, 0]]);
    while redo(&mut session) {}
    assert_eq!((deeds(&session), session.can_redo()), ([3, 2], false));
}

#[test]
fn a_deed_in_the_past_cuts_both_futures_and_undo_brings_both_back() {
    let mut session = both(30_000);
    session.intervene(Intervention::SetCustomers { per_minute: 50 }, false).expect("it is in range");
    go_to(&mut session, 60_000);
    go_to(&mut session, 10_000);
    session.choose(Half::A);
    session.intervene(HIRE, false).expect("there is room");
    assert_eq!((deeds(&session), session.end().as_millis()), ([1, 0], 10_000));
    assert!(undo(&mut session));
    assert_eq!((deeds(&session), session.end().as_millis()), ([1, 1], 60_000));
    go_to(&mut session, 60_000);
    let customers = session.halves().expect("there are two").map(|world| {
        let limits = Limits { customers: 0, people: 0, tickets: 0 };
        world.shop().snapshot(world.now(), limits).customers_per_minute
    });
    assert_eq!(customers, [50, 50]);
}

#[test]
fn deeds_in_both_halves_are_undone_as_one() {
    let mut session = both(20_000);
    let [here, there] = session.intervene_both(vec![HIRE, HIRE], vec![HIRE]);
    assert!(here.iter().chain(&there).all(Result::is_ok), "{here:?} {there:?}");
    let said = there[0].as_deref().expect("it is done");
    assert!(said.starts_with("A: "), "{said}");
    assert_eq!((deeds(&session), session.half()), ([1, 2], Some(Half::B)));
    assert!(undo(&mut session));
    assert_eq!((deeds(&session), session.can_undo()), ([0, 0], false));
    assert!(redo(&mut session));
    assert_eq!(deeds(&session), [1, 2]);
}

#[test]
fn deeds_of_an_opened_recording_can_be_undone() {
    let mut before = both(20_000);
    before.intervene(HIRE, false).expect("there is room");
    before.intervene(Intervention::SetCustomers { per_minute: 50 }, false).expect("it is in range");
    let mut session = session();
    session.turn_to(before.bookmark());
    session.begin();
    finish(&mut session);
    assert_eq!((session.bookmark(), session.half()), (before.bookmark(), Some(Half::B)));
    assert_eq!(deeds(&session), [1, 2]);
    assert!(undo(&mut session));
    assert_eq!(deeds(&session), [0, 1], "customers are the same in both");
    assert!(undo(&mut session));
    assert_eq!((deeds(&session), undo(&mut session)), ([0, 0], false));
}

#[test]
fn one_half_continues_alone() {
    let mut session = both(20_000);
    session.intervene(HIRE, false).expect("there is room");
    session.switch(Mode::OrderBoard);
    assert_eq!((session.half(), session.world().now().as_millis()), (None, 20_000));
    assert_eq!(session.world().recording().interventions.len(), 1);
    let mut session = both(20_000);
    session.switch(Mode::HandToHand);
    assert_eq!((session.world().shop().mode(), session.world().now().as_millis()), (Mode::HandToHand, 20_000));
    session.compare(pairs::by_id("kind").expect("it is listed"));
    go_to(&mut session, 20_000);
    session.switch(Mode::HandToHand);
    finish(&mut session);
    assert_eq!((session.half(), session.world().now()), (None, Instant::ZERO), "neither was: this one is new");
}

#[test]
fn a_new_beginning_is_one_in_both_halves() {
    let mut session = both(20_000);
    session.new_seed();
    finish(&mut session);
    let seeds = session.halves().expect("there are two").map(|world| world.recording().scenario.seed);
    assert_eq!((seeds[0], moments(&session)), (seeds[1], [0; 2]));
    session.show_scene("crash");
    assert_eq!(session.halves().map(|[a, _]| a.shop().mode()), Some(Mode::HandToHand));
    assert_eq!(session.scene(), Some("crash"));
    session.load("default").expect("it is a scene");
    assert_eq!(session.half(), None);
}

#[test]
fn happenings_of_both_halves_are_reported_in_order_of_time() {
    let mut session = both(10_000);
    session.set_heard(true);
    session.pace(Speed::parse("8").expect("a number"));
    play(&mut session, 100);
    let notices = session.take_notices();
    let heard: Vec<_> = notices
        .iter()
        .filter_map(|notice| match notice {
            Notice::Happened(half, happening) => Some((*half, happening.at)),
            _ => None,
        })
        .collect();
    assert!(heard.is_sorted_by_key(|(_, at)| *at), "{heard:?}");
    for half in Half::BOTH {
        assert!(heard.iter().filter(|(other, _)| *other == Some(half)).count() > 10, "{half:?}");
    }
}
