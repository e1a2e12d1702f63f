//! What a picture is made of, and the hand that makes it.

use std::borrow::Cow;

use super::theme::{Colour, DARK, LIGHT, Theme};
use super::{ICONS, SIGNS, Scene};
use crate::art::{Drawing, Figure, Icon, Palette, Shape, people};
use crate::{Point, Rect};

/// Something painted.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A box.
    Box {
        /// Where.
        rect: Rect,
        /// How its corners are.
        corner: Corner,
        /// Filled with; not at all where there is none.
        fill: Option<Colour>,
        /// A line just inside its edge, and its width.
        edge: Option<(Colour, f64)>,
        /// It throws a shadow.
        shadow: bool,
    },
    /// One outline of a drawing.
    Shape {
        /// As in SVG.
        d: Cow<'static, str>,
        /// Where the upper left corner of the drawing's box is.
        at: Point,
        /// How much larger it is than its box says.
        factor: f64,
        /// Painted with.
        colour: Colour,
        /// The width of the stroke; filled where there is none.
        stroke: Option<f64>,
        /// 0 is invisible, 1 is solid.
        opacity: f64,
    },
    /// A visibility timeout running down.
    Ring {
        /// Where.
        rect: Rect,
        /// Thousandths left.
        left: u16,
        /// Nobody is at it any more, or it is nearly over.
        urgent: bool,
    },
    /// Words.
    Text(Text),
}

/// How the corners of a box are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corner {
    /// Round.
    Round(u32),
    /// Straight above, torn below: a slip.
    Torn,
}

/// Words in a box, and nowhere else: what is too long is squeezed a little, and then cut short with an ellipsis.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The box.
    pub rect: Rect,
    /// The side to which they keep.
    pub align: Align,
    /// One after another, in one line; a single one goes on in further lines.
    pub spans: Vec<Span>,
    /// The most lines.
    pub lines: u32,
    /// From line to line.
    pub leading: f64,
    /// Turned around the middle of the box by thousandths of a full turn.
    pub turn: f64,
}

/// The side to which words keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// They begin at the left edge.
    Left,
    /// Their middle is the box's.
    Middle,
    /// They end at the right edge.
    Right,
}

/// Words that look alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// The words.
    pub words: String,
    /// The font's size.
    pub px: f64,
    /// Of the letters: 400 is regular.
    pub weight: u16,
    /// Of the letters.
    pub face: Face,
    /// Written with.
    pub colour: Colour,
    /// Room before them.
    pub gap: f64,
}

/// A font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Of the page.
    Ui,
    /// All letters equally wide.
    Mono,
}

impl Span {
    /// In the font of the page.
    pub fn ui(words: impl Into<String>, px: f64, colour: Colour) -> Self {
        Self { words: words.into(), px, weight: 400, face: Face::Ui, colour, gap: 0.0 }
    }

    /// In letters that are equally wide.
    pub fn mono(words: impl Into<String>, px: f64, colour: Colour) -> Self {
        Self { face: Face::Mono, ..Self::ui(words, px, colour) }
    }

    /// In bold letters.
    pub(super) const fn bold(mut self) -> Self {
        self.weight = 700;
        self
    }

    /// So far from the words before.
    pub(super) const fn after(mut self, gap: f64) -> Self {
        self.gap = gap;
        self
    }
}

/// Makes marks.
pub(super) struct Brush<'a> {
    pub(super) scene: Scene<'a>,
    pub(super) theme: &'static Theme,
    pub(super) marks: Vec<Mark>,
}

impl<'a> Brush<'a> {
    pub(super) fn new(scene: &Scene<'a>) -> Self {
        Self { scene: *scene, theme: if scene.dark { &DARK } else { &LIGHT }, marks: Vec::new() }
    }

    /// A box of one colour.
    pub(super) fn fill(&mut self, rect: Rect, radius: u32, colour: Colour) {
        self.boxed(rect, Corner::Round(radius), Some(colour), None, false);
    }

    /// The edge of a box.
    pub(super) fn edge(&mut self, rect: Rect, radius: u32, colour: Colour, width: f64) {
        self.boxed(rect, Corner::Round(radius), None, Some((colour, width)), false);
    }

    /// A box; like elements of the page it stands on whole pixels.
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

    /// Words in one line.
    pub(super) fn say(&mut self, rect: Rect, align: Align, spans: &[Span]) {
        self.text(Text { rect, align, spans: spans.to_vec(), lines: 1, leading: rect.height, turn: 0.0 });
    }

    /// Words in as many lines as there is room for.
    pub(super) fn tell(&mut self, rect: Rect, leading: f64, span: Span) {
        let lines = (rect.height / leading + 0.01) as u32;
        self.text(Text { rect, align: Align::Left, spans: vec![span], lines, leading, turn: 0.0 });
    }

    pub(super) fn text(&mut self, text: Text) {
        if text.lines > 0 && text.rect.width > 0.0 {
            self.marks.push(Mark::Text(text));
        }
    }

    /// Someone.
    pub(super) fn figure(&mut self, figure: &Figure, rect: Rect, opacity: f64) {
        self.shapes(figure.shapes(), &figure.palette, people::BOX.into(), rect, "", opacity);
    }

    /// Something.
    pub(super) fn drawing(&mut self, drawing: &Drawing, rect: Rect, opacity: f64) {
        self.shapes(drawing.shapes.iter(), &Palette::NONE, drawing.width.into(), rect, "", opacity);
    }

    /// An icon.
    pub(super) fn icon(&mut self, icon: Icon, rect: Rect, colour: Colour) {
        self.shapes(icon.0.iter(), &Palette::NONE, ICONS, rect, colour, 1.0);
    }

    /// A sign of one colour, from a box of [`SIGNS`].
    pub(super) fn sign(&mut self, path: &'static str, rect: Rect, colour: Colour) {
        self.outline(path, rect, rect.width / SIGNS, colour, None);
    }

    /// An outline, drawn from the upper left corner of the box on.
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

/// The box on whole pixels.
pub(super) fn whole(rect: Rect) -> Rect {
    let px = |value: f64| (value + 0.5) as i64 as f64;
    Rect::new(px(rect.x), px(rect.y), px(rect.width), px(rect.height))
}
