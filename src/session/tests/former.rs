//! Nothing is lost: openings and cut futures are undone like deeds.

use model::compare::pairs;
use model::shop::Mode;
use model::time::Span;

use super::*;
use crate::session::former::FORMER_MAX;

/// What can be seen of a session: its runs to the letter, its moment, its scene.
fn seen(session: &Session) -> (model::share::Bookmark, String, Option<&'static str>) {
    (session.bookmark(), session.trace(), session.scene())
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

/// A shop at 20 s with two deeds, of which one is undone again, that was seen for 65 s.
fn busy() -> Session {
    let mut session = session();
    go_to(&mut session, 5_000);
    session.intervene(HIRE, false).expect("there is room");
    go_to(&mut session, 10_000);
    session.intervene(HIRE, false).expect("there is room");
    go_to(&mut session, 65_000);
    go_to(&mut session, 20_000);
    session.take_lost();
    session
}

#[test]
fn every_opening_is_undone_and_redone_to_the_letter() {
    let link = model::share::to_link(&busy().bookmark()).expect("it is short");
    type Opening<'a> = (&'a str, &'a dyn Fn(&mut Session));
    let openings: [Opening<'_>; 9] = [
        ("restart", &Session::restart),
        ("new seed", &Session::new_seed),
        ("mode", &|session| session.switch(Mode::HandToHand)),
        ("kind", &|session| session.set_fifo(true)),
        ("scene", &|session| session.show_scene("crash")),
        ("pair", &|session| session.compare(&pairs::ALL[0])),
        ("link", &|session| drop(session.load(&link).expect("it is readable"))),
        ("file", &|session| drop(session.load(r#"{"seed": 5}"#).expect("it is readable"))),
        ("id", &|session| drop(session.load("fifo").expect("it is a scene"))),
    ];
    for (name, open) in openings {
        let mut session = busy();
        let before = seen(&session);
        open(&mut session);
        finish(&mut session);
        assert_eq!(session.take_lost(), Some(Lost::Run), "{name}");
        let after = seen(&session);
        assert!(session.can_undo() && undo(&mut session), "{name}");
        assert_eq!(seen(&session), before, "{name}");
        assert!(session.can_redo() && redo(&mut session), "{name}");
        assert_eq!(seen(&session), after, "{name}");
        assert!(!session.can_redo(), "{name}");
    }
}

#[test]
fn a_shop_that_is_chosen_out_of_two_gives_both_back() {
    let mut session = super::pair::both(20_000);
    session.intervene(HIRE, false).expect("there is room");
    let before = session.bookmark();
    session.switch(Mode::HandToHand);
    assert_eq!(session.half(), None);
    assert!(undo(&mut session));
    assert_eq!(session.bookmark(), before);
    session.intervene(HIRE, false).expect("there is room");
    assert!(undo(&mut session));
    assert_eq!(session.bookmark(), before, "the history of the pair goes on");
}

#[test]
fn deeds_and_openings_are_undone_in_their_order() {
    let mut session = busy();
    let first = seen(&session);
    session.intervene(HIRE, false).expect("there is room");
    assert_eq!(
        session.take_lost().map(Lost::sentence).as_deref(),
        Some("You changed the past: 45 s after this are gone.")
    );
    session.restart();
    go_to(&mut session, 3_000);
    session.intervene(HIRE, false).expect("there is room");
    assert_eq!(session.take_lost(), Some(Lost::Run), "the deed was at the end of the run");
    let last = seen(&session);
    assert!(
        undo(&mut session) && session.scene().is_some() && session.moment() == at(3_000),
        "the deed after the restart"
    );
    assert!(undo(&mut session) && session.end() == at(20_000), "the restart");
    assert!(undo(&mut session));
    assert_eq!(seen(&session), first, "the future that the deed in the past cut off");
    assert!(redo(&mut session) && redo(&mut session) && redo(&mut session));
    assert_eq!(seen(&session), last);
    assert!(undo(&mut session) && undo(&mut session) && undo(&mut session));
    session.intervene(HIRE, false).expect("there is room");
    assert!(!session.can_redo(), "a deed ends what could be redone");
}

#[test]
fn the_last_ten_runs_are_kept() {
    let mut session = session();
    let mut numbers = vec![session.run_number()];
    for ms in 1..=15 {
        go_to(&mut session, ms * 1_000);
        session.new_seed();
        numbers.push(session.run_number());
    }
    numbers.dedup();
    assert_eq!(numbers.len(), 16, "each run has its own number");
    let mut moments = Vec::new();
    while undo(&mut session) {
        moments.push(session.moment().as_millis() / 1_000);
    }
    assert_eq!((moments.len(), moments.first(), moments.last()), (FORMER_MAX, Some(&15), Some(&6)));
    assert_eq!(session.run_number(), numbers[5]);
}

#[test]
fn a_call_of_a_program_in_the_past_says_what_it_cut_off() {
    let mut session = busy();
    call(&mut session, model::sqs::SendMessage::new("orders".into(), "tea".into()));
    assert_eq!(session.take_lost(), Some(Lost::Future(Span::from_secs(45))));
    assert!(undo(&mut session));
    assert_eq!(session.end(), at(65_000));
}

#[test]
fn the_length_of_a_future_is_said_in_the_unit_that_people_use() {
    let said = |ms| Lost::Future(Span::from_millis(ms)).sentence();
    for (ms, text) in [(40, "0.1 s"), (999, "0.9 s"), (65_000, "65 s"), (600_000, "10 min"), (86_400_000, "24 h")] {
        assert_eq!(said(ms), format!("You changed the past: {text} after this are gone."));
    }
}

#[test]
fn nothing_is_before_the_first_run() {
    let mut session = session();
    session.restart();
    assert!(!session.can_undo() && session.take_lost().is_none(), "nothing was seen of it");
    go_to(&mut session, 1_000);
    session.restart();
    session.begin();
    assert!(!session.can_undo() && session.take_lost().is_none());
    session.settle_at(model::shop::Address { endpoint: "http://localhost:9324".into(), ..Default::default() });
    assert!(!session.can_undo(), "nothing was seen of the shop that the bridge moved");
    go_to(&mut session, 4_000);
    session.settle_at(model::shop::Address { endpoint: "http://localhost:9325".into(), ..Default::default() });
    assert!(undo(&mut session));
    assert_eq!(session.moment(), at(4_000));
}
