//! How the stage is divided, by its size.

use crate::Size;

/// How the stage is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// People left and right, room for everything.
    Wide,
    /// People left and right, as little as possible: a frame in a slide.
    Frame,
    /// People above and below: a phone or an upright tablet.
    Tall,
}

/// A frame with less than this across shows faces alone, and lanes that are in use.
pub(super) const NARROW: f64 = 480.0;

impl Form {
    /// The form that suits a stage of this size.
    #[must_use]
    pub fn of(size: Size) -> Self {
        // Where two shops share a small screen, each has less than a frame.
        if (size.height < 400.0 && size.width >= 480.0) || size.height < 330.0 {
            Self::Frame
        } else if size.width < 700.0 || (size.width < 960.0 && size.height > size.width * 0.8) {
            Self::Tall
        } else {
            Self::Wide
        }
    }
}

/// A board that is lower than this has no room for margins.
pub(super) const LOW: f64 = 200.0;

/// Nor has an upright one that is lower than this; and none has room for what it remembers.
pub(super) const UPRIGHT_LOW: f64 = 280.0;

/// A small board with less than this across has no room for a lane that is not in use.
pub(super) const ROOM_FOR_DELAYED: f64 = 240.0;
