//! Numbers in words of the screen.

/// Thousands set apart: `12,345`.
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

/// Millionths of a dollar, as dollars and cents: `$1,234.50`.
#[must_use]
pub fn money(millionths: u64) -> String {
    let cents = (millionths + 5_000) / 10_000;
    format!("${}.{:02}", grouped(cents / 100), cents % 100)
}
