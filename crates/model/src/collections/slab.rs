//! A slab: values under small numbers that are reused.

use std::rc::Rc;

use super::CHUNK;

/// Stores values under small numbers; a removed value's number is reused.
#[derive(Clone, Debug)]
pub struct Slab<T> {
    chunks: Vec<Rc<Vec<Option<T>>>>,
    free: Vec<u32>,
    /// One more than the largest number in use so far.
    numbers: usize,
}

impl<T> Default for Slab<T> {
    fn default() -> Self {
        Self { chunks: Vec::new(), free: Vec::new(), numbers: 0 }
    }
}

impl<T: Clone> Slab<T> {
    /// The number of values.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.numbers - self.free.len()
    }

    /// Returns true if the slab has no values.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Stores a value and returns its number.
    ///
    /// # Panics
    /// If the slab has 2^32 values. Memory ends long before.
    pub fn insert(&mut self, value: T) -> u32 {
        if let Some(number) = self.free.pop() {
            let at = number as usize;
            Rc::make_mut(&mut self.chunks[at / CHUNK])[at % CHUNK] = Some(value);
            return number;
        }
        let number = u32::try_from(self.numbers).expect("memory ends long before 2^32 values");
        if self.numbers.is_multiple_of(CHUNK) {
            // Most slabs stay small: the first chunk grows with its values.
            self.chunks.push(Rc::new(Vec::with_capacity(if self.numbers == 0 { 0 } else { CHUNK })));
        }
        self.numbers += 1;
        Rc::make_mut(&mut self.chunks[number as usize / CHUNK]).push(Some(value));
        number
    }

    /// The value of a number.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<&T> {
        let at = number as usize;
        self.chunks.get(at / CHUNK)?.get(at % CHUNK)?.as_ref()
    }

    /// The value of a number, to change it.
    pub fn get_mut(&mut self, number: u32) -> Option<&mut T> {
        let at = number as usize;
        Rc::make_mut(self.chunks.get_mut(at / CHUNK)?).get_mut(at % CHUNK)?.as_mut()
    }

    /// Removes and returns the value of a number.
    pub fn remove(&mut self, number: u32) -> Option<T> {
        let at = number as usize;
        let value = Rc::make_mut(self.chunks.get_mut(at / CHUNK)?).get_mut(at % CHUNK)?.take()?;
        self.free.push(number);
        Some(value)
    }

    /// The values in ascending order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        let places = self.chunks.iter().flat_map(|chunk| chunk.iter());
        (0..).zip(places).filter_map(|(number, value)| Some((number, value.as_ref()?)))
    }
}
