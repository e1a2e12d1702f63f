//! What stands in the shop: cups, slips, machines and the break room. Each picture carries its own box.

use super::{Drawing, Shape, flat, trace};

const CREAM: &str = "#fff6e6";
const STEAM: &str = "#b9a593";
const ESPRESSO: &str = "#5b3a26";
const WOOD: &str = "#b9793f";
const AMBER: &str = "#f2b53c";
const CORAL: &str = "#d9663f";
const TEAL: &str = "#2f9e97";
const PINE: &str = "#1f6f6a";

const fn square(shapes: &'static [Shape]) -> Drawing {
    Drawing { width: 64.0, height: 64.0, shapes }
}

const fn wide(shapes: &'static [Shape]) -> Drawing {
    Drawing { width: 96.0, height: 48.0, shapes }
}

/// A paper cup with a lid, ready to go: a finished order.
pub const CUP: Drawing = square(&[
    flat("#e8cfa4", "M17 21h30l-3.2 35a4 4 0 0 1-4 3.6H24.2a4 4 0 0 1-4-3.6z"),
    flat(TEAL, "M17.9 31h28.2l-1.6 17h-25z"),
    flat(
        ESPRESSO,
        "M20.5 10h23a2 2 0 0 1 1.9 1.5L46.5 15H47a3 3 0 0 1 3 3v2.5a1 1 0 0 1-1 1H15a1 1 0 0 1-1-1V18a3 3 0 0 1 3-3h.5l1.1-3.5A2 2 0 0 1 20.5 10z",
    ),
    flat(CREAM, "M27.5 43c-2.5-4 3-10.5 8-9.5 4.5 4.5-2.5 13-8 9.5z"),
    trace(TEAL, 1.6, "M28 43c3.5-1.5 2-6 7-9"),
]);

/// A mug of coffee, steaming.
pub const MUG: Drawing = square(&[
    trace(STEAM, 3.0, "M23 20c-3.5-4.5 3.5-6 0-11M34 20c-3.5-4.5 3.5-6 0-11"),
    trace(CORAL, 5.0, "M45 33h3.5a6.5 6.5 0 0 1 0 13H44"),
    flat(CORAL, "M12 26.5h34V46a11 11 0 0 1-11 11H23a11 11 0 0 1-11-11z"),
    flat(ESPRESSO, "M29 24c9.4 0 17 1.5 17 3.5S38.4 31 29 31s-17-1.5-17-3.5S19.6 24 29 24z"),
    trace("#e98a68", 3.0, "M18 38v7a5.5 5.5 0 0 0 2.5 4.5"),
]);

/// A dropped cup, broken, in a puddle.
pub const BROKEN_CUP: Drawing = square(&[
    flat(
        "#8a5a38",
        "M9 51c-4-3 1-7 7-6 5-4 14-3 19-2 8-3 18-1 19 3 7 0 8 6 1 7.5-4 4.5-14 4-20 2.5-8 3.5-20 2-21-2-3 .5-5-.5-5-3z",
    ),
    trace(CORAL, 4.5, "M15.5 28c-7-1.5-9 8-2 10.5"),
    flat(CORAL, "M14 22.5l9.5 2.5-1 7 5 3-3 6.5 4.5 3.5-1 6h-4.5c-7 0-11.5-6-10.5-13z"),
    flat(CORAL, "M31 18.5l16.5 6.5-4.5 13.5c-1.8 5-5.5 7.5-10.5 7.5l-1-4.5 3-6-4.5-4z"),
    flat("#e98a68", "M47.5 25l-1.3 3.8-16-6.3.8-4z"),
    flat(CORAL, "M46 47.5l7-2.5 1.5 6.5-6 1z"),
    flat("#8a5a38", "M52 33a2.2 2.2 0 0 1 4.4 0 2.2 2.2 0 0 1-4.4 0zM55 39.5a1.5 1.5 0 0 1 3 0 1.5 1.5 0 0 1-3 0z"),
]);

/// The bell on the counter.
pub const BELL: Drawing = square(&[
    trace(STEAM, 3.0, "M10 25l-4-3M17 16l-2.5-4M54 25l4-3M47 16l2.5-4"),
    flat(ESPRESSO, "M29 17h6v9h-6zM11 47h42a3 3 0 0 1 3 3v2.5a3 3 0 0 1-3 3H11a3 3 0 0 1-3-3V50a3 3 0 0 1 3-3z"),
    flat("#c98a1e", "M32 12a4.5 4.5 0 0 1 0 9 4.5 4.5 0 0 1 0-9z"),
    flat(AMBER, "M12 47c0-14 8-23.5 20-23.5S52 33 52 47z"),
    trace("#fbe0a0", 3.0, "M19 41c1-5 3.5-8.5 7.5-10.5"),
]);

/// The bin for dead letters, a slip sticking out.
pub const BIN: Drawing = square(&[
    flat("#f7dfb2", "M26 6l16 3-3 18-16-3z"),
    trace("#c8443a", 2.6, "M30.5 11.5l6 5.5M36.3 11l-5.5 6.6"),
    flat("#8d7d70", "M15 24h34l-3 30a4.5 4.5 0 0 1-4.5 4h-19a4.5 4.5 0 0 1-4.5-4z"),
    flat(
        "#6a5748",
        "M13.5 20.5h37a2.5 2.5 0 0 1 2.5 2.5v2.5a1.5 1.5 0 0 1-1.5 1.5h-39a1.5 1.5 0 0 1-1.5-1.5V23a2.5 2.5 0 0 1 2.5-2.5z",
    ),
    trace("#6a5748", 3.0, "M25 34l1 15M32 34v15M39 34l-1 15"),
]);

/// The cash register.
pub const TILL: Drawing = square(&[
    flat("#f3e6cf", "M38 5h11v16H38z"),
    trace(STEAM, 1.8, "M41 9.5h5M41 13.5h5"),
    flat("#a8432f", "M9 44h46a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3H9a3 3 0 0 1-3-3v-8a3 3 0 0 1 3-3z"),
    flat(CORAL, "M17 18h30a4 4 0 0 1 3.9 3L56 45H8l5.1-24a4 4 0 0 1 3.9-3z"),
    flat("#20463c", "M12 8h18a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3H12a3 3 0 0 1-3-3v-8a3 3 0 0 1 3-3z"),
    trace(AMBER, 2.4, "M14 15h5M23 15h5"),
    trace(CREAM, 4.0, "M20 29h1M29 29h1M38 29h1M18.5 37h1M28.5 37h1"),
    trace(AMBER, 4.0, "M38.5 37h7M46 29h.1"),
    trace(CREAM, 2.6, "M28 51h8"),
]);

/// The espresso machine, a cup under its spout.
pub const MACHINE: Drawing = square(&[
    flat(TEAL, "M12 8h40a4 4 0 0 1 4 4v12H8V12a4 4 0 0 1 4-4z"),
    flat(PINE, "M13 24h38v24H13z"),
    flat("#d8cfc2", "M8 21h48v5H8zM7 49h50a2 2 0 0 1 2 2v3a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4v-3a2 2 0 0 1 2-2z"),
    flat(ESPRESSO, "M25 26h14v4.5h-3.5V34h-7v-3.5H25z"),
    trace(ESPRESSO, 3.4, "M38 29h9"),
    trace("#8a5a38", 1.8, "M30 35v4M34 35v4"),
    flat(CREAM, "M25 39h14v4.5a5 5 0 0 1-5 5h-4a5 5 0 0 1-5-5z"),
    trace(CREAM, 2.2, "M39.5 41c3.5-.5 3.5 4.5 0 4.3"),
    flat(CREAM, "M18 11.5a3.5 3.5 0 0 1 0 7 3.5 3.5 0 0 1 0-7z"),
    trace("#c8443a", 1.6, "M18 15l1.5-1.5"),
    trace(AMBER, 4.0, "M38 15h.1M46 15h.1"),
]);

/// The counter, in a 96 × 48 box.
pub const COUNTER: Drawing = wide(&[
    flat("#2d5c50", "M6 14h84v31a3 3 0 0 1-3 3H9a3 3 0 0 1-3-3z"),
    flat("#20463c", "M13 20h20v21H13zM38 20h20v21H38zM63 20h20v21H63z"),
    flat(WOOD, "M4 6h88a3 3 0 0 1 3 3v3a3 3 0 0 1-3 3H4a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3z"),
    trace("#d99a5b", 1.6, "M8 9.5h26M41 9.5h10"),
]);

/// The break room, in a 96 × 48 box: a sofa, and a mug on a little table.
pub const BREAK_ROOM: Drawing = wide(&[
    flat("#e6d8c2", "M48 43c26 0 47 1 47 2.5S74 48 48 48 1 47 1 45.5 22 43 48 43z"),
    flat(ESPRESSO, "M10 41h4v5h-4zM52 41h4v5h-4z"),
    flat(PINE, "M14 10h38a6 6 0 0 1 6 6v18H8V16a6 6 0 0 1 6-6z"),
    trace("#175a55", 1.6, "M33 12v15"),
    flat("#4fb3a9", "M12 27h20.5v9H12zM33.5 27H54v9H33.5z"),
    flat(AMBER, "M38 17l10-2.5 3 11-10 2.5z"),
    flat(
        TEAL,
        "M7.5 20.5a5 5 0 0 1 5 5V35h41v-9.5a5 5 0 0 1 10 0V39a4 4 0 0 1-4 4h-53a4 4 0 0 1-4-4V25.5a5 5 0 0 1 5-5z",
    ),
    trace(STEAM, 2.0, "M76 19c-2.5-3 2.5-4.5 0-8M81 19c-2.5-3 2.5-4.5 0-8"),
    trace(CORAL, 2.4, "M84.5 24.5c4-.5 4 5 0 4.8"),
    flat(CORAL, "M72 22h13v6a4 4 0 0 1-4 4h-5a4 4 0 0 1-4-4z"),
    trace(ESPRESSO, 2.6, "M72 35l-2 10.5M86 35l2 10.5"),
    trace(WOOD, 4.0, "M68 34h22"),
]);

/// An order slip with its torn lower edge, in an 80 × 64 box.
pub const SLIP: Drawing = Drawing {
    width: 80.0,
    height: 64.0,
    shapes: &[
        flat(
            "#fffdf7",
            "M0 2a2 2 0 0 1 2-2h76a2 2 0 0 1 2 2v58l-4 4-4-4-4 4-4-4-4 4-4-4-4 4-4-4-4 4-4-4-4 4-4-4-4 4-4-4-4 4-4-4-4 4-4-4-4 4-4-4z",
        ),
        flat(AMBER, "M0 3V2a2 2 0 0 1 2-2h76a2 2 0 0 1 2 2v1z"),
    ],
};

/// The outline of an order slip of any size: rounded above, torn below in teeth about eight wide and four deep.
pub fn slip(width: f32, height: f32) -> String {
    let teeth = (width / 8.0).round().max(1.0);
    let half = (width / teeth / 2.0 * 100.0).round() / 100.0;
    let mut d = format!("M0 {}V2a2 2 0 0 1 2-2H{}a2 2 0 0 1 2 2V{}", height - 4.0, width - 2.0, height - 4.0);
    for _ in 0..teeth as usize {
        d.push_str(&format!("l-{half} 4-{half}-4"));
    }
    d.push('z');
    d
}
