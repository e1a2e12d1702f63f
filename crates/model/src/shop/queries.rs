//! What others may read of the shop besides its snapshot.

use super::desk::CallRecord;
use super::measures::{Bill, Measures};
use super::snapshot::{Motion, TicketLife};
use super::{Happening, Mode, PersonId, Role, Shop};
use crate::sqs::{MessageId, QueueUrl};
use crate::time::Instant;

impl Shop {
    /// Returns the latest happenings, oldest first.
    pub fn log(&self) -> impl DoubleEndedIterator<Item = &Happening> {
        self.log.iter()
    }

    /// Returns the number of happenings so far.
    #[must_use]
    pub const fn happenings(&self) -> u64 {
        self.log.total()
    }

    /// Returns the number of visible happenings so far. See [`Happening::is_visible`].
    #[must_use]
    pub const fn visible_happenings(&self) -> u64 {
        self.log.visible()
    }

    /// Returns the latest instant before `now`, the moment of the shop, at which something was seen to happen.
    #[must_use]
    pub fn seen_before(&self, now: Instant) -> Option<Instant> {
        self.log.seen_before(now)
    }

    /// Returns the role of a person, also after the person left.
    #[must_use]
    pub fn role(&self, who: PersonId) -> Role {
        if who.is_guest() {
            return Role::Guest;
        }
        self.staff.get(who).map_or(Role::You, |person| person.role)
    }

    /// Returns the name of a person, also after the person left.
    #[must_use]
    pub fn name(&self, who: PersonId) -> &str {
        self.guest_name(who).unwrap_or_else(|| self.staff.name(who))
    }

    /// Returns how orders reach the baristas.
    #[must_use]
    pub const fn mode(&self) -> Mode {
        self.mode
    }

    /// Returns the URLs of the main queue and of the dead-letter queue.
    #[must_use]
    pub fn queue_urls(&self) -> [&QueueUrl; 2] {
        [&self.setup.url, &self.setup.dead_letter_url]
    }

    /// Returns the ARN of the dead-letter queue. Empty before the shop is open.
    #[must_use]
    pub fn dead_letter_arn(&self) -> &str {
        self.setup.dead_letter_arn()
    }

    /// Returns the history of a message. `None` if it left long ago.
    #[must_use]
    pub fn life(&self, message: MessageId) -> Option<TicketLife> {
        self.ticket_life(message)
    }

    /// Returns the billed requests.
    #[must_use]
    pub const fn bill(&self) -> &Bill {
        &self.tally.bill
    }

    /// Returns the measures up to `now`.
    #[must_use]
    pub fn measures(&self, now: Instant) -> Measures {
        let mut series = self.tally.series.clone();
        series.pass(now, self.staff.held(), || self.backlog());
        Measures::new(now, &series, &self.backlog(), self.tally.waits.clone(), self.tally.bill)
    }

    /// Returns the movements that are under way at `now`.
    pub fn motions(&self, now: Instant) -> impl Iterator<Item = &Motion> {
        self.motions.iter(now)
    }

    /// Returns the last call of a person, answered or not.
    #[must_use]
    pub fn last_call_of(&self, who: PersonId) -> Option<&CallRecord> {
        if who.is_guest() {
            return self.last_call_of_guest(who);
        }
        let person = self.staff.get(who)?;
        person.ask.and_then(|ask| self.desk.record(ask)).or(person.last_call.as_deref())
    }

    /// Returns the last call of a person here that concerned the message.
    #[must_use]
    pub fn last_call_on(&self, message: MessageId) -> Option<&CallRecord> {
        self.board.ticket(message)?.cold.as_ref()?.last_call.as_deref()
    }
}
