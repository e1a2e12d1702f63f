//! A tournament tree: the smallest of a few keys that change often.

/// One key per small number, with the smallest key at hand; of equal keys, the one with the smaller number.
///
/// A change takes logarithmic time at most: it stops at the first node whose winner stays the same.
#[derive(Clone, Debug)]
pub struct TournamentTree<K> {
    /// A complete binary tree with its root at 1; the second half are the leaves, one per number. Each inner node
    /// repeats the child with the smaller key.
    nodes: Vec<(K, u32)>,
    /// The key of every number that was not given one.
    never: K,
}

impl<K: Copy + Ord> TournamentTree<K> {
    /// A tree in which every number has the key `never`, the largest one.
    #[must_use]
    pub fn new(never: K) -> Self {
        Self { nodes: vec![(never, 0); 2], never }
    }

    /// The smallest key and its number; `never` if no number has a smaller key.
    #[must_use]
    pub fn first(&self) -> (K, u32) {
        self.nodes[1]
    }

    /// Sets the key of a number; `never` withdraws it.
    ///
    /// # Panics
    /// In debug builds, if `key` is larger than `never`.
    pub fn set(&mut self, number: u32, key: K) {
        debug_assert!(key <= self.never, "no key is larger than `never`");
        while number as usize >= self.nodes.len() / 2 {
            self.grow();
        }
        let mut node = self.nodes.len() / 2 + number as usize;
        if self.nodes[node].0 == key {
            return;
        }
        self.nodes[node] = (key, number);
        while node > 1 {
            node /= 2;
            let winner = self.winner(node);
            let before = std::mem::replace(&mut self.nodes[node], winner);
            // Another number has won here before and after: the nodes above stay the same.
            if winner.1 == before.1 && winner.1 != number {
                return;
            }
        }
    }

    /// The child with the smaller key.
    fn winner(&self, node: usize) -> (K, u32) {
        let [left, right] = [self.nodes[2 * node], self.nodes[2 * node + 1]];
        if right.0 < left.0 { right } else { left }
    }

    fn grow(&mut self) {
        let leaves = self.nodes.split_off(self.nodes.len() / 2);
        let size = 2 * leaves.len();
        self.nodes = vec![(self.never, 0); size];
        self.nodes.extend(leaves);
        self.nodes.extend((self.nodes.len() - size..size).map(|number| (self.never, number as u32)));
        for node in (1..size).rev() {
            self.nodes[node] = self.winner(node);
        }
    }
}
