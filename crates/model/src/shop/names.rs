//! What people are called.

use std::sync::Arc;

/// Short, from many places, and different in sound.
const NAMES: [&str; 56] = [
    "Ana", "Ben", "Cleo", "Dev", "Eli", "Fay", "Gus", "Hana", "Ivo", "Jun", "Kai", "Lea", "Mia", "Noor", "Ola", "Pia",
    "Quin", "Rui", "Sam", "Tess", "Uma", "Veda", "Wim", "Xia", "Yara", "Zoe", "Abu", "Bao", "Caro", "Dina", "Emre",
    "Femi", "Gita", "Hugo", "Ines", "Jana", "Kofi", "Luz", "Milo", "Nils", "Otto", "Paz", "Rosa", "Suki", "Taro",
    "Udo", "Vera", "Wen", "Yuki", "Zev", "Amir", "Bela", "Cem", "Dora", "Esra", "Finn",
];

/// Gives names, no name twice. Wishes come before anything else.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// Sorted.
    wished: Vec<Arc<str>>,
    given: usize,
}

impl Names {
    /// A name from the list.
    pub(super) fn any(&mut self) -> Arc<str> {
        loop {
            let (round, index) = (self.given / NAMES.len(), self.given % NAMES.len());
            self.given += 1;
            let name: Arc<str> =
                if round == 0 { NAMES[index].into() } else { format!("{} {}", NAMES[index], round + 1).into() };
            if self.wished.binary_search(&name).is_err() {
                return name;
            }
        }
    }

    /// The wished name, with a number where somebody has it already.
    pub(super) fn wished(&mut self, wish: &str) -> Arc<str> {
        let mut name: Arc<str> = wish.into();
        let mut number = 1;
        loop {
            if let Err(place) = self.wished.binary_search(&name) {
                self.wished.insert(place, Arc::clone(&name));
                return name;
            }
            number += 1;
            name = format!("{wish} {number}").into();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_name_twice() {
        let mut names = Names::default();
        assert_eq!(&*names.wished("Cleo"), "Cleo");
        assert_eq!(&*names.wished("Cleo"), "Cleo 2");
        let given: Vec<_> = (0..200).map(|_| names.any()).collect();
        assert_eq!(given.iter().collect::<BTreeSet<_>>().len(), 200);
        assert_eq!(&*given[0], "Ana");
        assert_eq!(&*given[2], "Dev");
    }
}
