//! Puts elements where the layout says.
//!
//! A strict page policy forbids style attributes, and a component per box would be dear. So an element carries its
//! place as data, and after each render one pass turns the data into style.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::web;
use model::compare::Half;
use stage::Rect;

/// The attribute that holds a place.
const AT: &str = "data-at";
/// And the one that holds the place where it stands: what does not move costs the browser nothing.
const STANDS: &str = "data-stands";

/// The value of `data-at` for an element that stands at `rect`.
pub fn at(rect: Rect) -> AttrValue {
    let px = |value: f64| value.round() as i64;
    let (x, y, width, height) = (px(rect.x), px(rect.y), px(rect.width), px(rect.height));
    format!("transform:translate({x}px,{y}px);width:{width}px;height:{height}px").into()
}

/// A reference for the element of a component that renders by itself, at times when the pass does not run.
#[hook]
pub fn use_place(rect: Rect) -> NodeRef {
    let node = use_node_ref();
    use_effect_with((rect, node.clone()), |(rect, node)| {
        if let Some(element) = node.cast::<HtmlElement>() {
            element.style().set_css_text(&at(*rect));
        }
    });
    node
}

/// The id of an element of the shop that stands there: of the second of two, one of its own.
pub fn id(half: Option<Half>, name: &str, number: impl std::fmt::Display) -> String {
    format!("{}{name}-{number}", if half == Some(Half::B) { "b-" } else { "" })
}

/// A label for those who listen; of two shops it says which.
pub fn named(half: Option<Half>, label: impl Into<AttrValue>) -> AttrValue {
    match half {
        None => label.into(),
        Some(half) => which(half, label.into()),
    }
}

fn which(half: Half, label: AttrValue) -> AttrValue {
    format!("{}: {label}", half.letter()).into()
}

/// A plain box at a place.
pub fn placed(rect: Rect, class: impl Into<Classes>, children: Html) -> Html {
    html! { <div class={classes!("at", class.into())} data-at={at(rect)}>{ children }</div> }
}

/// Puts every element inside `root` where its data says.
pub fn settle(root: &Element) {
    web::each(root, "[data-at]", |element| {
        if let (Some(element), Some(place)) = (element.dyn_ref::<HtmlElement>(), element.get_attribute(AT))
            && element.get_attribute(STANDS).as_deref() != Some(&place)
        {
            element.style().set_css_text(&place);
            let _ = element.set_attribute(STANDS, &place);
        }
    });
}

/// Moves an element's upper left corner without a render.
pub fn shift(element: &Element, x: f64, y: f64) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let place = format!("translate({}px,{}px)", x.round() as i64, y.round() as i64);
        let _ = element.style().set_property("transform", &place);
    }
}

/// Fills a bar to so many thousandths without a render.
pub fn fill(element: &Element, thousandths: u16) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.style().set_property("transform", &format!("scaleX(0.{:03})", thousandths.min(999)));
    }
}
