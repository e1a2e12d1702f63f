//! Small maps.

use std::ops::Index;
use std::rc::Rc;

use crate::json::{FromMember, Json, Object, ToMember};

/// Values by name, in the order of the names. Requests and answers hold a handful: looking through them all is fast.
/// Most hold none, and are one empty word. Cloning shares; what is shared is copied before it changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByName<V>(Option<Rc<Vec<(String, V)>>>);

impl<V: Clone> ByName<V> {
    /// Nothing.
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

    /// Puts a value under a name, instead of the one that is there.
    pub fn insert(&mut self, name: String, value: V) {
        let place = self.find(&name);
        let pairs = Rc::make_mut(self.0.get_or_insert_default());
        match place {
            Ok(at) => pairs[at].1 = value,
            Err(at) => pairs.insert(at, (name, value)),
        }
    }

    /// The value of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&V> {
        self.find(name).ok().map(|at| &self.pairs()[at].1)
    }

    /// There is a value of that name.
    #[must_use]
    pub fn contains_key(&self, name: &str) -> bool {
        self.find(name).is_ok()
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pairs().len()
    }

    /// Nothing there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs().is_empty()
    }

    /// Names and values.
    pub fn iter(&self) -> std::slice::Iter<'_, (String, V)> {
        self.pairs().iter()
    }

    /// Names, and values to change.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut V)> {
        self.0.iter_mut().flat_map(Rc::make_mut).map(|(name, value)| (name.as_str(), value))
    }

    /// The names.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.pairs().iter().map(|(name, _)| name.as_str())
    }

    /// Names and values themselves.
    pub fn into_pairs(self) -> impl Iterator<Item = (String, V)> {
        self.0.map_or_else(Vec::new, Rc::unwrap_or_clone).into_iter()
    }

    /// Keeps some and drops the others.
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
    /// Where there is no value of that name.
    fn index(&self, name: &str) -> &V {
        self.get(name).expect("a value of that name")
    }
}

/// Left out where there is nothing.
impl<V: Clone + ToMember> ToMember for ByName<V> {
    fn to_member(&self) -> Option<Json> {
        let mut object = Object::new();
        for (name, value) in self {
            object.put_member(name, value);
        }
        (!self.is_empty()).then(|| object.into())
    }
}

impl<V: Clone + FromMember> FromMember for ByName<V> {
    fn from_member(value: Option<&Json>) -> Option<Self> {
        let Some(value) = value else { return Some(Self::new()) };
        value.as_object()?.iter().map(|(name, value)| Some((name.clone(), V::from_member(Some(value))?))).collect()
    }
}
