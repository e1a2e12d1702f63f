//! What the session reports to the outside, in the order in which it happened.
//!
//! Callbacks may call the session again, so the owner takes the notices first and delivers them once the session is no
//! longer borrowed.

use std::rc::Rc;

use model::compare::Half;
use model::shop::Happening;
use model::sqs::{CallId, Error, Response};

/// How far a call from outside has come.
#[derive(Clone, Debug, PartialEq)]
pub enum CallUpdate {
    /// The call waits under this id: a long poll. [`super::Session::hang_up`] ends it.
    Waiting(CallId),
    /// The answer.
    Answered(Result<Response, Error>),
    /// There will be no answer: the run in which the call was made is gone.
    Gone,
}

/// Receives the updates of one call.
pub type OnUpdate = Rc<dyn Fn(CallUpdate)>;

/// Something to deliver.
pub enum Notice {
    /// A call that waited has ended.
    Call(OnUpdate, CallUpdate),
    /// A seek has finished.
    Arrived(Box<dyn FnOnce()>),
    /// Something happened: of a pair, in that half.
    Happened(Option<Half>, Happening),
}

/// Notices that have not been delivered yet.
#[derive(Default)]
pub(super) struct Outbox {
    notices: Vec<Notice>,
    /// Happenings are collected only while there is a listener.
    pub(super) has_listeners: bool,
    /// The narrator is a listener, too.
    pub(super) is_narrated: bool,
}

impl Outbox {
    pub(super) const fn is_heard(&self) -> bool {
        self.has_listeners || self.is_narrated
    }

    pub(super) fn push(&mut self, notice: Notice) {
        self.notices.push(notice);
    }

    /// Reports what happened in a slice of time in the chosen run, and in the one beside it: merged in order of time.
    pub(super) fn push_happenings(&mut self, half: Option<Half>, chosen: Vec<Happening>, beside: Vec<Happening>) {
        let mut beside = beside.into_iter().peekable();
        for happening in chosen {
            while let Some(earlier) = beside.next_if(|other| other.at < happening.at) {
                self.push(Notice::Happened(half.map(Half::other), earlier));
            }
            self.push(Notice::Happened(half, happening));
        }
        self.notices.extend(beside.map(|happening| Notice::Happened(half.map(Half::other), happening)));
    }

    /// Drops happenings: they refer to people and orders of a run that is replaced.
    pub(super) fn drop_happenings(&mut self) {
        self.notices.retain(|notice| !matches!(notice, Notice::Happened(..)));
    }

    pub(super) fn take(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }
}
