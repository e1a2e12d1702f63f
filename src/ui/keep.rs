//! The run is kept for as long as the tab is open: a page that is loaded again shows the same moment.

use super::driver::Driver;
use super::options::Options;
use crate::web;
use model::json::Json;
use model::share::{Bookmark, from_link, is_link};

const KEY: &str = "order-board.run";
/// Where goes what could not be read: it may be worth something to somebody.
const ASIDE: &str = "order-board.run.aside";

/// Keeps the run.
pub fn keep(driver: &Driver) {
    let Json::Object(mut kept) = driver.bookmark().to_json() else { return };
    kept.put("playing", driver.playing());
    web::store_for_visit(&key(KEY), &Json::from(kept).to_string());
}

/// Returns true if the address holds a link, or a run may be stored for this visit.
pub fn has_run() -> bool {
    web::is_return() || is_link(&web::fragment())
}

/// Boards at several addresses may stand in the frames of one page.
fn key(what: &str) -> String {
    format!("{what} {}#{}", web::address(), web::fragment())
}

/// Puts in the place of what the query asks for: the run that was kept, where the page is loaded again; else the one in
/// the link.
pub fn restore(options: &mut Options) {
    // Taken out: should it be what breaks the page, the next try goes without.
    if let Some(kept) = web::take_of_visit(&key(KEY)).filter(|_| web::is_return()) {
        match Bookmark::from_json(&kept) {
            Ok((bookmark, _)) => {
                options.bookmark = Some(bookmark);
                options.autoplay = Json::parse(&kept).is_ok_and(|kept| kept.get("playing") == Some(&Json::Bool(true)));
                return;
            }
            Err(sentence) => {
                web::store_for_visit(ASIDE, &kept);
                let what = "The shop that was kept of this visit cannot be read and was set aside.";
                options.notes.push(format!("{what} {sentence}"));
            }
        }
    }
    match linked() {
        Some(Ok((bookmark, notes))) => {
            options.notes.extend(notes);
            options.bookmark = Some(bookmark);
        }
        Some(Err(sentence)) => options.notes.push(sentence),
        None => {}
    }
}

/// The run in the page's link, where its fragment is meant to be one.
pub fn linked() -> Option<Result<(Bookmark, Vec<String>), String>> {
    let fragment = web::fragment();
    is_link(&fragment).then(|| from_link(&fragment))
}
