//! The lenient reader: numbers are brought into range and texts are cut, and a note says so. A value of the wrong type is
//! an error.

use serde_json::{Map, Value};

use super::{Field, Kind, Range};
use crate::text::{grouped, is_plain};

/// Characters of a title or a name.
pub const TEXT_CHARS: usize = 80;
/// People of a role in all groups together.
pub(crate) const STAFF_MAX: u64 = 10_000;

/// Changes the members of `object` so that the strict reader accepts them: those that `fields` lists. Other members stay
/// as they are. The `path` of the object is empty or ends with a dot; each change adds a sentence to `notes`.
///
/// # Errors
/// A sentence that names the first member whose type is wrong.
pub(crate) fn bring_into_range(
    object: &mut Map<String, Value>,
    fields: &[Field],
    path: &str,
    notes: &mut Vec<String>,
) -> Result<(), String> {
    for field in fields {
        if field.name.is_empty() {
            let Kind::Object(inner) = field.kind else { continue };
            bring_into_range(object, inner, path, notes)?;
        } else if let Some(value) = object.get_mut(field.name) {
            let place = format!("{path}{}", field.name);
            let keep = Place { path: &place, notes }.keep(value, field.kind)?;
            if !keep {
                object.shift_remove(field.name);
            }
        }
    }
    Ok(())
}

/// The type of a value, in words.
pub(crate) const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// Where a value is, and the list of what was changed.
struct Place<'a> {
    path: &'a str,
    notes: &'a mut Vec<String>,
}

impl Place<'_> {
    /// Returns false if the default replaces the value.
    fn keep(mut self, value: &mut Value, kind: Kind) -> Result<bool, String> {
        match (kind, value) {
            (Kind::Number { nullable: true, .. }, Value::Null) | (Kind::Flag, Value::Bool(_)) => Ok(true),
            (Kind::Number { range, .. }, value @ Value::Number(_)) => {
                self.clamp(value, range);
                Ok(true)
            }
            (Kind::Choice(names), Value::String(name)) if names.contains(&name.as_str()) => Ok(true),
            (Kind::Choice(names), _) => {
                let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
                Err(format!("{} must be {}.", self.path, names.join(" or ")))
            }
            (Kind::Text | Kind::Object(_) | Kind::People(_), Value::Null) => Ok(false),
            (Kind::Text, Value::String(text)) => {
                *text = self.plain(text);
                Ok(!text.is_empty())
            }
            (Kind::Object(fields), Value::Object(object)) => {
                bring_into_range(object, fields, &format!("{}.", self.path), self.notes)?;
                Ok(true)
            }
            (Kind::People(fields), Value::Array(groups)) => {
                self.people(groups, fields)?;
                Ok(true)
            }
            (Kind::Number { .. }, value) => self.wrong("a number", value),
            (Kind::Flag, value) => self.wrong("true or false", value),
            (Kind::Text, value) => self.wrong("a text", value),
            (Kind::Object(_), value) => self.wrong("an object", value),
            (Kind::People(_), value) => self.wrong("a list", value),
        }
    }

    fn wrong<T>(&self, should: &str, value: &Value) -> Result<T, String> {
        Err(format!("{} must be {should}, not {}.", self.path, kind(value)))
    }

    fn clamp(&mut self, value: &mut Value, range: Range) {
        let number = value.to_string();
        let kept = range.clamp(whole_part(&number));
        if value.as_u64() != Some(kept) {
            let path = self.path;
            self.notes.push(format!("{path} was {number} and is now {}. {}", grouped(kept), range.sentence()));
            *value = kept.into();
        }
    }

    fn plain(&mut self, text: &str) -> String {
        let plain: String = text.chars().filter(|letter| is_plain(*letter)).collect();
        let plain = plain.trim();
        let kept: String = plain.chars().take(TEXT_CHARS).collect();
        if kept.len() < plain.len() {
            self.notes.push(format!("{} was cut to {TEXT_CHARS} characters.", self.path));
        }
        kept
    }

    /// Keeps as many people as there is room for.
    fn people(&mut self, groups: &mut Vec<Value>, fields: &[Field]) -> Result<(), String> {
        let mut room = STAFF_MAX;
        for index in 0..groups.len() {
            let path = format!("{}[{index}]", self.path);
            let Value::Object(group) = &mut groups[index] else {
                return Place { path: &path, notes: self.notes }.wrong("an object", &groups[index]);
            };
            bring_into_range(group, fields, &format!("{path}."), self.notes)?;
            let wanted = group.get("count").and_then(Value::as_u64).unwrap_or(1);
            if wanted > room {
                group.insert("count".to_owned(), room.into());
                groups.truncate(index + usize::from(room > 0));
                let most = grouped(STAFF_MAX);
                let path = self.path;
                self.notes.push(format!("{path}: there is room for {most} people of a kind. The rest is left out."));
                return Ok(());
            }
            room -= wanted;
        }
        Ok(())
    }
}

/// The whole part of a number as written, clamped to the range of `u64`.
fn whole_part(number: &str) -> u64 {
    if number.starts_with('-') {
        return 0;
    }
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let far = if exponent.starts_with('-') { i32::MIN } else { i32::MAX };
    let exponent = exponent.parse::<i32>().unwrap_or(far);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    // A `u64` has at most twenty digits: more zeros behind the given digits change nothing.
    let places = (i64::from(exponent) + whole.len() as i64).clamp(0, mantissa.len() as i64 + 20) as usize;
    let digits = whole.bytes().chain(fraction.bytes()).chain(std::iter::repeat(b'0'));
    digits.take(places).fold(0, |value: u64, digit| value.saturating_mul(10).saturating_add(u64::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::whole_part;

    #[test]
    fn whole_parts() {
        for (text, whole) in [
            ("0", 0),
            ("7", 7),
            ("-5", 0),
            ("2.5", 2),
            ("1e3", 1_000),
            ("12.34e1", 123),
            ("1.5E+2", 150),
            ("99e-1", 9),
            ("5e-9", 0),
            ("0.0e99", 0),
            ("1e99", u64::MAX),
            ("1e-99999999999", 0),
            ("1e99999999999", u64::MAX),
            ("18446744073709551616", u64::MAX),
            ("18446744073709551615", u64::MAX),
            ("0e99999999999", 0),
        ] {
            assert_eq!(whole_part(text), whole, "{text}");
        }
    }
}
