//! A deed and its moment.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Intervention;
use crate::shop::order::clip;
use crate::time::Instant;

/// Characters of a deed's name in a complaint.
const NAME_CHARS: usize = 40;
/// Characters of a complaint.
const COMPLAINT_CHARS: usize = 200;

/// A deed and its moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timed {
    /// The moment, in milliseconds of virtual time.
    pub at: Instant,
    /// The deed; in JSON its members stand beside the moment.
    #[serde(flatten)]
    pub intervention: Intervention,
}

impl Timed {
    /// Reads a deed and its moment.
    ///
    /// # Errors
    /// What is missing or makes no sense, without a full stop.
    pub(in crate::shop) fn from_value(value: &Value) -> Result<Self, String> {
        Self::deserialize(value).map_err(|error| {
            let complaint = error.to_string();
            match value.get("do").and_then(Value::as_str) {
                // serde lists all names that there are.
                Some(name) if complaint.starts_with(&format!("unknown variant `{name}`")) => {
                    format!("there is no deed {}", clip(name, NAME_CHARS))
                }
                _ => clip(complaint.trim_end_matches('.'), COMPLAINT_CHARS),
            }
        })
    }
}
