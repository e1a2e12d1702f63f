//! The MD5 digests that clients check.

use md5::Digest as _;

use super::{ByName, MessageAttribute};

/// `MD5OfMessageBody` and `MD5OfBody`: lower-case hex over the UTF-8 bytes.
#[must_use]
pub fn md5_of_body(body: &str) -> String {
    hex(md5::Md5::digest(body.as_bytes()).into())
}

/// `MD5OfMessageAttributes`; none where there are no attributes.
///
/// Sorted by name; name, data type and value each behind their length, the value behind a byte that tells text from
/// binary.
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
    Some(hex(digest.finalize().into()))
}

fn hex(digest: [u8; 16]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = [0; 32];
    for (pair, byte) in text.as_chunks_mut().0.iter_mut().zip(digest) {
        *pair = [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
    }
    std::str::from_utf8(&text).expect("digits are ASCII").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(data_type: &str, value: &str) -> MessageAttribute {
        MessageAttribute { data_type: data_type.into(), string_value: Some(value.into()), binary_value: None }
    }

    #[test]
    fn bodies() {
        assert_eq!(md5_of_body("message"), "78e731027d8fd50ed642340b7c9a63b3");
        assert_eq!(md5_of_body("café ☕"), "9543ec81d7c6c8256d750bfb6e7015ae");
    }

    #[test]
    fn attributes() {
        let art =
            MessageAttribute { data_type: "Binary".into(), string_value: None, binary_value: Some(vec![0, 1, 2, 255]) };
        let worked = ByName::from([
            ("drink".to_owned(), text("String", "flat white")),
            ("shots".to_owned(), text("Number", "2")),
            ("art".to_owned(), art),
        ]);
        assert_eq!(md5_of_attributes(&worked).as_deref(), Some("22ceb1c82d76fc64b67c868b4b3f6ce4"));
        let one = ByName::from([("k".to_owned(), text("String", "x"))]);
        assert_eq!(md5_of_attributes(&one).as_deref(), Some("a45daa70926828a2f0a1db3418e6feb4"));
        assert_eq!(md5_of_attributes(&ByName::new()), None);
    }
}
