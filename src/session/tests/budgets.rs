//! Nothing simulates without a budget: deeds wait for a seek, steps search in pieces, and memory is bounded.

use model::shop::PersonId;
use model::sqs::{ReceiveMessage, SendMessage};

use super::super::waiting::DEEDS_MAX;
use super::*;

/// 60,000 customers a minute, a week ahead.
const FAR: &str = "1.eNqrVipOTs1LLMrMV7KqVkouLS7Jz00tKgZxClKLfDPzSktSlazMDAwMDGprdZQSS0AcEwsQ30BHqTSvJDMHSaQWACIrGCQ";

/// Orders that pile up without end, a week ahead.
const FULL: &str = r#"{"scenario":{"customers":{"perMinute":60000},"cashiers":[{"count":10000,"takeMs":100,"batch":10,"resendPercent":100}],"baristas":[],"walkMs":0,"queue":{"messageRetentionSeconds":1209600,"maxReceiveCount":null}},"at":604800000,"until":604800000}"#;

/// Idle baristas who poll all the time.
fn idle(count: u32, pause_ms: u32) -> Session {
    let mut session = session();
    let baristas = format!(r#"[{{"count":{count},"waitTimeSeconds":0,"pauseMs":{pause_ms}}}]"#);
    session.load(&format!(r#"{{"customers":{{"perMinute":0}},"baristas":{baristas}}}"#)).expect("it is a scenario");
    finish(&mut session);
    go_to(&mut session, 10_000);
    session
}

fn work(session: &Session) -> u64 {
    session.world().shop().happenings()
}

/// The long way, with a frame or two done.
fn on_the_way() -> Session {
    let mut session = session();
    session.load(FAR).expect("it is a link");
    session.settle(&ticking());
    assert!(session.leg().is_some());
    session
}

#[test]
fn whatever_is_done_on_a_long_way_waits() {
    let mut session = on_the_way();
    let before = work(&session);
    session.intervene(HIRE, false).expect("it waits");
    assert!(session.waits().is_some_and(|words| words.starts_with("This waits until")), "{:?}", session.waits());
    assert!(session.step() && session.step_back() && session.undo() && session.redo());
    session.intervene_all(vec![HIRE, HIRE]);
    let heard = call(&mut session, SendMessage::new("orders".into(), "tea".into()));
    assert!(matches!(heard.borrow()[..], [CallUpdate::Waiting(_)]), "{:?}", heard.borrow());
    assert_eq!((session.waiting_calls(), work(&session)), (1, before), "nothing was simulated");
    assert!(session.leg().is_some() && session.world().recording().interventions.is_empty());
    // Esc: the deeds are dropped, the program's call is made where the shop stays.
    session.stay();
    finish(&mut session);
    deliver(&mut session);
    assert!(matches!(heard.borrow()[..], [_, CallUpdate::Answered(Ok(_))]), "{:?}", heard.borrow());
    assert_eq!((session.leg(), session.world().recording().interventions.len()), (None, 1));
}

#[test]
fn deeds_that_waited_are_done_at_the_destination_in_order() {
    let mut session = session();
    session.seek(at(60_000));
    session.intervene(HIRE, false).expect("it waits");
    session.intervene(Intervention::Crash { person: PersonId(9_999) }, false).expect("it waits");
    let heard = call(&mut session, SendMessage::new("orders".into(), "tea".into()));
    finish(&mut session);
    deliver(&mut session);
    assert!(matches!(heard.borrow()[..], [_, CallUpdate::Answered(Ok(_))]), "{:?}", heard.borrow());
    let deeds = &session.world().recording().interventions;
    assert!(deeds.len() == 2 && deeds.iter().all(|deed| deed.at == at(60_000)), "{deeds:?}");
    assert!(matches!(deeds[0].intervention, Intervention::Hire { .. }));
}

#[test]
fn no_more_than_a_thousand_deeds_wait_and_the_others_are_refused_with_a_sentence() {
    let mut session = session();
    session.load(r#"{"customers":{"perMinute":0}}"#).expect("it is a scenario");
    finish(&mut session);
    session.seek(at(60_000));
    for _ in 0..DEEDS_MAX {
        assert!(session.step());
    }
    let refused = session.intervene(HIRE, false).expect_err("too many wait").to_string();
    assert!(refused.starts_with("1,000 deeds wait already"), "{refused}");
    assert_eq!(session.waits().as_deref(), Some(&*refused));
    assert!(!session.undo() && !session.step());
    // Calls of programs have a limit of their own.
    let heard = call(&mut session, SendMessage::new("orders".into(), "tea".into()));
    // A thousand steps are not done in one piece.
    let clock = ticking();
    let mut frames = 0;
    while session.frame(0.0, &clock) == Frame::Seeking {
        frames += 1;
    }
    deliver(&mut session);
    assert!(frames > 10 && matches!(heard.borrow()[..], [_, CallUpdate::Answered(Ok(_))]), "{frames}");
    assert!(session.world().now() >= at(60_000) && session.waits().is_none());
    session.intervene(HIRE, false).expect("there is room");
}

#[test]
fn a_deed_is_done_where_it_was_meant_although_a_seek_leads_elsewhere_then() {
    let mut session = session();
    session.seek(at(60_000));
    session.intervene(HIRE, false).expect("it waits");
    session.seek(at(90_000));
    finish(&mut session);
    assert_eq!(session.world().now(), at(90_000));
    assert_eq!(session.world().recording().interventions[0].at, at(60_000));
    // Without deeds that wait, a seek replaces the one before.
    session.seek(at(600_000));
    session.seek(at(10_000));
    finish(&mut session);
    assert_eq!(session.world().now(), at(10_000));
}

#[test]
fn what_waits_moves_to_the_address_of_the_bridge() {
    let mut session = on_the_way();
    session.intervene(HIRE, false).expect("it waits");
    let heard = call(&mut session, SendMessage::new("orders".into(), "tea".into()));
    let address = model::shop::Address { endpoint: "http://localhost:9324".into(), ..Default::default() };
    assert!(session.settle_at(address));
    assert!(session.waits().is_some() && session.waiting_calls() == 1 && heard.borrow().len() == 1);
}

#[test]
fn a_call_that_waits_for_a_seek_ends_without_being_made() {
    let mut session = on_the_way();
    let heard = call(&mut session, SendMessage::new("orders".into(), "tea".into()));
    let CallUpdate::Waiting(ticket) = heard.borrow()[0] else { panic!("it does not wait") };
    session.hang_up(ticket);
    assert_eq!(session.waiting_calls(), 0);
    let gone = call(&mut session, SendMessage::new("orders".into(), "tea".into()));
    session.restart();
    deliver(&mut session);
    assert!(matches!(gone.borrow()[..], [_, CallUpdate::Gone]), "{:?}", gone.borrow());
    assert_eq!(heard.borrow().len(), 1);
}

#[test]
fn a_step_among_idle_baristas_is_bounded_work() {
    for (count, pause_ms) in [(1_000, 1_000), (3_000, 1_000), (1_000, 0), (3_000, 0)] {
        let mut session = idle(count, pause_ms);
        let mut before = work(&session);
        // One instant more than a piece: all of them poll at once.
        let piece = 4_000 + 2 * u64::from(count);
        assert!(session.step() && session.is_busy());
        assert!(work(&session) - before <= piece, "{}", work(&session) - before);
        // Frame by frame, two looks at the clock each: a frame has 44 ms.
        let clock = ticking();
        for _ in 0..3 {
            before = work(&session);
            assert_eq!(session.frame(0.0, &clock), Frame::Seeking);
            assert!(work(&session) - before <= 50 * piece);
        }
        assert!(session.caption().text.contains("Esc"), "{}", session.caption().text);
        session.stay();
        assert!(!session.is_busy());
        // The way back is remembered: nothing is searched.
        let (before, now) = (work(&session), session.world().now());
        let event = session.timeline().previous_event_at();
        assert_eq!((work(&session), session.world().now()), (before, now));
        assert!(event.is_none_or(|at| at < now));
        session.step_back();
        session.settle(&standing);
        assert!(!session.is_busy() && session.world().now() < now);
    }
}

#[test]
fn a_step_leads_to_a_deed_that_is_idle_hours_away() {
    let mut session = session();
    session.load(r#"{"customers":{"perMinute":0}}"#).expect("it is a scenario");
    finish(&mut session);
    let hours = 15 * 3_600_000;
    go_to(&mut session, hours);
    session.intervene(HIRE, false).expect("there is room");
    go_to(&mut session, 10_000);
    let clock = ticking();
    let mut steps = 0;
    while session.world().now() < at(hours) {
        let before = work(&session);
        assert!(session.step());
        while session.is_busy() {
            session.frame(0.0, &clock);
            steps += 1;
        }
        assert!(work(&session) > before && steps < 100, "{steps}");
    }
    assert_eq!((session.world().now(), session.world().recording().interventions.len()), (at(hours), 1));
}

#[test]
fn a_shop_that_fills_the_memory_stops_with_a_sentence() {
    let mut session = session();
    session.memory_max = 4 << 20;
    session.load(FULL).expect("it is a run");
    let clock = ticking();
    session.intervene(HIRE, false).expect("it waits");
    for _ in 0..2_000 {
        if session.frame(0.0, &clock) != Frame::Seeking {
            break;
        }
    }
    assert_eq!((session.leg(), session.playing(), session.needs_survey()), (None, false, false));
    let text = session.caption().text.clone();
    assert!(text.contains("fill the memory of the page (1 GB)"), "{text}");
    assert!(session.world().weight() < 64 << 20 && session.world().now() < at(604_800_000));
    assert!(session.world().recording().interventions.is_empty());
    let send = SendMessage::new("orders".into(), "tea".into());
    assert!(session.refuses(&send.clone().into()) && !session.refuses(&ReceiveMessage::new("orders".into()).into()));
    // Time that runs stops, too.
    let now = session.world().now();
    play(&mut session, 5);
    assert_eq!((session.world().now(), session.playing()), (now, false));
    // The beginning has room, and so has another run.
    assert!(!session.step());
    session.show_scene("default");
    finish(&mut session);
    assert!(!session.refuses(&send.into()) && session.step());
}

#[test]
fn messages_of_programs_fill_the_memory_too_also_when_they_were_deleted() {
    let mut session = session();
    session.memory_max = 4 << 20;
    session.settle(&standing);
    let send = SendMessage::new("orders".into(), "a".repeat(1 << 20).into());
    let sent = (0..1_000).take_while(|_| {
        let fits = !session.refuses(&send.clone().into());
        if fits {
            call(&mut session, send.clone());
        }
        fits
    });
    assert!((4..=130).contains(&sent.count()));
    play(&mut session, 2);
    assert!(!session.playing() && session.caption().text.contains("fill the memory"), "{}", session.caption().text);
}

#[test]
fn an_opening_by_mistake_is_undone_although_its_way_is_long() {
    let mut session = session();
    go_to(&mut session, 5_000);
    session.load(FAR).expect("it is a link");
    session.settle(&ticking());
    assert!(session.is_busy() && session.undo());
    finish(&mut session);
    assert_eq!((session.world().now(), session.scene()), (at(5_000), Some("default")));
    // What waits is cancelled with the run in which it was to be done.
    session.load(FAR).expect("it is a link");
    session.settle(&ticking());
    let heard = call(&mut session, SendMessage::new("orders".into(), "tea".into()));
    assert!(session.undo());
    finish(&mut session);
    deliver(&mut session);
    assert!(matches!(heard.borrow()[..], [_, CallUpdate::Gone]), "{:?}", heard.borrow());
}

#[test]
fn a_step_leads_to_the_first_customer_after_a_change_at_the_opening() {
    let mut session = session();
    session.load(r#"{"customers":{"perMinute":0,"variationPercent":0}}"#).expect("it is a scenario");
    finish(&mut session);
    session.intervene(Intervention::SetCustomers { per_minute: 600 }, false).expect("it is in range");
    assert!(session.step());
    assert_eq!(session.leg(), None, "the first customer comes at once");
    assert!(session.world().shop().metrics(session.world().now()).customers_arrived > 0);
}
