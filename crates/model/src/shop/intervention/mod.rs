//! What the person at the screen does to the shop. Together with the scenario and its seed this is the whole recording.

mod call;
mod guest;
mod timed;

pub use timed::Timed;

use serde::{Deserialize, Serialize};

use super::{BaristaSettings, CashierSettings, GuestName, PersonId, QueueSettings, Role};
use crate::sqs::{CallId, MessageId, Request, Weather};

/// One deed of the person at the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Intervention {
    /// Someone new starts to work.
    Hire {
        /// The new person's role.
        role: Role,
        /// The place in the column of that role, from 0; without it, the end.
        #[serde(skip_serializing_if = "Option::is_none")]
        place: Option<u32>,
    },
    /// Someone leaves for good. What they hold stays as it is: an order being made comes back by its timeout.
    Dismiss {
        /// The person who leaves.
        person: PersonId,
    },
    /// Someone moves to another place in their column.
    Move {
        /// The person who moves.
        person: PersonId,
        /// The new place, from 0; past the end is the end.
        place: u32,
    },
    /// Someone goes on a break as soon as the order in hand is done.
    SendOnBreak {
        /// The person who goes.
        person: PersonId,
    },
    /// Someone comes back from the break.
    BringBack {
        /// The person who comes back.
        person: PersonId,
    },
    /// A barista drops the cup and never deletes the order. No call is made.
    Crash {
        /// The barista.
        person: PersonId,
    },
    /// More or fewer customers.
    SetCustomers {
        /// Customers a minute, in the range of [`Customers::PER_MINUTE`](super::Customers::PER_MINUTE).
        per_minute: u32,
    },
    /// SetQueueAttributes.
    SetQueue {
        /// All settings, changed or not.
        settings: QueueSettings,
    },
    /// Other settings for a cashier.
    SetCashier {
        /// The cashier.
        person: PersonId,
        /// All settings, changed or not.
        settings: CashierSettings,
    },
    /// Other settings for a barista.
    SetBarista {
        /// The barista.
        person: PersonId,
        /// All settings, changed or not.
        settings: BaristaSettings,
    },
    /// ReceiveMessage by your own hands: takes the next order.
    Take,
    /// DeleteMessage by your own hands: the order you hold is served.
    Serve {
        /// The order.
        message: MessageId,
    },
    /// ChangeMessageVisibility with 0 and the newest receipt handle.
    PutBack {
        /// The order.
        message: MessageId,
    },
    /// DeleteMessage with the newest receipt handle, no matter who holds the order.
    Delete {
        /// The order.
        message: MessageId,
    },
    /// PurgeQueue.
    Purge,
    /// SetQueueAttributes with one attribute that is not among the [`QueueSettings`].
    SetAttribute {
        /// The attribute's name in the API.
        name: String,
        /// Its value in the API; an empty text removes a policy or key.
        value: String,
    },
    /// TagQueue with one tag.
    Tag {
        /// The tag's name.
        key: String,
        /// Its value.
        value: String,
    },
    /// UntagQueue with one tag.
    Untag {
        /// The tag's name.
        key: String,
    },
    /// GetQueueAttributes and ListQueueTags.
    ReadQueue,
    /// StartMessageMoveTask: dead letters go back to the board.
    StartMoveTask {
        /// Messages a second, 1 to 500; without it the service chooses.
        #[serde(skip_serializing_if = "Option::is_none")]
        per_second: Option<u32>,
    },
    /// CancelMessageMoveTask, no matter who started the task.
    CancelMoveTask,
    /// Changes how far the service strays from the exact rules.
    SetWeather {
        /// All knobs, changed or not.
        weather: Weather,
    },
    /// A call from outside of the shop, for example through the JavaScript door. It is recorded so that a replay
    /// repeats it.
    Call {
        /// The call; in JSON its `action` and `body`.
        #[serde(with = "call")]
        request: Request,
        /// The caller's name; early recordings have none.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "guest")]
        guest: Option<GuestName>,
    },
    /// The end of such a call that still waits.
    HangUp {
        /// The call. Calls have the same numbers in every replay.
        call: CallId,
    },
}

impl Intervention {
    /// The approximate bytes that the recording keeps of it beyond its own size.
    #[must_use]
    pub fn weight(&self) -> usize {
        match self {
            Self::Call { request, .. } => request.weight(),
            _ => 0,
        }
    }
}
