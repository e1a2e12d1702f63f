//! Pictures and films of the stage. Frames are replayed from the recording, so a film does not depend on the speed of
//! the machine.

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

/// The content of a film: a run and how to show it.
pub struct Subject {
    /// The run and the shared moment.
    pub bookmark: Bookmark,
    /// The shop in a comparison; `None` if only one shop is open.
    pub half: Option<Half>,
    /// The caption at the shared moment.
    caption: Caption,
    scene: Option<&'static str>,
    stage: Size,
    dark: bool,
}

impl Subject {
    /// Takes the chosen shop at the current moment, on a stage of this size.
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
