//! Predictions of queueing theory, for comparison with measurements.

use super::Measures;
use crate::time::Span;

/// A measured value and its prediction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prediction {
    /// The measured value.
    pub measured: f64,
    /// The value predicted from other measurements. `None` if the formula has no answer.
    pub predicted: Option<f64>,
}

impl Measures {
    /// Little's law: the mean number of customers in the shop is the arrival rate times the mean stay. Returns `None`
    /// before the first customer is served.
    #[must_use]
    pub fn littles_law(&self) -> Option<Prediction> {
        let passed = self.at.as_millis();
        if passed == 0 || self.total.served == 0 {
            return None;
        }
        let rate = self.total.arrived as f64 / passed as f64;
        let stay = self.total.waited_ms as f64 / self.total.served as f64;
        Some(Prediction { measured: self.total.present_ms as f64 / passed as f64, predicted: Some(rate * stay) })
    }

    /// The mean time from send to first receive, in milliseconds, against an M/M/c queue with the measured arrival
    /// rate, service time and number of baristas. Returns `None` before the first customer is served.
    #[must_use]
    pub fn time_on_the_board(&self) -> Option<Prediction> {
        let (passed, total) = (self.at.as_millis(), &self.total);
        if passed == 0 || total.received_first == 0 || total.served == 0 {
            return None;
        }
        let servers = (total.there_ms[1] as f64 / passed as f64).round();
        let rate = total.sent as f64 / passed as f64;
        let service = total.busy_ms[1] as f64 / total.served as f64;
        Some(Prediction {
            measured: total.stored_ms as f64 / total.received_first as f64,
            predicted: predicted_wait_ms(rate, service, servers as u32),
        })
    }

    /// Returns the number of customers in the shop. Little's law cannot account for the rest of their stay.
    #[must_use]
    pub fn still_there(&self) -> u64 {
        self.total.arrived.saturating_sub(self.total.served + self.total.walked_out)
    }

    /// Returns the length of the measurement.
    #[must_use]
    pub fn passed(&self) -> Span {
        Span::from_millis(self.at.as_millis())
    }
}

/// The mean wait of an M/M/c queue in milliseconds, by the Erlang C formula. `rate` is in orders per millisecond,
/// `service` in milliseconds per order. Returns `None` if the servers cannot keep up.
#[must_use]
pub fn predicted_wait_ms(rate: f64, service: f64, servers: u32) -> Option<f64> {
    let load = rate * service;
    let free = f64::from(servers) - load;
    if servers == 0 || free <= 0.0 || !load.is_finite() {
        return None;
    }
    // The Erlang B formula as a recurrence: all intermediate values are in 0..=1.
    let blocked = (1..=servers).fold(1.0, |blocked, server| load * blocked / (f64::from(server) + load * blocked));
    let waits = blocked / (1.0 - load / f64::from(servers) * (1.0 - blocked));
    Some(waits * service / free)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: Option<f64>, expected: f64) {
        let found = found.expect("it can be done");
        assert!((found - expected).abs() < expected * 1e-3, "{found} is not {expected}");
    }

    #[test]
    fn one_server_matches_the_closed_formula() {
        // M/M/1: load / (1 - load) × service time.
        near(predicted_wait_ms(0.5, 1.0, 1), 1.0);
        near(predicted_wait_ms(0.9, 1.0, 1), 9.0);
    }

    #[test]
    fn several_servers_match_published_tables() {
        // Tables of M/M/c: two servers at 75 % wait 1.2857 service times, three at 90 % wait 2.7235.
        near(predicted_wait_ms(1.5, 1.0, 2), 1.2857);
        near(predicted_wait_ms(2.7, 1.0, 3), 2.7235);
        near(predicted_wait_ms(0.8 * 500.0, 1.0, 500).map(|wait| wait + 1.0), 1.0);
    }

    #[test]
    fn overload_has_no_prediction() {
        assert_eq!(predicted_wait_ms(2.0, 1.0, 2), None);
        assert_eq!(predicted_wait_ms(1.0, 1.0, 0), None);
        assert_eq!(predicted_wait_ms(f64::INFINITY, 1.0, 3), None);
    }
}
