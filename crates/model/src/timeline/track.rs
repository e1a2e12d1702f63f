//! What is to be drawn of a run: the backlog over time, and what went wrong when. Its size does not grow with time.

use crate::shop::measures::Backlog;
use crate::shop::{Happening, ShopEvent, What};
use crate::sqs::EventKind;
use crate::time::Instant;

/// How many samples are kept; where they are full, every second one goes.
pub const SAMPLES_MAX: usize = 480;

/// Milliseconds between two samples at first.
const WIDTH_MS: u64 = 250;

/// What a mark stands for, besides what the person at the screen did: the recording tells that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// A barista dropped a cup.
    Crash,
    /// A message went to the dead-letter queue.
    DeadLetter,
    /// A message was delivered twice at a time, or a drink was made twice.
    Duplicate,
}

/// Something that went wrong: of several of a kind in the space between two samples, the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// When.
    pub at: Instant,
    /// What.
    pub kind: MarkKind,
}

/// Samples and marks of a run from its beginning on.
#[derive(Clone, Debug)]
pub struct Track {
    width_ms: u64,
    samples: Vec<Backlog>,
    marks: Vec<Mark>,
    /// How it was when it was looked at last.
    latest: Backlog,
    /// What happened before is marked.
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
    /// Milliseconds between two samples.
    #[must_use]
    pub const fn width_ms(&self) -> u64 {
        self.width_ms
    }

    /// One after another, from the beginning on.
    #[must_use]
    pub fn samples(&self) -> &[Backlog] {
        &self.samples
    }

    /// In order of time.
    #[must_use]
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The next moment at which a sample is wanted.
    pub(super) const fn next_sample_at(&self) -> Instant {
        Instant::from_millis(self.samples.len() as u64 * self.width_ms)
    }

    /// Samples the moment, unless that was done. Where time came here in one step, nothing changed on the way.
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

    /// Marks what went wrong, unless that was done.
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

    /// Forgets what comes after `at`.
    pub(super) fn cut(&mut self, at: Instant) {
        self.samples.truncate((at.as_millis() / self.width_ms) as usize + 1);
        self.marks.retain(|mark| mark.at <= at);
        self.noted = self.noted.min(at);
    }
}
