//! JSON of a bounded size.

use std::io::{self, Write};

use serde::Serialize;

/// Writes JSON of at most `most` bytes; `None` if there would be more. The memory and the time that it takes are bounded,
/// too: it stops where the room ends.
pub fn bounded_json(value: &impl Serialize, most: usize) -> Option<String> {
    let mut text = Bounded { bytes: Vec::new(), most };
    serde_json::to_writer(&mut text, value).ok()?;
    String::from_utf8(text.bytes).ok()
}

struct Bounded {
    bytes: Vec<u8>,
    most: usize,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.most {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::text::json;

    #[test]
    fn a_text_that_fits_is_whole_and_another_one_is_none() {
        let value = vec!["<\n".repeat(300); 40];
        let text = json(&value);
        assert_eq!(bounded_json(&value, text.len()), Some(text.clone()));
        assert_eq!(bounded_json(&value, text.len() - 1), None);
    }
}
