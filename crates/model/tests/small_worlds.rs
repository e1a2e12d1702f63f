//! All sequences of six steps in which two consumers receive, settle and wait, with three messages. The engine, the
//! reference model and the board rebuilt from events agree in every world that they reach.
//!
//! `cargo test --test small_worlds -- --nocapture` prints the number of worlds.

mod board;
mod reference;
mod shared;

use model::engine::{Account, Answer, Engine};
use model::sqs::{
    ChangeMessageVisibility, CreateQueue, DeleteMessage, GetQueueAttributes, QueueUrl, ReceiptHandle, ReceiveMessage,
    Request, Response, SendMessage,
};
use model::time::{Instant, Span};

use board::Board;
use reference::{Handle, Kind, Model, NewMessage, ReceiveCall};
use shared::texts;

const STEPS: usize = 6;
const CONSUMERS: usize = 2;
/// The queue's visibility timeout, in seconds.
const TIMEOUT: u64 = 2;
/// The timeout that a consumer sets with `Extend`, in seconds.
const LONGER: u64 = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// A consumer receives one message.
    Receive(usize),
    /// A consumer receives two messages and keeps the first, so that later messages may be in flight when it returns.
    ReceiveTwo(usize),
    /// A consumer deletes its message.
    Delete(usize),
    /// A consumer sets the visibility timeout of its message to 0.
    Release(usize),
    /// A consumer sets a longer visibility timeout.
    Extend(usize),
    /// Half of the queue's visibility timeout passes.
    Time,
}

#[derive(Clone)]
struct World {
    engine: Engine,
    model: Model,
    board: Board,
    now: Instant,
    queue: QueueUrl,
    /// The message that each consumer holds: its handle in the engine and in the reference model.
    hands: [Option<(ReceiptHandle, Handle)>; CONSUMERS],
    path: Vec<Step>,
}

impl World {
    /// Creates a queue with three messages in these groups.
    fn new(kind: Kind, groups: [Option<&str>; 3]) -> Self {
        let name = kind.queues()[0];
        let mut attributes = vec![("VisibilityTimeout", "2")];
        attributes.extend((kind == Kind::Fifo).then_some(("FifoQueue", "true")));
        let mut world = Self {
            engine: Engine::new(7, Account::default()),
            model: Model::new(kind),
            board: Board::default(),
            now: Instant::ZERO,
            queue: name.into(),
            hands: [None, None],
            path: Vec::new(),
        };
        world.call(CreateQueue::new(name.into(), texts(&attributes)));
        world.model.create(0);
        world.model.set_visibility(0, TIMEOUT);
        for (number, group) in groups.into_iter().enumerate() {
            let body = format!("m{number}");
            let id = (kind == Kind::Fifo).then(|| body.clone());
            world.call(SendMessage {
                message_group_id: group.map(Into::into),
                message_deduplication_id: id.clone(),
                ..SendMessage::new(world.queue.clone(), body.as_str().into())
            });
            let group = group.map(str::to_owned);
            world.model.send(0, &NewMessage { body, group, deduplication: id, delay_s: None });
        }
        world.check();
        world
    }

    fn call(&mut self, request: impl Into<Request>) -> Answer {
        self.engine.call(self.now, request.into()).1
    }

    /// Returns the possible next steps. The consumers are interchangeable until one of them has acted.
    fn steps(&self) -> Vec<Step> {
        let consumers = if self.path.iter().all(|step| *step == Step::Time) { 1 } else { CONSUMERS };
        let mut steps = vec![Step::Time];
        for consumer in 0..consumers {
            steps.extend([Step::Receive(consumer), Step::ReceiveTwo(consumer)]);
            if self.hands[consumer].is_some() {
                steps.extend([Step::Delete(consumer), Step::Release(consumer), Step::Extend(consumer)]);
            }
        }
        steps
    }

    fn apply(&mut self, step: Step) {
        self.path.push(step);
        match step {
            Step::Time => {
                self.now += Span::from_secs(TIMEOUT / 2);
                self.engine.handle_timeout(self.now);
                self.model.advance(self.now.as_millis());
            }
            Step::Receive(consumer) => self.receive(consumer, 1),
            Step::ReceiveTwo(consumer) => self.receive(consumer, 2),
            Step::Delete(consumer) => {
                let (receipt_handle, handle) = self.hands[consumer].clone().expect("the step needs a message");
                let answer = self.call(DeleteMessage { queue_url: self.queue.clone(), receipt_handle });
                let expected = self.model.delete(0, handle);
                self.compare(&answer, &expected);
            }
            Step::Release(consumer) => self.change(consumer, 0),
            Step::Extend(consumer) => self.change(consumer, LONGER),
        }
        self.check();
    }

    fn receive(&mut self, consumer: usize, max: usize) {
        let request =
            ReceiveMessage { max_number_of_messages: Some(max as i64), ..ReceiveMessage::new(self.queue.clone()) };
        let answer = self.call(request);
        let expected =
            self.model.receive(0, &ReceiveCall { call: 0, max, visibility_s: None, wait_s: 0, attempt: None });
        let (Answer::Now(Ok(Response::ReceiveMessage(result))), reference::Answer::Messages(expected)) =
            (answer, expected)
        else {
            panic!("{:?}", self.path);
        };
        let got: Vec<&str> = result.messages.iter().map(|message| message.body.as_str()).collect();
        let wanted: Vec<&str> = expected.iter().map(|message| message.body.as_str()).collect();
        assert_eq!(got, wanted, "{:?}", self.path);
        if let (Some(message), Some(expected)) = (result.messages.first(), expected.first()) {
            self.hands[consumer] = Some((message.receipt_handle.clone(), expected.handle));
        }
    }

    fn change(&mut self, consumer: usize, secs: u64) {
        let (receipt_handle, handle) = self.hands[consumer].clone().expect("the step needs a message");
        let answer = self.call(ChangeMessageVisibility {
            queue_url: self.queue.clone(),
            receipt_handle,
            visibility_timeout: secs as i64,
        });
        let expected = self.model.change_visibility(0, handle, secs);
        self.compare(&answer, &expected);
    }

    fn compare(&self, answer: &Answer, expected: &reference::Answer) {
        match (answer, expected) {
            (Answer::Now(Ok(_)), reference::Answer::Done) => {}
            (Answer::Now(Err(error)), reference::Answer::Refused(kind)) => {
                assert_eq!(error.kind, *kind, "{:?}", self.path);
            }
            (answer, expected) => panic!("{:?}: {answer:?}, by the model {expected:?}", self.path),
        }
    }

    /// Checks the laws after each step.
    fn check(&mut self) {
        while let Some(event) = self.engine.poll_event() {
            if let Err(broken) = self.board.apply(&event) {
                panic!("{:?}: {broken}", self.path);
            }
        }
        const NAMES: [&str; 3] = [
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesDelayed",
        ];
        let attribute_names = NAMES.iter().map(|name| (*name).to_owned()).collect();
        let answer = self.call(GetQueueAttributes { queue_url: self.queue.clone(), attribute_names });
        let Answer::Now(Ok(Response::GetQueueAttributes(read))) = answer else { panic!("{answer:?}") };
        let counts = NAMES.map(|name| read.attributes[name].parse().expect("a number"));
        assert_eq!(Some(counts), self.model.counts(0), "{:?}", self.path);
        assert_eq!(counts, self.board.counts(self.queue.as_str()), "{:?}", self.path);
        assert!(self.engine.poll_timeout().is_none_or(|timeout| timeout > self.now), "{:?}", self.path);
    }

    /// Explores all sequences from here. Returns the number of worlds.
    fn explore(&self, steps_left: usize) -> u64 {
        if steps_left == 0 {
            return 1;
        }
        let ways = self.steps().into_iter().map(|step| {
            let mut next = self.clone();
            next.apply(step);
            next.explore(steps_left - 1)
        });
        1 + ways.sum::<u64>()
    }
}

#[test]
fn every_small_world_satisfies_the_laws() {
    let setups = [
        (Kind::Standard, [None, None, None]),
        (Kind::Fifo, [Some("g"), Some("g"), Some("g")]),
        (Kind::Fifo, [Some("g"), Some("h"), Some("g")]),
    ];
    let mut all = 0;
    for (kind, groups) in setups {
        let worlds = World::new(kind, groups).explore(STEPS);
        println!("{kind:?} {groups:?}: {worlds} worlds");
        all += worlds;
    }
    assert!(all > 300_000, "{all} worlds: the steps have become fewer");
}
