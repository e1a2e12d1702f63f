//! The stage without a DOM: layout, pictures, portraits, and what a drag means. Pure functions, tested natively.

pub mod art;
mod clock;
mod deed;
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
pub use deed::deed;
pub use density::Density;
pub use drag::{Drag, Effect, Held, Input, Target, deeds, target};
pub use geometry::{Grid, Point, Rect, Size};
pub use layout::{
    BoardLayout, Center, Detail, Form, GuestsLayout, HallLayout, LaneLayout, Layout, LineLayout, MoreStrings,
    SideLayout, StringRow, StringsLayout, is_resting,
};
pub use picture::{Bar, Edge, Look, Picture, Ring, Sprite, Thread, ThreadKind, Word};
