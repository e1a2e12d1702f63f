//! A canvas to paint on, and bitmaps painted once and copied often.

use std::cell::OnceCell;

use wasm_bindgen::{Clamped, JsCast as _, JsValue};
use web_sys::js_sys::Math;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData, Path2d};

use super::pixels::{Area, Pixels, Texels};

/// A copy by the browser costs as much as handing over so many pixels: measured without a graphics card, where copies
/// are dearest. With more copies than that, all of them are put together here.
const PIXELS_PER_COPY: usize = 1_400;

/// A canvas at device resolution; all measures are CSS pixels.
#[derive(Debug)]
pub struct Surface {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    scale: f64,
    size: (u32, u32),
    /// What a crowd is put together on; none before the first.
    pixels: Option<Pixels>,
    /// The crowd is being put together.
    crowded: bool,
    /// What is on it, for crowds; none where the browser does not tell.
    texels: OnceCell<Option<Texels>>,
    tells: OnceCell<bool>,
}

/// A surface that is only copied from.
pub type Bitmap = Surface;

/// A filled or stroked outline.
#[derive(Clone, Copy, Debug)]
pub struct Outline<'a> {
    /// SVG path data.
    pub path: &'a str,
    /// A CSS colour.
    pub colour: &'a str,
    /// Stroke width; filled where absent.
    pub stroke: Option<f64>,
}

impl Surface {
    /// Paints on a canvas of the page.
    #[must_use]
    pub fn of(canvas: HtmlCanvasElement) -> Option<Self> {
        let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let size = (canvas.width(), canvas.height());
        let (texels, tells) = (OnceCell::new(), OnceCell::new());
        Some(Self { canvas, context, scale: 1.0, size, pixels: None, crowded: false, texels, tells })
    }

    /// A bitmap of this extent, off the page.
    #[must_use]
    pub fn bitmap(width: f64, height: f64, scale: f64) -> Option<Bitmap> {
        let document = web_sys::window()?.document()?;
        let canvas = document.create_element("canvas").ok()?.dyn_into().ok()?;
        let mut bitmap = Self::of(canvas)?;
        bitmap.resize(width, height, scale);
        Some(bitmap)
    }

    /// Takes another extent; what was painted is gone.
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

    /// Wipes everything for the next picture. `crowd` is how many bitmaps will be copied if all of them are upright, solid
    /// and of their own sizes, and otherwise 0. True if the picture is wanted beginning with what lies uppermost: copies
    /// first, and all of it from the last to the first.
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

    /// Back to the upright, solid state that everything else begins from.
    fn reset(&self, composition: &str) {
        let _ = self.context.set_transform(self.scale, 0.0, 0.0, self.scale, 0.0, 0.0);
        let _ = self.context.set_global_composite_operation(composition);
        self.context.set_global_alpha(1.0);
    }

    /// From here to [`Surface::end_copies`], bitmaps are copied and nothing else is painted.
    pub fn begin_copies(&self) {
        let _ = self.context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
    }

    /// All copies are made.
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
        // An image replaces what was there: all else comes afterwards, and below.
        self.reset("destination-over");
    }

    /// Copies a bitmap, its middle at (`x`, `y`), turned by thousandths of a full turn, and faded. Upright at its own
    /// size it falls on whole device pixels: that is many times faster where no graphics card helps.
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
            // The browser's own: ours would only make the program larger.
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

    /// The browser tells what was painted. Some tell something else, so that nobody is known by their canvas.
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

    /// The element that it paints on.
    #[must_use]
    pub fn canvas(&self) -> &JsValue {
        &self.canvas
    }

    /// How wide and high it is in device pixels.
    #[must_use]
    pub const fn pixels(&self) -> (u32, u32) {
        self.size
    }

    /// What is on it: red, green, blue and opacity of each pixel.
    #[must_use]
    pub fn image(&self) -> Option<Vec<u8>> {
        let (wide, high) = self.size;
        let image = self.context.get_image_data(0.0, 0.0, wide.into(), high.into()).ok()?;
        Some(image.data().0)
    }

    /// What is painted from here on is so solid.
    pub fn fade(&self, opacity: f64) {
        self.context.set_global_alpha(opacity);
    }

    /// What is painted from here on is turned around a place by thousandths of a full turn; upright for none.
    pub fn tilt(&self, (x, y): (f64, f64), turn: f64) {
        let angle = turn / 1_000.0 * std::f64::consts::TAU;
        let (sin, cos) = (Math::sin(angle), Math::cos(angle));
        let [a, b] = [cos * self.scale, sin * self.scale];
        let (left, top) = (x * self.scale - a * x + b * y, y * self.scale - b * x - a * y);
        let _ = self.context.set_transform(a, b, -b, a, left, top);
    }

    /// Lines from here on are dashed: so long, and so far from each other; whole for none.
    pub fn dash(&self, dash: Option<(f64, f64)>) {
        let pattern = dash.map_or_else(web_sys::js_sys::Array::new, |(length, gap)| {
            web_sys::js_sys::Array::of2(&JsValue::from_f64(length), &JsValue::from_f64(gap))
        });
        let _ = self.context.set_line_dash(&pattern);
        self.context.set_line_dash_offset(0.0);
    }

    fn read(&self) -> Option<Texels> {
        let (wide, high) = self.size;
        let image = self.context.get_image_data(0.0, 0.0, wide.into(), high.into()).ok()?;
        Some(Texels::new(wide as usize, &image.data()))
    }

    /// Paints an outline given in a box of `unit`, scaled to `extent` at (`x`, `y`).
    pub fn outline(&self, outline: Outline<'_>, x: f64, y: f64, factor: f64) {
        let Ok(path) = Path2d::new_with_path_string(outline.path) else { return };
        self.context.save();
        let _ = self.context.translate(x, y);
        let _ = self.context.scale(factor, factor);
        match outline.stroke {
            None => {
                self.context.set_fill_style_str(outline.colour);
                self.context.fill_with_path_2d(&path);
            }
            Some(width) => {
                self.context.set_stroke_style_str(outline.colour);
                self.context.set_line_width(width);
                self.context.set_line_cap("round");
                self.context.set_line_join("round");
                self.context.stroke_with_path(&path);
            }
        }
        self.context.restore();
    }

    /// Paints a rectangle.
    pub fn fill(&self, x: f64, y: f64, width: f64, height: f64, colour: &str) {
        self.context.set_fill_style_str(colour);
        self.context.fill_rect(x, y, width, height);
    }

    /// Writes a line of text, its baseline's left end at (`x`, `y`), squeezed into `most` pixels.
    pub fn text(&self, text: &str, x: f64, y: f64, font: &str, colour: &str, most: f64) {
        self.context.set_font(font);
        self.context.set_fill_style_str(colour);
        let _ = self.context.fill_text_with_max_width(text, x, y, most);
    }

    /// How wide a text is.
    #[must_use]
    pub fn text_width(&self, text: &str, font: &str) -> f64 {
        self.context.set_font(font);
        self.context.measure_text(text).map_or(0.0, |metrics| metrics.width())
    }

    /// A line from one place to another, bent through a third; dashed where `dash` is given, shifted by `offset`.
    pub fn curve(
        &self,
        from: (f64, f64),
        through: (f64, f64),
        to: (f64, f64),
        (colour, width): (&str, f64),
        dash: Option<(f64, f64)>,
    ) {
        self.context.set_stroke_style_str(colour);
        self.context.set_line_width(width);
        self.context.set_line_cap("round");
        if let Some((length, offset)) = dash {
            let pattern = web_sys::js_sys::Array::of2(&JsValue::from_f64(0.1), &JsValue::from_f64(length));
            let _ = self.context.set_line_dash(&pattern);
            self.context.set_line_dash_offset(offset);
        }
        self.context.begin_path();
        self.context.move_to(from.0, from.1);
        self.context.quadratic_curve_to(through.0, through.1, to.0, to.1);
        self.context.stroke();
        if dash.is_some() {
            let _ = self.context.set_line_dash(&web_sys::js_sys::Array::new());
        }
    }

    /// A soft shadow under what is painted next; none for a blur of 0.
    pub fn shadow(&self, colour: &str, blur: f64, down: f64) {
        self.context.set_shadow_color(colour);
        self.context.set_shadow_blur(blur * self.scale);
        self.context.set_shadow_offset_y(down * self.scale);
    }
}
