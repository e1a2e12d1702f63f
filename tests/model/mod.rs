//! The rules of standard queues as plainly as they can be written: lists, and a look at everything each time.
//!
//! It shares nothing with the engine but the types of errors. Messages are known by their bodies, handles are pairs
//! of numbers, time is in milliseconds.

use order_board::sqs::ErrorKind;

pub(crate) const QUEUES: [&str; 3] = ["a", "b", "dead"];

/// A queue's number and the message's place in it.
pub(crate) type Handle = (u64, u64);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Done,
    Refused(ErrorKind),
    Messages(Vec<Received>),
    Waiting,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Received {
    pub(crate) body: String,
    pub(crate) count: u32,
    pub(crate) sent_at: u64,
    pub(crate) first_received_at: u64,
    /// The queue it is a dead letter of.
    pub(crate) source: Option<String>,
    pub(crate) handle: Handle,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Delayed(u64),
    Visible,
    InFlight(u64),
}

#[derive(Clone, Debug)]
struct Message {
    place: u64,
    body: String,
    state: State,
    count: u32,
    sent_at: u64,
    first_received_at: u64,
    last_received_at: u64,
    source: Option<String>,
}

#[derive(Clone, Debug)]
struct Queue {
    name: &'static str,
    number: u64,
    messages: Vec<Message>,
    purged_at: Option<u64>,
    delay: u64,
    retention: u64,
    visibility: u64,
    redrive: Option<(usize, u32)>,
    waiters: Vec<Waiter>,
}

#[derive(Clone, Debug)]
struct Waiter {
    call: u64,
    end: u64,
    max: usize,
    visibility: u64,
}

/// The order of handling at one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Timer {
    Expiry,
    DelayEnd,
    VisibilityEnd,
}

#[derive(Default)]
pub(crate) struct Model {
    now: u64,
    next_place: u64,
    next_number: u64,
    queues: [Option<Queue>; 3],
    freed_at: [Option<u64>; 3],
    changed: Vec<usize>,
    moved: Vec<(String, usize)>,
    /// Answers to calls that waited.
    pub(crate) replies: Vec<(u64, Answer)>,
}

impl Model {
    pub(crate) fn create(&mut self, at: usize) -> Answer {
        if self.queues[at].is_some() {
            return Answer::Done;
        }
        if self.freed_at[at].is_some_and(|freed_at| self.now < freed_at + 60_000) {
            return Answer::Refused(ErrorKind::QueueDeletedRecently);
        }
        self.next_number += 1;
        self.queues[at] = Some(Queue {
            name: QUEUES[at],
            number: self.next_number,
            messages: Vec::new(),
            purged_at: None,
            delay: 0,
            retention: 345_600_000,
            visibility: 30_000,
            redrive: None,
            waiters: Vec::new(),
        });
        Answer::Done
    }

    pub(crate) fn delete_queue(&mut self, at: usize) -> Answer {
        let Some(queue) = self.queues[at].take() else { return NO_QUEUE };
        self.freed_at[at] = Some(self.now);
        self.replies.extend(queue.waiters.iter().map(|waiter| (waiter.call, NO_QUEUE)));
        Answer::Done
    }

    pub(crate) fn send(&mut self, at: usize, body: &str, delay_s: Option<u64>) -> Answer {
        let now = self.now;
        let Some(queue) = &mut self.queues[at] else { return NO_QUEUE };
        if delay_s.is_some_and(|delay_s| delay_s > 900) {
            return Answer::Refused(ErrorKind::InvalidParameterValue);
        }
        let delay = delay_s.map_or(queue.delay, |delay_s| 1_000 * delay_s);
        let state = if delay > 0 { State::Delayed(now + delay) } else { State::Visible };
        self.next_place += 1;
        queue.messages.push(Message {
            place: self.next_place,
            body: body.to_owned(),
            state,
            count: 0,
            sent_at: now,
            first_received_at: 0,
            last_received_at: 0,
            source: None,
        });
        self.change(at);
        self.settle();
        Answer::Done
    }

    pub(crate) fn receive(
        &mut self,
        call: u64,
        at: usize,
        max: usize,
        visibility_s: Option<u64>,
        wait_s: u64,
    ) -> Answer {
        let Some(queue) = &self.queues[at] else { return NO_QUEUE };
        let visibility = visibility_s.map_or(queue.visibility, |secs| 1_000 * secs);
        let waiter = Waiter { call, end: self.now + 1_000 * wait_s, max, visibility };
        let messages = self.take(at, &waiter);
        self.change(at);
        let waits = messages.is_empty() && wait_s > 0;
        if waits {
            self.queue(at).waiters.push(waiter);
        }
        self.settle();
        if waits { Answer::Waiting } else { Answer::Messages(messages) }
    }

    pub(crate) fn delete(&mut self, at: usize, handle: Handle) -> Answer {
        let Some(queue) = &mut self.queues[at] else { return NO_QUEUE };
        if queue.number != handle.0 {
            return Answer::Refused(ErrorKind::ReceiptHandleIsInvalid);
        }
        queue.messages.retain(|message| message.place != handle.1);
        self.change(at);
        self.settle();
        Answer::Done
    }

    pub(crate) fn change_visibility(&mut self, at: usize, handle: Handle, secs: u64) -> Answer {
        let now = self.now;
        let refused = Answer::Refused(ErrorKind::InvalidParameterValue);
        if secs > 43_200 {
            return refused;
        }
        let Some(queue) = &mut self.queues[at] else { return NO_QUEUE };
        if queue.number != handle.0 {
            return Answer::Refused(ErrorKind::ReceiptHandleIsInvalid);
        }
        let Some(message) = queue.messages.iter_mut().find(|message| message.place == handle.1) else {
            return refused;
        };
        if now - message.last_received_at + 1_000 * secs > 43_200_000 {
            return refused;
        }
        message.state = if secs > 0 { State::InFlight(now + 1_000 * secs) } else { State::Visible };
        self.change(at);
        self.settle();
        Answer::Done
    }

    pub(crate) fn purge(&mut self, at: usize) -> Answer {
        let now = self.now;
        let Some(queue) = &mut self.queues[at] else { return NO_QUEUE };
        if queue.purged_at.is_some_and(|purged_at| now < purged_at + 60_000) {
            return Answer::Refused(ErrorKind::PurgeQueueInProgress);
        }
        queue.purged_at = Some(now);
        queue.messages.clear();
        Answer::Done
    }

    pub(crate) fn set_retention(&mut self, at: usize, secs: u64) -> Answer {
        self.set(at, |queue| queue.retention = 1_000 * secs)
    }

    pub(crate) fn set_delay(&mut self, at: usize, secs: u64) -> Answer {
        self.set(at, |queue| queue.delay = 1_000 * secs)
    }

    pub(crate) fn set_visibility(&mut self, at: usize, secs: u64) -> Answer {
        self.set(at, |queue| queue.visibility = 1_000 * secs)
    }

    pub(crate) fn set_redrive(&mut self, at: usize, target: usize, max: u32) -> Answer {
        if self.queues[at].is_some() && self.queues[target].is_none() {
            return Answer::Refused(ErrorKind::InvalidParameterValue);
        }
        self.set(at, |queue| queue.redrive = Some((target, max)))
    }

    pub(crate) fn hang_up(&mut self, call: u64) {
        for queue in self.queues.iter_mut().flatten() {
            queue.waiters.retain(|waiter| waiter.call != call);
        }
    }

    /// Visible, in flight, delayed.
    pub(crate) fn counts(&self, at: usize) -> Option<[usize; 3]> {
        let queue = self.queues[at].as_ref()?;
        let count = |is: fn(State) -> bool| queue.messages.iter().filter(|message| is(message.state)).count();
        Some([
            count(|state| state == State::Visible),
            count(|state| matches!(state, State::InFlight(_))),
            count(|state| matches!(state, State::Delayed(_))),
        ])
    }

    pub(crate) fn advance(&mut self, now: u64) {
        while let Some(instant) = self.next_instant().filter(|instant| *instant <= now) {
            self.now = instant;
            while let Some((timer, place, at)) = self.due_now() {
                let messages = &mut self.queue(at).messages;
                match timer {
                    Timer::Expiry => messages.retain(|message| message.place != place),
                    _ => messages.iter_mut().filter(|message| message.place == place).for_each(Message::show),
                }
                self.change(at);
            }
            self.settle();
            for queue in self.queues.iter_mut().flatten() {
                let (ended, waiting) = queue.waiters.drain(..).partition(|waiter| waiter.end == instant);
                queue.waiters = waiting;
                let ended: Vec<Waiter> = ended;
                self.replies.extend(ended.iter().map(|waiter| (waiter.call, Answer::Messages(Vec::new()))));
            }
        }
        self.now = now;
    }

    fn next_instant(&self) -> Option<u64> {
        let timers = self.timers().map(|(instant, ..)| instant);
        let ends = self.queues.iter().flatten().flat_map(|queue| queue.waiters.iter().map(|waiter| waiter.end));
        timers.chain(ends).min()
    }

    fn due_now(&self) -> Option<(Timer, u64, usize)> {
        let due = self.timers().filter(|(instant, ..)| *instant <= self.now);
        due.map(|(_, timer, place, at)| (timer, place, at)).min()
    }

    fn timers(&self) -> impl Iterator<Item = (u64, Timer, u64, usize)> {
        let queues = self.queues.iter().enumerate().filter_map(|(at, queue)| Some((at, queue.as_ref()?)));
        queues.flat_map(|(at, queue)| {
            queue.messages.iter().flat_map(move |message| {
                let change = match message.state {
                    State::Delayed(until) => Some((until, Timer::DelayEnd, message.place, at)),
                    State::InFlight(until) => Some((until, Timer::VisibilityEnd, message.place, at)),
                    State::Visible => None,
                };
                change.into_iter().chain([(message.sent_at + queue.retention, Timer::Expiry, message.place, at)])
            })
        })
    }

    fn set(&mut self, at: usize, set: impl FnOnce(&mut Queue)) -> Answer {
        let Some(queue) = &mut self.queues[at] else { return NO_QUEUE };
        set(queue);
        self.change(at);
        self.settle();
        Answer::Done
    }

    fn queue(&mut self, at: usize) -> &mut Queue {
        self.queues[at].as_mut().expect("this queue is there")
    }

    fn change(&mut self, at: usize) {
        if !self.changed.contains(&at) {
            self.changed.push(at);
        }
    }

    fn settle(&mut self) {
        while !self.changed.is_empty() {
            let (at, now) = (self.changed.remove(0), self.now);
            let queue = self.queue(at);
            let retention = queue.retention;
            queue.messages.retain(|message| now < message.sent_at + retention);
            while let Some(waiter) = self.queue(at).waiters.first().cloned() {
                let messages = self.take(at, &waiter);
                if messages.is_empty() {
                    break;
                }
                self.queue(at).waiters.remove(0);
                self.replies.push((waiter.call, Answer::Messages(messages)));
            }
        }
        self.moved.clear();
    }

    fn take(&mut self, at: usize, waiter: &Waiter) -> Vec<Received> {
        let mut taken: Vec<Received> = Vec::new();
        while taken.len() < waiter.max {
            let now = self.now;
            let queue = self.queue(at);
            let (name, number, redrive) = (queue.name, queue.number, queue.redrive);
            let visible = queue.messages.iter().enumerate().filter(|(_, message)| {
                message.state == State::Visible && !taken.iter().any(|taken| taken.handle.1 == message.place)
            });
            let Some((index, _)) = visible.min_by_key(|(_, message)| message.place) else { break };
            let message = &mut queue.messages[index];
            let leaves = redrive.filter(|(_, max)| message.count >= *max).map(|(target, _)| target);
            let (body, left) = (message.body.clone(), leaves.is_some());
            if left && !self.moved.contains(&(body.clone(), at)) {
                let target = leaves.expect("it leaves");
                if self.queues[target].is_some() {
                    let mut message = self.queue(at).messages.remove(index);
                    self.next_place += 1;
                    message.place = self.next_place;
                    message.source = Some(name.to_owned());
                    self.queue(target).messages.push(message);
                    self.moved.push((body, at));
                    self.change(target);
                    continue;
                }
            }
            let message = &mut self.queue(at).messages[index];
            message.count += 1;
            if message.count == 1 {
                message.first_received_at = now;
            }
            message.last_received_at = now;
            if waiter.visibility > 0 {
                message.state = State::InFlight(now + waiter.visibility);
            }
            taken.push(Received {
                body,
                count: message.count,
                sent_at: message.sent_at,
                first_received_at: message.first_received_at,
                source: message.source.clone(),
                handle: (number, message.place),
            });
        }
        taken
    }
}

const NO_QUEUE: Answer = Answer::Refused(ErrorKind::QueueDoesNotExist);

impl Message {
    fn show(&mut self) {
        self.state = State::Visible;
    }
}
