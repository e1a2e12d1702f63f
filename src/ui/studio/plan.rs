//! The inputs of the studio, and the order that they make.

use super::super::describe::grouped;
use super::super::film::{self, Extent, FRAMES_MAX, Format, Order, RATE, Subject};
use model::share::MOMENT_MAX;
use model::time::{Instant, Span};
use stage::Speed;

/// The offered sizes: extent, option value and name.
pub(super) const EXTENTS: [(Extent, &str, &str); 4] = [
    (None, "here", "as here"),
    (Some((640, 360)), "640", "640 × 360"),
    (Some((960, 540)), "960", "960 × 540"),
    (Some((1_280, 720)), "1280", "1280 × 720"),
];
/// The length of the offered time ranges.
const STRETCH: Span = Span::from_secs(10);

/// The values of [`Speed::STEPS`] in hundredths.
pub(super) const SPEEDS: [&str; 9] = ["25", "50", "100", "200", "400", "800", "1600", "3200", "6400"];

/// A change of an input.
pub enum Edit {
    /// The first moment as text.
    From(String),
    /// The last moment as text.
    To(String),
    /// The ten seconds after the shared moment (true) or before it (false).
    Stretch(bool),
    /// A value in [`SPEEDS`].
    Speed(String),
    /// A value in [`EXTENTS`].
    Extent(String),
    /// A format's file extension.
    Format(String),
}

/// The inputs as the user left them.
pub(super) struct Wish {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) speed: Speed,
    /// An index in [`EXTENTS`].
    pub(super) extent: usize,
    pub(super) format: Format,
}

impl Wish {
    /// The defaults: a time range at the shared moment, as WebM if the browser `encodes`, else as GIF.
    pub(super) fn new(at: Instant, encodes: bool) -> Self {
        let (from, to) = stretch(at, at < Instant::from_millis(2_000));
        let format = if encodes { Format::Webm } else { Format::Gif };
        Self { from, to, speed: Speed::NORMAL, extent: 2, format }
    }

    /// Applies a change. `at` is the shared moment. Unknown values change nothing.
    pub(super) fn edit(&mut self, edit: Edit, at: Instant) {
        match edit {
            Edit::From(text) => self.from = text,
            Edit::To(text) => self.to = text,
            Edit::Stretch(later) => (self.from, self.to) = stretch(at, later),
            Edit::Speed(text) => {
                self.speed = text.parse().ok().and_then(Speed::of_hundredths).unwrap_or(self.speed);
            }
            Edit::Extent(value) => {
                self.extent = EXTENTS.iter().position(|(_, other, _)| *other == value).unwrap_or(self.extent);
            }
            Edit::Format(ending) => {
                self.format = if ending == Format::Gif.ending() { Format::Gif } else { Format::Webm };
            }
        }
    }

    /// Makes an order with this format and time range, and with the chosen size and speed.
    pub(super) fn order(&self, format: Format, from: Instant, to: Instant) -> Order {
        Order { format, extent: EXTENTS[self.extent].0, from, to, speed: self.speed }
    }

    /// Parses the inputs.
    ///
    /// # Errors
    /// A sentence for the user: which input is wrong.
    pub(super) fn plan(&self) -> Result<Order, String> {
        let moment = |text: &str| {
            Instant::parse(text)
                .filter(|at| *at <= MOMENT_MAX)
                .ok_or_else(|| format!("“{text}” is not a time. Write 1:23.4 or 83.4, up to {MOMENT_MAX}."))
        };
        let order = self.order(self.format, moment(&self.from)?, moment(&self.to)?);
        if order.to <= order.from {
            return Err("The film must end after it begins.".into());
        }
        if order.frames() > FRAMES_MAX {
            let most = FRAMES_MAX / u64::from(RATE);
            return Err(format!("A film may last {most} s. Choose a higher speed or a shorter time."));
        }
        Ok(order)
    }
}

/// The ten seconds before or after a moment, as text.
fn stretch(at: Instant, later: bool) -> (String, String) {
    let before = Instant::from_millis(at.as_millis().saturating_sub(STRETCH.as_millis()));
    let (from, to) = if later { (at, at + STRETCH) } else { (before, at) };
    (from.to_string(), to.to_string())
}

/// A sentence about the film that an order makes: length, pixels, expected bytes, file name.
pub(super) fn promise(order: &Order, subject: &Subject) -> String {
    let (wide, high) = film::pixels(order, subject.stage());
    let (least, most) = order.guess((wide, high));
    let tenths = order.frames() * 10 / u64::from(RATE);
    format!(
        "{}.{} s of film, {} pictures of {wide} × {high}, likely {} to {}, as {}",
        tenths / 10,
        tenths % 10,
        grouped(order.frames()),
        weight(least),
        weight(most),
        order.name()
    )
}

/// Formats a number of bytes: `340 kB`, `1.2 MB`.
pub(super) fn weight(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speed_values_match_the_steps() {
        let values = Speed::STEPS.map(|step| step.hundredths().to_string());
        assert_eq!(values, SPEEDS);
    }

    #[test]
    fn a_stretch_starts_no_earlier_than_zero() {
        let at = Instant::from_millis;
        assert_eq!(stretch(at(21_500), false), ("00:11.5".into(), "00:21.5".into()));
        assert_eq!(stretch(at(4_000), false), ("00:00.0".into(), "00:04.0".into()));
        assert_eq!(stretch(at(0), true), ("00:00.0".into(), "00:10.0".into()));
    }

    #[test]
    fn sizes_are_rounded() {
        assert_eq!([0, 1, 340_000, 1_250_000].map(weight), ["0 kB", "1 kB", "340 kB", "1.2 MB"]);
    }
}
