//! A guest's name in JSON: a text. A text without a readable letter is no name.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::shop::GuestName;

pub(super) fn serialize<S: Serializer>(guest: &Option<GuestName>, serializer: S) -> Result<S::Ok, S::Error> {
    guest.as_ref().map(GuestName::as_str).serialize(serializer)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<GuestName>, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.and_then(|name| GuestName::new(&name)))
}
