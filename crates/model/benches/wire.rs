//! The cost of a message on the wire, from bytes to bytes, compared with the same calls as values.
//!
//! `cargo bench -p model --bench wire`; `scripts/compare` also runs it in WebAssembly and compares it with moto.

mod measure;

use std::hint::black_box;

use measure::answer;
use model::engine::{Account, Engine};
use model::sqs::{
    CreateQueue, DeleteMessage, Error, QueueUrl, ReceiveMessage, Reply, Request, Response, SendMessage, read_call,
};
use model::time::{Instant, Span};

const BODY: &str = r#"{\"order\":4711,\"drink\":\"flat white\",\"shots\":2}"#;

struct Service {
    engine: Engine,
    queue: QueueUrl,
    now: Instant,
}

impl Service {
    fn new() -> Self {
        let mut engine = Engine::new(1, Account::default());
        let made = answer(&mut engine, Instant::ZERO, CreateQueue::new("orders".into(), Default::default()).into());
        let Ok(Response::CreateQueue(made)) = made else { panic!("{made:?}") };
        Self { engine, queue: made.queue_url, now: Instant::ZERO }
    }

    fn call(&mut self, request: Request) -> Result<Response, Error> {
        answer(&mut self.engine, self.now, request)
    }

    fn post(&mut self, target: &str, body: &str) -> String {
        let request = read_call(target, black_box(body.as_bytes()), None).expect("a call");
        let reply = Reply::from(&self.call(request));
        assert_eq!(reply.status, 200);
        reply.body
    }

    fn by_wire(&mut self) {
        self.now += Span::from_millis(1);
        let url = self.queue.as_str();
        let send = format!(r#"{{"QueueUrl":"{url}","MessageBody":"{BODY}"}}"#);
        let receive = format!(r#"{{"QueueUrl":"{url}"}}"#);
        black_box(self.post("AmazonSQS.SendMessage", &send));
        let received = self.post("AmazonSQS.ReceiveMessage", &receive);
        let (_, after) = received.split_once(r#""ReceiptHandle":""#).expect("a message");
        let (handle, _) = after.split_once('"').expect("a handle");
        let delete = format!(r#"{{"QueueUrl":"{}","ReceiptHandle":"{handle}"}}"#, self.queue);
        black_box(self.post("AmazonSQS.DeleteMessage", &delete));
    }

    fn by_value(&mut self) {
        self.now += Span::from_millis(1);
        let queue_url = self.queue.clone();
        black_box(self.call(SendMessage::new(queue_url.clone(), BODY.into()).into())).expect("sent");
        let received = self.call(ReceiveMessage::new(queue_url.clone()).into());
        let Ok(Response::ReceiveMessage(mut received)) = received else { panic!("{received:?}") };
        let receipt_handle = received.messages.pop().expect("a message").receipt_handle;
        black_box(self.call(DeleteMessage { queue_url, receipt_handle }.into())).expect("deleted");
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    let mut service = Service::new();
    let value = measure::measure(|| service.by_value());
    let wire = measure::measure(|| service.by_wire());
    println!("nanoseconds of send, receive and delete of one message");
    println!("as values {value:>6.0}, as bytes {wire:>6.0}; ratio {:.2}", wire / value);
}

#[cfg(target_arch = "wasm32")]
mod in_wasm {
    use wasm_bindgen_test::{Criterion, wasm_bindgen_bench};

    use super::Service;

    #[wasm_bindgen_bench]
    fn as_values(criterion: &mut Criterion) {
        let mut service = Service::new();
        criterion.bench_function("as values", |bencher| bencher.iter(|| service.by_value()));
    }

    #[wasm_bindgen_bench]
    fn as_bytes(criterion: &mut Criterion) {
        let mut service = Service::new();
        criterion.bench_function("as bytes", |bencher| bencher.iter(|| service.by_wire()));
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {}
