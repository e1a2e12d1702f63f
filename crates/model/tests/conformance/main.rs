//! The 206 numbered checks of section 7 of `docs/sqs-behaviour.md`, one file per part, and the rules of sections 1 to
//! 4. A test's name starts with the numbers that it checks: `b_012_…`, `b_113_b_114_…`, `b_014_to_017_…`.
//!
//! Some tests use the types of `sqs`, most use JSON, so faults in either are found.

mod attributes;
mod batches;
mod dead_letters;
mod fair;
mod fifo;
mod index;
mod move_tasks;
mod queues;
mod receiving;
mod reports;
mod sending;
#[path = "../shared/mod.rs"]
mod shared;
mod tags_and_permissions;
mod time_and_counts;
mod visibility;
mod wire;

use model::sqs::{QueueUrl, ReceiveMessage};
use shared::Desk;

const NO_QUEUE: &str = "The specified queue does not exist.";
const URL: &str = "https://sqs.us-east-1.amazonaws.com/123456789012/";

/// An engine with one queue.
fn desk() -> (Desk, QueueUrl) {
    desk_with(&[])
}

fn desk_with(attributes: &[(&str, &str)]) -> (Desk, QueueUrl) {
    let mut desk = Desk::new();
    let queue = desk.make_with("orders", attributes);
    (desk, queue)
}

/// An engine with one FIFO queue, and the name of the queue.
fn fifo_desk(attributes: &[(&str, &str)]) -> (Desk, String) {
    let mut desk = Desk::new();
    let queue = desk.make_fifo("orders.fifo", attributes);
    (desk, queue)
}

fn all(queue: &QueueUrl) -> ReceiveMessage {
    ReceiveMessage { attribute_names: vec!["All".into()], ..ReceiveMessage::new(queue.clone()) }
}
