//! The behaviour of Amazon SQS, without a clock, a thread or a socket.
//!
//! [`Engine`] answers [`Request`]s. Time is an argument: the same seed and the same calls at the same instants return
//! the same answers and the same [events](Event), byte for byte.
//!
//! # The loop
//!
//! After every change ([`call`](Engine::call), [`hang_up`](Engine::hang_up),
//! [`handle_timeout`](Engine::handle_timeout)):
//!
//! 1. poll replies with [`poll_reply`](Engine::poll_reply) until it returns `None`,
//! 2. poll events with [`poll_event`](Engine::poll_event) until it returns `None`,
//! 3. ask [`poll_timeout`](Engine::poll_timeout) when to call [`handle_timeout`](Engine::handle_timeout) next.
//!
//! ```
//! use model::engine::{Account, Answer, Engine};
//! use model::sqs::{CreateQueue, Response};
//! use model::time::Instant;
//!
//! let mut engine = Engine::new(7, Account::default());
//! let orders = CreateQueue::new("orders".into(), Default::default());
//! let (_, answer) = engine.call(Instant::ZERO, orders.into());
//! let Answer::Now(Ok(Response::CreateQueue(made))) = answer else { panic!("{answer:?}") };
//! assert_eq!(made.queue_url.as_str(), "https://sqs.us-east-1.amazonaws.com/123456789012/orders");
//! ```
//!
//! # What SQS leaves open
//!
//! - Order on standard queues: messages are received in the order of sending. A message that becomes visible again
//!   returns to its old position.
//! - Order between the groups of a FIFO queue: groups take turns.
//! - Timers of one instant: they fire in the order expiry, delay end, visibility end, move tasks. Then waiting receives
//!   are served, then long polls end, then requests are handled.
//! - Several waiting receives: the oldest is served first.
//!
//! # Cost
//!
//! Sending, receiving, deleting and expiring a message costs logarithmic time in the number of stored messages at most,
//! and constant time in nearly all cases. Message bodies are shared, never copied.
//!
//! Source: `docs/sqs-behaviour.md`; each module names its sections.

mod account;
mod agenda;
mod attributes;
mod batches;
mod dead_letters;
mod error;
mod fair;
mod fifo;
mod fifo_memory;
mod groups;
mod handles;
mod ladder;
mod manage;
mod message;
mod moves;
mod permissions;
mod polls;
mod queue;
mod receive;
mod receive_order;
mod redrive;
mod send;
mod settle;
mod store;
mod tags;
mod validate;
mod visibility;
mod weather;

use std::collections::VecDeque;
use std::rc::Rc;

pub use self::account::Account;
use self::agenda::Agenda;
use self::queue::Queue;
use crate::rng::Rng;
use crate::sqs::{CallId, Error, Event, EventKind, QueueName, QueueUrl, Request, Response, Seal, Weather};
use crate::time::Instant;

/// The default of [`Account::epoch_ms`]: 2026-01-01T00:00:00Z, in milliseconds since the Unix epoch.
pub const EPOCH_MS: u64 = 1_767_225_600_000;

/// All queues of one account, with their messages and timers.
///
/// A clone is cheap: it shares message bodies for good, and messages until either engine changes them.
#[derive(Clone, Debug)]
pub struct Engine {
    account: Account,
    seed: u64,
    seal: Seal,
    /// The latest instant seen. It never decreases.
    now: Instant,
    next_call: u64,
    next_queue: u32,
    next_ordinal: u64,
    /// A deleted queue leaves `None`, which the next new queue replaces. Clones share a queue until either changes it.
    queues: Vec<Option<Rc<Queue>>>,
    /// Queue names with their indexes, sorted by name.
    by_name: Vec<(QueueName, usize)>,
    /// Names of deleted queues with the time of deletion, for as long as the names cannot be used again.
    freed: Vec<(QueueName, Instant)>,
    agenda: Agenda,
    /// Message move tasks, in the order of their start.
    tasks: Vec<moves::Task>,
    weather: Weather,
    /// Queues that changed since the last settle round and may have work to do.
    changed: VecDeque<usize>,
    /// The number of the settle round.
    round: u64,
    replies: VecDeque<(CallId, Result<Response, Error>)>,
    events: VecDeque<Event>,
}

/// The answer to a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The call is complete.
    Now(Result<Response, Error>),
    /// A long poll that found no message yet. Its answer comes from [`Engine::poll_reply`].
    Waiting,
}

impl Engine {
    /// Returns an engine without queues, at [`Instant::ZERO`]. Message ids and receipt handles depend on `seed`.
    #[must_use]
    pub fn new(seed: u64, account: Account) -> Self {
        Self {
            account,
            seed,
            seal: Seal::new(Rng::stream(seed, stream_label(b"receipt handles", Instant::ZERO)).next_u64()),
            now: Instant::ZERO,
            next_call: 0,
            next_queue: 0,
            next_ordinal: 0,
            queues: Vec::new(),
            by_name: Vec::new(),
            freed: Vec::new(),
            agenda: Agenda::new(),
            tasks: Vec::new(),
            weather: Weather::default(),
            changed: VecDeque::new(),
            round: 0,
            replies: VecDeque::new(),
            events: VecDeque::new(),
        }
    }

    /// Handles one request, after all timers up to `now`. If `now` is earlier than the latest instant seen, the latest
    /// instant counts.
    pub fn call(&mut self, now: Instant, request: Request) -> (CallId, Answer) {
        if self.agenda.first_at() <= now {
            self.handle_timeout(now);
        }
        self.now = self.now.max(now);
        let call = CallId(self.next_call);
        self.next_call += 1;
        let answer = match request {
            Request::SendMessage(request) => Answer::Now(self.send_message(call, request)),
            Request::ReceiveMessage(request) => self.receive_message(call, request),
            Request::DeleteMessage(request) => Answer::Now(self.delete_message(call, &request)),
            request => Answer::Now(self.answer(call, request)),
        };
        self.settle();
        (call, answer)
    }

    /// Cancels a waiting receive: it gets neither a message nor a reply. Has no effect for any other call.
    pub fn hang_up(&mut self, id: CallId) {
        let waits = |queue: &Option<Rc<Queue>>| queue.as_ref().is_some_and(|queue| queue.polls().has(id));
        if let Some(at) = self.queues.iter().position(waits) {
            self.queue_mut(at).polls_mut().remove(id);
            self.note_change(at);
            self.settle();
        }
    }

    /// Returns the next answer to a call that returned [`Answer::Waiting`].
    pub fn poll_reply(&mut self) -> Option<(CallId, Result<Response, Error>)> {
        self.replies.pop_front()
    }

    /// Returns the next event. The engine keeps events until they are polled.
    pub fn poll_event(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    /// Returns when [`handle_timeout`](Self::handle_timeout) has work to do, or `None` if there is no timer. Always
    /// later than the latest instant seen.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Instant> {
        self.agenda.first().map(|(due, _)| due.at)
    }

    /// Fires all timers up to `now`, each at its own instant. It is safe to call it early, late or twice.
    pub fn handle_timeout(&mut self, now: Instant) {
        loop {
            match self.agenda.first() {
                Some((due, at)) if due.at <= now => self.handle(due, at),
                // Serving waiting receives may set timers that are due as well.
                _ if !self.changed.is_empty() => self.settle(),
                _ => break,
            }
        }
        self.now = self.now.max(now);
    }

    /// Returns an estimate of the memory that the engine uses, in bytes, without what it shares with clones.
    #[must_use]
    pub fn weight(&self) -> usize {
        /// Bytes of a message and its entries in four orders.
        const MESSAGE: usize = 240;
        /// Bytes of an empty queue with its names.
        const QUEUE: usize = 1_400;
        self.queues.iter().flatten().map(|queue| QUEUE + queue.stored() * MESSAGE).sum()
    }

    /// Returns an estimate of the bytes that every clone has for itself: the list of queues, their names and timers.
    #[must_use]
    pub const fn unshared(&self) -> usize {
        /// Bytes in these lists per queue.
        const ENTRY: usize = 150;
        self.queues.len() * ENTRY
    }

    fn answer(&mut self, call: CallId, request: Request) -> Result<Response, Error> {
        match request {
            Request::AddPermission(request) => self.add_permission(call, &request),
            Request::CancelMessageMoveTask(request) => self.cancel_message_move_task(call, &request),
            Request::ChangeMessageVisibility(request) => self.change_message_visibility(call, &request),
            Request::ChangeMessageVisibilityBatch(request) => self.change_message_visibility_batch(call, request),
            Request::CreateQueue(request) => self.create_queue(call, request),
            Request::DeleteMessageBatch(request) => self.delete_message_batch(call, request),
            Request::DeleteQueue(request) => self.delete_queue(call, &request),
            Request::GetQueueAttributes(request) => self.get_queue_attributes(&request),
            Request::GetQueueUrl(request) => self.get_queue_url(&request),
            Request::ListDeadLetterSourceQueues(request) => self.list_dead_letter_source_queues(&request),
            Request::ListMessageMoveTasks(request) => self.list_message_move_tasks(&request),
            Request::ListQueueTags(request) => self.list_queue_tags(&request),
            Request::ListQueues(request) => self.list_queues(&request),
            Request::PurgeQueue(request) => self.purge_queue(call, &request),
            Request::RemovePermission(request) => self.remove_permission(call, &request),
            Request::SendMessage(_) | Request::ReceiveMessage(_) | Request::DeleteMessage(_) => {
                unreachable!("`call` handles the most frequent requests itself")
            }
            Request::SendMessageBatch(request) => self.send_message_batch(call, request),
            Request::SetQueueAttributes(request) => self.set_queue_attributes(call, &request),
            Request::StartMessageMoveTask(request) => self.start_message_move_task(call, request),
            Request::TagQueue(request) => self.tag_queue(request),
            Request::UntagQueue(request) => self.untag_queue(&request),
        }
    }

    /// Returns the index of the queue at that URL.
    fn find_queue(&self, url: &QueueUrl) -> Result<usize, Error> {
        // A URL that this engine created carries the queue's index, so it need not be parsed.
        let hinted = self.queues.get(url.place()).and_then(Option::as_deref);
        if hinted.is_some_and(|queue| queue.url.is(url)) {
            return Ok(url.place());
        }
        self.find_queue_by_text(url.as_str())
    }

    fn find_queue_by_text(&self, url: &str) -> Result<usize, Error> {
        let name = self.account.name_in_url(url);
        name.and_then(|name| self.named(name)).ok_or_else(error::no_such_queue)
    }

    /// Returns the index of the queue with that name.
    fn named(&self, name: &str) -> Option<usize> {
        self.place_of_name(name).ok().map(|place| self.by_name[place].1)
    }

    /// Returns the position of a name in `by_name`, or as an error the position where it belongs.
    fn place_of_name(&self, name: &str) -> Result<usize, usize> {
        self.by_name.binary_search_by(|(other, _)| other.as_str().cmp(name))
    }

    fn queue(&self, at: usize) -> &Queue {
        self.queues[at].as_ref().expect("the index of an existing queue")
    }

    fn queue_mut(&mut self, at: usize) -> &mut Queue {
        Rc::make_mut(self.queues[at].as_mut().expect("the index of an existing queue"))
    }

    fn next_ordinal(&mut self) -> u64 {
        let ordinal = self.next_ordinal;
        self.next_ordinal += 1;
        ordinal
    }

    fn emit(&mut self, call: Option<CallId>, at: usize, kind: EventKind) {
        let queue = self.queue(at).name.clone();
        self.events.push_back(Event { at: self.now, call, queue, kind });
    }
}

/// Derives the label of a random stream from its purpose and its start: FNV-1a.
fn stream_label(purpose: &[u8], since: Instant) -> u64 {
    let bytes = purpose.iter().copied().chain(since.as_millis().to_be_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
