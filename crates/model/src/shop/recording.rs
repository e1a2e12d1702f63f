//! Everything needed to see the same again: how it began, and what was done to it when.

use super::{Scenario, ScenarioError, Timed};
use crate::json::{Json, Object};

/// More deeds than this no recording holds: a link must not keep a page busy for ever.
const DEEDS_MAX: usize = 100_000;

/// A run of a shop. The seed lies in the scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recording {
    /// How it began.
    pub scenario: Scenario,
    /// What was done to it, in order of time.
    pub interventions: Vec<Timed>,
}

impl Recording {
    /// As JSON; [`Self::from_json`] reads its text.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let mut recording = Object::new();
        recording.put("scenario", self.scenario.to_json());
        recording.put("interventions", self.interventions.iter().map(Timed::to_json).collect::<Vec<_>>());
        recording.into()
    }

    /// Reads a recording, and tells what had to be brought into range.
    ///
    /// # Errors
    /// A sentence that says what is wrong where. A bare scenario is a recording in which nothing was done.
    pub fn from_json(text: &str) -> Result<(Self, Vec<String>), ScenarioError> {
        Self::from_value(&ScenarioError::parse(text)?)
    }

    /// The same from a value that was read already.
    ///
    /// # Errors
    /// As [`Self::from_json`].
    pub fn from_value(value: &Json) -> Result<(Self, Vec<String>), ScenarioError> {
        let Some(scenario) = value.get("scenario") else {
            let (scenario, notes) = Scenario::from_value(value)?;
            return Ok((Self { scenario, interventions: Vec::new() }, notes));
        };
        let (scenario, mut notes) = Scenario::from_value(scenario)?;
        let deeds = match value.get("interventions") {
            None | Some(Json::Null) => &[][..],
            Some(Json::List(deeds)) => deeds,
            Some(_) => return Err(ScenarioError::new("interventions must be a list.")),
        };
        if deeds.len() > DEEDS_MAX {
            notes.push(format!("Of {} interventions the first {DEEDS_MAX} are kept.", deeds.len()));
        }
        let mut interventions = Vec::with_capacity(deeds.len().min(DEEDS_MAX));
        for (index, deed) in deeds.iter().take(DEEDS_MAX).enumerate() {
            let timed = Timed::from_json(deed)
                .map_err(|complaint| ScenarioError::new(format!("interventions[{index}]: {complaint}.")))?;
            interventions.push(timed);
        }
        if !interventions.is_sorted_by_key(|timed| timed.at) {
            notes.push("The interventions were not in order of time; they are now.".into());
            interventions.sort_by_key(|timed| timed.at);
        }
        Ok((Self { scenario, interventions }, notes))
    }
}
