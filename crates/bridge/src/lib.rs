//! The bridge: a native program that serves the built page and an SQS endpoint on this machine.
//!
//! A call is a `POST` in AWS JSON 1.0. With a page ([`Options::headless`] unset) the page's engine answers it and shows
//! it on its board. Headless, an engine in this process answers, in real time or in virtual time that moves on request.
//! Only this machine has access: the bridge listens on loopback addresses, and refuses requests to another host and
//! requests from pages of other machines.
//!
//! | address | answer |
//! |---|---|
//! | `POST /`, `POST /<account>/<name>` | the SQS endpoint |
//! | `GET /` | the page, with a note where to attach |
//! | `/_board` | the WebSocket that a page attaches to |
//! | `POST /_clock` | `{"advance_ms":N}` advances the virtual clock, `{"now_ms":N}` is its new time |
//! | `POST /moto-api/reset` | headless: deletes all queues and sets a virtual clock to zero |
//! | `GET /_health` | `{"status":"ready",…}` |

mod backend;
mod board;
mod body;
mod call;
mod door;
mod endpoint;
mod engine_thread;
mod guard;
mod linger;
mod options;
mod page;
mod reply;
mod server;

use std::io;
use std::process::ExitCode;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Semaphore, watch};
use uuid::Uuid;

use self::backend::Backend;
use self::board::Board;
use self::endpoint::Endpoint;
use self::engine_thread::EngineThread;
use self::guard::Own;
use self::options::USAGE;
pub use self::options::{Limits, Options};
use self::page::Files;

/// A bridge that listens. [`Self::run`] serves requests.
#[derive(Debug)]
pub struct Bridge {
    runtime: Runtime,
    listeners: Vec<TcpListener>,
    endpoint: Arc<Endpoint>,
    stop: watch::Sender<bool>,
}

/// Stops a bridge from another thread.
#[derive(Clone, Debug)]
pub struct Stopper(watch::Sender<bool>);

impl Stopper {
    /// Refuses waiting calls, detaches the page, and makes [`Bridge::run`] return.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }
}

impl Bridge {
    /// Opens the port.
    ///
    /// # Errors
    /// A sentence: the page is not built, or the port is taken.
    pub fn open(options: &Options) -> Result<Self, String> {
        let files = if options.headless { None } else { Some(Files::new(&options.dist)?) };
        let runtime = Builder::new_current_thread().enable_all().build().map_err(cannot("start"))?;
        let listeners = runtime.block_on(server::listen(options.port)).map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => format!("Port {} is taken: choose another one with --port.", options.port),
            _ => cannot("listen on this machine")(error),
        })?;
        let own = Own::new(listeners[0].local_addr().map_err(cannot("listen"))?.port());
        let backend = if options.headless {
            Backend::Headless(EngineThread::spawn(own.endpoint(None), options).map_err(cannot("start the engine"))?)
        } else {
            Backend::Page(Box::new(Board::new(&own.endpoint(None), options)))
        };
        let (virtual_clock, limits) = (options.virtual_clock, options.limits.clone());
        let room = Arc::new(Semaphore::new(limits.all_bodies_bytes));
        let token = (options.token && !options.headless).then(|| Uuid::new_v4().simple().to_string());
        let endpoint = Arc::new(Endpoint { own, backend, files, virtual_clock, limits, room, token });
        Ok(Self { runtime, listeners, endpoint, stop: watch::Sender::new(false) })
    }

    /// The URL for clients, such as `http://localhost:9324`.
    #[must_use]
    pub fn address(&self) -> String {
        self.endpoint.own.endpoint(None)
    }

    /// The address to open in a browser. With [`Options::token`], it contains the token.
    #[must_use]
    pub fn page_address(&self) -> String {
        let query = self.endpoint.token.as_ref().map(|token| format!("?token={token}"));
        format!("{}/{}", self.address(), query.unwrap_or_default())
    }

    /// Returns a handle that stops the bridge.
    #[must_use]
    pub fn stopper(&self) -> Stopper {
        Stopper(self.stop.clone())
    }

    /// Serves until it is stopped.
    pub fn run(self) {
        let Self { runtime, listeners, endpoint, stop } = self;
        let router = endpoint::router(endpoint.clone());
        let stopping = || endpoint.backend.stop();
        runtime.block_on(server::serve(listeners, router, &endpoint.limits, stop.subscribe(), stopping));
    }

    /// Makes Ctrl-C and SIGTERM stop the bridge.
    fn stop_on_signals(&self) -> io::Result<()> {
        let _inside = self.runtime.enter();
        let stopper = self.stopper();
        // Registered before the address is printed: a reader may stop the bridge at once.
        #[cfg(unix)]
        let [mut interrupted, mut terminated] = {
            use tokio::signal::unix::{SignalKind, signal};
            [signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?]
        };
        self.runtime.spawn(async move {
            #[cfg(unix)]
            tokio::select! {
                _ = interrupted.recv() => {}
                _ = terminated.recv() => {}
            }
            #[cfg(not(unix))]
            let _ = tokio::signal::ctrl_c().await;
            stopper.stop();
        });
        Ok(())
    }
}

fn cannot(what: &'static str) -> impl Fn(io::Error) -> String {
    move |error| format!("The bridge cannot {what}: {error}.")
}

/// The program: reads its command line and serves until a signal ends it.
#[must_use]
pub fn main() -> ExitCode {
    let options = match Options::read(std::env::args().skip(1)) {
        Ok(Some(options)) => options,
        Ok(None) => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(sentence) => {
            eprint!("{sentence}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let opened = Bridge::open(&options).and_then(|bridge| {
        bridge.stop_on_signals().map_err(cannot("listen to signals"))?;
        Ok(bridge)
    });
    match opened {
        Ok(bridge) => {
            println!("{}", greeting(&bridge.address(), &bridge.page_address(), &options));
            bridge.run();
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn greeting(address: &str, page: &str, options: &Options) -> String {
    let Options { headless, region, virtual_clock, .. } = options;
    let who = match (headless, virtual_clock) {
        (false, _) => format!("Open {page} in a browser: calls are answered by the page there."),
        (true, false) => "Headless: calls are answered by an engine of its own.".to_owned(),
        (true, true) => format!(
            "Headless, and time stands still. An hour passes with:\n  \
             curl -d '{{\"advance_ms\": 3600000}}' {address}/_clock"
        ),
    };
    format!(
        "The bridge is open at {address} (Ctrl+C closes it)\n{who}\n\n\
         Any access key does:\n  \
         export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any AWS_DEFAULT_REGION={region}\n\
         AWS CLI:\n  \
         aws --endpoint-url {address} sqs list-queues\n\
         boto3:\n  \
         boto3.client(\"sqs\", endpoint_url=\"{address}\")\n\
         AWS SDK for JavaScript:\n  \
         new SQSClient({{ endpoint: \"{address}\", region: \"{region}\" }})"
    )
}
