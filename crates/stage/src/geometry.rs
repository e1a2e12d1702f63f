//! Points and rectangles, in CSS pixels from the stage's upper left corner.

/// A point.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Distance from the left.
    pub x: f64,
    /// Distance from the top.
    pub y: f64,
}

/// A width and a height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Point {
    /// A point by its coordinates.
    #[must_use]
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The point at a `share` of the way to `other`: 0 is this point, 1 the other.
    #[must_use]
    pub fn toward(self, other: Self, share: f64) -> Self {
        Self { x: self.x + (other.x - self.x) * share, y: self.y + (other.y - self.y) * share }
    }

    /// The point moved by `x` and `y`.
    #[must_use]
    pub fn shifted(self, x: f64, y: f64) -> Self {
        Self { x: self.x + x, y: self.y + y }
    }
}

impl Rect {
    /// A rectangle by its upper left corner and size. Negative sizes become zero.
    #[must_use]
    pub const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width: width.max(0.0), height: height.max(0.0) }
    }

    /// The right edge.
    #[must_use]
    pub fn right(self) -> f64 {
        self.x + self.width
    }

    /// The lower edge.
    #[must_use]
    pub fn bottom(self) -> f64 {
        self.y + self.height
    }

    /// The middle.
    #[must_use]
    pub fn center(self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Returns true if the point is inside or on an edge.
    #[must_use]
    pub fn contains(self, point: Point) -> bool {
        (self.x..=self.right()).contains(&point.x) && (self.y..=self.bottom()).contains(&point.y)
    }

    /// The rectangle without a border of `x` left and right and `y` above and below.
    #[must_use]
    pub fn inset(self, x: f64, y: f64) -> Self {
        Self::new(self.x + x, self.y + y, self.width - 2.0 * x, self.height - 2.0 * y)
    }

    /// Returns true if the two share more than an edge.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Returns true if this is inside `other`, with a tolerance of half a pixel.
    #[must_use]
    pub fn within(self, other: Self) -> bool {
        self.x >= other.x - 0.5
            && self.y >= other.y - 0.5
            && self.right() <= other.right() + 0.5
            && self.bottom() <= other.bottom() + 0.5
    }

    /// The part of `whole` from `from` on, `extent` long, along the x axis if `across`, else along the y axis.
    #[must_use]
    pub const fn slice(whole: Self, across: bool, from: f64, extent: f64) -> Self {
        if across {
            Self::new(whole.x + from, whole.y, extent, whole.height)
        } else {
            Self::new(whole.x, whole.y + from, whole.width, extent)
        }
    }
}

/// Equal cells in rows, filled from the upper left.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Grid {
    /// The area of the cells.
    pub area: Rect,
    /// The size of a cell.
    pub cell: Size,
    /// The gap between two cells.
    pub gap: f64,
    /// Cells per row.
    pub columns: usize,
    /// Rows.
    pub rows: usize,
}

impl Grid {
    /// As many cells of at least `least` as fit, widened to at most `most`.
    #[must_use]
    pub fn fit(area: Rect, least: Size, most_width: f64, gap: f64) -> Self {
        let columns = fitting(area.width, least.width, gap).max(1);
        let rows = fitting(area.height, least.height, gap);
        let free = area.width - gap * (columns - 1) as f64;
        let width = (free / columns as f64).min(most_width).max(1.0);
        Self { area, cell: Size { width, height: least.height }, gap, columns, rows }
    }

    /// The number of cells.
    #[must_use]
    pub const fn capacity(&self) -> usize {
        self.columns * self.rows
    }

    /// The cell at `index`; past the end, the last one.
    #[must_use]
    pub fn at(&self, index: usize) -> Rect {
        let index = index.min(self.capacity().saturating_sub(1));
        let (column, row) = (index % self.columns, index / self.columns);
        Rect::new(
            self.area.x + column as f64 * (self.cell.width + self.gap),
            self.area.y + row as f64 * (self.cell.height + self.gap),
            self.cell.width,
            self.cell.height,
        )
    }

    /// The whole of the last row.
    #[must_use]
    pub fn last_row(&self) -> Rect {
        let last = self.at(self.capacity());
        let x = self.area.x;
        Rect::new(x, last.y, last.right() - x, last.height)
    }
}

/// The number of pieces of size `piece` with `gap` between them that fit into `space`.
fn fitting(space: f64, piece: f64, gap: f64) -> usize {
    ((space + gap) / (piece + gap)).max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grid_fills_its_area_and_no_more() {
        let area = Rect::new(10.0, 20.0, 190.0, 300.0);
        let grid = Grid::fit(area, Size { width: 80.0, height: 70.0 }, 100.0, 8.0);
        assert_eq!((grid.columns, grid.rows), (2, 3));
        for index in 0..grid.capacity() {
            assert!(grid.at(index).within(area), "cell {index} of {grid:?}");
            assert!((0..index).all(|other| !grid.at(other).overlaps(grid.at(index))));
        }
        assert_eq!(grid.at(99), grid.at(5));
    }

    #[test]
    fn a_grid_without_room_still_has_a_place() {
        let grid = Grid::fit(Rect::new(0.0, 0.0, 20.0, 10.0), Size { width: 80.0, height: 70.0 }, 100.0, 8.0);
        assert_eq!(grid.capacity(), 0);
        assert_eq!(grid.at(0).width, 20.0);
    }

    #[test]
    fn places_between_places() {
        assert_eq!(Point::new(0.0, 10.0).toward(Point::new(10.0, 20.0), 0.5), Point::new(5.0, 15.0));
    }
}
