//! A film in the making: simulate to a frame, paint it, encode it, a little at a time.

use super::Subject;
use super::easel::Easel;
use super::encoder::{Added, Encoder};
use super::order::Order;
use crate::web::{self, Codec, ObjectUrl};
use model::share::Bookmark;
use model::time::{Instant, Span};
use model::timeline::Timeline;

/// Milliseconds of wall time that a frame of the page may spend on a film.
const BUDGET_MS: f64 = 20.0;
/// Virtual time between two looks at the wall clock on the way to a frame.
const STRETCH: Span = Span::from_millis(480);
/// Calls of the shop's opening between two looks at the wall clock.
const OPENING_CALLS: usize = 2_000;

/// How far a film is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stand {
    /// The shop opens, or is simulated to the first frame, at this moment.
    Way(Instant),
    /// The palette is chosen.
    Colours,
    /// So many frames are made, in so many bytes.
    Pictures(u64, usize),
}

/// The result of working for a while.
pub enum Progress {
    /// There is more to do.
    More,
    /// All frames are made.
    Done,
    /// The film ended, for this reason.
    Failed(&'static str),
}

/// A film in the making.
pub struct Job {
    order: Order,
    timeline: Timeline,
    easel: Easel,
    encoder: Encoder,
    made: u64,
    /// The next frame is painted and not encoded yet: either takes a while.
    painted: bool,
}

impl Job {
    /// Begins. A WebM needs to know how the browser encodes.
    ///
    /// # Errors
    /// A sentence that says why no film can be made.
    pub fn new(order: Order, subject: &Subject, codec: Option<Codec>) -> Result<Self, &'static str> {
        let easel =
            Easel::new(&order, subject).ok_or("The browser gives no more room for pictures: close other pages.")?;
        if !easel.surface.tells() {
            return Err("This browser keeps what is painted from the page, to protect you from being recognised. \
                Allow it for this site, then a picture can be made.");
        }
        let encoder = Encoder::new(&order, subject.stage, codec)?;
        let Bookmark { recording, end, .. } = subject.bookmark.clone();
        Ok(Self { order, timeline: Timeline::before(recording, end), easel, encoder, made: 0, painted: false })
    }

    /// What is made.
    pub const fn order(&self) -> &Order {
        &self.order
    }

    /// How far the film is.
    pub fn stand(&self) -> Stand {
        let is_opening = self.timeline.world().shop().stocked().is_some();
        match &self.encoder {
            _ if is_opening || self.timeline.now() + STRETCH < self.order.from => Stand::Way(self.order.from),
            Encoder::Sampling { .. } => Stand::Colours,
            encoder => Stand::Pictures(self.made, encoder.bytes()),
        }
    }

    /// Works for a while.
    pub fn work(&mut self) -> Progress {
        let begun_ms = web::now_ms();
        loop {
            match self.go_on() {
                Progress::More if web::now_ms() - begun_ms < BUDGET_MS && !self.encoder.is_busy() => {}
                progress => return progress,
            }
        }
    }

    fn go_on(&mut self) -> Progress {
        let frames = self.order.frames();
        let frame = self.encoder.next_frame(frames, self.made);
        if frame >= frames {
            return Progress::Done;
        }
        if self.encoder.is_busy() || !self.reach(self.order.at(frame)) {
            return Progress::More;
        }
        if !self.painted {
            self.easel.paint(self.timeline.world());
            self.painted = true;
            return Progress::More;
        }
        self.painted = false;
        match self.encoder.add(&self.easel.surface, self.made) {
            Err(sentence) => return Progress::Failed(sentence),
            Ok(Added::Sample) => {}
            Ok(Added::Palette) => {
                self.timeline.approach(self.order.from);
            }
            Ok(Added::Frame) => self.made += 1,
        }
        Progress::More
    }

    /// Opens the shop, and simulates towards a frame. Returns true once it is reached.
    fn reach(&mut self, at: Instant) -> bool {
        if !self.timeline.open_on(OPENING_CALLS) {
            return false;
        }
        if self.timeline.now() < at {
            let stretch = at.min(self.timeline.now() + STRETCH);
            self.timeline.pass_towards(stretch, at);
            return false;
        }
        true
    }

    /// Passes on the file, once all frames are made.
    pub fn file(self, on_file: impl FnOnce(Option<ObjectUrl>) + 'static) {
        self.encoder.finish(&self.easel.surface, on_file);
    }
}
