//! What the panel shows while nothing is selected: ideas, and the legend of the board.

use yew::prelude::*;

use super::super::intent::{Deeds, Intent};
use super::Idea;

pub(super) const LEGEND: [(&str, &str, &str); 4] = [
    ("waiting", "Waiting · visible", "any barista can take it"),
    ("making", "Making · hidden", "hidden until its ring runs out"),
    ("done", "Done · deleted", "served, then deleted"),
    ("dead", "Dead letter", "failed too often"),
];

pub(super) fn welcome(ideas: &[Idea], board: bool, on: &Callback<Intent>) -> Html {
    let idea = |idea: &Idea| {
        let (deeds, beside) = (idea.deeds.clone(), idea.beside.clone());
        let both = beside.is_some();
        // There is nothing to do at this moment; the button keeps its place and the focus.
        let is_idle = deeds.is_empty() && beside.as_ref().is_none_or(Vec::is_empty);
        let onclick = on.reform(move |_: MouseEvent| match &beside {
            None => Intent::Deeds(Deeds::All(deeds.clone())),
            Some(beside) => Intent::Deeds(Deeds::Both(deeds.clone(), beside.clone())),
        });
        html! {
            <li><button type="button" onclick={(!is_idle).then_some(onclick)} aria-disabled={is_idle.then_some("true")} data-testid="idea">
                <b>{ &idea.text }if both { { ", in both shops" } }</b><span>{ idea.why }</span>
            </button></li>
        }
    };
    html! {
        <>
            if board {
                <p class="tip"><b>{ "A queue that you can watch." }</b>
                    { " Press a slip to see its history and API call, or a person to see what they do." }</p>
            } else {
                <p class="tip"><b>{ "A shop without a queue." }</b>
                    { " Both must be there at the same time. A cashier with an order has to wait until a barista is free." }</p>
            }
            <h2>{ "Try this" }</h2>
            <ul class="ideas">{ for ideas.iter().map(idea) }</ul>
            if board {
                <h2>{ "What you see" }</h2>
                <dl class="legend">
                    { for LEGEND.iter().map(|(slug, name, means)| html! {
                        <div class={*slug}><dt><span class="sample" aria-hidden="true"></span>{ *name }</dt><dd>{ *means }</dd></div>
                    }) }
                </dl>
            }
        </>
    }
}
