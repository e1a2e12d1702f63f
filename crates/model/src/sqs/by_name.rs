//! A small sorted map for attributes and tags.

use std::ops::Index;
use std::rc::Rc;

use serde::{Serialize, Serializer};

/// Values by name, sorted by name. Made for the handful of entries that requests and answers hold; most hold none, and
/// an empty map is one machine word. Clones share their entries until one of them changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByName<V>(Option<Rc<Vec<(String, V)>>>);

impl<V: Clone> ByName<V> {
    /// An empty map.
    #[must_use]
    pub const fn new() -> Self {
        Self(None)
    }

    fn pairs(&self) -> &[(String, V)] {
        self.0.as_deref().map_or(&[], Vec::as_slice)
    }

    fn find(&self, name: &str) -> Result<usize, usize> {
        self.pairs().binary_search_by(|(other, _)| other.as_str().cmp(name))
    }

    /// Sets the value of a name, replacing an earlier one.
    pub fn insert(&mut self, name: String, value: V) {
        let place = self.find(&name);
        let pairs = Rc::make_mut(self.0.get_or_insert_default());
        match place {
            Ok(at) => pairs[at].1 = value,
            Err(at) => pairs.insert(at, (name, value)),
        }
    }

    /// Returns the value of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&V> {
        self.find(name).ok().map(|at| &self.pairs()[at].1)
    }

    /// Returns true if the name has a value.
    #[must_use]
    pub fn contains_key(&self, name: &str) -> bool {
        self.find(name).is_ok()
    }

    /// The number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pairs().len()
    }

    /// Returns true if there are no entries.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs().is_empty()
    }

    /// Iterates over the entries, sorted by name.
    pub fn iter(&self) -> std::slice::Iter<'_, (String, V)> {
        self.pairs().iter()
    }

    /// Iterates over the entries, with values that can be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut V)> {
        self.0.iter_mut().flat_map(Rc::make_mut).map(|(name, value)| (name.as_str(), value))
    }

    /// Iterates over the names, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.pairs().iter().map(|(name, _)| name.as_str())
    }

    /// Turns the map into its entries, sorted by name.
    pub fn into_pairs(self) -> impl Iterator<Item = (String, V)> {
        self.0.map_or_else(Vec::new, Rc::unwrap_or_clone).into_iter()
    }

    /// Keeps only the entries for which `keep` returns true.
    pub fn retain(&mut self, keep: impl Fn(&str, &V) -> bool) {
        if let Some(pairs) = &mut self.0 {
            let pairs = Rc::make_mut(pairs);
            pairs.retain(|(name, value)| keep(name, value));
            if pairs.is_empty() {
                self.0 = None;
            }
        }
    }
}

impl<V: Clone> Default for ByName<V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<V: Clone> FromIterator<(String, V)> for ByName<V> {
    fn from_iter<I: IntoIterator<Item = (String, V)>>(values: I) -> Self {
        let mut map = Self::new();
        for (name, value) in values {
            map.insert(name, value);
        }
        map
    }
}

impl<V: Clone, const N: usize> From<[(String, V); N]> for ByName<V> {
    fn from(values: [(String, V); N]) -> Self {
        values.into_iter().collect()
    }
}

impl<'a, V: Clone> IntoIterator for &'a ByName<V> {
    type Item = &'a (String, V);
    type IntoIter = std::slice::Iter<'a, (String, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<V: Clone> Index<&str> for ByName<V> {
    type Output = V;

    /// # Panics
    /// If the name has no value.
    fn index(&self, name: &str) -> &V {
        self.get(name).expect("a value of that name")
    }
}

impl<V: Clone + Serialize> Serialize for ByName<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.pairs().iter().map(|(name, value)| (name, value)))
    }
}
