//! Renders the drawings of `stage::art` as inline SVG.

use yew::prelude::*;

use stage::art::people::Figure;
use stage::art::{Drawing, Icon, Palette, Shape};

pub fn figure(figure: &Figure, class: &'static str) -> Html {
    html! {
        <svg {class} viewBox="0 0 64 64" aria-hidden="true" focusable="false">
            { for figure.shapes().map(|shape| path(shape, &figure.palette)) }
        </svg>
    }
}

/// An icon in the colour of the surrounding text.
pub fn icon(icon: Icon) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            { for icon.0.iter().map(|shape| path(shape, &Palette::NONE)) }
        </svg>
    }
}

/// A drawing in its own box.
pub fn drawing(drawing: &Drawing, class: &'static str) -> Html {
    let view_box = format!("0 0 {} {}", drawing.width as u32, drawing.height as u32);
    html! {
        <svg {class} viewBox={view_box} aria-hidden="true" focusable="false">
            { for drawing.shapes.iter().map(|shape| path(shape, &Palette::NONE)) }
        </svg>
    }
}

fn path(shape: &Shape, palette: &Palette) -> Html {
    let colour = palette.resolve(shape.paint, "currentColor");
    match shape.stroke {
        None => html! { <path d={shape.d} fill={colour} /> },
        Some(width) => html! {
            <path d={shape.d} fill="none" stroke={colour} stroke-width={tenths(width)} stroke-linecap="round" stroke-linejoin="round" />
        },
    }
}

/// Formats a stroke width with one decimal, the precision of the drawings.
fn tenths(width: f32) -> String {
    let tenths = (width * 10.0) as u32;
    format!("{}.{}", tenths / 10, tenths % 10)
}
