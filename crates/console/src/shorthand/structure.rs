//! Keys, lists and structures.

use serde_json::{Map, Value};

use super::cursor::Reader;

/// Nested lists and structures, at most.
const DEPTH_MAX: u32 = 32;

impl Reader<'_> {
    pub(super) fn key_and_value(&mut self) -> Result<(String, Value), String> {
        let key = self.key();
        self.expect('=')?;
        let value = match self.peek() {
            None => Value::from(""),
            Some('[' | '{') => self.explicit(DEPTH_MAX)?,
            Some(_) => self.comma_separated()?,
        };
        Ok((key, value))
    }

    fn key(&mut self) -> String {
        let end = self.rest().find(|letter: char| !(letter.is_ascii_alphanumeric() || "-_.#/:".contains(letter)));
        let key = self.rest()[..end.unwrap_or(self.rest().len())].to_owned();
        self.at += key.len();
        key
    }

    /// Reads `a` as a string, `a,b` as a list, and in `a,b=c` only the string `a` before the next key.
    fn comma_separated(&mut self) -> Result<Value, String> {
        let first = self.first()?;
        self.skip_blanks();
        if self.peek() != Some(',') {
            return Ok(first.into());
        }
        let mut before = self.at;
        self.expect(',')?;
        let mut items = vec![Value::from(first)];
        loop {
            let item = self.second().and_then(|item| {
                self.skip_blanks();
                if self.is_done() {
                    return Ok((item, true));
                }
                let comma = self.at;
                self.expect(',')?;
                before = comma;
                Ok((item, false))
            });
            match item {
                Ok((item, is_last)) => {
                    items.push(item.into());
                    if is_last {
                        break;
                    }
                }
                Err(refusal) if self.is_done() => return Err(refusal),
                Err(_) => {
                    self.at = before;
                    break;
                }
            }
        }
        Ok(if items.len() == 1 { items.swap_remove(0) } else { items.into() })
    }

    fn explicit(&mut self, depth: u32) -> Result<Value, String> {
        let depth = depth.checked_sub(1).ok_or("These structures are nested too deeply. Write JSON instead.")?;
        match self.peek() {
            Some('[') => {
                self.expect('[')?;
                let mut items = Vec::new();
                while self.peek() != Some(']') {
                    items.push(self.explicit(depth)?);
                    self.separator(']')?;
                }
                self.at += 1;
                Ok(items.into())
            }
            Some('{') => {
                self.expect('{')?;
                let mut members = Map::new();
                while self.peek() != Some('}') {
                    let key = self.key();
                    self.expect('=')?;
                    let value = self.explicit(depth)?;
                    self.separator('}')?;
                    members.shift_remove(&key);
                    members.insert(key, value);
                }
                self.at += 1;
                Ok(members.into())
            }
            _ => self.first().map(Value::from),
        }
    }

    /// Skips a comma, unless the end is next.
    fn separator(&mut self, end: char) -> Result<(), String> {
        self.skip_blanks();
        if self.peek() != Some(end) {
            self.expect_here(',')?;
            self.skip_blanks();
        }
        Ok(())
    }
}
