//! Copies of bitmaps: by the canvas, or composited in memory when there are many.

use wasm_bindgen::Clamped;
use web_sys::ImageData;
use web_sys::js_sys::Math;

use super::{Bitmap, Surface};
use crate::web::pixels::{Area, Pixels, Texels};

/// The cost of one copy by the canvas, in pixels handed over as an image. Measured without a graphics card, where copies
/// are slowest. Above this, copies are composited in memory.
const PIXELS_PER_COPY: usize = 1_400;

impl Surface {
    /// Clears the surface for the next picture. `crowd` is the number of copies if all of them are upright, opaque and at
    /// the bitmaps' own size, and otherwise 0. If this returns true, paint from top to bottom: the copies first, and
    /// everything in reverse order.
    pub fn clear(&mut self, crowd: usize) -> bool {
        let (wide, high) = (self.size.0 as usize, self.size.1 as usize);
        let _ = self.context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
        self.context.clear_rect(0.0, 0.0, wide as f64, high as f64);
        self.crowded = crowd * PIXELS_PER_COPY > wide * high && self.tells();
        if self.crowded {
            self.pixels.get_or_insert_with(|| Pixels::new(wide, high)).wipe();
        }
        self.reset("source-over");
        self.crowded
    }

    /// Until [`Surface::end_copies`], only [`Surface::copy`] may be called.
    pub fn begin_copies(&self) {
        let _ = self.context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
    }

    /// Ends the copies, and hands over those composited in memory.
    pub fn end_copies(&mut self) {
        let Some(pixels) = self.pixels.as_ref().filter(|_| self.crowded) else { return self.reset("source-over") };
        let Area { left, top, right, bottom } = pixels.painted();
        let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(pixels.bytes()), self.size.0, self.size.1);
        if let Ok(image) = image {
            let (wide, high) = ((right - left) as f64, (bottom - top) as f64);
            let _ = self.context.put_image_data_with_dirty_x_and_dirty_y_and_dirty_width_and_dirty_height(
                &image,
                0.0,
                0.0,
                left as f64,
                top as f64,
                wide,
                high,
            );
        }
        // `putImageData` replaces pixels, so that everything else is painted afterwards and below.
        self.reset("destination-over");
    }

    /// Copies a bitmap, its centre at (`x`, `y`), rotated by `turn` thousandths of a full turn. An upright bitmap at its
    /// own size is aligned to device pixels: that is many times faster without a graphics card.
    pub fn copy(&mut self, bitmap: &Bitmap, x: f64, y: f64, (width, height): (f64, f64), turn: f64, opacity: f64) {
        let (wide, high) = (width * self.scale, height * self.scale);
        let (x, y) = (x * self.scale, y * self.scale);
        let (left, top) = ((x - wide / 2.0).round(), (y - high / 2.0).round());
        if let Some(pixels) = self.pixels.as_mut().filter(|_| self.crowded) {
            if let Some(texels) = bitmap.texels.get_or_init(|| bitmap.read()) {
                pixels.put(texels, left as i32, top as i32);
            }
            return;
        }
        if opacity < 1.0 {
            self.context.set_global_alpha(opacity);
        }
        let image = &bitmap.canvas;
        if turn == 0.0 {
            let own_size = bitmap.size == (wide.round() as u32, high.round() as u32);
            let _ = if own_size {
                self.context.draw_image_with_html_canvas_element(image, left, top)
            } else {
                self.context.draw_image_with_html_canvas_element_and_dw_and_dh(image, left, top, wide, high)
            };
        } else {
            let angle = turn / 1_000.0 * std::f64::consts::TAU;
            let (sin, cos) = (Math::sin(angle), Math::cos(angle));
            let _ = self.context.set_transform(cos, sin, -sin, cos, x, y);
            let (left, top) = (-wide / 2.0, -high / 2.0);
            let _ = self.context.draw_image_with_html_canvas_element_and_dw_and_dh(image, left, top, wide, high);
            let _ = self.context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
        }
        if opacity < 1.0 {
            self.context.set_global_alpha(1.0);
        }
    }

    /// Returns true if the browser returns the pixels that were painted. Some return noise, against fingerprinting.
    #[must_use]
    pub fn tells(&self) -> bool {
        *self.tells.get_or_init(|| {
            let probe = Self::bitmap(1.0, 1.0, 1.0);
            let told = probe.and_then(|probe| {
                probe.fill(0.0, 0.0, 1.0, 1.0, "#3c78b4");
                probe.read()
            });
            told.is_some_and(|texels| texels.is_nearly([0x3c, 0x78, 0xb4, 0xff]))
        })
    }

    fn read(&self) -> Option<Texels> {
        let (wide, high) = self.size;
        let image = self.context.get_image_data(0.0, 0.0, wide.into(), high.into()).ok()?;
        Some(Texels::new(wide as usize, &image.data()))
    }
}
