//! An animated GIF that stores only the changed part of each picture.

use std::borrow::Cow;

use gif::{DisposalMethod, Encoder, EncodingError, Frame, Repeat};

use super::Palette;

/// Encodes an animated GIF that loops for ever.
pub struct Gif {
    encoder: Encoder<Vec<u8>>,
    palette: Palette,
    size: (u16, u16),
    /// The current picture, as palette numbers.
    shown: Vec<u8>,
    /// The latest picture, not yet written: its duration may still grow.
    latest: Option<Frame<'static>>,
}

impl std::fmt::Debug for Gif {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gif").field("size", &self.size).field("bytes", &self.bytes()).finish_non_exhaustive()
    }
}

impl Gif {
    /// An empty film of this size and palette.
    ///
    /// # Errors
    /// If memory runs out.
    pub fn new(width: u16, height: u16, palette: Palette) -> Result<Self, EncodingError> {
        let mut encoder = Encoder::new(Vec::new(), width, height, palette.colours().as_flattened())?;
        encoder.set_repeat(Repeat::Infinite)?;
        Ok(Self { encoder, palette, size: (width, height), shown: Vec::new(), latest: None })
    }

    /// Adds a picture as RGBA pixels, shown for `hundredths` of a second.
    ///
    /// # Errors
    /// If memory runs out.
    pub fn add(&mut self, rgba: &[u8], hundredths: u16) -> Result<(), EncodingError> {
        let palette = &mut self.palette;
        let numbers: Vec<u8> = rgba.as_chunks().0.iter().map(|pixel| palette.number(*pixel)).collect();
        let first = self.latest.is_none();
        let Some((left, top, right, bottom)) = self.changed(&numbers) else {
            if let Some(latest) = &mut self.latest {
                latest.delay = latest.delay.saturating_add(hundredths);
            }
            return Ok(());
        };
        let same = self.palette.colours().len() as u8;
        let wide = usize::from(self.size.0);
        let mut buffer = Vec::with_capacity((right - left) * (bottom - top));
        for row in top..bottom {
            let part = row * wide + left..row * wide + right;
            let now = &numbers[part.clone()];
            match self.shown.get(part).filter(|_| !first) {
                Some(before) => {
                    buffer.extend(now.iter().zip(before).map(|(now, before)| if now == before { same } else { *now }));
                }
                None => buffer.extend(now),
            }
        }
        self.shown = numbers;
        let frame = Frame {
            delay: hundredths,
            dispose: DisposalMethod::Keep,
            transparent: (!first).then_some(same),
            left: left as u16,
            top: top as u16,
            width: (right - left) as u16,
            height: (bottom - top) as u16,
            buffer: Cow::Owned(buffer),
            ..Frame::default()
        };
        match self.latest.replace(frame) {
            Some(before) => self.encoder.write_frame(&before),
            None => Ok(()),
        }
    }

    /// The bounds of the changed pixels: left, top, right, bottom.
    fn changed(&self, numbers: &[u8]) -> Option<(usize, usize, usize, usize)> {
        let wide = usize::from(self.size.0);
        if self.latest.is_none() {
            return Some((0, 0, wide, usize::from(self.size.1)));
        }
        let mut found: Option<(usize, usize, usize, usize)> = None;
        for (row, (now, before)) in numbers.chunks_exact(wide).zip(self.shown.chunks_exact(wide)).enumerate() {
            let differs = |(a, b): (&u8, &u8)| a != b;
            let Some(first) = now.iter().zip(before).position(differs) else { continue };
            let last = now.iter().zip(before).rposition(differs).map_or(first, |last| last + 1);
            let (left, top, right, _) = found.unwrap_or((first, row, last, row));
            found = Some((left.min(first), top, right.max(last), row + 1));
        }
        found
    }

    /// The size so far, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.encoder.get_ref().len()
    }

    /// Finishes the file.
    ///
    /// # Errors
    /// If memory runs out.
    pub fn finish(mut self) -> Result<Vec<u8>, EncodingError> {
        if let Some(latest) = self.latest.take() {
            self.encoder.write_frame(&latest)?;
        }
        self.encoder.into_inner()
    }
}
