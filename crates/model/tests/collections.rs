//! The collections behave like those of the standard library, and changing one leaves its clones alone.

#[path = "shared/seed.rs"]
mod seed;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use model::collections::{ChunkedQueue, FreeList, IdTable, Key, OrderedList, OrderedMap, Slab, TournamentTree};
use proptest::collection::vec;
use proptest::prelude::*;

use seed::check;

const CASES: u32 = 24;
/// A clone is kept after so many operations, and compared at the end.
const CLONE_EVERY: usize = 500;

/// Operations of which first three in four grow the collection, then three in four shrink it.
fn operations<T: std::fmt::Debug + Clone + 'static>(
    grow: impl Strategy<Value = T> + Clone + 'static,
    shrink: impl Strategy<Value = T> + Clone + 'static,
) -> impl Strategy<Value = Vec<T>> {
    let part = |growing, shrinking| vec(prop_oneof![growing => grow.clone(), shrinking => shrink.clone()], 0..2_000);
    (part(3, 1), part(1, 3)).prop_map(|(first, second)| [first, second].concat())
}

/// An operation on a collection that is ordered by key.
#[derive(Clone, Debug)]
enum Ordered {
    /// A key after all others.
    Append,
    Insert(Key),
    RemoveFirst,
    Remove(Key),
}

fn ordered() -> impl Strategy<Value = Vec<Ordered>> {
    let key = || (0..4_000_u64, 0..2_u64);
    operations(
        prop_oneof![Just(Ordered::Append), key().prop_map(Ordered::Insert)],
        prop_oneof![Just(Ordered::RemoveFirst), key().prop_map(Ordered::Remove)],
    )
}

fn is_same_list(list: &OrderedList, map: &BTreeMap<Key, u32>, key: Key) -> Result<(), TestCaseError> {
    prop_assert_eq!((list.len(), list.is_empty()), (map.len(), map.is_empty()));
    prop_assert_eq!(list.first(), map.first_key_value().map(|(key, number)| (*key, *number)));
    prop_assert_eq!(list.get(key), map.get(&key).copied());
    prop_assert_eq!(list.rank(key, 300), map.range(..key).take(300).count());
    prop_assert_eq!(list.first_numbers(200), map.values().take(200).copied().collect::<Vec<_>>());
    prop_assert_eq!(list.last_numbers(200), map.values().rev().take(200).copied().collect::<Vec<_>>());
    Ok(())
}

#[test]
fn an_ordered_list_behaves_like_a_btree_map() {
    check(CASES, &ordered(), |operations| {
        let (mut list, mut map) = (OrderedList::default(), BTreeMap::new());
        let mut clones = Vec::new();
        for (turn, operation) in operations.into_iter().enumerate() {
            let mut key = (turn as u64, turn as u64);
            match operation {
                Ordered::Append | Ordered::Insert(_) => {
                    if let Ordered::Insert(other) = operation {
                        key = other;
                    }
                    list.insert(key, turn as u32);
                    map.insert(key, turn as u32);
                }
                Ordered::RemoveFirst | Ordered::Remove(_) => {
                    key =
                        if let Ordered::Remove(other) = operation { other } else { list.first().unwrap_or((key, 0)).0 };
                    prop_assert_eq!(list.remove(key), map.remove(&key));
                }
            }
            if turn % 16 == 0 {
                is_same_list(&list, &map, key)?;
            }
            if turn % CLONE_EVERY == 0 {
                clones.push((list.clone(), map.clone()));
            }
        }
        for (list, map) in &clones {
            is_same_list(list, map, (2_000, 0))?;
        }
        while let Some((key, number)) = list.first() {
            prop_assert_eq!(map.pop_first(), Some((key, number)));
            prop_assert_eq!(list.remove(key), Some(number));
        }
        prop_assert!(map.is_empty() && list.is_empty());
        Ok(())
    });
}

fn is_same_map(ordered: &OrderedMap<u32>, map: &BTreeMap<Key, u32>, key: Key) -> Result<(), TestCaseError> {
    prop_assert_eq!((ordered.len(), ordered.is_empty()), (map.len(), map.is_empty()));
    prop_assert_eq!(ordered.first_key(), map.first_key_value().map(|(key, _)| *key));
    prop_assert_eq!(ordered.get(key), map.get(&key));
    prop_assert_eq!(ordered.rank(key, 300), map.range(..key).take(300).count());
    prop_assert!(ordered.first(200).eq(map.values().take(200)));
    Ok(())
}

#[test]
fn an_ordered_map_behaves_like_a_btree_map() {
    check(CASES, &ordered(), |operations| {
        let (mut ordered, mut map) = (OrderedMap::default(), BTreeMap::new());
        let mut clones = Vec::new();
        for (turn, operation) in operations.into_iter().enumerate() {
            let mut key = (turn as u64, turn as u64);
            match operation {
                Ordered::Append => {
                    ordered.insert(key, turn as u32);
                    map.insert(key, turn as u32);
                }
                Ordered::Insert(other) => {
                    key = other;
                    // A key that has a value gets another one: `insert` is for new keys.
                    match (ordered.get_mut(key), map.get_mut(&key)) {
                        (Some(value), Some(other)) => (*value, *other) = (turn as u32, turn as u32),
                        (None, None) => {
                            ordered.insert(key, turn as u32);
                            map.insert(key, turn as u32);
                        }
                        (value, other) => prop_assert_eq!(value, other),
                    }
                }
                Ordered::RemoveFirst => {
                    prop_assert_eq!(ordered.remove_first(), map.pop_first().map(|(_, value)| value));
                }
                Ordered::Remove(key) => prop_assert_eq!(ordered.remove(key), map.remove(&key)),
            }
            if turn % 16 == 0 {
                is_same_map(&ordered, &map, key)?;
            }
            if turn % CLONE_EVERY == 0 {
                clones.push((ordered.clone(), map.clone()));
            }
        }
        clones.push((ordered, map));
        clones.iter().try_for_each(|(ordered, map)| is_same_map(ordered, map, (2_000, 0)))
    });
}

#[test]
fn an_id_table_behaves_like_a_map() {
    // Few different hashes, at both ends of the table: entries displace each other.
    let id = || (0..200_u64, (0..8_u64).prop_map(|word| word.wrapping_sub(4)));
    let operations = operations(id().prop_map(|id| (true, id)).boxed(), id().prop_map(|id| (false, id)).boxed());
    check(CASES, &(operations, vec(id(), 64)), |(operations, others)| {
        let (mut table, mut map) = (IdTable::default(), BTreeMap::new());
        // For each number, the id that had it.
        let mut ids: Vec<Key> = Vec::new();
        let mut clones: Vec<(IdTable, BTreeMap<Key, u32>)> = Vec::new();
        for (turn, (adds, id)) in operations.into_iter().enumerate() {
            let before = map.get(&id).copied();
            if !adds {
                table.remove(id, before.unwrap_or(turn as u32));
                map.remove(&id);
            } else if before.is_none() {
                let number = ids.len() as u32;
                ids.push(id);
                table.insert(id, number);
                map.insert(id, number);
            }
            let other = others[turn % others.len()];
            let found = table.get(other, |number| ids[number as usize] == other);
            prop_assert_eq!(found, map.get(&other).copied());
            prop_assert_eq!((table.len(), table.is_empty()), (map.len(), map.is_empty()));
            if turn % CLONE_EVERY == 0 {
                clones.push((table.clone(), map.clone()));
            }
        }
        clones.push((table, map));
        for (table, map) in clones {
            for (id, number) in &map {
                prop_assert_eq!(table.get(*id, |number| ids[number as usize] == *id), Some(*number));
            }
        }
        Ok(())
    });
}

#[test]
fn a_free_list_gives_the_lowest_free_place() {
    let operations = operations(Just(None).boxed(), (0..1_000_u32).prop_map(Some).boxed());
    check(CASES, &operations, |operations| {
        let (mut list, mut map) = (FreeList::default(), BTreeMap::new());
        let mut clones = Vec::new();
        for (turn, freed) in operations.into_iter().enumerate() {
            if let Some(place) = freed {
                list.free(place);
                map.remove(&place);
            } else {
                let free = (0..).find(|place| !map.contains_key(place)).expect("places never end");
                prop_assert_eq!(list.first_free(), free);
                list.take(free, turn as u32);
                map.insert(free, turn as u32);
            }
            prop_assert_eq!((list.len(), list.is_empty()), (map.len(), map.is_empty()));
            if turn % CLONE_EVERY == 0 {
                clones.push((list.clone(), map.clone()));
            }
        }
        clones.push((list, map));
        for (list, map) in &clones {
            prop_assert!(list.iter().eq(map.iter().map(|(place, number)| (*place, *number))));
        }
        Ok(())
    });
}

#[test]
fn a_slab_behaves_like_a_map_and_reuses_its_numbers() {
    let operations = operations(Just(None).boxed(), (0..1_000_u32).prop_map(Some).boxed());
    check(CASES, &operations, |operations| {
        let (mut slab, mut map) = (Slab::default(), BTreeMap::new());
        let mut clones = Vec::new();
        let mut most = 0;
        for (turn, removed) in operations.into_iter().enumerate() {
            if let Some(number) = removed {
                prop_assert_eq!(slab.get(number), map.get(&number));
                prop_assert_eq!(slab.remove(number), map.remove(&number));
            } else {
                let number = slab.insert(turn);
                prop_assert_eq!(map.insert(number, turn), None);
                most = most.max(map.len());
                prop_assert!((number as usize) < most);
                *slab.get_mut(number).expect("the value was stored") += 1;
                *map.get_mut(&number).expect("the value was stored") += 1;
            }
            prop_assert_eq!((slab.len(), slab.is_empty()), (map.len(), map.is_empty()));
            if turn % CLONE_EVERY == 0 {
                clones.push((slab.clone(), map.clone()));
            }
        }
        clones.push((slab, map));
        for (slab, map) in &clones {
            prop_assert!(slab.iter().eq(map.iter().map(|(number, value)| (*number, value))));
        }
        Ok(())
    });
}

#[test]
fn a_tournament_tree_knows_the_smallest_key() {
    const NEVER: u64 = u64::MAX;
    let players = prop_oneof![Just(1_u32), Just(2), Just(3), Just(9), Just(64), 1..300_u32];
    let changes = players.prop_flat_map(|players| {
        (Just(players), vec((0..players, prop_oneof![1 => Just(NEVER), 3 => 0..50_u64]), 0..1_000))
    });
    check(64, &changes, |(players, changes)| {
        let mut tree = TournamentTree::new(NEVER);
        prop_assert_eq!(tree.first(), (NEVER, 0));
        let mut keys = vec![NEVER; players as usize];
        let mut set: BTreeSet<_> = (0..players).map(|number| (NEVER, number)).collect();
        for (number, key) in changes {
            tree.set(number, key);
            set.remove(&(std::mem::replace(&mut keys[number as usize], key), number));
            set.insert((key, number));
            prop_assert_eq!(Some(&tree.first()), set.first());
        }
        Ok(())
    });
}

#[test]
fn a_chunked_queue_behaves_like_a_vec_deque() {
    #[derive(Clone, Debug)]
    enum Operation {
        PushBack,
        PushFront,
        PopFront,
        SkipFront,
        Retain(usize),
    }
    use Operation::{PopFront, PushBack, PushFront, Retain, SkipFront};
    let operations = operations(
        prop_oneof![3 => Just(PushBack), 1 => Just(PushFront)],
        prop_oneof![200 => Just(PopFront), 50 => Just(SkipFront), 1 => (2..9_usize).prop_map(Retain)],
    );
    check(CASES, &(operations, vec(0..200_usize, 64)), |(operations, places)| {
        let (mut queue, mut plain) = (ChunkedQueue::default(), VecDeque::new());
        let mut clones = Vec::new();
        for (turn, operation) in operations.into_iter().enumerate() {
            match operation {
                PushBack => {
                    queue.push_back(turn);
                    plain.push_back(turn);
                }
                PushFront => {
                    queue.push_front(turn);
                    plain.push_front(turn);
                }
                PopFront => prop_assert_eq!(queue.pop_front(), plain.pop_front()),
                SkipFront => {
                    queue.skip_front();
                    plain.pop_front();
                }
                Retain(divisor) => {
                    queue.retain(|value| value % divisor != 0);
                    plain.retain(|value| value % divisor != 0);
                }
            }
            prop_assert_eq!((queue.front(), queue.back()), (plain.front(), plain.back()));
            prop_assert_eq!((queue.len(), queue.is_empty()), (plain.len(), plain.is_empty()));
            let place = places[turn % places.len()];
            prop_assert_eq!(queue.get(place), plain.get(place));
            if turn % CLONE_EVERY == 0 {
                clones.push((queue.clone(), plain.clone()));
            }
        }
        clones.push((queue, plain));
        for (queue, plain) in &clones {
            prop_assert!(queue.iter().eq(plain) && queue.iter().rev().eq(plain.iter().rev()));
        }
        Ok(())
    });
}

#[test]
fn a_queue_that_was_emptied_takes_a_value_at_the_front() {
    let mut queue = ChunkedQueue::default();
    queue.push_back(1);
    queue.pop_front();
    queue.push_front(2);
    assert_eq!((queue.front(), queue.back()), (Some(&2), Some(&2)));
}

/// Counts how often it is cloned.
struct Counted(u64, Rc<Cell<usize>>);

impl Clone for Counted {
    fn clone(&self) -> Self {
        self.1.set(self.1.get() + 1);
        Self(self.0, Rc::clone(&self.1))
    }
}

#[test]
fn a_changed_clone_copies_the_changed_chunks_only() {
    let copies = Rc::new(Cell::new(0));
    let mut slab = Slab::default();
    for number in 0..10_000 {
        slab.insert(Counted(number, Rc::clone(&copies)));
    }
    let old = slab.clone();
    assert_eq!(copies.get(), 0, "cloning the slab clones no values");
    for number in 0..100 {
        slab.remove(number);
        slab.get_mut(9_000).expect("it was stored").0 += 1;
    }
    // Numbers 0 to 99 lie in two chunks, 9,000 in a third.
    assert_eq!(copies.get(), 3 * 64);
    assert!(old.iter().map(|(_, value)| value.0).eq(0..10_000));
    assert_eq!((slab.get(9_000).map(|value| value.0), slab.len()), (Some(9_100), 9_900));
}

#[cfg(debug_assertions)]
mod preconditions {
    use super::*;

    #[test]
    #[should_panic(expected = "has a value")]
    fn an_ordered_map_takes_new_keys_only() {
        let mut map = OrderedMap::default();
        map.insert((1, 2), 3);
        map.insert((1, 2), 4);
    }

    #[test]
    #[should_panic(expected = "another id has this number")]
    fn an_id_table_takes_new_numbers_only() {
        let mut table = IdTable::default();
        table.insert((1, 2), 3);
        table.insert((4, 2), 3);
    }

    #[test]
    #[should_panic(expected = "is taken")]
    fn a_free_list_takes_free_places_only() {
        let mut list = FreeList::default();
        list.take(1, 2);
        list.take(1, 3);
    }

    #[test]
    #[should_panic(expected = "no key is larger")]
    fn a_tournament_tree_takes_no_key_above_never() {
        TournamentTree::new(10).set(0, 11);
    }
}
