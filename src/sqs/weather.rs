//! What the service leaves open, as knobs (fact sheet, section 6).

/// How far a service strays from the exact rules, within what it promises. All of it is drawn from the seed; the
/// default strays nowhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weather {
    /// Of a hundred deliveries of standard queues, after how many a copy of the message can be received as well.
    pub duplicates_percent: u32,
    /// Among how many first messages of a standard queue a receive chooses; the first where it is 0 or 1.
    pub disorder_messages: u32,
    /// Of ten servers, how many a short poll does not ask.
    pub servers_not_asked: u32,
    /// Seconds by which the counts of messages lag behind.
    pub counts_lag_seconds: u32,
}

impl Weather {
    /// The servers that a standard queue's messages lie on.
    pub const SERVERS: u32 = 10;

    /// The exact rules.
    #[must_use]
    pub fn is_calm(&self) -> bool {
        *self == Self::default()
    }

    /// Within what the service does: at least one server is asked, and nothing lags for hours.
    #[must_use]
    pub fn bounded(self) -> Self {
        Self {
            duplicates_percent: self.duplicates_percent.min(100),
            disorder_messages: self.disorder_messages.min(100),
            servers_not_asked: self.servers_not_asked.min(Self::SERVERS - 1),
            counts_lag_seconds: self.counts_lag_seconds.min(300),
        }
    }
}
