//! The freedom that the service allows itself, as settings (`docs/sqs-behaviour.md`, section 6).

use crate::json::{FromMember, Json, Object, ToMember};

/// How far a service strays from the exact rules, within what it promises. All of it is drawn from the seed; the
/// default strays nowhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, serde::Serialize))]
#[cfg_attr(feature = "schema", serde(rename_all = "camelCase", default))]
pub struct Weather {
    /// Of a hundred deliveries of standard queues, after how many a copy of the message can be received as well: 0 to
    /// 100.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 100)))]
    pub duplicates_percent: u32,
    /// Among how many first messages of a standard queue a receive chooses, 0 to 100; the first where it is 0 or 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 100)))]
    pub disorder_messages: u32,
    /// Of ten servers, how many a short poll does not ask: 0 to 9.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 9)))]
    pub servers_not_asked: u32,
    /// Seconds by which the counts of messages lag behind: 0 to 300.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 300)))]
    pub counts_lag_seconds: u32,
}

impl Weather {
    /// The servers that a standard queue's messages lie on.
    pub const SERVERS: u32 = 10;

    /// The largest value of each knob, in the order of the members.
    pub const MOST: Self =
        Self { duplicates_percent: 100, disorder_messages: 100, servers_not_asked: 9, counts_lag_seconds: 300 };

    /// The exact rules.
    #[must_use]
    pub fn is_calm(&self) -> bool {
        *self == Self::default()
    }

    /// Within what the service does: at least one server is asked, and nothing lags for hours.
    #[must_use]
    pub fn bounded(self) -> Self {
        Self {
            duplicates_percent: self.duplicates_percent.min(Self::MOST.duplicates_percent),
            disorder_messages: self.disorder_messages.min(Self::MOST.disorder_messages),
            servers_not_asked: self.servers_not_asked.min(Self::MOST.servers_not_asked),
            counts_lag_seconds: self.counts_lag_seconds.min(Self::MOST.counts_lag_seconds),
        }
    }
}

impl ToMember for Weather {
    fn to_member(&self) -> Option<Json> {
        let mut weather = Object::new();
        weather.put("duplicatesPercent", self.duplicates_percent);
        weather.put("disorderMessages", self.disorder_messages);
        weather.put("serversNotAsked", self.servers_not_asked);
        weather.put("countsLagSeconds", self.counts_lag_seconds);
        Some(weather.into())
    }
}

/// What is missing is calm.
impl FromMember for Weather {
    fn from_member(value: Option<&Json>) -> Option<Self> {
        let value = value.filter(|value| value.as_object().is_some())?;
        let knob = |name| value.read_or(name, 0).ok();
        Some(Self {
            duplicates_percent: knob("duplicatesPercent")?,
            disorder_messages: knob("disorderMessages")?,
            servers_not_asked: knob("serversNotAsked")?,
            counts_lag_seconds: knob("countsLagSeconds")?,
        })
    }
}
