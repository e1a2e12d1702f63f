//! An object on the window, through which scripts call the app.

use wasm_bindgen::closure::{Closure, IntoWasmClosure, WasmClosure};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::js_sys::{JSON, JsString, Object, Promise, Reflect};

/// An object under construction. After [`Door::open`] it stays on the window for the page's life.
#[derive(Debug, Default)]
pub struct Door {
    object: Object,
}

impl Door {
    /// An empty object.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a property.
    #[must_use]
    pub fn value(self, name: &str, value: &JsValue) -> Self {
        let _ = Reflect::set(&self.object, &name.into(), value);
        self
    }

    /// Adds a method.
    #[must_use]
    pub fn method<F>(self, name: &str, call: impl IntoWasmClosure<F> + 'static) -> Self
    where
        F: WasmClosure + ?Sized + 'static,
    {
        let function = Closure::<F>::new(call).into_js_value();
        self.value(name, &function)
    }

    /// Puts the object on the window.
    pub fn open(self, name: &str) {
        if let Some(window) = web_sys::window() {
            let _ = Reflect::set(&window, &name.into(), &self.object);
        }
    }
}

/// The JSON text of a script's value: a string unchanged, anything else through `JSON.stringify`.
#[must_use]
pub fn to_json_text(value: &JsValue) -> Option<String> {
    json_text(value)?.as_string()
}

/// The same, still in the browser's memory: its length may be asked before it is copied into the program's.
#[must_use]
pub fn json_text(value: &JsValue) -> Option<JsString> {
    value.dyn_ref::<JsString>().cloned().or_else(|| JSON::stringify(value).ok()?.dyn_into().ok())
}

/// The JavaScript value of a JSON text; `null` if it does not parse.
#[must_use]
pub fn parse_json(text: &str) -> JsValue {
    JSON::parse(text).unwrap_or(JsValue::NULL)
}

/// A resolved promise.
#[must_use]
pub fn resolved(value: &JsValue) -> JsValue {
    Promise::resolve(value).into()
}

/// A promise that resolves when the function passed to `given` is called.
#[must_use]
pub fn promise(given: impl FnOnce(Box<dyn FnOnce()>)) -> JsValue {
    let mut given = Some(given);
    let promise = Promise::new(&mut |resolve, _| {
        let resolve = move || {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        };
        if let Some(given) = given.take() {
            given(Box::new(resolve));
        }
    });
    promise.into()
}

/// A promise rejected with an `Error` with this message.
#[must_use]
pub fn reject_with(sentence: &str) -> JsValue {
    let error = web_sys::js_sys::Error::new(sentence);
    Promise::reject(error.unchecked_ref::<JsValue>()).into()
}
