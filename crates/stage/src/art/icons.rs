//! Icons: round two-pixel strokes in the colour of the text, in a 24 × 24 box.

use super::{Paint, Shape, fill, line};

/// Side of the square box the icons are drawn in.
pub const BOX: f32 = 24.0;

/// The outlines of an icon in painting order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Icon(pub &'static [Shape]);

impl Icon {
    /// Run the clock.
    pub const PLAY: Self =
        Self(&[solid("M8 4.6c0-1 1-1.5 1.9-1L20 10.9c.9.6.9 1.6 0 2.2L9.9 20.4c-.9.5-1.9 0-1.9-1z")]);
    /// Stop the clock.
    pub const PAUSE: Self = Self(&[solid(
        "M7 4h2.5A1.5 1.5 0 0 1 11 5.5v13A1.5 1.5 0 0 1 9.5 20H7a1.5 1.5 0 0 1-1.5-1.5v-13A1.5 1.5 0 0 1 7 4zM14.5 4H17a1.5 1.5 0 0 1 1.5 1.5v13A1.5 1.5 0 0 1 17 20h-2.5a1.5 1.5 0 0 1-1.5-1.5v-13A1.5 1.5 0 0 1 14.5 4z",
    )]);
    /// Step forward.
    pub const STEP: Self =
        Self(&[solid("M4.5 5.5c0-1 1-1.4 1.8-.8l8 6.4c.6.5.6 1.3 0 1.8l-8 6.4c-.8.6-1.8.2-1.8-.8z"), pen("M19 5v14")]);
    /// Fast forward.
    pub const AHEAD: Self = Self(&[
        solid("M3 5.9c0-1 1-1.4 1.8-.8l7 6c.6.5.6 1.3 0 1.8l-7 6c-.8.6-1.8.2-1.8-.8z"),
        solid("M12.5 5.9c0-1 1-1.4 1.8-.8l7 6c.6.5.6 1.3 0 1.8l-7 6c-.8.6-1.8.2-1.8-.8z"),
    ]);
    /// Step back.
    pub const STEP_BACK: Self =
        Self(&[solid("M19.5 5.5c0-1-1-1.4-1.8-.8l-8 6.4c-.6.5-.6 1.3 0 1.8l8 6.4c.8.6 1.8.2 1.8-.8z"), pen("M5 5v14")]);
    /// The better one of two.
    pub const BETTER: Self = Self(&[solid("M12 4.5l7.5 9h-4.4V20H8.9v-6.5H4.5z")]);
    /// Undo.
    pub const UNDO: Self = Self(&[pen("M8.5 5L4 9.5 8.5 14M4 9.5h10.5a5 5 0 0 1 0 10H8")]);
    /// Redo.
    pub const REDO: Self = Self(&[pen("M15.5 5L20 9.5 15.5 14M20 9.5H9.5a5 5 0 0 0 0 10H16")]);
    /// Share.
    pub const SHARE: Self =
        Self(&[pen("M12 15.5V3.5M7.5 8L12 3.5 16.5 8M5 13v5.5A1.5 1.5 0 0 0 6.5 20h11a1.5 1.5 0 0 0 1.5-1.5V13")]);
    /// Restart with the same seed.
    pub const RESTART: Self = Self(&[pen("M4.5 4v5h5M5 9a8 8 0 1 1-1 4.5")]);
    /// Restart with a new seed.
    pub const DICE: Self = Self(&[
        pen("M7 4h10a3 3 0 0 1 3 3v10a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3z"),
        dots("M8.5 8.5h.1M12 12h.1M15.5 15.5h.1"),
    ]);
    /// Help.
    pub const HELP: Self = Self(&[
        pen("M12 3a9 9 0 0 1 0 18 9 9 0 0 1 0-18zM9.5 9.5c0-3.4 5-3.3 5 0 0 2-2.5 2-2.5 4"),
        dots("M12 16.8h.1"),
    ]);
    /// The light theme.
    pub const SUN: Self = Self(&[pen(
        "M12 8a4 4 0 0 1 0 8 4 4 0 0 1 0-8zM12 2.5v1.5M12 20v1.5M2.5 12H4M20 12h1.5M5.3 5.3l1 1M17.7 17.7l1 1M5.3 18.7l1-1M17.7 6.3l1-1",
    )]);
    /// The dark theme.
    pub const MOON: Self = Self(&[pen("M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5z")]);
    /// The theme of the system.
    pub const AUTO: Self = Self(&[pen("M12 3a9 9 0 0 1 0 18 9 9 0 0 1 0-18z"), solid("M12 3a9 9 0 0 1 0 18z")]);
    /// Settings.
    pub const SLIDERS: Self = Self(&[pen(
        "M4 7h8M18 7h2M4 17h2M12 17h8M15 4.5a2.5 2.5 0 0 1 0 5 2.5 2.5 0 0 1 0-5zM9 14.5a2.5 2.5 0 0 1 0 5 2.5 2.5 0 0 1 0-5z",
    )]);
    /// Close or dismiss.
    pub const CLOSE: Self = Self(&[pen("M6 6l12 12M18 6L6 18")]);
    /// Add or raise.
    pub const PLUS: Self = Self(&[pen("M12 5v14M5 12h14")]);
    /// A break.
    pub const COFFEE: Self =
        Self(&[pen("M5 10h11v6a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4zM16 11.5h1.5a2.5 2.5 0 0 1 0 5H16M8.5 6.5V4M12.5 6.5V4")]);
    /// An order returns to the board.
    pub const RETURN: Self = Self(&[pen("M9 5L4.5 9.5 9 14M4.5 9.5H14a5 5 0 0 1 0 10H9")]);
    /// Delete.
    pub const BIN: Self = Self(&[pen("M4 7h16M9.5 7V4h5v3M6 7l.9 13h10.2L18 7M10.2 11v5M13.8 11v5")]);
    /// Receive: a hand takes an order.
    pub const TAKE: Self = Self(&[pen(
        "M8.5 12.5V6.3a1.5 1.5 0 0 1 3 0v5M11.5 11V4.5a1.5 1.5 0 0 1 3 0V11M14.5 11V6.3a1.5 1.5 0 0 1 3 0v8.7c0 4-2.5 6-5.5 6-3.5 0-4.7-2-6-4.5l-1.7-3.4c-.7-1.5 1.2-2.5 2.2-1.2l2 2.6",
    )]);
    /// Served.
    pub const SERVE: Self = Self(&[pen("M5 12.5l5 5L19.5 7")]);
    /// A cracked cup: a crash.
    pub const DROP: Self = Self(&[pen(
        "M5 6h11v9a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4zM16 8.5h1.5a2.5 2.5 0 0 1 0 5H16M11.5 6L9 9.5l3.5 2-2.5 3.5",
    )]);
    /// Find or filter.
    pub const SEARCH: Self = Self(&[pen("M10.5 4a6.5 6.5 0 0 1 0 13 6.5 6.5 0 0 1 0-13zM15.3 15.3l5.2 5.2")]);
    /// Locked: one at a time.
    pub const LOCK: Self = Self(&[pen(
        "M6.5 11h11a1.5 1.5 0 0 1 1.5 1.5V19a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 19v-6.5A1.5 1.5 0 0 1 6.5 11zM8 11V8a4 4 0 0 1 8 0v3",
    )]);
    /// Time, a delay.
    pub const CLOCK: Self = Self(&[pen("M12 3a9 9 0 0 1 0 18 9 9 0 0 1 0-18zM12 7.5V12l3 2")]);
    /// Bad weather.
    pub const RAIN: Self = Self(&[pen(
        "M7 14.5a4 4 0 0 1 .3-8 5 5 0 0 1 9.5 1.2 3.5 3.5 0 0 1 .2 6.8zM8.5 18l-1 2.5M12.5 18l-1 2.5M16.5 18l-1 2.5",
    )]);
    /// A dead letter.
    pub const DEAD_LETTER: Self = Self(&[pen(
        "M12 19H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v4M3.5 6.5L12 12l8.5-5.5M16 16l5 5M21 16l-5 5",
    )]);
    /// Up, or fold.
    pub const CHEVRON_UP: Self = Self(&[pen("M6 15l6-6 6 6")]);
    /// Down, or unfold.
    pub const CHEVRON_DOWN: Self = Self(&[pen("M6 9l6 6 6-6")]);
    /// Copy.
    pub const COPY: Self = Self(&[pen(
        "M10 9h8.5A1.5 1.5 0 0 1 20 10.5V19a1.5 1.5 0 0 1-1.5 1.5H10A1.5 1.5 0 0 1 8.5 19v-8.5A1.5 1.5 0 0 1 10 9zM15.5 5.5v0A1.5 1.5 0 0 0 14 4H5.5A1.5 1.5 0 0 0 4 5.5V14a1.5 1.5 0 0 0 1.5 1.5",
    )]);
    /// More controls.
    pub const MORE: Self = Self(&[solid(
        "M3 12a2 2 0 1 0 4 0a2 2 0 1 0-4 0zM10 12a2 2 0 1 0 4 0a2 2 0 1 0-4 0zM17 12a2 2 0 1 0 4 0a2 2 0 1 0-4 0z",
    )]);
    /// The command line.
    pub const CONSOLE: Self = Self(&[pen("M5 6.5l5.5 5.5L5 17.5M12.5 18.5H20")]);
}

const fn pen(d: &'static str) -> Shape {
    line(Paint::Current, 2.0, d)
}

const fn dots(d: &'static str) -> Shape {
    line(Paint::Current, 2.8, d)
}

const fn solid(d: &'static str) -> Shape {
    fill(Paint::Current, d)
}
