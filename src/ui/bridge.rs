//! The sign with the state of the bridge, through which programs on this machine reach the board. `static/doors.js`
//! owns the connection.

use serde::Deserialize;
use yew::prelude::*;

use super::figure::icon;
use crate::web;
use model::shop::Address;
use stage::art::Icon;

/// The state of the connection to the bridge.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// Connecting for the first time.
    Connecting,
    /// Connected. Programs reach the board at this address.
    Connected(Address),
    /// The connection broke; `static/doors.js` reconnects.
    Lost,
    /// Closed for good, for this reason.
    Closed(String),
}

/// A message of `static/doors.js` about the connection.
#[derive(Deserialize)]
#[serde(tag = "state", rename_all = "camelCase")]
enum Message {
    Connecting,
    Connected { endpoint: String, account: String, region: String },
    Lost,
    Closed { why: String },
}

impl Line {
    /// Parses `{"state": "connected", "endpoint": …, "account": …, "region": …}` or another state with a `why`.
    ///
    /// # Errors
    /// A sentence about the part that is invalid.
    pub fn from_json(text: &str) -> Result<Self, String> {
        match serde_json::from_str(text).map_err(|error| error.to_string())? {
            Message::Connecting => Ok(Self::Connecting),
            Message::Lost => Ok(Self::Lost),
            Message::Closed { why } => Ok(Self::Closed(why)),
            Message::Connected { endpoint, account, region } => {
                let address = Address { endpoint, account, region };
                address.check()?;
                Ok(Self::Connected(address))
            }
        }
    }

    const fn slug(&self) -> &'static str {
        match self {
            Self::Connecting => "connecting",
            Self::Connected(_) => "connected",
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
            Self::Lost => "Bridge: lost".into(),
            Self::Closed(_) => "Bridge: closed".into(),
        }
    }
}

fn host(address: &Address) -> &str {
    address.endpoint.split_once("://").map_or(&address.endpoint, |(_, host)| host)
}

/// The sign and its details.
pub fn sign(line: &Line) -> Html {
    html! {
        <details class={classes!("bridge", line.slug())} data-testid="bridge">
            <summary><span class="dot" aria-hidden="true"></span><span role="status">{ line.words() }</span></summary>
            <div class="bridge-card">{ card(line) }</div>
        </details>
    }
}

fn card(line: &Line) -> Html {
    match line {
        Line::Connecting | Line::Lost => html! {
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

    fn read(text: &str) -> Result<Line, String> {
        Line::from_json(text)
    }

    #[test]
    fn the_sign_says_how_the_line_is() {
        let connected =
            r#"{"state":"connected","endpoint":"http://localhost:9324","account":"000000000000","region":"eu-west-1"}"#;
        assert_eq!(read(connected).expect("readable").words(), "Bridge: connected at localhost:9324");
        assert_eq!(read(r#"{"state":"lost"}"#), Ok(Line::Lost));
        assert_eq!(
            read(r#"{"state":"closed","why":"Another page took over."}"#).expect("readable").words(),
            "Bridge: closed"
        );
    }

    #[test]
    fn no_line_leads_programs_elsewhere() {
        let of = |endpoint: &str| {
            read(&format!(
                r#"{{"state":"connected","endpoint":"{endpoint}","account":"000000000000","region":"us-east-1"}}"#
            ))
        };
        for bad in ["http://example.org", "http://localhost.example.org", "javascript:alert(1)", "http://localhost:0"] {
            assert!(of(bad).is_err(), "{bad}");
        }
        assert!(of("http://127.0.0.1:4566").is_ok());
        assert!(read(r#"{"state":"dancing"}"#).is_err());
    }
}
