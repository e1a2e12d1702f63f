//! Small maps.

use std::ops::Index;

use crate::json::{FromMember, Json, Object, ToMember};

/// Values by name, in the order of the names. Requests and answers hold a handful: looking through them all is fast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByName<V>(Vec<(String, V)>);

impl<V> ByName<V> {
    /// Nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    fn find(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| other.as_str().cmp(name))
    }

    /// Puts a value under a name, instead of the one that is there.
    pub fn insert(&mut self, name: String, value: V) {
        match self.find(&name) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (name, value)),
        }
    }

    /// The value of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&V> {
        self.find(name).ok().map(|at| &self.0[at].1)
    }

    /// There is a value of that name.
    #[must_use]
    pub fn contains_key(&self, name: &str) -> bool {
        self.find(name).is_ok()
    }

    /// How many.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Nothing there.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Names and values.
    pub fn iter(&self) -> std::slice::Iter<'_, (String, V)> {
        self.0.iter()
    }

    /// Names, and values to change.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut V)> {
        self.0.iter_mut().map(|(name, value)| (name.as_str(), value))
    }

    /// The names.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Names and values themselves.
    pub fn into_pairs(self) -> impl Iterator<Item = (String, V)> {
        self.0.into_iter()
    }

    /// Keeps some and drops the others.
    pub fn retain(&mut self, keep: impl Fn(&str, &V) -> bool) {
        self.0.retain(|(name, value)| keep(name, value));
    }
}

impl<V> Default for ByName<V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<V> FromIterator<(String, V)> for ByName<V> {
    fn from_iter<I: IntoIterator<Item = (String, V)>>(values: I) -> Self {
        let mut map = Self::new();
        for (name, value) in values {
            map.insert(name, value);
        }
        map
    }
}

impl<V, const N: usize> From<[(String, V); N]> for ByName<V> {
    fn from(values: [(String, V); N]) -> Self {
        values.into_iter().collect()
    }
}

impl<'a, V> IntoIterator for &'a ByName<V> {
    type Item = &'a (String, V);
    type IntoIter = std::slice::Iter<'a, (String, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<V> Index<&str> for ByName<V> {
    type Output = V;

    /// # Panics
    /// Where there is no value of that name.
    fn index(&self, name: &str) -> &V {
        self.get(name).expect("a value of that name")
    }
}

/// Left out where there is nothing.
impl<V: ToMember> ToMember for ByName<V> {
    fn to_member(&self) -> Option<Json> {
        let mut object = Object::new();
        for (name, value) in self {
            object.put_member(name, value);
        }
        (!self.is_empty()).then(|| object.into())
    }
}

impl<V: FromMember> FromMember for ByName<V> {
    fn from_member(value: Option<&Json>) -> Option<Self> {
        let Some(value) = value else { return Some(Self::new()) };
        value.as_object()?.iter().map(|(name, value)| Some((name.clone(), V::from_member(Some(value))?))).collect()
    }
}
