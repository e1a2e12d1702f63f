//! Reading a surface: its pixels, and a PNG.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, HtmlCanvasElement};

use super::Surface;
use crate::web::ObjectUrl;

impl Surface {
    pub(in crate::web) const fn canvas(&self) -> &HtmlCanvasElement {
        &self.canvas
    }

    /// The pixels: red, green, blue and alpha, not premultiplied. Returns `None` if the browser refuses to read them.
    #[must_use]
    pub fn image(&self) -> Option<Vec<u8>> {
        let (wide, high) = self.size;
        let image = self.context.get_image_data(0.0, 0.0, wide.into(), high.into()).ok()?;
        Some(image.data().0)
    }

    /// Encodes the surface as a PNG and passes it to `done`; `None` if the browser cannot encode it.
    pub fn png(&self, done: impl FnOnce(Option<ObjectUrl>) + 'static) {
        let ready = Closure::once_into_js(move |blob: Option<Blob>| done(blob.as_ref().and_then(ObjectUrl::of)));
        let _ = self.canvas.to_blob_with_type(ready.unchecked_ref(), "image/png");
    }
}
