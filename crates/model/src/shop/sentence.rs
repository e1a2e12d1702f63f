//! Happenings as sentences for the caption, the log and screen readers.

use super::order::clip;
use super::{Customers, Happening, PersonId, Role, Shop, ShopEvent, What};
use crate::settings::{Change, Range, Unit, changes};
use crate::sqs::{AttributeChange, AttributeName, EventKind, MoveStatus, RedrivePolicy, ReturnReason, Weather};
use crate::text::nth;
use crate::time::Instant;

/// Characters of an order's text that a sentence shows.
pub(super) const ORDER_CHARS: usize = 40;

impl Happening {
    /// Returns the happening as a sentence.
    #[must_use]
    pub fn sentence(&self, shop: &Shop) -> String {
        let order = self.order_text();
        let who = self.by.map_or("Someone outside", |who| shop.name(who));
        match &self.what {
            What::Queue { event: EventKind::Duplicated { .. }, holder, .. } => {
                duplicated_sentence(shop, *holder, &order)
            }
            What::Queue { event, queue, .. } => self.queue_sentence(shop, event, queue.as_str(), who, &order),
            What::Shop(ShopEvent::CallRefused { action, error }) if self.by.is_some_and(PersonId::is_guest) => {
                format!("SQS refuses {who}'s {action}: {}", full_stop(&error.message))
            }
            What::Shop(event) => self.shop_sentence(shop, event, who, &order),
        }
    }

    fn order_text(&self) -> String {
        match &self.order {
            Some(text) if !text.as_str().trim().is_empty() => clip(text.as_str(), ORDER_CHARS),
            _ => "an order".into(),
        }
    }

    fn queue_sentence(&self, shop: &Shop, event: &EventKind, queue: &str, who: &str, order: &str) -> String {
        let secs = |until: Instant| until.since(self.at).as_secs_ceil();
        match event {
            EventKind::QueueCreated => format!("The queue {queue} is created."),
            EventKind::QueueDeleted => format!("The queue {queue} is deleted with all its messages."),
            EventKind::AttributesChanged { changes } => attributes_sentence(who, self.by, changes),
            EventKind::Sent { visible_at, .. } => {
                let delayed = visible_at.map(|until| format!(" Nobody sees it for {} s.", secs(until)));
                let pinned = if self.by.is_none() {
                    format!("{order} is pinned to the board.")
                } else {
                    format!("{who} {} {order} to the board.", verb(self.by, "pin"))
                };
                pinned + &delayed.unwrap_or_default()
            }
            EventKind::BecameVisible { .. } => format!("The delay of {order} is over. Any barista can take it."),
            EventKind::Deduplicated { .. } => {
                format!("{order} was sent twice within five minutes. The queue keeps the first and drops the repeat.")
            }
            EventKind::Delayed { visible_at, .. } => {
                format!("The queue's delay changed. Nobody sees {order} for another {} s.", secs(*visible_at))
            }
            EventKind::MoveStarted { to_move: 1 } => "Moving 1 dead letter back to the board.".into(),
            EventKind::MoveStarted { to_move } => format!("Moving {to_move} dead letters back to the board."),
            EventKind::Moved { to, .. } if shop.board.is_main(to) => {
                format!("{order} is back on the board as a new message.")
            }
            EventKind::Moved { to, .. } => format!("{order} is now in {to} as a new message."),
            EventKind::MoveEnded { status, moved } => match (status, moved) {
                (MoveStatus::Cancelled, moved) => format!("The move was stopped. Moved back: {moved}."),
                (MoveStatus::Failed, moved) => format!("The move failed. Moved back: {moved}."),
                (_, 0) => "There were no dead letters to move back.".into(),
                (_, 1) => "The dead letter is back on the board.".into(),
                (_, moved) => format!("All {moved} are back on the board."),
            },
            EventKind::Received { visible_at, .. } if *visible_at <= self.at => {
                format!("{who} {} {order}. Its timeout is 0 s, so the others still see it.", verb(self.by, "take"))
            }
            EventKind::Received { receive_count, visible_at, .. } => {
                let (takes, hidden) = (verb(self.by, "take"), secs(*visible_at));
                let time = if *receive_count > 1 {
                    format!(" from the board for the {} time", nth(*receive_count))
                } else {
                    String::new()
                };
                format!("{who} {takes} {order}{time}. Hidden from the other baristas for {hidden} s.")
            }
            EventKind::Duplicated { .. } => duplicated_sentence(shop, None, order),
            EventKind::ReceivedNothing => {
                format!("{who} {} the queue and {} no order.", verb(self.by, "poll"), verb(self.by, "get"))
            }
            EventKind::VisibilityChanged { visible_at, .. } => {
                format!("{order} stays hidden for another {} s.", secs(*visible_at))
            }
            EventKind::Reappeared { reason: ReturnReason::TimedOut, .. } => {
                format!("Time's up: {order} is visible again. Any barista can take it.")
            }
            EventKind::Reappeared { reason: ReturnReason::Released, .. } => {
                format!("{who} {} {order} back on the board.", verb(self.by, "put"))
            }
            EventKind::Deleted { .. } => deleted_sentence(shop, self.by, who, order),
            EventKind::DeadLettered { receive_count, .. } => {
                let times = match receive_count {
                    1 => "once".into(),
                    2 => "twice".into(),
                    more => format!("{more} times"),
                };
                format!("{order} failed {times}. It goes to the dead letters.")
            }
            EventKind::Expired { .. } => format!("{order} was too old (retention) and is gone."),
            EventKind::Purged { count: 1 } => "The board is purged. 1 order is gone.".into(),
            EventKind::Purged { count } => format!("The board is purged. {count} orders are gone."),
        }
    }

    fn shop_sentence(&self, shop: &Shop, event: &ShopEvent, who: &str, order: &str) -> String {
        match event {
            ShopEvent::ShopOpened => "The shop is open.".into(),
            ShopEvent::CustomerArrived { customer } => format!("Customer {customer} comes in."),
            ShopEvent::CustomerWalkedOut { customer, had_ordered: false } => {
                format!("Customer {customer} has waited too long and leaves the line.")
            }
            ShopEvent::CustomerWalkedOut { customer, had_ordered: true } => {
                format!("Customer {customer}'s order is lost, so customer {customer} leaves.")
            }
            ShopEvent::CustomerCalled { customer } => format!("{who} serves customer {customer}."),
            ShopEvent::OrderTaken { .. } => format!("{who} takes order {order}."),
            ShopEvent::OrderSentAgain => format!("{who} gets no answer and sends {order} again."),
            ShopEvent::CashierStuck => format!("No barista is free. {who} has to wait with {order}."),
            ShopEvent::OrderHandedOver { to } => format!("{who} hands {order} to {}.", shop.name(*to)),
            ShopEvent::DrinkBegun { .. } => format!("{who} makes {order}."),
            ShopEvent::DrinkServed { again: false, .. } => format!("{order} is served."),
            ShopEvent::DrinkServed { again: true, .. } => {
                format!("{order} is served a second time. It was made twice.")
            }
            ShopEvent::CupDropped { .. } => format!("{who} drops the cup of {order}."),
            ShopEvent::WentOnBreak => format!("{who} is on a break."),
            ShopEvent::CameBack => format!("{who} is back from the break."),
            ShopEvent::Hired { role } => format!("{who} starts as {}.", role_word(*role)),
            ShopEvent::Left { .. } => format!("{who} goes home."),
            ShopEvent::Moved { place } => {
                let is_cashier = self.by.is_some_and(|who| shop.role(who) == Role::Cashier);
                let spot = if is_cashier { "till" } else { "coffee machine" };
                format!("{who} moves to the {} {spot}.", ordinal(place + 1))
            }
            ShopEvent::StaffChanged { changes } if changes.is_empty() => {
                format!("You save {who}'s settings again. Nothing changes.")
            }
            ShopEvent::StaffChanged { changes } => you_change(changes, &format!("{who}'s ")),
            ShopEvent::CustomersChanged { per_minute, before } => {
                let Range { what, unit, .. } = Customers::PER_MINUTE.range;
                let (before, after) = (Some((*before).into()), Some((*per_minute).into()));
                you_change(&[Change { what, unit, before, after }], "")
            }
            ShopEvent::WeatherChanged { weather, before } => {
                let calm = if weather.is_calm() { "Weather off: SQS keeps its rules exactly." } else { "" };
                match &changes(before, weather)[..] {
                    [] if weather.is_calm() => calm.into(),
                    [] => "You save the weather again. Nothing changes.".into(),
                    changes => format!("{} {calm}", you_change(changes, "the ")).trim_end().into(),
                }
            }
            ShopEvent::CallRefused { action, error } => format!("SQS refuses {action}: {}", full_stop(&error.message)),
        }
    }
}

/// The service's words as a sentence: some of them end without a full stop.
fn full_stop(text: &str) -> String {
    if text.ends_with(['.', '…', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

/// Returns the verb in the third person, or in the second person for the user: `takes`, `take`.
fn verb(by: Option<PersonId>, verb: &str) -> String {
    if by == Some(PersonId::YOU) { verb.into() } else { format!("{verb}s") }
}

/// `second`, or `12th`.
fn ordinal(number: u32) -> String {
    const WORDS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    match WORDS.get(number.wrapping_sub(1) as usize) {
        Some(word) => (*word).to_owned(),
        None => nth(number),
    }
}

fn duplicated_sentence(shop: &Shop, holder: Option<PersonId>, order: &str) -> String {
    let meanwhile = match holder.map(|who| (shop.role(who), shop.name(who))) {
        Some((Role::You, _)) => "you are still making it".into(),
        Some((Role::Guest, name)) => format!("{name} still has it"),
        Some((_, name)) => format!("{name} is still making it"),
        None => "it is still hidden".into(),
    };
    format!("{order} is delivered a second time while {meanwhile}. SQS promises at least once, not exactly once.")
}

fn deleted_sentence(shop: &Shop, by: Option<PersonId>, who: &str, order: &str) -> String {
    match by.map(|who| shop.role(who)) {
        Some(Role::Barista) => format!("{who} serves {order} and tears off the slip."),
        _ => format!("{who} {} off the slip of {order}.", verb(by, "tear")),
    }
}

/// What a change of attributes did, with the values before and after.
fn attributes_sentence(who: &str, by: Option<PersonId>, changes: &[AttributeChange]) -> String {
    if changes.is_empty() {
        return format!("{who} {} the queue's settings again. Nothing changes.", verb(by, "save"));
    }
    let value = |change: &AttributeChange, text: &Option<String>| {
        text.as_deref().map(|text| attribute_value(change.name, text))
    };
    changes_sentence(
        who,
        by,
        changes.iter().map(|change| Changed {
            word: attribute_word(change.name).into(),
            before: value(change, &change.before),
            after: value(change, &change.after),
        }),
    )
}

/// What the person at the screen changed, with the values before and after. `whose` replaces the article.
fn you_change(changes: &[Change], whose: &str) -> String {
    changes_sentence(
        "You",
        Some(PersonId::YOU),
        changes.iter().map(|Change { what, unit, before, after }| {
            let word = match what.strip_prefix("The ") {
                Some(bare) => format!("{whose}{bare}"),
                None => what.to_lowercase(),
            };
            let value = |value: &Option<u64>| value.map(|value| Some(unit.within(value)));
            Changed { word, before: value(before), after: value(after) }
        }),
    )
}

/// A change in words. A value that was not set is `None`; one that is too long for a sentence is `Some(None)`.
struct Changed {
    word: String,
    before: Option<Option<String>>,
    after: Option<Option<String>>,
}

/// `You set the delay to 5 s (was 0 s), the wait time to 20 s (was 0 s) and change the access policy.`
fn changes_sentence(who: &str, by: Option<PersonId>, changes: impl Iterator<Item = Changed>) -> String {
    let mut doing = "";
    let parts: Vec<String> = changes
        .map(|Changed { word, before, after }| {
            let (does, what) = match (before, after) {
                (Some(Some(before)), Some(Some(after))) => ("set", format!("{word} to {after} (was {before})")),
                (None, Some(Some(after))) => ("set", format!("{word} to {after}")),
                (Some(Some(before)), None) => ("remove", format!("{word} (was {before})")),
                _ => ("change", word),
            };
            if std::mem::replace(&mut doing, does) == does { what } else { format!("{} {what}", verb(by, does)) }
        })
        .collect();
    match parts.split_last() {
        Some((last, [])) => format!("{who} {last}."),
        Some((last, first)) => format!("{who} {} and {last}.", first.join(", ")),
        None => String::new(),
    }
}

/// What people call an attribute.
const fn attribute_word(name: AttributeName) -> &'static str {
    match name {
        AttributeName::VisibilityTimeout => "the visibility timeout",
        AttributeName::DelaySeconds => "the delay",
        AttributeName::MessageRetentionPeriod => "the retention period",
        AttributeName::ReceiveMessageWaitTimeSeconds => "the wait time",
        AttributeName::MaximumMessageSize => "the maximum message size",
        AttributeName::RedrivePolicy => "the limit of tries",
        AttributeName::RedriveAllowPolicy => "the redrive allow policy",
        AttributeName::Policy => "the access policy",
        AttributeName::ContentBasedDeduplication => "deduplication by content",
        AttributeName::DeduplicationScope => "the deduplication scope",
        AttributeName::FifoThroughputLimit => "the throughput limit",
        AttributeName::KmsMasterKeyId => "the encryption key",
        AttributeName::KmsDataKeyReusePeriodSeconds => "the reuse period of data keys",
        AttributeName::SqsManagedSseEnabled => "encryption by SQS",
        other => other.as_str(),
    }
}

/// An attribute's value as people write it; `None` for texts that are too long for a sentence.
fn attribute_value(name: AttributeName, text: &str) -> Option<String> {
    match name {
        AttributeName::VisibilityTimeout
        | AttributeName::DelaySeconds
        | AttributeName::MessageRetentionPeriod
        | AttributeName::ReceiveMessageWaitTimeSeconds
        | AttributeName::KmsDataKeyReusePeriodSeconds => Some(Unit::Seconds.within(text.parse().ok()?)),
        AttributeName::MaximumMessageSize => Some(Unit::Bytes.within(text.parse().ok()?)),
        AttributeName::RedrivePolicy => RedrivePolicy::count_in(text).map(|tries| tries.to_string()),
        AttributeName::ContentBasedDeduplication | AttributeName::SqsManagedSseEnabled => {
            Some(if text == "true" { "on" } else { "off" }.into())
        }
        AttributeName::DeduplicationScope | AttributeName::FifoThroughputLimit => Some(text.into()),
        _ => None,
    }
}

pub(super) const fn role_word(role: Role) -> &'static str {
    match role {
        Role::Cashier => "a cashier",
        Role::Barista => "a barista",
        Role::You => "you",
        Role::Guest => "a guest",
    }
}

/// Names the disturbances that are switched on. Empty if there are none.
#[must_use]
pub fn weather_words(weather: &Weather) -> Vec<&'static str> {
    let words = [
        (weather.duplicates_percent > 0, "duplicates"),
        (weather.disorder_messages > 1, "out of order"),
        (weather.servers_not_asked > 0, "short polls miss messages"),
        (weather.counts_lag_seconds > 0, "late counts"),
    ];
    words.into_iter().filter_map(|(on, word)| on.then_some(word)).collect()
}
