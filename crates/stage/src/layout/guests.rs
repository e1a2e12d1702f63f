//! The layout of the guests.

use model::shop::{GuestsView, PersonId};

use super::Detail;
use super::measures::Measures;
use crate::{Grid, Rect, Size};

/// The guests' counter.
#[derive(Clone, Debug, PartialEq)]
pub struct GuestsLayout {
    /// The whole counter.
    pub area: Rect,
    /// How much of each guest is shown.
    pub detail: Detail,
    /// The shown guests.
    pub people: Vec<(PersonId, Rect)>,
    /// The count of the guests without a place: where, and how many.
    pub more: Option<(Rect, u64)>,
}

const GUEST_GAP: f64 = 6.0;

impl GuestsLayout {
    /// Cuts the counter off `room`: its lower end, or its right part if `beside`.
    pub(super) fn new(room: &mut Rect, beside: bool, m: &Measures, guests: &GuestsView) -> Self {
        let area = if beside {
            let width = room.width * 0.4;
            room.width -= width + m.gap;
            Rect::new(room.right() + m.gap, room.y, width, room.height)
        } else {
            room.height -= m.counter + m.gap;
            Rect::new(room.x, room.bottom() + m.gap, room.width, m.counter)
        };
        let inner = area.inset(6.0, 4.0);
        let count = guests.count as usize;
        let share = (inner.width + GUEST_GAP) / count as f64 - GUEST_GAP;
        let roomy = |least: f64| {
            let width = share.min(least * 1.25).max(least);
            let grid = Grid::fit(inner, Size { width, height: inner.height }, width, GUEST_GAP);
            (share >= least).then_some(grid)
        };
        let face = inner.height.min(m.face);
        let strip = Rect::new(inner.x, inner.y + (inner.height - face) / 2.0, inner.width, face);
        let (detail, grid) = match (roomy(m.guest), roomy(m.tag)) {
            (Some(cards), _) => (Detail::Card, cards),
            (None, Some(tags)) => (Detail::Row, tags),
            (None, None) => (Detail::Face, Grid::fit(strip, Size { width: face, height: face }, face, 5.0)),
        };
        let capacity = grid.capacity();
        let shown = if count > capacity { capacity.saturating_sub(1) } else { count };
        let first = guests.first.iter().take(shown);
        let people: Vec<_> = first.enumerate().map(|(place, guest)| (guest.id, grid.at(place))).collect();
        let left = count - people.len();
        let more = (left > 0).then(|| (grid.at(people.len()), left as u64));
        Self { area, detail, people, more }
    }

    /// The place of a guest.
    #[must_use]
    pub fn find(&self, guest: PersonId) -> Option<Rect> {
        self.people.iter().find(|(id, _)| *id == guest).map(|(_, rect)| *rect)
    }
}
