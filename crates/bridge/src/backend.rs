//! Who answers the calls.

use super::board::Board;
use super::call::Call;
use super::engine_thread::EngineThread;
use model::sqs::Reply;

/// Nobody can answer now; in words for people. Clients try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unavailable(pub(super) &'static str);

#[derive(Debug)]
pub(super) enum Backend {
    /// An engine here.
    Headless(EngineThread),
    /// The engine in the page that is attached.
    Page(Board),
}

impl Backend {
    /// Dropping the future hangs up.
    pub(super) async fn call(&self, call: Call) -> Result<Reply, Unavailable> {
        match self {
            Self::Headless(engine) => engine.call(call).await,
            Self::Page(board) => board.call(call).await,
        }
    }

    /// No answers any more.
    pub(super) fn stop(&self) {
        match self {
            Self::Headless(engine) => engine.stop(),
            Self::Page(board) => board.stop(),
        }
    }
}
