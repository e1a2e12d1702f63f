//! The layout of the line of customers.

use super::measures::Measures;
use crate::Rect;

/// The line of customers.
#[derive(Clone, Debug, PartialEq)]
pub struct LineLayout {
    /// The whole line.
    pub area: Rect,
    /// The heading, if there is room.
    pub heading: Option<Rect>,
    /// The places from the head of the line.
    pub places: Vec<Rect>,
    /// The count of the customers without a place.
    pub more: Rect,
}

impl LineLayout {
    pub(super) fn new(area: Rect, across: bool, m: &Measures) -> Self {
        let heading = (m.heading > 0.0).then(|| Rect::new(area.x, area.y, area.width, m.heading));
        let top = if m.heading > 0.0 { m.heading + 10.0 } else { 0.0 };
        let pitch = m.face + 4.0;
        let room = if across { area.height - top } else { area.width };
        let count = ((room / pitch) as usize).saturating_sub(1);
        let cell = |index: usize| {
            let at = index as f64 * pitch;
            if across {
                Rect::new(area.x + (area.width - m.face) / 2.0, area.y + top + at, m.face, m.face)
            } else {
                Rect::new(area.x + at, area.y + (area.height - m.face) / 2.0, m.face, m.face)
            }
        };
        Self { area, heading, places: (0..count).map(cell).collect(), more: cell(count) }
    }

    /// The place of a customer; the count's for customers without one.
    #[must_use]
    pub fn place(&self, place: usize) -> Rect {
        self.places.get(place).copied().unwrap_or(self.more)
    }
}
