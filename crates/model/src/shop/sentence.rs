//! Happenings as sentences for the caption, the log and screen readers.

use super::change_words::{attributes_sentence, you_change};
use super::order::clip;
use super::{Customers, Happening, PersonId, Role, Shop, ShopEvent, What};
use crate::settings::{Change, Range, changes};
use crate::sqs::{EventKind, MoveStatus, ReturnReason, Weather};
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
                let change = match &changes(before, weather)[..] {
                    [] => "You save the weather again. Nothing changes.".into(),
                    changes => you_change(changes, "the "),
                };
                if weather.is_calm() { change + " Weather off: SQS keeps its rules exactly." } else { change }
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
pub(super) fn verb(by: Option<PersonId>, verb: &str) -> String {
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
