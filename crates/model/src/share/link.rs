//! A bookmark in a link's fragment, which browsers send to no server.
//!
//! `1.` and the bookmark's JSON, deflated with a checksum (zlib), in base64url. What the JSON learns travels in links by
//! itself. Whatever comes out of a link is as foreign as any text: it is bounded before it is read.

use super::Bookmark;
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

/// Characters of the longest fragment that is read.
pub const LINK_CHARS_MAX: usize = 65_536;

/// Bytes of the longest JSON that one may hold.
pub const TEXT_BYTES_MAX: usize = 1 << 20;

/// What a link of this kind begins with.
const VERSION: &str = "1";

/// Smallest, whatever it takes.
const LEVEL: u8 = 10;

/// The fragment of a link, without its `#`.
///
/// # Errors
/// A sentence where so much was done that no link can hold it.
pub fn to_link(bookmark: &Bookmark) -> Result<String, String> {
    let text = bookmark.to_json().to_string();
    let packed = if text.len() > TEXT_BYTES_MAX { Vec::new() } else { compress_to_vec_zlib(text.as_bytes(), LEVEL) };
    let link = format!("{VERSION}.{}", BASE64_URL_SAFE_NO_PAD.encode(&packed));
    if packed.is_empty() || link.len() > LINK_CHARS_MAX {
        return Err("So much was done in this shop that no link can hold it. A file can.".into());
    }
    Ok(link)
}

/// Is a fragment meant to be a link of ours, readable or not? Others belong to the page around.
#[must_use]
pub fn is_link(fragment: &str) -> bool {
    let (version, rest) = fragment.split_once('.').unwrap_or_default();
    !rest.is_empty() && (1..=4).contains(&version.len()) && version.bytes().all(|digit| digit.is_ascii_digit())
}

/// Reads a fragment, and tells what had to be brought into range.
///
/// # Errors
/// A sentence that says why it cannot be read.
pub fn from_link(fragment: &str) -> Result<(Bookmark, Vec<String>), String> {
    if fragment.len() > LINK_CHARS_MAX {
        return Err("This link is longer than a link to a shop can be.".into());
    }
    if !is_link(fragment) {
        return Err("This is no link to a shop.".into());
    }
    let Some(packed) = fragment.strip_prefix(VERSION).and_then(|rest| rest.strip_prefix('.')) else {
        return Err("This link was made by a newer version of the shop than this one.".into());
    };
    let damaged = || "This link is damaged: a part of it is missing, or was changed on its way.".to_owned();
    let packed = BASE64_URL_SAFE_NO_PAD.decode(packed).map_err(|_| damaged())?;
    let text = decompress_to_vec_zlib_with_limit(&packed, TEXT_BYTES_MAX).map_err(|_| damaged())?;
    let text = String::from_utf8(text).map_err(|_| damaged())?;
    Bookmark::from_json(&text).map_err(|sentence| format!("This link leads to no shop. {sentence}"))
}
