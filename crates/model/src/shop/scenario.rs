//! What a shop begins with: versioned JSON in which every member has a default.

use super::Role;
use crate::json::{FromMember, Json, Object, ToMember};
use crate::sqs::Weather;

/// The version of the format that this build writes. Older versions are read.
pub const SCENARIO_VERSION: u32 = 1;

/// A shop before its first customer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, serde::Serialize))]
#[cfg_attr(feature = "schema", serde(rename_all = "camelCase", default))]
pub struct Scenario {
    /// The format's version: 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub version: u32,
    /// A name to show.
    #[cfg_attr(feature = "schema", schemars(length(max = 80)))]
    pub title: String,
    /// Returns how orders reach the baristas.
    pub mode: Mode,
    /// Where chance begins.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 9_007_199_254_740_991_u64)))]
    pub seed: u64,
    /// Who comes in.
    pub customers: Customers,
    /// Who takes orders.
    pub cashiers: Vec<CashierGroup>,
    /// Who makes them.
    pub baristas: Vec<BaristaGroup>,
    /// How long a walk between a person's place and the board or counter takes, in milliseconds: 0 to 60,000.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 60000)))]
    pub walk_ms: u64,
    /// Where programs find the queues.
    pub address: Address,
    /// The queue behind the board.
    pub queue: QueueSettings,
    /// Orders that hang on the board from the start: up to 1,000,000.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1000000)))]
    pub stored_orders: u32,
    /// How far the queue service strays from the exact rules; not at all where it is left out.
    #[cfg_attr(feature = "schema", serde(skip_serializing_if = "Weather::is_calm"))]
    pub weather: Weather,
}

/// Returns how orders reach the baristas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, serde::Serialize))]
#[cfg_attr(feature = "schema", serde(rename_all = "camelCase"))]
pub enum Mode {
    /// The cashier finds a free barista and hands the order over in person.
    HandToHand,
    /// The cashier pins the order to the board, a queue.
    #[default]
    OrderBoard,
}

/// Where programs find the queues: part of every queue's URL and ARN.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, serde::Serialize))]
#[cfg_attr(feature = "schema", serde(rename_all = "camelCase", default))]
pub struct Address {
    /// What stands before the account in a queue's URL: the service's own, or a server on this machine such as
    /// `http://localhost:9324`.
    #[cfg_attr(feature = "schema", schemars(length(max = 80)))]
    pub endpoint: String,
    /// Twelve digits.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9]{12}$")))]
    pub account: String,
    /// Such as `us-east-1`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[a-z0-9-]{1,32}$")))]
    pub region: String,
}

/// Who comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, serde::Serialize))]
#[cfg_attr(feature = "schema", serde(rename_all = "camelCase", default))]
pub struct Customers {
    /// Customers a minute, on average: 0 to 60,000.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 60000)))]
    pub per_minute: u32,
    /// How far the time between two customers strays from its mean, in percent: 0 to 100.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 100)))]
    pub variation_percent: u32,
    /// Seconds that a customer stands in line before walking out: 1 to 86,400; nobody walks out where null.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 86400)))]
    pub patience_seconds: Option<u32>,
    /// How many come in all; without end where null.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 9_007_199_254_740_991_u64)))]
    pub total: Option<u64>,
    /// How many tables they sit at: 1 to 100,000. The orders of a table are one message group, which a FIFO queue keeps
    /// in order, and a standard queue serves as one tenant among several. Where it is left out, a FIFO queue has six
    /// tables, and a standard queue none.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 100000)))]
    #[cfg_attr(feature = "schema", serde(skip_serializing_if = "Option::is_none"))]
    pub groups: Option<u32>,
    /// Of a hundred customers, how many sit at the first table whatever the others do: 0 to 100.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 100)))]
    #[cfg_attr(feature = "schema", serde(skip_serializing_if = "is_zero"))]
    pub first_group_percent: u32,
}

/// Cashiers who are alike.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, serde::Serialize))]
#[cfg_attr(feature = "schema", serde(rename_all = "camelCase", default))]
pub struct CashierGroup {
    /// How many: 1 to 10,000.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 10000)))]
    pub count: u32,
    /// The first one's name; the others, and a nameless first, get names of their own.
    #[cfg_attr(feature = "schema", schemars(length(max = 80)))]
    pub name: Option<String>,
    /// Their settings.
    #[cfg_attr(feature = "schema", serde(flatten))]
    pub settings: CashierSettings,
}

/// What can be set on a cashier.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, serde::Serialize))]
#[cfg_attr(feature = "schema", serde(rename_all = "camelCase", default))]
pub struct CashierSettings {
    /// Milliseconds to take one order, on average: 100 to 600,000.
    #[cfg_attr(feature = "schema", schemars(range(min = 100, max = 600000)))]
    pub take_ms: u64,
    /// How many orders are carried to the board together where so many customers wait: 1 to 10. Two or more are one
    /// `SendMessageBatch`.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 10)))]
    #[cfg_attr(feature = "schema", serde(skip_serializing_if = "is_one"))]
    pub batch: u32,
    /// Of a hundred orders, how many are sent twice, as the till heard no answer: 0 to 100.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 100)))]
    #[cfg_attr(feature = "schema", serde(skip_serializing_if = "is_zero"))]
    pub resend_percent: u32,
}

/// Baristas who are alike.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, serde::Serialize))]
#[cfg_attr(feature = "schema", serde(rename_all = "camelCase", default))]
pub struct BaristaGroup {
    /// How many: 1 to 10,000.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 10000)))]
    pub count: u32,
    /// The first one's name; the others, and a nameless first, get names of their own.
    #[cfg_attr(feature = "schema", schemars(length(max = 80)))]
    pub name: Option<String>,
    /// Their settings.
    #[cfg_attr(feature = "schema", serde(flatten))]
    pub settings: BaristaSettings,
}

/// What can be set on a barista.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, serde::Serialize))]
#[cfg_attr(feature = "schema", serde(rename_all = "camelCase", default))]
pub struct BaristaSettings {
    /// Milliseconds to make one drink, on average: 100 to 3,600,000.
    #[cfg_attr(feature = "schema", schemars(range(min = 100, max = 3600000)))]
    pub make_ms: u64,
    /// `WaitTimeSeconds` of each receive, 0 to 20: 0 is a short poll. The queue's own where null.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 20)))]
    pub wait_time_seconds: Option<u32>,
    /// Milliseconds between an empty receive and the next look: 0 to 600,000.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 600000)))]
    pub pause_ms: u64,
    /// `MaxNumberOfMessages` of each receive: 1 to 10.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 10)))]
    pub max_messages: u32,
    /// How many finished orders are taken off the board together: 1 to 10. Two or more are one `DeleteMessageBatch`;
    /// with nothing left in hand nobody waits for more.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 10)))]
    #[cfg_attr(feature = "schema", serde(skip_serializing_if = "is_one"))]
    pub batch: u32,
}

/// What can be set on the queue, in the API's units and ranges.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, serde::Serialize))]
#[cfg_attr(feature = "schema", serde(rename_all = "camelCase", default))]
pub struct QueueSettings {
    /// `VisibilityTimeout`: 0 to 43,200.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 43200)))]
    pub visibility_timeout_seconds: u32,
    /// `DelaySeconds`: 0 to 900.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 900)))]
    pub delay_seconds: u32,
    /// `MessageRetentionPeriod`: 60 to 1,209,600.
    #[cfg_attr(feature = "schema", schemars(range(min = 60, max = 1209600)))]
    pub message_retention_seconds: u32,
    /// `ReceiveMessageWaitTimeSeconds`: 0 to 20.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 20)))]
    pub receive_wait_time_seconds: u32,
    /// `maxReceiveCount` of the redrive policy: 1 to 1,000; no dead-letter queue is used where null.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1000)))]
    pub max_receive_count: Option<u32>,
    /// `FifoQueue`: each table's orders are made in order, one after the other. A queue's kind never changes.
    #[cfg_attr(feature = "schema", serde(skip_serializing_if = "std::ops::Not::not"))]
    pub fifo: bool,
    /// `ContentBasedDeduplication` of a FIFO queue: an order's text tells repeats, and cashiers give no deduplication id.
    #[cfg_attr(feature = "schema", serde(skip_serializing_if = "std::ops::Not::not"))]
    pub content_based_deduplication: bool,
    /// `DeduplicationScope` of a FIFO queue.
    #[cfg_attr(feature = "schema", serde(skip_serializing_if = "DeduplicationScope::is_default"))]
    pub deduplication_scope: DeduplicationScope,
    /// `FifoThroughputLimit` of a FIFO queue.
    #[cfg_attr(feature = "schema", serde(skip_serializing_if = "FifoThroughputLimit::is_default"))]
    pub fifo_throughput_limit: FifoThroughputLimit,
}

/// Where a FIFO queue looks for repeats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, serde::Serialize))]
#[cfg_attr(feature = "schema", serde(rename_all = "camelCase"))]
pub enum DeduplicationScope {
    /// In the whole queue.
    #[default]
    Queue,
    /// In each message group.
    MessageGroup,
}

/// What the throughput quota of a FIFO queue is counted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, serde::Serialize))]
#[cfg_attr(feature = "schema", serde(rename_all = "camelCase"))]
pub enum FifoThroughputLimit {
    /// By queue.
    #[default]
    PerQueue,
    /// By message group; needs [`DeduplicationScope::MessageGroup`].
    PerMessageGroupId,
}

#[cfg(feature = "schema")]
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
const fn is_zero(number: &u32) -> bool {
    *number == 0
}

#[cfg(feature = "schema")]
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
const fn is_one(number: &u32) -> bool {
    *number == 1
}

impl Default for Scenario {
    /// Small and clear: two cashiers, three baristas, a little more work than they can do at once.
    fn default() -> Self {
        Self {
            version: SCENARIO_VERSION,
            title: "The order board".into(),
            mode: Mode::default(),
            seed: 38,
            customers: Customers::default(),
            cashiers: vec![
                CashierGroup { name: Some("Ana".into()), ..CashierGroup::default() },
                CashierGroup { name: Some("Ben".into()), ..CashierGroup::default() },
            ],
            baristas: vec![
                BaristaGroup { name: Some("Cleo".into()), ..BaristaGroup::default() },
                BaristaGroup { name: Some("Dev".into()), ..BaristaGroup::default() },
                BaristaGroup { name: Some("Eli".into()), ..BaristaGroup::default() },
            ],
            walk_ms: 1_000,
            address: Address::default(),
            queue: QueueSettings::default(),
            stored_orders: 0,
            weather: Weather::default(),
        }
    }
}

impl Default for Address {
    fn default() -> Self {
        Self {
            endpoint: "https://sqs.us-east-1.amazonaws.com".into(),
            account: "123456789012".into(),
            region: "us-east-1".into(),
        }
    }
}

impl Default for Customers {
    fn default() -> Self {
        Self {
            per_minute: 23,
            variation_percent: 100,
            patience_seconds: Some(40),
            total: None,
            groups: None,
            first_group_percent: 0,
        }
    }
}

impl Default for CashierGroup {
    fn default() -> Self {
        Self { count: 1, name: None, settings: CashierSettings::default() }
    }
}

impl Default for CashierSettings {
    fn default() -> Self {
        Self { take_ms: 2_000, batch: 1, resend_percent: 0 }
    }
}

impl Default for BaristaGroup {
    fn default() -> Self {
        Self { count: 1, name: None, settings: BaristaSettings::default() }
    }
}

impl Default for BaristaSettings {
    fn default() -> Self {
        Self { make_ms: 7_000, wait_time_seconds: None, pause_ms: 1_000, max_messages: 1, batch: 1 }
    }
}

impl Default for QueueSettings {
    fn default() -> Self {
        Self {
            visibility_timeout_seconds: 30,
            delay_seconds: 0,
            message_retention_seconds: 345_600,
            receive_wait_time_seconds: 20,
            max_receive_count: Some(3),
            fifo: false,
            content_based_deduplication: false,
            deduplication_scope: DeduplicationScope::default(),
            fifo_throughput_limit: FifoThroughputLimit::default(),
        }
    }
}

impl Scenario {
    /// As JSON. What came into the format later is left out where it has its default: recordings of old stay the same.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let mut scenario = Object::new();
        scenario.put("version", self.version);
        scenario.put("title", self.title.as_str());
        scenario.put("mode", self.mode.name());
        scenario.put("seed", self.seed);
        scenario.put("customers", self.customers.to_json());
        scenario.put("cashiers", self.cashiers.iter().map(CashierGroup::to_json).collect::<Vec<_>>());
        scenario.put("baristas", self.baristas.iter().map(BaristaGroup::to_json).collect::<Vec<_>>());
        scenario.put("walkMs", self.walk_ms);
        scenario.put("address", self.address.to_json());
        scenario.put("queue", self.queue.to_json());
        scenario.put("storedOrders", self.stored_orders);
        if !self.weather.is_calm() {
            scenario.put_member("weather", &self.weather);
        }
        scenario.into()
    }

    /// How many people of `role` the shop begins with.
    #[must_use]
    pub fn staff_count(&self, role: Role) -> u64 {
        match role {
            Role::Cashier => self.cashiers.iter().map(|group| u64::from(group.count)).sum(),
            Role::Barista => self.baristas.iter().map(|group| u64::from(group.count)).sum(),
            Role::You | Role::Guest => 0,
        }
    }
}

impl Mode {
    /// As in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::HandToHand => "handToHand",
            Self::OrderBoard => "orderBoard",
        }
    }
}

impl Address {
    /// Whether it can be given out: the endpoint is the service itself or this machine, so that no link leads programs
    /// anywhere else.
    ///
    /// # Errors
    /// What it must be.
    pub fn check(&self) -> Result<(), &'static str> {
        let digits = self.account.len() == 12 && self.account.bytes().all(|byte| byte.is_ascii_digit());
        let lower = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let named = (1..=32).contains(&self.region.len()) && self.region.bytes().all(lower);
        match (digits, named, is_endpoint(&self.endpoint)) {
            (false, _, _) => Err("The account must be twelve digits."),
            (_, false, _) => Err("The region must be a name such as us-east-1."),
            (_, _, false) => {
                Err("The endpoint must be SQS itself, or a server on this machine: http://localhost:9324.")
            }
            _ => Ok(()),
        }
    }

    /// As JSON.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let mut address = Object::new();
        address.put("endpoint", self.endpoint.as_str());
        address.put("account", self.account.as_str());
        address.put("region", self.region.as_str());
        address.into()
    }
}

fn is_endpoint(text: &str) -> bool {
    let port = |rest: &str| {
        rest.is_empty() || rest.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok_and(|port| port > 0))
    };
    let here =
        ["http://localhost", "http://127.0.0.1", "http://[::1]"].iter().filter_map(|host| text.strip_prefix(host));
    let service = text.strip_prefix("https://sqs.").and_then(|rest| rest.strip_suffix(".amazonaws.com"));
    let label = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    here.into_iter().any(port) || service.is_some_and(|region| !region.is_empty() && region.bytes().all(label))
}

impl DeduplicationScope {
    /// Both, with their names as they travel.
    pub const NAMES: [(&str, Self); 2] = [("queue", Self::Queue), ("messageGroup", Self::MessageGroup)];

    /// As it travels.
    #[must_use]
    pub const fn name(self) -> &'static str {
        Self::NAMES[self as usize].0
    }

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl FifoThroughputLimit {
    /// Both, with their names as they travel.
    pub const NAMES: [(&str, Self); 2] = [("perQueue", Self::PerQueue), ("perMessageGroupId", Self::PerMessageGroupId)];

    /// As it travels.
    #[must_use]
    pub const fn name(self) -> &'static str {
        Self::NAMES[self as usize].0
    }

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// Puts a number that came into the format later: left out where it has its default.
fn put_unless(object: &mut Object, name: &str, value: u32, default: u32) {
    if value != default {
        object.put(name, value);
    }
}

impl Customers {
    fn to_json(&self) -> Json {
        let mut customers = Object::new();
        customers.put("perMinute", self.per_minute);
        customers.put("variationPercent", self.variation_percent);
        customers.put("patienceSeconds", self.patience_seconds);
        customers.put("total", self.total);
        customers.put_member("groups", &self.groups);
        put_unless(&mut customers, "firstGroupPercent", self.first_group_percent, 0);
        customers.into()
    }
}

/// What all groups of people have.
fn group(count: u32, name: Option<&str>) -> Object {
    let mut group = Object::new();
    group.put("count", count);
    group.put("name", name);
    group
}

impl CashierGroup {
    fn to_json(&self) -> Json {
        let mut group = group(self.count, self.name.as_deref());
        self.settings.put_into(&mut group);
        group.into()
    }
}

impl BaristaGroup {
    fn to_json(&self) -> Json {
        let mut group = group(self.count, self.name.as_deref());
        self.settings.put_into(&mut group);
        group.into()
    }
}

impl CashierSettings {
    fn put_into(&self, object: &mut Object) {
        object.put("takeMs", self.take_ms);
        put_unless(object, "batch", self.batch, 1);
        put_unless(object, "resendPercent", self.resend_percent, 0);
    }
}

impl BaristaSettings {
    fn put_into(&self, object: &mut Object) {
        object.put("makeMs", self.make_ms);
        object.put("waitTimeSeconds", self.wait_time_seconds);
        object.put("pauseMs", self.pause_ms);
        object.put("maxMessages", self.max_messages);
        put_unless(object, "batch", self.batch, 1);
    }
}

impl QueueSettings {
    /// As JSON.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let mut queue = Object::new();
        queue.put("visibilityTimeoutSeconds", self.visibility_timeout_seconds);
        queue.put("delaySeconds", self.delay_seconds);
        queue.put("messageRetentionSeconds", self.message_retention_seconds);
        queue.put("receiveWaitTimeSeconds", self.receive_wait_time_seconds);
        queue.put("maxReceiveCount", self.max_receive_count);
        if self.fifo {
            queue.put("fifo", true);
        }
        if self.content_based_deduplication {
            queue.put("contentBasedDeduplication", true);
        }
        if !self.deduplication_scope.is_default() {
            queue.put("deduplicationScope", self.deduplication_scope.name());
        }
        if !self.fifo_throughput_limit.is_default() {
            queue.put("fifoThroughputLimit", self.fifo_throughput_limit.name());
        }
        queue.into()
    }
}

// Settings as a deed gives them: whole, or the default where something is missing. Whether they are in range is the
// deed's own question.

impl ToMember for CashierSettings {
    fn to_member(&self) -> Option<Json> {
        let mut settings = Object::new();
        self.put_into(&mut settings);
        Some(settings.into())
    }
}

impl FromMember for CashierSettings {
    fn from_member(value: Option<&Json>) -> Option<Self> {
        let (value, default) = (object(value)?, Self::default());
        Some(Self {
            take_ms: value.read_or("takeMs", default.take_ms).ok()?,
            batch: value.read_or("batch", default.batch).ok()?,
            resend_percent: value.read_or("resendPercent", default.resend_percent).ok()?,
        })
    }
}

impl ToMember for BaristaSettings {
    fn to_member(&self) -> Option<Json> {
        let mut settings = Object::new();
        self.put_into(&mut settings);
        Some(settings.into())
    }
}

impl FromMember for BaristaSettings {
    fn from_member(value: Option<&Json>) -> Option<Self> {
        let (value, default) = (object(value)?, Self::default());
        Some(Self {
            make_ms: value.read_or("makeMs", default.make_ms).ok()?,
            wait_time_seconds: value.read_or("waitTimeSeconds", default.wait_time_seconds).ok()?,
            pause_ms: value.read_or("pauseMs", default.pause_ms).ok()?,
            max_messages: value.read_or("maxMessages", default.max_messages).ok()?,
            batch: value.read_or("batch", default.batch).ok()?,
        })
    }
}

impl ToMember for QueueSettings {
    fn to_member(&self) -> Option<Json> {
        Some(self.to_json())
    }
}

impl FromMember for QueueSettings {
    fn from_member(value: Option<&Json>) -> Option<Self> {
        let (value, default) = (object(value)?, Self::default());
        let number = |name, default: u32| value.read_or(name, default).ok();
        Some(Self {
            visibility_timeout_seconds: number("visibilityTimeoutSeconds", default.visibility_timeout_seconds)?,
            delay_seconds: number("delaySeconds", default.delay_seconds)?,
            message_retention_seconds: number("messageRetentionSeconds", default.message_retention_seconds)?,
            receive_wait_time_seconds: number("receiveWaitTimeSeconds", default.receive_wait_time_seconds)?,
            max_receive_count: value.read_or("maxReceiveCount", default.max_receive_count).ok()?,
            fifo: value.get("fifo") == Some(&Json::Bool(true)),
            content_based_deduplication: value.get("contentBasedDeduplication") == Some(&Json::Bool(true)),
            deduplication_scope: choice(value.get("deduplicationScope"), DeduplicationScope::NAMES)?,
            fifo_throughput_limit: choice(value.get("fifoThroughputLimit"), FifoThroughputLimit::NAMES)?,
        })
    }
}

/// One of two by its name, the first where nothing is said.
pub(super) fn choice<T: Copy>(value: Option<&Json>, names: [(&str, T); 2]) -> Option<T> {
    let Some(value) = value else { return Some(names[0].1) };
    let name = value.as_str()?;
    names.iter().find(|(other, _)| *other == name).map(|(_, choice)| *choice)
}

fn object(value: Option<&Json>) -> Option<&Json> {
    value.filter(|value| value.as_object().is_some())
}
