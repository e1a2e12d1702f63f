//! The account that owns all queues, and how its queues are addressed.
//!
//! Source: `docs/sqs-behaviour.md`, sections 2.1 and 4.5.

use super::EPOCH_MS;
use crate::time::Instant;

/// The suffix of every FIFO queue's name.
pub(super) const FIFO_SUFFIX: &str = ".fifo";

/// The account that owns all queues: it determines their URLs and ARNs, and the timestamps in answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The AWS region, such as `us-east-1`. Part of every ARN.
    pub region: String,
    /// The account id, twelve digits. Part of every ARN and URL.
    pub account: String,
    /// The start of every queue URL, before `/<account>/<name>`, without a trailing slash.
    pub endpoint: String,
    /// The timestamp that answers give for [`Instant::ZERO`], in milliseconds since the Unix epoch.
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
    /// Returns `at` in milliseconds since the Unix epoch. Saturates.
    pub(super) const fn timestamp(&self, at: Instant) -> u64 {
        self.epoch_ms.saturating_add(at.as_millis())
    }

    pub(super) fn url(&self, name: &str) -> String {
        format!("{}/{}/{name}", self.endpoint, self.account)
    }

    pub(super) fn arn(&self, name: &str) -> String {
        format!("arn:aws:sqs:{}:{}:{name}", self.region, self.account)
    }

    /// Returns the queue name in a URL: the last path segment, if the segment before it is this account. A URL without
    /// a slash is a bare queue name. The queue may not exist.
    pub(super) fn name_in_url<'a>(&self, url: &'a str) -> Option<&'a str> {
        // A search by bytes is faster than `rsplit` on such short texts, and every call does it.
        let last_slash = |text: &str| text.bytes().rposition(|byte| byte == b'/');
        let Some(slash) = last_slash(url) else { return Some(url) };
        let (front, name) = (&url[..slash], &url[slash + 1..]);
        let account = last_slash(front).map_or(front, |slash| &front[slash + 1..]);
        (account == self.account).then_some(name)
    }

    /// Returns the queue name in an ARN, if the ARN is of this account and region. The queue may not exist.
    pub(super) fn name_in_arn<'a>(&self, arn: &'a str) -> Option<&'a str> {
        let arn = Arn::parse(arn)?;
        (arn.region == self.region && arn.account == self.account).then_some(arn.name)
    }
}

/// A well-formed queue ARN, in its parts.
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
    fn urls_resolve_by_their_last_two_segments() {
        let account = Account::default();
        assert_eq!(account.name_in_url(&account.url("orders")), Some("orders"));
        assert_eq!(account.name_in_url("http://localhost:4566/123456789012/orders"), Some("orders"));
        assert_eq!(account.name_in_url("orders"), Some("orders"));
        assert_eq!(account.name_in_url("https://x/000000000000/orders"), None);
        assert_eq!(account.name_in_url("/orders"), None);
        assert_eq!(account.name_in_url(&(account.url("orders") + "/")), None);
    }

    #[test]
    fn arns_resolve_only_in_their_own_account_and_region() {
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
