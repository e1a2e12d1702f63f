//! Bitmaps of bundles and speech bubbles for the canvas.

use crate::web::{Bitmap, Outline, Surface};
use model::shop::OrderTag;
use stage::{Size, Word};

const MONO: &str = "ui-monospace, \"SF Mono\", \"JetBrains Mono\", Menlo, Consolas, \"DejaVu Sans Mono\", monospace";
const UI: &str = "650 12px system-ui, -apple-system, \"Segoe UI\", Roboto, \"Noto Sans\", \"DejaVu Sans\", sans-serif";

/// A bundle of slips: a stack with a ribbon, and the number of slips.
pub fn bundle(order: &OrderTag, count: u32, size: Size, scale: f64) -> Option<Bitmap> {
    let bitmap = Surface::bitmap(size.width, size.height, scale)?;
    let (width, height) = (size.width - 12.0, size.height - 12.0);
    for (nth, paper) in [(2.0, "#d8cdb9"), (1.0, "#e9dfcc"), (0.0, "#fffdf7")] {
        bitmap.fill(4.0 * nth, 4.0 * nth, width, height, "#c9b79f");
        bitmap.fill(4.0 * nth + 1.0, 4.0 * nth + 1.0, width - 2.0, height - 2.0, paper);
    }
    bitmap.text(&order.number, 6.0, 17.0, &format!("700 13px {MONO}"), "#2a1c13", width - 12.0);
    bitmap.fill(0.0, height * 0.58, width, 7.0, "#c8443a");
    bitmap.fill(width * 0.68, 0.0, 7.0, height, "#c8443a");
    let bow = "M0 0C-4-9-15-9-13-1S-3 4 0 0ZM0 0C4-9 15-9 13-1S3 4 0 0Z";
    bitmap.outline(
        Outline { path: bow, colour: "#a33028", stroke: None },
        width * 0.68 + 3.5,
        height * 0.58 + 3.0,
        1.0,
    );
    let label = format!("×{count}");
    bitmap.text(&label, 6.0, height - 5.0, &format!("700 12px {MONO}"), "#2a1c13", width * 0.5);
    Some(bitmap)
}

/// A word in a speech bubble.
pub fn word(word: Word, size: Size, scale: f64) -> Option<Bitmap> {
    let bitmap = Surface::bitmap(size.width, size.height, scale)?;
    let text = word.text();
    let width = (bitmap.text_width(text, UI) + 18.0).min(size.width);
    let left = (size.width - width) / 2.0;
    let (right, bottom) = ((left + width) as u32, size.height as u32);
    let bubble = format!("M{0} 0H{1}A11 11 0 0 1 {1} {bottom}H{0}A11 11 0 0 1 {0} 0Z", left as u32 + 11, right - 11);
    let colour = match word {
        Word::Nothing => "#2a1c13",
        Word::Repeat => "#a33028",
    };
    bitmap.outline(Outline { path: &bubble, colour, stroke: None }, 0.0, 0.0, 1.0);
    bitmap.text(text, left + 9.0, 15.0, UI, "#ffffff", width - 16.0);
    Some(bitmap)
}
