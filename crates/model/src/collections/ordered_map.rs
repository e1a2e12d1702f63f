//! An ordered map: a slab of values with an ordered list of their numbers.

use super::{Key, OrderedList, Slab};

/// Values ordered by key.
#[derive(Clone, Debug)]
pub struct OrderedMap<T> {
    order: OrderedList,
    values: Slab<T>,
}

impl<T> Default for OrderedMap<T> {
    fn default() -> Self {
        Self { order: OrderedList::default(), values: Slab::default() }
    }
}

impl<T: Clone> OrderedMap<T> {
    /// The number of values.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.order.len()
    }

    /// Returns true if the map has no values.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Stores a value under a key that is not in the map.
    ///
    /// # Panics
    /// In debug builds, if the key is in the map.
    pub fn insert(&mut self, key: Key, value: T) {
        debug_assert_eq!(self.order.get(key), None, "the key {key:?} has a value");
        let number = self.values.insert(value);
        self.order.insert(key, number);
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<&T> {
        self.values.get(self.order.get(key)?)
    }

    /// The value of a key, to change it.
    pub fn get_mut(&mut self, key: Key) -> Option<&mut T> {
        self.values.get_mut(self.order.get(key)?)
    }

    /// Removes a key and returns its value.
    pub fn remove(&mut self, key: Key) -> Option<T> {
        self.values.remove(self.order.remove(key)?)
    }

    /// Removes the smallest key and returns its value.
    pub fn remove_first(&mut self) -> Option<T> {
        let (key, number) = self.order.first()?;
        self.order.remove(key);
        self.values.remove(number)
    }

    /// The smallest key.
    #[must_use]
    pub fn first_key(&self) -> Option<Key> {
        self.order.first().map(|(key, _)| key)
    }

    /// The values of the smallest keys in ascending order, up to `limit`.
    pub fn first(&self, limit: usize) -> impl Iterator<Item = &T> {
        self.order.first_numbers(limit).into_iter().filter_map(|number| self.values.get(number))
    }

    /// Counts the keys that are smaller than `key`, up to `limit`.
    #[must_use]
    pub fn rank(&self, key: Key, limit: usize) -> usize {
        self.order.rank(key, limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removed_places_are_reused() {
        let mut map = OrderedMap::default();
        for round in 0..3_u64 {
            for number in 0..100 {
                map.insert((number * 7 % 100, round), number);
            }
            assert_eq!(map.first(3).copied().collect::<Vec<_>>(), [0, 43, 86]);
            assert_eq!((map.first_key(), map.rank((50, 0), 64)), (Some((0, round)), 50));
            for number in 0..100 {
                assert_eq!(map.remove((number * 7 % 100, round)), Some(number));
            }
        }
        assert!(map.is_empty());
        // 300 values had 100 numbers.
        assert_eq!(map.values.insert(0), 99);
        assert!((0..99).all(|number| map.values.insert(number) < 100));
    }
}
