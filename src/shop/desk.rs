//! The hallway's inner end: calls asked for, and what to do with their answers.

use std::collections::VecDeque;
use std::rc::Rc;

use super::order::Order;
use super::{PersonId, QueueSettings, Shop, ShopEvent};
use crate::index::Shelf;
use crate::sqs::{Error, MessageId, Request, Response};
use crate::time::Instant;

/// The number of one ask.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AskId(pub u64);

/// Someone wants something of the queue service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Who.
    pub by: PersonId,
    /// Under which number the answer is awaited.
    pub ticket: AskId,
    /// What.
    pub what: Asked,
}

/// What is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A call, to be answered through [`Shop::handle_answer`].
    Call(Request),
    /// The end of a call that has not been answered: no answer is awaited any more.
    HangUp(AskId),
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
    /// A cashier pins an order to the board.
    Pin(Order),
    /// A barista looks for orders.
    Look,
    /// A barista takes a served order off the board.
    TakeOff(MessageId),
    /// You look for an order.
    YouTake,
    /// You do something to a message.
    YouTouch(MessageId),
    /// You change the queue.
    SetQueue(QueueSettings),
    /// You purge the queue.
    Purge,
    /// Somebody outside changed the queue: how is it now?
    ReadSettings,
}

#[derive(Clone, Debug)]
struct Pending {
    purpose: Purpose,
    record: CallRecord,
}

/// Asks that wait to be fetched, and those that wait for an answer.
#[derive(Clone, Debug, Default)]
pub(super) struct Desk {
    asks: VecDeque<Ask>,
    /// By the number of the ask.
    pending: Shelf<Pending>,
    asked: u64,
}

impl Desk {
    pub(super) fn poll(&mut self) -> Option<Ask> {
        self.asks.pop_front()
    }

    pub(super) fn record(&self, ask: AskId) -> Option<&CallRecord> {
        self.pending.get((ask.0, 0)).map(|pending| &pending.record)
    }

    fn ticket(&mut self) -> AskId {
        self.asked += 1;
        AskId(self.asked)
    }
}

impl Shop {
    /// Makes a call in someone's name.
    pub(super) fn ask(&mut self, now: Instant, by: PersonId, request: impl Into<Request>, purpose: Purpose) {
        let request = request.into();
        let ticket = self.desk.ticket();
        if !matches!(purpose, Purpose::SetUp | Purpose::Stored | Purpose::ReadSettings) {
            self.staff[by].ask = Some(ticket);
            self.tally.requests += 1;
            self.tally.bill.request(&request);
        }
        let record = CallRecord { at: now, by, request: request.clone(), answer: None };
        self.desk.pending.insert((ticket.0, 0), Pending { purpose, record });
        self.desk.asks.push_back(Ask { by, ticket, what: Asked::Call(request) });
    }

    /// Ends someone's call that is under way.
    pub(super) fn hang_up(&mut self, by: PersonId) {
        let Some(ask) = self.staff[by].ask.take() else { return };
        let Some(Pending { record, .. }) = self.desk.pending.remove((ask.0, 0)) else { return };
        self.staff[by].last_call = Some(Rc::new(record));
        let ticket = self.desk.ticket();
        self.desk.asks.push_back(Ask { by, ticket, what: Asked::HangUp(ask) });
    }

    /// Leads an answer to whom it concerns.
    pub(super) fn answered(&mut self, now: Instant, ask: AskId, answer: Result<Response, Error>) {
        let Some(Pending { purpose, mut record }) = self.desk.pending.remove((ask.0, 0)) else { return };
        let (by, asked_at) = (record.by, record.at);
        match purpose {
            Purpose::SetUp => return self.setup_answered(now, &answer),
            Purpose::Stored => return self.stock_next(now),
            Purpose::ReadSettings => return self.settings_read(&answer),
            _ => {}
        }
        if let Err(error) = &answer {
            let event = ShopEvent::CallRefused { action: record.request.action(), error: error.clone() };
            self.tells(now, by, None, event);
        }
        if let Ok(answer) = &answer {
            self.tally.bill.response(answer);
        }
        record.answer = Some((now, answer));
        let record = Rc::new(record);
        if self.staff[by].ask == Some(ask) {
            self.staff[by].ask = None;
        }
        self.staff[by].last_call = Some(Rc::clone(&record));
        let Some((_, answer)) = &record.answer else { return };
        match purpose {
            Purpose::Pin(order) => self.pinned(now, by, order, answer, &record),
            Purpose::Look => self.looked(now, by, asked_at, answer, &record),
            Purpose::TakeOff(message) => {
                self.board.last_call(message, &record);
                self.taken_off(now, by);
            }
            Purpose::YouTake => self.you_took(answer, &record),
            Purpose::YouTouch(message) => self.board.last_call(message, &record),
            Purpose::SetQueue(settings) if answer.is_ok() => self.setup.settings = settings,
            _ => {}
        }
    }
}
