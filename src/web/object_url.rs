//! Files in memory, under a `blob:` address.

use wasm_bindgen::JsValue;
use web_sys::js_sys::{Array, Uint8Array};
use web_sys::{Blob, BlobPropertyBag, Url};

use super::save::save;

/// A file in memory and its `blob:` address. Dropping it revokes the address.
#[derive(Debug)]
pub struct ObjectUrl {
    address: String,
    bytes: u64,
}

impl ObjectUrl {
    /// A file with these contents; `mime` is its media type. Returns `None` if the browser refuses it.
    #[must_use]
    pub fn new(bytes: &[u8], mime: &str) -> Option<Self> {
        Self::of_parts([Uint8Array::from(bytes)], mime)
    }

    /// A file of several parts in a row.
    pub(super) fn of_parts(parts: impl IntoIterator<Item = Uint8Array>, mime: &str) -> Option<Self> {
        let parts: Array = parts.into_iter().map(JsValue::from).collect();
        let options = BlobPropertyBag::new();
        options.set_type(mime);
        Self::of(&Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?)
    }

    pub(super) fn of(blob: &Blob) -> Option<Self> {
        Some(Self { address: Url::create_object_url_with_blob(blob).ok()?, bytes: blob.size() as u64 })
    }

    /// The address, for links.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The size in bytes.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Downloads the file under this name. A frame without permission to download does nothing and reports nothing.
    pub fn save(&self, name: &str) {
        save(name, &self.address);
    }
}

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        // Fails only for a malformed address.
        let _ = Url::revoke_object_url(&self.address);
    }
}
