//! Puts an element where the layout says. Single style properties are set through the style object: a strict page
//! policy forbids style attributes.

use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::stage::Rect;

/// A reference for an element that stands at `rect`.
#[hook]
pub fn use_placed(rect: Rect) -> NodeRef {
    let node = use_node_ref();
    use_effect_with((rect, node.clone()), |(rect, node)| {
        if let Some(element) = node.cast::<HtmlElement>() {
            put(&element, *rect);
        }
    });
    node
}

fn put(element: &HtmlElement, rect: Rect) {
    let style = element.style();
    let px = |value: f64| format!("{}px", value.round() as i64);
    let _ = style.set_property("width", &px(rect.width));
    let _ = style.set_property("height", &px(rect.height));
    let place = format!("translate({},{})", px(rect.x), px(rect.y));
    let _ = style.set_property("transform", &place);
}

/// Moves an element's upper left corner without a render.
pub fn shift(element: &web_sys::Element, x: f64, y: f64) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let place = format!("translate({}px,{}px)", x.round() as i64, y.round() as i64);
        let _ = element.style().set_property("transform", &place);
    }
}

/// What [`Placed`] needs.
#[derive(Properties, PartialEq)]
pub struct PlacedProps {
    /// Where.
    pub rect: Rect,
    /// Its classes.
    #[prop_or_default]
    pub class: Classes,
    /// What is in it.
    #[prop_or_default]
    pub children: Html,
    /// For tests.
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

/// A plain box at a place.
#[component]
pub fn Placed(props: &PlacedProps) -> Html {
    let node = use_placed(props.rect);
    html! {
        <div ref={node} class={classes!("at", props.class.clone())} data-testid={props.testid.clone()}>
            { props.children.clone() }
        </div>
    }
}

/// Fills a bar to so many thousandths without a render.
pub fn fill(element: &web_sys::Element, thousandths: u16) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.style().set_property("transform", &format!("scaleX(0.{:03})", thousandths.min(999)));
    }
}
