//! Collections with cheap clones, for a state that is cloned at every keyframe.
//!
//! Each collection stores its entries in chunks of [`CHUNK`] behind an [`Rc`](std::rc::Rc). A clone shares all chunks
//! and copies one only when either side changes it, so cloning a million entries takes about a millisecond and the
//! clone uses memory only for what has changed since.

mod chunked_queue;
mod free_list;
mod id_table;
mod ordered_list;
mod ordered_map;
mod slab;
mod tournament_tree;

pub use chunked_queue::ChunkedQueue;
pub use free_list::FreeList;
pub use id_table::IdTable;
pub use ordered_list::OrderedList;
pub use ordered_map::OrderedMap;
pub use slab::Slab;
pub use tournament_tree::TournamentTree;

/// A key of two numbers, such as a moment and a sequence number. Compared from left to right.
pub type Key = (u64, u64);

/// Entries per chunk. Shifting a whole chunk takes less time than finding an entry among a million.
const CHUNK: usize = 64;
