//! The comparison of two shops in the JSON for scripts.

use serde::Serialize;
use serde_json::Value;

use super::{LIMITS, with_seen};
use crate::session::{Session, differences};
use model::compare::{self, Figures, Half, Row};
use model::time::Instant;
use model::world::World;

/// Both shops, and what differs between them.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Comparison {
    /// The chosen shop: the inspector shows it, and outside calls go to it.
    in_hand: Option<Half>,
    /// The id of the pair, if the shops differ exactly as the pair defines.
    pair: Option<&'static str>,
    names: [String; 2],
    figures: Vec<Figure>,
    sentence: String,
    shops: Vec<Value>,
}

/// A row of the table of figures.
#[derive(Serialize)]
struct Figure {
    name: &'static str,
    values: [String; 2],
    better: Option<Half>,
}

impl Comparison {
    pub(super) fn new(session: &Session, halves: [&World; 2]) -> Self {
        let differences = differences(halves);
        let figures = halves.map(|world| {
            let snapshot = world.shop().snapshot(world.now(), LIMITS);
            let second = Instant::from_millis(world.now().as_secs() * 1_000);
            Figures::of(&snapshot, world.shop().bill(), None, second)
        });
        let row = |row: Row| Figure { name: row.slug, values: row.values, better: row.better };
        let seen = |world: &&World| with_seen(session, world, |seen| serde_json::to_value(seen).unwrap_or_default());
        Self {
            in_hand: session.half(),
            pair: differences.pair,
            figures: compare::rows(&figures).into_iter().map(row).collect(),
            sentence: compare::sentence(&figures, &differences),
            names: differences.names,
            shops: halves.iter().map(seen).collect(),
        }
    }
}
