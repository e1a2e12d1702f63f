//! Files that the user chooses.

use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, HtmlInputElement};

/// Reads the text of the file chosen in the event's file field, and passes it to `done`: `None` if the file is larger
/// than `most` bytes or unreadable. Empties the field, so that the same file can be chosen again.
pub fn read_file(event: &Event, most: usize, done: impl FnOnce(Option<String>) + 'static) {
    let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
    let Some(file) = field.files().and_then(|files| files.get(0)) else { return };
    if file.size() <= most as f64 {
        let text = JsFuture::from(file.text());
        spawn_local(async move { done(text.await.ok().and_then(|text| text.as_string())) });
    } else {
        done(None);
    }
    field.set_value("");
}
