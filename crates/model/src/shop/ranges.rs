//! What numbers may be, for scenarios (which are brought into range) and deeds (which are refused).

use super::{BaristaSettings, CashierSettings, QueueSettings, Refusal};
use crate::sqs::{Weather, limits};
use crate::text::grouped;

/// A number's range, both ends included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    /// The number in words, at the beginning of a sentence.
    what: &'static str,
    pub(super) low: u64,
    pub(super) high: u64,
    unit: &'static str,
}

const fn range(what: &'static str, low: u64, high: u64, unit: &'static str) -> Range {
    Range { what, low, high, unit }
}

const fn api(what: &'static str, (low, high): (u32, u32), unit: &'static str) -> Range {
    range(what, low as u64, high as u64, unit)
}

/// The largest whole number that every browser reads exactly.
const SAFE: u64 = (1 << 53) - 1;

/// People per role.
pub(super) const STAFF_MAX: u64 = 10_000;
/// Characters of a title or name.
pub(super) const TEXT_CHARS: usize = 80;

pub(super) const VERSION: Range = range("The version", 1, SAFE, "");
pub(super) const SEED: Range = range("The seed", 0, SAFE, "");
pub(super) const PER_MINUTE: Range = range("Customers a minute", 0, 60_000, "");
pub(super) const VARIATION: Range = range("The variation", 0, 100, " percent");
pub(super) const PATIENCE: Range = range("The customers' patience", 1, 86_400, " seconds");
pub(super) const TOTAL: Range = range("The number of customers", 0, SAFE, "");
pub(super) const COUNT: Range = range("The number of people", 1, STAFF_MAX, "");
pub(super) const TAKE: Range = range("The time to take an order", 100, 600_000, " milliseconds");
pub(super) const MAKE: Range = range("The time to make a drink", 100, 3_600_000, " milliseconds");
pub(super) const PAUSE: Range = range("The pause between two looks", 0, 600_000, " milliseconds");
pub(super) const WALK: Range = range("The walk", 0, 60_000, " milliseconds");
pub(super) const STORED: Range = range("The number of stored orders", 0, 1_000_000, "");
pub(super) const WAIT: Range = api("The wait time of a receive", limits::WAIT_TIME_SECONDS, " seconds");
pub(super) const MESSAGES: Range = api("The number of messages per receive", limits::RECEIVE_MESSAGES, "");
pub(super) const VISIBILITY: Range = api("The visibility timeout", limits::VISIBILITY_TIMEOUT_SECONDS, " seconds");
pub(super) const DELAY: Range = api("The delay", limits::DELAY_SECONDS, " seconds");
pub(super) const RETENTION: Range = api("The retention period", limits::MESSAGE_RETENTION_SECONDS, " seconds");
pub(super) const GROUPS: Range = range("The number of tables", 1, 100_000, "");
pub(super) const FIRST_GROUP: Range = range("The first table's part", 0, 100, " percent");
pub(super) const BATCH: Range = range("The number of orders in a batch", 1, limits::BATCH_ENTRIES as u64, "");
pub(super) const RESEND: Range = range("How often an order is sent twice", 0, 100, " percent");
pub(super) const MOVES: Range = api("The number of orders a second", limits::MOVES_PER_SECOND, "");
/// In the order of the weather's members.
pub(super) const WEATHER: [Range; 4] = [
    range("Deliveries that leave a copy", 0, Weather::MOST.duplicates_percent as u64, " percent"),
    range("The number of messages to choose from", 0, Weather::MOST.disorder_messages as u64, ""),
    range("The number of servers that are not asked", 0, Weather::MOST.servers_not_asked as u64, ""),
    range("How late the counts are", 0, Weather::MOST.counts_lag_seconds as u64, " seconds"),
];
pub(super) const RECEIVES: Range = api("The maximum receive count", limits::MAX_RECEIVE_COUNT, "");

impl Range {
    pub(super) fn check(self, value: impl Into<u64>) -> Result<(), Refusal> {
        let value = value.into();
        if (self.low..=self.high).contains(&value) { Ok(()) } else { Err(Refusal::new(self.sentence())) }
    }

    /// What is allowed.
    pub(super) fn sentence(self) -> String {
        format!("{} must lie between {} and {}{}.", self.what, grouped(self.low), grouped(self.high), self.unit)
    }
}

pub(super) fn check_queue(settings: &QueueSettings) -> Result<(), Refusal> {
    VISIBILITY.check(settings.visibility_timeout_seconds)?;
    DELAY.check(settings.delay_seconds)?;
    RETENTION.check(settings.message_retention_seconds)?;
    WAIT.check(settings.receive_wait_time_seconds)?;
    settings.max_receive_count.map_or(Ok(()), |count| RECEIVES.check(count))
}

pub(super) fn check_cashier(settings: &CashierSettings) -> Result<(), Refusal> {
    TAKE.check(settings.take_ms)?;
    BATCH.check(settings.batch)?;
    RESEND.check(settings.resend_percent)
}

pub(super) fn check_weather(weather: &Weather) -> Result<(), Refusal> {
    let values =
        [weather.duplicates_percent, weather.disorder_messages, weather.servers_not_asked, weather.counts_lag_seconds];
    WEATHER.iter().zip(values).try_for_each(|(range, value)| range.check(value))
}

pub(super) fn check_barista(settings: &BaristaSettings) -> Result<(), Refusal> {
    MAKE.check(settings.make_ms)?;
    PAUSE.check(settings.pause_ms)?;
    MESSAGES.check(settings.max_messages)?;
    BATCH.check(settings.batch)?;
    settings.wait_time_seconds.map_or(Ok(()), |secs| WAIT.check(secs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_belong_to_a_range() {
        assert!(VISIBILITY.check(0_u32).is_ok() && VISIBILITY.check(43_200_u32).is_ok());
        let refusal = VISIBILITY.check(43_201_u32).expect_err("one too many");
        assert_eq!(refusal.to_string(), "The visibility timeout must lie between 0 and 43,200 seconds.");
    }

    #[test]
    fn digits_in_threes() {
        assert_eq!([7, 999, 1_000, 1_209_600].map(grouped), ["7", "999", "1,000", "1,209,600"]);
    }
}
