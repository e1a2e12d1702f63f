//! The pointer: dragging people and dead letters, and the timeline's head.

use gloo_timers::callback::Timeout;
use web_sys::PointerEvent;
use yew::html::Scope;
use yew::prelude::*;

use super::super::intent::{Intent, Panel, Scrub, hear};
use super::super::place;
use super::{App, Msg};
use crate::web;
use stage::{Drag, Effect, Held, Input, Layout, Point, Target, deeds, target};

/// What the pointer holds.
#[derive(Default)]
pub struct Pointer {
    /// The drag on the chosen stage.
    pub drag: Drag,
    /// Where the dragged thing would be dropped.
    pub target: Option<Target>,
    /// While the timeline's head is dragged: whether time ran before.
    pub scrubbing: Option<bool>,
    /// The next click belongs to a drag.
    ignore_click: bool,
    click_timer: Option<Timeout>,
}

impl Pointer {
    /// Gives up the drag: what was dragged belongs to another moment or run.
    pub const fn release(&mut self) {
        self.drag = Drag::Idle;
        self.target = None;
    }

    /// Returns true if a click is the end of a drag, and so does nothing on its own.
    pub const fn takes_click(&mut self) -> bool {
        std::mem::replace(&mut self.ignore_click, false)
    }

    /// The click after the drag has passed.
    pub const fn click_passed(&mut self) {
        self.ignore_click = false;
    }

    /// Ignores the click that the browser sends after a drag.
    fn swallow_click(&mut self, link: &Scope<App>) {
        self.ignore_click = true;
        let link = link.clone();
        self.click_timer = Some(Timeout::new(60, move || link.send_message(Msg::ClickPassed)));
    }

    fn step(&mut self, input: Input, layout: &Layout, link: &Scope<App>) -> Effect {
        match input {
            Input::Down { .. } => self.ignore_click = false,
            Input::Up { .. } if self.ignore_click => self.swallow_click(link),
            _ => {}
        }
        let (drag, effect) = self.drag.step(input);
        self.drag = drag;
        self.target = drag.lifted().and_then(|(held, at)| target(layout, held, at));
        match effect {
            Effect::Drop(..) => self.swallow_click(link),
            // The pointer may still be down: its click comes when it is released.
            Effect::SnapBack => self.ignore_click = true,
            Effect::None | Effect::Lift(_) => {}
        }
        effect
    }

    /// Moves the dragged figure without a render. `origin` measures the place of the stage on the page, which makes the
    /// browser lay it out.
    pub fn paint(&self, origin: impl FnOnce() -> Point) {
        if let (Some((_, at)), Some(ghost)) = (self.drag.lifted(), web::element("ghost")) {
            let origin = origin();
            place::shift(&ghost, origin.x + at.x - 28.0, origin.y + at.y - 28.0);
        }
    }
}

impl App {
    /// Part of a drag. Returns false if it changes nothing: most pointer moves hold nothing.
    pub(super) fn drag(&mut self, link: &Scope<Self>, input: Input) -> bool {
        if self.pointer.drag == Drag::Idle && matches!(input, Input::Move { .. } | Input::Cancel) {
            return false;
        }
        let origin = self.stages.chosen.origin();
        let here = |at: Point| at.shifted(-origin.x, -origin.y);
        let input = match input {
            Input::Down { pointer, held, at } => Input::Down { pointer, held, at: here(at) },
            Input::Move { pointer, at } => Input::Move { pointer, at: here(at) },
            Input::Up { pointer, at } => Input::Up { pointer, at: here(at) },
            Input::Cancel => Input::Cancel,
        };
        let layout = self.stages.chosen.layout.clone();
        match self.pointer.step(input, &layout, link) {
            Effect::None => {}
            Effect::Lift(_) => self.panels.menu = None,
            Effect::SnapBack => self.notices.say("Put back."),
            Effect::Drop(held, at) => {
                // Dropped on the other stage of a pair, it means nothing.
                let is_beside = self.stages.is_beside(at);
                let wanted = if is_beside { Vec::new() } else { deeds(&layout, held, at) };
                if !is_beside && !layout.contains(at) {
                    self.notices.say("Put back.");
                } else if wanted.is_empty() {
                    self.notices.say(match held {
                        Held::DeadLetters => "That is not possible there. Drop the dead letters on a lane of the board.",
                        _ => "That is not possible there. Drop people on their own side, in the break room or on the bin.",
                    });
                } else {
                    self.intervene_all(wanted);
                }
            }
        }
        true
    }

    /// Drags the timeline's head: time stands still meanwhile.
    pub(super) fn scrub(&mut self, scrub: Scrub) {
        match (scrub, self.pointer.scrubbing) {
            (Scrub::Down(at), scrubbing) => {
                let playing = self.session.borrow().playing();
                self.pointer.scrubbing = Some(scrubbing.unwrap_or(playing));
                self.session.borrow_mut().play(false);
                self.seek(at);
            }
            (Scrub::Move(at), Some(_)) => self.seek(at),
            (Scrub::Up, Some(playing)) => {
                self.pointer.scrubbing = None;
                self.session.borrow_mut().play(playing);
            }
            _ => {}
        }
    }
}

/// Reports a click on the floor: on the stage, beside everything that can be pressed.
pub fn on_floor(on: &Callback<Intent>) -> Callback<MouseEvent> {
    hear(on, |event: MouseEvent| {
        let pressed = event.target_dyn_into::<web_sys::Element>()?;
        let is_within = |selector| matches!(pressed.closest(selector), Ok(Some(_)));
        (is_within(".floor") && !is_within("button,a,[role=menu]")).then_some(Intent::Panel(Panel::Deselect))
    })
}

/// Reports where the pointer moves over the stage, or is released.
pub fn pointer(on: &Callback<Intent>, up: bool) -> Callback<PointerEvent> {
    on.reform(move |event: PointerEvent| {
        let pointer = event.pointer_id();
        let at = Point::new(f64::from(event.client_x()), f64::from(event.client_y()));
        Intent::Drag(match (up, event.buttons()) {
            (true, _) => Input::Up { pointer, at },
            // It was released outside of the page.
            (false, 0) => Input::Cancel,
            (false, _) => Input::Move { pointer, at },
        })
    })
}
