//! The MD5 digests that clients check.

use md5::Digest as _;

use super::{ByName, MessageAttribute};

/// `MD5OfMessageBody` and `MD5OfBody`: lower-case hex over the UTF-8 bytes.
#[must_use]
pub fn md5_of_body(body: &str) -> String {
    hex(&md5::Md5::digest(body.as_bytes()))
}

/// `MD5OfMessageAttributes`; `None` if there are no attributes.
///
/// Hashes the attributes sorted by name: length and bytes of name, data type and value, with a byte before the value
/// that is 1 for text and 2 for binary.
#[must_use]
pub fn md5_of_attributes(attributes: &ByName<MessageAttribute>) -> Option<String> {
    if attributes.is_empty() {
        return None;
    }
    let mut digest = md5::Md5::new();
    let mut put = |bytes: &[u8], transport: Option<u8>| {
        if let Some(transport) = transport {
            digest.update([transport]);
        }
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        digest.update(length.to_be_bytes());
        digest.update(bytes);
    };
    for (name, attribute) in attributes {
        put(name.as_bytes(), None);
        put(attribute.data_type.as_bytes(), None);
        match (&attribute.string_value, &attribute.binary_value) {
            (Some(text), _) => put(text.as_bytes(), Some(1)),
            (None, Some(bytes)) => put(bytes, Some(2)),
            (None, None) => {}
        }
    }
    Some(hex(&digest.finalize()))
}

/// SHA-256, for content-based deduplication and to shorten long names.
#[must_use]
pub fn sha256(text: &str) -> [u8; 32] {
    sha2::Sha256::digest(text.as_bytes()).into()
}

/// Lower-case hex.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies() {
        assert_eq!(md5_of_body("message"), "78e731027d8fd50ed642340b7c9a63b3");
        assert_eq!(md5_of_body("café ☕"), "9543ec81d7c6c8256d750bfb6e7015ae");
    }

    #[test]
    fn attributes() {
        let worked = ByName::from([
            ("drink".to_owned(), MessageAttribute::text("String", "flat white")),
            ("shots".to_owned(), MessageAttribute::text("Number", "2")),
            ("art".to_owned(), MessageAttribute::binary(vec![0, 1, 2, 255])),
        ]);
        assert_eq!(md5_of_attributes(&worked).as_deref(), Some("22ceb1c82d76fc64b67c868b4b3f6ce4"));
        let one = ByName::from([("k".to_owned(), MessageAttribute::text("String", "x"))]);
        assert_eq!(md5_of_attributes(&one).as_deref(), Some("a45daa70926828a2f0a1db3418e6feb4"));
        assert_eq!(md5_of_attributes(&ByName::new()), None);
    }
}
