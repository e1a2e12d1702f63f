//! Reads a scenario from JSON: kindly where a number is out of range, plainly where something makes no sense.

use std::borrow::Cow;
use std::fmt;

use super::ranges::{self, Range, STAFF_MAX, TEXT_CHARS};
use super::scenario::choice;
use super::{
    Address, BaristaGroup, BaristaSettings, CashierGroup, CashierSettings, Customers, DeduplicationScope,
    FifoThroughputLimit, Mode, QueueSettings, SCENARIO_VERSION, Scenario,
};
use crate::json::{Json, Object, whole_part};
use crate::sqs::Weather;
use crate::text::grouped;

/// Why a text is no scenario, and where, as a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioError(Cow<'static, str>);

impl ScenarioError {
    pub(super) fn new(sentence: impl Into<Cow<'static, str>>) -> Self {
        Self(sentence.into())
    }

    pub(super) fn parse(text: &str) -> Result<Json, Self> {
        Json::parse(text).map_err(|error| Self::new(format!("This is not JSON: {error}.")))
    }
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ScenarioError {}

impl Scenario {
    /// Reads a scenario. Unknown members are ignored, missing ones have their defaults; numbers out of range are brought
    /// into it, and a sentence in the list tells so.
    ///
    /// # Errors
    /// Where the text is no JSON object, or a member is of another type than it should be.
    pub fn from_json(text: &str) -> Result<(Self, Vec<String>), ScenarioError> {
        Self::from_value(&ScenarioError::parse(text)?)
    }

    pub(super) fn from_value(value: &Json) -> Result<(Self, Vec<String>), ScenarioError> {
        let Some(object) = value.as_object() else {
            return Err(ScenarioError::new(format!("A scenario must be an object, not {}.", kind(value))));
        };
        let mut notes = Vec::new();
        let scenario = Reader { object, path: "", notes: &mut notes }.scenario()?;
        Ok((scenario, notes))
    }
}

const fn kind(value: &Json) -> &'static str {
    match value {
        Json::Null => "null",
        Json::Bool(_) => "true or false",
        Json::Number(_) => "a number",
        Json::Text(_) => "a text",
        Json::List(_) => "a list",
        Json::Object(_) => "an object",
    }
}

/// Reads the members of one object.
struct Reader<'a> {
    object: &'a Object,
    /// Where the object is: empty, or ending with a dot.
    path: &'a str,
    notes: &'a mut Vec<String>,
}

type Read<T> = Result<T, ScenarioError>;

impl Reader<'_> {
    fn scenario(&mut self) -> Read<Scenario> {
        let default = Scenario::default();
        let version = self.number("version", ranges::VERSION, default.version)?;
        if version > SCENARIO_VERSION {
            let known = "what this build does not know is left out";
            self.notes.push(format!("version {version} is newer than {SCENARIO_VERSION}: {known}."));
        }
        Ok(Scenario {
            version: SCENARIO_VERSION,
            title: self.text("title")?.unwrap_or(default.title),
            mode: self.mode()?,
            seed: self.number("seed", ranges::SEED, default.seed)?,
            customers: self.inner("customers", |reader| reader.customers())?.unwrap_or_default(),
            cashiers: self
                .groups("cashiers", |reader| reader.cashier(), |group| &mut group.count)?
                .unwrap_or(default.cashiers),
            baristas: self
                .groups("baristas", |reader| reader.barista(), |group| &mut group.count)?
                .unwrap_or(default.baristas),
            walk_ms: self.number("walkMs", ranges::WALK, default.walk_ms)?,
            address: self.inner("address", |reader| reader.address())?.unwrap_or_default(),
            queue: self.inner("queue", |reader| reader.queue())?.unwrap_or_default(),
            stored_orders: self.number("storedOrders", ranges::STORED, default.stored_orders)?,
            weather: self.inner("weather", |reader| reader.weather())?.unwrap_or_default(),
        })
    }

    fn customers(&mut self) -> Read<Customers> {
        let default = Customers::default();
        Ok(Customers {
            per_minute: self.number("perMinute", ranges::PER_MINUTE, default.per_minute)?,
            variation_percent: self.number("variationPercent", ranges::VARIATION, default.variation_percent)?,
            patience_seconds: self.optional("patienceSeconds", ranges::PATIENCE, default.patience_seconds)?,
            total: self.optional("total", ranges::TOTAL, default.total)?,
            groups: self.optional("groups", ranges::GROUPS, default.groups)?,
            first_group_percent: self.number("firstGroupPercent", ranges::FIRST_GROUP, default.first_group_percent)?,
        })
    }

    fn weather(&mut self) -> Read<Weather> {
        let [duplicates, disorder, servers, lag] = ranges::WEATHER;
        Ok(Weather {
            duplicates_percent: self.number("duplicatesPercent", duplicates, 0)?,
            disorder_messages: self.number("disorderMessages", disorder, 0)?,
            servers_not_asked: self.number("serversNotAsked", servers, 0)?,
            counts_lag_seconds: self.number("countsLagSeconds", lag, 0)?,
        })
    }

    fn cashier(&mut self) -> Read<CashierGroup> {
        let settings = CashierSettings::default();
        Ok(CashierGroup {
            count: self.number("count", ranges::COUNT, 1)?,
            name: self.text("name")?,
            settings: CashierSettings {
                take_ms: self.number("takeMs", ranges::TAKE, settings.take_ms)?,
                batch: self.number("batch", ranges::BATCH, settings.batch)?,
                resend_percent: self.number("resendPercent", ranges::RESEND, settings.resend_percent)?,
            },
        })
    }

    fn barista(&mut self) -> Read<BaristaGroup> {
        let settings = BaristaSettings::default();
        Ok(BaristaGroup {
            count: self.number("count", ranges::COUNT, 1)?,
            name: self.text("name")?,
            settings: BaristaSettings {
                make_ms: self.number("makeMs", ranges::MAKE, settings.make_ms)?,
                wait_time_seconds: self.optional("waitTimeSeconds", ranges::WAIT, settings.wait_time_seconds)?,
                pause_ms: self.number("pauseMs", ranges::PAUSE, settings.pause_ms)?,
                max_messages: self.number("maxMessages", ranges::MESSAGES, settings.max_messages)?,
                batch: self.number("batch", ranges::BATCH, settings.batch)?,
            },
        })
    }

    fn address(&mut self) -> Read<Address> {
        let default = Address::default();
        let address = Address {
            endpoint: self.text("endpoint")?.unwrap_or(default.endpoint),
            account: self.text("account")?.unwrap_or(default.account),
            region: self.text("region")?.unwrap_or(default.region),
        };
        address.check().map_err(|must| ScenarioError::new(format!("address: {must}")))?;
        Ok(address)
    }

    fn queue(&mut self) -> Read<QueueSettings> {
        let d = QueueSettings::default();
        let wait = d.receive_wait_time_seconds;
        Ok(QueueSettings {
            visibility_timeout_seconds: self.number(
                "visibilityTimeoutSeconds",
                ranges::VISIBILITY,
                d.visibility_timeout_seconds,
            )?,
            delay_seconds: self.number("delaySeconds", ranges::DELAY, d.delay_seconds)?,
            message_retention_seconds: self.number(
                "messageRetentionSeconds",
                ranges::RETENTION,
                d.message_retention_seconds,
            )?,
            receive_wait_time_seconds: self.number("receiveWaitTimeSeconds", ranges::WAIT, wait)?,
            max_receive_count: self.optional("maxReceiveCount", ranges::RECEIVES, d.max_receive_count)?,
            fifo: self.flag("fifo")?,
            content_based_deduplication: self.flag("contentBasedDeduplication")?,
            deduplication_scope: self.choice("deduplicationScope", DeduplicationScope::NAMES)?,
            fifo_throughput_limit: self.choice("fifoThroughputLimit", FifoThroughputLimit::NAMES)?,
        })
    }

    /// False where it is missing.
    fn flag(&self, member: &str) -> Read<bool> {
        match self.object.get(member) {
            None => Ok(false),
            Some(Json::Bool(flag)) => Ok(*flag),
            Some(other) => self.wrong(member, "true or false", other),
        }
    }

    /// One of two; the first where it is missing.
    fn choice<T: Copy>(&self, member: &str, names: [(&str, T); 2]) -> Read<T> {
        choice(self.object.get(member), names).ok_or_else(|| {
            let (path, [(first, _), (second, _)]) = (self.path, names);
            ScenarioError::new(format!("{path}{member} must be \"{first}\" or \"{second}\"."))
        })
    }

    fn wrong<T>(&self, member: &str, should: &str, value: &Json) -> Read<T> {
        Err(ScenarioError::new(format!("{}{member} must be {should}, not {}.", self.path, kind(value))))
    }

    fn mode(&self) -> Read<Mode> {
        match self.object.get("mode") {
            None => Ok(Mode::default()),
            Some(Json::Text(text)) if text == "handToHand" => Ok(Mode::HandToHand),
            Some(Json::Text(text)) if text == "orderBoard" => Ok(Mode::OrderBoard),
            Some(Json::Text(_)) => Err(ScenarioError::new("mode must be \"handToHand\" or \"orderBoard\".")),
            Some(other) => self.wrong("mode", "a text", other),
        }
    }

    fn text(&mut self, member: &str) -> Read<Option<String>> {
        match self.object.get(member) {
            None | Some(Json::Null) => Ok(None),
            Some(Json::Text(text)) => {
                let clean: String = text.trim().chars().filter(|letter| !letter.is_control()).collect();
                let kept: String = clean.chars().take(TEXT_CHARS).collect();
                if kept.len() < clean.len() {
                    let path = self.path;
                    self.notes.push(format!("{path}{member} was cut to {TEXT_CHARS} characters."));
                }
                Ok(Some(kept).filter(|text| !text.is_empty()))
            }
            Some(other) => self.wrong(member, "a text", other),
        }
    }

    /// A number; the default where it is missing.
    fn number<T: TryFrom<u64> + Into<u64> + Copy>(&mut self, member: &str, range: Range, default: T) -> Read<T> {
        Ok(match self.object.get(member) {
            None => default,
            Some(value) => T::try_from(self.in_range(member, range, value)?).unwrap_or(default),
        })
    }

    /// A number that may be null: that means none.
    fn optional<T: TryFrom<u64> + Copy>(&mut self, member: &str, range: Range, default: Option<T>) -> Read<Option<T>> {
        match self.object.get(member) {
            None => Ok(default),
            Some(Json::Null) => Ok(None),
            Some(value) => Ok(T::try_from(self.in_range(member, range, value)?).ok()),
        }
    }

    fn in_range(&mut self, member: &str, range: Range, value: &Json) -> Read<u64> {
        let Json::Number(number) = value else { return self.wrong(member, "a number", value) };
        let kept = whole_part(number).clamp(range.low, range.high);
        if value.as_u64() != Some(kept) {
            let path = self.path;
            self.notes.push(format!("{path}{member} was {number} and is now {}. {}", grouped(kept), range.sentence()));
        }
        Ok(kept)
    }

    fn inner<T>(&mut self, member: &str, read: fn(&mut Reader<'_>) -> Read<T>) -> Read<Option<T>> {
        match self.object.get(member) {
            None | Some(Json::Null) => Ok(None),
            Some(Json::Object(object)) => {
                let path = format!("{}{member}.", self.path);
                read(&mut Reader { object, path: &path, notes: self.notes }).map(Some)
            }
            Some(other) => self.wrong(member, "an object", other),
        }
    }

    /// A list of groups of people, so many of them that all fit.
    fn groups<T>(
        &mut self,
        member: &str,
        read: fn(&mut Reader<'_>) -> Read<T>,
        count: fn(&mut T) -> &mut u32,
    ) -> Read<Option<Vec<T>>> {
        let list = match self.object.get(member) {
            None | Some(Json::Null) => return Ok(None),
            Some(Json::List(list)) => list,
            Some(other) => return self.wrong(member, "a list", other),
        };
        let mut groups = Vec::new();
        let mut room = STAFF_MAX as u32;
        for (index, value) in list.iter().enumerate() {
            let path = format!("{member}[{index}].");
            let Json::Object(object) = value else {
                return self.wrong(&format!("{member}[{index}]"), "an object", value);
            };
            let mut group = read(&mut Reader { object, path: &path, notes: self.notes })?;
            let wanted = *count(&mut group);
            *count(&mut group) = wanted.min(room);
            if wanted > room {
                let most = grouped(STAFF_MAX);
                self.notes.push(format!("{member}: there is room for {most} people of a kind; the rest stays away."));
                if room > 0 {
                    groups.push(group);
                }
                break;
            }
            room -= wanted;
            groups.push(group);
        }
        Ok(Some(groups))
    }
}
