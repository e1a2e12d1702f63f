//! What the person at the screen does to the shop. Together with scenario and seed these are the whole recording.

use super::{BaristaSettings, CashierSettings, GuestName, PersonId, QueueSettings, Role};
use crate::json::{FromMember, Json, Object};
use crate::sqs::{CallId, MessageId, Request, Weather};
use crate::time::Instant;

/// One deed of the person at the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intervention {
    /// Someone new begins to work, at a place in the column of their role or at its end.
    Hire {
        /// As what.
        role: Role,
        /// The place, from 0.
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
    /// SetQueueAttributes with one attribute that is none of the settings.
    SetAttribute {
        /// As it travels.
        name: String,
        /// As it travels; an empty text removes a policy or key.
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
    /// GetQueueAttributes and ListQueueTags: what the service says of the queue.
    ReadQueue,
    /// StartMessageMoveTask: dead letters go back to the board.
    StartMoveTask {
        /// How many a second, 1 to 500; as many as the service likes where none.
        per_second: Option<u32>,
    },
    /// CancelMessageMoveTask, whoever began it.
    CancelMoveTask,
    /// How far the service strays from the exact rules from now on.
    SetWeather {
        /// All of it.
        weather: Weather,
    },
    /// Any call by somebody outside of the shop, such as the JavaScript door. Recorded, so that replay sees it too.
    Call {
        /// As action and body.
        request: Request,
        /// Who calls; nobody with a name in recordings of old.
        guest: Option<GuestName>,
    },
    /// The end of such a call that still waits.
    HangUp {
        /// Which: calls have the same numbers in every replay.
        call: CallId,
    },
}

/// A deed and its moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timed {
    /// Milliseconds of virtual time.
    pub at: Instant,
    /// The deed.
    pub intervention: Intervention,
}

impl Timed {
    /// As JSON: the deed's name and what belongs to it, behind the moment.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let mut timed = Object::new();
        timed.put("at", self.at.as_millis());
        timed.put("do", self.intervention.name());
        self.intervention.put_into(&mut timed);
        timed.into()
    }

    /// Reads what [`Self::to_json`] wrote.
    ///
    /// # Errors
    /// In words, what is missing or makes no sense.
    pub fn from_json(value: &Json) -> Result<Self, String> {
        Ok(Self { at: Instant::from_millis(value.read("at")?), intervention: Intervention::from_json(value)? })
    }
}

impl Intervention {
    /// As in JSON.
    const fn name(&self) -> &'static str {
        match self {
            Self::Hire { .. } => "hire",
            Self::Dismiss { .. } => "dismiss",
            Self::Move { .. } => "move",
            Self::SendOnBreak { .. } => "sendOnBreak",
            Self::BringBack { .. } => "bringBack",
            Self::Crash { .. } => "crash",
            Self::SetCustomers { .. } => "setCustomers",
            Self::SetQueue { .. } => "setQueue",
            Self::SetCashier { .. } => "setCashier",
            Self::SetBarista { .. } => "setBarista",
            Self::Take => "take",
            Self::Serve { .. } => "serve",
            Self::PutBack { .. } => "putBack",
            Self::Delete { .. } => "delete",
            Self::Purge => "purge",
            Self::SetAttribute { .. } => "setAttribute",
            Self::Tag { .. } => "tag",
            Self::Untag { .. } => "untag",
            Self::ReadQueue => "readQueue",
            Self::StartMoveTask { .. } => "startMoveTask",
            Self::CancelMoveTask => "cancelMoveTask",
            Self::SetWeather { .. } => "setWeather",
            Self::Call { .. } => "call",
            Self::HangUp { .. } => "hangUp",
        }
    }

    fn put_into(&self, object: &mut Object) {
        match self {
            Self::Hire { role, place } => {
                object.put("role", role.name());
                object.put_member("place", place);
            }
            Self::Dismiss { person }
            | Self::SendOnBreak { person }
            | Self::BringBack { person }
            | Self::Crash { person } => object.put("person", person.0),
            Self::Move { person, place } => {
                object.put("person", person.0);
                object.put("place", *place);
            }
            Self::SetCustomers { per_minute } => object.put("perMinute", *per_minute),
            Self::SetQueue { settings } => object.put_member("settings", settings),
            Self::SetCashier { person, settings } => {
                object.put("person", person.0);
                object.put_member("settings", settings);
            }
            Self::SetBarista { person, settings } => {
                object.put("person", person.0);
                object.put_member("settings", settings);
            }
            Self::Take | Self::Purge | Self::ReadQueue | Self::CancelMoveTask => {}
            Self::SetAttribute { name, value } => {
                object.put("name", name.as_str());
                object.put("value", value.as_str());
            }
            Self::Tag { key, value } => {
                object.put("key", key.as_str());
                object.put("value", value.as_str());
            }
            Self::Untag { key } => object.put("key", key.as_str()),
            Self::StartMoveTask { per_second } => object.put_member("perSecond", per_second),
            Self::SetWeather { weather } => object.put_member("weather", weather),
            Self::Serve { message } | Self::PutBack { message } | Self::Delete { message } => {
                object.put_member("message", message);
            }
            Self::Call { request, guest } => {
                object.put("request", request_to_json(request));
                object.put_member("guest", &guest.as_ref().map(|guest| guest.as_str().to_owned()));
            }
            Self::HangUp { call } => object.put("call", call.0),
        }
    }

    fn from_json(value: &Json) -> Result<Self, String> {
        let person = || value.read("person").map(PersonId);
        let message = || value.read::<MessageId>("message");
        let name: String = value.read("do")?;
        Ok(match name.as_str() {
            "hire" => Self::Hire { role: value.read("role")?, place: value.read("place")? },
            "dismiss" => Self::Dismiss { person: person()? },
            "move" => Self::Move { person: person()?, place: value.read("place")? },
            "sendOnBreak" => Self::SendOnBreak { person: person()? },
            "bringBack" => Self::BringBack { person: person()? },
            "crash" => Self::Crash { person: person()? },
            "setCustomers" => Self::SetCustomers { per_minute: value.read("perMinute")? },
            "setQueue" => Self::SetQueue { settings: value.read("settings")? },
            "setCashier" => Self::SetCashier { person: person()?, settings: value.read("settings")? },
            "setBarista" => Self::SetBarista { person: person()?, settings: value.read("settings")? },
            "take" => Self::Take,
            "serve" => Self::Serve { message: message()? },
            "putBack" => Self::PutBack { message: message()? },
            "delete" => Self::Delete { message: message()? },
            "purge" => Self::Purge,
            "setAttribute" => Self::SetAttribute { name: value.read("name")?, value: value.read("value")? },
            "tag" => Self::Tag { key: value.read("key")?, value: value.read("value")? },
            "untag" => Self::Untag { key: value.read("key")? },
            "readQueue" => Self::ReadQueue,
            "startMoveTask" => Self::StartMoveTask { per_second: value.read("perSecond")? },
            "cancelMoveTask" => Self::CancelMoveTask,
            "setWeather" => Self::SetWeather { weather: value.read("weather")? },
            "call" => Self::Call {
                request: request_from_json(value.get("request").unwrap_or(&Json::Null))?,
                guest: value.read::<Option<String>>("guest")?.and_then(|name| GuestName::new(&name)),
            },
            "hangUp" => Self::HangUp { call: CallId(value.read("call")?) },
            _ => return Err(format!("there is no deed {name}")),
        })
    }
}

/// A request as `{"action": "SendMessage", "body": {…}}`, the way it travels over HTTP.
fn request_to_json(request: &Request) -> Json {
    let mut call = Object::new();
    call.put("action", request.action());
    call.put("body", request.to_json());
    call.into()
}

fn request_from_json(value: &Json) -> Result<Request, String> {
    let action: String = value.read("action")?;
    Request::from_json(&action, &value.get("body").unwrap_or(&Json::Null).into())
        .map_err(|error| error.message.into_owned())
}

impl Role {
    /// As in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cashier => "cashier",
            Self::Barista => "barista",
            Self::You => "you",
            Self::Guest => "guest",
        }
    }
}

impl FromMember for Role {
    fn from_member(value: Option<&Json>) -> Option<Self> {
        let name = value?.as_str()?;
        [Self::Cashier, Self::Barista, Self::You].into_iter().find(|role| role.name() == name)
    }
}
