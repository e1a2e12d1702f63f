//! How the floor of a shop without a board is divided.

use super::Form;
use super::form::{ROOM_FOR_DELAYED, UPRIGHT_LOW};
use crate::{Grid, Rect, Size};

/// The floor of a shop without a board.
#[derive(Clone, Debug, PartialEq)]
pub struct HallLayout {
    /// The whole floor.
    pub area: Rect,
    /// The name, with an explanation if there is room.
    pub head: Rect,
    /// The baristas' counter.
    pub counter: Rect,
    /// The places of waiting cashiers at the counter, in the order of service.
    pub standing: Grid,
}

impl HallLayout {
    const TITLE: f64 = 26.0;

    /// Returns true if there is room for the explanation.
    #[must_use]
    pub fn has_words(&self) -> bool {
        self.head.height > Self::TITLE
    }

    /// The place of the espresso machine, at the counter's far end.
    #[must_use]
    pub fn machine(&self, form: Form) -> Rect {
        let counter = self.counter;
        let side = if form == Form::Frame { 44.0 } else { 64.0 };
        match form {
            Form::Tall => Rect::new(counter.right() - side - 10.0, counter.y - side + 6.0, side, side),
            _ => Rect::new(counter.x - side + 6.0, counter.bottom() - side - 8.0, side, side),
        }
    }

    pub(super) fn new(area: Rect, form: Form) -> Self {
        let is_small = form == Form::Frame && area.width < ROOM_FOR_DELAYED;
        let inner = if is_small { area.inset(8.0, 6.0) } else { area.inset(12.0, 10.0) };
        let is_brief = form == Form::Frame || (form == Form::Tall && area.height < UPRIGHT_LOW);
        let head_height = if is_brief { Self::TITLE } else { 62.0 };
        let room = inner.height - head_height - 8.0;
        // In a frame the name is below the floor: cashiers would walk over it above.
        let (head_y, floor_y) = match form {
            Form::Frame => (inner.bottom() - head_height, inner.y),
            _ => (inner.y, inner.y + head_height + 8.0),
        };
        let head = Rect::new(inner.x, head_y, inner.width, head_height);
        let floor = Rect::new(inner.x, floor_y, inner.width, room);
        // Waiting cashiers stand at the counter.
        let cell = if form == Form::Frame { 46.0 } else { 64.0 };
        let (counter, standing) = if form == Form::Tall {
            let counter = Rect::new(floor.x, floor.bottom() - 30.0, floor.width, 30.0);
            (counter, Rect::new(floor.x, counter.y - cell - 10.0, floor.width - cell - 20.0, cell))
        } else {
            let counter = Rect::new(floor.right() - 30.0, floor.y, 30.0, floor.height);
            // Two abreast if the floor is too low for a column.
            let (wide, gap) = if is_small { (2.0 * cell + 6.0, 6.0) } else { (cell, 16.0) };
            (counter, Rect::new(counter.x - wide - gap, floor.y, wide, floor.height - cell - 20.0))
        };
        Self { area, head, counter, standing: Grid::fit(standing, Size { width: cell, height: cell }, cell, 6.0) }
    }
}
