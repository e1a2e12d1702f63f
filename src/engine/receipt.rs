//! Receipt handles: what proves one receive of one message (fact sheet, sections 3.3 and 3.4).
//!
//! A handle says it all itself: which queue, which message, which receive. So the engine keeps no table of handles,
//! and garbage, foreign and outlived handles are told apart long after the message has gone. A keyed sum over the
//! parts tells real handles from made-up ones, and a pad drawn from it keeps them opaque.

use super::store::Place;
use crate::sqs::{Base64, ReceiptHandle};

/// What a handle says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Receipt {
    /// The queue's running number.
    pub(super) queue: u32,
    pub(super) place: Place,
    /// How often the message had been received then.
    pub(super) receive_count: u32,
}

/// Writes and reads handles; its own key, so that handles of another engine are garbage here.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seal(u64);

/// A mark that begins every handle, and a length whose base64 form needs no padding: 33 bytes are 44 characters.
const MARK: u8 = 0x01;
const BYTES: usize = 33;
const CHARS: usize = 44;

impl Seal {
    pub(super) const fn new(key: u64) -> Self {
        Self(key)
    }

    pub(super) fn write(self, receipt: Receipt) -> ReceiptHandle {
        let words = [
            u64::from(receipt.queue) << 32 | u64::from(receipt.place.slot),
            receipt.place.ordinal,
            u64::from(receipt.receive_count),
        ];
        let sum = self.sum(words);
        let mut bytes = [MARK; BYTES];
        bytes[1..9].copy_from_slice(&sum.to_be_bytes());
        for ((chunk, word), pad) in bytes[9..].as_chunks_mut().0.iter_mut().zip(words).zip(self.pad(sum)) {
            *chunk = (word ^ pad).to_be_bytes();
        }
        ReceiptHandle::from(Base64::Standard.encode(&bytes))
    }

    /// None for anything that this seal did not write.
    pub(super) fn read(self, handle: &ReceiptHandle) -> Option<Receipt> {
        let text = Some(handle.as_str()).filter(|text| text.len() == CHARS)?;
        let bytes = Base64::Standard.decode(text)?;
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
        let place = Place { ordinal, slot: home as u32 };
        (self.sum(words) == sum).then_some(Receipt { queue: (home >> 32) as u32, place, receive_count })
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

/// The finaliser of splitmix64: each bit of the answer depends on each bit of the word.
fn scramble(word: u64) -> u64 {
    let word = word.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECEIPT: Receipt = Receipt { queue: 7, place: Place { ordinal: 1 << 40, slot: 3 }, receive_count: 2 };

    #[test]
    fn a_handle_reads_as_it_was_written() {
        let seal = Seal::new(42);
        let handle = seal.write(RECEIPT);
        assert!(handle.as_str().len() <= 1_024);
        assert_eq!(seal.read(&handle), Some(RECEIPT));
        assert_ne!(seal.write(Receipt { receive_count: 3, ..RECEIPT }), handle);
    }

    #[test]
    fn anything_else_is_garbage() {
        let seal = Seal::new(42);
        let handle = seal.write(RECEIPT);
        assert_eq!(Seal::new(43).read(&handle), None);
        for at in 0..handle.as_str().len() {
            let mut text = handle.as_str().to_owned();
            let other = if text.as_bytes()[at] == b'A' { "B" } else { "A" };
            text.replace_range(at..=at, other);
            assert_eq!(seal.read(&text.as_str().into()), None, "character {at}");
        }
        for text in ["", "garbage", "é", &"A".repeat(44), &"é".repeat(22)] {
            assert_eq!(seal.read(&text.into()), None, "{text}");
        }
    }
}
