//! The HTTP server on the loopback addresses.

use std::future::poll_fn;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use axum::middleware::from_fn_with_state;
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{sleep, timeout};

use super::door::{self, Door, Seat};
use super::linger::Lingering;
use super::options::Limits;

/// Counts as one open connection. The server waits for all permits before it ends.
pub(super) type Permit = Arc<OwnedSemaphorePermit>;

/// The time limit for open connections when the server stops.
const GRACE: Duration = Duration::from_secs(2);
/// Bytes of a request's head, at most.
const HEAD_BYTES: usize = 64 << 10;

/// Listens on both loopback addresses, or on IPv4 only if the machine has no IPv6.
pub(super) async fn listen(port: u16) -> io::Result<Vec<TcpListener>> {
    let first = TcpListener::bind((IpAddr::from(Ipv4Addr::LOCALHOST), port)).await?;
    let port = first.local_addr()?.port();
    match TcpListener::bind((IpAddr::from(Ipv6Addr::LOCALHOST), port)).await {
        Ok(second) => Ok(vec![first, second]),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => Err(error),
        Err(_) => Ok(vec![first]),
    }
}

/// Serves until `stop` is true, then calls `stopping`, which ends waiting calls.
pub(super) async fn serve(
    listeners: Vec<TcpListener>,
    router: Router,
    limits: &Limits,
    stop: watch::Receiver<bool>,
    stopping: impl FnOnce(),
) {
    let connections = Arc::new(Semaphore::new(limits.connections));
    let mut ended = stop.clone();
    tokio::select! {
        () = accept_all(&listeners, &router, limits, &connections, &stop) => {}
        _ = ended.wait_for(|stop| *stop) => {}
    }
    stopping();
    let all = u32::try_from(limits.connections).unwrap_or(u32::MAX);
    let _ = timeout(GRACE, connections.acquire_many(all)).await;
}

async fn accept_all(
    listeners: &[TcpListener],
    router: &Router,
    limits: &Limits,
    connections: &Arc<Semaphore>,
    stop: &watch::Receiver<bool>,
) {
    let door = Arc::<Door>::default();
    let lingering = Arc::new(Semaphore::new(limits.connections));
    for number in 0.. {
        let Ok(stream) = accept(listeners).await else {
            // For example, no file descriptors are left until other connections end.
            sleep(Duration::from_millis(100)).await;
            continue;
        };
        let Some(permit) = let_in(connections, &door).await else { return };
        let seat = Seat::new(&door, number);
        let router = router.clone().layer(Extension(Permit::new(permit)));
        let router = router.layer(from_fn_with_state(seat.clone(), door::busy));
        let _ = stream.set_nodelay(true);
        let stream = Lingering::new(stream, lingering.clone());
        tokio::spawn(connection(stream, router, limits.head, stop.clone(), seat));
    }
}

/// Waits for a free place. If all are taken, the idlest connection has to leave.
async fn let_in(connections: &Arc<Semaphore>, door: &Door) -> Option<OwnedSemaphorePermit> {
    loop {
        tokio::select! {
            biased;
            permit = connections.clone().acquire_owned() => return permit.ok(),
            () = door.close_idlest() => {}
        }
        if let Ok(permit) = timeout(GRACE, connections.clone().acquire_owned()).await {
            return permit.ok();
        }
    }
}

async fn accept(listeners: &[TcpListener]) -> io::Result<TcpStream> {
    let accepted = poll_fn(|context| {
        let mut polled = listeners.iter().map(|listener| listener.poll_accept(context));
        polled.find(Poll::is_ready).unwrap_or(Poll::Pending)
    });
    Ok(accepted.await?.0)
}

async fn connection(
    stream: Lingering,
    router: Router,
    head: Duration,
    mut stop: watch::Receiver<bool>,
    seat: Arc<Seat>,
) {
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(head)
        .max_header_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router))
        .with_upgrades();
    let mut connection = std::pin::pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => return,
        () = seat.has_to_close() => connection.as_mut().graceful_shutdown(),
        _ = stop.wait_for(|stop| *stop) => connection.as_mut().graceful_shutdown(),
    }
    let _ = timeout(GRACE, connection).await;
}
