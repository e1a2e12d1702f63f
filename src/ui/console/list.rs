//! The list of candidates above the prompt.

use yew::prelude::*;

use super::{Console, Msg};
use console::{Candidate, Completion};

/// The id of the list.
pub const ID: &str = "console-list";

/// The candidates that are shown.
pub struct List {
    /// The candidates, and the part of the line that they replace.
    pub completion: Completion,
    /// The index of the highlighted candidate.
    pub chosen: usize,
}

impl List {
    /// Shows a completion's candidates, the first highlighted.
    pub fn of(completion: Completion) -> Self {
        Self { completion, chosen: 0 }
    }

    /// Highlights the candidate so many places further down; at the end it starts again at the top.
    pub fn step(&mut self, by: isize) {
        let count = self.completion.candidates.len() as isize;
        self.chosen = (self.chosen as isize + by).rem_euclid(count) as usize;
    }
}

/// The id of a candidate's element.
pub fn option_id(index: usize) -> String {
    format!("console-option-{index}")
}

/// Renders the list.
pub fn view(list: &List, link: &html::Scope<Console>) -> Html {
    let option = |(index, candidate): (usize, &Candidate)| {
        // A click would first move the focus from the prompt, which closes the list.
        let onpointerdown = link.callback(move |event: PointerEvent| {
            event.prevent_default();
            Msg::Choose(index)
        });
        let is_chosen = index == list.chosen;
        html! {
            <li role="option" id={option_id(index)} key={index} aria-selected={is_chosen.to_string()} {onpointerdown}>
                <code>{ candidate.text.trim_end() }</code><span>{ &candidate.about }</span>
            </li>
        }
    };
    html! {
        <ul class="candidates" role="listbox" id={ID} aria-label="Completions" data-testid="console-list">
            { for list.completion.candidates.iter().enumerate().map(option) }
        </ul>
    }
}
