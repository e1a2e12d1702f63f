//! Calls from outside, and the address of the queues.

use model::shop::Address;
use model::sqs::{GetQueueUrl, ReceiveMessage, Response, SendMessage};

use super::*;

fn here() -> Address {
    let (endpoint, account) = ("http://localhost:9324".into(), "000000000000".into());
    Address { endpoint, account, ..Address::default() }
}

fn url_of(address: Address) -> String {
    format!("{}/{}/orders", address.endpoint, address.account)
}

fn url(session: &mut Session) -> String {
    let heard = call(session, GetQueueUrl::new("orders".into()));
    let heard = heard.borrow();
    let CallUpdate::Answered(Ok(Response::GetQueueUrl(found))) = &heard[0] else { panic!("{heard:?}") };
    found.queue_url.as_str().to_owned()
}

fn long_poll(seconds: u32) -> ReceiveMessage {
    ReceiveMessage { wait_time_seconds: Some(seconds.into()), ..ReceiveMessage::new("orders-dead-letters".into()) }
}

#[test]
fn every_shop_opens_at_the_address_of_the_bridge() {
    let mut session = session();
    session.settle_at(here());
    assert_eq!(session.scene(), Some(scenarios::ALL[0].id));
    assert_eq!(url(&mut session), "http://localhost:9324/000000000000/orders");
    session.show_scene("delay");
    assert_eq!(url(&mut session), "http://localhost:9324/000000000000/orders");
    // The same address once more changes nothing.
    let calls = session.world().recording().interventions.len();
    session.settle_at(here());
    assert_eq!(session.world().recording().interventions.len(), calls);
}

#[test]
fn what_is_loaded_takes_the_address_of_the_bridge() {
    let there = url(&mut session());
    assert_ne!(there, url_of(here()));
    let mut elsewhere = session();
    call(&mut elsewhere, SendMessage::new(there.as_str().into(), "by its URL".into()));
    let recording = model::text::json(&elsewhere.bookmark());
    for text in [r#"{"customers":{"perMinute":0}}"#, "delay", recording.as_str()] {
        let mut session = session();
        session.settle_at(here());
        session.load(text).expect("readable");
        finish(&mut session);
        assert_eq!(url(&mut session), url_of(here()), "{text}");
        // A welcome with the same address changes nothing, whatever was loaded.
        let before = (session.revision(), session.world().recording().clone());
        assert!(!session.settle_at(here()));
        assert_eq!((session.revision(), session.world().recording().clone()), before);
    }
}

#[test]
fn another_address_takes_nothing_away() {
    let mut session = session();
    session.settle_at(here());
    let queue = model::sqs::CreateQueue {
        queue_name: "mine".into(),
        attributes: model::sqs::ByName::new(),
        tags: model::sqs::ByName::new(),
    };
    call(&mut session, queue);
    let url = format!("{}/mine", url_of(here()).strip_suffix("/orders").expect("a queue"));
    call(&mut session, SendMessage::new(url.as_str().into(), "kept".into()));
    go_to(&mut session, 40_000);
    let (scene, trace) = (session.scene(), session.trace());
    assert!(session.settle_at(Address { account: "999999999999".into(), ..here() }));
    finish(&mut session);
    assert_eq!((session.scene(), session.timeline().now(), session.trace()), (scene, at(40_000), trace));
    let heard = call(&mut session, ReceiveMessage::new("http://localhost:9324/999999999999/mine".into()));
    let heard = heard.borrow();
    let CallUpdate::Answered(Ok(Response::ReceiveMessage(received))) = &heard[0] else { panic!("{heard:?}") };
    assert_eq!(received.messages.len(), 1);
}

#[test]
fn a_text_that_no_file_may_have_is_not_loaded() {
    let mut session = session();
    let large = " ".repeat(model::share::FILE_BYTES_MAX - 1) + "{}";
    assert_eq!(session.load(&large), Err("This is larger than 16 MB.".into()));
    assert_eq!(session.revision(), 0);
    assert!(session.load(&large[1..]).is_ok());
}

#[test]
fn an_answer_at_hand_is_returned() {
    let mut session = session();
    let heard = call(&mut session, SendMessage::new("orders".into(), "two flat whites".into()));
    assert!(matches!(heard.borrow()[..], [CallUpdate::Answered(Ok(Response::SendMessage(_)))]), "{:?}", heard.borrow());
    assert!(session.take_notices().is_empty());
    assert_eq!(session.waiting_calls(), 0);
}

#[test]
fn a_long_poll_is_answered_when_a_message_comes() {
    let mut session = session();
    let waiting = call(&mut session, long_poll(20));
    assert!(matches!(waiting.borrow()[..], [CallUpdate::Waiting(_)]));
    assert_eq!(session.waiting_calls(), 1);
    let sent = call(&mut session, SendMessage::new("orders-dead-letters".into(), "cold".into()));
    assert!(matches!(sent.borrow()[..], [CallUpdate::Answered(Ok(_))]));
    deliver(&mut session);
    let waiting = waiting.borrow();
    let [_, CallUpdate::Answered(Ok(Response::ReceiveMessage(received)))] = &waiting[..] else { panic!("{waiting:?}") };
    assert_eq!(received.messages.len(), 1);
}

#[test]
fn a_call_that_is_hung_up_hears_nothing_more() {
    let mut session = session();
    let heard = call(&mut session, long_poll(1));
    let CallUpdate::Waiting(call) = heard.borrow()[0] else { panic!("it does not wait") };
    session.hang_up(call);
    assert_eq!(session.waiting_calls(), 0);
    play(&mut session, 200);
    deliver(&mut session);
    assert_eq!(heard.borrow().len(), 1);
    assert_eq!(session.world().recording().interventions.len(), 2, "the call and its end");
}

#[test]
fn callers_learn_that_their_shop_is_gone() {
    let mut session = session();
    let heard = call(&mut session, long_poll(20));
    session.restart();
    deliver(&mut session);
    assert!(matches!(heard.borrow()[..], [CallUpdate::Waiting(_), CallUpdate::Gone]));
    assert_eq!(session.waiting_calls(), 0);
}

#[test]
fn calls_of_a_pair_are_answered_while_the_other_half_is_chosen() {
    let mut session = super::pair::both(5_000);
    let heard = call(&mut session, long_poll(3));
    session.choose(Half::A);
    assert_eq!(session.waiting_calls(), 0);
    session.pace(Speed::parse("8").expect("a number"));
    play(&mut session, 60);
    deliver(&mut session);
    assert!(matches!(heard.borrow()[..], [CallUpdate::Waiting(_), CallUpdate::Answered(_)]), "{:?}", heard.borrow());
}

#[test]
fn a_call_of_a_pair_is_hung_up_in_the_half_that_awaits_it() {
    let mut session = super::pair::both(5_000);
    let heard = call(&mut session, long_poll(3));
    let CallUpdate::Waiting(call) = heard.borrow()[0] else { panic!("it does not wait") };
    session.choose(Half::A);
    session.hang_up(call);
    assert_eq!(session.half(), Some(Half::A));
    session.choose(Half::B);
    assert_eq!(session.waiting_calls(), 0);
}

#[test]
fn the_journal_leads_to_the_state_of_the_session() {
    let mut session = session();
    for order in 0..300 {
        call(&mut session, SendMessage::new("orders".into(), format!("order {order}").into()));
    }
    go_to(&mut session, 60_000);
    session.intervene(HIRE, false).expect("there is room");
    let journal = session.journal().clone();
    let recording = |session: &Session| model::text::json(&session.timeline().recording());
    assert_eq!(journal.write(), (session.timeline().recording().scenario.seed.to_string(), recording(&session)));
    // A deed in the past cuts the future off in the journal, too; undo brings it back.
    go_to(&mut session, 30_000);
    session.intervene(HIRE, false).expect("there is room");
    session.intervene(HIRE, false).expect("there is room");
    assert_eq!(journal.write().1, recording(&session));
    session.undo();
    session.undo();
    finish(&mut session);
    assert_eq!(session.timeline().recording().interventions.len(), 301);
    assert_eq!(journal.write().1, recording(&session));
    session.restart();
    assert_eq!(journal.write().1, recording(&session));
}

#[test]
fn the_journal_of_a_pair_leads_to_both() {
    let mut session = super::pair::both(20_000);
    session.intervene(HIRE, false).expect("there is room");
    session.choose(Half::A);
    session.intervene(Intervention::SetCustomers { per_minute: 50 }, false).expect("it is in range");
    let written = session.journal().write().1;
    let (read, notes) = model::share::Bookmark::from_json(&written).expect("it is readable");
    assert_eq!((read.recording, notes.len()), (session.bookmark().recording, 0));
    assert_eq!(read.beside.map(|beside| beside.recording), session.bookmark().beside.map(|beside| beside.recording));
}
