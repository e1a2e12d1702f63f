//! Formats numbers for the screen, and values as JSON.

use serde::Serialize;

/// Groups the digits by thousands: `12,345`.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Shortens counts from 10,000 on to one decimal with `k` or `M`: `9,999`, `12.3k`, `1.2M`. Rounds down.
#[must_use]
pub fn short(number: u64) -> String {
    match number {
        0..10_000 => grouped(number),
        10_000..1_000_000 => format!("{}.{}k", number / 1_000, number / 100 % 10),
        _ => format!("{}.{}M", number / 1_000_000, number / 100_000 % 10),
    }
}

/// Returns a count with its noun, with a plural `s` unless the count is 1: `1 order`, `2 orders`.
#[must_use]
pub fn many(count: u64, word: &str) -> String {
    format!("{} {word}{}", short(count), if count == 1 { "" } else { "s" })
}

/// An ordinal number: `1st`, `12th`, `22nd`.
#[must_use]
pub fn nth(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// Formats seconds with the units that people use: `0 s`, `90 s`, `5 min`, `12 h`, `4 days`, `1 h 30 min`. Exact.
#[must_use]
pub fn duration(seconds: u64) -> String {
    const UNITS: [(u64, &str); 4] = [(86_400, "day"), (3_600, "h"), (60, "min"), (1, "s")];
    if seconds < 120 && seconds != 60 {
        return format!("{seconds} s");
    }
    let mut rest = seconds;
    let mut parts = Vec::new();
    for (size, unit) in UNITS {
        let count = rest / size;
        rest %= size;
        match count {
            0 => {}
            2.. if unit == "day" => parts.push(format!("{} days", grouped(count))),
            _ => parts.push(format!("{count} {unit}")),
        }
    }
    parts.join(" ")
}

/// Formats an amount, given in millionths of a dollar, as dollars and cents: `$1,234.50`.
#[must_use]
pub fn money(millionths: u64) -> String {
    let cents = (millionths + 5_000) / 10_000;
    format!("${}.{:02}", grouped(cents / 100), cents % 100)
}

/// A value as JSON in one line, without blanks.
///
/// # Panics
/// If the type cannot be written as JSON: a map whose keys are no texts.
#[must_use]
pub fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("keys are texts")
}

/// A value as JSON for people: a line for each member and item.
///
/// # Panics
/// As [`json`].
#[must_use]
pub fn pretty_json(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).expect("keys are texts")
}

#[cfg(test)]
mod tests {
    use super::{duration, grouped, many, short};

    #[test]
    fn numbers_are_easy_to_read() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!([9_999, 12_345, 1_000_000].map(short), ["9,999", "12.3k", "1.0M"]);
        assert_eq!([0, 1, 20_000].map(|count| many(count, "id")), ["0 ids", "1 id", "20.0k ids"]);
    }

    #[test]
    fn durations_use_the_units_of_people() {
        let read = [0, 1, 60, 90, 119, 120, 300, 5_400, 43_200, 86_400, 345_600, 1_209_600, 90_061].map(duration);
        let expected = [
            "0 s",
            "1 s",
            "1 min",
            "90 s",
            "119 s",
            "2 min",
            "5 min",
            "1 h 30 min",
            "12 h",
            "1 day",
            "4 days",
            "14 days",
            "1 day 1 h 1 min 1 s",
        ];
        assert_eq!(read, expected);
    }
}
