//! Reading the bodies of requests, within limits.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody as _};
use axum::http::StatusCode;
use axum::response::Response;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::reply;

/// Bytes of a body that are read and dropped, at most, so that the client can read why it is refused.
const DROPPED_MAX: usize = 64 << 20;

/// A body, which takes room among all bodies until it is dropped.
pub(super) struct Read {
    pub(super) bytes: Bytes,
    _room: Option<OwnedSemaphorePermit>,
}

/// The reason why a body was not read.
#[derive(Clone, Copy)]
pub(super) enum NoBody {
    /// It has more than this number of bytes.
    TooLarge(usize),
    Late,
    Malformed,
    /// All bodies together are too large.
    NoRoom,
}

/// Reads a body of `most` bytes at most. Each byte takes a permit of `room`.
pub(super) async fn read(body: Body, most: usize, time: Duration, room: &Arc<Semaphore>) -> Result<Read, NoBody> {
    timeout(time, read_all(body, most, room)).await.unwrap_or(Err(NoBody::Late))
}

async fn read_all(mut body: Body, most: usize, room: &Arc<Semaphore>) -> Result<Read, NoBody> {
    let mut bytes = Vec::new();
    let mut held: Option<OwnedSemaphorePermit> = None;
    let mut length = 0;
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let Ok(data) = frame.map_err(|_| NoBody::Malformed)?.into_data() else { continue };
        length += data.len();
        if length > DROPPED_MAX {
            break;
        }
        if length > most {
            (bytes, held) = (Vec::new(), None);
            continue;
        }
        let count = u32::try_from(data.len()).unwrap_or(u32::MAX);
        let permit = room.clone().try_acquire_many_owned(count).map_err(|_| NoBody::NoRoom)?;
        match &mut held {
            Some(held) => held.merge(permit),
            None => held = Some(permit),
        }
        bytes.extend_from_slice(&data);
    }
    if length > most { Err(NoBody::TooLarge(most)) } else { Ok(Read { bytes: bytes.into(), _room: held }) }
}

impl NoBody {
    pub(super) fn refusal(self) -> Response {
        let (status, code, sentence) = match self {
            Self::TooLarge(most) => {
                let sentence = format!("The body has more than {most} bytes.");
                return reply::refusal(StatusCode::PAYLOAD_TOO_LARGE, "RequestEntityTooLargeException", &sentence);
            }
            Self::Late => (StatusCode::REQUEST_TIMEOUT, "RequestTimeoutException", "The body did not come in time."),
            Self::Malformed => (
                StatusCode::BAD_REQUEST,
                "SerializationException",
                "The body cannot be read: it ended early, or its chunks are malformed.",
            ),
            Self::NoRoom => (
                StatusCode::SERVICE_UNAVAILABLE,
                "ServiceUnavailable",
                "The bodies of all calls together are too large now.",
            ),
        };
        reply::refusal(status, code, sentence)
    }
}
