//! Access control: programs on this machine, the bridge's own page, and pages that this machine served.
//!
//! Any site that a person visits can send requests to ports of their machine. The bridge recognises such requests by
//! their `Host`, if a name of the site resolves to this machine (DNS rebinding), and else by the `Origin` that browsers
//! add. The origin `null` is refused: every site can create a frame without an origin.

use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use super::reply;

/// The host names of this machine.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// The names under which the bridge can be reached.
#[derive(Clone, Copy, Debug)]
pub(super) struct Own {
    port: u16,
}

impl Own {
    pub(super) const fn new(port: u16) -> Self {
        Self { port }
    }

    /// The URL of the bridge with the host name of a request; `http://localhost:9324` without one.
    pub(super) fn endpoint(self, host: Option<&HeaderValue>) -> String {
        let name = host.and_then(|host| self.name_in(host)).unwrap_or(LOOPBACK[0]);
        if self.port == 80 { format!("http://{name}") } else { format!("http://{name}:{}", self.port) }
    }

    /// Returns the name of this machine in a `Host` header; `None` for other hosts and ports.
    fn name_in(self, host: &HeaderValue) -> Option<&'static str> {
        let (name, port) = split(host.to_str().ok()?)?;
        (port.unwrap_or(80) == self.port).then_some(name)
    }

    fn is_origin(self, origin: &HeaderValue) -> bool {
        let host = origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://"));
        host.and_then(split).is_some_and(|(_, port)| port.unwrap_or(80) == self.port)
    }
}

/// Returns true for the origin of a page that this machine served.
pub(super) fn is_local(origin: &HeaderValue) -> bool {
    let origin = origin.to_str().unwrap_or_default();
    let host = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    host.and_then(split).is_some()
}

/// Splits a name of this machine from the port behind it.
fn split(host: &str) -> Option<(&'static str, Option<u16>)> {
    LOOPBACK.into_iter().find_map(|name| {
        let rest = host.get(name.len()..).filter(|_| host[..name.len()].eq_ignore_ascii_case(name))?;
        match rest.strip_prefix(':') {
            Some(port) if port.starts_with('+') => None,
            Some(port) => Some((name, Some(port.parse().ok()?))),
            None => rest.is_empty().then_some((name, None)),
        }
    })
}

/// Refuses requests to another host.
pub(super) async fn own_hosts(State(own): State<Own>, request: Request, next: Next) -> Response {
    let mut hosts = request.headers().get_all(HOST).iter();
    let host = hosts.next().filter(|_| hosts.next().is_none());
    let asked = request.uri().authority().map(|authority| HeaderValue::from_str(authority.as_str()));
    let elsewhere = asked.is_some_and(|asked| asked.map_or(true, |asked| own.name_in(&asked).is_none()));
    if elsewhere || host.and_then(|host| own.name_in(host)).is_none() {
        return forbidden("The bridge answers only to localhost, 127.0.0.1 and [::1] with its own port.");
    }
    next.run(request).await
}

/// Refuses pages of other machines.
pub(super) async fn local_origins(request: Request, next: Next) -> Response {
    let is_cross_site = has_no_origin(&request) && comes_from(&request, &["cross-site"]);
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD);
    if has_other_origin(request.headers(), is_local) || (is_cross_site && changes) {
        return forbidden("The bridge answers only pages that were served by this machine.");
    }
    next.run(request).await
}

/// Refuses all pages but the bridge's own.
pub(super) async fn own_origins(State(own): State<Own>, request: Request, next: Next) -> Response {
    let is_elsewhere = has_no_origin(&request) && comes_from(&request, &["cross-site", "same-site"]);
    if has_other_origin(request.headers(), |origin| own.is_origin(origin)) || is_elsewhere {
        return forbidden("Only the bridge's own page may ask for this.");
    }
    next.run(request).await
}

fn has_other_origin(headers: &HeaderMap, fine: impl Fn(&HeaderValue) -> bool) -> bool {
    headers.get_all(ORIGIN).iter().any(|origin| !fine(origin))
}

fn has_no_origin(request: &Request) -> bool {
    !request.headers().contains_key(ORIGIN)
}

/// Returns true if the browser says that a page of one of these sites sends the request. Programs do not say it.
fn comes_from(request: &Request, sites: &[&str]) -> bool {
    let mut said = request.headers().get_all("sec-fetch-site").iter();
    said.any(|said| sites.iter().any(|site| said.as_bytes() == site.as_bytes()))
}

/// Keeps other sites' windows away from the page, and their pages from loading parts of it.
pub(super) async fn isolated(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-site"));
    response
}

fn forbidden(sentence: &str) -> Response {
    reply::refusal(StatusCode::FORBIDDEN, "AccessDeniedException", sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> HeaderValue {
        HeaderValue::from_str(text).expect("a header")
    }

    #[test]
    fn hosts_are_loopback_names_with_the_port() {
        let own = Own::new(9324);
        for host in ["localhost:9324", "127.0.0.1:9324", "[::1]:9324", "LocalHost:9324"] {
            assert!(own.name_in(&text(host)).is_some(), "{host}");
        }
        for host in [
            "",
            "localhost",
            "localhost:",
            "localhost:9325",
            "localhost:+9324",
            "localhost:09324x",
            "localhost.evil.example:9324",
            "evil.example:9324",
            "localhost:9324.evil.example",
            "127.0.0.2:9324",
            "::1:9324",
            "user@localhost:9324",
            "é:9324",
        ] {
            assert!(HeaderValue::from_str(host).map_or(true, |host| own.name_in(&host).is_none()), "{host}");
        }
        assert!(Own::new(80).name_in(&text("localhost")).is_some());
    }

    #[test]
    fn endpoints_are_what_the_client_used() {
        let own = Own::new(9324);
        assert_eq!(own.endpoint(None), "http://localhost:9324");
        assert_eq!(own.endpoint(Some(&text("127.0.0.1:9324"))), "http://127.0.0.1:9324");
        assert_eq!(Own::new(80).endpoint(Some(&text("localhost"))), "http://localhost");
    }

    #[test]
    fn origins_are_told_apart() {
        let own = Own::new(9324);
        for (origin, local, is_own) in [
            ("http://localhost:9324", true, true),
            ("http://127.0.0.1:9324", true, true),
            ("http://[::1]:9324", true, true),
            ("https://localhost:9324", true, false),
            ("http://localhost:5173", true, false),
            ("http://localhost", true, false),
            ("null", false, false),
            ("http://localhost.evil.example", false, false),
            ("http://evil.example:9324", false, false),
            ("http://localhost:9324/", false, false),
            ("file://", false, false),
            ("", false, false),
        ] {
            assert_eq!((is_local(&text(origin)), own.is_origin(&text(origin))), (local, is_own), "{origin}");
        }
    }
}
