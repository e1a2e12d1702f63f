//! The page: Yew components, and the scripts that call in.

mod app;
mod attributes;
mod board;
mod bridge;
mod calls;
mod caption;
mod charts;
mod compare;
mod console;
mod copies;
mod describe;
mod details;
pub mod door;
mod field;
mod figure;
mod film;
mod floor;
mod guests;
mod hall;
mod header;
pub mod help;
mod inspector;
mod intent;
pub mod keep;
mod line;
mod log;
mod memory;
mod menu;
mod metrics;
pub mod more;
mod move_back;
mod narrate;
mod options;
mod painter;
mod person;
mod place;
mod print;
mod queue;
mod seen;
pub mod share;
mod side;
mod sketch;
mod stage;
mod strings;
mod studio;
mod ticket;
pub mod timeline;
mod transport;
mod way;
mod weather;

use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::wasm_bindgen;

pub use app::App;
pub use console::{Console, ConsoleProps};
pub use door::Listeners;
pub use header::HeaderProps;
pub use intent::{Intent, Taken};
pub use options::Options;
pub use share::Parcel;
pub use stage::StageProps;
pub use timeline::TimelineStrip;
pub use transport::TransportProps;

use crate::parts;

/// Renders the app into the element with the id `app`. Resolves once `window.orderBoard` is defined, which needs the
/// part [`parts::Hands`]; the page's start script explains a failed start.
#[wasm_bindgen]
pub async fn mount() {
    crate::web::install_panic_hook();
    let Some(root) = crate::web::element("app") else { return };
    // Yew would replace the panic hook by its own otherwise.
    yew::set_custom_panic_hook(Box::new(|_| {}));
    crate::web::install_panic_hook();
    let mut options = Options::of_page();
    // The code that reads a stored run or a link is in a part.
    let early = if keep::has_run() { Some(parts::hands(|| {}).await) } else { None };
    if let Some(hands) = early {
        options = (hands.restore)(options).await;
    }
    let app = yew::Renderer::<App>::with_root_and_props(root.unchecked_into(), app::AppProps { options }).render();
    let hands = match early {
        Some(hands) => hands,
        None => {
            // After the first paint.
            TimeoutFuture::new(0).await;
            let late = app.clone();
            parts::hands(move || late.send_message(app::Msg::PartFailed)).await
        }
    };
    app.send_message(app::Msg::Hands(hands));
    // The app handles messages in a microtask.
    TimeoutFuture::new(0).await;
}
