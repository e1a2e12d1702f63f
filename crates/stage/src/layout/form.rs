//! How the stage is divided, by its size.

use crate::Size;

/// How the stage is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Columns left and right, with room for everything.
    Wide,
    /// Columns left and right, as small as possible: a frame in a slide.
    Frame,
    /// Rows above and below: a phone or an upright tablet.
    Tall,
}

/// A frame below this width shows faces only, and no unused lanes.
pub(super) const NARROW: f64 = 480.0;

impl Form {
    /// The form that suits a stage of this size.
    #[must_use]
    pub fn of(size: Size) -> Self {
        // Two shops on a small screen each get less than a frame.
        if (size.height < 400.0 && size.width >= 480.0) || size.height < 330.0 {
            Self::Frame
        } else if size.width < 700.0 || (size.width < 960.0 && size.height > size.width * 0.8) {
            Self::Tall
        } else {
            Self::Wide
        }
    }
}

/// A board below this height has small margins.
pub(super) const LOW: f64 = 200.0;

/// An upright board below this height has small margins, and no board below it shows the deduplication window.
pub(super) const UPRIGHT_LOW: f64 = 280.0;

/// A framed board below this width has no room for an unused lane *Delayed*.
pub(super) const ROOM_FOR_DELAYED: f64 = 240.0;
