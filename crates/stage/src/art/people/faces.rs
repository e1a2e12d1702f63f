//! The expressions of people and the screens of guests, with what the hands hold.

use super::parts::{CREAM, INK, Shapes};
use crate::art::{Paint, Shape, fill, flat, line, trace};

pub(super) const EYES: Shape =
    flat(INK, "M26.3 28.6c2.4 0 2.4 5 0 5s-2.4-5 0-5zM37.7 28.6c2.4 0 2.4 5 0 5s-2.4-5 0-5z");
pub(super) const GLINT: Shape = trace("#ffffff", 1.3, "M26.9 30.2h.1M38.3 30.2h.1");
pub(super) const WHITES: Shape = flat(
    "#ffffff",
    "M26.3 27.7a3.1 3.3 0 0 1 0 6.6 3.1 3.3 0 0 1 0-6.6zM37.7 27.7a3.1 3.3 0 0 1 0 6.6 3.1 3.3 0 0 1 0-6.6z",
);
pub(super) const CHEEKS: Shape = line(Paint::SkinShade, 3.6, "M22.8 35h.1M41.2 35h.1");
pub(super) const NOSE: Shape = line(Paint::SkinShade, 1.6, "M32 31.5q1.6 2.4-.4 2.7");
pub(super) const BROWS: Shape = line(Paint::Hair, 1.6, "M24 26.3q2.3-1.5 4.6-.2M35.4 26.1q2.3-1.3 4.6.2");
pub(super) const LIDS: Shape = trace(INK, 1.8, "M23.5 31q2.8 2.4 5.5 0M35 31q2.8 2.4 5.5 0");
pub(super) const MOUTH: &str = "#6b221a";

pub(super) const SMILE: [Shape; 2] = [
    flat(MOUTH, "M27 36.5q5 1 10 0c.2 6.5-10.2 6.5-10 0z"),
    flat("#ffffff", "M27.8 36.7q4.2.7 8.4 0l-.4 1.9q-3.8.6-7.6 0z"),
];
pub(super) const HAPPY: Shapes = &[CHEEKS, NOSE, BROWS, EYES, GLINT, SMILE[0], SMILE[1]];
pub(super) const FOCUS: [Shape; 6] = [
    CHEEKS,
    NOSE,
    line(Paint::Hair, 1.8, "M23.8 27q2.5-.6 5 .8M35.2 27.8q2.5-1.4 5-.8"),
    flat(INK, "M27 30.5c2.2 0 2.2 4.4 0 4.4s-2.2-4.4 0-4.4zM38 30.5c2.2 0 2.2 4.4 0 4.4s-2.2-4.4 0-4.4z"),
    trace(MOUTH, 1.6, "M29.5 38.5h5"),
    flat("#e0705f", "M31.5 38.8h3.6c.2 3-3.8 3-3.6 0z"),
];
pub(super) const NOTING: Shapes = &[
    FOCUS[0],
    FOCUS[1],
    FOCUS[2],
    FOCUS[3],
    FOCUS[4],
    FOCUS[5],
    flat(CREAM, "M35.5 47.5l12-2 2 11-12 2.1z"),
    trace("#b9a593", 1.4, "M38.3 50.8l7-1.2M38.9 54.2l6-1"),
    trace("#f2b53c", 2.4, "M47.5 54l6-8"),
    fill(Paint::Skin, "M50 50.5c3-1 5 1 4.3 3.5-1 2.5-4.2 3.5-6.5 1.5-.5-2.5.3-4.5 2.2-5z"),
];
pub(super) const POURING: Shapes = &[
    FOCUS[0],
    FOCUS[1],
    FOCUS[2],
    FOCUS[3],
    FOCUS[4],
    FOCUS[5],
    trace(CREAM, 1.8, "M44 43.5c-1.5-2 1.5-3 0-5M49 43.5c-1.5-2 1.5-3 0-5"),
    flat("#f2b53c", "M40 48h12.5l-1 9.3a32 32 0 0 1-9.8 5z"),
    flat("#7a4b2c", "M39 45.8h14.5v3H39z"),
    fill(Paint::Skin, "M39 51.5c3-1 4.5 0 7 .2.8 2-.5 2.3-2.5 2.3 1.5.5 2 2-.5 2.5.3 1.5-3 2-5 .5-2-2-1.5-4.8 1-5.5z"),
];
pub(super) const GAZE: [Shape; 4] = [
    CHEEKS,
    NOSE,
    flat("#ffffff", "M23.4 29.8h5.8a3.1 3.3 0 1 1-5.8 0zM34.8 29.8h5.8a3.1 3.3 0 1 1-5.8 0z"),
    trace(INK, 1.3, "M23 29.7h6.6M34.4 29.7h6.6"),
];
pub(super) const FLAT_MOUTH: Shape = trace(MOUTH, 1.8, "M29.3 38.5q2.7.4 5.4-.4");
pub(super) const RAISED: Shape = line(Paint::Hair, 1.7, "M23.8 26.2q2.4-1.6 4.8-.4M35.4 25.2q2.5-1.5 5 .3");
pub(super) const LOOKING_LEFT: Shapes =
    &[GAZE[0], GAZE[1], GAZE[2], GAZE[3], RAISED, trace(INK, 3.6, "M25 31.4h.1M36.4 31.4h.1"), FLAT_MOUTH];
pub(super) const LOOKING_RIGHT: Shapes =
    &[GAZE[0], GAZE[1], GAZE[2], GAZE[3], RAISED, trace(INK, 3.6, "M27.5 31.4h.1M38.9 31.4h.1"), FLAT_MOUTH];
pub(super) const ZZ: &str = "M47 11h5.5l-5.5 7h5.5M41.5 5.5h3.5l-3.5 4.5h3.5";
pub(super) const ASLEEP: Shapes = &[
    CHEEKS,
    NOSE,
    BROWS,
    LIDS,
    trace(MOUTH, 1.7, "M30 38.2q2 1.5 4 0"),
    line(Paint::Backdrop, 5.0, ZZ),
    trace("#5b4a3d", 2.0, ZZ),
];
pub(super) const SHOCKED: Shapes = &[
    CHEEKS,
    NOSE,
    WHITES,
    line(Paint::Hair, 1.8, "M23.5 25.6q1.8-2.5 4.8-2M35.7 23.6q3-.5 4.8 2"),
    trace(INK, 2.8, "M26.3 31h.1M37.7 31h.1"),
    flat(MOUTH, "M32 35.8c4.2 0 4.2 6.5 0 6.5s-4.2-6.5 0-6.5z"),
    trace("#f2b53c", 2.0, "M45 56c-2 3.3-5.8 1.3-4.3-1.7"),
    flat("#f2b53c", "M39.5 49l9.5-4.5 3.5 7.5c1 2.5 0 4-1.5 5l-2.6 1.2c-2 .6-3.8 0-4.8-2.2z"),
    flat(
        "#7a4b2c",
        "M39.5 49.5l10.3-4.8-.9-1.8-10.3 4.8zM38 44.5a1.6 1.6 0 0 1 3.2 0 1.6 1.6 0 0 1-3.2 0zM43.5 41.5a1.3 1.3 0 0 1 2.6 0 1.3 1.3 0 0 1-2.6 0zM49.5 40a1 1 0 0 1 2 0 1 1 0 0 1-2 0z",
    ),
];

pub(super) const CONTENT: Shapes = &[CHEEKS, BROWS, EYES, GLINT, SMILE[0], SMILE[1]];
pub(super) const RESTLESS: Shapes = &[
    CHEEKS,
    WHITES,
    line(Paint::Hair, 2.0, "M23.3 25.5l5.2.5M35.2 23.8q3-2 5.5.5"),
    trace(INK, 3.6, "M27.6 30.4h.1M39 30.4h.1"),
    trace(INK, 2.0, "M27.5 39q1.5-2 3 0t3 0 3 0"),
    line(Paint::Backdrop, 2.0, "M53 13c3 4 4.5 6.5 4.5 9a4.5 4.5 0 0 1-9 0c0-2.5 1.5-5 4.5-9z"),
    flat("#3f9fc0", "M53 13c3 4 4.5 6.5 4.5 9a4.5 4.5 0 0 1-9 0c0-2.5 1.5-5 4.5-9z"),
];
pub(super) const CROSS: Shape = trace(INK, 2.2, "M23 26l6 2.5M41 26l-6 2.5");
pub(super) const FROWN: Shape = trace(INK, 2.2, "M28 40q4-4 8 0");
pub(super) const PUFF: &str = "M5.5 26a3.5 3.5 0 0 1 1.5-6.5 4.5 4.5 0 0 1 8.5 1 3 3 0 0 1-1 5.5zM58.5 26a3.5 3.5 0 0 0-1.5-6.5 4.5 4.5 0 0 0-8.5 1 3 3 0 0 0 1 5.5z";
pub(super) const ANNOYED: Shapes = &[
    CHEEKS,
    CROSS,
    flat(INK, "M26.5 29.5c2.4 0 2.4 4.6 0 4.6s-2.4-4.6 0-4.6zM37.5 29.5c2.4 0 2.4 4.6 0 4.6s-2.4-4.6 0-4.6z"),
    flat("#ffffff", "M26.5 40.5q0-4 5.5-4t5.5 4z"),
    trace(INK, 1.6, "M26.5 40.5q0-4 5.5-4t5.5 4zM32 36.5v4"),
    line(Paint::Backdrop, 2.4, PUFF),
    flat("#ffffff", PUFF),
];
pub(super) const LEAVING: Shapes = &[
    CROSS,
    trace(INK, 2.0, "M23.5 31.5q2.8 1.8 5.5 0M35 31.5q2.8 1.8 5.5 0"),
    FROWN,
    flat("#fffaf0", "M53 0a11 11 0 0 1 0 22 11 11 0 0 1 0-22z"),
    flat("#c8443a", "M53 2a9 9 0 0 1 0 18 9 9 0 0 1 0-18z"),
    trace("#ffffff", 2.8, "M53 6.5v5M53 15.5h.1"),
];

// Guests.

pub(super) const SCREEN: Shapes = &[
    line(Paint::Skin, 2.4, "M32 13V8.5"),
    fill(Paint::Hat, "M32 3.2a3 3 0 0 1 0 6 3 3 0 0 1 0-6z"),
    fill(Paint::Skin, "M21 12h22a6 6 0 0 1 6 6v18a6 6 0 0 1-6 6H21a6 6 0 0 1-6-6V18a6 6 0 0 1 6-6z"),
    flat(
        "#1d2b36",
        "M22.5 16h19a3.5 3.5 0 0 1 3.5 3.5v15a3.5 3.5 0 0 1-3.5 3.5h-19a3.5 3.5 0 0 1-3.5-3.5v-15a3.5 3.5 0 0 1 3.5-3.5z",
    ),
];
pub(super) const SCREEN_SMILE: Shapes =
    &[trace("#8fe3c8", 3.2, "M26 24.5v1.5M38 24.5v1.5"), trace("#8fe3c8", 2.4, "M26.5 31.5q5.5 4 11 0")];
pub(super) const SCREEN_DOTS: Shapes = &[trace("#ffd27a", 4.0, "M25 27h.1M32 27h.1M39 27h.1")];
pub(super) const SCREEN_CROSS: Shapes = &[
    trace("#ff9d8f", 2.4, "M23.8 22.5l4 4M27.8 22.5l-4 4M36.2 22.5l4 4M40.2 22.5l-4 4"),
    trace("#ff9d8f", 2.4, "M27 33q5-3 10 0"),
];
