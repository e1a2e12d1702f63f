//! The drawings that are kept as bitmaps.

use super::{MONO, STAMP};
use crate::web::{Bitmap, Outline, Surface};
use stage::art::people::Figure;
use stage::art::{Drawing, Palette, Shape};
use stage::{Edge, Size};

pub(super) const fn edge_colour(edge: Edge) -> &'static str {
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
pub(super) fn draw_stamp(size: Size, slant: f64, scale: f64) -> Option<Bitmap> {
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

pub(super) fn draw_figure(figure: &Figure, size: Size, scale: f64) -> Option<Bitmap> {
    draw_shapes(&mut figure.shapes(), &figure.palette, (64.0, 64.0), size, scale)
}

pub(super) fn draw_thing(drawing: &Drawing, size: Size, scale: f64) -> Option<Bitmap> {
    let extent = (f64::from(drawing.width), f64::from(drawing.height));
    draw_shapes(&mut drawing.shapes.iter(), &Palette::NONE, extent, size, scale)
}

/// Draws shapes, scaled from a box of `extent` to one of `size`.
pub(super) fn draw_shapes(
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
