//! The SQS API as types: what can be asked, what is answered, what can go wrong, and what happens to messages
//! meanwhile. No behaviour: [`Request`] and [`Response`] are the one hallway that everything touching a queue walks
//! through, [`Event`] is what it leaves behind.
//!
//! Names, units and texts are those of the service model (API version 2012-11-05).

mod attribute;
mod base64;
mod by_name;
mod digest;
mod error;
mod event;
mod id;
pub mod limits;
mod receipt;
mod request;
mod response;

pub use attribute::{AttributeName, MessageAttribute, RedrivePolicy};
pub use base64::Base64;
pub use by_name::ByName;
pub use digest::{md5_of_attributes, md5_of_body};
pub use error::{Error, ErrorKind};
pub use event::{Event, EventKind, ReturnReason};
pub use id::{Body, CallId, MessageId, QueueName, QueueUrl};
pub use receipt::{Receipt, ReceiptHandle, Seal};
pub use request::{
    ChangeMessageVisibility, CreateQueue, DeleteMessage, DeleteQueue, GetQueueAttributes, GetQueueUrl, ListQueues,
    PurgeQueue, ReceiveMessage, Request, SendMessage, SetQueueAttributes,
};
pub use response::{
    CreateQueueResult, GetQueueAttributesResult, GetQueueUrlResult, ListQueuesResult, Message, ReceiveMessageResult,
    Response, SendMessageResult,
};
