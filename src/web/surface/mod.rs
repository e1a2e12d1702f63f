//! A canvas to paint on, and bitmaps that are painted once and copied often.

mod copies;
mod draw;
mod export;

use std::cell::OnceCell;

use wasm_bindgen::JsCast as _;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

pub use draw::Outline;

use super::pixels::{Pixels, Texels};

/// A canvas at device resolution. Lengths are CSS pixels.
#[derive(Debug)]
pub struct Surface {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    scale: f64,
    size: (u32, u32),
    /// The image that copies are composited onto; `None` before the first crowd.
    pixels: Option<Pixels>,
    /// The current picture composites its copies in memory.
    crowded: bool,
    /// This surface's pixels, to copy from; `None` if the browser does not return them.
    texels: OnceCell<Option<Texels>>,
    tells: OnceCell<bool>,
}

/// A surface that is only a source of copies.
pub type Bitmap = Surface;

impl Surface {
    /// A surface on a canvas of the page. Returns `None` if the browser gives no 2D context.
    #[must_use]
    pub fn of(canvas: HtmlCanvasElement) -> Option<Self> {
        let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let size = (canvas.width(), canvas.height());
        let (texels, tells) = (OnceCell::new(), OnceCell::new());
        Some(Self { canvas, context, scale: 1.0, size, pixels: None, crowded: false, texels, tells })
    }

    /// A bitmap of this size, off the page; `scale` is device pixels per CSS pixel.
    #[must_use]
    pub fn bitmap(width: f64, height: f64, scale: f64) -> Option<Bitmap> {
        let document = web_sys::window()?.document()?;
        let canvas = document.create_element("canvas").ok()?.dyn_into().ok()?;
        let mut bitmap = Self::of(canvas)?;
        bitmap.resize(width, height, scale);
        Some(bitmap)
    }

    /// Changes the size, and clears the surface.
    pub fn resize(&mut self, width: f64, height: f64, scale: f64) {
        let (wide, high) = ((width * scale).round() as u32, (height * scale).round() as u32);
        if self.canvas.width() != wide || self.canvas.height() != high {
            self.canvas.set_width(wide);
            self.canvas.set_height(high);
        }
        self.size = (wide, high);
        self.pixels = None;
        self.scale = scale;
        self.reset("source-over");
    }

    /// Device pixels per CSS pixel.
    #[must_use]
    pub const fn scale(&self) -> f64 {
        self.scale
    }

    /// Restores the transform, the opacity and the composite operation that each step starts with.
    fn reset(&self, composition: &str) {
        let _ = self.context.set_transform(self.scale, 0.0, 0.0, self.scale, 0.0, 0.0);
        let _ = self.context.set_global_composite_operation(composition);
        self.context.set_global_alpha(1.0);
    }

    /// Width and height in device pixels.
    #[must_use]
    pub const fn pixels(&self) -> (u32, u32) {
        self.size
    }
}
