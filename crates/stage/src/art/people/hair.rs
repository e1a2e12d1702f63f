//! Hair that fits the head, with and without a hat.

use super::parts::{Hair, NONE, Shapes};
use crate::art::{Paint, fill};

pub(super) const SIDES: Shapes =
    &[fill(Paint::Hair, "M17.6 21h4q0 5-2 9.5c-2-1.5-2.5-5.5-2-9.5zM46.4 21h-4q0 5 2 9.5c2-1.5 2.5-5.5 2-9.5z")];
pub(super) const CROP: Hair = Hair {
    back: NONE,
    front: &[fill(
        Paint::Hair,
        "M18 29c-3-12 4-18.5 14-18.5S49 17 46 29c-1.5-1-2-4-2.5-6.5-6 .8-10.5-.6-13.5-3.2-1.8 3-5 5-9.5 5.2-.3 1.5-1 3.5-2.5 4.5z",
    )],
    under: SIDES,
};
pub(super) const QUIFF: Hair = Hair {
    back: NONE,
    front: &[fill(
        Paint::Hair,
        "M18.5 29c-2.5-5-2-10 .5-13.5C20 8 29 5 38 7.5c2.5.6 5 .5 6.5-.5.5 3-.5 5-2 6.5 3.5 3.5 5 9 3 15.5-1.5-1.5-2-5-2.5-7.5-7-.3-14-.8-19.5-3.5-1 4-2.5 8.5-5 11z",
    )],
    under: SIDES,
};
pub(super) const BOB: Hair = Hair {
    back: &[fill(Paint::Hair, "M15 37c-2-16 4-26.5 17-26.5S51 21 49 37c-.3 4-2.5 5.5-6 5.5H21c-3.5 0-5.7-1.5-6-5.5z")],
    front: &[fill(
        Paint::Hair,
        "M17 32c-3-14 3.5-21.5 15-21.5S50 18 47 32c-2-1.5-3.5-5-4-9-7 1.5-15 1.5-22 0-.5 4-2 7.5-4 9z",
    )],
    under: SIDES,
};
pub(super) const CURLS: Hair = Hair {
    back: &[fill(
        Paint::Hair,
        "M17 37c-5-1-6-6-3.5-9-3.5-4-1.5-10 3-11 0-5.5 5.5-8.5 9.5-7 3-3.5 9-3.5 12 0 4-1.5 9.5 1.5 9.5 7 4.5 1 6.5 7 3 11 2.5 3 1.5 8-3.5 9z",
    )],
    front: &[fill(
        Paint::Hair,
        "M17 28c-2-12 5-16.5 15-16.5S49 16 47 28c-2.5 0-3.5-1.5-3.3-3.5-2.7.5-4.5-1-4.7-3-2.5 1.5-5.5 1-7-1-1.5 2-4.5 2.5-7 1-.2 2-2 3.5-4.7 3 .2 2-.8 3.5-3.3 3.5z",
    )],
    under: SIDES,
};
pub(super) const PUFFS: Hair = Hair {
    back: &[fill(Paint::Hair, "M14.5 25a7.5 7.5 0 1 1 6.5-12.5l-2.5 8zM49.5 25a7.5 7.5 0 1 0-6.5-12.5l2.5 8z")],
    front: &[fill(Paint::Hair, "M18 28c-2.5-12 5-16.5 14-16.5S48.5 16 46 28c-1.5-4-6-8.5-14-9.5-8 1-12.5 5.5-14 9.5z")],
    under: SIDES,
};
pub(super) const BUN: Hair = Hair {
    back: &[fill(Paint::Hair, "M32 2a6.5 6.5 0 0 1 0 13 6.5 6.5 0 0 1 0-13z")],
    front: &[fill(
        Paint::Hair,
        "M18 30c-3-13 5-18.5 14-18.5S49 17 46 30c-1.5-1-2-2.5-2.2-4.5-4.8-.5-9.3-3-11.8-7-2.5 4-7 6.5-11.8 7-.2 2-.7 3.5-2.2 4.5z",
    )],
    under: SIDES,
};
pub(super) const FLOWING: Hair = Hair {
    back: &[fill(
        Paint::Hair,
        "M13.5 48c2.5-5 1.5-12 1.5-19 0-12 6.5-18.5 17-18.5S49 17 49 29c0 7-1 14 1.5 19-5 3.5-32 3.5-37 0z",
    )],
    front: &[fill(
        Paint::Hair,
        "M17 34c-3-16 4-23.5 15-23.5S50 18 47 34c-2-3-3-7-3.5-10.5-6-.5-11.5-3-14-7-1.5 5-5 8.5-9 10-.5 3-1.5 5-3.5 7.5z",
    )],
    under: SIDES,
};
pub(super) const TAIL: Hair = Hair {
    back: &[fill(Paint::Hair, "M41 14c7-2.5 13 1 13 9 0 6-2 8 1 13.5-6.5 1-10.5-3-10.5-9.5z")],
    front: &[fill(
        Paint::Hair,
        "M18 30c-3-13 4-19 14-19s17 6 14 19c-1.5-1.5-2-3-2.5-5.5-8-.5-15-3-18.5-6-1 4-3.5 6.5-5 7-.2 2-.5 3.5-2 4.5z",
    )],
    under: SIDES,
};
pub(super) const BUZZ: Hair = Hair {
    back: NONE,
    front: &[fill(
        Paint::Hair,
        "M18.2 28c-2-10 4.8-15.5 13.8-15.5S47.8 18 45.8 28l-1.3-5q-2-3.5-5-3.5H24.5q-3 0-5 3.5z",
    )],
    under: SIDES,
};
pub(super) const BALD: Hair =
    Hair { back: NONE, front: &[fill(Paint::SkinShade, "M25 18.5q3-2 6-2l.2 1q-3 .2-5.7 1.8z")], under: NONE };

/// Hidden under a headscarf.
pub(super) const TUCKED: Hair = Hair { back: NONE, front: NONE, under: NONE };
