//! A reference model of both kinds of queues, as plain as possible: lists, and a full scan each time.
//!
//! It shares nothing with the engine but the error kinds. Messages are identified by their bodies, handles are three
//! numbers, times are in milliseconds.

#![allow(dead_code, reason = "each test file uses its part")]

use model::sqs::ErrorKind;

/// The kind of all three queues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Standard,
    Fifo,
}

impl Kind {
    pub(crate) const fn queues(self) -> [&'static str; 3] {
        match self {
            Self::Standard => ["a", "b", "dead"],
            Self::Fifo => ["a.fifo", "b.fifo", "dead.fifo"],
        }
    }

    /// Returns true for the one FIFO queue whose deduplication scope is the message group.
    pub(crate) const fn scope_is_group(self, at: usize) -> bool {
        matches!(self, Self::Fifo) && at == 1
    }
}

/// The queue's number, the message's place, and its receive count.
pub(crate) type Handle = (u64, u64, u32);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Done,
    Refused(ErrorKind),
    /// The body of the stored message. For a duplicate, the body of the original.
    Sent(String),
    /// One result per entry.
    Batch(Vec<Result<String, ErrorKind>>),
    Messages(Vec<Received>),
    Tasks(Vec<Report>),
    /// The number of the started task.
    Started(u64),
    /// How many messages the cancelled task had moved.
    Moved(u64),
    Waiting,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Received {
    pub(crate) body: String,
    pub(crate) count: u32,
    pub(crate) sent_at: u64,
    pub(crate) first_received_at: u64,
    /// The name of the queue that it was dead-lettered from.
    pub(crate) source: Option<String>,
    pub(crate) group: Option<String>,
    pub(crate) handle: Handle,
}

/// A move task as `ListMessageMoveTasks` reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Report {
    pub(crate) status: &'static str,
    pub(crate) started_at: u64,
    pub(crate) to_move: u64,
    pub(crate) moved: u64,
}

/// A message to send.
#[derive(Clone, Debug)]
pub(crate) struct NewMessage {
    pub(crate) body: String,
    pub(crate) group: Option<String>,
    pub(crate) deduplication: Option<String>,
    pub(crate) delay_s: Option<u64>,
}

/// The parameters of a receive.
#[derive(Clone, Debug)]
pub(crate) struct ReceiveCall {
    pub(crate) call: u64,
    pub(crate) max: usize,
    pub(crate) visibility_s: Option<u64>,
    pub(crate) wait_s: u64,
    pub(crate) attempt: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Delayed(u64),
    Visible,
    InFlight(u64),
}

#[derive(Clone, Debug)]
struct Message {
    id: u64,
    place: u64,
    body: String,
    group: Option<String>,
    state: State,
    count: u32,
    sent_at: u64,
    retained_since: u64,
    first_received_at: u64,
    last_received_at: u64,
    changed: bool,
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
    /// The groups that have messages. The first is served next.
    ring: Vec<String>,
    /// Deduplication ids with the time of the send and the body of the original.
    sends: Vec<(String, u64, String)>,
    attempts: Vec<Attempt>,
}

#[derive(Clone, Debug)]
struct Waiter {
    call: u64,
    end: u64,
    max: usize,
    visibility: u64,
    attempt: Option<String>,
}

/// A receive that can be repeated.
#[derive(Clone, Debug)]
struct Attempt {
    id: String,
    since: u64,
    /// Places and receive counts of the received messages.
    handed_out: Vec<(u64, u32)>,
}

#[derive(Clone, Debug)]
struct Task {
    number: u64,
    queue: u64,
    destination: Option<usize>,
    rate: u64,
    report: Report,
}

/// Timers in the order in which they fire at one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Timer {
    Expiry,
    DelayEnd,
    VisibilityEnd,
    MoveStep,
}

#[derive(Clone)]
pub(crate) struct Model {
    kind: Kind,
    now: u64,
    next_place: u64,
    next_number: u64,
    queues: [Option<Queue>; 3],
    /// The order of queues at one instant: a new queue takes the first free place.
    places: Vec<Option<usize>>,
    freed_at: [Option<u64>; 3],
    changed: Vec<usize>,
    /// Messages that were dead-lettered in this settle round, with the queues they left. Breaks redrive cycles.
    dead_lettered: Vec<(u64, usize)>,
    tasks: Vec<Task>,
    /// Answers to calls that waited.
    pub(crate) replies: Vec<(u64, Answer)>,
}

const FIVE_MINUTES: u64 = 300_000;
const NO_QUEUE: Answer = Answer::Refused(ErrorKind::QueueDoesNotExist);
const INVALID: Answer = Answer::Refused(ErrorKind::InvalidParameterValue);
const NOT_FOUND: Answer = Answer::Refused(ErrorKind::ResourceNotFound);

impl Model {
    pub(crate) fn new(kind: Kind) -> Self {
        Self {
            kind,
            now: 0,
            next_place: 0,
            next_number: 0,
            queues: [None, None, None],
            places: Vec::new(),
            freed_at: [None; 3],
            changed: Vec::new(),
            dead_lettered: Vec::new(),
            tasks: Vec::new(),
            replies: Vec::new(),
        }
    }

    pub(crate) fn create(&mut self, at: usize) -> Answer {
        if self.freed_at[at].is_some_and(|freed_at| self.now < freed_at + 60_000) {
            return Answer::Refused(ErrorKind::QueueDeletedRecently);
        }
        if self.queues[at].is_some() {
            return Answer::Done;
        }
        self.next_number += 1;
        match self.places.iter().position(Option::is_none) {
            Some(free) => self.places[free] = Some(at),
            None => self.places.push(Some(at)),
        }
        self.queues[at] = Some(Queue {
            name: self.kind.queues()[at],
            number: self.next_number,
            messages: Vec::new(),
            purged_at: None,
            delay: 0,
            retention: 345_600_000,
            visibility: 30_000,
            redrive: None,
            waiters: Vec::new(),
            ring: Vec::new(),
            sends: Vec::new(),
            attempts: Vec::new(),
        });
        Answer::Done
    }

    pub(crate) fn delete_queue(&mut self, at: usize) -> Answer {
        let Some(queue) = self.queues[at].take() else { return NO_QUEUE };
        self.freed_at[at] = Some(self.now);
        self.places.iter_mut().filter(|place| **place == Some(at)).for_each(|place| *place = None);
        self.tasks.retain(|task| task.queue != queue.number);
        self.replies.extend(queue.waiters.iter().map(|waiter| (waiter.call, NO_QUEUE)));
        Answer::Done
    }

    pub(crate) fn send(&mut self, at: usize, new_message: &NewMessage) -> Answer {
        if self.queues[at].is_none() {
            return NO_QUEUE;
        }
        let sent = self.store(at, new_message);
        self.settle();
        sent.map_or_else(Answer::Refused, Answer::Sent)
    }

    pub(crate) fn send_batch(&mut self, at: usize, new_messages: &[NewMessage]) -> Answer {
        if self.queues[at].is_none() {
            return NO_QUEUE;
        }
        let sent = new_messages.iter().map(|new_message| self.store(at, new_message)).collect();
        self.settle();
        Answer::Batch(sent)
    }

    fn store(&mut self, at: usize, new_message: &NewMessage) -> Result<String, ErrorKind> {
        let (now, is_fifo, in_group) = (self.now, self.kind == Kind::Fifo, self.kind.scope_is_group(at));
        let queue = self.queue(at);
        if new_message.delay_s.is_some_and(|delay_s| delay_s > 900 || (is_fifo && delay_s > 0)) {
            return Err(ErrorKind::InvalidParameterValue);
        }
        if let Some(id) = &new_message.deduplication {
            let group = new_message.group.clone().filter(|_| in_group).unwrap_or_default();
            let id = format!("{group} {id}");
            queue.sends.retain(|(_, since, _)| now < since + FIVE_MINUTES);
            if let Some((_, _, original)) = queue.sends.iter().find(|(known, ..)| *known == id) {
                return Ok(original.clone());
            }
            queue.sends.push((id, now, new_message.body.clone()));
        }
        let delay = new_message.delay_s.filter(|_| !is_fifo).map_or(queue.delay, |delay_s| 1_000 * delay_s);
        let message = Message {
            id: 0,
            place: 0,
            body: new_message.body.clone(),
            group: new_message.group.clone(),
            state: if delay > 0 { State::Delayed(now + delay) } else { State::Visible },
            count: 0,
            sent_at: now,
            retained_since: now,
            first_received_at: 0,
            last_received_at: 0,
            changed: false,
            source: None,
        };
        self.arrive(at, message, true);
        Ok(new_message.body.clone())
    }

    /// Adds a message at the end of a queue.
    fn arrive(&mut self, at: usize, mut message: Message, is_new: bool) {
        self.next_place += 1;
        message.place = self.next_place;
        if is_new {
            message.id = self.next_place;
        }
        let is_fifo = self.kind == Kind::Fifo;
        let queue = self.queue(at);
        if let Some(group) = message.group.clone().filter(|_| is_fifo)
            && !queue.ring.contains(&group)
        {
            queue.ring.push(group);
        }
        queue.messages.push(message);
        self.change(at);
    }

    pub(crate) fn receive(&mut self, at: usize, receive: &ReceiveCall) -> Answer {
        let Some(queue) = &self.queues[at] else { return NO_QUEUE };
        let visibility = receive.visibility_s.map_or(queue.visibility, |secs| 1_000 * secs);
        let end = self.now + 1_000 * receive.wait_s;
        let waiter = Waiter { call: receive.call, end, max: receive.max, visibility, attempt: receive.attempt.clone() };
        let given = self.give(at, &waiter);
        self.change(at);
        let waits = given == Answer::Messages(Vec::new()) && receive.wait_s > 0;
        if waits {
            self.queue(at).waiters.push(waiter);
        }
        self.settle();
        if waits { Answer::Waiting } else { given }
    }

    pub(crate) fn delete(&mut self, at: usize, handle: Handle) -> Answer {
        let deleted = self.remove(at, handle);
        self.settle();
        deleted.map_or_else(Answer::Refused, |()| Answer::Done)
    }

    pub(crate) fn delete_batch(&mut self, at: usize, handles: &[Handle]) -> Answer {
        if self.queues[at].is_none() {
            return NO_QUEUE;
        }
        // A batch has another code for an expired handle than a single call.
        let code =
            |error| if error == ErrorKind::InvalidParameterValue { ErrorKind::ReceiptHandleIsInvalid } else { error };
        let mut remove = |handle: &Handle| self.remove(at, *handle).map(|()| String::new()).map_err(code);
        let deleted = handles.iter().map(&mut remove).collect();
        self.settle();
        Answer::Batch(deleted)
    }

    fn remove(&mut self, at: usize, handle: Handle) -> Result<(), ErrorKind> {
        self.find(at, handle)?;
        self.take_out(at, handle.1);
        self.change(at);
        Ok(())
    }

    fn take_out(&mut self, at: usize, place: u64) -> Option<Message> {
        let queue = self.queue(at);
        let index = queue.messages.iter().position(|message| message.place == place)?;
        let message = queue.messages.remove(index);
        queue.forget_empty_groups();
        Some(message)
    }

    /// Returns the message of a handle, if it is still stored. On a FIFO queue the handle is valid only while its
    /// receive holds the message.
    fn find(&mut self, at: usize, (number, place, count): Handle) -> Result<Option<&mut Message>, ErrorKind> {
        let is_fifo = self.kind == Kind::Fifo;
        let Some(queue) = &mut self.queues[at] else { return Err(ErrorKind::QueueDoesNotExist) };
        if queue.number != number {
            return Err(ErrorKind::ReceiptHandleIsInvalid);
        }
        let Some(message) = queue.messages.iter_mut().find(|message| message.place == place) else { return Ok(None) };
        let held = matches!(message.state, State::InFlight(_)) && message.count == count;
        if is_fifo && !held { Err(ErrorKind::InvalidParameterValue) } else { Ok(Some(message)) }
    }

    pub(crate) fn change_visibility(&mut self, at: usize, handle: Handle, secs: u64) -> Answer {
        let changed = self.change_one(at, handle, secs);
        self.settle();
        changed.map_or_else(Answer::Refused, |()| Answer::Done)
    }

    pub(crate) fn change_batch(&mut self, at: usize, handles: &[Handle], secs: u64) -> Answer {
        if self.queues[at].is_none() {
            return NO_QUEUE;
        }
        let changed = handles.iter().map(|handle| self.change_one(at, *handle, secs).map(|()| String::new())).collect();
        self.settle();
        Answer::Batch(changed)
    }

    fn change_one(&mut self, at: usize, handle: Handle, secs: u64) -> Result<(), ErrorKind> {
        let now = self.now;
        if secs > 43_200 {
            return Err(ErrorKind::InvalidParameterValue);
        }
        let message = self.find(at, handle)?.ok_or(ErrorKind::InvalidParameterValue)?;
        if now - message.last_received_at + 1_000 * secs > 43_200_000 {
            return Err(ErrorKind::InvalidParameterValue);
        }
        message.changed = true;
        message.state = if secs > 0 { State::InFlight(now + 1_000 * secs) } else { State::Visible };
        self.change(at);
        Ok(())
    }

    pub(crate) fn purge(&mut self, at: usize) -> Answer {
        let now = self.now;
        let Some(queue) = &mut self.queues[at] else { return NO_QUEUE };
        if queue.purged_at.is_some_and(|purged_at| now < purged_at + 60_000) {
            return Answer::Refused(ErrorKind::PurgeQueueInProgress);
        }
        queue.purged_at = Some(now);
        queue.messages.clear();
        queue.ring.clear();
        queue.sends.clear();
        queue.attempts.clear();
        self.change(at);
        self.settle();
        Answer::Done
    }

    pub(crate) fn set_retention(&mut self, at: usize, secs: u64) -> Answer {
        self.set(at, |queue| queue.retention = 1_000 * secs)
    }

    pub(crate) fn set_delay(&mut self, at: usize, secs: u64) -> Answer {
        let (now, is_fifo) = (self.now, self.kind == Kind::Fifo);
        self.set(at, |queue| {
            queue.delay = 1_000 * secs;
            let fresh = queue.messages.iter_mut().filter(|message| is_fifo && message.count == 0);
            for message in fresh {
                let until = message.sent_at + 1_000 * secs;
                message.state = if until > now { State::Delayed(until) } else { State::Visible };
            }
        })
    }

    pub(crate) fn set_visibility(&mut self, at: usize, secs: u64) -> Answer {
        self.set(at, |queue| queue.visibility = 1_000 * secs)
    }

    pub(crate) fn set_redrive(&mut self, at: usize, target: usize, max: u32) -> Answer {
        if self.queues[at].is_some() && self.queues[target].is_none() {
            return INVALID;
        }
        self.set(at, |queue| queue.redrive = Some((target, max)))
    }

    pub(crate) fn hang_up(&mut self, call: u64) {
        for at in 0..3 {
            let Some(queue) = &mut self.queues[at] else { continue };
            let before = queue.waiters.len();
            queue.waiters.retain(|waiter| waiter.call != call);
            if queue.waiters.len() < before {
                self.change(at);
                self.settle();
            }
        }
    }

    pub(crate) fn start_move(&mut self, at: usize, destination: Option<usize>, rate: Option<u64>) -> Answer {
        let Some(source) = &self.queues[at] else { return NOT_FOUND };
        let (number, visible) = (source.number, source.count_visible());
        let is_target = |queue: &Queue| queue.redrive.is_some_and(|(target, _)| target == at);
        if !self.queues.iter().flatten().any(is_target) {
            return INVALID;
        }
        if let Some(destination) = destination {
            if self.queues[destination].is_none() {
                return NOT_FOUND;
            }
            if destination == at {
                return INVALID;
            }
        }
        if self.tasks.iter().any(|task| task.queue == number && task.report.status == "RUNNING") {
            return INVALID;
        }
        let report = Report { status: "RUNNING", started_at: self.now, to_move: visible as u64, moved: 0 };
        self.next_number += 1;
        let task = self.next_number;
        self.tasks.push(Task { number: task, queue: number, destination, rate: rate.unwrap_or(500), report });
        self.move_step(at);
        self.change(at);
        self.settle();
        Answer::Started(task)
    }

    /// Tasks of a deleted queue no longer exist.
    pub(crate) fn cancel_move(&mut self, number: u64) -> Answer {
        let Some(task) = self.tasks.iter_mut().find(|task| task.number == number) else { return NOT_FOUND };
        if task.report.status != "RUNNING" {
            return Answer::Refused(ErrorKind::UnsupportedOperation);
        }
        task.report.status = "CANCELLED";
        Answer::Moved(task.report.moved)
    }

    pub(crate) fn list_moves(&self, at: usize) -> Answer {
        let Some(queue) = &self.queues[at] else { return NOT_FOUND };
        let tasks = self.tasks.iter().rev().filter(|task| task.queue == queue.number);
        Answer::Tasks(tasks.take(10).map(|task| task.report.clone()).collect())
    }

    fn move_step(&mut self, at: usize) {
        let (now, number) = (self.now, self.queue(at).number);
        let is_running = |task: &Task| task.queue == number && task.report.status == "RUNNING";
        let index = self.tasks.iter().position(is_running).expect("a task that is due runs");
        let (destination, started_at) = (self.tasks[index].destination, self.tasks[index].report.started_at);
        let moved = if now >= started_at + 36 * 3_600_000 { Err(()) } else { self.move_one(at, destination) };
        let left = self.queue(at).count_visible();
        let report = &mut self.tasks[index].report;
        report.moved += u64::from(moved == Ok(true));
        match moved {
            Err(()) => report.status = "FAILED",
            Ok(true) if left > 0 => {}
            Ok(_) => report.status = "COMPLETED",
        }
    }

    fn move_one(&mut self, at: usize, destination: Option<usize>) -> Result<bool, ()> {
        if destination.is_some_and(|destination| self.queues[destination].is_none()) {
            return Err(());
        }
        let Some(place) = self.first(at) else { return Ok(false) };
        let names = self.kind.queues();
        let message = self.queue(at).messages.iter().find(|message| message.place == place).expect("it was found");
        let origin = message.source.as_ref().and_then(|source| names.iter().position(|name| name == source));
        let target = destination.or(origin).filter(|target| self.queues[*target].is_some()).ok_or(())?;
        let message = self.take_out(at, place).expect("it was found");
        let now = self.now;
        let fresh = Message {
            state: State::Visible,
            count: 0,
            sent_at: now,
            retained_since: now,
            changed: false,
            source: None,
            ..message
        };
        self.arrive(target, fresh, true);
        Ok(true)
    }

    /// Returns the next message to move, and moves its group to the end of the ring.
    fn first(&mut self, at: usize) -> Option<u64> {
        if self.kind == Kind::Standard {
            return self.queue(at).next_of_standard(&[]);
        }
        let queue = self.queue(at);
        let turn = queue.ring.iter().position(|group| queue.head(group).state == State::Visible)?;
        let group = queue.ring.remove(turn);
        let place = queue.head(&group).place;
        queue.ring.push(group);
        Some(place)
    }

    /// Returns the numbers of visible, in-flight and delayed messages.
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
                match timer {
                    Timer::Expiry => {
                        self.take_out(at, place);
                    }
                    Timer::MoveStep => self.move_step(at),
                    Timer::DelayEnd | Timer::VisibilityEnd => {
                        let messages = self.queue(at).messages.iter_mut();
                        messages.filter(|message| message.place == place).for_each(|message| {
                            message.state = State::Visible;
                        });
                    }
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
        let turn = |at: usize| self.places.iter().position(|place| *place == Some(at));
        let first = due.min_by_key(|(_, timer, place, at)| (*timer, *place, turn(*at)));
        first.map(|(_, timer, place, at)| (timer, place, at))
    }

    fn timers(&self) -> impl Iterator<Item = (u64, Timer, u64, usize)> {
        let queues = self.queues.iter().enumerate().filter_map(|(at, queue)| Some((at, queue.as_ref()?)));
        queues.flat_map(|(at, queue)| {
            let running = |task: &&Task| task.queue == queue.number && task.report.status == "RUNNING";
            let step = self.tasks.iter().find(running).map(|task| {
                let instant = task.report.started_at + task.report.moved * 1_000 / task.rate;
                (instant, Timer::MoveStep, 0, at)
            });
            let of_messages = queue.messages.iter().flat_map(move |message| {
                let change = match message.state {
                    State::Delayed(until) => Some((until, Timer::DelayEnd, message.place, at)),
                    State::InFlight(until) => Some((until, Timer::VisibilityEnd, message.place, at)),
                    State::Visible => None,
                };
                change.into_iter().chain([(message.retained_since + queue.retention, Timer::Expiry, message.place, at)])
            });
            of_messages.chain(step)
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
            queue.messages.retain(|message| now < message.retained_since + retention);
            queue.forget_empty_groups();
            while let Some(waiter) = self.queue(at).waiters.first().cloned() {
                let given = self.give(at, &waiter);
                if given == Answer::Messages(Vec::new()) {
                    break;
                }
                self.queue(at).waiters.remove(0);
                self.replies.push((waiter.call, given));
                let repeats = |other: &Waiter| waiter.attempt.is_some() && other.attempt == waiter.attempt;
                while let Some(index) = self.queue(at).waiters.iter().position(repeats) {
                    let other = self.queue(at).waiters.remove(index);
                    let given = self.give(at, &other);
                    self.replies.push((other.call, given));
                }
            }
        }
        self.dead_lettered.clear();
    }

    /// Receives messages, or repeats the receive with the same attempt id.
    fn give(&mut self, at: usize, waiter: &Waiter) -> Answer {
        let now = self.now;
        let queue = self.queue(at);
        queue.attempts.retain(|attempt| now < attempt.since + FIVE_MINUTES);
        let known = queue.attempts.iter().find(|attempt| Some(&attempt.id) == waiter.attempt.as_ref());
        if let Some(attempt) = known.cloned() {
            return self.give_again(at, waiter, &attempt.handed_out);
        }
        let messages = self.take(at, waiter);
        if let Some(id) = waiter.attempt.clone().filter(|_| !messages.is_empty()) {
            let handed_out = messages.iter().map(|message| (message.handle.1, message.count)).collect();
            self.queue(at).attempts.push(Attempt { id, since: now, handed_out });
        }
        Answer::Messages(messages)
    }

    fn give_again(&mut self, at: usize, waiter: &Waiter, handed_out: &[(u64, u32)]) -> Answer {
        let now = self.now;
        let queue = self.queue(at);
        let untouched = handed_out.iter().all(|(place, count)| {
            queue.messages.iter().any(|message| {
                let held = matches!(message.state, State::InFlight(_)) && !message.changed;
                message.place == *place && message.count == *count && held
            })
        });
        if !untouched {
            return INVALID;
        }
        let again = handed_out.iter().map(|(place, _)| {
            let number = queue.number;
            let message = queue.messages.iter_mut().find(|message| message.place == *place).expect("untouched");
            message.hold(now, waiter.visibility);
            message.received(number)
        });
        Answer::Messages(again.collect())
    }

    fn take(&mut self, at: usize, waiter: &Waiter) -> Vec<Received> {
        match self.kind {
            Kind::Standard => self.take_standard(at, waiter),
            Kind::Fifo => self.take_fifo(at, waiter),
        }
    }

    fn take_standard(&mut self, at: usize, waiter: &Waiter) -> Vec<Received> {
        let mut taken: Vec<Received> = Vec::new();
        while taken.len() < waiter.max {
            let Some(place) = self.queue(at).next_of_standard(&taken) else { break };
            taken.extend(self.receive_or_dead_letter(at, place, waiter));
        }
        taken
    }

    /// Receives from one group after the other, each up to the first blocked message, and no group twice.
    fn take_fifo(&mut self, at: usize, waiter: &Waiter) -> Vec<Received> {
        let mut taken: Vec<Received> = Vec::new();
        let mut served: Vec<String> = Vec::new();
        while taken.len() < waiter.max {
            let queue = self.queue(at);
            let is_next = |group: &&String| !served.contains(group) && queue.head(group).state == State::Visible;
            let Some(group) = queue.ring.iter().find(is_next).cloned() else { break };
            queue.ring.retain(|other| *other != group);
            queue.ring.push(group.clone());
            while taken.len() < waiter.max {
                let messages = self.queue(at).messages.iter();
                let mut rest = messages.filter(|message| {
                    message.group.as_ref() == Some(&group) && !taken.iter().any(|taken| taken.handle.1 == message.place)
                });
                let first = rest.next().filter(|message| message.state == State::Visible);
                let Some(place) = first.map(|message| message.place) else { break };
                taken.extend(self.receive_or_dead_letter(at, place, waiter));
            }
            served.push(group);
        }
        taken
    }

    /// Receives a message. Returns `None` if it is dead-lettered instead.
    fn receive_or_dead_letter(&mut self, at: usize, place: u64, waiter: &Waiter) -> Option<Received> {
        let (now, is_fifo) = (self.now, self.kind == Kind::Fifo);
        let queue = self.queue(at);
        let (name, number, redrive) = (queue.name, queue.number, queue.redrive);
        let message = queue.messages.iter_mut().find(|message| message.place == place).expect("it was found");
        let id = message.id;
        let target = redrive.filter(|(_, max)| message.count >= *max).map(|(target, _)| target);
        let target = target.filter(|target| self.queues[*target].is_some() && !self.dead_lettered.contains(&(id, at)));
        if let Some(target) = target {
            let mut message = self.take_out(at, place).expect("it was found");
            message.source = Some(name.to_owned());
            if is_fifo {
                message.retained_since = now;
            }
            self.dead_lettered.push((id, at));
            self.arrive(target, message, false);
            return None;
        }
        let messages = &mut self.queue(at).messages;
        let message = messages.iter_mut().find(|message| message.place == place).expect("it was found");
        message.count += 1;
        if message.count == 1 {
            message.first_received_at = now;
        }
        message.changed = false;
        message.hold(now, waiter.visibility);
        Some(message.received(number))
    }
}

impl Queue {
    fn count_visible(&self) -> usize {
        self.messages.iter().filter(|message| message.state == State::Visible).count()
    }

    /// Returns the first message of a group.
    fn head(&self, group: &str) -> &Message {
        let mut messages = self.messages.iter();
        messages.find(|message| message.group.as_deref() == Some(group)).expect("the ring holds groups with messages")
    }

    fn forget_empty_groups(&mut self) {
        let messages = &self.messages;
        self.ring.retain(|group| messages.iter().any(|message| message.group.as_ref() == Some(group)));
    }

    /// Returns the first visible message. Messages of noisy tenants come last.
    fn next_of_standard(&self, taken: &[Received]) -> Option<u64> {
        let in_flight = |of: Option<&String>| {
            let held = self.messages.iter().filter(|message| matches!(message.state, State::InFlight(_)));
            held.filter(|message| of.is_none() || message.group.as_ref() == of).count()
        };
        let noise = |message: &Message| {
            let own = message.group.as_ref().map_or(0, |group| in_flight(Some(group)));
            if own >= 30 && 10 * own > in_flight(None) { own } else { 0 }
        };
        let visible = self.messages.iter().filter(|message| {
            message.state == State::Visible && !taken.iter().any(|taken| taken.handle.1 == message.place)
        });
        visible.min_by_key(|message| (noise(message), message.place)).map(|message| message.place)
    }
}

impl Message {
    fn hold(&mut self, now: u64, visibility: u64) {
        self.last_received_at = now;
        self.state = if visibility > 0 { State::InFlight(now + visibility) } else { State::Visible };
    }

    fn received(&self, number: u64) -> Received {
        Received {
            body: self.body.clone(),
            count: self.count,
            sent_at: self.sent_at,
            first_received_at: self.first_received_at,
            source: self.source.clone(),
            group: self.group.clone(),
            handle: (number, self.place, self.count),
        }
    }
}
