//! The lines that were run, with their answers.

use std::collections::VecDeque;

use super::Output;
use model::sqs::{CallId, Request};

/// Blocks kept, at most; older ones are dropped.
const BLOCKS_MAX: usize = 100;

/// Identifies a block for the life of its transcript, also after the transcript was cleared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BlockId(pub u64);

/// A line and its output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The block's id.
    pub id: BlockId,
    /// The line as it was entered.
    pub line: String,
    /// The call that the line made, if it made one.
    pub request: Option<Request>,
    /// `None` while the call waits for its answer.
    pub output: Option<Output>,
}

/// The latest lines with their outputs. Only one call waits at a time.
#[derive(Clone, Debug, Default)]
pub struct Transcript {
    blocks: VecDeque<Block>,
    next_id: u64,
    /// Blocks dropped since the transcript was last cleared.
    dropped: u64,
    waiting: Option<Waiting>,
}

#[derive(Clone, Copy, Debug)]
struct Waiting {
    block: BlockId,
    /// `None` until the engine has accepted the call.
    call: Option<CallId>,
}

impl Transcript {
    /// The blocks, oldest first.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter()
    }

    /// The number of blocks that were dropped since the transcript was last cleared.
    #[must_use]
    pub const fn dropped(&self) -> u64 {
        self.dropped
    }

    /// Returns true if no line was run since the transcript was last cleared.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty() && self.dropped == 0
    }

    /// Returns true if a call waits for its answer.
    #[must_use]
    pub const fn is_waiting(&self) -> bool {
        self.waiting.is_some()
    }

    /// Returns true if this block's call waits for its answer.
    #[must_use]
    pub fn waits_for(&self, block: BlockId) -> bool {
        self.waiting.is_some_and(|waiting| waiting.block == block)
    }

    /// The call that waits, once the engine has accepted it.
    #[must_use]
    pub fn waiting_call(&self) -> Option<CallId> {
        self.waiting?.call
    }

    /// Appends a line that makes no call.
    pub fn say(&mut self, line: String, output: Output) {
        self.push(line, None, Some(output));
    }

    /// Appends a line whose call waits from now on. Returns its block.
    pub fn begin(&mut self, line: String, request: Request) -> BlockId {
        debug_assert!(self.waiting.is_none(), "one call at a time");
        let block = self.push(line, Some(request), None);
        self.waiting = Some(Waiting { block, call: None });
        block
    }

    /// Notes the number of the block's call. Does nothing if the block's call does not wait.
    pub fn accepted(&mut self, block: BlockId, call: CallId) {
        if let Some(waiting) = self.waiting.as_mut().filter(|waiting| waiting.block == block) {
            waiting.call = Some(call);
        }
    }

    /// The request of the call that waits.
    #[must_use]
    pub fn waiting_request(&self) -> Option<&Request> {
        let block = self.waiting?.block;
        self.blocks.iter().find(|other| other.id == block)?.request.as_ref()
    }

    /// Ends the call that waits with an output. Does nothing if no call waits.
    pub fn end(&mut self, output: Output) {
        let Some(waiting) = self.waiting.take() else { return };
        if let Some(block) = self.blocks.iter_mut().find(|block| block.id == waiting.block) {
            block.output = Some(output);
        }
    }

    /// Removes all blocks but one whose call waits, which can still be hung up.
    pub fn clear(&mut self) {
        let waiting = self.waiting.map(|waiting| waiting.block);
        self.blocks.retain(|block| Some(block.id) == waiting);
        self.dropped = 0;
    }

    fn push(&mut self, line: String, request: Option<Request>, output: Option<Output>) -> BlockId {
        if self.blocks.len() == BLOCKS_MAX {
            self.blocks.pop_front();
            self.dropped += 1;
        }
        let id = BlockId(self.next_id);
        self.next_id += 1;
        self.blocks.push_back(Block { id, line, request, output });
        id
    }
}
