//! The 206 numbered checks of the fact sheet's section 7, one file for each of its parts, and what sections 1 to 4 say
//! besides. A test is named by the numbers that it checks: `b_012_…`, `b_113_b_114_…`, `b_014_to_017_…`.
//!
//! Some were written against the types of `sqs`, most against the JSON that travels: a fault in either shows.

mod attributes;
mod batches;
mod dead_letters;
mod fair;
mod fifo;
mod index;
mod move_tasks;
mod queues;
mod receiving;
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

/// A desk with one queue.
fn desk() -> (Desk, QueueUrl) {
    desk_with(&[])
}

fn desk_with(attributes: &[(&str, &str)]) -> (Desk, QueueUrl) {
    let mut desk = Desk::new();
    let queue = desk.make_with("orders", attributes);
    (desk, queue)
}

/// A desk with one FIFO queue, which is the name that comes back.
fn fifo_desk(attributes: &[(&str, &str)]) -> (Desk, String) {
    let mut desk = Desk::new();
    let queue = desk.make_fifo("orders.fifo", attributes);
    (desk, queue)
}

fn all(queue: &QueueUrl) -> ReceiveMessage {
    ReceiveMessage { attribute_names: vec!["All".into()], ..ReceiveMessage::new(queue.clone()) }
}
