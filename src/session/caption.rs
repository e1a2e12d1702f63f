//! The caption: one sentence about the most notable thing that just happened.

use std::rc::Rc;

use model::shop::{Happening, Mode, PersonId, Shop, ShopEvent, What, scenarios};
use model::sqs::EventKind;
use model::time::{Instant, Span};

/// Milliseconds that a caption stays at least while time runs, so that it can be read.
pub const CAPTION_MS: f64 = 1_300.0;

/// The caption of a pair in which nothing has happened yet.
pub(super) const PAIR_OPENING: &str = "Two shops, the same customers. What you do in one does not change the other.";

/// A sentence with the kind of its event.
#[derive(Clone, Debug, PartialEq)]
pub struct Caption {
    /// The sentence.
    pub text: Rc<str>,
    /// The name of the event, or `opening`. It selects the mark's shape and colour.
    pub kind: &'static str,
}

impl Caption {
    pub(super) fn opening(text: impl Into<Rc<str>>) -> Self {
        Self { text: text.into(), kind: "opening" }
    }

    /// The description of a scene at its beginning.
    pub(super) fn about(scene: Option<&'static str>, mode: Mode) -> Self {
        let scene = scenarios::ALL.iter().find(|candidate| Some(candidate.id) == scene);
        Self::opening(match (scene, mode) {
            (Some(scene), mode) if scene.scenario().mode == mode => scene.about(),
            (_, Mode::HandToHand) => scenarios::ALL[1].about(),
            (_, Mode::OrderBoard) => scenarios::ALL[0].about(),
        })
    }

    /// The caption of a moment that was reached without listening: the most notable happening of the last instant before
    /// `until` that has one, and of the `stretch` of time before that instant.
    pub fn of_moment(shop: &Shop, scene: Option<&'static str>, until: Instant, stretch: Span) -> Self {
        let mut best: Option<(u8, &Happening)> = None;
        let mut last = None;
        for happening in shop.log().rev().filter(|happening| happening.at < until) {
            if last.is_some_and(|last: Instant| last.since(happening.at) > stretch) {
                break;
            }
            let weight = weight(happening);
            if weight > best.map_or(0, |(most, _)| most) {
                best = Some((weight, happening));
                last = last.or(Some(happening.at));
            }
        }
        match best {
            Some((_, best)) => Self { text: best.sentence(shop).into(), kind: best.name() },
            None => Self::about(scene, shop.mode()),
        }
    }
}

/// How notable a happening is, from 0 (never captioned: it happens all the time) to 6 (something went wrong).
pub(super) fn weight(happening: &Happening) -> u8 {
    match &happening.what {
        What::Queue { event, .. } => match event {
            EventKind::Reappeared { .. }
            | EventKind::DeadLettered { .. }
            | EventKind::Expired { .. }
            | EventKind::Purged { .. } => 5,
            EventKind::Sent { .. } | EventKind::Received { .. } | EventKind::Deleted { .. } => 3,
            EventKind::BecameVisible { .. } => 2,
            EventKind::AttributesChanged { .. } | EventKind::MoveStarted { .. } | EventKind::MoveEnded { .. } => 5,
            EventKind::Deduplicated { .. } | EventKind::Duplicated { .. } => 4,
            EventKind::Moved { .. } => 3,
            EventKind::ReceivedNothing if happening.by == Some(PersonId::YOU) => 5,
            _ => 0,
        },
        What::Shop(event) => match event {
            ShopEvent::CupDropped { .. } | ShopEvent::CallRefused { .. } => 6,
            ShopEvent::Hired { .. }
            | ShopEvent::Left { .. }
            | ShopEvent::Moved { .. }
            | ShopEvent::WentOnBreak
            | ShopEvent::CameBack => 5,
            ShopEvent::StaffChanged { .. } | ShopEvent::CustomersChanged { .. } | ShopEvent::WeatherChanged { .. } => 5,
            ShopEvent::OrderSentAgain => 3,
            ShopEvent::CustomerWalkedOut { .. } | ShopEvent::CashierStuck | ShopEvent::OrderHandedOver { .. } => 4,
            ShopEvent::DrinkServed { .. } => 3,
            _ => 0,
        },
    }
}
