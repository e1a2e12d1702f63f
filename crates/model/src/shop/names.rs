//! Names of people.

use std::sync::Arc;

/// Short names from many countries that sound different.
const NAMES: [&str; 56] = [
    "Ana", "Ben", "Cleo", "Dev", "Eli", "Fay", "Gus", "Hana", "Ivo", "Jun", "Kai", "Lea", "Mia", "Noor", "Ola", "Pia",
    "Quin", "Rui", "Sam", "Tess", "Uma", "Veda", "Wim", "Xia", "Yara", "Zoe", "Abu", "Bao", "Caro", "Dina", "Emre",
    "Femi", "Gita", "Hugo", "Ines", "Jana", "Kofi", "Luz", "Milo", "Nils", "Otto", "Paz", "Rosa", "Suki", "Taro",
    "Udo", "Vera", "Wen", "Yuki", "Zev", "Amir", "Bela", "Cem", "Dora", "Esra", "Finn",
];

/// Assigns names, each only once. Names set by the scenario take precedence.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// Names set by the scenario, sorted.
    requested: Vec<Arc<str>>,
    given: usize,
}

impl Names {
    /// Returns the next free name from the list.
    pub(super) fn any(&mut self) -> Arc<str> {
        loop {
            let (round, index) = (self.given / NAMES.len(), self.given % NAMES.len());
            self.given += 1;
            let name: Arc<str> =
                if round == 0 { NAMES[index].into() } else { format!("{} {}", NAMES[index], round + 1).into() };
            if self.requested.binary_search(&name).is_err() {
                return name;
            }
        }
    }

    /// Returns the requested name, with a number if it is taken.
    pub(super) fn reserve(&mut self, requested: &str) -> Arc<str> {
        let mut name: Arc<str> = requested.into();
        let mut number = 1;
        loop {
            if let Err(place) = self.requested.binary_search(&name) {
                self.requested.insert(place, Arc::clone(&name));
                return name;
            }
            number += 1;
            name = format!("{requested} {number}").into();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_name_is_assigned_once() {
        let mut names = Names::default();
        assert_eq!(&*names.reserve("Cleo"), "Cleo");
        assert_eq!(&*names.reserve("Cleo"), "Cleo 2");
        let given: Vec<_> = (0..200).map(|_| names.any()).collect();
        assert_eq!(given.iter().collect::<BTreeSet<_>>().len(), 200);
        assert_eq!(&*given[0], "Ana");
        assert_eq!(&*given[2], "Dev");
    }
}
