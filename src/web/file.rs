//! Files that somebody chooses.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::js_sys::{Function, Reflect};
use web_sys::{Event, HtmlInputElement};

/// Reads the text of the file that was chosen in the field of an event; none where it is larger than `most` bytes, or
/// cannot be read. The field is empty afterwards, so that the same file can be chosen again.
pub fn read_file(event: &Event, most: f64, told: impl Fn(Option<String>) + Clone + 'static) {
    let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
    // A file is known by what is needed of it: the types of the browser's files would be one more thing to load.
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok().filter(|value| !value.is_undefined());
    let file = get(&field, "files").and_then(|files| get(&files, "0")).filter(|file| !file.is_null());
    let Some(file) = file else { return };
    let small = get(&file, "size").and_then(|size| size.as_f64()).is_some_and(|size| size <= most);
    let read = || {
        let text: Function = get(&file, "text")?.dyn_into().ok()?;
        let promise = text.call0(&file).ok()?;
        let then: Function = get(&promise, "then")?.dyn_into().ok()?;
        let (done, failed) = (told.clone(), told.clone());
        let done = Closure::once_into_js(move |text: JsValue| done(text.as_string()));
        let failed = Closure::once_into_js(move |_: JsValue| failed(None));
        then.call2(&promise, &done, &failed).ok()
    };
    if !small || read().is_none() {
        told(None);
    }
    field.set_value("");
}
