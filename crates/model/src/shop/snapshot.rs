//! What can be seen of a shop at one moment: whole numbers and shared texts only, cheap to compare.

use std::rc::Rc;
use std::sync::Arc;

use super::{BaristaSettings, CashierSettings, Mode, PersonId, QueueSettings, Role};
use crate::json::{Json, Object};
use crate::sqs::{ByName, Envelope, GroupId, MessageId, QueueName, ReceiptHandle, Weather};
use crate::time::Instant;

/// How many of each thing a snapshot lists; counts are exact whatever the limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Customers at the head of the line.
    pub customers: usize,
    /// People per role, and guests.
    pub people: usize,
    /// Tickets per lane.
    pub tickets: usize,
}

/// A shop at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Returns how orders reach the baristas.
    pub mode: Mode,
    /// Where chance began.
    pub seed: u64,
    /// Customers a minute.
    pub customers_per_minute: u32,
    /// The queue's settings in force.
    pub queue: QueueSettings,
    /// The queue's name.
    pub queue_name: QueueName,
    /// All attributes of the queue, as they were when somebody read them last; empty before.
    pub attributes: ByName<String>,
    /// Its tags, as they were when somebody read them last.
    pub tags: ByName<String>,
    /// How far the service strays from the exact rules.
    pub weather: Weather,
    /// Those who stand in line to order.
    pub line: LineView,
    /// Cashiers by place.
    pub cashiers: StaffView,
    /// Baristas by place.
    pub baristas: StaffView,
    /// Those who call from outside.
    pub guests: GuestsView,
    /// What you hold yourself, oldest first.
    pub your_orders: Vec<TicketView>,
    /// Delayed messages, next to become visible first.
    pub delayed: LaneView,
    /// Visible messages, next to be received first.
    pub waiting: LaneView,
    /// In-flight messages by slot.
    pub making: LaneView,
    /// Further slips of in-flight messages that several people hold, in slots of their own. Lanes count messages, not
    /// slips.
    pub copies: Vec<TicketView>,
    /// The strings of the board; none where messages have no groups here.
    pub groups: Option<GroupsView>,
    /// What a FIFO queue remembers.
    pub memory: Option<MemoryView>,
    /// Dead letters on their way back.
    pub moving_back: Option<MoveBackView>,
    /// Deleted messages: count, and the latest first.
    pub done: LaneView,
    /// Messages in the dead-letter queue: count, and the latest first.
    pub dead: LaneView,
    /// Counts and times.
    pub metrics: Metrics,
}

/// Message groups that have something on the board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupsView {
    /// How many, exactly.
    pub count: u64,
    /// The first of them: tables by number, then the others as they came, then what has no group.
    pub first: Vec<GroupView>,
}

/// One message group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupView {
    /// Which; none for the messages without a group.
    pub tag: Option<GroupTag>,
    /// Names its string as long as something hangs there.
    pub string: u32,
    /// How many are visible.
    pub waiting: u64,
    /// How many are in flight.
    pub in_flight: u64,
    /// How many are delayed.
    pub delayed: u64,
    /// The first that is in flight or delayed.
    pub held_by: Option<OrderTag>,
    /// Who makes that, where it is someone of the shop who still has it.
    pub holder: Option<PersonId>,
    /// The first visible ones, in the order of sending.
    pub first: Vec<TicketView>,
}

/// A message group as people speak of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupTag {
    /// As it travels.
    pub id: GroupId,
    /// The table, where it is one.
    pub table: Option<u32>,
    /// Decides the mark: 0 to 7.
    pub mark: u8,
}

/// What a FIFO queue remembers of sends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemoryView {
    /// Deduplication ids of the last five minutes.
    pub remembered: u64,
    /// The latest of them first.
    pub first: Vec<RememberedView>,
    /// Repeats dropped so far.
    pub dropped: u64,
}

/// A send that is remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RememberedView {
    /// The message that was stored for it.
    pub message: MessageId,
    /// How people speak of it.
    pub order: OrderTag,
    /// What stands on it: its group and its deduplication id.
    pub envelope: Option<Rc<Envelope>>,
    /// Forgotten at.
    pub until: Instant,
    /// Repeats dropped so far.
    pub repeats: u32,
}

/// A task that takes dead letters back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoveBackView {
    /// How many there were when it began.
    pub to_move: u64,
    /// How many went so far.
    pub moved: u64,
}

/// Those who stand in line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineView {
    /// How many.
    pub count: u64,
    /// From the head on.
    pub first: Vec<CustomerView>,
}

/// Someone in line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CustomerView {
    /// Utilisation from 1 in order of arrival; decides the looks.
    pub number: u64,
    /// How much patience is used up, in quarters: 0 to 3.
    pub impatience: u8,
}

/// The people of one role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StaffView {
    /// How many.
    pub count: u64,
    /// How many of them are on a break.
    pub on_break: u64,
    /// By place.
    pub first: Vec<PersonView>,
}

/// Those who call from outside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GuestsView {
    /// How many stand at the counter.
    pub count: u64,
    /// The first of them in the order of coming.
    pub first: Vec<GuestView>,
}

/// Someone who calls from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuestView {
    /// Who.
    pub id: PersonId,
    /// Called.
    pub name: Arc<str>,
    /// The action of the last call.
    pub action: &'static str,
    /// What came of it.
    pub doing: GuestDoing,
    /// When the last call was made.
    pub since: Instant,
    /// Calls that wait for an answer.
    pub waiting: u32,
    /// Calls so far.
    pub calls: u64,
}

/// What came of a guest's last call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuestDoing {
    /// Nothing yet: it is a long poll.
    Waiting,
    /// An answer.
    Answered,
    /// The service refused it.
    Refused,
    /// The guest did not await the answer.
    HungUp,
}

impl GuestDoing {
    /// As in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Answered => "answered",
            Self::Refused => "refused",
            Self::HungUp => "hungUp",
        }
    }
}

/// Someone who works here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonView {
    /// Who.
    pub id: PersonId,
    /// As what.
    pub role: Role,
    /// Called.
    pub name: Arc<str>,
    /// Doing.
    pub activity: Activity,
    /// Since when.
    pub since: Instant,
    /// Until when, where that is known.
    pub until: Option<Instant>,
    /// Will go on a break once the order in hand is done.
    pub leaving_for_break: bool,
    /// Orders sent (cashier) or served (barista) so far.
    pub finished: u64,
    /// Number of empty polls.
    pub empty_receives: u64,
    /// Settings.
    pub settings: PersonSettings,
}

/// Settings by role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonSettings {
    /// Of a cashier.
    Cashier(CashierSettings),
    /// Of a barista.
    Barista(BaristaSettings),
}

/// The current activity of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Activity {
    /// A cashier without customers, or a hand-to-hand barista without orders.
    Idle,
    /// A cashier takes an order.
    TakingOrder {
        /// From whom.
        customer: u64,
    },
    /// A cashier walks an order to the board, or to the baristas' counter.
    Carrying {
        /// The order.
        order: OrderTag,
    },
    /// A hand-to-hand cashier stands at the counter: no barista is free.
    WaitingForBarista {
        /// The order in hand.
        order: OrderTag,
        /// Place among those who wait, from 0.
        place: u32,
    },
    /// A hand-to-hand cashier hands an order over.
    HandingOver {
        /// The order.
        order: OrderTag,
        /// To whom.
        to: PersonId,
    },
    /// On the way back to the till.
    WalkingBack,
    /// A barista looks at the board: a receive is under way. A long poll has an end, a short one ends at once.
    Polling,
    /// A barista found nothing and looks again later.
    Pausing,
    /// A barista makes a drink.
    Making {
        /// The order.
        order: OrderTag,
        /// The message, on an order board.
        message: Option<MessageId>,
        /// How many more orders are in hand after this one.
        further: u32,
    },
    /// A barista dropped the cup and cleans up.
    CleaningUp,
    /// In the break room.
    OnBreak,
}

/// An order as people speak of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OrderTag {
    /// `#38`, or the beginning of a message id where the body names no number.
    pub number: Arc<str>,
    /// The drink, or the body's beginning.
    pub label: Arc<str>,
}

/// Tickets of one lane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LaneView {
    /// How many, exactly.
    pub count: u64,
    /// The first of them in the lane's order.
    pub first: Vec<TicketView>,
}

/// One message on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketView {
    /// Which.
    pub id: MessageId,
    /// How people speak of it.
    pub order: OrderTag,
    /// Where it is.
    pub state: TicketState,
    /// In that state since.
    pub since: Instant,
    /// Sent at.
    pub sent_at: Instant,
    /// Receives so far.
    pub receive_count: u32,
    /// Place in the lane, from 0. In *Making* a ticket keeps its slot; elsewhere tickets move up.
    pub slot: u32,
    /// On its way into its lane, where a motion shows it; the lane counts it already.
    pub moving: bool,
    /// What it belongs to.
    pub group: Option<GroupTag>,
    /// Visible, and still nobody gets it: one of its group that was sent before is in flight or delayed.
    pub blocked: bool,
    /// A further slip of a message that somebody else holds already.
    pub copy: bool,
}

/// Where a message is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TicketState {
    /// Delayed until.
    Delayed {
        /// The end of its delay.
        until: Instant,
    },
    /// Visible.
    Waiting,
    /// In flight.
    Making {
        /// Who received it last, where that is someone with a name.
        holder: Option<PersonId>,
        /// Still at it? False once the holder crashed, left or lost the order.
        held: bool,
        /// The visibility deadline.
        until: Instant,
    },
    /// Deleted.
    Done,
    /// In the dead-letter queue.
    Dead,
    /// Past its retention.
    Expired,
    /// Purged.
    Purged,
}

/// A ticket's life, for the inspector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketLife {
    /// The ticket as it is now.
    pub ticket: TicketView,
    /// The full text.
    pub body: Arc<str>,
    /// The newest receipt handle.
    pub receipt_handle: Option<ReceiptHandle>,
    /// Who sent it, where that is someone with a name.
    pub sent_by: Option<PersonId>,
    /// What stands on it beside its text.
    pub envelope: Option<Rc<Envelope>>,
    /// Received for the first time at.
    pub first_received_at: Option<Instant>,
    /// What happened to it, oldest first: sentence and moment.
    pub steps: Vec<(Instant, String)>,
}

/// Counts since the beginning and measures of now. The first block has CloudWatch's names and units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metrics {
    /// Messages added.
    pub number_of_messages_sent: u64,
    /// Messages returned by receives, redeliveries included.
    pub number_of_messages_received: u64,
    /// Successful deletes.
    pub number_of_messages_deleted: u64,
    /// Receives that returned nothing.
    pub number_of_empty_receives: u64,
    /// FIFO: sends dropped as repeats.
    pub number_of_deduplicated_sent_messages: u64,
    /// Visible now.
    pub approximate_number_of_messages_visible: u64,
    /// In flight now.
    pub approximate_number_of_messages_not_visible: u64,
    /// Delayed now.
    pub approximate_number_of_messages_delayed: u64,
    /// Seconds since the oldest stored message was sent.
    pub approximate_age_of_oldest_message_seconds: u64,
    /// Message groups of which something is in flight now.
    pub approximate_number_of_groups_with_inflight_messages: u64,

    /// Customers who came in.
    pub customers_arrived: u64,
    /// Customers who are telling a cashier their order now.
    pub customers_ordering: u64,
    /// Customers who have ordered.
    pub customers_ordered: u64,
    /// Customers who left without a drink: out of patience in line, or because their order got lost.
    pub customers_walked_out: u64,
    /// Those of them whose order got lost, because the one who carried it left for good.
    pub customers_walked_out_after_ordering: u64,
    /// Customers who have their drink.
    pub customers_served: u64,
    /// Drinks made for an order that had been served already.
    pub drinks_made_twice: u64,
    /// Mean milliseconds from coming in to the drink, over those served.
    pub mean_wait_ms: u64,
    /// Milliseconds that cashiers have stood waiting for a free barista.
    pub cashiers_stuck_ms: u64,
    /// API calls made: what one pays for.
    pub requests: u64,
}

impl Metrics {
    /// As JSON.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let mut metrics = Object::new();
        for (name, value) in [
            ("numberOfMessagesSent", self.number_of_messages_sent),
            ("numberOfMessagesReceived", self.number_of_messages_received),
            ("numberOfMessagesDeleted", self.number_of_messages_deleted),
            ("numberOfEmptyReceives", self.number_of_empty_receives),
            ("numberOfDeduplicatedSentMessages", self.number_of_deduplicated_sent_messages),
            ("approximateNumberOfMessagesVisible", self.approximate_number_of_messages_visible),
            ("approximateNumberOfMessagesNotVisible", self.approximate_number_of_messages_not_visible),
            ("approximateNumberOfMessagesDelayed", self.approximate_number_of_messages_delayed),
            ("approximateAgeOfOldestMessageSeconds", self.approximate_age_of_oldest_message_seconds),
            ("approximateNumberOfGroupsWithInflightMessages", self.approximate_number_of_groups_with_inflight_messages),
            ("customersArrived", self.customers_arrived),
            ("customersOrdering", self.customers_ordering),
            ("customersOrdered", self.customers_ordered),
            ("customersWalkedOut", self.customers_walked_out),
            ("customersWalkedOutAfterOrdering", self.customers_walked_out_after_ordering),
            ("customersServed", self.customers_served),
            ("drinksMadeTwice", self.drinks_made_twice),
            ("meanWaitMs", self.mean_wait_ms),
            ("cashiersStuckMs", self.cashiers_stuck_ms),
            ("requests", self.requests),
        ] {
            metrics.put(name, value);
        }
        metrics.into()
    }
}

/// Something that is on its way at one moment. Its place is a function of time alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Motion {
    /// What moves.
    pub what: Mover,
    /// From where.
    pub from: Spot,
    /// To where.
    pub to: Spot,
    /// Leaves at.
    pub start: Instant,
    /// Arrives at.
    pub end: Instant,
}

/// What moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mover {
    /// A slip in a person's hand, not yet or no longer a message.
    Slip(OrderTag),
    /// Several slips in a person's hand, tied together: a batch.
    Bundle {
        /// The uppermost.
        order: OrderTag,
        /// How many.
        count: u32,
    },
    /// A slip that the board has seen before: it comes, and goes back.
    TurnedAway(OrderTag),
    /// Someone looked at the board and found nothing.
    Shrug,
    /// A message, drawn in the look of the state it came from.
    Ticket {
        /// Which.
        id: MessageId,
        /// How people speak of it.
        order: OrderTag,
        /// How it travels.
        manner: Manner,
    },
    /// A hand-to-hand cashier on foot, with an order or with empty hands.
    Walker {
        /// Who.
        person: PersonId,
        /// In hand.
        order: Option<OrderTag>,
    },
    /// A finished drink.
    Cup,
    /// A dropped cup.
    BrokenCup,
    /// A customer, coming in or walking out.
    Customer {
        /// Utilisation from 1 in order of arrival.
        number: u64,
        /// Walks out in anger.
        leaving: bool,
    },
}

/// How a ticket travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Slides.
    Slide,
    /// Shakes, then walks back: its timeout ran out.
    ShakeAndReturn,
    /// Is stamped and torn off.
    StampAndTear,
    /// Falls.
    Fall,
    /// Fades away: expired or purged.
    Fade,
    /// Walks slowly: a dead letter on its way back to the board.
    WalkBack,
}

/// Where a motion begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The shop's door.
    Door,
    /// The line of customers; 0 is its head.
    Line(u32),
    /// A person's hands; a guest's place at the counter.
    Person(PersonId),
    /// The baristas' counter, hand to hand: place among those who stand there.
    Counter(u32),
    /// A slot of a lane.
    Slot(Lane, u32),
    /// A place on one of the board's strings; see [`GroupView::string`].
    String {
        /// Which string.
        string: u32,
        /// From 0.
        place: u32,
    },
    /// The place where finished drinks are handed out.
    PickUp,
}

/// The board's parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// Delayed.
    Delayed,
    /// Visible.
    Waiting,
    /// In flight.
    Making,
    /// Deleted.
    Done,
    /// In the dead-letter queue.
    Dead,
}
