//! A call in JSON: `{"action": "SendMessage", "body": {…}}`, its HTTP header and body.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::sqs::Request;

#[derive(Serialize, Deserialize)]
struct Call {
    action: String,
    #[serde(default)]
    body: Value,
}

pub(super) fn serialize<S: Serializer>(request: &Request, serializer: S) -> Result<S::Ok, S::Error> {
    Call { action: request.action().to_owned(), body: request.to_json() }.serialize(serializer)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Request, D::Error> {
    let call = Call::deserialize(deserializer)?;
    Request::from_json(&call.action, &call.body).map_err(|error| D::Error::custom(error.message))
}
