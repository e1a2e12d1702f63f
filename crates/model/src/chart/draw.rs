//! The paths of a chart's lines, and the chart as an SVG file.

use std::fmt::Write as _;

use super::{Axis, Chart, Style, Tone};

/// The width of a chart's drawing, in its own units.
pub const WIDTH: u64 = 1_080;
/// The height of a chart's drawing, in its own units.
pub const HEIGHT: u64 = 256;

/// One path of a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stroke {
    /// The meaning of its line.
    pub tone: Tone,
    /// SVG path data.
    pub d: String,
}

/// The drawing of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// The value at the upper edge.
    pub top: u64,
    /// The paths from back to front.
    pub strokes: Vec<Stroke>,
    /// The x coordinates of the marks.
    pub marks: Vec<(&'static str, u64)>,
}

impl Chart {
    /// Draws the lines.
    #[must_use]
    pub fn drawing(&self) -> Drawing {
        let top = self.unit.top(self.most());
        let mut below = vec![0; self.steps()];
        let strokes = self.lines.iter().map(|line| {
            let d = match self.style {
                Style::Line => self.line(&line.values, top),
                Style::Area => self.area(&line.values, &mut below, top),
                Style::Bars => self.bars(&line.values, &mut below, top),
            };
            Stroke { tone: line.tone, d }
        });
        let strokes: Vec<Stroke> = strokes.collect();
        let end = self.end();
        let mark = |(name, at): &(&'static str, crate::time::Span)| (*name, share(at.as_millis().min(end), end, WIDTH));
        Drawing { top, strokes, marks: self.marks.iter().map(mark).collect() }
    }

    fn end(&self) -> u64 {
        self.steps().checked_sub(1).map_or(0, |last| self.step_end(last).as_millis())
    }

    /// The x coordinate of the end of a step; 0 for the start of the first.
    fn x(&self, steps: usize) -> u64 {
        steps.checked_sub(1).map_or(0, |last| share(self.step_end(last).as_millis(), self.end(), WIDTH))
    }

    fn line(&self, values: &[Option<u64>], top: u64) -> String {
        let mut d = String::new();
        let mut drawing = false;
        for (index, value) in values.iter().enumerate() {
            let Some(value) = value else {
                drawing = false;
                continue;
            };
            if !drawing {
                let _ = write!(d, "M{} {}", self.x(index), y(*value, top));
            }
            drawing = true;
            let _ = write!(d, "L{} {}", self.x(index + 1), y(*value, top));
        }
        d
    }

    /// The y coordinate of a value on top of others.
    fn area(&self, values: &[Option<u64>], below: &mut [u64], top: u64) -> String {
        let (mut there, mut back) = (String::new(), Vec::new());
        for (index, value) in values.iter().enumerate() {
            let (base, height) = (below[index], below[index] + value.unwrap_or(0));
            if index == 0 {
                let _ = write!(there, "M0 {}", y(height, top));
                back.push((0, base));
            }
            let _ = write!(there, "L{} {}", self.x(index + 1), y(height, top));
            back.push((self.x(index + 1), base));
            below[index] = height;
        }
        for (x, base) in back.into_iter().rev() {
            let _ = write!(there, "L{x} {}", y(base, top));
        }
        if !there.is_empty() {
            there.push('z');
        }
        there
    }

    fn bars(&self, values: &[Option<u64>], below: &mut [u64], top: u64) -> String {
        let mut d = String::new();
        for (index, value) in values.iter().enumerate() {
            let Some(value) = value.filter(|value| *value > 0) else { continue };
            let (left, right) = (self.x(index), self.x(index + 1));
            // Even the smallest bar is visible.
            let base = y(below[index], top);
            let height = y(below[index] + value, top).min(base.saturating_sub(3));
            let gap = u64::from(right - left > 8) * 2;
            let _ = write!(d, "M{} {base}V{height}H{}V{base}z", left + gap, right - gap);
            below[index] += value;
        }
        d
    }

    /// The chart as an SVG file with title, axes and legend.
    #[must_use]
    pub fn svg(&self) -> String {
        const LEFT: u64 = 40;
        const TOP: u64 = 150;
        let drawing = self.drawing();
        let (width, height) = (WIDTH + 2 * LEFT, HEIGHT + TOP + 70);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\" font-family=\"system-ui,sans-serif\" role=\"img\"><title>{}</title>\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#fffdf7\"/>",
            self.summary()
        );
        let text = |svg: &mut String, x: u64, y: u64, size: u64, more: &str, words: &str| {
            let _ = write!(svg, "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"#2a1c13\"{more}>{words}</text>");
        };
        text(&mut svg, LEFT, 52, 34, " font-weight=\"650\"", self.title);
        let mut x = LEFT;
        for line in &self.lines {
            let _ = write!(svg, "<rect x=\"{x}\" y=\"78\" width=\"20\" height=\"20\" fill=\"{}\"/>", colour(line.tone));
            text(&mut svg, x + 30, 97, 24, "", line.label);
            x += 80 + 14 * line.label.len() as u64;
        }
        text(&mut svg, LEFT, TOP - 12, 20, " fill-opacity=\".7\"", &self.unit.text(drawing.top));
        let _ = write!(
            svg,
            "<g transform=\"translate({LEFT} {TOP})\"><path d=\"M0 0H{WIDTH}M0 {HEIGHT}H{WIDTH}\" stroke=\"#dfd0b8\" \
             stroke-width=\"2\"/>"
        );
        for stroke in &drawing.strokes {
            let (fill, line) = if self.style == Style::Line {
                ("none", format!(" stroke=\"{}\" stroke-width=\"5\" stroke-linejoin=\"round\"", colour(stroke.tone)))
            } else {
                (colour(stroke.tone), String::new())
            };
            let _ = write!(svg, "<path d=\"{}\" fill=\"{fill}\"{line}/>", stroke.d);
        }
        for (name, x) in &drawing.marks {
            let _ = write!(svg, "<path d=\"M{x} 0V{HEIGHT}\" stroke=\"#2a1c13\" stroke-width=\"2\"/>");
            text(&mut svg, x + 4, 18, 18, "", name);
        }
        svg.push_str("</g>");
        let (from, to) = self.ends();
        text(&mut svg, LEFT, TOP + HEIGHT + 36, 22, "", &from);
        text(&mut svg, LEFT + WIDTH, TOP + HEIGHT + 36, 22, " text-anchor=\"end\"", &to);
        svg.push_str("</svg>");
        svg
    }

    /// The labels at both ends of the axis.
    #[must_use]
    pub fn ends(&self) -> (String, String) {
        let end = crate::time::Span::from_millis(self.end());
        match self.axis {
            Axis::Time { .. } => ("opening".to_owned(), end.to_string()),
            Axis::Duration { .. } => ("0:00".to_owned(), end.to_string()),
        }
    }
}

/// The share `part` of `whole` of a length.
fn share(part: u64, whole: u64, length: u64) -> u64 {
    (u128::from(part) * u128::from(length)).checked_div(u128::from(whole)).map_or(0, |share| share as u64)
}

fn y(value: u64, top: u64) -> u64 {
    HEIGHT - share(value.min(top), top, HEIGHT)
}

/// The colour in the light theme.
const fn colour(tone: Tone) -> &'static str {
    match tone {
        Tone::Visible => "#d8930f",
        Tone::Hidden => "#2f9e97",
        Tone::Delay => "#7d8db5",
        Tone::Done => "#4f9d57",
        Tone::Dead => "#c8443a",
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Line, Unit};
    use super::*;
    use crate::time::{Instant, Span};

    fn chart(style: Style, lines: &[&[Option<u64>]]) -> Chart {
        let line = |values: &&[Option<u64>]| Line { name: "N", label: "n", tone: Tone::Done, values: values.to_vec() };
        Chart {
            id: "c",
            title: "C",
            about: "",
            unit: Unit::Count,
            style,
            axis: Axis::Time { step: Span::from_secs(1), end: Instant::from_millis(1_500) },
            lines: lines.iter().map(line).collect(),
            marks: Vec::new(),
        }
    }

    #[test]
    fn a_line_breaks_where_nothing_was_measured() {
        let drawing = chart(Style::Line, &[&[Some(5), None]]).drawing();
        assert_eq!((drawing.top, drawing.strokes[0].d.as_str()), (5, "M0 0L720 0"));
        let drawing = chart(Style::Line, &[&[Some(0), Some(10)]]).drawing();
        assert_eq!(drawing.strokes[0].d, "M0 256L720 256L1080 0");
    }

    #[test]
    fn areas_lie_upon_each_other() {
        let drawing = chart(Style::Area, &[&[Some(1), Some(1)], &[Some(1), Some(1)]]).drawing();
        assert_eq!(drawing.top, 2);
        assert_eq!(drawing.strokes[0].d, "M0 128L720 128L1080 128L1080 256L720 256L0 256z");
        assert_eq!(drawing.strokes[1].d, "M0 0L720 0L1080 0L1080 128L720 128L0 128z");
    }

    #[test]
    fn a_small_bar_can_be_seen() {
        let drawing = chart(Style::Bars, &[&[Some(1), Some(1_000)]]).drawing();
        assert_eq!(drawing.strokes[0].d, "M2 256V253H718V256zM722 256V0H1078V256z");
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        for style in [Style::Line, Style::Area, Style::Bars] {
            let empty = chart(style, &[&[]]);
            assert_eq!((empty.drawing().strokes[0].d.as_str(), empty.summary().as_str()), ("", "C: nothing yet."));
            assert!(empty.svg().ends_with("</svg>"));
        }
    }
}
