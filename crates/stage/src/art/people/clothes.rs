//! What people wear below the neck.

use super::parts::{CREAM, INK, NECK, Shapes, TORSO};
use crate::art::{Paint, Shape, fill, flat, line, trace};

pub(super) const VEST: [Shape; 4] = [
    fill(Paint::Apron, TORSO),
    fill(Paint::Shirt, "M23.5 45.2h17L36 63.7a32 32 0 0 1-8 0z"),
    NECK,
    flat("#ffffff", "M24.5 44l7.5 7.5-5.5 4-4.5-9.5zM39.5 44L32 51.5l5.5 4L42 46z"),
];
pub(super) const BOW: &str = "M32 52l-5.5-3v6zl5.5-3v6zM30.5 52a1.5 1.5 0 0 1 3 0 1.5 1.5 0 0 1-3 0z";
pub(super) const BOW_TIE: Shapes = &[VEST[0], VEST[1], VEST[2], VEST[3], fill(Paint::Hat, BOW)];
pub(super) const LONG_TIE: Shapes =
    &[VEST[0], VEST[1], VEST[2], VEST[3], fill(Paint::Hat, "M30 51.3h4l-.8 2.7 1.8 6.5-3 3-3-3 1.8-6.5z")];
pub(super) const BADGE: Shapes =
    &[VEST[0], VEST[1], VEST[2], VEST[3], flat(CREAM, "M43.5 53.5h7v4h-7z"), trace(INK, 1.0, "M45 55.5h4")];
pub(super) const BIB: Shapes = &[
    fill(Paint::Shirt, TORSO),
    NECK,
    line(Paint::Apron, 3.0, "M22.8 53V46M41.2 53V46"),
    fill(Paint::Apron, "M21 52q11 3 22 0v10a32 32 0 0 1-22 0z"),
    flat(CREAM, "M28 56h7v3.5a2.5 2.5 0 0 1-2.5 2.5h-2a2.5 2.5 0 0 1-2.5-2.5z"),
    trace(CREAM, 1.2, "M35 57.2c2.8-.4 2.8 3 0 2.6"),
];
pub(super) const SCARF: Shapes = &[
    fill(Paint::Shirt, TORSO),
    NECK,
    fill(
        Paint::Apron,
        "M22 45c0-2 1.5-3 3.5-2.5q6.5 2.5 13 0c2-.5 3.5.5 3.5 2.5s-1 3.5-3 4l-.5 8.5h-6V50C27 50 22 49.5 22 45z",
    ),
];
pub(super) const HOODIE: Shapes = &[
    fill(Paint::Shirt, TORSO),
    fill(Paint::Apron, "M19.5 46.5c0-4 4-5.5 12.5-5.5s12.5 1.5 12.5 5.5c0 5-6 8.5-12.5 8.5s-12.5-3.5-12.5-8.5z"),
    NECK,
    trace(CREAM, 1.4, "M27 54v5M37 54v5"),
];
pub(super) const COAT: Shapes = &[
    fill(Paint::Shirt, TORSO),
    fill(Paint::Apron, "M23 45h18l-9 15z"),
    NECK,
    fill(Paint::Hat, "M23.5 43.5L32 58.5l-4 3.5-9-14zM40.5 43.5L32 58.5l4 3.5 9-14z"),
];
