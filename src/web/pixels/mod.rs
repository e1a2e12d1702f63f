//! Copies of bitmaps, composited in memory. Without a graphics card a canvas spends far more time on each copy than its
//! few pixels are worth: a crowd is cheaper to composite row by row and to hand over as one image.

mod strip;
#[cfg(test)]
mod tests;
mod texels;

use std::ops::Range;

use strip::{Cover, Strip, ones};
use texels::{Extent, NOTHING};
pub(super) use texels::{Pixel, Texels};

/// A rectangle of pixels; `right` and `bottom` are exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) left: usize,
    pub(super) top: usize,
    pub(super) right: usize,
    pub(super) bottom: usize,
}

impl Area {
    fn is_empty(self) -> bool {
        self.left >= self.right || self.top >= self.bottom
    }

    /// The smallest rectangle that contains both.
    fn joined(self, other: Self) -> Self {
        if self.is_empty() {
            return other;
        }
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// The image that copies are composited onto, the topmost first. In a crowd most pixels are hidden, and hidden pixels are
/// skipped.
#[derive(Debug)]
pub(super) struct Pixels {
    width: usize,
    height: usize,
    data: Vec<Pixel>,
    /// One for each 64 pixels; every row starts with a new one.
    covers: Vec<Cover>,
    words: usize,
    painted: Area,
}

impl Pixels {
    /// A transparent image.
    pub(super) fn new(width: usize, height: usize) -> Self {
        let words = width.div_ceil(64);
        let (data, covers) = (vec![NOTHING; width * height], vec![Cover::default(); words * height]);
        Self { width, height, data, covers, words, painted: Area::default() }
    }

    /// The bytes for an `ImageData`, row by row.
    pub(super) fn bytes(&self) -> &[u8] {
        self.data.as_flattened()
    }

    /// The rectangle painted since the last [`Pixels::wipe`].
    pub(super) const fn painted(&self) -> Area {
        self.painted
    }

    /// Makes the painted rectangle transparent again.
    pub(super) fn wipe(&mut self) {
        let Area { left, top, right, bottom } = std::mem::take(&mut self.painted);
        for row in top..bottom {
            self.data[row * self.width..][left..right].as_flattened_mut().fill(0);
        }
        self.covers[top * self.words..bottom * self.words].fill(Cover::default());
    }

    /// Composites an image below everything painted so far, its upper left corner at (`left`, `top`), clipped to this
    /// image.
    pub(super) fn put(&mut self, image: &Texels, left: i32, top: i32) {
        // Clip: columns and rows of the image left of or above this one, and how many are left.
        let skip = |start: i32| start.min(0).unsigned_abs() as usize;
        let (columns, rows) = (skip(left), skip(top));
        let (left, top) = (left.max(0) as usize, top.max(0) as usize);
        let wide = image.width.saturating_sub(columns).min(self.width.saturating_sub(left));
        let high = image.rows.len().saturating_sub(rows).min(self.height.saturating_sub(top));
        let area = Area { left, top, right: left + wide, bottom: top + high };
        if area.is_empty() {
            return;
        }
        self.painted = self.painted.joined(area);
        for word in left / 64..area.right.div_ceil(64) {
            let (from, to) = (left.max(word * 64), area.right.min(word * 64 + 64));
            let (bit, column, length) = (from % 64, columns + from - left, to - from);
            let all = ones(0..length);
            for row in 0..high {
                let cover = &mut self.covers[(top + row) * self.words + word];
                if !cover.solid & all << bit == 0 {
                    continue;
                }
                let clip = |range: &Range<usize>| {
                    let clip = |end: usize| end.saturating_sub(column).min(length);
                    clip(range.start)..clip(range.end)
                };
                let Extent { some, solid } = &image.rows[rows + row];
                let mut strip = Strip {
                    above: &mut self.data[(top + row) * self.width + from..][..length],
                    below: &image.data[(rows + row) * image.width + column..][..length],
                    cover: Cover { some: cover.some >> bit, solid: cover.solid >> bit },
                };
                strip.put(ones(clip(some)), clip(solid));
                cover.some |= strip.cover.some << bit;
                cover.solid |= strip.cover.solid << bit;
            }
        }
    }
}
