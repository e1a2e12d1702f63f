//! Events for the listeners of scripts.

use serde::Serialize;

use model::compare::Half;
use model::shop::Happening;
use model::sqs::MessageId;
use model::text::json;
use model::time::Instant;
use model::world::World;

/// An event for scripts.
pub struct Event {
    /// The kind that listeners select.
    pub kind: &'static str,
    /// The event as JSON.
    pub json: String,
}

#[derive(Serialize)]
struct Members<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    at: Instant,
    /// The number of the event, from 0.
    sequence: u64,
    /// The name of the person who acted.
    by: Option<&'a str>,
    message: Option<MessageId>,
    /// The text of the order, such as `#38 flat white`.
    order: Option<&'a str>,
    /// The event as a sentence.
    text: String,
    /// The shop in a comparison.
    #[serde(skip_serializing_if = "Option::is_none")]
    shop: Option<Half>,
}

/// Converts a happening in the shop of `world`.
#[must_use]
pub fn event(happening: &Happening, world: &World, half: Option<Half>) -> Event {
    let shop = world.shop();
    let kind = happening.name();
    let members = Members {
        kind,
        at: happening.at,
        sequence: happening.seq,
        by: happening.by.map(|person| shop.name(person)),
        message: happening.message(),
        order: happening.order.as_ref().map(|order| order.as_str()),
        text: happening.sentence(shop),
        shop: half,
    };
    Event { kind, json: json(&members) }
}
