//! One shop on the page: its snapshot, its layout, and the canvas over it.

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

/// With more rings and bars than this, they are updated every [`GAUGES_MS`]: each change makes the browser repaint a
/// part of the page, and no viewer can follow that many.
const GAUGES: usize = 24;
const GAUGES_MS: f64 = 125.0;

/// One shop on the page.
pub struct Floor {
    /// The shop in a comparison; `None` if only one shop is open.
    pub half: Option<Half>,
    /// The element that contains the stage.
    pub node: NodeRef,
    /// The canvas over the stage.
    pub canvas: NodeRef,
    /// Receives the intents for this shop.
    pub on: Callback<Intent>,
    /// Returns a person's name.
    pub names: Callback<PersonId, AttrValue>,
    /// The size of the stage, in CSS pixels.
    pub size: Size,
    pub snapshot: Rc<Snapshot>,
    pub layout: Rc<Layout>,
    /// True if too many slips move to be read. The page then renders less often and spends the time on painting.
    pub crowded: bool,
    painter: Option<Painter>,
    /// The listeners on the stage's element; empty until the element is on the page.
    pub hands: Vec<web::Listener>,
    /// The rings and bars that the page shows, and when they were last updated.
    drawn: (Vec<Ring>, Vec<Bar>),
    drawn_ms: f64,
}

impl Floor {
    /// Creates a shop that is not on the page yet.
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

    /// Returns the stage's element the first time that it is on the page.
    pub fn furnish(&mut self) -> Option<Element> {
        if !self.hands.is_empty() {
            return None;
        }
        self.painter = self.canvas.cast::<HtmlCanvasElement>().and_then(Painter::new);
        self.node.cast::<Element>()
    }

    /// The upper left corner of the stage in the window, in CSS pixels.
    pub fn origin(&self) -> Point {
        let rect = self.node.cast::<Element>().map(|floor| floor.get_bounding_client_rect());
        rect.map_or(Point::default(), |rect| Point::new(rect.left(), rect.top()))
    }

    /// Takes a new snapshot. Returns true if it needs a render.
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

    /// Paints the current moment. Rings and bars are DOM elements: they are updated if they changed, and after a render
    /// if they are new.
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
