//! The drawings of the shop: people, things, icons and the logo.
//!
//! The art is data, so that one drawing serves both an inline SVG (`<path d fill>`) and a canvas (`Path2D`): each
//! picture is a flat list of filled or stroked outlines, painted in order, without gradients, clips, groups or text.

pub mod icons;
pub mod logo;
pub mod people;
pub mod things;

pub use icons::Icon;
pub use people::{Face, Figure, Mood};

/// One filled or stroked outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// The outline as SVG path data, in the box of the picture it belongs to.
    pub d: &'static str,
    /// The colour it is painted with.
    pub paint: Paint,
    /// The width of the stroke, with round caps and joins; none for a filled outline.
    pub stroke: Option<f32>,
}

/// The colour of a shape, resolved per person so that one drawing serves many people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// A fixed colour, `#rrggbb`.
    Fixed(&'static str),
    /// The person's skin.
    Skin,
    /// A deeper, warmer tone of the skin: neck, nose, cheeks.
    SkinShade,
    /// Hair, eyebrows and beard.
    Hair,
    /// The shirt under the apron.
    Shirt,
    /// Apron, waistcoat or scarf, and the darker parts of a hat.
    Apron,
    /// Cap, scarf, headband or bow tie.
    Hat,
    /// The disc behind the person.
    Backdrop,
    /// The colour of the text around it (`currentColor`): icons.
    Current,
}

/// The colours of one person, each `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// [`Paint::Skin`].
    pub skin: &'static str,
    /// [`Paint::SkinShade`].
    pub skin_shade: &'static str,
    /// [`Paint::Hair`].
    pub hair: &'static str,
    /// [`Paint::Shirt`].
    pub shirt: &'static str,
    /// [`Paint::Apron`].
    pub apron: &'static str,
    /// [`Paint::Hat`].
    pub hat: &'static str,
    /// [`Paint::Backdrop`].
    pub backdrop: &'static str,
}

impl Palette {
    /// For drawings in fixed colours only.
    pub const NONE: Self = Self { skin: "", skin_shade: "", hair: "", shirt: "", apron: "", hat: "", backdrop: "" };

    /// The colour of a paint; `current` is the colour of the surrounding text.
    pub const fn resolve(&self, paint: Paint, current: &'static str) -> &'static str {
        match paint {
            Paint::Fixed(colour) => colour,
            Paint::Skin => self.skin,
            Paint::SkinShade => self.skin_shade,
            Paint::Hair => self.hair,
            Paint::Shirt => self.shirt,
            Paint::Apron => self.apron,
            Paint::Hat => self.hat,
            Paint::Backdrop => self.backdrop,
            Paint::Current => current,
        }
    }
}

/// A drawing in fixed colours, in a box from (0, 0) to (`width`, `height`).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drawing {
    /// Width of the box.
    pub width: f32,
    /// Height of the box.
    pub height: f32,
    /// The shapes in painting order.
    pub shapes: &'static [Shape],
}

/// A filled outline.
const fn fill(paint: Paint, d: &'static str) -> Shape {
    Shape { d, paint, stroke: None }
}

/// A filled outline that always has this colour.
const fn flat(colour: &'static str, d: &'static str) -> Shape {
    fill(Paint::Fixed(colour), d)
}

/// A stroked line.
const fn line(paint: Paint, width: f32, d: &'static str) -> Shape {
    Shape { d, paint, stroke: Some(width) }
}

/// A stroked line that always has this colour.
const fn trace(colour: &'static str, width: f32, d: &'static str) -> Shape {
    line(Paint::Fixed(colour), width, d)
}

#[cfg(test)]
mod tests {
    use super::people::{LOOKS, Signal, barista, cashier, customer, guest};
    use super::*;

    #[test]
    fn ten_of_a_kind_are_ten_people() {
        let kinds: [fn(usize) -> Figure; 4] =
            [cashier, barista, |look| customer(look, Mood::Content), |look| guest(look, Signal::Answered)];
        for kind in kinds {
            for a in 0..LOOKS {
                assert!((0..a).all(|b| kind(a) != kind(b)), "look {a} is not distinct");
            }
            assert_eq!(kind(0), kind(LOOKS));
        }
    }

    #[test]
    fn the_favicon_is_the_logo() {
        let favicon = include_str!("../../../../static/favicon.svg");
        let drawn: Vec<&str> = favicon.split(" d=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(drawn, logo::LOGO.shapes.iter().map(|shape| shape.d).collect::<Vec<_>>());
    }

    #[test]
    fn a_slip_has_a_tooth_about_every_eight() {
        let teeth = "l-4 4-4-4".repeat(10);
        assert_eq!(things::slip(80.0, 64.0), format!("M0 60V2a2 2 0 0 1 2-2H78a2 2 0 0 1 2 2V60{teeth}z"));
    }
}
