//! Connections that close only after the client had time to read the last answer.
//!
//! If a socket closes while the client still sends, the system resets the connection, and the client may lose the
//! answer that says why. So a closed connection is read to its end, within bounds, and what comes is dropped (RFC 9112,
//! section 9.6). This covers every answer given before a request was read: too large, malformed, late or forbidden.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, ReadBuf};
use tokio::net::TcpStream;
use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Bytes that are dropped, at most.
const BYTES_MAX: usize = 64 << 20;
/// The time limit of the whole.
const TIME_MAX: Duration = Duration::from_secs(30);
/// How long the client may send nothing.
const SILENCE_MAX: Duration = Duration::from_secs(2);

/// A connection that lingers after it is dropped.
#[derive(Debug)]
pub(super) struct Lingering {
    /// `None` only while it is being dropped.
    stream: Option<TcpStream>,
    /// The client has closed its side, so nothing is left to read.
    is_ended: bool,
    /// Places for connections that linger.
    places: Arc<Semaphore>,
}

impl Lingering {
    pub(super) const fn new(stream: TcpStream, places: Arc<Semaphore>) -> Self {
        Self { stream: Some(stream), is_ended: false, places }
    }

    fn stream(&mut self) -> Pin<&mut TcpStream> {
        Pin::new(self.stream.as_mut().expect("only dropping takes it"))
    }
}

impl Drop for Lingering {
    fn drop(&mut self) {
        let stream = self.stream.take().filter(|_| !self.is_ended);
        let (Some(stream), Ok(runtime)) = (stream, Handle::try_current()) else { return };
        if let Ok(place) = self.places.clone().try_acquire_owned() {
            runtime.spawn(async move {
                let _ = timeout(TIME_MAX, drop_rest(stream)).await;
                drop(place);
            });
        }
    }
}

async fn drop_rest(mut stream: TcpStream) {
    let _ = stream.shutdown().await;
    let mut buffer = vec![0; 16 << 10];
    let mut dropped = 0;
    while dropped < BYTES_MAX {
        match timeout(SILENCE_MAX, stream.read(&mut buffer)).await {
            Ok(Ok(count)) if count > 0 => dropped += count,
            _ => return,
        }
    }
}

impl AsyncRead for Lingering {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let polled = self.stream().poll_read(context, buffer);
        let has_room = buffer.remaining() > 0;
        match &polled {
            Poll::Ready(Ok(())) if has_room && buffer.filled().len() == before => self.is_ended = true,
            Poll::Ready(Err(_)) => self.is_ended = true,
            _ => {}
        }
        polled
    }
}

impl AsyncWrite for Lingering {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.stream().poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.stream().poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream().poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream().poll_shutdown(context)
    }
}
