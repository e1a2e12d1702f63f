//! Copies put together here instead of by the browser. Where no graphics card helps, a canvas spends far more time on
//! each copy than its few texels are worth; a crowd is cheaper copied row by row and handed over as one image.

use std::ops::Range;

/// Red, green, blue and alpha, not multiplied, as an `ImageData` has them.
pub(super) type Pixel = [u8; 4];

const NOTHING: Pixel = [0; 4];

/// A part of an image: from the first column and row up to, and without, the last.
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

/// An image to copy from.
#[derive(Debug)]
pub(super) struct Texels {
    width: usize,
    data: Vec<Pixel>,
    rows: Vec<Extent>,
}

/// Columns of a row: something lies only in `some`, and in `solid` it hides what lies below.
#[derive(Debug)]
struct Extent {
    some: Range<usize>,
    solid: Range<usize>,
}

impl Texels {
    /// From the bytes of an image, row by row.
    pub(super) fn new(width: usize, bytes: &[u8]) -> Self {
        let data = bytes.as_chunks().0.to_vec();
        let rows = data.chunks_exact(width.max(1)).map(extent).collect();
        Self { width, data, rows }
    }

    /// All of one colour, or of one that nobody can tell from it.
    pub(super) fn is_nearly(&self, colour: Pixel) -> bool {
        let near = |pixel: &Pixel| pixel.iter().zip(colour).all(|(one, other)| one.abs_diff(other) < 16);
        !self.data.is_empty() && self.data.iter().all(near)
    }
}

/// The longest run without a hole is the solid one.
fn extent(row: &[Pixel]) -> Extent {
    let (mut some, mut solid, mut begun) = (row.len()..0, 0..0, 0);
    for (column, pixel) in row.iter().enumerate() {
        if pixel[3] > 0 {
            some = some.start.min(column)..column + 1;
        }
        if pixel[3] < 255 {
            begun = column + 1;
        } else if column + 1 - begun > solid.len() {
            solid = begun..column + 1;
        }
    }
    Extent { some, solid }
}

/// What lies on 64 pixels, a bit for each.
#[derive(Clone, Copy, Debug, Default)]
struct Cover {
    /// Something.
    some: u64,
    /// Something that hides what lies below.
    solid: u64,
}

/// An image that copies are put on, what lies on top first: of a crowd most is hidden, and what is hidden costs nothing.
#[derive(Debug)]
pub(super) struct Pixels {
    width: usize,
    height: usize,
    data: Vec<Pixel>,
    /// For 64 pixels each; every row begins with a new one.
    covers: Vec<Cover>,
    words: usize,
    painted: Area,
}

impl Pixels {
    /// An empty one.
    pub(super) fn new(width: usize, height: usize) -> Self {
        let words = width.div_ceil(64);
        let (data, covers) = (vec![NOTHING; width * height], vec![Cover::default(); words * height]);
        Self { width, height, data, covers, words, painted: Area::default() }
    }

    /// All of it, row by row.
    pub(super) fn bytes(&self) -> &[u8] {
        self.data.as_flattened()
    }

    /// Where something was put since it was wiped.
    pub(super) const fn painted(&self) -> Area {
        self.painted
    }

    /// Wipes what was painted.
    pub(super) fn wipe(&mut self) {
        let Area { left, top, right, bottom } = std::mem::take(&mut self.painted);
        for row in top..bottom {
            self.data[row * self.width..][left..right].as_flattened_mut().fill(0);
        }
        self.covers[top * self.words..bottom * self.words].fill(Cover::default());
    }

    /// Puts an image below all others, its upper left corner there, as far as it fits.
    pub(super) fn put(&mut self, image: &Texels, left: i32, top: i32) {
        // Of the image: what lies left of or above this one, and where it ends on the right and below.
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

/// Up to 64 pixels of a row, and those that are put below them.
struct Strip<'a> {
    above: &'a mut [Pixel],
    below: &'a [Pixel],
    cover: Cover,
}

impl Strip<'_> {
    /// Puts those of `all` there; of those in `solid` is known that they hide what lies below.
    fn put(&mut self, all: u64, solid: Range<usize>) {
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
            // What nobody can tell from solid is.
            let hides = alpha > 250;
            above[3] = if hides { 255 } else { alpha as u8 };
            self.cover.some |= 1 << column;
            self.cover.solid |= u64::from(hides) << column;
        }
    }
}

/// Each run of ones.
fn each_run(mut bits: u64, mut run: impl FnMut(Range<usize>)) {
    while bits != 0 {
        let from = bits.trailing_zeros() as usize;
        let to = from + (!(bits >> from)).trailing_zeros() as usize;
        bits &= !ones(from..to);
        run(from..to);
    }
}

/// These bits of a word, as far as it has them.
fn ones(bits: Range<usize>) -> u64 {
    let up_to = |bit: usize| if bit < 64 { (1 << bit) - 1 } else { u64::MAX };
    up_to(bits.end) & !up_to(bits.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RED: Pixel = [255, 0, 0, 255];
    const BLUE: Pixel = [0, 0, 255, 255];
    const GLASS: Pixel = [255, 0, 0, 128];

    fn image(width: usize, pixels: &[Pixel]) -> Texels {
        Texels::new(width, pixels.as_flattened())
    }

    fn at(pixels: &Pixels, column: usize, row: usize) -> Pixel {
        pixels.data[row * pixels.width + column]
    }

    #[test]
    fn what_comes_first_hides_what_comes_later() {
        let mut pixels = Pixels::new(4, 3);
        pixels.put(&image(3, &[NOTHING, RED, RED, RED, GLASS, NOTHING]), 1, 0);
        pixels.put(&image(3, &[BLUE; 3]), 0, 1);
        let rows: Vec<_> = pixels.data.chunks(4).map(<[Pixel]>::to_vec).collect();
        assert_eq!(rows[0], [NOTHING, NOTHING, RED, RED]);
        assert_eq!(rows[1], [BLUE, RED, [128, 0, 128, 255], NOTHING]);
        assert_eq!(rows[2], [NOTHING; 4]);
        assert_eq!(pixels.painted(), Area { left: 0, top: 0, right: 4, bottom: 2 });
    }

    #[test]
    fn half_over_nothing_keeps_its_colour() {
        let mut pixels = Pixels::new(1, 1);
        pixels.put(&image(1, &[[0, 0, 255, 128]]), 0, 0);
        assert_eq!(at(&pixels, 0, 0), [0, 0, 255, 128]);
        pixels.put(&image(1, &[GLASS]), 0, 0);
        let [red, _, blue, alpha] = at(&pixels, 0, 0);
        assert!(alpha > 180 && blue > red && red > 60, "{red} {blue} {alpha}");
    }

    /// One pixel after another, without looking what is hidden: slow, and easy to believe.
    fn plain(size: (usize, usize), copies: &[(&Texels, i32, i32)]) -> Vec<Pixel> {
        let mut canvas = vec![NOTHING; size.0 * size.1];
        for (image, left, top) in copies {
            for (index, below) in image.data.iter().enumerate() {
                let (column, row) = (left + (index % image.width) as i32, top + (index / image.width) as i32);
                if !(0..size.0 as i32).contains(&column) || !(0..size.1 as i32).contains(&row) {
                    continue;
                }
                let above = &mut canvas[row as usize * size.0 + column as usize];
                let over = u32::from(above[3]);
                let rest = u32::from(below[3]) * (255 - over) / 255;
                for channel in 0..3 {
                    let sum = u32::from(above[channel]) * over + u32::from(below[channel]) * rest;
                    above[channel] = sum.checked_div(over + rest).unwrap_or(0) as u8;
                }
                above[3] = (over + rest) as u8;
            }
        }
        canvas
    }

    #[test]
    fn a_crowd_is_put_together_as_pixel_by_pixel() {
        let slip = |n: usize| {
            let edge = |index: usize| {
                if index.is_multiple_of(34) || index >= 34 * 26 { (index * 37 % 256) as u8 } else { 255 }
            };
            // The last one is of glass.
            let glass = |alpha: u8| if n == 2 { alpha / 2 } else { alpha };
            let pixels: Vec<Pixel> =
                (0..34 * 28).map(|index| [n as u8 * 40, index as u8, 200, glass(edge(index))]).collect();
            image(34, &pixels)
        };
        let slips = [slip(0), slip(1), slip(2)];
        let copies: Vec<_> = (0..400)
            .map(|n: i32| {
                let (left, top) = (n * 7919 % 240 - 20, n * 104_729 % 140 - 20);
                (&slips[n as usize % 3], left, top)
            })
            .collect();
        let mut pixels = Pixels::new(201, 99);
        for round in 0..2 {
            pixels.wipe();
            for (image, left, top) in &copies[round * 100..] {
                pixels.put(image, *left, *top);
            }
            for (index, (pixel, plain)) in pixels.data.iter().zip(plain((201, 99), &copies[round * 100..])).enumerate()
            {
                let near = pixel.iter().zip(plain).all(|(one, other)| one.abs_diff(other) < 8);
                assert!(near, "round {round}, pixel {index}: {pixel:?} instead of {plain:?}");
            }
        }
    }

    #[test]
    fn what_lies_outside_is_left_out() {
        let numbered: Vec<Pixel> = (0..9).map(|n| [n, 0, 0, 255]).collect();
        let image = image(3, &numbered);
        for (left, top, expected) in [(-2, -2, (0, 0, 8)), (1, 1, (1, 1, 0)), (1, -1, (1, 0, 3)), (-1, 1, (0, 1, 1))] {
            let mut pixels = Pixels::new(2, 2);
            pixels.put(&image, left, top);
            let (column, row, number) = expected;
            assert_eq!(at(&pixels, column, row), [number, 0, 0, 255], "at {left}, {top}");
        }
        for (left, top) in [(-3, 0), (2, 0), (0, 2), (0, -3), (9, 9), (i32::MIN, i32::MAX)] {
            let mut pixels = Pixels::new(2, 2);
            pixels.put(&image, left, top);
            assert!(pixels.painted().is_empty() && pixels.data.iter().all(|pixel| *pixel == NOTHING), "{left}, {top}");
        }
    }

    #[test]
    fn wiped_is_empty() {
        let mut pixels = Pixels::new(3, 3);
        pixels.put(&image(2, &[RED; 4]), 1, 1);
        pixels.put(&image(1, &[GLASS]), 0, 0);
        pixels.wipe();
        assert!(pixels.data.iter().all(|pixel| *pixel == NOTHING) && pixels.painted().is_empty());
    }
}
