//! The actions that create, list, change, purge and delete queues.
//!
//! Source: `docs/sqs-behaviour.md`, sections 2.3 and 3.9.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};

use super::account::FIFO_SUFFIX;
use super::attributes::{Attributes, in_range, parse_names};
use super::error::{invalid, invalid_value, no_such_queue, unknown_attribute};
use super::queue::{Counts, Queue, QueueParts};
use super::redrive::Redrive;
use super::{Account, Engine, stream_label, tags};
use crate::rng::Rng;
use crate::sqs::{
    AttributeName, ByName, CallId, CreateQueue, CreateQueueResult, DeleteQueue, Error, ErrorKind, EventKind,
    GetQueueAttributes, GetQueueAttributesResult, GetQueueUrl, GetQueueUrlResult, ListDeadLetterSourceQueues,
    ListDeadLetterSourceQueuesResult, ListQueues, ListQueuesResult, PurgeQueue, QueueName, QueueUrl, Response,
    SetQueueAttributes, limits,
};
use crate::time::Span;

const NAME_COOL_DOWN: Span = Span::from_secs(limits::NAME_COOL_DOWN_SECONDS as u64);
const PURGE_COOL_DOWN: Span = Span::from_secs(limits::PURGE_COOL_DOWN_SECONDS as u64);

impl Engine {
    pub(super) fn create_queue(&mut self, call: CallId, request: CreateQueue) -> Result<Response, Error> {
        let CreateQueue { queue_name: name, attributes: given, tags } = request;
        let is_fifo = check_name(&name, given.get("FifoQueue").map(String::as_str))?;
        let now = self.now;
        self.freed.retain(|(_, freed_at)| now.since(*freed_at) < NAME_COOL_DOWN);
        if self.freed.iter().any(|(freed, _)| freed.as_str() == name) {
            return Err(Error::new(
                ErrorKind::QueueDeletedRecently,
                "You must wait 60 seconds after deleting a queue before you can create another with the same name.",
            ));
        }
        let existing = self.named(&name).map(|at| self.queue(at));
        let before = existing.map_or_else(|| Attributes::new(is_fifo), |queue| queue.attributes().clone());
        let attributes = before.with(&given)?;
        if let Some(redrive) = &attributes.redrive
            && given.contains_key("RedrivePolicy")
        {
            self.check_target(redrive, &self.account.arn(&name))?;
        }
        if let Some(queue) = existing {
            return match attributes.first_difference(&before, &given) {
                None => Ok(Response::CreateQueue(CreateQueueResult { queue_url: queue.url.clone() })),
                Some(name) => Err(Error::new(
                    ErrorKind::QueueNameExists,
                    format!("A queue already exists with the same name and a different value for attribute {name}"),
                )),
            };
        }
        tags::check(&name, &tags)?;
        let queue_url = self.add_queue(call, &name, attributes, tags);
        Ok(Response::CreateQueue(CreateQueueResult { queue_url }))
    }

    fn add_queue(&mut self, call: CallId, name: &str, attributes: Attributes, tags: ByName<String>) -> QueueUrl {
        let at = self.queues.iter().position(Option::is_none).unwrap_or(self.queues.len());
        let url = QueueUrl::of_place(self.account.url(name), at as u32);
        let queue = Box::new(Queue::new(QueueParts {
            number: self.next_queue,
            name: name.into(),
            url: url.clone(),
            arn: self.account.arn(name).into(),
            now: self.now,
            attributes,
            tags,
            // The time of creation is part of the label, because a name can be used again 60 s after its queue was
            // deleted.
            ids: Rng::stream(self.seed, stream_label(name.as_bytes(), self.now)),
        }));
        self.next_queue += 1;
        if at == self.queues.len() {
            self.queues.push(Some(queue));
        } else {
            self.queues[at] = Some(queue);
        }
        if let Err(place) = self.place_of_name(name) {
            self.by_name.insert(place, (name.into(), at));
        }
        self.begin_disturbances(at);
        self.emit(Some(call), at, EventKind::QueueCreated);
        self.note_change(at);
        url
    }

    pub(super) fn get_queue_url(&self, request: &GetQueueUrl) -> Result<Response, Error> {
        let is_own = request.queue_owner.as_ref().is_none_or(|owner| *owner == self.account.account);
        let at = self.named(&request.queue_name).filter(|_| is_own).ok_or_else(no_such_queue)?;
        Ok(Response::GetQueueUrl(GetQueueUrlResult { queue_url: self.queue(at).url.clone() }))
    }

    pub(super) fn list_queues(&self, request: &ListQueues) -> Result<Response, Error> {
        let prefix = request.queue_name_prefix.as_deref().unwrap_or_default();
        let first = self.by_name.partition_point(|(name, _)| name.as_str() < prefix);
        let listed = &self.by_name[first..];
        let listed = &listed[..listed.partition_point(|(name, _)| name.as_str().starts_with(prefix))];
        let (queue_urls, next_token) = self.page(listed.iter(), request.max_results, request.next_token.as_deref())?;
        Ok(Response::ListQueues(ListQueuesResult { queue_urls, next_token }))
    }

    pub(super) fn list_dead_letter_source_queues(
        &self,
        request: &ListDeadLetterSourceQueues,
    ) -> Result<Response, Error> {
        let arn = &self.queue(self.find_queue(&request.queue_url)?).arn;
        let sources = self.by_name.iter().filter(|(_, at)| self.queue(*at).attributes().has_target(arn));
        let (queue_urls, next_token) = self.page(sources, request.max_results, request.next_token.as_deref())?;
        Ok(Response::ListDeadLetterSourceQueues(ListDeadLetterSourceQueuesResult { queue_urls, next_token }))
    }

    /// Returns true if any queue's redrive policy names the queue with that ARN.
    pub(super) fn is_dead_letter_queue(&self, arn: &str) -> bool {
        self.queues.iter().flatten().any(|queue| queue.attributes().has_target(arn))
    }

    /// Returns the URLs of one page of queues, and the token of the next page. `queues` must be sorted by name.
    fn page<'a>(
        &self,
        queues: impl Iterator<Item = &'a (QueueName, usize)>,
        max_results: Option<i64>,
        token: Option<&str>,
    ) -> Result<(Vec<QueueUrl>, Option<String>), Error> {
        let (low, high) = limits::LIST_QUEUES_RESULTS;
        let size = match max_results {
            None => high,
            Some(given) => in_range(given, (low, high)).ok_or_else(|| {
                invalid_value(given, "MaxResults", &format!("Must be between {low} and {high}, if provided."))
            })?,
        };
        let after = token.map(read_token).transpose()?;
        let mut rest = queues.skip_while(|(name, _)| after.as_deref().is_some_and(|after| name.as_str() <= after));
        let listed: Vec<_> = rest.by_ref().take(size as usize).collect();
        let last = listed.last().filter(|_| max_results.is_some() && rest.next().is_some());
        let next_token = last.map(|(name, _)| BASE64_URL_SAFE_NO_PAD.encode(name.as_str()));
        Ok((listed.into_iter().map(|(_, at)| self.queue(*at).url.clone()).collect(), next_token))
    }

    pub(super) fn delete_queue(&mut self, call: CallId, request: &DeleteQueue) -> Result<Response, Error> {
        let at = self.find_queue(&request.queue_url)?;
        self.emit(Some(call), at, EventKind::QueueDeleted);
        let Some(queue) = self.queues[at].take() else { return Err(no_such_queue()) };
        if let Ok(place) = self.place_of_name(queue.name.as_str()) {
            self.by_name.remove(place);
        }
        self.freed.push((queue.name.clone(), self.now));
        self.forget_tasks(queue.number);
        self.agenda.set(at, super::agenda::Due::NEVER);
        for waiting in queue.polls().calls() {
            self.replies.push_back((waiting, Err(no_such_queue())));
        }
        Ok(Response::Empty {})
    }

    pub(super) fn get_queue_attributes(&self, request: &GetQueueAttributes) -> Result<Response, Error> {
        let queue = self.queue(self.find_queue(&request.queue_url)?);
        let asked = parse_names(&request.attribute_names, queue.fifo.is_some())?;
        let counts = queue.reported_counts(self.now, self.weather);
        let values = asked
            .into_iter()
            .filter_map(|name| Some((name.as_str().to_owned(), report(queue, &counts, name, &self.account)?)));
        Ok(Response::GetQueueAttributes(GetQueueAttributesResult { attributes: values.collect() }))
    }

    pub(super) fn set_queue_attributes(
        &mut self,
        call: CallId,
        request: &SetQueueAttributes,
    ) -> Result<Response, Error> {
        if request.attributes.is_empty() {
            return Err(Error::missing("Attribute.Name"));
        }
        let at = self.find_queue(&request.queue_url)?;
        let queue = self.queue(at);
        let attributes = queue.attributes().with(&request.attributes)?;
        if let Some(redrive) = &attributes.redrive
            && request.attributes.contains_key("RedrivePolicy")
        {
            self.check_target(redrive, &queue.arn)?;
        }
        self.replace_attributes(call, at, attributes);
        if self.queue(at).fifo.is_some() && request.attributes.contains_key("DelaySeconds") {
            self.apply_delay(call, at);
        }
        self.note_change(at);
        Ok(Response::Empty {})
    }

    /// Sets a queue's attributes and says what changed.
    pub(super) fn replace_attributes(&mut self, call: CallId, at: usize, attributes: Attributes) {
        let now = self.now;
        let changes = self.queue(at).attributes().changes_to(&attributes);
        self.queue_mut(at).set_attributes(attributes, now);
        self.emit(Some(call), at, EventKind::AttributesChanged { changes });
    }

    pub(super) fn purge_queue(&mut self, call: CallId, request: &PurgeQueue) -> Result<Response, Error> {
        let at = self.find_queue(&request.queue_url)?;
        let now = self.now;
        let queue = self.queue_mut(at);
        if queue.purged_at.is_some_and(|purged_at| now.since(purged_at) < PURGE_COOL_DOWN) {
            let text = format!("Only one PurgeQueue operation on {} is allowed every 60 seconds.", queue.name);
            return Err(Error::new(ErrorKind::PurgeQueueInProgress, text));
        }
        queue.purged_at = Some(now);
        let count = queue.clear() as u64;
        self.emit(Some(call), at, EventKind::Purged { count });
        self.note_change(at);
        Ok(Response::Empty {})
    }

    /// Checks that the target of a redrive policy exists and allows `source_arn` as a source.
    fn check_target(&self, redrive: &Redrive, source_arn: &str) -> Result<(), Error> {
        let name = self.account.name_in_arn(&redrive.policy.dead_letter_target_arn);
        let Some(at) = name.and_then(|name| self.named(name)) else {
            return Err(Redrive::refusal(&redrive.text, "Dead letter target does not exist."));
        };
        let allow = &self.queue(at).attributes().redrive_allow;
        if allow.as_ref().is_some_and(|allow| !allow.allows(source_arn)) {
            return Err(Redrive::refusal(&redrive.text, "Dead letter target does not allow this source queue."));
        }
        Ok(())
    }
}

/// Checks a queue's name. Returns whether it is a FIFO queue.
fn check_name(name: &str, fifo: Option<&str>) -> Result<bool, Error> {
    let is_fifo = fifo.is_some_and(|value| value.eq_ignore_ascii_case("true"));
    let stem = name.strip_suffix(FIFO_SUFFIX).filter(|_| is_fifo);
    let shaped = (1..=limits::QUEUE_NAME_CHARS).contains(&name.len())
        && stem != Some("")
        && stem.unwrap_or(name).bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    match (is_fifo, stem) {
        (true, Some(_)) if shaped => Ok(true),
        (true, _) => Err(invalid(
            "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with \
             .fifo suffix and be 1 to 80 in length.",
        )),
        (false, _) if !shaped => {
            Err(invalid("Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"))
        }
        (false, _) if fifo.is_some() => Err(unknown_attribute("FifoQueue")),
        (false, _) => Ok(false),
    }
}

fn report(queue: &Queue, counts: &Counts, name: AttributeName, account: &Account) -> Option<String> {
    let seconds = |at| (account.timestamp(at) / 1_000).to_string();
    match name {
        AttributeName::ApproximateNumberOfMessages => Some(counts.visible.to_string()),
        AttributeName::ApproximateNumberOfMessagesDelayed => Some(counts.delayed.to_string()),
        AttributeName::ApproximateNumberOfMessagesNotVisible => Some(counts.in_flight.to_string()),
        AttributeName::CreatedTimestamp => Some(seconds(queue.created_at)),
        AttributeName::LastModifiedTimestamp => Some(seconds(queue.modified_at)),
        AttributeName::QueueArn => Some(queue.arn.to_string()),
        _ => queue.attributes().report(name),
    }
}

/// Decodes a page token: the last name of the page before, as base64 so that clients treat it as opaque.
fn read_token(token: &str) -> Result<String, Error> {
    let name = BASE64_URL_SAFE_NO_PAD.decode(token).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    name.ok_or_else(|| invalid("Value for parameter NextToken is invalid."))
}
