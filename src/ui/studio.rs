//! In the share dialog: a picture of the moment, and a film of a stretch of time.

use std::rc::Rc;

use yew::prelude::*;

use super::describe::grouped;
use super::figure::icon;
use super::film::{self, Extent, FRAMES_MAX, Format, Job, Order, Progress, RATE, Stand, Subject};
use crate::web::{self, Codec, FrameLoop, ObjectUrl};
use model::share::MOMENT_MAX;
use model::time::{Instant, Span};
use stage::Speed;
use stage::art::Icon;

/// How large pictures are offered.
const EXTENTS: [(Extent, &str, &str); 4] = [
    (None, "here", "as here"),
    (Some((640, 360)), "640", "640 × 360"),
    (Some((960, 540)), "960", "960 × 540"),
    (Some((1_280, 720)), "1280", "1280 × 720"),
];
/// A stretch of time that is offered.
const STRETCH: Span = Span::from_secs(10);

/// What the studio needs.
#[derive(Properties)]
pub struct StudioProps {
    /// What is filmed.
    pub subject: Rc<Subject>,
}

impl PartialEq for StudioProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.subject, &other.subject)
    }
}

/// What is typed and chosen.
struct Wish {
    from: String,
    to: String,
    speed: Speed,
    extent: usize,
    format: Format,
}

/// Pictures and films.
pub struct Studio {
    wish: Wish,
    /// Answers to those before the latest are too late.
    number: u32,
    /// The browser is asked how it encodes, or puts the file together.
    asking: bool,
    job: Option<Job>,
    frames: Option<FrameLoop>,
    said: String,
    /// The latest file.
    ready: Option<(ObjectUrl, String)>,
    encodes: bool,
    framed: bool,
}

/// What happens in the studio.
pub enum Msg {
    /// The first moment is typed.
    From(String),
    /// The last moment is typed.
    To(String),
    /// A stretch is chosen: before or after the moment.
    Stretch(bool),
    /// A pace is chosen.
    Speed(String),
    /// A size is chosen.
    Extent(String),
    /// A format is chosen.
    Format(String),
    /// A picture is wanted.
    Picture,
    /// A film is wanted, or no longer.
    Film,
    /// The browser has told how it encodes.
    Codec(u32, Option<Codec>),
    /// The page draws.
    Frame,
    /// A file is there.
    File(u32, Option<ObjectUrl>, String),
}

impl Component for Studio {
    type Message = Msg;
    type Properties = StudioProps;

    fn create(ctx: &Context<Self>) -> Self {
        let at = ctx.props().subject.bookmark.at;
        let encodes = web::has_video_encoder();
        let format = if encodes { Format::Webm } else { Format::Gif };
        let (from, to) = stretch(at, at < Instant::from_millis(2_000));
        Self {
            wish: Wish { from, to, speed: Speed::NORMAL, extent: 2, format },
            number: 0,
            asking: false,
            job: None,
            frames: None,
            said: String::new(),
            ready: None,
            encodes,
            framed: web::is_framed(),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::From(text) => self.wish.from = text,
            Msg::To(text) => self.wish.to = text,
            Msg::Stretch(later) => {
                (self.wish.from, self.wish.to) = stretch(ctx.props().subject.bookmark.at, later);
            }
            Msg::Speed(text) => {
                let speed = text.parse().ok().and_then(Speed::of_hundredths);
                self.wish.speed = speed.unwrap_or(self.wish.speed);
            }
            Msg::Extent(slug) => {
                let extent = EXTENTS.iter().position(|(_, other, _)| *other == slug);
                self.wish.extent = extent.unwrap_or(self.wish.extent);
            }
            Msg::Format(ending) => {
                self.wish.format = if ending == Format::Gif.ending() { Format::Gif } else { Format::Webm };
            }
            Msg::Picture if !self.is_busy() => {
                let at = ctx.props().subject.bookmark.at;
                let order = self.order(Format::Png, at, at);
                self.begin(ctx, order, None);
            }
            Msg::Picture => {}
            Msg::Film if self.is_busy() => {
                self.end();
                self.said = "Cancelled: nothing was saved.".into();
            }
            Msg::Film => match self.plan() {
                Ok(order) if order.format == Format::Webm => self.ask(ctx, &order),
                Ok(order) => self.begin(ctx, order, None),
                Err(sentence) => self.said = sentence,
            },
            Msg::Codec(number, codec) if number == self.number && self.asking => {
                self.asking = false;
                match (self.plan(), codec) {
                    (Ok(order), Some(codec)) => self.begin(ctx, order, Some(codec)),
                    (Ok(_), None) => self.said = film::NO_CODEC.into(),
                    (Err(sentence), _) => self.said = sentence,
                }
            }
            Msg::Frame => self.work(ctx),
            Msg::File(number, held, name) if number == self.number && self.asking => {
                self.asking = false;
                self.take(held, name);
            }
            Msg::Codec(..) | Msg::File(..) => return false,
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let busy = self.is_busy();
        let heard = |wish: fn(String) -> Msg| {
            ctx.link().batch_callback(move |event: Event| {
                event.target_dyn_into::<web_sys::HtmlSelectElement>().map(|select| wish(select.value()))
            })
        };
        let typed = |wish: fn(String) -> Msg| {
            ctx.link().batch_callback(move |event: InputEvent| {
                event.target_dyn_into::<web_sys::HtmlInputElement>().map(|input| wish(input.value()))
            })
        };
        let press = |msg: fn() -> Msg| ctx.link().callback(move |_: MouseEvent| msg());
        let subject = &ctx.props().subject;
        let plan = self.plan();
        let (bad, told) = match &plan {
            Ok(order) => (false, promise(order, subject)),
            Err(sentence) => (true, sentence.clone()),
        };
        let Wish { from, to, speed, extent, format } = &self.wish;
        html! {
            <section class="studio" aria-labelledby="studio-title" data-testid="studio">
                <h3 id="studio-title">{ "Picture and film" }</h3>
                <p class="note">{ subject.half.map(|half| format!("Of shop {}, the one in hand. ", half.letter())).unwrap_or_default() }
                    { "The stage with all that is on it, painted anew from the recording. Buttons and panels are left out." }</p>
                <div class="film-fields">
                    { choice("Size", "film-size", busy, heard(Msg::Extent), EXTENTS.iter().enumerate().map(|(at, (_, slug, label))| {
                        (*slug, (*label).to_owned(), at == *extent)
                    })) }
                    <button type="button" class="pill" onclick={press(|| Msg::Picture)} aria-disabled={busy.to_string()} data-testid="picture">
                        { format!("Picture of {} (PNG)", subject.bookmark.at) }
                    </button>
                </div>
                <div class="film-fields">
                    <label class="film-field"><span>{ "From" }</span>
                        <input type="text" inputmode="decimal" value={from.clone()} oninput={typed(Msg::From)} disabled={busy}
                            aria-invalid={bad.to_string()} aria-describedby="film-plan" data-testid="film-from" /></label>
                    <label class="film-field"><span>{ "To" }</span>
                        <input type="text" inputmode="decimal" value={to.clone()} oninput={typed(Msg::To)} disabled={busy}
                            aria-invalid={bad.to_string()} aria-describedby="film-plan" data-testid="film-to" /></label>
                    { choice("Speed", "film-speed", busy, heard(Msg::Speed), Speed::STEPS.iter().map(|step| {
                        (SPEEDS[Speed::STEPS.iter().position(|other| other == step).unwrap_or(0)], step.to_string(), step == speed)
                    })) }
                    { choice("Format", "film-format", busy || !self.encodes, heard(Msg::Format), [Format::Webm, Format::Gif].into_iter()
                        .filter(|format| self.encodes || *format == Format::Gif)
                        .map(|one| (one.ending(), if one == Format::Gif { "GIF".into() } else { "WebM".into() }, one == *format))) }
                </div>
                <div class="film-fields">
                    <button type="button" class="pill" onclick={press(|| Msg::Stretch(false))} disabled={busy} data-testid="film-last">{ "The last 10 s" }</button>
                    <button type="button" class="pill" onclick={press(|| Msg::Stretch(true))} disabled={busy} data-testid="film-next">{ "The next 10 s" }</button>
                </div>
                <p id="film-plan" class={classes!("note", bad.then_some("bad"))} data-testid="film-plan">{ told }</p>
                if !self.encodes {
                    <p class="note" data-testid="no-webm">{ "WebM is not offered: this browser encodes no films here. Recent browsers do on pages \
                        that come over https or from this machine." }</p>
                }
                <div class="film-fields">
                    <button type="button" class="pill film-go" onclick={press(|| Msg::Film)} disabled={bad && !busy} data-testid="film">
                        if busy { { icon(Icon::CLOSE) }{ "Cancel" } } else { { "Make the film" } }
                    </button>
                    if busy { { self.progress() } }
                </div>
                <p role="status" class="film-said" data-testid="film-said">{ self.said.clone() }</p>
                if let Some((held, name)) = &self.ready {
                    <p><a class="pill film-ready" href={held.address().to_owned()} download={name.clone()} data-testid="film-ready">
                        { format!("Save {name}") }
                    </a></p>
                    if self.framed {
                        <p class="note">{ "In a frame of another page downloads may be forbidden. If nothing was saved, open the board in a tab of its own." }</p>
                    }
                }
            </section>
        }
    }
}

/// By [`Speed::STEPS`].
const SPEEDS: [&str; 9] = ["25", "50", "100", "200", "400", "800", "1600", "3200", "6400"];

impl Studio {
    const fn is_busy(&self) -> bool {
        self.asking || self.job.is_some()
    }

    fn order(&self, format: Format, from: Instant, to: Instant) -> Order {
        Order { format, extent: EXTENTS[self.wish.extent].0, from, to, speed: self.wish.speed }
    }

    /// What was typed and chosen as an order, or why it is none.
    fn plan(&self) -> Result<Order, String> {
        let moment = |text: &str| {
            Instant::parse(text)
                .filter(|at| *at <= MOMENT_MAX)
                .ok_or_else(|| format!("“{text}” is no moment of this shop: write 1:23.4 or 83.4, up to {MOMENT_MAX}."))
        };
        let order = self.order(self.wish.format, moment(&self.wish.from)?, moment(&self.wish.to)?);
        if order.to <= order.from {
            return Err("The film has to end after it begins.".into());
        }
        if order.frames() > FRAMES_MAX {
            let most = FRAMES_MAX / u64::from(RATE);
            return Err(format!("A film may last {most} s. Choose a higher speed, or a shorter stretch of time."));
        }
        Ok(order)
    }

    /// Asks the browser how it encodes.
    fn ask(&mut self, ctx: &Context<Self>, order: &Order) {
        self.number += 1;
        self.asking = true;
        self.said.clear();
        let (link, number) = (ctx.link().clone(), self.number);
        let size = film::film_size(order, ctx.props().subject.stage());
        link.send_future(async move { Msg::Codec(number, web::best_codec(size).await) });
    }

    fn begin(&mut self, ctx: &Context<Self>, order: Order, codec: Option<Codec>) {
        self.number += 1;
        self.ready = None;
        self.said.clear();
        match Job::new(order, &ctx.props().subject, codec) {
            Ok(job) => {
                self.job = Some(job);
                let link = ctx.link().clone();
                self.frames = FrameLoop::start(move |_| link.send_message(Msg::Frame));
            }
            Err(sentence) => self.said = sentence.into(),
        }
    }

    fn end(&mut self) {
        self.number += 1;
        (self.job, self.frames, self.asking) = (None, None, false);
    }

    fn work(&mut self, ctx: &Context<Self>) {
        let Some(job) = &mut self.job else { return };
        match job.work() {
            Progress::More => {}
            Progress::Failed(sentence) => {
                self.end();
                self.said = sentence.into();
            }
            Progress::Done => {
                let job = self.job.take();
                self.end();
                self.asking = true;
                let (link, number) = (ctx.link().clone(), self.number);
                if let Some(job) = job {
                    let name = job.order().name();
                    job.file(move |held| link.send_message(Msg::File(number, held, name)));
                }
            }
        }
    }

    fn take(&mut self, held: Option<ObjectUrl>, name: String) {
        let Some(held) = held else {
            self.said = film::NO_ENCODER.into();
            return;
        };
        held.save(&name);
        self.said = format!("{name} is ready: {}.", weight(held.bytes()));
        self.ready = Some((held, name));
    }

    fn progress(&self) -> Html {
        let Some(job) = &self.job else { return html! { <span class="note">{ "Nearly there …" }</span> } };
        let frames = job.order().frames();
        let (made, words) = match job.stand() {
            Stand::Way(at) => (0, format!("On the way to {at} …")),
            Stand::Colours => (0, "Choosing the colours …".to_owned()),
            Stand::Pictures(made, bytes) => {
                (made, format!("Picture {} of {}, {}", grouped(made), grouped(frames), weight(bytes as u64)))
            }
        };
        html! {
            <>
                <progress max={frames.to_string()} value={made.to_string()} aria-label="The film" data-testid="film-progress"></progress>
                <span class="note" data-testid="film-stand">{ words }</span>
            </>
        }
    }
}

/// Ten seconds before or after a moment, as they are written.
fn stretch(at: Instant, later: bool) -> (String, String) {
    let before = Instant::from_millis(at.as_millis().saturating_sub(STRETCH.as_millis()));
    let (from, to) = if later { (at, at + STRETCH) } else { (before, at) };
    (from.to_string(), to.to_string())
}

/// What an order will come to.
fn promise(order: &Order, subject: &Subject) -> String {
    let (wide, high) = film::pixels(order, subject.stage());
    let (least, most) = order.guess((wide, high));
    let tenths = order.frames() * 10 / u64::from(RATE);
    format!(
        "{}.{} s of film, {} pictures of {wide} × {high}, likely {} to {}, as {}",
        tenths / 10,
        tenths % 10,
        grouped(order.frames()),
        weight(least),
        weight(most),
        order.name()
    )
}

/// `340 kB`, `1.2 MB`.
fn weight(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

fn choice(
    label: &'static str,
    id: &'static str,
    disabled: bool,
    onchange: Callback<Event>,
    options: impl Iterator<Item = (&'static str, String, bool)>,
) -> Html {
    html! {
        <label class="film-field"><span>{ label }</span>
            <span class="select"><select {onchange} {disabled} data-testid={id}>
                { for options.map(|(value, words, selected)| html! { <option {value} {selected}>{ words }</option> }) }
            </select>{ icon(Icon::CHEVRON_DOWN) }</span>
        </label>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_speed_has_its_value() {
        let values = Speed::STEPS.map(|step| step.hundredths().to_string());
        assert_eq!(values, SPEEDS);
    }

    #[test]
    fn a_stretch_begins_no_earlier_than_the_shop() {
        let at = Instant::from_millis;
        assert_eq!(stretch(at(21_500), false), ("00:11.5".into(), "00:21.5".into()));
        assert_eq!(stretch(at(4_000), false), ("00:00.0".into(), "00:04.0".into()));
        assert_eq!(stretch(at(0), true), ("00:00.0".into(), "00:10.0".into()));
    }

    #[test]
    fn weights_are_short() {
        assert_eq!([0, 1, 340_000, 1_250_000].map(weight), ["0 kB", "1 kB", "340 kB", "1.2 MB"]);
    }
}
