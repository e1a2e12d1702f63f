//! The studio in the share dialog: a picture of the moment, or a film of a time range.

mod plan;
mod view;

use std::rc::Rc;

use yew::prelude::*;

use super::film::{self, Format, Job, Order, Progress, Subject};
use crate::web::{self, Codec, FrameLoop, ObjectUrl};
use plan::{Edit, Wish, weight};

/// The id of the element that shows the finished file.
const RESULT: &str = "film-result";

/// The input of [`Studio`].
#[derive(Properties)]
pub struct StudioProps {
    pub subject: Rc<Subject>,
}

impl PartialEq for StudioProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.subject, &other.subject)
    }
}

/// The component that makes pictures and films.
pub struct Studio {
    wish: Wish,
    /// The number of the latest request. Answers to earlier ones are ignored.
    number: u32,
    /// True while the browser checks its codecs or finishes the file.
    asking: bool,
    job: Option<Job>,
    frames: Option<FrameLoop>,
    said: String,
    /// The URL and name of the latest file.
    ready: Option<(ObjectUrl, String)>,
    /// The file is finished, and was not brought into view yet.
    is_new: bool,
    encodes: bool,
    framed: bool,
}

/// A message to the studio.
pub enum Msg {
    /// The user changed an input.
    Edit(Edit),
    /// The user asked for a picture.
    Picture,
    /// The user started or cancelled a film.
    Film,
    /// The answer to the request with this number: a codec that the browser supports, if any.
    Codec(u32, Option<Codec>),
    /// An animation frame: time to work on the film.
    Frame,
    /// The answer to the request with this number: the finished file with its name; `None` if it failed.
    File(u32, Option<ObjectUrl>, String),
}

impl Component for Studio {
    type Message = Msg;
    type Properties = StudioProps;

    fn create(ctx: &Context<Self>) -> Self {
        let encodes = web::has_video_encoder();
        Self {
            wish: Wish::new(ctx.props().subject.bookmark.at, encodes),
            number: 0,
            asking: false,
            job: None,
            frames: None,
            said: String::new(),
            ready: None,
            is_new: false,
            encodes,
            framed: web::is_framed(),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Edit(edit) => self.wish.edit(edit, ctx.props().subject.bookmark.at),
            Msg::Picture if !self.is_busy() => {
                let at = ctx.props().subject.bookmark.at;
                let order = self.wish.order(Format::Png, at, at);
                self.begin(ctx, order, None);
            }
            Msg::Picture => {}
            Msg::Film if self.is_busy() => {
                self.end();
                self.said = "Cancelled. Nothing was saved.".into();
            }
            Msg::Film => match self.wish.plan() {
                Ok(order) if order.format == Format::Webm => self.ask(ctx, &order),
                Ok(order) => self.begin(ctx, order, None),
                Err(sentence) => self.said = sentence,
            },
            Msg::Codec(number, codec) if number == self.number && self.asking => {
                self.asking = false;
                match (self.wish.plan(), codec) {
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
        self.page(ctx.link(), &ctx.props().subject)
    }

    fn rendered(&mut self, _ctx: &Context<Self>, _first: bool) {
        if std::mem::take(&mut self.is_new)
            && let Some(result) = web::element(RESULT)
        {
            result.scroll_into_view_with_bool(false);
        }
    }
}

impl Studio {
    const fn is_busy(&self) -> bool {
        self.asking || self.job.is_some()
    }

    /// Asks the browser for a codec for this film.
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
        self.is_new = true;
    }
}
