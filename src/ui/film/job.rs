//! Makes a film in small steps: simulates to the next frame, paints it, encodes it.

use super::Subject;
use super::easel::Easel;
use super::encoder::{Added, Encoder};
use super::order::Order;
use crate::web::{self, Codec, ObjectUrl};
use model::share::Bookmark;
use model::time::{Instant, Span};
use model::timeline::Timeline;

/// The time per animation frame of the page that a film may use, in milliseconds.
const BUDGET_MS: f64 = 20.0;
/// The virtual time to simulate between two checks of the time budget.
const STRETCH: Span = Span::from_millis(480);
/// The number of calls between two checks of the time budget while a shop opens.
const OPENING_CALLS: usize = 2_000;

/// The progress of a film.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stand {
    /// The shop is being opened or simulated to the first frame, and has reached this moment.
    Way(Instant),
    /// The palette is being computed.
    Colours,
    /// The number of encoded frames, and the size of the file in bytes.
    Pictures(u64, usize),
}

/// The result of [`Job::work`].
pub enum Progress {
    /// The film is not finished: call again.
    More,
    /// All frames are encoded.
    Done,
    /// The film cannot be made. The sentence tells the user why.
    Failed(&'static str),
}

/// A film that is being made.
pub struct Job {
    order: Order,
    timeline: Timeline,
    easel: Easel,
    encoder: Encoder,
    made: u64,
    /// True if the next frame is painted but not encoded: painting and encoding run in separate steps, because each is
    /// slow.
    painted: bool,
}

impl Job {
    /// Starts a film. WebM requires `codec`.
    ///
    /// # Errors
    /// A sentence for the user: why no film can be made.
    pub fn new(order: Order, subject: &Subject, codec: Option<Codec>) -> Result<Self, &'static str> {
        let easel =
            Easel::new(&order, subject).ok_or("The browser has no memory left for pictures. Close other pages.")?;
        if !easel.surface.tells() {
            return Err("This browser keeps what is painted from the page, to protect you from being recognised. \
                Allow it for this site, then a picture can be made.");
        }
        let encoder = Encoder::new(&order, subject.stage, codec)?;
        let Bookmark { recording, end, .. } = subject.bookmark.clone();
        Ok(Self { order, timeline: Timeline::before(recording, end), easel, encoder, made: 0, painted: false })
    }

    /// The picture or film being made.
    pub const fn order(&self) -> &Order {
        &self.order
    }

    pub fn stand(&self) -> Stand {
        let is_opening = self.timeline.world().shop().stocked().is_some();
        match &self.encoder {
            _ if is_opening || self.timeline.now() + STRETCH < self.order.from => Stand::Way(self.order.from),
            Encoder::Sampling { .. } => Stand::Colours,
            encoder => Stand::Pictures(self.made, encoder.bytes()),
        }
    }

    /// Works for up to `BUDGET_MS`.
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

    /// Opens the shop and simulates towards `at`. Returns true once `at` is reached.
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

    /// Finishes the file. Call it once all frames are encoded.
    pub fn file(self, on_file: impl FnOnce(Option<ObjectUrl>) + 'static) {
        self.encoder.finish(&self.easel.surface, on_file);
    }
}
