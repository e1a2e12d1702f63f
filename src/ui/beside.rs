//! The second of two shops that are compared: it keeps pace with the one in hand, and what is done to either is taken
//! back in the order in which it was done.

use super::driver::{Teller, weight};
use model::compare::Half;
use model::shop::{Happening, Intervention, Timed};
use model::sqs::{CallId, Error, Response};
use model::time::Instant;
use model::timeline::{Timeline, UNDO_MAX};
use model::world::World;

/// How often each of the two is turned to take one deed back: by half.
type Turns = [u32; 2];

/// The shop beside the one in hand.
pub struct Beside {
    /// Its run.
    pub timeline: Timeline,
    /// Where it stands.
    pub half: Half,
    /// Those whose calls to it are not answered yet.
    pub callers: Vec<(CallId, Teller)>,
    /// What happened in it, for those who listen from outside.
    pub unheard: Vec<Happening>,
    /// What deserves the caption most of what happened in it, and nobody was told yet.
    pub waiting: Option<Happening>,
    /// What its calls were answered.
    pub replies: Vec<(CallId, Result<Response, Error>)>,
    undo: Vec<Turns>,
    redo: Vec<Turns>,
    /// Deeds that are one to the person at the screen, while they are done.
    group: Option<Turns>,
}

impl Beside {
    /// A shop at that place.
    pub const fn new(timeline: Timeline, half: Half) -> Self {
        Self {
            timeline,
            half,
            callers: Vec::new(),
            unheard: Vec::new(),
            waiting: None,
            replies: Vec::new(),
            undo: Vec::new(),
            redo: Vec::new(),
            group: None,
        }
    }

    /// Its world.
    pub const fn world(&self) -> &World {
        self.timeline.world()
    }

    /// Was this call made here, and is not answered yet?
    pub fn awaits(&self, call: CallId) -> bool {
        self.callers.iter().any(|(other, _)| *other == call)
    }

    /// Runs on to `until`, and hears what happens on the way.
    pub fn keep_pace(&mut self, until: Instant, is_heard: bool) {
        self.timeline.advance_to(until);
        while let Some(happening) = self.timeline.poll_happening() {
            if weight(&happening) > 0 && self.waiting.as_ref().is_none_or(|best| weight(&happening) >= weight(best)) {
                self.waiting = Some(happening.clone());
            }
            if is_heard {
                self.unheard.push(happening);
            }
        }
        while let Some(reply) = self.timeline.poll_foreign_reply() {
            self.replies.push(reply);
        }
    }

    /// A deed was done in the shop in hand, or to both where it is given. `cut` says that it cut the future off there:
    /// then it does here, too, so that the two never come from different pasts.
    pub fn follow(&mut self, deed: Option<Intervention>, joined: bool, cut: bool) {
        let cut_here = self.timeline.end() > self.timeline.now();
        let turns = match deed {
            Some(deed) => self.timeline.intervene(deed, joined).is_ok() && (!joined || cut_here),
            None => self.timeline.cut(),
        };
        let turned = u32::from(!joined || cut);
        self.note(self.half.of([[u32::from(turns), turned], [turned, u32::from(turns)]]));
    }

    fn note(&mut self, turns: Turns) {
        if turns == [0, 0] {
            return;
        }
        self.redo.clear();
        if let Some(group) = &mut self.group {
            *group = [group[0] + turns[0], group[1] + turns[1]];
            return;
        }
        if self.undo.len() == UNDO_MAX {
            self.undo.remove(0);
        }
        self.undo.push(turns);
    }

    /// What is done from here to [`Self::ungroup`] is one deed.
    pub const fn group(&mut self) {
        self.group = Some([0, 0]);
    }

    /// The deed is done.
    pub fn ungroup(&mut self) {
        if let Some(turns) = self.group.take() {
            self.note(turns);
        }
    }

    /// There is something to take back, in this shop or the other.
    pub fn can_undo(&self, other: &Timeline) -> bool {
        !self.undo.is_empty() || [&self.timeline, other].iter().any(|run| run.can_undo())
    }

    /// There is something to do again.
    pub const fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Takes the last deed back, wherever it was done. The answer is its moment.
    pub fn undo(&mut self, other: &mut Timeline) -> Option<Instant> {
        let turns = self.undo.pop().or_else(|| self.latest(other))?;
        let at = self.turn(turns, other, Timeline::undo);
        self.redo.push(turns);
        at
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self, other: &mut Timeline) -> Option<Instant> {
        let turns = self.redo.pop()?;
        let at = self.turn(turns, other, Timeline::redo);
        self.undo.push(turns);
        at
    }

    fn turn(
        &mut self,
        turns: Turns,
        other: &mut Timeline,
        turn: fn(&mut Timeline) -> Option<Instant>,
    ) -> Option<Instant> {
        let (here, there) = (self.half.of(turns), self.half.other().of(turns));
        let mut at = None;
        for (run, count) in [(&mut self.timeline, here), (other, there)] {
            for _ in 0..count {
                at = at.max(turn(run));
            }
        }
        at
    }

    /// Of what was done before this page was opened, the last. Customers are always the same in both.
    fn latest(&self, other: &Timeline) -> Option<Turns> {
        let last = |run: &Timeline| run.world().recording().interventions.last().cloned();
        let is_about_customers = |deed: &Timed| matches!(deed.intervention, Intervention::SetCustomers { .. });
        let (here, there) = match (last(&self.timeline), last(other)) {
            (None, None) => return None,
            (Some(here), Some(there)) if here.at == there.at => {
                match (is_about_customers(&here), is_about_customers(&there)) {
                    (true, false) => (0, 1),
                    (false, true) => (1, 0),
                    _ => (1, 1),
                }
            }
            (here, there) if here.as_ref().map(|deed| deed.at) > there.as_ref().map(|deed| deed.at) => (1, 0),
            _ => (0, 1),
        };
        Some(self.half.of([[here, there], [there, here]]))
    }
}
