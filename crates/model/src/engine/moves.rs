//! Message move tasks: they move messages out of dead-letter queues.
//!
//! Source: `docs/sqs-behaviour.md`, section 2.6.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::{Value, json};

use super::account::Arn;
use super::attributes::in_range;
use super::error::invalid;
use super::fifo::ReceiveCursor;
use super::message::{Message, State};
use super::{Account, Engine};
use crate::sqs::{
    CallId, CancelMessageMoveTask, CancelMessageMoveTaskResult, Error, ErrorKind, EventKind, ListMessageMoveTasks,
    ListMessageMoveTasksResult, MessageId, MessageMoveTask, MoveStatus, Response, StartMessageMoveTask,
    StartMessageMoveTaskResult, limits,
};
use crate::time::{Instant, Span};

/// The rate of a task that sets none, in messages per second.
const DEFAULT_RATE: u32 = limits::MOVES_PER_SECOND.1;
const MAX_DURATION: Span = Span::from_secs(limits::MOVE_TASK_SECONDS as u64);
const NO_QUEUE: &str = "AWS.SimpleQueueService.NonExistentQueue";
const UNKNOWN_SOURCE: &str = "CouldNotDetermineMessageSource";
const TOO_LONG: &str = "The task ran for longer than 36 hours.";

/// A task that runs or has ended.
#[derive(Clone, Debug)]
pub(super) struct Task {
    id: MessageId,
    /// The number of the source queue. A queue created again under the same name has another number.
    queue: u32,
    source_arn: String,
    destination_arn: Option<String>,
    rate: Option<u32>,
    started_at: Instant,
    to_move: u64,
    moved: u64,
    status: MoveStatus,
    failure: Option<&'static str>,
}

impl Engine {
    pub(super) fn start_message_move_task(
        &mut self,
        call: CallId,
        request: StartMessageMoveTask,
    ) -> Result<Response, Error> {
        let StartMessageMoveTask { source_arn, destination_arn, max_number_of_messages_per_second: rate } = request;
        let at = self.queue_of_arn(&source_arn, "SourceArn")?;
        if !self.is_dead_letter_queue(&source_arn) {
            return Err(invalid("Source queue must be configured as a Dead Letter Queue."));
        }
        if let Some(arn) = &destination_arn {
            let to = self.queue_of_arn(arn, "DestinationArn")?;
            if to == at {
                return Err(invalid("Source queue arn and destination queue arn cannot be the same."));
            }
            if self.queue(to).fifo.is_some() != self.queue(at).fifo.is_some() {
                return Err(invalid("The source queue and destination queue must be of the same queue type."));
            }
        }
        let number = self.queue(at).number;
        let mut running = self.tasks.iter().filter(|task| task.status == MoveStatus::Running);
        if running.clone().any(|task| task.queue == number) {
            return Err(invalid(
                "There is already a task running. Only one active task is allowed for a source queue arn at a given \
                 time.",
            ));
        }
        if running.nth(limits::ACTIVE_MOVE_TASKS - 1).is_some() {
            return Err(Error::new(ErrorKind::OverLimit, "There are 100 active tasks already: that is the most."));
        }
        let rate = rate.map(|given| {
            let (low, high) = limits::MOVES_PER_SECOND;
            in_range(given, (low, high)).ok_or_else(|| {
                invalid(format!(
                    "Value for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: You must enter a number \
                     that's between {low} and {high}."
                ))
            })
        });
        let (now, queue) = (self.now, self.queue_mut(at));
        let task = Task {
            id: MessageId::from(queue.ids.uuid()),
            queue: number,
            source_arn,
            destination_arn,
            rate: rate.transpose()?,
            started_at: now,
            to_move: queue.counts.visible as u64,
            moved: 0,
            status: MoveStatus::Running,
            failure: None,
        };
        let (task_handle, to_move) = (task.handle(), task.to_move);
        let kept = limits::LIST_MOVE_TASKS_RESULTS.1 as usize - 1;
        while self.tasks.iter().filter(|task| task.queue == number).count() > kept {
            let oldest = self.tasks.iter().position(|task| task.queue == number).expect("there are several");
            self.tasks.remove(oldest);
        }
        self.tasks.push(task);
        self.emit(Some(call), at, EventKind::MoveStarted { to_move });
        self.move_step(at);
        self.note_change(at);
        Ok(Response::StartMessageMoveTask(StartMessageMoveTaskResult { task_handle }))
    }

    pub(super) fn list_message_move_tasks(&self, request: &ListMessageMoveTasks) -> Result<Response, Error> {
        let (low, high) = limits::LIST_MOVE_TASKS_RESULTS;
        let most = in_range(request.max_results.unwrap_or(low.into()), (low, high)).ok_or_else(|| {
            invalid(format!(
                "Value for parameter MaxResults is invalid. Reason: You must enter a number that's between {low} and \
                 {high}."
            ))
        })?;
        let number = self.queue(self.queue_of_arn(&request.source_arn, "SourceArn")?).number;
        let tasks = self.tasks.iter().rev().filter(|task| task.queue == number);
        let results = tasks.take(most as usize).map(|task| task.report(&self.account)).collect();
        Ok(Response::ListMessageMoveTasks(ListMessageMoveTasksResult { results }))
    }

    pub(super) fn cancel_message_move_task(
        &mut self,
        call: CallId,
        request: &CancelMessageMoveTask,
    ) -> Result<Response, Error> {
        let unreadable = || invalid("Value for parameter TaskHandle is invalid.");
        let (task_id, source_arn) = read_handle(&request.task_handle).ok_or_else(unreadable)?;
        let at = self.queue_of_arn(&source_arn, "SourceArn")?;
        let number = self.queue(at).number;
        let found = self.tasks.iter().position(|task| task.queue == number && task.id.to_string() == task_id);
        let Some(found) = found else {
            return Err(Error::new(ErrorKind::ResourceNotFound, "Task does not exist."));
        };
        if self.tasks[found].status != MoveStatus::Running {
            return Err(Error::new(ErrorKind::UnsupportedOperation, "Only active tasks can be cancelled."));
        }
        let approximate_number_of_messages_moved = self.tasks[found].moved;
        self.end_task(Some(call), at, found, MoveStatus::Cancelled);
        self.note_change(at);
        let result = CancelMessageMoveTaskResult { approximate_number_of_messages_moved };
        Ok(Response::CancelMessageMoveTask(result))
    }

    /// Forgets all tasks of a deleted queue.
    pub(super) fn forget_tasks(&mut self, queue: u32) {
        self.tasks.retain(|task| task.queue != queue);
    }

    /// Moves the next message of the task that runs on a queue.
    pub(super) fn move_step(&mut self, at: usize) {
        let (now, number) = (self.now, self.queue(at).number);
        let is_running = |task: &Task| task.queue == number && task.status == MoveStatus::Running;
        let Some(index) = self.tasks.iter().position(is_running) else {
            self.queue_mut(at).set_move_at(None);
            return;
        };
        let moved = if now.since(self.tasks[index].started_at) >= MAX_DURATION {
            Err(TOO_LONG)
        } else {
            self.move_next(at, self.tasks[index].destination_arn.clone())
        };
        match moved {
            Ok(true) => {
                let task = &mut self.tasks[index];
                task.moved += 1;
                let next = task.next_step();
                self.queue_mut(at).set_move_at(Some(next));
                if self.queue(at).counts.visible == 0 {
                    self.end_task(None, at, index, MoveStatus::Completed);
                }
            }
            Ok(false) => self.end_task(None, at, index, MoveStatus::Completed),
            Err(reason) => {
                self.tasks[index].failure = Some(reason);
                self.end_task(None, at, index, MoveStatus::Failed);
            }
        }
    }

    fn end_task(&mut self, call: Option<CallId>, at: usize, index: usize, status: MoveStatus) {
        let task = &mut self.tasks[index];
        task.status = status;
        let moved = task.moved;
        self.queue_mut(at).set_move_at(None);
        self.emit(call, at, EventKind::MoveEnded { status, moved });
    }

    /// Moves one message. Returns false if no message can be moved.
    ///
    /// # Errors
    ///
    /// The failure reason that the task reports.
    fn move_next(&mut self, at: usize, destination_arn: Option<String>) -> Result<bool, &'static str> {
        if let Some(arn) = &destination_arn {
            self.named_by_arn(arn).ok_or(NO_QUEUE)?;
        }
        let Some(place) = self.queue_mut(at).next_receivable(&mut ReceiveCursor::default()) else { return Ok(false) };
        let origin = self.queue(at).message(place).and_then(|message| message.dead_letter.as_ref());
        let arn = destination_arn.or_else(|| origin.map(|dead_letter| dead_letter.source.to_string()));
        let target = arn.ok_or(UNKNOWN_SOURCE).and_then(|arn| self.named_by_arn(&arn).ok_or(NO_QUEUE));
        let target = target.inspect_err(|_| self.queue_mut(at).enqueue(place))?;
        let Some(message) = self.queue_mut(at).remove(place) else { return Ok(false) };
        let ordinal = self.next_ordinal();
        let now = self.now;
        let to = self.queue_mut(target);
        let becomes = MessageId::from(to.ids.uuid());
        let before = message.content.id;
        let mut content = message.content;
        content.id = becomes;
        if let Some(fifo) = &mut to.fifo {
            content = content.renumbered(becomes.to_string(), fifo.next_sequence());
        }
        let event = EventKind::Moved {
            message: before,
            to: to.name.clone(),
            becomes,
            body: content.body.clone(),
            envelope: content.envelope.clone(),
        };
        to.insert(Message::new(ordinal, State::Visible, now, content));
        self.emit(None, at, event);
        self.note_change(target);
        Ok(true)
    }

    fn queue_of_arn(&self, arn: &str, parameter: &str) -> Result<usize, Error> {
        if Arn::parse(arn).is_none() {
            return Err(invalid(format!(
                "You must use this format to specify the {parameter}: \
                 arn:<partition>:<service>:<region>:<account-id>:<resource-id>"
            )));
        }
        self.named_by_arn(arn).ok_or_else(|| {
            let text = format!("The resource that you specified for the {parameter} parameter doesn't exist.");
            Error::new(ErrorKind::ResourceNotFound, text)
        })
    }

    fn named_by_arn(&self, arn: &str) -> Option<usize> {
        self.named(self.account.name_in_arn(arn)?)
    }
}

impl Task {
    fn handle(&self) -> String {
        let handle = json!({ "taskId": self.id.to_string(), "sourceArn": self.source_arn });
        BASE64_STANDARD.encode(handle.to_string())
    }

    fn next_step(&self) -> Instant {
        let rate = u64::from(self.rate.unwrap_or(DEFAULT_RATE));
        self.started_at + Span::from_millis(self.moved * 1_000 / rate)
    }

    fn report(&self, account: &Account) -> MessageMoveTask {
        MessageMoveTask {
            task_handle: (self.status == MoveStatus::Running).then(|| self.handle()),
            status: self.status,
            source_arn: self.source_arn.clone(),
            destination_arn: self.destination_arn.clone(),
            max_number_of_messages_per_second: self.rate,
            approximate_number_of_messages_moved: self.moved,
            approximate_number_of_messages_to_move: self.to_move,
            failure_reason: self.failure.map(str::to_owned),
            started_timestamp: account.timestamp(self.started_at),
        }
    }
}

/// Decodes a task handle. Returns the task's id and the ARN of its source queue.
fn read_handle(handle: &str) -> Option<(String, String)> {
    let handle: Value = serde_json::from_slice(&BASE64_STANDARD.decode(handle).ok()?).ok()?;
    let text = |name: &str| handle.get(name)?.as_str().map(str::to_owned);
    Some((text("taskId")?, text("sourceArn")?))
}
