//! The parts of the program that load after the first paint, declared by `#[wasm_split]`.
//!
//! A part is a struct of function pointers. The build (`scripts/parts.mjs`) moves the code that only these functions
//! reach into a separate file, so the rest of the page must call them through the struct: naming one of them
//! anywhere else links it into the first load again. Native builds have no parts and call directly.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use yew::html::{Html, Scope};
use yew::prelude::*;

use crate::session::{Journal, Narration, Session};
use crate::ui::{
    App, Console, ConsoleProps, HeaderProps, Intent, Listeners, Options, Parcel, StageProps, Taken, TimelineStrip,
    TransportProps, door, help, keep, more, share, timeline,
};
use model::compare::Half;
use model::share::Bookmark;
use model::shop::Happening;
use model::world::World;
use stage::Size;

/// What a link leads to with notes on what was brought into range, or why it cannot be read.
pub type Linked = Result<(Bookmark, Vec<String>), String>;

/// Milliseconds between two attempts to fetch a part.
const RETRY_MS: u32 = 2_000;

/// Panels, menu, help, console, comparison and `window.orderBoard`. Fetched right after the first paint.
#[derive(Clone, Copy)]
pub struct Hands {
    /// The open tab of the inspector.
    pub panel: fn(&App, &Session) -> Html,
    /// Brings the lines of the log up to date. Returns true if they changed.
    pub look_at_log: fn(&mut App, f64) -> bool,
    /// Downloads a chart or all figures.
    pub take: fn(&App, Taken),
    /// The console.
    pub console: fn(&ConsoleProps) -> Html,
    /// The menu of the controls that do not fit into the bars.
    pub more: fn(&HeaderProps<'_>, &TransportProps<'_>) -> Html,
    /// The help dialog.
    pub help: fn(bool, &Callback<Intent>) -> Html,
    /// What the timeline shows of the session.
    pub timeline_of: fn(&Session) -> timeline::View,
    /// The timeline.
    pub timeline: fn(&Rc<timeline::View>, bool, &Callback<Intent>) -> Html,
    /// Two stages with the table of their figures.
    pub side_by_side: fn(&App, &StageProps<'_>, &StageProps<'_>) -> Html,
    /// The switch that says which of two shops the inspector shows.
    pub which: fn(&App) -> Html,
    /// Defines `window.orderBoard`.
    pub open_door: fn(&Rc<RefCell<Session>>, &Listeners, &Scope<App>),
    /// An event as scripts receive it.
    pub event: fn(&Happening, &World, Option<Half>) -> door::Event,
    /// Sets how much a screen reader hears; without a choice, as it was last time.
    pub set_narration: fn(&mut App, Option<Narration>),
    /// The narrator hears of a happening.
    pub hear: fn(&mut App, Option<Half>, &Happening),
    /// Announces what the narrator has to say now. Returns true if there is something.
    pub narrate: fn(&mut App, &Scope<App>) -> bool,
    /// Saves the session's runs for a reload and for a later visit. Returns false if they are too long.
    pub write: fn(&Session, &mut keep::Names) -> bool,
    /// Offers the runs of earlier visits.
    pub choose: fn(&Scope<App>),
    /// What is said of them: a list of those that can be continued, and so many that could not be read.
    pub offer: fn(&[keep::Entry], &Callback<Intent>) -> Html,
    /// Reads one of them.
    pub take_kept: fn(keep::Entry, &Scope<App>),
    /// Writes the seed and the recording for the page that a panic shows.
    pub report: fn(&Journal) -> (String, String),
    /// Puts the stored run or the link's run into the options.
    pub restore: fn(Options) -> Pin<Box<dyn Future<Output = Options>>>,
    /// Reads the link in the address.
    pub linked: fn() -> Option<Linked>,
    /// Opens a scene, a scenario, a recording or a link from its text.
    pub load: fn(&mut Session, &str) -> Result<Vec<String>, String>,
}

#[wasm_split(hands, fallible)]
fn fetch_hands() -> Result<Hands, SplitLoaderError> {
    Ok(Hands {
        panel: App::tab_panel,
        look_at_log: App::look_at_log,
        take: App::take,
        console: |props| html! { <Console ..props.clone() /> },
        more: more::more,
        help: help::help,
        timeline_of: timeline::View::of,
        timeline: |view, skips, on| html! { <TimelineStrip {view} {skips} {on} /> },
        side_by_side: App::side_by_side,
        which: App::which,
        open_door: door::open,
        event: door::event,
        set_narration: App::set_narration,
        hear: App::hear,
        narrate: App::narrate,
        write: keep::write,
        choose: keep::choose,
        offer: keep::offer,
        take_kept: keep::take,
        report: Journal::write,
        restore: keep::restore,
        linked: keep::linked,
        load: Session::load,
    })
}

/// The share dialog: links, QR codes, pictures and films. Fetched when the dialog opens first.
#[derive(Clone, Copy)]
pub struct Share {
    /// Packs what the dialog offers of this moment.
    pub pack: fn(&Session, Size, bool) -> Parcel,
    /// The dialog.
    pub dialog: fn(&Parcel, &Callback<Intent>) -> Html,
}

#[wasm_split(share, fallible)]
fn fetch_share() -> Result<Share, SplitLoaderError> {
    Ok(Share { pack: Parcel::of, dialog: share::share })
}

/// Fetches [`Hands`]; see [`retried`].
pub async fn hands(on_failure: impl Fn()) -> Hands {
    retried(fetch_hands, on_failure).await
}

/// Fetches [`Share`]; see [`retried`].
pub async fn share(on_failure: impl Fn()) -> Share {
    retried(fetch_share, on_failure).await
}

/// Fetches a part. Calls `on_failure` after each failed attempt and tries again until one succeeds.
async fn retried<T>(fetch: impl AsyncFn() -> Result<T, SplitLoaderError>, on_failure: impl Fn()) -> T {
    loop {
        match fetch().await {
            Ok(part) => return part,
            Err(_) => on_failure(),
        }
        TimeoutFuture::new(RETRY_MS).await;
    }
}
