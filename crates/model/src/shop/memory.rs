//! The deduplication ids that a FIFO queue remembers, for five minutes from the send.

use std::collections::VecDeque;
use std::rc::Rc;

use super::{MemoryView, OrderTag, RememberedView};
use crate::sqs::{Body, Envelope, MessageId};
use crate::time::{Instant, Span};

const MEMORY: Span = Span::from_secs(300);

/// The sends of the last five minutes.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    /// In the order of sending.
    sends: VecDeque<Send>,
    dropped: u64,
}

#[derive(Clone, Debug)]
struct Send {
    until: Instant,
    message: MessageId,
    body: Body,
    envelope: Option<Rc<Envelope>>,
    repeats: u32,
}

impl Memory {
    pub(super) fn remember(&mut self, now: Instant, message: MessageId, body: &Body, envelope: Option<&Rc<Envelope>>) {
        while self.sends.pop_front_if(|send| send.until <= now).is_some() {}
        let (body, envelope) = (body.clone(), envelope.cloned());
        self.sends.push_back(Send { until: now + MEMORY, message, body, envelope, repeats: 0 });
    }

    /// Counts a duplicate that the queue dropped.
    pub(super) fn count_duplicate(&mut self, original: MessageId) {
        self.dropped += 1;
        // Search from the end, because most duplicates are sent soon after the original.
        if let Some(send) = self.sends.iter_mut().rev().find(|send| send.message == original) {
            send.repeats += 1;
        }
    }

    /// Forgets all ids. A purge does this.
    pub(super) fn clear(&mut self) {
        self.sends.clear();
    }

    pub(super) fn view(&self, now: Instant, limit: usize) -> MemoryView {
        let forgotten = self.sends.partition_point(|send| send.until <= now);
        let first = self.sends.range(forgotten..).rev().take(limit).map(|send| RememberedView {
            message: send.message,
            order: OrderTag::of(send.message, send.body.as_str()),
            envelope: send.envelope.clone(),
            until: send.until,
            repeats: send.repeats,
        });
        MemoryView { remembered: (self.sends.len() - forgotten) as u64, first: first.collect(), dropped: self.dropped }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    #[test]
    fn an_id_is_remembered_for_five_minutes() {
        let at = |secs: u64| Instant::from_millis(secs * 1_000);
        let mut memory = Memory::default();
        let mut ids = Rng::stream(1, 1);
        let mut send = |memory: &mut Memory, secs: u64, number: u64| {
            let id = MessageId::from(ids.uuid());
            memory.remember(at(secs), id, &Body::from(format!("#{number} latte").as_str()), None);
            id
        };
        let first_id = send(&mut memory, 0, 1);
        let second_id = send(&mut memory, 0, 2);
        send(&mut memory, 10, 3);
        memory.count_duplicate(second_id);
        let seen = |memory: &Memory, secs| {
            let view = memory.view(at(secs), 2);
            let first = view.first.iter().map(|one| (one.order.number.to_string(), one.until.as_secs(), one.repeats));
            (view.remembered, first.collect::<Vec<_>>())
        };
        let (third, second) = (("#3".to_owned(), 310, 0), ("#2".to_owned(), 300, 1));
        assert_eq!(seen(&memory, 299), (3, vec![third.clone(), second]));
        assert_eq!(seen(&memory, 300), (1, vec![third]));
        assert_eq!(seen(&memory, 310), (0, vec![]));
        send(&mut memory, 400, 4);
        assert_eq!(seen(&memory, 400).0, 1);
        memory.count_duplicate(first_id);
        memory.clear();
        assert_eq!((seen(&memory, 400).0, memory.view(at(400), 1).dropped), (0, 2));
    }
}
