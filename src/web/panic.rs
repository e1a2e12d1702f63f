//! A panic shows a page with a face, never a blank one.

use std::cell::RefCell;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::js_sys::{Object, Reflect};

thread_local! {
    static CONTEXT: RefCell<(String, String)> = const { RefCell::new((String::new(), String::new())) };
}

#[wasm_bindgen]
extern "C" {
    /// Defined by the page's start script, which outlives a broken app.
    #[wasm_bindgen(js_name = orderBoardPanic, catch)]
    fn order_board_panic(details: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(js_namespace = console)]
    fn error(text: &str);
}

/// What to show beside the error: the seed, and the recording that leads to it.
pub fn set_panic_context(seed: String, recording: String) {
    CONTEXT.with_borrow_mut(|context| *context = (seed, recording));
}

/// Shows every panic on the page and in the console.
pub fn install_panic_hook() {
    std::panic::set_hook(Box::new(|info| {
        let message = info.to_string();
        error(&message);
        let details = Object::new();
        let put = |key: &str, value: &str| {
            let _ = Reflect::set(&details, &key.into(), &value.into());
        };
        put("message", &message);
        CONTEXT.with(|context| {
            // The panic may have struck while the context was being written.
            if let Ok(context) = context.try_borrow() {
                put("seed", &context.0);
                put("recording", &context.1);
            }
        });
        let _ = order_board_panic(&details);
    }));
}
