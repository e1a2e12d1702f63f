//! Panics: shows the failure page instead of a blank one.

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::js_sys::Object;

/// Returns the seed, and the recording that leads to the moment.
type Context = Box<dyn Fn() -> (String, String)>;

thread_local! {
    static CONTEXT: RefCell<Option<Context>> = const { RefCell::new(None) };
}

#[wasm_bindgen]
extern "C" {
    /// Defined by the start script, which survives a broken app.
    #[wasm_bindgen(js_name = orderBoardPanic, catch)]
    fn order_board_panic(details: &Details) -> Result<(), JsValue>;

    #[wasm_bindgen(js_namespace = console)]
    fn error(text: &str);

    #[wasm_bindgen(extends = Object)]
    type Details;

    #[wasm_bindgen(method, setter)]
    fn set_message(this: &Details, message: &str);

    #[wasm_bindgen(method, setter)]
    fn set_seed(this: &Details, seed: &str);

    #[wasm_bindgen(method, setter)]
    fn set_recording(this: &Details, recording: &str);
}

/// Sets what the failure page shows beside the error: the seed, and the recording that leads to it. `context` is called
/// only on a panic.
pub fn set_panic_context(context: impl Fn() -> (String, String) + 'static) {
    CONTEXT.set(Some(Box::new(context)));
}

/// Shows every panic on the page and in the browser's console.
pub fn install_panic_hook() {
    std::panic::set_hook(Box::new(|info| {
        let message = info.to_string();
        error(&message);
        let details: Details = Object::new().unchecked_into();
        details.set_message(&message);
        CONTEXT.with(|context| {
            // The panic may have happened while the context was being set.
            if let Ok(Some(context)) = context.try_borrow().as_deref() {
                let (seed, recording) = context();
                details.set_seed(&seed);
                details.set_recording(&recording);
            }
        });
        let _ = order_board_panic(&details);
    }));
}
