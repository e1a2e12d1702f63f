//! The view of the studio.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::html::Scope;
use yew::prelude::*;

use super::super::describe::grouped;
use super::super::figure::icon;
use super::super::film::{Format, Stand, Subject};
use super::plan::{EXTENTS, Edit, SPEEDS, Wish, promise, weight};
use super::{Msg, RESULT, Studio};
use crate::web::ObjectUrl;
use stage::Speed;
use stage::art::Icon;

impl Studio {
    pub(super) fn page(&self, link: &Scope<Self>, subject: &Subject) -> Html {
        let busy = self.is_busy();
        let heard = |edit: fn(String) -> Edit| {
            link.batch_callback(move |event: Event| {
                event.target_dyn_into::<HtmlSelectElement>().map(|select| Msg::Edit(edit(select.value())))
            })
        };
        let typed = |edit: fn(String) -> Edit| {
            link.batch_callback(move |event: InputEvent| {
                event.target_dyn_into::<HtmlInputElement>().map(|input| Msg::Edit(edit(input.value())))
            })
        };
        let press = |msg: fn() -> Msg| link.callback(move |_: MouseEvent| msg());
        let plan = self.wish.plan();
        let (bad, told) = match &plan {
            Ok(order) => (false, promise(order, subject)),
            Err(sentence) => (true, sentence.clone()),
        };
        let Wish { from, to, speed, extent, format } = &self.wish;
        html! {
            <section class="studio" aria-labelledby="studio-title" data-testid="studio">
                <h3 id="studio-title">{ "Picture and film" }</h3>
                <p class="note">{ subject.half.map(|half| format!("Shop {}, the selected one. ", half.letter())).unwrap_or_default() }
                    { "A clean picture of the stage, without buttons and panels." }</p>
                <div class="film-fields">
                    { choice("Size", "film-size", busy, heard(Edit::Extent), EXTENTS.iter().enumerate().map(|(at, (_, slug, label))| {
                        (*slug, (*label).to_owned(), at == *extent)
                    })) }
                    <button type="button" class="pill" onclick={press(|| Msg::Picture)} aria-disabled={busy.to_string()} data-testid="picture">
                        { format!("Picture of {} (PNG)", subject.bookmark.at) }
                    </button>
                </div>
                <div class="film-fields">
                    <label class="film-field"><span>{ "From" }</span>
                        <input type="text" inputmode="decimal" value={from.clone()} oninput={typed(Edit::From)} disabled={busy}
                            aria-invalid={bad.to_string()} aria-describedby="film-plan" data-testid="film-from" /></label>
                    <label class="film-field"><span>{ "To" }</span>
                        <input type="text" inputmode="decimal" value={to.clone()} oninput={typed(Edit::To)} disabled={busy}
                            aria-invalid={bad.to_string()} aria-describedby="film-plan" data-testid="film-to" /></label>
                    { choice("Speed", "film-speed", busy, heard(Edit::Speed), Speed::STEPS.iter().map(|step| {
                        (SPEEDS[Speed::STEPS.iter().position(|other| other == step).unwrap_or(0)], step.to_string(), step == speed)
                    })) }
                    { choice("Format", "film-format", busy || !self.encodes, heard(Edit::Format), [Format::Webm, Format::Gif].into_iter()
                        .filter(|format| self.encodes || *format == Format::Gif)
                        .map(|one| (one.ending(), if one == Format::Gif { "GIF".into() } else { "WebM".into() }, one == *format))) }
                </div>
                <div class="film-fields">
                    <button type="button" class="pill" onclick={press(|| Msg::Edit(Edit::Stretch(false)))} disabled={busy} data-testid="film-last">{ "The last 10 s" }</button>
                    <button type="button" class="pill" onclick={press(|| Msg::Edit(Edit::Stretch(true)))} disabled={busy} data-testid="film-next">{ "The next 10 s" }</button>
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
                if let Some((held, name)) = &self.ready { { self.result(held, name) } }
            </section>
        }
    }

    /// The finished picture or film: what it looks like, and where to save it again.
    fn result(&self, held: &ObjectUrl, name: &str) -> Html {
        let address = held.address().to_owned();
        html! {
            <figure class="film-result" id={RESULT}>
                if name.ends_with("webm") {
                    <video src={address.clone()} controls=true loop=true muted=true playsinline=true aria-label={name.to_owned()} data-testid="film-preview"></video>
                } else {
                    <img src={address.clone()} alt={name.to_owned()} data-testid="film-preview" />
                }
                <figcaption>
                    <a class="pill film-ready" href={address} download={name.to_owned()} data-testid="film-ready">{ format!("Save {name}") }</a>
                    if self.framed {
                        <p class="note">{ "A frame in another page may block downloads. If nothing was saved, open the board in its own tab." }</p>
                    }
                </figcaption>
            </figure>
        }
    }

    fn progress(&self) -> Html {
        let Some(job) = &self.job else { return html! { <span class="note">{ "Almost done …" }</span> } };
        let frames = job.order().frames();
        let (made, words) = match job.stand() {
            Stand::Way(at) => (0, format!("Going to {at} …")),
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
