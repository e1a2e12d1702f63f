//! Beards, freckles, hats, glasses, earrings and a pencil.

use super::parts::{CREAM, INK, Shapes};
use crate::art::{Paint, fill, flat, line, trace};

// Beards and freckles, below hair and hat.

pub(super) const BEARD: Shapes = &[fill(
    Paint::Hair,
    "M18.5 29.5c.5 4.5 2.5 7 5 7 3 0 5-2.8 8.5-2.8s5.5 2.8 8.5 2.8c2.5 0 4.5-2.5 5-7 1 12-5 18-13.5 18s-14.5-6-13.5-18zM26.2 37.5c0 2.8 2.8 4.3 5.8 4.3s5.8-1.5 5.8-4.3-2.8-2.5-5.8-2.5-5.8-.3-5.8 2.5z",
)];
pub(super) const MOUSTACHE: Shapes =
    &[fill(Paint::Hair, "M32 34.3c2-1.8 6.5-1 8 2.2-3 1-6.5.8-8-.5-1.5 1.3-5 1.5-8 .5 1.5-3.2 6-4 8-2.2z")];
pub(super) const FRECKLES: Shapes =
    &[line(Paint::SkinShade, 1.2, "M21.5 34.5h.1M24.5 35.8h.1M23.8 33.5h.1M42.5 34.5h.1M39.5 35.8h.1M40.2 33.5h.1")];

// Hats.

pub(super) const CAP: Shapes = &[
    fill(Paint::Hat, "M17.5 24.5c-1-11 5-16 14.5-16s15.5 5 14.5 16c-9-3-20-3-29 0z"),
    fill(Paint::Apron, "M17.5 24.5c1.5-6 27.5-6 29 0 .4 1.7-1 2.3-2.5 1.8-7.5-2.5-16.5-2.5-24 0-1.5.5-2.9-.1-2.5-1.8z"),
    flat(CREAM, "M32 11.5a3.2 3.2 0 0 1 0 6.4 3.2 3.2 0 0 1 0-6.4z"),
];
pub(super) const BEANIE: Shapes = &[
    fill(Paint::Hat, "M18 22C18 12 24 7 32 7s14 5 14 15z"),
    fill(
        Paint::Apron,
        "M18.5 18.5c9-2.5 18-2.5 27 0 1.5.4 2 1.5 2 3v1.5c0 1.5-1 2.2-2.5 1.8-9-2-17-2-26 0-1.5.4-2.5-.3-2.5-1.8v-1.5c0-1.5.5-2.6 2-3z",
    ),
    flat(CREAM, "M32 3.5a3 3 0 0 1 0 6 3 3 0 0 1 0-6z"),
];
pub(super) const BANDANA: Shapes = &[
    fill(Paint::Apron, "M44 21l9-4-1 5 4 4.5-10-1z"),
    fill(Paint::Hat, "M17.5 26c-2-11 5-16.5 14.5-16.5S48.5 15 46.5 26C39 20.5 25 20.5 17.5 26z"),
    line(Paint::Fixed(CREAM), 2.0, "M24 18h.1M29 13.5h.1M34.5 17.5h.1M40 15h.1"),
];
pub(super) const BERET: Shapes = &[
    fill(Paint::Hat, "M15 20.5C11 12 22 6 34 7s20 8 14 14.5c-3 1.5-7 .5-10 0-7-1-13-.5-19 1.5-2 .5-3.5-1-4-2.5z"),
    line(Paint::Apron, 2.6, "M19 22.5c8-3 18-3 26 0"),
    line(Paint::Hat, 2.0, "M33 7.5l1-2.5"),
];
pub(super) const BAND: Shapes = &[line(Paint::Hat, 3.4, "M18.5 22c5-5.5 22-5.5 27 0")];
pub(super) const HIJAB: Shapes = &[
    fill(
        Paint::Hat,
        "M32 9c10.5 0 17 7 17 19 0 6-1 11-3.5 15.5C43 50 38 53 32 53s-11-3-13.5-9.5C16 39 15 34 15 28 15 16 21.5 9 32 9zM32 17.5c-7 0-11.5 4.5-11.5 11.5 0 8 5 13.5 11.5 13.5S43.5 37 43.5 29c0-7-4.5-11.5-11.5-11.5z",
    ),
    line(Paint::Apron, 1.6, "M20.5 41c3 5 9 8.5 17 7.5M40 43.5c-2.5 3-6 5.5-10.5 7"),
];

// Glasses, earrings and a pencil, above hair and hat.

pub(super) const GLASSES: Shapes = &[trace(
    INK,
    1.3,
    "M30.8 31a4.6 4.6 0 1 1-9.2 0 4.6 4.6 0 0 1 9.2 0zM42.4 31a4.6 4.6 0 1 1-9.2 0 4.6 4.6 0 0 1 9.2 0zM30.8 30.4q1.2-1 2.4 0",
)];
/// Coloured frames.
pub(super) const SPECS: Shapes = &[line(Paint::Hat, 1.5, GLASSES[0].d)];
pub(super) const EARRINGS: Shapes = &[flat(
    "#f2b53c",
    "M17.6 35a1.7 1.7 0 0 1 0 3.4 1.7 1.7 0 0 1 0-3.4zM46.4 35a1.7 1.7 0 0 1 0 3.4 1.7 1.7 0 0 1 0-3.4z",
)];
pub(super) const PENCIL: Shapes = &[trace("#f2b53c", 2.4, "M44 24.5l8-6"), trace(INK, 1.6, "M53.3 17.5l.8-.6")];
