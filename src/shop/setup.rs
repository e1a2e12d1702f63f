//! The opening: queues are made and the first orders hung up through the same hallway as everything later.

use std::fmt::Write as _;

use super::desk::Purpose;
use super::order::DRINKS;
use super::{Mode, PersonId, QueueSettings, Role, Scenario, Shop, ShopEvent, What};
use crate::json::Json;
use crate::rng::Rng;
use crate::sqs::{
    Body, ByName, CreateQueue, Error, Event, EventKind, GetQueueAttributes, QueueUrl, RedrivePolicy, Response,
    SendMessage,
};
use crate::time::Instant;

/// The board's queue.
pub(super) const QUEUE: &str = "orders";
/// Where orders go that nobody manages.
pub(super) const DEAD_LETTER_QUEUE: &str = "orders-dead-letters";
/// The stream that chooses the drinks of stored orders.
const STORED_STREAM: u64 = 2 << 56;

/// How far the opening is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    MakingDeadLetterQueue,
    AskingItsArn,
    MakingQueue,
    Stocking,
    Open,
}

/// The queue as set up and in force.
#[derive(Clone, Debug)]
pub(super) struct SetUp {
    stage: Stage,
    to_store: u32,
    tastes: Rng,
    text: String,
    pub(super) settings: QueueSettings,
    pub(super) url: QueueUrl,
    pub(super) dead_letter_url: QueueUrl,
    dead_letter_arn: String,
}

impl SetUp {
    pub(super) fn new(scenario: &Scenario) -> Self {
        Self {
            stage: Stage::MakingDeadLetterQueue,
            to_store: scenario.stored_orders,
            tastes: Rng::stream(scenario.seed, STORED_STREAM),
            text: String::new(),
            settings: scenario.queue.clone(),
            url: QUEUE.into(),
            dead_letter_url: DEAD_LETTER_QUEUE.into(),
            dead_letter_arn: String::new(),
        }
    }

    pub(super) fn dead_letter_arn(&self) -> &str {
        &self.dead_letter_arn
    }

    /// Settings as the API wants them; an empty redrive policy removes the one that is there.
    pub(super) fn attributes(&self, settings: &QueueSettings) -> ByName<String> {
        let policy = settings.max_receive_count.map_or_else(String::new, |max_receive_count| {
            let policy = RedrivePolicy { dead_letter_target_arn: self.dead_letter_arn.clone(), max_receive_count };
            policy.to_json().to_string()
        });
        let number = |name: &str, value: u32| (name.to_owned(), value.to_string());
        ByName::from([
            number("VisibilityTimeout", settings.visibility_timeout_seconds),
            number("DelaySeconds", settings.delay_seconds),
            number("MessageRetentionPeriod", settings.message_retention_seconds),
            number("ReceiveMessageWaitTimeSeconds", settings.receive_wait_time_seconds),
            ("RedrivePolicy".to_owned(), policy),
        ])
    }
}

impl Shop {
    /// The door is open: customers come and people work.
    pub(super) fn is_open(&self) -> bool {
        self.setup.stage == Stage::Open
    }

    /// The first step of the opening, and the only one hand to hand: there is no queue there.
    pub(super) fn begin_setup(&mut self) {
        if self.mode == Mode::HandToHand {
            return self.open(Instant::ZERO);
        }
        // The longest retention: nobody looks after dead letters every day.
        let attributes = ByName::from([("MessageRetentionPeriod".to_owned(), "1209600".to_owned())]);
        let call = CreateQueue::new(DEAD_LETTER_QUEUE.into(), attributes);
        self.ask(Instant::ZERO, PersonId::YOU, call, Purpose::SetUp);
    }

    pub(super) fn setup_answered(&mut self, now: Instant, answer: &Result<Response, Error>) {
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
                let call = CreateQueue::new(QUEUE.into(), attributes);
                self.ask(now, PersonId::YOU, call, Purpose::SetUp);
            }
            (Stage::MakingQueue, Ok(Response::CreateQueue(made))) => {
                self.setup.url = made.queue_url.clone();
                self.setup.stage = Stage::Stocking;
                self.stock_next(now);
            }
            // The shop stays closed: only a real endpoint refuses this, and the log says why.
            (_, Err(error)) => {
                let event = ShopEvent::CallRefused { action: "CreateQueue", error: error.clone() };
                self.tells(now, PersonId::YOU, None, event);
            }
            (_, Ok(_)) => {}
        }
    }

    /// Hangs up the next of the orders that are there from the start; opens after the last.
    pub(super) fn stock_next(&mut self, now: Instant) {
        if self.orders.taken >= u64::from(self.setup.to_store) {
            return self.open(now);
        }
        let number = self.orders.next_number();
        let drink = DRINKS[self.setup.tastes.below(DRINKS.len() as u64) as usize];
        self.setup.text.clear();
        let _ = write!(self.setup.text, "#{number} {drink}");
        let body = Body::from(self.setup.text.as_str());
        let call = SendMessage::new(self.setup.url.clone(), body);
        self.ask(now, PersonId::YOU, call, Purpose::Stored);
    }

    fn open(&mut self, now: Instant) {
        self.setup.stage = Stage::Open;
        self.happens(now, None, None, What::Shop(ShopEvent::ShopOpened));
        self.expect_customer(now);
        if self.mode == Mode::OrderBoard {
            for who in self.staff.column(Role::Barista).to_vec() {
                self.looks(now, who);
            }
        }
    }

    /// Somebody outside changed the queue: read how it is now.
    pub(super) fn watch_settings(&mut self, event: &Event, by: Option<PersonId>) {
        if by.is_none_or(PersonId::is_guest)
            && matches!(event.kind, EventKind::AttributesChanged)
            && self.board.is_main(&event.queue)
        {
            let call = GetQueueAttributes { queue_url: self.setup.url.clone(), attribute_names: vec!["All".into()] };
            self.ask(event.at, PersonId::YOU, call, Purpose::ReadSettings);
        }
    }

    pub(super) fn settings_read(&mut self, answer: &Result<Response, Error>) {
        let Ok(Response::GetQueueAttributes(got)) = answer else { return };
        let number = |name: &str, now: u32| got.attributes.get(name).and_then(|text| text.parse().ok()).unwrap_or(now);
        let policy = got.attributes.get("RedrivePolicy");
        let policy = policy.and_then(|text| Json::parse(text).ok());
        let old = &self.setup.settings;
        self.setup.settings = QueueSettings {
            visibility_timeout_seconds: number("VisibilityTimeout", old.visibility_timeout_seconds),
            delay_seconds: number("DelaySeconds", old.delay_seconds),
            message_retention_seconds: number("MessageRetentionPeriod", old.message_retention_seconds),
            receive_wait_time_seconds: number("ReceiveMessageWaitTimeSeconds", old.receive_wait_time_seconds),
            max_receive_count: policy.and_then(|policy| policy.read(RedrivePolicy::COUNT).ok()),
        };
    }
}
