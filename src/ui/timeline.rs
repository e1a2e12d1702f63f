//! The timeline below the stage: the backlog as an area, deeds and failures as marks, and a slider that seeks to any
//! moment.

use std::rc::Rc;

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::intent::{Intent, Scrub, Time};
use super::way::{Way, progress, skip};
use crate::session::{Run, Session};
use crate::web;
use model::compare::Half;
use model::shop::Mode;
use model::shop::measures::Backlog;
use model::time::{Instant, Span};
use model::timeline::MarkKind;
use stage::deed;
use stage::strip::{HEIGHT, Sign, Strip, StripMark, WIDTH};

/// The id of the head, the element at the current moment. The frame loop moves it.
const HEAD: &str = "timeline-head";

/// The data of the timeline: the drawing of a run and the label of its moment.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    strip: Strip,
    /// The drawing of the second shop in a comparison.
    beside: Option<Strip>,
    now: Instant,
    words: AttrValue,
    /// The progress of a pending seek.
    way: Option<Way>,
}

impl View {
    /// The timeline of the session's run or runs, at the current moment.
    pub fn of(session: &Session) -> Self {
        let (now, end) = (session.timeline().now(), session.end());
        let (strip, beside, counts) = match session.runs().both() {
            None => {
                let run = session.runs().chosen();
                (strip(run, end, 0), None, counts(run))
            }
            Some(runs) => {
                let peaks = runs.map(|run| Strip::peak(run.track(), run.world().shop().mode()));
                let [a, b] = runs.map(|run| strip(run, end, peaks[0].max(peaks[1])));
                (a, Some(b), format!("A: {}; B: {}", counts(runs[0]), counts(runs[1])))
            }
        };
        let way = Way::of(session);
        let mut words = way.as_ref().map_or_else(|| format!("{now} of {}, {counts}", strip.end), Way::words);
        for said in strip.said_at(now) {
            words = format!("{words}. {said}");
        }
        Self { strip, beside, now, words: words.into(), way }
    }

    /// The next mark after a moment, or the last one before it.
    pub fn next_mark(&self, now: Instant, forward: bool) -> Option<Instant> {
        let beside = self.beside.as_ref().and_then(|strip| strip.next_mark(now, forward));
        let both = self.strip.next_mark(now, forward).into_iter().chain(beside);
        if forward { both.min() } else { both.max() }
    }

    /// The moment for a press at `share` of the strip's width, 0 to 1. Presses near a mark snap to it.
    fn pressed(&self, share: f64) -> Instant {
        let plain = self.strip.moment(share);
        let meant = [Some(&self.strip), self.beside.as_ref()].into_iter().flatten().map(|strip| strip.pressed(share));
        meant.into_iter().find(|at| *at != plain).unwrap_or(plain)
    }

    /// The tooltip at a moment: the time, and what the marks there say.
    fn tip(&self, at: Instant) -> String {
        let strips = [Some(&self.strip), self.beside.as_ref()].into_iter().flatten();
        let said = strips.flat_map(|strip| strip.said_at(at));
        said.fold(at.to_string(), |tip, said| format!("{tip} · {said}"))
    }

    /// Moves the head to `now` without a render.
    pub fn point(&self, now: Instant) {
        let x = self.strip.x(now);
        if let Some(head) = web::element(HEAD).and_then(|head| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(head).ok())
        {
            let _ = head.style().set_property("transform", &format!("translateX({}cqw)", hundredths(x)));
        }
    }
}

fn strip(run: &Run, end: Instant, peak: u64) -> Strip {
    let shop = run.world().shop();
    let deeds = run.timeline().marked_deeds();
    Strip::new(run.track(), shop.mode(), end, deeds, |done| deed(done, |person| shop.name(person).to_owned()), peak)
}

fn counts(run: &Run) -> String {
    let shop = run.world().shop();
    let Backlog { waiting, making, delayed, in_line, .. } = shop.backlog();
    match shop.mode() {
        Mode::HandToHand => format!("{in_line} in line"),
        Mode::OrderBoard => format!("{} waiting, {making} being made", waiting + delayed),
    }
}

/// Formats a coordinate of the strip as a percentage of its length, with two decimals.
fn hundredths(x: u64) -> String {
    format!("{}.{:02}", x * 100 / WIDTH, x * 10_000 / WIDTH % 100)
}

fn percent(x: u64) -> String {
    hundredths(x) + "%"
}

/// The input of [`TimelineStrip`].
#[derive(Properties, PartialEq)]
pub struct TimelineProps {
    pub view: Rc<View>,
    /// True while the list of times to skip is open.
    pub skips: bool,
    /// Receives the user's intents.
    pub on: Callback<Intent>,
}

#[component]
pub fn TimelineStrip(props: &TimelineProps) -> Html {
    let node = use_node_ref();
    let TimelineProps { view, on, .. } = props;
    let strip = &view.strip;
    let now = view.now;
    // Move the head of a new element; later the frame loop moves it.
    use_effect_with(view.clone(), |view| view.point(view.now));
    let share = {
        let node = node.clone();
        move |event: &PointerEvent| {
            let rect = node.cast::<Element>()?.get_bounding_client_rect();
            (rect.width() > 0.0).then(|| (f64::from(event.client_x()) - rect.left()) / rect.width())
        }
    };
    let down = {
        let (view, on, share, node) = (view.clone(), on.clone(), share.clone(), node.clone());
        Callback::from(move |event: PointerEvent| {
            if event.button() != 0 {
                return;
            }
            if let (Some(share), Some(strip)) = (share(&event), node.cast::<HtmlElement>()) {
                let _ = strip.set_pointer_capture(event.pointer_id());
                let _ = strip.focus();
                event.prevent_default();
                on.emit(Intent::Time(Time::Scrub(Scrub::Down(view.pressed(share)))));
            }
        })
    };
    let hovered = use_state_eq(|| None::<Instant>);
    let over = hovered.is_some();
    let shown = hovered.unwrap_or(now);
    let tip = use_node_ref();
    use_effect_with((tip.clone(), strip.x(shown)), |(tip, x)| {
        if let Some(tip) = tip.cast::<HtmlElement>() {
            let _ = tip.style().set_property("--x", &percent(*x));
        }
    });
    let left = {
        let hovered = hovered.clone();
        Callback::from(move |_: PointerEvent| hovered.set(None))
    };
    let moved = {
        let (view, on) = (view.clone(), on.clone());
        Callback::from(move |event: PointerEvent| {
            if let Some(share) = share(&event) {
                hovered.set(Some(view.pressed(share)));
                on.emit(Intent::Time(Time::Scrub(Scrub::Move(view.strip.moment(share)))));
            }
        })
    };
    let up = on.reform(|_: PointerEvent| Intent::Time(Time::Scrub(Scrub::Up)));
    let onkeydown = {
        let (view, on) = (view.clone(), on.clone());
        Callback::from(move |event: KeyboardEvent| {
            let by = |ms: u64, forward: bool| {
                if forward { Intent::Time(Time::Later(ms)) } else { Intent::Time(Time::Earlier(ms)) }
            };
            let wish = match event.key().as_str() {
                _ if event.ctrl_key() || event.meta_key() || event.alt_key() => None,
                "ArrowRight" | "ArrowUp" => Some(by(1_000, true)),
                "ArrowLeft" | "ArrowDown" => Some(by(1_000, false)),
                "PageUp" => Some(Intent::Time(Time::Mark(true))),
                "PageDown" => Some(Intent::Time(Time::Mark(false))),
                "Home" => Some(Intent::Time(Time::Seek(Instant::ZERO))),
                "End" => Some(Intent::Time(Time::Seek(view.strip.end))),
                _ => None,
            };
            if let Some(wish) = wish {
                event.prevent_default();
                event.stop_propagation();
                on.emit(wish);
            }
        })
    };
    html! {
        <section class={classes!("timeline", view.beside.is_some().then_some("two"), view.way.is_some().then_some("on-the-way"))} aria-label="The run so far" data-testid="timeline">
            <div ref={node} class="strip" role="slider" tabindex="0" id="timeline" aria-label="Timeline" aria-orientation="horizontal"
                aria-valuemin="0" aria-valuemax={(strip.end.as_millis() / 1_000).to_string()}
                aria-valuenow={(now.as_millis() / 1_000).to_string()} aria-valuetext={view.words.clone()}
                onpointerdown={down} onpointermove={moved} onpointerup={up.clone()} onpointercancel={up} onpointerout={left} {onkeydown}>
                { areas(strip, view.beside.as_ref().map(|_| Half::A)) }
                { view.beside.as_ref().map(|strip| areas(strip, Some(Half::B))).unwrap_or_default() }
                <span class="head" id={HEAD} aria-hidden="true"></span>
                <span ref={tip} class={classes!("strip-tip", over.then_some("over"))} aria-hidden="true" data-testid="timeline-tip">{ view.tip(shown) }</span>
            </div>
            if let Some(way) = &view.way { { progress(way, on) } }
            <span class="length" aria-hidden="true">{ Span::from_millis(strip.length_ms).to_string() }</span>
            { skip(props.skips, on) }
        </section>
    }
}

/// The backlog and the marks of a run. In a comparison each run has its own band.
fn areas(strip: &Strip, half: Option<Half>) -> Html {
    let box_of = format!("0 0 {WIDTH} {HEIGHT}");
    let band = half.map(|half| half.of(["band-a", "band-b"]));
    html! {
        <>
            <svg class={classes!("areas", band)} viewBox={box_of} preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <path class="all" d={strip.all.clone()} />
                <path class="making" d={strip.making.clone()} />
            </svg>
            <svg class={classes!("marks", band)} aria-hidden="true" focusable="false">
                <line class="known" x1="0" x2={percent(strip.x(strip.end))} y1="100%" y2="100%" />
                { for strip.marks.iter().map(mark) }
            </svg>
            if let Some(half) = half { <span class={classes!("band", band)} aria-hidden="true">{ half.letter() }</span> }
        </>
    }
}

/// A mark. Each kind has its own shape and colour.
fn mark(mark: &StripMark) -> Html {
    let (class, shape) = match mark.sign {
        Sign::Trouble(MarkKind::Crash) => ("crash", "M0 0L4.5 8H-4.5z"),
        Sign::Trouble(MarkKind::DeadLetter) => ("dead", "M-4 0H4V8H-4z"),
        Sign::Trouble(MarkKind::Duplicate) => ("duplicate", "M0-.5L4.5 4 0 8.5-4.5 4z"),
        Sign::Deed => ("deed", "M0 1a3.2 3.2 0 0 1 0 6.4A3.2 3.2 0 0 1 0 1z"),
    };
    html! {
        <svg x={percent(mark.x)} y="3" overflow="visible"><path {class} d={shape} transform={format!("translate({} 0)", mark.nth.min(8) * 10)} /></svg>
    }
}

/// Keeps the room for the timeline until it is loaded.
pub fn placeholder() -> Html {
    html! { <div class="timeline"></div> }
}
