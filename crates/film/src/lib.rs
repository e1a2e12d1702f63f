//! Pictures of equal size in a row, as files: a GIF, and the frame around what a browser's encoder makes for a WebM.
//! Knows bytes and nothing of ours; no DOM.

mod gif;
mod palette;
mod webm;

pub use self::gif::Gif;
pub use palette::{Colours, Palette};
pub use webm::{Block, Webm};
