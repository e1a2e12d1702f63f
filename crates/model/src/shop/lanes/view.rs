//! The tickets that a snapshot shows.

use super::Lanes;
use crate::shop::ticket::Ticket;
use crate::shop::{GroupView, GroupsView, Lane, LaneView, PersonId, TicketView};
use crate::sqs::MessageId;
use crate::time::Instant;

/// The number of strings in a view, and of slips on each of them.
const STRINGS_SEEN: usize = 16;
const SLIPS_SEEN: usize = 8;

impl Lanes {
    /// Returns the slips of duplicate deliveries.
    pub(in crate::shop) fn copies_view(
        &self,
        now: Instant,
        limit: usize,
        holds: impl Fn(PersonId, MessageId) -> bool,
    ) -> Vec<TicketView> {
        let mut seen: Vec<TicketView> = Vec::new();
        if self.copies.is_empty() {
            return seen;
        }
        for ticket in self.copies.first_numbers(limit).into_iter().filter_map(|key| self.get(key)) {
            // A message with several duplicates occurs several times.
            if seen.iter().all(|view| view.id != ticket.id) {
                let copies = ticket.cold.iter().flat_map(|cold| &cold.copies);
                seen.extend(copies.map(|copy| ticket.copy_view(now, copy, |who| holds(who, ticket.id))));
            }
        }
        seen
    }

    /// Returns the first strings, on a board with groups. For a FIFO queue also which slips are blocked.
    pub(in crate::shop) fn strings_view(
        &self,
        now: Instant,
        fifo: bool,
        limit: usize,
        holds: impl Fn(PersonId, MessageId) -> bool,
    ) -> Option<GroupsView> {
        let strings = self.strings.as_ref()?;
        let (groups, slips) = (limit.min(STRINGS_SEEN), limit.min(SLIPS_SEEN));
        let first = strings.first(groups, slips).map(|(group, waiting, hidden)| {
            let seen = waiting.into_iter().enumerate().filter_map(|(place, key)| {
                let ticket = self.get(key)?;
                let blocked = fifo && strings.is_blocked(group.string, ticket.seq);
                Some(TicketView { blocked, ..ticket.view(now, place as u32, |who| holds(who, ticket.id)) })
            });
            let first = seen.collect();
            let hidden = hidden.and_then(|key| self.get(key));
            let holder = hidden.and_then(|ticket| ticket.holder().filter(|who| holds(*who, ticket.id)));
            GroupView { first, held_by: hidden.map(Ticket::tag), holder, ..group }
        });
        Some(GroupsView { count: strings.len() as u64, first: first.collect() })
    }

    /// Returns the first tickets of a lane.
    pub(in crate::shop) fn view(
        &self,
        now: Instant,
        lane: Lane,
        limit: usize,
        holds: impl Fn(PersonId, MessageId) -> bool,
    ) -> LaneView {
        let (count, keys) = match lane {
            Lane::Waiting => (self.waiting.len() as u64, self.waiting.first_numbers(limit)),
            Lane::Delayed => (self.delayed.len() as u64, self.delayed.first_numbers(limit)),
            Lane::Making => (self.making_len() as u64, self.in_flight_keys().take(limit).collect()),
            Lane::Done => (self.done_count, self.done.iter().take(limit).copied().collect()),
            Lane::Dead => (self.dead.len() as u64, self.dead.last_numbers(limit)),
        };
        let tickets = keys.into_iter().enumerate().filter_map(|(slot, key)| {
            let ticket = self.get(key)?;
            Some(ticket.view(now, slot as u32, |who| holds(who, ticket.id)))
        });
        LaneView { count, first: tickets.collect() }
    }
}
