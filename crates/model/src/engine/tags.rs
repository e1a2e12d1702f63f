//! The actions on a queue's tags.
//!
//! Source: `docs/sqs-behaviour.md`, section 2.3.

use super::Engine;
use super::error::invalid;
use crate::sqs::{ByName, Error, ListQueueTags, ListQueueTagsResult, Response, TagQueue, UntagQueue, limits};

impl Engine {
    pub(super) fn tag_queue(&mut self, request: TagQueue) -> Result<Response, Error> {
        let at = self.find_queue(&request.queue_url)?;
        if request.tags.is_empty() {
            return Err(Error::missing("Tags"));
        }
        let queue = self.queue_mut(at);
        let mut tags = queue.tags.clone();
        for (key, value) in request.tags.into_pairs() {
            tags.insert(key, value);
        }
        check(queue.name.as_str(), &tags)?;
        queue.tags = tags;
        Ok(Response::Empty {})
    }

    pub(super) fn untag_queue(&mut self, request: &UntagQueue) -> Result<Response, Error> {
        let at = self.find_queue(&request.queue_url)?;
        if request.tag_keys.is_empty() || !request.tag_keys.iter().all(|key| is_valid_key(key)) {
            return Err(bad_key());
        }
        self.queue_mut(at).tags.retain(|key, _| !request.tag_keys.iter().any(|removed| removed == key));
        Ok(Response::Empty {})
    }

    pub(super) fn list_queue_tags(&self, request: &ListQueueTags) -> Result<Response, Error> {
        let at = self.find_queue(&request.queue_url)?;
        Ok(Response::ListQueueTags(ListQueueTagsResult { tags: self.queue(at).tags.clone() }))
    }
}

/// Checks the whole set of tags that a queue would have.
pub(super) fn check(queue: &str, tags: &ByName<String>) -> Result<(), Error> {
    for (key, value) in tags {
        if !is_valid_key(key) {
            return Err(bad_key());
        }
        if key.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("aws:")) {
            return Err(invalid("Tag keys that begin with aws: are reserved for internal use."));
        }
        if value.chars().count() > limits::TAG_VALUE_CHARS {
            return Err(invalid("Tag values must be between 0 and 256 characters in length."));
        }
    }
    if tags.len() > limits::QUEUE_TAGS {
        return Err(invalid(format!("Too many tags added for queue {queue}.")));
    }
    Ok(())
}

fn is_valid_key(key: &str) -> bool {
    (1..=limits::TAG_KEY_CHARS).contains(&key.chars().count())
}

fn bad_key() -> Error {
    invalid("Tag keys must be between 1 and 128 characters in length.")
}
