//! The batch actions: one to ten entries, each of which succeeds or fails by itself.
//!
//! Source: `docs/sqs-behaviour.md`, sections 2.4 and 2.5.

use super::Engine;
use super::send::Form;
use crate::sqs::{
    BatchResult, BatchResultEntry, BatchResultErrorEntry, ByName, CallId, ChangeMessageVisibility,
    ChangeMessageVisibilityBatch, DeleteMessage, DeleteMessageBatch, Error, ErrorKind, QueueUrl, Response, SendMessage,
    SendMessageBatch, SendMessageBatchResult, SendMessageBatchResultEntry, limits, message_bytes,
};

impl Engine {
    pub(super) fn send_message_batch(&mut self, call: CallId, request: SendMessageBatch) -> Result<Response, Error> {
        let SendMessageBatch { queue_url, entries } = request;
        let at = self.find_queue(&queue_url)?;
        check_count("SendMessageBatchRequestEntry", entries.len())?;
        let mut ids = Ids::default();
        let mut sends = Vec::with_capacity(entries.len());
        let mut bytes = 0;
        for entry in entries {
            let id = ids.check_shape(entry.id)?;
            let send = SendMessage {
                queue_url: queue_url.clone(),
                message_body: entry.message_body.unwrap_or_else(|| "".into()),
                delay_seconds: entry.delay_seconds,
                message_attributes: entry.message_attributes,
                message_system_attributes: entry.message_system_attributes,
                message_deduplication_id: entry.message_deduplication_id,
                message_group_id: entry.message_group_id,
            };
            self.check_fifo_ids(at, &send, Form::Batch)?;
            ids.check_distinct(&id)?;
            bytes += message_bytes(&send.message_body, &send.message_attributes);
            sends.push((id, send));
        }
        if bytes > limits::BATCH_BYTES {
            let most = limits::BATCH_BYTES;
            let text = format!("Batch requests cannot be longer than {most} bytes. You have sent {bytes} bytes.");
            return Err(Error::new(ErrorKind::BatchRequestTooLong, text));
        }
        let mut result = SendMessageBatchResult { successful: Vec::new(), failed: Vec::new() };
        for (position, (id, send)) in sends.into_iter().enumerate() {
            let sent = if send.message_body.as_str().is_empty() {
                Err(Error::missing(&format!("SendMessageBatchRequestEntry.{}.MessageBody", position + 1)))
            } else {
                self.send(call, at, send, Form::Batch)
            };
            match sent {
                Ok(sent) => result.successful.push(SendMessageBatchResultEntry { id, result: sent }),
                Err(error) => result.failed.push(failure(id, error)),
            }
        }
        Ok(Response::SendMessageBatch(result))
    }

    pub(super) fn delete_message_batch(
        &mut self,
        call: CallId,
        request: DeleteMessageBatch,
    ) -> Result<Response, Error> {
        let entries = request.entries.into_iter().map(|entry| (entry.id, entry.receipt_handle));
        let url = request.queue_url;
        self.settle_batch(&url, "DeleteMessageBatchRequestEntry", entries, |engine, handle| {
            let receipt_handle = handle.ok_or_else(|| Error::missing("ReceiptHandle"))?;
            if engine.is_expired(engine.find_queue(&url)?, &receipt_handle) {
                return Err(Error::new(ErrorKind::ReceiptHandleIsInvalid, "The receipt handle has expired"));
            }
            engine.delete_message(call, &DeleteMessage { queue_url: url.clone(), receipt_handle })
        })
    }

    pub(super) fn change_message_visibility_batch(
        &mut self,
        call: CallId,
        request: ChangeMessageVisibilityBatch,
    ) -> Result<Response, Error> {
        let entries =
            request.entries.into_iter().map(|entry| (entry.id, (entry.receipt_handle, entry.visibility_timeout)));
        let url = request.queue_url;
        self.settle_batch(&url, "ChangeMessageVisibilityBatchRequestEntry", entries, |engine, (handle, timeout)| {
            let receipt_handle = handle.ok_or_else(|| Error::missing("ReceiptHandle"))?;
            let visibility_timeout = timeout.ok_or_else(|| Error::missing("VisibilityTimeout"))?;
            let change = ChangeMessageVisibility { queue_url: url.clone(), receipt_handle, visibility_timeout };
            engine.change_message_visibility(call, &change)
        })
    }

    /// Checks the batch as a whole, then calls `settle` for one entry after the other.
    fn settle_batch<T>(
        &mut self,
        url: &QueueUrl,
        entry: &str,
        entries: impl ExactSizeIterator<Item = (Option<String>, T)>,
        mut settle: impl FnMut(&mut Self, T) -> Result<Response, Error>,
    ) -> Result<Response, Error> {
        self.find_queue(url)?;
        check_count(entry, entries.len())?;
        let mut ids = Ids::default();
        let mut checked = Vec::with_capacity(entries.len());
        for (id, what) in entries {
            let id = ids.check_shape(id)?;
            ids.check_distinct(&id)?;
            checked.push((id, what));
        }
        let mut result = BatchResult { successful: Vec::new(), failed: Vec::new() };
        for (id, what) in checked {
            match settle(self, what) {
                Ok(_) => result.successful.push(BatchResultEntry { id }),
                Err(error) => result.failed.push(failure(id, error)),
            }
        }
        Ok(Response::Batch(result))
    }
}

/// The entry ids of a batch seen so far.
#[derive(Default)]
struct Ids(ByName<()>);

impl Ids {
    fn check_shape(&self, id: Option<String>) -> Result<String, Error> {
        let id = id.unwrap_or_default();
        let shaped = (1..=limits::BATCH_ENTRY_ID_CHARS).contains(&id.len())
            && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        if shaped {
            return Ok(id);
        }
        Err(Error::new(
            ErrorKind::InvalidBatchEntryId,
            "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 \
             letters long.",
        ))
    }

    fn check_distinct(&mut self, id: &str) -> Result<(), Error> {
        if self.0.contains_key(id) {
            return Err(Error::new(ErrorKind::BatchEntryIdsNotDistinct, format!("Id {id} repeated.")));
        }
        self.0.insert(id.to_owned(), ());
        Ok(())
    }
}

fn check_count(entry: &str, count: usize) -> Result<(), Error> {
    if count == 0 {
        let text = format!("There should be at least one {entry} in the request.");
        return Err(Error::new(ErrorKind::EmptyBatchRequest, text));
    }
    let most = limits::BATCH_ENTRIES;
    if count > most {
        let text = format!("Maximum number of entries per request are {most}. You have sent {count}.");
        return Err(Error::new(ErrorKind::TooManyEntriesInBatchRequest, text));
    }
    Ok(())
}

fn failure(id: String, error: Error) -> BatchResultErrorEntry {
    let code = error.kind.query_code().to_owned();
    BatchResultErrorEntry { id, sender_fault: true, code, message: Some(error.message.into_owned()) }
}
