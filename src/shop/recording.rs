//! Everything needed to see the same again: how it began, and what was done to it when.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Scenario, ScenarioError, Timed};

/// More deeds than this no recording holds: a link must not keep a page busy for ever.
const DEEDS_MAX: usize = 100_000;

/// A run of a shop. The seed lies in the scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Recording {
    /// How it began.
    pub scenario: Scenario,
    /// What was done to it, in order of time.
    pub interventions: Vec<Timed>,
}

impl Recording {
    /// Reads a recording, and tells what had to be brought into range.
    ///
    /// # Errors
    /// A sentence that says what is wrong where. A bare scenario is a recording in which nothing was done.
    pub fn from_json(text: &str) -> Result<(Self, Vec<String>), ScenarioError> {
        let mut value: Value = ScenarioError::parse(text)?;
        if value.get("scenario").is_none() {
            let (scenario, notes) = Scenario::from_value(&value)?;
            return Ok((Self { scenario, interventions: Vec::new() }, notes));
        }
        let (scenario, mut notes) = Scenario::from_value(&value["scenario"])?;
        let deeds = match value.get_mut("interventions").map(Value::take) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(deeds)) => deeds,
            Some(_) => return Err(ScenarioError::new("interventions must be a list.")),
        };
        if deeds.len() > DEEDS_MAX {
            notes.push(format!("Of {} interventions the first {DEEDS_MAX} are kept.", deeds.len()));
        }
        let mut interventions = Vec::with_capacity(deeds.len().min(DEEDS_MAX));
        for (index, deed) in deeds.into_iter().take(DEEDS_MAX).enumerate() {
            let timed: Timed = serde_json::from_value(deed)
                .map_err(|error| ScenarioError::new(format!("interventions[{index}]: {error}.")))?;
            interventions.push(timed);
        }
        if !interventions.is_sorted_by_key(|timed| timed.at) {
            notes.push("The interventions were not in order of time; they are now.".into());
            interventions.sort_by_key(|timed| timed.at);
        }
        Ok((Self { scenario, interventions }, notes))
    }
}
