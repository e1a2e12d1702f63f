//! The marks of a poster, and the brush that makes them.

use std::borrow::Cow;

use super::theme::{Colour, DARK, LIGHT, Theme};
use super::{ICONS, SIGNS, Scene};
use crate::art::{Drawing, Figure, Icon, Palette, Shape, people};
use crate::{Point, Rect};

/// One element of a poster.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A box.
    Box {
        /// Position and size.
        rect: Rect,
        /// The shape of its corners.
        corner: Corner,
        /// The fill; `None` leaves it empty.
        fill: Option<Colour>,
        /// Colour and width of a line just inside its edge.
        edge: Option<(Colour, f64)>,
        /// Whether it has a shadow.
        shadow: bool,
    },
    /// One outline of a drawing.
    Shape {
        /// SVG path data.
        d: Cow<'static, str>,
        /// The upper left corner of the drawing's box.
        at: Point,
        /// The factor by which the drawing's box is scaled.
        factor: f64,
        /// The colour.
        colour: Colour,
        /// The width of the stroke; `None` fills the outline.
        stroke: Option<f64>,
        /// 0 is invisible, 1 is solid.
        opacity: f64,
    },
    /// The rest of a visibility timeout, as a ring.
    Ring {
        /// Position and size.
        rect: Rect,
        /// The rest, in thousandths of the timeout.
        left: u16,
        /// Whether the holder has lost the message or less than 3 s are left.
        urgent: bool,
    },
    /// Text.
    Text(Text),
}

/// The shape of a box's corners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corner {
    /// Round, with a radius in pixels.
    Round(u32),
    /// Straight above, torn below: a slip.
    Torn,
}

/// Text in a box. Text that is too long is condensed a little, then cut off with an ellipsis.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The box.
    pub rect: Rect,
    /// The alignment.
    pub align: Align,
    /// The parts of one line; a single part can wrap into more lines.
    pub spans: Vec<Span>,
    /// The largest number of lines.
    pub lines: u32,
    /// The distance from line to line, in pixels.
    pub leading: f64,
    /// Clockwise rotation around the middle of the box, in thousandths of a full turn.
    pub turn: f64,
}

/// The alignment of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At the left edge.
    Left,
    /// In the middle.
    Middle,
    /// At the right edge.
    Right,
}

/// A piece of text in one style.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// The text.
    pub words: String,
    /// The font size, in pixels.
    pub px: f64,
    /// The font weight; 400 is regular.
    pub weight: u16,
    /// The font.
    pub face: Face,
    /// The colour.
    pub colour: Colour,
    /// Space before the text, in pixels.
    pub gap: f64,
}

/// A font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// The font of the page.
    Ui,
    /// Monospaced.
    Mono,
}

impl Span {
    /// Text in the font of the page.
    pub fn ui(words: impl Into<String>, px: f64, colour: Colour) -> Self {
        Self { words: words.into(), px, weight: 400, face: Face::Ui, colour, gap: 0.0 }
    }

    /// Monospaced text.
    pub fn mono(words: impl Into<String>, px: f64, colour: Colour) -> Self {
        Self { face: Face::Mono, ..Self::ui(words, px, colour) }
    }

    /// Makes the text bold.
    pub(super) const fn bold(mut self) -> Self {
        self.weight = 700;
        self
    }

    /// Adds space before the text, in pixels.
    pub(super) const fn after(mut self, gap: f64) -> Self {
        self.gap = gap;
        self
    }
}

/// Collects the marks of a poster.
pub(super) struct Brush<'a> {
    pub(super) scene: Scene<'a>,
    pub(super) theme: &'static Theme,
    pub(super) marks: Vec<Mark>,
}

impl<'a> Brush<'a> {
    pub(super) fn new(scene: &Scene<'a>) -> Self {
        Self { scene: *scene, theme: if scene.dark { &DARK } else { &LIGHT }, marks: Vec::new() }
    }

    /// Adds a box of one colour.
    pub(super) fn fill(&mut self, rect: Rect, radius: u32, colour: Colour) {
        self.boxed(rect, Corner::Round(radius), Some(colour), None, false);
    }

    /// Adds the edge of a box.
    pub(super) fn edge(&mut self, rect: Rect, radius: u32, colour: Colour, width: f64) {
        self.boxed(rect, Corner::Round(radius), None, Some((colour, width)), false);
    }

    /// Adds a box on whole pixels, as elements of the page are.
    pub(super) fn boxed(
        &mut self,
        rect: Rect,
        corner: Corner,
        fill: Option<Colour>,
        edge: Option<(Colour, f64)>,
        shadow: bool,
    ) {
        self.marks.push(Mark::Box { rect: whole(rect), corner, fill, edge, shadow });
    }

    /// Adds text in one line.
    pub(super) fn say(&mut self, rect: Rect, align: Align, spans: &[Span]) {
        self.text(Text { rect, align, spans: spans.to_vec(), lines: 1, leading: rect.height, turn: 0.0 });
    }

    /// Adds text in as many lines as fit.
    pub(super) fn tell(&mut self, rect: Rect, leading: f64, span: Span) {
        let lines = (rect.height / leading + 0.01) as u32;
        self.text(Text { rect, align: Align::Left, spans: vec![span], lines, leading, turn: 0.0 });
    }

    pub(super) fn text(&mut self, text: Text) {
        if text.lines > 0 && text.rect.width > 0.0 {
            self.marks.push(Mark::Text(text));
        }
    }

    /// Adds a person.
    pub(super) fn figure(&mut self, figure: &Figure, rect: Rect, opacity: f64) {
        self.shapes(figure.shapes(), &figure.palette, people::BOX.into(), rect, "", opacity);
    }

    /// Adds a drawing.
    pub(super) fn drawing(&mut self, drawing: &Drawing, rect: Rect, opacity: f64) {
        self.shapes(drawing.shapes.iter(), &Palette::NONE, drawing.width.into(), rect, "", opacity);
    }

    /// Adds an icon.
    pub(super) fn icon(&mut self, icon: Icon, rect: Rect, colour: Colour) {
        self.shapes(icon.0.iter(), &Palette::NONE, ICONS, rect, colour, 1.0);
    }

    /// Adds a sign of one colour, drawn in a box of [`SIGNS`].
    pub(super) fn sign(&mut self, path: &'static str, rect: Rect, colour: Colour) {
        self.outline(path, rect, rect.width / SIGNS, colour, None);
    }

    /// Adds an outline at the upper left corner of the box.
    pub(super) fn outline(
        &mut self,
        path: impl Into<Cow<'static, str>>,
        rect: Rect,
        factor: f64,
        colour: Colour,
        stroke: Option<f64>,
    ) {
        let at = Point::new(rect.x, rect.y);
        self.marks.push(Mark::Shape { d: path.into(), at, factor, colour, stroke, opacity: 1.0 });
    }

    fn shapes(
        &mut self,
        shapes: impl Iterator<Item = &'static Shape>,
        palette: &Palette,
        extent: f64,
        rect: Rect,
        current: Colour,
        opacity: f64,
    ) {
        let (at, factor) = (Point::new(rect.x, rect.y), rect.width / extent);
        self.marks.extend(shapes.map(|shape| Mark::Shape {
            d: shape.d.into(),
            at,
            factor,
            colour: palette.resolve(shape.paint, current),
            stroke: shape.stroke.map(f64::from),
            opacity,
        }));
    }
}

/// Rounds a box to whole pixels.
pub(super) fn whole(rect: Rect) -> Rect {
    let px = |value: f64| (value + 0.5) as i64 as f64;
    Rect::new(px(rect.x), px(rect.y), px(rect.width), px(rect.height))
}
