//! The attached page, whose engine answers the calls.
//!
//! One page is attached at a time. A newer page takes over; the older one stays connected, set aside, and is attached
//! again when the newer one has gone. `static/doors.js` is the page's side. Frames are JSON.
//!
//! | from | frame | when |
//! |---|---|---|
//! | bridge | `{"welcome":{"endpoint":…,"account":…,"region":…}}` | the page is attached: first, or again |
//! | bridge | `{"aside":true}` | another page took over; the calls under way here are lost |
//! | bridge | `{"id":7,"target":"AmazonSQS.SendMessage","body":"{…}","trace":…,"caller":"Boto3/1.43.0"}` | a call; `trace` only if the call has one |
//! | bridge | `{"hangUp":7}` | the client of that call disconnected; no answer is expected |
//! | bridge | `{"tick":true}` | 20 times a second, if the page has said that its time needs it |
//! | bridge | `{"bye":"Another page took over.","taken":true}` | last; without `taken` the page may connect again |
//! | page | `{"time":"frames"}` | after a welcome and on each change: `frames`, its time runs by itself; `ticks`, it is hidden and runs by ticks; `stands`, it is paused |
//! | page | `{"id":7,"status":200,"queryError":…,"body":"{…}"}` | the answer; `queryError` only for a refusal |

mod frames;

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::extract::ws::{Message, WebSocket};
use serde_json::{Value, json};
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{MissedTickBehavior, interval, timeout};

use super::backend::Unavailable;
use super::call::Call;
use super::options::{Limits, Options};
use frames::{ASIDE_FRAME, Said, TAKEN_OVER, TICK_FRAME, Time, bye_frame, call_frame, read_frame};
use model::sqs::{self, Reply};

/// The time between two ticks: shorter than the longest step of the page's clock.
const TICK: Duration = Duration::from_millis(50);

/// How long a page that went may take to come back, as a reload does, before the one set aside is attached again.
const HAND_BACK: Duration = Duration::from_millis(1_500);

/// Pages set aside, at most. The oldest must leave.
const ASIDE_MAX: usize = 8;

/// Frames queued for a page per connection, at most: a call and its hang-up. With more, the page counts as overloaded.
const OUTGOING_PER_CONNECTION: usize = 2;

/// The time limit for sending one frame.
const SEND: Duration = Duration::from_secs(10);

const STOPPED: &str = "The bridge has stopped.";

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
    stopped: watch::Sender<bool>,
}

#[derive(Debug, Default)]
struct State {
    /// The attached page.
    page: Option<Page>,
    /// The pages that it displaced, the latest one last.
    aside: Vec<Page>,
    /// The next number of a page or a call.
    next_number: u64,
}

/// A connected page. Dropping it ends its calls with an error.
#[derive(Debug)]
struct Page {
    number: u64,
    time: Time,
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
            stopped: watch::Sender::new(false),
        }
    }

    /// What `/_health` says of the page: whether one is attached, and whether its time runs.
    pub(super) fn health(&self) -> Value {
        let time = self.state().page.as_ref().map(|page| page.time);
        let mut health = json!({ "status": "ready", "headless": false, "page": time.is_some() });
        if let Some(time) = time {
            health["time"] = if time == Time::Stands { "stands" } else { "runs" }.into();
        }
        health
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

    /// Serves a page until it leaves or has to leave. A page that was set aside before its connection broke is `aside`:
    /// it does not take over.
    pub(super) async fn attach(&self, mut socket: WebSocket, aside: bool) {
        let seat = self.sit_down(aside);
        let number = seat.number;
        let bye = self.converse(&mut socket, seat).await;
        self.stand_up(number);
        if let Some(why) = bye {
            let _ = timeout(SEND, socket.send(Message::text(bye_frame(why)))).await;
            let _ = timeout(SEND, socket.send(Message::Close(None))).await;
        }
        if !self.state().aside.is_empty() {
            let mut stopped = self.stopped.subscribe();
            let stops = timeout(HAND_BACK, stopped.wait_for(|stopped| *stopped)).await;
            if stops.is_err() {
                self.hand_back();
            }
        }
    }

    /// Exchanges frames until the page leaves (`None`), or has to leave (the reason).
    async fn converse(&self, socket: &mut WebSocket, mut seat: Seat) -> Option<&'static str> {
        let mut signs = interval(self.limits.silence / 2);
        let mut ticks = interval(TICK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut wants_ticks = false;
        let mut silent = 0;
        loop {
            tokio::select! {
                biased;
                why = &mut seat.bye => return why.ok(),
                received = socket.recv() => {
                    silent = 0;
                    match received?.ok()? {
                        Message::Text(text) => match read_frame(&text) {
                            Ok(Said::Answer(call, reply)) => self.answer(seat.number, call, reply),
                            Ok(Said::Time(time)) => {
                                wants_ticks = time == Time::Ticks;
                                self.note_time(seat.number, time);
                            }
                            Err(why) => return Some(why),
                        },
                        Message::Binary(_) => return Some("Frames are texts."),
                        Message::Close(_) => return None,
                        Message::Ping(_) | Message::Pong(_) => {}
                    }
                },
                frame = seat.frames.recv() => send(socket, Message::text(frame?)).await?,
                _ = ticks.tick(), if wants_ticks => send(socket, Message::text(TICK_FRAME)).await?,
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

    /// Detaches all pages.
    pub(super) fn stop(&self) {
        self.stopped.send_replace(true);
        let State { page, aside, .. } = std::mem::take(&mut *self.state());
        self.attached.send_replace(false);
        page.into_iter().chain(aside).for_each(|page| page.dismiss(STOPPED));
    }

    fn sit_down(&self, aside: bool) -> Seat {
        let (frames, outgoing) = mpsc::channel(OUTGOING_PER_CONNECTION * self.limits.connections + 2);
        let (bye, dismissed) = oneshot::channel();
        let number = self.next_number();
        let page = Page { number, time: Time::default(), frames, bye, calls: BTreeMap::new() };
        let mut state = self.state();
        if aside && state.page.is_some() {
            state.set_aside(page);
        } else if page.tell(self.welcome.clone()) {
            if let Some(before) = state.page.replace(page) {
                state.set_aside(before);
            }
            self.attached.send_replace(true);
        }
        Seat { number, frames: outgoing, bye: dismissed }
    }

    fn stand_up(&self, number: u64) {
        let mut state = self.state();
        state.aside.retain(|page| page.number != number);
        if state.page.take_if(|page| page.number == number).is_some() {
            self.attached.send_replace(false);
        }
    }

    /// Attaches the latest of the pages set aside, unless another page has come.
    fn hand_back(&self) {
        let mut state = self.state();
        while state.page.is_none() {
            let Some(page) = state.aside.pop() else { return };
            if page.tell(self.welcome.clone()) {
                state.page = Some(page);
                self.attached.send_replace(true);
            }
        }
    }

    fn note_time(&self, page: u64, time: Time) {
        if let Some(page) = self.state().page.as_mut().filter(|there| there.number == page) {
            page.time = time;
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

    /// Makes the attached page leave.
    fn dismiss(&self, why: &'static str) {
        let page = self.state().page.take();
        self.attached.send_replace(false);
        if let Some(page) = page {
            page.dismiss(why);
        }
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

impl State {
    /// Keeps a page that another one has displaced. Its calls are lost.
    fn set_aside(&mut self, mut page: Page) {
        page.calls.clear();
        page.time = Time::Stands;
        if page.tell(ASIDE_FRAME.to_owned()) {
            self.aside.push(page);
        }
        if self.aside.len() > ASIDE_MAX {
            self.aside.remove(0).dismiss(TAKEN_OVER);
        }
    }
}

impl Page {
    /// Queues a frame. Returns false if the page is overloaded or gone.
    fn tell(&self, frame: String) -> bool {
        self.frames.try_send(frame).is_ok()
    }

    fn dismiss(self, why: &'static str) {
        let _ = self.bye.send(why);
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
            self.board.dismiss(BUSY.0);
        }
    }
}

async fn send(socket: &mut WebSocket, message: Message) -> Option<()> {
    timeout(SEND, socket.send(message)).await.ok()?.ok()
}
