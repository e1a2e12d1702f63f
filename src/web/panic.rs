//! A panic shows a page with a face, never a blank one.

use std::cell::RefCell;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::js_sys::{Object, Reflect};

/// Writes the seed and the recording that leads to the moment.
type Context = Box<dyn Fn() -> (String, String)>;

thread_local! {
    static CONTEXT: RefCell<Option<Context>> = const { RefCell::new(None) };
}

#[wasm_bindgen]
extern "C" {
    /// Defined by the page's start script, which outlives a broken app.
    #[wasm_bindgen(js_name = orderBoardPanic, catch)]
    fn order_board_panic(details: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(js_namespace = console)]
    fn error(text: &str);
}

/// What to show beside the error: the seed, and the recording that leads to it. Written only when it is needed.
pub fn set_panic_context(context: impl Fn() -> (String, String) + 'static) {
    CONTEXT.set(Some(Box::new(context)));
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
            if let Ok(Some(context)) = context.try_borrow().as_deref() {
                let (seed, recording) = context();
                put("seed", &seed);
                put("recording", &recording);
            }
        });
        let _ = order_board_panic(&details);
    }));
}
