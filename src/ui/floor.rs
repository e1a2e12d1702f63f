//! One shop on the page: what is to be seen of it, where that stands, and what it is painted on.

use std::rc::Rc;

use web_sys::{Element, HtmlCanvasElement};
use yew::prelude::*;

use super::app::LIMITS;
use super::intent::Intent;
use super::painter::{Painter, Throng};
use super::place;
use crate::web;
use model::compare::Half;
use model::shop::{PersonId, Snapshot};
use model::world::World;
use stage::{Bar, Layout, Picture, Point, Ring, Size};

/// With more rings and bars than this, they are set this often: one by one nobody follows them, and for each that changes
/// the browser draws its part of the page anew.
const GAUGES: usize = 24;
const GAUGES_MS: f64 = 125.0;

/// One shop on the page.
pub struct Floor {
    /// Where it stands; none where it is the only one.
    pub half: Option<Half>,
    /// The element that everything stands on.
    pub node: NodeRef,
    /// What is painted on.
    pub canvas: NodeRef,
    /// Where wishes go that concern this shop.
    pub on: Callback<Intent>,
    /// Names of its people.
    pub names: Callback<PersonId, AttrValue>,
    /// Its extent.
    pub size: Size,
    /// What is to be seen.
    pub snapshot: Rc<Snapshot>,
    /// Where.
    pub layout: Rc<Layout>,
    /// Too much is on its way to be read: it is rendered less often, and the time goes into what moves.
    pub crowded: bool,
    painter: Option<Painter>,
    /// Who watches its size; something once it is on the page.
    pub hands: Vec<web::Listener>,
    /// Rings and bars as they are on the page, and since when.
    drawn: (Vec<Ring>, Vec<Bar>),
    drawn_ms: f64,
}

impl Floor {
    /// A shop that is not on the page yet.
    pub fn new(
        half: Option<Half>,
        world: &World,
        size: Size,
        names: Callback<PersonId, AttrValue>,
        on: Callback<Intent>,
    ) -> Self {
        let snapshot = Rc::new(world.shop().snapshot(world.now(), LIMITS));
        let layout = Rc::new(Layout::new(size, &snapshot));
        Self {
            half,
            node: NodeRef::default(),
            canvas: NodeRef::default(),
            on,
            names,
            size,
            snapshot,
            layout,
            crowded: false,
            painter: None,
            hands: Vec::new(),
            drawn: (Vec::new(), Vec::new()),
            drawn_ms: 0.0,
        }
    }

    /// Its element, once it is on the page for the first time.
    pub fn furnish(&mut self) -> Option<Element> {
        if !self.hands.is_empty() {
            return None;
        }
        self.painter = self.canvas.cast::<HtmlCanvasElement>().and_then(Painter::new);
        self.node.cast::<Element>()
    }

    /// Where its upper left corner is in the window.
    pub fn origin(&self) -> Point {
        let rect = self.node.cast::<Element>().map(|floor| floor.get_bounding_client_rect());
        rect.map_or(Point::default(), |rect| Point::new(rect.left(), rect.top()))
    }

    /// Takes a new snapshot; true if there is something new to render.
    pub fn look(&mut self, world: &World) -> bool {
        let snapshot = world.shop().snapshot(world.now(), LIMITS);
        let mut changed = false;
        if *self.snapshot != snapshot {
            self.snapshot = Rc::new(snapshot);
            changed = true;
        }
        let layout = Layout::new(self.size, &self.snapshot);
        if *self.layout != layout {
            self.layout = Rc::new(layout);
            changed = true;
        }
        changed
    }

    /// Paints the moment. Rings and bars are elements: touched where they changed, and after a render where they are new.
    pub fn paint(&mut self, world: &World, now_ms: f64, rendered: bool, travel: bool, dark: bool) {
        let (shop, now) = (world.shop(), world.now());
        let picture =
            Picture::new(&self.layout, &self.snapshot, shop.motions(now), |person| shop.role(person), now, travel);
        self.crowded = Throng::of(picture.sprites.len()) == Throng::Crowd;
        if let Some(painter) = &mut self.painter {
            painter.fit(self.size, web::device_pixels(), dark);
            painter.paint(&picture);
        }
        let few = picture.rings.len() + picture.bars.len() <= GAUGES;
        let is_time = few || now_ms - self.drawn_ms >= GAUGES_MS;
        if !(rendered || is_time) {
            return;
        }
        let (rings, bars) = &self.drawn;
        let is_due = |element: &Element, mark| is_time || !element.has_attribute(mark);
        for ring in picture.rings.iter().filter(|ring| rendered || !rings.contains(ring)) {
            let circle = web::element(&place::id(self.half, "ring", ring.message));
            if let Some(circle) = circle.filter(|circle| is_due(circle, "data-urgent")) {
                let _ = circle.set_attribute("stroke-dasharray", &format!("{} 1000", ring.left));
                let _ = circle.set_attribute("data-urgent", if ring.urgent { "yes" } else { "no" });
            }
        }
        for bar in picture.bars.iter().filter(|bar| rendered || !bars.contains(bar)) {
            let element = web::element(&place::id(self.half, "bar", bar.person.0));
            if let Some(element) = element.filter(|element| is_due(element, "style")) {
                place::fill(&element, bar.done);
            }
        }
        if is_time {
            self.drawn = (picture.rings, picture.bars);
            self.drawn_ms = if now_ms.is_finite() { now_ms } else { 0.0 };
        }
    }
}
