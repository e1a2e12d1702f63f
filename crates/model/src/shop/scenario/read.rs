//! Reads a scenario from JSON: numbers out of range are brought into it, values of a wrong type are refused.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

use super::{SCENARIO_VERSION, Scenario};
use crate::settings::{Settings as _, bring_into_range, kind};

/// Why a text is no scenario, and where, as a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioError(Cow<'static, str>);

impl ScenarioError {
    pub(in crate::shop) fn new(sentence: impl Into<Cow<'static, str>>) -> Self {
        Self(sentence.into())
    }

    /// Reads a text as JSON: at most 128 lists and objects within each other; of two members with the same name the
    /// later one counts.
    pub(in crate::shop) fn parse(text: &str) -> Result<Value, Self> {
        serde_json::from_str(text).map_err(|error| Self::new(format!("This is not JSON: {error}.")))
    }
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ScenarioError {}

impl Scenario {
    /// Reads a scenario. Unknown members are ignored, missing ones have their defaults; each number that is brought into
    /// its range and each text that is cut adds a sentence to the list.
    ///
    /// # Errors
    /// The text is no JSON object, or a member is of the wrong type.
    pub fn from_json(text: &str) -> Result<(Self, Vec<String>), ScenarioError> {
        Self::from_value(ScenarioError::parse(text)?)
    }

    pub(in crate::shop) fn from_value(mut value: Value) -> Result<(Self, Vec<String>), ScenarioError> {
        let Value::Object(object) = &mut value else {
            return Err(ScenarioError::new(format!("A scenario must be an object, not {}.", kind(&value))));
        };
        let mut notes = Vec::new();
        bring_into_range(object, Self::FIELDS, "", &mut notes).map_err(ScenarioError::new)?;
        let mut scenario: Self =
            serde_json::from_value(value).map_err(|error| ScenarioError::new(format!("{error}.")))?;
        scenario.address.check().map_err(|must| ScenarioError::new(format!("address: {must}")))?;
        if scenario.version > SCENARIO_VERSION {
            let (version, known) = (scenario.version, "unknown settings are ignored");
            notes.insert(0, format!("version {version} is newer than {SCENARIO_VERSION}: {known}."));
            scenario.version = SCENARIO_VERSION;
        }
        Ok((scenario, notes))
    }
}
