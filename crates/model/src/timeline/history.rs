//! Deeds, and how they are undone and redone.

use std::mem;

use super::{Timeline, Track};
use crate::shop::{Intervention, Refusal, Timed};
use crate::sqs::{CallId, Request};
use crate::time::Instant;

/// The most interventions that can be undone.
pub const UNDO_MAX: usize = 200;

/// A moment at which a run has two continuations, and the one that is not current.
#[derive(Clone, Debug)]
pub(super) struct Fork {
    at: Instant,
    /// How many interventions both continuations have in common.
    done: usize,
    /// The interventions of the other continuation, the next one last.
    future: Vec<Timed>,
    end: Instant,
    /// The track of the other continuation; `None` if that ends here.
    track: Option<Track>,
}

impl Timeline {
    /// Applies an intervention now, cuts off the future and clears the redo list; [`Self::undo`] restores the future. A
    /// `joined` intervention is undone together with the one before.
    ///
    /// # Errors
    /// A sentence for the screen. Nothing has changed.
    pub fn intervene(&mut self, deed: Intervention, joined: bool) -> Result<(), Refusal> {
        self.open_on(usize::MAX);
        let done = self.world.recording().interventions.len();
        self.world.intervene(deed)?;
        self.fork(done, joined);
        Ok(())
    }

    /// Makes a call from outside the shop; see [`crate::world::World::call`]. It is an intervention like any other.
    pub fn call(&mut self, request: Request, guest: &str) -> CallId {
        self.open_on(usize::MAX);
        let done = self.world.recording().interventions.len();
        let call = self.world.call(request, guest);
        self.fork(done, false);
        call
    }

    /// Ends a waiting call of [`Self::call`].
    pub fn hang_up(&mut self, call: CallId) {
        let done = self.world.recording().interventions.len();
        self.world.hang_up(call);
        if self.world.recording().interventions.len() > done {
            self.fork(done, true);
        }
    }

    /// Cuts off the future without an intervention, because an intervention in one of two runs side by side cuts both.
    /// [`Self::undo`] restores the future. Returns false if there is no future.
    pub fn cut(&mut self) -> bool {
        let is_cut = self.end() > self.now();
        if is_cut {
            self.fork(self.world.recording().interventions.len(), false);
        }
        is_cut
    }

    /// Starts another continuation here, after `done` interventions.
    fn fork(&mut self, done: usize, joined: bool) {
        let (at, end) = (self.now(), self.end());
        let is_cut = end > at;
        let track = is_cut.then(|| self.track.clone());
        let future = mem::take(&mut self.future);
        if is_cut {
            self.track.cut(at);
            self.keyframes.cut(at, done);
            self.end = at;
        }
        if joined && !is_cut {
            return;
        }
        if self.undo.len() == UNDO_MAX {
            self.undo.remove(0);
        }
        self.undo.push(Fork { at, done, future, end, track });
        self.redo.clear();
    }

    /// Returns true if there is something to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty() || !self.world.recording().interventions.is_empty()
    }

    /// Returns true if there is something to redo.
    #[must_use]
    pub const fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Returns true if an intervention was made, or made again, since this run was opened.
    #[must_use]
    pub const fn has_done(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Clears the redo list.
    pub fn forget_undone(&mut self) {
        self.redo.clear();
    }

    /// The same run before the shop's opening, with its track and all that can be undone or redone. It holds no world
    /// and no keyframes, so it is small; [`Self::pass_towards`] leads back to any moment.
    #[must_use]
    pub fn set_aside(&self) -> Self {
        Self {
            track: self.track.clone(),
            undo: self.undo.clone(),
            redo: self.redo.clone(),
            ..Self::before(self.recording(), self.end())
        }
    }

    /// Undoes the last intervention: restores the continuation before it and a moment near it. Returns the
    /// intervention's moment; [`Self::pass`] leads there.
    pub fn undo(&mut self) -> Option<Instant> {
        // Interventions of a loaded recording can be undone, too.
        let fork = self.undo.pop().or_else(|| {
            let deeds = &self.world.recording().interventions;
            let last = deeds.last()?;
            Some(Fork { at: last.at, done: deeds.len() - 1, future: Vec::new(), end: last.at, track: None })
        })?;
        let (at, back) = self.turn(fork);
        self.redo.push(back);
        Some(at)
    }

    /// Redoes the intervention that was undone last; returns as [`Self::undo`] does.
    pub fn redo(&mut self) -> Option<Instant> {
        let fork = self.redo.pop()?;
        let (at, back) = self.turn(fork);
        self.undo.push(back);
        Some(at)
    }

    /// Goes back to a fork and takes its other continuation.
    fn turn(&mut self, fork: Fork) -> (Instant, Fork) {
        let Fork { at, done, future, end, track } = fork;
        self.end = self.end();
        self.jump(at, done);
        // The interventions between the restored moment and the fork are common to both continuations.
        let common = done - self.world.recording().interventions.len();
        let common = self.future.split_off(self.future.len() - common);
        let current = mem::replace(&mut self.future, future);
        self.future.extend(common);
        let mut other = self.track.clone();
        other.cut(at);
        let back = Fork {
            at,
            done,
            future: current,
            end: mem::replace(&mut self.end, end),
            track: Some(mem::replace(&mut self.track, track.unwrap_or(other))),
        };
        self.keyframes.cut(at, done);
        (at, back)
    }
}
