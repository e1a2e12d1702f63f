//! The page: Yew components, and the driver that turns frames into virtual time.

mod app;
mod attributes;
mod beside;
mod board;
mod board_json;
mod bridge;
mod calls;
mod caption;
mod charts;
mod compare;
mod console;
mod copies;
mod describe;
mod details;
mod door;
mod driver;
mod field;
mod figure;
mod film;
mod floor;
mod guests;
mod hall;
mod header;
mod help;
mod inspector;
mod intent;
mod keep;
mod line;
mod log;
mod memory;
mod menu;
mod metrics;
mod move_back;
mod options;
mod painter;
mod person;
mod place;
mod print;
mod queue;
mod share;
mod side;
mod sketch;
mod stage;
mod strings;
mod studio;
mod ticket;
mod timeline;
mod transport;
mod way;
mod weather;

use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::wasm_bindgen;

pub use app::App;

/// Puts the app into the element with the id `app`; the page's start script speaks for a failed start.
#[wasm_bindgen]
pub fn mount() {
    crate::web::install_panic_hook();
    let Some(root) = crate::web::element("app") else { return };
    // Yew would install a hook of its own otherwise, and ours would be lost.
    yew::set_custom_panic_hook(Box::new(|_| {}));
    crate::web::install_panic_hook();
    yew::Renderer::<App>::with_root(root.unchecked_into()).render();
}
