//! Refused interventions, with a sentence for the user.

use std::borrow::Cow;
use std::fmt;

/// Why an intervention was refused. The world is unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(Cow<'static, str>);

impl Refusal {
    pub(crate) fn new(sentence: impl Into<Cow<'static, str>>) -> Self {
        Self(sentence.into())
    }
}

impl From<String> for Refusal {
    fn from(sentence: String) -> Self {
        Self::new(sentence)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}
