//! An engine with a clock, and short forms of the calls.
#![allow(dead_code, reason = "each test file uses its part")]

pub(crate) mod seed;
pub(crate) mod wire;

use model::engine::{Account, Answer, Engine};
use model::sqs::{
    ByName, CallId, ChangeMessageVisibility, CreateQueue, DeleteMessage, DeleteQueue, Error, ErrorKind, Event,
    GetQueueAttributes, ListQueues, ListQueuesResult, Message, MessageAttribute, PurgeQueue, QueueUrl, ReceiptHandle,
    ReceiveMessage, Request, Response, SendMessage, SendMessageResult, SetQueueAttributes,
};
use model::time::{Instant, Span};

pub(crate) struct Desk {
    pub(crate) engine: Engine,
    pub(crate) now: Instant,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { engine: Engine::new(7, Account::default()), now: Instant::ZERO }
    }

    pub(crate) fn ask(&mut self, request: impl Into<Request>) -> (CallId, Answer) {
        self.engine.call(self.now, request.into())
    }

    pub(crate) fn call(&mut self, request: impl Into<Request>) -> Result<Response, Error> {
        match self.ask(request) {
            (_, Answer::Now(result)) => result,
            (call, Answer::Waiting) => panic!("{call:?} waits"),
        }
    }

    pub(crate) fn pass(&mut self, secs: u64) {
        self.pass_ms(1_000 * secs);
    }

    pub(crate) fn pass_ms(&mut self, ms: u64) {
        self.now += Span::from_millis(ms);
        self.engine.handle_timeout(self.now);
    }

    pub(crate) fn make(&mut self, name: &str) -> QueueUrl {
        self.make_with(name, &[])
    }

    pub(crate) fn make_with(&mut self, name: &str, attributes: &[(&str, &str)]) -> QueueUrl {
        self.try_make(name, attributes).expect("this queue can be made")
    }

    pub(crate) fn try_make(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<QueueUrl, Error> {
        let request = CreateQueue::new(name.into(), texts(attributes));
        match self.call(request)? {
            Response::CreateQueue(result) => Ok(result.queue_url),
            other => panic!("{other:?}"),
        }
    }

    /// Creates a queue whose messages go to the dead-letter queue `dead` after `max` receives.
    pub(crate) fn make_source(&mut self, name: &str, dead: &str, max: u32) -> QueueUrl {
        self.make_with(name, &[("RedrivePolicy", &redrive(dead, max))])
    }

    pub(crate) fn list(&mut self, request: ListQueues) -> ListQueuesResult {
        match self.call(request) {
            Ok(Response::ListQueues(result)) => result,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn delete_queue(&mut self, url: &QueueUrl) {
        self.call(DeleteQueue { queue_url: url.clone() }).expect("this queue can be deleted");
    }

    pub(crate) fn purge(&mut self, url: &QueueUrl) -> Result<Response, Error> {
        self.call(PurgeQueue { queue_url: url.clone() })
    }

    pub(crate) fn set(&mut self, url: &QueueUrl, attributes: &[(&str, &str)]) -> Result<Response, Error> {
        self.call(SetQueueAttributes { queue_url: url.clone(), attributes: texts(attributes) })
    }

    pub(crate) fn try_read(&mut self, url: &QueueUrl, names: &[&str]) -> Result<ByName<String>, Error> {
        let attribute_names = names.iter().map(|name| (*name).to_owned()).collect();
        match self.call(GetQueueAttributes { queue_url: url.clone(), attribute_names })? {
            Response::GetQueueAttributes(result) => Ok(result.attributes),
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn read(&mut self, url: &QueueUrl, names: &[&str]) -> ByName<String> {
        self.try_read(url, names).expect("these attributes can be read")
    }

    /// Returns the numbers of visible, in-flight and delayed messages.
    pub(crate) fn counts(&mut self, url: &QueueUrl) -> [usize; 3] {
        const NAMES: [&str; 3] = [
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesDelayed",
        ];
        let read = self.read(url, &NAMES);
        NAMES.map(|name| read[name].parse().expect("counts are numbers"))
    }

    pub(crate) fn try_send(&mut self, request: SendMessage) -> Result<SendMessageResult, Error> {
        match self.call(request)? {
            Response::SendMessage(result) => Ok(result),
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn send(&mut self, url: &QueueUrl, body: &str) -> SendMessageResult {
        self.try_send(SendMessage::new(url.clone(), body.into())).expect("this message can be sent")
    }

    pub(crate) fn send_delayed(&mut self, url: &QueueUrl, body: &str, secs: i64) -> Result<SendMessageResult, Error> {
        self.try_send(SendMessage { delay_seconds: Some(secs), ..SendMessage::new(url.clone(), body.into()) })
    }

    pub(crate) fn send_with(
        &mut self,
        url: &QueueUrl,
        body: &str,
        attributes: &[(&str, MessageAttribute)],
    ) -> Result<SendMessageResult, Error> {
        let message_attributes = attributes.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        self.try_send(SendMessage { message_attributes, ..SendMessage::new(url.clone(), body.into()) })
    }

    pub(crate) fn try_receive(&mut self, request: ReceiveMessage) -> Result<Vec<Message>, Error> {
        self.call(request).map(messages)
    }

    pub(crate) fn receive(&mut self, url: &QueueUrl) -> Vec<Message> {
        self.try_receive(ReceiveMessage::new(url.clone())).expect("this queue can be read")
    }

    /// Receives up to ten messages, with a visibility timeout of `secs` seconds.
    pub(crate) fn receive_for(&mut self, url: &QueueUrl, secs: i64) -> Vec<Message> {
        self.try_receive(ReceiveMessage { visibility_timeout: Some(secs), ..ten(url) }).expect("this queue can be read")
    }

    pub(crate) fn one(&mut self, url: &QueueUrl) -> Message {
        self.receive(url).pop().expect("there is a message")
    }

    /// Starts a long poll that has to wait.
    pub(crate) fn start_long_poll(&mut self, url: &QueueUrl, secs: i64) -> CallId {
        let request = ReceiveMessage { wait_time_seconds: Some(secs), ..ReceiveMessage::new(url.clone()) };
        match self.ask(request) {
            (call, Answer::Waiting) => call,
            (_, answer) => panic!("{answer:?}"),
        }
    }

    pub(crate) fn reply(&mut self) -> Option<(CallId, Vec<Message>)> {
        let (call, result) = self.engine.poll_reply()?;
        Some((call, messages(result.expect("this receive ends well"))))
    }

    pub(crate) fn delete(&mut self, url: &QueueUrl, handle: &ReceiptHandle) -> Result<Response, Error> {
        self.call(DeleteMessage { queue_url: url.clone(), receipt_handle: handle.clone() })
    }

    pub(crate) fn change(&mut self, url: &QueueUrl, handle: &ReceiptHandle, secs: i64) -> Result<Response, Error> {
        self.call(ChangeMessageVisibility {
            queue_url: url.clone(),
            receipt_handle: handle.clone(),
            visibility_timeout: secs,
        })
    }

    pub(crate) fn events(&mut self) -> Vec<Event> {
        std::iter::from_fn(|| self.engine.poll_event()).collect()
    }
}

pub(crate) fn messages(response: Response) -> Vec<Message> {
    match response {
        Response::ReceiveMessage(result) => result.messages,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn bodies(messages: &[Message]) -> Vec<&str> {
    messages.iter().map(|message| message.body.as_str()).collect()
}

pub(crate) fn texts(pairs: &[(&str, &str)]) -> ByName<String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

pub(crate) fn ten(url: &QueueUrl) -> ReceiveMessage {
    ReceiveMessage { max_number_of_messages: Some(10), ..ReceiveMessage::new(url.clone()) }
}

pub(crate) fn attribute(data_type: &str, value: &str) -> MessageAttribute {
    MessageAttribute::text(data_type, value)
}

pub(crate) fn redrive(dead: &str, max: u32) -> String {
    let arn = format!("arn:aws:sqs:us-east-1:123456789012:{dead}");
    format!(r#"{{"deadLetterTargetArn":"{arn}","maxReceiveCount":{max}}}"#)
}

#[track_caller]
pub(crate) fn check_error<T: std::fmt::Debug>(result: Result<T, Error>, kind: ErrorKind, text: &str) {
    let error = result.expect_err("this must be refused");
    assert_eq!((error.kind, error.message.as_ref()), (kind, text));
}

#[track_caller]
pub(crate) fn check_kind<T: std::fmt::Debug>(result: Result<T, Error>, kind: ErrorKind) {
    assert_eq!(result.expect_err("this must be refused").kind, kind);
}
