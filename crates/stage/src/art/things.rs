//! Drawings of things: cups, slips, the espresso machine and the break room, each with its own box.

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
