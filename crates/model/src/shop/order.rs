//! Orders: what a customer ordered, and which customers still wait for a drink.

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use super::line::Customer;
use super::tables::group_of;
use super::{OrderTag, QueueSettings};
use crate::collections::{IdTable, Slab};
use crate::rng::Rng;
use crate::sqs::{Body, GroupId, MessageId, QueueUrl, SendMessage};
use crate::time::Instant;

/// The menu.
pub(super) const DRINKS: [&str; 12] = [
    "flat white",
    "latte",
    "espresso",
    "cappuccino",
    "cortado",
    "americano",
    "mocha",
    "macchiato",
    "filter coffee",
    "chai latte",
    "hot chocolate",
    "matcha latte",
];

/// The menu as shared texts, which saves one allocation per tag.
static LABELS: LazyLock<Vec<Arc<str>>> = LazyLock::new(|| DRINKS.iter().map(|drink| Arc::from(*drink)).collect());

/// Characters of the body that are shown for a message without an order number.
const LABEL_CHARS: usize = 24;

/// One order.
#[derive(Clone, Debug)]
pub(super) struct Order {
    pub(super) customer: u64,
    pub(super) arrived: Instant,
    /// Thousandths of the mean time to make a drink.
    pub(super) make: u64,
    pub(super) body: Body,
    pub(super) tag: OrderTag,
    /// The group of the customer's table, in a shop with tables.
    pub(super) group: Option<GroupId>,
}

impl Order {
    pub(super) fn new(number: u64, customer: &Customer) -> Self {
        let drink = (customer.traits.taste % DRINKS.len() as u64) as usize;
        let mut text = String::with_capacity(24);
        let _ = write!(text, "#{number}");
        let tag = OrderTag { number: text.as_str().into(), label: Arc::clone(&LABELS[drink]) };
        let _ = write!(text, " {}", DRINKS[drink]);
        Self {
            customer: customer.number,
            arrived: customer.arrived,
            make: customer.traits.make,
            body: Body::from(text.as_str()),
            tag,
            group: customer.traits.table.map(group_of),
        }
    }

    /// Returns the order's number without the `#`.
    pub(super) fn number(&self) -> &str {
        self.tag.number.trim_start_matches('#')
    }
}

/// Returns the request that sends an order. The deduplication id on a FIFO queue is the order's number, unless
/// deduplication is content-based.
pub(super) fn message(
    queue: &QueueSettings,
    url: &QueueUrl,
    body: Body,
    group: Option<GroupId>,
    number: &str,
) -> SendMessage {
    SendMessage {
        message_group_id: group,
        message_deduplication_id: (queue.fifo && !queue.content_based_deduplication)
            .then(|| number.trim_start_matches('#').to_owned()),
        ..SendMessage::new(url.clone(), body)
    }
}

impl OrderTag {
    /// Returns the tag for a message: the order's number and drink if the body has that form, else the start of the
    /// message id and of the body.
    #[must_use]
    pub fn of(message: MessageId, body: &str) -> Self {
        let (first, rest) = body.split_once(' ').unwrap_or((body, ""));
        let is_number = first.len() > 1 && first.len() <= 12 && first.strip_prefix('#').is_some_and(digits_only);
        let (number, text) = if is_number { (first.into(), rest) } else { (short(message).into(), body) };
        Self { number, label: label(text.trim()) }
    }
}

fn digits_only(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns the first 8 characters of a message id.
pub(super) fn short(message: MessageId) -> String {
    let mut text = message.to_string();
    text.truncate(8);
    text
}

fn label(text: &str) -> Arc<str> {
    if let Some(known) = DRINKS.iter().position(|drink| *drink == text) {
        return Arc::clone(&LABELS[known]);
    }
    clip(text, LABEL_CHARS).into()
}

/// Returns the first `chars` characters of a text, with an ellipsis if characters were cut off.
pub(super) fn clip(text: &str, chars: usize) -> String {
    match text.char_indices().nth(chars) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Returns the time to make an order that was sent from outside, in thousandths of the mean.
pub(super) fn make_of_foreign_order(seed: u64, message: MessageId) -> u64 {
    let (high, low) = message.pair();
    Rng::stream(seed, high ^ low).within(700, 1_300)
}

/// A customer who has ordered and waits for the drink.
#[derive(Clone, Copy, Debug)]
pub(super) struct Waiter {
    pub(super) arrived: Instant,
    pub(super) make: u64,
}

/// What the shop knows of an order on the board.
#[derive(Clone, Debug)]
struct Known {
    message: MessageId,
    /// The customer who waits for it.
    waiter: Option<Waiter>,
    /// How many people hold a slip of it.
    copies: u32,
    /// Whether a holder has served it.
    served: bool,
    /// The other message, if the same order was sent and stored twice.
    duplicate: Option<MessageId>,
    /// Whether the other message was served.
    duplicate_served: bool,
}

/// Orders that were sent and not served yet, or that someone holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Orders {
    /// Number of orders taken so far, which is also the number of the last order.
    pub(super) taken: u64,
    known: Slab<Known>,
    by_message: IdTable,
}

impl Orders {
    pub(super) fn next_number(&mut self) -> u64 {
        self.taken += 1;
        self.taken
    }

    fn find(&self, message: MessageId) -> Option<u32> {
        let is_same = |number| self.known.get(number).is_some_and(|known| known.message == message);
        self.by_message.get(message.pair(), is_same)
    }

    fn get_mut(&mut self, message: MessageId) -> Option<&mut Known> {
        self.known.get_mut(self.find(message)?)
    }

    fn know(&mut self, message: MessageId) -> Option<&mut Known> {
        let number = self.find(message).unwrap_or_else(|| {
            let number = self.known.insert(Known::of(message));
            self.by_message.insert(message.pair(), number);
            number
        });
        self.known.get_mut(number)
    }

    /// Removes an order that no customer waits for and no person holds.
    fn forget(&mut self, message: MessageId) {
        let Some(number) = self.find(message) else { return };
        let is_idle = |known: &Known| known.waiter.is_none() && known.copies == 0 && !known.duplicate_served;
        if self.known.get(number).is_some_and(is_idle) {
            self.known.remove(number);
            self.by_message.remove(message.pair(), number);
        }
    }

    /// Records that an order was sent, and that its customer waits.
    pub(super) fn sent(&mut self, message: MessageId, order: &Order) {
        if let Some(known) = self.know(message) {
            known.waiter = Some(Waiter { arrived: order.arrived, make: order.make });
        }
    }

    /// Records that the same order was stored again as another message. The customer gets the drink that is served
    /// first.
    pub(super) fn sent_twice(&mut self, original: MessageId, again: MessageId) {
        let Some(known) = self.get_mut(original).filter(|known| known.waiter.is_some()) else { return };
        let waiter = known.waiter;
        known.duplicate = Some(again);
        if let Some(known) = self.know(again) {
            (known.waiter, known.duplicate) = (waiter, Some(original));
        }
    }

    pub(super) fn waiter(&self, message: MessageId) -> Option<&Waiter> {
        self.known.get(self.find(message)?)?.waiter.as_ref()
    }

    /// Records that a person received a message. `served` says whether its drink was served before.
    pub(super) fn add_holder(&mut self, message: MessageId, served: bool) {
        let Some(known) = self.know(message) else { return };
        // While nobody holds a slip, the flag is unknown and comes from `served`.
        known.served = served || (known.copies > 0 && known.served);
        known.copies += 1;
    }

    /// Records that a person no longer holds a slip.
    pub(super) fn release_slip(&mut self, message: MessageId) {
        let Some(known) = self.get_mut(message).filter(|known| known.copies > 0) else { return };
        known.copies -= 1;
        self.forget(message);
    }

    /// Records that a drink was served. Returns the customer who gets it, and whether it had been served before.
    pub(super) fn serve(&mut self, message: MessageId) -> (Option<Waiter>, bool) {
        let Some(known) = self.get_mut(message) else { return (None, false) };
        let waiter = known.waiter.take();
        let again = known.duplicate_served || (known.copies > 0 && std::mem::replace(&mut known.served, true));
        known.duplicate_served = false;
        if let Some(duplicate) = known.duplicate.take()
            && let Some(known) = self.get_mut(duplicate)
        {
            (known.waiter, known.duplicate, known.duplicate_served) = (None, None, true);
        }
        self.forget(message);
        (waiter, again)
    }
}

impl Known {
    const fn of(message: MessageId) -> Self {
        Self { message, waiter: None, copies: 0, served: false, duplicate: None, duplicate_served: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(body: &str) -> (String, String) {
        let tag = OrderTag::of(Rng::stream(1, 1).uuid().into(), body);
        (tag.number.to_string(), tag.label.to_string())
    }

    #[test]
    fn an_order_text_splits_into_number_and_drink() {
        assert_eq!(tag("#38 flat white"), ("#38".into(), "flat white".into()));
        assert_eq!(tag("#7"), ("#7".into(), String::new()));
    }

    #[test]
    fn any_other_text_is_its_own_label() {
        let id = short(Rng::stream(1, 1).uuid().into());
        assert_eq!(tag("# no number"), (id.clone(), "# no number".into()));
        assert_eq!(tag("{\"drink\":\"tea\",\"ü\":\"very long\"}").1.chars().count(), LABEL_CHARS + 1);
        assert_eq!(tag(""), (id, String::new()));
    }
}
