//! Encodes painted frames as PNG, GIF, or WebM. The browser encodes WebM.

use wasm_bindgen_futures::spawn_local;

use super::order::{FRAME_MS, Format, Order, RATE, film_size};
use crate::web::{Codec, ObjectUrl, Recorder, Surface};
use film::{Block, Colours, Gif, Webm};
use stage::Size;

/// The maximum size of a film, in bytes.
const BYTES_MAX: usize = 64_000_000;
/// The number of frames that the palette of a GIF is computed from.
const SAMPLES: u64 = 8;
/// The number of frames between two key frames. Players seek to key frames.
const KEY_EVERY: u64 = 5 * RATE as u64;
/// The maximum number of frames that wait in the browser's encoder.
const QUEUE_MAX: u32 = 4;

/// Shown if the browser has no encoder for a film of this size.
pub const NO_CODEC: &str = "This browser cannot encode a film of this size. Choose a smaller size or a GIF.";
/// Shown if the browser's encoder fails.
pub const NO_ENCODER: &str = "The browser's encoder failed. Choose a smaller size or a GIF.";
const NO_ROOM: &str = "There is not enough memory for this film. Choose a smaller size.";

/// The encoder of one file.
pub(super) enum Encoder {
    Png,
    /// A GIF whose palette is being computed from [`SAMPLES`] frames, spread evenly over the film.
    Sampling {
        colours: Colours,
        seen: u64,
    },
    Gif(Gif),
    Webm(Recorder, Codec),
}

/// The result of [`Encoder::add`].
pub(super) enum Added {
    /// The frame was counted for the palette only.
    Sample,
    /// The palette is complete: the film starts at its first frame.
    Palette,
    /// The frame is in the file.
    Frame,
}

impl Encoder {
    /// Creates an encoder. WebM requires `codec`.
    ///
    /// # Errors
    /// A sentence for the user: why this order cannot be encoded.
    pub(super) fn new(order: &Order, stage: Size, codec: Option<Codec>) -> Result<Self, &'static str> {
        match (order.format, codec) {
            (Format::Png, _) => Ok(Self::Png),
            (Format::Gif, _) => Ok(Self::Sampling { colours: Colours::default(), seen: 0 }),
            (Format::Webm, Some(codec)) => {
                let recorder = Recorder::new(codec, film_size(order, stage));
                Ok(Self::Webm(recorder.ok_or("The browser's encoder did not start. A GIF works everywhere.")?, codec))
            }
            (Format::Webm, None) => Err(NO_CODEC),
        }
    }

    /// Returns the index of the frame to paint next, of `frames` frames with `made` of them encoded.
    pub(super) const fn next_frame(&self, frames: u64, made: u64) -> u64 {
        match self {
            Self::Sampling { seen, .. } => frames * *seen / SAMPLES,
            _ => made,
        }
    }

    /// Returns true while the queue of the browser's encoder is full.
    pub(super) fn is_busy(&self) -> bool {
        matches!(self, Self::Webm(recorder, _) if recorder.queue() >= QUEUE_MAX)
    }

    /// Adds a painted frame. `made` is the number of frames in the file so far.
    ///
    /// # Errors
    /// A sentence for the user: why the film cannot continue.
    pub(super) fn add(&mut self, surface: &Surface, made: u64) -> Result<Added, &'static str> {
        let is_added = match self {
            Self::Png => true,
            Self::Sampling { colours, seen } => {
                colours.see(&surface.image().ok_or(NO_ROOM)?);
                *seen += 1;
                if *seen < SAMPLES {
                    return Ok(Added::Sample);
                }
                let (width, height) = surface.pixels();
                let gif = Gif::new(width as u16, height as u16, colours.palette());
                *self = Self::Gif(gif.map_err(|_| NO_ROOM)?);
                return Ok(Added::Palette);
            }
            Self::Gif(gif) => gif.add(&surface.image().ok_or(NO_ROOM)?, FRAME_MS as u16 / 10).is_ok(),
            Self::Webm(recorder, _) => recorder.add(surface, made.is_multiple_of(KEY_EVERY)),
        };
        if !is_added {
            return Err(NO_ENCODER);
        }
        if self.bytes() > BYTES_MAX {
            return Err("The film is larger than 64 MB. Make it shorter or smaller.");
        }
        Ok(Added::Frame)
    }

    /// Returns the size of the file so far, in bytes.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Png | Self::Sampling { .. } => 0,
            Self::Gif(gif) => gif.bytes(),
            Self::Webm(recorder, _) => recorder.bytes(),
        }
    }

    /// Finishes the file and calls `on_file` with its URL, or with `None` if the browser's encoder failed.
    pub(super) fn finish(self, surface: &Surface, on_file: impl FnOnce(Option<ObjectUrl>) + 'static) {
        match self {
            Self::Png => surface.png(on_file),
            Self::Gif(gif) => on_file(gif.finish().ok().and_then(|bytes| ObjectUrl::new(&bytes, "image/gif"))),
            Self::Webm(recorder, codec) => {
                let (width, height) = surface.pixels();
                let webm = Webm { width, height, codec: codec.name, frame_ms: FRAME_MS };
                spawn_local(async move {
                    on_file(recorder.finish().await.and_then(|footage| {
                        let blocks: Vec<Block> = footage.pictures().map(|(key, bytes)| Block { key, bytes }).collect();
                        footage.file(&webm.frame(&blocks), "video/webm")
                    }));
                });
            }
            Self::Sampling { .. } => on_file(None),
        }
    }
}
