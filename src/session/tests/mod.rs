//! Tests of the session, with a clock of their own.

mod calls;
mod former;
mod one;
mod pair;
mod seek;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::deadline::Deadline;
use super::deeds::Refusal;
use super::*;
use model::shop::{Intervention, Role, scenarios};
use model::sqs::Request;

const HIRE: Intervention = Intervention::Hire { role: Role::Barista, place: None };

fn session() -> Session {
    let scene = scenarios::ALL[0];
    Session::new(scene.scenario(), Some(scene.id), Speed::NORMAL)
}

fn at(ms: u64) -> Instant {
    Instant::from_millis(ms)
}

/// Seeks, and waits until the moment is reached.
fn go_to(session: &mut Session, ms: u64) {
    session.seek(at(ms));
    finish(session);
}

fn finish(session: &mut Session) {
    assert!(session.pursue(&Deadline::NEVER));
}

/// A clock on which every look takes a millisecond.
fn ticking() -> impl Fn() -> f64 {
    let looks = Cell::new(0.0);
    move || {
        looks.set(looks.get() + 1.0);
        looks.get()
    }
}

/// A clock that stands still: no deadline passes.
fn standing() -> f64 {
    0.0
}

/// Plays so many frames of 16 ms.
fn play(session: &mut Session, frames: u32) {
    session.play(true);
    for frame in 0..frames {
        session.frame(f64::from(frame) * 16.0, &standing);
    }
}

type Heard = Rc<RefCell<Vec<CallUpdate>>>;

/// Makes a call. Returns its updates: the first one at once, later ones by [`deliver`].
fn call(session: &mut Session, request: impl Into<Request>) -> Heard {
    let heard = Heard::default();
    let own = heard.clone();
    let update = session.call(request.into(), "CLI", Rc::new(move |update| own.borrow_mut().push(update)));
    heard.borrow_mut().insert(0, update);
    heard
}

/// Delivers all notices. Returns what happened.
fn deliver(session: &mut Session) -> Vec<(Option<Half>, &'static str)> {
    let mut happened = Vec::new();
    for notice in session.take_notices() {
        match notice {
            Notice::Call(on_update, update) => on_update(update),
            Notice::Arrived(callback) => callback(),
            Notice::Happened(half, happening) => happened.push((half, happening.name())),
        }
    }
    happened
}
