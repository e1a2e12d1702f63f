//! The built page, as files.

use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use tower_http::services::ServeDir;

/// The path at which the page attaches.
pub(super) const BOARD: &str = "/_board";

/// Other sites must not show the page in a frame: it would ask for the programs there. Adds to the page's own policy.
const FRAMES: HeaderValue = HeaderValue::from_static("frame-ancestors 'self' http://localhost:* http://127.0.0.1:*");

#[derive(Clone, Debug)]
pub(super) struct Files {
    folder: PathBuf,
    files: ServeDir,
}

impl Files {
    /// # Errors
    /// A sentence if the page is not built.
    pub(super) fn new(folder: &Path) -> Result<Self, String> {
        if !folder.join("index.html").is_file() {
            return Err(not_built(folder));
        }
        let files = ServeDir::new(folder).append_index_html_on_directories(false);
        Ok(Self { folder: folder.to_owned(), files })
    }

    /// Answers a request for a file. `word` is set if the page may attach; it contains the token, if there is one.
    pub(super) async fn get(&self, request: Request, word: Option<Option<&str>>) -> Response {
        let foreign = is_foreign(request.headers());
        let is_root = request.uri().path() == "/";
        let found = if is_root { None } else { self.files.clone().try_call(request).await.ok() };
        let html = |response: &Response<_>| {
            response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
        };
        let mut response = match found {
            // The folder's only HTML is the page. A path can spell its name in many ways.
            Some(response) if !html(&response) => response.map(Body::new),
            None if !is_root => StatusCode::NOT_FOUND.into_response(),
            _ => self.index(word, foreign).await,
        };
        let headers = response.headers_mut();
        headers.insert(CONTENT_SECURITY_POLICY, FRAMES);
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        response
    }

    async fn index(&self, word: Option<Option<&str>>, foreign: bool) -> Response {
        let Some(token) = word else {
            let sentence = "This bridge has a token: open the address that it printed when it started.";
            return (StatusCode::FORBIDDEN, sentence).into_response();
        };
        let Ok(text) = tokio::fs::read_to_string(self.folder.join("index.html")).await else {
            return (StatusCode::NOT_FOUND, not_built(&self.folder)).into_response();
        };
        let html = HeaderValue::from_static("text/html; charset=utf-8");
        ([(CONTENT_TYPE, html)], announced(&text, token, foreign)).into_response()
    }
}

fn not_built(folder: &Path) -> String {
    format!(
        "There is no built page in {}: run scripts/build first, or start the bridge with --headless.",
        folder.display()
    )
}

/// Returns true unless the person at the screen, or a page of the bridge itself, has opened the page: a link on any site
/// can open it, and a page of any local port can show it in a frame. Browsers say so in headers that no page can forge.
fn is_foreign(headers: &HeaderMap) -> bool {
    let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match (said("sec-fetch-site"), said("sec-fetch-dest")) {
        ("none", "document") => false,
        ("same-origin", dest) => !matches!(dest, "document" | "iframe" | "frame"),
        _ => true,
    }
}

/// Adds a `meta` element that tells the page about the bridge, and whether the page must ask before it attaches; the
/// page's policy would forbid a script. It follows the charset, which must be within the first bytes.
fn announced(page: &str, token: Option<&str>, foreign: bool) -> String {
    let query = token.map(|token| format!("?token={token}")).unwrap_or_default();
    let charset = page.find("<meta charset").and_then(|from| Some(from + page[from..].find('>')? + 1));
    let (before, after) = page.split_at(charset.unwrap_or(0));
    let foreign = if foreign { " data-foreign" } else { "" };
    format!("{before}<meta name=\"order-board-bridge\" content=\"{BOARD}{query}\"{foreign}>{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_told_about_the_bridge() {
        let meta = "<meta name=\"order-board-bridge\" content=\"/_board\">";
        let page = "<!doctype html><html lang=en><meta charset=utf-8><title>T</title>";
        let told = announced(page, None, false);
        assert_eq!(told, format!("<!doctype html><html lang=en><meta charset=utf-8>{meta}<title>T</title>"));
        assert_eq!(announced("<p>é", None, false), format!("{meta}<p>é"));
        assert_eq!(announced("<meta charset", None, false), format!("{meta}<meta charset"));
        assert!(announced(page, None, true).contains("content=\"/_board\" data-foreign><title>"));
    }

    #[test]
    fn a_page_that_somebody_else_opened_is_foreign() {
        for (site, dest, foreign) in [
            ("none", "document", false),
            ("same-origin", "document", false),
            ("same-origin", "iframe", false),
            ("same-site", "document", true),
            ("same-site", "iframe", true),
            ("cross-site", "document", true),
            ("cross-site", "iframe", true),
            ("same-origin", "object", true),
            ("none", "", true),
            ("", "", true),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert("sec-fetch-site", HeaderValue::from_static(site));
            headers.insert("sec-fetch-dest", HeaderValue::from_static(dest));
            assert_eq!(is_foreign(&headers), foreign, "{site} {dest}");
        }
        assert!(is_foreign(&HeaderMap::new()));
    }
}
