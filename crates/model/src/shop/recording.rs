//! Everything needed to see the same again: the scenario, and what was done to it when.

use serde::Serialize;
use serde_json::Value;

use super::{Scenario, ScenarioError, Timed};

/// The largest number of deeds that is read: a link must not keep a page busy for ever.
const DEEDS_MAX: usize = 100_000;

/// A run of a shop. The seed is part of the scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Recording {
    /// How it began.
    pub scenario: Scenario,
    /// What was done to it, in order of time.
    pub interventions: Vec<Timed>,
}

impl Recording {
    /// Reads the JSON of a recording; a bare scenario is a recording without deeds. Returns a sentence for each value
    /// that had to be brought into range.
    ///
    /// # Errors
    /// A sentence that says what is wrong where.
    pub fn from_json(text: &str) -> Result<(Self, Vec<String>), ScenarioError> {
        Self::from_value(ScenarioError::parse(text)?)
    }

    /// Does the same with a value that was parsed already.
    ///
    /// # Errors
    /// As [`Self::from_json`].
    pub fn from_value(mut value: Value) -> Result<(Self, Vec<String>), ScenarioError> {
        let Some(scenario) = value.get_mut("scenario") else {
            let (scenario, notes) = Scenario::from_value(value)?;
            return Ok((Self { scenario, interventions: Vec::new() }, notes));
        };
        let (scenario, mut notes) = Scenario::from_value(scenario.take())?;
        let deeds = match value.get("interventions") {
            None | Some(Value::Null) => &[][..],
            Some(Value::Array(deeds)) => deeds,
            Some(_) => return Err(ScenarioError::new("interventions must be a list.")),
        };
        if deeds.len() > DEEDS_MAX {
            notes.push(format!("Only the first {DEEDS_MAX} of {} interventions are kept.", deeds.len()));
        }
        let read = |(index, deed)| {
            Timed::from_value(deed)
                .map_err(|complaint| ScenarioError::new(format!("interventions[{index}]: {complaint}.")))
        };
        let mut interventions = deeds.iter().take(DEEDS_MAX).enumerate().map(read).collect::<Result<Vec<_>, _>>()?;
        if !interventions.is_sorted_by_key(|timed| timed.at) {
            notes.push("The interventions were not in order of time. They are sorted now.".into());
            interventions.sort_by_key(|timed| timed.at);
        }
        Ok((Self { scenario, interventions }, notes))
    }
}
