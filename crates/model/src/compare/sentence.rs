//! The difference between two shops in a sentence.

use super::figures::{better, share, time};
use super::{Differences, Figures, Half};
use crate::text::{grouped, money};

/// The least difference of average waits that counts, in thousandths: smaller ones are chance.
const CHANCE: u64 = 100;

/// The most important difference in one sentence.
#[must_use]
pub fn sentence(both: &[Figures; 2], differences: &Differences) -> String {
    if both.iter().all(|of| of.served == 0 && of.walked_out == 0) {
        return "The same customers come to both. Nobody is served yet.".into();
    }
    let Some(said) = about_served(both, differences)
        .or_else(|| about_walked_out(both, differences))
        .or_else(|| about_waits(both, differences))
        .or_else(|| about_twice(both, differences))
        .or_else(|| about_cost(both, differences))
    else {
        return "No difference yet. Send the baristas on a break.".into();
    };
    let mut letters = said.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Figures and phrase of the better half, then of the other.
fn ordered<'a>(
    half: Half,
    both: &'a [Figures; 2],
    differences: &'a Differences,
) -> ((&'a Figures, &'a str), (&'a Figures, &'a str)) {
    let [a, b] = differences.phrases.each_ref().map(String::as_str);
    match half {
        Half::A => ((&both[0], a), (&both[1], b)),
        Half::B => ((&both[1], b), (&both[0], a)),
    }
}

fn about_served(both: &[Figures; 2], differences: &Differences) -> Option<String> {
    let half = better(both.each_ref().map(|of| Some(of.served)), true)?;
    let ((best, with), (least, without)) = ordered(half, both, differences);
    let more = ((best.served - least.served) * 100 + least.served / 2).checked_div(least.served);
    let subject = differences.people.as_ref().map(|people| match half {
        Half::A => &people[0],
        Half::B => &people[1],
    });
    let main = match more {
        Some(more) if let Some(people) = subject => {
            let verb = if people.starts_with("1 ") { "serves" } else { "serve" };
            format!("{people} {verb} {} % more customers", grouped(more.max(1)))
        }
        Some(more) => format!("{with}, {} % more customers are served", grouped(more.max(1))),
        None => {
            let verb = if best.served == 1 { "customer is" } else { "customers are" };
            format!("{with}, {} {verb} served; {without}, nobody", grouped(best.served))
        }
    };
    let further = match (best.walked_out, least.walked_out) {
        (a, b) if a == b => after(best, least),
        (0, lost) => format!(" Nobody gave up; {without}, {} did.", grouped(lost)),
        (a, b) if a < b => format!(" {} gave up instead of {}.", grouped(a), grouped(b)),
        (a, b) => format!(" But {} gave up instead of {}.", grouped(a), grouped(b)),
    };
    Some(format!("{main}.{further}"))
}

/// What is said of the average waits, if their difference counts.
fn after(best: &Figures, least: &Figures) -> String {
    let (Some(a), Some(b)) = (best.mean_wait_ms, least.mean_wait_ms) else { return String::new() };
    match share(a.abs_diff(b), a.max(b)) {
        0..CHANCE => String::new(),
        _ if a < b => format!(" The average wait falls from {} to {}.", time(b), time(a)),
        _ => format!(" But the average wait rises from {} to {}.", time(b), time(a)),
    }
}

fn about_walked_out(both: &[Figures; 2], differences: &Differences) -> Option<String> {
    let half = better(both.each_ref().map(|of| Some(of.walked_out)), false)?;
    let ((best, with), (most, without)) = ordered(half, both, differences);
    Some(match best.walked_out {
        0 => format!("{with}, nobody gave up; {without}, {} did.", grouped(most.walked_out)),
        few => format!("{with}, {} gave up; {without}, {}.", grouped(few), grouped(most.walked_out)),
    })
}

fn about_waits(both: &[Figures; 2], differences: &Differences) -> Option<String> {
    let waits = both.each_ref().map(|of| of.mean_wait_ms);
    let [a, b] = [waits[0]?, waits[1]?];
    let half = better(waits, false).filter(|_| share(a.abs_diff(b), a.max(b)) >= CHANCE)?;
    let ((best, with), (most, _)) = ordered(half, both, differences);
    let [less, more] = [best, most].map(|of| time(of.mean_wait_ms.unwrap_or(0)));
    Some(format!("{with}, the average wait falls from {more} to {less}."))
}

fn about_twice(both: &[Figures; 2], differences: &Differences) -> Option<String> {
    let half = better(both.each_ref().map(|of| Some(of.made_twice)), false)?;
    let ((best, with), (most, without)) = ordered(half, both, differences);
    let drinks = |count: u64| format!("{} drink{}", grouped(count), if count == 1 { " was" } else { "s were" });
    Some(match best.made_twice {
        0 => format!("{without}, {} made twice; {with}, none.", drinks(most.made_twice)),
        few => format!("{without}, {} made twice; {with}, {}.", drinks(most.made_twice), grouped(few)),
    })
}

fn about_cost(both: &[Figures; 2], differences: &Differences) -> Option<String> {
    let half = better(both.each_ref().map(|of| of.a_month), false)?;
    let ((best, with), (most, _)) = ordered(half, both, differences);
    let [less, more] = [best, most].map(|of| money(of.a_month.unwrap_or(0)));
    Some(format!("Both serve alike; {with}, the queue costs {less} a month instead of {more}."))
}

#[cfg(test)]
mod tests {
    use super::super::figures::SOME;
    use super::*;

    fn differences() -> Differences {
        Differences {
            names: ["Hand to hand".into(), "Order board".into()],
            phrases: ["hand to hand".into(), "with the order board".into()],
            people: None,
            pair: None,
        }
    }

    fn said(a: Figures, b: Figures) -> String {
        sentence(&[a, b], &differences())
    }

    #[test]
    fn people_serve_customers() {
        let differences = Differences {
            phrases: ["with 1 barista".into(), "with 3 baristas".into()],
            people: Some(["1 barista".into(), "3 baristas".into()]),
            ..differences()
        };
        let [few, many] =
            [(100, 20_800), (156, 16_100)].map(|(served, wait)| Figures { served, mean_wait_ms: Some(wait), ..SOME });
        assert_eq!(
            sentence(&[few, many], &differences),
            "3 baristas serve 56 % more customers. The average wait falls from 20.8 s to 16.1 s."
        );
        assert_eq!(
            sentence(&[Figures { served: 200, ..few }, few], &differences),
            "1 barista serves 100 % more customers."
        );
    }

    #[test]
    fn the_sentence_says_what_stands_out() {
        let none = Figures::default();
        assert_eq!(said(none, none), "The same customers come to both. Nobody is served yet.");
        assert_eq!(said(SOME, SOME), "No difference yet. Send the baristas on a break.");
        assert_eq!(
            said(Figures { walked_out: 12, ..SOME }, Figures { served: 134, ..SOME }),
            "With the order board, 34 % more customers are served. Nobody gave up; hand to hand, 12 did."
        );
        assert_eq!(
            said(Figures { mean_wait_ms: Some(27_300), ..SOME }, Figures { served: 104, ..SOME }),
            "With the order board, 4 % more customers are served. The average wait falls from 27.3 s to 20.0 s."
        );
        assert_eq!(
            said(Figures { served: 134, walked_out: 3, ..SOME }, SOME),
            "Hand to hand, 34 % more customers are served. But 3 gave up instead of 0."
        );
        assert_eq!(
            said(Figures { served: 0, walked_out: 5, ..SOME }, Figures { served: 1, walked_out: 2, ..SOME }),
            "With the order board, 1 customer is served; hand to hand, nobody. 2 gave up instead of 5."
        );
        assert_eq!(
            said(Figures { walked_out: 2, ..SOME }, SOME),
            "With the order board, nobody gave up; hand to hand, 2 did."
        );
        assert_eq!(
            said(SOME, Figures { mean_wait_ms: Some(61_000), ..SOME }),
            "Hand to hand, the average wait falls from 1:01 to 20.0 s."
        );
        assert_eq!(
            said(Figures { made_twice: 1, ..SOME }, SOME),
            "Hand to hand, 1 drink was made twice; with the order board, none."
        );
        assert_eq!(
            said(Figures { a_month: Some(3_400_000), ..SOME }, SOME),
            "Both serve alike; with the order board, the queue costs $1.00 a month instead of $3.40."
        );
        // A shop without a queue has no cost to compare.
        assert_eq!(said(Figures { a_month: None, ..SOME }, SOME), "No difference yet. Send the baristas on a break.");
    }
}
