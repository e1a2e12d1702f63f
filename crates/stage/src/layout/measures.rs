//! The measures of each form, in pixels.

use super::Form;
use super::form::NARROW;
use crate::Size;

/// The measures of one form.
pub(super) struct Measures {
    pub(super) pad: f64,
    pub(super) gap: f64,
    pub(super) line: f64,
    pub(super) face: f64,
    pub(super) side: f64,
    pub(super) corridor: f64,
    pub(super) heading: f64,
    pub(super) card: f64,
    pub(super) row: f64,
    pub(super) plate: f64,
    pub(super) chip: f64,
    pub(super) hire: f64,
    pub(super) rest: f64,
    /// Height of the guests' counter; width of a guest as a card, and of one with the name only.
    pub(super) counter: f64,
    pub(super) guest: f64,
    pub(super) tag: f64,
}

impl Form {
    pub(super) fn measures(self, size: Size) -> Measures {
        // One of two shops.
        let is_low = size.height < 560.0 && size.width >= 400.0;
        // A small phone, or one that shows its bars.
        let is_tight = size.width < 400.0 && size.height < 520.0;
        match self {
            Self::Wide => Measures {
                pad: 18.0,
                gap: 12.0,
                line: 54.0,
                face: 42.0,
                side: (size.width * 0.168).clamp(150.0, 216.0),
                corridor: (size.width * 0.038).clamp(30.0, 64.0),
                heading: 44.0,
                card: 92.0,
                row: 50.0,
                plate: f64::MAX,
                chip: 42.0,
                hire: 40.0,
                rest: 84.0,
                counter: 58.0,
                guest: 148.0,
                tag: 92.0,
            },
            Self::Frame if size.width < NARROW => Measures {
                pad: 5.0,
                gap: 4.0,
                line: 28.0,
                face: 24.0,
                side: 40.0,
                corridor: 14.0,
                heading: 0.0,
                // Faces only.
                card: f64::MAX,
                row: f64::MAX,
                plate: f64::MAX,
                chip: 32.0,
                hire: 26.0,
                rest: 36.0,
                counter: 34.0,
                guest: f64::MAX,
                tag: f64::MAX,
            },
            Self::Frame => Measures {
                pad: 8.0,
                gap: 6.0,
                line: 34.0,
                face: 28.0,
                side: 100.0,
                corridor: 22.0,
                heading: 0.0,
                card: 50.0,
                row: 38.0,
                plate: f64::MAX,
                chip: 30.0,
                hire: 28.0,
                rest: 44.0,
                counter: 34.0,
                guest: 110.0,
                tag: 72.0,
            },
            Self::Tall if is_tight => Measures {
                pad: 8.0,
                gap: 6.0,
                line: 36.0,
                face: 30.0,
                side: 58.0,
                corridor: 18.0,
                heading: 0.0,
                // No cards: the activity needs two lines.
                card: f64::MAX,
                row: 98.0,
                plate: 62.0,
                chip: 40.0,
                hire: 36.0,
                rest: 52.0,
                counter: 42.0,
                guest: 128.0,
                tag: 76.0,
            },
            Self::Tall => Measures {
                pad: 10.0,
                gap: 8.0,
                line: if is_low { 40.0 } else { 44.0 },
                face: 36.0,
                side: 76.0,
                corridor: 30.0,
                heading: 0.0,
                card: if size.width < 600.0 { 118.0 } else { 150.0 },
                row: 98.0,
                plate: 66.0,
                chip: 44.0,
                hire: 40.0,
                rest: if size.width < 500.0 { 56.0 } else { 110.0 },
                counter: 48.0,
                guest: 128.0,
                tag: 76.0,
            },
        }
    }
}
