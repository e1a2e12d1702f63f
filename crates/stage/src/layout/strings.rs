//! Where the strings of a board with message groups hang: one row of slips per group.

use super::Form;
use crate::{Grid, Rect, Size};
use model::shop::{GroupView, GroupsView};

/// The strings.
#[derive(Clone, Debug, PartialEq)]
pub struct StringsLayout {
    /// One row per shown group, in the snapshot's order.
    pub rows: Vec<StringRow>,
    /// The count of the groups without a row.
    pub more: Option<MoreStrings>,
}

/// One string.
#[derive(Clone, Debug, PartialEq)]
pub struct StringRow {
    /// The string's number; see [`GroupView::string`].
    pub string: u32,
    /// The group's name and what blocks it.
    pub label: Rect,
    /// The cells of the slips.
    pub grid: Grid,
    /// The number of slips in cells of their own.
    pub shown: usize,
    /// The number of slips in the stack.
    pub stacked: u64,
}

/// The groups that have no row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MoreStrings {
    /// The place of the count.
    pub area: Rect,
    /// The number of groups.
    pub groups: u64,
    /// The number of their visible messages.
    pub orders: u64,
}

/// The gap between two strings.
const GAP: f64 = 5.0;
/// The gap between two slips of a string.
const SLIP_GAP: f64 = 6.0;
/// The height of the count of groups without a row.
const MORE: f64 = 18.0;
/// The height of a label above its slips; the width of one beside them, in a low lane.
const OVER: f64 = 17.0;
const BESIDE: f64 = 34.0;
const LOW: f64 = 130.0;
/// Below this height slips are cut off: half a slip says more than none.
const LOWEST: f64 = 70.0;
/// The least width of a column of strings.
const COLUMN: f64 = 140.0;
const COLUMN_GAP: f64 = 16.0;
/// The gap below the rail.
const TOP: f64 = 4.0;

impl StringRow {
    /// The thread on which the slips hang.
    #[must_use]
    pub fn thread(&self) -> Rect {
        let area = self.grid.area;
        Rect::new(area.x, area.y, area.width, 3.0)
    }
}

impl StringsLayout {
    /// Places the strings in `area`. `waiting` is the number of all visible messages.
    pub(super) fn new(area: Rect, form: Form, groups: &GroupsView, waiting: u64) -> Self {
        let area = Rect::new(area.x, area.y + TOP, area.width, area.height - TOP);
        let beside = form == Form::Frame || area.height < LOW;
        let over = if beside { 0.0 } else { OVER };
        let sizes: &[(f64, f64)] = match form {
            _ if area.height < LOWEST => &[(44.0, 34.0)],
            _ if beside => &[(44.0, 46.0)],
            Form::Wide | Form::Frame => &[(76.0, 84.0), (54.0, 46.0)],
            Form::Tall if area.width > 200.0 => &[(88.0, 84.0), (56.0, 48.0)],
            Form::Tall => &[(48.0, 46.0)],
        };
        let most = ((area.width + COLUMN_GAP) / (COLUMN + COLUMN_GAP)).max(1.0) as usize;
        let rows_in = |height: f64, slip: f64| ((height + GAP) / (over + slip + GAP)) as usize;
        // Large slips in one column, else small slips in as few columns as possible.
        let plans = sizes.iter().flat_map(|size| (1..=most).map(move |columns| (*size, columns)));
        let mut plans = plans.filter(|((width, _), columns)| *columns == 1 || *width < 60.0);
        let wanted = groups.count.max(1);
        let fits =
            |((_, slip), columns): &((f64, f64), usize)| (rows_in(area.height, *slip) * columns) as u64 >= wanted;
        let fitting = plans.clone().find(fits);
        let Some(((width, height), columns)) = fitting.or_else(|| plans.next_back()) else {
            return Self { rows: Vec::new(), more: None };
        };
        let room = if fitting.is_some() { area.height } else { area.height - MORE - GAP };
        let rows_a_column = rows_in(room, height);
        let count = rows_a_column * columns;
        let column_width = (area.width - COLUMN_GAP * (columns - 1) as f64) / columns as f64;
        let pitch = over + height + GAP;
        let row = |(index, group): (usize, &GroupView)| {
            let (column, line) = (index / rows_a_column, index % rows_a_column);
            let left = area.x + column as f64 * (column_width + COLUMN_GAP);
            let y = area.y + line as f64 * pitch;
            let (label, x) = if beside {
                (Rect::new(left, y, BESIDE, height), left + BESIDE + 2.0)
            } else {
                (Rect::new(left, y, column_width, over), left)
            };
            let slips = Rect::new(x, y + over, left + column_width - x, height);
            let grid = Grid::fit(slips, Size { width, height }, width * 1.3, SLIP_GAP);
            let places = grid.columns as u64;
            let shown = if group.waiting > places { places.saturating_sub(1) } else { places }.min(8) as usize;
            let stacked = group.waiting.saturating_sub((shown as u64).min(group.waiting));
            StringRow { string: group.string, label, grid, shown, stacked }
        };
        let rows: Vec<StringRow> = groups.first.iter().take(count).enumerate().map(row).collect();
        let left = groups.count.saturating_sub(rows.len() as u64);
        let seen: u64 = groups.first.iter().take(rows.len()).map(|group| group.waiting).sum();
        let more = (left > 0).then(|| MoreStrings {
            area: Rect::new(area.x, area.bottom() - MORE, area.width, MORE),
            groups: left,
            orders: waiting.saturating_sub(seen),
        });
        Self { rows, more }
    }

    /// The cell of a slip: its own, the stack's, or the count's if its group has no row.
    pub(super) fn place(&self, string: u32, place: u32) -> Option<Rect> {
        match self.rows.iter().find(|row| row.string == string) {
            Some(row) => Some(row.grid.at((place as usize).min(row.shown))),
            None => self.more.map(|more| more.area),
        }
    }
}
