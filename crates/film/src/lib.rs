//! Films as files: an animated GIF, and the WebM container for video that the browser encodes. Works on bytes only.

mod gif;
mod palette;
mod webm;

pub use self::gif::Gif;
pub use palette::{Colours, Palette};
pub use webm::{Block, Webm};
