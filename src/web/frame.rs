//! Animation frames.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

type Tick = Closure<dyn FnMut(f64)>;

/// A running animation-frame loop; dropping it cancels the pending frame.
#[derive(Debug)]
pub struct FrameLoop {
    shared: Rc<Shared>,
}

#[derive(Debug)]
struct Shared {
    window: web_sys::Window,
    pending: Cell<Option<i32>>,
    tick: RefCell<Option<Tick>>,
}

impl FrameLoop {
    /// Starts the loop. `on_frame` receives the browser's timestamp in milliseconds.
    pub fn start(mut on_frame: impl FnMut(f64) + 'static) -> Option<Self> {
        let window = web_sys::window()?;
        let shared = Rc::new(Shared { window, pending: Cell::new(None), tick: RefCell::new(None) });
        // A strong reference would keep the loop alive through its own closure.
        let weak = Rc::downgrade(&shared);
        *shared.tick.borrow_mut() = Some(Closure::new(move |now_ms: f64| {
            if let Some(shared) = weak.upgrade() {
                shared.request();
            }
            on_frame(now_ms);
        }));
        shared.request();
        Some(Self { shared })
    }
}

impl Shared {
    fn request(&self) {
        if let Some(tick) = self.tick.borrow().as_ref() {
            self.pending.set(self.window.request_animation_frame(tick.as_ref().unchecked_ref()).ok());
        }
    }
}

impl Drop for FrameLoop {
    fn drop(&mut self) {
        if let Some(id) = self.shared.pending.take() {
            // Fails only if the window is gone, and then nothing is pending.
            let _ = self.shared.window.cancel_animation_frame(id);
        }
    }
}
