//! Listeners that remove themselves when they are dropped.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::js_sys::Array;
use web_sys::{Element, Event, EventTarget, IntersectionObserver, IntersectionObserverEntry, ResizeObserver};

/// A listener; dropping it removes it.
pub struct Listener {
    end: Option<Box<dyn FnOnce()>>,
}

impl std::fmt::Debug for Listener {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Listener")
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Some(end) = self.end.take() {
            end();
        }
    }
}

fn on_target(target: EventTarget, name: &'static str, on_event: impl FnMut(Event) + 'static) -> Option<Listener> {
    let closure = Closure::<dyn FnMut(Event)>::new(on_event);
    target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref()).ok()?;
    let end = move || {
        let _ = target.remove_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    };
    Some(Listener { end: Some(Box::new(end)) })
}

/// Listens to an event of the window.
pub fn on_window(name: &'static str, on_event: impl FnMut(Event) + 'static) -> Option<Listener> {
    on_target(web_sys::window()?.into(), name, on_event)
}

/// Listens to an event of the document.
pub fn on_document(name: &'static str, on_event: impl FnMut(Event) + 'static) -> Option<Listener> {
    on_target(web_sys::window()?.document()?.into(), name, on_event)
}

/// Calls `on_change` whenever the media query starts or stops matching.
pub fn on_media_change(query: &str, mut on_change: impl FnMut(bool) + 'static) -> Option<Listener> {
    let list = web_sys::window()?.match_media(query).ok()??;
    let answer = list.clone();
    on_target(list.into(), "change", move |_| on_change(answer.matches()))
}

/// Calls `on_size` with an element's width and height in CSS pixels, now and whenever they change.
pub fn on_resize(element: &Element, mut on_size: impl FnMut(f64, f64) + 'static) -> Option<Listener> {
    let watched = element.clone();
    let closure = Closure::<dyn FnMut(JsValue)>::new(move |_| {
        let rect = watched.get_bounding_client_rect();
        on_size(rect.width(), rect.height());
    });
    let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    let end = move || {
        observer.disconnect();
        drop(closure);
    };
    Some(Listener { end: Some(Box::new(end)) })
}

/// Calls `on_change` with whether an element is on the screen, now and whenever it changes. The page's own visibility does
/// not cover a frame that is scrolled out of view.
pub fn on_screen(element: &Element, mut on_change: impl FnMut(bool) + 'static) -> Option<Listener> {
    let closure = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
        let latest = entries.get(entries.length().saturating_sub(1));
        if let Some(entry) = latest.dyn_ref::<IntersectionObserverEntry>() {
            on_change(entry.is_intersecting());
        }
    });
    let observer = IntersectionObserver::new(closure.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    let end = move || {
        observer.disconnect();
        drop(closure);
    };
    Some(Listener { end: Some(Box::new(end)) })
}
