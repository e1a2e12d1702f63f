//! Order Board without a browser: the SQS engine, the coffee shop, the world that joins them, and its timeline.

pub mod chart;
pub mod collections;
pub mod compare;
pub mod engine;
pub mod rng;
pub mod settings;
pub mod share;
pub mod shop;
pub mod sqs;
pub mod text;
pub mod time;
pub mod timeline;
pub mod world;
