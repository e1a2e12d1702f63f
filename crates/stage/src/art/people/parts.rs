//! What the parts of a portrait are made of, and the parts that every person has.

use crate::art::{Paint, Shape, fill};

pub(super) type Shapes = &'static [Shape];

pub(super) const NONE: Shapes = &[];

/// Hair that fits the head: behind it, before it, and the part that shows below a hat.
pub(super) struct Hair {
    pub(super) back: Shapes,
    pub(super) front: Shapes,
    pub(super) under: Shapes,
}

pub(super) struct Look {
    /// Hair, its colour, and the two tones of the skin.
    pub(super) born: (&'static Hair, &'static str, (&'static str, &'static str)),
    /// Clothes; beard or freckles, below hair and hat; hat; glasses, earrings or a pencil, above them.
    pub(super) worn: [Shapes; 4],
    /// Colours of shirt, apron, hat and disc.
    pub(super) cloth: [&'static str; 4],
}

pub(super) const INK: &str = "#26170f";
pub(super) const CREAM: &str = "#fffaf0";

pub(super) const DISC: Shapes = &[fill(Paint::Backdrop, "M32 0a32 32 0 0 1 0 64 32 32 0 0 1 0-64z")];
pub(super) const TORSO: &str = "M9 54.2c1.5-6.2 8-8.2 15-9h16c7 .8 13.5 2.8 15 9a32 32 0 0 1-46 0z";
pub(super) const NECK: Shape = fill(Paint::SkinShade, "M26.5 38h11v8.5c0 2.5-2.5 4-5.5 4s-5.5-1.5-5.5-4z");
pub(super) const HEAD: Shapes = &[fill(
    Paint::Skin,
    "M18.5 28c0-9 6-13.5 13.5-13.5S45.5 19 45.5 28c0 10-6.2 16-13.5 16S18.5 38 18.5 28zM18.6 34.5a3.2 3.2 0 0 1 0-6.5zM45.4 28a3.2 3.2 0 0 1 0 6.5z",
)];
