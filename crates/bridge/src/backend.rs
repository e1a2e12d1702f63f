//! The engine that answers the calls: here, or in a page.

use super::board::Board;
use super::call::Call;
use super::engine_thread::EngineThread;
use model::sqs::Reply;

/// The reason, as a sentence, why no engine can answer now. Clients retry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unavailable(pub(super) &'static str);

#[derive(Debug)]
pub(super) enum Backend {
    /// An engine in this process.
    Headless(EngineThread),
    /// The engine in the attached page.
    Page(Box<Board>),
}

impl Backend {
    /// Makes a call. Dropping the future hangs up.
    pub(super) async fn call(&self, call: Call) -> Result<Reply, Unavailable> {
        match self {
            Self::Headless(engine) => engine.call(call).await,
            Self::Page(board) => board.call(call).await,
        }
    }

    /// Ends all calls with an error.
    pub(super) fn stop(&self) {
        match self {
            Self::Headless(engine) => engine.stop(),
            Self::Page(board) => board.stop(),
        }
    }
}
