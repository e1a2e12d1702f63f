//! The timeline as it was drawn last.

use std::rc::Rc;

use super::super::timeline::View;
use crate::parts::Hands;
use crate::session::Session;
use model::time::Instant;

/// Milliseconds between two updates while time runs. The head moves in every frame.
const TIMELINE_MS: f64 = 300.0;

/// The timeline's content, before the session was looked at none.
#[derive(Default)]
pub struct StripView {
    /// What is drawn.
    pub view: Option<Rc<View>>,
    drawn_ms: f64,
}

impl StripView {
    /// What is drawn belongs to another run or moment.
    pub const fn expire(&mut self) {
        self.drawn_ms = f64::NEG_INFINITY;
    }

    /// Returns true if it is time to look again.
    pub fn is_due(&self, now_ms: f64) -> bool {
        now_ms - self.drawn_ms >= TIMELINE_MS
    }

    /// Looks at the session, once the timeline's part is loaded. Returns true if there is something new to draw.
    pub fn look(&mut self, session: &Session, now_ms: f64, hands: Option<Hands>) -> bool {
        self.drawn_ms = if now_ms.is_finite() { now_ms } else { 0.0 };
        let view = hands.map(|hands| Rc::new((hands.timeline_of)(session)));
        let changed = self.view != view;
        if changed {
            self.view = view;
        }
        changed
    }

    /// The mark after a moment (`forward`), or before it.
    pub fn next_mark(&self, now: Instant, forward: bool) -> Option<Instant> {
        self.view.as_ref()?.next_mark(now, forward)
    }

    /// Moves the head without a render.
    pub fn point(&self, now: Instant) {
        if let Some(view) = &self.view {
            view.point(now);
        }
    }
}
