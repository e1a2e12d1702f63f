//! The stage of each shop: snapshot, layout, canvas.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use super::super::floor::Floor;
use super::super::intent::{Intent, Pair};
use super::super::place;
use super::Msg;
use crate::session::Session;
use crate::web;
use model::compare::{Differences, Half};
use model::time::Instant;
use stage::{Point, Rect, Size};

/// The stage before its real size is known.
const SIZE: Size = Size { width: 1_068.0, height: 640.0 };

/// One stage, or two side by side.
pub struct Stages {
    /// The chosen shop's.
    pub chosen: Floor,
    /// The other one's, if two are compared.
    pub beside: Option<Box<Floor>>,
    /// The whole second that is shown.
    pub second: Instant,
    /// The stage can be seen: it is not scrolled away.
    pub on_screen: bool,
    /// The system asks for less motion.
    pub reduced_motion: bool,
    /// The theme in force is dark.
    pub dark: bool,
    /// Everything has found its place: from now on places change smoothly.
    pub settled: bool,
    settle_timer: Option<gloo_timers::callback::Timeout>,
    session: Rc<RefCell<Session>>,
    on: Callback<Intent>,
}

impl Stages {
    /// Stages for the runs of the session.
    pub fn new(session: &Rc<RefCell<Session>>, on: &Callback<Intent>) -> Self {
        let half = session.borrow().half();
        let floor = |half| floor(session, on, half, SIZE);
        Self {
            chosen: floor(half),
            beside: half.map(|half| Box::new(floor(Some(half.other())))),
            second: Instant::ZERO,
            on_screen: true,
            reduced_motion: web::matches_media("(prefers-reduced-motion: reduce)"),
            dark: false,
            settled: false,
            settle_timer: None,
            session: session.clone(),
            on: on.clone(),
        }
    }

    /// Both stages, the chosen one first.
    pub fn all(&self) -> impl Iterator<Item = &Floor> {
        std::iter::once(&self.chosen).chain(self.beside.as_deref())
    }

    /// Shows as many stages as the session has runs, with the same one chosen. Returns true if that was new.
    pub fn agree(&mut self) -> bool {
        let half = self.session.borrow().half();
        if half == self.chosen.half {
            return false;
        }
        match &mut self.beside {
            Some(beside) if half.is_some() && beside.half == half => std::mem::swap(&mut self.chosen, beside),
            _ => {
                let floor = |half| floor(&self.session, &self.on, half, self.chosen.size);
                self.beside = half.map(|half| Box::new(floor(Some(half.other()))));
                self.chosen = floor(half);
                (self.settled, self.settle_timer) = (false, None);
            }
        }
        true
    }

    /// A stage has another size. Places change smoothly once the first sizes have settled.
    pub fn resize(&mut self, half: Option<Half>, size: Size, on_settled: impl FnOnce() + 'static) {
        match &mut self.beside {
            Some(beside) if beside.half == half => beside.size = size,
            _ => self.chosen.size = size,
        }
        if !self.settled && self.settle_timer.is_none() {
            self.settle_timer = Some(gloo_timers::callback::Timeout::new(250, on_settled));
        }
    }

    /// Takes new snapshots. Returns true if there is something new to render.
    pub fn look(&mut self) -> bool {
        let session = self.session.borrow();
        let second = Instant::from_millis(session.world().now().as_secs() * 1_000);
        let mut changed = std::mem::replace(&mut self.second, second) != second;
        changed |= self.chosen.look(session.world_of(self.chosen.half));
        if let Some(beside) = &mut self.beside {
            changed |= beside.look(session.world_of(beside.half));
        }
        changed
    }

    /// Paints the moment. `rendered` says that elements of the page may be new.
    pub fn paint(&mut self, now_ms: f64, rendered: bool) {
        let session = self.session.borrow();
        let travel = !self.reduced_motion;
        self.chosen.paint(session.world_of(self.chosen.half), now_ms, rendered, travel, self.dark);
        if let Some(beside) = &mut self.beside {
            beside.paint(session.world_of(beside.half), now_ms, rendered, travel, self.dark);
            self.chosen.crowded |= beside.crowded;
        }
    }

    /// Puts elements at their places after a render, and watches stages that are new on the page.
    pub fn settle(&mut self, link: &yew::html::Scope<super::App>) {
        watch(&mut self.chosen, link);
        if let Some(beside) = &mut self.beside {
            watch(beside, link);
        }
        for floor in self.all() {
            if let Some(element) = floor.node.cast::<Element>() {
                place::settle(&element);
            }
        }
    }

    /// Returns true if a point, relative to the chosen stage, lies on the other one.
    pub fn is_beside(&self, at: Point) -> bool {
        self.beside.as_ref().is_some_and(|beside| {
            let (here, there) = (self.chosen.origin(), beside.origin());
            Rect::new(there.x - here.x, there.y - here.y, beside.size.width, beside.size.height).contains(at)
        })
    }

    /// What differs between the two shops of a pair.
    pub fn differences(&self) -> Option<(Half, Differences)> {
        let (half, beside) = (self.chosen.half?, self.beside.as_deref()?);
        let floors = half.of([[&self.chosen, beside], [beside, &self.chosen]]);
        Some((half, Differences::between(floors.map(|floor| &*floor.snapshot))))
    }
}

/// A stage for the run of a half. Wishes from it choose that half first.
fn floor(session: &Rc<RefCell<Session>>, on: &Callback<Intent>, half: Option<Half>, size: Size) -> Floor {
    let names = {
        let session = session.clone();
        Callback::from(move |person| AttrValue::from(session.borrow().world_of(half).shop().name(person).to_owned()))
    };
    let on = match half {
        None => on.clone(),
        Some(half) => on.reform(move |wish| Intent::Pair(Pair::At(half, Box::new(wish)))),
    };
    Floor::new(half, session.borrow().world_of(half), size, names, on)
}

/// Watches the size and visibility of a stage that is new on the page.
fn watch(floor: &mut Floor, link: &yew::html::Scope<super::App>) {
    let Some(element) = floor.furnish() else { return };
    let (own, half) = (link.clone(), floor.half);
    floor.hands.extend(web::on_resize(&element, move |width, height| {
        own.send_message(Msg::Resized(half, width, height));
    }));
    let own = link.clone();
    floor.hands.extend(web::on_screen(&element, move |seen| own.send_message(Msg::OnScreen(seen))));
}
