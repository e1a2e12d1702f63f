//! Where the slips of a lane hang.

use model::shop::{Lane, LaneView, TicketView};

use super::Form;
use crate::{Grid, Rect, Size};

/// A lane of the board.
#[derive(Clone, Debug, PartialEq)]
pub struct LaneLayout {
    /// The lane.
    pub lane: Lane,
    /// The whole lane.
    pub area: Rect,
    /// Name and count.
    pub head: Rect,
    /// The cells of the slips.
    pub grid: Grid,
    /// The number of slips in cells of their own.
    pub shown: usize,
    /// The number of slips in the stack.
    pub stacked: u64,
    /// The stack: one cell, or the last row if the stack is high.
    pub stack: Rect,
}

/// A lane with more slips than this has a stack as wide as the lane.
const HIGH: u64 = 500;

impl LaneLayout {
    /// The rail on which the slips hang.
    #[must_use]
    pub fn rail(&self) -> Rect {
        let area = self.grid.area;
        Rect::new(area.x - 2.0, area.y - 6.0, area.width + 4.0, 6.0)
    }

    /// The hint of an empty lane.
    #[must_use]
    pub fn hint(&self) -> Rect {
        let area = self.grid.area;
        Rect::new(area.x, area.y + 14.0, area.width, 60.0)
    }

    pub(super) fn new(lane: Lane, area: Rect, form: Form, view: &LaneView, copies: &[TicketView]) -> Self {
        let is_low = form != Form::Wide && area.height < 120.0;
        let (head, pad, regular, small) = match form {
            Form::Wide => (38.0, 10.0, (76.0, 84.0), (54.0, 56.0)),
            Form::Frame if is_low => (24.0, 3.0, (44.0, 50.0), (32.0, 46.0)),
            Form::Frame => (28.0, 6.0, (52.0, 52.0), (44.0, 46.0)),
            Form::Tall if is_low => (28.0, 6.0, (62.0, 50.0), (48.0, 50.0)),
            Form::Tall if area.width > 200.0 => (34.0, 8.0, (88.0, 84.0), (56.0, 56.0)),
            Form::Tall => (34.0, 6.0, (62.0, 72.0), (48.0, 50.0)),
        };
        let (top, gap) = if is_low { (head + 9.0, 3.0) } else { (head + 12.0, 8.0) };
        let inner = Rect::new(area.x + pad, area.y + top, area.width - 2.0 * pad, area.height - top - pad);
        let fit = |(width, height): (f64, f64)| Grid::fit(inner, Size { width, height }, 116.0, gap);
        // In *Making* a message that has left leaves its slot empty, so count slots, not messages.
        let slips = view.first.iter().chain(copies);
        let highest = slips.map(|ticket| u64::from(ticket.slot) + 1).max().unwrap_or(0);
        let wanted = if lane == Lane::Making { highest.max(view.count) } else { view.count };
        let mut grid = fit(regular);
        if wanted > grid.capacity() as u64 {
            grid = fit(small);
        }
        let capacity = grid.capacity();
        let is_high = wanted > HIGH && grid.rows > 2;
        let stack = if is_high { grid.last_row() } else { grid.at(capacity) };
        let cells = if is_high { grid.columns } else { 1 };
        let shown = if wanted > capacity as u64 { capacity.saturating_sub(cells) } else { capacity };
        let on_show = view.first.iter().filter(|ticket| (ticket.slot as usize) < shown).count() as u64;
        let head = Rect::new(area.x, area.y, area.width, head);
        Self { lane, area, head, grid, shown, stacked: view.count.saturating_sub(on_show), stack }
    }

    /// The cell of a slot; the stack for slots without one.
    #[must_use]
    pub fn slot(&self, slot: usize) -> Rect {
        if slot < self.shown { self.grid.at(slot) } else { self.stack }
    }
}
