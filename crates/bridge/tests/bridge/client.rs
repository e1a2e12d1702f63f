//! A bridge under test, and a client that can send anything.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use bridge::{Bridge, Options, Stopper};
use serde_json::Value;

/// The time limit of every wait: longer than anything takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// Stops when the test ends.
pub(crate) struct Served {
    pub(crate) port: u16,
    /// The address for browsers.
    pub(crate) page_address: String,
    stopper: Stopper,
    thread: Option<JoinHandle<()>>,
    dist: PathBuf,
}

pub(crate) fn headless() -> Options {
    Options { headless: true, ..Options::default() }
}

pub(crate) fn virtual_clock() -> Options {
    Options { virtual_clock: true, ..headless() }
}

/// A file in the page's folder besides `index.html`.
pub(crate) const SCRIPT: &str = "export const open = true;\n";
pub(crate) const INDEX: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>Order Board</title>";

impl Served {
    pub(crate) fn new(options: Options) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("order-board-bridge-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let dist = std::env::temp_dir().join(name);
        fs::create_dir_all(dist.join("folder")).expect("a folder can be made");
        fs::write(dist.join("index.html"), INDEX).expect("a file can be written");
        fs::write(dist.join("app.js"), SCRIPT).expect("a file can be written");
        let bridge = Bridge::open(&Options { port: 0, dist: dist.clone(), ..options }).expect("it opens");
        let address = bridge.address();
        let port = address.rsplit(':').next().expect("a port").parse().expect("a number");
        let page_address = bridge.page_address();
        let stopper = bridge.stopper();
        let thread = std::thread::spawn(|| bridge.run());
        Self { port, page_address, stopper, thread: Some(thread), dist }
    }

    pub(crate) fn host(&self) -> String {
        format!("localhost:{}", self.port)
    }

    pub(crate) fn url(&self, queue: &str) -> String {
        format!("http://{}/000000000000/{queue}", self.host())
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time");
        stream
    }

    /// Sends bytes and reads the answer.
    pub(crate) fn send(&self, bytes: &[u8]) -> Reply {
        let mut stream = self.connect();
        stream.write_all(bytes).expect("sent");
        Reply::read(stream)
    }

    pub(crate) fn request(&self, line: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        self.send(&self.text(line, headers, body))
    }

    /// A request that ends its connection.
    pub(crate) fn text(&self, line: &str, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
        let mut text = format!("{line} HTTP/1.1\r\nconnection: close\r\ncontent-length: {}\r\n", body.len());
        if !headers.iter().any(|(name, _)| *name == "host") {
            text += &format!("host: {}\r\n", self.host());
        }
        for (name, value) in headers {
            text += &format!("{name}: {value}\r\n");
        }
        (text + "\r\n" + body).into_bytes()
    }

    pub(crate) fn call_text(&self, action: &str, body: &str) -> Vec<u8> {
        let target = format!("AmazonSQS.{action}");
        self.text("POST /", &[("x-amz-target", &target), ("content-type", "application/x-amz-json-1.0")], body)
    }

    pub(crate) fn call(&self, action: &str, body: &str) -> Reply {
        self.send(&self.call_text(action, body))
    }

    /// Makes a call that must succeed.
    pub(crate) fn done(&self, action: &str, body: &str) -> Value {
        let reply = self.call(action, body);
        assert_eq!(reply.status, 200, "{action} {body}: {}", reply.body);
        reply.json()
    }

    pub(crate) fn make(&self, queue: &str) {
        self.done("CreateQueue", &format!(r#"{{"QueueName":"{queue}"}}"#));
    }

    pub(crate) fn put(&self, queue: &str, body: &str) {
        self.done("SendMessage", &format!(r#"{{"QueueUrl":"{}","MessageBody":"{body}"}}"#, self.url(queue)));
    }

    /// The bodies of up to ten messages.
    pub(crate) fn take(&self, queue: &str) -> Vec<String> {
        let call = format!(r#"{{"QueueUrl":"{}","MaxNumberOfMessages":10}}"#, self.url(queue));
        bodies(&self.done("ReceiveMessage", &call))
    }

    /// Makes a call without waiting for its answer.
    pub(crate) fn begin(&self, action: &str, body: &str) -> TcpStream {
        let mut stream = self.connect();
        stream.write_all(&self.call_text(action, body)).expect("sent");
        stream
    }

    pub(crate) fn stop(&mut self) {
        self.stopper.stop();
        if let Some(thread) = self.thread.take() {
            thread.join().expect("it ends well");
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.stopper.stop();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        let _ = fs::remove_dir_all(&self.dist);
    }
}

pub(crate) fn bodies(received: &Value) -> Vec<String> {
    let messages = received.get("Messages").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    messages.iter().map(|message| text(message, "Body")).collect()
}

pub(crate) fn text(json: &Value, member: &str) -> String {
    json.get(member).and_then(Value::as_str).unwrap_or_else(|| panic!("no {member} in {json}")).to_owned()
}

#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: String,
}

impl Reply {
    /// Reads everything until the connection ends.
    pub(crate) fn read(mut stream: TcpStream) -> Self {
        let mut bytes = Vec::new();
        // A refusal that does not read the body can end in a reset.
        let ended = stream.read_to_end(&mut bytes);
        let text = String::from_utf8(bytes).expect("text");
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer ({ended:?}): {text:?}"));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        Self { status, head: head.to_owned(), body: body.to_owned() }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// The type, code and sentence of a refusal.
    pub(crate) fn error(&self) -> (String, String, String) {
        let json = self.json();
        let code = self.header("x-amzn-query-error").unwrap_or_default().to_owned();
        (text(&json, "__type"), code, text(&json, "message"))
    }
}
