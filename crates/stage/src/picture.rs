//! What is painted at one moment: a pure function of (shop, layout, time). Nothing here remembers anything.

use super::{Center, Layout, Point, Size, ease};
use model::shop::{Activity, Lane, Manner, Motion, Mover, OrderTag, PersonId, Role, Snapshot, Spot, TicketState};
use model::sqs::MessageId;
use model::time::Instant;

/// Everything that moves or changes from frame to frame.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture<'a> {
    /// Lines, below everything else.
    pub threads: Vec<Thread>,
    /// What travels, in painting order.
    pub sprites: Vec<Sprite<'a>>,
    /// Visibility deadlines running down.
    pub rings: Vec<Ring>,
    /// Work in progress.
    pub bars: Vec<Bar>,
}

/// Something painted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sprite<'a> {
    /// What.
    pub look: Look<'a>,
    /// Its middle.
    pub at: Point,
    /// Its extent.
    pub size: Size,
    /// Turned by so many thousandths of a full turn.
    pub turn: f64,
    /// 0 is invisible, 1 is solid.
    pub opacity: f64,
}

/// What a sprite shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Look<'a> {
    /// An order slip.
    Slip {
        /// What is written on it.
        order: &'a OrderTag,
        /// The colour of its edge.
        edge: Edge,
    },
    /// Several slips, tied together.
    Bundle {
        /// What is written on the uppermost.
        order: &'a OrderTag,
        /// How many.
        count: u32,
    },
    /// A word beside something that happens.
    Word(Word),
    /// The face of someone who found nothing.
    Shrug(PersonId),
    /// The mark of a finished order, over its slip.
    Stamp,
    /// Someone on foot.
    Walker(PersonId),
    /// A customer's face.
    Customer {
        /// Decides the looks.
        number: u64,
        /// Walks out.
        leaving: bool,
    },
    /// A finished drink.
    Cup,
    /// A dropped one.
    BrokenCup,
}

/// What there is to say beside something that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Word {
    /// A look at the board found nothing.
    Nothing,
    /// The board has seen this order before.
    Repeat,
}

impl Word {
    /// As it is written.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Nothing => "nothing there",
            Self::Repeat => "seen already",
        }
    }
}

/// The state that a slip's edge tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// Not on the board yet.
    Plain,
    /// Delayed.
    Delayed,
    /// Visible.
    Waiting,
    /// In flight.
    Making,
    /// Deleted.
    Done,
    /// A dead letter.
    Dead,
}

/// A line between two places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thread {
    /// From a person's hands.
    pub from: Point,
    /// To a ticket or the board.
    pub to: Point,
    /// What it says.
    pub kind: ThreadKind,
    /// Milliseconds that it has been there, for dashes that run.
    pub age_ms: u64,
}

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThreadKind {
    /// This barista makes that order.
    Holding,
    /// This barista waits at the board (long poll) or looks at it (short poll).
    Listening,
}

/// How much of a visibility timeout is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ring {
    /// Whose.
    pub message: MessageId,
    /// Thousandths left.
    pub left: u16,
    /// Nobody is at it any more, or it is nearly over.
    pub urgent: bool,
}

/// How much of a piece of work is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Whose.
    pub person: PersonId,
    /// Thousandths done.
    pub done: u16,
}

impl<'a> Picture<'a> {
    /// What is painted at `now`. Without `travel`, for those who asked for less motion, everything is where it
    /// belongs and only rings, bars and threads remain.
    #[must_use]
    pub fn new(
        layout: &Layout,
        snapshot: &Snapshot,
        motions: impl Iterator<Item = &'a Motion>,
        role_of: impl Fn(PersonId) -> Role + Copy,
        now: Instant,
        travel: bool,
    ) -> Self {
        let mut picture = Self { bars: bars(snapshot, now), rings: rings(snapshot, now), ..Self::default() };
        picture.add_threads(layout, snapshot, now, travel);
        if travel {
            for motion in motions.filter(|motion| motion.start <= now && now < motion.end) {
                picture.add_motion(layout, motion, role_of, now);
            }
        }
        picture
    }

    fn add_threads(&mut self, layout: &Layout, snapshot: &Snapshot, now: Instant, travel: bool) {
        let on_show = |person: PersonId| layout.baristas.find(person).is_some();
        let guests = layout.guests.as_ref();
        let calls = |person: PersonId| guests.is_some_and(|guests| guests.find(person).is_some());
        for ticket in snapshot.making.first.iter().chain(&snapshot.copies) {
            let TicketState::Making { holder: Some(holder), held: true, .. } = ticket.state else { continue };
            // Who makes what lies in the stack is told by their names, not by a sheaf of threads.
            let in_slot = layout.lane(Lane::Making).is_some_and(|lane| (ticket.slot as usize) < lane.shown);
            if in_slot && (on_show(holder) || calls(holder)) && !(travel && ticket.moving) {
                let role = if holder.is_guest() { Role::Guest } else { Role::Barista };
                let from = layout.hands(holder, role);
                let slot = layout.slot(Lane::Making, ticket.slot);
                let to = Point::new(slot.center().x, slot.y + 4.0);
                let age_ms = now.since(ticket.since).as_millis();
                self.threads.push(Thread { from, to, kind: ThreadKind::Holding, age_ms });
            }
        }
        let Some(waiting) = layout.lane(Lane::Waiting) else { return };
        for person in &snapshot.baristas.first {
            if person.activity == Activity::Polling && on_show(person.id) {
                let from = layout.hands(person.id, Role::Barista);
                let to = Point::new(waiting.area.right() - 14.0, waiting.head.center().y);
                let age_ms = now.since(person.since).as_millis();
                self.threads.push(Thread { from, to, kind: ThreadKind::Listening, age_ms });
            }
        }
    }

    fn add_motion(&mut self, layout: &Layout, motion: &'a Motion, role_of: impl Fn(PersonId) -> Role, now: Instant) {
        // A shop without a board shows nothing of the queue.
        let of_board = [motion.from, motion.to].iter().any(|spot| matches!(spot, Spot::Slot(..)));
        if of_board && matches!(layout.center, Center::Hall(_)) {
            return;
        }
        let share = ease::share(motion.start, motion.end, now);
        let (from, to) = (layout.spot(motion.from, &role_of), layout.spot(motion.to, &role_of));
        let slip = slip_size(layout, motion);
        let mut put = |look, at, size, turn, opacity| self.sprites.push(Sprite { look, at, size, turn, opacity });
        let square = |side: f64| Size { width: side, height: side };
        match &motion.what {
            Mover::Slip(order) => {
                let look = Look::Slip { order, edge: Edge::Plain };
                put(look, ease::arc(from, to, ease::smooth(share)), slip, -14.0 + 14.0 * share, 1.0);
            }
            Mover::Bundle { order, count } => {
                let look = Look::Bundle { order, count: *count };
                put(look, ease::arc(from, to, ease::smooth(share)), BUNDLE, 0.0, 1.0 - ease::late(share));
            }
            Mover::TurnedAway(order) => {
                let at = from.toward(to, ease::visit(share));
                let look = Look::Slip { order, edge: Edge::Dead };
                put(look, at, slip, 20.0 * share, 1.0 - ease::late(share));
                if share > 0.3 {
                    let over = at.shifted(0.0, -slip.height / 2.0 - 8.0);
                    put(Look::Word(Word::Repeat), over, WORD, 0.0, 1.0 - ease::late(share));
                }
            }
            Mover::Shrug => {
                let (Some(lane), Spot::Person(person)) = (layout.lane(Lane::Waiting), motion.from) else { return };
                // Each of several who find nothing says so on a line of their own.
                let line = f64::from(person.0 % 3) * 24.0;
                let at = Point::new(lane.area.center().x, lane.grid.area.y + 84.0 + line);
                let opacity = 1.0 - ease::late(share);
                if lane.area.width < WITH_FACE {
                    return put(Look::Word(Word::Nothing), at, WORD, 0.0, opacity);
                }
                put(Look::Word(Word::Nothing), at.shifted(FACE / 2.0, 0.0), WORD, 0.0, opacity);
                // Up with the shoulders, and down again.
                let beside = at.shifted(-WORD.width / 2.0, -4.0 * ease::wave(share).abs());
                put(Look::Shrug(person), beside, square(FACE), 0.0, opacity);
            }
            Mover::Ticket { order, manner, .. } => {
                let pose = ease::pose(*manner, from, to, share);
                let edge = edge(if *manner == Manner::Fade { motion.from } else { motion.to });
                let look = Look::Slip { order, edge };
                put(look, pose.at, slip, pose.turn, pose.opacity);
                if let Some(stamp) = pose.stamp {
                    let size = Size { width: slip.width * 0.8 * stamp, height: slip.width * 0.32 * stamp };
                    put(Look::Stamp, pose.at, size, pose.turn - 30.0, pose.opacity);
                }
            }
            Mover::Walker { person, order } => {
                // A light step: two pixels up and down, three times on the way.
                let step = ease::wave(share * 3.0) * 2.0;
                let at = from.toward(to, share).shifted(0.0, step);
                if let Some(order) = order {
                    let look = Look::Slip { order, edge: Edge::Plain };
                    put(look, at.shifted(22.0, -16.0), Size { width: 58.0, height: 44.0 }, 12.0, 1.0);
                }
                put(Look::Walker(*person), at, square(40.0), 0.0, 1.0);
            }
            Mover::Cup => {
                let at = ease::arc(from, to, ease::smooth(share));
                put(Look::Cup, at, square(30.0), 0.0, 1.0 - ease::late(share));
            }
            Mover::BrokenCup => {
                put(Look::BrokenCup, from.shifted(-14.0, 26.0), square(38.0), 0.0, 1.0 - ease::late(share));
            }
            Mover::Customer { number, leaving } => {
                let look = Look::Customer { number: *number, leaving: *leaving };
                let side = layout.line.more.width;
                put(look, from.toward(to, ease::smooth(share)), square(side), 0.0, 1.0);
            }
        }
    }
}

const WORD: Size = Size { width: 104.0, height: 22.0 };
/// Whoever finds nothing is seen where there is so much room.
const WITH_FACE: f64 = 150.0;
const FACE: f64 = 26.0;
const BUNDLE: Size = Size { width: 72.0, height: 56.0 };

/// Slips are as large as the cells of the lane that they come from or go to.
fn slip_size(layout: &Layout, motion: &Motion) -> Size {
    let cell = |spot| match spot {
        Spot::Slot(lane, _) => layout.lane(lane).map(|lane| lane.grid.cell),
        Spot::String { string, place } => {
            let cell = layout.string(string, place);
            Some(Size { width: cell.width, height: cell.height }).filter(|size| size.height > 30.0)
        }
        _ => None,
    };
    let size = cell(motion.to).or_else(|| cell(motion.from)).unwrap_or(Size { width: 64.0, height: 50.0 });
    // Whole pixels: a bitmap is copied much faster at its own size.
    Size { width: (size.width as u32).into(), height: (size.height as u32).into() }
}

fn edge(spot: Spot) -> Edge {
    match spot {
        Spot::Slot(Lane::Delayed, _) => Edge::Delayed,
        Spot::Slot(Lane::Waiting, _) | Spot::String { .. } => Edge::Waiting,
        Spot::Slot(Lane::Making, _) => Edge::Making,
        Spot::Slot(Lane::Done, _) => Edge::Done,
        Spot::Slot(Lane::Dead, _) => Edge::Dead,
        _ => Edge::Plain,
    }
}

fn rings(snapshot: &Snapshot, now: Instant) -> Vec<Ring> {
    let ring = |ticket: &model::shop::TicketView| {
        let TicketState::Making { until, held, .. } = ticket.state else { return None };
        let left = 1_000 - ease::thousandths(ticket.since, until, now);
        let nearly_over = until.since(now).as_millis() < 3_000;
        Some(Ring { message: ticket.id, left, urgent: !held || nearly_over })
    };
    snapshot.making.first.iter().chain(&snapshot.your_orders).filter_map(ring).collect()
}

fn bars(snapshot: &Snapshot, now: Instant) -> Vec<Bar> {
    let people = snapshot.cashiers.first.iter().chain(&snapshot.baristas.first);
    people
        .filter_map(|person| {
            let until = person.until?;
            Some(Bar { person: person.id, done: ease::thousandths(person.since, until, now) })
        })
        .collect()
}
