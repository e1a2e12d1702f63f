//! The cost of a message in a FIFO queue, for different numbers of groups. The numbers of stored messages and
//! remembered sends are equal.
//!
//! `cargo bench -p model --bench groups`

mod measure;

use std::hint::black_box;

use measure::{answer, measure};
use model::engine::{Account, Engine};
use model::sqs::{CreateQueue, DeleteMessage, QueueUrl, ReceiveMessage, Request, Response, SendMessage};
use model::time::{Instant, Span};

const STORED: u64 = 300_000;
const GROUPS: [u64; 3] = [1_000, 10_000, 100_000];

struct Service {
    engine: Engine,
    queue: QueueUrl,
    now: Instant,
    groups: u64,
    sent: u64,
}

impl Service {
    fn new(groups: u64) -> Self {
        let mut engine = Engine::new(1, Account::default());
        let fifo = [("FifoQueue".to_owned(), "true".to_owned())].into();
        let made = answer(&mut engine, Instant::ZERO, CreateQueue::new("orders.fifo".into(), fifo).into());
        let Ok(Response::CreateQueue(made)) = made else { panic!("{made:?}") };
        let mut service = Self { engine, queue: made.queue_url, now: Instant::ZERO, groups, sent: 0 };
        for _ in 0..STORED {
            service.send();
        }
        service
    }

    fn call(&mut self, request: impl Into<Request>) -> Response {
        answer(&mut self.engine, self.now, request.into()).expect("it is answered")
    }

    /// Sends to one group after the other, in a scattered order.
    fn send(&mut self) {
        let group = self.sent.wrapping_mul(7_919) % self.groups;
        let send = SendMessage {
            message_group_id: Some(format!("g{group}").into()),
            message_deduplication_id: Some(format!("d{}", self.sent)),
            ..SendMessage::new(self.queue.clone(), "flat white".into())
        };
        self.sent += 1;
        black_box(self.call(send));
    }

    fn cycle(&mut self) {
        self.now += Span::from_millis(1);
        self.send();
        let received = self.call(ReceiveMessage::new(self.queue.clone()));
        let Response::ReceiveMessage(mut received) = received else { panic!("{received:?}") };
        let receipt_handle = received.messages.pop().expect("something is stored").receipt_handle;
        self.call(DeleteMessage { queue_url: self.queue.clone(), receipt_handle });
    }
}

fn main() {
    println!("nanoseconds of send, receive and delete of one FIFO message, with {STORED} stored");
    let mut first = None;
    for groups in GROUPS {
        let mut service = Service::new(groups);
        let cycle = measure(|| service.cycle());
        let first = *first.get_or_insert(cycle);
        println!("{groups:>7} groups: {cycle:>6.0}; ratio to {} groups {:.2}", GROUPS[0], cycle / first);
    }
}
