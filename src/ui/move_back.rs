//! The message move task that returns dead letters to the board: start, progress, cancel.

use yew::prelude::*;

use super::figure::icon;
use super::intent::Intent;
use model::shop::{Intervention, MoveBackView, Snapshot};
use stage::art::Icon;
use stage::words;

/// The offered rates, in messages per second. `None` is the service's default.
const RATES: [(Option<u32>, &str, &str); 4] = [
    (Some(1), "1 a second", "move-1"),
    (Some(2), "2 a second", "move-2"),
    (Some(10), "10 a second", "move-10"),
    (None, "as fast as possible", "move-all"),
];

/// The button on the tray: starts the task, or cancels it.
pub fn tray_button(snapshot: &Snapshot, on: &Callback<Intent>) -> Option<Html> {
    let (deed, sign, name, testid) = match snapshot.moving_back {
        Some(_) => (Intervention::CancelMoveTask, Icon::CLOSE, "Stop the move", "stop-moving"),
        None if snapshot.dead.count > 0 => {
            let deed = Intervention::StartMoveTask { per_second: Some(1) };
            (deed, Icon::RETURN, "Move the dead letters back to the board, one a second", "move-back")
        }
        None => return None,
    };
    let onclick = on.reform(move |_: MouseEvent| Intent::Do(deed.clone()));
    Some(html! {
        <button type="button" class="tray-act" {onclick} aria-label={name} title={name} data-testid={testid}>{ icon(sign) }</button>
    })
}

/// The panel in the inspector: rate, progress, cancel.
pub fn panel(count: u64, task: Option<MoveBackView>, on: &Callback<Intent>) -> Html {
    let stop = on.reform(|_: MouseEvent| Intent::Do(Intervention::CancelMoveTask));
    if let Some(task) = task {
        return html! {
            <div class="move-back" data-testid="move-progress">
                <p>{ format!("Moving back to the board: {}.", words::moved_back(&task)) }</p>
                <progress max={task.to_move.max(1).to_string()} value={task.moved.to_string()} aria-label="Move back"></progress>
                <button type="button" class="pill" onclick={stop} title="CancelMessageMoveTask">{ icon(Icon::CLOSE) }{ "Stop" }</button>
            </div>
        };
    }
    if count == 0 {
        return Html::default();
    }
    html! {
        <div class="move-back">
            <h3>{ "Move them back to the board" }</h3>
            <div class="deeds">
                { for RATES.iter().map(|(per_second, words, testid)| {
                    let per_second = *per_second;
                    let onclick = on.reform(move |_: MouseEvent| Intent::Do(Intervention::StartMoveTask { per_second }));
                    html! { <button type="button" class="pill" {onclick} data-testid={*testid} title="StartMessageMoveTask">{ *words }</button> }
                }) }
            </div>
        </div>
    }
}
