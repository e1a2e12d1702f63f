//! The only hands on the browser besides Yew. Nothing in here knows what an order is.
//!
//! What a frame may take away (storage, clipboard, focus) answers with nothing instead of failing.

mod door;
mod frame;
mod listen;
mod page;
mod panic;
mod pixels;
mod rest;
mod save;
mod surface;

pub use door::{Door, parse_json, reject_with, resolved, to_json_text};
pub use frame::FrameLoop;
pub use listen::{Listener, on_document, on_media_change, on_resize, on_screen, on_window};
pub use page::{
    copy_text, device_pixels, each, element, focus, is_hidden, is_interactive, is_text_field, location_query,
    matches_media, now_ms, put_text, read_stored, scroll_into_view, scroll_to_end, set_root, store,
};
pub use panic::{install_panic_hook, set_panic_context};
pub use rest::need_rest;
pub use save::{save_pixels, save_text};
pub use surface::{Bitmap, Outline, Surface};
