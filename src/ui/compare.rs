//! The comparison of two shops: both stages, and below them the effect of their difference.

use yew::prelude::*;

use super::figure::icon;
use super::intent::{Intent, Pair, hear};
use super::stage::{StageProps, stage};
use model::compare::{Differences, Figures, Half, Row, pairs, rows, sentence};
use stage::art::Icon;

/// The input of [`side_by_side`].
pub struct BothProps<'a> {
    pub stages: [&'a StageProps<'a>; 2],
    /// The differences between the shops; they name the two.
    pub differences: &'a Differences,
    pub figures: &'a [Figures; 2],
    /// The shop that the inspector shows and deeds change.
    pub chosen: Half,
    /// Receives the user's intents.
    pub on: &'a Callback<Intent>,
}

pub fn side_by_side(props: &BothProps<'_>) -> Html {
    let BothProps { differences, chosen, on, .. } = *props;
    html! {
        <div key="both" class="both-shops">
            { for Half::BOTH.into_iter().map(|half| {
                let name = half.of(differences.names.each_ref());
                let in_hand = half == chosen;
                html! {
                    <section key={half.letter()} class={classes!("one-shop", in_hand.then_some("in-hand"))} aria-label={format!("Shop {}: {name}", half.letter())}
                        data-testid={format!("shop-{}", half.letter().to_lowercase())}>
                        <button type="button" class="shop-name" onclick={on.reform(move |_: MouseEvent| Intent::Pair(Pair::Choose(half)))}
                            aria-pressed={in_hand.to_string()} title="Select this shop for the inspector">
                            { badge(half) }<b>{ name }</b>
                            if in_hand { <span class="in-hand-sign">{ "selected" }</span> }
                        </button>
                        <div class="its-stage">{ stage(half.of(props.stages)) }</div>
                    </section>
                }
            }) }
            { outcome(props) }
        </div>
    }
}

/// A badge with the shop's letter, A or B.
fn badge(half: Half) -> Html {
    html! { <span class={classes!("badge", half.letter().to_lowercase())}>{ half.letter() }</span> }
}

/// The effect of the difference, as a sentence and as figures.
fn outcome(props: &BothProps<'_>) -> Html {
    let BothProps { differences, figures, on, .. } = *props;
    let onchange = hear(on, |event: Event| {
        let select: web_sys::HtmlSelectElement = event.target_dyn_into()?;
        pairs::by_id(&select.value()).map(|pair| Intent::Pair(Pair::Compare(pair.id)))
    });
    let rows = rows(figures);
    html! {
        <section class="outcome" aria-label="Results" data-testid="outcome">
            <div class="story">
                <label class="select">
                    <span class="hidden-visually">{ "Compare" }</span>
                    <select {onchange} data-testid="pair">
                        if differences.pair.is_none() {
                            <option selected=true disabled=true value="">{ "Your own pair" }</option>
                        }
                        { for pairs::ALL.iter().map(|pair| html! {
                            <option value={pair.id} selected={differences.pair == Some(pair.id)}>{ pair.title }</option>
                        }) }
                    </select>
                    { icon(Icon::CHEVRON_DOWN) }
                </label>
                <p data-testid="sentence">{ sentence(figures, differences) }</p>
            </div>
            <table data-testid="figures">
                <caption class="hidden-visually">{ "The two shops beside each other" }</caption>
                <thead><tr>
                    <th scope="col"><span class="hidden-visually">{ "Shop" }</span></th>
                    { for rows.iter().map(|row| html! { <th key={row.slug} scope="col" class={row.slug} title={row.about}>{ row.name }</th> }) }
                </tr></thead>
                <tbody>
                    { for Half::BOTH.into_iter().map(|half| html! {
                        <tr key={half.letter()}>
                            <th scope="row">{ badge(half) }<span class="name">{ half.of(differences.names.each_ref()) }</span></th>
                            { for rows.iter().map(|row| cell(row, half)) }
                        </tr>
                    }) }
                </tbody>
            </table>
        </section>
    }
}

/// One shop's figure with a bar below it. The better figure is marked with a word.
fn cell(row: &Row, half: Half) -> Html {
    let share = half.of(row.shares);
    let is_better = row.better == Some(half);
    let class =
        classes!(row.slug, is_better.then_some("better"), (row.better == Some(half.other())).then_some("worse"));
    html! {
        <td key={row.slug} {class} data-testid={format!("{}-{}", row.slug, half.letter().to_lowercase())}>
            <span class="value">{ half.of(row.values.each_ref()) }</span>
            if is_better { <span class="mark-better">{ icon(Icon::BETTER) }<span>{ "better" }</span></span> }
            <svg class="share" viewBox="0 0 1000 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <path class="all" d="M0 0H1000V4H0z" /><path d={format!("M0 0H{share}V4H0z")} />
            </svg>
        </td>
    }
}

/// The switch that selects the shop that the inspector shows.
pub fn which(chosen: Half, differences: &Differences, on: &Callback<Intent>) -> Html {
    html! {
        <div class="segments which" role="group" aria-label="Which shop this is about" data-testid="which">
            { for Half::BOTH.into_iter().map(|half| html! {
                <button type="button" onclick={on.reform(move |_: MouseEvent| Intent::Pair(Pair::Choose(half)))} aria-pressed={(half == chosen).to_string()}>
                    { badge(half) }<span>{ half.of(differences.names.each_ref()) }</span>
                </button>
            }) }
        </div>
    }
}
