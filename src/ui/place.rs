//! Moves elements to their place in the layout.
//!
//! The content security policy forbids style attributes, and a component per box would be slow. So an element has its
//! place in a data attribute, and after each render [`settle`] copies the attributes to the elements' styles.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::web;
use model::compare::Half;
use stage::Rect;

/// The attribute with the place that the layout asks for.
const AT: &str = "data-at";
/// The attribute with the place in the element's style. If both are equal, the style is not touched.
const STANDS: &str = "data-stands";

/// The attribute of an element that was moved after its first placement. Only such elements move with a transition: a new
/// one would fly in from the corner of the stage.
const MOVED: &str = "data-moved";

/// The value of `data-at` for an element at `rect`.
pub fn at(rect: Rect) -> AttrValue {
    let px = |value: f64| value.round() as i64;
    let (x, y, width, height) = (px(rect.x), px(rect.y), px(rect.width), px(rect.height));
    format!("transform:translate({x}px,{y}px);width:{width}px;height:{height}px").into()
}

/// Places the element of a component that can render without its parent, when [`settle`] does not run.
#[hook]
pub fn use_place(rect: Rect) -> NodeRef {
    let node = use_node_ref();
    use_effect_with((rect, node.clone()), |(rect, node)| {
        if let Some(element) = node.cast::<HtmlElement>() {
            put(&element, &at(*rect));
        }
    });
    node
}

/// An element id that is unique on the page: ids of the second shop have a prefix.
pub fn id(half: Option<Half>, name: &str, number: impl std::fmt::Display) -> String {
    format!("{}{name}-{number}", if half == Some(Half::B) { "b-" } else { "" })
}

/// A label for screen readers. In a comparison it names the shop.
pub fn named(half: Option<Half>, label: impl Into<AttrValue>) -> AttrValue {
    match half {
        None => label.into(),
        Some(half) => which(half, label.into()),
    }
}

fn which(half: Half, label: AttrValue) -> AttrValue {
    format!("{}: {label}", half.letter()).into()
}

/// A box at `rect`.
pub fn placed(rect: Rect, class: impl Into<Classes>, children: Html) -> Html {
    html! { <div class={classes!("at", class.into())} data-at={at(rect)}>{ children }</div> }
}

/// Moves every element inside `root` to the place in its data attribute.
pub fn settle(root: &Element) {
    web::each(root, "[data-at]", |element| {
        if let (Some(element), Some(place)) = (element.dyn_ref::<HtmlElement>(), element.get_attribute(AT)) {
            put(element, &place);
        }
    });
}

/// Puts an element at a place.
fn put(element: &HtmlElement, place: &str) {
    let stands = element.get_attribute(STANDS);
    if stands.as_deref() == Some(place) {
        return;
    }
    if stands.is_some() {
        let _ = element.set_attribute(MOVED, "");
    }
    element.style().set_css_text(place);
    let _ = element.set_attribute(STANDS, place);
}

/// Moves an element's upper left corner without a render, in CSS pixels.
pub fn shift(element: &Element, x: f64, y: f64) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let place = format!("translate({}px,{}px)", x.round() as i64, y.round() as i64);
        let _ = element.style().set_property("transform", &place);
    }
}

/// Fills a bar without a render. `thousandths` is 0 to 1000.
pub fn fill(element: &Element, thousandths: u16) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.style().set_property("transform", &format!("scaleX(0.{:03})", thousandths.min(999)));
    }
}
