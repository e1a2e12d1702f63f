//! Words for what people are doing.

use crate::shop::{Activity, PersonView, Role};
pub use crate::text::grouped;

/// What someone does, in a few words.
pub fn activity(person: &PersonView) -> String {
    let doing = match &person.activity {
        Activity::Idle if person.role == Role::Cashier => "waits for customers".into(),
        Activity::Idle => "waits for an order".into(),
        Activity::TakingOrder { .. } => "takes an order".into(),
        Activity::Carrying { order } => format!("walks with {}", order.number),
        Activity::WaitingForBarista { order, .. } => format!("stuck with {}", order.number),
        Activity::HandingOver { order, .. } => format!("hands over {}", order.number),
        Activity::WalkingBack => "walks back".into(),
        Activity::Polling => "looks at the board".into(),
        Activity::Pausing => "found nothing, looks again soon".into(),
        Activity::Making { order, further: 0, .. } => format!("makes {} {}", order.number, order.label),
        Activity::Making { order, further, .. } => format!("makes {} {}, {further} more", order.number, order.label),
        Activity::CleaningUp => "dropped the cup!".into(),
        Activity::OnBreak => "on a break".into(),
    };
    if person.leaving_for_break { format!("{doing}, then a break") } else { doing }
}

/// What role someone has, in the shop's word.
pub const fn role(role: Role) -> &'static str {
    match role {
        Role::Cashier => "cashier",
        Role::Barista => "barista",
        Role::You => "you",
        Role::Guest => "guest",
    }
}

/// A count in five characters at most: `999`, `12.3k`, `1.2M`.
pub fn short(number: u64) -> String {
    match number {
        0..10_000 => grouped(number),
        10_000..1_000_000 => format!("{}.{}k", number / 1_000, number / 100 % 10),
        _ => format!("{}.{}M", number / 1_000_000, number / 100_000 % 10),
    }
}

/// `1 order`, `2 orders`.
pub fn many(count: u64, word: &str) -> String {
    format!("{} {word}{}", short(count), if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::{grouped, many, short};

    #[test]
    fn numbers_are_easy_to_read() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!([9_999, 12_345, 1_000_000].map(short), ["9,999", "12.3k", "1.0M"]);
        assert_eq!([0, 1, 20_000].map(|count| many(count, "id")), ["0 ids", "1 id", "20.0k ids"]);
    }
}
