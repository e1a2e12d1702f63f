//! A canvas to paint on, and bitmaps painted once and copied often.

use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::js_sys::Math;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, Path2d};

/// A canvas at device resolution; all measures are CSS pixels.
#[derive(Clone, Debug)]
pub struct Surface {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    scale: f64,
    pixels: (u32, u32),
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
        let pixels = (canvas.width(), canvas.height());
        Some(Self { canvas, context, scale: 1.0, pixels })
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
        self.pixels = (wide, high);
        self.scale = scale;
        self.reset();
    }

    /// Device pixels per CSS pixel.
    #[must_use]
    pub const fn scale(&self) -> f64 {
        self.scale
    }

    /// Wipes a rectangle.
    pub fn clear(&self, x: f64, y: f64, width: f64, height: f64) {
        self.reset();
        self.context.clear_rect(x, y, width, height);
    }

    /// Back to the upright, solid state that everything else begins from.
    fn reset(&self) {
        let _ = self.context.set_transform(self.scale, 0.0, 0.0, self.scale, 0.0, 0.0);
        self.context.set_global_alpha(1.0);
    }

    /// From here to the next [`Surface::clear`], bitmaps are copied and nothing else is painted.
    pub fn begin_copies(&self) {
        let _ = self.context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
    }

    /// Copies a bitmap, its middle at (`x`, `y`), turned by thousandths of a full turn, and faded. Upright at its own
    /// size it falls on whole device pixels: that is many times faster where no graphics card helps.
    pub fn copy(&self, bitmap: &Bitmap, x: f64, y: f64, (width, height): (f64, f64), turn: f64, opacity: f64) {
        if opacity < 1.0 {
            self.context.set_global_alpha(opacity);
        }
        let (wide, high) = (width * self.scale, height * self.scale);
        let (x, y) = (x * self.scale, y * self.scale);
        let image = &bitmap.canvas;
        if turn == 0.0 {
            let (left, top) = ((x - wide / 2.0).round(), (y - high / 2.0).round());
            let own_size = bitmap.pixels == (wide.round() as u32, high.round() as u32);
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
            self.begin_copies();
        }
        if opacity < 1.0 {
            self.context.set_global_alpha(1.0);
        }
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
