//! Paints one frame: the stage, its caption, and the moving sprites.

use super::super::app::LIMITS;
use super::super::print::print;
use super::order::{Format, Order, paper};
use super::{Painter, Subject};
use crate::session::{CAPTION_MS, Caption};
use crate::web::Surface;
use model::shop::PersonId;
use model::time::{Instant, Span};
use model::world::World;
use stage::poster::{Scene, inside, poster};
use stage::{Layout, Picture, Size};

/// Paints moments of a world on an off-screen surface.
pub(super) struct Easel {
    pub(super) surface: Surface,
    /// The moving sprites, on a surface that is copied over the stage.
    motion: Painter,
    size: Size,
    dark: bool,
    scene: Option<&'static str>,
    /// The fixed caption of a picture. A film changes its caption every `stands` of virtual time.
    caption: Option<Caption>,
    stands: Span,
}

impl Easel {
    /// Creates the surface for this order; returns `None` if the browser cannot allocate it.
    pub(super) fn new(order: &Order, subject: &Subject) -> Option<Self> {
        let (size, scale) = paper(order, subject.stage);
        let surface = Surface::bitmap(size.width, size.height, scale)?;
        let mut motion = Painter::apart()?;
        motion.fit(inside(size), scale, subject.dark);
        let caption = (order.format == Format::Png).then(|| subject.caption.clone());
        let stands = Span::from_millis(CAPTION_MS as u64 * u64::from(order.speed.hundredths()) / 100);
        Some(Self { surface, motion, size, dark: subject.dark, scene: subject.scene, caption, stands })
    }

    /// Paints the current moment of `world`.
    pub(super) fn paint(&mut self, world: &World) {
        let (shop, now) = (world.shop(), world.now());
        let snapshot = shop.snapshot(now, LIMITS);
        let stage = inside(self.size);
        let layout = Layout::new(stage, &snapshot);
        let picture = Picture::new(&layout, &snapshot, shop.motions(now), |person| shop.role(person), now, true);
        let caption = self.caption.clone().unwrap_or_else(|| {
            let since = now.as_millis() / self.stands.as_millis() * self.stands.as_millis();
            Caption::of_moment(shop, self.scene, Instant::from_millis(since), self.stands)
        });
        let marks = poster(&Scene {
            size: self.size,
            snapshot: &snapshot,
            layout: &layout,
            rings: &picture.rings,
            bars: &picture.bars,
            name: &|person: PersonId| shop.name(person).to_owned(),
            now,
            caption: (&caption.text, caption.kind),
            dark: self.dark,
        });
        self.surface.clear(0);
        print(&self.surface, &marks);
        self.motion.paint(&picture);
        self.surface.begin_copies();
        let middle = (stage.width / 2.0, stage.height / 2.0);
        self.surface.copy(self.motion.surface(), middle.0, middle.1, (stage.width, stage.height), 0.0, 1.0);
        self.surface.end_copies();
    }
}
