//! Where programs find the queues.

use crate::settings::settings;

settings! {
    /// The first part of every queue's URL and ARN.
    pub struct Address {
        /// The part of a queue's URL before the account: the URL of SQS itself, or of a server on this machine such as
        /// `http://localhost:9324`.
        #[cfg_attr(feature = "schema", schemars(length(max = 80)))]
        endpoint "endpoint": String = "https://sqs.us-east-1.amazonaws.com".into();
        /// Twelve digits.
        #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9]{12}$")))]
        account "account": String = "123456789012".into();
        /// Such as `us-east-1`.
        #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[a-z0-9-]{1,32}$")))]
        region "region": String = "us-east-1".into();
    }
}

impl Address {
    /// Returns `Ok` if the address can be given to programs: its endpoint must be the service itself or this machine, so
    /// that no link sends programs anywhere else.
    ///
    /// # Errors
    /// A sentence that says what the part must be.
    pub fn check(&self) -> Result<(), &'static str> {
        let digits = self.account.len() == 12 && self.account.bytes().all(|byte| byte.is_ascii_digit());
        let named = (1..=32).contains(&self.region.len()) && self.region.bytes().all(is_of_region);
        match (digits, named, is_endpoint(&self.endpoint)) {
            (false, _, _) => Err("The account must be twelve digits."),
            (_, false, _) => Err("The region must be a name such as us-east-1."),
            (_, _, false) => {
                Err("The endpoint must be SQS itself, or a server on this machine: http://localhost:9324.")
            }
            _ => Ok(()),
        }
    }
}

const fn is_of_region(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}

fn is_endpoint(text: &str) -> bool {
    let is_port = |rest: &str| {
        rest.is_empty() || rest.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok_and(|port| port > 0))
    };
    let service = text.strip_prefix("https://sqs.").and_then(|rest| rest.strip_suffix(".amazonaws.com"));
    ["http://localhost", "http://127.0.0.1", "http://[::1]"]
        .iter()
        .any(|host| text.strip_prefix(host).is_some_and(is_port))
        || service.is_some_and(|region| !region.is_empty() && region.bytes().all(is_of_region))
}
