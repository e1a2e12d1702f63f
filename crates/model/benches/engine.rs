//! The cost of a message in the engine, for different numbers of stored messages, compared with the bare collections
//! that any in-memory queue needs.
//!
//! `cargo bench -p model --bench engine` prints divan's tables and then one line per ratio.

mod measure;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, VecDeque};
use std::hint::black_box;
use std::rc::Rc;

use divan::Bencher;
use measure::{answer, measure};
use model::engine::{Account, Engine};
use model::sqs::{
    Body, CreateQueue, DeleteMessage, QueueUrl, ReceiveMessage, Request, Response, SendMessage, md5_of_body,
};
use model::time::{Instant, Span};

const STORED: [usize; 3] = [1_000, 100_000, 1_000_000];
const BODY: &str = r#"{"order":4711,"drink":"flat white","shots":2}"#;
const TIMEOUT: Span = Span::from_secs(30);
const TICK: Span = Span::from_millis(1);

fn main() {
    divan::main();
    if std::env::args().any(|arg| arg == "--bench") {
        ratios();
    }
}

/// An engine with one queue and a clock.
struct Service {
    engine: Engine,
    queue: QueueUrl,
    now: Instant,
}

impl Service {
    fn with(stored: usize) -> Self {
        let mut engine = Engine::new(1, Account::default());
        let create = CreateQueue::new("orders".into(), Default::default());
        let made = answer(&mut engine, Instant::ZERO, create.into());
        let Ok(Response::CreateQueue(made)) = made else { panic!("{made:?}") };
        let mut service = Self { engine, queue: made.queue_url, now: Instant::ZERO };
        for _ in 0..stored {
            service.send();
        }
        service
    }

    fn call(&mut self, request: impl Into<Request>) -> Response {
        answer(&mut self.engine, self.now, request.into()).expect("it is answered")
    }

    fn send(&mut self) {
        black_box(self.call(SendMessage::new(self.queue.clone(), Body::from(BODY))));
    }

    fn receive(&mut self) -> model::sqs::Message {
        let response = self.call(ReceiveMessage::new(self.queue.clone()));
        let Response::ReceiveMessage(mut received) = response else { panic!("{response:?}") };
        received.messages.pop().expect("something is stored")
    }

    fn cycle(&mut self) {
        self.now += TICK;
        self.send();
        let message = self.receive();
        let receipt_handle = message.receipt_handle.clone();
        black_box(message);
        self.call(DeleteMessage { queue_url: self.queue.clone(), receipt_handle });
    }

    /// A message times out once before it is deleted.
    fn redelivery(&mut self) {
        black_box(self.receive());
        self.now += TIMEOUT;
        self.cycle();
    }
}

/// Bare collections, without any rules of the service.
struct Bare {
    line: VecDeque<u64>,
    messages: HashMap<u64, (Rc<str>, Option<Instant>)>,
    deadlines: BinaryHeap<Reverse<(Instant, u64)>>,
    next: u64,
    now: Instant,
}

impl Bare {
    fn with(stored: usize) -> Self {
        let mut bare = Self {
            line: VecDeque::new(),
            messages: HashMap::new(),
            deadlines: BinaryHeap::new(),
            next: 0,
            now: Instant::ZERO,
        };
        for _ in 0..stored {
            bare.send();
        }
        bare
    }

    fn send(&mut self) {
        let id = self.next;
        self.next += 1;
        self.messages.insert(id, (BODY.into(), None));
        self.line.push_back(id);
    }

    fn receive(&mut self) -> (u64, Rc<str>) {
        while let Some(Reverse((deadline, id))) = self.deadlines.peek().copied().filter(|due| due.0.0 <= self.now) {
            self.deadlines.pop();
            if self.messages.get(&id).is_some_and(|(_, until)| *until == Some(deadline)) {
                self.line.push_front(id);
            }
        }
        let id = self.line.pop_front().expect("something is stored");
        let deadline = self.now + TIMEOUT;
        let (body, until) = self.messages.get_mut(&id).expect("what is in line is stored");
        *until = Some(deadline);
        self.deadlines.push(Reverse((deadline, id)));
        (id, Rc::clone(body))
    }

    fn cycle(&mut self) {
        self.now += TICK;
        self.send();
        let (id, body) = self.receive();
        black_box(body);
        black_box(self.messages.remove(&id));
    }
}

/// The cost of an answer besides collections: two digests and the text of a receipt handle.
fn answers() {
    black_box(md5_of_body(black_box(BODY)));
    black_box(md5_of_body(black_box(BODY)));
    black_box(String::from_utf8_lossy(black_box(&[b'h'; 44])).into_owned());
}

#[divan::bench(args = STORED, sample_count = 50, sample_size = 2_000)]
fn engine(bencher: Bencher, stored: usize) {
    let mut service = Service::with(stored);
    bencher.bench_local(|| service.cycle());
}

#[divan::bench(args = STORED, sample_count = 50, sample_size = 2_000)]
fn bare(bencher: Bencher, stored: usize) {
    let mut bare = Bare::with(stored);
    bencher.bench_local(|| bare.cycle());
}

#[divan::bench(args = STORED, sample_count = 50, sample_size = 2_000)]
fn bare_with_answers(bencher: Bencher, stored: usize) {
    let mut bare = Bare::with(stored);
    bencher.bench_local(|| {
        bare.cycle();
        answers();
    });
}

#[divan::bench(args = STORED, sample_count = 20, sample_size = 500)]
fn redelivery(bencher: Bencher, stored: usize) {
    let mut service = Service::with(stored);
    // All the time that passes must stay within the retention period.
    let start = service.now;
    bencher.bench_local(|| {
        service.redelivery();
        assert!(service.now.since(start) < Span::from_secs(345_600));
    });
}

/// All stored messages expire at once.
#[divan::bench(args = STORED, sample_count = 3, sample_size = 1)]
fn expiry(bencher: Bencher, stored: usize) {
    bencher.counter(divan::counter::ItemsCount::new(stored)).with_inputs(|| Service::with(stored)).bench_local_refs(
        |service| {
            service.engine.handle_timeout(Instant::from_millis(345_600_000));
            while let Some(event) = service.engine.poll_event() {
                black_box(&event);
            }
        },
    );
}

fn ratios() {
    let mut engines = Vec::new();
    println!("\nnanoseconds of send, receive and delete of one message");
    for stored in STORED {
        let mut service = Service::with(stored);
        let engine = measure(|| service.cycle());
        drop(service);
        let mut bare = Bare::with(stored);
        let plain = measure(|| bare.cycle());
        let answering = measure(|| {
            bare.cycle();
            answers();
        });
        println!(
            "stored {stored:>9}: engine {engine:>6.0}, bare {plain:>6.0}, bare with answers {answering:>6.0}; ratio \
             {:.2} and {:.2}",
            engine / plain,
            engine / answering
        );
        engines.push(engine);
    }
    if let [first, .., last] = engines[..] {
        println!("growth from {} to {} stored: ratio {:.2}", STORED[0], STORED[2], last / first);
    }
}
