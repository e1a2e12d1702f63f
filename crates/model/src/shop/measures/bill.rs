//! What calls cost.
//!
//! Source: `docs/sqs-behaviour.md`, section 5.3.

use crate::sqs::{Request, Response, SendMessageBatchRequestEntry, message_bytes};
use crate::time::Span;

/// Bytes of payload that are billed as one request. A started piece counts as a whole one.
const PIECE: usize = 64 * 1_024;

/// The month that bills are extrapolated to.
const MONTH: Span = Span::from_secs(30 * 86_400);

/// The number of billed requests, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bill {
    /// `SendMessage` and `SendMessageBatch`.
    pub sends: u64,
    /// `ReceiveMessage` that returned messages.
    pub receives: u64,
    /// `ReceiveMessage` that returned no message, or has no answer yet.
    pub empty_receives: u64,
    /// `DeleteMessage` and `DeleteMessageBatch`.
    pub deletes: u64,
    /// All other calls.
    pub others: u64,
}

impl Bill {
    /// Counts a request.
    pub(in crate::shop) fn request(&mut self, request: &Request) {
        match request {
            Request::SendMessage(call) => {
                self.sends += pieces(message_bytes(&call.message_body, &call.message_attributes));
            }
            Request::SendMessageBatch(call) => {
                let bytes = |entry: &SendMessageBatchRequestEntry| {
                    entry.message_body.as_ref().map_or(0, |body| message_bytes(body, &entry.message_attributes))
                };
                self.sends += pieces(call.entries.iter().map(bytes).sum());
            }
            Request::ReceiveMessage(_) => self.empty_receives += 1,
            Request::DeleteMessage(_) | Request::DeleteMessageBatch(_) => self.deletes += 1,
            _ => self.others += 1,
        }
    }

    /// Counts an answer. Received messages are billed by their size.
    pub(in crate::shop) fn response(&mut self, response: &Response) {
        if let Response::ReceiveMessage(received) = response
            && !received.messages.is_empty()
        {
            let messages = received.messages.iter();
            self.empty_receives = self.empty_receives.saturating_sub(1);
            self.receives +=
                pieces(messages.map(|message| message_bytes(&message.body, &message.message_attributes)).sum());
        }
    }

    /// Returns the number of all billed requests.
    #[must_use]
    pub const fn requests(&self) -> u64 {
        self.sends + self.receives + self.empty_receives + self.deletes + self.others
    }

    /// Extrapolates `requests` in the time `passed` to a month of 30 days. Returns 0 if `passed` is zero.
    #[must_use]
    pub fn in_a_month(requests: u64, passed: Span) -> u64 {
        let passed = u128::from(passed.as_millis());
        (u128::from(requests) * u128::from(MONTH.as_millis())).checked_div(passed).map_or(0, |month| month as u64)
    }
}

fn pieces(bytes: usize) -> u64 {
    bytes.div_ceil(PIECE).max(1) as u64
}

/// The price of requests, and how many per month are free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prices {
    /// Price of a million requests, in millionths of a dollar.
    pub million: u64,
    /// Number of free requests per month.
    pub free: u64,
}

impl Prices {
    /// When the prices were read: third-party summaries of the public price list for us-east-1.
    pub const READ: &str = "March to June 2026";
    /// Prices of standard queues.
    pub const STANDARD: Self = Self { million: 400_000, free: 1_000_000 };
    /// Prices of FIFO queues.
    pub const FIFO: Self = Self { million: 500_000, ..Self::STANDARD };

    /// Returns the price of a month with `requests` requests, in millionths of a dollar.
    #[must_use]
    pub fn month(&self, requests: u64) -> u64 {
        let paid = requests.saturating_sub(self.free);
        (u128::from(paid) * u128::from(self.million) / 1_000_000) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sqs::{Body, QueueUrl, ReceiveMessage, SendMessage};

    fn send(bytes: usize) -> Request {
        SendMessage::new(QueueUrl::from("orders"), Body::from("x".repeat(bytes).as_str())).into()
    }

    #[test]
    fn each_started_piece_is_a_request() {
        for (bytes, requests) in [(1, 1), (65_536, 1), (65_537, 2), (262_144, 4), (1_048_576, 16)] {
            let mut bill = Bill::default();
            bill.request(&send(bytes));
            assert_eq!((bill.sends, bill.requests()), (requests, requests), "{bytes}");
        }
    }

    #[test]
    fn a_receive_counts_as_empty_until_it_returns_a_message() {
        let mut bill = Bill::default();
        bill.request(&ReceiveMessage::new(QueueUrl::from("orders")).into());
        assert_eq!((bill.empty_receives, bill.receives), (1, 0));
    }

    #[test]
    fn requests_extrapolate_to_the_price_of_a_month() {
        // Ten polls per second cost $9.97 per month.
        let requests = Bill::in_a_month(600, Span::from_secs(60));
        assert_eq!(requests, 25_920_000);
        assert_eq!(Prices::STANDARD.month(requests), 9_968_000);
        assert_eq!(Prices::STANDARD.month(1_000_000), 0);
        assert_eq!(Prices::FIFO.month(3_000_000), 1_000_000);
        assert_eq!(Bill::in_a_month(5, Span::ZERO), 0);
    }
}
