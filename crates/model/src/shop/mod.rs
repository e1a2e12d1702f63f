//! The coffee shop: customers, cashiers, baristas, and the board.
//!
//! [`Shop`] is sans-IO. It requests calls through [`Shop::poll_ask`] and receives answers and events; it does not know
//! the engine. After every `handle_…` and [`Shop::intervene`], poll asks until there are none, then wait until
//! [`Shop::poll_timeout`]. An early call of [`Shop::handle_timeout`] has no effect.
//!
//! People are state machines: `cashier`, `barista` and `counter` contain their steps. `board` is a fold over queue
//! events, `log` keeps the latest happenings, `view` makes snapshots.

mod agenda;
mod barista;
mod board;
mod cashier;
mod change_words;
mod counter;
mod customers;
mod deeds;
mod desk;
mod groups;
mod guests;
mod happening;
mod intervention;
mod lanes;
mod line;
mod log;
pub mod measures;
mod memory;
mod motions;
mod names;
mod order;
mod person_id;
mod queries;
mod recording;
mod refusal;
mod relocate;
mod scenario;
pub mod scenarios;
mod sentence;
mod setup;
mod snapshot;
mod staff;
mod tables;
mod tally;
mod ticket;
mod trace_line;
mod view;
mod you;

pub use desk::{Ask, AskId, Asked, CallRecord};
pub use guests::{GuestCall, GuestName};
pub use happening::{Happening, ShopEvent, What};
pub use intervention::{Intervention, Timed};
pub use log::LOG_LENGTH;
pub use person_id::{PersonId, Role};
pub use recording::Recording;
pub use refusal::Refusal;
pub use scenario::{
    Address, BaristaGroup, BaristaSettings, CashierGroup, CashierSettings, Customers, DeduplicationScope,
    FifoThroughputLimit, Group, Mode, QueueSettings, SCENARIO_VERSION, Scenario, ScenarioError,
};
pub use sentence::weather_words;
pub use snapshot::{
    Activity, CustomerView, GroupTag, GroupView, GroupsView, GuestDoing, GuestView, GuestsView, Lane, LaneView, Limits,
    LineView, Manner, MemoryView, Metrics, Motion, MoveBackView, Mover, OrderTag, PersonSettings, PersonView,
    RememberedView, Snapshot, Spot, StaffView, TicketLife, TicketState, TicketView,
};

use std::collections::VecDeque;

use crate::sqs::{Error, Event, EventKind, Request, Response, Weather};
use crate::time::{Instant, Span};

use agenda::{Agenda, Due};
use board::Board;
use customers::Arrivals;
use desk::Desk;
use guests::Guests;
use line::Line;
use log::Log;
use measures::Backlog;
use motions::Motions;
use order::Orders;
use setup::SetUp;
use staff::Staff;
use tally::Tally;

/// A coffee shop.
#[derive(Clone, Debug)]
pub struct Shop {
    mode: Mode,
    seed: u64,
    walk: Span,
    weather: Weather,
    setup: SetUp,
    agenda: Agenda,
    arrivals: Arrivals,
    line: Line,
    staff: Staff,
    /// Hand to hand: cashiers that wait at the counter, in the order of arrival.
    counter: VecDeque<PersonId>,
    orders: Orders,
    desk: Desk,
    guests: Guests,
    board: Board,
    motions: Motions,
    tally: Tally,
    log: Log,
}

impl Shop {
    /// Returns a shop before its opening.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        let (fifo, setup) = (scenario.queue.fifo, SetUp::new(scenario));
        let mut shop = Self {
            mode: scenario.mode,
            seed: scenario.seed,
            walk: Span::from_millis(scenario.walk_ms),
            weather: scenario.weather,
            agenda: Agenda::default(),
            arrivals: Arrivals::new(scenario),
            line: Line::default(),
            staff: Staff::new(scenario),
            counter: VecDeque::new(),
            orders: Orders::default(),
            desk: Desk::default(),
            guests: Guests::default(),
            board: Board::new(setup::names(fifo), fifo, setup.has_groups()),
            setup,
            motions: Motions::default(),
            tally: Tally::default(),
            log: Log::default(),
        };
        shop.begin_setup();
        shop
    }

    /// Returns the next call to make or to cancel. Poll until it returns `None`.
    pub fn poll_ask(&mut self) -> Option<Ask> {
        let ask = self.desk.poll();
        if ask.is_none() {
            self.agenda.settle();
        }
        ask
    }

    /// Returns when to call [`Self::handle_timeout`] next. Poll all asks first.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Instant> {
        self.agenda.next_at()
    }

    /// Fires the next timer that is due, and only one. Then poll asks, and call [`Self::poll_timeout`] again.
    pub fn handle_timeout(&mut self, now: Instant) {
        self.account_time(now);
        match self.agenda.pop_due(now) {
            Some(Due::Arrival) => self.customer_arrives(now),
            Some(Due::Patience(customer)) => self.patience_ends(now, customer),
            Some(Due::Person(who)) => self.person_is_due(now, who),
            None => {}
        }
    }

    fn person_is_due(&mut self, now: Instant, who: PersonId) {
        match self.staff[who].role {
            Role::Cashier => self.cashier_is_due(now, who),
            Role::Barista => self.barista_is_due(now, who),
            Role::You | Role::Guest => {}
        }
    }

    /// Handles the answer to an ask. Ignores answers to cancelled asks.
    pub fn handle_answer(&mut self, now: Instant, ask: AskId, answer: Result<Response, Error>) {
        self.account_time(now);
        self.handle_call_answer(now, ask, answer);
    }

    /// Handles an event of a queue. `by` is the person who caused it.
    pub fn handle_event(&mut self, now: Instant, event: Event, by: Option<PersonId>) {
        self.account_time(now);
        // Events of the opening belong to no person: stored orders are on the board from the start.
        let by = by.filter(|_| self.is_open());
        let is_main = self.board.is_main(&event.queue);
        if let (EventKind::Deleted { message }, true) = (&event.kind, is_main) {
            let reached = self.board.ticket(*message).is_some_and(|ticket| ticket.reached_customer());
            self.tally.without_customer += u64::from(!reached && self.orders.waiter(*message).is_none());
        }
        let order = self.board.fold(now, &event, by, &mut self.motions);
        let board = &self.board;
        self.tally.count(&event, is_main, |message| board.ticket(message).map(|ticket| ticket.sent_at));
        if let (EventKind::ReceivedNothing, Some(who)) = (&event.kind, by.filter(|_| is_main)) {
            self.handle_empty_poll(now, who);
        }
        self.watch_settings(&event, by);
        let holder = match &event.kind {
            EventKind::Duplicated { message } => self.holder_of(now, *message),
            _ => None,
        };
        self.log_event(now, by, order, What::Queue { queue: event.queue, event: event.kind, holder });
    }

    /// Counts a call of a caller without a name.
    pub fn count_request(&mut self, request: &Request) {
        self.tally.requests += 1;
        self.tally.bill.request(request);
    }

    /// Counts the answer to a call of a caller without a name.
    pub fn count_response(&mut self, response: &Response) {
        self.tally.bill.response(response);
    }

    /// Accounts for the time since the last event.
    fn account_time(&mut self, now: Instant) {
        let (board, line) = (&self.board, &self.line);
        self.tally.series.pass(now, self.staff.held(), || backlog(board, line));
    }

    /// Returns the next happening that was not polled yet. A poller that is more than [`LOG_LENGTH`] happenings behind
    /// misses the oldest, as gaps in [`Happening::seq`] show.
    pub fn poll_happening(&mut self) -> Option<Happening> {
        self.log.poll().cloned()
    }

    /// Polls the next happening without cloning it.
    pub fn next_happening(&mut self) -> Option<&Happening> {
        self.log.poll()
    }

    /// Adds a happening to the log.
    fn log_event(&mut self, now: Instant, by: Option<PersonId>, order: Option<crate::sqs::Body>, what: What) {
        let happening = self.log.push(now, by, order, what);
        // A ticket stores who sent it and when, so its history does not need the event.
        if let Some(message) = happening.message().filter(|_| !happening.is_sending()) {
            self.board.remember(message, happening);
        }
    }

    /// Adds a happening of a person to the log.
    fn log_person_event(&mut self, now: Instant, by: PersonId, order: Option<crate::sqs::Body>, event: ShopEvent) {
        self.log_event(now, Some(by), order, What::Shop(event));
    }
}

fn backlog(board: &Board, line: &Line) -> Backlog {
    let (waiting, making, delayed) = board.lanes.counts();
    Backlog { waiting, making, delayed, in_line: line.len(), oldest_sent_at: board.lanes.oldest_sent_at() }
}
