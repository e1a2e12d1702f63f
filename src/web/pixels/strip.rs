//! Compositing of up to 64 pixels at a time.

use std::ops::Range;

use super::Pixel;

/// Which of 64 pixels are painted, one bit each.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cover {
    /// Not transparent.
    pub(super) some: u64,
    /// Opaque: hides every image below.
    pub(super) solid: u64,
}

/// Up to 64 pixels of a row of the target, and the pixels of an image that belong below them.
pub(super) struct Strip<'a> {
    pub(super) above: &'a mut [Pixel],
    pub(super) below: &'a [Pixel],
    pub(super) cover: Cover,
}

impl Strip<'_> {
    /// Composites the pixels in `all`. Those in `solid` are opaque and are copied without blending.
    pub(super) fn put(&mut self, all: u64, solid: Range<usize>) {
        let cover = self.cover;
        each_run(all & cover.some & !cover.solid, |run| self.mix(run));
        each_run(all & !cover.some, |run| {
            let copied = solid.start.clamp(run.start, run.end)..solid.end.clamp(run.start, run.end);
            self.mix(run.start..copied.start);
            self.mix(copied.end..run.end);
            self.cover.some |= ones(copied.clone());
            self.cover.solid |= ones(copied.clone());
            self.above[copied.clone()].copy_from_slice(&self.below[copied]);
        });
    }

    /// Alpha-blends the image below the target.
    fn mix(&mut self, columns: Range<usize>) {
        for column in columns {
            let (above, below) = (&mut self.above[column], self.below[column]);
            let (over, mut alpha) = (u32::from(above[3]), u32::from(below[3]));
            if alpha == 0 {
                continue;
            }
            if over == 0 {
                *above = below;
            } else {
                alpha = over + alpha * (255 - over) / 255;
                let share = over * 256 / alpha;
                // Two channels at once, each with eight bits of room above it.
                let (one, other) = (u32::from_le_bytes(*above), u32::from_le_bytes(below));
                let two = |shift: u32| {
                    let (one, other) = (one >> shift & 0xff_00ff, other >> shift & 0xff_00ff);
                    (one * share + other * (256 - share) + 0x80_0080) >> 8 & 0xff_00ff
                };
                *above = (two(0) | two(8) << 8).to_le_bytes();
            }
            // Rounding alone must not keep a pixel from counting as opaque.
            let hides = alpha > 250;
            above[3] = if hides { 255 } else { alpha as u8 };
            self.cover.some |= 1 << column;
            self.cover.solid |= u64::from(hides) << column;
        }
    }
}

/// Calls `run` with each run of ones.
fn each_run(mut bits: u64, mut run: impl FnMut(Range<usize>)) {
    while bits != 0 {
        let from = bits.trailing_zeros() as usize;
        let to = from + (!(bits >> from)).trailing_zeros() as usize;
        bits &= !ones(from..to);
        run(from..to);
    }
}

/// A word with these bits set; bits from 64 on are ignored.
pub(super) fn ones(bits: Range<usize>) -> u64 {
    let up_to = |bit: usize| if bit < 64 { (1 << bit) - 1 } else { u64::MAX };
    up_to(bits.end) & !up_to(bits.start)
}
