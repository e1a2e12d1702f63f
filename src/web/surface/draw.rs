//! Drawing: outlines, rectangles, text, lines.

use wasm_bindgen::JsValue;
use web_sys::Path2d;
use web_sys::js_sys::{Array, Math};

use super::Surface;

/// A filled or stroked outline.
#[derive(Clone, Copy, Debug)]
pub struct Outline<'a> {
    /// SVG path data.
    pub path: &'a str,
    /// A CSS colour.
    pub colour: &'a str,
    /// Stroke width; `None` fills the outline.
    pub stroke: Option<f64>,
}

impl Surface {
    /// Sets the opacity, from 0 to 1, of everything painted next.
    pub fn fade(&self, opacity: f64) {
        self.context.set_global_alpha(opacity);
    }

    /// Rotates everything painted next about (`x`, `y`) by `turn` thousandths of a full turn; 0 restores the upright state.
    pub fn tilt(&self, (x, y): (f64, f64), turn: f64) {
        let angle = turn / 1_000.0 * std::f64::consts::TAU;
        let (sin, cos) = (Math::sin(angle), Math::cos(angle));
        let [a, b] = [cos * self.scale, sin * self.scale];
        let (left, top) = (x * self.scale - a * x + b * y, y * self.scale - b * x - a * y);
        let _ = self.context.set_transform(a, b, -b, a, left, top);
    }

    /// Sets the dashes of the lines drawn next: length and gap, or solid for `None`.
    pub fn dash(&self, dash: Option<(f64, f64)>) {
        let pattern = dash
            .map_or_else(Array::new, |(length, gap)| Array::of2(&JsValue::from_f64(length), &JsValue::from_f64(gap)));
        let _ = self.context.set_line_dash(&pattern);
        self.context.set_line_dash_offset(0.0);
    }

    /// Paints an outline, scaled by `factor`, with its origin at (`x`, `y`).
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

    /// Writes a line of text. Its baseline starts at (`x`, `y`); text wider than `most` is condensed.
    pub fn text(&self, text: &str, x: f64, y: f64, font: &str, colour: &str, most: f64) {
        self.context.set_font(font);
        self.context.set_fill_style_str(colour);
        let _ = self.context.fill_text_with_max_width(text, x, y, most);
    }

    /// The width of a text.
    #[must_use]
    pub fn text_width(&self, text: &str, font: &str) -> f64 {
        self.context.set_font(font);
        self.context.measure_text(text).map_or(0.0, |metrics| metrics.width())
    }

    /// Draws a quadratic curve with the control point `through`. `dash` is a gap between dots and their offset.
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
            let pattern = Array::of2(&JsValue::from_f64(0.1), &JsValue::from_f64(length));
            let _ = self.context.set_line_dash(&pattern);
            self.context.set_line_dash_offset(offset);
        }
        self.context.begin_path();
        self.context.move_to(from.0, from.1);
        self.context.quadratic_curve_to(through.0, through.1, to.0, to.1);
        self.context.stroke();
        if dash.is_some() {
            let _ = self.context.set_line_dash(&Array::new());
        }
    }

    /// Sets the shadow below everything painted next; a blur of 0 removes it.
    pub fn shadow(&self, colour: &str, blur: f64, down: f64) {
        self.context.set_shadow_color(colour);
        self.context.set_shadow_blur(blur * self.scale);
        self.context.set_shadow_offset_y(down * self.scale);
    }
}
