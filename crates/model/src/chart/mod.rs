//! Measures as charts: which lines a chart has, how it is drawn, and how it is exported.
//!
//! Whole numbers only: a chart of the same measures is the same text on every machine.

mod catalogue;
mod draw;
mod export;
mod unit;

pub use catalogue::charts;
pub use draw::{Drawing, HEIGHT, Stroke, WIDTH};
pub use export::{csv, json};
pub use unit::Unit;

use crate::time::{Instant, Span};

/// What a line stands for; decides its colour, and its dashes beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Visible messages, and what goes in.
    Visible,
    /// In flight, and what is worked on.
    Hidden,
    /// Delayed.
    Delay,
    /// Done.
    Done,
    /// What went wrong.
    Dead,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Filled, each upon the one before.
    Area,
    /// A line.
    Line,
    /// A bar for each space, each upon the one before.
    Bars,
}

/// One line of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The metric's name: CloudWatch's where there is one.
    pub name: &'static str,
    /// In the shop's words.
    pub label: &'static str,
    /// What it stands for.
    pub tone: Tone,
    /// A value for each step of the axis; none where there is nothing to measure.
    pub values: Vec<Option<u64>>,
}

/// What runs from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Time since the opening, in steps of `step` up to `end`; the last may be shorter.
    Time {
        /// From one value to the next.
        step: Span,
        /// The last value's moment.
        end: Instant,
    },
    /// How long something took, in steps.
    Duration {
        /// From one value to the next.
        step: Span,
    },
}

/// A chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// Its part of element ids and file names.
    pub id: &'static str,
    /// In words.
    pub title: &'static str,
    /// What it tells.
    pub about: &'static str,
    /// What the values are.
    pub unit: Unit,
    /// How its lines are drawn.
    pub style: Style,
    /// What runs from left to right.
    pub axis: Axis,
    /// The lines.
    pub lines: Vec<Line>,
    /// Places on the axis that have a name.
    pub marks: Vec<(&'static str, Span)>,
}

impl Chart {
    /// The moment, or the time, at the end of a step.
    #[must_use]
    pub fn step_end(&self, index: usize) -> Span {
        let steps = index as u64 + 1;
        match self.axis {
            Axis::Time { step, end } => Span::from_millis((step.as_millis() * steps).min(end.as_millis())),
            Axis::Duration { step } => Span::from_millis(step.as_millis() * steps),
        }
    }

    /// How many steps there are.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.lines.first().map_or(0, |line| line.values.len())
    }

    /// The largest value, of lines that stand upon each other their sum.
    #[must_use]
    pub fn most(&self) -> u64 {
        let values = |index: usize| self.lines.iter().filter_map(move |line| line.values[index]);
        let most =
            |index: usize| if self.style == Style::Line { values(index).max() } else { Some(values(index).sum()) };
        (0..self.steps()).filter_map(most).max().unwrap_or(0)
    }

    /// What there is to see, in a sentence.
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
