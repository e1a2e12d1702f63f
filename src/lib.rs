//! Order Board: a message queue that people can watch.

pub mod engine;
pub mod rng;
pub mod shop;
pub mod sqs;
pub mod time;
pub mod world;
