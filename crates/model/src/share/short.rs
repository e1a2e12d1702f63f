//! The short address of a moment that nobody changed: the scene's name instead of the whole run.

use super::Bookmark;
use crate::shop::{Scenario, scenarios};
use crate::time::Instant;

/// The latest moment that a short address can lead to: one hour, so that no address blocks the page.
pub const SHORT_MOMENT_MAX: Instant = Instant::from_millis(3_600_000);

/// The keys of the page's address that lead to this moment; `None` if only a link can. The end of the run is left out.
#[must_use]
pub fn short(bookmark: &Bookmark) -> Option<Vec<(&'static str, String)>> {
    let Bookmark { recording, at, beside, .. } = bookmark;
    if beside.is_some() || !recording.interventions.is_empty() || *at > SHORT_MOMENT_MAX {
        return None;
    }
    let seed = recording.scenario.seed;
    let (scene, own) = scenarios::ALL.iter().find_map(|scene| {
        let scenario = scene.scenario();
        let own = scenario.seed;
        (Scenario { seed, ..scenario } == recording.scenario).then_some((scene, own))
    })?;
    let mut keys = vec![("scene", scene.id.to_owned())];
    if seed != own {
        // The address takes no larger ones.
        u32::try_from(seed).ok()?;
        keys.push(("seed", seed.to_string()));
    }
    if *at > Instant::ZERO {
        keys.push(("t", at.as_millis().to_string()));
    }
    Some(keys)
}
