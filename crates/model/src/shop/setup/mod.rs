//! The opening: creates the queues and sends the first orders, by the same calls as everything later.

mod settings;

use std::fmt::Write as _;

use super::desk::Purpose;
use super::order::{DRINKS, message};
use super::tables::{Tables, group_of};
use super::{Mode, PersonId, QueueSettings, Role, Scenario, Shop, ShopEvent, What};
use crate::rng::Rng;
use crate::sqs::{Body, ByName, CreateQueue, Error, GetQueueAttributes, QueueUrl, Response};
use crate::time::Instant;

/// Label of the random stream for the drinks of stored orders.
const STORED_STREAM: u64 = 2 << 56;
/// Label of the random stream for the tables of stored orders.
const STORED_TABLES_STREAM: u64 = 3 << 56;

/// Returns the names of the main queue and of the dead-letter queue.
pub(in crate::shop) const fn names(fifo: bool) -> [&'static str; 2] {
    if fifo { ["orders.fifo", "orders-dead-letters.fifo"] } else { ["orders", "orders-dead-letters"] }
}

/// Progress of the opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    MakingDeadLetterQueue,
    AskingItsArn,
    MakingQueue,
    Stocking,
    Open,
}

/// The queue's settings as set up, and as last read.
#[derive(Clone, Debug)]
pub(in crate::shop) struct SetUp {
    stage: Stage,
    to_store: u32,
    drinks: Rng,
    tables: Option<(Tables, Rng)>,
    text: String,
    pub(in crate::shop) settings: QueueSettings,
    /// All attributes as last read.
    pub(in crate::shop) attributes: ByName<String>,
    /// All tags as last read.
    pub(in crate::shop) tags: ByName<String>,
    pub(in crate::shop) url: QueueUrl,
    pub(in crate::shop) dead_letter_url: QueueUrl,
    pub(in crate::shop) dead_letter_arn: String,
}

impl SetUp {
    pub(in crate::shop) fn new(scenario: &Scenario) -> Self {
        let [queue, dead_letter_queue] = names(scenario.queue.fifo);
        let tables = Tables::of(scenario);
        Self {
            stage: Stage::MakingDeadLetterQueue,
            to_store: scenario.stored_orders,
            drinks: Rng::stream(scenario.seed, STORED_STREAM),
            tables: tables.map(|tables| (tables, Rng::stream(scenario.seed, STORED_TABLES_STREAM))),
            text: String::new(),
            settings: scenario.queue.clone(),
            attributes: ByName::new(),
            tags: ByName::new(),
            url: queue.into(),
            dead_letter_url: dead_letter_queue.into(),
            dead_letter_arn: String::new(),
        }
    }

    /// Returns true if orders have message groups.
    pub(in crate::shop) const fn has_groups(&self) -> bool {
        self.tables.is_some()
    }

    pub(in crate::shop) fn dead_letter_arn(&self) -> &str {
        &self.dead_letter_arn
    }

    /// Returns the attribute that makes a queue FIFO, if the shop has a FIFO queue.
    fn kind(&self) -> Option<(String, String)> {
        self.settings.fifo.then(|| ("FifoQueue".to_owned(), "true".to_owned()))
    }
}

impl Shop {
    /// Returns true if the shop is open: customers arrive and people work.
    pub(in crate::shop) fn is_open(&self) -> bool {
        self.setup.stage == Stage::Open
    }

    /// Makes the first call of the opening. Hand to hand there is no queue, and the shop opens at once.
    pub(in crate::shop) fn begin_setup(&mut self) {
        if self.mode == Mode::HandToHand {
            return self.open(Instant::ZERO);
        }
        // The longest retention period, so that dead letters are kept as long as possible.
        let retention = ("MessageRetentionPeriod".to_owned(), "1209600".to_owned());
        let attributes = self.setup.kind().into_iter().chain([retention]).collect();
        let call = CreateQueue::new(names(self.setup.settings.fifo)[1].into(), attributes);
        self.ask(Instant::ZERO, PersonId::YOU, call, Purpose::SetUp);
    }

    pub(in crate::shop) fn setup_answered(&mut self, now: Instant, answer: &Result<Response, Error>) {
        match (self.setup.stage, answer) {
            (Stage::MakingDeadLetterQueue, Ok(Response::CreateQueue(made))) => {
                self.setup.dead_letter_url = made.queue_url.clone();
                self.setup.stage = Stage::AskingItsArn;
                let call =
                    GetQueueAttributes { queue_url: made.queue_url.clone(), attribute_names: vec!["QueueArn".into()] };
                self.ask(now, PersonId::YOU, call, Purpose::SetUp);
            }
            (Stage::AskingItsArn, Ok(Response::GetQueueAttributes(got))) => {
                self.setup.dead_letter_arn = got.attributes.get("QueueArn").cloned().unwrap_or_default();
                self.setup.stage = Stage::MakingQueue;
                let mut attributes = self.setup.attributes(&self.setup.settings);
                attributes.retain(|_, value| !value.is_empty());
                if let Some((name, value)) = self.setup.kind() {
                    attributes.insert(name, value);
                }
                let call = CreateQueue::new(names(self.setup.settings.fifo)[0].into(), attributes);
                self.ask(now, PersonId::YOU, call, Purpose::SetUp);
            }
            (Stage::MakingQueue, Ok(Response::CreateQueue(made))) => {
                self.setup.url = made.queue_url.clone();
                self.setup.stage = Stage::Stocking;
                self.stock_next(now);
            }
            // The shop stays closed. Only a real endpoint refuses these calls; the log shows the error.
            (_, Err(error)) => {
                let event = ShopEvent::CallRefused { action: "CreateQueue", error: error.clone() };
                self.log_person_event(now, PersonId::YOU, None, event);
            }
            (_, Ok(_)) => {}
        }
    }

    /// Before the opening: returns how many stored orders were sent, and how many there will be. `None` once the shop
    /// is open.
    #[must_use]
    pub fn stocked(&self) -> Option<(u64, u64)> {
        (!self.is_open()).then_some((self.orders.taken, self.setup.to_store.into()))
    }

    /// Sends the next stored order. Opens the shop after the last one.
    pub(in crate::shop) fn stock_next(&mut self, now: Instant) {
        if self.orders.taken >= u64::from(self.setup.to_store) {
            return self.open(now);
        }
        let number = self.orders.next_number();
        let drink = DRINKS[self.setup.drinks.below(DRINKS.len() as u64) as usize];
        let group = self.setup.tables.as_mut().map(|(tables, rng)| group_of(tables.draw(rng)));
        let setup = &mut self.setup;
        setup.text.clear();
        let _ = write!(setup.text, "#{number} {drink}");
        let body = Body::from(setup.text.as_str());
        let number = &setup.text[1..setup.text.find(' ').unwrap_or(setup.text.len())];
        let call = message(&setup.settings, &setup.url, body, group, number);
        self.ask(now, PersonId::YOU, call, Purpose::Stored);
    }

    fn open(&mut self, now: Instant) {
        self.setup.stage = Stage::Open;
        self.log_event(now, None, None, What::Shop(ShopEvent::ShopOpened));
        self.schedule_arrival(now);
        if self.mode == Mode::OrderBoard {
            for who in self.staff.column(Role::Barista).to_vec() {
                self.poll_board(now, who);
            }
        }
    }
}
