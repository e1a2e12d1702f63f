//! JSON as a tree: read whole, looked at member by member, written in one line or for people to read.
//!
//! Small on purpose: numbers stay the text that they are, so nothing here reads or writes a float, and one tree serves
//! every type that travels as JSON.

use std::fmt::{self, Write as _};

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// As written.
    Number(String),
    /// A text, without its quotes and escapes.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// Members.
    Object(Object),
}

/// The members of an object: in order of their names where they were read, as they were put in where they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Object(Vec<(String, Json)>);

/// Why a text is no JSON, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed {
    what: &'static str,
    line: usize,
    column: usize,
}

/// Lists and objects within each other, at most.
const DEPTH_MAX: u32 = 128;

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at line {} column {}", self.what, self.line, self.column)
    }
}

impl std::error::Error for Malformed {}

impl Object {
    /// No members yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Puts a member at the end.
    pub fn put(&mut self, name: &str, value: impl Into<Json>) {
        self.push(name.to_owned(), value.into());
    }

    fn push(&mut self, name: String, value: Json) {
        self.0.push((name, value));
    }

    /// A member's value.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value)
    }

    /// The members.
    pub fn iter(&self) -> std::slice::Iter<'_, (String, Json)> {
        self.0.iter()
    }

    /// How many members.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// No members.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Members that were read, in any order; of two with the same name the later one counts.
    fn of_read(mut members: Vec<(String, Json)>) -> Self {
        // All at once: putting each in its place would let a body of one megabyte cost minutes.
        members.sort_by(|(one, _), (other, _)| one.cmp(other));
        members.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            if same {
                std::mem::swap(later, kept);
            }
            same
        });
        Self(members)
    }
}

impl Json {
    /// Reads a text that is one value.
    ///
    /// # Errors
    /// What is wrong, and where.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(DEPTH_MAX)?;
        reader.skip_blanks();
        if reader.at < text.len() { Err(reader.malformed("trailing characters")) } else { Ok(value) }
    }

    /// A member's value, where this is an object that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_object()?.get(name)
    }

    /// The text, where it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The items, where it is a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Self]> {
        if let Self::List(items) = self { Some(items) } else { None }
    }

    /// The members, where it is an object.
    #[must_use]
    pub const fn as_object(&self) -> Option<&Object> {
        if let Self::Object(object) = self { Some(object) } else { None }
    }

    /// The number, where it is a whole one without a sign.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        if let Self::Number(text) = self { text.parse().ok() } else { None }
    }

    /// The number, where it is a whole one.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        let Self::Number(text) = self else { return None };
        match text.strip_prefix('-') {
            Some(digits) => 0_i64.checked_sub_unsigned(digits.parse().ok()?),
            None => self.as_u64()?.try_into().ok(),
        }
    }

    /// For people to read: a line for each member and item.
    #[must_use]
    pub fn pretty(&self) -> String {
        self.indented(2)
    }

    /// A line for each member and item, with so many blanks before what is inside of another.
    #[must_use]
    pub fn indented(&self, blanks: usize) -> String {
        let mut text = String::new();
        self.write(&mut text, Some(Lines { blanks, depth: 0 }));
        text
    }

    /// In one line, without blanks.
    pub fn line(&self) -> String {
        let mut text = String::with_capacity(256);
        self.write(&mut text, None);
        text
    }

    /// Writes it, in lines where they are given.
    fn write(&self, text: &mut String, lines: Option<Lines>) {
        match self {
            Self::Null => text.push_str("null"),
            Self::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
            Self::Number(number) => text.push_str(number),
            Self::Text(value) => write_text(text, value),
            Self::List(items) => {
                text.push('[');
                let inner = lines.map(Lines::inner);
                for (index, item) in items.iter().enumerate() {
                    begin_line(text, inner, index > 0);
                    item.write(text, inner);
                }
                end_block(text, lines, items.is_empty(), ']');
            }
            Self::Object(Object(members)) => {
                text.push('{');
                let inner = lines.map(Lines::inner);
                for (index, (name, value)) in members.iter().enumerate() {
                    begin_line(text, inner, index > 0);
                    write_text(text, name);
                    text.push_str(if lines.is_some() { ": " } else { ":" });
                    value.write(text, inner);
                }
                end_block(text, lines, members.is_empty(), '}');
            }
        }
    }
}

/// How far lines stand in.
#[derive(Clone, Copy)]
struct Lines {
    blanks: usize,
    depth: usize,
}

impl Lines {
    const fn inner(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }
}

fn begin_line(text: &mut String, lines: Option<Lines>, follows: bool) {
    if follows {
        text.push(',');
    }
    if let Some(Lines { blanks, depth }) = lines {
        text.push('\n');
        for _ in 0..blanks * depth {
            text.push(' ');
        }
    }
}

fn end_block(text: &mut String, lines: Option<Lines>, is_empty: bool, end: char) {
    if !is_empty {
        begin_line(text, lines, false);
    }
    text.push(end);
}

fn write_text(text: &mut String, value: &str) {
    text.push('"');
    let mut rest = value;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f)) {
        text.push_str(&rest[..at]);
        match rest.as_bytes()[at] {
            b'"' => text.push_str("\\\""),
            b'\\' => text.push_str("\\\\"),
            b'\n' => text.push_str("\\n"),
            b'\r' => text.push_str("\\r"),
            b'\t' => text.push_str("\\t"),
            8 => text.push_str("\\b"),
            12 => text.push_str("\\f"),
            byte => {
                let _ = write!(text, "\\u{byte:04x}");
            }
        }
        rest = &rest[at + 1..];
    }
    text.push_str(rest);
    text.push('"');
}

impl fmt::Display for Json {
    /// In one line, without blanks.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line())
    }
}

impl From<Object> for Json {
    fn from(members: Object) -> Self {
        Self::Object(members)
    }
}

impl From<serde_json::Value> for Json {
    fn from(value: serde_json::Value) -> Self {
        use serde_json::Value;
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(value),
            Value::Number(number) => Self::Number(number.to_string()),
            Value::String(text) => Self::Text(text),
            Value::Array(items) => Self::List(items.into_iter().map(Self::from).collect()),
            Value::Object(members) => {
                Self::Object(Object(members.into_iter().map(|(name, value)| (name, value.into())).collect()))
            }
        }
    }
}

impl From<&Json> for serde_json::Value {
    fn from(value: &Json) -> Self {
        match value {
            Json::Null => Self::Null,
            Json::Bool(value) => Self::Bool(*value),
            Json::Number(number) => serde_json::from_str(number).unwrap_or_default(),
            Json::Text(text) => Self::String(text.clone()),
            Json::List(items) => items.iter().map(Self::from).collect(),
            Json::Object(members) => members.iter().map(|(name, value)| (name.clone(), Self::from(value))).collect(),
        }
    }
}

impl From<Vec<Self>> for Json {
    fn from(items: Vec<Self>) -> Self {
        Self::List(items)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<u64> for Json {
    fn from(number: u64) -> Self {
        Self::Number(number.to_string())
    }
}

impl From<u32> for Json {
    fn from(number: u32) -> Self {
        Self::from(u64::from(number))
    }
}

impl From<i64> for Json {
    fn from(number: i64) -> Self {
        Self::Number(number.to_string())
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// What can be put into an object.
pub trait ToMember {
    /// The member's value; none where the member is left out.
    fn to_member(&self) -> Option<Json>;
}

/// What can be read from an object.
pub trait FromMember: Sized {
    /// Reads the member's value, which is none where the member is missing. None where it makes no sense.
    fn from_member(value: Option<&Json>) -> Option<Self>;
}

impl Object {
    /// Puts a member at the end, if it is not left out.
    pub fn put_member(&mut self, name: &str, value: &impl ToMember) {
        if let Some(value) = value.to_member() {
            self.push(name.to_owned(), value);
        }
    }
}

impl Json {
    /// Reads a member.
    ///
    /// # Errors
    /// In words, where it is missing or makes no sense.
    pub fn read<T: FromMember>(&self, name: &str) -> Result<T, String> {
        let value = self.get(name);
        T::from_member(value).ok_or_else(|| complaint(name, value))
    }

    /// Reads a member that has a default.
    ///
    /// # Errors
    /// In words, where it is there and makes no sense.
    pub fn read_or<T: FromMember>(&self, name: &str, default: T) -> Result<T, String> {
        if self.get(name).is_none() { Ok(default) } else { self.read(name) }
    }
}

fn complaint(name: &str, value: Option<&Json>) -> String {
    match value {
        None => format!("`{name}` is missing"),
        Some(value) => format!("`{name}` cannot be {value}"),
    }
}

impl ToMember for String {
    fn to_member(&self) -> Option<Json> {
        Some(Json::from(self.as_str()))
    }
}

impl FromMember for String {
    fn from_member(value: Option<&Json>) -> Option<Self> {
        value?.as_str().map(str::to_owned)
    }
}

impl ToMember for bool {
    fn to_member(&self) -> Option<Json> {
        Some(Json::from(*self))
    }
}

impl ToMember for u64 {
    fn to_member(&self) -> Option<Json> {
        Some(Json::from(*self))
    }
}

impl FromMember for u64 {
    fn from_member(value: Option<&Json>) -> Option<Self> {
        value?.as_u64()
    }
}

impl ToMember for u32 {
    fn to_member(&self) -> Option<Json> {
        Some(Json::from(*self))
    }
}

impl FromMember for u32 {
    fn from_member(value: Option<&Json>) -> Option<Self> {
        value?.as_u64()?.try_into().ok()
    }
}

impl ToMember for i64 {
    fn to_member(&self) -> Option<Json> {
        Some(Json::from(*self))
    }
}

impl FromMember for i64 {
    fn from_member(value: Option<&Json>) -> Option<Self> {
        value?.as_i64()
    }
}

impl<T: ToMember> ToMember for Option<T> {
    fn to_member(&self) -> Option<Json> {
        self.as_ref()?.to_member()
    }
}

impl<T: FromMember> FromMember for Option<T> {
    fn from_member(value: Option<&Json>) -> Option<Self> {
        match value {
            None | Some(Json::Null) => Some(None),
            value => T::from_member(value).map(Some),
        }
    }
}

/// Left out where it is empty.
impl<T: ToMember> ToMember for Vec<T> {
    fn to_member(&self) -> Option<Json> {
        (!self.is_empty()).then(|| Json::List(self.iter().filter_map(T::to_member).collect()))
    }
}

/// Empty where it is missing.
impl<T: FromMember> FromMember for Vec<T> {
    fn from_member(value: Option<&Json>) -> Option<Self> {
        let Some(value) = value else { return Some(Self::new()) };
        value.as_list()?.iter().map(|item| T::from_member(Some(item))).collect()
    }
}

/// The whole part of a number as written, brought into the range of `u64`: what is below zero is 0.
#[must_use]
pub fn whole_part(number: &str) -> u64 {
    if number.starts_with('-') {
        return 0;
    }
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let far = if exponent.starts_with('-') { i32::MIN } else { i32::MAX };
    let exponent = exponent.parse::<i32>().unwrap_or(far);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    // Twenty digits are more than a `u64` has: what follows after the last one given only tells that it is too large.
    let places = (i64::from(exponent) + whole.len() as i64).clamp(0, mantissa.len() as i64 + 20) as usize;
    let digits = whole.bytes().chain(fraction.bytes()).chain(std::iter::repeat(b'0'));
    digits.take(places).fold(0, |value: u64, digit| value.saturating_mul(10).saturating_add(u64::from(digit - b'0')))
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

type Read<T> = Result<T, Malformed>;

impl Reader<'_> {
    fn malformed(&self, what: &'static str) -> Malformed {
        let before = &self.text.as_bytes()[..self.at.min(self.text.len())];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
        Malformed { what, line, column }
    }

    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// Steps over `byte`, where it is next.
    fn takes(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == byte;
        self.at += usize::from(is_next);
        is_next
    }

    fn skip_blanks(&mut self) {
        while let b' ' | b'\n' | b'\r' | b'\t' = self.peek() {
            self.at += 1;
        }
    }

    fn value(&mut self, depth: u32) -> Read<Json> {
        self.skip_blanks();
        match self.peek() {
            b'{' | b'[' if depth == 0 => Err(self.malformed("recursion limit exceeded")),
            b'{' => self.object(depth - 1).map(Json::Object),
            b'[' => self.list(depth - 1).map(Json::List),
            b'"' => self.quoted().map(Json::Text),
            b'-' | b'0'..=b'9' => self.number().map(Json::Number),
            _ => self.word(),
        }
    }

    fn word(&mut self) -> Read<Json> {
        for (word, value) in [("null", Json::Null), ("true", Json::Bool(true)), ("false", Json::Bool(false))] {
            if self.text[self.at..].starts_with(word) {
                self.at += word.len();
                return Ok(value);
            }
        }
        Err(self.malformed("expected value"))
    }

    fn object(&mut self, depth: u32) -> Read<Object> {
        let mut members = Vec::new();
        self.at += 1;
        self.skip_blanks();
        if self.takes(b'}') {
            return Ok(Object::new());
        }
        loop {
            self.skip_blanks();
            if self.peek() != b'"' {
                return Err(self.malformed("expected a member's name"));
            }
            let name = self.quoted()?;
            self.skip_blanks();
            if !self.takes(b':') {
                return Err(self.malformed("expected `:`"));
            }
            let value = self.value(depth)?;
            members.push((name, value));
            self.skip_blanks();
            if self.takes(b'}') {
                return Ok(Object::of_read(members));
            }
            if !self.takes(b',') {
                return Err(self.malformed("expected `,` or `}`"));
            }
        }
    }

    fn list(&mut self, depth: u32) -> Read<Vec<Json>> {
        let mut items = Vec::new();
        self.at += 1;
        self.skip_blanks();
        if self.takes(b']') {
            return Ok(items);
        }
        loop {
            items.push(self.value(depth)?);
            self.skip_blanks();
            if self.takes(b']') {
                return Ok(items);
            }
            if !self.takes(b',') {
                return Err(self.malformed("expected `,` or `]`"));
            }
        }
    }

    fn digits(&mut self) -> Read<()> {
        if !self.peek().is_ascii_digit() {
            return Err(self.malformed("invalid number"));
        }
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> Read<String> {
        let start = self.at;
        self.takes(b'-');
        if !self.takes(b'0') {
            self.digits()?;
        }
        if self.takes(b'.') {
            self.digits()?;
        }
        if self.takes(b'e') || self.takes(b'E') {
            let _ = self.takes(b'+') || self.takes(b'-');
            self.digits()?;
        }
        Ok(self.text[start..self.at].to_owned())
    }

    fn quoted(&mut self) -> Read<String> {
        let mut text = String::new();
        self.at += 1;
        loop {
            let start = self.at;
            while !matches!(self.peek(), b'"' | b'\\' | 0..=0x1f) {
                self.at += 1;
            }
            text.push_str(&self.text[start..self.at]);
            if self.takes(b'"') {
                return Ok(text);
            }
            if !self.takes(b'\\') {
                return Err(self.malformed("text without an end"));
            }
            text.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Read<char> {
        let letter = self.peek();
        self.at += 1;
        Ok(match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'u' => {
                let mut code = self.unit()?;
                if (0xd800..0xdc00).contains(&code) && self.takes(b'\\') && self.takes(b'u') {
                    let low = self.unit()?.wrapping_sub(0xdc00);
                    code = if low < 0x400 { 0x1_0000 + ((code - 0xd800) << 10) + low } else { 0xd800 };
                }
                // Half a pair is no character.
                char::from_u32(code).ok_or_else(|| self.malformed("invalid unicode code point"))?
            }
            _ => return Err(self.malformed("invalid escape")),
        })
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Read<u32> {
        let mut code = 0;
        for _ in 0..4 {
            let Some(digit) = char::from(self.peek()).to_digit(16) else {
                return Err(self.malformed("invalid escape"));
            };
            code = code << 4 | digit;
            self.at += 1;
        }
        Ok(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written() {
        let text = r#"{"a":[1,-2.50,1e9,true,false,null,{}],"b":"\"\\\n\u0001é☕😀","c":{"d":[]}}"#;
        let value = Json::parse(text).expect("it is JSON");
        assert_eq!(value.to_string(), text);
        assert_eq!(Json::parse(&value.pretty()), Ok(value));
    }

    #[test]
    fn blanks_escapes_and_doubles() {
        let value =
            Json::parse(" { \"b\" : [ ] ,\n\"a\" : \"\\/\\u00e9\\ud83d\\ude00\", \"b\" : 1 } ").expect("it is JSON");
        assert_eq!(value.to_string(), r#"{"a":"/é😀","b":1}"#);
    }

    #[test]
    fn members_come_in_any_order() {
        let falling: Vec<String> = (0..20_000).rev().map(|n| format!("\"k{n:05}\":{n}")).collect();
        let value = Json::parse(&format!("{{{},\"k00007\":\"x\",\"k00007\":\"last\"}}", falling.join(",")))
            .expect("it is JSON");
        let members = value.as_object().expect("an object");
        assert!(members.len() == 20_000 && members.iter().is_sorted_by_key(|(name, _)| name));
        assert_eq!(value.get("k00007").and_then(Json::as_str), Some("last"));
    }

    #[test]
    fn for_people() {
        let value = Json::parse(r#"{"a":[],"b":[1,{"c":null}],"d":{}}"#).expect("it is JSON");
        let lines = "{\n  \"a\": [],\n  \"b\": [\n    1,\n    {\n      \"c\": null\n    }\n  ],\n  \"d\": {}\n}";
        assert_eq!(value.pretty(), lines);
    }

    #[test]
    fn nonsense_is_told_with_its_place() {
        for bad in [
            "",
            "{",
            "[1",
            "[1,]",
            "{\"a\":1,}",
            "{a:1}",
            "01",
            "1.",
            "-",
            "1e",
            ".5",
            "+1",
            "tru",
            "\"",
            "\"\\x\"",
            "\"\n\"",
            "\"\\ud800\"",
            "\"\\ud800\\u0041\"",
            "\"\\u12g4\"",
            "1 2",
            "NaN",
            "\u{a0}1",
        ] {
            assert!(Json::parse(bad).is_err(), "{bad}");
        }
        let error = Json::parse("{\n \"é\": ?}").map_err(|error| error.to_string());
        assert_eq!(error, Err("expected value at line 2 column 8".into()));
        assert!(Json::parse(&"[".repeat(100_000)).is_err());
        assert!(Json::parse(&("[".repeat(128) + &"]".repeat(128))).is_ok());
    }

    #[test]
    fn whole_numbers() {
        let number = |text: &str| Json::Number(text.into());
        for (text, signed, unsigned) in [
            ("0", Some(0), Some(0)),
            ("-0", Some(0), None),
            ("-7", Some(-7), None),
            ("9223372036854775807", Some(i64::MAX), Some(i64::MAX as u64)),
            ("-9223372036854775808", Some(i64::MIN), None),
            ("-9223372036854775809", None, None),
            ("18446744073709551615", None, Some(u64::MAX)),
            ("1.0", None, None),
            ("1e2", None, None),
        ] {
            assert_eq!((number(text).as_i64(), number(text).as_u64()), (signed, unsigned), "{text}");
        }
    }

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
