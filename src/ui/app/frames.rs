//! The frame loop, and how often the page is rendered.
//!
//! What moves is painted in every frame. Rendering, which updates all that can be read, may lag behind if it costs much.

use gloo_timers::callback::Timeout;
use yew::html::Scope;

use super::{App, Msg};
use crate::session::Session;
use crate::web::{self, FrameLoop};

/// Milliseconds between two renders while the stage is crowded: nobody can follow more.
const CROWDED_MS: f64 = 250.0;
/// Milliseconds between two renders during a seek: its time is for the simulation.
const SEEK_MS: f64 = 400.0;

/// Milliseconds until what programs did is rendered on a page that gets no frames.
const UNSEEN_MS: u32 = 250;

/// When to render and when to paint.
#[derive(Default)]
pub struct Frames {
    running: Option<FrameLoop>,
    /// The next render of a page that gets no frames.
    unseen: Option<Timeout>,
    /// There is something new that has not been rendered.
    stale: bool,
    /// An input was handled since the last frame, with a crowded stage: the next frame is skipped.
    skip_next: bool,
    /// The render that handled an input has not been painted on the canvas yet.
    unpainted: bool,
    render_begun_ms: Option<f64>,
    render_cost_ms: f64,
    rendered_ms: f64,
}

/// What to paint after a render.
pub struct Paint {
    /// The time of the paint; infinite if it does not belong to a frame.
    pub now_ms: f64,
}

impl Frames {
    /// Starts the frame loop if there is something to do and the stage can be seen; stops it otherwise.
    pub fn pace(&mut self, session: &mut Session, on_screen: bool, link: &Scope<App>) {
        let wanted = (session.wants_frames() || self.stale) && on_screen && !web::is_hidden();
        match (wanted, self.running.is_some()) {
            (true, false) => {
                let link = link.clone();
                self.running = FrameLoop::start(move |now_ms| link.send_message(Msg::Frame(now_ms)));
            }
            (false, true) => {
                self.running = None;
                session.rest();
            }
            _ => {}
        }
    }

    /// Returns true while the page gets frames.
    pub const fn are_running(&self) -> bool {
        self.running.is_some()
    }

    /// Returns true once after an input was handled on a crowded stage: the browser needs that frame to show the answer.
    pub const fn takes_skip(&mut self) -> bool {
        std::mem::replace(&mut self.skip_next, false)
    }

    /// Renders soon what has changed, although nobody sees it: a screen reader reads on in a frame that is scrolled away.
    pub fn render_unseen(&mut self, link: &Scope<App>) {
        if self.running.is_none() && self.unseen.is_none() {
            let link = link.clone();
            self.unseen = Some(Timeout::new(UNSEEN_MS, move || link.send_message(Msg::Touched)));
        }
    }

    /// Notes whether there is something new to render.
    pub const fn note(&mut self, changed: bool) {
        self.stale |= changed;
    }

    /// A render follows that shows all there is.
    pub fn clear(&mut self) {
        self.stale = false;
        self.unseen = None;
    }

    /// Returns true if a seek was rendered a moment ago.
    pub fn may_skip_seek(&self, now_ms: f64) -> bool {
        now_ms - self.rendered_ms < SEEK_MS
    }

    /// Decides whether this frame renders. If it does, its cost is measured.
    pub fn begin_render(&mut self, now_ms: f64, crowded: bool) -> bool {
        let pause_ms = if crowded { CROWDED_MS } else { 2.0 * self.render_cost_ms };
        let is_due = self.stale && now_ms - self.rendered_ms >= pause_ms;
        if is_due {
            self.render_begun_ms = Some(web::now_ms());
        }
        is_due
    }

    /// Ends a render. Returns what to paint; with a crowded stage an input is answered first, and painted a frame later.
    pub fn end_render(&mut self, may_defer: bool) -> Option<Paint> {
        self.stale = false;
        if let Some(begun_ms) = self.render_begun_ms.take() {
            self.rendered_ms = web::now_ms();
            self.render_cost_ms = self.rendered_ms - begun_ms;
            return Some(Paint { now_ms: self.rendered_ms });
        }
        // No more than one frame: continuous input does not stop the crowd.
        if may_defer && self.running.is_some() && !self.unpainted {
            (self.skip_next, self.unpainted) = (true, true);
            return None;
        }
        Some(Paint { now_ms: f64::INFINITY })
    }

    /// Returns true if a render has not been painted yet, and counts it as painted.
    pub const fn takes_unpainted(&mut self) -> bool {
        std::mem::replace(&mut self.unpainted, false)
    }
}
