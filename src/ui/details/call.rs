//! The last API call as JSON.

use yew::prelude::*;

use super::super::copies::Copies;
use super::Call;

pub(super) fn call_html(call: &Call) -> Html {
    html! {
        <div class="call" data-testid="call">
            <h3><code>{ call.request.action() }</code><span>{ format!("{} · {}", call.by, call.time) }</span></h3>
            <pre tabindex="0" aria-label="Request and response as JSON">
                <span class="request">{ format!("{:#}", call.request.to_json()) }</span>{ "\n" }
                if let Some(answer) = &call.answer {
                    <span class="arrow">{ "→ " }</span><span class="answer">{ answer }</span>
                } else {
                    <span class="arrow">{ "→ waiting for an answer (long poll)" }</span>
                }
            </pre>
            <Copies request={call.request.clone()} />
        </div>
    }
}
