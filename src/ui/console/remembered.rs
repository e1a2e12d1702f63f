//! The names that completion can offer: the shop's queues, and what earlier answers named.

use console::{Completion, Known, complete};
use model::shop::Shop;
use model::sqs::{Error, Response};

/// Queues and receipt handles remembered, at most, of each.
const REMEMBERED_MAX: usize = 50;

/// The shop's own queues.
#[derive(Clone, Debug, PartialEq)]
pub struct Queues {
    urls: Vec<String>,
    /// The part of an ARN before the queue's name.
    arn_front: String,
}

impl Queues {
    /// The queues of this shop.
    pub fn of(shop: &Shop) -> Self {
        let urls = shop.queue_urls().map(|url| url.as_str().to_owned()).to_vec();
        let front = shop.dead_letter_arn().rsplit_once(':').map_or("", |(front, _)| front);
        Self { urls, arn_front: format!("{front}:") }
    }
}

/// The queue URLs and receipt handles of earlier answers, the latest first.
#[derive(Default)]
pub struct Remembered {
    urls: Vec<String>,
    handles: Vec<String>,
}

impl Remembered {
    /// Completes a line at the cursor, or at its end.
    pub fn complete(&self, line: &str, cursor: Option<usize>, queues: Queues) -> Completion {
        let mut urls = queues.urls;
        let others: Vec<String> = self.urls.iter().filter(|url| !urls.contains(url)).cloned().collect();
        urls.extend(others);
        let arn = |url: &String| format!("{}{}", queues.arn_front, url.rsplit('/').next().unwrap_or(""));
        let arns: Vec<String> = urls.iter().map(arn).collect();
        let known = Known { queue_urls: &urls, queue_arns: &arns, receipt_handles: &self.handles };
        complete(line, cursor.unwrap_or(line.len()), &known)
    }

    /// Remembers the queue URLs or receipt handles of an answer.
    pub fn remember(&mut self, answered: &Result<Response, Error>) {
        let (urls, handles): (Vec<String>, Vec<String>) = match answered {
            Ok(Response::CreateQueue(made)) => (vec![made.queue_url.to_string()], Vec::new()),
            Ok(Response::GetQueueUrl(found)) => (vec![found.queue_url.to_string()], Vec::new()),
            Ok(Response::ListQueues(list)) => (list.queue_urls.iter().map(ToString::to_string).collect(), Vec::new()),
            Ok(Response::ReceiveMessage(received)) => {
                (Vec::new(), received.messages.iter().map(|message| message.receipt_handle.to_string()).collect())
            }
            _ => return,
        };
        for (kept, new) in [(&mut self.urls, urls), (&mut self.handles, handles)] {
            kept.retain(|text| !new.contains(text));
            kept.splice(0..0, new);
            kept.truncate(REMEMBERED_MAX);
        }
    }
}
