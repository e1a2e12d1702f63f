//! Pictures and films of the stage, painted from the recording moment by moment: the same stretch of time is the same film,
//! however busy the machine is.

mod easel;
mod encoder;
mod job;
mod order;

use super::painter::Painter;
use crate::session::{Caption, Session};
use model::compare::Half;
use model::share::Bookmark;
use stage::Size;

pub use encoder::{NO_CODEC, NO_ENCODER};
pub use job::{Job, Progress, Stand};
pub use order::{Extent, FRAMES_MAX, Format, Order, RATE, film_size, pixels};

/// What a film shows: a run, and how it is shown.
pub struct Subject {
    /// The run, and the moment that is shared.
    pub bookmark: Bookmark,
    /// Which shop of a pair it is.
    pub half: Option<Half>,
    /// The caption of that moment.
    caption: Caption,
    scene: Option<&'static str>,
    stage: Size,
    dark: bool,
}

impl Subject {
    /// The chosen shop at this moment, on a stage of this size.
    pub fn of(session: &Session, stage: Size, dark: bool) -> Self {
        let bookmark = Bookmark { recording: session.timeline().recording(), beside: None, ..session.bookmark() };
        let caption = session.caption().clone();
        Self { bookmark, half: session.half(), caption, scene: session.scene(), stage, dark }
    }

    /// The size of the stage on the page.
    pub const fn stage(&self) -> Size {
        self.stage
    }
}
