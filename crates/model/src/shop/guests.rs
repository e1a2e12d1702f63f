//! Guests: callers from outside the shop, such as the console or the bridge.
//!
//! A guest appears at the counter with the first call in its name. It disappears after 20 s without a call, which
//! depends on virtual time only.

use std::sync::Arc;

use super::{CallRecord, GuestDoing, GuestView, GuestsView, Limits, PersonId, Shop, ShopEvent};
use crate::sqs::{Error, Request, Response};
use crate::text::is_plain;
use crate::time::{Instant, Span};

/// How long a guest stays without a call.
const STAY: Span = Span::from_secs(20);
/// The number of guests at the counter is at most this. The guest who came first makes room for the next.
const HERE_MAX: usize = 1_000;
/// The number of guests known by name. All further names share one guest.
const KNOWN_MAX: usize = 10_000;
const OTHERS: &str = "Others";
/// Characters of a guest's name that are kept.
const NAME_CHARS: usize = 24;

/// The name of a guest: one line of at most 24 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuestName(Arc<str>);

impl GuestName {
    /// Creates a name from a text: removes control and invisible characters and clips it. Returns `None` if nothing is left.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let plain: String = text.chars().filter(|letter| is_plain(*letter)).collect();
        let plain = plain.trim();
        (!plain.is_empty()).then(|| Self(super::order::clip(plain, NAME_CHARS).into()))
    }

    /// Returns the name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One call of a guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GuestCall {
    /// The guest.
    pub by: PersonId,
    action: &'static str,
    /// The running number among the guest's calls, from 1.
    nth: u64,
}

#[derive(Clone, Debug)]
struct Guest {
    name: Arc<str>,
    /// When the last call began or ended.
    seen: Instant,
    calls: u64,
    waiting: u32,
    last_call: CallRecord,
    hung_up: bool,
}

impl Guest {
    fn is_here(&self, now: Instant) -> bool {
        self.waiting > 0 || now < self.seen + STAY
    }

    fn view(&self, id: PersonId) -> GuestView {
        let doing = match &self.last_call.answer {
            Some((_, Ok(_))) => GuestDoing::Answered,
            Some((_, Err(_))) => GuestDoing::Refused,
            None if self.hung_up => GuestDoing::HungUp,
            None => GuestDoing::Waiting,
        };
        GuestView {
            id,
            name: self.name.clone(),
            action: self.last_call.request.action(),
            doing,
            since: self.last_call.at,
            waiting: self.waiting,
            calls: self.calls,
        }
    }
}

/// All guests that ever called, and those at the counter.
#[derive(Clone, Debug, Default)]
pub(super) struct Guests {
    known: Vec<Guest>,
    /// Indexes into `known`, sorted by name.
    by_name: Vec<usize>,
    /// Indexes into `known`, in the order of arrival. Some of them may have left since.
    here: Vec<usize>,
}

impl Guests {
    fn get(&self, who: PersonId) -> Option<&Guest> {
        self.known.get(who.guest_index()?)
    }

    fn find(&self, name: &str) -> Result<usize, usize> {
        self.by_name.binary_search_by(|at| (*self.known[*at].name).cmp(name))
    }

    /// Returns the guest's name, and the result of [`Self::find`]. The name is [`OTHERS`] if too many guests are known.
    fn named(&self, name: &GuestName) -> (Arc<str>, Result<usize, usize>) {
        match self.find(&name.0) {
            Err(_) if self.known.len() >= KNOWN_MAX => (OTHERS.into(), self.find(OTHERS)),
            found => (name.0.clone(), found),
        }
    }

    fn begin_call(&mut self, now: Instant, name: &GuestName, request: &Request) -> GuestCall {
        let (name, found) = self.named(name);
        let index = found.map_or(self.known.len(), |place| self.by_name[place]);
        let by = PersonId::guest(index);
        let last_call = CallRecord { at: now, by, request: request.clone(), answer: None };
        if let Err(place) = found {
            self.by_name.insert(place, index);
            self.known.push(Guest { name, seen: now, calls: 0, waiting: 0, last_call, hung_up: false });
        } else {
            self.known[index].last_call = last_call;
        }
        self.add_to_counter(now, index);
        let guest = &mut self.known[index];
        guest.seen = now;
        guest.hung_up = false;
        guest.calls += 1;
        guest.waiting += 1;
        GuestCall { by, action: request.action(), nth: guest.calls }
    }

    /// Puts a guest at the end of the counter, unless it is there.
    fn add_to_counter(&mut self, now: Instant, index: usize) {
        self.here.retain(|other| self.known[*other].is_here(now));
        if !self.here.contains(&index) {
            if self.here.len() == HERE_MAX {
                self.here.remove(0);
            }
            self.here.push(index);
        }
    }

    /// Records the end of a call, with its answer if it has one. Only the guest's latest call is kept.
    fn end_call(&mut self, now: Instant, call: GuestCall, answer: Option<Result<Response, Error>>) {
        let Some(guest) = call.by.guest_index().and_then(|index| self.known.get_mut(index)) else { return };
        guest.seen = now;
        guest.waiting -= 1;
        if call.nth == guest.calls {
            guest.hung_up = answer.is_none();
            guest.last_call.answer = answer.map(|answer| (now, answer));
        }
    }
}

impl Shop {
    /// Records that a guest makes a call. Report the end of the call with [`Self::guest_is_answered`] or
    /// [`Self::guest_hangs_up`].
    pub fn guest_calls(&mut self, now: Instant, name: &GuestName, request: &Request) -> GuestCall {
        self.count_request(request);
        self.guests.begin_call(now, name, request)
    }

    /// Records the answer to a guest's call.
    pub fn guest_is_answered(&mut self, now: Instant, call: GuestCall, answer: &Result<Response, Error>) {
        if let Err(error) = answer {
            let refused = ShopEvent::CallRefused { action: call.action, error: error.clone() };
            self.log_person_event(now, call.by, None, refused);
        }
        self.guests.end_call(now, call, Some(answer.clone()));
    }

    /// Records that a guest cancels its call.
    pub fn guest_hangs_up(&mut self, now: Instant, call: GuestCall) {
        self.guests.end_call(now, call, None);
    }

    /// Returns the guests at the counter.
    pub(super) fn guests_view(&self, now: Instant, limits: Limits) -> GuestsView {
        if self.guests.here.is_empty() { GuestsView::default() } else { self.guests_at_counter(now, limits) }
    }

    fn guests_at_counter(&self, now: Instant, limits: Limits) -> GuestsView {
        let here = || self.guests.here.iter().filter(move |index| self.guests.known[**index].is_here(now));
        let view = |index: &usize| self.guests.known[*index].view(PersonId::guest(*index));
        GuestsView { count: here().count() as u64, first: here().take(limits.people).map(view).collect() }
    }

    /// Returns the guest, if it is at the counter at `now`.
    #[must_use]
    pub fn guest(&self, now: Instant, who: PersonId) -> Option<GuestView> {
        self.guests.get(who).filter(|guest| guest.is_here(now)).map(|guest| guest.view(who))
    }

    pub(super) fn guest_name(&self, who: PersonId) -> Option<&str> {
        self.guests.get(who).map(|guest| &*guest.name)
    }

    pub(super) fn last_call_of_guest(&self, who: PersonId) -> Option<&CallRecord> {
        self.guests.get(who).map(|guest| &guest.last_call)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shop::Scenario;
    use crate::sqs::ListQueues;

    fn list() -> Request {
        ListQueues { queue_name_prefix: None, next_token: None, max_results: None }.into()
    }

    fn name(text: &str) -> GuestName {
        GuestName::new(text).expect("a name")
    }

    const ALL: Limits = Limits { customers: 0, people: 5, tickets: 0 };

    #[test]
    fn names_are_clipped_to_one_line() {
        assert_eq!(name("  CLI\n ").as_str(), "CLI");
        assert_eq!(name(&"x".repeat(99)).as_str(), format!("{}…", "x".repeat(24)));
        assert_eq!(GuestName::new(" \u{7}\t"), None);
    }

    #[test]
    fn a_flood_of_names_is_bounded_and_counted() {
        let mut shop = Shop::new(&Scenario::default());
        for number in 0..KNOWN_MAX + 50 {
            let call = shop.guest_calls(Instant::ZERO, &name(&format!("guest {number}")), &list());
            shop.guest_hangs_up(Instant::ZERO, call);
        }
        assert_eq!(shop.guests.known.len(), KNOWN_MAX + 1);
        let view = shop.guests_view(Instant::ZERO, ALL);
        assert_eq!((view.count, view.first.len()), (HERE_MAX as u64, 5));
        let last = shop.guests.here.last().expect("somebody is here");
        assert_eq!(shop.name(PersonId::guest(*last)), OTHERS);
        assert_eq!(shop.guests_view(Instant::ZERO + STAY, ALL).count, 0);
    }
}
