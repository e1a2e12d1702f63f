//! The layout of the stage: a pure function of its size and of a snapshot.
//!
//! On a wide stage people are in columns left and right of the board, on a tall one in rows above and below it.
//! A corridor between people and board keeps flying slips off the names.

mod board;
mod form;
mod guests;
mod hall;
mod lane;
mod line;
mod measures;
mod side;
mod spots;
mod strings;

pub use board::BoardLayout;
pub use form::Form;
pub use guests::GuestsLayout;
pub use hall::HallLayout;
pub use lane::LaneLayout;
pub use line::LineLayout;
pub use side::{SideLayout, is_resting};
pub use strings::{MoreStrings, StringRow, StringsLayout};

use model::shop::{Lane, Mode, Role, Snapshot};

use self::form::NARROW;
use crate::{Point, Rect, Size};

/// How much of a person is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Face, name, what they do, progress.
    Card,
    /// Face and name.
    Row,
    /// Face, and the name below it.
    Plate,
    /// The face alone.
    Face,
}

/// The layout of the stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// The size of the stage.
    pub size: Size,
    /// How the stage is divided.
    pub form: Form,
    /// The customers in line.
    pub line: LineLayout,
    /// The cashiers: left or above.
    pub cashiers: SideLayout,
    /// The baristas: right or below.
    pub baristas: SideLayout,
    /// The middle.
    pub center: Center,
    /// The guests, if there are any.
    pub guests: Option<GuestsLayout>,
    /// Where a drop sends a person home: the lower end of the middle, during a drag.
    pub bin: Rect,
}

/// The middle of the stage.
#[allow(clippy::large_enum_variant, reason = "a layout has one of them")]
#[derive(Clone, Debug, PartialEq)]
pub enum Center {
    /// The order board.
    Board(Box<BoardLayout>),
    /// The floor of a shop without a board.
    Hall(HallLayout),
}

/// The least height between the corridors of a tall stage for a guests' counter below the board.
const ROOM_FOR_COUNTER: f64 = 300.0;

impl Layout {
    /// Returns true if a point is on the stage.
    #[must_use]
    pub fn contains(&self, point: Point) -> bool {
        Rect::new(0.0, 0.0, self.size.width, self.size.height).contains(point)
    }

    /// Places everything in `snapshot` on a stage of `size`.
    #[must_use]
    pub fn new(size: Size, snapshot: &Snapshot) -> Self {
        let form = Form::of(size);
        let m = form.measures(size);
        let across = form != Form::Tall;
        let inner = Rect::new(0.0, 0.0, size.width, size.height).inset(m.pad, m.pad);
        // The order along this axis: line, cashiers, corridor, centre, corridor, baristas.
        let extent = if across { inner.width } else { inner.height };
        let slice = |from: f64, length: f64| Rect::slice(inner, across, from, length);
        let line_gap = if across { m.gap } else { 4.0 };
        let cashiers_at = m.line + line_gap;
        let center_at = cashiers_at + m.side + m.corridor;
        let center_length = extent - center_at - m.corridor - m.side;
        let mut center_area = slice(center_at, center_length);
        let mut line_area = slice(0.0, m.line);
        let mut guests = None;
        if snapshot.guests.count > 0 {
            // If the board would get too low, guests stand beside the line.
            let beside = !across && center_length < ROOM_FOR_COUNTER;
            let room = if beside { &mut line_area } else { &mut center_area };
            guests = Some(GuestsLayout::new(room, beside, &m, &snapshot.guests));
        }
        let center = match snapshot.mode {
            Mode::OrderBoard => Center::Board(Box::new(BoardLayout::new(center_area, form, snapshot))),
            Mode::HandToHand => Center::Hall(HallLayout::new(center_area, form)),
        };
        let bin_height = (center_area.height * 0.22).clamp(44.0, 90.0);
        Self {
            size,
            form,
            line: LineLayout::new(line_area, across, &m),
            cashiers: SideLayout::new(slice(cashiers_at, m.side), across, &m, &snapshot.cashiers),
            baristas: SideLayout::new(slice(extent - m.side, m.side), across, &m, &snapshot.baristas),
            center,
            guests,
            bin: Rect::new(center_area.x, center_area.bottom() - bin_height, center_area.width, bin_height),
        }
    }

    /// Returns true for a frame less than 480 pixels wide, which shows faces only and no unused lanes.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        self.form == Form::Frame && self.size.width < NARROW
    }

    /// The side of a role; the baristas' for the visitor and guests.
    #[must_use]
    pub fn side(&self, role: Role) -> &SideLayout {
        match role {
            Role::Cashier => &self.cashiers,
            Role::Barista | Role::You | Role::Guest => &self.baristas,
        }
    }

    /// The layout of a lane, if there is a board.
    #[must_use]
    pub fn lane(&self, lane: Lane) -> Option<&LaneLayout> {
        let Center::Board(board) = &self.center else { return None };
        board.lanes.iter().find(|candidate| candidate.lane == lane)
    }
}
