//! A bookmark in a link's fragment, which browsers send to no server.
//!
//! `1.` and the bookmark's JSON, deflated with a checksum (zlib), in base64url. A new member of the JSON needs no new
//! version. A link is untrusted input: its size is bounded before it is read.

use super::Bookmark;
use crate::text::json;
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

/// The largest number of characters of a fragment that is read.
pub const LINK_CHARS_MAX: usize = 65_536;

/// The largest number of bytes of the JSON in it.
pub const TEXT_BYTES_MAX: usize = 1 << 20;

/// The version at the beginning of a link.
const VERSION: &str = "1";

/// The level of the smallest output.
const LEVEL: u8 = 10;

/// The fragment of a link, without its `#`.
///
/// # Errors
/// A sentence if so much was done that no link can hold it.
pub fn to_link(bookmark: &Bookmark) -> Result<String, String> {
    let text = json(bookmark);
    let packed = if text.len() > TEXT_BYTES_MAX { Vec::new() } else { compress_to_vec_zlib(text.as_bytes(), LEVEL) };
    let link = format!("{VERSION}.{}", BASE64_URL_SAFE_NO_PAD.encode(&packed));
    if packed.is_empty() || link.len() > LINK_CHARS_MAX {
        return Err("This run is too long for a link. Save it as a file instead.".into());
    }
    Ok(link)
}

/// Returns true if a fragment is meant to be a link to a shop, readable or not. Other fragments belong to the page around
/// this one.
#[must_use]
pub fn is_link(fragment: &str) -> bool {
    let (version, rest) = fragment.split_once('.').unwrap_or_default();
    !rest.is_empty() && (1..=4).contains(&version.len()) && version.bytes().all(|digit| digit.is_ascii_digit())
}

/// Reads a fragment. Returns a sentence for each value that had to be brought into range.
///
/// # Errors
/// A sentence that says why it cannot be read.
pub fn from_link(fragment: &str) -> Result<(Bookmark, Vec<String>), String> {
    if fragment.len() > LINK_CHARS_MAX {
        return Err("This link is too long.".into());
    }
    if !is_link(fragment) {
        return Err("This is not a link to a shop.".into());
    }
    let Some(packed) = fragment.strip_prefix(VERSION).and_then(|rest| rest.strip_prefix('.')) else {
        return Err("This link was made by a newer version of Order Board.".into());
    };
    let damaged = || "This link is damaged. A part of it is missing or changed.".to_owned();
    let packed = BASE64_URL_SAFE_NO_PAD.decode(packed).map_err(|_| damaged())?;
    let text = decompress_to_vec_zlib_with_limit(&packed, TEXT_BYTES_MAX).map_err(|_| damaged())?;
    let text = String::from_utf8(text).map_err(|_| damaged())?;
    Bookmark::from_json(&text).map_err(|sentence| format!("This link cannot be opened. {sentence}"))
}
