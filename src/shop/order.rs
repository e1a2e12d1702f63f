//! Orders: what a customer wants, and who still waits for a drink.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::{Arc, LazyLock};

use super::OrderTag;
use super::line::Customer;
use crate::rng::Rng;
use crate::sqs::{Body, MessageId};
use crate::time::Instant;

/// What is on the menu.
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

/// The menu as shared texts, so that a tag costs one allocation and not two.
static LABELS: LazyLock<Vec<Arc<str>>> = LazyLock::new(|| DRINKS.iter().map(|drink| Arc::from(*drink)).collect());

/// Characters of a body that speak for a message without a number.
const LABEL_CHARS: usize = 24;

/// One order, in somebody's hands.
#[derive(Clone, Debug)]
pub(super) struct Order {
    pub(super) customer: u64,
    pub(super) arrived: Instant,
    /// Thousandths of the mean time to make it.
    pub(super) make: u64,
    pub(super) body: Body,
    pub(super) tag: OrderTag,
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
        }
    }
}

impl OrderTag {
    /// How people speak of a message with this text.
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

/// The beginning of a message id.
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

/// The first `chars` characters of a text, an ellipsis where there are more.
pub(super) fn clip(text: &str, chars: usize) -> String {
    match text.char_indices().nth(chars) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Thousandths of the mean time to make an order that no customer of ours gave.
pub(super) fn make_of_stranger(seed: u64, message: MessageId) -> u64 {
    let (high, low) = uuid::Uuid::from(message).as_u64_pair();
    Rng::stream(seed, high ^ low).within(700, 1_300)
}

/// A customer who has ordered and waits for the drink.
#[derive(Clone, Copy, Debug)]
pub(super) struct Waiter {
    pub(super) arrived: Instant,
    pub(super) make: u64,
}

/// How many people hold a slip of the same message, and whether one of them served it.
#[derive(Clone, Copy, Debug, Default)]
struct Copies {
    count: u32,
    served: bool,
}

/// Orders sent and not yet served.
#[derive(Clone, Debug, Default)]
pub(super) struct Orders {
    /// Orders taken so far: the last number given out.
    pub(super) taken: u64,
    waiting: MessageMap<Waiter>,
    copies: MessageMap<Copies>,
}

impl Orders {
    pub(super) fn next_number(&mut self) -> u64 {
        self.taken += 1;
        self.taken
    }

    /// An order hangs on the board: its customer waits.
    pub(super) fn sent(&mut self, message: MessageId, order: &Order) {
        self.waiting.insert(message, Waiter { arrived: order.arrived, make: order.make });
    }

    pub(super) fn waiter(&self, message: MessageId) -> Option<&Waiter> {
        self.waiting.get(&message)
    }

    /// Someone takes a slip into the hand; `served` tells whether the drink was handed out before.
    pub(super) fn grab(&mut self, message: MessageId, served: bool) {
        let copies = self.copies.entry(message).or_default();
        copies.count += 1;
        copies.served |= served;
    }

    /// Someone lets go of a slip.
    pub(super) fn let_go(&mut self, message: MessageId) {
        let Some(copies) = self.copies.get_mut(&message) else { return };
        copies.count -= 1;
        if copies.count == 0 {
            self.copies.remove(&message);
        }
    }

    /// The drink is handed out: the customer who gets it, and whether it had been handed out before.
    pub(super) fn serve(&mut self, message: MessageId) -> (Option<Waiter>, bool) {
        let again = self.copies.get_mut(&message).is_some_and(|copies| std::mem::replace(&mut copies.served, true));
        (self.waiting.remove(&message), again)
    }
}

/// A map for look-ups by message: ids are random, so mixing their halves is hash enough, and the same everywhere.
pub(super) type MessageMap<V> = HashMap<MessageId, V, BuildHasherDefault<IdHasher>>;

/// See [`MessageMap`].
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }

    fn write_usize(&mut self, _length: usize) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(body: &str) -> (String, String) {
        let tag = OrderTag::of(Rng::stream(1, 1).uuid().into(), body);
        (tag.number.to_string(), tag.label.to_string())
    }

    #[test]
    fn a_number_and_a_drink() {
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
