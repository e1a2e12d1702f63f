//! Names close to a mistyped one, found as Python's `difflib.get_close_matches` finds them.

/// The smallest similarity of a suggestion, in tenths.
const ALIKE_TENTHS: usize = 8;
const CLOSE_MAX: usize = 3;
/// Longer names get no suggestions, which bounds the work.
const CHARS_MAX: usize = 64;

/// Returns up to three similar choices, the most similar first.
pub(super) fn close_to<'a>(given: &str, choices: &'a [String]) -> Vec<&'a str> {
    let given: Vec<char> = given.chars().take(CHARS_MAX + 1).collect();
    if given.len() > CHARS_MAX {
        return Vec::new();
    }
    let mut close: Vec<(usize, usize, &str)> = Vec::new();
    for choice in choices {
        let letters: Vec<char> = choice.chars().collect();
        let (twice, all) = (2 * matching(&letters, &given), letters.len() + given.len());
        if twice * 10 >= all * ALIKE_TENTHS && all > 0 {
            close.push((twice, all, choice));
        }
    }
    let mut closest = Vec::new();
    while closest.len() < CLOSE_MAX && !close.is_empty() {
        let mut best = 0;
        for at in 1..close.len() {
            let (one, other) = (close[at], close[best]);
            // Compares fractions. Of two equally similar names, Python takes the later one.
            if (one.0 * other.1, one.2) > (other.0 * one.1, other.2) {
                best = at;
            }
        }
        closest.push(close.swap_remove(best).2);
    }
    closest
}

/// Counts the characters of the longest common run, and recursively of those before and after it.
fn matching(one: &[char], other: &[char]) -> usize {
    let (mut at, mut with, mut length) = (0, 0, 0);
    let mut runs = vec![0; other.len() + 1];
    for (i, letter) in one.iter().enumerate() {
        for j in (0..other.len()).rev() {
            runs[j + 1] = if other[j] == *letter { runs[j] + 1 } else { 0 };
        }
        for j in 0..other.len() {
            if runs[j + 1] > length {
                length = runs[j + 1];
                (at, with) = (i + 1 - length, j + 1 - length);
            }
        }
    }
    if length == 0 {
        return 0;
    }
    length + matching(&one[..at], &other[..with]) + matching(&one[at + length..], &other[with + length..])
}

#[cfg(test)]
mod tests {
    use super::close_to;

    #[test]
    fn mistyped_names_are_found() {
        let choices =
            ["send-message", "delete-message", "delete-message-batch", "delete-queue", "tag-queue", "untag-queue"];
        let choices = choices.map(str::to_owned);
        for (given, close) in [
            ("send-mesage", &["send-message"][..]),
            ("delete-messages", &["delete-message", "delete-message-batch"]),
            ("tag-queues", &["tag-queue", "untag-queue"]),
            ("delete-queues", &["delete-queue"]),
            ("queues", &[]),
            ("", &[]),
        ] {
            assert_eq!(close_to(given, &choices), close, "{given}");
        }
        assert!(close_to(&"send-message".repeat(10_000), &choices).is_empty());
    }
}
