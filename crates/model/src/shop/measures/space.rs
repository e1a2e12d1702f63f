//! One interval of the measures.

/// One value for cashiers and one for baristas.
pub type ByRole = [u64; 2];

/// What happened in an interval, and the state at its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Space {
    /// Messages sent.
    pub sent: u64,
    /// Messages received.
    pub received: u64,
    /// Messages received for the second time or later.
    pub received_again: u64,
    /// Messages deleted.
    pub deleted: u64,
    /// Receives that returned no message.
    pub empty_receives: u64,
    /// Messages moved to the dead-letter queue.
    pub dead_letters: u64,
    /// Drinks made for an order that was served before.
    pub made_twice: u64,
    /// Customers who arrived.
    pub arrived: u64,
    /// Customers who were served.
    pub served: u64,
    /// Customers who left without a drink.
    pub walked_out: u64,
    /// Sum of the waits of the served customers, from arrival to drink, in milliseconds.
    pub waited_ms: u64,
    /// Sum of the times from send to first receive, in milliseconds.
    pub stored_ms: u64,
    /// Messages received for the first time.
    pub received_first: u64,
    /// Sum of the time that people worked, in milliseconds.
    pub busy_ms: ByRole,
    /// Sum of the time that people were present and not on a break, in milliseconds.
    pub there_ms: ByRole,
    /// Sum of the time that customers were in the shop, in milliseconds.
    pub present_ms: u64,
    /// Visible messages, at the end.
    pub waiting: u64,
    /// Messages in flight, at the end.
    pub making: u64,
    /// Delayed messages, at the end.
    pub delayed: u64,
    /// Customers in line, at the end.
    pub in_line: u64,
    /// Age of the oldest message, at the end, in milliseconds.
    pub oldest_ms: u64,
}

impl Space {
    /// Merges two neighbouring intervals.
    pub(super) fn and(&self, next: &Self) -> Self {
        let by_role = |a: ByRole, b: ByRole| [a[0] + b[0], a[1] + b[1]];
        Self {
            sent: self.sent + next.sent,
            received: self.received + next.received,
            received_again: self.received_again + next.received_again,
            deleted: self.deleted + next.deleted,
            empty_receives: self.empty_receives + next.empty_receives,
            dead_letters: self.dead_letters + next.dead_letters,
            made_twice: self.made_twice + next.made_twice,
            arrived: self.arrived + next.arrived,
            served: self.served + next.served,
            walked_out: self.walked_out + next.walked_out,
            waited_ms: self.waited_ms + next.waited_ms,
            stored_ms: self.stored_ms + next.stored_ms,
            received_first: self.received_first + next.received_first,
            busy_ms: by_role(self.busy_ms, next.busy_ms),
            there_ms: by_role(self.there_ms, next.there_ms),
            present_ms: self.present_ms + next.present_ms,
            ..*next
        }
    }
}
