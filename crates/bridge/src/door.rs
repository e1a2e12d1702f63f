//! Who has to leave when all connections are taken: the one that has been idle for longest.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use hyper::body::{Frame, SizeHint};
use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};

/// A connection that was idle for less may be about to send its request.
const IDLE_MIN: Duration = Duration::from_secs(1);

/// The idle connections, the idlest first.
#[derive(Debug, Default)]
pub(super) struct Door {
    idle: Mutex<BTreeMap<(Instant, u64), Arc<Notify>>>,
    has_idle: Notify,
}

/// A connection. It is idle until its first request arrives, and after each answer.
#[derive(Debug)]
pub(super) struct Seat {
    door: Arc<Door>,
    number: u64,
    idle_since: Mutex<Option<Instant>>,
    close: Arc<Notify>,
}

impl Door {
    /// Waits for a connection that is idle, and tells the idlest to close.
    pub(super) async fn close_idlest(&self) {
        loop {
            let first = self.idle().first_key_value().map(|(key, _)| *key);
            let Some(key) = first else {
                self.has_idle.notified().await;
                continue;
            };
            sleep_until(key.0 + IDLE_MIN).await;
            // It can have become busy meanwhile.
            if let Some(close) = self.idle().remove(&key) {
                close.notify_one();
                return;
            }
        }
    }

    fn idle(&self) -> MutexGuard<'_, BTreeMap<(Instant, u64), Arc<Notify>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seat {
    /// A new connection. `number` is different for each.
    pub(super) fn new(door: &Arc<Door>, number: u64) -> Arc<Self> {
        let seat = Self { door: door.clone(), number, idle_since: Mutex::default(), close: Arc::default() };
        seat.set_idle(true);
        Arc::new(seat)
    }

    /// Waits until the connection has to close.
    pub(super) async fn has_to_close(&self) {
        self.close.notified().await;
    }

    fn set_idle(&self, is_idle: bool) {
        let mut since = self.idle_since.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(since) = since.take() {
            self.door.idle().remove(&(since, self.number));
        }
        if is_idle {
            let now = Instant::now();
            *since = Some(now);
            self.door.idle().insert((now, self.number), self.close.clone());
            self.door.has_idle.notify_one();
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.set_idle(false);
    }
}

/// Makes a connection busy until the answer's body has been handed to the system.
pub(super) async fn busy(State(seat): State<Arc<Seat>>, request: Request, next: Next) -> Response {
    seat.set_idle(false);
    let busy = Busy(seat);
    next.run(request).await.map(|body| Body::new(Answer { body, _busy: busy }))
}

struct Busy(Arc<Seat>);

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.set_idle(true);
    }
}

struct Answer {
    body: Body,
    _busy: Busy,
}

impl HttpBody for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
