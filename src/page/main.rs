//! The program of the page. Its start script calls `mount`, which the library exports.

fn main() {
    order_board::ui::set_fast(order_board_page::FAST);
}
