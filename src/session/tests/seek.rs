//! Seeks in pieces, and the survey of a run that was opened.

use super::*;

#[test]
fn a_long_seek_goes_on_frame_by_frame() {
    let mut session = session();
    session.seek(at(600_000));
    let arrived = Rc::new(Cell::new(false));
    let told = arrived.clone();
    session.on_arrival(Box::new(move || told.set(true)));
    let clock = ticking();
    let mut frames = 0;
    let mut last = Instant::ZERO;
    while session.frame(f64::from(frames) * 16.0, &clock) == Frame::Seeking {
        deliver(&mut session);
        assert!(!arrived.get());
        assert!(session.world().now() > last);
        assert_eq!(session.destination(), Some(at(600_000)));
        assert!(session.caption().text.starts_with("Going to "), "{}", session.caption().text);
        last = session.world().now();
        frames += 1;
    }
    deliver(&mut session);
    assert!(frames > 5 && arrived.get(), "{frames}");
    assert_eq!((session.world().now(), session.destination()), (at(600_000), None));
}

#[test]
fn a_seek_that_is_given_up_tells_those_who_wait_for_it() {
    let mut session = session();
    session.seek(at(600_000));
    let arrived = Rc::new(Cell::new(false));
    let told = arrived.clone();
    session.on_arrival(Box::new(move || told.set(true)));
    let clock = ticking();
    assert!(!session.pursue(&Deadline::after(5.0, &clock)));
    session.stay();
    deliver(&mut session);
    assert!(arrived.get());
    assert!(session.world().now() < at(600_000));
}

#[test]
fn a_callback_is_called_at_once_when_no_seek_is_under_way() {
    let mut session = session();
    let arrived = Rc::new(Cell::new(false));
    let told = arrived.clone();
    session.on_arrival(Box::new(move || told.set(true)));
    deliver(&mut session);
    assert!(arrived.get());
}

/// A run of ten minutes that is looked at after one.
fn bookmark() -> model::share::Bookmark {
    let mut session = session();
    go_to(&mut session, 300_000);
    session.intervene(HIRE, false).expect("there is room");
    go_to(&mut session, 600_000);
    go_to(&mut session, 60_000);
    session.bookmark()
}

#[test]
fn an_opened_run_shows_its_moment_before_its_end_is_simulated() {
    let mut session = session();
    session.turn_to(bookmark());
    let clock = ticking();
    let mut frames = 0;
    while session.destination().is_some() {
        session.frame(0.0, &clock);
        frames += 1;
        assert!(session.world().now() <= at(60_000), "it never goes beyond the moment");
    }
    assert!(frames > 1, "{frames}");
    assert_eq!((session.world().now(), session.end()), (at(60_000), at(600_000)));
    assert!(session.needs_survey() && session.wants_frames());
    let mut known = session.runs().chosen().track().samples().len();
    while session.needs_survey() {
        assert_eq!(session.frame(0.0, &clock), Frame::Played);
        assert_eq!(session.world().now(), at(60_000), "the shown moment stays");
        let samples = session.runs().chosen().track().samples().len();
        assert!(samples >= known || samples > model::timeline::SAMPLES_MAX / 2, "{samples} {known}");
        known = samples;
    }
    assert!(!session.wants_frames());
    let track = session.timeline().track();
    assert!(track.samples().len() as u64 * track.width_ms() > 600_000);
}

#[test]
fn a_survey_learns_what_a_seek_to_the_end_learns() {
    let mut opened = [session(), session()];
    for session in &mut opened {
        session.turn_to(bookmark());
        finish(session);
    }
    let [mut surveyed, mut sought] = opened;
    surveyed.survey(&Deadline::NEVER);
    assert!(!surveyed.needs_survey());
    go_to(&mut sought, 600_000);
    let (own, other) = (surveyed.timeline().track(), sought.timeline().track());
    assert!(own.samples() == other.samples() && own.marks() == other.marks() && own.width_ms() == other.width_ms());
    go_to(&mut surveyed, 600_000);
    let all = model::shop::Limits { customers: 99, people: 99, tickets: 99 };
    let snapshot = |session: &Session| session.world().shop().snapshot(session.world().now(), all);
    assert!(snapshot(&surveyed) == snapshot(&sought));
}

#[test]
fn a_deed_ends_the_survey() {
    let mut session = session();
    session.turn_to(bookmark());
    finish(&mut session);
    let clock = ticking();
    session.survey(&Deadline::after(2.0, &clock));
    assert!(session.needs_survey());
    session.intervene(HIRE, false).expect("there is room");
    assert!(!session.needs_survey());
    assert_eq!(session.end(), at(60_000));
    // Undo brings the future back, and with it what is to be learned of it.
    assert!(session.undo());
    finish(&mut session);
    assert_eq!(session.end(), at(600_000));
    session.survey(&Deadline::NEVER);
    assert!(!session.needs_survey());
}

#[test]
fn time_that_runs_is_surveyed_ahead() {
    let mut session = session();
    session.turn_to(bookmark());
    finish(&mut session);
    play(&mut session, 5);
    assert_eq!(session.world().now(), at(60_064));
    assert!(!session.needs_survey(), "the clock of the test stands still");
}
