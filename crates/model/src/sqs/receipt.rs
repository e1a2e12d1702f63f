//! Receipt handles: each proves one receive of one message (`docs/sqs-behaviour.md`, sections 3.3 and 3.4).
//!
//! A handle contains its queue, its message and its receive. So the engine keeps no table of handles, and it can tell
//! garbage, foreign and outdated handles apart even after the message was deleted. As text, a keyed checksum over the
//! parts makes handles hard to forge, and a pad derived from the checksum hides the parts.

use std::fmt;
use std::rc::Rc;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde::{Serialize, Serializer};

/// Identifies one receive of one message. Each receive returns a new handle of at most 1,024 characters.
///
/// A handle that the engine created is kept as numbers until its text is needed; a handle that came as text stays text.
#[derive(Clone, Debug)]
pub struct ReceiptHandle(Form);

#[derive(Clone, Debug)]
enum Form {
    /// The parts of a [`Receipt`]; as fields of the variant they take less memory.
    Sealed {
        seal: Seal,
        queue: u32,
        slot: u32,
        ordinal: u64,
        receive_count: u32,
    },
    Text(Rc<str>),
}

/// The contents of a handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The queue's serial number.
    pub queue: u32,
    /// The message's slot in the queue's store.
    pub slot: u32,
    /// The message's serial number.
    pub ordinal: u64,
    /// How often the message had been received, this receive included.
    pub receive_count: u32,
}

/// The key that writes and reads handles. Each engine has its own, so it cannot read the handles of another engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seal(u64);

/// The first byte of every handle, and a length that needs no base64 padding: 33 bytes are 44 characters.
const MARK: u8 = 0x01;
const BYTES: usize = 33;
const CHARS: usize = 44;

impl ReceiptHandle {
    /// Returns the contents of the handle; `None` if another key wrote it or it is garbage.
    #[must_use]
    pub fn read(&self, seal: Seal) -> Option<Receipt> {
        match &self.0 {
            Form::Sealed { seal: own, queue, slot, ordinal, receive_count } if *own == seal => {
                Some(Receipt { queue: *queue, slot: *slot, ordinal: *ordinal, receive_count: *receive_count })
            }
            Form::Sealed { .. } => None,
            Form::Text(text) => seal.read(text),
        }
    }
}

impl Seal {
    /// Creates a seal from a key.
    #[must_use]
    pub const fn new(key: u64) -> Self {
        Self(key)
    }

    /// Returns the handle of a receipt.
    #[must_use]
    pub const fn write(self, receipt: Receipt) -> ReceiptHandle {
        let Receipt { queue, slot, ordinal, receive_count } = receipt;
        ReceiptHandle(Form::Sealed { seal: self, queue, slot, ordinal, receive_count })
    }

    fn text(self, receipt: Receipt) -> String {
        let words = [
            u64::from(receipt.queue) << 32 | u64::from(receipt.slot),
            receipt.ordinal,
            u64::from(receipt.receive_count),
        ];
        let sum = self.sum(words);
        let mut bytes = [MARK; BYTES];
        bytes[1..9].copy_from_slice(&sum.to_be_bytes());
        for ((chunk, word), pad) in bytes[9..].as_chunks_mut().0.iter_mut().zip(words).zip(self.pad(sum)) {
            *chunk = (word ^ pad).to_be_bytes();
        }
        BASE64_STANDARD.encode(bytes)
    }

    fn read(self, text: &str) -> Option<Receipt> {
        let text = Some(text).filter(|text| text.len() == CHARS)?;
        let bytes = BASE64_STANDARD.decode(text).ok()?;
        if bytes.len() != BYTES || bytes[0] != MARK {
            return None;
        }
        let mut read = bytes[1..].as_chunks().0.iter().map(|chunk| u64::from_be_bytes(*chunk));
        let sum = read.next()?;
        let mut words = [0; 3];
        for ((word, read), pad) in words.iter_mut().zip(read).zip(self.pad(sum)) {
            *word = read ^ pad;
        }
        let [home, ordinal, receive_count] = words;
        let receive_count = u32::try_from(receive_count).ok()?;
        let receipt = Receipt { queue: (home >> 32) as u32, slot: home as u32, ordinal, receive_count };
        (self.sum(words) == sum).then_some(receipt)
    }

    fn sum(self, words: [u64; 3]) -> u64 {
        words.into_iter().fold(self.0, |sum, word| scramble(sum ^ word))
    }

    fn pad(self, sum: u64) -> [u64; 3] {
        let first = scramble(self.0 ^ sum.rotate_left(32));
        let second = scramble(first);
        [first, second, scramble(second)]
    }
}

/// The finaliser of splitmix64: each bit of the result depends on each bit of the word.
fn scramble(word: u64) -> u64 {
    let word = word.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

/// Two handles are equal if their texts are equal.
impl PartialEq for ReceiptHandle {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Form::Text(text), Form::Text(other)) => text == other,
            (Form::Sealed { seal, .. }, _) => self.read(*seal) == other.read(*seal),
            (_, Form::Sealed { seal, .. }) => self.read(*seal) == other.read(*seal),
        }
    }
}

impl Eq for ReceiptHandle {}

impl From<&str> for ReceiptHandle {
    fn from(text: &str) -> Self {
        Self(Form::Text(text.into()))
    }
}

impl Serialize for ReceiptHandle {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for ReceiptHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Sealed { seal, queue, slot, ordinal, receive_count } => {
                let (queue, slot, ordinal, receive_count) = (*queue, *slot, *ordinal, *receive_count);
                f.write_str(&seal.text(Receipt { queue, slot, ordinal, receive_count }))
            }
            Form::Text(text) => f.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECEIPT: Receipt = Receipt { queue: 7, slot: 3, ordinal: 1 << 40, receive_count: 2 };

    #[test]
    fn a_handle_reads_as_it_was_written() {
        let seal = Seal::new(42);
        let handle = seal.write(RECEIPT);
        assert_eq!(handle.read(seal), Some(RECEIPT));
        assert_eq!(handle.to_string(), "AWszTv+zehwb2uCKkm0/QTTwJtt3ThV0UqGZALpUFC5d");
        let text = ReceiptHandle::from(handle.to_string().as_str());
        assert_eq!((text.read(seal), text.to_string()), (Some(RECEIPT), handle.to_string()));
    }

    #[test]
    fn handles_are_as_equal_as_their_texts() {
        let text = |handle: &ReceiptHandle| ReceiptHandle::from(handle.to_string().as_str());
        let handle = Seal::new(42).write(RECEIPT);
        let later = Seal::new(42).write(Receipt { receive_count: 3, ..RECEIPT });
        let foreign = Seal::new(43).write(RECEIPT);
        let garbage = ReceiptHandle::from("garbage");
        let all = [&handle, &later, &foreign, &garbage, &text(&handle), &text(&later), &text(&foreign)];
        for one in all {
            for other in all {
                assert_eq!(one == other, one.to_string() == other.to_string(), "{one} {other}");
            }
        }
    }

    #[test]
    fn anything_else_is_garbage() {
        let seal = Seal::new(42);
        let handle = seal.write(RECEIPT);
        assert_eq!(handle.read(Seal::new(43)), None);
        let text = handle.to_string();
        for at in 0..text.len() {
            let mut text = text.clone();
            let other = if text.as_bytes()[at] == b'A' { "B" } else { "A" };
            text.replace_range(at..=at, other);
            assert_eq!(seal.read(&text), None, "character {at}");
        }
        for text in ["", "garbage", "é", &"A".repeat(44), &"é".repeat(22)] {
            assert_eq!(seal.read(text), None, "{text}");
        }
    }
}
