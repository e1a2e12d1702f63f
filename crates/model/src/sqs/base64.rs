//! Base64 text (RFC 4648), strict when read: nothing but what would be written.

/// Which two characters stand for 62 and 63, and whether the end is padded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base64 {
    /// `+`, `/` and padding.
    Standard,
    /// `-`, `_` and none.
    UrlSafe,
}

/// The value of each byte in either alphabet; what is no digit has a bit that no digit has.
const VALUES: [[u8; 256]; 2] = [values(Base64::Standard), values(Base64::UrlSafe)];
const NO_DIGIT: u32 = 64;

const fn values(form: Base64) -> [u8; 256] {
    let mut values = [NO_DIGIT as u8; 256];
    let mut value = 0;
    while value < 64 {
        values[form.digits()[value] as usize] = value as u8;
        value += 1;
    }
    values
}

impl Base64 {
    const fn digits(self) -> &'static [u8; 64] {
        match self {
            Self::Standard => b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
            Self::UrlSafe => b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
        }
    }

    /// Writes bytes as text.
    #[must_use]
    pub fn encode(self, bytes: &[u8]) -> String {
        let digits = self.digits();
        let group = |[a, b, c]: [u8; 3]| {
            let bits = u32::from_be_bytes([0, a, b, c]);
            [18, 12, 6, 0].map(|shift| digits[(bits >> shift & 63) as usize])
        };
        let mut text = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
        let (triples, rest) = bytes.as_chunks();
        for triple in triples {
            text.extend_from_slice(&group(*triple));
        }
        if !rest.is_empty() {
            let mut triple = [0; 3];
            triple[..rest.len()].copy_from_slice(rest);
            text.extend_from_slice(&group(triple)[..=rest.len()]);
        }
        if self == Self::Standard {
            text.resize(text.len().next_multiple_of(4), b'=');
        }
        String::from_utf8(text).expect("digits are ASCII")
    }

    /// Reads a text; none where it is not what [`Self::encode`] writes.
    #[must_use]
    pub fn decode(self, text: &str) -> Option<Vec<u8>> {
        let digits = match self {
            Self::Standard if !text.len().is_multiple_of(4) => return None,
            Self::Standard => text.strip_suffix("==").or_else(|| text.strip_suffix('=')).unwrap_or(text),
            Self::UrlSafe => text,
        };
        let values = &VALUES[self as usize];
        let triple = |group: [u8; 4]| {
            let [a, b, c, d] = group.map(|digit| u32::from(values[usize::from(digit)]));
            let [_, triple @ ..] = (a << 18 | b << 12 | c << 6 | d).to_be_bytes();
            ((a | b | c | d) & NO_DIGIT == 0).then_some(triple)
        };
        let (groups, rest) = digits.as_bytes().as_chunks();
        let mut bytes = Vec::with_capacity(groups.len() * 3 + 3);
        for group in groups {
            bytes.extend_from_slice(&triple(*group)?);
        }
        if !rest.is_empty() {
            let mut group = [self.digits()[0]; 4];
            group[..rest.len()].copy_from_slice(rest);
            let triple = triple(group)?;
            let (whole, left) = triple.split_at(rest.len() - 1);
            // One digit is no byte, and bits that nobody would write are nobody's.
            if whole.is_empty() || left.iter().any(|byte| *byte != 0) {
                return None;
            }
            bytes.extend_from_slice(whole);
        }
        Some(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_the_rfc() {
        for (plain, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE=")]
        {
            assert_eq!(Base64::Standard.encode(plain.as_bytes()), text);
            assert_eq!(Base64::Standard.decode(text).as_deref(), Some(plain.as_bytes()));
            let bare = text.trim_end_matches('=');
            assert_eq!(Base64::UrlSafe.encode(plain.as_bytes()), bare);
            assert_eq!(Base64::UrlSafe.decode(bare).as_deref(), Some(plain.as_bytes()));
        }
        assert_eq!(Base64::Standard.encode(&[0xfb, 0xff, 0xfe]), "+//+");
        assert_eq!(Base64::UrlSafe.encode(&[0xfb, 0xff, 0xfe]), "-__-");
    }

    #[test]
    fn nothing_else_is_read() {
        for bad in [
            "Z", "Zg", "Zg=", "Zg===", "=", "====", "Zh==", "Zm9=", "Zm9v=", "Z g=", "Zm9v\n", "-__-", "é==",
            "Zg==Zg==",
        ] {
            assert_eq!(Base64::Standard.decode(bad), None, "{bad}");
        }
        for bad in ["Z", "Zg==", "Zh", "Zm9vY", "+//+"] {
            assert_eq!(Base64::UrlSafe.decode(bad), None, "{bad}");
        }
    }
}
