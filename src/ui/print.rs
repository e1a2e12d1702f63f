//! Paints the marks of a poster.

use super::painter::torn;
use crate::web::{Outline, Surface};
use stage::Rect;
use stage::poster::{Align, Corner, Face, Mark, Span, Text};

const UI: &str = "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Noto Sans\", \"DejaVu Sans\", sans-serif";
const MONO: &str = "ui-monospace, \"SF Mono\", \"JetBrains Mono\", Menlo, Consolas, \"DejaVu Sans Mono\", monospace";
/// Text is condensed up to this factor before it is truncated.
const SQUEEZED: f64 = 1.2;
/// Text is condensed up to this factor before it wraps.
const TIGHT: f64 = 1.07;
/// A ring in a box of 24 pixels, as an SVG path from the top; below, its length.
const RING: &str = "M12 3a9 9 0 0 1 0 18a9 9 0 0 1 0-18";
const RING_BOX: f64 = 24.0;
const RING_LENGTH: f64 = 56.55;
const RING_WIDTH: f64 = 3.6;

/// Paints marks, from back to front.
pub fn print(surface: &Surface, marks: &[Mark]) {
    for mark in marks {
        match mark {
            Mark::Box { rect, corner, fill, edge, shadow } => boxed(surface, *rect, *corner, *fill, *edge, *shadow),
            Mark::Shape { d, at, factor, colour, stroke, opacity } => {
                if *opacity < 1.0 {
                    surface.fade(*opacity);
                }
                surface.outline(Outline { path: d, colour, stroke: *stroke }, at.x, at.y, *factor);
                if *opacity < 1.0 {
                    surface.fade(1.0);
                }
            }
            Mark::Ring { rect, left, urgent } => ring(surface, *rect, *left, *urgent),
            Mark::Text(words) => text(surface, words),
        }
    }
}

fn boxed(surface: &Surface, rect: Rect, corner: Corner, fill: Option<&str>, edge: Option<(&str, f64)>, shadow: bool) {
    if let Some(colour) = fill {
        if shadow {
            surface.shadow("rgba(20,12,6,.2)", 6.0, 2.0);
        }
        match corner {
            Corner::Round(0) if !shadow => surface.fill(rect.x, rect.y, rect.width, rect.height, colour),
            Corner::Round(radius) => outline(surface, rect, radius, colour, None),
            Corner::Torn => {
                let path = torn(rect.width, rect.height);
                surface.outline(Outline { path: &path, colour, stroke: None }, rect.x, rect.y, 1.0);
            }
        }
        if shadow {
            surface.shadow("transparent", 0.0, 0.0);
        }
    }
    if let (Some((colour, width)), Corner::Round(radius)) = (edge, corner) {
        let inner = rect.inset(width / 2.0, width / 2.0);
        outline(surface, inner, radius, colour, Some(width));
    }
}

/// A box with round corners. Its coordinates are multiples of 0.5.
fn outline(surface: &Surface, rect: Rect, radius: u32, colour: &str, stroke: Option<f64>) {
    let (width, height) = (rect.width as u32, rect.height as u32);
    let r = radius.min(width / 2).min(height / 2);
    let (across, down) = (width - r, height - r);
    let path = format!(
        "M{r} 0H{across}A{r} {r} 0 0 1 {width} {r}V{down}A{r} {r} 0 0 1 {across} {height}H{r}A{r} {r} 0 0 1 0 \
         {down}V{r}A{r} {r} 0 0 1 {r} 0Z"
    );
    surface.outline(Outline { path: &path, colour, stroke }, rect.x, rect.y, 1.0);
}

fn ring(surface: &Surface, rect: Rect, left: u16, urgent: bool) {
    let factor = rect.width / RING_BOX;
    let line = |colour| Outline { path: RING, colour, stroke: Some(RING_WIDTH) };
    surface.outline(line("rgba(42,28,19,.16)"), rect.x, rect.y, factor);
    if left > 0 {
        surface.dash(Some((RING_LENGTH * f64::from(left) / 1_000.0, RING_LENGTH * 2.0)));
        let colour = if urgent { "#c8443a" } else { "#1d7f79" };
        surface.outline(line(colour), rect.x, rect.y, factor);
        surface.dash(None);
    }
}

fn font(span: &Span) -> String {
    let family = match span.face {
        Face::Ui => UI,
        Face::Mono => MONO,
    };
    // Tenths are exact enough, and formatting integers needs less code than formatting floats.
    let tenths = (span.px * 10.0) as u32;
    format!("{} {}.{}px {family}", span.weight, tenths / 10, tenths % 10)
}

fn text(surface: &Surface, text: &Text) {
    let rect = text.rect;
    if text.turn != 0.0 {
        let middle = rect.center();
        surface.tilt((middle.x, middle.y), text.turn);
    }
    match &text.spans[..] {
        [span] if text.lines > 1 => {
            let font = font(span);
            for (nth, line) in lines(surface, &span.words, &font, rect.width, text.lines).iter().enumerate() {
                let y = rect.y + text.leading * nth as f64 + baseline(text.leading, span.px);
                surface.text(line, rect.x, y, &font, span.colour, rect.width);
            }
        }
        spans => row(surface, text, spans),
    }
    if text.turn != 0.0 {
        surface.tilt((0.0, 0.0), 0.0);
    }
}

/// The baseline in a line of height `leading`, from its top.
fn baseline(leading: f64, px: f64) -> f64 {
    leading / 2.0 + px * 0.36
}

/// Prints spans in one line. Spans that do not fit are dropped from the end.
fn row(surface: &Surface, text: &Text, spans: &[Span]) {
    let rect = text.rect;
    let mut room = rect.width;
    let mut set: Vec<(&Span, String, String, f64)> = Vec::new();
    for span in spans {
        let font = font(span);
        let left = room - span.gap;
        let words = fitting(surface, &span.words, &font, left);
        if words.is_empty() {
            break;
        }
        let width = surface.text_width(&words, &font).min(left);
        room = left - width;
        set.push((span, words, font, width));
    }
    let mut x = match text.align {
        Align::Left => rect.x,
        Align::Middle => rect.x + room / 2.0,
        Align::Right => rect.x + room,
    };
    for (span, words, font, width) in set {
        x += span.gap;
        let y = rect.y + baseline(text.leading, span.px);
        surface.text(&words, x, y, &font, span.colour, width + 0.5);
        x += width;
    }
}

/// The longest beginning of the text that fits in `room` when condensed. Truncated text ends with an ellipsis.
fn fitting(surface: &Surface, words: &str, font: &str, room: f64) -> String {
    let fits = |words: &str| surface.text_width(words, font) <= room * SQUEEZED;
    if fits(words) {
        return words.to_owned();
    }
    let ends: Vec<usize> = words.char_indices().map(|(at, _)| at).collect();
    let cut = |length: usize| format!("{}…", words[..ends[length]].trim_end());
    let most = ends.partition_point(|end| fits(&format!("{}…", words[..*end].trim_end())));
    if most > 1 { cut(most - 1) } else { String::new() }
}

/// Wraps text at `room`, into at most `most` lines. The last line is truncated.
fn lines(surface: &Surface, words: &str, font: &str, room: f64, most: u32) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in words.split(' ') {
        let is_last = lines.len() as u32 == most;
        let Some(line) = lines.last_mut() else { break };
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if line.is_empty() || is_last || surface.text_width(&longer, font) <= room * TIGHT {
            *line = longer;
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.iter().map(|line| fitting(surface, line, font, room)).collect()
}
