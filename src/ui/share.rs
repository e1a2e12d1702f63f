//! The share dialog: a link, its QR code, a file, pictures and films.

use std::rc::Rc;

use yew::prelude::*;

use super::figure::icon;
use super::film::Subject;
use super::intent::{Intent, Open, Panel, hear};
use super::more::{self, More};
use super::studio::Studio;
use crate::session::Session;
use crate::web;
use model::share::{FILE_BYTES_MAX, QrCode, to_link};
use model::text::pretty_json;
use stage::Size;
use stage::art::Icon;

/// The id of the element that gets the focus first.
pub const FIRST: &str = "share-link";

/// The data to share, made when the dialog opens.
#[derive(Clone)]
pub struct Parcel {
    link: Result<AttrValue, AttrValue>,
    code: Option<QrCode>,
    /// The recording as a file.
    file: Rc<str>,
    moment: AttrValue,
    /// The subject of pictures and films.
    subject: Rc<Subject>,
}

impl Parcel {
    /// Takes the session's run and moment, and the look of the page.
    pub fn of(session: &Session, stage: Size, dark: bool) -> Self {
        let bookmark = session.bookmark();
        let link = to_link(&bookmark).map(|link| format!("{}#{link}", web::address()));
        let code = link.as_ref().ok().and_then(|link| QrCode::of(link));
        Self {
            link: link.map(AttrValue::from).map_err(AttrValue::from),
            code,
            file: (pretty_json(&bookmark) + "\n").into(),
            moment: bookmark.at.to_string().into(),
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
    html! {
        <div class="veil" {onkeydown}>
            <div class="dialog share" role="dialog" aria-modal="true" aria-labelledby="share-title" data-testid="share-dialog">
                <button type="button" class="round close" id="close-share" onclick={close} aria-label="Close">{ icon(Icon::CLOSE) }</button>
                <h2 id="share-title">{ "Share this moment" }</h2>
                <p>{ format!("The link opens this shop at {}: the same people, places and orders, and everything before. The link itself \
                    holds it all. Nothing is sent to a server.", parcel.moment) }</p>
                { link }
                { code.unwrap_or_default() }
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
