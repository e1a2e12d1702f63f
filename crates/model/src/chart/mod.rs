//! Measures as charts: which lines a chart has, how it is drawn, and how it is exported.
//!
//! Whole numbers only: a chart of the same measures is the same text on every machine.

mod catalogue;
mod draw;
mod export;
mod over_time;
mod unit;

pub use catalogue::charts;
pub use draw::{Drawing, HEIGHT, Stroke, WIDTH};
pub use export::{csv, json};
pub use unit::Unit;

use crate::time::{Instant, Span};

/// The meaning of a line, which decides its colour and dashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Visible messages, and what enters.
    Visible,
    /// Messages in flight, and what is worked on.
    Hidden,
    /// Delayed messages.
    Delay,
    /// Finished work.
    Done,
    /// Trouble.
    Dead,
}

/// The style of a chart's lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Filled areas, stacked.
    Area,
    /// Lines.
    Line,
    /// One bar per time slice, stacked.
    Bars,
}

/// One line of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The metric's name; CloudWatch's if it has one.
    pub name: &'static str,
    /// The label on the screen.
    pub label: &'static str,
    /// The meaning of the line.
    pub tone: Tone,
    /// One value per step of the axis; `None` without a measurement.
    pub values: Vec<Option<u64>>,
}

/// The horizontal axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Time since the opening, in steps of `step` up to `end`; the last may be shorter.
    Time {
        /// The distance between two values.
        step: Span,
        /// The moment of the last value.
        end: Instant,
    },
    /// Durations, in steps.
    Duration {
        /// The distance between two values.
        step: Span,
    },
}

/// A chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// The id, used in element ids and file names.
    pub id: &'static str,
    /// The title.
    pub title: &'static str,
    /// The explanation.
    pub about: &'static str,
    /// The unit of the values.
    pub unit: Unit,
    /// The style of the lines.
    pub style: Style,
    /// The horizontal axis.
    pub axis: Axis,
    /// The lines.
    pub lines: Vec<Line>,
    /// Named places on the axis.
    pub marks: Vec<(&'static str, Span)>,
}

impl Chart {
    /// The time since the opening, or the duration, at the end of a step.
    #[must_use]
    pub fn step_end(&self, index: usize) -> Span {
        let steps = index as u64 + 1;
        match self.axis {
            Axis::Time { step, end } => Span::from_millis((step.as_millis() * steps).min(end.as_millis())),
            Axis::Duration { step } => Span::from_millis(step.as_millis() * steps),
        }
    }

    /// The number of steps.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.lines.first().map_or(0, |line| line.values.len())
    }

    /// The largest value; of stacked lines, the largest sum.
    #[must_use]
    pub fn most(&self) -> u64 {
        let values = |index: usize| self.lines.iter().filter_map(move |line| line.values[index]);
        let most =
            |index: usize| if self.style == Style::Line { values(index).max() } else { Some(values(index).sum()) };
        (0..self.steps()).filter_map(most).max().unwrap_or(0)
    }

    /// The chart in one line, if it has nothing to draw.
    #[must_use]
    pub fn nothing(&self) -> Option<String> {
        (self.most() == 0).then(|| format!("{}: nothing so far.", self.title))
    }

    /// The chart in one sentence.
    #[must_use]
    pub fn summary(&self) -> String {
        if self.steps() == 0 {
            return format!("{}: nothing yet.", self.title);
        }
        if let Axis::Duration { .. } = self.axis {
            let marks = self.marks.iter().map(|(name, at)| format!("{name} {at}"));
            return format!("{}: {}.", self.title, marks.collect::<Vec<_>>().join(", "));
        }
        let now = self.lines.iter().map(|line| {
            let value = line.values.last().copied().flatten();
            format!("{} {}", line.label, value.map_or_else(|| "unknown".to_owned(), |value| self.unit.text(value)))
        });
        format!("{}: now {}; at most {}.", self.title, now.collect::<Vec<_>>().join(", "), self.unit.text(self.most()))
    }
}
