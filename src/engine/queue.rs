//! One queue's storage: its messages, and the four orders in which they are looked at.
//!
//! Every move between states goes through here, so the three counts and the ladders cannot drift apart. Nothing here
//! knows of calls or events.

use std::rc::Rc;

use super::agenda::{Due, Timer};
use super::attributes::Attributes;
use super::ladder::Ladder;
use super::message::{Message, State};
use super::polls::Polls;
use super::store::{Place, Store};
use crate::rng::Rng;
use crate::sqs::{QueueName, QueueUrl};
use crate::time::{Instant, Span};

/// A queue.
#[derive(Clone, Debug)]
pub(super) struct Queue {
    /// Running number within the engine; a queue made again under the same name has another.
    pub(super) number: u32,
    pub(super) name: QueueName,
    pub(super) url: QueueUrl,
    pub(super) arn: Rc<str>,
    pub(super) created_at: Instant,
    pub(super) modified_at: Instant,
    pub(super) purged_at: Option<Instant>,
    pub(super) attributes: Attributes,
    /// Where its message ids come from.
    pub(super) ids: Rng,
    /// Receives that wait here.
    pub(super) polls: Polls,
    pub(super) counts: Counts,
    store: Store,
    /// Who can be received, in the order of arrival.
    line: Ladder<()>,
    delays: Ladder<Instant>,
    deadlines: Ladder<Instant>,
    /// By the time of sending.
    ages: Ladder<Instant>,
}

/// How many messages stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) delayed: usize,
    pub(super) visible: usize,
    pub(super) in_flight: usize,
}

impl Counts {
    fn of(&mut self, state: State) -> &mut usize {
        match state {
            State::Delayed(_) => &mut self.delayed,
            State::Visible => &mut self.visible,
            State::InFlight(_) => &mut self.in_flight,
        }
    }
}

/// What a new queue is made of.
pub(super) struct Plan {
    pub(super) number: u32,
    pub(super) name: QueueName,
    pub(super) url: QueueUrl,
    pub(super) arn: Rc<str>,
    pub(super) now: Instant,
    pub(super) attributes: Attributes,
    pub(super) ids: Rng,
}

impl Queue {
    pub(super) fn new(plan: Plan) -> Self {
        Self {
            number: plan.number,
            name: plan.name,
            url: plan.url,
            arn: plan.arn,
            created_at: plan.now,
            modified_at: plan.now,
            purged_at: None,
            attributes: plan.attributes,
            ids: plan.ids,
            polls: Polls::default(),
            counts: Counts::default(),
            store: Store::default(),
            line: Ladder::new(),
            delays: Ladder::new(),
            deadlines: Ladder::new(),
            ages: Ladder::new(),
        }
    }

    pub(super) fn message(&self, place: Place) -> Option<&Message> {
        self.store.find(place)
    }

    pub(super) fn message_mut(&mut self, place: Place) -> Option<&mut Message> {
        self.store.find_mut(place)
    }

    /// Stores a message in whatever state it is in.
    pub(super) fn insert(&mut self, mut message: Message) {
        let (state, sent_at) = (message.state, message.sent_at);
        message.in_line = state == State::Visible;
        let place = self.store.insert(message);
        *self.counts.of(state) += 1;
        self.ages.push(sent_at, place);
        match state {
            State::Delayed(until) => self.delays.push(until, place),
            State::Visible => self.line.push((), place),
            State::InFlight(until) => self.deadlines.push(until, place),
        }
    }

    /// Takes a message out for good; none where it has left already.
    pub(super) fn remove(&mut self, place: Place) -> Option<Message> {
        let message = self.store.remove(place)?;
        *self.counts.of(message.state) -= 1;
        let store = &self.store;
        self.ages.sweep(store.len(), |rung| store.find(rung.place).is_some());
        self.line.sweep(store.len(), |rung| store.find(rung.place).is_some());
        Some(message)
    }

    /// Makes a delayed or in-flight message visible, in its old place in the line.
    pub(super) fn show(&mut self, place: Place) {
        let Some(message) = self.store.find_mut(place) else { return };
        *self.counts.of(message.state) -= 1;
        message.state = State::Visible;
        self.counts.visible += 1;
        if !message.in_line {
            message.in_line = true;
            self.line.push((), place);
        }
    }

    /// Hides a visible or in-flight message until `deadline`.
    pub(super) fn hide(&mut self, place: Place, deadline: Instant) {
        let Some(message) = self.store.find_mut(place) else { return };
        *self.counts.of(message.state) -= 1;
        message.state = State::InFlight(deadline);
        self.counts.in_flight += 1;
        self.deadlines.push(deadline, place);
        let store = &self.store;
        self.deadlines.sweep(self.counts.in_flight, |rung| hidden_until(store, rung.place) == Some(rung.key));
    }

    /// Takes the first visible message out of the line. It stays stored: hide it, remove it or [`Self::line_up`] it.
    pub(super) fn next_in_line(&mut self) -> Option<Place> {
        if self.counts.visible == 0 {
            return None;
        }
        while let Some(rung) = self.line.pop() {
            let Some(message) = self.store.find_mut(rung.place) else { continue };
            message.in_line = false;
            if message.state == State::Visible {
                return Some(rung.place);
            }
        }
        None
    }

    /// Puts a message that stayed visible back into its place in the line.
    pub(super) fn line_up(&mut self, place: Place) {
        if let Some(message) = self.store.find_mut(place) {
            message.in_line = true;
            self.line.push((), place);
        }
    }

    /// Removes all messages and says how many there were.
    pub(super) fn clear(&mut self) -> usize {
        let count = self.store.len();
        self.store = Store::default();
        self.counts = Counts::default();
        self.line.clear();
        self.delays.clear();
        self.deadlines.clear();
        self.ages.clear();
        count
    }

    /// The timer that is due first. Drops stale entries on its way, so the answer is exact.
    pub(super) fn next_due(&mut self) -> Due {
        let store = &self.store;
        drop_stale(&mut self.ages, |rung| store.find(rung.place).is_some());
        drop_stale(&mut self.delays, |rung| match store.find(rung.place).map(|message| message.state) {
            Some(State::Delayed(until)) => until == rung.key,
            _ => false,
        });
        drop_stale(&mut self.deadlines, |rung| hidden_until(store, rung.place) == Some(rung.key));
        let retention = Span::from_secs(self.attributes.retention_s.into());
        let expiry = self.ages.peek().map(|rung| Due::of(rung.key + retention, Timer::Expiry, rung.place));
        let delay = self.delays.peek().map(|rung| Due::of(rung.key, Timer::DelayEnd, rung.place));
        let deadline = self.deadlines.peek().map(|rung| Due::of(rung.key, Timer::VisibilityEnd, rung.place));
        let dues = [expiry, delay, deadline, self.polls.next_due()];
        dues.into_iter().flatten().min().unwrap_or(Due::NEVER)
    }
}

fn hidden_until(store: &Store, place: Place) -> Option<Instant> {
    match store.find(place)?.state {
        State::InFlight(deadline) => Some(deadline),
        _ => None,
    }
}

fn drop_stale(ladder: &mut Ladder<Instant>, is_live: impl Fn(&super::ladder::Rung<Instant>) -> bool) {
    while ladder.peek().is_some_and(|rung| !is_live(&rung)) {
        ladder.pop();
    }
}
