//! What the person at the screen does to the shop. Together with scenario and seed these are the whole recording.

use serde::{Deserialize, Serialize};

use super::{BaristaSettings, CashierSettings, PersonId, QueueSettings, Role};
use crate::sqs::{CallId, MessageId, Request};

/// One deed of the person at the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Intervention {
    /// Someone new begins to work, at a place in the column of their role or at its end.
    Hire {
        /// As what.
        role: Role,
        /// The place, from 0.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<u32>,
    },
    /// Someone leaves for good. What they hold stays as it is: an order being made comes back by its timeout.
    Dismiss {
        /// Who.
        person: PersonId,
    },
    /// Someone moves to another place in their column.
    Move {
        /// Who.
        person: PersonId,
        /// The new place, from 0; past the end is the end.
        place: u32,
    },
    /// Someone goes on a break as soon as the order in hand is done.
    SendOnBreak {
        /// Who.
        person: PersonId,
    },
    /// Someone comes back from the break.
    BringBack {
        /// Who.
        person: PersonId,
    },
    /// A barista drops the cup: the order is never deleted, and nobody is told.
    Crash {
        /// Who.
        person: PersonId,
    },
    /// More or fewer customers.
    SetCustomers {
        /// Customers a minute: 0 to 60,000.
        per_minute: u32,
    },
    /// SetQueueAttributes.
    SetQueue {
        /// All settings, changed or not.
        settings: QueueSettings,
    },
    /// Another pace for a cashier.
    SetCashier {
        /// Who.
        person: PersonId,
        /// All settings, changed or not.
        settings: CashierSettings,
    },
    /// Another pace or way of polling for a barista.
    SetBarista {
        /// Who.
        person: PersonId,
        /// All settings, changed or not.
        settings: BaristaSettings,
    },
    /// ReceiveMessage by your own hands: takes the top order.
    Take,
    /// DeleteMessage by your own hands: the order you hold is served.
    Serve {
        /// Which.
        message: MessageId,
    },
    /// ChangeMessageVisibility with 0 and the newest receipt handle.
    PutBack {
        /// Which.
        message: MessageId,
    },
    /// DeleteMessage with the newest receipt handle, whoever holds the order.
    Delete {
        /// Which.
        message: MessageId,
    },
    /// PurgeQueue.
    Purge,
    /// Any call by somebody outside of the shop, such as the JavaScript door. Recorded, so that replay sees it too.
    Call {
        /// As action and body.
        #[serde(with = "request_json")]
        request: Request,
    },
    /// The end of such a call that still waits.
    HangUp {
        /// Which: calls have the same numbers in every replay.
        call: CallId,
    },
}

/// A deed and its moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timed {
    /// Milliseconds of virtual time.
    pub at: crate::time::Instant,
    /// The deed.
    #[serde(flatten)]
    pub intervention: Intervention,
}

/// A request as `{"action": "SendMessage", "body": {…}}`, the way it travels over HTTP.
mod request_json {
    use serde::de::{DeserializeOwned, Error as _};
    use serde::ser::SerializeStruct as _;
    use serde::{Deserialize, Deserializer, Serializer};
    use serde_json::Value;

    use crate::sqs::{
        ChangeMessageVisibility, CreateQueue, DeleteMessage, DeleteQueue, GetQueueAttributes, GetQueueUrl, ListQueues,
        PurgeQueue, ReceiveMessage, Request, SendMessage, SetQueueAttributes,
    };

    #[derive(Deserialize)]
    struct Call {
        action: String,
        body: Value,
    }

    pub(super) fn serialize<S: Serializer>(request: &Request, serializer: S) -> Result<S::Ok, S::Error> {
        let mut call = serializer.serialize_struct("Call", 2)?;
        call.serialize_field("action", request.action())?;
        call.serialize_field("body", request)?;
        call.end()
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Request, D::Error> {
        let Call { action, body } = Call::deserialize(deserializer)?;
        parse(&action, body).map_err(D::Error::custom)
    }

    fn parse(action: &str, body: Value) -> Result<Request, String> {
        match action {
            "CreateQueue" => read::<CreateQueue>(body),
            "GetQueueUrl" => read::<GetQueueUrl>(body),
            "ListQueues" => read::<ListQueues>(body),
            "DeleteQueue" => read::<DeleteQueue>(body),
            "GetQueueAttributes" => read::<GetQueueAttributes>(body),
            "SetQueueAttributes" => read::<SetQueueAttributes>(body),
            "SendMessage" => read::<SendMessage>(body),
            "ReceiveMessage" => read::<ReceiveMessage>(body),
            "DeleteMessage" => read::<DeleteMessage>(body),
            "ChangeMessageVisibility" => read::<ChangeMessageVisibility>(body),
            "PurgeQueue" => read::<PurgeQueue>(body),
            _ => Err(format!("there is no action {action}")),
        }
    }

    fn read<T: DeserializeOwned + Into<Request>>(body: Value) -> Result<Request, String> {
        serde_json::from_value::<T>(body).map(Into::into).map_err(|error| error.to_string())
    }
}
