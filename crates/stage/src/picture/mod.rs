//! What moves or changes at one moment: a pure function of snapshot, motions, layout and time.

mod motions;
mod threads;

use crate::{Layout, Point, Size, ease};
use model::shop::{Motion, OrderTag, PersonId, Role, Snapshot, TicketState, TicketView};
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
}

fn rings(snapshot: &Snapshot, now: Instant) -> Vec<Ring> {
    let ring = |ticket: &TicketView| {
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
