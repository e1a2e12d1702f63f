//! Wall time to virtual time, frame by frame.

use model::time::Span;
use stage::Speed;

use super::caption::CAPTION_MS;
use super::deadline::Deadline;
use super::{Run, Session};

/// Milliseconds of wall time that a frame may spend on simulation. A run that needs more falls behind its speed; the page
/// stays responsive.
const FRAME_BUDGET_MS: f64 = 9.0;
/// The milliseconds for a frame of a seek, or of a survey while time is paused.
const SEEK_BUDGET_MS: f64 = 44.0;
/// The virtual time to simulate between two checks of the deadline while time runs.
const SLICE: Span = Span::from_millis(40);

/// What a frame did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// Time ran, or stood still.
    Played,
    /// A seek is under way.
    Seeking,
    /// A seek has finished, or time has stopped because the memory is full.
    Arrived,
}

impl Session {
    /// Returns true while time runs.
    #[must_use]
    pub const fn playing(&self) -> bool {
        self.playing
    }

    /// How fast time runs.
    #[must_use]
    pub const fn speed(&self) -> Speed {
        self.speed
    }

    /// Lets time run, or pauses it.
    pub fn play(&mut self, playing: bool) {
        self.touch();
        self.playing = playing;
        self.clock.rest();
    }

    /// Frames stop for a while: the next one brings no time.
    pub fn rest(&mut self) {
        self.clock.rest();
    }

    /// Sets how fast time runs.
    pub fn pace(&mut self, speed: Speed) {
        self.touch();
        self.speed = speed;
    }

    /// Returns true if frames have something to do: a seek, a survey, or time that runs and has something to happen.
    #[must_use]
    pub fn wants_frames(&self) -> bool {
        let is_lively = || self.runs.all().iter().any(Run::is_lively);
        self.is_busy() || self.needs_survey() || self.playing && is_lively()
    }

    /// Does the work of one frame. `now_ms` is the time of the frame, `clock` returns wall time in milliseconds.
    pub fn frame(&mut self, now_ms: f64, clock: &dyn Fn() -> f64) -> Frame {
        if self.is_busy() {
            let has_arrived = self.pursue(&Deadline::after(SEEK_BUDGET_MS, clock));
            return if has_arrived { Frame::Arrived } else { Frame::Seeking };
        }
        let deadline = Deadline::after(if self.playing { FRAME_BUDGET_MS } else { SEEK_BUDGET_MS }, clock);
        if self.playing {
            self.run_on(now_ms, &deadline);
            if !self.playing {
                return Frame::Arrived;
            }
        }
        self.survey(&deadline);
        Frame::Played
    }

    fn run_on(&mut self, now_ms: f64, deadline: &Deadline<'_>) {
        let until = self.timeline().now() + self.clock.tick(now_ms, self.speed);
        if self.is_full() {
            return self.stop_full();
        }
        while self.timeline().now() < until {
            let slice = until.min(self.timeline().now() + SLICE);
            self.runs.advance_to(slice, &mut self.outbox);
            if deadline.has_passed() {
                break;
            }
        }
        if now_ms - self.caption_since_ms >= CAPTION_MS && self.runs.chosen().news.is_some() {
            self.caption_news();
            self.caption_since_ms = now_ms;
        }
    }
}
