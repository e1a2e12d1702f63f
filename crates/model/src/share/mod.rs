//! A moment of a run as text: for a link, a file, the browser's storage.

mod link;
mod picture;

pub use link::{LINK_CHARS_MAX, TEXT_BYTES_MAX, from_link, is_link, to_link};
pub use picture::QrCode;

use crate::compare::{Half, share_customers};
use crate::json::{Json, Object};
use crate::shop::{Intervention, Recording, Timed};
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
    /// The shop beside it, where two are compared; both are at the same moment.
    pub beside: Option<Box<Beside>>,
}

/// The second of two shops that are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// How it began, and all that was done to it.
    pub recording: Recording,
    /// The one in hand: the inspector and all that is called from outside mean it.
    pub chosen: Half,
}

impl Bookmark {
    /// As JSON: the recording's, with `at` and `until` in milliseconds. Where two shops are compared, the other's
    /// recording is the member `beside`, with the letter of the one in hand.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let Json::Object(mut bookmark) = self.recording.to_json() else { return Object::new().into() };
        bookmark.put("at", self.at.as_millis());
        bookmark.put("until", self.end.as_millis());
        if let Some(other) = &self.beside {
            let Json::Object(mut beside) = other.recording.to_json() else { return Object::new().into() };
            if other.chosen == Half::B {
                beside.put("chosen", other.chosen.letter());
            }
            bookmark.put("beside", beside);
        }
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
        bound(&mut recording, &mut notes);
        let is_bare = value.get("scenario").is_none();
        let beside = match value.get("beside").filter(|_| !is_bare) {
            Some(other) if *other != Json::Null => Some(Box::new(Beside::from_value(other, &recording, &mut notes)?)),
            _ => None,
        };
        let deeds = beside.iter().flat_map(|other| &other.recording.interventions).chain(&recording.interventions);
        let last = deeds.map(|deed| deed.at).max().unwrap_or(Instant::ZERO);
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
        Ok((Self { recording, at, end, beside }, notes))
    }
}

impl Beside {
    /// Reads the shop beside that of `first`. The same customers come to both, whatever the text says.
    fn from_value(value: &Json, first: &Recording, notes: &mut Vec<String>) -> Result<Self, String> {
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
            notes.push("The same customers come to both shops: those of the first.".into());
        }
        let chosen = value.get("chosen").and_then(Json::as_str).and_then(Half::of_letter).unwrap_or_default();
        Ok(Self { recording, chosen })
    }
}

/// Leaves out what nobody will wait for.
fn bound(recording: &mut Recording, notes: &mut Vec<String>) {
    let deeds = recording.interventions.len();
    recording.interventions.truncate(recording.interventions.partition_point(|deed| deed.at <= MOMENT_MAX));
    if recording.interventions.len() < deeds {
        notes.push("What was done after more than a week of the shop's time is left out.".into());
    }
}
