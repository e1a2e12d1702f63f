//! The program of the page. Its start script calls `mount`, which the library exports.

use order_board as _;

fn main() {}
