//! Happenings as lines of a trace.

use std::fmt::Write as _;

use super::order::{clip, short};
use super::sentence::{ORDER_CHARS, role_word};
use super::{Happening, Shop, ShopEvent, What};
use crate::sqs::{EventKind, Weather};

impl Happening {
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
            What::Queue { event, queue, .. } => {
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
        ShopEvent::CustomersChanged { per_minute, .. } => write!(line, " {per_minute} a minute"),
        ShopEvent::WeatherChanged { weather, .. } => {
            let Weather { duplicates_percent, disorder_messages, servers_not_asked, counts_lag_seconds } = weather;
            write!(line, " {duplicates_percent} {disorder_messages} {servers_not_asked} {counts_lag_seconds}")
        }
        ShopEvent::CallRefused { action, error } => write!(line, " {action} {error}"),
        _ => Ok(()),
    };
}
