//! Pictures and films of the stage: painted anew from the recording, moment by moment, so that the same stretch of time
//! is the same film whatever the machine does meanwhile.

use crate::session::{CAPTION_MS, Caption, Session};
use crate::web::{self, Codec, FilmSize, ObjectUrl, Recorder, Surface};
use film::{Block, Colours, Gif, Webm};
use model::compare::Half;
use model::share::Bookmark;
use model::shop::PersonId;
use model::time::{Instant, Span};
use model::timeline::Timeline;
use model::world::World;
use stage::poster::{Scene, around, inside, poster};
use stage::{Layout, Picture, Size, Speed};
use wasm_bindgen_futures::spawn_local;

use super::app::LIMITS;
use super::painter::Painter;
use super::print::print;

/// Pictures a second.
pub const RATE: u32 = 25;
const FRAME_MS: u64 = 1_000 / RATE as u64;
/// The most pictures of a film: two minutes.
pub const FRAMES_MAX: u64 = 120 * RATE as u64;
/// The largest film, in bytes.
const BYTES_MAX: usize = 64_000_000;
/// The widest a film and a picture are, in pixels.
const FILM_WIDTH: f64 = 1_280.0;
const PICTURE_WIDTH: f64 = 4_096.0;
/// So many pictures are looked at before the colours of a GIF are chosen.
const SAMPLES: u64 = 8;
/// A film can be entered at least so often, in pictures.
const KEY_EVERY: u64 = 5 * RATE as u64;
/// Pictures that may wait for the browser's encoder.
const QUEUE_MAX: u32 = 4;
/// Wall time that one frame of the page spends on a film.
const BUDGET_MS: f64 = 20.0;
/// Virtual time between two looks at the wall clock on the way.
const STRETCH: Span = Span::from_millis(480);

/// What films are made of: a run, and how it is looked at.
pub struct Subject {
    /// The run, and the moment that is shared.
    pub bookmark: Bookmark,
    /// Which of two shops it is.
    pub half: Option<Half>,
    /// The line of that moment.
    caption: Caption,
    scene: Option<&'static str>,
    stage: Size,
    dark: bool,
}

impl Subject {
    /// What is to be seen now, on a stage of that size: of two shops, the one in hand.
    pub fn of(session: &Session, stage: Size, dark: bool) -> Self {
        let bookmark = Bookmark { recording: session.timeline().recording(), beside: None, ..session.bookmark() };
        Self { bookmark, half: session.half(), caption: session.caption().clone(), scene: session.scene(), stage, dark }
    }

    /// How large the stage here is.
    pub const fn stage(&self) -> Size {
        self.stage
    }
}

/// What is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A picture.
    Png,
    /// A film for every place that shows pictures.
    Gif,
    /// A film by the browser's own encoder.
    Webm,
}

impl Format {
    /// The ending of its files.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Webm => "webm",
        }
    }
}

/// How large a picture is: none is as large as the stage here.
pub type Extent = Option<(u32, u32)>;

/// What is to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// As what.
    pub format: Format,
    /// How large.
    pub extent: Extent,
    /// The first moment.
    pub from: Instant,
    /// The film ends before it.
    pub to: Instant,
    /// How fast the shop's time runs in it.
    pub speed: Speed,
}

impl Order {
    /// How many pictures it takes.
    pub fn frames(&self) -> u64 {
        let wall = self.to.since(self.from).as_millis() * 100 / u64::from(self.speed.hundredths());
        if self.format == Format::Png { 1 } else { wall.div_ceil(FRAME_MS).max(1) }
    }

    /// The moment of a picture.
    fn at(&self, frame: u64) -> Instant {
        self.from + Span::from_millis(frame * FRAME_MS * u64::from(self.speed.hundredths()) / 100)
    }

    /// What the file is called.
    pub fn name(&self) -> String {
        let word = |at: Instant| at.to_string().replace(':', "-");
        let ending = self.format.ending();
        match self.format {
            Format::Png => format!("order-board-{}.{ending}", word(self.from)),
            _ => format!("order-board-{}-to-{}.{ending}", word(self.from), word(self.to)),
        }
    }

    /// About how large the file will be, in bytes, going by what films of a quiet shop and of a rush come to.
    pub fn guess(&self, pixels: (u32, u32)) -> (u64, u64) {
        let area = u64::from(pixels.0) * u64::from(pixels.1) * self.frames() / 1_000;
        match self.format {
            Format::Gif => (area * 4, area * 80),
            _ => (area * 3, area * 14),
        }
    }
}

/// How large the paper is, and how many pixels each of its own gets.
fn paper(order: &Order, stage: Size) -> (Size, f64) {
    let size = order
        .extent
        .map_or_else(|| around(stage), |(width, height)| Size { width: width.into(), height: height.into() });
    let size = Size { width: size.width.floor(), height: size.height.floor() };
    if order.format == Format::Png {
        return (size, web::device_pixels().max(2.0).min(PICTURE_WIDTH / size.width));
    }
    let scale = (FILM_WIDTH / size.width).min(1.0);
    // Encoders want even numbers.
    let even = |whole: f64| {
        let less = (0..4).map(|less| whole - f64::from(less));
        less.into_iter().find(|side| ((side * scale).round() as u32).is_multiple_of(2)).unwrap_or(whole)
    };
    (Size { width: even(size.width), height: even(size.height) }, scale)
}

/// How many pixels a film has across and down.
pub fn pixels(order: &Order, stage: Size) -> (u32, u32) {
    let (size, scale) = paper(order, stage);
    ((size.width * scale).round() as u32, (size.height * scale).round() as u32)
}

/// Paints moments.
struct Easel {
    surface: Surface,
    /// What moves, to be laid over the rest.
    motion: Painter,
    size: Size,
    dark: bool,
    scene: Option<&'static str>,
    /// The line of the moment; where there is none, lines stand for so much of the shop's time.
    caption: Option<Caption>,
    stands: Span,
}

impl Easel {
    fn new(order: &Order, subject: &Subject) -> Option<Self> {
        let (size, scale) = paper(order, subject.stage);
        let surface = Surface::bitmap(size.width, size.height, scale)?;
        let mut motion = Painter::apart()?;
        motion.fit(inside(size), scale, subject.dark);
        let caption = (order.format == Format::Png).then(|| subject.caption.clone());
        let stands = Span::from_millis(CAPTION_MS as u64 * u64::from(order.speed.hundredths()) / 100);
        Some(Self { surface, motion, size, dark: subject.dark, scene: subject.scene, caption, stands })
    }

    fn paint(&mut self, world: &World) {
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

/// What a film is made with.
enum Encoder {
    Png,
    /// Before the colours are chosen.
    Mixing {
        colours: Colours,
        seen: u64,
    },
    Gif(Gif),
    Webm(Recorder, Codec),
}

/// How far a film is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stand {
    /// The world is on its way to the first moment.
    Way(Instant),
    /// Colours are chosen.
    Colours,
    /// So many pictures are made, in so many bytes.
    Pictures(u64, usize),
}

/// What came of a while of work.
pub enum Progress {
    /// There is more to do.
    More,
    /// All pictures are made.
    Done,
    /// It ended, for this reason.
    Failed(&'static str),
}

/// A film in the making.
pub struct Job {
    order: Order,
    timeline: Timeline,
    easel: Easel,
    encoder: Encoder,
    made: u64,
    /// The next picture is painted, and not encoded yet: either takes a while.
    painted: bool,
}

impl Job {
    /// Begins. A WebM needs to know how it is encoded.
    ///
    /// # Errors
    /// A sentence that says why there is none.
    pub fn new(order: Order, subject: &Subject, codec: Option<Codec>) -> Result<Self, &'static str> {
        let easel =
            Easel::new(&order, subject).ok_or("The browser gives no more room for pictures: close other pages.")?;
        if !easel.surface.tells() {
            return Err("This browser keeps what is painted from the page, to protect you from being recognised. \
                Allow it for this site, then a picture can be made.");
        }
        let encoder = match (order.format, codec) {
            (Format::Png, _) => Encoder::Png,
            (Format::Gif, _) => Encoder::Mixing { colours: Colours::default(), seen: 0 },
            (Format::Webm, Some(codec)) => {
                let recorder = Recorder::new(codec, film_size(&order, subject.stage));
                Encoder::Webm(recorder.ok_or("The browser's encoder did not begin. A GIF works everywhere.")?, codec)
            }
            (Format::Webm, None) => return Err(NO_CODEC),
        };
        let Bookmark { recording, end, .. } = subject.bookmark.clone();
        Ok(Self { order, timeline: Timeline::of(recording, end), easel, encoder, made: 0, painted: false })
    }

    /// What is made.
    pub const fn order(&self) -> &Order {
        &self.order
    }

    /// How far it is.
    pub fn stand(&self) -> Stand {
        match &self.encoder {
            _ if self.timeline.now() + STRETCH < self.order.from => Stand::Way(self.order.from),
            Encoder::Mixing { .. } => Stand::Colours,
            encoder => Stand::Pictures(self.made, encoder.bytes()),
        }
    }

    /// Goes on for a while.
    pub fn work(&mut self) -> Progress {
        let begun_ms = web::now_ms();
        loop {
            match self.go_on() {
                Progress::More if web::now_ms() - begun_ms < BUDGET_MS && !self.is_waiting() => {}
                progress => return progress,
            }
        }
    }

    /// The encoder has enough to do.
    fn is_waiting(&self) -> bool {
        matches!(&self.encoder, Encoder::Webm(recorder, _) if recorder.queue() >= QUEUE_MAX)
    }

    fn go_on(&mut self) -> Progress {
        let frames = self.order.frames();
        let frame = match &self.encoder {
            Encoder::Mixing { seen, .. } => frames * seen / SAMPLES,
            _ => self.made,
        };
        if frame >= frames {
            return Progress::Done;
        }
        if self.is_waiting() {
            return Progress::More;
        }
        let at = self.order.at(frame);
        if self.timeline.now() < at {
            let stretch = at.min(self.timeline.now() + STRETCH);
            self.timeline.pass_towards(stretch, at);
            return Progress::More;
        }
        if !self.painted {
            self.easel.paint(self.timeline.world());
            self.painted = true;
            return Progress::More;
        }
        self.painted = false;
        let surface = &self.easel.surface;
        let well = match &mut self.encoder {
            Encoder::Png => true,
            Encoder::Mixing { colours, seen } => {
                let Some(image) = surface.image() else { return Progress::Failed(NO_ROOM) };
                colours.see(&image);
                *seen += 1;
                if *seen == SAMPLES {
                    let (wide, high) = surface.pixels();
                    let Ok(gif) = Gif::new(wide as u16, high as u16, colours.palette()) else {
                        return Progress::Failed(NO_ROOM);
                    };
                    self.encoder = Encoder::Gif(gif);
                    self.timeline.approach(self.order.from);
                }
                return Progress::More;
            }
            Encoder::Gif(gif) => {
                let Some(image) = surface.image() else { return Progress::Failed(NO_ROOM) };
                gif.add(&image, FRAME_MS as u16 / 10).is_ok()
            }
            Encoder::Webm(recorder, _) => recorder.add(surface, self.made.is_multiple_of(KEY_EVERY)),
        };
        if !well {
            return Progress::Failed(NO_ENCODER);
        }
        self.made += 1;
        if self.encoder.bytes() > BYTES_MAX {
            return Progress::Failed("The film has become larger than 64 MB. Make it shorter, or smaller.");
        }
        Progress::More
    }

    /// The file, once all pictures are made.
    pub fn file(self, told: impl FnOnce(Option<ObjectUrl>) + 'static) {
        match self.encoder {
            Encoder::Png => self.easel.surface.png(told),
            Encoder::Gif(gif) => told(gif.finish().ok().and_then(|bytes| ObjectUrl::new(&bytes, "image/gif"))),
            Encoder::Webm(recorder, codec) => {
                let (width, height) = self.easel.surface.pixels();
                let webm = Webm { width, height, codec: codec.name, frame_ms: FRAME_MS };
                spawn_local(async move {
                    told(recorder.finish().await.and_then(|footage| {
                        let blocks: Vec<Block> = footage.pictures().map(|(key, bytes)| Block { key, bytes }).collect();
                        footage.file(&webm.frame(&blocks), "video/webm")
                    }));
                });
            }
            Encoder::Mixing { .. } => told(None),
        }
    }
}

impl Encoder {
    fn bytes(&self) -> usize {
        match self {
            Self::Png | Self::Mixing { .. } => 0,
            Self::Gif(gif) => gif.bytes(),
            Self::Webm(recorder, _) => recorder.bytes(),
        }
    }
}

/// Where the browser has no encoder for such a film.
pub const NO_CODEC: &str = "This browser does not encode films of this size. Choose a smaller one, or a GIF.";
/// Where it gave up.
pub const NO_ENCODER: &str = "The browser's encoder gave up. Choose a smaller size, or a GIF.";
const NO_ROOM: &str = "There is no room for so large a film. Choose a smaller size.";

/// What the browser's encoder has to know.
pub fn film_size(order: &Order, stage: Size) -> FilmSize {
    let (width, height) = pixels(order, stage);
    // A tenth of a bit for each pixel: letters stay sharp, and flat ground costs nothing.
    FilmSize { width, height, bits: width * height * RATE / 10, rate: RATE }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(format: Format, from: u64, to: u64, speed: Speed) -> Order {
        Order { format, extent: None, from: Instant::from_millis(from), to: Instant::from_millis(to), speed }
    }

    #[test]
    fn a_film_has_as_many_pictures_as_its_time_takes() {
        let second = order(Format::Gif, 5_000, 6_000, Speed::NORMAL);
        assert_eq!((second.frames(), second.at(0).as_millis(), second.at(24).as_millis()), (25, 5_000, 5_960));
        let slow = Order { speed: Speed::STEPS[0], ..second };
        assert_eq!((slow.frames(), slow.at(99).as_millis()), (100, 5_990));
        let fast = Order { speed: Speed::STEPS[8], ..second };
        assert_eq!((fast.frames(), fast.at(0).as_millis()), (1, 5_000));
        assert_eq!(order(Format::Png, 5_000, 5_000, Speed::NORMAL).frames(), 1);
    }

    #[test]
    fn files_are_called_by_their_moments() {
        let order = order(Format::Webm, 5_000, 65_500, Speed::NORMAL);
        assert_eq!(order.name(), "order-board-00-05.0-to-01-05.5.webm");
        assert_eq!(Order { format: Format::Png, ..order }.name(), "order-board-00-05.0.png");
    }
}
