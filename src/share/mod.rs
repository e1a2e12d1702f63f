//! A moment of a run as text: for a link, a file, the browser's storage.

mod link;
mod picture;

pub use link::{LINK_CHARS_MAX, TEXT_BYTES_MAX, from_link, is_link, to_link};
pub use picture::QrCode;

use crate::json::{Json, Object};
use crate::shop::Recording;
use crate::time::Instant;

/// No text leads further than this: a week. Getting there costs time.
pub const MOMENT_MAX: Instant = Instant::from_millis(7 * 24 * 3_600_000);

/// A run, how far it was seen, and the moment of it that is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bookmark {
    /// How it began, and all that was done to it.
    pub recording: Recording,
    /// The moment.
    pub at: Instant,
    /// How far it was seen; never before the moment, nor before the last deed.
    pub end: Instant,
}

impl Bookmark {
    /// As JSON: the recording's, with `at` and `until` in milliseconds.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let Json::Object(mut bookmark) = self.recording.to_json() else { return Object::new().into() };
        bookmark.put("at", self.at.as_millis());
        bookmark.put("until", self.end.as_millis());
        bookmark.into()
    }

    /// Reads what [`Self::to_json`] wrote, a bare recording, or a bare scenario, and tells what had to be brought into
    /// range. Without a moment it is the last deed's.
    ///
    /// # Errors
    /// A sentence that says what is wrong where.
    pub fn from_json(text: &str) -> Result<(Self, Vec<String>), String> {
        let value = Json::parse(text).map_err(|error| format!("This is not JSON: {error}."))?;
        let (mut recording, mut notes) = Recording::from_value(&value).map_err(|error| error.to_string())?;
        let deeds = recording.interventions.len();
        recording.interventions.truncate(recording.interventions.partition_point(|deed| deed.at <= MOMENT_MAX));
        if recording.interventions.len() < deeds {
            notes.push("What was done after more than a week of the shop's time is left out.".into());
        }
        let last = recording.interventions.last().map_or(Instant::ZERO, |deed| deed.at);
        let is_bare = value.get("scenario").is_none();
        let mut moment = |name: &str, default: Instant| match value.get(name).filter(|_| !is_bare) {
            None | Some(Json::Null) => default,
            Some(value) => match value.as_u64().map(Instant::from_millis) {
                Some(at) if at <= MOMENT_MAX => at,
                _ => {
                    let most = MOMENT_MAX.as_millis();
                    notes.push(format!("{name} is no whole number of milliseconds up to {most}; it is ignored."));
                    default
                }
            },
        };
        let at = moment("at", last);
        let end = moment("until", at).max(at).max(last);
        Ok((Self { recording, at, end }, notes))
    }
}
