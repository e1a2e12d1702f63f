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
    /// Moving things, in painting order.
    pub sprites: Vec<Sprite<'a>>,
    /// Visibility timeouts.
    pub rings: Vec<Ring>,
    /// Work in progress.
    pub bars: Vec<Bar>,
}

/// A moving thing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sprite<'a> {
    /// What it looks like.
    pub look: Look<'a>,
    /// Its middle.
    pub at: Point,
    /// Its size.
    pub size: Size,
    /// Clockwise rotation, in thousandths of a full turn.
    pub turn: f64,
    /// 0 is invisible, 1 is solid.
    pub opacity: f64,
}

/// The appearance of a sprite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Look<'a> {
    /// An order slip.
    Slip {
        /// The order on the slip.
        order: &'a OrderTag,
        /// The colour of its edge.
        edge: Edge,
    },
    /// Several slips, tied together.
    Bundle {
        /// The order on the uppermost slip.
        order: &'a OrderTag,
        /// The number of slips.
        count: u32,
    },
    /// A short text beside an event.
    Word(Word),
    /// The face of a barista whose poll came back empty.
    Shrug(PersonId),
    /// The mark of a finished order, over its slip.
    Stamp,
    /// A walking member of staff.
    Walker(PersonId),
    /// A customer's face.
    Customer {
        /// The customer's number, which chooses the look.
        number: u64,
        /// Whether they give up.
        leaving: bool,
    },
    /// A finished drink.
    Cup,
    /// A dropped cup.
    BrokenCup,
}

/// The short texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Word {
    /// A poll came back empty.
    Nothing,
    /// The queue dropped a repeated send.
    Repeat,
}

impl Word {
    /// The text on the screen.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Nothing => "nothing there",
            Self::Repeat => "seen already",
        }
    }
}

/// The state that a slip's edge shows.
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

/// A line between a person and the board.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thread {
    /// The person's hands.
    pub from: Point,
    /// The slip or the board.
    pub to: Point,
    /// What it means.
    pub kind: ThreadKind,
    /// Its age in milliseconds, for running dashes.
    pub age_ms: u64,
}

/// The meaning of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThreadKind {
    /// The barista makes this order.
    Holding,
    /// The barista polls the queue.
    Listening,
}

/// The rest of a visibility timeout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ring {
    /// The message.
    pub message: MessageId,
    /// The rest, in thousandths of the timeout.
    pub left: u16,
    /// Whether the holder has lost the message or less than 3 s are left.
    pub urgent: bool,
}

/// The progress of a piece of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The person.
    pub person: PersonId,
    /// The progress, in thousandths.
    pub done: u16,
}

impl<'a> Picture<'a> {
    /// The picture at `now`. Without `travel`, for visitors who prefer reduced motion, there are no sprites.
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
