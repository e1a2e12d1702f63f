//! The whole stage as a list of marks to paint in order, with caption and clock below it, for pictures and films.
//! [`super::Picture`] holds what moves; it is painted over the marks.

mod board;
mod brush;
mod hall;
mod lane;
mod people;
mod slip;
mod strings;
mod theme;

pub use brush::{Align, Corner, Face, Mark, Span, Text};
pub use theme::{Colour, DARK, LIGHT, Theme};

use self::brush::Brush;
use super::art::{icons, logo};
use super::{Bar, Center, Form, Layout, Rect, Ring, Size};
use model::shop::{PersonId, Role, Snapshot};
use model::time::Instant;

/// What a poster shows.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The size of the picture, including the strip with the caption.
    pub size: Size,
    /// The state of the shop.
    pub snapshot: &'a Snapshot,
    /// The layout of the stage.
    pub layout: &'a Layout,
    /// Visibility timeouts.
    pub rings: &'a [Ring],
    /// Work in progress.
    pub bars: &'a [Bar],
    /// The name of a person.
    pub name: &'a dyn Fn(PersonId) -> String,
    /// The moment, for ages and rests.
    pub now: Instant,
    /// The caption's text and the name of its event.
    pub caption: (&'a str, &'static str),
    /// Whether to use the dark theme.
    pub dark: bool,
}

impl Scene<'_> {
    /// The beginning of the current second, for countdowns.
    fn second(&self) -> Instant {
        Instant::from_millis(self.now.as_secs() * 1_000)
    }
}

impl std::fmt::Debug for Scene<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Scene").field("size", &self.size).field("now", &self.now).finish_non_exhaustive()
    }
}

/// A stage below this height, in pixels, has the low strip.
const LOW: f64 = 400.0;
const STRIP: f64 = 40.0;
const LOW_STRIP: f64 = 28.0;

/// The size of the picture of a stage, including its strip.
#[must_use]
pub fn around(stage: Size) -> Size {
    let strip = if stage.height < LOW { LOW_STRIP } else { STRIP };
    Size { height: stage.height + strip, ..stage }
}

/// The size of the stage in a picture.
#[must_use]
pub fn inside(picture: Size) -> Size {
    let strip = if picture.height - LOW_STRIP < LOW { LOW_STRIP } else { STRIP };
    Size { height: picture.height - strip, ..picture }
}

/// Paints everything at rest, from back to front.
#[must_use]
pub fn poster(scene: &Scene<'_>) -> Vec<Mark> {
    let Scene { layout, snapshot, .. } = *scene;
    let mut brush = Brush::new(scene);
    let whole = Rect::new(0.0, 0.0, scene.size.width, scene.size.height);
    brush.fill(whole, 0, brush.theme.paper);
    brush.line(&snapshot.line, &layout.line);
    brush.side(Role::Cashier, &snapshot.cashiers);
    match &layout.center {
        Center::Board(board) => brush.board(board),
        Center::Hall(hall) => brush.hall(hall),
    }
    brush.side(Role::Barista, &snapshot.baristas);
    if let Some(place) = &layout.guests {
        brush.guests(&snapshot.guests, place);
    }
    brush.strip();
    brush.marks
}

impl Brush<'_> {
    /// The caption and the clock.
    fn strip(&mut self) {
        let (size, theme) = (self.scene.size, self.theme);
        let top = self.scene.layout.size.height;
        let strip = Rect::new(0.0, top, size.width, size.height - top);
        self.fill(strip, 0, theme.paper_2);
        self.fill(Rect::new(0.0, top, size.width, 1.0), 0, theme.line);
        let is_narrow = self.scene.layout.form == Form::Tall && size.width < 620.0;
        let (px, pad) = if strip.height < STRIP { (12.5, 12.0) } else { (14.5, 20.0) };
        let clock = Rect::new(size.width - pad - 84.0, top, 84.0, strip.height);
        self.say(clock, Align::Right, &[Span::mono(self.scene.now.to_string(), px, theme.ink).bold()]);
        let mut right = clock.x - 12.0;
        if !is_narrow {
            let name = Rect::new(right - 92.0, top, 92.0, strip.height);
            self.say(name, Align::Right, &[Span::ui("Order Board", px - 1.0, theme.ink_2).bold()]);
            let side = px + 5.0;
            let sign = Rect::new(name.x - side - 2.0, strip.center().y - side / 2.0, side, side);
            self.drawing(&logo::LOGO, sign, 1.0);
            right = sign.x - 16.0;
        }
        let (text, kind) = self.scene.caption;
        let mark = Rect::new(pad, strip.center().y - 5.0, 10.0, 10.0);
        self.caption_mark(mark, kind);
        let room = Rect::new(mark.right() + 10.0, top, right - mark.right() - 10.0, strip.height);
        self.say(room, Align::Left, &[Span::ui(text, if is_narrow { 13.0 } else { px }, theme.ink)]);
    }

    /// The mark of an event's kind: shape and colour.
    fn caption_mark(&mut self, at: Rect, kind: &str) {
        let theme = self.theme;
        let (path, colour) = match kind {
            "Sent" | "BecameVisible" => (DISC, theme.visible),
            "Received" => (DIAMOND, theme.hidden),
            "Deleted" | "DrinkServed" => (SQUARE, theme.done),
            "Reappeared" | "DeadLettered" | "CupDropped" | "CustomerWalkedOut" | "CashierStuck" => {
                (TRIANGLE, theme.dead)
            }
            _ => (DISC, theme.ink_2),
        };
        self.sign(path, at, colour);
    }
}

/// Outlines of signs, in a box of [`SIGNS`].
const DISC: &str = "M6 0a6 6 0 1 1 0 12a6 6 0 1 1 0-12z";
const DIAMOND: &str = "M6 0L12 6L6 12L0 6z";
const SQUARE: &str = "M0 0H12V12H0z";
const TRIANGLE: &str = "M6 0L12 12H0z";
const SIGNS: f64 = 12.0;
const ICONS: f64 = icons::BOX as f64;
