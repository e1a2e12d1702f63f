//! The names of two shops, from the settings in which they differ.

use crate::shop::{BaristaSettings, Mode, PersonSettings, QueueSettings, Snapshot, weather_words};
use crate::text::grouped;
use crate::time::Span;

/// The most settings in a name; further ones are counted.
const NAMED_MAX: usize = 2;

/// The names of two shops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differences {
    /// As titles: *Hand to hand*, *2 baristas*.
    pub names: [String; 2],
    /// Within a sentence: *with the order board*, *with 2 baristas*.
    pub phrases: [String; 2],
    /// As subjects of *serve*: *2 baristas*. `None` unless the number of people is the only difference.
    pub people: Option<[String; 2]>,
    /// The id of the pair of [`super::pairs`] with just this difference.
    pub pair: Option<&'static str>,
}

/// A setting as a title and within a sentence.
type Words = (String, String);

/// A setting that may differ.
struct Setting {
    /// Whether shops without a board have it, too.
    everywhere: bool,
    /// Whether its title names people.
    counts_people: bool,
    words: fn(&Snapshot) -> Words,
    /// The pair with this difference, and the titles of its two shops.
    pair: Option<(&'static str, [&'static str; 2])>,
}

const SETTINGS: [Setting; 11] = [
    Setting {
        everywhere: true,
        counts_people: false,
        words: mode,
        pair: Some(("hand-to-hand", ["Hand to hand", "Order board"])),
    },
    Setting { everywhere: true, counts_people: true, words: cashiers, pair: None },
    Setting {
        everywhere: true,
        counts_people: true,
        words: baristas,
        pair: Some(("baristas", ["2 baristas", "3 baristas"])),
    },
    Setting { everywhere: true, counts_people: false, words: making, pair: None },
    Setting {
        everywhere: false,
        counts_people: false,
        words: kind,
        pair: Some(("kind", ["Standard queue", "FIFO queue"])),
    },
    Setting {
        everywhere: false,
        counts_people: false,
        words: visibility,
        pair: Some(("visibility", ["Visibility timeout 10 s", "Visibility timeout 60 s"])),
    },
    Setting {
        everywhere: false,
        counts_people: false,
        words: polls,
        pair: Some(("polling", ["Short polls", "Long polls, 20 s"])),
    },
    Setting { everywhere: false, counts_people: false, words: delay, pair: None },
    Setting { everywhere: false, counts_people: false, words: tries, pair: None },
    Setting { everywhere: false, counts_people: false, words: retention, pair: None },
    Setting { everywhere: false, counts_people: false, words: weather, pair: None },
];

impl Differences {
    /// The names of these two shops.
    #[must_use]
    pub fn between([a, b]: [&Snapshot; 2]) -> Self {
        let boards = a.mode == Mode::OrderBoard && b.mode == Mode::OrderBoard;
        let settings = SETTINGS.iter().filter(|setting| setting.everywhere || boards);
        let both = settings.map(|setting| (setting, [(setting.words)(a), (setting.words)(b)]));
        let differing: Vec<_> = both.filter(|(_, [a, b])| a != b).collect();
        let pair = match &differing[..] {
            [(setting, words)] => setting.pair.filter(|(_, names)| words.each_ref().map(|(name, _)| &**name) == *names),
            _ => None,
        };
        let people = match &differing[..] {
            [(Setting { counts_people: true, .. }, words)] => Some(words.each_ref().map(|(name, _)| name.clone())),
            _ => None,
        };
        let said = |half: usize| {
            let words = || differing.iter().map(move |(_, words)| &words[half]);
            let names: Vec<&str> = words().take(NAMED_MAX).map(|(name, _)| &**name).collect();
            let phrases: Vec<&str> = words().take(NAMED_MAX).map(|(_, phrase)| &**phrase).collect();
            let (name, phrase) = if names.is_empty() {
                (mode([a, b][half]).0, ["in A", "in B"][half].to_owned())
            } else {
                (names.join(" · "), phrases.join(" and "))
            };
            let left = differing.len().saturating_sub(NAMED_MAX);
            (if left > 0 { format!("{name} · +{left}") } else { name }, phrase)
        };
        let ((name_a, phrase_a), (name_b, phrase_b)) = (said(0), said(1));
        Self { names: [name_a, name_b], phrases: [phrase_a, phrase_b], people, pair: pair.map(|(id, _)| id) }
    }
}

fn mode(snapshot: &Snapshot) -> Words {
    match snapshot.mode {
        Mode::HandToHand => ("Hand to hand".into(), "hand to hand".into()),
        Mode::OrderBoard => ("Order board".into(), "with the order board".into()),
    }
}

fn people(count: u64, role: &str) -> Words {
    let name = format!("{} {role}{}", grouped(count), if count == 1 { "" } else { "s" });
    let phrase = format!("with {name}");
    (name, phrase)
}

fn cashiers(snapshot: &Snapshot) -> Words {
    people(snapshot.cashiers.count, "cashier")
}

fn baristas(snapshot: &Snapshot) -> Words {
    people(snapshot.baristas.count, "barista")
}

fn each_barista(snapshot: &Snapshot) -> impl Iterator<Item = &BaristaSettings> {
    snapshot.baristas.first.iter().filter_map(|person| match &person.settings {
        PersonSettings::Barista(settings) => Some(settings),
        PersonSettings::Cashier(_) => None,
    })
}

fn making(snapshot: &Snapshot) -> Words {
    let (sum, count) = each_barista(snapshot).fold((0, 0), |(sum, count), of| (sum + of.make_ms, count + 1_u64));
    let tenths = (sum / count.max(1) + 50) / 100;
    // Hired people have the usual pace, so that hiring is one difference and not two.
    if count == 0 || each_barista(snapshot).all(|of| of.make_ms == BaristaSettings::default().make_ms) {
        return (String::from("Usual pace"), "at the usual pace".into());
    }
    let seconds = format!("{}.{}", tenths / 10, tenths % 10);
    (format!("Drinks in {seconds} s"), format!("with drinks in {seconds} s"))
}

fn kind(snapshot: &Snapshot) -> Words {
    let name = if snapshot.queue.fifo { "FIFO queue" } else { "Standard queue" };
    let phrase = if snapshot.queue.fifo { "with a FIFO queue" } else { "with a standard queue" };
    (name.into(), phrase.into())
}

fn visibility(snapshot: &Snapshot) -> Words {
    let seconds = grouped(snapshot.queue.visibility_timeout_seconds.into());
    (format!("Visibility timeout {seconds} s"), format!("with a visibility timeout of {seconds} s"))
}

fn polls(snapshot: &Snapshot) -> Words {
    let QueueSettings { receive_wait_time_seconds: of_queue, .. } = snapshot.queue;
    let own = each_barista(snapshot).next().and_then(|settings| settings.wait_time_seconds);
    match own.unwrap_or(of_queue) {
        0 => ("Short polls".into(), "with short polls".into()),
        seconds => (format!("Long polls, {seconds} s"), format!("with long polls of {seconds} s")),
    }
}

fn delay(snapshot: &Snapshot) -> Words {
    match snapshot.queue.delay_seconds {
        0 => ("No delay".into(), "without a delay".into()),
        seconds => (format!("Delay {seconds} s"), format!("with a delay of {seconds} s")),
    }
}

fn tries(snapshot: &Snapshot) -> Words {
    match snapshot.queue.max_receive_count {
        None => ("No dead letters".into(), "without dead letters".into()),
        Some(1) => ("1 try".into(), "with 1 try".into()),
        Some(count) => (format!("{count} tries"), format!("with {count} tries")),
    }
}

fn retention(snapshot: &Snapshot) -> Words {
    let kept = Span::from_secs(snapshot.queue.message_retention_seconds.into());
    (format!("Kept {kept}"), format!("with orders kept {kept}"))
}

fn weather(snapshot: &Snapshot) -> Words {
    let words = weather_words(&snapshot.weather);
    let Some((first, further)) = words.split_first() else {
        return ("Weather off".into(), "with the weather off".into());
    };
    let all = further.iter().fold((*first).to_owned(), |all, word| format!("{all}, {word}"));
    let mut letters = all.chars();
    let title = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    (title, format!("with the weather on ({all})"))
}
