//! The page around the app: address, root element, focus, storage, clipboard.

use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Document, Element, HtmlElement, NavigationType, PerformanceNavigationTiming, Storage};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The element with this id.
#[must_use]
pub fn element(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// Focuses the element with this id.
pub fn focus(id: &str) {
    if let Some(element) = element(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element in a closed fold cannot be focused.
        if let Ok(Some(fold)) = element.closest("details") {
            let _ = fold.set_attribute("open", "");
        }
        let _ = element.focus();
    }
}

/// Focuses the field with this id and selects its text.
pub fn select_text(id: &str) {
    if let Some(field) = element(id).and_then(|element| element.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        let _ = field.focus();
        field.select();
    }
}

/// Keeps Tab inside the first element that matches the selector: it wraps around at both ends.
pub fn keep_tab_inside(event: &web_sys::KeyboardEvent, selector: &str) {
    if event.key() != "Tab" {
        return;
    }
    let Some(root) = document().and_then(|document| document.query_selector(selector).ok().flatten()) else { return };
    let mut stops = Vec::new();
    let able = "a[href],button:not(:disabled),input:not(:disabled),select:not(:disabled)";
    each(&root, able, |element| stops.extend(element.clone().dyn_into::<HtmlElement>().ok()));
    let active = document().and_then(|document| document.active_element());
    let at = stops.iter().position(|stop| active.as_deref() == Some(stop.as_ref()));
    let next = match (at, event.shift_key()) {
        (None | Some(0), true) => stops.len().wrapping_sub(1),
        (Some(at), true) => at - 1,
        (at, false) => at.map_or(0, |at| (at + 1) % stops.len()),
    };
    if let Some(stop) = stops.get(next) {
        event.prevent_default();
        let _ = stop.focus();
    }
}

/// Sets an element's text without a render.
pub fn put_text(element: &Element, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}

/// The value of `key` in the page's query.
#[must_use]
pub fn location_query(key: &str) -> Option<String> {
    let search = web_sys::window()?.location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get(key)
}

/// The page's fragment without its `#`; empty if it has none.
#[must_use]
pub fn fragment() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.strip_prefix('#').map_or_else(String::new, str::to_owned)
}

/// The page's address without its fragment.
#[must_use]
pub fn address() -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_owned()
}

/// The page's address with these keys in its query instead of those named in `without`, and no fragment.
#[must_use]
pub fn address_with(keys: &[(&str, String)], without: &[&str]) -> String {
    let address = address();
    let (page, query) = address.split_once('?').unwrap_or((&address, ""));
    let Ok(query) = web_sys::UrlSearchParams::new_with_str(query) else { return address };
    without.iter().for_each(|key| query.delete(key));
    keys.iter().for_each(|(key, value)| query.set(key, value));
    format!("{page}?{}", String::from(query.to_string()))
}

/// Returns true if the page was reloaded, or reached with the browser's back and forward buttons.
#[must_use]
pub fn is_return() -> bool {
    let entry = || {
        let entries = web_sys::window()?.performance()?.get_entries_by_type("navigation");
        entries.get(0).dyn_into::<PerformanceNavigationTiming>().ok()
    };
    entry().is_some_and(|entry| matches!(entry.type_(), NavigationType::Reload | NavigationType::BackForward))
}

/// Returns true if the page is in a frame of another page.
#[must_use]
pub fn is_framed() -> bool {
    let Some(window) = web_sys::window() else { return false };
    window.parent().ok().flatten().is_some_and(|parent| parent != window)
}

/// Sets a `data-` attribute of the page's root element, or removes it.
pub fn set_root(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Returns true if the media query matches now.
#[must_use]
pub fn matches_media(query: &str) -> bool {
    let list = web_sys::window().and_then(|window| window.match_media(query).ok().flatten());
    list.is_some_and(|list| list.matches())
}

/// Returns true while the page is in a hidden tab.
#[must_use]
pub fn is_hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

/// Device pixels per CSS pixel, from 1 to 3.
#[must_use]
pub fn device_pixels() -> f64 {
    web_sys::window().map_or(1.0, |window| window.device_pixel_ratio()).clamp(1.0, 3.0)
}

/// Controls that use the space bar and the arrow keys themselves.
const USES_ALL: &str =
    "input,select,textarea,[contenteditable],[role=menu],[role=tab],[role=slider],[role=listbox],[popover]";
/// Controls that use the space bar, unless a pointer has focused them.
const USES_SPACE: &str = "button:not([data-pointed]),summary:not([data-pointed])";
/// Scrolling parts use the arrow keys up and down, unless a pointer has focused them.
const SCROLLS: &str = "[role=tabpanel]:not([data-pointed]),pre:not([data-pointed])";

/// Notes on an element that gets the focus whether a pointer focused it. The browser knows that only at this moment: the
/// next key makes any focus visible.
pub fn note_focus(event: &web_sys::Event) {
    if let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
        let is_pointed = !element.matches(":focus-visible").unwrap_or(true);
        let _ = element.toggle_attribute_with_force("data-pointed", is_pointed);
    }
}

/// Returns true if the event's element uses the key itself: the space bar or an arrow key.
#[must_use]
pub fn uses_key(event: &web_sys::KeyboardEvent) -> bool {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return false };
    let is_within = |controls| matches!(element.closest(controls), Ok(Some(_)));
    let own = match event.key().as_str() {
        " " => USES_SPACE,
        "ArrowUp" | "ArrowDown" => SCROLLS,
        _ => return is_within(USES_ALL),
    };
    is_within(USES_ALL) || element.matches(own).unwrap_or(false)
}

/// Returns true if the focus is inside the element with this id.
#[must_use]
pub fn has_focus_inside(id: &str) -> bool {
    element(id).is_some_and(|element| element.matches(":focus-within").unwrap_or(false))
}

// Merely reading `localStorage` throws in a sandboxed frame.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// A stored text; `None` if it is missing or the page has no storage.
#[must_use]
pub fn read_stored(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Stores a text, if the page has storage.
pub fn store(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, value);
    }
}

fn storage_of_visit() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// Stores a text until the tab is closed, if the page has storage. Returns false if there is no room for it: an older text
/// with this key is removed then.
pub fn store_for_visit(key: &str, value: &str) -> bool {
    let Some(storage) = storage_of_visit() else { return true };
    let is_stored = storage.set_item(key, value).is_ok();
    if !is_stored {
        let _ = storage.remove_item(key);
    }
    is_stored
}

/// Removes a text stored by [`store_for_visit`], and returns it.
#[must_use]
pub fn take_of_visit(key: &str) -> Option<String> {
    let storage = storage_of_visit()?;
    let text = storage.get_item(key).ok()?;
    let _ = storage.remove_item(key);
    text
}

/// The browser's clock in milliseconds, for time budgets of this page: it never reaches the simulation. Always 0 in native
/// tests.
#[must_use]
pub fn now_ms() -> f64 {
    if cfg!(not(target_arch = "wasm32")) {
        return 0.0;
    }
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

/// Copies a text to the clipboard, and passes to `done` whether that was allowed. Insecure pages have no clipboard, and a
/// frame may be denied it.
pub fn copy_text(text: &str, done: impl FnOnce(bool) + 'static) {
    let clipboard = web_sys::window().map(|window| window.navigator().clipboard());
    let Some(clipboard) = clipboard.filter(|clipboard| !clipboard.is_undefined()) else { return done(false) };
    // Called at once: some browsers require it within the event handler.
    let written = JsFuture::from(clipboard.write_text(text));
    spawn_local(async move { done(written.await.is_ok()) });
}

/// Scrolls the parent by the smallest distance that shows the element.
pub fn scroll_into_view(element: &Element) {
    if let (Some(element), Some(list)) = (element.dyn_ref::<HtmlElement>(), element.parent_element()) {
        let (top, bottom) = (element.offset_top(), element.offset_top() + element.offset_height());
        if top < list.scroll_top() {
            list.set_scroll_top(top);
        } else if bottom > list.scroll_top() + list.client_height() {
            list.set_scroll_top(bottom - list.client_height());
        }
    }
}

/// Scrolls an element to its end.
pub fn scroll_to_end(element: &Element) {
    element.set_scroll_top(element.scroll_height());
}

/// Returns true if the event's element is a field.
#[must_use]
pub fn is_text_field(event: &web_sys::Event) -> bool {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return false };
    let fields = "input,select,textarea,[contenteditable]";
    element.closest(fields).ok().flatten().is_some()
}

/// Calls `visit` with every element inside `root` that matches the selector.
pub fn each(root: &Element, selector: &str, mut visit: impl FnMut(&Element)) {
    let Ok(found) = root.query_selector_all(selector) else { return };
    for index in 0..found.length() {
        if let Some(element) = found.get(index).and_then(|node| node.dyn_into::<Element>().ok()) {
            visit(&element);
        }
    }
}
