//! The bridge with an attached page. The tests play the page, following the protocol exactly.

use std::net::TcpStream;
use std::time::Duration;

use bridge::{Bridge, Limits, Options};
use serde_json::Value;
use tungstenite::client::IntoClientRequest as _;
use tungstenite::{Message, WebSocket};

use crate::client::{INDEX, Reply, SCRIPT, Served, text};

struct Page(WebSocket<TcpStream>);

impl Page {
    /// Attaches as a browser does, with the bridge's own origin.
    fn attach(bridge: &Served) -> Self {
        Self::attach_at(bridge, "/_board")
    }

    fn attach_at(bridge: &Served, path: &str) -> Self {
        let mut request = format!("ws://{}{path}", bridge.host()).into_client_request().expect("an address");
        let origin = format!("http://{}", bridge.host()).parse().expect("a header");
        request.headers_mut().insert("origin", origin);
        let (socket, _) = tungstenite::client(request, bridge.connect()).expect("attached");
        Self(socket)
    }

    /// Attaches and reads the welcome.
    fn welcomed(bridge: &Served) -> Self {
        let mut page = Self::attach(bridge);
        page.next().expect("welcomed");
        page
    }

    /// The next frame; `None` once the bridge closed the connection.
    fn next(&mut self) -> Option<Value> {
        loop {
            match self.0.read() {
                Ok(Message::Text(text)) => return Some(serde_json::from_str(&text).expect("JSON")),
                Ok(Message::Close(_)) | Err(_) => return None,
                Ok(_) => {}
            }
        }
    }

    fn say(&mut self, text: &str) {
        self.0.send(Message::text(text)).expect("sent");
    }

    fn bye(&mut self) -> String {
        let bye = self.next().map(|frame| text(&frame, "bye")).expect("a last word");
        assert_eq!(self.next(), None, "the last word is the last");
        bye
    }
}

fn id(frame: &Value) -> u64 {
    frame.get("id").and_then(Value::as_u64).unwrap_or_else(|| panic!("no id in {frame}"))
}

fn open() -> Served {
    Served::new(Options::default())
}

fn limited(limits: Limits) -> Served {
    Served::new(Options { limits, ..Options::default() })
}

const SEND: &str = r#"{"QueueUrl":"orders","MessageBody":"latte ☕"}"#;

#[test]
fn the_welcome_tells_endpoint_account_and_region() {
    let options = Options { account: "123456789012".into(), region: "eu-west-1".into(), ..Options::default() };
    let bridge = Served::new(options);
    let welcome = Page::attach(&bridge).next().expect("a frame");
    let welcome = welcome.get("welcome").expect("a welcome").clone();
    assert_eq!(text(&welcome, "endpoint"), format!("http://{}", bridge.host()));
    assert_eq!((text(&welcome, "account"), text(&welcome, "region")), ("123456789012".into(), "eu-west-1".into()));
}

#[test]
fn calls_go_to_the_page_and_its_answers_back() {
    let bridge = open();
    let mut page = Page::welcomed(&bridge);
    let headers = [
        ("x-amz-target", "AmazonSQS.SendMessage"),
        ("x-amzn-trace-id", "Root=1-2-3"),
        ("user-agent", "Boto3/1.43.0 md/Botocore#1.43.0"),
    ];
    let mut client = bridge.connect();
    std::io::Write::write_all(&mut client, &bridge.text("POST /", &headers, SEND)).expect("sent");
    let frame = page.next().expect("a call");
    assert_eq!(text(&frame, "target"), "AmazonSQS.SendMessage");
    assert_eq!(text(&frame, "body"), SEND);
    assert_eq!(text(&frame, "trace"), "Root=1-2-3");
    assert_eq!(text(&frame, "caller"), "Boto3/1.43.0");
    page.say(&format!(r#"{{"id":{},"status":200,"body":"{{\"MessageId\":\"é\"}}"}}"#, id(&frame)));
    let reply = Reply::read(client);
    assert_eq!((reply.status, reply.body.as_str()), (200, r#"{"MessageId":"é"}"#));
    assert_eq!(reply.header("content-type"), Some("application/x-amz-json-1.0"));
    assert_eq!(reply.header("x-amzn-query-error"), None);

    let client = bridge.begin("GetQueueUrl", "{}");
    let frame = page.next().expect("a call");
    assert_eq!((frame.get("trace"), text(&frame, "caller")), (None, "unknown".to_owned()));
    page.say(&format!(r#"{{"id":{},"status":400,"queryError":"Code;Sender","body":"{{}}"}}"#, id(&frame)));
    let reply = Reply::read(client);
    assert_eq!((reply.status, reply.header("x-amzn-query-error")), (400, Some("Code;Sender")));
}

#[test]
fn answers_find_their_callers_in_any_order() {
    let bridge = open();
    let mut page = Page::welcomed(&bridge);
    let bodies = [r#"{"n":1}"#, r#"{"n":2}"#];
    let clients = bodies.map(|body| bridge.begin("ListQueues", body));
    let calls = [(); 2].map(|()| page.next().expect("a call"));
    for call in calls.iter().rev() {
        let body = text(call, "body").replace('"', "\\\"");
        page.say(&format!(r#"{{"id":{},"status":200,"body":"{body}"}}"#, id(call)));
    }
    assert_eq!(clients.map(|client| Reply::read(client).body), bodies);
}

#[test]
fn queue_urls_of_the_page_use_the_name_that_the_client_used() {
    let bridge = open();
    let mut page = Page::welcomed(&bridge);
    let host = format!("127.0.0.1:{}", bridge.port);
    let mut client = bridge.connect();
    let headers = [("host", host.as_str()), ("x-amz-target", "AmazonSQS.GetQueueUrl")];
    std::io::Write::write_all(&mut client, &bridge.text("POST /", &headers, "{}")).expect("sent");
    let call = page.next().expect("a call");
    let body = format!(r#"{{\"QueueUrl\":\"{}\"}}"#, bridge.url("orders"));
    page.say(&format!(r#"{{"id":{},"status":200,"body":"{body}"}}"#, id(&call)));
    assert_eq!(text(&Reply::read(client).json(), "QueueUrl"), format!("http://{host}/000000000000/orders"));
}

#[test]
fn calls_of_disconnected_clients_are_hung_up() {
    let bridge = open();
    let mut page = Page::welcomed(&bridge);
    let client = bridge.begin("ReceiveMessage", r#"{"WaitTimeSeconds":20}"#);
    let call = page.next().expect("a call");
    drop(client);
    let hang_up = page.next().expect("a frame");
    assert_eq!(hang_up.get("hangUp").and_then(Value::as_u64), Some(id(&call)));
    // The bridge ignores the late answer.
    page.say(&format!(r#"{{"id":{},"status":200,"body":"{{}}"}}"#, id(&call)));
    let client = bridge.begin("ListQueues", "{}");
    let call = page.next().expect("a call");
    page.say(&format!(r#"{{"id":{},"status":200,"body":"{{}}"}}"#, id(&call)));
    assert_eq!(Reply::read(client).status, 200);
}

#[test]
fn without_a_page_calls_are_unavailable() {
    let bridge = limited(Limits { attach: Duration::from_millis(20), ..Limits::default() });
    let reply = bridge.call("ListQueues", "{}");
    assert_eq!(reply.status, 503);
    let (_, code, sentence) = reply.error();
    assert_eq!(code, "ServiceUnavailable;Receiver");
    assert!(sentence.contains("No page is attached"), "{sentence}");
    let health = bridge.request("GET /_health", &[], "").json();
    assert_eq!(health.get("page"), Some(&Value::Bool(false)));
}

#[test]
fn calls_wait_for_a_page() {
    let bridge = open();
    let client = bridge.begin("ListQueues", "{}");
    let mut page = Page::welcomed(&bridge);
    let call = page.next().expect("the call that waited");
    page.say(&format!(r#"{{"id":{},"status":200,"body":"{{}}"}}"#, id(&call)));
    assert_eq!(Reply::read(client).status, 200);
}

#[test]
fn calls_at_a_page_that_leaves_are_unavailable() {
    let bridge = open();
    let mut page = Page::welcomed(&bridge);
    let client = bridge.begin("ListQueues", "{}");
    page.next().expect("a call");
    drop(page);
    let reply = Reply::read(client);
    assert_eq!(reply.status, 503);
    assert!(reply.error().2.contains("left"), "{}", reply.body);
}

#[test]
fn calls_at_a_silent_page_time_out() {
    let bridge = limited(Limits { answer: Duration::from_millis(20), ..Limits::default() });
    let mut page = Page::welcomed(&bridge);
    let reply = bridge.call("ListQueues", "{}");
    assert_eq!(reply.status, 503);
    assert!(reply.error().2.contains("in time"), "{}", reply.body);
    let call = page.next().expect("the call");
    assert_eq!(page.next().expect("a frame").get("hangUp").and_then(Value::as_u64), Some(id(&call)));
}

/// The page answers the next call.
fn answers(bridge: &Served, page: &mut Page) {
    let client = bridge.begin("ListQueues", "{}");
    let call = page.next().expect("a call");
    page.say(&format!(r#"{{"id":{},"status":200,"body":"{{}}"}}"#, id(&call)));
    assert_eq!(Reply::read(client).status, 200);
}

fn is_aside(frame: Option<Value>) -> bool {
    frame.is_some_and(|frame| frame.get("aside") == Some(&Value::Bool(true)))
}

fn is_welcome(frame: Option<Value>) -> bool {
    frame.is_some_and(|frame| frame.get("welcome").is_some())
}

#[test]
fn a_newer_page_takes_over_until_it_goes() {
    let bridge = open();
    let mut older = Page::welcomed(&bridge);
    let client = bridge.begin("ListQueues", r#"{"first":true}"#);
    let lost = older.next().expect("a call");
    let mut newer = Page::welcomed(&bridge);
    assert!(is_aside(older.next()));
    assert_eq!(Reply::read(client).status, 503);
    // What the displaced page still says reaches nobody.
    older.say(&format!(r#"{{"id":{},"status":200,"body":"{{}}"}}"#, id(&lost)));
    answers(&bridge, &mut newer);
    drop(newer);
    assert!(is_welcome(older.next()), "attached again");
    answers(&bridge, &mut older);
}

#[test]
fn a_page_that_is_loaded_again_keeps_its_place() {
    let bridge = open();
    let mut older = Page::welcomed(&bridge);
    drop(Page::welcomed(&bridge));
    let mut newer = Page::welcomed(&bridge);
    answers(&bridge, &mut newer);
    assert!(is_aside(older.next()));
    drop(newer);
    // Nothing in between: the older page was not attached during the reload.
    assert!(is_welcome(older.next()));
}

#[test]
fn a_displaced_page_that_connects_again_stays_aside() {
    let bridge = open();
    let mut newer = Page::welcomed(&bridge);
    let mut older = Page::attach_at(&bridge, "/_board?aside");
    assert!(is_aside(older.next()));
    answers(&bridge, &mut newer);
    drop(newer);
    assert!(is_welcome(older.next()));
    // Where no page is attached, it is welcome at once.
    drop(older);
    assert!(is_welcome(Page::attach_at(&open(), "/_board?aside").next()));
}

#[test]
fn pages_are_attached_again_in_turn() {
    let bridge = open();
    let mut pages: Vec<Page> = (0..10).map(|_| Page::welcomed(&bridge)).collect();
    // Eight are kept aside: the oldest has to leave.
    assert!(is_aside(pages[0].next()));
    let bye = pages[0].next().expect("a last word");
    assert_eq!((text(&bye, "bye").as_str(), bye.get("taken")), ("Another page took over.", Some(&Value::Bool(true))));
    drop(pages.pop());
    let mut last = pages.pop().expect("a page");
    assert!(is_aside(last.next()) && is_welcome(last.next()));
    answers(&bridge, &mut last);
}

#[test]
#[allow(clippy::disallowed_methods, reason = "the bridge ticks in real time")]
fn a_page_without_frames_gets_ticks() {
    let bridge = open();
    let mut page = Page::welcomed(&bridge);
    page.say(r#"{"time":"ticks"}"#);
    let begun = std::time::Instant::now();
    for _ in 0..10 {
        assert_eq!(page.next().expect("a frame").get("tick"), Some(&Value::Bool(true)));
    }
    assert!(begun.elapsed() >= Duration::from_millis(400), "20 a second: {:?}", begun.elapsed());
    page.say(r#"{"time":"frames"}"#);
    let client = bridge.begin("ListQueues", "{}");
    // Ticks that were under way come first.
    let call = std::iter::from_fn(|| page.next()).find(|frame| frame.get("tick").is_none()).expect("the call");
    page.say(&format!(r#"{{"id":{},"status":200,"body":"{{}}"}}"#, id(&call)));
    assert_eq!(Reply::read(client).status, 200);
}

#[test]
fn health_tells_whether_time_stands() {
    let bridge = open();
    let time = || bridge.request("GET /_health", &[], "").json().get("time").cloned();
    let until = |wanted: &str| {
        while time() != Some(wanted.into()) {
            std::thread::sleep(Duration::from_millis(5));
        }
    };
    assert_eq!(time(), None, "no page");
    let mut page = Page::welcomed(&bridge);
    until("stands");
    for (said, wanted) in [("frames", "runs"), ("stands", "stands"), ("ticks", "runs")] {
        page.say(&format!(r#"{{"time":"{said}"}}"#));
        until(wanted);
    }
}

#[test]
fn a_page_takes_a_call_and_a_hang_up_from_every_connection() {
    let bridge = limited(Limits { connections: 300, ..Limits::default() });
    let mut page = Page::welcomed(&bridge);
    // The page reads nothing meanwhile.
    let clients: Vec<_> = (0..298).map(|_| bridge.begin("ReceiveMessage", r#"{"WaitTimeSeconds":20}"#)).collect();
    let calls: Vec<u64> = clients.iter().map(|_| id(&page.next().expect("a call"))).collect();
    drop(clients);
    let hung_up = calls.iter().map(|_| page.next().and_then(|frame| frame.get("hangUp")?.as_u64()));
    let mut hung_up: Vec<u64> = hung_up.collect::<Option<_>>().expect("hang-ups only");
    hung_up.sort_unstable();
    assert_eq!(hung_up.len(), calls.len());
    answers(&bridge, &mut page);
}

#[test]
fn malformed_frames_detach_the_page() {
    for bad in [
        "",
        "[]",
        r#"{"id":1}"#,
        r#"{"id":"1","status":200,"body":"{}"}"#,
        r#"{"id":1,"status":99,"body":"{}"}"#,
        r#"{"id":1,"status":65736,"body":"{}"}"#,
        r#"{"id":1,"status":200,"body":{}}"#,
        r#"{"id":1,"status":400,"queryError":"a\r\nb: c","body":"{}"}"#,
        r#"{"id":1,"status":400,"queryError":7,"body":"{}"}"#,
        r#"{"time":"flies"}"#,
        r#"{"time":null}"#,
    ] {
        let bridge = open();
        let mut page = Page::welcomed(&bridge);
        page.say(bad);
        assert!(page.bye().starts_with("A frame "), "{bad}");
    }
    let bridge = open();
    let mut page = Page::welcomed(&bridge);
    page.0.send(Message::binary(vec![1, 2, 3])).expect("sent");
    assert_eq!(page.bye(), "Frames are texts.");
}

#[test]
fn too_large_frames_detach_the_page() {
    let bridge = limited(Limits { frame_bytes: 1_000, ..Limits::default() });
    let mut page = Page::welcomed(&bridge);
    let client = bridge.begin("ListQueues", "{}");
    let call = page.next().expect("a call");
    let body = "x".repeat(1_000);
    page.say(&format!(r#"{{"id":{},"status":200,"body":"{body}"}}"#, id(&call)));
    assert_eq!(Reply::read(client).status, 503);
}

#[test]
fn a_page_without_pongs_is_detached() {
    let bridge = limited(Limits { silence: Duration::from_millis(20), ..Limits::default() });
    // The page never reads, so it answers no pings.
    let _page = Page::attach(&bridge);
    assert_eq!(bridge.call("ListQueues", "{}").status, 503);
}

#[test]
fn bodies_that_are_not_utf8_do_not_reach_the_page() {
    let bridge = limited(Limits { attach: Duration::from_millis(20), ..Limits::default() });
    let mut bytes = bridge.call_text("SendMessage", "{  }");
    let last = bytes.len() - 2;
    bytes[last] = 0xff;
    let reply = bridge.send(&bytes);
    assert_eq!((reply.status, reply.error().0.as_str()), (400, "com.amazon.coral.service#SerializationException"));
}

#[test]
fn the_page_is_served_with_the_bridge_in_its_meta() {
    let bridge = open();
    let typed = [("sec-fetch-site", "none"), ("sec-fetch-dest", "document")];
    for path in ["/", "/index.html", "/?scene=default"] {
        let reply = bridge.request(&format!("GET {path}"), &typed, "");
        assert_eq!((reply.status, reply.header("content-type")), (200, Some("text/html; charset=utf-8")));
        let meta = r#"<meta name="order-board-bridge" content="/_board">"#;
        assert_eq!(reply.body.replace(meta, ""), INDEX);
        assert!(reply.body.contains(meta), "{}", reply.body);
        assert!(
            reply.header("content-security-policy").is_some_and(|policy| policy.contains("frame-ancestors 'self'"))
        );
    }
    let script = bridge.request("GET /app.js", &[], "");
    assert_eq!((script.status, script.body.as_str()), (200, SCRIPT));
    assert_eq!(script.header("content-type"), Some("text/javascript"));
    assert_eq!(script.header("cache-control"), Some("no-cache"));
    let head = bridge.request("HEAD /", &[], "");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    for path in
        ["/nothing", "/folder", "/folder/", "/../Cargo.toml", "/%2e%2e/Cargo.toml", "/..%2fCargo.toml", "//etc/passwd"]
    {
        assert_eq!(bridge.request(&format!("GET {path}"), &[], "").status, 404, "{path}");
    }
}

#[test]
fn a_page_that_another_site_opens_must_ask() {
    let bridge = open();
    let asks = |site, dest| {
        let headers = [("sec-fetch-site", site), ("sec-fetch-dest", dest), ("sec-fetch-mode", "navigate")];
        let reply = bridge.request("GET /", &headers, "");
        assert_eq!(reply.status, 200);
        reply.body.contains(r#"<meta name="order-board-bridge" content="/_board" data-foreign>"#)
    };
    // A link on any site; a page of another local port; the same page in a frame.
    assert!(asks("cross-site", "document") && asks("same-site", "document") && asks("same-site", "iframe"));
    assert!(!asks("none", "document") && !asks("same-origin", "document") && !asks("same-origin", "iframe"));
    assert!(bridge.request("GET /", &[], "").body.contains("data-foreign"), "a browser that does not say");
}

#[test]
fn an_unbuilt_page_is_an_error_with_its_folder() {
    let options = Options { port: 0, dist: "target/no-such-folder".into(), ..Options::default() };
    let sentence = Bridge::open(&options).expect_err("not built");
    assert!(sentence.contains("scripts/build") && sentence.contains("--headless"), "{sentence}");
}

#[test]
fn a_page_cannot_be_reset() {
    let bridge = open();
    let _page = Page::welcomed(&bridge);
    assert_eq!(bridge.request("POST /moto-api/reset", &[], "").status, 409);
    assert_eq!(bridge.request("POST /_clock", &[], r#"{"advance_ms":1}"#).status, 409);
    assert_eq!(bridge.request("GET /_health", &[], "").json().get("page"), Some(&Value::Bool(true)));
}

#[test]
fn pages_get_a_bye_when_the_bridge_stops() {
    let mut bridge = open();
    let mut page = Page::welcomed(&bridge);
    let client = bridge.begin("ListQueues", "{}");
    page.next().expect("a call");
    bridge.stop();
    assert_eq!(page.bye(), "The bridge has stopped.");
    assert_eq!(Reply::read(client).status, 503);
}

#[test]
fn every_spelling_of_the_page_has_its_policy() {
    let bridge = open();
    for path in ["/", "/index.html", "/%69ndex.html", "//index.html", "/./index.html", "/%2e/index.html", "///"] {
        let reply = bridge.request(&format!("GET {path}"), &[], "");
        if reply.status == 404 {
            continue;
        }
        assert_eq!(reply.status, 200, "{path}");
        assert!(reply.body.contains("order-board-bridge"), "{path}");
        let policy = reply.header("content-security-policy").unwrap_or_default();
        assert!(policy.contains("frame-ancestors 'self'"), "{path}: {policy}");
    }
    for path in ["/%69ndex.html", "//index.html", "/./index.html", "/%2e/index.html"] {
        assert_eq!(bridge.request(&format!("GET {path}"), &[], "").status, 200, "{path}");
    }
}

#[test]
fn with_a_token_only_the_printed_address_attaches() {
    let bridge = Served::new(Options { token: true, ..Options::default() });
    let (_, query) = bridge.page_address.split_once('?').expect("a token");
    assert!(query.len() > "token=".len() + 16, "{query}");
    for path in ["/", "/index.html", "/?token=", "/?token=x", "/%69ndex.html"] {
        assert_eq!(bridge.request(&format!("GET {path}"), &[], "").status, 403, "{path}");
    }
    let page = bridge.request(&format!("GET /?scene=fifo&{query}"), &[], "");
    assert!(page.body.contains(&format!(r#"content="/_board?{query}""#)), "{}", page.body);
    let attach = |path: &str| {
        let address = format!("ws://{}{path}", bridge.host()).into_client_request().expect("an address");
        tungstenite::client(address, bridge.connect()).is_ok()
    };
    assert!(!attach("/_board"));
    assert!(!attach("/_board?token=x"));
    assert!(attach(&format!("/_board?{query}")));
    assert_eq!(bridge.request("GET /app.js", &[], "").status, 200);
}

#[test]
fn as_many_calls_as_connections_reach_the_page_at_once() {
    let bridge = open();
    let mut page = Page::welcomed(&bridge);
    let clients: Vec<_> = (0..500).map(|_| bridge.begin("SendMessage", SEND)).collect();
    std::thread::sleep(Duration::from_secs(1));
    for _ in &clients {
        let call = page.next().expect("a call");
        page.say(&format!(r#"{{"id":{},"status":200,"body":"{{}}"}}"#, id(&call)));
    }
    assert!(clients.into_iter().all(|client| Reply::read(client).status == 200));
}

#[test]
fn a_page_survives_many_hang_ups_at_once() {
    let bridge = open();
    let mut page = Page::welcomed(&bridge);
    let clients: Vec<_> = (0..400).map(|_| bridge.begin("ReceiveMessage", r#"{"WaitTimeSeconds":20}"#)).collect();
    for _ in &clients {
        assert!(page.next().expect("a call").get("id").is_some());
    }
    drop(clients);
    for _ in 0..400 {
        assert!(page.next().expect("a frame").get("hangUp").is_some());
    }
    let client = bridge.begin("ListQueues", "{}");
    let call = page.next().expect("the next call");
    page.say(&format!(r#"{{"id":{},"status":200,"body":"{{}}"}}"#, id(&call)));
    assert_eq!(Reply::read(client).status, 200);
}
