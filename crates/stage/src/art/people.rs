//! Cashiers, baristas and customers: friendly flat portraits in a disc, in a 64 × 64 box.
//!
//! A portrait is put together from parts that fit one head: hair behind it, clothes, hair before it, a hat, small
//! touches, and on top the face, which is the only part that changes while the shop runs.

use super::{Paint, Palette, Shape, fill, flat, line, trace};

/// Side of the square box the figures are drawn in.
pub const BOX: f32 = 64.0;

/// How many different cashiers, baristas or customers there are before looks repeat.
pub const LOOKS: usize = 10;

/// What a member of staff feels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Face {
    /// Smiles: ready, or all is well.
    #[default]
    Happy,
    /// Focused: a cashier notes an order, a barista makes one.
    Busy,
    /// Looks at the board, with nothing to do but wait.
    Waiting,
    /// On a break: closed eyes, zz.
    Asleep,
    /// Just dropped the cup.
    Shocked,
}

/// How a customer takes the waiting.
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

/// What came of a guest's last call.
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

/// One person, ready to be painted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// All that stays: disc, clothes, head, hair and hat, in painting order. Empty slices are parts not worn.
    pub base: [&'static [Shape]; 8],
    /// The expression and what the hands hold; painted last.
    pub face: &'static [Shape],
    /// The colours of the person.
    pub palette: Palette,
    role: Role,
}

impl Figure {
    /// The same member of staff with another expression. A break greys the disc and a dropped cup reddens it.
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

/// A guest: somebody's program in a hooded jumper, with a screen for a face. Looks repeat after [`LOOKS`].
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

type Shapes = &'static [Shape];

const NONE: Shapes = &[];

/// Hair that fits the head: behind it, before it, and what shows of it below a hat.
struct Hair {
    back: Shapes,
    front: Shapes,
    under: Shapes,
}

struct Look {
    /// Hair, its colour, and the two tones of the skin.
    born: (&'static Hair, &'static str, (&'static str, &'static str)),
    /// Clothes; beard or freckles, below hair and hat; hat; glasses, earrings or a pencil, above them.
    worn: [Shapes; 4],
    /// Colours of shirt, apron, hat and disc.
    cloth: [&'static str; 4],
}

// Colours.

const INK: &str = "#26170f";
const CREAM: &str = "#fffaf0";
const PORCELAIN: (&str, &str) = ("#fad9bd", "#eeb193");
const PEACH: (&str, &str) = ("#f2c49c", "#df9c76");
const HONEY: (&str, &str) = ("#dfa878", "#c5825a");
const ALMOND: (&str, &str) = ("#c98d63", "#ab6947");
const CINNAMON: (&str, &str) = ("#a96d48", "#8b4f34");
const COCOA: (&str, &str) = ("#94603f", "#74452b");
const COFFEE: (&str, &str) = ("#7e513a", "#603827");
const BLACK: &str = "#21150f";
const BROWN: &str = "#46291a";
const CHESTNUT: &str = "#7a4122";
const GINGER: &str = "#c0602c";
const BLOND: &str = "#d9a03f";
const SILVER: &str = "#a89c90";

// The parts every person has.

const DISC: Shapes = &[fill(Paint::Backdrop, "M32 0a32 32 0 0 1 0 64 32 32 0 0 1 0-64z")];
const TORSO: &str = "M9 54.2c1.5-6.2 8-8.2 15-9h16c7 .8 13.5 2.8 15 9a32 32 0 0 1-46 0z";
const NECK: Shape = fill(Paint::SkinShade, "M26.5 38h11v8.5c0 2.5-2.5 4-5.5 4s-5.5-1.5-5.5-4z");
const HEAD: Shapes = &[fill(
    Paint::Skin,
    "M18.5 28c0-9 6-13.5 13.5-13.5S45.5 19 45.5 28c0 10-6.2 16-13.5 16S18.5 38 18.5 28zM18.6 34.5a3.2 3.2 0 0 1 0-6.5zM45.4 28a3.2 3.2 0 0 1 0 6.5z",
)];

// Clothes.

const VEST: [Shape; 4] = [
    fill(Paint::Apron, TORSO),
    fill(Paint::Shirt, "M23.5 45.2h17L36 63.7a32 32 0 0 1-8 0z"),
    NECK,
    flat("#ffffff", "M24.5 44l7.5 7.5-5.5 4-4.5-9.5zM39.5 44L32 51.5l5.5 4L42 46z"),
];
const BOW: &str = "M32 52l-5.5-3v6zl5.5-3v6zM30.5 52a1.5 1.5 0 0 1 3 0 1.5 1.5 0 0 1-3 0z";
const BOW_TIE: Shapes = &[VEST[0], VEST[1], VEST[2], VEST[3], fill(Paint::Hat, BOW)];
const LONG_TIE: Shapes =
    &[VEST[0], VEST[1], VEST[2], VEST[3], fill(Paint::Hat, "M30 51.3h4l-.8 2.7 1.8 6.5-3 3-3-3 1.8-6.5z")];
const BADGE: Shapes =
    &[VEST[0], VEST[1], VEST[2], VEST[3], flat(CREAM, "M43.5 53.5h7v4h-7z"), trace(INK, 1.0, "M45 55.5h4")];
const BIB: Shapes = &[
    fill(Paint::Shirt, TORSO),
    NECK,
    line(Paint::Apron, 3.0, "M22.8 53V46M41.2 53V46"),
    fill(Paint::Apron, "M21 52q11 3 22 0v10a32 32 0 0 1-22 0z"),
    flat(CREAM, "M28 56h7v3.5a2.5 2.5 0 0 1-2.5 2.5h-2a2.5 2.5 0 0 1-2.5-2.5z"),
    trace(CREAM, 1.2, "M35 57.2c2.8-.4 2.8 3 0 2.6"),
];
const SCARF: Shapes = &[
    fill(Paint::Shirt, TORSO),
    NECK,
    fill(
        Paint::Apron,
        "M22 45c0-2 1.5-3 3.5-2.5q6.5 2.5 13 0c2-.5 3.5.5 3.5 2.5s-1 3.5-3 4l-.5 8.5h-6V50C27 50 22 49.5 22 45z",
    ),
];
const HOODIE: Shapes = &[
    fill(Paint::Shirt, TORSO),
    fill(Paint::Apron, "M19.5 46.5c0-4 4-5.5 12.5-5.5s12.5 1.5 12.5 5.5c0 5-6 8.5-12.5 8.5s-12.5-3.5-12.5-8.5z"),
    NECK,
    trace(CREAM, 1.4, "M27 54v5M37 54v5"),
];
const COAT: Shapes = &[
    fill(Paint::Shirt, TORSO),
    fill(Paint::Apron, "M23 45h18l-9 15z"),
    NECK,
    fill(Paint::Hat, "M23.5 43.5L32 58.5l-4 3.5-9-14zM40.5 43.5L32 58.5l4 3.5 9-14z"),
];

// A guest's head.

const SCREEN: Shapes = &[
    line(Paint::Skin, 2.4, "M32 13V8.5"),
    fill(Paint::Hat, "M32 3.2a3 3 0 0 1 0 6 3 3 0 0 1 0-6z"),
    fill(Paint::Skin, "M21 12h22a6 6 0 0 1 6 6v18a6 6 0 0 1-6 6H21a6 6 0 0 1-6-6V18a6 6 0 0 1 6-6z"),
    flat(
        "#1d2b36",
        "M22.5 16h19a3.5 3.5 0 0 1 3.5 3.5v15a3.5 3.5 0 0 1-3.5 3.5h-19a3.5 3.5 0 0 1-3.5-3.5v-15a3.5 3.5 0 0 1 3.5-3.5z",
    ),
];
const SCREEN_SMILE: Shapes =
    &[trace("#8fe3c8", 3.2, "M26 24.5v1.5M38 24.5v1.5"), trace("#8fe3c8", 2.4, "M26.5 31.5q5.5 4 11 0")];
const SCREEN_DOTS: Shapes = &[trace("#ffd27a", 4.0, "M25 27h.1M32 27h.1M39 27h.1")];
const SCREEN_CROSS: Shapes = &[
    trace("#ff9d8f", 2.4, "M23.8 22.5l4 4M27.8 22.5l-4 4M36.2 22.5l4 4M40.2 22.5l-4 4"),
    trace("#ff9d8f", 2.4, "M27 33q5-3 10 0"),
];

// Hair.

const SIDES: Shapes =
    &[fill(Paint::Hair, "M17.6 21h4q0 5-2 9.5c-2-1.5-2.5-5.5-2-9.5zM46.4 21h-4q0 5 2 9.5c2-1.5 2.5-5.5 2-9.5z")];
const CROP: Hair = Hair {
    back: NONE,
    front: &[fill(
        Paint::Hair,
        "M18 29c-3-12 4-18.5 14-18.5S49 17 46 29c-1.5-1-2-4-2.5-6.5-6 .8-10.5-.6-13.5-3.2-1.8 3-5 5-9.5 5.2-.3 1.5-1 3.5-2.5 4.5z",
    )],
    under: SIDES,
};
const QUIFF: Hair = Hair {
    back: NONE,
    front: &[fill(
        Paint::Hair,
        "M18.5 29c-2.5-5-2-10 .5-13.5C20 8 29 5 38 7.5c2.5.6 5 .5 6.5-.5.5 3-.5 5-2 6.5 3.5 3.5 5 9 3 15.5-1.5-1.5-2-5-2.5-7.5-7-.3-14-.8-19.5-3.5-1 4-2.5 8.5-5 11z",
    )],
    under: SIDES,
};
const BOB: Hair = Hair {
    back: &[fill(Paint::Hair, "M15 37c-2-16 4-26.5 17-26.5S51 21 49 37c-.3 4-2.5 5.5-6 5.5H21c-3.5 0-5.7-1.5-6-5.5z")],
    front: &[fill(
        Paint::Hair,
        "M17 32c-3-14 3.5-21.5 15-21.5S50 18 47 32c-2-1.5-3.5-5-4-9-7 1.5-15 1.5-22 0-.5 4-2 7.5-4 9z",
    )],
    under: SIDES,
};
const CURLS: Hair = Hair {
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
const PUFFS: Hair = Hair {
    back: &[fill(Paint::Hair, "M14.5 25a7.5 7.5 0 1 1 6.5-12.5l-2.5 8zM49.5 25a7.5 7.5 0 1 0-6.5-12.5l2.5 8z")],
    front: &[fill(Paint::Hair, "M18 28c-2.5-12 5-16.5 14-16.5S48.5 16 46 28c-1.5-4-6-8.5-14-9.5-8 1-12.5 5.5-14 9.5z")],
    under: SIDES,
};
const BUN: Hair = Hair {
    back: &[fill(Paint::Hair, "M32 2a6.5 6.5 0 0 1 0 13 6.5 6.5 0 0 1 0-13z")],
    front: &[fill(
        Paint::Hair,
        "M18 30c-3-13 5-18.5 14-18.5S49 17 46 30c-1.5-1-2-2.5-2.2-4.5-4.8-.5-9.3-3-11.8-7-2.5 4-7 6.5-11.8 7-.2 2-.7 3.5-2.2 4.5z",
    )],
    under: SIDES,
};
const FLOWING: Hair = Hair {
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
const TAIL: Hair = Hair {
    back: &[fill(Paint::Hair, "M41 14c7-2.5 13 1 13 9 0 6-2 8 1 13.5-6.5 1-10.5-3-10.5-9.5z")],
    front: &[fill(
        Paint::Hair,
        "M18 30c-3-13 4-19 14-19s17 6 14 19c-1.5-1.5-2-3-2.5-5.5-8-.5-15-3-18.5-6-1 4-3.5 6.5-5 7-.2 2-.5 3.5-2 4.5z",
    )],
    under: SIDES,
};
const BUZZ: Hair = Hair {
    back: NONE,
    front: &[fill(
        Paint::Hair,
        "M18.2 28c-2-10 4.8-15.5 13.8-15.5S47.8 18 45.8 28l-1.3-5q-2-3.5-5-3.5H24.5q-3 0-5 3.5z",
    )],
    under: SIDES,
};
const BALD: Hair =
    Hair { back: NONE, front: &[fill(Paint::SkinShade, "M25 18.5q3-2 6-2l.2 1q-3 .2-5.7 1.8z")], under: NONE };

/// Under a headscarf.
const TUCKED: Hair = Hair { back: NONE, front: NONE, under: NONE };

// Beards and freckles.

const BEARD: Shapes = &[fill(
    Paint::Hair,
    "M18.5 29.5c.5 4.5 2.5 7 5 7 3 0 5-2.8 8.5-2.8s5.5 2.8 8.5 2.8c2.5 0 4.5-2.5 5-7 1 12-5 18-13.5 18s-14.5-6-13.5-18zM26.2 37.5c0 2.8 2.8 4.3 5.8 4.3s5.8-1.5 5.8-4.3-2.8-2.5-5.8-2.5-5.8-.3-5.8 2.5z",
)];
const MOUSTACHE: Shapes =
    &[fill(Paint::Hair, "M32 34.3c2-1.8 6.5-1 8 2.2-3 1-6.5.8-8-.5-1.5 1.3-5 1.5-8 .5 1.5-3.2 6-4 8-2.2z")];
const FRECKLES: Shapes =
    &[line(Paint::SkinShade, 1.2, "M21.5 34.5h.1M24.5 35.8h.1M23.8 33.5h.1M42.5 34.5h.1M39.5 35.8h.1M40.2 33.5h.1")];

// Hats.

const CAP: Shapes = &[
    fill(Paint::Hat, "M17.5 24.5c-1-11 5-16 14.5-16s15.5 5 14.5 16c-9-3-20-3-29 0z"),
    fill(Paint::Apron, "M17.5 24.5c1.5-6 27.5-6 29 0 .4 1.7-1 2.3-2.5 1.8-7.5-2.5-16.5-2.5-24 0-1.5.5-2.9-.1-2.5-1.8z"),
    flat(CREAM, "M32 11.5a3.2 3.2 0 0 1 0 6.4 3.2 3.2 0 0 1 0-6.4z"),
];
const BEANIE: Shapes = &[
    fill(Paint::Hat, "M18 22C18 12 24 7 32 7s14 5 14 15z"),
    fill(
        Paint::Apron,
        "M18.5 18.5c9-2.5 18-2.5 27 0 1.5.4 2 1.5 2 3v1.5c0 1.5-1 2.2-2.5 1.8-9-2-17-2-26 0-1.5.4-2.5-.3-2.5-1.8v-1.5c0-1.5.5-2.6 2-3z",
    ),
    flat(CREAM, "M32 3.5a3 3 0 0 1 0 6 3 3 0 0 1 0-6z"),
];
const BANDANA: Shapes = &[
    fill(Paint::Apron, "M44 21l9-4-1 5 4 4.5-10-1z"),
    fill(Paint::Hat, "M17.5 26c-2-11 5-16.5 14.5-16.5S48.5 15 46.5 26C39 20.5 25 20.5 17.5 26z"),
    line(Paint::Fixed(CREAM), 2.0, "M24 18h.1M29 13.5h.1M34.5 17.5h.1M40 15h.1"),
];
const BERET: Shapes = &[
    fill(Paint::Hat, "M15 20.5C11 12 22 6 34 7s20 8 14 14.5c-3 1.5-7 .5-10 0-7-1-13-.5-19 1.5-2 .5-3.5-1-4-2.5z"),
    line(Paint::Apron, 2.6, "M19 22.5c8-3 18-3 26 0"),
    line(Paint::Hat, 2.0, "M33 7.5l1-2.5"),
];
const BAND: Shapes = &[line(Paint::Hat, 3.4, "M18.5 22c5-5.5 22-5.5 27 0")];
const HIJAB: Shapes = &[
    fill(
        Paint::Hat,
        "M32 9c10.5 0 17 7 17 19 0 6-1 11-3.5 15.5C43 50 38 53 32 53s-11-3-13.5-9.5C16 39 15 34 15 28 15 16 21.5 9 32 9zM32 17.5c-7 0-11.5 4.5-11.5 11.5 0 8 5 13.5 11.5 13.5S43.5 37 43.5 29c0-7-4.5-11.5-11.5-11.5z",
    ),
    line(Paint::Apron, 1.6, "M20.5 41c3 5 9 8.5 17 7.5M40 43.5c-2.5 3-6 5.5-10.5 7"),
];

// Small touches.

const GLASSES: Shapes = &[trace(
    INK,
    1.3,
    "M30.8 31a4.6 4.6 0 1 1-9.2 0 4.6 4.6 0 0 1 9.2 0zM42.4 31a4.6 4.6 0 1 1-9.2 0 4.6 4.6 0 0 1 9.2 0zM30.8 30.4q1.2-1 2.4 0",
)];
/// Coloured frames.
const SPECS: Shapes = &[line(Paint::Hat, 1.5, GLASSES[0].d)];
const EARRINGS: Shapes = &[flat(
    "#f2b53c",
    "M17.6 35a1.7 1.7 0 0 1 0 3.4 1.7 1.7 0 0 1 0-3.4zM46.4 35a1.7 1.7 0 0 1 0 3.4 1.7 1.7 0 0 1 0-3.4z",
)];
const PENCIL: Shapes = &[trace("#f2b53c", 2.4, "M44 24.5l8-6"), trace(INK, 1.6, "M53.3 17.5l.8-.6")];

// Faces.

const EYES: Shape = flat(INK, "M26.3 28.6c2.4 0 2.4 5 0 5s-2.4-5 0-5zM37.7 28.6c2.4 0 2.4 5 0 5s-2.4-5 0-5z");
const GLINT: Shape = trace("#ffffff", 1.3, "M26.9 30.2h.1M38.3 30.2h.1");
const WHITES: Shape = flat(
    "#ffffff",
    "M26.3 27.7a3.1 3.3 0 0 1 0 6.6 3.1 3.3 0 0 1 0-6.6zM37.7 27.7a3.1 3.3 0 0 1 0 6.6 3.1 3.3 0 0 1 0-6.6z",
);
const CHEEKS: Shape = line(Paint::SkinShade, 3.6, "M22.8 35h.1M41.2 35h.1");
const NOSE: Shape = line(Paint::SkinShade, 1.6, "M32 31.5q1.6 2.4-.4 2.7");
const BROWS: Shape = line(Paint::Hair, 1.6, "M24 26.3q2.3-1.5 4.6-.2M35.4 26.1q2.3-1.3 4.6.2");
const LIDS: Shape = trace(INK, 1.8, "M23.5 31q2.8 2.4 5.5 0M35 31q2.8 2.4 5.5 0");
const MOUTH: &str = "#6b221a";

const SMILE: [Shape; 2] = [
    flat(MOUTH, "M27 36.5q5 1 10 0c.2 6.5-10.2 6.5-10 0z"),
    flat("#ffffff", "M27.8 36.7q4.2.7 8.4 0l-.4 1.9q-3.8.6-7.6 0z"),
];
const HAPPY: Shapes = &[CHEEKS, NOSE, BROWS, EYES, GLINT, SMILE[0], SMILE[1]];
const FOCUS: [Shape; 6] = [
    CHEEKS,
    NOSE,
    line(Paint::Hair, 1.8, "M23.8 27q2.5-.6 5 .8M35.2 27.8q2.5-1.4 5-.8"),
    flat(INK, "M27 30.5c2.2 0 2.2 4.4 0 4.4s-2.2-4.4 0-4.4zM38 30.5c2.2 0 2.2 4.4 0 4.4s-2.2-4.4 0-4.4z"),
    trace(MOUTH, 1.6, "M29.5 38.5h5"),
    flat("#e0705f", "M31.5 38.8h3.6c.2 3-3.8 3-3.6 0z"),
];
const NOTING: Shapes = &[
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
const POURING: Shapes = &[
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
const GAZE: [Shape; 4] = [
    CHEEKS,
    NOSE,
    flat("#ffffff", "M23.4 29.8h5.8a3.1 3.3 0 1 1-5.8 0zM34.8 29.8h5.8a3.1 3.3 0 1 1-5.8 0z"),
    trace(INK, 1.3, "M23 29.7h6.6M34.4 29.7h6.6"),
];
const FLAT_MOUTH: Shape = trace(MOUTH, 1.8, "M29.3 38.5q2.7.4 5.4-.4");
const RAISED: Shape = line(Paint::Hair, 1.7, "M23.8 26.2q2.4-1.6 4.8-.4M35.4 25.2q2.5-1.5 5 .3");
const LOOKING_LEFT: Shapes =
    &[GAZE[0], GAZE[1], GAZE[2], GAZE[3], RAISED, trace(INK, 3.6, "M25 31.4h.1M36.4 31.4h.1"), FLAT_MOUTH];
const LOOKING_RIGHT: Shapes =
    &[GAZE[0], GAZE[1], GAZE[2], GAZE[3], RAISED, trace(INK, 3.6, "M27.5 31.4h.1M38.9 31.4h.1"), FLAT_MOUTH];
const ZZ: &str = "M47 11h5.5l-5.5 7h5.5M41.5 5.5h3.5l-3.5 4.5h3.5";
const ASLEEP: Shapes = &[
    CHEEKS,
    NOSE,
    BROWS,
    LIDS,
    trace(MOUTH, 1.7, "M30 38.2q2 1.5 4 0"),
    line(Paint::Backdrop, 5.0, ZZ),
    trace("#5b4a3d", 2.0, ZZ),
];
const SHOCKED: Shapes = &[
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

const CONTENT: Shapes = &[CHEEKS, BROWS, EYES, GLINT, SMILE[0], SMILE[1]];
const RESTLESS: Shapes = &[
    CHEEKS,
    WHITES,
    line(Paint::Hair, 2.0, "M23.3 25.5l5.2.5M35.2 23.8q3-2 5.5.5"),
    trace(INK, 3.6, "M27.6 30.4h.1M39 30.4h.1"),
    trace(INK, 2.0, "M27.5 39q1.5-2 3 0t3 0 3 0"),
    line(Paint::Backdrop, 2.0, "M53 13c3 4 4.5 6.5 4.5 9a4.5 4.5 0 0 1-9 0c0-2.5 1.5-5 4.5-9z"),
    flat("#3f9fc0", "M53 13c3 4 4.5 6.5 4.5 9a4.5 4.5 0 0 1-9 0c0-2.5 1.5-5 4.5-9z"),
];
const CROSS: Shape = trace(INK, 2.2, "M23 26l6 2.5M41 26l-6 2.5");
const FROWN: Shape = trace(INK, 2.2, "M28 40q4-4 8 0");
const PUFF: &str = "M5.5 26a3.5 3.5 0 0 1 1.5-6.5 4.5 4.5 0 0 1 8.5 1 3 3 0 0 1-1 5.5zM58.5 26a3.5 3.5 0 0 0-1.5-6.5 4.5 4.5 0 0 0-8.5 1 3 3 0 0 0 1 5.5z";
const ANNOYED: Shapes = &[
    CHEEKS,
    CROSS,
    flat(INK, "M26.5 29.5c2.4 0 2.4 4.6 0 4.6s-2.4-4.6 0-4.6zM37.5 29.5c2.4 0 2.4 4.6 0 4.6s-2.4-4.6 0-4.6z"),
    flat("#ffffff", "M26.5 40.5q0-4 5.5-4t5.5 4z"),
    trace(INK, 1.6, "M26.5 40.5q0-4 5.5-4t5.5 4zM32 36.5v4"),
    line(Paint::Backdrop, 2.4, PUFF),
    flat("#ffffff", PUFF),
];
const LEAVING: Shapes = &[
    CROSS,
    trace(INK, 2.0, "M23.5 31.5q2.8 1.8 5.5 0M35 31.5q2.8 1.8 5.5 0"),
    FROWN,
    flat("#fffaf0", "M53 0a11 11 0 0 1 0 22 11 11 0 0 1 0-22z"),
    flat("#c8443a", "M53 2a9 9 0 0 1 0 18 9 9 0 0 1 0-18z"),
    trace("#ffffff", 2.8, "M53 6.5v5M53 15.5h.1"),
];

// The cast.

const CASHIERS: [Look; LOOKS] = [
    Look {
        born: (&BOB, BROWN, PEACH),
        worn: [BOW_TIE, NONE, NONE, EARRINGS],
        cloth: ["#fff1da", "#d9663f", "#2f9e97", "#f7dfb2"],
    },
    Look {
        born: (&CROP, BLACK, COCOA),
        worn: [BADGE, NONE, NONE, PENCIL],
        cloth: ["#fff1da", "#b5482f", "#f2b53c", "#f9dcae"],
    },
    Look {
        born: (&BUN, GINGER, PORCELAIN),
        worn: [LONG_TIE, FRECKLES, NONE, NONE],
        cloth: ["#fff6e6", "#8f5a2b", "#d9663f", "#f6d6a8"],
    },
    Look {
        born: (&BALD, BLACK, COFFEE),
        worn: [BOW_TIE, BEARD, NONE, NONE],
        cloth: ["#fff1da", "#e08a2e", "#c8443a", "#f7dfb2"],
    },
    Look {
        born: (&FLOWING, BLOND, HONEY),
        worn: [BADGE, NONE, NONE, GLASSES],
        cloth: ["#fff6e6", "#c8553d", "#2f9e97", "#f5d9b8"],
    },
    Look {
        born: (&CURLS, BLACK, CINNAMON),
        worn: [LONG_TIE, NONE, NONE, EARRINGS],
        cloth: ["#fff1da", "#d9663f", "#f2b53c", "#f9e2b4"],
    },
    Look {
        born: (&TUCKED, BROWN, ALMOND),
        worn: [BADGE, NONE, HIJAB, NONE],
        cloth: ["#fff1da", "#8f4a35", "#e0764f", "#f7dfb2"],
    },
    Look {
        born: (&QUIFF, CHESTNUT, PEACH),
        worn: [BOW_TIE, MOUSTACHE, NONE, NONE],
        cloth: ["#fff6e6", "#a8562c", "#26857f", "#f6d6a8"],
    },
    Look {
        born: (&PUFFS, BLACK, COCOA),
        worn: [BOW_TIE, NONE, NONE, SPECS],
        cloth: ["#fff6e6", "#d9792f", "#ffd27a", "#f9dcae"],
    },
    Look {
        born: (&CROP, SILVER, PORCELAIN),
        worn: [LONG_TIE, NONE, NONE, GLASSES],
        cloth: ["#fff1da", "#b5482f", "#7a4122", "#f7dfb2"],
    },
];

/// Colours of casing, jumper, hood and disc.
const GUESTS: [[&str; 4]; LOOKS] = [
    ["#c9d1e4", "#5b6ea8", "#46568a", "#dfe4f3"],
    ["#e9dcc3", "#a8562c", "#84401f", "#f3e4d2"],
    ["#bfe0d6", "#2b8780", "#1f6661", "#d8ede6"],
    ["#e2cfe4", "#7f5a95", "#634576", "#eadff0"],
    ["#f0d3c4", "#b5483f", "#8f3730", "#f6e0d8"],
    ["#d6dcc4", "#6b7f3a", "#53642c", "#e6ebd6"],
    ["#c4dbe8", "#2f7391", "#235871", "#d9e9f1"],
    ["#efe0b0", "#9a7412", "#775a0e", "#f5ebcd"],
    ["#d9d2cb", "#5b4435", "#453326", "#e8e2dc"],
    ["#cfd6d4", "#3f5f5a", "#2f4744", "#dfe6e4"],
];

const BARISTAS: [Look; LOOKS] = [
    Look {
        born: (&TAIL, CHESTNUT, PEACH),
        worn: [BIB, FRECKLES, CAP, NONE],
        cloth: ["#5b4435", "#2b8780", "#35aaa2", "#cfe6dc"],
    },
    Look {
        born: (&BALD, BLACK, COCOA),
        worn: [BIB, BEARD, BEANIE, NONE],
        cloth: ["#f4ead8", "#24766f", "#2f9e97", "#c6e3dc"],
    },
    Look {
        born: (&CURLS, BROWN, HONEY),
        worn: [BIB, NONE, BAND, EARRINGS],
        cloth: ["#5b4435", "#2f9e97", "#f2b53c", "#d5e8d4"],
    },
    Look {
        born: (&CROP, GINGER, PORCELAIN),
        worn: [BIB, BEARD, CAP, GLASSES],
        cloth: ["#6e4f3c", "#20635d", "#26857f", "#cfe6dc"],
    },
    Look {
        born: (&TUCKED, BLACK, ALMOND),
        worn: [BIB, NONE, HIJAB, NONE],
        cloth: ["#5b4435", "#24766f", "#3fb0a6", "#d8ead8"],
    },
    Look {
        born: (&BOB, BLACK, PORCELAIN),
        worn: [BIB, NONE, BERET, NONE],
        cloth: ["#f4ead8", "#2b8780", "#1f6f6a", "#c6e3dc"],
    },
    Look {
        born: (&PUFFS, BLACK, COFFEE),
        worn: [BIB, NONE, BANDANA, EARRINGS],
        cloth: ["#f4ead8", "#26857f", "#35aaa2", "#cfe6dc"],
    },
    Look {
        born: (&QUIFF, BLACK, CINNAMON),
        worn: [BIB, MOUSTACHE, NONE, NONE],
        cloth: ["#6e4f3c", "#2f9e97", "#35aaa2", "#d5e8d4"],
    },
    Look {
        born: (&FLOWING, BLOND, PEACH),
        worn: [BIB, NONE, BEANIE, GLASSES],
        cloth: ["#5b4435", "#2f8f6f", "#49a987", "#cfe6dc"],
    },
    Look {
        born: (&BUZZ, SILVER, HONEY),
        worn: [BIB, BEARD, BANDANA, NONE],
        cloth: ["#5b4435", "#20635d", "#2f9e97", "#d8ead8"],
    },
];

const CUSTOMERS: [Look; LOOKS] = [
    Look {
        born: (&FLOWING, BROWN, HONEY),
        worn: [SCARF, NONE, NONE, NONE],
        cloth: ["#6b7fae", "#f2b53c", "#f2b53c", "#e8dcc8"],
    },
    Look {
        born: (&BUZZ, BLACK, COFFEE),
        worn: [HOODIE, NONE, NONE, NONE],
        cloth: ["#c8553d", "#a8432f", "#a8432f", "#dfe5d3"],
    },
    Look {
        born: (&BUN, SILVER, PEACH),
        worn: [COAT, NONE, NONE, GLASSES],
        cloth: ["#8e62b8", "#fff6e6", "#6f4a94", "#eadcd0"],
    },
    Look {
        born: (&CROP, BLOND, PORCELAIN),
        worn: [HOODIE, FRECKLES, NONE, NONE],
        cloth: ["#4f8f63", "#3c7450", "#3c7450", "#e6e0ee"],
    },
    Look {
        born: (&TUCKED, BLACK, ALMOND),
        worn: [COAT, NONE, HIJAB, NONE],
        cloth: ["#40566e", "#64749c", "#7d8db5", "#e8dcc8"],
    },
    Look {
        born: (&QUIFF, GINGER, PEACH),
        worn: [SCARF, BEARD, NONE, NONE],
        cloth: ["#4a3a30", "#2f9e97", "#2f9e97", "#dde7e0"],
    },
    Look {
        born: (&BOB, CHESTNUT, CINNAMON),
        worn: [COAT, NONE, NONE, EARRINGS],
        cloth: ["#b5482f", "#fff1da", "#8f3a27", "#e9e0c9"],
    },
    Look {
        born: (&CURLS, BLACK, COCOA),
        worn: [HOODIE, NONE, NONE, NONE],
        cloth: ["#e0a02f", "#bf8420", "#bf8420", "#e3ddea"],
    },
    Look {
        born: (&BALD, SILVER, HONEY),
        worn: [COAT, MOUSTACHE, NONE, GLASSES],
        cloth: ["#5b6b62", "#fff6e6", "#44524a", "#eadcd0"],
    },
    Look {
        born: (&TAIL, BLACK, COCOA),
        worn: [SCARF, NONE, BERET, NONE],
        cloth: ["#d9663f", "#8f3a4a", "#c8443a", "#dfe5d3"],
    },
];
