//! Where the people of one role stand, work and rest.

use model::shop::{Activity, PersonId, PersonView, StaffView};

use super::Detail;
use super::measures::Measures;
use crate::{Grid, Point, Rect, Size};

/// The people of one role.
#[derive(Clone, Debug, PartialEq)]
pub struct SideLayout {
    /// All of it.
    pub area: Rect,
    /// Its heading; none where there is no room.
    pub heading: Option<Rect>,
    /// Where people can be put down.
    pub places_area: Rect,
    /// How much of each is shown.
    pub detail: Detail,
    /// Those at work and on show, by place.
    pub people: Vec<(PersonId, Rect)>,
    /// Where those at work without a place of their own are counted, and how many they are.
    pub more: Option<(Rect, u64)>,
    /// Where new people come from.
    pub hire: Rect,
    /// Where people rest.
    pub break_room: Rect,
    /// Those who rest and are on show.
    pub resting: Vec<(PersonId, Rect)>,
}

impl SideLayout {
    pub(super) fn new(area: Rect, across: bool, m: &Measures, staff: &StaffView) -> Self {
        let heading = (m.heading > 0.0).then(|| Rect::new(area.x, area.y, area.width, m.heading));
        let top = if m.heading > 0.0 { m.heading + 10.0 } else { 0.0 };
        let extent = if across { area.height } else { area.width };
        // People do not stand across the corridor: in a row the cards go left to right, in a column top to bottom.
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

    /// The most detail at which all find room; faces otherwise.
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

    /// Where this person is, at work or resting.
    #[must_use]
    pub fn find(&self, person: PersonId) -> Option<Rect> {
        let mut all = self.people.iter().chain(&self.resting);
        all.find(|(id, _)| *id == person).map(|(_, rect)| *rect)
    }

    /// The place in the column that a person put down at `point` takes.
    #[must_use]
    pub fn place_at(&self, point: Point, across: bool) -> u32 {
        let before = |rect: &Rect| {
            let middle = rect.center();
            if across { middle.y < point.y } else { middle.x < point.x }
        };
        self.people.iter().filter(|(_, rect)| before(rect)).count() as u32
    }
}

/// In the break room?
#[must_use]
pub fn is_resting(person: &PersonView) -> bool {
    person.activity == Activity::OnBreak
}
