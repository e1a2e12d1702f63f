//! Where everything stands: a pure function of the stage's size and of what is to be seen.
//!
//! On a wide stage people stand in columns left and right of the board, on a tall one in rows above and below it.
//! A corridor of their own between people and board keeps flights off the names.

use super::{Grid, Point, Rect, Size, StringsLayout};
use model::shop::{
    Activity, GuestsView, Lane, LaneView, Mode, PersonId, PersonView, Role, Snapshot, Spot, StaffView, TicketView,
};

/// How the stage is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// People left and right, room for everything.
    Wide,
    /// People left and right, as little as possible: a frame in a slide.
    Frame,
    /// People above and below: a phone or an upright tablet.
    Tall,
}

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

/// Where everything stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// Of the stage.
    pub size: Size,
    /// How it is divided.
    pub form: Form,
    /// Those who stand in line.
    pub line: LineLayout,
    /// Left or above.
    pub cashiers: SideLayout,
    /// Right or below.
    pub baristas: SideLayout,
    /// Between them.
    pub center: Center,
    /// Those who call from outside; none where there are none.
    pub guests: Option<GuestsLayout>,
    /// Where a dragged person leaves for good. Covers the middle's lower end while something is dragged.
    pub bin: Rect,
}

/// The line of customers.
#[derive(Clone, Debug, PartialEq)]
pub struct LineLayout {
    /// All of it.
    pub area: Rect,
    /// Its heading; none where there is no room.
    pub heading: Option<Rect>,
    /// Places, the head of the line first.
    pub places: Vec<Rect>,
    /// Where those without a place are counted.
    pub more: Rect,
}

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

/// The counter at which guests stand.
#[derive(Clone, Debug, PartialEq)]
pub struct GuestsLayout {
    /// All of it.
    pub area: Rect,
    /// How much of each is shown.
    pub detail: Detail,
    /// Those on show.
    pub people: Vec<(PersonId, Rect)>,
    /// Where those without a place are counted, and how many they are.
    pub more: Option<(Rect, u64)>,
}

/// What stands between cashiers and baristas.
#[allow(clippy::large_enum_variant, reason = "a layout has one of them")]
#[derive(Clone, Debug, PartialEq)]
pub enum Center {
    /// A queue.
    Board(Box<BoardLayout>),
    /// Nothing but floor and the baristas' counter.
    Hall(HallLayout),
}

/// The board.
#[derive(Clone, Debug, PartialEq)]
pub struct BoardLayout {
    /// All of it.
    pub area: Rect,
    /// Title and settings.
    pub head: Rect,
    /// What a FIFO queue remembers; none where there is no room for it or nothing to remember.
    pub memory: Option<Rect>,
    /// Delayed, waiting, making.
    pub lanes: [LaneLayout; 3],
    /// In place of the tickets of the lane *Waiting*, where messages belong to groups.
    pub strings: Option<StringsLayout>,
    /// Deleted.
    pub done: Rect,
    /// Dead letters.
    pub dead: Rect,
}

/// A lane of the board.
#[derive(Clone, Debug, PartialEq)]
pub struct LaneLayout {
    /// Which.
    pub lane: Lane,
    /// All of it.
    pub area: Rect,
    /// Name and count.
    pub head: Rect,
    /// Places for tickets.
    pub grid: Grid,
    /// How many tickets hang side by side; the rest is stacked behind them.
    pub shown: usize,
    /// How many lie in the stack.
    pub stacked: u64,
    /// Where the stack lies: in one cell, and across the lane's last row where it is high.
    pub stack: Rect,
}

/// The floor of a shop without a board.
#[derive(Clone, Debug, PartialEq)]
pub struct HallLayout {
    /// All of it.
    pub area: Rect,
    /// The line that explains it.
    pub head: Rect,
    /// The baristas' counter.
    pub counter: Rect,
    /// Places at the counter for cashiers who wait, the first to be served first.
    pub standing: Grid,
}

/// The measures of one form.
struct Measures {
    pad: f64,
    gap: f64,
    line: f64,
    face: f64,
    side: f64,
    corridor: f64,
    heading: f64,
    card: f64,
    row: f64,
    plate: f64,
    chip: f64,
    hire: f64,
    rest: f64,
    /// The guests' counter, and what one guest takes of it: as a card, and with its name alone.
    counter: f64,
    guest: f64,
    tag: f64,
}

/// A frame with less than this across shows faces alone, and lanes that are in use.
const NARROW: f64 = 480.0;

impl Form {
    /// The form that suits a stage of this size.
    #[must_use]
    pub fn of(size: Size) -> Self {
        // Where two shops share a small screen, each has less than a frame.
        if (size.height < 400.0 && size.width >= 480.0) || size.height < 330.0 {
            Self::Frame
        } else if size.width < 700.0 || (size.width < 960.0 && size.height > size.width * 0.8) {
            Self::Tall
        } else {
            Self::Wide
        }
    }

    fn measures(self, size: Size) -> Measures {
        // Beside another shop.
        let is_low = size.height < 560.0 && size.width >= 400.0;
        // A small phone, or one with its bars.
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
                // Faces alone.
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
                // A card says what someone does in two lines or not at all.
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

impl Layout {
    /// Places everything in `snapshot` on a stage of `size`.
    #[must_use]
    pub fn new(size: Size, snapshot: &Snapshot) -> Self {
        let form = Form::of(size);
        let m = form.measures(size);
        let across = form != Form::Tall;
        let inner = Rect::new(0.0, 0.0, size.width, size.height).inset(m.pad, m.pad);
        // Along this axis lie: line, cashiers, corridor, centre, corridor, baristas.
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
            // Where the board would have no room left, guests stand beside the line.
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

    /// Is there even less room than in a frame?
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        self.form == Form::Frame && self.size.width < NARROW
    }

    /// The side where people of `role` stand.
    #[must_use]
    pub fn side(&self, role: Role) -> &SideLayout {
        match role {
            Role::Cashier => &self.cashiers,
            Role::Barista | Role::You | Role::Guest => &self.baristas,
        }
    }

    /// The lane's layout, where there is a board.
    #[must_use]
    pub fn lane(&self, lane: Lane) -> Option<&LaneLayout> {
        let Center::Board(board) = &self.center else { return None };
        board.lanes.iter().find(|candidate| candidate.lane == lane)
    }

    /// The middle of a spot. `role_of` tells the side of someone who stands in a stack.
    #[must_use]
    pub fn spot(&self, spot: Spot, role_of: impl Fn(PersonId) -> Role) -> Point {
        match spot {
            Spot::Door => self.door(),
            Spot::Line(place) => self.line.place(place as usize).center(),
            Spot::Person(person) => self.hands(person, role_of(person)),
            Spot::Counter(place) => match &self.center {
                Center::Hall(hall) => hall.standing.at(place as usize).center(),
                Center::Board(board) => board.area.center(),
            },
            Spot::Slot(lane, slot) => self.slot(lane, slot).center(),
            Spot::String { string, place } => self.string(string, place).center(),
            Spot::PickUp => self.pick_up(),
        }
    }

    /// The cell of a lane's slot; for trays, the tray.
    #[must_use]
    pub fn slot(&self, lane: Lane, slot: u32) -> Rect {
        match &self.center {
            Center::Hall(hall) => hall.counter,
            Center::Board(board) => match lane {
                Lane::Done => board.done,
                Lane::Dead => board.dead,
                _ => self.lane(lane).map_or(board.area, |lane| lane.slot(slot as usize)),
            },
        }
    }

    /// A place on a string.
    #[must_use]
    pub fn string(&self, string: u32, place: u32) -> Rect {
        let strings = match &self.center {
            Center::Board(board) => board.strings.as_ref(),
            Center::Hall(_) => None,
        };
        strings.and_then(|strings| strings.place(string, place)).unwrap_or_else(|| self.slot(Lane::Waiting, 0))
    }

    /// Where a person holds things: the edge on the corridor's side of their card, or of the stack they stand in. Guests
    /// have the counter before them.
    #[must_use]
    pub fn hands(&self, person: PersonId, role: Role) -> Point {
        if role == Role::Guest {
            return self.at_counter(person);
        }
        let side = self.side(role);
        let rect = side.find(person).or(side.more.map(|(rect, _)| rect)).unwrap_or(side.hire);
        match (self.form != Form::Tall, role == Role::Cashier) {
            (true, true) => Point::new(rect.right(), rect.center().y),
            (true, false) => Point::new(rect.x, rect.center().y),
            (false, true) => Point::new(rect.center().x, rect.bottom()),
            (false, false) => Point::new(rect.center().x, rect.y),
        }
    }

    fn at_counter(&self, guest: PersonId) -> Point {
        // Who has left meanwhile left by the door.
        let Some(guests) = &self.guests else { return self.door() };
        let rect = guests.find(guest).or(guests.more.map(|(rect, _)| rect)).unwrap_or(guests.area);
        Point::new(rect.center().x, rect.y)
    }

    fn door(&self) -> Point {
        match self.form {
            Form::Tall => Point::new(self.size.width + 24.0, self.line.area.center().y),
            Form::Wide | Form::Frame => Point::new(self.line.area.center().x, self.size.height + 24.0),
        }
    }

    fn pick_up(&self) -> Point {
        let area = self.baristas.area;
        match self.form {
            Form::Tall => Point::new(area.center().x, self.size.height + 20.0),
            Form::Wide | Form::Frame => Point::new(self.size.width + 20.0, area.y + 30.0),
        }
    }
}

/// A stage of the form *Tall* with less than this between the corridors has no room for a counter below the board.
const ROOM_FOR_COUNTER: f64 = 300.0;

/// A board that is lower than this has no room for margins.
const LOW: f64 = 200.0;

/// Nor has an upright one that is lower than this; and none has room for what it remembers.
const UPRIGHT_LOW: f64 = 280.0;

/// A small board with less than this across has no room for a lane that is not in use.
const ROOM_FOR_DELAYED: f64 = 240.0;

/// Nor has an upright one with less than this.
const UPRIGHT_ROOM_FOR_DELAYED: f64 = 350.0;

const GUEST_GAP: f64 = 6.0;

impl GuestsLayout {
    /// Takes a strip off the lower end of `room`, or, `beside` what stands there, a share of its right.
    fn new(room: &mut Rect, beside: bool, m: &Measures, guests: &GuestsView) -> Self {
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

    /// Where this guest stands.
    #[must_use]
    pub fn find(&self, guest: PersonId) -> Option<Rect> {
        self.people.iter().find(|(id, _)| *id == guest).map(|(_, rect)| *rect)
    }
}

impl LineLayout {
    fn new(area: Rect, across: bool, m: &Measures) -> Self {
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

    /// Where the customer at `place` stands; those without a place stand where they are counted.
    #[must_use]
    pub fn place(&self, place: usize) -> Rect {
        self.places.get(place).copied().unwrap_or(self.more)
    }
}

impl SideLayout {
    fn new(area: Rect, across: bool, m: &Measures, staff: &StaffView) -> Self {
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

impl BoardLayout {
    /// What you hold yourself: over the lanes' lower end, where tickets come last.
    #[must_use]
    pub fn hands(&self) -> Rect {
        let height = 52.0;
        Rect::new(self.done.x, self.done.y - height - 6.0, self.head.width, height)
    }

    fn new(area: Rect, form: Form, snapshot: &Snapshot) -> Self {
        let (pad, head, tray, gap) = match form {
            Form::Wide => (16.0, 34.0, 46.0, 10.0),
            Form::Frame if area.height < LOW => (6.0, 22.0, 28.0, 4.0),
            Form::Frame => (8.0, 24.0, 34.0, 6.0),
            Form::Tall if area.height < UPRIGHT_LOW => (4.0, 26.0, 32.0, 4.0),
            Form::Tall => (10.0, 28.0, 44.0, 6.0),
        };
        let inner = area.inset(pad, pad);
        let has_room = form != Form::Frame && area.height >= UPRIGHT_LOW;
        let strip = if snapshot.memory.is_some() && has_room { 24.0 } else { 0.0 };
        let memory = (strip > 0.0).then(|| Rect::new(inner.x, inner.y + head, inner.width, strip));
        let head_and_strip = head + strip;
        let lanes_area =
            Rect::new(inner.x, inner.y + head_and_strip, inner.width, inner.height - head_and_strip - tray - gap);
        let in_use = snapshot.queue.delay_seconds > 0 || snapshot.delayed.count > 0;
        let share = if in_use { 0.24 } else { 0.17 };
        let room_for_delayed = match form {
            Form::Wide => 0.0,
            Form::Frame => ROOM_FOR_DELAYED,
            Form::Tall => UPRIGHT_ROOM_FOR_DELAYED,
        };
        let is_left_out = !in_use && lanes_area.width < room_for_delayed;
        let (narrow, gap_behind) = if is_left_out {
            (0.0, 0.0)
        } else {
            ((lanes_area.width * share).clamp(if form == Form::Wide { 92.0 } else { 58.0 }, 150.0), gap)
        };
        // Strings take more room than a lane of slips.
        let share = if snapshot.groups.is_some() && form != Form::Frame { 0.56 } else { 0.5 };
        let both = lanes_area.width - narrow - gap_behind - gap;
        let waiting_width = both * share;
        let lane = |lane, view: &LaneView, x: f64, width: f64| {
            let copies = if lane == Lane::Making { &snapshot.copies[..] } else { &[] };
            LaneLayout::new(lane, Rect::new(x, lanes_area.y, width, lanes_area.height), form, view, copies)
        };
        let waiting_x = lanes_area.x + narrow + gap_behind;
        let mut lanes = [
            lane(Lane::Delayed, &snapshot.delayed, lanes_area.x, narrow),
            lane(Lane::Waiting, &snapshot.waiting, waiting_x, waiting_width),
            lane(Lane::Making, &snapshot.making, waiting_x + waiting_width + gap, both - waiting_width),
        ];
        let strings = snapshot.groups.as_ref().map(|groups| {
            let waiting = &mut lanes[1];
            (waiting.shown, waiting.stacked) = (0, 0);
            StringsLayout::new(waiting.grid.area, form, groups, snapshot.waiting.count)
        });
        let tray_width = (inner.width - gap) / 2.0;
        let tray_y = inner.bottom() - tray;
        Self {
            area,
            head: Rect::new(inner.x, inner.y, inner.width, head),
            memory,
            lanes,
            strings,
            done: Rect::new(inner.x, tray_y, tray_width, tray),
            dead: Rect::new(inner.x + tray_width + gap, tray_y, tray_width, tray),
        }
    }
}

/// A lane with more than this has a stack as wide as itself.
const HIGH: u64 = 500;

impl LaneLayout {
    /// What its tickets hang on.
    #[must_use]
    pub fn rail(&self) -> Rect {
        let area = self.grid.area;
        Rect::new(area.x - 2.0, area.y - 6.0, area.width + 4.0, 6.0)
    }

    /// What it says where nothing hangs.
    #[must_use]
    pub fn hint(&self) -> Rect {
        let area = self.grid.area;
        Rect::new(area.x, area.y + 14.0, area.width, 60.0)
    }

    fn new(lane: Lane, area: Rect, form: Form, view: &LaneView, copies: &[TicketView]) -> Self {
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
        // In *Making* a slot may be left empty by a ticket that is gone, so slots count, not tickets.
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

    /// The cell of a slot; the stack where it has none.
    #[must_use]
    pub fn slot(&self, slot: usize) -> Rect {
        if slot < self.shown { self.grid.at(slot) } else { self.stack }
    }
}

impl HallLayout {
    const TITLE: f64 = 26.0;

    /// Is there room for more than its name?
    #[must_use]
    pub fn has_words(&self) -> bool {
        self.head.height > Self::TITLE
    }

    /// The machine stands at the counter's far end.
    #[must_use]
    pub fn machine(&self, form: Form) -> Rect {
        let counter = self.counter;
        let side = if form == Form::Frame { 44.0 } else { 64.0 };
        match form {
            Form::Tall => Rect::new(counter.right() - side - 10.0, counter.y - side + 6.0, side, side),
            _ => Rect::new(counter.x - side + 6.0, counter.bottom() - side - 8.0, side, side),
        }
    }

    fn new(area: Rect, form: Form) -> Self {
        let is_small = form == Form::Frame && area.width < ROOM_FOR_DELAYED;
        let inner = if is_small { area.inset(8.0, 6.0) } else { area.inset(12.0, 10.0) };
        let is_brief = form == Form::Frame || (form == Form::Tall && area.height < UPRIGHT_LOW);
        let head_height = if is_brief { Self::TITLE } else { 62.0 };
        let room = inner.height - head_height - 8.0;
        // Where cashiers stand as high as the name would, they would walk over it.
        let (head_y, floor_y) = match form {
            Form::Frame => (inner.bottom() - head_height, inner.y),
            _ => (inner.y, inner.y + head_height + 8.0),
        };
        let head = Rect::new(inner.x, head_y, inner.width, head_height);
        let floor = Rect::new(inner.x, floor_y, inner.width, room);
        // Who waits stands at the counter, not somewhere on the floor.
        let cell = if form == Form::Frame { 46.0 } else { 64.0 };
        let (counter, standing) = if form == Form::Tall {
            let counter = Rect::new(floor.x, floor.bottom() - 30.0, floor.width, 30.0);
            (counter, Rect::new(floor.x, counter.y - cell - 10.0, floor.width - cell - 20.0, cell))
        } else {
            let counter = Rect::new(floor.right() - 30.0, floor.y, 30.0, floor.height);
            // Two abreast where there is no room for a column of them.
            let (wide, gap) = if is_small { (2.0 * cell + 6.0, 6.0) } else { (cell, 16.0) };
            (counter, Rect::new(counter.x - wide - gap, floor.y, wide, floor.height - cell - 20.0))
        };
        Self { area, head, counter, standing: Grid::fit(standing, Size { width: cell, height: cell }, cell, 6.0) }
    }
}
