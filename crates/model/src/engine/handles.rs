//! The actions that take a receipt handle: DeleteMessage and ChangeMessageVisibility.
//!
//! Source: `docs/sqs-behaviour.md`, sections 2.5, 3.4 and 3.5.

use super::Engine;
use super::attributes::in_range;
use super::error::invalid_value;
use super::message::State;
use super::store::Place;
use crate::sqs::{
    CallId, ChangeMessageVisibility, DeleteMessage, Error, ErrorKind, EventKind, Receipt, ReceiptHandle, Response,
    ReturnReason, limits,
};
use crate::time::Span;

/// The longest time from a receive to the visibility deadline of its message.
const MAX_HIDDEN: Span = Span::from_secs(limits::VISIBILITY_TIMEOUT_SECONDS.1 as u64);

impl Engine {
    pub(super) fn delete_message(&mut self, call: CallId, request: &DeleteMessage) -> Result<Response, Error> {
        let at = self.find_queue(&request.queue_url)?;
        let place = self.read_receipt(at, &request.receipt_handle)?;
        self.check_expired(at, &request.receipt_handle)?;
        if let Some(message) = self.queue_mut(at).remove(place) {
            self.emit(Some(call), at, EventKind::Deleted { message: message.content.id });
            self.note_change(at);
        }
        Ok(Response::Empty {})
    }

    pub(super) fn change_message_visibility(
        &mut self,
        call: CallId,
        request: &ChangeMessageVisibility,
    ) -> Result<Response, Error> {
        let given = request.visibility_timeout;
        let refuse = |reason: &str| invalid_value(given, "VisibilityTimeout", reason);
        let timeout_s =
            in_range(given, limits::VISIBILITY_TIMEOUT_SECONDS).ok_or_else(|| refuse("Must be >= 0 and <= 43200."))?;
        let at = self.find_queue(&request.queue_url)?;
        let place = self.read_receipt(at, &request.receipt_handle)?;
        let Some(message) = self.queue(at).message(place) else {
            let reason = "Message does not exist or is not available for visibility timeout change.";
            return Err(invalid_value(&request.receipt_handle, "ReceiptHandle", reason));
        };
        self.check_expired(at, &request.receipt_handle)?;
        let timeout = Span::from_secs(timeout_s.into());
        if message.held_for(self.now) + timeout > MAX_HIDDEN {
            return Err(refuse("Total VisibilityTimeout for the message is beyond the limit [43200 seconds]"));
        }
        let (id, state) = (message.content.id, message.state);
        if let Some(message) = self.queue_mut(at).message_mut(place) {
            message.changed = true;
        }
        if timeout_s > 0 {
            self.hide_until(call, at, place, id, self.now + timeout);
        } else if matches!(state, State::InFlight(_)) {
            self.reappear(at, place, ReturnReason::Released, Some(call));
        }
        self.note_change(at);
        Ok(Response::Empty {})
    }

    fn check_expired(&self, at: usize, handle: &ReceiptHandle) -> Result<(), Error> {
        if self.is_expired(at, handle) {
            return Err(invalid_value(handle, "ReceiptHandle", "The receipt handle has expired."));
        }
        Ok(())
    }

    /// Returns true for a handle of a FIFO queue whose message is not in flight by the receive that returned the
    /// handle.
    pub(super) fn is_expired(&self, at: usize, handle: &ReceiptHandle) -> bool {
        let queue = self.queue(at);
        let is_own = |receipt: &Receipt| queue.fifo.is_some() && receipt.queue == queue.number;
        let Some(receipt) = handle.read(self.seal).filter(is_own) else { return false };
        let message = queue.message(Place { ordinal: receipt.ordinal, slot: receipt.slot });
        message.is_some_and(|message| !message.state.is_in_flight() || message.receive_count != receipt.receive_count)
    }

    /// Returns the message of a handle, whether it is still stored or not.
    fn read_receipt(&self, at: usize, handle: &ReceiptHandle) -> Result<Place, Error> {
        let refuse = |text| Err(Error::new(ErrorKind::ReceiptHandleIsInvalid, text));
        // An ordinal that was not assigned yet comes from a run that was undone.
        let receipt = handle.read(self.seal).filter(|receipt| receipt.ordinal < self.next_ordinal);
        match receipt {
            None => refuse(format!("The input receipt handle \"{handle}\" is not a valid receipt handle.")),
            Some(receipt) if receipt.queue != self.queue(at).number => {
                refuse(format!("The receipt handle \"{handle}\" is not valid for this queue."))
            }
            Some(Receipt { ordinal, slot, .. }) => Ok(Place { ordinal, slot }),
        }
    }
}
