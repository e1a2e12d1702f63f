//! Samples of the backlog and marks of trouble, for the drawing of a run. The size is bounded however long the run is.

use crate::shop::measures::Backlog;
use crate::shop::{Happening, ShopEvent, What};
use crate::sqs::EventKind;
use crate::time::Instant;

/// The most samples. A full track drops every second one.
pub const SAMPLES_MAX: usize = 480;

/// The first distance between two samples, in milliseconds.
const WIDTH_MS: u64 = 250;

/// The kind of trouble that a mark shows. The recording has the interventions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// A barista dropped a cup.
    Crash,
    /// A message moved to the dead-letter queue.
    DeadLetter,
    /// A duplicate delivery, or a drink that was made twice.
    Duplicate,
}

/// Trouble: the first of each kind between two samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The moment.
    pub at: Instant,
    /// The kind.
    pub kind: MarkKind,
}

/// Samples and marks of a run from its start.
#[derive(Clone, Debug)]
pub struct Track {
    width_ms: u64,
    samples: Vec<Backlog>,
    marks: Vec<Mark>,
    /// The latest backlog.
    latest: Backlog,
    /// Trouble before this moment is marked.
    noted: Instant,
}

impl Default for Track {
    fn default() -> Self {
        Self {
            width_ms: WIDTH_MS,
            samples: Vec::new(),
            marks: Vec::new(),
            latest: Backlog::default(),
            noted: Instant::ZERO,
        }
    }
}

impl Track {
    /// The distance between two samples, in milliseconds.
    #[must_use]
    pub const fn width_ms(&self) -> u64 {
        self.width_ms
    }

    /// The samples from the start.
    #[must_use]
    pub fn samples(&self) -> &[Backlog] {
        &self.samples
    }

    /// The marks in order of time.
    #[must_use]
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The moment of the next sample.
    pub(super) const fn next_sample_at(&self) -> Instant {
        Instant::from_millis(self.samples.len() as u64 * self.width_ms)
    }

    /// Takes the samples up to `now` that are missing. The backlog has not changed since the latest one.
    pub(super) fn sample(&mut self, now: Instant, sample: Backlog) {
        while self.next_sample_at() <= now {
            let is_now = self.next_sample_at() == now;
            self.samples.push(if is_now { sample } else { self.latest });
            if self.samples.len() > SAMPLES_MAX {
                self.thin();
            }
        }
        self.latest = sample;
    }

    fn thin(&mut self) {
        self.width_ms *= 2;
        let mut index = 0;
        self.samples.retain(|_| {
            index += 1;
            index % 2 == 1
        });
        for mark in std::mem::take(&mut self.marks) {
            self.mark(mark);
        }
    }

    /// Marks a happening if it is trouble and not yet marked.
    pub(super) fn note(&mut self, happening: &Happening) {
        if happening.at < self.noted {
            return;
        }
        self.noted = happening.at;
        let kind = match &happening.what {
            What::Shop(ShopEvent::CupDropped { .. }) => MarkKind::Crash,
            What::Shop(ShopEvent::DrinkServed { again: true, .. }) => MarkKind::Duplicate,
            What::Queue { event: EventKind::Duplicated { .. }, .. } => MarkKind::Duplicate,
            What::Queue { event: EventKind::DeadLettered { .. }, .. } => MarkKind::DeadLetter,
            _ => return,
        };
        self.mark(Mark { at: happening.at, kind });
    }

    fn mark(&mut self, mark: Mark) {
        let space = |mark: &Mark| mark.at.as_millis() / self.width_ms;
        let mut near = self.marks.iter().rev().take_while(|other| space(other) == space(&mark));
        if near.all(|other| other.kind != mark.kind) {
            self.marks.push(mark);
        }
    }

    /// Drops samples and marks after `at`.
    pub(super) fn cut(&mut self, at: Instant) {
        self.samples.truncate((at.as_millis() / self.width_ms) as usize + 1);
        self.marks.retain(|mark| mark.at <= at);
        self.noted = self.noted.min(at);
    }
}
