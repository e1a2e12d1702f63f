//! The SQS API as types: requests, responses, errors, and the events of queues. There is no behaviour here: everything
//! that uses a queue sends it a [`Request`], gets a [`Response`], and causes [`Event`]s.
//!
//! Names, units and sentences are those of the service model (API version 2012-11-05).

mod attribute;
mod by_name;
mod digest;
mod envelope;
mod error;
mod event;
mod id;
pub mod limits;
mod receipt;
mod request;
mod response;
mod shape;
mod size;
mod weather;
mod wire;

pub use attribute::{AttributeChange, AttributeName, MessageAttribute, RedrivePolicy};
pub use by_name::ByName;
pub use digest::{hex, md5_of_attributes, md5_of_body, sha256};
pub use envelope::Envelope;
pub use error::{Error, ErrorKind};
pub use event::{Event, EventKind, ReturnReason};
pub use id::{Body, CallId, GroupId, MessageId, QueueName, QueueUrl, SequenceNumber};
pub use receipt::{Receipt, ReceiptHandle, Seal};
pub use request::*;
pub use response::*;
pub use shape::{Member, Shape};
pub use size::message_bytes;
pub use weather::Weather;
pub use wire::{Reply, TRACE_HEADER, read_call};
