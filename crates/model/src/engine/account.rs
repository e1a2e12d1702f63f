//! Whose queues they are, and how they are addressed (fact sheet, sections 2.1 and 4.5).

use super::EPOCH_MS;
use crate::time::Instant;

/// What the name of a FIFO queue ends in.
pub(super) const FIFO_SUFFIX: &str = ".fifo";

/// The account that all queues belong to, and when it began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Such as `us-east-1`; part of every ARN.
    pub region: String,
    /// Twelve digits; part of every ARN and URL.
    pub account: String,
    /// What stands in front of `/<account>/<name>` in a queue's URL, without a slash at its end.
    pub endpoint: String,
    /// What [`Instant::ZERO`] is for timestamps in answers, in milliseconds of the Unix epoch.
    pub epoch_ms: u64,
}

impl Default for Account {
    fn default() -> Self {
        Self {
            region: "us-east-1".into(),
            account: "123456789012".into(),
            endpoint: "https://sqs.us-east-1.amazonaws.com".into(),
            epoch_ms: EPOCH_MS,
        }
    }
}

impl Account {
    /// What timestamps in answers say, in milliseconds.
    pub(super) const fn timestamp(&self, at: Instant) -> u64 {
        self.epoch_ms.saturating_add(at.as_millis())
    }

    pub(super) fn url(&self, name: &str) -> String {
        format!("{}/{}/{name}", self.endpoint, self.account)
    }

    pub(super) fn arn(&self, name: &str) -> String {
        format!("arn:aws:sqs:{}:{}:{name}", self.region, self.account)
    }

    /// The queue's name in a URL: its last segment, where the one before is this account. A bare name stands for
    /// itself. Whether there is such a queue is another question.
    pub(super) fn name_in_url<'a>(&self, url: &'a str) -> Option<&'a str> {
        // Byte by byte: names are short, and this is asked on every call.
        let last_slash = |text: &str| text.bytes().rposition(|byte| byte == b'/');
        let Some(slash) = last_slash(url) else { return Some(url) };
        let (front, name) = (&url[..slash], &url[slash + 1..]);
        let account = last_slash(front).map_or(front, |slash| &front[slash + 1..]);
        (account == self.account).then_some(name)
    }

    /// The queue's name in an ARN of this account and region.
    pub(super) fn name_in_arn<'a>(&self, arn: &'a str) -> Option<&'a str> {
        let arn = Arn::parse(arn)?;
        (arn.region == self.region && arn.account == self.account).then_some(arn.name)
    }
}

/// The parts of a well-formed queue ARN.
pub(super) struct Arn<'a> {
    region: &'a str,
    account: &'a str,
    pub(super) name: &'a str,
}

impl<'a> Arn<'a> {
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let mut parts = text.strip_prefix("arn:")?.split(':');
        let (partition, service) = (parts.next()?, parts.next()?);
        let arn = Self { region: parts.next()?, account: parts.next()?, name: parts.next()? };
        let whole = parts.next().is_none() && service == "sqs";
        let full = [partition, arn.region, arn.account, arn.name].iter().all(|part| !part.is_empty());
        (whole && full).then_some(arn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_read_from_their_end() {
        let account = Account::default();
        assert_eq!(account.name_in_url(&account.url("orders")), Some("orders"));
        assert_eq!(account.name_in_url("http://localhost:4566/123456789012/orders"), Some("orders"));
        assert_eq!(account.name_in_url("orders"), Some("orders"));
        assert_eq!(account.name_in_url("https://x/000000000000/orders"), None);
        assert_eq!(account.name_in_url("/orders"), None);
        assert_eq!(account.name_in_url(&(account.url("orders") + "/")), None);
    }

    #[test]
    fn arns_are_read_whole() {
        let account = Account::default();
        assert_eq!(account.name_in_arn(&account.arn("orders")), Some("orders"));
        for bad in ["dummy", "arn:aws:sqs:us-east-1:123456789012", "arn:aws:sns:us-east-1:123456789012:orders"] {
            assert_eq!(account.name_in_arn(bad), None, "{bad}");
        }
        assert_eq!(account.name_in_arn("arn:aws:sqs:eu-west-1:123456789012:orders"), None);
    }
    #[test]
    fn timestamps_count_from_the_epoch_of_the_account() {
        let account = Account { epoch_ms: 1_000, ..Account::default() };
        assert_eq!(account.timestamp(Instant::from_millis(5)), 1_005);
        assert_eq!(account.timestamp(Instant::from_millis(u64::MAX)), u64::MAX);
        assert_eq!(Account::default().timestamp(Instant::ZERO), EPOCH_MS);
    }
}
