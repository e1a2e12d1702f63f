//! Files that somebody takes along.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::js_sys::{Function, Reflect, encode_uri_component};
use web_sys::{Document, Element, HtmlCanvasElement, HtmlElement};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// A text as a file. In a frame that may not download nothing happens: no page is told why.
pub fn save_text(name: &str, mime: &str, text: &str) {
    save(name, &address(mime, text));
}

fn address(mime: &str, text: &str) -> String {
    format!("data:{mime};charset=utf-8,{}", encode_uri_component(text))
}

pub(super) fn save(name: &str, address: &str) -> Option<()> {
    let link = document()?.create_element("a").ok()?;
    link.set_attribute("href", address).ok()?;
    link.set_attribute("download", name).ok()?;
    link.dyn_into::<HtmlElement>().ok()?.click();
    Some(())
}

/// A drawing as a file of pixels, so many for each of its own.
pub fn save_pixels(name: &str, svg: &str, scale: f64) {
    let name = name.to_owned();
    let _ = draw(svg, move |image| {
        let canvas: HtmlCanvasElement = document()?.create_element("canvas").ok()?.dyn_into().ok()?;
        let size = |side: &str| Reflect::get(image, &side.into()).ok()?.as_f64();
        canvas.set_width((size("naturalWidth")? * scale) as u32);
        canvas.set_height((size("naturalHeight")? * scale) as u32);
        let context = canvas.get_context("2d").ok()??;
        let draw: Function = Reflect::get(&context, &"drawImage".into()).ok()?.dyn_into().ok()?;
        let [width, height] = [canvas.width(), canvas.height()].map(JsValue::from);
        let given = [image.as_ref(), &0.into(), &0.into(), &width, &height];
        draw.apply(&context, &given.into_iter().collect()).ok()?;
        save(&name, &canvas.to_data_url().ok()?)
    });
}

fn draw(svg: &str, drawn: impl FnOnce(&Element) -> Option<()> + 'static) -> Option<()> {
    let image = document()?.create_element("img").ok()?;
    let ready = {
        let image = image.clone();
        Closure::once_into_js(move |_: JsValue| drawn(&image).unwrap_or_default())
    };
    image.add_event_listener_with_callback("load", ready.unchecked_ref()).ok()?;
    image.set_attribute("src", &address("image/svg+xml", svg)).ok()
}
