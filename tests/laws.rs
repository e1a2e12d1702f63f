//! What must hold for any sequence of calls, and that the engine and a plain model agree on every answer.
//!
//! `LAWS_SEED=<number>` runs other sequences; a failure prints the seed and the shortest sequence that fails.

mod board;
mod model;
mod shared;

use order_board::engine::{Answer, EPOCH_MS, Engine};
use order_board::sqs::{
    CallId, ChangeMessageVisibility, CreateQueue, DeleteMessage, DeleteQueue, Error, Event, Message, PurgeQueue,
    QueueUrl, ReceiptHandle, ReceiveMessage, Request, Response, SendMessage, SetQueueAttributes,
};
use order_board::time::Instant;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use board::Board;
use model::{Model, QUEUES};
use shared::{Desk, messages, redrive, texts};

/// What someone does next. Numbers that name a handle or a call count from the latest.
#[derive(Clone, Debug)]
enum Operation {
    Pass { ms: u64 },
    Send { queue: usize, delay_s: Option<u64> },
    Receive { queue: usize, max: usize, visibility_s: Option<u64>, wait_s: u64 },
    Delete { handle: usize, queue: Option<usize> },
    Change { handle: usize, queue: Option<usize>, secs: u64 },
    HangUp { call: u64 },
    Purge { queue: usize },
    Set { queue: usize, what: Setting },
    DeleteQueue { queue: usize },
    CreateQueue { queue: usize },
}

#[derive(Clone, Debug)]
enum Setting {
    Retention(u64),
    Delay(u64),
    Visibility(u64),
    Redrive { target: usize, max: u32 },
}

fn operation() -> impl Strategy<Value = Operation> {
    let queue = || prop_oneof![3 => Just(0_usize), 1 => Just(1_usize), 1 => Just(2_usize)];
    let elsewhere = || proptest::option::weighted(0.1, 0_usize..3);
    let ms = prop_oneof![
        4 => Just(0), 4 => 1_u64..1_500, 6 => Just(1_000), 3 => 1_000_u64..31_000, 1 => Just(60_000),
        1 => Just(600_000), 1 => Just(50_000_000),
    ];
    let setting = prop_oneof![
        prop_oneof![Just(60_u64), Just(61), Just(100), Just(345_600)].prop_map(Setting::Retention),
        prop_oneof![Just(0_u64), Just(2)].prop_map(Setting::Delay),
        prop_oneof![Just(0_u64), Just(2), Just(30)].prop_map(Setting::Visibility),
        (0_usize..3, 1_u32..4).prop_map(|(target, max)| Setting::Redrive { target, max }),
    ];
    let visibility =
        || prop_oneof![2 => Just(None), 1 => Just(Some(0)), 2 => (1_u64..6).prop_map(Some), 1 => Just(Some(43_200))];
    let wait = prop_oneof![3 => Just(0_u64), 2 => 1_u64..4, 1 => Just(20)];
    let secs = prop_oneof![2 => Just(0_u64), 3 => 1_u64..6, 1 => Just(43_200), 1 => Just(43_201)];
    let delay = prop_oneof![4 => Just(None), 1 => Just(Some(0)), 2 => (1_u64..4).prop_map(Some), 1 => Just(Some(900))];
    prop_oneof![
        24 => ms.prop_map(|ms| Operation::Pass { ms }),
        24 => (queue(), delay).prop_map(|(queue, delay_s)| Operation::Send { queue, delay_s }),
        28 => (queue(), prop_oneof![Just(1_usize), 2_usize..11], visibility(), wait).prop_map(
            |(queue, max, visibility_s, wait_s)| Operation::Receive { queue, max, visibility_s, wait_s }
        ),
        10 => (0_usize..8, elsewhere()).prop_map(|(handle, queue)| Operation::Delete { handle, queue }),
        10 => (0_usize..8, elsewhere(), secs)
            .prop_map(|(handle, queue, secs)| Operation::Change { handle, queue, secs }),
        2 => (1_u64..6).prop_map(|call| Operation::HangUp { call }),
        1 => queue().prop_map(|queue| Operation::Purge { queue }),
        3 => (queue(), setting).prop_map(|(queue, what)| Operation::Set { queue, what }),
        1 => queue().prop_map(|queue| Operation::DeleteQueue { queue }),
        2 => queue().prop_map(|queue| Operation::CreateQueue { queue }),
    ]
}

/// How often a law is tried, each time with up to 500 operations, 250 on average.
const CASES: u32 = 300;

fn check(law: impl Fn(Vec<Operation>) -> Result<(), TestCaseError>) {
    let seed: u64 = std::env::var("LAWS_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    if let Err(error) = runner.run(&vec(operation(), 0..500), law) {
        panic!("LAWS_SEED={seed} fails: {error}");
    }
}

fn url(queue: usize) -> QueueUrl {
    QUEUES[queue].into()
}

/// Handles as they were given out, with the queue they are for.
type Handles<H> = Vec<(usize, H)>;

fn latest<H>(handles: &Handles<H>, back: usize) -> Option<&(usize, H)> {
    handles.len().checked_sub(1 + back).map(|index| &handles[index])
}

/// The call that an operation is; none for the passing of time, and for what names a handle when there is none.
fn request(operation: &Operation, number: usize, handles: &Handles<ReceiptHandle>) -> Option<Request> {
    Some(match operation {
        Operation::Pass { .. } | Operation::HangUp { .. } => return None,
        Operation::Send { queue, delay_s } => {
            let body = format!("m{number}").into();
            let delay_seconds = delay_s.map(|secs| secs as i64);
            SendMessage { delay_seconds, ..SendMessage::new(url(*queue), body) }.into()
        }
        Operation::Receive { queue, max, visibility_s, wait_s } => ReceiveMessage {
            max_number_of_messages: Some(*max as i64),
            visibility_timeout: visibility_s.map(|secs| secs as i64),
            wait_time_seconds: Some(*wait_s as i64),
            attribute_names: vec!["All".into()],
            ..ReceiveMessage::new(url(*queue))
        }
        .into(),
        Operation::Delete { handle, queue } => {
            let (home, handle) = latest(handles, *handle)?;
            DeleteMessage { queue_url: url(queue.unwrap_or(*home)), receipt_handle: handle.clone() }.into()
        }
        Operation::Change { handle, queue, secs } => {
            let (home, handle) = latest(handles, *handle)?;
            ChangeMessageVisibility {
                queue_url: url(queue.unwrap_or(*home)),
                receipt_handle: handle.clone(),
                visibility_timeout: *secs as i64,
            }
            .into()
        }
        Operation::Purge { queue } => PurgeQueue { queue_url: url(*queue) }.into(),
        Operation::Set { queue, what } => {
            let (name, value) = match what {
                Setting::Retention(secs) => ("MessageRetentionPeriod", secs.to_string()),
                Setting::Delay(secs) => ("DelaySeconds", secs.to_string()),
                Setting::Visibility(secs) => ("VisibilityTimeout", secs.to_string()),
                Setting::Redrive { target, max } => ("RedrivePolicy", redrive(QUEUES[*target], *max)),
            };
            SetQueueAttributes { queue_url: url(*queue), attributes: texts(&[(name, &value)]) }.into()
        }
        Operation::DeleteQueue { queue } => DeleteQueue { queue_url: url(*queue) }.into(),
        Operation::CreateQueue { queue } => create(*queue),
    })
}

fn create(queue: usize) -> Request {
    CreateQueue::new(QUEUES[queue].into(), texts(&[])).into()
}

// Law one: the engine and the model agree, and so do the events and the counts.

/// The engine and the model side by side.
struct Pair {
    desk: Desk,
    model: Model,
    board: Board,
    handles: Handles<ReceiptHandle>,
    model_handles: Handles<model::Handle>,
    /// Queue of each call that may wait.
    calls: Vec<(CallId, usize)>,
}

impl Pair {
    fn new() -> Self {
        let mut pair = Self {
            desk: Desk::new(),
            model: Model::default(),
            board: Board::default(),
            handles: Vec::new(),
            model_handles: Vec::new(),
            calls: Vec::new(),
        };
        for queue in 0..3 {
            pair.desk.ask(create(queue));
            pair.model.create(queue);
        }
        pair
    }

    fn step(&mut self, operation: &Operation, number: usize) -> Result<(), TestCaseError> {
        let request = request(operation, number, &self.handles);
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
            if let Operation::Receive { queue, .. } = operation {
                self.calls.push((call, *queue));
            }
            self.compare(call, answer, model_answer)?;
        }
        self.compare_replies()?;
        for event in self.desk.events() {
            self.board.apply(&event).map_err(TestCaseError::fail)?;
        }
        prop_assert!(self.desk.engine.poll_timeout().is_none_or(|timeout| timeout > self.desk.now));
        for (queue, name) in QUEUES.iter().enumerate() {
            let counts = self.model.counts(queue);
            if counts.is_some() {
                prop_assert_eq!(counts, Some(self.desk.counts(&url(queue))), "counts of {}", name);
            }
            prop_assert_eq!(counts.unwrap_or_default(), self.board.counts(name), "events of {}", name);
        }
        Ok(())
    }

    fn model_answer(&mut self, operation: &Operation, number: usize, call: CallId) -> model::Answer {
        let latest = |back| *latest(&self.model_handles, back).expect("as many handles as the engine gave");
        let model = &mut self.model;
        match operation {
            Operation::Pass { .. } | Operation::HangUp { .. } => unreachable!("not a call"),
            Operation::Send { queue, delay_s } => model.send(*queue, &format!("m{number}"), *delay_s),
            Operation::Receive { queue, max, visibility_s, wait_s } => {
                model.receive(call.0, *queue, *max, *visibility_s, *wait_s)
            }
            Operation::Delete { handle, queue } => {
                let (home, handle) = latest(*handle);
                model.delete(queue.unwrap_or(home), handle)
            }
            Operation::Change { handle, queue, secs } => {
                let (home, handle) = latest(*handle);
                model.change_visibility(queue.unwrap_or(home), handle, *secs)
            }
            Operation::Purge { queue } => model.purge(*queue),
            Operation::Set { queue, what: Setting::Retention(secs) } => model.set_retention(*queue, *secs),
            Operation::Set { queue, what: Setting::Delay(secs) } => model.set_delay(*queue, *secs),
            Operation::Set { queue, what: Setting::Visibility(secs) } => model.set_visibility(*queue, *secs),
            Operation::Set { queue, what: Setting::Redrive { target, max } } => {
                model.set_redrive(*queue, *target, *max)
            }
            Operation::DeleteQueue { queue } => model.delete_queue(*queue),
            Operation::CreateQueue { queue } => model.create(*queue),
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
            self.compare(call, Answer::Now(reply), model_reply)?;
        }
        Ok(())
    }

    fn compare(&mut self, call: CallId, answer: Answer, model: model::Answer) -> Result<(), TestCaseError> {
        match (answer, model) {
            (Answer::Waiting, model::Answer::Waiting) => {}
            (Answer::Now(Err(error)), model::Answer::Refused(kind)) => prop_assert_eq!(error.kind, kind),
            (Answer::Now(Ok(Response::ReceiveMessage(result))), model::Answer::Messages(expected)) => {
                let queue = self.calls.iter().rfind(|(known, _)| *known == call).map(|(_, queue)| *queue);
                let queue = queue.expect("only receives are answered with messages");
                prop_assert_eq!(result.messages.len(), expected.len(), "messages of {:?}", call);
                for (message, expected) in result.messages.iter().zip(expected) {
                    self.handles.push((queue, message.receipt_handle.clone()));
                    self.model_handles.push((queue, expected.handle));
                    prop_assert_eq!(received(message, expected.handle), expected);
                }
            }
            (Answer::Now(Ok(response)), model::Answer::Done) => {
                prop_assert!(!matches!(response, Response::ReceiveMessage(_)), "{:?}", response);
            }
            (answer, model) => prop_assert!(false, "engine: {:?}, model: {:?}", answer, model),
        }
        Ok(())
    }
}

/// The engine's message in the model's words.
fn received(message: &Message, handle: model::Handle) -> model::Received {
    let number = |name: &str| message.attributes[name].parse::<u64>().expect("a number");
    model::Received {
        body: message.body.to_string(),
        count: number("ApproximateReceiveCount") as u32,
        sent_at: number("SentTimestamp") - EPOCH_MS,
        first_received_at: number("ApproximateFirstReceiveTimestamp") - EPOCH_MS,
        source: message
            .attributes
            .get("DeadLetterQueueSourceArn")
            .map(|arn| arn.rsplit(':').next().unwrap_or_default().to_owned()),
        handle,
    }
}

#[test]
fn engine_model_and_events_agree() {
    check(|operations| {
        let mut pair = Pair::new();
        for (number, operation) in operations.iter().enumerate() {
            pair.step(operation, number)?;
        }
        Ok(())
    });
}

// Law two: whoever wakes the engine, and how often, the same things happen at the same instants.

/// One engine, its past, and how it is woken.
struct Run {
    engine: Engine,
    now: Instant,
    punctual: bool,
    handles: Handles<ReceiptHandle>,
    calls: Vec<(CallId, usize)>,
    events: Vec<Event>,
    answers: Vec<(CallId, Result<Vec<Message>, Error>)>,
}

impl Run {
    fn new(punctual: bool) -> Self {
        let Desk { engine, now } = Desk::new();
        let (handles, calls, events, answers) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut run = Self { engine, now, punctual, handles, calls, events, answers };
        for queue in 0..3 {
            run.engine.call(run.now, create(queue));
        }
        run
    }

    fn step(&mut self, operation: &Operation, number: usize) {
        match operation {
            Operation::Pass { ms } => self.pass(*ms),
            Operation::HangUp { call } => {
                if let Some((call, _)) = self.calls.len().checked_sub(*call as usize).map(|index| self.calls[index]) {
                    // A client goes away at a moment, which the engine learns from the next call only.
                    self.engine.handle_timeout(self.now);
                    self.engine.hang_up(call);
                }
            }
            _ => {
                if let Some(request) = request(operation, number, &self.handles) {
                    let (call, answer) = self.engine.call(self.now, request);
                    if let Operation::Receive { queue, .. } = operation {
                        self.calls.push((call, *queue));
                    }
                    // Replies of before the call come first.
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
            Ok(_) => Ok(Vec::new()),
            Err(error) => Err(error),
        };
        if let (Ok(messages), Some((_, queue))) = (&received, self.calls.iter().rfind(|(known, _)| *known == call)) {
            self.handles.extend(messages.iter().map(|message| (*queue, message.receipt_handle.clone())));
        }
        self.answers.push((call, received));
    }
}

#[test]
fn early_late_and_repeated_timeouts_change_nothing() {
    check(|operations| {
        // Handles that a late engine has not given out yet cannot be used: pick them from the past of both.
        let (mut punctual, mut late) = (Run::new(true), Run::new(false));
        for (number, operation) in operations.iter().enumerate() {
            punctual.step(operation, number);
            if matches!(operation, Operation::Delete { .. } | Operation::Change { .. }) {
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
