//! Decisions about the picture, without a DOM: where everything stands, what is painted at a moment, what a drag
//! means. Pure functions, so that a native test can ask them.

pub mod art;
mod clock;
mod density;
mod drag;
mod ease;
mod geometry;
mod layout;
pub mod looks;
mod picture;
pub mod poster;
pub mod strip;
pub mod words;

pub use clock::{Clock, Speed};
pub use density::Density;
pub use drag::{Drag, Effect, Held, Input, Target, deeds, target};
pub use geometry::{Grid, Point, Rect, Size};
pub use layout::{
    BoardLayout, Center, Detail, Form, GuestsLayout, HallLayout, LaneLayout, Layout, LineLayout, MoreStrings,
    SideLayout, StringRow, StringsLayout, is_resting,
};
pub use picture::{Bar, Edge, Look, Picture, Ring, Sprite, Thread, ThreadKind, Word};
