//! The image that is copied.

use std::ops::Range;

/// Red, green, blue and alpha, not premultiplied, as in an `ImageData`.
pub(in crate::web) type Pixel = [u8; 4];

pub(super) const NOTHING: Pixel = [0; 4];

/// An image to copy from.
#[derive(Debug)]
pub(in crate::web) struct Texels {
    pub(super) width: usize,
    pub(super) data: Vec<Pixel>,
    pub(super) rows: Vec<Extent>,
}

/// Which columns of a row are painted.
#[derive(Debug)]
pub(super) struct Extent {
    /// From the first to the last pixel that is not transparent.
    pub(super) some: Range<usize>,
    /// The longest run of opaque pixels.
    pub(super) solid: Range<usize>,
}

impl Texels {
    /// Takes the bytes of an `ImageData`, row by row.
    pub(in crate::web) fn new(width: usize, bytes: &[u8]) -> Self {
        let data = bytes.as_chunks().0.to_vec();
        let rows = data.chunks_exact(width.max(1)).map(extent).collect();
        Self { width, data, rows }
    }

    /// Returns true if every channel of every pixel is within 15 of this colour.
    pub(in crate::web) fn is_nearly(&self, colour: Pixel) -> bool {
        let near = |pixel: &Pixel| pixel.iter().zip(colour).all(|(one, other)| one.abs_diff(other) < 16);
        !self.data.is_empty() && self.data.iter().all(near)
    }
}

fn extent(row: &[Pixel]) -> Extent {
    let (mut some, mut solid, mut start) = (row.len()..0, 0..0, 0);
    for (column, pixel) in row.iter().enumerate() {
        if pixel[3] > 0 {
            some = some.start.min(column)..column + 1;
        }
        if pixel[3] < 255 {
            start = column + 1;
        } else if column + 1 - start > solid.len() {
            solid = start..column + 1;
        }
    }
    Extent { some, solid }
}
