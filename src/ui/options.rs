//! The options in the page's address. Unknown keys are ignored. Bad values fall back to the default, with a note.

use super::intent::Theme;
use crate::web;
use model::compare::{Pair, pairs};
use model::share::{Bookmark, SHORT_MOMENT_MAX};
use model::shop::{Scenario, scenarios};
use model::time::Instant;
use stage::Speed;

/// The latest moment that an address can start at.
pub const SKIP_MAX: Instant = SHORT_MOMENT_MAX;

/// The state that the page starts in.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The scene's id if the scenario is an unchanged built-in scene.
    pub scene: Option<&'static str>,
    /// The shop's scenario.
    pub scenario: Scenario,
    /// The theme; `None` if the address has none.
    pub theme: Option<Theme>,
    /// The playback speed.
    pub speed: Speed,
    /// Whether time runs after the page has loaded.
    pub autoplay: bool,
    /// The moment to start at, at most [`SKIP_MAX`].
    pub skip_to: Instant,
    /// The pair to compare, if any.
    pub pair: Option<&'static Pair>,
    /// A shared moment; it replaces the options above.
    pub bookmark: Option<Bookmark>,
    /// The name under which that moment's run is kept, if it is.
    pub kept: Option<String>,
    /// Sentences about values that were ignored.
    pub notes: Vec<String>,
}

impl Options {
    /// Reads the options from the page's address.
    #[must_use]
    pub fn of_page() -> Self {
        Self::parse(web::location_query)
    }

    fn parse(query: impl Fn(&str) -> Option<String>) -> Self {
        let mut notes = Vec::new();
        let first = scenarios::ALL[0];
        let asked = query("scene").filter(|id| !id.is_empty());
        let scene = match asked {
            None => first,
            Some(id) => *scenarios::ALL.iter().find(|scene| scene.id.eq_ignore_ascii_case(&id)).unwrap_or_else(|| {
                notes.push(format!("There is no scene “{}”. This is “{}”.", shortened(&id), first.title));
                &scenarios::ALL[0]
            }),
        };
        let mut scenario = scene.scenario();
        let mut number = |key: &str, most: u64| {
            let text = query(key)?;
            let number = text.parse::<u64>().ok().filter(|number| *number <= most);
            if number.is_none() {
                notes.push(format!("{key}={} must be a whole number up to {most}. It is ignored.", shortened(&text)));
            }
            number
        };
        if let Some(seed) = number("seed", u64::from(u32::MAX)) {
            scenario.seed = seed;
        }
        let skip_to = Instant::from_millis(number("t", SKIP_MAX.as_millis()).unwrap_or(0));
        let theme = query("theme").and_then(|text| {
            let theme = Theme::parse(&text);
            if theme.is_none() {
                notes.push(format!("theme={} must be light, dark or auto. It is ignored.", shortened(&text)));
            }
            theme
        });
        let speed = query("speed").and_then(|text| {
            let speed = Speed::parse(&text);
            if speed.is_none() {
                notes.push(format!("speed={} must be a number above 0. It is ignored.", shortened(&text)));
            }
            speed
        });
        let pair = query("compare").filter(|id| !id.is_empty()).and_then(|id| {
            let pair = pairs::by_id(&id);
            if pair.is_none() {
                let ids = pairs::ALL.map(|pair| pair.id).join(", ");
                notes.push(format!("compare={} must be one of {ids}. It is ignored.", shortened(&id)));
            }
            pair
        });
        let autoplay = !query("autoplay").is_some_and(|value| matches!(&*value, "0" | "false" | "no" | "off"));
        Self {
            scene: Some(scene.id),
            scenario,
            theme,
            speed: speed.unwrap_or(Speed::NORMAL),
            autoplay,
            skip_to,
            pair,
            bookmark: None,
            kept: None,
            notes,
        }
    }
}

/// Text from a link, shortened so that it fits in a sentence.
fn shortened(text: &str) -> String {
    let mut short: String = text.chars().filter(|letter| !letter.is_control()).take(24).collect();
    if text.chars().count() > 24 {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(pairs: &[(&str, &str)]) -> Options {
        Options::parse(|key| pairs.iter().find(|(name, _)| *name == key).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn an_empty_address_plays_the_first_scene() {
        let options = parse(&[]);
        assert_eq!((options.scene, options.autoplay, options.notes.len()), (Some("default"), true, 0));
        assert_eq!(options.skip_to, Instant::ZERO);
    }

    #[test]
    fn an_address_sets_the_options() {
        let options = parse(&[
            ("scene", "CRASH"),
            ("seed", "12"),
            ("t", "5000"),
            ("theme", "Dark"),
            ("speed", "2"),
            ("autoplay", "0"),
        ]);
        assert_eq!((options.scene, options.scenario.seed), (Some("crash"), 12));
        assert_eq!((options.skip_to.as_millis(), options.theme), (5_000, Some(Theme::Dark)));
        assert_eq!((options.speed.to_string(), options.autoplay), ("2×".into(), false));
        assert!(options.notes.is_empty());
    }

    #[test]
    fn bad_values_fall_back_with_a_note() {
        let options = parse(&[
            ("scene", "<script>alert(1)</script>"),
            ("seed", "-1"),
            ("t", "99999999999999"),
            ("theme", "pink"),
            ("speed", "fast"),
        ]);
        let seed = scenarios::ALL[0].scenario().seed;
        assert_eq!((options.scene, options.scenario.seed, options.theme), (Some("default"), seed, None));
        assert_eq!(options.notes.len(), 5);
        assert!(options.notes.iter().all(|note| note.chars().count() < 90), "{:?}", options.notes);
    }
}
