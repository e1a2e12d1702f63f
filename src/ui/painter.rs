//! Paints a picture on the canvas over the stage. Slips and faces are drawn once and copied from then on.

use std::collections::BTreeMap;

use super::person::looks;
use crate::shop::{OrderTag, PersonId, Role};
use crate::stage::art::people::{self, Face, Figure, Mood};
use crate::stage::art::{Drawing, Palette, things};
use crate::stage::{Edge, Look, Picture, Point, Size, Sprite, Thread, ThreadKind};
use crate::web::{Bitmap, Outline, Surface};

/// With more slips than this on their way nobody can read them, and all share one blank bitmap per colour.
const LETTERED_MAX: usize = 160;
/// The slips of a crowd: small, so that one sees where they go and not only that there are many.
const CROWDED: Size = Size { width: 34.0, height: 28.0 };
/// Bitmaps kept; past this the cache starts anew.
const BITMAPS_MAX: usize = 600;
const MARGIN: f64 = 6.0;
const UI: &str = "12px system-ui, -apple-system, \"Segoe UI\", Roboto, \"Noto Sans\", \"DejaVu Sans\", sans-serif";
const MONO: &str = "ui-monospace, \"SF Mono\", \"JetBrains Mono\", Menlo, Consolas, \"DejaVu Sans Mono\", monospace";

/// What a bitmap shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Slip { edge: u8, width: u32, height: u32, order: Option<OrderTag> },
    Stamp,
    Walker(u32),
    Customer(u64, bool),
    Cup,
    BrokenCup,
}

/// Paints pictures.
#[derive(Debug)]
pub struct Painter {
    surface: Surface,
    bitmaps: BTreeMap<Key, Bitmap>,
    size: Size,
    dark: bool,
    blank: bool,
}

impl Painter {
    /// Paints on this canvas.
    #[must_use]
    pub fn new(canvas: web_sys::HtmlCanvasElement) -> Option<Self> {
        let surface = Surface::of(canvas)?;
        Some(Self { surface, bitmaps: BTreeMap::new(), size: Size::default(), dark: false, blank: true })
    }

    /// The stage has this size and theme now.
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

    /// Paints one picture in place of the last.
    pub fn paint(&mut self, picture: &Picture) {
        let empty = picture.sprites.is_empty() && picture.threads.is_empty();
        if empty && self.blank {
            return;
        }
        self.surface.clear(0.0, 0.0, self.size.width, self.size.height);
        self.blank = empty;
        for thread in &picture.threads {
            self.thread(thread);
        }
        let lettered = picture.sprites.len() <= LETTERED_MAX;
        if self.bitmaps.len() > BITMAPS_MAX {
            self.bitmaps.clear();
        }
        self.surface.begin_copies();
        for sprite in &picture.sprites {
            self.sprite(sprite, lettered);
        }
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

    fn sprite(&mut self, sprite: &Sprite, lettered: bool) {
        let is_slip = matches!(sprite.look, Look::Slip { .. });
        let size = if is_slip && !lettered { CROWDED } else { sprite.size };
        let (width, height) = (size.width, size.height);
        let key = match &sprite.look {
            Look::Slip { order, edge } => Key::Slip {
                edge: *edge as u8,
                width: width as u32,
                height: height as u32,
                order: lettered.then(|| order.clone()),
            },
            Look::Stamp => Key::Stamp,
            Look::Walker(PersonId(number)) => Key::Walker(*number),
            Look::Customer { number, leaving } => Key::Customer(number % people::LOOKS as u64, *leaving),
            Look::Cup => Key::Cup,
            Look::BrokenCup => Key::BrokenCup,
        };
        if !self.bitmaps.contains_key(&key) {
            let Some(bitmap) = self.draw(sprite, size, &key) else { return };
            self.bitmaps.insert(key.clone(), bitmap);
        }
        let Some(bitmap) = self.bitmaps.get(&key) else { return };
        // Slips carry a margin for their shadow.
        let margin = if is_slip && lettered { MARGIN } else { 0.0 };
        let extent = (width + 2.0 * margin, height + 2.0 * margin);
        // In a crowd a slight turn is lost on the eye, and dear.
        let turn = if lettered { sprite.turn } else { 0.0 };
        self.surface.copy(bitmap, sprite.at.x, sprite.at.y, extent, turn, sprite.opacity);
    }

    fn draw(&self, sprite: &Sprite, size: Size, key: &Key) -> Option<Bitmap> {
        let scale = self.surface.scale();
        match (&sprite.look, key) {
            (Look::Slip { edge, .. }, Key::Slip { order, .. }) => self.draw_slip(size, *edge, order.as_ref(), scale),
            (Look::Stamp, _) => draw_stamp(scale),
            (Look::Walker(PersonId(number)), _) => draw_figure(&looks(*number, Role::Cashier, Face::Happy), scale),
            (Look::Customer { number, leaving }, _) => {
                let mood = if *leaving { Mood::Leaving } else { Mood::Content };
                draw_figure(&people::customer(*number as usize, mood), scale)
            }
            (Look::Cup, _) => draw_thing(&things::CUP, scale),
            (Look::BrokenCup, _) => draw_thing(&things::BROKEN_CUP, scale),
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

/// A slip's outline: straight above, torn below.
fn torn(width: f64, height: f64) -> String {
    use std::fmt::Write as _;
    let teeth = (width / 8.0).max(2.0) as u32;
    let (tooth, low) = (width / f64::from(teeth), height - 4.0);
    let mut path = format!("M0 0H{}V{}", width as u32, low as u32);
    for n in (0..teeth).rev() {
        let (middle, end) = ((f64::from(n) + 0.5) * tooth, f64::from(n) * tooth);
        // Tenths are fine enough, and whole numbers format small.
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

fn draw_stamp(scale: f64) -> Option<Bitmap> {
    let bitmap = Surface::bitmap(100.0, 40.0, scale * 1.5)?;
    let frame = "M6 4H94A3 3 0 0 1 97 7V33A3 3 0 0 1 94 36H6A3 3 0 0 1 3 33V7A3 3 0 0 1 6 4Z";
    bitmap.outline(Outline { path: frame, colour: "rgba(255,253,247,.82)", stroke: None }, 0.0, 0.0, 1.0);
    bitmap.outline(Outline { path: frame, colour: "#357f3e", stroke: Some(4.0) }, 0.0, 0.0, 1.0);
    let font = format!("800 26px {MONO}");
    let left = (100.0 - bitmap.text_width("DONE", &font)) / 2.0;
    bitmap.text("DONE", left, 29.0, &font, "#357f3e", 88.0);
    Some(bitmap)
}

fn draw_figure(figure: &Figure, scale: f64) -> Option<Bitmap> {
    let bitmap = Surface::bitmap(64.0, 64.0, scale)?;
    for shape in figure.shapes() {
        let colour = figure.palette.resolve(shape.paint, "#2a1c13");
        bitmap.outline(Outline { path: shape.d, colour, stroke: shape.stroke.map(f64::from) }, 0.0, 0.0, 1.0);
    }
    Some(bitmap)
}

fn draw_thing(drawing: &Drawing, scale: f64) -> Option<Bitmap> {
    let bitmap = Surface::bitmap(f64::from(drawing.width), f64::from(drawing.height), scale)?;
    for shape in drawing.shapes {
        let colour = Palette::NONE.resolve(shape.paint, "#2a1c13");
        bitmap.outline(Outline { path: shape.d, colour, stroke: shape.stroke.map(f64::from) }, 0.0, 0.0, 1.0);
    }
    Some(bitmap)
}
