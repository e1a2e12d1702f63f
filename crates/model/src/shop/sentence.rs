//! Happenings as sentences for the caption, the log and screen readers, and as lines of a trace.

use std::fmt::Write as _;

use super::order::{clip, short};
use super::{Happening, PersonId, Role, Shop, ShopEvent, What};
use crate::sqs::{EventKind, MoveStatus, ReturnReason, Weather};
use crate::time::Instant;

/// Characters of an order's text that a sentence shows.
const ORDER_CHARS: usize = 40;

impl Happening {
    /// Returns the happening as a sentence.
    #[must_use]
    pub fn sentence(&self, shop: &Shop) -> String {
        let order = self.order_text();
        let who = self.by.map_or("Someone outside", |who| shop.name(who));
        match &self.what {
            What::Queue { event, queue } => self.queue_sentence(event, queue.as_str(), who, &order),
            What::Shop(ShopEvent::CallRefused { action, error }) if self.by.is_some_and(PersonId::is_guest) => {
                format!("{who} is refused {action}: {}", error.message)
            }
            What::Shop(event) => shop_sentence(event, shop, who, &order),
        }
    }

    fn order_text(&self) -> String {
        match &self.order {
            Some(text) if !text.as_str().trim().is_empty() => clip(text.as_str(), ORDER_CHARS),
            _ => "an order".into(),
        }
    }

    fn queue_sentence(&self, event: &EventKind, queue: &str, who: &str, order: &str) -> String {
        let secs = |until: Instant| until.since(self.at).as_secs_ceil();
        match event {
            EventKind::QueueCreated => format!("The queue {queue} is made."),
            EventKind::QueueDeleted => format!("The queue {queue} is deleted, with all that was in it."),
            EventKind::AttributesChanged => format!("{who} {} the queue.", verb(self.by, "change")),
            EventKind::Sent { visible_at, .. } => {
                let delayed = visible_at.map(|until| format!(" It is delayed for {} s.", secs(until)));
                let pinned = if self.by.is_none() {
                    format!("{order} is pinned to the board.")
                } else {
                    format!("{who} {} {order} to the board.", verb(self.by, "pin"))
                };
                pinned + &delayed.unwrap_or_default()
            }
            EventKind::BecameVisible { .. } => format!("The delay of {order} is over: it can be taken now."),
            EventKind::Deduplicated { .. } => {
                format!("{order} was sent again within five minutes: the queue keeps the first and drops this one.")
            }
            EventKind::Delayed { visible_at, .. } => {
                format!("The queue's delay changed: {order} waits another {} s.", secs(*visible_at))
            }
            EventKind::MoveStarted { to_move } => {
                format!("{who} {} to move {to_move} orders back.", verb(self.by, "begin"))
            }
            EventKind::Moved { to, .. } => format!("{order} goes back to {to}, as a new order."),
            EventKind::MoveEnded { status, moved } => {
                let how = match status {
                    MoveStatus::Cancelled => "is cancelled",
                    MoveStatus::Failed => "failed",
                    _ => "is done",
                };
                format!("The way back {how}: {moved} orders were moved.")
            }
            EventKind::Received { visible_at, .. } if *visible_at <= self.at => {
                format!("{who} {} {order}. Without a timeout it stays visible to the others.", verb(self.by, "take"))
            }
            EventKind::Received { receive_count, visible_at, .. } => {
                let (takes, hidden) = (verb(self.by, "take"), secs(*visible_at));
                let time = if *receive_count > 1 {
                    format!(" from the board for the {} time", nth(*receive_count))
                } else {
                    String::new()
                };
                format!("{who} {takes} {order}{time}. It is hidden from the others for {hidden} s.")
            }
            EventKind::Duplicated { .. } => {
                format!("The service delivers {order} once more, though it is in somebody's hands: at least once.")
            }
            EventKind::ReceivedNothing => {
                format!("{who} {} at the board and {} nothing.", verb(self.by, "look"), verb(self.by, "find"))
            }
            EventKind::VisibilityChanged { visible_at, .. } => {
                format!("{order} stays hidden for another {} s.", secs(*visible_at))
            }
            EventKind::Reappeared { reason: ReturnReason::TimedOut, .. } => {
                format!("Time is up for {order}: it is back on the board for anyone to take.")
            }
            EventKind::Reappeared { reason: ReturnReason::Released, .. } => {
                format!("{who} {} {order} back on the board.", verb(self.by, "put"))
            }
            EventKind::Deleted { .. } => format!("{who} {} {order} off the board for good.", verb(self.by, "take")),
            EventKind::DeadLettered { receive_count, .. } => {
                let times = if *receive_count == 1 { "once".into() } else { format!("{receive_count} times") };
                format!("{order} was taken {times} and never finished: it goes to the dead letters.")
            }
            EventKind::Expired { .. } => format!("{order} hung too long and is thrown away."),
            EventKind::Purged { count } => format!("The board is purged: {count} orders are gone."),
        }
    }

    /// Returns the happening as one line of a trace, in fixed columns. Stable: golden traces and recordings compare these
    /// lines.
    #[must_use]
    pub fn line(&self, shop: &Shop) -> String {
        let mut line = String::with_capacity(96);
        let who = self.by.map_or("-", |who| shop.name(who));
        let _ = write!(line, "{:>9} {:<17} {:<8}", self.at.as_millis(), self.name(), who);
        if let Some(message) = self.message() {
            let _ = write!(line, " {}", short(message));
        }
        if let Some(order) = &self.order {
            let _ = write!(line, " {}", clip(&order.as_str().replace(char::is_control, " "), ORDER_CHARS));
        }
        match &self.what {
            What::Queue { event, queue } => {
                if !shop.board.is_main(queue) {
                    let _ = write!(line, " in {queue}");
                }
                queue_details(&mut line, event);
            }
            What::Shop(event) => shop_details(&mut line, event, shop),
        }
        line.truncate(line.trim_end().len());
        line
    }
}

/// Returns the verb in the third person, or in the second person for the user: `takes`, `take`.
fn verb(by: Option<PersonId>, verb: &str) -> String {
    if by == Some(PersonId::YOU) { verb.into() } else { format!("{verb}s") }
}

fn nth(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

const fn role_word(role: Role) -> &'static str {
    match role {
        Role::Cashier => "a cashier",
        Role::Barista => "a barista",
        Role::You => "you",
        Role::Guest => "a guest",
    }
}

fn shop_sentence(event: &ShopEvent, shop: &Shop, who: &str, order: &str) -> String {
    match event {
        ShopEvent::ShopOpened => "The shop is open.".into(),
        ShopEvent::CustomerArrived { customer } => format!("Customer {customer} comes in."),
        ShopEvent::CustomerWalkedOut { customer, had_ordered: false } => {
            format!("Customer {customer} has waited too long in line and walks out.")
        }
        ShopEvent::CustomerWalkedOut { customer, had_ordered: true } => {
            format!("The order of customer {customer} got lost; the customer walks out.")
        }
        ShopEvent::CustomerCalled { customer } => format!("{who} turns to customer {customer}."),
        ShopEvent::OrderTaken { .. } => format!("{who} has written down {order}."),
        ShopEvent::OrderSentAgain => format!("{who} hears no answer and sends {order} once more."),
        ShopEvent::CashierStuck => format!("No barista is free: {who} stands at the counter with {order}."),
        ShopEvent::OrderHandedOver { to } => format!("{who} hands {order} to {}.", shop.name(*to)),
        ShopEvent::DrinkBegun { .. } => format!("{who} makes {order}."),
        ShopEvent::DrinkServed { again: false, .. } => format!("{order} is served."),
        ShopEvent::DrinkServed { again: true, .. } => format!("{order} is served a second time: it was made twice."),
        ShopEvent::CupDropped { .. } => format!("{who} drops the cup of {order}."),
        ShopEvent::WentOnBreak => format!("{who} is on a break."),
        ShopEvent::CameBack => format!("{who} is back from the break."),
        ShopEvent::Hired { role } => format!("{who} begins to work as {}.", role_word(*role)),
        ShopEvent::Left { .. } => format!("{who} leaves for good."),
        ShopEvent::Moved { place } => format!("{who} works at place {} now.", place + 1),
        ShopEvent::StaffChanged => format!("{who} works at another pace."),
        ShopEvent::CustomersChanged { per_minute } => format!("{per_minute} customers a minute come in now."),
        ShopEvent::WeatherChanged { weather } => match &weather_words(weather)[..] {
            [] => "Calm weather: the exact rules hold.".into(),
            words => format!("The weather turns: {}.", words.join(", ")),
        },
        ShopEvent::CallRefused { action, error } => format!("{action} was refused: {}", error.message),
    }
}

/// Names the disturbances that are switched on. Empty if there are none.
#[must_use]
pub fn weather_words(weather: &Weather) -> Vec<&'static str> {
    let words = [
        (weather.duplicates_percent > 0, "duplicates"),
        (weather.disorder_messages > 1, "disorder"),
        (weather.servers_not_asked > 0, "short polls miss some"),
        (weather.counts_lag_seconds > 0, "late counts"),
    ];
    words.into_iter().filter_map(|(on, word)| on.then_some(word)).collect()
}

fn queue_details(line: &mut String, event: &EventKind) {
    if let (EventKind::Sent { .. }, Some(group)) = (event, event.group()) {
        let _ = write!(line, " group {group}");
    }
    let _ = match event {
        EventKind::Sent { visible_at: Some(until), .. } => write!(line, " delayed until {}", until.as_millis()),
        EventKind::Delayed { visible_at, .. } => write!(line, " until {}", visible_at.as_millis()),
        EventKind::MoveStarted { to_move } => write!(line, " {to_move}"),
        EventKind::Moved { to, becomes, .. } => write!(line, " to {to} as {}", short(*becomes)),
        EventKind::MoveEnded { status, moved } => write!(line, " {} {moved}", status.as_str()),
        EventKind::Received { receive_count, visible_at, .. } => {
            write!(line, " receive {receive_count} until {}", visible_at.as_millis())
        }
        EventKind::VisibilityChanged { visible_at, .. } => write!(line, " until {}", visible_at.as_millis()),
        EventKind::Reappeared { receive_count, reason, .. } => write!(line, " receive {receive_count} {reason:?}"),
        EventKind::DeadLettered { to, receive_count, .. } => write!(line, " receive {receive_count} to {to}"),
        EventKind::Purged { count } => write!(line, " {count}"),
        _ => Ok(()),
    };
}

fn shop_details(line: &mut String, event: &ShopEvent, shop: &Shop) {
    let _ = match event {
        ShopEvent::CustomerArrived { customer }
        | ShopEvent::CustomerCalled { customer }
        | ShopEvent::OrderTaken { customer }
        | ShopEvent::CustomerWalkedOut { customer, had_ordered: false } => write!(line, " customer {customer}"),
        ShopEvent::CustomerWalkedOut { customer, .. } => write!(line, " customer {customer} had ordered"),
        ShopEvent::OrderHandedOver { to } => write!(line, " to {}", shop.name(*to)),
        ShopEvent::DrinkServed { again: true, .. } => write!(line, " again"),
        ShopEvent::Hired { role } | ShopEvent::Left { role } => write!(line, " {}", role_word(*role)),
        ShopEvent::Moved { place } => write!(line, " place {place}"),
        ShopEvent::CustomersChanged { per_minute } => write!(line, " {per_minute} a minute"),
        ShopEvent::WeatherChanged { weather } => {
            let Weather { duplicates_percent, disorder_messages, servers_not_asked, counts_lag_seconds } = weather;
            write!(line, " {duplicates_percent} {disorder_messages} {servers_not_asked} {counts_lag_seconds}")
        }
        ShopEvent::CallRefused { action, error } => write!(line, " {action} {error}"),
        _ => Ok(()),
    };
}
