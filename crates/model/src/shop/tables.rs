//! Tables: the message groups of the shop. Who sits where is drawn from the seed.

use super::Scenario;
use crate::rng::Rng;
use crate::sqs::GroupId;

/// The tables of a FIFO queue's shop that does not say how many it has.
const FIFO_TABLES: u32 = 6;
const PREFIX: &str = "table-";

/// How many tables there are, and how the customers choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tables {
    count: u32,
    first_percent: u32,
}

impl Tables {
    /// The tables of a shop; none where orders have no group.
    pub(super) fn of(scenario: &Scenario) -> Option<Self> {
        let customers = &scenario.customers;
        let count = customers.groups.or(scenario.queue.fifo.then_some(FIFO_TABLES))?;
        Some(Self { count, first_percent: customers.first_group_percent })
    }

    /// A customer sits down.
    pub(super) fn draw(self, rng: &mut Rng) -> u32 {
        if rng.chance(self.first_percent.into(), 100) { 1 } else { 1 + rng.below(self.count.into()) as u32 }
    }
}

/// The message group of a table's orders.
pub(super) fn group_of(table: u32) -> GroupId {
    format!("{PREFIX}{table}").into()
}

/// The table of a message group; none where it is no table's.
pub(super) fn table_of(group: &GroupId) -> Option<u32> {
    group.as_str().strip_prefix(PREFIX)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_and_its_group_name_each_other() {
        assert_eq!(table_of(&group_of(12)), Some(12));
        assert_eq!(["table-", "table-x", "12", "tables-1"].map(|text| table_of(&text.into())), [None; 4]);
    }

    #[test]
    fn everybody_sits_somewhere_and_many_at_the_first_table() {
        let mut rng = Rng::stream(1, 1);
        let tables = Tables { count: 3, first_percent: 50 };
        let mut seats = [0; 4];
        for _ in 0..600 {
            seats[tables.draw(&mut rng) as usize] += 1;
        }
        assert_eq!(seats[0], 0);
        assert!(seats[1] > 350 && seats[2] > 50 && seats[3] > 50, "{seats:?}");
    }
}
