//! The ten looks of each role.

use super::LOOKS;
use super::accessories::{
    BAND, BANDANA, BEANIE, BEARD, BERET, CAP, EARRINGS, FRECKLES, GLASSES, HIJAB, MOUSTACHE, PENCIL, SPECS,
};
use super::clothes::{BADGE, BIB, BOW_TIE, COAT, HOODIE, LONG_TIE, SCARF};
use super::hair::{BALD, BOB, BUN, BUZZ, CROP, CURLS, FLOWING, PUFFS, QUIFF, TAIL, TUCKED};
use super::parts::{Look, NONE};

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

pub(super) const CASHIERS: [Look; LOOKS] = [
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
pub(super) const GUESTS: [[&str; 4]; LOOKS] = [
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

pub(super) const BARISTAS: [Look; LOOKS] = [
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

pub(super) const CUSTOMERS: [Look; LOOKS] = [
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
