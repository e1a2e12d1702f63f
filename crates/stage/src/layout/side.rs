//! The layout of one role's people: at work and on a break.

use model::shop::{Activity, PersonId, PersonView, StaffView};

use super::Detail;
use super::measures::Measures;
use crate::{Grid, Point, Rect, Size};

/// The people of one role.
#[derive(Clone, Debug, PartialEq)]
pub struct SideLayout {
    /// The whole side.
    pub area: Rect,
    /// The heading, if there is room.
    pub heading: Option<Rect>,
    /// The area that accepts people in a drop.
    pub places_area: Rect,
    /// How much of each person is shown.
    pub detail: Detail,
    /// The shown people at work, by place.
    pub people: Vec<(PersonId, Rect)>,
    /// The count of the people at work without a place: where, and how many.
    pub more: Option<(Rect, u64)>,
    /// The palette of new people.
    pub hire: Rect,
    /// The break room.
    pub break_room: Rect,
    /// The shown people in the break room.
    pub resting: Vec<(PersonId, Rect)>,
}

impl SideLayout {
    pub(super) fn new(area: Rect, across: bool, m: &Measures, staff: &StaffView) -> Self {
        let heading = (m.heading > 0.0).then(|| Rect::new(area.x, area.y, area.width, m.heading));
        let top = if m.heading > 0.0 { m.heading + 10.0 } else { 0.0 };
        let extent = if across { area.height } else { area.width };
        // Cards go along the corridor: left to right in a row, top to bottom in a column.
        let slice = |from: f64, length: f64| Rect::slice(area, !across, from, length);
        let break_room = slice(extent - m.rest, m.rest);
        let room = extent - m.rest - m.hire - 2.0 * m.gap - top;
        let places_area = slice(top, room);
        let at_work = staff.count.saturating_sub(staff.on_break) as usize;
        let on_show = || staff.first.iter().filter(|person| !is_resting(person));
        let (detail, grid) = Self::grid(places_area, across, m, at_work);
        let capacity = grid.capacity();
        let shown = if at_work > capacity { capacity.saturating_sub(1) } else { at_work };
        let people: Vec<_> =
            on_show().take(shown).enumerate().map(|(place, person)| (person.id, grid.at(place))).collect();
        let left = at_work.saturating_sub(people.len());
        let more = (left > 0).then(|| (grid.at(people.len()), left as u64));
        let used = match people.len() + usize::from(more.is_some()) {
            0 => top,
            count => {
                let last = grid.at(count - 1);
                (if across { last.bottom() - area.y } else { last.right() - area.x }) + m.gap
            }
        };
        let hire = slice(used.min(extent - m.rest - m.gap - m.hire), m.hire);
        let resting = Self::resting(break_room, m, staff);
        Self { area, heading, places_area, detail, people, more, hire, break_room, resting }
    }

    /// The most detail at which all people fit, else faces.
    fn grid(area: Rect, across: bool, m: &Measures, count: usize) -> (Detail, Grid) {
        let of = |along: f64| {
            if across {
                Grid::fit(area, Size { width: area.width, height: along }, area.width, m.gap)
            } else {
                Grid::fit(area, Size { width: along, height: area.height }, along * 1.6, m.gap)
            }
        };
        for (detail, along) in [(Detail::Card, m.card), (Detail::Row, m.row), (Detail::Plate, m.plate)] {
            let grid = of(along);
            if grid.capacity() >= count {
                return (detail, grid);
            }
        }
        (Detail::Face, Grid::fit(area, Size { width: m.chip, height: m.chip }, m.chip, 4.0))
    }

    fn resting(room: Rect, m: &Measures, staff: &StaffView) -> Vec<(PersonId, Rect)> {
        let chip = m.chip.min(room.height - 6.0);
        let area = Rect::new(room.x + 8.0, room.bottom() - chip - 6.0, room.width - 16.0, chip);
        let grid = Grid::fit(area, Size { width: chip, height: chip }, chip, 4.0);
        let resting = staff.first.iter().filter(|person| is_resting(person));
        resting.take(grid.capacity()).enumerate().map(|(place, person)| (person.id, grid.at(place))).collect()
    }

    /// The place of a person, at work or in the break room.
    #[must_use]
    pub fn find(&self, person: PersonId) -> Option<Rect> {
        let mut all = self.people.iter().chain(&self.resting);
        all.find(|(id, _)| *id == person).map(|(_, rect)| *rect)
    }

    /// The place that a person dropped at `point` takes.
    #[must_use]
    pub fn place_at(&self, point: Point, across: bool) -> u32 {
        let before = |rect: &Rect| {
            let middle = rect.center();
            if across { middle.y < point.y } else { middle.x < point.x }
        };
        self.people.iter().filter(|(_, rect)| before(rect)).count() as u32
    }
}

/// Returns true if the person is in the break room.
#[must_use]
pub fn is_resting(person: &PersonView) -> bool {
    person.activity == Activity::OnBreak
}
