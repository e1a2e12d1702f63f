//! A line with its output, on the page.

use yew::prelude::*;

use super::super::copies::Copies;
use super::super::describe::grouped;
use super::{Console, Msg};
use console::Block;

/// Bytes of an answer that are shown; the rest is only counted.
const SHOWN_BYTES_MAX: usize = 65_536;

/// Renders a block.
pub fn view(block: &Block, is_waiting: bool, link: &html::Scope<Console>) -> Html {
    let class = match &block.output {
        Some(output) if output.status != 0 => "block bad",
        _ => "block",
    };
    html! {
        <article {class} key={block.id.0} data-testid="console-block">
            <pre class="line"><span aria-hidden="true">{ "$ " }</span>{ &block.line }</pre>
            if is_waiting {
                <p class="waiting">
                    { "Waiting for a message. " }
                    <button type="button" onclick={link.callback(|_: MouseEvent| Msg::HangUp)}>{ "Hang up (Ctrl-C)" }</button>
                </p>
            }
            if let Some(output) = block.output.as_ref().filter(|output| !output.text.is_empty()) {
                <pre class="answer">{ shown(&output.text) }</pre>
            }
            if let Some(request) = &block.request { <Copies request={request.clone()} /> }
        </article>
    }
}

/// Cuts a long text and adds the number of bytes that are missing.
fn shown(text: &str) -> String {
    if text.len() <= SHOWN_BYTES_MAX {
        return text.to_owned();
    }
    let end = text.floor_char_boundary(SHOWN_BYTES_MAX);
    format!("{}\n… and {} bytes more.", &text[..end], grouped((text.len() - end) as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_answers_are_cut_with_their_count() {
        assert_eq!(shown("é"), "é");
        let long = format!("x{}", "é".repeat(SHOWN_BYTES_MAX));
        let cut = shown(&long);
        assert!(cut.ends_with("é\n… and 65,538 bytes more."), "{}", &cut[cut.len() - 60..]);
    }
}
