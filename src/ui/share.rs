//! The share dialog: a link, its QR code, a file, pictures and films.

use std::rc::Rc;

use yew::prelude::*;

use super::describe::{grouped, many};
use super::figure::icon;
use super::film::Subject;
use super::intent::{Intent, Open, Panel, hear};
use super::more::{self, More};
use super::studio::Studio;
use crate::session::Session;
use crate::web;
use model::share::{Bookmark, FILE_BYTES_MAX, QR_CHARS_MAX, QrCode, short, to_link};
use model::shop::Intervention;
use model::text::pretty_json;
use stage::Size;
use stage::art::Icon;

/// The id of the element that gets the focus first.
pub const FIRST: &str = "share-link";

/// The data to share, made when the dialog opens.
#[derive(Clone)]
pub struct Parcel {
    link: Result<AttrValue, AttrValue>,
    /// What the link opens.
    opens: AttrValue,
    code: Option<QrCode>,
    /// The recording as a file.
    file: Rc<str>,
    /// The subject of pictures and films.
    subject: Rc<Subject>,
}

impl Parcel {
    /// Takes the session's run and moment, and the look of the page.
    pub fn of(session: &Session, stage: Size, dark: bool) -> Self {
        let bookmark = session.bookmark();
        let link = match short(&bookmark) {
            Some(keys) => Ok(web::address_with(&keys, &["scene", "seed", "t", "compare"])),
            None => to_link(&bookmark).map(|link| format!("{}#{link}", web::address())),
        };
        let code = link.as_ref().ok().and_then(|link| QrCode::of(link));
        Self {
            opens: opens(&bookmark, session.scene().is_some()).into(),
            link: link.map(AttrValue::from).map_err(AttrValue::from),
            code,
            file: (pretty_json(&bookmark) + "\n").into(),
            subject: Rc::new(Subject::of(session, stage, dark)),
        }
    }
}

/// The share dialog. The code that opens it moves the focus to [`FIRST`].
pub fn share(parcel: &Parcel, on: &Callback<Intent>) -> Html {
    let close = on.reform(|_: MouseEvent| {
        give_focus_back();
        Intent::Panel(Panel::Close)
    });
    let onkeydown = hear(on, |event: KeyboardEvent| {
        web::keep_tab_inside(&event, ".dialog");
        (event.key() == "Escape").then(|| {
            event.stop_propagation();
            give_focus_back();
            Intent::Panel(Panel::Close)
        })
    });
    let on_file = {
        let on = on.clone();
        Callback::from(move |event: Event| {
            let on = on.clone();
            web::read_file(&event, FILE_BYTES_MAX, move |text| on.emit(Intent::Open(Open::File(text))));
        })
    };
    let download = {
        let file = parcel.file.clone();
        Callback::from(move |_: MouseEvent| web::save_text("order-board.json", "application/json", &file))
    };
    let copy = {
        let (on, link) = (on.clone(), parcel.link.clone());
        Callback::from(move |_: MouseEvent| {
            if let Ok(link) = &link {
                let on = on.clone();
                web::select_text(FIRST);
                web::copy_text(link, move |copied| {
                    let said = if copied { "The link is copied." } else { "The link is selected. Press Ctrl+C." };
                    on.emit(Intent::Say(said));
                });
            }
        })
    };
    let link = match &parcel.link {
        Ok(link) => html! {
            <div class="share-link">
                <input id={FIRST} type="text" readonly=true value={link.clone()} aria-label="Link to this moment" data-testid="share-link" />
                <button type="button" class="pill" onclick={copy} data-testid="copy-link">{ icon(Icon::COPY) }{ "Copy link" }</button>
            </div>
        },
        Err(sentence) => {
            html! { <p class="note" id={FIRST} tabindex="-1" data-testid="share-refused">{ sentence.clone() }</p> }
        }
    };
    let code = parcel.code.as_ref().map(|code| {
        html! {
            <svg class="code" viewBox={format!("0 0 {0} {0}", code.size)} role="img" aria-label="QR code of the link"
                shape-rendering="crispEdges" data-testid="qr-code">
                <path class="paper" d={format!("M0 0h{0}v{0}h-{0}z", code.size)} />
                <path d={code.path.clone()} />
            </svg>
        }
    });
    let uncoded = match (&parcel.link, &parcel.code) {
        (Ok(link), None) => Some(html! {
            <p class="note" data-testid="no-code">{ format!("No QR code: a phone reads at most {QR_CHARS_MAX} characters from a projector, and this link \
                has {}. Send the link, or download the run as a file.", grouped(link.len() as u64)) }</p>
        }),
        _ => None,
    };
    html! {
        <div class="veil" {onkeydown}>
            <div class="dialog share" role="dialog" aria-modal="true" aria-labelledby="share-title" data-testid="share-dialog">
                <button type="button" class="round close" id="close-share" onclick={close} aria-label="Close">{ icon(Icon::CLOSE) }</button>
                <h2 id="share-title">{ "Share this moment" }</h2>
                <p data-testid="share-opens">{ parcel.opens.clone() }</p>
                { link }
                { code.or(uncoded).unwrap_or_default() }
                <div class="share-file">
                    <button type="button" class="pill" onclick={download} data-testid="download">{ "Download as a file" }</button>
                    <label class="pill open-file">
                        { "Open a file" }
                        <input type="file" accept=".json,application/json" onchange={on_file} data-testid="open-file" />
                    </label>
                </div>
                <Studio subject={parcel.subject.clone()} />
            </div>
        </div>
    }
}

/// What a link to this moment opens.
fn opens(bookmark: &Bookmark, is_scene: bool) -> String {
    let Bookmark { recording, at, end, beside } = bookmark;
    let title = match &*recording.scenario.title {
        "" => "this shop".into(),
        title if is_scene => format!("the scene “{title}”"),
        title => format!("“{title}”"),
    };
    let seed = recording.scenario.seed;
    let deeds = beside.iter().flat_map(|other| &other.recording.interventions).chain(&recording.interventions);
    let (calls, own): (Vec<_>, Vec<_>) = deeds.partition(|deed| matches!(deed.intervention, Intervention::Call { .. }));
    let counts = [(own.len(), "change"), (calls.len(), "call")];
    let done: Vec<String> =
        counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| many(count as u64, what)).collect();
    let done = if done.is_empty() { "unchanged".into() } else { format!("with {}", done.join(" and ")) };
    let beside = if beside.is_some() { ", beside another shop with the same customers" } else { "" };
    let later = if end > at { format!(" The run was seen up to {end}.") } else { String::new() };
    format!("The link opens {title} (seed {seed}) at {at}, {done}{beside}.{later} Nothing is sent to a server.")
}

/// The button that opens the dialog.
pub fn share_button(on: &Callback<Intent>, place: More) -> Html {
    html! {
        <button type="button" class="round share-open" onclick={on.reform(|_: MouseEvent| Intent::Panel(Panel::Share))}
            id={place.id("open-share")} popovertarget={place.menu()} popovertargetaction={place.hides()}
            aria-label="Share this moment" title="Share this moment: link, QR code, file" data-testid={place.id("share")}>{ icon(Icon::SHARE) }</button>
    }
}

/// Returns the focus to the share button, or to the menu that contains it.
fn give_focus_back() {
    more::focus("open-share");
}
