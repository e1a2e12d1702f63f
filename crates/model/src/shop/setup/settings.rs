//! The queue's settings in force: what the API is given for them, and what it reports.

use super::SetUp;
use crate::shop::desk::Purpose;
use crate::shop::{DeduplicationScope, FifoThroughputLimit, PersonId, QueueSettings, Shop};
use crate::sqs::{ByName, Error, Event, EventKind, GetQueueAttributes, ListQueueTags, RedrivePolicy, Response};
use crate::time::Instant;

impl SetUp {
    /// Returns the settings as queue attributes. The redrive policy is empty if there is none, which removes an old
    /// one.
    pub(in crate::shop) fn attributes(&self, settings: &QueueSettings) -> ByName<String> {
        let policy = settings.max_receive_count.map_or_else(String::new, |max_receive_count| {
            let policy = RedrivePolicy { dead_letter_target_arn: self.dead_letter_arn.clone(), max_receive_count };
            policy.to_json().to_string()
        });
        let number = |name: &str, value: u32| (name.to_owned(), value.to_string());
        let mut attributes = ByName::from([
            number("VisibilityTimeout", settings.visibility_timeout_seconds),
            number("DelaySeconds", settings.delay_seconds),
            number("MessageRetentionPeriod", settings.message_retention_seconds),
            number("ReceiveMessageWaitTimeSeconds", settings.receive_wait_time_seconds),
            ("RedrivePolicy".to_owned(), policy),
        ]);
        if settings.fifo {
            let mut put = |name: &str, value: &str| attributes.insert(name.to_owned(), value.to_owned());
            put("ContentBasedDeduplication", if settings.content_based_deduplication { "true" } else { "false" });
            put("DeduplicationScope", settings.deduplication_scope.name());
            put("FifoThroughputLimit", settings.fifo_throughput_limit.name());
        }
        attributes
    }
}

impl Shop {
    /// Reads the attributes again, if a call from outside changed them.
    pub(in crate::shop) fn watch_settings(&mut self, event: &Event, by: Option<PersonId>) {
        if by.is_none_or(PersonId::is_guest)
            && matches!(event.kind, EventKind::AttributesChanged { .. })
            && self.board.is_main(&event.queue)
        {
            self.request_settings(event.at);
        }
    }

    pub(in crate::shop) fn request_settings(&mut self, now: Instant) {
        let call = GetQueueAttributes { queue_url: self.setup.url.clone(), attribute_names: vec!["All".into()] };
        self.ask(now, PersonId::YOU, call, Purpose::ReadSettings);
    }

    pub(in crate::shop) fn request_tags(&mut self, now: Instant) {
        let call = ListQueueTags { queue_url: self.setup.url.clone() };
        self.ask(now, PersonId::YOU, call, Purpose::ReadTags);
    }

    pub(in crate::shop) fn handle_tags(&mut self, answer: &Result<Response, Error>) {
        if let Ok(Response::ListQueueTags(got)) = answer {
            self.setup.tags = got.tags.clone();
        }
    }

    pub(in crate::shop) fn handle_settings(&mut self, answer: &Result<Response, Error>) {
        let Ok(Response::GetQueueAttributes(got)) = answer else { return };
        self.setup.attributes = got.attributes.clone();
        let number = |name: &str, now: u32| got.attributes.get(name).and_then(|text| text.parse().ok()).unwrap_or(now);
        let text = |name: &str| got.attributes.get(name).map(String::as_str).unwrap_or_default();
        let old = &self.setup.settings;
        self.setup.settings = QueueSettings {
            visibility_timeout_seconds: number("VisibilityTimeout", old.visibility_timeout_seconds),
            delay_seconds: number("DelaySeconds", old.delay_seconds),
            message_retention_seconds: number("MessageRetentionPeriod", old.message_retention_seconds),
            receive_wait_time_seconds: number("ReceiveMessageWaitTimeSeconds", old.receive_wait_time_seconds),
            max_receive_count: RedrivePolicy::count_in(text("RedrivePolicy")),
            fifo: old.fifo,
            content_based_deduplication: text("ContentBasedDeduplication") == "true",
            deduplication_scope: DeduplicationScope::parse(text("DeduplicationScope")).unwrap_or_default(),
            fifo_throughput_limit: FifoThroughputLimit::parse(text("FifoThroughputLimit")).unwrap_or_default(),
        };
    }
}
