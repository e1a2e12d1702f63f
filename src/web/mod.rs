//! The browser's APIs, apart from Yew. No code here depends on the model.
//!
//! APIs that a frame can be denied (storage, clipboard, focus) return `None` instead of failing.

mod date;
mod door;
mod file;
mod frame;
mod listen;
mod object_url;
mod page;
mod panic;
mod pixels;
mod recorder;
mod save;
mod store;
mod surface;
mod webcodecs;

pub use date::{date_ms, date_text, unique_name};
pub use door::{Door, json_text, parse_json, promise, reject_with, resolved, to_json_text};
pub use file::read_file;
pub use frame::FrameLoop;
pub use listen::{Listener, on_document, on_media_change, on_resize, on_screen, on_window};
pub use object_url::ObjectUrl;
pub use page::{
    address, address_with, copy_text, device_pixels, each, element, focus, fragment, has_focus_inside, is_framed,
    is_hidden, is_return, is_text_field, keep_tab_inside, location_query, matches_media, note_focus, now_ms, put_text,
    read_stored, scroll_into_view, scroll_to_end, select_text, set_root, store, store_for_visit, take_of_visit,
    uses_key,
};
pub use panic::{install_panic_hook, set_panic_context};
pub use recorder::{Codec, FilmSize, Recorder, best_codec};
pub use save::{save_pixels, save_text};
pub use store::{has_store, open_store, remove_texts, store_text, stored_notes, stored_text};
pub use surface::{Bitmap, Outline, Surface};
pub use webcodecs::has_video_encoder;
