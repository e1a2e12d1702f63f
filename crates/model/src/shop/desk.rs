//! The calls that the shop makes, and what it does with their answers.

use std::collections::VecDeque;
use std::rc::Rc;

use super::order::Order;
use super::{PersonId, QueueSettings, Shop, ShopEvent};
use crate::collections::Slab;
use crate::sqs::{BatchResultErrorEntry, Error, ErrorKind, MessageId, Request, Response};
use crate::time::Instant;

/// Identifies one ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskId {
    /// Running number.
    number: u64,
    /// Slot of the pending call. Slots are reused, numbers are not.
    place: u32,
}

/// A request from the shop to its queue service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The person who asks.
    pub by: PersonId,
    /// Identifies the ask. Pass it to [`Shop::handle_answer`] with the answer.
    pub ticket: AskId,
    /// What to do.
    pub what: Asked,
}

/// What an [`Ask`] requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Make a call, and pass its answer to [`Shop::handle_answer`].
    Call(Rc<CallRecord>),
    /// Cancel a call that has no answer yet.
    HangUp,
}

/// A call: its request and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallRecord {
    /// When the call was made.
    pub at: Instant,
    /// The person who made it.
    pub by: PersonId,
    /// The request.
    pub request: Request,
    /// When the answer came, and the answer. `None` while the call is under way.
    pub answer: Option<(Instant, Result<Response, Error>)>,
}

/// The reason for a call. It determines what happens with the answer.
#[derive(Clone, Debug)]
pub(super) enum Purpose {
    /// The next step of the opening.
    SetUp,
    /// An order that is on the board before the opening.
    Stored,
    /// A cashier sends orders.
    Pin(Vec<Rc<Order>>),
    /// A cashier sends orders again, because the answer was lost.
    PinAgain(Vec<(Rc<Order>, MessageId)>),
    /// A barista polls.
    Poll,
    /// A barista deletes a served order.
    TakeOff(MessageId),
    /// A barista deletes several served orders.
    TakeAllOff,
    /// The user takes an order.
    YouTake,
    /// The user changes or deletes a message.
    YouTouch(MessageId),
    /// The user changes settings that the board keeps.
    SetQueue(QueueSettings),
    /// The user changes another attribute of the queue.
    YouChange,
    /// The user changes the queue's tags.
    YouTag,
    /// The user purges the queue.
    Purge,
    /// The user starts or cancels a message move task.
    MoveBack,
    /// The user cancels a move task: first find out which one is running.
    FindMoveBack,
    /// Read the attributes, because a call from outside changed them.
    ReadSettings,
    /// Read the tags.
    ReadTags,
}

#[derive(Clone, Debug)]
struct Pending {
    number: u64,
    purpose: Purpose,
    record: Rc<CallRecord>,
}

/// Asks that were not polled yet, and calls that were not answered yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Desk {
    asks: VecDeque<Ask>,
    pending: Slab<Pending>,
    asked: u64,
}

impl Desk {
    pub(super) fn poll(&mut self) -> Option<Ask> {
        self.asks.pop_front()
    }

    pub(super) fn record(&self, ask: AskId) -> Option<&CallRecord> {
        self.find(ask).map(|pending| &*pending.record)
    }

    fn find(&self, ask: AskId) -> Option<&Pending> {
        self.pending.get(ask.place).filter(|pending| pending.number == ask.number)
    }

    fn add(&mut self, purpose: Purpose, record: CallRecord) -> AskId {
        self.asked += 1;
        let (number, by, record) = (self.asked, record.by, Rc::new(record));
        let what = Asked::Call(Rc::clone(&record));
        let ticket = AskId { number, place: self.pending.insert(Pending { number, purpose, record }) };
        self.asks.push_back(Ask { by, ticket, what });
        ticket
    }

    fn take(&mut self, ask: AskId) -> Option<Pending> {
        self.find(ask)?;
        self.pending.remove(ask.place)
    }
}

impl Shop {
    /// Makes a call in a person's name. Calls of the opening and of the board itself are not billed.
    pub(super) fn ask(&mut self, now: Instant, by: PersonId, request: impl Into<Request>, purpose: Purpose) {
        let record = CallRecord { at: now, by, request: request.into(), answer: None };
        let is_own = !matches!(purpose, Purpose::SetUp | Purpose::Stored | Purpose::ReadSettings | Purpose::ReadTags);
        if is_own {
            self.tally.requests += 1;
            self.tally.bill.request(&record.request);
        }
        let ticket = self.desk.add(purpose, record);
        if is_own {
            self.staff[by].ask = Some(ticket);
        }
    }

    /// Cancels the call of a person that is under way.
    pub(super) fn hang_up(&mut self, by: PersonId) {
        let Some(ask) = self.staff[by].ask.take() else { return };
        let Some(Pending { record, .. }) = self.desk.take(ask) else { return };
        self.staff[by].last_call = Some(record);
        self.desk.asks.push_back(Ask { by, ticket: ask, what: Asked::HangUp });
    }

    /// Records an answer, and passes it on by the purpose of its call.
    pub(super) fn handle_call_answer(&mut self, now: Instant, ask: AskId, answer: Result<Response, Error>) {
        let Some(Pending { purpose, mut record, .. }) = self.desk.take(ask) else { return };
        let (by, asked_at) = (record.by, record.at);
        match purpose {
            Purpose::SetUp => return self.setup_answered(now, &answer),
            Purpose::Stored => return self.stock_next(now),
            Purpose::ReadSettings => return self.handle_settings(&answer),
            Purpose::ReadTags => return self.handle_tags(&answer),
            _ => {}
        }
        for error in refusals(&answer) {
            let event = ShopEvent::CallRefused { action: record.request.action(), error };
            self.log_person_event(now, by, None, event);
        }
        if let Ok(answer) = &answer {
            self.tally.bill.response(answer);
        }
        Rc::make_mut(&mut record).answer = Some((now, answer));
        if self.staff[by].ask == Some(ask) {
            self.staff[by].ask = None;
        }
        self.staff[by].last_call = Some(Rc::clone(&record));
        let Some((_, answer)) = &record.answer else { return };
        match purpose {
            Purpose::Pin(orders) => self.handle_send_answer(now, by, orders, answer, &record),
            Purpose::PinAgain(pinned) => self.handle_resend_answer(now, by, &pinned, answer, &record),
            Purpose::Poll => self.handle_poll_answer(now, by, asked_at, answer, &record),
            Purpose::TakeOff(message) => {
                self.board.last_call(message, &record);
                self.handle_delete_answer(now, by);
            }
            Purpose::TakeAllOff => self.handle_batch_delete_answer(now, by, &record),
            Purpose::YouTake => self.you_took(answer, &record),
            Purpose::YouTouch(message) => self.board.last_call(message, &record),
            Purpose::SetQueue(settings) if answer.is_ok() => self.setup.settings = settings,
            Purpose::YouChange if answer.is_ok() => self.request_settings(now),
            Purpose::YouTag if answer.is_ok() => self.request_tags(now),
            Purpose::FindMoveBack => self.cancel_running_task(now, answer),
            _ => {}
        }
    }
}

/// Returns the error of a refused call, or the errors of the failed entries of a batch.
fn refusals(answer: &Result<Response, Error>) -> Vec<Error> {
    let entry = |entry: &BatchResultErrorEntry| {
        let kind = ErrorKind::of_query_code(&entry.code).unwrap_or(ErrorKind::InvalidParameterValue);
        Error::new(kind, entry.message.clone().unwrap_or_default())
    };
    match answer {
        Err(error) => vec![error.clone()],
        Ok(Response::SendMessageBatch(batch)) => batch.failed.iter().map(entry).collect(),
        Ok(Response::Batch(batch)) => batch.failed.iter().map(entry).collect(),
        Ok(_) => Vec::new(),
    }
}
