//! The mark of the shop: a board with a rail and two slips. `static/favicon.svg` is the same drawing.

use super::{Drawing, flat, trace};

/// The logo, in a 32 × 32 box.
pub const LOGO: Drawing = Drawing {
    width: 32.0,
    height: 32.0,
    shapes: &[
        flat("#20463c", "M9 2h14a7 7 0 0 1 7 7v14a7 7 0 0 1-7 7H9a7 7 0 0 1-7-7V9a7 7 0 0 1 7-7z"),
        flat("#fffaf0", "M7.5 8.5h8v15.5l-2-2-2 2-2-2-2 2z"),
        flat("#f2b53c", "M17 8.5h8V19l-2-2-2 2-2-2-2 2z"),
        trace("#20463c", 1.6, "M10 13h3M10 16.5h3"),
        trace("#8a5a12", 1.6, "M19.5 13h3"),
        trace("#b8c6c0", 2.6, "M7 8.3h18"),
    ],
};
