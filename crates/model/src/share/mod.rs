//! A moment of a run as text: for a link, a file, the browser's storage.

mod link;
mod picture;
mod short;

pub use link::{LINK_CHARS_MAX, TEXT_BYTES_MAX, from_link, is_link, to_link};
pub use picture::{QR_CHARS_MAX, QR_MODULES_MAX, QrCode};
pub use short::{SHORT_MOMENT_MAX, short};

use serde::Serialize;
use serde_json::Value;

use crate::compare::{Half, share_customers};
use crate::settings::is_default;
use crate::shop::{Intervention, Recording, Timed};
use crate::time::Instant;

/// The latest moment that a text can lead to: a week. The page has to simulate all the time before it.
pub const MOMENT_MAX: Instant = Instant::from_millis(7 * 24 * 3_600_000);

/// The largest number of bytes of a file, or of a text that a script loads.
pub const FILE_BYTES_MAX: usize = 16_000_000;

/// The sentence about a larger one.
#[must_use]
pub fn too_large() -> String {
    format!("This is larger than {} MB.", FILE_BYTES_MAX / 1_000_000)
}

/// A run, how far it was seen, and the moment of it that is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Bookmark {
    /// The scenario and the interventions. In JSON its members are members of the bookmark.
    #[serde(flatten)]
    pub recording: Recording,
    /// The moment.
    pub at: Instant,
    /// How far it was seen; never before the moment, nor before the last deed.
    #[serde(rename = "until")]
    pub end: Instant,
    /// The shop beside it, if two are compared; both are at the same moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beside: Option<Box<Beside>>,
}

/// The second of two shops that are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Beside {
    /// How it began, and all that was done to it.
    #[serde(flatten)]
    pub recording: Recording,
    /// The shop that the inspector and all calls from outside mean.
    #[serde(skip_serializing_if = "is_default")]
    pub chosen: Half,
}

impl Bookmark {
    /// Reads the JSON of a bookmark, a bare recording, or a bare scenario. Without a moment it is that of the last deed.
    /// Returns a sentence for each value that had to be brought into range.
    ///
    /// # Errors
    /// A sentence that says what is wrong where.
    pub fn from_json(text: &str) -> Result<(Self, Vec<String>), String> {
        let mut value: Value = serde_json::from_str(text).map_err(|error| format!("This is not JSON: {error}."))?;
        let is_bare = value.get("scenario").is_none();
        let mut member = |name| if is_bare { None } else { value.get_mut(name).map(Value::take) };
        let (beside, at, until) = (member("beside"), member("at"), member("until"));
        let (mut recording, mut notes) = Recording::from_value(value).map_err(|error| error.to_string())?;
        bound(&mut recording, &mut notes);
        let beside = match beside {
            Some(Value::Null) | None => None,
            Some(other) => Some(Box::new(Beside::from_value(other, &recording, &mut notes)?)),
        };
        let deeds = beside.iter().flat_map(|other| &other.recording.interventions).chain(&recording.interventions);
        let last = deeds.map(|deed| deed.at).max().unwrap_or(Instant::ZERO);
        let at = moment("at", at, &mut notes).unwrap_or(last);
        let end = moment("until", until, &mut notes).unwrap_or(at).max(at).max(last);
        Ok((Self { recording, at, end, beside }, notes))
    }
}

/// Reads a moment, and says so if it is out of range.
fn moment(name: &str, value: Option<Value>, notes: &mut Vec<String>) -> Option<Instant> {
    let value = value.filter(|value| !value.is_null())?;
    let moment = value.as_u64().map(Instant::from_millis).filter(|at| *at <= MOMENT_MAX);
    if moment.is_none() {
        let most = MOMENT_MAX.as_millis();
        notes.push(format!("{name} must be a whole number of milliseconds up to {most}. It is ignored."));
    }
    moment
}

impl Beside {
    /// Reads the shop beside that of `first`. It gets the customers of `first`, whatever the text says.
    fn from_value(value: Value, first: &Recording, notes: &mut Vec<String>) -> Result<Self, String> {
        let chosen = value.get("chosen").and_then(Value::as_str).and_then(Half::of_letter).unwrap_or_default();
        let (mut recording, own) = Recording::from_value(value).map_err(|error| format!("beside: {error}"))?;
        notes.extend(own.into_iter().map(|note| format!("beside: {note}")));
        bound(&mut recording, notes);
        let mut changed = share_customers(&first.scenario, &mut recording.scenario);
        let is_about_customers = |deed: &&Timed| matches!(deed.intervention, Intervention::SetCustomers { .. });
        let wanted = || first.interventions.iter().filter(is_about_customers);
        if !wanted().eq(recording.interventions.iter().filter(is_about_customers)) {
            recording.interventions.retain(|deed| !is_about_customers(&deed));
            recording.interventions.extend(wanted().cloned());
            recording.interventions.sort_by_key(|deed| deed.at);
            changed = true;
        }
        if changed {
            notes.push("Both shops get the customers of the first one.".into());
        }
        Ok(Self { recording, chosen })
    }
}

/// Leaves out deeds after [`MOMENT_MAX`].
fn bound(recording: &mut Recording, notes: &mut Vec<String>) {
    let deeds = recording.interventions.len();
    recording.interventions.truncate(recording.interventions.partition_point(|deed| deed.at <= MOMENT_MAX));
    if recording.interventions.len() < deeds {
        notes.push("Deeds after the first week of shop time are left out.".into());
    }
}
