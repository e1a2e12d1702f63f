//! The behaviour of Amazon SQS, without a clock, a thread or a socket.
//!
//! [`Engine`] answers [`Request`]s. Time is an argument: the same seed and the same calls at the same instants
//! give the same answers and the same [events](Event), byte for byte.
//!
//! # The loop
//!
//! After every change ([`call`](Engine::call), [`hang_up`](Engine::hang_up),
//! [`handle_timeout`](Engine::handle_timeout)):
//!
//! 1. take replies from [`poll_reply`](Engine::poll_reply) until there are none,
//! 2. take events from [`poll_event`](Engine::poll_event) until there are none,
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
//! # What is left open, and how it is decided here
//!
//! The service promises no order on standard queues; here it is the order of sending, and a message that comes back
//! takes its old place. Nor does it between the groups of a FIFO queue; here they take turns. Timers of one instant are handled in the order expiry, delay end, visibility end, move tasks, then waiting
//! receives are served, then long polls end, then requests. Of several waiting receives the oldest is served first.
//!
//! # Cost
//!
//! Sending, receiving, deleting and expiring cost at most the logarithm of what is stored, and nearly always a
//! constant. Bodies are shared, never copied.

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
mod line;
mod manage;
mod message;
mod moves;
mod permissions;
mod polls;
mod queue;
mod receive;
mod redrive;
mod send;
mod settle;
mod store;
mod tags;
mod validate;
mod visibility;
mod weather;

use std::collections::VecDeque;

pub use self::account::Account;
use self::agenda::Agenda;
use self::queue::Queue;
use crate::rng::Rng;
use crate::sqs::{CallId, Error, Event, EventKind, QueueName, QueueUrl, Request, Response, Seal, Weather};
use crate::time::Instant;

/// What [`Instant::ZERO`] is for timestamps in answers unless the [`Account`] says otherwise: 2026-01-01T00:00:00Z, in milliseconds of the Unix epoch.
pub const EPOCH_MS: u64 = 1_767_225_600_000;

/// All queues of one account, and the timers of all messages in them.
///
/// Cloning shares bodies, and all messages until either side changes them.
#[derive(Clone, Debug)]
pub struct Engine {
    account: Account,
    seed: u64,
    seal: Seal,
    /// The latest instant seen; time never goes back.
    now: Instant,
    next_call: u64,
    next_queue: u32,
    next_ordinal: u64,
    /// A deleted queue leaves a gap, which the next new one fills.
    queues: Vec<Option<Box<Queue>>>,
    /// In the order of the names.
    by_name: Vec<(QueueName, usize)>,
    /// When names were freed; those that can be used again are forgotten.
    freed: Vec<(QueueName, Instant)>,
    agenda: Agenda,
    /// Tasks that move messages, in the order of their beginning.
    tasks: Vec<moves::Task>,
    weather: Weather,
    /// Queues that are not at rest since they changed.
    changed: VecDeque<usize>,
    /// How often they were served.
    round: u64,
    replies: VecDeque<(CallId, Result<Response, Error>)>,
    events: VecDeque<Event>,
}

/// The answer to a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// At once.
    Now(Result<Response, Error>),
    /// It is a long poll that found nothing yet. Its answer comes from [`Engine::poll_reply`].
    Waiting,
}

impl Engine {
    /// No queues yet, at [`Instant::ZERO`]. Message ids and receipt handles depend on `seed`.
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

    /// Handles one request, after everything that was due up to `now`. An earlier `now` than the latest seen counts as
    /// that one.
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

    /// Forgets a waiting receive whose client went away: it gets no message and no reply. Harmless for any other call.
    pub fn hang_up(&mut self, id: CallId) {
        let waits = |queue: &Option<Box<Queue>>| queue.as_ref().is_some_and(|queue| queue.polls().has(id));
        if let Some(at) = self.queues.iter().position(waits) {
            self.queue_mut(at).polls_mut().remove(id);
            self.note_change(at);
            self.settle();
        }
    }

    /// The next answer to a call that was told [`Answer::Waiting`].
    pub fn poll_reply(&mut self) -> Option<(CallId, Result<Response, Error>)> {
        self.replies.pop_front()
    }

    /// The next thing that happened. Take all of them after every change: they are kept until taken.
    pub fn poll_event(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    /// When [`handle_timeout`](Self::handle_timeout) has something to do; always later than the latest instant seen.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Instant> {
        self.agenda.first().map(|(due, _)| due.at)
    }

    /// Handles everything due up to `now`, each thing at its own instant. Calling it early, late or again is harmless.
    pub fn handle_timeout(&mut self, now: Instant) {
        loop {
            match self.agenda.first() {
                Some((due, at)) if due.at <= now => self.handle(due, at),
                // Service to those who wait may set timers that are due as well.
                _ if !self.changed.is_empty() => self.settle(),
                _ => break,
            }
        }
        self.now = self.now.max(now);
    }

    /// About how many bytes it takes by itself.
    #[must_use]
    pub fn weight(&self) -> usize {
        /// A message, and its entries in four orders.
        const MESSAGE: usize = 240;
        self.queues.iter().flatten().map(|queue| queue.stored() * MESSAGE).sum()
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
                unreachable!("the most frequent ones are answered without coming here")
            }
            Request::SendMessageBatch(request) => self.send_message_batch(call, request),
            Request::SetQueueAttributes(request) => self.set_queue_attributes(call, &request),
            Request::StartMessageMoveTask(request) => self.start_message_move_task(call, request),
            Request::TagQueue(request) => self.tag_queue(request),
            Request::UntagQueue(request) => self.untag_queue(&request),
        }
    }

    /// The index of the queue that a client means.
    fn find_queue(&self, url: &QueueUrl) -> Result<usize, Error> {
        // An address that was given out here need not be read.
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

    /// The index of the queue of that name.
    fn named(&self, name: &str) -> Option<usize> {
        self.place_of_name(name).ok().map(|place| self.by_name[place].1)
    }

    /// Where a name is among the others, or would be.
    fn place_of_name(&self, name: &str) -> Result<usize, usize> {
        self.by_name.binary_search_by(|(other, _)| other.as_str().cmp(name))
    }

    fn queue(&self, at: usize) -> &Queue {
        self.queues[at].as_ref().expect("an index that was just found leads to a queue")
    }

    fn queue_mut(&mut self, at: usize) -> &mut Queue {
        self.queues[at].as_mut().expect("an index that was just found leads to a queue")
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

/// Names a random stream after what it is for and since when: FNV-1a.
fn stream_label(purpose: &[u8], since: Instant) -> u64 {
    let bytes = purpose.iter().copied().chain(since.as_millis().to_be_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
