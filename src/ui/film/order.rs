//! The order for a picture or film: format, size, time range, speed.

use crate::web::{self, FilmSize};
use model::time::{Instant, Span};
use stage::poster::around;
use stage::{Size, Speed};

/// Frames per second.
pub const RATE: u32 = 25;
/// Milliseconds per frame.
pub(super) const FRAME_MS: u64 = 1_000 / RATE as u64;
/// The maximum number of frames of a film: two minutes.
pub const FRAMES_MAX: u64 = 120 * RATE as u64;
/// The maximum width of a film, in pixels.
const FILM_WIDTH: f64 = 1_280.0;
/// The maximum width of a picture, in pixels.
const PICTURE_WIDTH: f64 = 4_096.0;

/// A file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A still picture.
    Png,
    /// A film that every browser and image viewer plays.
    Gif,
    /// A film encoded by the browser, if it supports that.
    Webm,
}

impl Format {
    /// The extension of its file names.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Webm => "webm",
        }
    }
}

/// Width and height in CSS pixels; `None` is the size of the stage on the page.
pub type Extent = Option<(u32, u32)>;

/// A picture or film to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    pub format: Format,
    pub extent: Extent,
    pub from: Instant,
    /// The end, exclusive.
    pub to: Instant,
    /// The speed of virtual time in the film.
    pub speed: Speed,
}

impl Order {
    /// The number of frames.
    pub fn frames(&self) -> u64 {
        let wall = self.to.since(self.from).as_millis() * 100 / u64::from(self.speed.hundredths());
        if self.format == Format::Png { 1 } else { wall.div_ceil(FRAME_MS).max(1) }
    }

    /// The moment that frame number `frame` shows.
    pub(super) fn at(&self, frame: u64) -> Instant {
        self.from + Span::from_millis(frame * FRAME_MS * u64::from(self.speed.hundredths()) / 100)
    }

    pub fn name(&self) -> String {
        let word = |at: Instant| at.to_string().replace(':', "-");
        let ending = self.format.ending();
        match self.format {
            Format::Png => format!("order-board-{}.{ending}", word(self.from)),
            _ => format!("order-board-{}-to-{}.{ending}", word(self.from), word(self.to)),
        }
    }

    /// The minimum and maximum size to expect, in bytes. The factors were measured on films of a quiet shop and of a
    /// rush.
    pub fn guess(&self, pixels: (u32, u32)) -> (u64, u64) {
        let area = u64::from(pixels.0) * u64::from(pixels.1) * self.frames() / 1_000;
        match self.format {
            Format::Gif => (area * 4, area * 80),
            _ => (area * 3, area * 14),
        }
    }
}

/// The size of the painted surface in CSS pixels, and device pixels per CSS pixel.
pub(super) fn paper(order: &Order, stage: Size) -> (Size, f64) {
    let size = order
        .extent
        .map_or_else(|| around(stage), |(width, height)| Size { width: width.into(), height: height.into() });
    let size = Size { width: size.width.floor(), height: size.height.floor() };
    if order.format == Format::Png {
        return (size, web::device_pixels().max(2.0).min(PICTURE_WIDTH / size.width));
    }
    let scale = (FILM_WIDTH / size.width).min(1.0);
    // Encoders need even widths and heights.
    let even = |whole: f64| {
        let less = (0..4).map(|less| whole - f64::from(less));
        less.into_iter().find(|side| ((side * scale).round() as u32).is_multiple_of(2)).unwrap_or(whole)
    };
    (Size { width: even(size.width), height: even(size.height) }, scale)
}

/// Width and height of a film in pixels.
pub fn pixels(order: &Order, stage: Size) -> (u32, u32) {
    let (size, scale) = paper(order, stage);
    ((size.width * scale).round() as u32, (size.height * scale).round() as u32)
}

/// The parameters for the browser's encoder.
pub fn film_size(order: &Order, stage: Size) -> FilmSize {
    let (width, height) = pixels(order, stage);
    // A tenth of a bit per pixel is enough for sharp text, because plain areas need almost no bits.
    FilmSize { width, height, bits: width * height * RATE / 10, rate: RATE }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(format: Format, from: u64, to: u64, speed: Speed) -> Order {
        Order { format, extent: None, from: Instant::from_millis(from), to: Instant::from_millis(to), speed }
    }

    #[test]
    fn the_number_of_frames_follows_from_time_and_speed() {
        let second = order(Format::Gif, 5_000, 6_000, Speed::NORMAL);
        assert_eq!((second.frames(), second.at(0).as_millis(), second.at(24).as_millis()), (25, 5_000, 5_960));
        let slow = Order { speed: Speed::STEPS[0], ..second };
        assert_eq!((slow.frames(), slow.at(99).as_millis()), (100, 5_990));
        let fast = Order { speed: Speed::STEPS[8], ..second };
        assert_eq!((fast.frames(), fast.at(0).as_millis()), (1, 5_000));
        assert_eq!(order(Format::Png, 5_000, 5_000, Speed::NORMAL).frames(), 1);
    }

    #[test]
    fn file_names_hold_the_moments() {
        let order = order(Format::Webm, 5_000, 65_500, Speed::NORMAL);
        assert_eq!(order.name(), "order-board-00-05.0-to-01-05.5.webm");
        assert_eq!(Order { format: Format::Png, ..order }.name(), "order-board-00-05.0.png");
    }
}
