//! What the user does with the queue.

use std::rc::Rc;

use super::desk::Purpose;
use super::ticket::Place;
use super::{CallRecord, Mode, PersonId, QueueSettings, Refusal, Shop};
use crate::settings::{Range, Settings as _, Unit, api};
use crate::sqs::{
    ByName, CancelMessageMoveTask, ChangeMessageVisibility, DeleteMessage, Error, ListMessageMoveTasks, MessageId,
    MoveStatus, PurgeQueue, ReceiptHandle, ReceiveMessage, Response, SetQueueAttributes, StartMessageMoveTask,
    TagQueue, UntagQueue, limits,
};
use crate::time::Instant;

/// The number of slips that the user can hold.
const YOUR_HANDS: usize = 10;

/// Dead letters a second that go back to the board.
const MOVES: Range = api("The number of orders a second", limits::MOVES_PER_SECOND, Unit::Count);

impl Shop {
    /// Refuses an intervention that needs the queue, if there is none or the shop is closed.
    pub(super) fn needs_queue(&self) -> Result<(), Refusal> {
        match (self.mode, self.is_open()) {
            (Mode::HandToHand, _) => Err(Refusal::new("There is no queue in this shop: orders go from hand to hand.")),
            (_, false) => Err(Refusal::new("The shop is not open yet.")),
            _ => Ok(()),
        }
    }

    pub(super) fn you_take(&mut self, now: Instant) -> Result<(), Refusal> {
        self.needs_queue()?;
        if self.staff[PersonId::YOU].hands.len() >= YOUR_HANDS {
            return Err(Refusal::new(format!("Your hands are full. You already hold {YOUR_HANDS} orders.")));
        }
        let call = ReceiveMessage { max_number_of_messages: Some(1), wait_time_seconds: Some(0), ..self.receiving() };
        self.ask(now, PersonId::YOU, call, Purpose::YouTake);
        Ok(())
    }

    pub(super) fn you_took(&mut self, answer: &Result<Response, Error>, record: &Rc<CallRecord>) {
        let Ok(Response::ReceiveMessage(received)) = answer else { return };
        for message in &received.messages {
            self.board.last_call(message.message_id, record);
            self.take_slip(PersonId::YOU, message);
        }
    }

    pub(super) fn you_serve(&mut self, now: Instant, message: MessageId) -> Result<(), Refusal> {
        self.needs_queue()?;
        let held = self.staff[PersonId::YOU].hands.iter().find(|slip| slip.id() == Some(message)).cloned();
        let Some(slip) = held else { return Err(Refusal::new("You do not hold that order. Take it first.")) };
        self.serve_drink(now, PersonId::YOU, &slip);
        self.you_drop(message);
        let Some((_, receipt_handle)) = &slip.message else { return Ok(()) };
        self.you_delete_with(now, message, receipt_handle.clone());
        Ok(())
    }

    pub(super) fn you_put_back(&mut self, now: Instant, message: MessageId) -> Result<(), Refusal> {
        self.needs_queue()?;
        let ticket = self.board.ticket(message).ok_or_else(|| Refusal::new("That order is not on the board."))?;
        let in_flight = matches!(ticket.place, Place::Making { .. });
        let Some(receipt_handle) = ticket.handle().filter(|_| in_flight).cloned() else {
            let order = ticket.tag().number;
            return Err(Refusal::new(format!("Nobody is making {order}, so there is nothing to put back.")));
        };
        self.you_drop(message);
        let call = ChangeMessageVisibility { queue_url: self.setup.url.clone(), receipt_handle, visibility_timeout: 0 };
        self.ask(now, PersonId::YOU, call, Purpose::YouTouch(message));
        Ok(())
    }

    pub(super) fn you_delete(&mut self, now: Instant, message: MessageId) -> Result<(), Refusal> {
        self.needs_queue()?;
        let ticket = self.board.ticket(message).ok_or_else(|| Refusal::new("That order is not on the board."))?;
        let Some(receipt_handle) = ticket.handle().cloned() else {
            let order = ticket.tag().number;
            let why = "only a receive gives the receipt handle that a delete needs";
            return Err(Refusal::new(format!("Nobody has taken {order} yet, and {why}.")));
        };
        self.you_drop(message);
        self.you_delete_with(now, message, receipt_handle);
        Ok(())
    }

    fn you_delete_with(&mut self, now: Instant, message: MessageId, receipt_handle: ReceiptHandle) {
        let dead = self.board.ticket(message).is_some_and(|ticket| matches!(ticket.place, Place::Dead { .. }));
        let queue_url = if dead { &self.setup.dead_letter_url } else { &self.setup.url }.clone();
        let call = DeleteMessage { queue_url, receipt_handle };
        self.ask(now, PersonId::YOU, call, Purpose::YouTouch(message));
    }

    fn you_drop(&mut self, message: MessageId) {
        let hands = &mut self.staff[PersonId::YOU].hands;
        let held = hands.len();
        hands.retain(|slip| slip.id() != Some(message));
        for _ in self.staff[PersonId::YOU].hands.len()..held {
            self.orders.release_slip(message);
        }
    }

    pub(super) fn you_purge(&mut self, now: Instant) -> Result<(), Refusal> {
        self.needs_queue()?;
        self.ask(now, PersonId::YOU, PurgeQueue { queue_url: self.setup.url.clone() }, Purpose::Purge);
        Ok(())
    }

    pub(super) fn you_set_queue(&mut self, now: Instant, settings: &QueueSettings) -> Result<(), Refusal> {
        self.needs_queue()?;
        settings.check()?;
        if settings.fifo != self.setup.settings.fifo {
            return Err(Refusal::new("A queue stays standard or FIFO for ever. Create a new one instead."));
        }
        let attributes = self.setup.attributes(settings);
        let call = SetQueueAttributes { queue_url: self.setup.url.clone(), attributes };
        self.ask(now, PersonId::YOU, call, Purpose::SetQueue(settings.clone()));
        Ok(())
    }

    /// Sets an attribute that the board does not keep, with its value as text.
    pub(super) fn you_set_attribute(&mut self, now: Instant, name: &str, value: &str) -> Result<(), Refusal> {
        self.needs_queue()?;
        let attributes = ByName::from([(name.to_owned(), value.to_owned())]);
        let call = SetQueueAttributes { queue_url: self.setup.url.clone(), attributes };
        self.ask(now, PersonId::YOU, call, Purpose::YouChange);
        Ok(())
    }

    pub(super) fn you_tag(&mut self, now: Instant, key: &str, value: &str) -> Result<(), Refusal> {
        self.needs_queue()?;
        let tags = ByName::from([(key.to_owned(), value.to_owned())]);
        self.ask(now, PersonId::YOU, TagQueue { queue_url: self.setup.url.clone(), tags }, Purpose::YouTag);
        Ok(())
    }

    pub(super) fn you_untag(&mut self, now: Instant, key: &str) -> Result<(), Refusal> {
        self.needs_queue()?;
        let call = UntagQueue { queue_url: self.setup.url.clone(), tag_keys: vec![key.to_owned()] };
        self.ask(now, PersonId::YOU, call, Purpose::YouTag);
        Ok(())
    }

    /// Reads attributes and tags of the queue again.
    pub(super) fn you_read_queue(&mut self, now: Instant) -> Result<(), Refusal> {
        self.needs_queue()?;
        self.request_settings(now);
        self.request_tags(now);
        Ok(())
    }

    pub(super) fn you_move_back(&mut self, now: Instant, per_second: Option<u32>) -> Result<(), Refusal> {
        self.needs_queue()?;
        per_second.map_or(Ok(()), |rate| MOVES.check(rate.into()))?;
        let call = StartMessageMoveTask {
            source_arn: self.setup.dead_letter_arn.clone(),
            destination_arn: None,
            max_number_of_messages_per_second: per_second.map(i64::from),
        };
        self.ask(now, PersonId::YOU, call, Purpose::MoveBack);
        Ok(())
    }

    /// Cancels the running move task. Asks the service which task runs, because it may have been started from outside.
    pub(super) fn you_stop_moving(&mut self, now: Instant) -> Result<(), Refusal> {
        self.needs_queue()?;
        let call = ListMessageMoveTasks { source_arn: self.setup.dead_letter_arn.clone(), max_results: None };
        self.ask(now, PersonId::YOU, call, Purpose::FindMoveBack);
        Ok(())
    }

    pub(super) fn cancel_running_task(&mut self, now: Instant, answer: &Result<Response, Error>) {
        let Ok(Response::ListMessageMoveTasks(listed)) = answer else { return };
        let running = listed.results.iter().find(|task| task.status == MoveStatus::Running);
        if let Some(task_handle) = running.and_then(|task| task.task_handle.clone()) {
            self.ask(now, PersonId::YOU, CancelMessageMoveTask { task_handle }, Purpose::MoveBack);
        }
    }
}
