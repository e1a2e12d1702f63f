//! Engines on a thread of their own: they use `Rc`, so they cannot move between threads. The thread receives calls as
//! bytes and sends replies.

mod clock;

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use tokio::sync::oneshot;
use uuid::Uuid;

use self::clock::{Clock, unix_now};
use super::backend::Unavailable;
use super::call::Call;
use super::options::Options;
use model::engine::{Account, Answer, Engine};
use model::sqs::{self, CallId, Reply};
use model::time::{Instant, Span};

/// The handle of the thread. The thread ends after [`Self::stop`], or when the handle is dropped.
#[derive(Debug)]
pub(super) struct EngineThread {
    commands: SyncSender<Command>,
}

#[derive(Debug)]
enum Command {
    Call(Call, oneshot::Sender<Reply>),
    /// Moves a virtual clock.
    Advance(Span, oneshot::Sender<Instant>),
    /// Starts again without queues.
    Reset(oneshot::Sender<()>),
    Stop,
}

const GONE: Unavailable = Unavailable("The engine has been emptied or stopped meanwhile.");
const BUSY: Unavailable = Unavailable("Too many calls are waiting for the engine.");

impl EngineThread {
    pub(super) fn spawn(endpoint: String, options: &Options) -> std::io::Result<Self> {
        // A call whose client has gone stays in the channel, beside the next call of that connection's successor.
        let (commands, received) = sync_channel(2 * options.limits.connections);
        let account = (endpoint, options.region.clone(), options.account.clone());
        let is_virtual = options.virtual_clock;
        // An engine cannot move to another thread, so the thread creates it.
        thread::Builder::new().name("engine".into()).spawn(move || {
            let (endpoint, region, account) = account;
            let account = Account { endpoint, region, account, ..Account::default() };
            State::new(account, is_virtual).run(&received);
        })?;
        Ok(Self { commands })
    }

    /// Makes a call. Dropping the future hangs up.
    pub(super) async fn call(&self, call: Call) -> Result<Reply, Unavailable> {
        self.ask(|reply| Command::Call(call, reply)).await
    }

    /// Advances the virtual clock and returns its new time.
    pub(super) async fn advance(&self, by: Span) -> Result<Instant, Unavailable> {
        self.ask(|reply| Command::Advance(by, reply)).await
    }

    pub(super) async fn reset(&self) -> Result<(), Unavailable> {
        self.ask(Command::Reset).await
    }

    /// Stops the thread. Calls that wait get an error.
    pub(super) fn stop(&self) {
        // If the channel is full, the end of the process stops the thread.
        let _ = self.commands.try_send(Command::Stop);
    }

    async fn ask<T>(&self, command: impl FnOnce(oneshot::Sender<T>) -> Command) -> Result<T, Unavailable> {
        let (reply, answer) = oneshot::channel();
        self.commands.try_send(command(reply)).map_err(|_| BUSY)?;
        answer.await.map_err(|_| GONE)
    }
}

/// The state of the thread.
struct State {
    account: Account,
    clock: Clock,
    seed: u64,
    /// One engine per region, the default region first. They share only the clock.
    engines: Vec<(String, Engine)>,
    /// The reply channels of long polls, by region and call.
    waiting: BTreeMap<(usize, CallId), oneshot::Sender<Reply>>,
}

/// Regions with queues of their own, at most. Calls for further regions use the default region.
const REGIONS_MAX: usize = 40;

impl State {
    /// With a virtual clock, the same calls get the same answers in every run.
    fn new(mut account: Account, is_virtual: bool) -> Self {
        let clock = if is_virtual { Clock::Virtual(Instant::ZERO) } else { Clock::real() };
        let seed = if is_virtual { 0 } else { Uuid::new_v4().as_u64_pair().1 };
        if !is_virtual {
            account.epoch_ms = unix_now();
        }
        let engines = vec![(account.region.clone(), Engine::new(seed, account.clone()))];
        Self { account, clock, seed, engines, waiting: BTreeMap::new() }
    }

    /// Returns the index of a region's engine, creating it if needed. Queue URLs of a region other than the default one
    /// contain its name.
    fn engine_of(&mut self, region: Option<&str>) -> usize {
        let Some(region) = region else { return 0 };
        if let Some(at) = self.engines.iter().position(|(other, _)| other == region) {
            return at;
        }
        if self.engines.len() == REGIONS_MAX {
            return 0;
        }
        let endpoint = format!("{}/{region}", self.account.endpoint);
        let account = Account { region: region.to_owned(), endpoint, ..self.account.clone() };
        self.engines.push((region.to_owned(), Engine::new(self.seed, account)));
        self.engines.len() - 1
    }

    fn handle_timeout(&mut self) {
        let now = self.clock.now();
        for (_, engine) in &mut self.engines {
            engine.handle_timeout(now);
        }
    }

    fn run(mut self, commands: &Receiver<Command>) {
        loop {
            let command = match self.until_timeout() {
                Some(time) => commands.recv_timeout(time),
                None => commands.recv().map_err(RecvTimeoutError::from),
            };
            // A client that disconnected must not take a message.
            self.waiting.retain(|(at, id), reply| {
                let stays = !reply.is_closed();
                if !stays {
                    self.engines[*at].1.hang_up(*id);
                }
                stays
            });
            match command {
                Ok(Command::Call(call, reply)) => self.call(&call, reply),
                Ok(Command::Advance(by, reply)) => self.advance(by, reply),
                Ok(Command::Reset(reply)) => {
                    self = Self::new(self.account, matches!(self.clock, Clock::Virtual(_)));
                    let _ = reply.send(());
                }
                Err(RecvTimeoutError::Timeout) => self.handle_timeout(),
                Ok(Command::Stop) | Err(RecvTimeoutError::Disconnected) => return,
            }
            self.deliver();
        }
    }

    /// The time until the next timeout of an engine.
    fn until_timeout(&self) -> Option<Duration> {
        let Clock::Real(_) = self.clock else { return None };
        let due = self.engines.iter().filter_map(|(_, engine)| engine.poll_timeout()).min()?;
        Some(Duration::from_millis(due.since(self.clock.now()).as_millis()))
    }

    fn call(&mut self, call: &Call, reply: oneshot::Sender<Reply>) {
        // The client can have disconnected while the call waited in the channel.
        if reply.is_closed() {
            return;
        }
        let at = self.engine_of(call.region.as_deref());
        let now = self.clock.now();
        let result = match sqs::read_call(&call.target, &call.body, call.trace.as_deref()) {
            Err(error) => Err(error),
            Ok(request) => match self.engines[at].1.call(now, request) {
                (_, Answer::Now(result)) => result,
                (id, Answer::Waiting) => {
                    self.waiting.insert((at, id), reply);
                    return;
                }
            },
        };
        let _ = reply.send(Reply::from(&result));
    }

    fn advance(&mut self, by: Span, reply: oneshot::Sender<Instant>) {
        if let Clock::Virtual(now) = &mut self.clock {
            *now += by;
        }
        self.handle_timeout();
        let _ = reply.send(self.clock.now());
    }

    fn deliver(&mut self) {
        for (at, (_, engine)) in self.engines.iter_mut().enumerate() {
            while let Some((id, result)) = engine.poll_reply() {
                if let Some(reply) = self.waiting.remove(&(at, id)) {
                    let _ = reply.send(Reply::from(&result));
                }
            }
            // Nothing uses the events here.
            while engine.poll_event().is_some() {}
        }
    }
}

#[cfg(test)]
mod tests;
