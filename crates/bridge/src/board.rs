//! The attached page, whose engine answers the calls.
//!
//! One page is attached at a time; a newer page takes over. Frames are JSON.
//!
//! | from | frame | when |
//! |---|---|---|
//! | bridge | `{"welcome":{"endpoint":…,"account":…,"region":…}}` | first |
//! | bridge | `{"id":7,"target":"AmazonSQS.SendMessage","body":"{…}","trace":…,"caller":"Boto3/1.43.0"}` | a call; `trace` only if the call has one |
//! | bridge | `{"hangUp":7}` | the client of that call disconnected; no answer is expected |
//! | bridge | `{"bye":"Another page took over.","taken":true}` | last; without `taken` the page may attach again |
//! | page | `{"id":7,"status":200,"queryError":…,"body":"{…}"}` | the answer; `queryError` only for a refusal |

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::extract::ws::{Message, WebSocket};
use axum::http::HeaderValue;
use serde_json::{Value, json};
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{interval, timeout};

use super::backend::Unavailable;
use super::call::Call;
use super::options::{Limits, Options};
use model::sqs::{self, Reply};

/// Frames queued for a page per connection, at most: a call and its hang-up. With more, the page counts as overloaded.
const OUTGOING_PER_CONNECTION: usize = 2;

/// The time limit for sending one frame.
const SEND: Duration = Duration::from_secs(10);

/// The reason after which a page must not attach again.
const TAKEN_OVER: &str = "Another page took over.";

const NO_PAGE: Unavailable = Unavailable("No page is attached to the bridge: open its address in a browser.");
const LEFT: Unavailable = Unavailable("The page that answers left the bridge meanwhile.");
const BUSY: Unavailable = Unavailable("The page that answers does not keep up with its calls.");
const SILENT: Unavailable = Unavailable("The page that answers has not done so in time; its clock may be paused.");

/// The place where a page attaches.
#[derive(Debug)]
pub(super) struct Board {
    welcome: String,
    limits: Limits,
    state: Mutex<State>,
    /// Whether a page is attached; calls wait for it.
    attached: watch::Sender<bool>,
}

#[derive(Debug, Default)]
struct State {
    page: Option<Page>,
    /// The next number of a page or a call.
    next_number: u64,
}

/// The attached page. Dropping it ends its calls with an error.
#[derive(Debug)]
struct Page {
    number: u64,
    frames: mpsc::Sender<String>,
    bye: oneshot::Sender<&'static str>,
    calls: BTreeMap<u64, oneshot::Sender<Reply>>,
}

/// The page's end of the channels.
struct Seat {
    number: u64,
    frames: mpsc::Receiver<String>,
    bye: oneshot::Receiver<&'static str>,
}

/// A call that the page is working on. Dropping it hangs up.
struct UnderWay<'a> {
    board: &'a Board,
    number: u64,
}

impl Board {
    pub(super) fn new(endpoint: &str, options: &Options) -> Self {
        let welcome = json!({
            "endpoint": endpoint, "account": options.account.as_str(), "region": options.region.as_str()
        });
        Self {
            welcome: json!({ "welcome": welcome }).to_string(),
            limits: options.limits.clone(),
            state: Mutex::default(),
            attached: watch::Sender::new(false),
        }
    }

    pub(super) fn is_attached(&self) -> bool {
        *self.attached.borrow()
    }

    pub(super) async fn call(&self, call: Call) -> Result<Reply, Unavailable> {
        // A JSON frame cannot carry bytes that are not UTF-8; the service refuses them.
        if let (Err(_), Err(error)) = (str::from_utf8(&call.body), sqs::read_call(&call.target, &call.body, None)) {
            return Ok(Reply::from(&Err(error)));
        }
        let mut attached = self.attached.subscribe();
        let wait = timeout(self.limits.attach, attached.wait_for(|there| *there)).await;
        wait.map_err(|_| NO_PAGE)?.map_err(|_| NO_PAGE)?;
        let (_under_way, reply) = self.hand_over(&call)?;
        timeout(self.limits.answer, reply).await.map_err(|_| SILENT)?.map_err(|_| LEFT)
    }

    /// Serves a page until it leaves or has to leave.
    pub(super) async fn attach(&self, mut socket: WebSocket) {
        let seat = self.sit_down();
        let number = seat.number;
        let bye = self.converse(&mut socket, seat).await;
        self.stand_up(number);
        if let Some(why) = bye {
            let _ = timeout(SEND, socket.send(Message::text(bye_frame(why)))).await;
            let _ = timeout(SEND, socket.send(Message::Close(None))).await;
        }
    }

    /// Exchanges frames until the page leaves (`None`), or has to leave (the reason).
    async fn converse(&self, socket: &mut WebSocket, mut seat: Seat) -> Option<&'static str> {
        send(socket, Message::text(self.welcome.as_str())).await?;
        let mut signs = interval(self.limits.silence / 2);
        let mut silent = 0;
        loop {
            tokio::select! {
                biased;
                why = &mut seat.bye => return why.ok(),
                received = socket.recv() => {
                    silent = 0;
                    match received?.ok()? {
                        Message::Text(text) => match read_answer(&text) {
                            Ok((call, reply)) => self.answer(seat.number, call, reply),
                            Err(why) => return Some(why),
                        },
                        Message::Binary(_) => return Some("Frames are texts."),
                        Message::Close(_) => return None,
                        Message::Ping(_) | Message::Pong(_) => {}
                    }
                },
                frame = seat.frames.recv() => send(socket, Message::text(frame?)).await?,
                _ = signs.tick() => {
                    silent += 1;
                    if silent > 2 {
                        return None;
                    }
                    send(socket, Message::Ping(Default::default())).await?;
                },
            }
        }
    }

    /// Detaches the page.
    pub(super) fn stop(&self) {
        self.replace(None, "The bridge has stopped.");
    }

    fn sit_down(&self) -> Seat {
        let (frames, outgoing) = mpsc::channel(OUTGOING_PER_CONNECTION * self.limits.connections);
        let (bye, dismissed) = oneshot::channel();
        let number = self.next_number();
        self.replace(Some(Page { number, frames, bye, calls: BTreeMap::new() }), TAKEN_OVER);
        Seat { number, frames: outgoing, bye: dismissed }
    }

    fn stand_up(&self, number: u64) {
        if self.state().page.as_ref().is_some_and(|page| page.number == number) {
            self.replace(None, "");
        }
    }

    fn replace(&self, page: Option<Page>, why: &'static str) {
        let there = page.is_some();
        let before = std::mem::replace(&mut self.state().page, page);
        self.attached.send_replace(there);
        if let Some(before) = before {
            let _ = before.bye.send(why);
        }
    }

    fn hand_over(&self, call: &Call) -> Result<(UnderWay<'_>, oneshot::Receiver<Reply>), Unavailable> {
        let number = self.next_number();
        let (reply, answer) = oneshot::channel();
        let mut state = self.state();
        let page = state.page.as_mut().ok_or(LEFT)?;
        page.frames.try_send(call_frame(number, call)).map_err(|error| match error {
            TrySendError::Full(_) => BUSY,
            TrySendError::Closed(_) => LEFT,
        })?;
        page.calls.insert(number, reply);
        Ok((UnderWay { board: self, number }, answer))
    }

    /// Delivers an answer. Ignores answers to calls that were hung up.
    fn answer(&self, page: u64, call: u64, reply: Reply) {
        let mut state = self.state();
        let asked = state.page.as_mut().filter(|there| there.number == page);
        if let Some(waiting) = asked.and_then(|page| page.calls.remove(&call)) {
            let _ = waiting.send(reply);
        }
    }

    fn next_number(&self) -> u64 {
        let mut state = self.state();
        state.next_number += 1;
        state.next_number
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        let told = {
            let mut state = self.board.state();
            let Some(page) = state.page.as_mut() else { return };
            let waits = page.calls.remove(&self.number).is_some();
            !waits || page.frames.try_send(json!({ "hangUp": self.number }).to_string()).is_ok()
        };
        if !told {
            // The page did not get the hang-up: its call could still receive messages for a client that is gone.
            self.board.replace(None, BUSY.0);
        }
    }
}

async fn send(socket: &mut WebSocket, message: Message) -> Option<()> {
    timeout(SEND, socket.send(message)).await.ok()?.ok()
}

fn bye_frame(why: &str) -> String {
    let mut frame = json!({ "bye": why });
    if why == TAKEN_OVER {
        frame["taken"] = true.into();
    }
    frame.to_string()
}

fn call_frame(number: u64, call: &Call) -> String {
    let mut frame = json!({ "id": number, "target": call.target, "body": String::from_utf8_lossy(&call.body) });
    if let Some(trace) = &call.trace {
        frame["trace"] = trace.as_str().into();
    }
    frame["caller"] = call.caller.as_str().into();
    frame.to_string()
}

fn read_answer(text: &str) -> Result<(u64, Reply), &'static str> {
    let frame: Value = serde_json::from_str(text).map_err(|_| "A frame is not JSON.")?;
    let call = frame.get("id").and_then(Value::as_u64).ok_or("A frame has no id.")?;
    let status = frame.get("status").and_then(Value::as_u64).filter(|status| (200..600).contains(status));
    let status = status.and_then(|status| status.try_into().ok()).ok_or("A frame has no status.")?;
    let query_error = match frame.get("queryError") {
        None | Some(Value::Null) => None,
        Some(error) => {
            let text = error.as_str().filter(|text| HeaderValue::from_str(text).is_ok());
            Some(text.ok_or("A frame has a queryError that is no header.")?.to_owned())
        }
    };
    let body = frame.get("body").and_then(Value::as_str).ok_or("A frame has no body.")?.to_owned();
    Ok((call, Reply { status, query_error, body }))
}
