//! Tables: the message groups of the shop. The seed determines who sits where.

use super::Scenario;
use crate::rng::Rng;
use crate::sqs::GroupId;

/// The number of tables in a shop with a FIFO queue, unless the scenario sets it.
const FIFO_TABLES: u32 = 6;
const PREFIX: &str = "table-";

/// The number of tables, and the share of customers who choose the first one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tables {
    count: u32,
    first_percent: u32,
}

impl Tables {
    /// Returns the tables of a shop, or `None` if its orders have no group.
    pub(super) fn of(scenario: &Scenario) -> Option<Self> {
        let customers = &scenario.customers;
        let count = customers.groups.or(scenario.queue.fifo.then_some(FIFO_TABLES))?;
        Some(Self { count, first_percent: customers.first_group_percent })
    }

    /// Draws the table of a customer.
    pub(super) fn draw(self, rng: &mut Rng) -> u32 {
        if rng.chance(self.first_percent.into(), 100) { 1 } else { 1 + rng.below(self.count.into()) as u32 }
    }
}

/// Returns the message group of a table.
pub(super) fn group_of(table: u32) -> GroupId {
    format!("{PREFIX}{table}").into()
}

/// Returns the table of a message group, or `None` if the group is no table.
pub(super) fn table_of(group: &GroupId) -> Option<u32> {
    group.as_str().strip_prefix(PREFIX)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_and_group_ids_convert_both_ways() {
        assert_eq!(table_of(&group_of(12)), Some(12));
        assert_eq!(["table-", "table-x", "12", "tables-1"].map(|text| table_of(&text.into())), [None; 4]);
    }

    #[test]
    fn every_customer_gets_a_table_and_many_get_the_first() {
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
