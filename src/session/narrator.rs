//! The narrator: what a screen reader hears of the shop. Events come in at any rate, sentences come out in a readable
//! one.

use model::shop::{Happening, PersonId, Shop};

use super::caption::weight;

/// Milliseconds of wall time between two sentences.
pub const PAUSE_MS: f64 = 3_000.0;

/// How much is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Narration {
    /// Nothing but deeds, at once.
    #[default]
    Off,
    /// What is out of the ordinary.
    Normal,
    /// Every step of an order.
    Detailed,
}

impl Narration {
    /// All levels.
    pub const ALL: [Self; 3] = [Self::Off, Self::Normal, Self::Detailed];

    /// The name, on the screen and in storage.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Normal => "normal",
            Self::Detailed => "detailed",
        }
    }

    /// Parses a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }

    /// The least weight of a happening that is told.
    const fn least(self) -> u8 {
        match self {
            Self::Off => u8::MAX,
            Self::Normal => 4,
            Self::Detailed => 1,
        }
    }
}

/// Equal events since the last sentence.
#[derive(Debug)]
struct Burst {
    kind: &'static str,
    weight: u8,
    count: u64,
    /// The sentence of the first one.
    sentence: String,
}

/// Merges happenings and deeds into sentences.
#[derive(Debug)]
pub struct Narrator {
    level: Narration,
    deeds: Vec<String>,
    bursts: Vec<Burst>,
    said_ms: f64,
}

impl Narrator {
    /// A narrator that has told nothing yet.
    #[must_use]
    pub const fn new(level: Narration) -> Self {
        Self { level, deeds: Vec::new(), bursts: Vec::new(), said_ms: f64::NEG_INFINITY }
    }

    /// How much is told.
    #[must_use]
    pub const fn level(&self) -> Narration {
        self.level
    }

    /// The deeds that were not told yet.
    #[must_use]
    pub fn into_deeds(self) -> Option<String> {
        (!self.deeds.is_empty()).then(|| self.deeds.join(" "))
    }

    /// Hears a happening. A deed of the person at the screen is told by [`Self::deed`].
    pub fn hear(&mut self, happening: &Happening, shop: &Shop) {
        if happening.by != Some(PersonId::YOU) {
            self.note(happening.name(), weight(happening), || happening.sentence(shop));
        }
    }

    fn note(&mut self, kind: &'static str, weight: u8, sentence: impl FnOnce() -> String) {
        if weight < self.level.least() {
            return;
        }
        match self.bursts.iter_mut().find(|burst| burst.kind == kind) {
            Some(burst) => burst.count += 1,
            None => self.bursts.push(Burst { kind, weight, count: 1, sentence: sentence() }),
        }
    }

    /// Hears a deed. It is the next thing that is told. A sentence that is repeated or continued meanwhile is told once.
    pub fn deed(&mut self, sentence: String) {
        match self.deeds.last_mut() {
            _ if sentence.is_empty() => {}
            Some(last) if sentence.starts_with(&**last) => *last = sentence,
            _ => self.deeds.push(sentence),
        }
    }

    /// Returns true if something was not told yet.
    #[must_use]
    pub const fn has_more(&self) -> bool {
        !self.deeds.is_empty() || !self.bursts.is_empty()
    }

    /// Returns the next sentence, if it is time for one. `now_ms` is wall time.
    pub fn tell(&mut self, now_ms: f64) -> Option<String> {
        if now_ms - self.said_ms < PAUSE_MS {
            return None;
        }
        let told = if self.deeds.is_empty() { self.merged()? } else { self.done() };
        self.said_ms = now_ms;
        Some(told)
    }

    /// The deeds in one announcement. A happening with the words of a deed is that deed, and is not told again.
    fn done(&mut self) -> String {
        let deeds = std::mem::take(&mut self.deeds);
        let is_told = |burst: &Burst| deeds.iter().any(|deed| deed.starts_with(&*burst.sentence));
        self.bursts.retain(|burst| burst.count > 1 || !is_told(burst));
        deeds.join(" ")
    }

    /// The most notable burst as a sentence, with the number of its events; then, how many others there were.
    fn merged(&mut self) -> Option<String> {
        let bursts = std::mem::take(&mut self.bursts);
        let most = bursts.iter().max_by_key(|burst| (burst.weight, burst.count))?;
        let rest: u64 = bursts.iter().map(|burst| burst.count).sum::<u64>() - most.count;
        let again = if most.count > 1 { format!(" {} times like this.", most.count) } else { String::new() };
        let more = if rest > 0 { format!(" {rest} more events.") } else { String::new() };
        Some(format!("{}{again}{more}", most.sentence))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [(&str, u8); 3] = [("Reappeared", 5), ("Deleted", 3), ("BecameVisible", 2)];

    fn numbers(text: &str) -> u64 {
        let once = u64::from(!text.contains("times like this"));
        text.split(|letter: char| !letter.is_ascii_digit()).filter_map(|digits| digits.parse::<u64>().ok()).sum::<u64>()
            + once
    }

    #[test]
    fn bursts_are_merged_and_never_two_sentences_come_in_three_seconds() {
        for rate in [1_u32, 2, 7, 30, 100, 333, 1_000] {
            let mut narrator = Narrator::new(Narration::Detailed);
            let (mut heard, mut told, mut last) = (0, 0, f64::NEG_INFINITY);
            for event in 0..rate * 20 {
                let now_ms = f64::from(event) * 1_000.0 / f64::from(rate);
                let (kind, weight) = KINDS[event as usize % 3];
                narrator.note(kind, weight, || "Something happens.".into());
                heard += 1;
                if let Some(sentence) = narrator.tell(now_ms) {
                    assert!(now_ms - last >= PAUSE_MS, "{rate} events a second: {last} and {now_ms}");
                    last = now_ms;
                    told += numbers(&sentence);
                }
            }
            told += narrator.tell(1e9).map_or(0, |sentence| numbers(&sentence));
            assert_eq!(told, heard, "{rate} events a second");
        }
    }

    #[test]
    fn a_deed_comes_out_whole_and_first_whatever_else_happens() {
        for rate in [1_u32, 10, 100, 1_000] {
            let mut narrator = Narrator::new(Narration::Normal);
            let mut waiting_since: Option<f64> = None;
            let (mut done, mut told) = (0, 0);
            for event in 0..rate * 30 {
                let now_ms = f64::from(event) * 1_000.0 / f64::from(rate);
                narrator.note("Reappeared", 5, || "An order is back.".into());
                if event % (rate * 5) == 0 {
                    narrator.deed("You drop Ben’s cup.".into());
                    (done, waiting_since) = (done + 1, waiting_since.or(Some(now_ms)));
                }
                if let Some(sentence) = narrator.tell(now_ms)
                    && let Some(since) = waiting_since.take()
                {
                    assert_eq!(sentence, "You drop Ben’s cup.", "{rate} events a second");
                    assert!(now_ms - since <= PAUSE_MS + 1_000.0 / f64::from(rate));
                    told += 1;
                }
            }
            told += u64::from(!narrator.deeds.is_empty());
            assert_eq!(told, done, "{rate} events a second");
        }
    }

    #[test]
    fn normal_leaves_out_the_ordinary_and_detailed_does_not() {
        let told = |level| {
            let mut narrator = Narrator::new(level);
            narrator.note("Deleted", 3, || "An order is done.".into());
            narrator.tell(0.0)
        };
        assert_eq!(told(Narration::Normal), None);
        assert_eq!(told(Narration::Detailed).as_deref(), Some("An order is done."));
        assert!(Narration::ALL.iter().all(|level| Narration::parse(level.name()) == Some(*level)));
    }

    #[test]
    fn a_deed_is_not_told_again_as_a_happening() {
        let mut narrator = Narrator::new(Narration::Normal);
        for _ in 0..3 {
            narrator.deed("Cleo drops the cup of #7 mocha.".into());
        }
        narrator.deed("Cleo drops the cup of #7 mocha. You changed the past.".into());
        narrator.note("CupDropped", 6, || "Cleo drops the cup of #7 mocha.".into());
        narrator.note("Reappeared", 5, || "#6 tea is back.".into());
        assert_eq!(narrator.tell(0.0).as_deref(), Some("Cleo drops the cup of #7 mocha. You changed the past."));
        assert_eq!(narrator.tell(PAUSE_MS).as_deref(), Some("#6 tea is back."));
        assert_eq!(narrator.tell(9_000.0), None);
    }

    #[test]
    fn deeds_that_were_not_told_are_not_lost_when_the_narration_ends() {
        let mut narrator = Narrator::new(Narration::Normal);
        narrator.note("Reappeared", 5, || "An order is back.".into());
        assert!(narrator.has_more());
        assert_eq!(narrator.tell(0.0).as_deref(), Some("An order is back."));
        assert!(!narrator.has_more());
        narrator.deed("Undone.".into());
        assert_eq!((narrator.tell(2_999.0), narrator.has_more()), (None, true));
        assert_eq!(narrator.into_deeds().as_deref(), Some("Undone."));
    }
}
