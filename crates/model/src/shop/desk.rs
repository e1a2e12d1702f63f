//! The hallway's inner end: calls asked for, and what to do with their answers.

use std::collections::VecDeque;
use std::rc::Rc;

use super::order::Order;
use super::{PersonId, QueueSettings, Shop, ShopEvent};
use crate::collections::Slab;
use crate::sqs::{BatchResultErrorEntry, Error, ErrorKind, MessageId, Request, Response};
use crate::time::Instant;

/// Names one ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskId {
    /// Its running number.
    number: u64,
    /// Where it waits for its answer: places are used again, numbers are not.
    place: u32,
}

/// Someone wants something of the queue service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Who.
    pub by: PersonId,
    /// Which ask it is: the answer names it, too.
    pub ticket: AskId,
    /// What.
    pub what: Asked,
}

/// What is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A call, to be answered through [`Shop::handle_answer`].
    Call(Rc<CallRecord>),
    /// The end of a call that has not been answered: no answer is awaited any more.
    HangUp,
}

/// One call as request and answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallRecord {
    /// Called at.
    pub at: Instant,
    /// By.
    pub by: PersonId,
    /// The request.
    pub request: Request,
    /// The answer and its moment; none while the call is under way.
    pub answer: Option<(Instant, Result<Response, Error>)>,
}

/// Why a call was made.
#[derive(Clone, Debug)]
pub(super) enum Purpose {
    /// The next step of the opening.
    SetUp,
    /// An order hung up before the opening.
    Stored,
    /// A cashier pins orders to the board.
    Pin(Vec<Rc<Order>>),
    /// A cashier who heard no answer pins them once more.
    PinAgain(Vec<(Rc<Order>, MessageId)>),
    /// A barista looks for orders.
    Look,
    /// A barista takes a served order off the board.
    TakeOff(MessageId),
    /// A barista takes several served orders off the board.
    TakeAllOff,
    /// You look for an order.
    YouTake,
    /// You do something to a message.
    YouTouch(MessageId),
    /// You change the queue.
    SetQueue(QueueSettings),
    /// You change something of the queue that the board does not keep.
    YouChange,
    /// You change the queue's tags.
    YouTag,
    /// You purge the queue.
    Purge,
    /// You take dead letters back to the board, or no longer.
    MoveBack,
    /// You look which task takes dead letters back, to end it.
    FindMoveBack,
    /// Somebody changed the queue: how is it now?
    ReadSettings,
    /// Its tags?
    ReadTags,
}

#[derive(Clone, Debug)]
struct Pending {
    number: u64,
    purpose: Purpose,
    record: Rc<CallRecord>,
}

/// Asks that wait to be fetched, and those that wait for an answer.
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
    /// Makes a call in someone's name.
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

    /// Ends someone's call that is under way.
    pub(super) fn hang_up(&mut self, by: PersonId) {
        let Some(ask) = self.staff[by].ask.take() else { return };
        let Some(Pending { record, .. }) = self.desk.take(ask) else { return };
        self.staff[by].last_call = Some(record);
        self.desk.asks.push_back(Ask { by, ticket: ask, what: Asked::HangUp });
    }

    /// Leads an answer to whom it concerns.
    pub(super) fn answered(&mut self, now: Instant, ask: AskId, answer: Result<Response, Error>) {
        let Some(Pending { purpose, mut record, .. }) = self.desk.take(ask) else { return };
        let (by, asked_at) = (record.by, record.at);
        match purpose {
            Purpose::SetUp => return self.setup_answered(now, &answer),
            Purpose::Stored => return self.stock_next(now),
            Purpose::ReadSettings => return self.settings_read(&answer),
            Purpose::ReadTags => return self.tags_read(&answer),
            _ => {}
        }
        for error in refusals(&answer) {
            let event = ShopEvent::CallRefused { action: record.request.action(), error };
            self.tells(now, by, None, event);
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
            Purpose::Pin(orders) => self.pinned(now, by, orders, answer, &record),
            Purpose::PinAgain(pinned) => self.pinned_again(now, by, &pinned, answer, &record),
            Purpose::Look => self.looked(now, by, asked_at, answer, &record),
            Purpose::TakeOff(message) => {
                self.board.last_call(message, &record);
                self.taken_off(now, by);
            }
            Purpose::TakeAllOff => self.taken_all_off(now, by, &record),
            Purpose::YouTake => self.you_took(answer, &record),
            Purpose::YouTouch(message) => self.board.last_call(message, &record),
            Purpose::SetQueue(settings) if answer.is_ok() => self.setup.settings = settings,
            Purpose::YouChange if answer.is_ok() => self.reads_settings(now),
            Purpose::YouTag if answer.is_ok() => self.reads_tags(now),
            Purpose::FindMoveBack => self.ends_move_back(now, answer),
            _ => {}
        }
    }
}

/// What was refused of a call: all of it, or some entries of a batch.
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
