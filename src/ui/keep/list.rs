//! The list of the runs that are kept in the browser's database.

use serde::{Deserialize, Serialize};

/// The most runs that are kept of a place.
pub const KEPT_MAX: usize = 10;

/// The place of runs that could not be read.
pub const ASIDE: &str = "aside";

/// What is noted of a kept run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// Where it was played: boards in other pages, and of other bridges, keep their runs apart.
    pub place: String,
    /// When it was saved, in milliseconds since 1970.
    pub saved: f64,
    /// The scene's or the shop's title.
    pub title: String,
    /// Its moment, as the clock shows it.
    pub moment: String,
}

/// A run to continue with.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its name in the database.
    pub name: String,
    pub note: Note,
}

/// The entries, the latest one first, and the names of those that this program did not write.
pub fn read(notes: Vec<(String, String)>) -> (Vec<Entry>, Vec<String>) {
    let (mut entries, mut foreign) = (Vec::new(), Vec::new());
    for (name, note) in notes {
        match serde_json::from_str::<Note>(&note) {
            Ok(note) if note.saved.is_finite() => entries.push(Entry { name, note }),
            _ => foreign.push(name),
        }
    }
    entries.sort_by(|a, b| b.note.saved.total_cmp(&a.note.saved));
    (entries, foreign)
}

/// The names of the entries that are too many: the oldest ones of the place. `entries` are sorted.
pub fn surplus(entries: &[Entry], place: &str) -> Vec<String> {
    let here = entries.iter().filter(|entry| entry.note.place == place);
    here.skip(KEPT_MAX).map(|entry| entry.name.clone()).collect()
}

/// The oldest entry but this one, to make room.
pub fn oldest(entries: &[Entry], but: &str) -> Option<String> {
    entries.iter().rev().find(|entry| entry.name != but).map(|entry| entry.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::text::json;

    fn note(place: &str, saved: f64) -> String {
        json(&Note { place: place.into(), saved, title: "A shop".into(), moment: "00:12.0".into() })
    }

    #[test]
    fn the_oldest_of_a_place_go_first() {
        let mut notes: Vec<_> = (0..14).map(|at| (format!("run {at}"), note("page", f64::from(at)))).collect();
        notes.push(("frame".into(), note("frame http://a/", -1.0)));
        notes.reverse();
        let (entries, foreign) = read(notes);
        assert!(foreign.is_empty());
        assert_eq!(entries.first().map(|entry| &*entry.name), Some("run 13"));
        assert_eq!(surplus(&entries, "page"), ["run 3", "run 2", "run 1", "run 0"]);
        assert_eq!(surplus(&entries, "frame http://a/"), [""; 0]);
        assert_eq!(oldest(&entries, "run 5").as_deref(), Some("frame"));
        assert_eq!(oldest(&entries[..1], "run 13"), None);
    }

    #[test]
    fn foreign_notes_are_told_apart() {
        let bad = ["", "7", "{}", "[1]", r#"{"place":"page","saved":null,"title":"x","moment":"y"}"#];
        let notes = bad.iter().map(|text| (format!("bad {text}"), (*text).to_owned()));
        let (entries, foreign) = read(notes.chain([("good".into(), note("page", 1.0))]).collect());
        assert_eq!((entries.len(), foreign.len()), (1, bad.len()));
    }
}
