//! The sign with the state of the bridge, through which programs on this machine reach the board. `static/doors.js`
//! owns the connection.

use serde::Deserialize;
use wasm_bindgen::JsValue;
use yew::prelude::*;

use super::figure::icon;
use super::intent::{Intent, Panel};
use crate::web;
use model::shop::Address;
use stage::art::Icon;

/// The state of the connection to the bridge.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// Connecting for the first time.
    Connecting,
    /// Not connected: the person at the screen has to allow it.
    Apart,
    /// Connected. Programs reach the board at this address.
    Connected(Address),
    /// Connected, but another page is attached. This one is attached again when that one has gone.
    Aside,
    /// The connection broke; `static/doors.js` reconnects.
    Lost,
    /// Closed for good, for this reason.
    Closed(String),
}

/// Why the page asks before programs reach it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Another site has opened the page, or shows it in a frame.
    Foreign,
    /// A link has brought the run.
    Link,
    /// A link was put into the address of a page that programs reach.
    Followed,
}

impl Why {
    /// The question.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Foreign => {
                "Another site has opened this page. Your programs do not reach it yet: let them, if you meant to open it."
            }
            Self::Link => {
                "A link has brought this shop. Your programs do not reach it yet: let them, if you trust the link. They \
                 will receive its messages."
            }
            Self::Followed => {
                "The address holds a link to another shop. Open it, if you trust it: your programs will receive its \
                 messages."
            }
        }
    }
}

/// A message of `static/doors.js`.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(tag = "state", rename_all = "camelCase")]
pub enum Message {
    /// First. `foreign`: another site has opened this page.
    Hello {
        foreign: bool,
    },
    Connected {
        endpoint: String,
        account: String,
        region: String,
    },
    Aside,
    Lost,
    Closed {
        why: String,
    },
    /// Time may go on for a moment.
    Tick,
}

/// What the root component receives.
pub enum Said {
    /// May this page speak to programs? `tell` is a function that receives how its time runs.
    Hello { foreign: bool, tell: JsValue, attach: Box<dyn FnOnce()> },
    /// The connection has another state.
    Line(Line),
}

impl Line {
    /// The line at this address.
    ///
    /// # Errors
    /// A sentence about the part that is invalid.
    pub fn connected(endpoint: String, account: String, region: String) -> Result<Self, String> {
        let address = Address { endpoint, account, region };
        address.check()?;
        Ok(Self::Connected(address))
    }

    const fn slug(&self) -> &'static str {
        match self {
            Self::Connecting => "connecting",
            Self::Apart => "apart",
            Self::Connected(_) => "connected",
            Self::Aside => "aside",
            Self::Lost => "lost",
            Self::Closed(_) => "closed",
        }
    }

    /// The text of the sign.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Connecting => "Bridge: connecting".into(),
            Self::Connected(address) => format!("Bridge: connected at {}", host(address)),
            Self::Apart => "Bridge: not attached".into(),
            Self::Aside => "Bridge: another page answers".into(),
            Self::Lost => "Bridge: lost".into(),
            Self::Closed(_) => "Bridge: closed".into(),
        }
    }
}

fn host(address: &Address) -> &str {
    address.endpoint.split_once("://").map_or(&address.endpoint, |(_, host)| host)
}

/// The sign and its details. A question opens them.
pub fn sign(line: &Line, why: Option<Why>, on: &Callback<Intent>) -> Html {
    html! {
        <details class={classes!("bridge", line.slug(), why.map(|_| "asks"))} open={why.is_some()} data-testid="bridge">
            <summary><span class="dot" aria-hidden="true"></span><span role="status">{ line.words() }</span></summary>
            <div class="bridge-card">{ why.map_or_else(|| card(line), |why| question(why, on)) }</div>
        </details>
    }
}

fn question(why: Why, on: &Callback<Intent>) -> Html {
    let answer = |yes| on.reform(move |_: MouseEvent| Intent::Panel(Panel::Answer(yes)));
    let (yes, no) = match why {
        Why::Foreign | Why::Link => ("Let programs reach this page", None),
        Why::Followed => ("Open the link", Some("Keep this shop")),
    };
    html! {
        <>
            <p data-testid="bridge-question">{ why.words() }</p>
            <p class="answers">
                <button type="button" class="pill" onclick={answer(true)} data-testid="bridge-yes">{ yes }</button>
                { no.map(|no| html! {
                    <button type="button" class="pill" onclick={answer(false)} data-testid="bridge-no">{ no }</button>
                }).unwrap_or_default() }
            </p>
        </>
    }
}

fn card(line: &Line) -> Html {
    match line {
        Line::Aside => html! {
            <p>{ "A newer page answers the programs on this machine. This page answers them again when that one is closed." }</p>
        },
        Line::Connecting | Line::Apart | Line::Lost => html! {
            <p>{ "The bridge program on this machine does not answer. The board keeps looking for it. Start it with " }
                <code>{ "scripts/bridge" }</code>{ " if it has ended." }</p>
        },
        Line::Closed(why) => html! { <p>{ why }{ " Reload this page to attach it again." }</p> },
        Line::Connected(address) => {
            let endpoint = address.endpoint.clone();
            let onclick = Callback::from(move |_: MouseEvent| web::copy_text(&endpoint, |_| {}));
            html! {
                <>
                    <p>{ "Your own programs reach this board. Give them this endpoint, any credentials, and watch:" }</p>
                    <p class="endpoint"><code data-testid="bridge-endpoint">{ &address.endpoint }</code>
                        <button type="button" class="pill" {onclick}>{ icon(Icon::COPY) }{ "Copy" }</button></p>
                    <p><code>{ format!("aws sqs list-queues --endpoint-url {}", address.endpoint) }</code></p>
                </>
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(endpoint: &str) -> Result<Line, String> {
        Line::connected(endpoint.into(), "000000000000".into(), "us-east-1".into())
    }

    #[test]
    fn the_sign_says_how_the_line_is() {
        assert_eq!(line("http://localhost:9324").expect("readable").words(), "Bridge: connected at localhost:9324");
        assert_eq!(Line::Closed("The bridge has stopped.".into()).words(), "Bridge: closed");
    }

    #[test]
    fn messages_are_read() {
        let read = |text| serde_json::from_str::<Message>(text).ok();
        assert_eq!(read(r#"{"state":"hello","foreign":true}"#), Some(Message::Hello { foreign: true }));
        assert_eq!(read(r#"{"state":"lost"}"#), Some(Message::Lost));
        for bad in [r#"{"state":"dancing"}"#, r#"{"state":"hello"}"#, "{}", "7"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn no_line_leads_programs_elsewhere() {
        for bad in ["http://example.org", "http://localhost.example.org", "javascript:alert(1)", "http://localhost:0"] {
            assert!(line(bad).is_err(), "{bad}");
        }
        assert!(line("http://127.0.0.1:4566").is_ok());
    }
}
