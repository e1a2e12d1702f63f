//! One queue's storage: its messages, and the four orders in which they are looked at.
//!
//! Every move between states goes through here, so the three counts and the ladders cannot drift apart. Nothing here
//! knows of calls or events.

mod due;

use std::rc::Rc;

use crate::engine::agenda::{Due, Timer};
use crate::engine::attributes::Attributes;
use crate::engine::fifo::Walk;
use crate::engine::fifo_memory::FifoMemory;
use crate::engine::ladder::Ladder;
use crate::engine::line::Line;
use crate::engine::message::{Message, State};
use crate::engine::polls::Polls;
use crate::engine::store::{Place, Store};
use crate::engine::weather::Sky;
use crate::rng::Rng;
use crate::sqs::{ByName, QueueName, QueueUrl};
use crate::time::{Instant, Span};

/// A queue.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Queue {
    /// Running number within the engine; a queue made again under the same name has another.
    pub(in crate::engine) number: u32,
    pub(in crate::engine) name: QueueName,
    pub(in crate::engine) url: QueueUrl,
    pub(in crate::engine) arn: Rc<str>,
    pub(in crate::engine) created_at: Instant,
    pub(in crate::engine) modified_at: Instant,
    pub(in crate::engine) purged_at: Option<Instant>,
    pub(in crate::engine) tags: ByName<String>,
    /// What only a FIFO queue has.
    pub(in crate::engine) fifo: Option<Box<FifoMemory>>,
    /// What only bad weather needs.
    pub(in crate::engine) sky: Option<Box<Sky>>,
    /// Where its message ids come from.
    pub(in crate::engine) ids: Rng,
    pub(in crate::engine) counts: Counts,
    attributes: Attributes,
    /// When the task that moves its messages goes on.
    move_at: Option<Instant>,
    polls: Polls,
    store: Store,
    /// Who can be received.
    line: Line,
    delays: Ladder<Instant>,
    deadlines: Ladder<Instant>,
    /// By the time of sending.
    ages: Ladder<Instant>,
    /// The timer that is due first; none where that has to be found out.
    due: Option<Due>,
    /// It was asked for since it last changed.
    due_is_told: bool,
}

/// How many messages stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::engine) struct Counts {
    pub(in crate::engine) delayed: usize,
    pub(in crate::engine) visible: usize,
    pub(in crate::engine) in_flight: usize,
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
pub(in crate::engine) struct Plan {
    pub(in crate::engine) number: u32,
    pub(in crate::engine) name: QueueName,
    pub(in crate::engine) url: QueueUrl,
    pub(in crate::engine) arn: Rc<str>,
    pub(in crate::engine) now: Instant,
    pub(in crate::engine) attributes: Attributes,
    pub(in crate::engine) tags: ByName<String>,
    pub(in crate::engine) ids: Rng,
}

impl Queue {
    pub(in crate::engine) fn new(plan: Plan) -> Self {
        let fifo = plan.attributes.fifo.as_ref().map(|fifo| Box::new(FifoMemory::new(fifo.scope_is_group)));
        Self {
            line: Line::new(fifo.is_some()),
            fifo,
            sky: None,
            tags: plan.tags,
            move_at: None,
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
            delays: Ladder::new(),
            deadlines: Ladder::new(),
            ages: Ladder::new(),
            due: None,
            due_is_told: false,
        }
    }

    pub(in crate::engine) const fn attributes(&self) -> &Attributes {
        &self.attributes
    }

    pub(in crate::engine) fn set_attributes(&mut self, attributes: Attributes, now: Instant) {
        self.attributes = attributes;
        self.modified_at = now;
        self.forget_due();
    }

    /// When the task that moves its messages goes on; none where there is none.
    pub(in crate::engine) const fn set_move_at(&mut self, at: Option<Instant>) {
        self.move_at = at;
        self.forget_due();
    }

    /// Receives that wait here.
    pub(in crate::engine) const fn polls(&self) -> &Polls {
        &self.polls
    }

    pub(in crate::engine) const fn polls_mut(&mut self) -> &mut Polls {
        self.forget_due();
        &mut self.polls
    }

    /// How many messages there are.
    pub(in crate::engine) fn stored(&self) -> usize {
        self.store.len()
    }

    pub(in crate::engine) fn message(&self, place: Place) -> Option<&Message> {
        self.store.find(place)
    }

    pub(in crate::engine) fn message_mut(&mut self, place: Place) -> Option<&mut Message> {
        self.store.find_mut(place)
    }

    /// Stores a message in whatever state it is in.
    pub(in crate::engine) fn insert(&mut self, mut message: Message) {
        let (state, sent_at) = (message.state, message.retained_since());
        message.in_line = false;
        let place = self.store.insert(message);
        *self.counts.of(state) += 1;
        self.ages.push(sent_at, place);
        self.set_timer(sent_at + self.retention(), Timer::Expiry, place);
        if let Some((until, timer)) = state.end() {
            self.set_timer(until, timer, place);
        }
        match state {
            State::Delayed(until) => self.delays.push(until, place),
            State::Visible => {}
            State::InFlight(until) => self.deadlines.push(until, place),
        }
        self.line.arrive(&mut self.store, place);
    }

    /// Takes a message out for good; none where it has left already.
    pub(in crate::engine) fn remove(&mut self, place: Place) -> Option<Message> {
        let message = self.store.remove(place)?;
        *self.counts.of(message.state) -= 1;
        if self.due.is_some_and(|due| due.is_of(place)) {
            self.forget_due();
        }
        let store = &self.store;
        self.ages.sweep(store.len(), |rung| store.find(rung.place).is_some());
        self.line.leave(store, &message);
        Some(message)
    }

    /// Makes a delayed or in-flight message visible, in its old place in the line.
    pub(in crate::engine) fn show(&mut self, place: Place) {
        let Some(message) = self.store.find_mut(place) else { return };
        let before = std::mem::replace(&mut message.state, State::Visible);
        *self.counts.of(before) -= 1;
        self.counts.visible += 1;
        self.stop_timer(before, place);
        self.line.change(&mut self.store, place, before);
    }

    /// Hides a visible or in-flight message until `deadline`.
    pub(in crate::engine) fn hide(&mut self, place: Place, deadline: Instant) {
        let Some(message) = self.store.find_mut(place) else { return };
        let before = std::mem::replace(&mut message.state, State::InFlight(deadline));
        *self.counts.of(before) -= 1;
        self.counts.in_flight += 1;
        self.stop_timer(before, place);
        self.set_timer(deadline, Timer::VisibilityEnd, place);
        self.line.change(&mut self.store, place, before);
        self.deadlines.push(deadline, place);
        let store = &self.store;
        self.deadlines.sweep(self.counts.in_flight, |rung| state(store, rung.place) == Some(State::InFlight(rung.key)));
    }

    /// A receive may find something.
    pub(in crate::engine) fn has_something(&self) -> bool {
        self.counts.visible > 0 || self.sky.as_ref().is_some_and(|sky| sky.has_copies())
    }

    /// Takes the first message that can be received out of the line. It stays stored: hide it, remove it or
    /// [`Self::line_up`] it. `walk` is kept for one receive.
    pub(in crate::engine) fn next_in_line(&mut self, walk: &mut Walk) -> Option<Place> {
        if self.counts.visible == 0 {
            return None;
        }
        self.line.next(&mut self.store, self.counts.in_flight, walk)
    }

    /// Puts a message that stayed visible back into its place in the line.
    pub(in crate::engine) fn line_up(&mut self, place: Place) {
        self.line.line_up(&mut self.store, place);
    }

    /// A FIFO queue's delay holds for the messages that are there already, if nobody received them yet. Gives back
    /// those that become visible or wait again, and until when they wait.
    pub(in crate::engine) fn redelay(&mut self, now: Instant) -> Vec<(Place, Option<Instant>)> {
        let delay = Span::from_secs(self.attributes.delay_s.into());
        let mut changed = Vec::new();
        for place in self.store.places() {
            let Some(message) = self.store.find_mut(place) else { continue };
            let until = message.sent_at + delay;
            let waits = matches!(message.state, State::Delayed(_));
            if message.receive_count > 0 || message.state == State::Delayed(until) || (until <= now && !waits) {
                continue;
            }
            changed.push((place, (until > now).then_some(until)));
            if until > now {
                let before = std::mem::replace(&mut message.state, State::Delayed(until));
                *self.counts.of(before) -= 1;
                self.counts.delayed += 1;
                self.delays.push(until, place);
                self.forget_due();
                self.line.change(&mut self.store, place, before);
            } else {
                self.show(place);
            }
        }
        let store = &self.store;
        self.delays.sweep(self.counts.delayed, |rung| state(store, rung.place) == Some(State::Delayed(rung.key)));
        changed
    }

    /// Removes all messages and says how many there were.
    pub(in crate::engine) fn clear(&mut self) -> usize {
        let count = self.store.len();
        self.store = Store::default();
        self.counts = Counts::default();
        self.line = Line::new(self.fifo.is_some());
        if let Some(fifo) = &mut self.fifo {
            fifo.clear();
        }
        self.delays.clear();
        self.deadlines.clear();
        self.ages.clear();
        self.forget_due();
        count
    }

    fn retention(&self) -> Span {
        Span::from_secs(self.attributes.retention_s.into())
    }
}

fn state(store: &Store, place: Place) -> Option<State> {
    store.find(place).map(|message| message.state)
}
