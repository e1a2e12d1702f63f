//! Paints the moving sprites on the canvas over the stage. Slips and faces are cached as bitmaps.

mod bitmaps;

use super::person::looks;
use super::sketch;
use crate::web::{Bitmap, Outline, Surface};
use bitmaps::{draw_figure, draw_stamp, draw_thing, edge_colour};
use model::shop::{OrderTag, PersonId, Role};
use stage::art::people::{self, Face, Mood};
use stage::art::things;
use stage::{Edge, Look, Picture, Point, Size, Sprite, Thread, ThreadKind, Word};

/// The size of slips in a crowd, in CSS pixels: small, so that their paths stay visible.
const CROWDED: Size = Size { width: 34.0, height: 28.0 };

const CROWDED_STAMP: Size = Size { width: 28.0, height: 11.0 };

const STAMP: Size = Size { width: 100.0, height: 40.0 };

/// The bitmap of a stamp that is rotated by [`SLANT`], in thousandths of a full turn.
const SLANTED_STAMP: Size = Size { width: 70.0, height: 40.0 };

const SLANT: f64 = -30.0;

/// The maximum number of cached bitmaps. Beyond it the cache is cleared.
const BITMAPS_MAX: usize = 600;

const MARGIN: f64 = 6.0;

const UI: &str = "12px system-ui, -apple-system, \"Segoe UI\", Roboto, \"Noto Sans\", \"DejaVu Sans\", sans-serif";

const MONO: &str = "ui-monospace, \"SF Mono\", \"JetBrains Mono\", Menlo, Consolas, \"DejaVu Sans Mono\", monospace";

/// The level of detail, from the number of moving sprites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Throng {
    /// Full detail.
    Few,
    /// No slight rotation: copying an upright bitmap to whole pixels is ten times as fast.
    Many,
    /// No text on slips: they share one blank bitmap per colour.
    Crowd,
}

impl Throng {
    /// The level of detail for this number of sprites.
    #[must_use]
    pub const fn of(sprites: usize) -> Self {
        match sprites {
            0..=48 => Self::Few,
            49..=160 => Self::Many,
            _ => Self::Crowd,
        }
    }
}

/// What a bitmap shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Slip { edge: u8, width: u32, height: u32, order: Option<OrderTag> },
    Bundle { order: OrderTag, count: u32 },
    Word(Word),
    Shrug(usize),
    Stamp(Throng),
    Walker(usize),
    Customer(usize, bool),
    Cup,
    BrokenCup,
}

/// Paints pictures on a surface.
#[derive(Debug)]
pub struct Painter {
    surface: Surface,
    /// The cache, sorted by key.
    bitmaps: Vec<(Key, Bitmap)>,
    size: Size,
    dark: bool,
    blank: bool,
}

impl Painter {
    /// Creates a painter for this canvas; returns `None` if the canvas has no 2D context.
    #[must_use]
    pub fn new(canvas: web_sys::HtmlCanvasElement) -> Option<Self> {
        let surface = Surface::of(canvas)?;
        Some(Self { surface, bitmaps: Vec::new(), size: Size::default(), dark: false, blank: true })
    }

    /// Creates a painter with an off-screen surface.
    #[must_use]
    pub fn apart() -> Option<Self> {
        let surface = Surface::bitmap(1.0, 1.0, 1.0)?;
        Some(Self { surface, bitmaps: Vec::new(), size: Size::default(), dark: false, blank: true })
    }

    /// The surface that this paints on.
    pub const fn surface(&self) -> &Surface {
        &self.surface
    }

    /// Sets the size in CSS pixels, the device pixels per CSS pixel, and the theme. A change clears the canvas and the
    /// cache.
    pub fn fit(&mut self, size: Size, scale: f64, dark: bool) {
        if self.size == size && (self.surface.scale() - scale).abs() < f64::EPSILON && self.dark == dark {
            return;
        }
        self.surface.resize(size.width, size.height, scale);
        self.bitmaps.clear();
        self.size = size;
        self.dark = dark;
        self.blank = true;
    }

    /// Replaces the last picture with this one.
    pub fn paint(&mut self, picture: &Picture<'_>) {
        let empty = picture.sprites.is_empty() && picture.threads.is_empty();
        if empty && self.blank {
            return;
        }
        self.blank = empty;
        let throng = Throng::of(picture.sprites.len());
        if self.bitmaps.len() > BITMAPS_MAX {
            self.bitmaps.clear();
        }
        if self.surface.clear(if throng == Throng::Crowd { picture.sprites.len() } else { 0 }) {
            self.sprites(picture.sprites.iter().rev(), throng);
            picture.threads.iter().rev().for_each(|thread| self.thread(thread));
        } else {
            picture.threads.iter().for_each(|thread| self.thread(thread));
            self.sprites(picture.sprites.iter(), throng);
        }
    }

    fn sprites<'a>(&mut self, sprites: impl Iterator<Item = &'a Sprite<'a>>, throng: Throng) {
        self.surface.begin_copies();
        sprites.for_each(|sprite| self.sprite(sprite, throng));
        self.surface.end_copies();
    }

    fn thread(&self, thread: &Thread) {
        let (from, to) = ((thread.from.x, thread.from.y), (thread.to.x, thread.to.y));
        let through = ((from.0 + to.0) / 2.0, from.1.min(to.1) - 10.0 + (from.1 - to.1).abs() * 0.35);
        match thread.kind {
            ThreadKind::Holding => {
                self.surface.curve(from, through, to, ("rgba(74,190,180,.6)", 1.8), None);
                self.knot(thread.to, "#4abeb4");
            }
            ThreadKind::Listening => {
                let offset = thread.age_ms as f64 / 40.0 % 9.0;
                self.surface.curve(from, through, to, ("rgba(242,181,60,.9)", 2.4), Some((9.0, offset)));
            }
        }
    }

    fn knot(&self, at: Point, colour: &str) {
        let path = "M0 0m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0";
        self.surface.outline(Outline { path, colour, stroke: None }, at.x, at.y, 1.0);
    }

    fn sprite(&mut self, sprite: &Sprite<'_>, throng: Throng) {
        let lettered = throng < Throng::Crowd;
        if !lettered && sprite.opacity < 0.5 {
            return;
        }
        let size = match sprite.look {
            Look::Slip { .. } if !lettered => CROWDED,
            Look::Stamp if !lettered => CROWDED_STAMP,
            Look::Stamp if throng == Throng::Many => SLANTED_STAMP,
            _ => sprite.size,
        };
        let key = match &sprite.look {
            Look::Slip { order, edge } => Key::Slip {
                edge: *edge as u8,
                width: size.width as u32,
                height: size.height as u32,
                order: lettered.then(|| (*order).clone()),
            },
            Look::Bundle { order, count } => Key::Bundle { order: (*order).clone(), count: *count },
            Look::Word(word) => Key::Word(*word),
            Look::Shrug(PersonId(number)) => Key::Shrug(*number as usize % people::LOOKS),
            Look::Stamp => Key::Stamp(throng),
            Look::Walker(PersonId(number)) => Key::Walker(*number as usize % people::LOOKS),
            Look::Customer { number, leaving } => Key::Customer(*number as usize % people::LOOKS, *leaving),
            Look::Cup => Key::Cup,
            Look::BrokenCup => Key::BrokenCup,
        };
        // Bitmaps of slips with text have a margin for the shadow.
        let margin = if matches!(key, Key::Slip { order: Some(_), .. }) { MARGIN } else { 0.0 };
        let place = match self.bitmaps.binary_search_by(|(known, _)| known.cmp(&key)) {
            Ok(place) => place,
            Err(place) => {
                let Some(bitmap) = self.draw(sprite, size, &key) else { return };
                self.bitmaps.insert(place, (key, bitmap));
                place
            }
        };
        let extent = (size.width + 2.0 * margin, size.height + 2.0 * margin);
        let turn = if throng == Throng::Few { sprite.turn } else { 0.0 };
        // In a crowd sprites do not fade: they are opaque, and then gone.
        let opacity = if lettered { sprite.opacity } else { 1.0 };
        self.surface.copy(&self.bitmaps[place].1, sprite.at.x, sprite.at.y, extent, turn, opacity);
    }

    fn draw(&self, sprite: &Sprite<'_>, size: Size, key: &Key) -> Option<Bitmap> {
        let scale = self.surface.scale();
        match (&sprite.look, key) {
            (Look::Slip { edge, .. }, Key::Slip { order, .. }) => self.draw_slip(size, *edge, order.as_ref(), scale),
            (Look::Bundle { order, count }, _) => sketch::bundle(order, *count, size, scale),
            (Look::Word(word), _) => sketch::word(*word, size, scale),
            (Look::Shrug(PersonId(number)), _) => {
                draw_figure(&looks(*number, Role::Barista, Face::Waiting), size, scale)
            }
            // The stamp appears enlarged and shrinks to its size: the bitmap has the resolution of the enlarged one.
            (Look::Stamp, Key::Stamp(Throng::Few)) => draw_stamp(STAMP, 0.0, scale * 1.5),
            (Look::Stamp, Key::Stamp(Throng::Many)) => draw_stamp(size, SLANT, scale),
            (Look::Stamp, _) => draw_stamp(size, 0.0, scale),
            (Look::Walker(PersonId(number)), _) => {
                draw_figure(&looks(*number, Role::Cashier, Face::Happy), size, scale)
            }
            (Look::Customer { number, leaving }, _) => {
                let mood = if *leaving { Mood::Leaving } else { Mood::Content };
                draw_figure(&people::customer(*number as usize, mood), size, scale)
            }
            (Look::Cup, _) => draw_thing(&things::CUP, size, scale),
            (Look::BrokenCup, _) => draw_thing(&things::BROKEN_CUP, size, scale),
            _ => None,
        }
    }

    fn draw_slip(&self, size: Size, edge: Edge, order: Option<&OrderTag>, scale: f64) -> Option<Bitmap> {
        let (width, height) = (size.width, size.height);
        let margin = if order.is_some() { MARGIN } else { 0.0 };
        let bitmap = Surface::bitmap(width + 2.0 * margin, height + 2.0 * margin, scale)?;
        let paper = match (edge, self.dark) {
            (Edge::Making, false) => "#dfe6e0",
            (Edge::Making, true) => "#cdd3c9",
            (_, false) => "#fffdf7",
            (_, true) => "#f6efe2",
        };
        if order.is_some() {
            bitmap.shadow("rgba(20,12,6,.35)", 4.0, 2.0);
        }
        let path = torn(width, height);
        bitmap.outline(Outline { path: &path, colour: paper, stroke: None }, margin, margin, 1.0);
        bitmap.shadow("transparent", 0.0, 0.0);
        bitmap.fill(margin, margin, width, 3.0, edge_colour(edge));
        if let Some(order) = order {
            let room = width - 14.0;
            let font = |weight, px| format!("{weight} {px}px {MONO}");
            bitmap.text(&order.number, MARGIN + 8.0, MARGIN + 20.0, &font(700, 13), "#2a1c13", room);
            if height > 40.0 && width > 64.0 {
                bitmap.text(&order.label, MARGIN + 8.0, MARGIN + 36.0, UI, "#2a1c13", room);
            }
        }
        Some(bitmap)
    }
}

/// A slip's outline as an SVG path: a straight upper edge, a torn lower edge.
pub(super) fn torn(width: f64, height: f64) -> String {
    use std::fmt::Write as _;
    let teeth = (width / 8.0).max(2.0) as u32;
    let (tooth, low) = (width / f64::from(teeth), height - 4.0);
    let mut path = format!("M0 0H{}V{}", width as u32, low as u32);
    for n in (0..teeth).rev() {
        let (middle, end) = ((f64::from(n) + 0.5) * tooth, f64::from(n) * tooth);
        // Tenths are exact enough, and formatting integers needs less code than formatting floats.
        let tenths = |value: f64| (value * 10.0) as i64;
        let (m, e) = (tenths(middle), tenths(end));
        let _ = write!(path, "L{}.{} {}L{}.{} {}", m / 10, m % 10, height as u32, e / 10, e % 10, low as u32);
    }
    path.push('Z');
    path
}
