//! Laws that hold for any sequence of calls. The engine and a plain reference model must agree on every answer.
//!
//! `SEED=<number>` draws other sequences. A failure prints the seed and the shortest failing sequence.

mod board;
mod reference;
mod shared;

use std::collections::BTreeMap;

use model::engine::{Answer, EPOCH_MS, Engine};
use model::sqs::{
    CallId, CancelMessageMoveTask, ChangeMessageVisibility, ChangeMessageVisibilityBatch,
    ChangeMessageVisibilityBatchRequestEntry, CreateQueue, DeleteMessage, DeleteMessageBatch,
    DeleteMessageBatchRequestEntry, DeleteQueue, Error, Event, ListMessageMoveTasks, Message, PurgeQueue, QueueUrl,
    ReceiptHandle, ReceiveMessage, Request, Response, SendMessage, SendMessageBatch, SendMessageBatchRequestEntry,
    SequenceNumber, SetQueueAttributes, StartMessageMoveTask,
};
use model::time::Instant;
use proptest::collection::vec;
use proptest::prelude::*;

use board::Board;
use reference::{Kind, Model, NewMessage, ReceiveCall};
use shared::wire::arn;
use shared::{Desk, messages, redrive, seed, texts};

/// One step of a sequence. Numbers of handles, calls and tasks count back from the latest.
#[derive(Clone, Debug)]
enum Operation {
    Pass { ms: u64 },
    Send { queue: usize, what: Item },
    SendBatch { queue: usize, what: Vec<Item> },
    Receive { queue: usize, max: usize, visibility_s: Option<u64>, wait_s: u64, attempt: Option<u8> },
    Delete { handle: usize, queue: Option<usize> },
    DeleteBatch { queue: usize, handles: Vec<usize> },
    Change { handle: usize, queue: Option<usize>, secs: u64 },
    ChangeBatch { queue: usize, handles: Vec<usize>, secs: u64 },
    HangUp { call: u64 },
    Purge { queue: usize },
    Set { queue: usize, what: Setting },
    StartMove { queue: usize, destination: Option<usize>, rate: Option<u64> },
    CancelMove { task: usize },
    ListMoves { queue: usize },
    DeleteQueue { queue: usize },
    CreateQueue { queue: usize },
}

/// A message to send. Standard queues ignore `id`.
#[derive(Clone, Debug)]
struct Item {
    delay_s: Option<u64>,
    group: Option<u8>,
    id: Option<u8>,
}

#[derive(Clone, Debug)]
enum Setting {
    Retention(u64),
    Delay(u64),
    Visibility(u64),
    Redrive { target: usize, max: u32 },
}

/// The kind of queues and how busy they are: a tenant is noisy only if a queue is crowded.
#[derive(Clone, Copy, Debug)]
struct Setup {
    kind: Kind,
    crowded: bool,
}

const SETUPS: [Setup; 3] = [
    Setup { kind: Kind::Standard, crowded: false },
    Setup { kind: Kind::Fifo, crowded: false },
    Setup { kind: Kind::Standard, crowded: true },
];

fn item(Setup { kind, crowded }: Setup) -> impl Strategy<Value = Item> {
    let delay = match kind {
        Kind::Standard => {
            prop_oneof![8 => Just(None), 2 => Just(Some(0)), 3 => (1_u64..4).prop_map(Some), 1 => Just(Some(900)), 1 => Just(Some(901))]
                .boxed()
        }
        Kind::Fifo => prop_oneof![12 => Just(None), 4 => Just(Some(0)), 1 => Just(Some(2))].boxed(),
    };
    let group = match kind {
        Kind::Standard if crowded => prop_oneof![1 => Just(None), 6 => Just(Some(0)), 3 => Just(Some(1))].boxed(),
        Kind::Standard => prop_oneof![2 => Just(None), 3 => (0_u8..3).prop_map(Some)].boxed(),
        Kind::Fifo => (0_u8..4).prop_map(Some).boxed(),
    };
    (delay, group, proptest::option::weighted(0.3, 0_u8..6)).prop_map(|(delay_s, group, id)| Item {
        delay_s,
        group,
        id,
    })
}

fn operation(setup: Setup) -> impl Strategy<Value = Operation> {
    let Setup { kind, crowded } = setup;
    let most = if crowded { 12 } else { 3 };
    let queue = move || prop_oneof![most => Just(0_usize), 1 => Just(1_usize), 1 => Just(2_usize)];
    let elsewhere = || proptest::option::weighted(0.1, 0_usize..3);
    let ms = if crowded {
        prop_oneof![6 => Just(0), 4 => 1_u64..500, 2 => Just(1_000), 1 => 1_000_u64..8_000].boxed()
    } else {
        prop_oneof![
            4 => Just(0), 4 => 1_u64..1_500, 6 => Just(1_000), 3 => 1_000_u64..31_000, 1 => Just(60_000),
            1 => Just(240_000), 1 => Just(600_000), 1 => Just(50_000_000),
        ]
        .boxed()
    };
    let setting = prop_oneof![
        2 => prop_oneof![Just(60_u64), Just(61), Just(100), Just(345_600)].prop_map(Setting::Retention),
        2 => prop_oneof![Just(0_u64), Just(2), Just(5)].prop_map(Setting::Delay),
        2 => prop_oneof![Just(0_u64), Just(2), Just(30)].prop_map(Setting::Visibility),
        3 => (0_usize..3, 1_u32..4).prop_map(|(target, max)| Setting::Redrive { target, max }),
    ];
    let visibility = if crowded {
        prop_oneof![4 => Just(None), 1 => Just(Some(0)), 1 => (1_u64..6).prop_map(Some)].boxed()
    } else {
        prop_oneof![2 => Just(None), 1 => Just(Some(0)), 2 => (1_u64..6).prop_map(Some), 1 => Just(Some(43_200))]
            .boxed()
    };
    let wait = prop_oneof![3 => Just(0_u64), 2 => 1_u64..4, 1 => Just(20)];
    let attempt = match kind {
        Kind::Standard => Just(None).boxed(),
        Kind::Fifo => proptest::option::weighted(0.2, 0_u8..3).boxed(),
    };
    let secs = || prop_oneof![2 => Just(0_u64), 3 => 1_u64..6, 1 => Just(43_200), 1 => Just(43_201)];
    let handles = || vec(0_usize..12, 1..6);
    let often = if crowded { 30 } else { 4 };
    let max = if crowded {
        prop_oneof![1 => 1_usize..10, 4 => Just(10)].boxed()
    } else {
        prop_oneof![Just(1_usize), 2_usize..11].boxed()
    };
    prop_oneof![
        24 => ms.prop_map(|ms| Operation::Pass { ms }),
        24 => (queue(), item(setup)).prop_map(|(queue, what)| Operation::Send { queue, what }),
        often => (queue(), vec(item(setup), 1..11)).prop_map(|(queue, what)| Operation::SendBatch { queue, what }),
        28 => (queue(), max, visibility, wait, attempt).prop_map(
            |(queue, max, visibility_s, wait_s, attempt)| {
                Operation::Receive { queue, max, visibility_s, wait_s, attempt }
            }
        ),
        10 => (0_usize..8, elsewhere()).prop_map(|(handle, queue)| Operation::Delete { handle, queue }),
        3 => (queue(), handles()).prop_map(|(queue, handles)| Operation::DeleteBatch { queue, handles }),
        10 => (0_usize..8, elsewhere(), secs())
            .prop_map(|(handle, queue, secs)| Operation::Change { handle, queue, secs }),
        3 => (queue(), handles(), secs())
            .prop_map(|(queue, handles, secs)| Operation::ChangeBatch { queue, handles, secs }),
        2 => (1_u64..6).prop_map(|call| Operation::HangUp { call }),
        1 => queue().prop_map(|queue| Operation::Purge { queue }),
        3 => (queue(), setting).prop_map(|(queue, what)| Operation::Set { queue, what }),
        3 => (0_usize..3, proptest::option::of(0_usize..3), prop_oneof![Just(None), Just(Some(1_u64)), Just(Some(3))])
            .prop_map(|(queue, destination, rate)| Operation::StartMove { queue, destination, rate }),
        1 => (0_usize..3).prop_map(|task| Operation::CancelMove { task }),
        1 => (0_usize..3).prop_map(|queue| Operation::ListMoves { queue }),
        1 => queue().prop_map(|queue| Operation::DeleteQueue { queue }),
        2 => queue().prop_map(|queue| Operation::CreateQueue { queue }),
    ]
}

/// Number of sequences per law and setup. Each has up to 500 operations, 250 on average.
const CASES: u32 = 200;

fn check(law: impl Fn(Kind, Vec<Operation>) -> Result<(), TestCaseError>) {
    for setup in SETUPS {
        eprintln!("{setup:?}");
        let longest = if setup.crowded { 250 } else { 500 };
        seed::check(CASES, &vec(operation(setup), 0..longest), |operations| law(setup.kind, operations));
    }
}

/// Receipt handles in the order in which they were returned, with the index of their queue.
type Handles<H> = Vec<(usize, H)>;

fn latest<H>(handles: &Handles<H>, back: usize) -> Option<&(usize, H)> {
    handles.len().checked_sub(1 + back).map(|index| &handles[index])
}

fn many<H: Clone>(handles: &Handles<H>, backs: &[usize]) -> Option<Vec<H>> {
    backs.iter().map(|back| latest(handles, *back).map(|(_, handle)| handle.clone())).collect()
}

fn body(number: usize, entry: usize) -> String {
    format!("m{number}.{entry}")
}

fn group(item: &Item) -> Option<String> {
    item.group.map(|group| format!("g{group}"))
}

/// The deduplication id for a FIFO queue: the drawn one, or one that is unique to the message.
fn deduplication(kind: Kind, item: &Item, number: usize, entry: usize) -> Option<String> {
    let id = item.id.map_or_else(|| body(number, entry), |id| format!("d{id}"));
    (kind == Kind::Fifo).then_some(id)
}

/// Turns operations into calls. Remembers the handles that earlier answers returned.
struct Caller {
    kind: Kind,
    handles: Handles<ReceiptHandle>,
    task_handles: Vec<String>,
}

impl Caller {
    const fn new(kind: Kind) -> Self {
        Self { kind, handles: Vec::new(), task_handles: Vec::new() }
    }

    fn url(&self, queue: usize) -> QueueUrl {
        self.kind.queues()[queue].into()
    }

    fn arn(&self, queue: usize) -> String {
        arn(self.kind.queues()[queue])
    }

    fn create(&self, queue: usize) -> Request {
        let scope = if self.kind.scope_is_group(queue) { "messageGroup" } else { "queue" };
        let attributes: &[_] = match self.kind {
            Kind::Standard => &[],
            Kind::Fifo => &[("FifoQueue", "true"), ("DeduplicationScope", scope)],
        };
        CreateQueue::new(self.kind.queues()[queue].into(), texts(attributes)).into()
    }

    fn entry(&self, item: &Item, number: usize, entry: usize) -> SendMessageBatchRequestEntry {
        SendMessageBatchRequestEntry {
            id: Some(format!("e{entry}")),
            message_body: Some(body(number, entry).into()),
            delay_seconds: item.delay_s.map(|secs| secs as i64),
            message_attributes: Default::default(),
            message_system_attributes: Default::default(),
            message_deduplication_id: deduplication(self.kind, item, number, entry),
            message_group_id: group(item).map(Into::into),
        }
    }

    /// Returns the call of an operation. `None` for the passing of time, and if the operation needs a handle and there
    /// is none.
    fn request(&self, operation: &Operation, number: usize) -> Option<Request> {
        let ids = || (0..).map(|entry| Some(format!("e{entry}")));
        Some(match operation {
            Operation::Pass { .. } | Operation::HangUp { .. } => return None,
            Operation::Send { queue, what } => SendMessage {
                delay_seconds: what.delay_s.map(|secs| secs as i64),
                message_deduplication_id: deduplication(self.kind, what, number, 0),
                message_group_id: group(what).map(Into::into),
                ..SendMessage::new(self.url(*queue), body(number, 0).into())
            }
            .into(),
            Operation::SendBatch { queue, what } => {
                let entries = what.iter().enumerate().map(|(entry, item)| self.entry(item, number, entry)).collect();
                SendMessageBatch { queue_url: self.url(*queue), entries }.into()
            }
            Operation::Receive { queue, max, visibility_s, wait_s, attempt } => ReceiveMessage {
                max_number_of_messages: Some(*max as i64),
                visibility_timeout: visibility_s.map(|secs| secs as i64),
                wait_time_seconds: Some(*wait_s as i64),
                attribute_names: vec!["All".into()],
                receive_request_attempt_id: attempt.map(|id| format!("a{id}")),
                ..ReceiveMessage::new(self.url(*queue))
            }
            .into(),
            Operation::Delete { handle, queue } => {
                let (home, handle) = latest(&self.handles, *handle)?;
                DeleteMessage { queue_url: self.url(queue.unwrap_or(*home)), receipt_handle: handle.clone() }.into()
            }
            Operation::DeleteBatch { queue, handles } => {
                let entries = ids()
                    .zip(many(&self.handles, handles)?)
                    .map(|(id, handle)| DeleteMessageBatchRequestEntry { id, receipt_handle: Some(handle) });
                DeleteMessageBatch { queue_url: self.url(*queue), entries: entries.collect() }.into()
            }
            Operation::Change { handle, queue, secs } => {
                let (home, handle) = latest(&self.handles, *handle)?;
                ChangeMessageVisibility {
                    queue_url: self.url(queue.unwrap_or(*home)),
                    receipt_handle: handle.clone(),
                    visibility_timeout: *secs as i64,
                }
                .into()
            }
            Operation::ChangeBatch { queue, handles, secs } => {
                let visibility_timeout = Some(*secs as i64);
                let entries = ids().zip(many(&self.handles, handles)?).map(|(id, handle)| {
                    let receipt_handle = Some(handle);
                    ChangeMessageVisibilityBatchRequestEntry { id, receipt_handle, visibility_timeout }
                });
                ChangeMessageVisibilityBatch { queue_url: self.url(*queue), entries: entries.collect() }.into()
            }
            Operation::Purge { queue } => PurgeQueue { queue_url: self.url(*queue) }.into(),
            Operation::Set { queue, what } => {
                let (name, value) = match what {
                    Setting::Retention(secs) => ("MessageRetentionPeriod", secs.to_string()),
                    Setting::Delay(secs) => ("DelaySeconds", secs.to_string()),
                    Setting::Visibility(secs) => ("VisibilityTimeout", secs.to_string()),
                    Setting::Redrive { target, max } => ("RedrivePolicy", redrive(self.kind.queues()[*target], *max)),
                };
                SetQueueAttributes { queue_url: self.url(*queue), attributes: texts(&[(name, &value)]) }.into()
            }
            Operation::StartMove { queue, destination, rate } => StartMessageMoveTask {
                source_arn: self.arn(*queue),
                destination_arn: destination.map(|queue| self.arn(queue)),
                max_number_of_messages_per_second: rate.map(|rate| rate as i64),
            }
            .into(),
            Operation::CancelMove { task } => {
                let task_handle = self.task_handles.iter().rev().nth(*task)?.clone();
                CancelMessageMoveTask { task_handle }.into()
            }
            Operation::ListMoves { queue } => {
                ListMessageMoveTasks { source_arn: self.arn(*queue), max_results: Some(10) }.into()
            }
            Operation::DeleteQueue { queue } => DeleteQueue { queue_url: self.url(*queue) }.into(),
            Operation::CreateQueue { queue } => self.create(*queue),
        })
    }
}

// Law one: the engine, the reference model, the events and the counts agree.

/// The engine and the reference model side by side.
struct Pair {
    desk: Desk,
    model: Model,
    board: Board,
    caller: Caller,
    model_handles: Handles<reference::Handle>,
    /// The model's numbers of the started tasks.
    tasks: Vec<u64>,
    /// The queue of each call that may wait.
    calls: Vec<(CallId, usize)>,
    /// The message id and sequence number of each stored body.
    sent: BTreeMap<String, (String, Option<SequenceNumber>)>,
    last_sequence: [Option<SequenceNumber>; 3],
}

impl Pair {
    fn new(kind: Kind) -> Self {
        let mut pair = Self {
            desk: Desk::new(),
            model: Model::new(kind),
            board: Board::default(),
            caller: Caller::new(kind),
            model_handles: Vec::new(),
            tasks: Vec::new(),
            calls: Vec::new(),
            sent: BTreeMap::new(),
            last_sequence: [None; 3],
        };
        for queue in 0..3 {
            pair.desk.ask(pair.caller.create(queue));
            pair.model.create(queue);
        }
        pair
    }

    fn step(&mut self, operation: &Operation, number: usize) -> Result<(), TestCaseError> {
        let request = self.caller.request(operation, number);
        if let Operation::Pass { ms } = operation {
            self.desk.pass_ms(*ms);
            self.model.advance(self.desk.now.as_millis());
        } else if let Operation::HangUp { call } = operation {
            if let Some((call, _)) = self.calls.len().checked_sub(*call as usize).map(|index| self.calls[index]) {
                self.desk.engine.hang_up(call);
                self.model.hang_up(call.0);
            }
        } else if let Some(request) = request {
            let (call, answer) = self.desk.ask(request);
            let model_answer = self.model_answer(operation, number, call);
            match operation {
                Operation::Receive { queue, .. } => self.calls.push((call, *queue)),
                Operation::CreateQueue { queue } if self.model.counts(*queue) == Some([0; 3]) => {
                    self.last_sequence[*queue] = None;
                }
                _ => {}
            }
            self.compare(call, operation, answer, model_answer)?;
        }
        self.compare_replies()?;
        for event in self.desk.events() {
            self.board.apply(&event).map_err(TestCaseError::fail)?;
        }
        prop_assert!(self.desk.engine.poll_timeout().is_none_or(|timeout| timeout > self.desk.now));
        for (queue, name) in self.caller.kind.queues().into_iter().enumerate() {
            let counts = self.model.counts(queue);
            if counts.is_some() {
                prop_assert_eq!(counts, Some(self.desk.counts(&name.into())), "counts of {}", name);
            }
            prop_assert_eq!(counts.unwrap_or_default(), self.board.counts(name), "events of {}", name);
        }
        Ok(())
    }

    fn new_message(&self, item: &Item, number: usize, entry: usize) -> NewMessage {
        NewMessage {
            body: body(number, entry),
            group: group(item),
            deduplication: deduplication(self.caller.kind, item, number, entry),
            delay_s: item.delay_s,
        }
    }

    fn model_answer(&mut self, operation: &Operation, number: usize, call: CallId) -> reference::Answer {
        let latest = |back| *latest(&self.model_handles, back).expect("as many handles as the engine gave");
        let many = |backs| many(&self.model_handles, backs).expect("as many handles as the engine gave");
        match operation {
            Operation::Pass { .. } | Operation::HangUp { .. } => unreachable!("not a call"),
            Operation::Send { queue, what } => {
                let new_message = self.new_message(what, number, 0);
                self.model.send(*queue, &new_message)
            }
            Operation::SendBatch { queue, what } => {
                let new_messages: Vec<_> =
                    what.iter().enumerate().map(|(entry, item)| self.new_message(item, number, entry)).collect();
                self.model.send_batch(*queue, &new_messages)
            }
            Operation::Receive { queue, max, visibility_s, wait_s, attempt } => {
                let attempt = attempt.map(|id| format!("a{id}"));
                let receive =
                    ReceiveCall { call: call.0, max: *max, visibility_s: *visibility_s, wait_s: *wait_s, attempt };
                self.model.receive(*queue, &receive)
            }
            Operation::Delete { handle, queue } => {
                let (home, handle) = latest(*handle);
                self.model.delete(queue.unwrap_or(home), handle)
            }
            Operation::DeleteBatch { queue, handles } => {
                let handles = many(handles);
                self.model.delete_batch(*queue, &handles)
            }
            Operation::Change { handle, queue, secs } => {
                let (home, handle) = latest(*handle);
                self.model.change_visibility(queue.unwrap_or(home), handle, *secs)
            }
            Operation::ChangeBatch { queue, handles, secs } => {
                let handles = many(handles);
                self.model.change_batch(*queue, &handles, *secs)
            }
            Operation::Purge { queue } => self.model.purge(*queue),
            Operation::Set { queue, what: Setting::Retention(secs) } => self.model.set_retention(*queue, *secs),
            Operation::Set { queue, what: Setting::Delay(secs) } => self.model.set_delay(*queue, *secs),
            Operation::Set { queue, what: Setting::Visibility(secs) } => self.model.set_visibility(*queue, *secs),
            Operation::Set { queue, what: Setting::Redrive { target, max } } => {
                self.model.set_redrive(*queue, *target, *max)
            }
            Operation::StartMove { queue, destination, rate } => self.model.start_move(*queue, *destination, *rate),
            Operation::CancelMove { task } => {
                let task = self.tasks[self.tasks.len() - 1 - task];
                self.model.cancel_move(task)
            }
            Operation::ListMoves { queue } => self.model.list_moves(*queue),
            Operation::DeleteQueue { queue } => self.model.delete_queue(*queue),
            Operation::CreateQueue { queue } => self.model.create(*queue),
        }
    }

    fn compare_replies(&mut self) -> Result<(), TestCaseError> {
        // Replies of one instant may come in another order of queues.
        let mut replies: Vec<_> = std::iter::from_fn(|| self.desk.engine.poll_reply()).collect();
        let mut model_replies = std::mem::take(&mut self.model.replies);
        replies.sort_by_key(|(call, _)| *call);
        model_replies.sort_by_key(|(call, _)| *call);
        prop_assert_eq!(replies.len(), model_replies.len(), "number of replies");
        for ((call, reply), (model_call, model_reply)) in replies.into_iter().zip(model_replies) {
            prop_assert_eq!(call.0, model_call);
            self.compare(call, &Operation::Pass { ms: 0 }, Answer::Now(reply), model_reply)?;
        }
        Ok(())
    }

    fn compare(
        &mut self,
        call: CallId,
        operation: &Operation,
        answer: Answer,
        model: reference::Answer,
    ) -> Result<(), TestCaseError> {
        match (answer, model) {
            (Answer::Waiting, reference::Answer::Waiting) => {}
            (Answer::Now(Err(error)), reference::Answer::Refused(kind)) => prop_assert_eq!(error.kind, kind),
            (Answer::Now(Ok(Response::ReceiveMessage(result))), reference::Answer::Messages(expected)) => {
                let queue = self.calls.iter().rfind(|(known, _)| *known == call).map(|(_, queue)| *queue);
                let queue = queue.or(match operation {
                    Operation::Receive { queue, .. } => Some(*queue),
                    _ => None,
                });
                let queue = queue.expect("only receives are answered with messages");
                prop_assert_eq!(bodies(&result.messages), expected_bodies(&expected), "messages of {:?}", call);
                for (message, expected) in result.messages.iter().zip(expected) {
                    self.caller.handles.push((queue, message.receipt_handle.clone()));
                    self.model_handles.push((queue, expected.handle));
                    prop_assert_eq!(received(message, expected.handle), expected);
                }
            }
            (Answer::Now(Ok(Response::SendMessage(result))), reference::Answer::Sent(original)) => {
                let Operation::Send { queue, .. } = operation else { unreachable!("only sends are answered so") };
                self.compare_sent(*queue, result.body.as_str(), &result, &original)?;
            }
            (Answer::Now(Ok(Response::SendMessageBatch(result))), reference::Answer::Batch(expected)) => {
                let Operation::SendBatch { queue, .. } = operation else { unreachable!("only sends are answered so") };
                let failed: Vec<_> = result.failed.iter().map(|entry| (entry.id.clone(), entry.code.clone())).collect();
                prop_assert_eq!(failed, failures(&expected));
                let originals = expected.iter().filter_map(|entry| entry.as_ref().ok());
                prop_assert_eq!(result.successful.len(), originals.clone().count());
                for (entry, original) in result.successful.iter().zip(originals) {
                    self.compare_sent(*queue, entry.result.body.as_str(), &entry.result, original)?;
                }
            }
            (Answer::Now(Ok(Response::Batch(result))), reference::Answer::Batch(expected)) => {
                let failed: Vec<_> = result.failed.iter().map(|entry| (entry.id.clone(), entry.code.clone())).collect();
                prop_assert_eq!(failed, failures(&expected));
                prop_assert_eq!(result.successful.len() + result.failed.len(), expected.len());
            }
            (Answer::Now(Ok(Response::StartMessageMoveTask(result))), reference::Answer::Started(task)) => {
                self.tasks.push(task);
                self.caller.task_handles.push(result.task_handle);
            }
            (Answer::Now(Ok(Response::CancelMessageMoveTask(result))), reference::Answer::Moved(moved)) => {
                prop_assert_eq!(result.approximate_number_of_messages_moved, moved);
            }
            (Answer::Now(Ok(Response::ListMessageMoveTasks(result))), reference::Answer::Tasks(expected)) => {
                let listed = result.results.iter().map(|task| reference::Report {
                    status: task.status.as_str(),
                    started_at: task.started_timestamp - EPOCH_MS,
                    to_move: task.approximate_number_of_messages_to_move,
                    moved: task.approximate_number_of_messages_moved,
                });
                prop_assert_eq!(listed.collect::<Vec<_>>(), expected);
            }
            (Answer::Now(Ok(response)), reference::Answer::Done) => {
                prop_assert!(matches!(response, Response::Empty {} | Response::CreateQueue(_)), "{:?}", response);
            }
            (answer, model) => prop_assert!(false, "engine: {:?}, model: {:?}", answer, model),
        }
        Ok(())
    }

    /// A duplicate is answered with the original's ids. Other messages get new ids and rising sequence numbers.
    fn compare_sent(
        &mut self,
        queue: usize,
        body: &str,
        result: &model::sqs::SendMessageResult,
        original: &str,
    ) -> Result<(), TestCaseError> {
        let known = (result.message_id.to_string(), result.sequence_number);
        prop_assert_eq!(known.1.is_some(), self.caller.kind == Kind::Fifo);
        if original == body {
            prop_assert!(known.1.is_none() || known.1 > self.last_sequence[queue], "numbers rise");
            self.last_sequence[queue] = known.1;
            prop_assert!(!self.sent.values().any(|(id, _)| *id == known.0), "ids are new");
            self.sent.insert(body.to_owned(), known);
        } else {
            prop_assert_eq!(Some(&known), self.sent.get(original), "{} repeats {}", body, original);
        }
        Ok(())
    }
}

fn bodies(messages: &[Message]) -> Vec<String> {
    messages.iter().map(|message| message.body.to_string()).collect()
}

fn expected_bodies(messages: &[reference::Received]) -> Vec<String> {
    messages.iter().map(|message| message.body.clone()).collect()
}

/// Returns the entries of a batch that fail in the reference model.
fn failures<T>(entries: &[Result<T, model::sqs::ErrorKind>]) -> Vec<(String, String)> {
    let failed = entries.iter().enumerate().filter_map(|(entry, result)| Some((entry, result.as_ref().err()?)));
    failed.map(|(entry, kind)| (format!("e{entry}"), kind.query_code().to_owned())).collect()
}

/// Converts the engine's message to the reference model's type.
fn received(message: &Message, handle: reference::Handle) -> reference::Received {
    let number = |name: &str| message.attributes[name].parse::<u64>().expect("a number");
    reference::Received {
        body: message.body.to_string(),
        count: number("ApproximateReceiveCount") as u32,
        sent_at: number("SentTimestamp") - EPOCH_MS,
        first_received_at: number("ApproximateFirstReceiveTimestamp") - EPOCH_MS,
        source: message
            .attributes
            .get("DeadLetterQueueSourceArn")
            .map(|arn| arn.rsplit(':').next().unwrap_or_default().to_owned()),
        group: message.attributes.get("MessageGroupId").cloned(),
        handle,
    }
}

#[test]
fn engine_model_and_events_agree() {
    check(|kind, operations| {
        let mut pair = Pair::new(kind);
        for (number, operation) in operations.iter().enumerate() {
            pair.step(operation, number)?;
        }
        Ok(())
    });
}

// Law two: the same happens at the same instants, whenever and however often timeouts are handled.

/// One engine and its history. `punctual` says whether it handles each timeout on time.
struct Run {
    engine: Engine,
    now: Instant,
    punctual: bool,
    caller: Caller,
    calls: Vec<(CallId, usize)>,
    events: Vec<Event>,
    answers: Vec<(CallId, Result<Vec<Message>, Error>)>,
}

impl Run {
    fn new(kind: Kind, punctual: bool) -> Self {
        let Desk { engine, now } = Desk::new();
        let (calls, events, answers) = (Vec::new(), Vec::new(), Vec::new());
        let mut run = Self { engine, now, punctual, caller: Caller::new(kind), calls, events, answers };
        for queue in 0..3 {
            run.engine.call(run.now, run.caller.create(queue));
        }
        run
    }

    fn step(&mut self, operation: &Operation, number: usize) {
        match operation {
            Operation::Pass { ms } => self.pass(*ms),
            Operation::HangUp { call } => {
                if let Some((call, _)) = self.calls.len().checked_sub(*call as usize).map(|index| self.calls[index]) {
                    // The client hangs up now, but the engine learns the time only from the next call.
                    self.engine.handle_timeout(self.now);
                    self.engine.hang_up(call);
                }
            }
            _ => {
                if let Some(request) = self.caller.request(operation, number) {
                    let (call, answer) = self.engine.call(self.now, request);
                    if let Operation::Receive { queue, .. } = operation {
                        self.calls.push((call, *queue));
                    }
                    // Replies from before the call come first.
                    self.drain();
                    if let Answer::Now(result) = answer {
                        self.answered(call, result);
                    }
                }
            }
        }
    }

    fn pass(&mut self, ms: u64) {
        let end = Instant::from_millis(self.now.as_millis() + ms);
        while let Some(timeout) = self.engine.poll_timeout().filter(|timeout| self.punctual && *timeout <= end) {
            let early = Instant::from_millis(timeout.as_millis() - 1);
            for now in [early, timeout, timeout, Instant::ZERO] {
                self.engine.handle_timeout(now);
            }
            self.drain();
        }
        self.now = end;
    }

    fn drain(&mut self) {
        self.events.extend(std::iter::from_fn(|| self.engine.poll_event()));
        while let Some((call, result)) = self.engine.poll_reply() {
            self.answered(call, result);
        }
    }

    fn answered(&mut self, call: CallId, result: Result<Response, Error>) {
        let received = match result {
            Ok(Response::ReceiveMessage(result)) => Ok(messages(Response::ReceiveMessage(result))),
            Ok(Response::StartMessageMoveTask(result)) => {
                self.caller.task_handles.push(result.task_handle);
                Ok(Vec::new())
            }
            Ok(_) => Ok(Vec::new()),
            Err(error) => Err(error),
        };
        if let (Ok(messages), Some((_, queue))) = (&received, self.calls.iter().rfind(|(known, _)| *known == call)) {
            self.caller.handles.extend(messages.iter().map(|message| (*queue, message.receipt_handle.clone())));
        }
        self.answers.push((call, received));
    }
}

#[test]
fn early_late_and_repeated_timeouts_change_nothing() {
    check(|kind, operations| {
        // A late engine has not returned all handles yet, so let it catch up before operations that need a handle.
        let (mut punctual, mut late) = (Run::new(kind, true), Run::new(kind, false));
        for (number, operation) in operations.iter().enumerate() {
            punctual.step(operation, number);
            if matches!(
                operation,
                Operation::Delete { .. }
                    | Operation::DeleteBatch { .. }
                    | Operation::Change { .. }
                    | Operation::ChangeBatch { .. }
            ) {
                late.engine.handle_timeout(late.now);
                late.drain();
            }
            late.step(operation, number);
        }
        for run in [&mut punctual, &mut late] {
            run.engine.handle_timeout(run.now);
            run.drain();
        }
        prop_assert_eq!(punctual.events, late.events);
        prop_assert_eq!(punctual.answers, late.answers);
        Ok(())
    });
}

#[test]
fn time_never_goes_back() {
    let mut desk = Desk::new();
    let queue = desk.make("a");
    desk.pass(10);
    desk.now = Instant::ZERO;
    desk.send(&queue, "x");
    assert_eq!(desk.events().pop().map(|event| event.at), Some(Instant::from_millis(10_000)));
}
