//! The program comes in two parts; see `tools/split`.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Sees to it that the rest of the program is there, and waits for it if need be. Throws where it cannot be fetched.
    /// Defined by the page's start script. What calls it should hold nothing that a thrown error would leave broken.
    #[wasm_bindgen(js_name = orderBoardRest)]
    pub fn need_rest();

    /// Is the rest there? What whoever only watches can do without waits for it, instead of making the page wait. The start
    /// script defines this, and tells by `visibilitychange` when it becomes true.
    #[wasm_bindgen(js_name = orderBoardWhole)]
    pub fn is_whole() -> bool;
}
