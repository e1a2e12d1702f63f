//! Draws the bitmaps of sprites: slips, stamps, figures, things.

use super::super::person::looks;
use super::super::sketch;
use super::{Key, MARGIN, Painter, Throng};
use crate::web::{Bitmap, Outline, Surface};
use model::shop::{OrderTag, PersonId, Role};
use stage::art::people::{self, Face, Figure, Mood};
use stage::art::{Drawing, Palette, Shape, things};
use stage::{Edge, Look, Size, Sprite};

const STAMP: Size = Size { width: 100.0, height: 40.0 };
const UI: &str = "12px system-ui, -apple-system, \"Segoe UI\", Roboto, \"Noto Sans\", \"DejaVu Sans\", sans-serif";
const MONO: &str = "ui-monospace, \"SF Mono\", \"JetBrains Mono\", Menlo, Consolas, \"DejaVu Sans Mono\", monospace";
const SLANT: f64 = -30.0;

impl Painter {
    pub(super) fn draw(&self, sprite: &Sprite<'_>, size: Size, key: &Key) -> Option<Bitmap> {
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
pub fn torn(width: f64, height: f64) -> String {
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

const fn edge_colour(edge: Edge) -> &'static str {
    match edge {
        Edge::Plain => "#c9b79f",
        Edge::Delayed => "#7d8db5",
        Edge::Waiting => "#f2b53c",
        Edge::Making => "#2f9e97",
        Edge::Done => "#4f9d57",
        Edge::Dead => "#c8443a",
    }
}

/// Draws a stamp in a bitmap of `size`. A rotated stamp is smaller, so that its corners fit.
fn draw_stamp(size: Size, slant: f64, scale: f64) -> Option<Bitmap> {
    let bitmap = Surface::bitmap(size.width, size.height, scale)?;
    let wide = if slant == 0.0 { size.width } else { size.width - 6.0 };
    let factor = wide / STAMP.width;
    let (left, top) = ((size.width - wide) / 2.0, (size.height - STAMP.height * factor) / 2.0);
    if slant != 0.0 {
        bitmap.tilt((size.width / 2.0, size.height / 2.0), slant);
    }
    let frame = "M6 4H94A3 3 0 0 1 97 7V33A3 3 0 0 1 94 36H6A3 3 0 0 1 3 33V7A3 3 0 0 1 6 4Z";
    bitmap.outline(Outline { path: frame, colour: "rgba(255,253,247,.82)", stroke: None }, left, top, factor);
    bitmap.outline(Outline { path: frame, colour: "#357f3e", stroke: Some(4.0) }, left, top, factor);
    let font = format!("800 {}px {MONO}", (26.0 * factor) as u32);
    let indent = (wide - bitmap.text_width("DONE", &font)) / 2.0;
    bitmap.text("DONE", left + indent, top + 29.0 * factor, &font, "#357f3e", 88.0 * factor);
    Some(bitmap)
}

fn draw_figure(figure: &Figure, size: Size, scale: f64) -> Option<Bitmap> {
    draw_shapes(&mut figure.shapes(), &figure.palette, (64.0, 64.0), size, scale)
}

fn draw_thing(drawing: &Drawing, size: Size, scale: f64) -> Option<Bitmap> {
    let extent = (f64::from(drawing.width), f64::from(drawing.height));
    draw_shapes(&mut drawing.shapes.iter(), &Palette::NONE, extent, size, scale)
}

/// Draws shapes, scaled from a box of `extent` to one of `size`.
fn draw_shapes(
    shapes: &mut dyn Iterator<Item = &'static Shape>,
    palette: &Palette,
    extent: (f64, f64),
    size: Size,
    scale: f64,
) -> Option<Bitmap> {
    let bitmap = Surface::bitmap(size.width, size.height, scale)?;
    let factor = (size.width / extent.0).min(size.height / extent.1);
    for shape in shapes {
        let colour = palette.resolve(shape.paint, "#2a1c13");
        bitmap.outline(Outline { path: shape.d, colour, stroke: shape.stroke.map(f64::from) }, 0.0, 0.0, factor);
    }
    Some(bitmap)
}
