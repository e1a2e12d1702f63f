//! Moves a recording to another address: the same run, with other queue URLs and ARNs.
//!
//! Programs behind a bridge know the queues by the bridge's address, so a run that is opened there must use it. Recorded
//! calls name queues by URL and ARN, which would be queues of a stranger after the move; they move as well.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

use super::{Address, Intervention, Recording};
use crate::sqs::Request;

impl Recording {
    /// The same run at another address.
    #[must_use]
    pub fn moved_to(mut self, address: &Address) -> Self {
        if self.scenario.address == *address {
            return self;
        }
        let from = std::mem::replace(&mut self.scenario.address, address.clone());
        let moving = Moving { account: format!("/{}/", from.account), from: arns(&from), to: arns(address), address };
        for timed in &mut self.interventions {
            match &mut timed.intervention {
                Intervention::Call { request, .. } => {
                    if let Some(moved) = moving.request(request) {
                        *request = moved;
                    }
                }
                Intervention::SetAttribute { value, .. } => *value = moving.arns(value),
                _ => {}
            }
        }
        self
    }
}

/// What the ARNs of an address's queues begin with.
fn arns(address: &Address) -> String {
    format!("arn:aws:sqs:{}:{}:", address.region, address.account)
}

struct Moving<'a> {
    /// The old account as a part of a URL.
    account: String,
    from: String,
    to: String,
    address: &'a Address,
}

impl Moving<'_> {
    /// A call that names its queues by the new address; `None` if it names them by nothing but their names.
    fn request(&self, request: &Request) -> Option<Request> {
        let before = request.to_json();
        let mut body = before.clone();
        for (member, value) in body.as_object_mut()? {
            match (member.as_str(), value) {
                ("QueueUrl", Value::String(url)) => *url = self.url(url),
                ("SourceArn" | "DestinationArn", Value::String(arn)) => *arn = self.arns(arn),
                ("TaskHandle", Value::String(handle)) => *handle = self.handle(handle)?,
                ("Attributes", Value::Object(attributes)) => {
                    for value in attributes.values_mut() {
                        if let Value::String(text) = value {
                            *text = self.arns(text);
                        }
                    }
                }
                _ => {}
            }
        }
        (body != before).then(|| Request::from_json(request.action(), &body).ok())?
    }

    /// The engine looks at the last two parts of a URL only, so any host before the old account counts.
    fn url(&self, url: &str) -> String {
        match url.rsplit_once(&self.account) {
            Some((_, name)) if !name.contains('/') => {
                format!("{}/{}/{name}", self.address.endpoint, self.address.account)
            }
            _ => url.to_owned(),
        }
    }

    fn arns(&self, text: &str) -> String {
        text.replace(&self.from, &self.to)
    }

    /// The handle of a message move task contains the ARN of its source.
    fn handle(&self, handle: &str) -> Option<String> {
        let text = String::from_utf8(BASE64_STANDARD.decode(handle).ok()?).ok()?;
        Some(BASE64_STANDARD.encode(self.arns(&text)))
    }
}
