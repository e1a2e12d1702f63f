//! Simulated disturbances ("weather"): the behaviour that SQS leaves open, drawn from the seed.
//!
//! Each effect has its own random stream for each queue, so switching one on does not change another.
//!
//! Source: `docs/sqs-behaviour.md`, section 6.

use std::collections::VecDeque;
use std::rc::Rc;

use super::fifo::ReceiveCursor;
use super::message::{ReceiveOptions, State};
use super::queue::{Counts, Queue};
use super::store::Place;
use super::{Engine, stream_label};
use crate::rng::Rng;
use crate::settings::Settings as _;
use crate::sqs::Weather;
use crate::time::{Instant, Span};

/// A duplicate can be received for at most this many milliseconds.
const DUPLICATE_MS: u64 = 2_000;
/// A short poll skips at most this many messages of servers that it does not sample.
const SKIPPED_MAX: usize = 256;

/// What one queue keeps while disturbances are on.
#[derive(Clone, Debug)]
pub(super) struct Disturbances {
    duplicates: Rng,
    disorder: Rng,
    sampling: Rng,
    /// Messages in flight that can be received a second time, with the end of that time.
    copies: VecDeque<(Instant, Place)>,
    /// Past counts, oldest first. Reported counts lag behind.
    counts: VecDeque<(Instant, Counts)>,
}

impl Disturbances {
    fn new(seed: u64, queue: &Queue) -> Self {
        let stream = |effect: &str| {
            let purpose = format!("{effect} {}", queue.name);
            Rng::stream(seed, stream_label(purpose.as_bytes(), queue.created_at))
        };
        Self {
            duplicates: stream("duplicates"),
            disorder: stream("disorder"),
            sampling: stream("sampling"),
            copies: VecDeque::new(),
            counts: VecDeque::new(),
        }
    }

    /// Returns true if a duplicate may still be received.
    pub(super) fn has_copies(&self) -> bool {
        !self.copies.is_empty()
    }
}

impl Engine {
    /// Switches the disturbances on or off from now on. Values out of range are clamped.
    pub fn set_weather(&mut self, weather: Weather) {
        self.weather = weather.bounded();
        let (now, seed, calm) = (self.now, self.seed, self.weather.is_calm());
        for queue in self.queues.iter_mut().flatten().map(Rc::make_mut) {
            let disturbances = queue.disturbances.take().unwrap_or_else(|| Box::new(Disturbances::new(seed, queue)));
            queue.disturbances = (!calm).then_some(disturbances);
            queue.note_counts(now, self.weather);
        }
    }

    /// Prepares a new queue, if disturbances are on.
    pub(super) fn begin_disturbances(&mut self, at: usize) {
        if !self.weather.is_calm() {
            let disturbances = Box::new(Disturbances::new(self.seed, self.queue(at)));
            self.queue_mut(at).disturbances = Some(disturbances);
        }
    }

    /// Draws the servers that a receive samples, one bit each. A long poll samples all of them.
    pub(super) fn servers_asked(&mut self, at: usize, wait_s: u32) -> u16 {
        let missing = self.weather.servers_not_asked;
        let Some(disturbances) = self.queue_mut(at).disturbances.as_mut().filter(|_| missing > 0 && wait_s == 0) else {
            return u16::MAX;
        };
        let mut asked = u16::MAX;
        let mut left = missing;
        while left > 0 {
            let server = 1 << disturbances.sampling.below(Weather::SERVERS.into());
            if asked & server != 0 {
                asked &= !server;
                left -= 1;
            }
        }
        asked
    }

    /// Returns the next message for a receive. Adds messages of other servers to `aside`: the caller puts them back
    /// when the receive is complete.
    pub(super) fn next_message(
        &mut self,
        at: usize,
        options: &ReceiveOptions,
        cursor: &mut ReceiveCursor,
        aside: &mut Vec<Place>,
    ) -> Option<Place> {
        let disorder = u64::from(self.weather.disorder_messages);
        let queue = self.queue_mut(at);
        if queue.disturbances.is_none() || queue.fifo.is_some() {
            return queue.next_receivable(cursor);
        }
        for _ in 0..SKIPPED_MAX {
            let place = queue.next_receivable(cursor)?;
            let place = if disorder > 1 { queue.draw_out_of_order(place, disorder, cursor) } else { place };
            let id = queue.message(place)?.content.id;
            let server = id.pair().0 % u64::from(Weather::SERVERS);
            if options.servers & 1 << server != 0 {
                return Some(place);
            }
            aside.push(place);
        }
        None
    }

    /// Returns a message in flight that is delivered a second time, if there is one.
    pub(super) fn next_copy(&mut self, at: usize) -> Option<Place> {
        let now = self.now;
        let queue = self.queue_mut(at);
        loop {
            let (until, place) = queue.disturbances.as_mut()?.copies.pop_front()?;
            let is_in_flight = queue.message(place).is_some_and(|message| message.state.is_in_flight());
            if until > now && is_in_flight && !queue.would_dead_letter(place) {
                return Some(place);
            }
        }
    }

    /// Draws which of the messages delivered just now get a duplicate.
    pub(super) fn leave_copies(&mut self, at: usize, delivered: &[Place]) {
        let (now, percent) = (self.now, u64::from(self.weather.duplicates_percent));
        let queue = self.queue_mut(at);
        if percent == 0 || queue.fifo.is_some() {
            return;
        }
        let Some(disturbances) = &mut queue.disturbances else { return };
        for place in delivered {
            if disturbances.duplicates.chance(percent, 100) {
                let span = Span::from_millis(1 + disturbances.duplicates.below(DUPLICATE_MS));
                disturbances.copies.push_back((now + span, *place));
            }
        }
    }
}

impl Queue {
    /// Draws one of the first `window` messages that can be received, of which `first` is the first.
    fn draw_out_of_order(&mut self, first: Place, window: u64, cursor: &mut ReceiveCursor) -> Place {
        let mut few = vec![first];
        while (few.len() as u64) < window
            && let Some(place) = self.next_receivable(cursor)
        {
            few.push(place);
        }
        let chosen =
            self.disturbances.as_mut().map_or(0, |disturbances| disturbances.disorder.below(few.len() as u64)) as usize;
        let place = few.swap_remove(chosen);
        for other in few {
            self.enqueue(other);
        }
        place
    }

    /// Records the counts, if reported counts lag.
    pub(super) fn note_counts(&mut self, now: Instant, weather: Weather) {
        let (lag, counts) = (Span::from_secs(weather.counts_lag_seconds.into()), self.counts);
        let Some(disturbances) = &mut self.disturbances else { return };
        if lag.is_zero() {
            return disturbances.counts.clear();
        }
        if disturbances.counts.back().is_none_or(|(_, last)| *last != counts) {
            disturbances.counts.push_back((now, counts));
        }
        // Keep one entry older than the lag: it holds the counts to report.
        while disturbances.counts.get(1).is_some_and(|(at, _)| now.since(*at) >= lag) {
            disturbances.counts.pop_front();
        }
    }

    /// Returns the counts that the queue reports.
    pub(super) fn reported_counts(&self, now: Instant, weather: Weather) -> Counts {
        let lag = Span::from_secs(weather.counts_lag_seconds.into());
        let Some(disturbances) = self.disturbances.as_ref().filter(|_| !lag.is_zero()) else { return self.counts };
        let past = disturbances.counts.iter().rev().find(|(at, _)| now.since(*at) >= lag);
        past.or(disturbances.counts.front()).map_or(self.counts, |(_, counts)| *counts)
    }

    /// Returns true if one more receive would make the message a dead letter.
    fn would_dead_letter(&self, place: Place) -> bool {
        let most = self.attributes().redrive.as_ref().map(|redrive| redrive.policy.max_receive_count);
        self.message(place).is_none_or(|message| {
            message.state == State::Visible || most.is_some_and(|most| message.receive_count >= most)
        })
    }
}
