//! Downloads.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::js_sys::encode_uri_component;
use web_sys::{CanvasRenderingContext2d, Document, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Downloads a text. A frame without permission to download does nothing and reports nothing.
pub fn save_text(name: &str, mime: &str, text: &str) {
    save(name, &address(mime, text));
}

fn address(mime: &str, text: &str) -> String {
    format!("data:{mime};charset=utf-8,{}", encode_uri_component(text))
}

pub(super) fn save(name: &str, address: &str) -> Option<()> {
    let link: HtmlAnchorElement = document()?.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(address);
    link.set_download(name);
    link.click();
    Some(())
}

/// Downloads an SVG drawing as a PNG, `scale` times its own size.
pub fn save_pixels(name: &str, svg: &str, scale: f64) {
    let name = name.to_owned();
    let _ = draw(svg, move |image| {
        let canvas: HtmlCanvasElement = document()?.create_element("canvas").ok()?.dyn_into().ok()?;
        canvas.set_width((f64::from(image.natural_width()) * scale) as u32);
        canvas.set_height((f64::from(image.natural_height()) * scale) as u32);
        let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let (width, height) = (canvas.width().into(), canvas.height().into());
        context.draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height).ok()?;
        save(&name, &canvas.to_data_url().ok()?)
    });
}

/// Decodes an SVG drawing and calls `drawn` with the image.
fn draw(svg: &str, drawn: impl FnOnce(&HtmlImageElement) -> Option<()> + 'static) -> Option<()> {
    let image = HtmlImageElement::new().ok()?;
    let ready = {
        let image = image.clone();
        Closure::once_into_js(move || drawn(&image).unwrap_or_default())
    };
    image.add_event_listener_with_callback("load", ready.unchecked_ref()).ok()?;
    image.set_src(&address("image/svg+xml", svg));
    Some(())
}
