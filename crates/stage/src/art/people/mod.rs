//! Cashiers, baristas, customers and guests: friendly flat portraits in a disc, in a 64 × 64 box.
//!
//! A portrait is a stack of parts that fit one head: hair behind it, clothes, hair before it, a hat, accessories, and
//! on top the face. Only the face changes while the shop runs.

mod accessories;
mod cast;
mod clothes;
mod faces;
mod hair;
mod parts;

use self::cast::{BARISTAS, CASHIERS, CUSTOMERS, GUESTS};
use self::clothes::HOODIE;
use self::faces::{
    ANNOYED, ASLEEP, CONTENT, HAPPY, LEAVING, LOOKING_LEFT, LOOKING_RIGHT, NOTING, POURING, RESTLESS, SCREEN,
    SCREEN_CROSS, SCREEN_DOTS, SCREEN_SMILE, SHOCKED,
};
use self::parts::{DISC, HEAD, Look, NONE};
use super::{Palette, Shape};

/// Side of the square box the figures are drawn in.
pub const BOX: f32 = 64.0;

/// The number of looks per role before they repeat.
pub const LOOKS: usize = 10;

/// The expression of a member of staff.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Face {
    /// Smiles: ready, or all is well.
    #[default]
    Happy,
    /// Focused: a cashier notes an order, a barista makes one.
    Busy,
    /// Looks at the board and waits.
    Waiting,
    /// On a break: closed eyes, zz.
    Asleep,
    /// Has just dropped the cup.
    Shocked,
}

/// The mood of a waiting customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mood {
    /// Smiles.
    #[default]
    Content,
    /// Looks around; a drop of sweat.
    Restless,
    /// Frowns, steam at both ears.
    Annoyed,
    /// Has had enough: closed eyes and a red exclamation mark.
    Leaving,
}

/// The state of a guest's last call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Signal {
    /// Smiles: it was answered.
    #[default]
    Answered,
    /// Three dots: it waits.
    Waiting,
    /// Crossed eyes, and the disc reddens: it was refused.
    Refused,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Cashier,
    Barista,
    Customer,
}

/// The portrait of one person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// The parts that stay: disc, clothes, head, hair and hat, in painting order. Empty slices are absent parts.
    pub base: [&'static [Shape]; 8],
    /// The expression and what the hands hold; painted last.
    pub face: &'static [Shape],
    /// The colours of the person.
    pub palette: Palette,
    role: Role,
}

impl Figure {
    /// Returns the person with another expression. A break turns the disc grey, a dropped cup red.
    pub const fn with(mut self, face: Face) -> Self {
        self.face = match (face, self.role) {
            (Face::Happy, _) => HAPPY,
            (Face::Busy, Role::Barista) => POURING,
            (Face::Busy, _) => NOTING,
            (Face::Waiting, Role::Barista) => LOOKING_LEFT,
            (Face::Waiting, _) => LOOKING_RIGHT,
            (Face::Asleep, _) => ASLEEP,
            (Face::Shocked, _) => SHOCKED,
        };
        match face {
            Face::Asleep => self.palette.backdrop = "#ddd6cc",
            Face::Shocked => self.palette.backdrop = "#f3bfae",
            _ => {}
        }
        self
    }

    /// All shapes in painting order.
    pub fn shapes(&self) -> impl Iterator<Item = &'static Shape> + use<> {
        self.base.into_iter().chain([self.face]).flatten()
    }
}

/// A cashier: a warm disc, a waistcoat with a shirt front. Looks repeat after [`LOOKS`].
pub const fn cashier(look: usize) -> Figure {
    person(&CASHIERS[look % LOOKS], Role::Cashier)
}

/// A barista: a mint disc, a hat and an apron in teal. Looks repeat after [`LOOKS`].
pub const fn barista(look: usize) -> Figure {
    person(&BARISTAS[look % LOOKS], Role::Barista)
}

/// A customer in a street coat. The mood also tints the disc. Looks repeat after [`LOOKS`].
pub const fn customer(look: usize, mood: Mood) -> Figure {
    let mut figure = person(&CUSTOMERS[look % LOOKS], Role::Customer);
    (figure.face, figure.palette.backdrop) = match mood {
        Mood::Content => (CONTENT, figure.palette.backdrop),
        Mood::Restless => (RESTLESS, "#f8dc98"),
        Mood::Annoyed => (ANNOYED, "#f2b49c"),
        Mood::Leaving => (LEAVING, "#cfc4b7"),
    };
    figure
}

/// A guest: a program in a hooded jumper, with a screen for a face. Looks repeat after [`LOOKS`].
pub const fn guest(look: usize, signal: Signal) -> Figure {
    let [casing, shirt, hood, backdrop] = GUESTS[look % LOOKS];
    let (face, backdrop) = match signal {
        Signal::Answered => (SCREEN_SMILE, backdrop),
        Signal::Waiting => (SCREEN_DOTS, "#f8dc98"),
        Signal::Refused => (SCREEN_CROSS, "#f3bfae"),
    };
    let palette =
        Palette { skin: casing, skin_shade: "#8a8f9c", hair: casing, shirt, apron: hood, hat: "#f2b53c", backdrop };
    Figure { base: [DISC, NONE, HOODIE, SCREEN, NONE, NONE, NONE, NONE], face, palette, role: Role::Customer }
}

const fn person(look: &Look, role: Role) -> Figure {
    let (hair, tint, skin) = look.born;
    let [dress, extra, hat, touch] = look.worn;
    let front = if hat.is_empty() { hair.front } else { hair.under };
    Figure {
        base: [DISC, hair.back, dress, HEAD, extra, front, hat, touch],
        face: if matches!(role, Role::Customer) { CONTENT } else { HAPPY },
        palette: Palette {
            skin: skin.0,
            skin_shade: skin.1,
            hair: tint,
            shirt: look.cloth[0],
            apron: look.cloth[1],
            hat: look.cloth[2],
            backdrop: look.cloth[3],
        },
        role,
    }
}
